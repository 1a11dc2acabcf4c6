"""Commands of the law: determine, rules."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import click

from adjudicator.cli.access import as_json, election_in
from adjudicator.cli.exits import BAD_INPUT
from adjudicator.cli.json_stream import BrokenJsonError, QueryStream
from adjudicator.cli.options import option
from adjudicator.cli.output import EndError, answer, answer_json, bad_input, say, show_problems, spoken
from adjudicator.cli.packs import PACK, check_pack
from adjudicator.cli.paths import existing
from adjudicator.law.engine.query import answer_query
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.telling.render import describe, render, render_summary, summary
from adjudicator.resources import DEFAULT_PACK, pack, packs
from adjudicator.words import _


@click.command()
@option("--definition", type=existing, required=True, help=_("The election definition, native JSON."))
@option("--rules", type=PACK, default=DEFAULT_PACK, show_default=True, help=_("The pack of rules."))
@option("--brief", is_flag=True, help=_("Leave the findings out."))
def determine(definition: Path, rules: str, brief: bool) -> None:
    """Answer a query of facts on standard input with what the rules make of them; an array gives an array.

    Nothing is derived: a fact that is null or absent is unknown.

    Example: adjudicator determine --definition election.json < query.json
    """
    election, stream = election_in(definition), QueryStream(_standard_input())
    try:
        _write(_answers(stream, Recommender(pack(rules), election), brief), stream)
    except BrokenJsonError as error:
        bad_input(_("The query cannot be read: {why}.", why=error.words))
    except UnicodeDecodeError as error:
        bad_input(_("The query is not UTF-8: the byte at place {place} does not fit.", place=str(error.start + 1)))


def _standard_input() -> TextIO:
    sys.stdin.reconfigure(encoding="utf-8-sig")  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]
    return sys.stdin


def _answers(stream: QueryStream, recommender: Recommender, brief: bool) -> Iterator[dict[str, Any]]:
    for number, query in enumerate(stream):
        place = _("query {number}", number=str(number)) if stream.is_array else _("query")
        answered = answer_query(query, recommender, brief=brief, place=place)
        if isinstance(answered, list):
            for error in answered:
                say(str(error))
            raise EndError(BAD_INPUT)
        yield answered


def _write(answers: Iterator[dict[str, Any]], stream: QueryStream) -> None:
    """Write answers as they come, so that memory stays flat; an array is an array even when it is empty."""
    out = sys.stdout
    count = 0
    for count, answered in enumerate(answers, 1):
        if stream.is_array:
            out.write("[" if count == 1 else ",\n")
        out.write(json.dumps(answered, ensure_ascii=False))
    if stream.is_array:
        out.write("]" if count else "[]")
    out.write("\n")


@click.command()
@click.argument("name", metavar="[PACK]", required=False)
@option("--check", is_flag=True, help=_("Say what is wrong with a pack, by its name or its folder; run its scenarios."))
@as_json
def rules(name: str | None, check: bool, json_: bool) -> None:
    """List the packs, or show one pack's rules, facts, citations, parameters and positions.

    Example: adjudicator rules georgia-2020-sos
    """
    if check:
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
        answer_json([{**summary(each), "default": each.id == DEFAULT_PACK} for each in found])
    else:
        answer("\n\n".join(spoken(render_summary(each, DEFAULT_PACK)) for each in found))


COMMANDS = (determine, rules)
