"""The folder of a built site, in which every file has one writer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path


class SecondWriter(Exception):
    """A file of the site that two parts of the build write: whichever came last would win, and not always the same one."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} has two writers: the page or file that MkDocs puts there, and a part of publisher/ that publishes "
            "the same name. Rename one, or leave MkDocs' out with `replaces` of the build (publisher/press)."
        )


class SiteFolder:
    """Takes each file once, by its path below the site's address; MkDocs has written its own before.

    A preview builds into the same folder again and again: `again` lets a file be
    written once more.
    """

    def __init__(self, path: Path, *, again: bool = False) -> None:
        self.path = path
        self._again = again

    def put(self, name: str, content: bytes) -> None:
        """Write a file.

        Raises:
            SecondWriter: it is there.
        """
        target = self.path / name
        if self._again and target.is_file() and target.read_bytes() == content:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with target.open("wb" if self._again else "xb") as file:
                file.write(content)
        except FileExistsError:
            raise SecondWriter(name) from None

    def put_all(self, folder: Path, name: str) -> None:
        """Write everything below `folder` to the folder `name` of the site.

        Raises:
            SecondWriter: one of the files is there.
        """
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                self.put(f"{name.rstrip('/')}/{file.relative_to(folder).as_posix()}", file.read_bytes())


def refuse_doubles(names: Iterable[str]) -> None:
    """Refuse paths of which one stands there twice.

    Raises:
        SecondWriter: one does.
    """
    for name, count in Counter(names).items():
        if count > 1:
            raise SecondWriter(name)
