"""One call, as the page's worker makes it: JSON in, JSON out, and never an exception."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from publisher.desk.desk import Desk, Json

FILES = {"content", "sheet"}
"""What comes in base 64."""

_desks: dict[Path, Desk] = {}


def call(request: str, folder: str = "/desk/policies") -> str:
    """Answer a request: `{"do": "check", …}`; what Python itself stumbles over comes back as `broken`."""
    try:
        asked = json.loads(request)
        answer = _answer(_desk(Path(folder)), asked.pop("do"), asked)
    except Exception as error:  # noqa: BLE001  whatever it is, the page has to go on
        answer = {"broken": f"{type(error).__name__}: {error}"}
    return json.dumps(answer, ensure_ascii=False)


def _desk(folder: Path) -> Desk:
    return _desks.setdefault(folder, _desks.get(folder) or Desk(folder))


def _answer(desk: Desk, do: str, asked: Json) -> Json:
    operations = {
        "start": desk.start,
        "open": desk.open,
        "draft": desk.draft,
        "check": desk.check,
        "preview": desk.preview,
        "impact": desk.impact,
    }
    for name in FILES & asked.keys():
        asked[name] = base64.b64decode(str(asked[name]))
    return operations[do](**asked)  # type: ignore[operator,no-any-return]
