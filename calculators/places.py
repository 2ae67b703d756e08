"""Places by their GB/T 2260 codes: two digits each for the province, the city and the county or district."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.errors import UnknownName
from calculators.money import fold

NOWHERE = "000000"


def upwards(code: str) -> tuple[str, ...]:
    """Return `code` and the places it lies in, the smallest first.

    The parent of a place is its code with the last pair of digits that is not
    00 set to 00: 350203 (Siming) lies in 350200 (Xiamen) and 350000 (Fujian).
    """
    chain = [code]
    while (parent := _parent(chain[-1])) != NOWHERE:
        chain.append(parent)
    return tuple(chain)


def _parent(code: str) -> str:
    pairs = [code[start : start + 2] for start in range(0, len(code), 2)]
    last = max((index for index, pair in enumerate(pairs) if pair != "00"), default=0)
    return "".join([*pairs[:last], *["00"] * (len(pairs) - last)])


def find_place(places: Mapping[str, Mapping[str, str]], given: str) -> str:
    """Return the code of the place that `given` names, by code or by its name in either language.

    Raises:
        UnknownName: there is none; says which come close, or which there are.
    """
    wanted = fold(given).casefold()
    for code, name in places.items():
        if wanted in (code, *(one.casefold() for one in name.values())):
            return code
    raise UnknownName("place", given, places, [one for name in places.values() for one in name.values()])
