"""The determined practice case with a board: approved batches, envelopes that want a ruling, and dockets on top of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adjudicator import resources
from adjudicator.casework.record.count_state import DocketState, Ruling, Vote
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.intake.definition import read_definition
from adjudicator.office import Office
from adjudicator.practice.make import files_in
from adjudicator.practice.papers import read_papers
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.ready import RehearsalPlan, chance_from
from adjudicator.rehearsal.reasons import why_against
from adjudicator.rehearsal.run import RunResult, rehearse
from adjudicator.rehearsal.second_half import PLANTS
from adjudicator.rehearsal.worker import ScriptedWorker
from tests.desks import batches_cases as cases
from tests.made import made_once

SECRETARY, SUPERVISOR, REVIEWER, OTHER = "vlang", cases.SUPERVISOR, cases.REVIEWER, cases.OTHER
PASSWORDS = cases.PASSWORDS
RecordingShell = cases.RecordingShell
HOUR = "2020-11-05T10:00"
ENVELOPES = 60


def sign_in(office: Office, person: str) -> None:
    """Sign in whom the test is about."""
    cases.sign_in(office, person)


def empty(own: Path, factory: pytest.TempPathFactory) -> Office:
    """A case in which the board votes before anything is opened, and nothing is approved; the supervisor is signed in."""
    office = cases.office_on(cases.determined_case(factory), own)
    _let_vote(office)
    return office


def _let_vote(office: Office) -> None:
    sign_in(office, SUPERVISOR)
    must(office.board.set_steps("before", "cast", "Georgia's way"))


def ready(own: Path, factory: pytest.TempPathFactory, asked: int = 3) -> Office:
    """The same with so many envelopes for the board and all others approved; the supervisor is signed in."""
    folder = cases.worked_on(factory, f"ready-{asked}", lambda office: _make_ready(office, asked))
    office = cases.office_left(folder, own)
    sign_in(office, SUPERVISOR)
    return office


def _make_ready(office: Office, asked: int) -> None:
    _let_vote(office)
    sign_in(office, REVIEWER)
    for number in cases.determined(office, "count_full")[:asked]:
        ask_the_board(office, number)
    cases.approve_batch(office, cases.close_batch(office))


def two_batches(own: Path, factory: pytest.TempPathFactory) -> Office:
    """The same with two approved batches and nothing for the board to rule on; the supervisor is signed in."""
    office = empty(own, factory)
    sign_in(office, REVIEWER)
    numbers = [each.number for each in office.batches.closable()]
    for part in (numbers[:5], numbers[5:]):
        sign_in(office, REVIEWER)
        must(office.batches.close(part))
        cases.approve_batch(office, office.batches.batches()[0].id)
    sign_in(office, SUPERVISOR)
    return office


def certified(own: Path, factory: pytest.TempPathFactory) -> Office:
    """A whole election with one of each mistake, certified on 11 November 2020; the supervisor is signed in a day later."""
    folder = made_once(factory, "certified", _make_certified)
    office = cases.office_on(folder, own, datetime(2020, 11, 12, 15, 0, tzinfo=UTC))
    sign_in(office, SUPERVISOR)
    return office


def _make_certified(folder: Path) -> None:
    name = "gwinnett-2020.json"
    definition = resources.path("practice", name).read_bytes()
    election, _ = read_definition(definition, name)
    assert election is not None
    plan = RehearsalPlan(ENVELOPES, 7, electors=3_000, board_votes="usual", plants=PLANTS)
    done = rehearse(definition, name, folder, plan, chance=chance_from(7, election), tell=lambda *_: None)
    assert isinstance(done, RunResult)


def amending(own: Path, factory: pytest.TempPathFactory, *, voted: bool = False) -> Office:
    """The same, where what was held was determined afterwards and is approved; where `voted`, the board has voted on it."""
    office = certified(own, factory)
    must(office.overview.close_period())
    sign_in(office, REVIEWER)
    held = [state.number for state in office.overview.states() if state.status == "held"]
    must(office.review.bring_back(held))
    worker = ScriptedWorker(office, read_papers(files_in(made_once(factory, "certified", _make_certified)).papers))
    for number in held:
        worker.work(number)
    cases.approve_batch(office, cases.close_batch(office))
    sign_in(office, SUPERVISOR)
    if voted:
        must(draw(office, reason="What was held was decided after the count was certified"))
        sign_in(office, SECRETARY)
        docket = office.board.waiting()[0]
        must(office.board.vote(docket, _vote_now(office, "Resolved, that the docket is approved.")))
    return office


def certified_again(own: Path, factory: pytest.TempPathFactory) -> Office:
    """The same, certified a second time."""
    office = amending(own, factory, voted=True)
    vote = _vote_now(office, "Resolved, that the amended count is certified.")
    why = ""
    if office.board.in_the_way():
        sign_in(office, SUPERVISOR)
        why = "What does not fit was explained to the board"
    must(office.board.certify(vote, why))
    return office


def _vote_now(office: Office, text: str) -> Vote:
    return Vote(f"2020-{len(office.board.motions()) + 1}", office.now().strftime("%Y-%m-%dT%H:%M"), text, 4, 0)


def ask_the_board(office: Office, number: str) -> None:
    """Have an envelope wait for the board: the voter's absentee ballot was rejected."""
    must(office.review.withdraw(number, "Looked at again"))
    sheet = sheet_of(office, number)
    why = why_against(sheet, "voted_already", "absentee_rejected")
    must(office.review.say(sheet, "voted_already", "absentee_rejected", why=why))
    must(office.review.record(sheet_of(office, number)))


def draw(office: Office, batches: Sequence[str] | None = None, reason: str = "", *, asked: bool = True) -> object:
    """Look up what is ready, and draw a docket of it."""
    must(office.looking_up.look_up(office.board.next_docket()))
    return office.board.draw(batches, reason, asked=asked)


def drawn(office: Office) -> DocketState:
    """Draw a docket of what is ready, and leave the secretary signed in."""
    must(draw(office))
    sign_in(office, SECRETARY)
    return office.board.dockets()[0]


def vote(number: str = "2020-12", in_favor: int = 4, against: int = 0) -> Vote:
    """A vote of the board."""
    return Vote(number, HOUR, "Resolved, that the docket is approved.", in_favor, against)


def rulings(docket: DocketState, office: Office) -> dict[str, Ruling]:
    """One of each kind on the first three envelopes that want one: count, in part without the first contest, do not count."""
    first, second, third = list(docket.questions)[:3]
    out = (office.board.contests_of(second)[0][0],)
    return {first: Ruling("count"), second: Ruling("count", out), third: Ruling("do_not_count")}


def determined_as_ruled(office: Office, numbers: list[str]) -> None:
    """Have the reviewer record what follows from the rulings, and another approve it; leaves the supervisor signed in."""
    sign_in(office, REVIEWER)
    for number in numbers:
        must(office.review.record(sheet_of(office, number)))
    cases.approve_batch(office, cases.close_batch(office))
    sign_in(office, SUPERVISOR)


def sheet_of(office: Office, number: str) -> Sheet:
    """The sheet of an envelope."""
    sheet = office.review.sheet(number)
    assert isinstance(sheet, Sheet), sheet
    return sheet


def must(done: object) -> None:
    """What has to be done for the test."""
    assert not isinstance(done, Refusal), done
