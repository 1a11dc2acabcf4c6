"""Commands on a case file: new, receive, status, release, reason, backup, restore."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from adjudicator.at_rest.durable import remove
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.canvass.story import as_json as canvass_json
from adjudicator.canvass.story import departures_told, resting_words, story
from adjudicator.cli.doors import (
    CHECKING,
    acting,
    as_json,
    can_give_passphrase,
    closing,
    existing,
    new_passphrase,
    open_office,
    passphrase_for,
    read,
    sign_in,
    writable,
)
from adjudicator.cli.ends import (
    BAD_INPUT,
    EndError,
    answer,
    answer_json,
    granted,
    say,
    show_problems,
    teller,
)
from adjudicator.cli.packs import PACK
from adjudicator.intake.definition import read_definition
from adjudicator.log.file.errors import exists, missing
from adjudicator.office import Office
from adjudicator.office.behind.previews import FilePreview
from adjudicator.office.behind.station import this_station
from adjudicator.office.desks.receive import opened_roll
from adjudicator.office.desks.release import UNSET_SUMMARY
from adjudicator.office.office import DEFAULT_RULES, Recovery, new_recovery, write_recovery_sheet
from adjudicator.office.raising import raise_case
from adjudicator.office.restoring import back_up
from adjudicator.office.restoring import restore as restored
from adjudicator.records.received import FILE_KINDS
from adjudicator.records.trouble import Problem

OPTIONS = {kind.option: code for code, kind in FILE_KINDS.items() if kind.option}

PLAIN = (
    "WARNING: {case} is NOT ENCRYPTED. Anyone who gets hold of the file can read every voter's name and address in it. There "
    "was neither a terminal nor ADJUDICATOR_PASSPHRASE_FILE to take a passphrase from. Encrypt it with: adjudicator "
    "passphrase {case} --as PERSON"
)


@click.command()
@click.argument("case", type=writable)
@click.option("--definition", type=existing, required=True, help="The election definition, native JSON.")
@click.option("--rules", type=PACK, default=DEFAULT_RULES, show_default=True, help="The pack of rules.")
@click.option("--roll", type=existing, help="A roll file to look electors up in.")
@click.option("--encrypt/--plain", default=None, help="Encrypt the file under a passphrase, or leave it plain.")
@click.option(
    "--recovery-sheet", "sheet", type=writable, help="A page (PDF) for the words of the recovery key, to print."
)
@acting
def new(  # noqa: PLR0913, PLR0917 - its options
    case: Path,
    definition: Path,
    rules: str,
    roll: Path | None,
    encrypt: bool | None,
    sheet: Path | None,
    person: str | None,
) -> None:
    """Make a LIVE case file for one election in one county.

    It is encrypted unless --plain says otherwise; the passphrase comes from ADJUDICATOR_PASSPHRASE_FILE or the terminal. The
    recovery key is shown on the terminal, or written to the sheet that is named; without either the case has none. Where its
    pack differs from the statute, that is said on standard error.

    Example: adjudicator new gwinnett.case --definition election.json --roll gwinnett.roll --as jdoe
    """
    passphrase, station = _chosen(encrypt), this_station()
    opened = opened_roll(roll, passphrase, station, partial(teller(), CHECKING)) if roll else None
    recovery = _recovery(sheet)
    made = Office.create(
        case, read(definition), definition.name, rules=rules, passphrase=passphrase, station=station,
        recovery=recovery.fingerprint if recovery else "",
    )  # fmt: skip
    if isinstance(made, tuple):
        show_problems(made)
        say(NO_CASE)
        raise EndError(BAD_INPUT)
    closing(made)
    show_problems(read_definition(read(definition), definition.name)[1])
    if opened is not None:
        opened.close()
    with _whole_or_none(made):
        if roll is not None:
            _attach(made, roll, person)
        _give_recovery(made, recovery, sheet)
    _say_differs(made)
    if passphrase is None and encrypt is None:
        say(PLAIN.format(case=case))
    answer(f"{case} is ready: {made.election.county} County, {made.election.name}, {made.election.date:%d %b %Y}.")


NO_CASE = "No case was made."
NO_RECOVERY = (
    "The case has no recovery key: there was neither a terminal nor --recovery-sheet to give its words to. If "
    "every administrator "
    "loses the password, nobody can give accounts any more."
)
WORDS = (
    "The recovery key of this case, shown once. Write the 24 words down and lock them away: they give a new key to an "
    "administrator who lost the password, and they are kept nowhere else."
)


@contextmanager
def _whole_or_none(made: Office) -> Generator[None]:
    """Around what belongs to the making of a case: without its roll, or words that somebody has, none stays."""
    try:
        yield
    except BaseException:
        made.close()
        remove(made.path)
        say(NO_CASE)
        raise


def _recovery(sheet: Path | None) -> Recovery | None:
    """A recovery key where there is somewhere to show it; refuses a sheet that cannot be made before anything is made."""
    if sheet is not None and os.path.lexists(sheet):
        raise exists(sheet)
    if sheet is not None and not sheet.parent.is_dir():
        raise missing(sheet.parent)
    return new_recovery() if sheet is not None or sys.stderr.isatty() else None


def _give_recovery(office: Office, recovery: Recovery | None, sheet: Path | None) -> None:
    if recovery is None:
        say(NO_RECOVERY)
    elif sheet is not None:
        write_recovery_sheet(sheet, recovery, office.election, office.now())
        say(f"The recovery key is on {sheet}. Print it, lock it away, and remove the file.")
    else:
        words = recovery.words.split()
        say("\n".join((WORDS, "", *(" ".join(words[at : at + 6]) for at in range(0, len(words), 6)), "")))


def _chosen(encrypt: bool | None) -> Passphrase | None:
    """The passphrase of a new case, None where it is to be plain; unasked it is plain only where nobody can be asked."""
    if encrypt is None:
        encrypt = can_give_passphrase()
    return new_passphrase() if encrypt else None


def _say_differs(office: Office) -> None:
    """A LIVE case is not made silently with rules that are not the statute's."""
    law = office.law.pack
    if law.differs:
        say(f"Rules: {law.name}. Where this differs from the statute: {law.differs}")


def _attach(office: Office, roll: Path, person: str | None) -> None:
    """The roll belongs to the making of the case; with --as the first administrator is made as well, and gives it."""
    if person:
        sign_in(office, person)
    granted(office.receive.attach_roll(roll))
    show_problems(office.receive.roll_problems())


@click.command()
@click.argument("case", type=existing)
@click.argument("file", type=existing)
@click.option(
    "--kind", type=click.Choice(tuple(OPTIONS)), default="envelopes", show_default=True, help="What the file is."
)
@click.option("--check", is_flag=True, help="Only read the file and say what is wrong with it.")
@as_json
@acting
def receive(case: Path, file: Path, kind: str, check: bool, json_: bool, person: str | None) -> None:
    """Receive an envelope list, or the absentee file or check-in list.

    Example: adjudicator receive gwinnett.case envelopes.csv --as jdoe
    """
    office = open_office(case, read_only=check)
    preview = office.receive.preview(OPTIONS[kind], file)
    found = _found(preview, kind, preview.problems, json_)
    if not check:
        sign_in(office, person)
        granted(office.may("receive") or True)
        # what stands in the record is held against a list only for a person who may see it
        shown, preview = _said_of(preview), office.receive.preview(OPTIONS[kind], file)
        new = tuple(problem for problem in preview.problems if (problem.row, problem.column, problem.what) not in shown)
        found = _found(preview, kind, new, json_)
        granted(office.receive.receive(preview))
        found["received"] = preview.rows
        if office.receive.keeps_scans_of(preview):
            say(f"The scans are kept encrypted beside {case.name}; those beside {file.name} can be removed.")
    done = "could be received" if check else "received"
    answer_json(found) if json_ else answer(f"{file.name}: {preview.rows:,} {done}.")


def _said_of(preview: FilePreview) -> set[tuple[int, str, str]]:
    return {(problem.row, problem.column, problem.what) for problem in preview.problems}


def _found(preview: FilePreview, kind: str, new: tuple[Problem, ...], json_: bool) -> dict[str, object]:
    """What a file was found to be; `new` problems are shown, and the command ends where one of them is an error."""
    name, errors = preview.path.name, show_problems(new)
    found: dict[str, object] = {
        "file": name,
        "kind": kind,
        "rows": preview.rows,
        "received": 0,
        "problems": [_problem_json(problem) for problem in preview.problems],
    }
    if errors:
        say(f"{errors:,} problem{'s' if errors > 1 else ''}. Nothing was received.")
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


@click.command()
@click.argument("case", type=existing)
@as_json
def status(case: Path, json_: bool) -> None:
    """Print the canvass so far, where people decided otherwise than recommended, and how much rests on one person alone.

    Example: adjudicator status gwinnett.case --json
    """
    office = open_office(case, read_only=True)
    canvass, resting = office.overview.canvass(), office.overview.resting_on_one()
    if json_:
        answer_json({**canvass_json(canvass), "given_by_one": resting})
    else:
        on_one = [f"{resting_words(resting)}."] if resting else []
        answer("\n".join((story(canvass), *departures_told(canvass.departures), *on_one)))


@click.command()
@click.argument("case", type=existing)
@click.option("--out", type=writable, required=True, help="The release's folder; a ZIP of it is written beside.")
@as_json
@acting
def release(case: Path, out: Path, json_: bool, person: str | None) -> None:
    """Write a release of what is approved and not yet released.

    Example: adjudicator release gwinnett.case --out release-1 --as asmith
    """
    office = open_office(case)
    sign_in(office, person)
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
            }
        )
    else:
        follows = f", follows {made.follows}" if made.follows else ""
        answer(f"{made.id}: {made.envelopes:,} envelopes in {made.folder} and {made.archive}{follows}.")


@click.command()
@click.argument("case", type=existing)
@click.argument("code", required=False)
@click.argument("words", required=False, default="")
@acting
def reason(case: Path, code: str | None, words: str, person: str | None) -> None:
    """List the codes that poll workers tick, or give one other words; without words it is taken away.

    Example: adjudicator reason gwinnett.case PW "poll worker's mistake" --as jdoe
    """
    office = open_office(case, read_only=code is None)
    if code is not None:
        sign_in(office, person)
        granted(office.overview.change_reason(code, words))
    answer("\n".join(f"{known}  {said}" for known, said in office.case.reasons.items()))


@click.command()
@click.argument("case", type=existing)
@click.option("--out", type=writable, required=True, help="The backup's file, on another disk.")
def backup(case: Path, out: Path) -> None:
    """Copy a case file while people may go on working, and verify the copy.

    Example: adjudicator backup gwinnett.case --out /media/stick/gwinnett-thursday.case
    """
    tell = teller()
    head = back_up(case, out, lambda done, of: tell("Copying", done, of), passphrase_for(case))
    answer(f"{out} holds {head.size:,} entries and verifies, root {head.root.hex()}.")


@click.command()
@click.argument("backup", type=existing)
@click.option("--out", type=writable, required=True, help="The case file to make; it must not exist yet.")
def restore(backup: Path, out: Path) -> None:
    """Make a case file from a backup, verified whole; the record notes that it goes on from there.

    Example: adjudicator restore gwinnett-thursday.case --out gwinnett.case
    """
    head = restored(backup, out, tell=teller(), passphrase=passphrase_for(backup))
    answer(f"{out} goes on from {head.size:,} entries, which verify.")


@click.command("raise")
@click.argument("case", type=existing)
def raise_(case: Path) -> None:
    """Raise a case file of an older version to the form of this one, after a backup beside it.

    Its entries stay byte for byte. Nobody may have it open meanwhile. The first administrator to sign in afterwards looks
    at all accounts and confirms them: adjudicator person adopt. Everybody makes a key of their own when they sign in
    next.

    Example: adjudicator raise gwinnett.case
    """
    backup = granted(raise_case(case, tell=teller(), passphrase=passphrase_for(case)))
    answer(f"{case} has the form of this version. As it was, it lies in {backup.name}.")


COMMANDS = (new, raise_, receive, status, release, reason, backup, restore)
