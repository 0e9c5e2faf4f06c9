"""A search for texts that are slow to read: ``python benchmarks/slowest.py [--minutes N] [--seed N]``.

A seed is one to three short pieces, put together from the words of our own tables, from marks and numerals and from the pieces of
``hostile.py``; its text repeats each piece to an equal share. Every round begins with new seeds, keeps the slowest as parents,
changes and crosses them, and ends with the slowest of all, made as short as it stays slow. Later rounds pass over seeds that
hold all of its characters, so that each finds something else. Prints a line a round, and ends with 1 where a find passes
a limit of ``hostile.py``. The same seed number makes the same choices as far as the times, which decide, come out alike.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from time import process_time
from typing import Final, NamedTuple

import govnews
from articles import EXAMPLES, texts_of
from govnews.lexicon import rows
from hostile import REPEATED, STRETCHES, TABLES, framed, news, seconds, stretches, times_of, usual_cost

Seed = tuple[str, ...]
"""The pieces of a text; each is repeated to an equal share of it."""

SHORT: Final = 2_000
LONG: Final = 8_000
"""Characters of the two texts that a seed is judged by."""
CONFIRMED: Final = (2_000, 20_000)
"""Characters of those that a find is held to the limits by."""
FRESH: Final = 30
"""Seeds that a round begins with."""
PARENTS: Final = 10
GENERATIONS: Final = 12
CHILDREN: Final = 15
"""Seeds that each generation adds."""
MOST_PIECES: Final = 3
LONGEST: Final = 40
"""Characters of a piece."""
KEPT: Final = 0.9
"""How much of its weight a find may lose when it is made shorter."""

CHARACTERS: Final = (
    "一二两三十百千万亿半几多余第点分之0123456789.%,，、。；：（）《》“”—～-/ \n\t　年月日元家个的和与及在到由从比占"
)


class Find(NamedTuple):
    """A seed, and how hard its text is to read."""

    weight: float
    seed: Seed


class Search:
    """Rounds of a search, each by choices of its own."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.usual = usual_cost(LONG)
        self.spacing = len(news()) / len(govnews.extract(news()))
        self.finds: list[Find] = []

    def rounds(self, budget: float) -> Iterator[Find]:
        """The slowest seed of each round, as long as the budget of processor seconds lasts."""
        begun = process_time()
        while process_time() - begun < budget:
            choose = random.Random(f"{self.number} {len(self.finds)}")  # noqa: S311 - a search that can be run again
            best = self._shortened(self._round(choose))
            self.finds.append(best)
            yield best

    def weight(self, seed: Seed, least: float = 0.0) -> float:
        """The cost of a character in news', more where it grows with the text; 0 if a first look finds it far below ``least``.

        What one reading of each text finds slow is read again, for the machine may have been busy. Nothing beats a text of
        nothing but numbers, two characters each; so every other round takes the cost of a number for that of a character
        where numbers stand closer than in news.
        """
        text = stretches(*seed)
        short, long = framed(text(SHORT)), framed(text(LONG))
        weight = math.inf
        for read in (once, seconds):
            first = read(short)
            if first / SHORT / self.usual < least / 3:
                return 0.0
            second = read(long)
            growth = max(1.0, second / first / (LONG / SHORT))
            weight = min(weight, second / LONG / self.usual * growth**2)
            if weight < least:
                break
        density = 1.0 if len(self.finds) % 2 else max(1.0, len(govnews.extract(short)) * self.spacing / SHORT)
        return weight / density

    def _round(self, choose: random.Random) -> Find:
        pool: list[Find] = []
        for generation in range(GENERATIONS + 1):
            parents = [find.seed for find in pool]
            fresh = [born(choose) for _ in range(FRESH)] if not generation else []
            known = set(parents)
            for seed in fresh or [changed(choose, parents) for _ in range(CHILDREN)]:
                if seed not in known and not self._is_known(seed):
                    known.add(seed)
                    pool.append(Find(self.weight(seed, least=pool[-1].weight if generation else 0.0), seed))
            pool = sorted(pool, reverse=True)[:PARENTS]
        return pool[0]

    def _is_known(self, seed: Seed) -> bool:
        characters = set("".join(seed))
        return any(characters.issuperset("".join(find.seed)) for find in self.finds)

    def _shortened(self, find: Find) -> Find:
        """The find without what its weight does not need."""
        least = find.weight * KEPT
        size = max(map(len, find.seed))
        while size:
            for shorter in _cuts(find.seed, size):
                weight = self.weight(shorter)
                if weight >= least:
                    find = Find(weight, shorter)
                    break
            else:
                size //= 2
        return find


def _cuts(seed: Seed, size: int) -> Iterator[Seed]:
    """The seed without one of its pieces, or without a stretch of one."""
    for number, piece in enumerate(seed):
        for at in range(0, len(piece), size):
            rest = piece[:at] + piece[at + size :]
            cut = (*seed[:number], *([rest] if rest else []), *seed[number + 1 :])
            if cut:
                yield cut


def once(text: str) -> float:
    """The processor's time of one reading."""
    start = process_time()
    govnews.extract(text, published="2022-10-14")
    return process_time() - start


@cache
def sentences() -> tuple[str, ...]:
    """The articles of examples/, one after the other."""
    return tuple(texts_of([EXAMPLES]))


def word(choose: random.Random) -> str:
    """A word of a table, a character, a piece of a family or a few characters of an article."""
    match choose.randrange(6):
        case 0 | 1 | 2:
            cell = choose.choice([cell for cell in choose.choice(rows(choose.choice(TABLES))) if cell] or ["的"])
            return choose.choice(cell.split() or ["的"])[:LONGEST]
        case 3:
            return choose.choice(CHARACTERS)
        case 4:
            return choose.choice([*REPEATED.values(), *(piece for pieces in STRETCHES.values() for piece in pieces)])
        case _:
            text = choose.choice(sentences())
            at = choose.randrange(len(text))
            return text[at : at + choose.randint(2, 8)]


def born(choose: random.Random) -> Seed:
    """A new seed."""
    pieces = 1 if choose.random() < 0.7 else choose.randint(2, MOST_PIECES)
    return tuple("".join(word(choose) for _ in range(choose.randint(1, 4)))[:LONGEST] for _ in range(pieces))


def changed(choose: random.Random, parents: Sequence[Seed]) -> Seed:
    """A parent with one to three changes."""
    seed = list(choose.choice(parents))
    for _ in range(choose.randint(1, 3)):
        number = choose.randrange(len(seed))
        piece = seed[number]
        start = choose.randrange(len(piece))
        end = start + choose.randint(1, 6)
        match choose.randrange(8):
            case 0 | 1:
                piece = piece[:start] + word(choose) + piece[start:]
            case 2:
                piece = piece[:start] + piece[end:]
            case 3:
                piece = piece[:start] + word(choose) + piece[end:]
            case 4:
                piece = piece[:start] + piece[start:end] * 2 + piece[end:]
            case 5:
                other = choose.choice(choose.choice(parents))
                piece = piece[:start] + other[choose.randrange(len(other)) :]
            case 6 if len(seed) < MOST_PIECES:
                seed.insert(number, choose.choice(choose.choice(parents)) if choose.random() < 0.5 else word(choose))
            case _ if len(seed) > 1:
                del seed[number]
                continue
            case _:
                piece = piece[start:] + piece[:start]
        seed[number] = piece[:LONGEST] or seed[number]
    return tuple(seed)


def main() -> int:
    """Search and print; 1 where a find passes a limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0, help="of processor time (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="makes other choices (default: %(default)s)")
    options = parser.parse_args()
    govnews.extract("".join(sentences()))
    search = Search(options.seed)
    print(f"news costs {search.usual * 1e6:.2f} µs a character\n{'growth':>9}{'cost':>7}    seed")
    failed = 0
    for find in search.rounds(options.minutes * 60):
        times = times_of(stretches(*find.seed), CONFIRMED, search.usual)
        failed += times.passes_limit
        mark = "!" if times.passes_limit else ""
        print(f"{times.growth:>9.1f}{times.cost:>7.2f}{mark:>2}  {'  '.join(map(repr, find.seed))}", flush=True)
    print(f"{len(search.finds)} rounds, {failed} over a limit")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
