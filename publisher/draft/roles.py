"""What each quantity of a grant is for: threshold, rate, cap, sum, limit, range, pool.

The role of a figure is told by the words around it: 以上 and 不低于 for a
threshold, 最高 and 不超过 for a ceiling, 每…给予… for a sum by the block, 至 for
a range, 总额不少于 for a pool. A ceiling in money has three roles, by what
stands beside it:

- `cap` beside a formula of the same grant (a rate, or a sum that is multiplied);
- `amount_up_to` where the sum is multiplied (per seat, per square meter, for so
  many years) or stands beside others of its kind (one a level);
- `at_most` alone, where the text says neither how the sum is worked out nor for how many; so too for each product or
  project that somebody selects (每个产品最高…), for one award is one product.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from calculators.vocabulary import Unit
from publisher.records.quantities import Quantity, chinese_quantities

GRANT = re.compile(
    r"给予|给与|予以|奖励|奖补|补助|补贴|资助|贴息|配套|支持额度|资金支持|减免|免除|免租|免费|全额|返还|享受|发放|兑现|设立总额|安排|补偿|最高(?:不超过)?(?:支持|可获得)"
)
"""Words by which a text gives something."""

CEILING = re.compile(r"最高|不超过|不超(?!过)|最多|最长|最大|不高于|上限|封顶|以内")
_CEILING_AFTER = re.compile(r"^(?:（含）)?(?:以内|以下|封顶|为限|为上限)")
_FROM_ON = re.compile(r"^(?:（含(?:本数)?）|\(含\))?(?:及|或)?以上")
_AT_LEAST = re.compile(r"(?:不低于|不少于|不小于|达到?|达|满|(?<!不)超过|(?<!不)超出|突破|大于)(?:人民币)?$")
_ABOVE = re.compile(r"(?<!不)(?:超过|超出|突破|大于)(?:人民币)?$")
"""A threshold that excludes its figure, for which the form has a gate and nothing else."""
_BELOW = re.compile(r"^(?:（不?含(?:本数)?）)?以下")
_EVERY = re.compile(r"每(?![年月日季家个人名户款项次平台套件席单])[\u4e00-\u9fff]{0,8}$")
_POOL = re.compile(r"(?:总额|资金池|资金规模|基金规模|总规模|每年(?:设立|安排|统筹))[^，。；]*$")
_SPENT = re.compile(
    r"(?:销售|投资|采购|购买|合同|交易|支出|投入|收入|费用|成交|产值|纳税|融资|贷款)[^，。；]{0,4}总额[^，。；]*$"
)
"""A total of the firm's own, which is no pool."""
_OF_PEOPLE = re.compile(r"(?:人员|人数|员工|职工|在岗|总数)[^，。；]*$")
_RATIO_AFTER = re.compile(r"^(?:（含）)?(?:及)?以上")
_LIST_GAP = re.compile(r"^(?:、|，|和|或|及|以及)$")
_SPEND = re.compile(r"费用|支出|投入|金额|总额|成本|购置|采购|投资额?|价款|合同额|销售额|销售收入|收入|营收|租金|面积")


_LIMIT = re.compile(r"^(?:单个|单家|同一|每个|每家|每户|一个)[^。；]*(?:累计|合计|总计|每年|年度|最高)[^。；]*(?:不超过|最高)")
_ABOUT_A_GRANT = re.compile(
    r"^(?:单个|单家|同一|每个|每家|每户|一个)[^。；]*(?:累计|合计|总计|每年|年度|最高)[^。；]*(?:不超过|最高)|“[^”]{1,8}券”总额"
)
"""Sentences that limit what another one gives, or say what there is in all."""


_EACH = re.compile(r"每(?:平方米|平米|席位|工位|架次?|台|套|人|名|吨|千瓦)[^，。；]{0,8}(?:最高|不超过)")
"""Before a ceiling that is one for each thing counted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of a grant with its role; `why` is the words that decided."""

    quantity: Quantity
    role: str
    why: str = ""

    @property
    def text(self) -> str:
        return self.quantity.text


@dataclass(frozen=True, slots=True)
class Limb:
    """A stretch of the law that gives one thing, or one level of it: `text[start:end]` and its figures in order."""

    start: int
    end: int
    figures: tuple[Figure, ...]

    def of(self, *roles: str) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.figures if figure.role in roles)

    @property
    def pays(self) -> bool:
        return bool(self.of("rate", "rate_up_to", "amount", "amount_up_to", "at_most", "from", "pool", "cap"))


@dataclass(frozen=True, slots=True)
class Grant:
    """A sentence that gives something: its limbs, which stand side by side."""

    start: int
    end: int
    limbs: tuple[Limb, ...]
    whole_limit: bool = False
    """Whether it only limits what the sentence before gives."""


def grants(text: str, names: Iterable[str] = ()) -> Iterator[Grant]:
    """Find the grants of an article, in order; `names` hold numerals that are no quantities."""
    quantities = [one for one in chinese_quantities(text, names) if one.kind != Unit.DATE]
    for start, end in sentences(text):
        inside = [one for one in quantities if start <= one.start < end]
        if not inside or not (GRANT.search(text, start, end) or _ABOUT_A_GRANT.search(text, start, end)):
            continue
        limbs = [
            _limb(text, first, last, [one for one in inside if first <= one.start < last])
            for first, last in _limbs(text, start, end, inside)
        ]
        limbs = [limb for limb in limbs if limb.figures]
        if limbs:
            yield Grant(start, end, tuple(_side_by_side(text, limbs)), bool(_LIMIT.match(text[start:end])))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text, parted at 。； and line breaks outside brackets."""
    start, depth = 0, 0
    for at, char in enumerate(text):
        depth = max(0, depth + (char in "（《“") - (char in "）》”"))
        if char == "\n" or (char in "。；" and depth == 0):
            if text[start:at].strip():
                yield start, at
            start, depth = at + 1, 0 if char == "\n" else depth
    if text[start:].strip():
        yield start, len(text)


def _limbs(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Part a sentence before each 对… that brings a grant of its own."""
    money = [one for one in quantities if one.kind in (Unit.YUAN, Unit.SHARE)]
    cuts = [start]
    for match in re.finditer(r"[，：](?:并|另|再|同时|另外|此外|其中[，：]?)?(?=对|按|经)", text[start:end]):
        at = start + match.start() + 1
        behind = [one for one in money if cuts[-1] <= one.start < at and not _FROM_ON.match(text[one.end : one.end + 6])]
        ahead = [one for one in money if at <= one.start < end and not _FROM_ON.match(text[one.end : one.end + 6])]
        opens_with_for = bool(re.match(r"(?:并|另|再|同时|另外|此外|其中[，：]?)?对", text[at:]))
        if opens_with_for and behind and ahead and GRANT.search(text, cuts[-1], at) and GRANT.search(text, at, end):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _limb(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> Limb:
    figures: list[Figure] = []
    for index, quantity in enumerate(quantities):
        earlier = figures[-1] if figures and figures[-1].quantity is quantities[index - 1] else None
        listed = (
            earlier is not None
            and _LIST_GAP.match(text[earlier.quantity.end : quantity.start])
            and earlier.quantity.kind == quantity.kind
        )
        if listed and earlier is not None:
            figures.append(Figure(quantity, earlier.role, earlier.why))
        elif role := _role(text, start, end, quantity, figures):
            figures.append(Figure(quantity, *role))
    return Limb(start, end, tuple(_by_formula(text, start, end, figures)))


def _role(text: str, start: int, end: int, quantity: Quantity, figures: Sequence[Figure]) -> tuple[str, str] | None:
    """The role of one quantity by the words before and behind it in its clause."""
    before = re.split(r"[，。；：]", text[start : quantity.start])[-1]
    after = re.split(r"[，。；：]", text[quantity.end : end])[0]
    ceiling = CEILING.search(before) or _CEILING_AFTER.match(after)
    reads = {Unit.YUAN: _money, Unit.SHARE: _share, Unit.MONTHS: _months, Unit.AREA: _area, Unit.COUNT: _count}
    return reads[quantity.kind](text, start, quantity, before, after, bool(ceiling), figures)


def _money(
    text: str, start: int, quantity: Quantity, before: str, after: str, ceiling: bool, figures: Sequence[Figure]
) -> tuple[str, str] | None:
    if re.match(r"(?:（不?含）)?[至到—–~～-]+\d", after):
        threshold = not GRANT.search(before) and (
            _SPEND.search(before) or re.search(r"^[^，。；]*的(?:部分|企业|单位|项目|，)", after)
        )
        return ("at_least", "至") if threshold else ("from", "至")
    if figures and figures[-1].role == "from" and re.search(r"^[至到—–~～-]+$", text[figures[-1].quantity.end : quantity.start]):
        return "to", "至"
    if (
        figures
        and figures[-1].role == "at_least"
        and re.search(r"^(?:（不?含）)?[至到—–~～-]+$", text[figures[-1].quantity.end : quantity.start])
    ):
        return "below", "至"
    if _EVERY.search(before):
        return "per", "每"
    if _POOL.search(before) and not ceiling and not re.search(r"对|企业", before) and not _SPENT.search(before):
        return "pool", "总额"
    if _ABOVE.search(before) and not GRANT.search(before) and not _FROM_ON.match(after):
        return "above", "超过"
    if _FROM_ON.match(after) or (_AT_LEAST.search(before)):
        return "at_least", "以上"
    if _BELOW.match(after) and not GRANT.search(before):
        return "below", "以下"
    if ceiling:
        return "ceiling", "最高"
    return "amount", ""


def _share(
    text: str, start: int, quantity: Quantity, before: str, after: str, ceiling: bool, figures: Sequence[Figure]
) -> tuple[str, str] | None:
    if _OF_PEOPLE.search(before):
        return "limit", "人员"
    if re.match(r"^(?:承担|分担|负担)", after) or re.search(r"(?:承担|分担|负担)$", before):
        return None
    if _RATIO_AFTER.match(after) or (_AT_LEAST.search(before)):
        return "at_least", "以上"
    if re.search(r"增长|增速|增幅|占比|比重|达到|持股|控股", before[-10:]) and not GRANT.search(after):
        return "at_least", "达到"
    if ":" in quantity.text and not re.match(
        r"^(?:的?比例)?(?:给予|予以)?(?:奖励|补助|补贴|资助|支持)|[^，。；]*(?:配套|配比|匹配)", after
    ):
        return None
    return ("rate_up_to", "最高") if ceiling else ("rate", "")


def _months(
    text: str, start: int, quantity: Quantity, before: str, after: str, ceiling: bool, figures: Sequence[Figure]
) -> tuple[str, str] | None:
    if _FROM_ON.match(after) or re.search(r"(?:不少于|不低于|满|签订)$", before):
        return "at_least", "以上"
    if re.search(r"有效期|执行期|年限|近$|前$|成立|经营期", before):
        return None
    if re.search(r"连续|最长|累计|不超过|为期|期限|给予$|奖励$|补贴$|补助$|享受$", before) and not re.match(r"最高", after):
        return "limit", "最长"
    return None


def _area(
    text: str, start: int, quantity: Quantity, before: str, after: str, ceiling: bool, figures: Sequence[Figure]
) -> tuple[str, str] | None:
    if _FROM_ON.match(after) or _AT_LEAST.search(before):
        return "at_least", "以上"
    return ("limit", "最大") if ceiling else ("times", "")


def _count(
    text: str, start: int, quantity: Quantity, before: str, after: str, ceiling: bool, figures: Sequence[Figure]
) -> tuple[str, str] | None:
    if _FROM_ON.match(after) or (re.search(r"(?:不低于|不少于|达到?|满)$", before)):
        return ("at_least", "以上") if not re.search(r"参数", before) else None
    return None


def _by_formula(text: str, start: int, end: int, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Give every ceiling in money the role that its neighbours decide, and let go what no grant uses."""
    rates = [one for one in figures if one.role in ("rate", "rate_up_to")]
    multiplied = [one for one in figures if one.role in ("per", "times")]
    sums = [one for one in figures if one.role == "amount"]
    years = [one for one in figures if one.role == "limit" and one.quantity.kind == Unit.MONTHS]
    for figure in figures:
        if figure.role != "ceiling":
            yield figure
            continue
        before = re.split(r"[，。；：]", text[start : figure.quantity.start])[-1]
        after = text[figure.quantity.start : end]
        per_unit = "/" in figure.text or _EACH.search(before)
        earlier = [one for one in (*rates, *multiplied) if one.quantity.start < figure.quantity.start]
        if per_unit and not rates:
            yield replace(figure, role="amount_up_to")
        elif (
            earlier
            or (
                sums
                and sums[0].quantity.start < figure.quantity.start
                and re.search(r"单个|单家|每家|每个|合计|总额|累计|年度|每年|最高", before)
            )
            or (rates and re.match(r"[^，。；]*(?:的|之)\d+(?:\.\d+)?%", after))
        ):
            yield replace(figure, role="cap")
        elif years and re.search(r"每年|每月", before):
            yield replace(figure, role="amount_up_to")
        else:
            yield replace(figure, role="at_most")


def _side_by_side(text: str, limbs: Sequence[Limb]) -> Iterator[Limb]:
    """Bare ceilings that stand side by side in one sentence are one a level: `amount_up_to`."""
    bare = [limb for limb in limbs if limb.of("at_most") and not limb.of("rate", "rate_up_to", "per")]
    several = len(bare) >= 2 or any(len(limb.of("at_most")) >= 2 for limb in bare)
    for limb in limbs:
        if limb in bare and several:
            yield replace(
                limb, figures=tuple(replace(one, role="amount_up_to") if one.role == "at_most" else one for one in limb.figures)
            )
        else:
            yield limb
