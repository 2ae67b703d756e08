"""How far a draft has come: what is still a guess, what is missing, what is untranslated, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from publisher.checks import check_corpus, pairs, unfinished
from publisher.records.corpus import Corpus, Draft
from publisher.records.findings import Finding


@dataclass(frozen=True, slots=True)
class Progress:
    """What a draft still lacks, each kind in the order of its lines."""

    draft: Draft
    guesses: tuple[Finding, ...] = ()
    gaps: tuple[Finding, ...] = ()
    untranslated: tuple[Finding, ...] = ()
    wrong: tuple[Finding, ...] = ()

    @property
    def done(self) -> bool:
        """Whether the record may be published: `draft_record` can go."""
        return not (self.guesses or self.gaps or self.untranslated or self.wrong)


def progress(draft: Draft, corpus: Corpus) -> Progress:
    """Check a draft as if it were published beside the records of `corpus`."""
    record = draft.record
    if record is None or draft.findings:
        return Progress(draft, wrong=tuple(sorted(set(draft.findings))))
    guesses, gaps = tuple(unfinished.guesses(record)), tuple(unfinished.gaps(record))
    untranslated = (*unfinished.untranslated(record), *pairs.alone(record, corpus))
    told = {*guesses, *gaps, *untranslated}
    _, findings = check_corpus(corpus.alone(record))
    return Progress(draft, guesses, gaps, untranslated, tuple(finding for finding in findings if finding not in told))


def progress_text(one: Progress) -> str:
    """What is left of a draft, for a terminal: the numbers first, then what is to be done, line by line."""
    counts = [
        f"{len(found)} {what}"
        for found, what in (
            (one.guesses, "to confirm"),
            (one.gaps, "to fill in"),
            (one.untranslated, "to translate"),
            (one.wrong, "to mend"),
        )
    ]
    left = ", ".join(counts)
    head = f"{one.draft.file.name} is a draft and is not published: "
    if one.done:
        return head + "nothing is left to do; remove `draft_record` from it."
    lines = [head + left]
    if one.guesses:
        lines.append(f"  to confirm (`{unfinished.TO_CONFIRM}`): lines {_ranges(finding.line for finding in one.guesses)}")
    lines += [f"{finding}" for finding in (*one.gaps, *one.untranslated, *one.wrong)]
    return "\n".join(lines)


def _ranges(numbers: Iterable[int]) -> str:
    """`3, 7-9, 12`."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
