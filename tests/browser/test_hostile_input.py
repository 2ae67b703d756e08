"""Whatever comes in by address, form or call is text: computed, or refused in a sentence; it never runs or breaks a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from calculators.browser import OPERATIONS, call, loaded
from publisher.wording import say
from tests.support.modules import MODULES
from tests.support.watched import Watch

BENEFIT = "siming-2025/compute-voucher"
FIELD = "compute_spend"
PAGE = f"en/calculators/{BENEFIT}/"
SETTLED = "output:is([data-state=live], [data-state=refused], [data-state=prerendered])"
PATIENCE = 60_000

MARKUP = (
    "<script>self.injected = 1</script>",
    "<img src=x onerror='self.injected = 1'>",
    "\"><svg onload='self.injected = 1'>",
    "javascript:self.injected=1",
    "</script><script>self.injected = 1</script>",
    "<template><b>",
    "{{7*7}}",
    "{% raw %}",
    "${self.injected=1}",
    "&lt;b&gt;",
    "<!--",
    "]]>",
)
NUMBERS = (
    *(
        "NaN",
        "Infinity",
        "-Infinity",
        "1e309",
        "1e-309",
        "1E5",
        "0x10",
        "1_000",
        "-1",
        "+1",
        "--1",
        "00001",
        ".5",
        "5.",
        "1.2.3",
        "1,00",
    ),
    *(
        "１００００００",
        "１００万",
        "٣٤٥",
        "۱۲۳",
        "१२३",
        "一百万",
        "壹佰万",
        "100萬",
        "1.2億",
        "①",
        "½",
        "Ⅷ",
        "1\u200b000",
        "1\u00a0000",
        "1\u202e000",
    ),
    *("9" * 40, "0." + "0" * 38 + "1", "99999999999999999999.99", "1000亿元", "1001亿元", "0", "-0", "0.001", "0.005"),
    *("true", "false", "null", "undefined", "[]", "{}", "None"),
)
TEXTS = (
    *(
        "",
        " ",
        "\t\r\n",
        "\x00",
        "\x1f",
        "\ufeff1",
        "\ufffd",
        "\u2028",
        "e\u0301" * 20,
        "👩‍👩‍👧‍👦",
        "\U0010ffff",
        "ﷺ",
        "a" * 59,
        "a" * 61,
    ),
    *(
        "../../etc/passwd",
        "' OR 1=1 --",
        "=1+1",
        "@SUM(A1)",
        "%00",
        "%s%n",
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
    ),
)
CORPUS = (*MARKUP, *NUMBERS, *TEXTS)

ADDRESSES = (
    *(f"{FIELD}={quote(text)}" for text in CORPUS),
    *(f"{quote(text)}=1" for text in (*MARKUP, *TEXTS)),
    *(
        f"on={quote(text)}"
        for text in ("<script>", "2026-13-45", "0000-00-00", "99999-01-01", "2026-02-29", "٢٠٢٦-٠١-٠١", "now", "")
    ),
    *(f"v={quote(text)}&{FIELD}=1" for text in MARKUP),
    f"{FIELD}=%FF%FE%80",
    f"{FIELD}=%E4%B8",
    f"{FIELD}=%GG%",
    f"{FIELD}=1&{FIELD}=2&{FIELD}=3",
    "&".join(f"x{number}=1" for number in range(2000)),
    "&&&&===&=1",
    "embed=<script>",
    "__proto__[a]=1&constructor.prototype.a=1",
)

pytestmark = [pytest.mark.extended, pytest.mark.xdist_group("hostile")]


def asked(**changes: Any) -> str:
    return json.dumps(
        {"op": "estimate", "benefit": BENEFIT, "inputs": {}, "lang": "en", "on": "2026-01-15", "root": "", **changes}
    )


def check_answer(request: str) -> dict[str, Any]:
    """The answer, which is an object of one of two forms, and holds no markup that was put in."""
    answer = json.loads(call(request))
    assert isinstance(answer, dict) and isinstance(answer["ok"], bool), answer
    if not answer["ok"]:
        assert isinstance(answer["message"], str) and answer["message"], answer
        assert answer["message"] not in (say("error.internal", "zh"), say("error.internal", "en")), (
            f"{request[:200]}: an exception"
        )
        assert isinstance(answer["problems"], dict)
    markup = str(answer.get("html", "")).lower()
    assert not any(bad in markup for bad in ("<script", "<img", "<svg onload", "onerror=", "<iframe", "javascript:")), request[
        :200
    ]
    return answer


def test_calls_with_the_corpus(record_property: Callable[[str, object], None]) -> None:
    """Every nasty text as every value of a request: an answer, or a sentence; no exception, no markup."""
    requests = [asked(inputs={FIELD: text}) for text in CORPUS]
    requests += [asked(inputs={text: "1"}) for text in CORPUS]
    requests += [asked(**{key: text}) for key in ("benefit", "on", "lang", "unit", "op") for text in CORPUS]
    requests += [asked(root=text, inputs={FIELD: "1000000"}) for text in TEXTS]
    requests += [asked(op=op, place=text, purpose=text) for op in OPERATIONS for text in CORPUS]
    requests += [
        asked(inputs=wrong)
        for wrong in ([], "", 1, None, [[]], {FIELD: None}, {FIELD: 1}, {FIELD: []}, {FIELD: {}}, {FIELD: True})
    ]
    requests += [
        "",
        "null",
        "[]",
        "1",
        '"x"',
        "{",
        "{}",
        '{"op": null}',
        '{"op": []}',
        '{"op": {}}',
        "\x00",
        "[" * 5000,
        "9" * 5000,
    ]
    for request in requests:
        check_answer(request)
    record_property("counted", ("requests to the engine from the corpus", len(requests)))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
NAMES = st.sampled_from(sorted(loaded().inputs)) | st.text(max_size=12)
VALUES = (
    st.sampled_from(CORPUS)
    | st.text(max_size=50)
    | st.decimals(allow_nan=True).map(str)
    | st.from_regex(r"[0-9０-９٠-٩,. ]{1,20}[万亿元]{0,2}")
)
MANY = settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None, derandomize=True)


@MANY
@given(
    benefit=st.sampled_from(sorted(loaded().benefits)),
    inputs=st.dictionaries(NAMES, VALUES, max_size=6),
    on=st.none() | st.text(max_size=12),
)
def test_calls_with_any_answers(benefit: str, inputs: dict[str, str], on: str | None) -> None:
    """Any benefit, any names, any texts, any day: an answer or a sentence."""
    check_answer(asked(benefit=benefit, inputs=inputs, on=on))


@MANY
@given(
    request=st.dictionaries(st.sampled_from(["op", "benefit", "inputs", "lang", "on", "place", "rows", "headings", "unit"]), JSON)
    | JSON
)
def test_calls_of_any_shape(request: Any) -> None:
    """Any JSON at all."""
    check_answer(json.dumps(request))


def test_a_text_of_a_megabyte_is_refused_at_once() -> None:
    """A value of a million characters is refused with the question's own sentence, in no time."""
    answer = check_answer(asked(inputs={FIELD: "9" * 1_000_000}))
    assert not answer["ok"] and len(answer["message"]) < 500


@pytest.fixture(scope="module")
def watch(chromium: Browser, address: str) -> Iterator[Watch]:
    """What is heard of the page that all texts are put into."""
    context = chromium.new_context(service_workers="block")
    yield Watch(context, address)
    context.close()


@pytest.fixture(scope="module")
def page(watch: Watch) -> Page:
    return watch.context.new_page()


FOREIGN = """() => {
  const bad = 'script:not([type="application/json"]), img, iframe, object, embed, base, [onerror], [onload]';
  return document.querySelectorAll(`[data-calculator] :is(${bad})`).length;
}"""


def check_page(page: Page, watch: Watch, what: str) -> None:
    """The page has settled, had no trouble, and holds no element that was put in."""
    page.wait_for_selector(SETTLED, timeout=PATIENCE)
    assert not watch.troubles, f"{what[:120]!r}: {watch.troubles}"
    assert page.evaluate(FOREIGN) == 0, what[:120]
    assert page.evaluate("typeof self.injected") == "undefined", what[:120]
    assert page.evaluate("({}).a === undefined"), what[:120]


def test_addresses(page: Page, watch: Watch, address: str, record_property: Callable[[str, object], None]) -> None:
    """Every nasty address opens the calculator: what fits is taken, what does not is named in a sentence."""
    for query in ADDRESSES:
        page.goto(f"{address}{PAGE}?{query}", wait_until="domcontentloaded")
        page.wait_for_selector("[data-program]")
        check_page(page, watch, query)
    record_property("counted", ("addresses opened", len(ADDRESSES)))


def test_an_address_of_a_megabyte(page: Page, address: str) -> None:
    """A million characters in the address are no answer; what is told of them is one short sentence."""
    page.goto(f"{address}{PAGE}#")
    page.wait_for_selector("[data-program]")
    page.evaluate("name => { history.replaceState(null, '', `?${name}=` + '9'.repeat(1_000_000)); }", FIELD)
    found = page.evaluate(
        """async ([modules, name]) => {
          const { readAddress, troublesOf } = await import(`${modules}app/shared/address.mjs`);
          const read = readAddress([name]);
          const unreadable = Object.entries(read.unreadable);
          return { inputs: read.inputs, unreadable: unreadable.map(([name]) => name), told: troublesOf(read, unreadable, '') };
        }""",
        [address + MODULES, FIELD],
    )
    (told,) = found.pop("told")
    assert found == {"inputs": {}, "unreadable": [FIELD]}
    assert FIELD in told and "999" in told and len(told) < 200


def type_in(page: Page, text: str) -> None:
    page.evaluate(
        """([name, text]) => {
          const field = document.querySelector(`[name=${name}]`);
          field.value = text;
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }""",
        [FIELD, text],
    )


def test_the_form(page: Page, watch: Watch, address: str, record_property: Callable[[str, object], None]) -> None:
    """Every nasty text in a field: the engine's amount, or the engine's sentence beside the field, as text."""
    page.goto(address + PAGE)
    page.wait_for_selector("[data-program]")
    for text in CORPUS:
        type_in(page, text)
        page.wait_for_selector("output:is([data-state=live], [data-state=refused])", timeout=PATIENCE)
        check_page(page, watch, text)
        shown = page.evaluate("name => document.querySelector(`[name=${name}]`).value.trim()", FIELD)
        answers = page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll('.hc-form [data-gate]')]
              .map((gate) => [gate.name, String(gate.checked)]))"""
        )
        expected = json.loads(call(asked(op="amount", inputs={**answers, **({FIELD: shown} if shown else {})})))
        amount = page.locator("output[data-amount]").get_attribute("data-amount")
        assert amount == ((expected["amount"] or "") if expected["ok"] else ""), text
    record_property("counted", ("texts typed into a field", len(CORPUS)))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
@given(texts=st.lists(VALUES, min_size=1, max_size=5))
def test_the_form_with_any_texts(page: Page, watch: Watch, address: str, texts: list[str]) -> None:
    """Any texts typed one after the other faster than they can be answered: the last one counts."""
    if PAGE not in page.url:
        page.goto(address + PAGE)
        page.wait_for_selector("[data-program]")
    for text in texts:
        type_in(page, text)
    page.wait_for_selector("output:is([data-state=live], [data-state=refused])", timeout=PATIENCE)
    check_page(page, watch, repr(texts))
