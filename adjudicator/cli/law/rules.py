"""Commands of the law: determine, rules."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

import click

from adjudicator.cli.shared.access import as_json, election_in
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.exits import BAD_INPUT
from adjudicator.cli.shared.json_stream import BrokenJsonError, QueryStream
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import EndError, answer, answer_json, bad_input, say, show_problems, spoken
from adjudicator.cli.shared.packs import PACK, check_pack, say_outside
from adjudicator.cli.shared.paths import existing
from adjudicator.law.engine.query import QueryError, answer_query
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.telling.render import describe, render, render_summary, summary
from adjudicator.resources import DEFAULT_PACK, is_example, own_folder, pack, packs
from adjudicator.words import _


@command()
@option("--definition", type=existing, required=True, help=_("The election definition, native JSON."))
@option("--rules", type=PACK, default=DEFAULT_PACK, show_default=True, help=_("The pack of rules."))
@option("--brief", is_flag=True, help=_("Leave the findings out."))
def determine(definition: Path, rules: str, brief: bool) -> None:
    """Say what the rules make of facts. They come on standard input; an array gives an array.

    Nothing is derived: a fact that is null or absent is unknown. For an element of an array that cannot be answered, an
    object with the key "error" stands in its place, the others are answered, and the command ends with 2.

    Example: adjudicator determine --definition election.json < query.json
    """
    election, stream, law = election_in(definition), QueryStream(_standard_input()), pack(rules)
    say_outside(law, election.date)
    answers = _Answers(stream, Recommender(law, election), brief)
    _write(answers, stream)
    if answers.failed:
        raise EndError(BAD_INPUT)


def _standard_input() -> TextIO:
    sys.stdin.reconfigure(encoding="utf-8-sig")  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]
    return sys.stdin


class _Answers:
    """The answers to a stream of queries, one by one; where a query cannot be answered, that is said, and `failed` is true.

    In an array an object with the key "error" stands in the answer's place, so that what was written before stays JSON and
    answers keep the places of their queries; after JSON that cannot be read it is the last one. A lone query has no answer.
    """

    def __init__(self, stream: QueryStream, recommender: Recommender, brief: bool) -> None:
        self._stream, self._recommender, self._brief = stream, recommender, brief
        self.failed = False

    def __iter__(self) -> Iterator[dict[str, Any]]:
        try:
            for number, query in enumerate(self._stream):
                yield from self._answer(number, query)
        except BrokenJsonError as error:
            yield from self._wrong([QueryError("", _("The query cannot be read: {why}", why=error.words))])
        except UnicodeDecodeError as error:
            place = str(error.start + 1)
            what = _("The query is not UTF-8: the byte at place {place} does not fit", place=place)
            yield from self._wrong([QueryError("", what)])

    def _answer(self, number: int, query: object) -> Iterator[dict[str, Any]]:
        place = _("query {number}", number=str(number)) if self._stream.is_array else _("query")
        answered = answer_query(query, self._recommender, brief=self._brief, place=place)
        if isinstance(answered, list):
            yield from self._wrong(answered)
        else:
            yield answered

    def _wrong(self, errors: list[QueryError]) -> Iterator[dict[str, Any]]:
        self.failed = True
        for error in errors:
            say(str(error))
        if self._stream.is_array:
            told = [{"place": each.place or None, "what": each.what, "allowed": list(each.allowed)} for each in errors]
            yield {"error": told}


def _write(answers: Iterable[dict[str, Any]], stream: QueryStream) -> None:
    """Write answers as they come, so that memory stays flat; an array is an array even when it is empty."""
    out = sys.stdout
    count = 0
    for count, answered in enumerate(answers, 1):
        if stream.is_array:
            out.write("[" if count == 1 else ",\n")
        out.write(json.dumps(answered, ensure_ascii=False))
    if stream.is_array:
        out.write("]" if count else "[]")
    if stream.is_array or count:
        out.write("\n")


@command()
@click.argument("name", metavar="[PACK]", required=False)
@option("--check", is_flag=True, help=_("Say what is wrong with a pack, by its name or its folder; run its scenarios."))
@option("--folder", is_flag=True, help=_("Print the folder on this computer for packs of your own."))
@as_json
def rules(name: str | None, check: bool, folder: bool, json_: bool) -> None:
    """List the packs, or show one. Shown are its rules, facts, citations, parameters and positions.

    Listed are those of the program, your own, and examples of other states' laws, whose names say so.

    Example: adjudicator rules georgia-2020-sos
    """
    if folder:
        if name is not None or check:
            bad_input(_("--folder stands alone: it says where packs of your own are kept."))
        answer_json({"folder": str(own_folder())}) if json_ else answer(str(own_folder()))
    elif check:
        check_pack(name or "", as_json=json_)
    elif name is None:
        _list_packs(as_json=json_)
    else:
        chosen = pack(PACK.convert(name, None, None))
        answer_json(describe(chosen)) if json_ else answer(render(chosen))


def _list_packs(*, as_json: bool) -> None:
    found, problems = packs()
    show_problems(problems)
    if as_json:
        listed = ({"default": each.id == DEFAULT_PACK, "example": is_example(each.id)} for each in found)
        answer_json([{**summary(each), **more} for each, more in zip(found, listed, strict=True)])
    else:
        answer("\n\n".join(spoken(render_summary(each, DEFAULT_PACK)) for each in found))
        answer("")
        answer(_("Packs of your own: {folder}", folder=str(own_folder())))


COMMANDS = (determine, rules)
