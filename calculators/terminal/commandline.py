"""`huice list | show | estimate | plan | sql | budget`, or `python -m calculators …`: the page's sums, for scripts and people.

Exit code 0, or 2 with one line on standard error that says what is wrong and
what is allowed. Never a traceback: a reader that closes the pipe early ends
the command quietly. With HUICE_DEBUG=1 in the environment the reason follows,
with the file and line it came from.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from calculators.batch.file import Worked
from calculators.errors import Misuse, Problem, reason
from calculators.estimate.letters import as_text, letter_json
from calculators.estimate.text import steps_text
from calculators.inputs import parse_day
from calculators.law import FirmPlan, load
from calculators.layout import WIDEST, Block, laid_out
from calculators.plan.steps import told_once
from calculators.terminal import bulk, overview
from calculators.terminal.calendar import write_calendar
from calculators.vocabulary import LANGUAGES
from calculators.wording import say

SCRIPT = "huice"
"""What an installed package is called by."""

WRONG = 2
"""The exit code of a question that cannot be answered."""

DEBUG = "HUICE_DEBUG"
"""The environment variable with which a complaint is followed by its reason and where it came from."""


def main(argv: list[str] | None = None) -> int:
    """Run a command, that of this process unless `argv` gives one; returns the exit code."""
    lang = _spoken_here()
    try:
        options = _options(sys.argv[1:] if argv is None else argv, lang)
        lang = options.lang or lang
        _write(COMMANDS[options.command](options, lang))
    except BrokenPipeError:
        _let_go_of_stdout()
    except Problem as problem:
        return _complain(problem.line(lang), problem)
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - whoever asked is told in a sentence, whatever happens
        return _complain(say("error.internal-here", lang, variable=DEBUG), error)
    return 0


def _spoken_here() -> str:
    """The language of the terminal: Chinese where its locale says so, else English."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def _write(text: str) -> None:
    """Print the answer.

    Raises:
        Misuse: it cannot be written, as on a full disk.
        BrokenPipeError: nobody reads it any more.
    """
    if sys.stdout is None:
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _let_go_of_stdout()
        raise Misuse("not-written", reason=error.strerror) from error


def _let_go_of_stdout() -> None:
    """Point standard output at nothing, so that Python's own flush at exit does not fail again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = None


def _complain(sentence: str, error: Exception) -> int:
    """Say what is wrong in one line; to those who look for its reason, that too."""
    _remark(sentence)
    if os.environ.get(DEBUG):
        _tell(reason(error))
    return WRONG


def _remark(sentence: str) -> None:
    """Print one line on standard error."""
    _tell(" ".join(sentence.split()))


def _tell(text: str) -> None:
    """Print on standard error, if there is one that takes it."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            print(text.encode("utf-8", "backslashreplace").decode("utf-8"), file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, by raising it."""

    def error(self, message: str) -> NoReturn:
        raise Misuse("usage", given=message)


def _options(argv: list[str], lang: str) -> argparse.Namespace:
    """Read the command line.

    Raises:
        Misuse: it is wrong.
    """

    def explained(key: str) -> str:
        return say(f"commandline.{key}", lang)

    parser = _Parser(
        prog=_program(),
        description=explained("about"),
        epilog=say("commandline.debug", lang, variable=DEBUG),
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="list | show | estimate | plan | sql | budget")

    def command(name: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=explained(name), description=explained(name), allow_abbrev=False)
        made.add_argument("--lang", choices=LANGUAGES, help=explained("lang"))
        made.add_argument("--json", action="store_true", help=explained("json"))
        if name != "show":
            made.add_argument("--on", metavar="YYYY-MM-DD", help=explained("on"))
        return made

    command("list")
    command("show").add_argument("id", help=explained("id"))
    command("estimate").add_argument("id", help=explained("id"))
    planning = command("plan")
    planning.add_argument("--place", help=explained("place"))
    planning.add_argument("--batch", metavar="firms.csv", help=explained("batch"))
    planning.add_argument("--before", metavar="result.csv", help=explained("before"))
    planning.add_argument("--steps", action="store_true", help=explained("steps"))
    planning.add_argument("--letter", action="store_true", help=explained("letter"))
    planning.add_argument("--ics", type=Path, metavar="days.ics", help=explained("ics"))
    for name in ("estimate", "plan"):
        commands.choices[name].add_argument("answers", nargs="*", metavar="name=value", help=explained("answers"))
    bulk.add_commands(commands, explained)
    # Answers may stand on both sides of an option, which argparse alone does not allow.
    options, others = parser.parse_known_args(argv)
    strange = [one for one in others if one.startswith("-") or "answers" not in options]
    if strange:
        parser.error(f"unrecognized arguments: {' '.join(strange)}")
    if others:
        options.answers += others
    return options


def _pairs(answers: Sequence[str]) -> dict[str, str]:
    """Read `name=value …`.

    Raises:
        Misuse: one is no pair, or a name comes twice.
    """
    found: dict[str, str] = {}
    for one in answers:
        name, sign, value = one.partition("=")
        if not sign or not name.strip():
            raise Misuse("not-a-pair", given=one[:80])
        if name.strip() in found:
            raise Misuse("twice", given=name.strip()[:80])
        found[name.strip()] = value
    return found


def _day(options: argparse.Namespace) -> date:
    return parse_day(options.on) if options.on is not None else date.today()


def _json(data: object) -> str:
    """JSON to be read by people too; plain ASCII where the terminal cannot print more."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    return json.dumps(data, ensure_ascii=not encoding.startswith("utf"), indent=2)


def _program() -> str:
    """How this command was called."""
    return SCRIPT if Path(sys.argv[0]).stem == SCRIPT else "python -m calculators"


def _text(blocks: Iterable[Block]) -> str:
    return laid_out(blocks, _room())


def _room() -> int:
    """How many columns the terminal has."""
    return shutil.get_terminal_size((WIDEST, 0)).columns


def _list(options: argparse.Namespace, lang: str) -> str:
    law, on = load(), _day(options)
    speaker = law.speaker(lang)
    if options.json:
        return _json([overview.line_json(one, speaker, on) for one in law.benefits.values()])
    return _text(overview.listing(speaker, on))


def _show(options: argparse.Namespace, lang: str) -> str:
    law = load()
    benefit, speaker, on = law.benefit(options.id), law.speaker(lang), date.today()
    if options.json:
        return _json(overview.benefit_json(benefit, speaker, on))
    return _text(overview.explained(benefit, speaker, on, _program()))


def _estimate(options: argparse.Namespace, lang: str) -> str:
    case = load().estimate(options.id, _pairs(options.answers), on=options.on)
    return _json(case.as_dict(lang)) if options.json else case.explain(lang, _room())


def _plan(options: argparse.Namespace, lang: str) -> str:
    law, given = load(), _pairs(options.answers)
    if options.batch is not None:
        worked = law.batch(options.batch, given, place=options.place, on=options.on, lang=lang, before=options.before)
        return _batch(worked, options.json)
    if options.before is not None:
        raise Misuse("before-alone")
    if options.place is None:
        raise Misuse("no-place")
    found = law.plan(options.place, given, on=options.on)
    if options.ics is not None:
        _remark(say("commandline.ics-written", lang, n=write_calendar(found, lang, options.ics), file=options.ics))
    if options.steps or options.letter:
        return _to_do(found, options, lang)
    if options.ics is not None:
        return ""
    return _json(found.as_dict(lang)) if options.json else found.explain(lang, _room())


def _to_do(found: FirmPlan, options: argparse.Namespace, lang: str) -> str:
    """What to do next and the letters, whichever is asked for, in place of the plan."""
    written = found.letters() if options.letter else []
    if options.json:
        asked = {"next": found.as_dict(lang)["next"]} if options.steps else {}
        return _json(asked | ({"letters": [letter_json(one, found.law) for one in written]} if options.letter else {}))
    blocks = steps_text(told_once(found.next_steps()), found.law.speaker(lang)) if options.steps else []
    return "\n\n".join(text for text in (_text(blocks), *(as_text(one, found.law, lang) for one in written)) if text)


def _batch(worked: Worked, as_data: bool) -> str:
    """A batch's answer; what was read, and that rows could not be, is said on standard error and does not make it fail."""
    for line in worked.said():
        _remark(line)
    return _json(worked.data()) if as_data else worked.csv()


COMMANDS = {"list": _list, "show": _show, "estimate": _estimate, "plan": _plan, "sql": bulk.sql, "budget": bulk.budget}
