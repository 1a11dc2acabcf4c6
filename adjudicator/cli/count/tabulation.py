"""Commands of the scanner room and of uploads: scan, upload, seen, reconcile, difference, paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from adjudicator.canvass.reconciling import Disagreement
from adjudicator.canvass.trouble import Trouble
from adjudicator.casework.acts.count.tabulation import ScannedBatch, SentFile, proposed_scans
from adjudicator.casework.record.count_state import ScanState, UploadState
from adjudicator.cli.shared.access import acting, as_json, open_office, sign_in, signed_in
from adjudicator.cli.shared.commands import command, group
from adjudicator.cli.shared.exits import REFUSED
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import (
    EndError,
    answer_either,
    answer_json,
    answer_lines,
    bad_file,
    bad_input,
    granted,
    language,
    say,
)
from adjudicator.cli.shared.paths import NewPath, existing, new_file
from adjudicator.cli.shared.told_hours import HOUR
from adjudicator.office import Office
from adjudicator.office.behind.count.count_papers import WRITTEN
from adjudicator.office.desks.count.tabulation import HeldAgainst, about_of
from adjudicator.records.count import SCANNED, sort_words
from adjudicator.words import Words, _, beside, n_
from adjudicator.words.dates import dated_words

NUMBER = click.IntRange(0)
hour_option = option("--hour", type=HOUR, help=_("When, such as 2020-11-06T21:20.  [default: now]"))


@group()
def scan() -> None:
    """List or record scanner batches, and what became of them.

    Example: adjudicator scan list gwinnett.case
    """


@scan.command("list")
@click.argument("case", type=existing)
@as_json
def list_scans(case: Path, json_: bool) -> None:
    """List the scanner batches. They stand in the order in which they were recorded.

    Example: adjudicator scan list gwinnett.case
    """
    office = open_office(case, read_only=True)
    scans = office.tabulation.scans()
    if json_:
        answer_json([_scan_object(each) for each in scans])
    else:
        answer_lines(map(_scan_line, scans), _("Nothing was scanned yet."))


@scan.command("record")
@click.argument("case", type=existing)
@click.argument("number")
@click.argument("ballots", type=NUMBER)
@option("--holds", type=click.Choice(list(SCANNED)), default="as_they_are", show_default=True, help=_("What it holds."))
@option("--apart", is_flag=True, help=_("Its ballots are kept apart from all others."))
@option("--flagged", type=NUMBER, default=0, show_default=True, help=_("How many of them wait for the review panel."))
@option("--hour", type=HOUR, help=_("When it was scanned; it is recorded as entered later.  [default: now]"))
@as_json
@acting
def record_scan(case: Path, number: str, ballots: int, json_: bool, person: str | None, **given: Any) -> None:
    """Record a scanner batch, as a custodian or a supervisor. A batch never mixes what it holds.

    Example: adjudicator scan record gwinnett.case ICC1/17 342 --as cdiaz
    """
    office = signed_in(case, person)
    hour, holds, apart = _hour(office, given["hour"]), str(given["holds"]), bool(given["apart"])
    told = ScannedBatch(number, holds, apart, ballots, hour, int(given["flagged"]), given["hour"] is not None)
    granted(office.tabulation.record_scan(told))
    _answer_scan(_known_scan(office, number.strip()), as_json=json_)


@scan.command("cleared")
@click.argument("case", type=existing)
@click.argument("number")
@click.argument("settled", type=NUMBER)
@hour_option
@as_json
@acting
def clear(case: Path, number: str, settled: int, hour: datetime | None, json_: bool, person: str | None) -> None:
    """Record what the review panel has settled. The number is of all flagged ballots of the batch together.

    Example: adjudicator scan cleared gwinnett.case ICC1/17 3 --as cdiaz
    """
    office = signed_in(case, person)
    granted(office.tabulation.clear_scan(_known_scan(office, number), settled, _hour(office, hour)))
    _answer_scan(_known_scan(office, number), as_json=json_)


@scan.command("results")
@click.argument("case", type=existing)
@click.argument("number")
@click.argument("ballots", type=NUMBER)
@hour_option
@as_json
@acting
def into_results(case: Path, number: str, ballots: int, hour: datetime | None, json_: bool, person: str | None) -> None:
    """Record that a batch is in the county's results. The number is the one that the tabulation system shows.

    Example: adjudicator scan results gwinnett.case ICC1/17 342 --as cdiaz
    """
    office = signed_in(case, person)
    granted(office.tabulation.take_into_results(_known_scan(office, number), ballots, _hour(office, hour)))
    _answer_scan(_known_scan(office, number), as_json=json_)


@scan.command("void")
@click.argument("case", type=existing)
@click.argument("number")
@option("--reason", required=True, help=_("Why, such as that it was scanned again; nothing about a voter."))
@option("--instead", default="", help=_("The batch in its place."))
@as_json
@acting
def void(case: Path, number: str, reason: str, instead: str, json_: bool, person: str | None) -> None:
    """Say that a batch does not stand. Its number can be used again.

    Example: adjudicator scan void gwinnett.case ICC1/17 --reason "The feeder jammed" --instead ICC1/18 --as cdiaz
    """
    office = signed_in(case, person)
    granted(office.tabulation.void_scan(_known_scan(office, number), instead, reason))
    _answer_scan(_known_scan(office, number), as_json=json_)


@group()
def upload() -> None:
    """List or record uploads to the state.

    Example: adjudicator upload list gwinnett.case
    """


@upload.command("list")
@click.argument("case", type=existing)
@as_json
def list_uploads(case: Path, json_: bool) -> None:
    """List the uploads, oldest first. The newest one stands, unless it was taken out.

    Example: adjudicator upload list gwinnett.case
    """
    office = open_office(case, read_only=True)
    uploads = office.tabulation.uploads()
    if json_:
        answer_json([_upload_object(each) for each in uploads])
    else:
        answer_lines(map(_upload_line, uploads), _("Nothing was sent to the state yet."))


@upload.command("record")
@click.argument("case", type=existing)
@click.argument("file", type=existing)
@option("--ballots", type=NUMBER, required=True, help=_("Provisional ballots in it, as the file says."))
@option("--contest", required=True, help=_("The contest to look at on the state's site, by its id or title."))
@option("--votes", type=NUMBER, required=True, help=_("Provisional votes in that contest, as the file says."))
@option("--batch", "scans", multiple=True, help=_("A batch in it. May be given again.  [default: all that stand]"))
@option("--override", default="", help=_("Why it was sent before the results were reconciled."))
@hour_option
@as_json
@acting
def record_upload(case: Path, file: Path, json_: bool, person: str | None, **given: Any) -> None:
    """Record that results were sent to the state. They are cumulative, and replace those sent before.

    The file is not kept, only its name and SHA-256.

    Example: adjudicator upload record gwinnett.case media.zip --ballots 708 --contest president --votes 701 --as jbellamy
    """
    office = open_office(case)
    contest = _contest(office, str(given["contest"]))
    sign_in(office, person)
    looked = office.tabulation.looking_at(file)()
    scans = tuple(given["scans"]) or proposed_scans(office.tabulation.scans())
    hour = _hour(office, given["hour"])
    sent = SentFile(scans, looked.digest, looked.name, int(given["ballots"]), contest, int(given["votes"]), hour)
    granted(office.tabulation.upload(sent, str(given["override"])))
    _answer_upload(office.tabulation.uploads()[-1], as_json=json_)


@upload.command("withdraw")
@click.argument("case", type=existing)
@click.argument("upload_id", metavar="UPLOAD")
@option("--reason", required=True, help=_("Why, in a sentence."))
@hour_option
@as_json
@acting
def withdraw(case: Path, upload_id: str, reason: str, hour: datetime | None, json_: bool, person: str | None) -> None:
    """Record that an upload was taken out of the state's totals. The one before it does not come back.

    Example: adjudicator upload withdraw gwinnett.case U0001 --reason "The wrong file was sent" --as jbellamy
    """
    office = signed_in(case, person)
    granted(office.tabulation.withdraw(_known_upload(office, upload_id), _hour(office, hour), reason))
    _answer_upload(_known_upload(office, upload_id), as_json=json_)


@command()
@click.argument("case", type=existing)
@click.argument("votes", type=NUMBER)
@option("--upload", "upload_id", default="", help=_("The upload that was looked for.  [default: the newest]"))
@hour_option
@as_json
@acting
def seen(case: Path, votes: int, upload_id: str, hour: datetime | None, json_: bool, person: str | None) -> None:
    """Record what the state's site shows. It is the votes in the contest that the newest upload names.

    Example: adjudicator seen gwinnett.case 701 --as jbellamy
    """
    office = signed_in(case, person)
    granted(office.tabulation.see(_known_upload(office, upload_id), votes, _hour(office, hour)))
    _answer_upload(_known_upload(office, upload_id), as_json=json_)


@command()
@click.argument("case", type=existing)
@click.argument("file", type=existing)
@option("--look", is_flag=True, help=_("Only show what differs; nothing is recorded, and nobody has to sign in."))
@as_json
@acting
def reconcile(case: Path, file: Path, look: bool, json_: bool, person: str | None) -> None:
    """Hold the county's results against the record. What differs is recorded, as a supervisor.

    Votes by contest and precinct are held against the ballots that may count and those that were scanned. It comes before
    an upload, and ends with 1 where something differs.

    Example: adjudicator reconcile gwinnett.case results.csv --as jbellamy
    """
    office = open_office(case, read_only=look)
    if not look:
        sign_in(office, person)
    held = office.tabulation.holding_against(file)()
    if held.found is None:
        bad_file(held.file.problems)
    for problem in held.file.problems:
        say(str(problem))
    if not look:
        granted(office.tabulation.reconcile(held))
    answer_json(_held_object(held)) if json_ else answer_lines(_held_lines(held))
    if held.found.disagreements:
        raise EndError(REFUSED)


@group()
def difference() -> None:
    """List numbers that do not fit, or explain one.

    Example: adjudicator difference list gwinnett.case
    """


@difference.command("list")
@click.argument("case", type=existing)
@as_json
def list_differences(case: Path, json_: bool) -> None:
    """List what does not fit now, what stands longest first. Each has a name to explain it by.

    Example: adjudicator difference list gwinnett.case
    """
    office = open_office(case, read_only=True)
    found = office.tabulation.troubles()
    if json_:
        answer_json([_trouble_object(each) for each in found])
    else:
        answer_lines(map(_trouble_line, found), _("Everything fits that was entered so far."))


@difference.command("explain")
@click.argument("case", type=existing)
@click.argument("about")
@option("--words", required=True, help=_("What happened, in a sentence or two; nothing about a voter."))
@as_json
@acting
def explain_difference(case: Path, about: str, words: str, json_: bool, person: str | None) -> None:
    """Explain why two numbers differ, as a supervisor. With other numbers it is open again.

    Example: adjudicator difference explain gwinnett.case scanned_not_uploaded:ICC1/17 --words "It is in the next upload."
    --as jbellamy
    """
    office = signed_in(case, person)
    found = {each.about: each for each in office.tabulation.troubles()}
    if about not in found:
        known = beside(*found, by=", ") or _("none")
        bad_input(_("There is no difference {about}. Differences: {known}.", about=about, known=known))
    granted(office.tabulation.explain(found[about], words))
    settled = next(each for each in office.tabulation.troubles() if each.about == about)
    answer_either(_("{about} is explained.", about=about), _trouble_object(settled), as_json=json_)


@command()
@click.argument("case", type=existing)
@click.argument("what", type=click.Choice(list(WRITTEN)))
@option("--out", type=NewPath(), required=True, help=_("The file; it must not exist yet."))
@option("--as", "person", metavar="PERSON", help=_("Who prints it; explanations are printed for those who see names."))
@as_json
def paper(case: Path, what: str, out: Path, person: str | None, json_: bool) -> None:
    """Write a page of the count, or a table. The table has the rows for an audit's manifest.

    The sheet for the scanner room can be worked with a pen while the computer is away.

    Example: adjudicator paper gwinnett.case scanner --out scanner.pdf
    """
    out = new_file(out, Path(WRITTEN[what][0]).suffix)
    office = open_office(case, read_only=person is None)
    if person is not None:
        sign_in(office, person)
    office.tabulation.writing(what, out, language())()
    answer_either(_("{page} is written.", page=str(out)), {"file": str(out), "what": what}, as_json=json_)


def _hour(office: Office, given: datetime | None) -> str:
    """An hour as the record has it: as given, else now in the county."""
    now = office.now().replace(tzinfo=None)
    if given is not None and given > now:
        bad_input(_("The hour {hour} is still to come.", hour=dated_words(given.isoformat())))
    return (given or now).isoformat(timespec="minutes")


def _known_scan(office: Office, number: str) -> ScanState:
    found = {each.id: each for each in office.tabulation.scans()}
    if number not in found:
        known = beside(*found, by=", ") or _("none")
        bad_input(_("There is no scanner batch {scan}. Batches: {known}.", scan=number, known=known))
    return found[number]


def _known_upload(office: Office, upload_id: str) -> UploadState:
    """An upload by its id; the newest for an empty one."""
    found = {each.id: each for each in office.tabulation.uploads()}
    wanted = upload_id or next(reversed(found), "")
    if wanted not in found:
        known = beside(*found, by=", ") or _("none")
        bad_input(_("There is no upload {upload}. Uploads: {known}.", upload=wanted or _("yet"), known=known))
    return found[wanted]


def _contest(office: Office, written: str) -> str:
    """A contest by its id or title."""
    contests = office.election.contests.values()
    found = next((each.id for each in contests if written in (each.id, each.title)), "")
    if not found:
        known = beside(*(each.id for each in contests), by=", ")
        bad_input(_("There is no contest {contest}. Contests: {known}.", contest=written, known=known))
    return found


def _answer_scan(found: ScanState, *, as_json: bool) -> None:
    answer_either(_scan_line(found), _scan_object(found), as_json=as_json)


def _answer_upload(found: UploadState, *, as_json: bool) -> None:
    answer_either(_upload_line(found), _upload_object(found), as_json=as_json)


def _scan_line(found: ScanState) -> Words:
    in_results = _("in the county's results with {ballots}", ballots=found.in_results) if found.in_results >= 0 else ""
    return beside(
        found.id,
        n_("{count} ballot", "{count} ballots", found.ballots),
        sort_words(found.holds, found.apart),
        dated_words(found.hour),
        _("entered later") if found.later else "",
        _("{cleared} of {flagged} settled", cleared=found.cleared, flagged=found.flagged) if found.flagged else "",
        in_results,
        _("voided") if found.voided else "",
        by="  ",
    )


def _upload_line(found: UploadState) -> Words:
    seen_words = (
        _("seen {votes}", votes=found.seen) if found.seen >= 0 else _("nobody has looked at the state's site yet")
    )
    return beside(
        found.id,
        dated_words(found.hour),
        n_("{count} ballot", "{count} ballots", found.ballots),
        n_("{count} batch", "{count} batches", len(found.scans)),
        _("{votes} in {contest}", votes=found.votes, contest=found.contest),
        seen_words,
        _("taken out") if found.withdrawn else "",
        by="  ",
    )


def _scan_object(found: ScanState) -> dict[str, object]:
    return {
        "scan": found.id,
        "holds": found.holds,
        "apart": found.apart,
        "ballots": found.ballots,
        "flagged": found.flagged,
        "cleared": found.cleared,
        "in_results": found.in_results if found.in_results >= 0 else None,
        "hour": found.hour,
        "later": found.later,
        "voided": bool(found.voided),
        "instead": found.instead,
    }


def _upload_object(found: UploadState) -> dict[str, object]:
    return {
        "upload": found.id,
        "scans": list(found.scans),
        "file": found.file,
        "ballots": found.ballots,
        "contest": found.contest,
        "votes": found.votes,
        "hour": found.hour,
        "seen": found.seen if found.seen >= 0 else None,
        "withdrawn": bool(found.withdrawn),
    }


def _held_object(held: HeldAgainst) -> dict[str, object]:
    found = held.found.disagreements if held.found is not None else ()
    return {
        "file": held.file.digest,
        "ballots": held.found.proven if held.found is not None else 0,
        "found": [_disagreement_object(each) for each in found],
    }


def _disagreement_object(each: Disagreement) -> dict[str, object]:
    numbers = {"expected": each.expected, "actual": each.actual}
    return {"about": about_of(each), "weight": each.weight, **numbers, "sentence": str(each.sentence)}


def _held_lines(held: HeldAgainst) -> Iterator[str]:
    found = held.found
    if found is None:
        return
    yield n_(
        "The results prove {count} provisional ballot.", "The results prove {count} provisional ballots.", found.proven
    )
    if not found.disagreements:
        yield _("They agree with the record.")
    yield from (each.sentence for each in found.disagreements)


def _trouble_line(each: Trouble) -> str:
    return beside(each.about, each.sentence, _("(explained)") if each.settled else "", by="  ")


def _trouble_object(each: Trouble) -> dict[str, object]:
    return {
        "about": each.about,
        "step": each.step,
        "expected": each.expected,
        "actual": each.actual,
        "settled": each.settled,
        "sentence": str(each.sentence),
    }


COMMANDS = (scan, upload, seen, reconcile, difference, paper)
