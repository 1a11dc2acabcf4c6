"""Commands for the work on a case: receive, status, release, reason."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from adjudicator.canvass.handed_over import single_words
from adjudicator.canvass.story import as_json as canvass_json
from adjudicator.canvass.story import departures_told, resting_words, story
from adjudicator.cli.shared.access import acting, as_json, open_office, sign_in, signed_in
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.exits import BAD_INPUT
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import (
    EndError,
    answer,
    answer_json,
    answer_lines,
    bad_file,
    granted,
    say,
    show_problems,
)
from adjudicator.cli.shared.paths import existing, new_folder
from adjudicator.cli.shared.told_hours import option_hour
from adjudicator.intake.manner import MOST_OF_MANNER, Manner, read_columns
from adjudicator.intake.readers import READERS
from adjudicator.intake.sources import read_whole
from adjudicator.office.behind.files.previews import FilePreview
from adjudicator.office.desks.release import UNSET_SUMMARY, Released
from adjudicator.records.received import FILE_KINDS
from adjudicator.records.trouble import Problem
from adjudicator.words import Words, _, beside, n_

OPTIONS = {kind.option: code for code, kind in FILE_KINDS.items() if kind.option}


@command()
@click.argument("case", type=existing)
@click.argument("file", type=existing)
@option(
    "--kind", type=click.Choice(tuple(OPTIONS)), default="envelopes", show_default=True, help=_("What the file is.")
)
@option("--sheet", default="", metavar="NAME", help=_("Which sheet of a workbook (.xlsx) is meant."))
@option(
    "--columns", type=existing, metavar="JSON", help=_("A file that says which column is which, by the header's words.")
)
@option("--check", is_flag=True, help=_("Only read the file and say what is wrong with it."))
@option("--quiet", is_flag=True, help=_("Show errors only; warnings are counted."))
@option_hour("as-of", _("Up to when a file of other votes speaks, such as 2020-11-06T17:30."))
@option("--final", is_flag=True, help=_("Nothing is added to this list of other votes any more."))
@as_json
@acting
def receive(  # noqa: PLR0913, PLR0917 - its options
    case: Path, file: Path, kind: str, sheet: str, columns: Path | None, check: bool, quiet: bool,
    as_of: datetime | None, final: bool, json_: bool, person: str | None,
) -> None:  # fmt: skip
    """Receive a file whole or not at all. What it is, --kind says.

    It is CSV or a workbook (.xlsx). Where its headers are not the program's, a file of JSON says what each means:
    {"Env #": "envelope_number"}.

    Example: adjudicator receive gwinnett.case envelopes.csv --as jdoe
    """
    manner = _manner(OPTIONS[kind], sheet, columns)
    office = open_office(case, read_only=check)
    preview = office.receive.preview(OPTIONS[kind], file, manner)
    found = _found(preview, kind, show_problems(preview.problems, quiet=quiet), json_)
    if not check:
        sign_in(office, person, may_begin=True)
        granted(office.may("receive") or True)
        # what stands in the record is held against a list only for a person who may see it
        shown, preview = _said_of(preview), office.receive.preview(OPTIONS[kind], file, manner)
        new = tuple(problem for problem in preview.problems if (problem.row, problem.column, problem.what) not in shown)
        found = _found(preview, kind, show_problems(new, quiet=quiet), json_)
        told = as_of.isoformat()[: len("2020-11-06T17:30")] if as_of is not None else ""
        granted(office.receive.receive(preview, as_of=told, final=final))
        found["received"] = preview.rows
        if office.receive.keeps_scans_of(preview):
            words = _(
                "The scans are kept encrypted beside {case}; those beside {file} can be removed.",
                case=case.name,
                file=file.name,
            )
            say(words)
    done = _("{file}: {rows} received.", file=file.name, rows=preview.rows)
    if check:
        done = _("{file}: {rows} could be received.", file=file.name, rows=preview.rows)
    answer_json(found) if json_ else answer(done)


def _manner(kind: str, sheet: str, columns: Path | None) -> Manner:
    """How the file is to be read; the command ends where the file of columns cannot be."""
    if columns is None:
        return Manner(sheet)
    data = read_whole(columns, MOST_OF_MANNER)
    said = data if isinstance(data, Problem) else read_columns(data, columns.name, READERS[kind].layout.columns)
    if isinstance(said, Problem):
        bad_file((said,), _("Nothing was received."))
    return Manner(sheet, said)


def _said_of(preview: FilePreview) -> set[tuple[int, str, str]]:
    return {(problem.row, problem.column, problem.what) for problem in preview.problems}


def _found(preview: FilePreview, kind: str, errors: int, json_: bool) -> dict[str, object]:
    """What a file was found to be; the command ends where it has errors, which were shown."""
    name = preview.path.name
    found: dict[str, object] = {
        "file": name,
        "kind": kind,
        "rows": preview.rows,
        "received": 0,
        "sheet": preview.manner.sheet or None,
        "columns": dict(preview.manner.columns),
        "problems": [_problem_json(problem) for problem in preview.problems],
    }
    if errors:
        say(n_("{count} problem. Nothing was received.", "{count} problems. Nothing was received.", errors))
        if json_:
            answer_json(found)
        raise EndError(BAD_INPUT)
    return found


def _problem_json(problem: Problem) -> dict[str, object]:
    """A problem as a program reads it."""
    return {
        "row": problem.row or None,
        "column": problem.column or None,
        "value": problem.value or None,
        "what": problem.what,
        "remedy": problem.remedy,
        "warning": problem.warning,
    }


@command()
@click.argument("case", type=existing)
@as_json
def status(case: Path, json_: bool) -> None:
    """Print the canvass so far. It says where people decided otherwise, and how much rests on one person alone.

    Example: adjudicator status gwinnett.case --json
    """
    office = open_office(case, read_only=True)
    canvass, resting = office.overview.canvass(), office.overview.resting_on_one()
    outside, left = office.law.outside(), office.sharing.left_words()
    if json_:
        answer_json(
            {**canvass_json(canvass), "given_by_one": resting, "outside": outside or None, "left": left or None}
        )
    else:
        on_one = [_("{words}.", words=resting_words(resting))] if resting else []
        marked = [words for words in (left, outside) if words]
        answer_lines((*marked, story(canvass), *departures_told(canvass.departures), *on_one))


@command()
@click.argument("case", type=existing)
@option("--out", type=new_folder, required=True, help=_("The release's folder; a ZIP of it is written beside."))
@as_json
@acting
def release(case: Path, out: Path, json_: bool, person: str | None) -> None:
    """Write a release of what is approved and not released. The tabulation room's files leave in a ZIP of their own.

    Example: adjudicator release gwinnett.case --out release-1 --as asmith
    """
    office = signed_in(case, person)
    if warning := single_words(office.releases.orders(office.releases.waiting())):
        say(warning)
    made = granted(office.releases.release(out))
    if made.unset:
        say(UNSET_SUMMARY)
    if json_:
        answer_json(
            {
                "release": made.id,
                "follows": made.follows or None,
                "envelopes": made.envelopes,
                "folder": str(made.folder),
                "zip": str(made.archive),
                "tabulation_room_zip": str(made.room_archive),
            }
        )
    else:
        answer(_made_words(made))
        say(_("For the tabulation room, and never with the other one: {file}", file=str(made.room_archive)))


def _made_words(made: Released) -> Words:
    lies = {"folder": str(made.folder), "archive": str(made.archive)}
    if made.follows:
        return n_(
            "{release}: {count} envelope in {folder} and {archive}, follows {before}.",
            "{release}: {count} envelopes in {folder} and {archive}, follows {before}.",
            made.envelopes,
            release=made.id,
            before=made.follows,
            **lies,
        )
    return n_(
        "{release}: {count} envelope in {folder} and {archive}.",
        "{release}: {count} envelopes in {folder} and {archive}.",
        made.envelopes,
        release=made.id,
        **lies,
    )


@command()
@click.argument("case", type=existing)
@click.argument("code", required=False)
@click.argument("words", required=False, default="")
@as_json
@acting
def reason(case: Path, code: str | None, words: str, json_: bool, person: str | None) -> None:
    """List the codes that poll workers tick, or change one. Without words it is taken away.

    Example: adjudicator reason gwinnett.case PW "poll worker's mistake" --as jdoe
    """
    office = open_office(case, read_only=code is None)
    if code is not None:
        sign_in(office, person)
        granted(office.overview.change_reason(code, words))
    known = office.case.reasons.items()
    if json_:
        answer_json([{"code": each, "words": said} for each, said in known])
    else:
        answer_lines(beside(each, said, by="  ") for each, said in known)


COMMANDS = (receive, status, release, reason)
