"""Commands on the law in force in a case: law show, change, set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from textwrap import fill

import click

from adjudicator.casework.telling.consequence_words import moved_words
from adjudicator.cli.shared.access import acting, as_json, open_office, sign_in, signed_in
from adjudicator.cli.shared.commands import group
from adjudicator.cli.shared.confirming import Meant, confirm, confirming, restoring, stuck
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import answer_json, answer_lines, bad_input, spoken
from adjudicator.cli.shared.packs import PACK
from adjudicator.cli.shared.paths import existing
from adjudicator.law.rules.pack import Pack
from adjudicator.law.rules.position import Motion, Position
from adjudicator.law.telling.example_words import example_words
from adjudicator.law.telling.render import dates_words
from adjudicator.law.telling.span_words import outside_words
from adjudicator.office import Office
from adjudicator.office.desks.law import Enacted
from adjudicator.resources import fitting, is_example
from adjudicator.words import Words, _, beside, dates
from adjudicator.words.dates import long_day

WIDTH = 100


@group()
def law() -> None:
    """Show or change the law in force in a case. Use another pack, or record a motion of the board.

    Example: adjudicator law show gwinnett.case
    """


@law.command()
@click.argument("case", type=existing)
@as_json
def show(case: Path, json_: bool) -> None:
    """Print the pack in force and every position. Each comes with the motion that set it.

    Example: adjudicator law show gwinnett.case
    """
    office = open_office(case, read_only=True)
    answer_json(_object(office)) if json_ else answer_lines(_lines(office))


@law.command()
@click.argument("case", type=existing)
@click.argument("rules", metavar="PACK", type=PACK)
@option("--reason", required=True, help=_("Why, in a sentence; nothing about a voter."))
@confirming
@restoring
@as_json
@acting
def change(case: Path, rules: str, reason: str, person: str | None, **given: object) -> None:
    """Put another pack in force, as a supervisor. What it changes is printed, then asked.

    Example: adjudicator law change gwinnett.case georgia-2020 --reason "Counsel's advice of Nov 5" --as asmith
    """
    office = signed_in(case, person)
    draft = office.law.another_pack(rules).chosen(restore=not given["leave"])
    another = draft.pack
    meant = Meant(
        _("Another pack: {pack}.", pack=another.name),
        draft.shown.found,
        lambda: office.law.change_pack(draft, reason),
        _("{pack} is in force.", pack=another.name),
        (
            *_warnings(office, another),
            *moved_words(draft.moved),
            *([_differs(another)] if another.differs else ()),
            *stuck(office, draft.shown.found),
        ),
    )
    confirm(meant, yes=bool(given["yes"]), as_json=bool(given["json_"]))


def _warnings(office: Office, another: Pack) -> Iterator[str]:
    """That a pack is an example, or is not the law on the day of the election, and which one is."""
    day = office.election.date
    if is_example(another.id):
        yield _("{sentence}.", sentence=example_words(another))
    if outside := outside_words(another, day):
        yield _("{sentence}.", sentence=outside)
        if (fits := fitting(day)) is not None:
            yield _("The pack that is the law on that day: {pack}.", pack=fits.id)


@law.command("set")
@click.argument("case", type=existing)
@click.argument("position")
@click.argument("value")
@option("--number", required=True, help=_("The motion's number."))
@option("--date", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help=_("The day of the motion."))
@option("--text", required=True, help=_("The motion's text. It is public: name no voter."))
@confirming
@restoring
@as_json
@acting
def set_position(case: Path, position: str, value: str, person: str | None, **given: object) -> None:
    """Record a motion of the board on a point of the law. Where the law is silent, it takes a choice.

    A supervisor or the board's secretary does this. What it changes is printed, then asked.

    Positions and their choices are printed by: adjudicator law show CASE

    Example: adjudicator law set gwinnett.case two_envelopes not_counted --number 2020-11 --date 2020-11-05 --text
    "Resolved, that neither is counted." --as asmith
    """
    office = open_office(case)
    asked = _position(office, position, value)
    sign_in(office, person)
    motion = Motion(str(given["number"]), _day(given["day"]), str(given["text"]))
    draft = office.law.another_choice(position, value, motion).chosen(restore=not given["leave"])
    meant = Meant(
        beside(asked.asks, _("By motion {number}: {choice}", number=motion.number, choice=asked.said(value)), by="\n"),
        draft.shown.found,
        lambda: office.law.set_position(draft),
        _("Motion {number} is recorded.", number=motion.number),
        (*moved_words(draft.moved), *stuck(office, draft.shown.found)),
    )
    confirm(meant, yes=bool(given["yes"]), as_json=bool(given["json_"]))


def _day(given: object) -> str:
    return given.strftime("%Y-%m-%d") if isinstance(given, date) else ""


def _position(office: Office, name: str, value: str) -> Position:
    """The position that is meant; ends the command where there is no such position or choice."""
    positions = {each.id: each for each in office.law.pack.positions}
    if name not in positions:
        known = beside(*positions, by=", ")
        bad_input(_('There is no position "{position}". Positions: {known}.', position=name, known=known))
    choices = [choice.value for choice in positions[name].choices]
    if value not in choices:
        words = _(
            '"{choice}" is not a choice of {position}. Choices: {choices}.',
            choice=value,
            position=name,
            choices=beside(*choices, by=", "),
        )
        bad_input(words)
    return positions[name]


def _object(office: Office) -> dict[str, object]:
    pack, recorded = office.law.pack, _recorded(office)
    return {
        "rules": pack.id,
        "name": pack.name,
        "digest": pack.digest,
        "since": pack.since,
        "until": pack.until,
        "begun_by": pack.begun_by,
        "ended_by": pack.ended_by,
        "outside": office.law.outside() or None,
        "differs": pack.differs,
        "positions": [_as_object(each, recorded.get(each.id)) for each in pack.positions],
    }


def _as_object(position: Position, put: Enacted | None) -> dict[str, object]:
    motion = position.motion
    return {
        "position": position.id,
        "value": position.value,
        "default": position.default,
        "choices": {choice.value: choice.says for choice in position.choices},
        "motion": {"number": motion.number, "date": motion.date, "text": motion.text} if motion else None,
        "recorded_by": put.by if motion and put else None,
        "recorded_at": put.at if motion and put else None,
    }


def _recorded(office: Office) -> Mapping[str, Enacted]:
    """Position -> the act that set it last."""
    return {each.position: each for each in reversed(office.law.history()) if each.position}


def _lines(office: Office) -> Iterator[str]:
    pack, recorded = office.law.pack, _recorded(office)
    yield from (pack.name, f"{pack.id}, {pack.digest}", *dates_words(pack))
    if outside := office.law.outside():
        yield from ("", fill(spoken(outside), WIDTH))
    if pack.differs:
        yield from ("", fill(spoken(_differs(pack)), WIDTH))
    for position in pack.positions:
        yield from (
            "",
            f"{position.id} = {position.value}",
            fill(f"  {spoken(position.asks)}", WIDTH, subsequent_indent="  "),
        )
        for choice in position.choices:
            mark = "*" if choice.value == position.value else "-"
            yield _indented(f"{mark} {choice.value}: {spoken(choice.says)}")
        yield _indented(_by(office, position, recorded.get(position.id)))


def _by(office: Office, position: Position, put: Enacted | None) -> str:
    motion = position.motion
    if motion is None:
        return _("No motion of the board: the default.")
    day = long_day(date.fromisoformat(motion.date))
    words = _("Motion {number} of {day}: {text}", number=motion.number, day=day, text=motion.text)
    if put is None:
        return words
    who, when = office.people.name_of(put.by), dates.day_and_hour(office.local(put.at))
    return beside(words, _("Recorded by {person}, {when}.", person=who, when=when))


def _differs(pack: Pack) -> Words:
    return _("Where it differs from the statute: {differs}", differs=pack.differs)


def _indented(words: str) -> str:
    return fill(spoken(words), WIDTH, initial_indent="  ", subsequent_indent="    ")


COMMANDS = (law,)
