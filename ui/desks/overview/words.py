"""Sentences and rows of the Overview, made from the canvass and the rows of lists. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from adjudicator.canvass.departures import Departures, Judged
from adjudicator.canvass.story import departures_told, open_again_words
from adjudicator.canvass.tally import Canvass, OutcomeCounts
from adjudicator.casework.record.state import FileState
from adjudicator.casework.sheet.source_words import NameOf, short_name
from adjudicator.law.telling.words import outcome_words
from adjudicator.office.desks.overview import Waiting
from adjudicator.port.rows import EnvelopeRow
from adjudicator.records.election import Election
from adjudicator.records.received import FILE_KINDS
from adjudicator.words import counted
from adjudicator.words.dates import day_and_hour, short_day
from ui.desks.overview.screen import Block, Otherwise
from ui.parts import OutcomeCell, Row, Slice
from ui.shared.envelope_words import NO_PLACE, where_words

ORDER = ("count_full", "count_partial", "not_counted", "held", "undecided")

STATUS_WORDS: Mapping[str, str] = {
    "to_do": "To do",
    "held": "Held",
    "determined": "Determined",
    "in_batch": "In a batch",
    "approved": "Approved",
    "released": "Released",
}


VOTES_FILES: Mapping[str, str] = {code: kind.source for code, kind in FILE_KINDS.items() if kind.needed}


def slices_of(canvass: Canvass) -> tuple[Slice, ...]:
    """The five outcomes with their numbers, in the order of the accounting."""
    return tuple(Slice(outcome, getattr(canvass, outcome)) for outcome in ORDER)


def check_words(canvass: Canvass) -> str:
    """The accounting as a sentence: what came in against what became of it, and whether the two agree."""
    parts = (
        f"in full {canvass.count_full:,}",
        f"in part {canvass.count_partial:,}",
        f"not counted {canvass.not_counted:,}",
        f"held {canvass.held:,}",
        f"undecided {canvass.undecided:,}",
    )
    verdict = (
        "Every envelope is accounted for." if canvass.balances() else "The numbers do not agree: verify the record."
    )
    apart = f" Kept apart: {canvass.kept_apart:,} of them." if canvass.kept_apart else ""
    return f"Received {canvass.received:,} = {' + '.join(parts)}. {verdict}{apart}"


def place_row(place: str, counts: OutcomeCounts) -> Row:
    """One place of the table; the row's id is the place, empty where none was given."""
    numbers = (counts.received, *(getattr(counts, outcome) for outcome in ORDER))
    return Row(place, (place or NO_PLACE, *numbers))


def contest_lines(canvass: Canvass, election: Election) -> tuple[tuple[str, str], ...]:
    """How many ballots may count in each contest, in ballot order."""
    return tuple((election.contests[contest].title, f"{number:,}") for contest, number in canvass.contests.items())


def envelope_row(row: EnvelopeRow, voter: str) -> Row:
    """One envelope of a list; `voter` is empty for people who do not see names."""
    contests = f", {row.counted} of {row.counted + row.not_counted}" if row.outcome == "count_partial" else ""
    outcome = OutcomeCell(row.outcome, row.kept_apart, outcome_words(row.outcome) + contests)
    cells = (row.number, voter, status_words(row), outcome, where_words(row), row.place or NO_PLACE)
    return Row(row.number, cells, order=(row.ordinal, voter, ORDER_OF[row.status], row.outcome, cells[4], row.place))


ORDER_OF: Mapping[str, int] = {status: at for at, status in enumerate(STATUS_WORDS)}


def status_words(row: EnvelopeRow) -> str:
    """Where an envelope stands, with what sets it apart from others to do; first, that it left and is open again."""
    if row.open_again:
        return "Released, open again"
    if row.status == "to_do" and row.referred:
        return "Referred"
    if row.status == "to_do" and row.returned:
        return "Returned"
    if row.status == "to_do" and row.reopened:
        return "Reopened"
    return STATUS_WORDS[row.status]


def period_words(last_day: datetime, *, closed: bool, over: bool, left: str) -> str:
    """How much time is left to clarify and to cure, or that the period is over or closed."""
    until = day_and_hour(last_day)
    if closed:
        return "The period for clarifying and curing is closed. Open holds are proposals now."
    if over:
        return f"The period for clarifying and curing ended {until}. Nothing changes until a supervisor closes it."
    return f"{left} left to clarify and to cure, until {until}."


def follows_words(held: int, last_day: datetime) -> tuple[str, ...]:
    """What follows when the period is closed, a sentence each."""
    opens = "1 hold becomes a proposal" if held == 1 else f"{held:,} holds become proposals"
    return (
        f"{opens}: each says what its outcome would now be.",
        "Nothing changes by itself. A reviewer records each one, and another person approves it.",
        f"What arrived by {day_and_hour(last_day)} can still be recorded. Closing cannot be undone.",
    )


def waiting_blocks(waiting: Waiting) -> tuple[Block, ...]:
    """What people have to do before everything can be decided; first what left and is open again."""
    waiting_for = (
        (waiting.referred, "is referred to a supervisor", "are referred to a supervisor", "review", "Open Review"),
        (waiting.returned, "was returned and is to do again", "were returned and are to do again", "review", "Open Review"),
        (waiting.to_close, "is determined and in no batch yet", "are determined and in no batch yet", "batches",
         "Open Batches"),
    )  # fmt: skip
    left = open_again_words(waiting.left, waiting.open_again)
    again = (Block(left, "release", "Open Release", warns=True),) if left else ()
    return again + tuple(
        Block(f"{counted(number, 'envelope')} {one if number == 1 else more}", desk, action)
        for number, one, more, desk, action in waiting_for
        if number
    )


def resting_blocks(resting: str) -> tuple[Block, ...]:
    """What rests on one person alone, with the way to where a second one answers for it; none for empty words."""
    return (Block(f"{resting}: let a second person confirm it", "setup", "Open Setup", warns=True),) if resting else ()


def file_blocks(files: Sequence[FileState], election_day: date, *, roll: bool, named: bool) -> tuple[Block, ...]:
    """What is missing of the files that answers rest on. `named`: the case names a roll that is not to be found here."""
    found: list[Block] = []
    if not roll:
        words = "The roll of this case is not found: attach it again" if named else "No roll is attached: attach it"
        found.append(Block(f"{words} at the Receive desk", "receive", "Open Receive"))
    newest = {file.kind: file.dated for file in sorted(files, key=lambda file: (file.dated, file.version))}
    for kind, name in VOTES_FILES.items():
        problem = _file_problem(name, newest.get(kind), election_day)
        if problem:
            found.append(Block(problem, "receive", "Open Receive"))
    return tuple(found)


def _file_problem(name: str, dated: str | None, election_day: date) -> str:
    if dated is None:
        return f"No {name} is received: who has voted otherwise is not known"
    day = dated[: len("2020-11-03")]
    if day and day < election_day.isoformat():
        return f"The {name} is of {short_day(date.fromisoformat(day))}, before election day"
    return ""


def otherwise_of(found: Departures, name_of: NameOf | None) -> Otherwise:
    """What the Overview says of departures; `name_of` is None where the person does not see whose they are.

    Nothing while nobody has determined anything.
    """
    if not found.determinations:
        return Otherwise()
    people = tuple(_people(found, name_of)) if name_of is not None else ()
    button = f"Show {counted(found.number, 'departure')}" if found.number and name_of is not None else ""
    return Otherwise(departures_told(found), people, button)


def _people(found: Departures, name_of: NameOf) -> Iterator[str]:
    """A line for everybody of whom there is something to tell, the most departures first."""
    ranked = sorted(found.by_person.items(), key=lambda pair: (-pair[1].departures, -pair[1].against_record, pair[0]))
    for person, judged in ranked:
        if judged.departures or judged.against_record:
            yield _person(short_name(name_of(person)), judged)


def _person(name: str, judged: Judged) -> str:
    """ "Departures: 3 of 214 by R. Ames. Answers against a record: 2"."""
    against = f". Answers against a record: {judged.against_record:,}" if judged.against_record else ""
    return f"Departures: {judged.departures:,} of {judged.determinations:,} by {name}{against}"
