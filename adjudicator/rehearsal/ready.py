"""Making a practice case ready: files made, roll built, case opened, people added, everything received."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from adjudicator.at_rest import durable
from adjudicator.intake.definition import read_definition
from adjudicator.office import Office
from adjudicator.office.behind.law.laws import board_votes_under, law_for
from adjudicator.office.behind.time.clock import seeded_clock, seeded_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.practice.make import LEAST_ELECTORS, PracticeFiles, files_in, make_practice
from adjudicator.practice.papers import read_answers
from adjudicator.records.election import Election
from adjudicator.records.orders import CourtOrder
from adjudicator.records.people import practice_people
from adjudicator.records.trouble import Problem, Refusal
from adjudicator.rehearsal.receipts import RECEIPTS, give_receipts
from adjudicator.resources import DEFAULT_PACK
from adjudicator.roll import build_roll
from adjudicator.words import _

USUAL = "usual"

Tell = Callable[[str, int, int], None]
"""Is told what is being done, and how much of it is done."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A practice case ready to work on: the office, with nobody signed in, and where its files are."""

    office: Office
    case: Path
    roll: Path
    files: PracticeFiles


@dataclass(frozen=True, slots=True)
class RehearsalPlan:
    """What to rehearse: how many envelopes, from which seed, among at least how many electors; under which pack, empty for
    the one that fits the election, and why where it is not the law on that day. `board_votes` says when the board does, and
    USUAL that it does when it does in a new case under that pack. `plants` are the mistakes of `second_half.PLANTS` to plant.
    A `course` has twenty envelopes of its own.
    """

    envelopes: int = 1000
    seed: int = 1
    rules: str = ""
    electors: int = LEAST_ELECTORS
    reason: str = ""
    board_votes: str = "off"
    plants: tuple[str, ...] = ()
    course: bool = False


def make_ready(
    definition: bytes, name: str, out: Path, wanted: RehearsalPlan, *, chance: TimeAndChance, tell: Tell
) -> Rehearsal | tuple[Problem, ...]:
    """Make a practice case in `out`; gives the problems of a definition that has errors, is that of a primary, or of a day
    on which the pack is not the law and no reason is given.

    Raises WorldError where the folder cannot be written, and "exists" where it has a file of any name that is made here;
    nothing is left of what was begun then.
    """
    election, problems = read_definition(definition, name)
    if election is None:
        return problems
    if any(portion.styles for precinct in election.precincts.values() for portion in precinct.portions):
        what = _("is a primary, of which no practice election can be made")
        return (Problem(name, what, _("Choose the definition of another election."), column="primary"),)
    law = law_for(election.date, name, wanted.rules, wanted.reason, live=False)
    if isinstance(law, tuple):
        return law
    case, roll = out / "practice.case", out / "practice.roll"
    with durable.all_new((*astuple(files_in(out)), roll, case, out / RECEIPTS)):
        files = make_practice(
            election,
            definition,
            out,
            seed=wanted.seed,
            envelopes=wanted.envelopes,
            electors=wanted.electors,
            progress=lambda done, of: tell(_("Making electors and envelopes"), done, of),
            law=None if law.id == DEFAULT_PACK else law,
            course=wanted.course,
        )
        _built(files.roll, roll, tell)
        office = Office.create(
            case, definition, name, rules=law.id, reason=wanted.reason, mode="practice", chance=chance,
            board_votes=board_votes_under(law.id) if wanted.board_votes == USUAL else wanted.board_votes,
        )  # fmt: skip
        if isinstance(office, tuple):
            raise AssertionError("a definition that was read has no problems")
        _fill(office, files, roll, tell)
    return Rehearsal(office, case, roll, files)


def _fill(office: Office, files: PracticeFiles, roll: Path, tell: Tell) -> None:
    """Give the case its people, its files and its court orders, and some voters a receipt."""
    try:
        _people(office)
        _receive(office, files, roll, tell)
        _orders(office, files.orders)
        tell(_("Giving receipts"), 0, 1)
        give_receipts(office, tuple(read_answers(files.answers).values()), roll.with_name(RECEIPTS))
        office.people.sign_out()
    except BaseException:
        office.close()  # stopped half-way: nobody else has a hold of it
        raise


def _built(source: Path, roll: Path, tell: Tell) -> None:
    built = build_roll(source, roll, progress=lambda done, of: tell(_("Building the roll"), done, of))
    if isinstance(built, list):
        raise AssertionError(str(built[0]))


def chance_from(seed: int, election: Election) -> TimeAndChance:
    """Time and chance from a seed: the clock starts on the morning after the election. For headless practice only."""
    start = datetime.combine(election.date + timedelta(days=1), time(13, 0), UTC)
    case_id = hashlib.sha256(f"practice case {seed} {election.digest}".encode()).hexdigest()[:16]
    return TimeAndChance(seeded_clock(start, timedelta(milliseconds=250)), seeded_salts(seed), lambda: case_id)


def sign_in_as(office: Office, role: str) -> None:
    """Sign in the first of the practice people who has a role."""
    person, password = next(pair for pair in practice_people() if role in pair[0].roles)
    _must(office.people.sign_in(person.id, password))


def _people(office: Office) -> None:
    """The administrator comes first: a case's first person has to be one."""
    people = sorted(practice_people(), key=lambda pair: "administrator" not in pair[0].roles)
    for at, (person, password) in enumerate(people):
        _must(office.people.add(person, password))
        if at == 0:
            _must(office.people.sign_in(person.id, password))


def _receive(office: Office, files: PracticeFiles, roll: Path, tell: Tell) -> None:
    steps = (
        (_("Receiving the roll"), lambda: office.receive.attach_roll(roll)),
        (
            _("Receiving the absentee file"),
            lambda: office.receive.receive(office.receive.preview("absentee_file", files.absentee)),
        ),
        (
            _("Receiving the check-in list"),
            lambda: office.receive.receive(office.receive.preview("check_in_list", files.check_in)),
        ),
        (
            _("Receiving the envelopes"),
            lambda: office.receive.receive(office.receive.preview("envelope_list", files.envelopes)),
        ),
        (
            _("Receiving the lists of canceled and pending registrations"),
            lambda: office.receive.receive(office.receive.preview("cancelled_list", files.cancelled)),
        ),
        (
            _("Receiving the lists of canceled and pending registrations"),
            lambda: office.receive.receive(office.receive.preview("pending_list", files.pending)),
        ),
    )
    for at, (words, step) in enumerate(steps):
        tell(words, at, len(steps))
        result = step()
        if isinstance(result, Refusal) and result.code != "nothing_new":
            raise AssertionError(result.words)
    tell(_("Everything received"), len(steps), len(steps))


def _orders(office: Office, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            _must(office.orders.enter(_order_of(row)))


def _order_of(row: dict[str, str]) -> CourtOrder:
    return CourtOrder.for_all(
        number=row["number"],
        places=frozenset(row["places"].split(";")),
        begins=datetime.fromisoformat(row["from"]),
        ends=datetime.fromisoformat(row["to"]),
        status=row["status"],
        court=row["court"],
        judge=row["judge"],
    )


def _must(result: object) -> None:
    """In a rehearsal made by ourselves a refusal is a bug."""
    if isinstance(result, Refusal):
        raise AssertionError(f"{result.code}: {result.words}")
