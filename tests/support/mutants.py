"""Records changed in memory, one thing at a time, and put through the proofs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import ValidationError

from calculators.inputs import Input
from publisher.checks import CHECKS
from publisher.checks.digests import digest
from publisher.compile.policy import Compiled, compile_inputs, compile_policy
from publisher.records.base import read_model
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding
from publisher.records.policy import Policy
from publisher.records.text import join_lines
from publisher.records.yaml_source import Document, Path_, walk


@dataclass(frozen=True, slots=True)
class Mutant:
    """A record as it would be read after an edit; `name` says what was edited."""

    name: str
    value: Any


def get(value: Any, path: Path_) -> Any:
    """What stands at a path."""
    for part in path:
        value = value[part]
    return value


def put(value: Any, path: Path_, new: Any) -> Any:
    """The same document with another value at a path; only what lies on the path is copied."""
    if not path:
        return new
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = put(value[path[0]], path[1:], new)
    return copy


def rename(value: Any, path: Path_, names: dict[str, str]) -> Any:
    """The same document with other keys in the mapping at a path, in their old places."""
    node = get(value, path)
    return put(value, path, {names.get(key, key): one for key, one in node.items()})


def drop(value: Any, path: Path_) -> Any:
    """The same document without what stands at a path."""
    node, last = get(value, path[:-1]), path[-1]
    if isinstance(node, dict):
        return put(value, path[:-1], {key: one for key, one in node.items() if key != last})
    return put(value, path[:-1], [one for index, one in enumerate(node) if index != last])


def sealed(value: Any) -> Any:
    """The same document with the sums of its texts made right, so that nothing leans on them."""

    def total(text: Any) -> str:
        return digest(join_lines(text["zh"], "zh"))

    articles = [{**article, "text_sha256": total(article["text"])} for article in value["articles"]]
    notes = {f"{place}_sha256": total(value[place]) for place in ("preamble", "closing") if place in value}
    return {**value, "articles": articles, **notes}


def findings(value: Any, record: Record, corpus: Corpus) -> Iterator[Finding | str]:
    """What the proofs say of a document, as they come; lazily, because one refusal is enough."""
    try:
        policy = read_model(Policy, value)
    except ValidationError as error:
        yield str(error)
        return
    mutant = Record(Document(record.file, value, record.document.lines), policy)
    compiled = Compiled()
    compile_policy(mutant, corpus, _inputs(corpus), compiled)
    yield from compiled.findings
    for check in CHECKS:
        yield from check(mutant, corpus, compiled)


@cache
def _inputs(corpus: Corpus) -> dict[str, Input]:
    return compile_inputs(corpus, [])


def survivors(mutants: Iterable[Mutant], record: Record, corpus: Corpus) -> tuple[int, list[str]]:
    """How many mutants there were, and the names of those that nothing refuses."""
    count, alive = 0, []
    for mutant in mutants:
        count += 1
        if next(findings(mutant.value, record, corpus), None) is None:
            alive.append(mutant.name)
    return count, alive


def places(value: Any, *keys: str) -> Iterator[Path_]:
    """The paths of everything that stands under one of the keys."""
    return (path for path, _ in walk(value) if path and path[-1] in keys)
