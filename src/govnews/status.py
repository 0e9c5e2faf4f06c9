"""Status and role: a fact, a plan or an expectation; a metric, a threshold or a rank."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import regex

from govnews.lexicon import rows
from govnews.model import Role, Span, Status
from govnews.quantities import QuantityMatch
from govnews.ranks import RANK
from govnews.text import HAN, Text

_OPENS: Final = 12
"""A word this near to the beginning of its sentence speaks for the whole sentence, else up to the next semicolon."""
_AHEAD: Final = 30
"""A 将 behind the number is looked for no further than this."""

# a fact ends the reach of a plan
_FACT: Final = r"已(?!知)|截至|截止|目前|完成了"
_ANNOUNCES: Final = regex.compile(r"[是为:]")
# the total investment of a project is planned until it is said to be made
_INVESTMENT: Final = regex.compile(
    r"(?:(?<made>完成|实际|已|累计)[^,。;]{0,6})?(?:总投资|计划投资|协议投资|合同投资|概算投资|估算投资|初期投资|规划投资|投资总额|概算总?投?资?)额?"
    r"(?:约|达到|达|为|近|超过|共计?|合计|:)*\Z"
)
_WILL: Final = regex.compile(rf"[{HAN}“”\"、]*?(?<!即|主|大)将(?=在|于|全部|陆续|逐步|相继|建成|投产|竣工|完工|开工|启动)")
_THRESHOLD: Final = regex.compile(r"(?:及|或)?(?:以[上下内]|之内)\Z")
_RESTRICTED: Final = regex.compile(rf"的?(?<noun>[{HAN}“\"]{{2}})")
_STATED: Final = regex.compile(r"(?:达到?|增长|提高|实现|完成|保持|突破|为|至|占|投资|控制)[在]?\Z")
_LEVELS: Final = frozenset({"水平", "增长", "速度", "增速", "目标", "幅度", "比例", "份额", "比重", "左右", "降幅", "涨幅"})


class _Reach(NamedTuple):
    """From where to where in the normal form a word of plan or expectation holds, or a fact."""

    start: int
    end: int
    status: Status


@cache
def _words() -> tuple[dict[str, Status], regex.Pattern[str]]:
    entries = {word: Status(status) for word, status, _, _ in rows("status_words")}
    branches = []
    for word, _, unless, before in sorted(rows("status_words"), key=lambda row: -len(row[0])):
        guard = f"(?<![{unless}])" if unless else ""
        follow = f"(?={'|'.join(before.split())})" if before else ""
        branches.append(f"{guard}{word}{follow}")
    return entries, regex.compile(f"(?<fact>{_FACT})|(?<word>{'|'.join(branches)})")


def read_statuses(text: Text, quantities: Sequence[QuantityMatch]) -> list[Status]:
    """For each quantity, in order, whether it is a fact, a plan or an expectation.

    >>> from govnews.quantities import scan_quantities
    >>> text = Text("力争完成投资3亿元，新增岗位500个。已开工项目12个。")
    >>> [status.value for status in read_statuses(text, scan_quantities(text, ()))]
    ['planned', 'planned', 'actual']
    """
    norm = text.norm
    found = []
    sentence: Span | None = None
    reaches: list[_Reach] = []
    at = 0
    for quantity in quantities:
        here = text.sentence_at(quantity.start)
        if here is not sentence:
            sentence, reaches, at = here, _reaches(norm, here), 0
        while at + 1 < len(reaches) and reaches[at + 1].start <= quantity.outer_start:
            at += 1
        holds = bool(reaches) and reaches[at].start <= quantity.outer_start < reaches[at].end
        found.append(_at_number(norm, quantity) or (reaches[at].status if holds else Status.ACTUAL))
    return found


def _reaches(norm: str, sentence: Span) -> list[_Reach]:
    """The words of plan, expectation and fact of a sentence, in order, each with its reach."""
    entries, pattern = _words()
    found: list[_Reach] = []
    for match in pattern.finditer(norm, sentence.start, sentence.end):
        end = sentence.end
        if match["word"] and match.start() - sentence.start > _OPENS and not _ANNOUNCES.match(norm, match.end()):
            semicolon = norm.find(";", match.end(), sentence.end)
            end = semicolon if semicolon >= 0 else end
        found.append(_Reach(match.end(), end, entries[match["word"]] if match["word"] else Status.ACTUAL))
    return found


def _at_number(norm: str, quantity: QuantityMatch) -> Status | None:
    """What the words directly around the number say of it: 总投资5亿元, 6个项目将在一季度投产."""
    investment = _INVESTMENT.search(norm, max(quantity.outer_start - 20, 0), quantity.outer_start)
    if investment is not None and investment["made"] is None:
        return Status.PLANNED
    if quantity.quantity.unit.dimension.startswith("count") and _WILL.match(
        norm, quantity.outer_end, quantity.outer_end + _AHEAD
    ):
        return Status.EXPECTED
    return None


def read_role(text: Text, quantity: QuantityMatch) -> Role:
    """What the number does in its sentence.

    >>> from govnews.quantities import scan_quantities
    >>> text = Text("500万元以上项目67个")
    >>> [read_role(text, quantity).value for quantity in scan_quantities(text, ())]
    ['criterion', 'metric']
    """
    if quantity.quantity.unit is RANK:
        return Role.RANK
    norm, end = text.norm, quantity.outer_end
    restricted = _RESTRICTED.match(norm, end)
    direct = _THRESHOLD.search(norm, quantity.end, end) is not None
    clause = quantity.outer_start < quantity.start and norm[end : end + 1] == "的"
    if (
        restricted is None
        or not (direct or clause)
        or restricted["noun"] in _LEVELS
        or quantity.quantity.unit.code in {"%", "pp"}
    ):
        return Role.METRIC
    if _STATED.search(norm, max(quantity.outer_start - 4, 0), quantity.outer_start):
        return Role.METRIC
    return Role.CRITERION
