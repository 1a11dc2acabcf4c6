"""The commands under `mistake`: an envelope that was entered by mistake, said by one person and answered by another."""

from __future__ import annotations

from pathlib import Path

import click

from adjudicator.casework.acts.mistakes import SaidMistake
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.cli.shared.access import acting, as_json, open_office, signed_in
from adjudicator.cli.shared.commands import group
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import answer_either, answer_json, answer_lines, bad_input, granted
from adjudicator.cli.shared.paths import existing
from adjudicator.office import Office
from adjudicator.records.mistakes import NO_ENVELOPE, SAME_AS, STANDS
from adjudicator.words import _, beside

ENVELOPES = click.argument("envelopes", nargs=-1, required=True)


@group("mistake")
def mistake_group() -> None:
    """Take out what was entered by mistake.

    One person says so, and a supervisor who is another person answers. Nothing is deleted: the number stays and says what it
    is.

    Example: adjudicator mistake list gwinnett.case
    """


@mistake_group.command("list")
@click.argument("case", type=existing)
@as_json
def list_mistakes(case: Path, json_: bool) -> None:
    """List what was entered by mistake, and what is asked.

    Example: adjudicator mistake list gwinnett.case
    """
    office = open_office(case, read_only=True)
    waiting, agreed = office.mistakes.waiting(), tuple(office.mistakes.agreed())
    found = (*waiting, *(state for state in agreed if state.mistake_asked is None))
    if json_:
        answer_json([_object(state) for state in found])
    else:
        answer_lines((_line(office, state) for state in found), _("Nothing was entered by mistake."))


@mistake_group.command("ask")
@click.argument("case", type=existing)
@click.argument("envelope")
@option("--same-as", help=_("The other envelope, where this one was entered twice."))
@option("--stands", is_flag=True, help=_("It is an envelope after all: take back what two people agreed to."))
@option("--reason", required=True, help=_("Why, in words; it goes into the record, sealed."))
@as_json
@acting
def ask(  # noqa: PLR0913, PLR0917 - each is an option
    case: Path, envelope: str, same_as: str | None, stands: bool, reason: str, json_: bool, person: str | None
) -> None:
    """Say that an envelope was entered by mistake.

    Without --same-as it is no envelope at all: a test line, a spoiled form, another county's list.

    Example: adjudicator mistake ask gwinnett.case 0018 --same-as 0017 --reason "Typed twice" --as jdoe
    """
    if stands and same_as:
        raise click.UsageError(_("Give --same-as or --stands, not both."))
    office = signed_in(case, person)
    what = STANDS if stands else SAME_AS if same_as else NO_ENVELOPE
    granted(office.mistakes.ask(envelope, SaidMistake(what, reason, same_as or "")))
    _answer(office, (envelope,), as_json=json_)


@mistake_group.command("take-back")
@click.argument("case", type=existing)
@click.argument("list_file", metavar="LIST", type=existing)
@option("--reason", required=True, help=_("Why, in words; it goes into the record, sealed."))
@as_json
@acting
def take_back(case: Path, list_file: Path, reason: str, json_: bool, person: str | None) -> None:
    """Ask that a whole list is taken back. Nothing of it may be decided yet; LIST is the very file that was received.

    A supervisor agrees for all of its envelopes with `mistake agree`, or in one row at Batches.

    Example: adjudicator mistake take-back gwinnett.case list-2.csv --reason "Received twice" --as jdoe
    """
    office = signed_in(case, person)
    found = office.receive.received_list(list_file)
    if found is None:
        bad_input(_("{file} was not received as a list of envelopes.", file=list_file.name))
    granted(office.mistakes.ask_back(found.digest, reason))
    numbers = tuple(state.number for state in office.mistakes.waiting())
    _answer(office, numbers, as_json=json_)


@mistake_group.command("agree")
@click.argument("case", type=existing)
@ENVELOPES
@option("--reason", default="", help=_("Your own words; they go into the record, sealed."))
@as_json
@acting
def agree(case: Path, envelopes: tuple[str, ...], reason: str, json_: bool, person: str | None) -> None:
    """Agree to what another person said, as a supervisor. All envelopes named are answered in one act.

    Example: adjudicator mistake agree gwinnett.case 0018 --as asmith
    """
    office = signed_in(case, person)
    granted(office.mistakes.agree(envelopes, reason))
    _answer(office, envelopes, as_json=json_)


@mistake_group.command("refuse")
@click.argument("case", type=existing)
@ENVELOPES
@option("--reason", required=True, help=_("Why, in words; it goes into the record, sealed."))
@as_json
@acting
def refuse(case: Path, envelopes: tuple[str, ...], reason: str, json_: bool, person: str | None) -> None:
    """Do not agree, as a supervisor. The envelopes stand as they did.

    Example: adjudicator mistake refuse gwinnett.case 0018 --reason "Two different papers" --as asmith
    """
    office = signed_in(case, person)
    granted(office.mistakes.disagree(envelopes, reason))
    _answer(office, envelopes, as_json=json_)


def _answer(office: Office, numbers: tuple[str, ...], *, as_json: bool) -> None:
    found = [state for number in numbers if (state := office.mistakes.state(number)) is not None]
    words = beside(*(_line(office, state) for state in found), by="\n")
    answer_either(words, {"envelopes": [_object(state) for state in found]}, as_json=as_json)


def _line(office: Office, state: EnvelopeState) -> str:
    what = office.mistakes.words_of(state)
    if state.mistake_asked is not None:
        return _("{what} Asked by {person}; a supervisor answers.", what=what, person=state.mistake_asked.by)
    if state.mistake is not None:
        return _("{what} Agreed by {person}.", what=what, person=state.mistake.agreed_by)
    return _("Envelope {number} stands.", number=state.number)


def _object(state: EnvelopeState) -> dict[str, object]:
    said = state.mistake_asked or state.mistake
    return {
        "envelope": state.number,
        "by_mistake": state.is_none,
        "waiting": state.mistake_asked is not None,
        "what": said.what if said is not None else "",
        "same_as": said.same_as if said is not None else "",
        "by": said.by if said is not None else "",
        "agreed_by": state.mistake.agreed_by if state.mistake is not None else "",
    }


COMMANDS = (mistake_group,)
