"""Places by their GB/T 2260 codes: two digits each for the province, the city and the county or district."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from calculators.errors import UnknownName
from calculators.numerals import plainly

NOWHERE = "000000"

_CODE = re.compile(r"(?P<before>\D*?)[ (\-]*(?P<code>\d{6})(?:0{6})?(?:\.0)?[ )\-]*(?P<after>\D*)", re.ASCII)
"""Six digits, or twelve as statistics write them; spreadsheets add `.0`."""
_BETWEEN = re.compile(r"[\s,./()·、>|\\-]+")
_KINDS = frozenset(["district", "county", "city", "province", "china", "prc", "of", "the"])
"""What English adds to names."""


@lru_cache(maxsize=512)
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
    """Return the code of the place that `given` names: by code, by name in either language, alone or with what it lies in.

    思明, 厦门市思明区, `Siming, Xiamen`, `350203.0` and 350203 思明区 are all Siming; 武汉市思明区 is nowhere.

    Raises:
        UnknownName: there is none; says which come close, or which there are.
    """
    text = plainly(given)
    if text in places:  # as a page says it, and most sheets
        return text
    found = {code for code in places if _names(places, code, text)}
    if match := _CODE.fullmatch(text):
        code, rest = match["code"], match["before"] + match["after"]
        found = {code} if code in places and (not rest or _names(places, code, rest)) else set()
    if len(found) != 1:
        raise UnknownName("place", given, places, [one for name in places.values() for one in name.values()])
    return found.pop()


def _names(places: Mapping[str, Mapping[str, str]], code: str, text: str) -> bool:
    """Whether a text that `plainly` has gone over is a name of this place, with or without those of places around it."""
    chain = [places[one] for one in upwards(code) if one in places]
    here, *around = [_either(one["zh"]) for one in chain]
    chinese = "".join(f"(?:{one})?" for one in reversed(around)) + here
    if re.fullmatch(f"(?:中国)?{chinese}", _BETWEEN.sub("", text)):
        return True
    words = [word for word in _BETWEEN.split(text) if word and word not in _KINDS]
    bare = ["".join(word for word in plainly(one["en"]).split() if word not in _KINDS).replace("'", "") for one in chain]
    said = [word.replace("'", "") for word in words]
    return bare[0] in said and len({*said}) == len(said) and {*said} <= {*bare}


def _either(name: str) -> str:
    """A pattern for a Chinese name with its 区, 市 or 省, with another, or without."""
    base = re.escape(name[:-1] if len(name) > 2 and name[-1] in "省市区县" else name)
    return f"{base}[省市区县]?"
