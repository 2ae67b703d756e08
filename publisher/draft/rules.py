"""The rule of a suggested benefit in the record's form, built from the roles of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from calculators.vocabulary import Unit
from publisher.draft.naming import Namer
from publisher.draft.precedents import base_of
from publisher.draft.roles import Figure, Limb

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

_LIST = re.compile(r"[^，。；、对的达到获得首次认定新为]{1,14}(?:、[^，。；、]{1,16})+(?:(?:和|或|及)[^，。；、]{1,14})?")


def is_base(text: str, limb: Limb, figure: Figure, base: str | None) -> bool:
    """Whether a threshold is of the very sum that the rate is a share of."""
    if base is None:
        return False
    words = noun_before(text, limb, figure)
    if _SPENT.search(base) and _SPENT.search(words):
        return True
    return any(part in words for part in re.findall(r"销售|收入|投资|采购|租金|合同", base))


def noun_before(text: str, limb: Limb, figure: Figure) -> str:
    """What a threshold is a threshold of: the words of its clause before it."""
    before = re.split(r"[，。；：]", text[limb.start : figure.quantity.start])[-1]
    return (
        re.sub(r"(?:达到?|超过|不低于|不少于|满|突破|在)$|^(?:且|并|对|其中|对于)", "", before)
        or text[limb.start : limb.start + 12]
    )


def clause_of(text: str, limb: Limb, figure: Figure) -> str:
    start = max(text.rfind(sign, limb.start, figure.quantity.start) for sign in "，。；：") + 1
    ends = [at for sign in "，。；" if (at := text.find(sign, figure.quantity.end, limb.end)) > 0]
    return text[max(start, limb.start) : min(ends, default=limb.end)].strip()


_SPENT = re.compile(r"费用|支出|投入|金额|成本|价款")
"""Words for what somebody pays."""

WHOLE = re.compile(r"免租(?:金)?|免费|免（减）租金|减免租金|全额(?:补贴|补助|减免)?")
"""Words by which a text gives the whole of a bill."""


def gives(text: str, limb: Limb) -> bool:
    """Whether a limb gives something: a figure says how much, or a bill is let off whole for so long."""
    return limb.pays or bool(limb.of("limit") and re.search(rf"给予[^，。；]*(?:{WHOLE.pattern})", text[limb.start : limb.end]))


def rule_of(text: str, limbs: Sequence[Limb], namer: Namer, limits: Sequence[Limb] = ()) -> Rule:
    """The rule of a benefit: one term, or one for each level; `limits` are stretches that only say for how long or how many."""
    if len(limbs) == 1 or not all(limb.pays for limb in limbs[1:]):
        rule = _term(text, limbs[0], namer, extra=limbs[1:])
        if limited := list(_said_apart(text, limbs[0], limits, namer)):
            times = rule.get("times")
            rule["times"] = [*(times if isinstance(times, list) else []), *limited]
        return rule
    base = base_of(text[limbs[0].start : limbs[0].end])
    bill = namer(_bill(text[limbs[0].start : limbs[0].end], base), "money") if base and limbs[0].of(*RATES) else ""
    shared: Rule = {"share_of": bill} if bill else {}
    brackets = [_bracket(text, limb, namer) for limb in limbs]
    words = [_level_words(text, limb) for limb in limbs]
    name, levels = namer.choice(words) if not all(brackets) else ("", words)
    parts: list[Rule] = []
    for limb, bracket, level, said in zip(limbs, brackets, levels, words, strict=True):
        part = {key: value for key, value in _term(text, limb, namer).items() if key not in shared}
        if bracket:
            part.pop("at_least", None)
            part = {"when": bracket, **part}
        else:
            part = {"when": {name: level}, "words": said, **part}
        parts.append({**part, "quote": text[limb.start : limb.end].strip("，。；并另再 \n")})
    return {**shared, "one_of": parts}


def _bracket(text: str, limb: Limb, namer: Namer) -> Rule:
    bounds = [figure for figure in limb.figures if figure.role in ("at_least", "below") and figure.quantity.kind == Unit.YUAN]
    if not bounds:
        return {}
    name = namer(noun_before(text, limb, bounds[0]), "money")
    return {name: {figure.role: figure.text for figure in bounds}}


_LEVEL = re.compile(
    r"国家级|省级|市级|区级|县级|国家部委|省直部门|特等奖|一等奖|二等奖|三等奖|[一二三四五]级|[A-E]类|[一二三四五]档"
)


def _level_words(text: str, limb: Limb) -> str:
    """What tells the level of a limb: a word for levels, or whom it is for."""
    clause = text[limb.start : limb.end]
    if found := _LEVEL.search(clause):
        return found.group()
    return re.split(r"[，。；：]", clause.strip("，。；并另再 \n"))[0]


def _term(text: str, limb: Limb, namer: Namer, extra: Sequence[Limb] = ()) -> Rule:
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
        name = namer(_bill(clause, base), "money")
        rule["share_of"] = (
            name if not limits or not re.search(r"每月|月租|租金", clause) else [name, _limited(clause, limits[0], namer)]
        )
        threshold = [figure for figure in by_role.get("at_least", []) if is_base(text, limb, figure, base)]
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
    elif (periods := by_role.get("limit")) and (free := WHOLE.search(clause)):
        rule = {"share_of": [namer("每月租金", "money"), _limited(clause, periods[0], namer)], "words": free.group()}
    return rule or {"undetermined": clause[-12:].strip("，。；")}


def _said_apart(text: str, limb: Limb, limits: Sequence[Limb], namer: Namer) -> Iterator[Rule]:
    """Limits in sentences of their own that name whom this one pays for: 就业人员…最长3年 before 每名就业人员按…."""
    each = re.search(r"每[名个家台套件]?(?P<whom>[\u4e00-\u9fff（）、]{2,20}?)(?:按|给予|每月|每年)", text[limb.start : limb.end])
    names = [name for name in re.split(r"[（）、]", each["whom"]) if len(name) > 1] if each else []
    for one in limits:
        clause = text[one.start : one.end]
        for name in (name for name in names if name in clause):
            for figure in one.of("limit"):
                quote = clause_of(text, one, figure)
                if figure.quantity.kind == Unit.SHARE:
                    share = {"share": figure.text, "of": namer(f"{name}所在单位人数", "count"), "round": "down"}
                    yield {"input": namer(f"{name}人数", "count"), "at_most": share, "quote": quote}
                else:
                    yield {"input": namer(f"{name}月数", *KINDS[figure.quantity.kind]), "at_most": figure.text, "quote": quote}


def replace_role(figure: Figure, role: str) -> Figure:
    return Figure(figure.quantity, role, figure.why)


def _listed(clause: str, groups: Sequence[tuple[str, Sequence[Figure]]], namer: Namer) -> Rule:
    """Figures that stand side by side (分别) as levels, the others as they are."""
    rule: Rule = {role: figures[0].text for role, figures in groups if len(figures) == 1}
    several = [(role, figures) for role, figures in groups if len(figures) > 1]
    if not several:
        return rule
    longest = max((figures for _, figures in several), key=len)
    words = _parallel_words(clause, longest) or [f"TODO {at}" for at in range(1, len(longest) + 1)]
    name, levels = namer.choice(words)
    parts: list[Rule] = [{"when": {name: level}, "words": said} for level, said in zip(levels, words, strict=True)]
    for role, figures in several:
        for part, figure in zip(parts, figures, strict=False):
            part[role] = figure.text
    return {**rule, "one_of": parts}


def _parallel_words(clause: str, figures: Sequence[Figure]) -> list[str]:
    """As many words side by side as there are figures: 市级、省级、国家级 before 5万元、10万元、20万元.

    Words for levels before others, and of several lists the one that is nearest before the figures.
    """
    lists = [
        [word for word in re.split(r"、|和|或|及", match.group()) if word]
        for match in _LIST.finditer(clause[: clause.find(figures[0].text)])
    ]
    lists = [words for words in lists if len(words) == len(figures) and not any(re.search(r"\d", word) for word in words)]
    levels = [words for words in lists if all(map(_LEVEL.search, words))]
    return (levels or lists or [[]])[-1]


def _times(clause: str, by_role: dict[str, list[Figure]], namer: Namer) -> Iterator[object]:
    """What a sum is multiplied by: counted things, and periods up to their limit."""
    for figure in by_role.get("times", []):
        yield figure.text
    unit = re.search(
        r"每(?:个|家|台|套|件|项|名|人|架次?|吨|场|篇|款|次)?(?P<unit>[^，。；\d]{0,8}?)(?:每月|每年)?(?:给予|奖励|补贴|补助|\d)",
        clause,
    )
    if "per" in by_role:
        yield namer(_amount_of(clause, by_role["per"][0]), "money")
    elif units := [behind for role in SUMS for figure in by_role.get(role, []) if (behind := figure.text.partition("/")[2])]:
        if units[0] not in ("月", "年"):  # for how long stands in limits of their own
            yield namer(units[0], "area" if units[0] == "平方米" else "count")
    elif unit and re.search(r"每(?:个|家|台|套|件|项|名|人|架|吨|场|篇|款|次|平方米)", clause):
        yield namer(unit.group()[:10], "area" if "平方米" in unit.group() else "count")
    for figure in by_role.get("limit", []):
        yield _limited(clause, figure, namer)


def _bill(clause: str, base: str) -> str:
    """What the bill is for: the base, and where that says no more than that it is one, what the clause buys."""
    if len(re.sub(r"实际|支出|费用|金额|投入|合同|年度|总额|当年|发生|资金|的", "", base)) > 1:
        return base
    bought = re.search(r"(?:购买|采购|租用|使用|开展|支付)[^，。；]{2,30}", clause)
    return f"{bought.group() if bought else ''}{base}"


def _limited(clause: str, figure: Figure, namer: Namer) -> Rule:
    """A count up to its limit, on the words that give the limit."""
    at = clause.find(figure.text)
    start = max(clause.rfind(sign, 0, at) for sign in "，。；：") + 1
    end = min((found for sign in "，。；" if (found := clause.find(sign, at)) > 0), default=len(clause))
    name = namer(f"{clause[:10]}{'月数' if figure.quantity.kind == Unit.MONTHS else '面积'}", *KINDS[figure.quantity.kind])
    return {"input": name, "at_most": figure.text, "quote": clause[start:end].strip()}


def _amount_of(clause: str, figure: Figure) -> str:
    after = clause.partition(figure.text)[2]
    return re.split(r"给予|奖励|补助|补贴|，", after)[0] or "金额"
