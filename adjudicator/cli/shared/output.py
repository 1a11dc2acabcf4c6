"""How a command ends, and what it says on the way: one clear sentence on standard error, never a traceback."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, NoReturn, TypeVar

import click

from adjudicator.cli.shared.exits import BAD_INPUT, REFUSED
from adjudicator.languages import language_of
from adjudicator.records.names import is_unseen
from adjudicator.records.trouble import Problem, Refusal
from adjudicator.words import ENGLISH, Language, _, beside, n_, said

T = TypeVar("T")

SHOWN = 50
"""Problems shown one by one, or once for all rows that have the same; the rest is counted."""


class EndError(Exception):
    """A command ends with an exit code, having said why."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def language() -> Language:
    """The language of the command line: that of ADJUDICATOR_LANGUAGE where there is a catalog of it, else English."""
    return language_of(os.environ.get("ADJUDICATOR_LANGUAGE", ENGLISH.code))


def spoken(words: str) -> str:
    """Words in the language of the command line."""
    return said(words, language())


def say(words: str) -> None:
    """Say something on standard error, beside the answer."""
    click.echo(_printable(spoken(words)), err=True)


def answer(words: str) -> None:
    """Give the answer, on standard output."""
    click.echo(_printable(spoken(words)))


def answer_lines(lines: Iterable[str], otherwise: str = "") -> None:
    """Give the answer in lines; `otherwise` is said where there is none."""
    answer("\n".join(map(spoken, lines)) or otherwise)


def plain(text: str) -> str:
    """A text of somebody else's as a terminal may have it: what cannot be printed stands as its number."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)


def answer_json(value: object) -> None:
    """Give the answer as one JSON value, English whatever the language; dates as ISO 8601."""
    written = json.dumps(value, ensure_ascii=False, indent=2, default=_iso)
    click.echo(_escaped(written, lambda letter: json.dumps(letter)[1:-1]))


def answer_either(words: str, value: object, *, as_json: bool) -> None:
    """Give the answer in words, or as one JSON value where that is wanted."""
    answer_json(value) if as_json else answer(words)


def _printable(words: str) -> str:
    """The words without what a terminal would obey: a case file may hold any text, escape sequences too."""
    return _escaped(words, lambda letter: letter.encode("unicode_escape").decode())


def _escaped(words: str, escape: Callable[[str], str]) -> str:
    return "".join(escape(letter) if letter not in "\n\t" and is_unseen(letter) else letter for letter in words)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def refuse(refusal: Refusal) -> NoReturn:
    """End with a refusal."""
    say(refusal.words)
    raise EndError(REFUSED)


def bad_input(words: str) -> NoReturn:
    """End with bad input."""
    say(words)
    raise EndError(BAD_INPUT)


def bad_file(problems: Iterable[Problem], words: str = "") -> NoReturn:
    """End with what is wrong with a file, and with what comes of it in words."""
    show_problems(problems)
    if words:
        say(words)
    raise EndError(BAD_INPUT)


def granted(result: T | Refusal) -> T:
    """What an act gave; ends the command where it was refused."""
    if isinstance(result, Refusal):
        refuse(result)
    return result


def show_problems(problems: Iterable[Problem], *, quiet: bool = False) -> int:
    """Say each problem, errors first, and give how many errors there are.

    One that is the same in several rows is said once, with those rows. `quiet` only counts the warnings.
    """
    rows: dict[Problem, list[int]] = {}
    for problem in sorted(problems, key=lambda each: each.warning):
        rows.setdefault(replace(problem, row=0), []).append(problem.row)
    told = [problem for problem in rows if not (quiet and problem.warning)]
    for problem in told[:SHOWN]:
        say(beside(_("Warning:") if problem.warning else "", problem.at(rows[problem])))
    if more := sum(len(rows[problem]) for problem in told[SHOWN:]):
        say(n_("... and {count} more.", "... and {count} more.", more))
    warnings = sum(len(rows[problem]) for problem in rows if problem.warning)
    if quiet and warnings:
        say(n_("{count} warning is not shown.", "{count} warnings are not shown.", warnings))
    return sum(len(rows[problem]) for problem in rows if not problem.warning)


def teller() -> Callable[[str, int, int], None]:
    """Progress in words on a terminal, one line that changes; silence where nobody watches."""
    if not sys.stderr.isatty():
        return lambda _words, _done, _of: None
    last: dict[str, Any] = {"shown": ""}

    def tell(words: str, done: int, of: int) -> None:
        share = f" {done * 100 // of:3d} %" if of else ""
        line = f"{spoken(words)}{share}"
        if line != last["shown"]:
            last["shown"] = line
            click.echo(f"\r{line:<60}", err=True, nl=bool(of) and done >= of)

    return tell
