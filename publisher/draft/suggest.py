"""Benefits suggested from the grants of an article: each with a rule in the record's form, its quote, and what is only guessed.

A suggestion is checked like any rule: what the words do not bear is refused
afterwards by the same proofs as in a finished record. Names of questions are
those that published records use for the same words; where none comes close, a
new name is proposed and listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from calculators.vocabulary import Unit
from publisher.draft.naming import Namer, Questions
from publisher.draft.precedents import Precedents, base_of
from publisher.draft.roles import Figure, Grant, Limb, grants
from publisher.draft.rules import KINDS, RATES, WHOLE, Rule, clause_of, gives, is_base, noun_before, rule_of

CHOSEN = re.compile(r"遴选|择优|评选|评定|评审|评比|认定一批|选取|选出|竞争性|揭榜|优选|综合评价|决赛")
ONE_BY_ONE = re.compile(r"一事一议|一企一策|一项目一策|专题研究")
VOUCHER = re.compile(r"[“”]?[\u4e00-\u9fffA-Z]{0,6}券[“”]?")
PERIODS = (
    ("month", r"每月|按月"),
    ("stages", r"分阶段|分期|分批"),
    ("person", r"每人|每名|人才.{0,12}(?:分别)?给予"),
    ("project", r"单个项目|每个项目|单项目|项目.{0,20}一次性"),
    ("product", r"每个产品|单个产品|每款"),
    ("event", r"活动|赛事|展会|论坛|会议"),
    ("once", r"一次性|首次"),
    ("year", r"每年|年度|当年"),
)
"""What a text calls the period, the most telling first."""

_FOR = re.compile(
    r"(?:对于?|支持|鼓励)(?P<whom>[^。；]{2,160}?)(?:，(?:按|给予|分别|每|可|经|一次性|由|在)|的，|给予|分别给予|予以)"
)


@dataclass(slots=True)
class Suggestion:
    """A benefit as it could be written, all of it a guess."""

    id: str
    title: str
    quote: str
    purpose: str
    recipient: str
    medium: str
    certainty: str
    period: str
    asks: list[Rule]
    rule: Rule
    limbs: tuple[Limb, ...]


class Suggester:
    """Suggests the benefits of one policy's articles."""

    def __init__(self, draft: str, precedents: Precedents, names: Iterable[str] = ()) -> None:
        self.questions = Questions(precedents, draft)
        self.precedents = precedents
        self.names = tuple(names)

    def article(self, number: int, heading: str, text: str) -> list[Suggestion]:
        """The benefits of an article, in the order of the text."""
        found: list[Suggestion] = []
        given = list(grants(text, self.names))
        limits = [limb for grant in given for limb in grant.limbs if limb.of("limit") and not gives(text, limb)]
        for group in _groups(text, given):
            for limbs in _benefits(text, group):
                found.append(self._benefit(number, len(found) + 1, heading, text, limbs, limits))
        return found

    def _benefit(
        self, number: int, position: int, heading: str, text: str, limbs: Sequence[Limb], limits: Sequence[Limb]
    ) -> Suggestion:
        start, end = limbs[0].start, limbs[-1].end
        quote = text[start:end].strip("，。； \n")
        whole = f"{heading}{quote}"
        figures = [figure for limb in limbs for figure in limb.figures]
        purpose = self.precedents.purpose(whole) or "TODO"
        suggestion = Suggestion(
            id=f"{purpose if purpose != 'TODO' else 'benefit'}-{number}-{position}",
            title=heading or quote[:16],
            quote=quote,
            purpose=purpose,
            recipient=_recipient(quote),
            medium="voucher" if VOUCHER.search(whole) else "in-kind" if WHOLE.search(quote) else "cash",
            certainty=_certainty(quote, figures),
            period=next((name for name, words in PERIODS if re.search(words, quote)), "unstated"),
            asks=[],
            rule={},
            limbs=tuple(limbs),
        )
        namer = Namer(self.questions)
        suggestion.asks = list(_asks(text, limbs, namer))
        suggestion.rule = rule_of(text, limbs, namer, limits)
        return suggestion


def _groups(text: str, found: Sequence[Grant]) -> Iterator[list[Grant]]:
    """Sentences that belong together: levels of one grant in sentences of their own, and limits said afterwards."""
    group: list[Grant] = []
    for grant in found:
        if group and (_limits_only(grant) or _next_level(text, group[-1], grant)):
            group.append(grant)
        else:
            if group:
                yield group
            group = [grant]
    if group:
        yield group


def _limits_only(grant: Grant) -> bool:
    """A sentence that says no more than how much there may be in all."""
    figures = [figure for limb in grant.limbs for figure in limb.figures]
    return all(figure.role in ("at_most", "cap") for figure in figures) and grant.whole_limit


def _signature(limb: Limb) -> tuple[str, ...]:
    return tuple(figure.role for figure in limb.figures if figure.role not in ("at_least", "below"))


def _next_level(text: str, before: Grant, after: Grant) -> bool:
    """Whether two sentences give the same thing at two levels: the same figures in the same roles, of the same base."""
    one, two = before.limbs[-1], after.limbs[0]
    if len(before.limbs) != 1 or len(after.limbs) != 1 or _signature(one) != _signature(two) or not one.of(*RATES):
        return False
    bases = [base_of(text[limb.start : limb.end]) for limb in (one, two)]
    return bases[0] is not None and bases[0] == bases[1]


def _benefits(text: str, group: Sequence[Grant]) -> Iterator[list[Limb]]:
    """The limbs of a group, those together that are levels of one benefit."""
    limbs = [limb for grant in group for limb in grant.limbs]
    together: list[Limb] = []
    for limb in limbs:
        if together and (
            _is_level(text, together[-1], limb) or not limb.pays or (_signature(limb) == ("at_most",) and len(group) > 1)
        ):
            together.append(limb)
        else:
            if together:
                yield together
            together = [limb]
    if together and any(gives(text, limb) for limb in together):
        yield together


def _is_level(text: str, one: Limb, two: Limb) -> bool:
    if _signature(one) != _signature(two):
        return False
    if one.of(*RATES):
        return base_of(text[one.start : one.end]) == base_of(text[two.start : two.end])
    return bool(one.of("amount_up_to"))


def _recipient(quote: str) -> str:
    whom = _FOR.search(quote)
    words = whom["whom"] if whom else quote[:60]
    if re.search(r"(?:县|区|市)[^，。]{0,6}(?:人民政府|管委会)", words):
        return "government"
    if re.search(r"人才|个人|毕业生|工程师|专家|团队成员|从业人员|就业人员", words) and not re.search(r"企业$|单位$", words):
        return "person"
    if re.search(r"园区|楼宇|促进机构|运营主体|经营管理主体|集聚区", words):
        return "operator"
    return "firm"


def _certainty(quote: str, figures: Sequence[Figure]) -> str:
    roles = {figure.role for figure in figures}
    if ONE_BY_ONE.search(quote):
        return "case-by-case"
    if "pool" in roles:
        return "pool"
    if CHOSEN.search(quote):
        return "competitive"
    return "up-to" if roles & {"rate_up_to", "amount_up_to", "at_most", "from"} or "最长" in quote else "by-rule"


def _asks(text: str, limbs: Sequence[Limb], namer: Namer) -> Iterator[Rule]:
    """Conditions: the words on whom the grant is for, and thresholds that are none of the base."""
    first = limbs[0]
    clause = text[first.start : first.end]
    whom = _FOR.search(clause)
    if whom and len(limbs) == 1:
        quote = whom["whom"].strip("，")
        if len(quote) >= 4 and not re.fullmatch(r"(?:符合条件的)?(?:企业|单位|机构)", quote):
            yield {"gate": namer(quote, "yes-no"), "quote": f"{quote}"}
    for limb in limbs[:1]:
        base = base_of(text[limb.start : limb.end])
        for figure in limb.of("at_least"):
            if (
                figure.quantity.kind == Unit.YUAN
                and (base is None or limb.of(*RATES, "per"))
                and len(limbs) == 1
                and (is_base(text, limb, figure, base) or limb.of("per"))
            ):
                continue
            words = noun_before(text, limb, figure)
            quote = clause_of(text, limb, figure)
            if figure.quantity.kind == Unit.SHARE:
                yield {
                    "ratio": namer(words, "money"),
                    "of": namer(f"{words}总额", "money"),
                    "at_least": figure.text,
                    "quote": quote,
                }
            elif len(limbs) == 1:
                yield {"input": namer(words, *KINDS[figure.quantity.kind]), "at_least": figure.text, "quote": quote}
