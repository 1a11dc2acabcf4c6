"""Sentences and rows of the Overview, made from the canvass and the rows of lists. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date, datetime

from adjudicator.canvass.account import CountAccount
from adjudicator.canvass.departures import Departures, Judged
from adjudicator.canvass.differing import settled_at
from adjudicator.canvass.steps import steps_of
from adjudicator.canvass.story import departures_told, open_again_words
from adjudicator.canvass.tally import Canvass, OutcomeCounts
from adjudicator.canvass.trouble import Trouble
from adjudicator.casework.record.state import FileState
from adjudicator.casework.sheet.source_words import NameOf, short_name
from adjudicator.law.telling.words import outcome_words
from adjudicator.office.desks.overview import Waiting
from adjudicator.port.rows import EnvelopeRow
from adjudicator.records.election import Election
from adjudicator.records.received import EVERY_VOTE, FILE_KINDS, Votes, kinds_telling
from adjudicator.words import _, any_of, beside, n_, number, plural
from adjudicator.words.dates import day_and_hour, short_day
from ui.desks.overview.screen import Block, Otherwise, StepCell
from ui.parts import OutcomeCell, Row, Slice
from ui.shared.envelope_words import AFTER_YOURS, NO_PLACE, where_words

ORDER = ("count_full", "count_partial", "not_counted", "held", "undecided")

STATUS_WORDS: Mapping[str, str] = {
    "to_do": _("To do"),
    "held": _("Held"),
    "determined": _("Determined"),
    "in_batch": _("In a batch"),
    "approved": _("Approved"),
    "released": _("Released"),
    "by_mistake": _("Entered by mistake"),
}


def slices_of(canvass: Canvass) -> tuple[Slice, ...]:
    """The five outcomes with their numbers, in the order of the accounting."""
    return tuple(Slice(outcome, getattr(canvass, outcome)) for outcome in ORDER)


def check_words(canvass: Canvass) -> str:
    """The accounting as a sentence: what came in against what became of it, and whether the two agree."""
    parts = (
        _("in full {count_full}", count_full=canvass.count_full),
        _("in part {count_partial}", count_partial=canvass.count_partial),
        _("not counted {not_counted}", not_counted=canvass.not_counted),
        _("held {held}", held=canvass.held),
        _("undecided {undecided}", undecided=canvass.undecided),
    )
    verdict = (
        _("Every envelope is accounted for.")
        if canvass.balances()
        else _("The numbers do not agree: verify the record.")
    )
    apart = _("Kept apart: {kept_apart} of them.", kept_apart=canvass.kept_apart) if canvass.kept_apart else ""
    mistaken = (
        _("Entered by mistake, not among them: {number}.", number=canvass.by_mistake) if canvass.by_mistake else ""
    )
    sum_of_parts = _("Received {received} = {parts}.", received=canvass.received, parts=beside(*parts, by=" + "))
    return beside(sum_of_parts, verdict, apart, mistaken)


def step_cells(account: CountAccount) -> tuple[StepCell, ...]:
    """The steps from received to certified; what has not come to one, and what is too much at one, in words."""
    return tuple(
        StepCell(step.code, number(step.number), step.words, _differs(step.waiting)) for step in steps_of(account)
    )


def _differs(waiting: int) -> str:
    if waiting > 0:
        return n_("{count} not yet", "{count} not yet", waiting)
    return n_("{count} too many", "{count} too many", -waiting) if waiting else ""


OPEN: Mapping[str, str] = {
    "receive": _("Open Receive"),
    "opening": _("Open Opening"),
    "count": _("Open In the count?"),
    "release": _("Open Release"),
}
"""The desk at which a difference is settled -> what its button says."""


def trouble_block(trouble: Trouble, desks: Container[str]) -> Block:
    """What does not fit, as the account says it, with both numbers and who can settle it, at one of the person's desks."""
    numbers = _(
        "By the record {expected}, found {actual}.", expected=number(trouble.expected), actual=number(trouble.actual)
    )
    desk, who_settles = settled_at(trouble.step)
    words = beside(trouble.sentence, numbers, who_settles)
    return Block(words, desk, OPEN[desk], warns=True) if desk in desks else Block(words, warns=True)


def place_row(place: str, counts: OutcomeCounts) -> Row:
    """One place of the table; the row's id is the place, empty where none was given."""
    numbers = (counts.received, *(getattr(counts, outcome) for outcome in ORDER))
    return Row(place, (place or NO_PLACE, *numbers))


def contest_lines(canvass: Canvass, election: Election) -> tuple[tuple[str, str], ...]:
    """How many ballots may count in each contest, in ballot order."""
    return tuple((election.contests[contest].title, number(count)) for contest, count in canvass.contests.items())


def envelope_row(row: EnvelopeRow, voter: str) -> Row:
    """One envelope of a list; `voter` is empty for people who do not see names."""
    told = outcome_words(row.outcome) if row.outcome else AFTER_YOURS
    if row.outcome == "count_partial":
        told = _("{outcome}, {counted} of {all}", outcome=told, counted=row.counted, all=row.counted + row.not_counted)
    outcome = OutcomeCell(row.outcome, row.kept_apart, told)
    cells = (row.number, voter, status_words(row), outcome, where_words(row), row.place or NO_PLACE)
    return Row(row.number, cells, order=(row.ordinal, voter, ORDER_OF[row.status], row.outcome, cells[4], row.place))


ORDER_OF: Mapping[str, int] = {status: at for at, status in enumerate(STATUS_WORDS)}


def status_words(row: EnvelopeRow) -> str:
    """Where an envelope stands, with what sets it apart from others to do; first, that it left and is open again."""
    if row.open_again:
        return _("Left, entered by mistake") if row.status == "by_mistake" else _("Released, open again")
    if row.status == "to_do" and row.referred:
        return _("Referred")
    if row.status == "to_do" and row.returned:
        return _("Returned")
    if row.status == "to_do" and row.reopened:
        return _("Reopened")
    return STATUS_WORDS[row.status]


def period_words(last_day: datetime, *, closed: bool, over: bool, left: str) -> str:
    """How much time is left to clarify and to cure, or that the period is over or closed."""
    until = day_and_hour(last_day)
    if closed:
        return _("The period for clarifying and curing is closed. Open holds are proposals now.")
    if over:
        return _(
            "The period for clarifying and curing ended {when}. Nothing changes until a supervisor closes it.",
            when=until,
        )
    return _("{span} left to clarify and to cure, until {when}.", span=left, when=until)


def undecided_words(waiting: Waiting, in_hand: int) -> tuple[str, ...]:
    """What is not decided yet, by kind, each with where it is found; a sentence where there is nothing."""
    untouched = max(waiting.to_do - waiting.referred - waiting.returned - in_hand, 0)
    numbers = (untouched, in_hand, waiting.referred, waiting.returned, waiting.to_close, waiting.to_approve)
    said = (
        n_(
            "{count} envelope is not determined yet (Review).",
            "{count} envelopes are not determined yet (Review).",
            untouched,
        ),
        n_(
            "{count} envelope is in somebody's hands (Overview, In hand).",
            "{count} envelopes are in somebody's hands (Overview, In hand).",
            in_hand,
        ),
        n_(
            "{count} envelope waits for a supervisor's answer (Batches).",
            "{count} envelopes wait for a supervisor's answer (Batches).",
            waiting.referred,
        ),
        n_(
            "{count} envelope was returned and has to be done again (Review).",
            "{count} envelopes were returned and have to be done again (Review).",
            waiting.returned,
        ),
        n_(
            "{count} determination is in no batch yet (Batches).",
            "{count} determinations are in no batch yet (Batches).",
            waiting.to_close,
        ),
        n_(
            "{count} batch waits for approval (Batches).",
            "{count} batches wait for approval (Batches).",
            waiting.to_approve,
        ),
    )
    found = tuple(words for count, words in zip(numbers, said, strict=True) if count)
    return found or (_("Every other envelope is decided and approved."),)


def follows_words(held: int, last_day: datetime) -> tuple[str, ...]:
    """What follows when the period is closed, a sentence each."""
    return (
        n_(
            "{count} hold becomes a proposal: it says what its outcome would now be.",
            "{count} holds become proposals: each says what its outcome would now be.",
            held,
        ),
        _(
            "Nothing changes by itself. Holds brings them back to review together; a reviewer records each one, and "
            "another person approves it."
        ),
        _("What arrived by {when} can still be recorded. Closing cannot be undone.", when=day_and_hour(last_day)),
    )


REFERRED = plural("{count} envelope is referred to a supervisor", "{count} envelopes are referred to a supervisor")
RETURNED = plural(
    "{count} envelope was returned and has to be done again",
    "{count} envelopes were returned and have to be done again",
)
TO_CLOSE = plural(
    "{count} envelope is determined and in no batch yet", "{count} envelopes are determined and in no batch yet"
)


DOUBTED = plural(
    "{count} envelope is said to be entered by mistake: a supervisor answers",
    "{count} envelopes are said to be entered by mistake: a supervisor answers",
)


def waiting_blocks(waiting: Waiting, unsettled: Sequence[str] = (), doubted: int = 0) -> tuple[Block, ...]:
    """What people have to do before everything can be decided; first what left and is open again, or is not `unsettled`."""
    waiting_for = (
        (waiting.referred, REFERRED, "review", _("Open Review")),
        (waiting.returned, RETURNED, "review", _("Open Review")),
        (waiting.to_close, TO_CLOSE, "batches", _("Open Batches")),
        (doubted, DOUBTED, "batches", _("Open Batches")),
    )
    left = open_again_words(waiting.left, waiting.open_again)
    red = (left, *unsettled) if left else unsettled
    again = tuple(Block(words, "release", _("Open Release"), warns=True) for words in red)
    return again + tuple(Block(words(count), desk, action) for count, words, desk, action in waiting_for if count)


def resting_blocks(resting: str) -> tuple[Block, ...]:
    """What rests on one person alone, with the way to where a second one answers for it; none for empty words."""
    return (
        (Block(_("{resting}: let a second person confirm it", resting=resting), "setup", _("Open Setup"), warns=True),)
        if resting
        else ()
    )


def file_blocks(files: Sequence[FileState], election_day: date, *, roll: bool, named: bool) -> tuple[Block, ...]:
    """What is missing of the files that answers rest on. `named`: the case names a roll that is not to be found here."""
    found: list[Block] = []
    if not roll:
        words = _("No roll is attached: attach it at the Receive desk")
        if named:
            words = _("The roll of this case was not found: attach it again at the Receive desk")
        found.append(Block(words, "receive", _("Open Receive")))
    newest = {file.kind: file.dated for file in sorted(files, key=lambda file: (file.dated, file.version))}
    problems = (_file_problem(votes, newest, election_day) for votes in EVERY_VOTE)
    found.extend(Block(problem, "receive", _("Open Receive")) for problem in problems if problem)
    return tuple(found)


def _file_problem(votes: Votes, newest: Mapping[str, str], election_day: date) -> str:
    """What is wrong with the files that tell of votes, of which one is enough; empty where nothing is."""
    kinds = kinds_telling(votes)
    there = [kind for kind in kinds if kind in newest]
    if not there:
        names = tuple(FILE_KINDS[kind].source for kind in kinds)
        return _("No {file} was received: who has voted otherwise is not known", file=any_of(names))
    days = {newest[kind][: len("2020-11-03")]: kind for kind in there}
    newest_day = max(days)
    if "" in days or newest_day >= election_day.isoformat():
        return ""
    name, day = FILE_KINDS[days[newest_day]].source, short_day(date.fromisoformat(newest_day))
    return _("The {file} is of {day}, before election day", file=name, day=day)


def otherwise_of(found: Departures, name_of: NameOf | None) -> Otherwise:
    """What the Overview says of departures; `name_of` is None where the person does not see whose they are.

    Nothing while nobody has determined anything.
    """
    if not found.determinations:
        return Otherwise()
    people = tuple(_people(found, name_of)) if name_of is not None else ()
    button = (
        n_("Show {count} departure", "Show {count} departures", found.number)
        if found.number and name_of is not None
        else ""
    )
    return Otherwise(departures_told(found), people, button)


def _people(found: Departures, name_of: NameOf) -> Iterator[str]:
    """A line for everybody of whom there is something to tell, the most departures first."""
    ranked = sorted(found.by_person.items(), key=lambda pair: (-pair[1].departures, -pair[1].against_record, pair[0]))
    for person, judged in ranked:
        if judged.departures or judged.against_record:
            yield _person(short_name(name_of(person)), judged)


def _person(name: str, judged: Judged) -> str:
    """ "Departures: 3 of 214 by R. Ames. Answers against a record: 2"."""
    departures = _(
        "Departures: {departures} of {determinations} by {person}",
        departures=judged.departures,
        determinations=judged.determinations,
        person=name,
    )
    if not judged.against_record:
        return departures
    return _("{departures}. Answers against a record: {count}", departures=departures, count=judged.against_record)
