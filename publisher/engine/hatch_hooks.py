"""What hatchling asks when it builds the wheel: the version, and where the law is that goes into it.

Hatchling loads this file by itself, perhaps where nothing else of the project
can be imported, so it stands alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

CATALOGUE = "calculators/catalogue.json"
"""Where the law lies in a wheel, and in the source archive that a wheel can be built from."""

BUILT = "build/catalogue.json"
"""Where `make build` has put it in a checkout."""

WITHOUT = "build/catalogue.json is not there, so this wheel holds no policies and says so when it is used: run make build first."

_VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)


def version_of(code: str, catalogue: Mapping[str, Any] | None) -> str:
    """The version of a wheel: `1.1.20261121+vf313c190c7cb`.

    It begins with that of the `code`, then comes the last day on which a record
    was checked, and after the plus the state of the data that `Law.version` and
    the pages name. So it moves whenever the law does, mostly upwards, and never
    with the day of the build.
    """
    if catalogue is None:
        return f"{code}+nolaw"
    return f"{code}.{catalogue['checked'].replace('-', '')}+v{catalogue['version']}"


def version_in(root: Path) -> str:
    """The version of a wheel that is built from the folder `root`."""
    found = _VERSION.search((root / "calculators" / "__init__.py").read_text("utf-8"))
    if found is None:
        raise ValueError("calculators/__init__.py names no __version__")
    catalogue = _catalogue(root)
    return version_of(found[1], json.loads(catalogue.read_bytes()) if catalogue else None)


def _catalogue(root: Path) -> Path | None:
    """The law to be packed; None where nobody has compiled it."""
    return next((file for name in (BUILT, CATALOGUE) if (file := root / name).is_file()), None)


class Version(MetadataHookInterface):
    """Names the wheel by its code and its law."""

    def update(self, metadata: dict[str, Any]) -> None:
        metadata["version"] = version_in(Path(self.root))


class PackedLaw(BuildHookInterface[BuilderConfig]):
    """Puts the law into what is built; without one, says so in a sentence."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        catalogue = _catalogue(Path(self.root))
        if catalogue is None:
            self.app.display_warning(WITHOUT)
        elif version != "editable":
            build_data["force_include"][str(catalogue)] = CATALOGUE
