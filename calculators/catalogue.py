"""The compiled policies: what `publisher` made of `policies/`, and all that this package loads.

Prose is held as `{"zh": …, "en": …}`. Dates are dates, figures are exact.
"""

from __future__ import annotations

import json
import os
import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from calculators.errors import Misuse, NoCatalogue, UnknownName
from calculators.facts import Facts
from calculators.figures import Quote
from calculators.inputs import Input
from calculators.money import round_to_fen
from calculators.rules import Rule, load_rule
from calculators.rules.asks import Applicants, Ask, load_ask
from calculators.rules.base import Condition
from calculators.status import Validity
from calculators.vocabulary import (
    Applicant,
    Certainty,
    CombiningRule,
    FundsKind,
    InputKind,
    Level,
    Medium,
    Partner,
    Period,
    Provision,
    Reach,
    Recipient,
    Role,
)

if TYPE_CHECKING:
    from calculators.catalogue_form import (
        AgencyData,
        BenefitData,
        CatalogueData,
        CombinationData,
        FundsData,
        NoticeData,
        PolicyData,
        Text,
    )

FORMAT = 3
"""The version of the catalogue's form; another one is refused."""

PACKED = "catalogue.json"
"""The catalogue inside the package, where it has been packed with one."""

HOME = Path(__file__).resolve().parent.parent
"""Where this package lies; in a checkout of the project with its Makefile beside it."""

BUILT = HOME / "build" / "catalogue.json"
"""The catalogue that `make build` writes in a checkout."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An open question of the text, and the sentence that asks the authority about it.

    `otherwise` is the rule under the reading not taken, where it gives another sum.
    """

    text: Text
    otherwise: Rule | None
    ask: Text | None = None


@dataclass(frozen=True, slots=True)
class Lapse:
    """When a voucher stops being worth anything."""

    when: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Agency:
    """Who is responsible for a benefit, as the text prints it.

    `line` is the printed line that names it. Where limbs of a benefit have
    authorities of their own, `reach` is the first and the end of the
    characters of the article that this one answers for, `limbs` what stands
    there.
    """

    role: Role
    name: Text
    line: Quote | None = None
    reach: tuple[int, int] | None = None
    limbs: tuple[Text, ...] = ()

    @classmethod
    def load(cls, data: AgencyData) -> Agency:
        line, reach = data.get("line"), data.get("reach")
        return cls(
            Role(data["role"]),
            data["name"],
            Quote.load(line) if line else None,
            (reach[0], reach[1]) if reach else None,
            tuple(data.get("limbs", ())),
        )

    def answers_for(self, quote: Quote) -> bool:
        """Whether these words of the article are among those it is responsible for."""
        return self.reach is None or self.reach[0] <= quote.start < self.reach[1]


@dataclass(frozen=True, slots=True)
class Notice:
    """A guide or call for applications: when it takes them, as far as that is known, and how."""

    title: Text
    address: str
    issued: date | None
    checked: date
    benefits: tuple[str, ...]
    first: date | None
    last: date | None
    spending_year: int | None
    apply: Text | None

    @classmethod
    def load(cls, data: NoticeData) -> Notice:
        return cls(
            data["title"],
            data["address"],
            _day(data["date"]),
            date.fromisoformat(data["checked"]),
            tuple(data["benefits"]),
            _day(data["from"]),
            _day(data["to"]),
            data["spending_year"],
            data["apply"],
        )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


@dataclass(frozen=True, slots=True, eq=False)
class Benefit:
    """One thing a policy gives; `id` is `policy/benefit`, `main` the input its curve is drawn over.

    `asks` hold for all of it, `conditions` those of its limbs too. `applicants`
    are who may apply where the words name them; `assumed` is what an answer
    that is left out counts as.
    """

    id: str
    policy: Policy
    article: int
    title: Text
    purpose: str
    recipient: Recipient
    medium: Medium
    certainty: Certainty
    period: Period
    quote: Quote
    applicants: tuple[Applicant, ...]
    assumed: Mapping[str, str]
    asks: tuple[Ask, ...]
    rule: Rule
    readings: tuple[Reading, ...]
    lapses: Lapse | None
    inputs: tuple[str, ...]
    example: Mapping[str, str]
    main: str | None
    agencies: tuple[Agency, ...]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return (*self.asks, *self.rule.asks())

    @property
    def questions(self) -> tuple[str, ...]:
        """The inputs of the sums, and what is asked beside them to see who applies."""
        return (*self.inputs, *(name for name in self.assumed if name not in self.inputs))

    @property
    def own_inputs(self) -> tuple[str, ...]:
        """The inputs that speak of this benefit, and not only of who the firm is."""
        return tuple(name for name in self.inputs if name not in self.assumed)

    def open_to(self, facts: Facts) -> bool:
        """Whether the words let this kind of applicant apply."""
        return all(ask.met(facts) for ask in self.asks if isinstance(ask, Applicants))

    @property
    def funds(self) -> tuple[Funds, ...]:
        """What the text says of the money that this is paid from."""
        return tuple(one for one in self.policy.funds if not one.benefits or self.id in one.benefits)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The guides and calls for applications that touch it."""
        return tuple(one for one in self.policy.notices if self.id in one.benefits)

    def agencies_for(self, quotes: Iterable[Quote]) -> tuple[Agency, ...]:
        """Who is responsible for the limb that these words pay by; all of them while no limb is chosen."""
        here = [one for one in quotes if one.place == self.article]
        if not any(one.reach and any(map(one.answers_for, here)) for one in self.agencies):
            return self.agencies
        return tuple(one for one in self.agencies if any(map(one.answers_for, here)))

    @property
    def sureness(self) -> str:
        """How sure the sum is, as a key of the wording: the text fixes a sum only as far as it leaves the money to it."""
        if not self.is_fixed or not self.funds:
            return self.certainty
        return f"{self.certainty}-within" if any(one.kind.limits for one in self.funds) else f"{self.certainty}-noted"

    @property
    def is_fixed(self) -> bool:
        """Whether the text fixes the sum; of any other it gives the most that it can be."""
        return self.certainty == Certainty.BY_RULE

    def rounded(self, amount: Decimal) -> Decimal:
        """An amount of this benefit (yuan) to the fen: what is “up to” a limit down, a fixed sum half up."""
        return round_to_fen(amount, down=not self.is_fixed)

    @classmethod
    def load(cls, data: BenefitData, policy: Policy) -> Benefit:
        lapse = data["lapses"]
        return cls(
            id=data["id"],
            policy=policy,
            article=data["article"],
            title=data["title"],
            purpose=data["purpose"],
            recipient=Recipient(data["recipient"]),
            medium=Medium(data["medium"]),
            certainty=Certainty(data["certainty"]),
            period=Period(data["period"]),
            quote=Quote.load(data["quote"]),
            applicants=tuple(map(Applicant, data["applicants"])),
            assumed=data["assumed"],
            asks=tuple(load_ask(ask) for ask in data["asks"]),
            rule=load_rule(data["rule"]),
            readings=tuple(
                Reading(one["text"], load_rule(one["otherwise"]) if "otherwise" in one else None, one.get("ask"))
                for one in data["readings"]
            ),
            lapses=Lapse(lapse["when"], Quote.load(lapse["quote"])) if lapse else None,
            inputs=tuple(data["inputs"]),
            example=data["example"],
            main=data["main"],
            agencies=tuple(map(Agency.load, data.get("agencies", ()))),
        )


@dataclass(frozen=True, slots=True)
class Combination:
    """How the awards of a policy go together with others; `purposes` and `benefits` limit it where not empty."""

    partner: Partner
    rule: CombiningRule
    clear: bool
    quote: Quote
    purposes: tuple[str, ...]
    benefits: tuple[str, ...]
    reading: Text | None

    @classmethod
    def load(cls, data: CombinationData) -> Combination:
        return cls(
            Partner(data["with"]),
            CombiningRule(data["rule"]),
            Reach(data["reach"]) == Reach.CLEAR,
            Quote.load(data["quote"]),
            tuple(data["purposes"]),
            tuple(data["benefits"]),
            data["reading"],
        )


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Who answers questions about a text, and the words that say so."""

    name: Text
    quote: Quote


@dataclass(frozen=True, slots=True)
class Funds:
    """What a text says of the money; `benefits` limit it where not empty."""

    kind: FundsKind
    quote: Quote
    benefits: tuple[str, ...]

    @classmethod
    def load(cls, data: FundsData) -> Funds:
        return cls(FundsKind(data["kind"]), Quote.load(data["quote"]), tuple(data["benefits"]))


@dataclass(frozen=True, eq=False)
class Policy:
    """One text: where it applies, when, and what it gives.

    `ends` are the words that state its last day, `checked` the last day on
    which somebody looked for what became of it, `interpreter` who answers
    questions about it, where it says so; `title_inferred` where its own title
    was not seen.
    """

    id: str
    place: str
    level: Level
    title: Text
    short: Text
    validity: Validity
    combining: tuple[Combination, ...]
    funds: tuple[Funds, ...]
    labels: Mapping[Provision, Text]
    issuer: Text | None
    document_number: Text | None
    ends: Quote | None
    checked: date | None
    notices: tuple[Notice, ...]
    interpreter: Interpreter | None
    title_inferred: bool
    benefits: tuple[Benefit, ...] = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"

    @property
    def funds_of_all(self) -> tuple[Funds, ...]:
        """The clauses on the money that reach everything the text gives."""
        return tuple(one for one in self.funds if not one.benefits)

    @classmethod
    def load(cls, data: PolicyData) -> Policy:
        policy = cls(
            data["id"],
            data["place"],
            Level(data["level"]),
            data["title"],
            data["short"],
            Validity.load(data["validity"]),
            tuple(Combination.load(one) for one in data["combining"]),
            tuple(Funds.load(one) for one in data["funds"]),
            {int(key) if key.isdigit() else key: label for key, label in data["labels"].items()},
            data.get("issuer"),
            data.get("document_number"),
            Quote.load(ends) if (ends := data.get("ends")) else None,
            _day(data.get("checked")),
            tuple(Notice.load(one) for one in data.get("notices", ())),
            Interpreter(known["name"], Quote.load(known["quote"])) if (known := data.get("interpreter")) else None,
            data.get("title_inferred", False),
        )
        # each knows the other, and neither changes afterwards; the data they came from can go
        object.__setattr__(policy, "benefits", tuple(Benefit.load(one, policy) for one in data["benefits"]))
        return policy


@dataclass(frozen=True)
class Catalogue:
    """Everything the engine knows.

    `version` names the state of the data, `checked` is the last day on which somebody looked at a source.
    """

    version: str
    checked: date
    policies: tuple[Policy, ...]
    inputs: Mapping[str, Input]
    retired: tuple[str, ...]
    groups: Mapping[str, Text]
    applicants: Mapping[str, Text]
    purposes: Mapping[str, Text]
    places: Mapping[str, Text]

    @classmethod
    def read(cls, path: str | os.PathLike[str] | None = None) -> Self:
        """Read the catalogue at `path`, or else the one that came with the package or that `make build` has written.

        Raises:
            NoCatalogue: there is none, or it is of another version.
            Misuse: the file cannot be opened.
        """
        name, written = _found(path)
        try:
            return cls.load(json.loads(written))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise NoCatalogue("not-a-catalogue", given=name) from error

    @classmethod
    def load(cls, data: CatalogueData) -> Self:
        """Take the catalogue that was read from JSON.

        Raises:
            LookupError: it is of another form.
        """
        if data["format"] != FORMAT:
            raise LookupError(data["format"])
        return cls(
            data["version"],
            date.fromisoformat(data["checked"]),
            tuple(Policy.load(one) for one in data["policies"]),
            {name: Input.load(name, one) for name, one in data["inputs"].items()},
            tuple(data["retired"]),
            data["groups"],
            data["applicants"],
            data["purposes"],
            data["places"],
        )

    @cached_property
    def benefits(self) -> Mapping[str, Benefit]:
        return {benefit.id: benefit for policy in self.policies for benefit in policy.benefits}

    @cached_property
    def kinds(self) -> Mapping[str, InputKind]:
        return {name: one.kind for name, one in self.inputs.items()}

    def benefit(self, name: str) -> Benefit:
        """Find a benefit.

        Raises:
            UnknownName: there is none of that id; says which come close.
        """
        if name not in self.benefits:
            raise UnknownName("benefit", name, self.benefits)
        return self.benefits[name]


def _found(path: str | os.PathLike[str] | None) -> tuple[str, bytes]:
    """The name and the bytes of the catalogue to be read.

    Raises:
        NoCatalogue: none came with the package, and none has been made.
        Misuse: the file cannot be opened.
    """
    if path is not None:
        try:
            return os.fspath(path), Path(path).read_bytes()
        except OSError as error:
            raise Misuse("no-file", given=os.fspath(path), reason=error.strerror) from error
    try:
        return PACKED, pkgutil.get_data("calculators", PACKED) or b""
    except OSError:
        in_checkout = (HOME / "Makefile").exists()
    try:
        return str(BUILT), BUILT.read_bytes()
    except OSError as error:
        raise NoCatalogue("no-catalogue" if in_checkout else "packed-without-catalogue") from error
