"""The registry: our units for Pint, which computes with all that conversions among our own units leave open."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from govnews.model import Unit
from govnews.units import all_units

if TYPE_CHECKING:
    import pint

_ONE_REGISTRY: Final = Lock()


def pint_registry() -> pint.UnitRegistry[Any]:
    """The Pint registry that holds our units and no others, with magnitudes in exact fractions.

    Each currency and each counting word is a dimension of its own. A unit whose code is no name goes by
    one there (``%`` by ``percent``).

    >>> pint_registry().Quantity(Fraction(3), "亩").to("m2").magnitude
    Fraction(2000, 1)
    """
    # the same for all threads, because quantities of two registries do not compute with each other
    with _ONE_REGISTRY:
        return _pint_registry()


@cache
def _pint_registry() -> pint.UnitRegistry[Any]:
    import pint  # noqa: PLC0415 - costs 0.2 s, and few callers want it
    from pint.facets.nonmultiplicative.definitions import OffsetConverter  # noqa: PLC0415
    from pint.facets.plain import ScaleConverter, UnitDefinition  # noqa: PLC0415
    from pint.util import UnitsContainer  # noqa: PLC0415

    registry: Any = pint.UnitRegistry(None, non_int_type=Fraction)
    bases: dict[str, str] = {"ratio": ""}
    for unit in sorted(all_units(), key=lambda unit: unit.factor != 1 or unit.offset != 0):
        name = pint_name(unit)
        if unit.dimension not in bases:
            bases[unit.dimension] = name
            registry.define(f"{name} = [{_identifier(unit.dimension)}]")
            continue
        base = bases[unit.dimension]
        factor: Any = unit.factor  # Pint declares floats and computes with whatever it is given
        offset: Any = unit.offset
        converter = OffsetConverter(factor, offset) if unit.offset else ScaleConverter(factor)
        reference = UnitsContainer({base: 1} if base else {})
        registry.define(UnitDefinition(name, None, (), converter, reference))
    exact: pint.UnitRegistry[Any] = registry
    return exact


def pint_name(unit: Unit) -> str:
    """The name of a unit of the table in :func:`pint_registry`.

    >>> from govnews.units import parse_unit
    >>> pint_name(parse_unit("%")), pint_name(parse_unit("公顷"))
    ('percent', 'ha')
    """
    return {"%": "percent", "1": "one"}.get(unit.code) or _identifier(unit.code)


def _identifier(name: str) -> str:
    return re.sub(r"\W", "_", name)
