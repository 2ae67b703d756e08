"""One thing that somebody should look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.wording import say


@dataclass(frozen=True, slots=True)
class Notice:
    """`kind` names its sentence (`fresh.<kind>`); `where` is the place in the record, its keys joined by dots."""

    kind: str
    policy: str
    where: str
    line: int
    values: Mapping[str, object] = field(default_factory=dict)

    def told(self, lang: str) -> str:
        """The notice as one line."""
        return say(f"fresh.{self.kind}", lang, policy=self.policy, where=self.where, line=self.line, **self.values)

    def data(self) -> dict[str, object]:
        """The notice for programs."""
        values = {key: value if isinstance(value, int | str) else str(value) for key, value in self.values.items()}
        message = {lang: self.told(lang) for lang in ("zh", "en")}
        return {"kind": self.kind, "policy": self.policy, "where": self.where, "line": self.line, **values, "message": message}
