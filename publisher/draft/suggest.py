"""Benefits suggested from the grants of an article: each with a rule in the record's form, its quote, and what is only guessed.

A suggestion is checked like any rule: what the words do not bear is refused
afterwards by the same proofs as in a finished record. Names of questions are
those that published records use for the same words; where none comes close, a
new name is proposed and listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from calculators.vocabulary import Unit
from publisher.draft.precedents import Precedents, base_of
from publisher.draft.roles import Figure, Grant, Limb, grants

type Rule = dict[str, object]

RATES = ("rate", "rate_up_to")
SUMS = ("amount", "amount_up_to")
KINDS = {
    Unit.YUAN: ("money",),
    Unit.MONTHS: ("months", "years"),
    Unit.AREA: ("area",),
    Unit.COUNT: ("count",),
    Unit.SHARE: ("money", "count"),
}
"""What kind of question a figure is compared with."""

CHOSEN = re.compile(r"遴选|择优|评选|评定|评审|评比|认定一批|选取|选出|竞争性|揭榜|优选|综合评价|决赛")
ONE_BY_ONE = re.compile(r"一事一议|一企一策|一项目一策|专题研究")
VOUCHER = re.compile(r"[“”]?[\u4e00-\u9fffA-Z]{0,6}券[“”]?")
IN_KIND = re.compile(r"免租|免费|免(?:（减）)?租金|减免租金")
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
_LIST = re.compile(r"[^，。；、对的达到获得首次认定新为]{1,14}(?:、[^，。；、]{1,16})+(?:(?:和|或|及)[^，。；、]{1,14})?")


@dataclass(slots=True)
class Suggestion:
    """A benefit as it could be written; `new` are questions that nobody has asked yet, `guesses` the keys to be confirmed."""

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
    new: dict[str, NewQuestion] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question to be written into inputs.yaml: its kind and the words it would ask."""

    kind: str
    words: str


class Suggester:
    """Suggests the benefits of one policy's articles."""

    def __init__(self, precedents: Precedents, names: Iterable[str] = ()) -> None:
        self.precedents = precedents
        self.names = tuple(names)

    def article(self, number: int, heading: str, text: str) -> list[Suggestion]:
        """The benefits of an article, in the order of the text."""
        found: list[Suggestion] = []
        for group in _groups(text, list(grants(text, self.names))):
            for limbs in _benefits(text, group):
                found.append(self._benefit(number, len(found) + 1, heading, text, limbs))
        return found

    def _benefit(self, number: int, position: int, heading: str, text: str, limbs: Sequence[Limb]) -> Suggestion:
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
            medium="voucher" if VOUCHER.search(whole) else "in-kind" if IN_KIND.search(quote) else "cash",
            certainty=_certainty(quote, figures),
            period=next((name for name, words in PERIODS if re.search(words, quote)), "unstated"),
            asks=[],
            rule={},
            limbs=tuple(limbs),
        )
        namer = _Namer(self.precedents, suggestion, number)
        suggestion.asks = list(_asks(text, limbs, namer))
        suggestion.rule = _rule(text, limbs, namer)
        return suggestion


class _Namer:
    """Gives inputs their names: one that is in use where the words are alike, else a new one."""

    def __init__(self, precedents: Precedents, suggestion: Suggestion, number: int) -> None:
        self._precedents, self._suggestion, self._number = precedents, suggestion, number
        self._given: dict[tuple[str, str], str] = {}

    def __call__(self, words: str, *kinds: str) -> str:
        key = (words, kinds[0])
        if key not in self._given:
            known = self._precedents.question(words, kinds, self._given.values())
            name = known or f"{kinds[0].replace('-', '_')}_{self._number}_{len(self._suggestion.new) + 1}"
            if known is None:
                self._suggestion.new[name] = NewQuestion(kinds[0], words)
            self._given[key] = name
        return self._given[key]


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
    if together and any(limb.pays for limb in together):
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


def _asks(text: str, limbs: Sequence[Limb], namer: _Namer) -> Iterator[Rule]:
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
                and (base is None or limb.of(*RATES))
                and len(limbs) == 1
                and _is_base(text, limb, figure, base)
            ):
                continue
            words = _noun_before(text, limb, figure)
            quote = _clause_of(text, limb, figure)
            if figure.quantity.kind == Unit.SHARE:
                yield {
                    "ratio": namer(words, "money"),
                    "of": namer(f"{words}总额", "money"),
                    "at_least": figure.text,
                    "quote": quote,
                }
            elif len(limbs) == 1:
                yield {"input": namer(words, *KINDS[figure.quantity.kind]), "at_least": figure.text, "quote": quote}


def _is_base(text: str, limb: Limb, figure: Figure, base: str | None) -> bool:
    """Whether a threshold is of the very sum that the rate is a share of."""
    if base is None:
        return False
    words = _noun_before(text, limb, figure)
    return any(part in words for part in re.findall(r"费用|支出|投入|金额|销售|收入|投资|采购|成本|租金|合同", base))


def _noun_before(text: str, limb: Limb, figure: Figure) -> str:
    """What a threshold is a threshold of: the words of its clause before it."""
    before = re.split(r"[，。；：]", text[limb.start : figure.quantity.start])[-1]
    return (
        re.sub(r"(?:达到?|超过|不低于|不少于|满|突破|在)$|^(?:且|并|对|其中|对于)", "", before)
        or text[limb.start : limb.start + 12]
    )


def _clause_of(text: str, limb: Limb, figure: Figure) -> str:
    start = max(text.rfind(sign, limb.start, figure.quantity.start) for sign in "，。；：") + 1
    ends = [at for sign in "，。；" if (at := text.find(sign, figure.quantity.end, limb.end)) > 0]
    return text[max(start, limb.start) : min(ends, default=limb.end)].strip()


def _rule(text: str, limbs: Sequence[Limb], namer: _Namer) -> Rule:
    if len(limbs) == 1 or not all(limb.pays for limb in limbs[1:]):
        return _term(text, limbs[0], namer, extra=limbs[1:])
    base = base_of(text[limbs[0].start : limbs[0].end])
    shared: Rule = {"share_of": namer(base, "money")} if base and limbs[0].of(*RATES) else {}
    parts: list[Rule] = []
    for limb in limbs:
        part = {key: value for key, value in _term(text, limb, namer).items() if key not in shared}
        bracket = _bracket(text, limb, namer)
        words = _level_words(text, limb)
        if bracket:
            part.pop("at_least", None)
            part = {"when": bracket, **part}
        elif words:
            part = {"when": {namer(f"{words}等级", "choice"): "TODO"}, "words": words, **part}
        parts.append({**part, "quote": text[limb.start : limb.end].strip("，。；并另再 \n")})
    return {**shared, "one_of": parts}


def _bracket(text: str, limb: Limb, namer: _Namer) -> Rule:
    bounds = [figure for figure in limb.figures if figure.role in ("at_least", "below") and figure.quantity.kind == Unit.YUAN]
    if not bounds:
        return {}
    name = namer(_noun_before(text, limb, bounds[0]), "money")
    return {name: {figure.role: figure.text for figure in bounds}}


def _level_words(text: str, limb: Limb) -> str:
    found = re.search(
        r"国家级|省级|市级|区级|国家部委|省直部门|一等奖|二等奖|三等奖|[一二三四五]级|[A-E]类", text[limb.start : limb.end]
    )
    return found.group() if found else ""


def _term(text: str, limb: Limb, namer: _Namer, extra: Sequence[Limb] = ()) -> Rule:
    """One term: its figures in the order of the text, side by side ones as `one_of`."""
    clause = text[limb.start : limb.end]
    figures = [*limb.figures, *(replace_role(figure, "cap") for one in extra for figure in one.of("at_most", "cap"))]
    by_role: dict[str, list[Figure]] = {}
    for figure in figures:
        by_role.setdefault(figure.role, []).append(figure)
    rule: Rule = {}
    if rates := [figure for figure in figures if figure.role in RATES]:
        base = base_of(clause) or clause[:12]
        limits = [figure for figure in by_role.get("limit", []) if figure.quantity.kind == Unit.MONTHS]
        name = namer(base, "money")
        rule["share_of"] = (
            name if not limits or not re.search(r"每月|月租|租金", clause) else [name, _limited(clause, limits[0], namer)]
        )
        threshold = [figure for figure in by_role.get("at_least", []) if _is_base(text, limb, figure, base)]
        if threshold:
            rule["at_least"] = threshold[0].text
        rule |= _listed(
            clause, [(rates[0].role, [one for one in rates if one.role == rates[0].role]), ("cap", by_role.get("cap", []))], namer
        )
    elif sums := [figure for figure in figures if figure.role in SUMS]:
        if threshold := [
            figure for figure in by_role.get("at_least", []) if figure.quantity.kind == Unit.YUAN and "per" in by_role
        ]:
            rule["at_least"] = threshold[0].text
        if "per" in by_role:
            rule["per"] = f"{by_role['per'][0].text}, whole"
        rule |= _listed(clause, [(sums[0].role, [one for one in sums if one.role == sums[0].role])], namer)
        times = list(_times(clause, by_role, namer))
        if times:
            rule["times"] = times
        if caps := by_role.get("cap"):
            rule["cap"] = caps[0].text
    elif "from" in by_role and "to" in by_role:
        rule = {"from": by_role["from"][0].text, "to": by_role["to"][0].text}
    elif "pool" in by_role:
        rule = {"pool": by_role["pool"][0].text}
    elif ceilings := [*by_role.get("at_most", []), *by_role.get("cap", [])]:
        rule = {"at_most": ceilings[0].text}
    return rule or {"undetermined": clause[-12:].strip("，。；")}


def replace_role(figure: Figure, role: str) -> Figure:
    return Figure(figure.quantity, role, figure.why)


def _listed(clause: str, groups: Sequence[tuple[str, Sequence[Figure]]], namer: _Namer) -> Rule:
    """Figures that stand side by side (分别) as levels, the others as they are."""
    single: Rule = {role: figures[0].text for role, figures in groups if len(figures) == 1}
    several = [(role, figures) for role, figures in groups if len(figures) > 1]
    if not several:
        return single
    role, figures = several[0]
    words = _parallel_words(clause, len(figures))
    name = namer(f"{'、'.join(words)}等级" if words else "等级", "choice")
    parts: list[Rule] = [
        {"when": {name: "TODO"}, "words": words[at] if words else "TODO", role: figure.text} for at, figure in enumerate(figures)
    ]
    return {**single, "one_of": parts}


def _parallel_words(clause: str, size: int) -> list[str]:
    """As many words side by side as there are figures: 市级、省级、国家级 before 5万元、10万元、20万元."""
    for match in _LIST.finditer(clause):
        words = [word for word in re.split(r"、|和|或|及", match.group()) if word]
        if len(words) == size and not any(re.search(r"\d", word) for word in words):
            return words
    return []


def _times(clause: str, by_role: dict[str, list[Figure]], namer: _Namer) -> Iterator[object]:
    """What a sum is multiplied by: counted things, and periods up to their limit."""
    for figure in by_role.get("times", []):
        yield figure.text
    unit = re.search(
        r"每(?:个|家|台|套|件|项|名|人|架次?|吨|场|篇|款|次)?(?P<unit>[^，。；\d]{0,8}?)(?:每月|每年)?(?:给予|奖励|补贴|补助|\d)",
        clause,
    )
    if "per" in by_role:
        yield namer(_amount_of(clause, by_role["per"][0]), "money")
    elif any("/" in figure.text for role in SUMS for figure in by_role.get(role, [])):
        yield namer(
            next(figure.text.split("/")[1] for role in SUMS for figure in by_role.get(role, []) if "/" in figure.text),
            "area",
            "count",
        )
    elif unit and re.search(r"每(?:个|家|台|套|件|项|名|人|架|吨|场|篇|款|次|平方米)", clause):
        yield namer(unit.group()[:10], "area" if "平方米" in unit.group() else "count")
    for figure in by_role.get("limit", []):
        yield _limited(clause, figure, namer)


def _limited(clause: str, figure: Figure, namer: _Namer) -> Rule:
    kind = KINDS[figure.quantity.kind]
    return {
        "input": namer(f"{clause[:10]}{'月数' if figure.quantity.kind == Unit.MONTHS else '面积'}", *kind),
        "at_most": figure.text,
    }


def _amount_of(clause: str, figure: Figure) -> str:
    after = clause.partition(figure.text)[2]
    return re.split(r"给予|奖励|补助|补贴|，", after)[0] or "金额"
