"""Commands for the record seen from outside: checkpoint, verify, prove, observe."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import click

from adjudicator.at_rest.library import words_of_old_library
from adjudicator.cli.shared.access import (
    acting,
    as_json,
    open_office,
    passphrase_for,
    read,
    record_passphrase,
    server_password,
    sign_in,
)
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.exits import REFUSED
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import (
    EndError,
    answer,
    answer_either,
    answer_json,
    answer_lines,
    bad_input,
    granted,
    language,
    plain,
    refuse,
    say,
    spoken,
    teller,
)
from adjudicator.cli.shared.paths import existing, existing_any, new_case, new_page, new_proof
from adjudicator.export.checking import ReleaseFinding
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.signatures import Seen
from adjudicator.log.checks.verify import Depth, Report
from adjudicator.log.checks.verify import verify as verify_file
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.log.copies.proofs import note_in, prove, write_proof
from adjudicator.log.file.findings import NOT_HERE_YET, CheckFinding
from adjudicator.log.tree.notes import read_note
from adjudicator.office.behind.files.sharing import ServerLogin, hold_against_server, server_of
from adjudicator.office.behind.narration.record import told
from adjudicator.office.behind.releases.check import ReleaseReport, verify_recorded, verify_release
from adjudicator.office.behind.station import this_station
from adjudicator.office.behind.telling_numbers import tellings_of
from adjudicator.office.desks.day import DayStep
from adjudicator.office.desks.record import MOST_OF_CHECKPOINT, NOTHING_SIGNED, verifying_all
from adjudicator.records.day import day_step_words
from adjudicator.records.trouble import WorldError
from adjudicator.roll import check_roll
from adjudicator.roll.checking import RollFinding
from adjudicator.shared.comparing import Compared
from adjudicator.words import _, beside, joined, n_

FOR_OBSERVERS = _(
    "This is an observer's copy. What it cannot show: that the sealed values fit their commitments, and that the lines kept "
    "of files of other votes are those received."
)
MORE_TOLD = _("Give it only to people who may know that order; for the next election, give numbers that mean nothing.")


@command()
@click.argument("case", type=existing)
@option("--sheet", type=new_page, help=_("Also write a page with it as text and QR code, and the canvass (PDF)."))
@as_json
@acting
def checkpoint(case: Path, sheet: Path | None, json_: bool, person: str | None) -> None:
    """Print the newest signed checkpoint. It is the size and root of the record under a person's signature.

    With --as a supervisor closes the day: the record as it stands is signed, and that checkpoint is printed. Keep it
    elsewhere: `verify --against` proves later that the record has only grown since.

    Example: adjudicator checkpoint gwinnett.case > wednesday.txt
    """
    office = open_office(case, read_only=person is None)
    if person is not None:
        sign_in(office, person)
        granted(office.day.close())
    newest = office.record.newest_checkpoint()
    if not newest:
        refuse(NOTHING_SIGNED)
    if sheet is not None:
        granted(office.record.write_sheet(sheet, language=language()))
    note = read_note(newest)
    described = {
        "entries": note.head.size,
        "root": note.head.root.hex(),
        "signed_by": note.signer,
        "note": newest,
        "sheet": str(sheet) if sheet is not None else None,
    }
    answer_either(newest.removesuffix("\n"), described, as_json=json_)


@command("day")
@click.argument("case", type=existing)
@as_json
@acting
def end_day(case: Path, json_: bool, person: str | None) -> None:
    """Print what is left of each step that ends the day.

    With --as a supervisor closes the day: the record as it stands is signed, and what is left open stands in it.

    Example: adjudicator day gwinnett.case
    """
    office = open_office(case, read_only=person is None)
    if person is not None:
        sign_in(office, person)
    steps = office.day.steps()
    closed = granted(office.day.close()) if person is not None else None
    if json_:
        answer_json({"steps": list(map(_step, steps)), "closed": closed.seq if closed is not None else None})
        return
    answer_lines(_step_line(step) for step in steps)
    if closed is not None:
        left = sum(not step.is_done for step in steps)
        answer(n_("The day is closed, {count} step left open.", "The day is closed, {count} steps left open.", left))


def _step(step: DayStep) -> dict[str, object]:
    words = plain(spoken(step.left.words))
    return {"step": step.code, "done": step.is_done, "left": step.left.count, "words": words}


def _step_line(step: DayStep) -> str:
    state = _("done") if step.is_done else _("open: {count}", count=step.left.count)
    return beside(day_step_words(step.code), state, step.left.words, by="  ")


@command()
@click.argument("target", metavar="CASE_RELEASE_OR_ROLL", type=existing_any)
@option("--standard", is_flag=True, help=_("Sequence, leaves, root and signatures only; stop before the deep part."))
@option(
    "--against",
    "saved",
    type=existing,
    multiple=True,
    help=_("A saved checkpoint or proof, which the record, also that of a release, must extend."),
)
@option(
    "--release",
    "release",
    type=existing_any,
    help=_("A release of the case, to be checked and held against the entry about it."),
)
@option(
    "--every-signature", is_flag=True, help=_("Check each act's signature, also where a stretch is signed together.")
)
@option(
    "--against-server", is_flag=True, help=_("Also hold a copy of a shared record against its server, entry by entry.")
)
@option(
    "--server",
    "url",
    default="",
    metavar="URL",
    help=_("With --against-server: where that is, and who asks.  [default: as this copy was made]"),
)
@as_json
def verify(  # noqa: PLR0913, PLR0917 - each is an option
    target: Path, standard: bool, saved: tuple[Path, ...], release: Path | None, every_signature: bool,
    against_server: bool, url: str, json_: bool,
) -> None:  # fmt: skip
    """Check everything in a case file, a release or a roll. Prints OK or each finding.

    A finding ends it with exit code 1. What only has not come yet from another station does not: it is told before the OK.

    A release is made again from the record that it carries, and has to be the same; it is always checked deeply. A
    verdict for each promise follows on standard error: that nothing was changed, who did it, that it follows from the
    rules.

    A copy of a shared record is held against its server by any login of that record: where the two part is said. The
    password comes from ADJUDICATOR_SERVER_PASSWORD_FILE, from the system's keyring, or from the terminal.

    Example: adjudicator verify gwinnett.case --against wednesday.txt --release release-1
    """
    against, report, compared = [_saved(file) for file in saved], None, None
    deep_only = {"--release": release, "--standard": standard, "--against-server": against_server or url}
    if target.suffix == ".zip" or target.is_dir():
        if names := _given(deep_only):
            bad_input(_("{file} is a release itself: verify it without {options}.", file=target.name, options=names))
        report = verify_release(target, _telling(_("Comparing")), against=against, every_signature=every_signature)
    elif target.suffix == ".roll":
        if names := _given({"--against": saved, **deep_only, "--every-signature": every_signature}):
            bad_input(_("{file} is a roll: verify it without {options}.", file=target.name, options=names))
    else:
        report = _verified(target, "standard" if standard else "deep", against, every_signature=every_signature)
    findings: list[_Finding] = list(report.findings) if report else _of_the_roll(target)
    if isinstance(report, Report):
        compared = _with_server(target, url, report) if against_server or url else None
        findings += _beside(target, report, release, compared)
    bad = any(finding.id not in NOT_HERE_YET for finding in findings)
    listed = [str(finding) for finding in findings]
    if json_:
        told_there = {**(_told(report) if report else {}), **_server_told(compared)}
        answer_json({"ok": not bad, "findings": list(map(plain, listed)), **told_there})
    else:
        answer_lines(plain(spoken(line)) for line in (*listed, *(() if bad else (_("OK"),))))
    for line in _lines(report) if report and not json_ else ():
        say(plain(spoken(line)))
    if compared is not None and not json_:
        say(_server_words(compared))
    if bad:
        raise EndError(REFUSED)


_Finding = CheckFinding | ReleaseFinding | RollFinding


def _beside(case: Path, report: Report, release: Path | None, compared: Compared | None) -> list[_Finding]:
    """What is found of a case beside its own file: in a release of it, and at its server."""
    found = _of_release(case, release, report) if release is not None else []
    if words_of_old_library() and any(finding.id == "schema.differs" for finding in report.findings):
        say(words_of_old_library())
    return [*found, *(compared.findings if compared is not None else ())]


def _with_server(case: Path, url: str, report: Report) -> Compared:
    passphrase = passphrase_for(case)
    there = url or server_of(case, passphrase)
    if not there:
        bad_input(_("{file} does not say where its server is: add --server URL.", file=case.name))
    login = ServerLogin(there, server_password(there))
    of_record = None if passphrase or report.for_observers else record_passphrase()
    return hold_against_server(case, passphrase, login, _telling(_("Comparing")), of_record)


def _server_words(found: Compared) -> str:
    left_out = "" if found.opened else _("Not compared: what is sealed, scans and roll, which this copy does not have.")
    return beside(_same_words(found), left_out, by=" ")


def _same_words(found: Compared) -> str:
    if any(each.severity == "error" for each in found.findings):
        return _("This copy and the server are not the same record.")
    if found.newer:
        return n_(
            "The server has all of this copy, and {count} newer entry.",
            "The server has all of this copy, and {count} newer entries.",
            found.newer,
        )
    return n_("The server has the same {count} entry.", "The server has the same {count} entries.", found.server.size)


def _server_told(found: Compared | None) -> dict[str, object]:
    if found is None:
        return {}
    return {"server": {"entries": found.server.size, "root": found.server.root.hex(), "newer": found.newer}}


def _given(options: Mapping[str, object]) -> str:
    """Which of these options were given, as a list in a sentence; empty for none."""
    return joined(name for name, value in options.items() if value)


def _told(report: Report | ReleaseReport) -> dict[str, object]:
    """What is said of a case or release beside its findings."""
    given = [{"entry": seq, "at": entry.at, "words": plain(told(entry, {}))} for seq, entry in report.given]
    verdicts = {each.promise: {"state": each.state, "words": each.words} for each in report.verdicts}
    if isinstance(report, ReleaseReport):
        return {"verdicts": verdicts, "given_since": given, "not_proved": list(report.not_proved)}
    return {"for_observers": report.for_observers, "verdicts": verdicts, "given_since": given}


def _lines(report: Report | ReleaseReport) -> Iterator[str]:
    yield from map(str, report.verdicts)
    if isinstance(report, ReleaseReport):
        yield from report.not_proved
    for seq, entry in report.given:
        yield _("Since the saved checkpoint, entry {entry}: {deed}.", entry=seq, deed=told(entry, {}))
    if isinstance(report, Report) and report.for_observers:
        yield FOR_OBSERVERS


def _of_release(case: Path, release: Path, found: Report) -> list[_Finding]:
    """What is wrong with a release of a case; where the case cannot be read, what was found in it still counts."""
    try:
        with CaseLog.open(case, read_only=True, passphrase=passphrase_for(case)) as log:
            report = verify_recorded(log, release, _telling(_("Comparing")))
    except WorldError as error:
        if not found.findings:
            raise
        say(_("{release} was not compared with the record: {why}.", release=release.name, why=error.what))
        return []
    for line in _lines(report):
        say(plain(spoken(line)))
    return [*report.findings]


def _telling(words: str) -> Callable[[int, int], None]:
    tell = teller()
    return lambda done, of: tell(words, done, of)


@command("prove")
@click.argument("case", type=existing)
@click.argument("envelope")
@option("--out", type=new_proof, required=True, help=_("The proof's file; it must not exist yet."))
@option("--under", type=existing, help=_("A checkpoint saved earlier, in place of the newest."))
@as_json
def prove_one(case: Path, envelope: str, out: Path, under: Path | None, json_: bool) -> None:
    """Write a proof of what was determined on an envelope. It shows that this is in the record under a checkpoint.

    The file tells what was determined on this envelope, and nothing of any other; standalone_proof.py checks it.

    Example: adjudicator prove gwinnett.case 0417 --out 0417.proof.json
    """
    note = _note_of(under) if under is not None else ""
    with CaseLog.open(case, read_only=True, passphrase=passphrase_for(case)) as log:
        write_proof(granted(prove(log, envelope, note)), out)
    words = _("{file} proves what was determined on envelope {number}.", file=str(out), number=envelope)
    answer_either(words, {"file": str(out), "envelope": envelope}, as_json=json_)


def _saved(file: Path) -> Seen:
    return Seen(read_note(_note_of(file)), file.name)


def _note_of(file: Path) -> str:
    """The signed checkpoint in a file, well formed."""
    try:
        note = note_in(read(file, MOST_OF_CHECKPOINT).decode())
        read_note(note)
    except UnicodeDecodeError:
        bad_input(_("{file} is not a signed checkpoint: it is not UTF-8.", file=file.name))
    except ValueError as error:
        bad_input(_("{file} is not a signed checkpoint: {error}.", file=file.name, error=error.args[0]))
    return note


def _of_the_roll(roll: Path) -> list[_Finding]:
    """What is wrong with a roll; nobody signs one, so there is no checkpoint to hold it against."""
    report = check_roll(roll, passphrase_for(roll), partial(teller(), _("Verifying")))
    words = _(
        "The rows of {roll} give the id {id}. Compare it with the roll of the case.", roll=roll.name, id=report.id
    )
    say(words)
    return [*report.findings]


def _verified(case: Path, depth: Depth, against: list[Seen], *, every_signature: bool) -> Report:
    key = passphrase_for(case)
    try:
        log = CaseLog.open(case, read_only=True, passphrase=key)
    except WorldError as error:
        if error.code != "foreign_schema":
            raise
        return verify_file(case, depth, against=against, passphrase=key)  # names it, and reads no row
    with log:
        return verifying_all(log, depth, this_station(), against, every_signature=every_signature)(
            _telling(_("Verifying"))
        )


@command()
@click.argument("case", type=existing)
@option("--out", type=new_case, required=True, help=_("The copy's file; it must not exist yet."))
@as_json
def observe(case: Path, out: Path, json_: bool) -> None:
    """Write an observer's copy, without voters' data. It has the whole record, and verifies.

    Sealed values, keys and private tables are left out.

    Where the envelope numbers rise or fall with the voters' names or with the times at which ballots were cast, it says so:
    the numbers stand in the copy, and then tell the order of what is sealed.

    Example: adjudicator observe gwinnett.case --out gwinnett-observers.case
    """
    passphrase = passphrase_for(case)
    head = copy_for_observers(case, out, passphrase)
    with CaseLog.open(case, read_only=True, passphrase=passphrase) as log:
        found = tuple(tellings_of(log))
        for telling in found:
            more = _("{file} tells more than it needs to: {what}.", file=str(out), what=telling.words)
            say(beside(more, MORE_TOLD))
    root = head.root.hex()
    words = _("{file} holds {size} entries and verifies, root {root}.", file=str(out), size=head.size, root=root)
    tells = [telling.words for telling in found]
    answer_either(words, {"file": str(out), "entries": head.size, "root": root, "tells": tells}, as_json=json_)


COMMANDS = (checkpoint, end_day, verify, prove_one, observe)
"""Commands that need no right, and change nothing but the signing of a day."""
