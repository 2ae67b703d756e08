"""The command line answers as the page does, and says what is wrong in one line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculators.catalogue import Catalogue
from calculators.terminal.commandline import main
from publisher.compile.policy import Compiled, catalogue_bytes
from publisher.project import ROOT

FIRM = ["organisation=enterprise", "annual_revenue=8000万元", "compute_spend=1,000,000"]
VOUCHER = "xiamen-2025/compute-voucher"
type Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def built(compiled: Compiled, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue as `make build` writes it."""
    file = tmp_path_factory.mktemp("built") / "catalogue.json"
    file.write_bytes(catalogue_bytes(compiled.catalogue))
    return file


@pytest.fixture
def run(built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; gives exit code, output and complaint."""
    monkeypatch.setattr("calculators.catalogue.BUILT", built)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    def command(*argv: str) -> tuple[int, str, str]:
        code = main(list(argv))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return command


def answered(run: Run, *argv: str) -> Any:
    code, out, complaint = run(*argv, "--json")
    assert (code, complaint) == (0, "")
    return json.loads(out)


def test_estimate_prints_the_fields_of_the_design(run: Run) -> None:
    """The JSON of an estimate has every field, amounts as strings in yuan, and the clause's own words."""
    found = answered(run, "estimate", VOUCHER, *FIRM, "--on", "2026-01-15")
    fields = [
        "benefit",
        "amount",
        "at_least",
        "at_most",
        "pool",
        "eligible",
        "certainty",
        "medium",
        "steps",
        "assumed",
        "missing",
        "readings",
        "warnings",
    ]
    assert set(fields) <= found.keys()
    assert (found["benefit"], found["amount"], found["certainty"], found["medium"]) == (VOUCHER, "500000.00", "up-to", "voucher")
    assert all(
        {"label", "formula", "figures", "result", "quote", "quote_en", "article"} <= step.keys() for step in found["steps"]
    )
    assert "最高不超过50%" in found["steps"][-1]["quote"] and found["steps"][-1]["article"] == 8
    assert found["warnings"] == []


def test_estimate_assumes_gates_and_plan_does_not(run: Run) -> None:
    """An absent gate counts as met in an estimate and is listed; in a plan it counts as not met and is missing."""
    one = answered(run, "estimate", "siming-2025/compute-voucher", "compute_spend=100万")
    assert one["amount"] == "100000.00" and [gap["input"] for gap in one["assumed"]] == ["compute_listed", "organisation"]
    whole = answered(run, "plan", "--place", "350203", "--on", "2026-01-15", *FIRM)
    assert whole["totals"] == {"firm": "0.00", "cautious": "500000.00", "widest": "500000.00"}
    assert "compute_listed" in [gap["input"] for gap in whole["missing"]]
    assert {"benefits", "apart", "binding"} <= whole.keys()


def test_answers_may_stand_around_the_options(run: Run) -> None:
    """Names and values may come before, between and after the options, and a place may be named."""
    found = answered(run, "plan", FIRM[0], "--on", "2026-01-15", FIRM[1], "--place", "思明区", FIRM[2], "compute_listed=是")
    assert found["totals"] == {"firm": "0.00", "cautious": "500000.00", "widest": "600000.00"}
    assert found["place"] == "350203"


def test_today_is_the_day_unless_given(run: Run) -> None:
    """Without --on both commands work for today."""
    assert answered(run, "estimate", VOUCHER, *FIRM)["on"] == date.today().isoformat()
    assert answered(run, "plan", "--place", "350203")["on"] == date.today().isoformat()


def test_list_and_show_have_every_benefit(run: Run, catalogue: Catalogue) -> None:
    """`list` names every benefit with purpose, certainty and status, and `show` explains each of them in both languages."""
    listed = answered(run, "list")
    assert [one["id"] for one in listed] == list(catalogue.benefits)
    assert all({"id", "title", "purpose", "certainty", "status"} <= one.keys() for one in listed)
    status = {one["id"]: one["status"] for one in answered(run, "list", "--on", "2026-01-15")}
    assert status[VOUCHER] == "in-force" and status["fujian-draft/compute-subsidy"] == "superseded"
    for name, benefit in catalogue.benefits.items():
        for lang in ("zh", "en"):
            code, out, _ = run("show", name, "--lang", lang)
            assert code == 0 and benefit.title[lang] in out and all(asked in out for asked in benefit.inputs)
    shown = answered(run, "show", VOUCHER)
    assert [one["input"] for one in shown["inputs"]] == list(catalogue.benefits[VOUCHER].inputs)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["最高 50万元", "上限，实际以核定为准", "每家每年最高不超过200万元"]),
        ("en", ["up to RMB 500,000", "up to; the authority sets"]),
    ],
)
def test_people_read_the_same_answer(run: Run, lang: str, words: list[str]) -> None:
    """Without --json the answer is in words: amount, certainty, working and quotes, in either language."""
    code, out, _ = run("estimate", VOUCHER, *FIRM, "--on", "2026-01-15", "--lang", lang)
    plain = "".join(line.strip() for line in out.splitlines())
    assert code == 0 and all(one in plain for one in words)
    code, out, _ = run("plan", "--place", "350203", *FIRM, "compute_listed=true", "--on", "2026-01-15", "--lang", lang)
    assert code == 0 and ("60万元" if lang == "zh" else "RMB 600,000") in out and "就高不重复" in out


def test_the_terminal_says_which_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Chinese locale gets Chinese, any other English, unless --lang decides."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "没有“x”这一条目" in run("show", "x")[2]
    assert "There is no benefit" in run("show", "x", "--lang", "en")[2]


WRONG = [
    (["estimate", "xiamen/compute-voucher"], "did you mean xiamen-2025/compute-voucher"),
    (["estimate", VOUCHER, "compute_spnd=1"], "did you mean compute_spend?"),
    (["estimate", VOUCHER, "compute_listed=true"], "it takes: organisation, annual_revenue, compute_spend"),
    (
        ["estimate", VOUCHER, "compute_spend=many"],
        "compute_spend: “many” is no sum of money; write it as 1000000, 1,000,000 or 1.2 million.",
    ),
    (["estimate", VOUCHER, "compute_spend=-5"], "cannot be less than zero"),
    (["estimate", VOUCHER, "compute_spend=0.001"], "more than two decimals"),
    (["estimate", VOUCHER, "organisation=firm"], "is not one of enterprise / university / research-institute"),
    (["estimate", VOUCHER, "compute_spend=1", "compute_spend=2"], "“compute_spend” is given twice."),
    (["estimate", VOUCHER, "compute_spend"], "has to be written as name=value"),
    (["estimate", VOUCHER, "=1"], "has to be written as name=value"),
    (["estimate", VOUCHER, "--on", "2026-02-30"], "is no date that can be used; write it as 2026-01-15"),
    (["estimate", VOUCHER, "--on", "20260115"], "is no date"),
    (["estimate", VOUCHER, "--on", ""], "is no date"),
    (["plan"], "Nothing says where"),
    (["plan", "--place", "350299"], "There is no place “350299”; did you mean"),
    (["plan", "--place", "思明街道"], "did you mean 思明区?"),
    (["plan", "--place", "Atlantis"], "known are: 350000, "),
    (["plan", "--place", "350203", "compute_listed=maybe"], "has to be yes or no"),
    (["plan", "--place", "350203", "compute_listd=true"], "did you mean compute_listed"),
    (["plan", "--batch", "/no/such/file.csv", "--place", "350203"], "cannot be opened: No such file or directory"),
    (["plan", "--batch", "/", "--place", "350203"], "cannot be opened: Is a directory"),
    (["list", "--jsn"], "unrecognized arguments: --jsn"),
    (["list", "x=1"], "unrecognized arguments: x=1"),
    (["show"], "required: id"),
    (["show", VOUCHER, "--lang", "fr"], "invalid choice: 'fr'"),
    (["sho", VOUCHER], "invalid choice: 'sho'"),
    ([], "required"),
    (["estimate", VOUCHER, "compute\nspend=1"], "There is no input"),
    (["estimate", VOUCHER, "compute_spend=\udcff"], "is no sum of money"),
]


@pytest.mark.parametrize(
    ("argv", "words"), WRONG, ids=[" ".join(argv).encode("ascii", "replace").decode() or "nothing" for argv, _ in WRONG]
)
def test_what_is_wrong_is_said_in_one_line(run: Run, argv: list[str], words: str) -> None:
    """Exit code 2, nothing on standard output, one line on standard error that says what is allowed."""
    code, out, complaint = run(*argv)
    assert code == 2 and out == ""
    assert complaint.count("\n") == 1 and words in complaint


def test_a_missing_catalogue_is_named(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the compiled policies, or with ones of another version, the mend is said."""
    monkeypatch.setattr("calculators.catalogue.BUILT", tmp_path / "none.json")
    for content in (None, "", "[]", "{}", '{"format": 99}', '{"format": 2}'):
        if content is not None:
            (tmp_path / "none.json").write_text(content)
        code, out, complaint = run("list")
        assert (code, out, complaint.count("\n")) == (2, "", 1) and "run make build" in complaint


COMMANDS = {
    "calculators.terminal.overview.listing": ["list"],
    "calculators.terminal.overview.explained": ["show", VOUCHER],
    "calculators.estimate.text.explained": ["estimate", VOUCHER],
    "calculators.plan.text.explained": ["plan", "--place", "350203"],
}


@pytest.mark.parametrize("error", [KeyError("rate"), ZeroDivisionError("by zero"), UnicodeDecodeError("ascii", b"?", 0, 1, "no")])
@pytest.mark.parametrize("place", COMMANDS)
def test_a_fault_of_ours_leaves_a_trace(run: Run, place: str, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever breaks inside is told in one line that says how to see more; asked for, reason and place follow it."""

    def broken(*_: object) -> str:
        raise error

    monkeypatch.setattr(place, broken)
    for lang, words in (("zh", "HUICE_DEBUG=1"), ("en", "Run it again with HUICE_DEBUG=1")):
        monkeypatch.delenv("HUICE_DEBUG", raising=False)
        code, out, sentence = run(*COMMANDS[place], "--lang", lang)
        assert (code, out, sentence.count("\n")) == (2, "", 1) and words in sentence and str(error) not in sentence
        monkeypatch.setenv("HUICE_DEBUG", "1")
        code, out, complaint = run(*COMMANDS[place], "--lang", lang)
        first, innermost, *others = complaint.removeprefix(sentence).splitlines()
        assert (code, out) == (2, "") and first == f"{type(error).__name__}: {error}"
        assert re.search(r"broken \(.*test_commandline\.py:\d+\)$", innermost)
        assert re.search(r"at main \(calculators/terminal/commandline\.py:\d+\)$", others[-1])


def test_what_led_to_a_complaint_can_be_seen(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A catalogue that is damaged is told in the usual line; asked for, what is wrong with it follows."""
    (tmp_path / "damaged.json").write_text('{"format": 2, "version": "x", "policies": [{"id": "a"}]}')
    monkeypatch.setattr("calculators.catalogue.BUILT", tmp_path / "damaged.json")
    monkeypatch.setenv("HUICE_DEBUG", "1")
    code, _, complaint = run("list")
    sentence, *lines = complaint.splitlines()
    assert code == 2 and "no catalogue that this version can read" in sentence
    assert any(re.fullmatch(r"  because of \w+Error: .+", line) for line in lines), complaint


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["list", "show", "estimate", "plan", "--json", "--on", "--place", "350203", VOUCHER])
        | st.text(max_size=12),
        max_size=6,
    )
)
def test_no_words_make_it_fall_over(run: Run, argv: list[str]) -> None:
    """Whatever is typed, the exit code is 0 or 2, and a refusal is one line that is no excuse for a fault of ours."""
    if "-h" in argv or "--help" in argv:
        return
    code, _, complaint = run(*argv)
    assert code in (0, 2) and complaint.count("\n") == (1 if code else 0)
    assert "Something went wrong" not in complaint


def in_a_process(built: Path, *argv: str, **how: Any) -> subprocess.CompletedProcess[str]:
    """Run a command as its own process, with the catalogue of these tests."""
    start = (
        "import sys, pathlib, calculators.catalogue as c; c.BUILT = pathlib.Path(sys.argv.pop(1));"
        "from calculators.terminal.commandline import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", start, str(built), *argv]
    return subprocess.run(command, cwd=ROOT, text=True, encoding="utf-8", check=False, timeout=60, **how)


def test_a_closed_pipe_ends_it_quietly(built: Path) -> None:
    """A reader that stops reading leaves no traceback."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = in_a_process(built, "list", "--json", stdout=writing, stderr=subprocess.PIPE)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_named(built: Path) -> None:
    """An answer that cannot be written is a complaint, not a traceback."""
    with Path("/dev/full").open("w") as full:
        done = in_a_process(built, "list", stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "cannot be written" in done.stderr


def test_a_terminal_without_chinese_gets_json_it_can_read(built: Path) -> None:
    """Where standard output takes ASCII only, the JSON escapes and nothing is lost."""
    env = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "zh_CN.UTF-8"}
    done = in_a_process(built, "list", "--json", capture_output=True, env=env)
    assert done.returncode == 0 and done.stdout.isascii() and any("算力" in one["title"] for one in json.loads(done.stdout))


def test_the_package_runs_as_a_module() -> None:
    """`python -m calculators --help` explains itself."""
    done = subprocess.run(
        [sys.executable, "-m", "calculators", "--help"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert "list | show | estimate | plan" in done.stdout


def test_the_command_line_needs_the_standard_library_only(built: Path) -> None:
    """No package from outside is loaded by any command: the template engine stays with the pages."""
    code = (
        "import sys, pathlib, calculators.catalogue as c; c.BUILT = pathlib.Path(sys.argv[1]);"
        "from calculators.terminal.commandline import main; main(['plan', '--place', '350203']); main(['list']);"
        "ours = sys.stdlib_module_names | {'calculators', '__main__'};"
        "print(*sorted({name.partition('.')[0] for name in sys.modules} - ours), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, str(built)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr.strip() == ""


def test_what_to_do_next(run: Run, tmp_path: Path) -> None:
    """Steps and letters stand in place of the plan, as text or as data; the calendar is a file of its own."""
    firm = ("plan", "--place", "350203", "compute_spend=1000000", "--on", "2026-11-27")
    code, out, complaint = run(*firm, "--steps")
    assert (code, complaint) == (0, "")
    assert out.startswith("Before you spend or apply\n")
    assert out.count("「对企业购买公共智能算力") == 2  # once for the threshold, once for all questions
    code, out, _ = run(*firm, "--letter", "--lang", "zh")
    assert (code, out.count("咨询函")) == (0, 1)
    found = answered(run, *firm, "--steps", "--letter")
    assert found["next"] == answered(run, *firm)["next"]
    assert found["letters"][0]["authority"]["zh"] == "思明区科技和工信局"
    file = tmp_path / "days.ics"
    code, out, told = run(*firm, "--ics", str(file))
    assert (code, out, told) == (0, "", f"Wrote 3 entries to {file}.\n")
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR")
