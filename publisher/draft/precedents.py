"""What published records have already called a thing: the questions and purposes of their clauses, found again by likeness."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from publisher.records.corpus import Corpus
from publisher.records.pairs import quoted_at
from publisher.records.policy import Benefit
from publisher.records.rule import Rule

ENOUGH = 0.45
"""Likeness from which on two phrases are taken to ask the same thing; below it, a new question is proposed."""

_NOISE = re.compile(r"[，。、；：“”（）\s\d]|人工智能|按照|给予|对|的|其|该|实际|年度|累计|每年|当年|企业")


@dataclass(frozen=True, slots=True)
class Known:
    """A name and the words it has stood for."""

    name: str
    kind: str
    phrases: tuple[Counter[str], ...]


@dataclass(frozen=True, slots=True)
class Precedents:
    """Questions by what they were asked with, purposes by the clauses that had them."""

    questions: tuple[Known, ...]
    purposes: tuple[Known, ...] = field(default=())
    choices: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """The options of every choice, each with the words that mean it."""

    @classmethod
    def of(cls, corpus: Corpus, without: str = "") -> Precedents:
        """Learn from the published records; `without` names a policy to be left out, as when it is drafted anew."""
        asked: dict[str, list[str]] = {}
        purposes: dict[str, list[str]] = {name: [title["zh"]] for name, title in corpus.purposes.items()}
        for record in corpus.records:
            if record.policy.id == without:
                continue
            for article in record.policy.articles:
                for benefit in article.benefits:
                    _, words = quoted_at(benefit.quote, article.number)
                    purposes.setdefault(benefit.purpose, []).append(f"{article.heading.zh}{benefit.title.zh}{words}")
                    for name, phrase in _asked(benefit, words):
                        asked.setdefault(name, []).append(phrase)
        questions = []
        for name, question in corpus.questions.inputs.items():
            phrases = [question.label.zh, *asked.get(name, [])]
            questions.append(Known(name, question.kind, tuple(map(pairs, phrases))))
        known = tuple(Known(name, "purpose", tuple(map(pairs, texts))) for name, texts in purposes.items())
        choices = {
            name: {key: (option.zh, *option.words) for key, option in question.options.items()}
            for name, question in corpus.questions.inputs.items()
            if question.options
        }
        return cls(tuple(questions), known, choices)

    def question(self, phrase: str, kinds: Iterable[str], taken: Iterable[str] = ()) -> str | None:
        """The question that asks what `phrase` names; None where nothing published comes close."""
        allowed = [known for known in self.questions if known.kind in set(kinds) and known.name not in set(taken)]
        return _closest(phrase, allowed, ENOUGH)

    def choice(self, words: Sequence[str]) -> tuple[str, list[str]] | None:
        """The choice that has an option of its own for each of these levels, with those options."""
        for name, options in self.choices.items():
            meant = [next((key for key, known in options.items() if one in known), None) for one in words]
            if None not in meant and len(set(meant)) == len(words) > 1:
                return name, [key for key in meant if key]
        return None

    def purpose(self, text: str) -> str | None:
        """The purpose of the clauses that are most alike."""
        return _closest(text, self.purposes, 0.0)


def _asked(benefit: Benefit, words: str) -> Iterable[tuple[str, str]]:
    """The inputs of a benefit with the words they stand on."""
    for ask in benefit.asks:
        _, quote = quoted_at(ask.quote, "")
        for name in (ask.gate, ask.input, ask.ratio):
            if name:
                yield name, quote
    for rule in _rules(benefit.rule):
        base = rule.share_of
        if isinstance(base, str):
            yield base, base_of(words) or words


def _rules(rule: Rule) -> Iterable[Rule]:
    yield rule
    for part in (*(rule.sum or ()), *(rule.one_of or ())):
        yield from _rules(part)


_BASE = (
    re.compile(
        r"(?:按照?|以)(?:不超过|不高于|最高)?(?P<base>[^，。；按]{2,30}?)(?:的)?(?:给予)?(?:最高)?(?:不超过)?\d+(?:\.\d+)?[%‰]"
    ),
    re.compile(r"给予(?P<base>[^，。；]{2,24}?)(?:的)?(?:最高)?(?:不超过)?\d+(?:\.\d+)?[%‰]"),
    re.compile(r"按照?(?P<base>[^，。；]{2,24}?)给予\d+(?:\.\d+)?[%‰]"),
    re.compile(r"(?:按照?)?(?:其|该)?(?P<base>[^，。；]{2,24}?(?:费用|支出|投入|金额|总额|成本|收入))"),
)


def base_of(clause: str) -> str | None:
    """What a rate is a share of: 当年实际购买服务费用 in “按照当年实际购买服务费用的40%比例给予补助”."""
    for pattern in _BASE:
        if match := pattern.search(clause):
            return re.sub(r"^(?:不超过|最高|其|该|其中)|(?:的|最高|不超过|给予)+$", "", match["base"])
    return None


def pairs(phrase: str) -> Counter[str]:
    """The pairs of characters of a phrase that tell something."""
    told = _NOISE.sub("", phrase)
    return Counter(told[at : at + 2] for at in range(len(told) - 1)) or Counter([told])


def _likeness(one: Mapping[str, int], two: Mapping[str, int]) -> float:
    """Shared pairs over the pairs of the shorter phrase and, less, of the longer."""
    shared = sum(min(count, two.get(pair, 0)) for pair, count in one.items())
    small, large = sorted((sum(one.values()), sum(two.values())))
    return shared / (small**0.7 * large**0.3) if small else 0.0


def _closest(phrase: str, known: Iterable[Known], enough: float) -> str | None:
    wanted = pairs(phrase)
    best: tuple[float, str] = (enough, "")
    for one in known:
        score = max((_likeness(wanted, words) for words in one.phrases), default=0.0)
        if score > best[0]:
            best = (score, one.name)
    return best[1] or None
