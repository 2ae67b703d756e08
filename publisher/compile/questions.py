"""The questions of `inputs.yaml`, as the engine asks them."""

from __future__ import annotations

from calculators.errors import Problem
from calculators.inputs import Input, InputData
from calculators.vocabulary import InputKind
from publisher.records.base import Answer
from publisher.records.corpus import Corpus
from publisher.records.findings import Finding
from publisher.records.shared import Question
from publisher.records.text import in_both
from publisher.records.yaml_source import Path_


def compile_inputs(corpus: Corpus, findings: list[Finding]) -> dict[str, Input]:
    """The questions as the engine asks them; those that are wrong are left out and reported."""
    document, found = corpus.shared["inputs"], {}
    for name, question in corpus.questions.inputs.items():
        path: Path_ = ("inputs", name)

        def report(key: str, value: object, expected: str, path: Path_ = path) -> None:
            findings.append(Finding(document.file, document.line((*path, key)), str(value), expected, f"correct `{key}`"))

        if question.group not in corpus.questions.groups:
            report("group", question.group, f"one of {', '.join(corpus.questions.groups)}")
        if question.assumed is not None and question.assumed not in question.options:
            report("assumed", question.assumed, f"one of its options: {', '.join(question.options) or 'it has none'}")
        if (question.kind == InputKind.CHOICE) != bool(question.options):
            report("kind", question.kind, "`options` for a choice, and for nothing else")
        unbounded = Input(name, question.kind, question.group, {}, {}, None, 10**18, _labels(question))  # type: ignore[arg-type]
        try:
            limit = unbounded.parse(str(question.at_most)) if question.at_most is not None else 10**18
            bounded = Input(name, question.kind, question.group, {}, {}, None, limit, _labels(question))  # type: ignore[arg-type]
            if question.example is not None:
                bounded.parse(typed(question.example))
        except Problem as problem:
            report("example", question.example, problem.message("en"))
            continue
        if question.at_most is None and question.kind.is_number:
            report("kind", question.kind, "`at_most`, beyond which an answer is taken for a slip")
        found[name] = bounded
    return found


def _labels(question: Question) -> dict[str, dict[str, str]]:
    return {key: {"zh": option.zh, "en": option.en} for key, option in question.options.items()}


def typed(answer: Answer) -> str:
    """An answer of a record as a visitor types it."""
    return str(answer).lower() if isinstance(answer, bool) else str(answer)


def question_data(question: Question, checked: Input) -> InputData:
    """A question in the catalogue; `checked` is what `compile_inputs` made of it."""
    data: InputData = {
        "kind": question.kind,
        "group": question.group,
        "label": question.label.model_dump(),
        "help": question.help.model_dump(),
        "options": _labels(question),
    }
    if question.example is not None:
        data["example"] = typed(question.example)
    if question.at_most is not None:
        data["at_most"] = str(checked.at_most)
    if question.assumed is not None:
        data["assumed"] = question.assumed
    if question.notes:
        data["notes"] = {policy: in_both(note) for policy, note in question.notes.items()}
    if question.evidence:
        data["evidence"] = in_both(question.evidence)
    if question.formerly:
        data["formerly"] = question.formerly
    if question.per is not None:
        data["per"] = question.per
    return data
