"""A practice case in which one reviewer has determined every envelope, copied afresh for each test; and a recording shell.

For the tests of presenters, views and pictures of Batches and Release; the case is made once a run.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adjudicator import resources
from adjudicator.casework.acts.review.determining import Decision
from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.intake.definition import read_definition
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import seeded_clock, seeded_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.practice.papers import read_papers
from adjudicator.records.people import Person, practice_people
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.rehearsal.ready import Rehearsal, RehearsalPlan, chance_from, make_ready, sign_in_as
from adjudicator.rehearsal.worker import ScriptedWorker
from adjudicator.words import ENGLISH
from tests.looking import approve_seen
from tests.made import made_once
from ui.desks.batches.presenter import BatchesPresenter

ENVELOPES, ELECTORS = 48, 2_500
REVIEWER, OTHER, SUPERVISOR, BOTH = "rwhitfield", "tnakamura", "jbellamy", "dokoro"
PASSWORDS = {person.id: password for person, password in practice_people()} | {BOTH: "practice-both-roles-1"}


def determined_case(factory: pytest.TempPathFactory) -> Path:
    """The folder of a practice case with everything determined and nothing closed."""
    return made_once(factory, "determined", _make)


def _make(folder: Path) -> None:
    name = "gwinnett-2020.json"
    definition = resources.path("practice", name).read_bytes()
    election, _ = read_definition(definition, name)
    assert election is not None
    chance = chance_from(7, election)
    ready = make_ready(
        definition, name, folder, RehearsalPlan(ENVELOPES, 7, electors=ELECTORS), chance=chance, tell=lambda *_: None
    )
    assert isinstance(ready, Rehearsal)
    sign_in_as(ready.office, "administrator")
    both = Person(BOTH, "Dana Okoro", frozenset({"reviewer", "supervisor"}))
    assert not isinstance(ready.office.people.add(both, PASSWORDS[BOTH]), Refusal)
    sign_in_as(ready.office, "reviewer")
    worker = ScriptedWorker(ready.office, read_papers(ready.files.papers))
    for number in [state.number for state in ready.office.overview.states()]:
        worker.work(number)
    ready.office.close()


UNTIL = "until"
"""The file beside a case that was worked on which says when it was left."""
MORNING = datetime(2020, 11, 5, 15, 0, tzinfo=UTC)


def office_on(folder: Path, where: Path, begins: datetime = MORNING, salts: int = 715) -> Office:
    """The case opened on a copy of its own, nobody signed in; its clock begins on 5 November 2020 at 10:00.

    `salts` is a seed that no opening of it had before.
    """
    copy = where / "practice.case"
    shutil.copyfile(folder / "practice.case", copy)
    chance = TimeAndChance(seeded_clock(begins), seeded_salts(salts))
    return Office.open(copy, roll=folder / "practice.roll", chance=chance)


def worked_on(factory: pytest.TempPathFactory, name: str, work: Callable[[Office], object]) -> Path:
    """The folder of that case with more done in it, which is done once a run. Copied, never changed."""
    determined = determined_case(factory)

    def make(folder: Path) -> None:
        shutil.copyfile(determined / "practice.roll", folder / "practice.roll")
        office = office_on(determined, folder)
        work(office)
        (folder / UNTIL).write_text(office.now().astimezone(UTC).isoformat(), encoding="utf-8")
        office.close()

    return made_once(factory, name, make)


def office_left(folder: Path, where: Path) -> Office:
    """Such a case opened on a copy of its own, from when it was left."""
    return office_on(folder, where, datetime.fromisoformat((folder / UNTIL).read_text(encoding="utf-8")), 716)


def all_approved(own: Path, factory: pytest.TempPathFactory) -> Office:
    """A case with everything approved, and the supervisor signed in."""
    folder = worked_on(factory, "all-approved", lambda office: approve_batch(office, close_batch(office)))
    office = office_left(folder, own)
    sign_in(office, SUPERVISOR)
    return office


def sign_in(office: Office, person: str) -> None:
    """Sign one of the practice people in."""
    assert not isinstance(office.people.sign_in(person, PASSWORDS[person]), Refusal)


def close_batch(office: Office, person: str = REVIEWER) -> str:
    """Close everything a person has determined; gives the batch's id, and leaves nobody signed in."""
    sign_in(office, person)
    assert not isinstance(office.batches.close(), Refusal)
    office.people.sign_out()
    return office.batches.batches()[0].id


def approve_batch(office: Office, batch_id: str) -> None:
    """Approve a batch as the supervisor, and leave nobody signed in."""
    sign_in(office, SUPERVISOR)
    batch = office.batches.batch(batch_id)
    assert batch is not None
    assert not isinstance(approve_seen(office, batch), Refusal)
    office.people.sign_out()


def determined(office: Office, outcome: str) -> list[str]:
    """Numbers of the envelopes that have an outcome."""
    return [state.number for state in office.overview.states() if state.outcome == outcome]


def depart(office: Office, number: str, person: str = REVIEWER) -> None:
    """Determine an envelope again, against the recommendation."""
    sign_in(office, person)
    assert not isinstance(office.review.withdraw(number, "Looked at again"), Refusal)
    sheet = office.review.sheet(number)
    assert isinstance(sheet, Sheet)
    decision = Decision("not_counted", "The two birth dates cannot be of one person", "unable_to_determine")
    assert not isinstance(office.review.record(sheet, decision), Refusal)
    office.people.sign_out()


def decide_against_a_record(office: Office, person: str = REVIEWER) -> str:
    """Determine again the first envelope of a credited voter, who is said not to have voted; gives its number."""
    sign_in(office, person)
    sheets = (office.review.sheet(state.number) for state in office.overview.states() if state.status == "determined")
    number = next(sheet.number for sheet in sheets if isinstance(sheet, Sheet) and sheet.evidence.credits)
    assert not isinstance(office.review.withdraw(number, "Looked at again"), Refusal)
    sheet = office.review.sheet(number)
    assert isinstance(sheet, Sheet)
    why = Why("other", "The absentee oath is the father's, born 1948")
    assert not isinstance(office.review.say(sheet, "voted_already", "no", why=why), Refusal)
    sheet = office.review.sheet(number)
    assert isinstance(sheet, Sheet)
    assert not isinstance(office.review.record(sheet), Refusal)
    office.people.sign_out()
    return number


def take_another_name(office: Office, number: str, person: str = REVIEWER) -> None:
    """Determine an envelope again whose papers say another last name, for the same elector, whose name has changed."""
    sign_in(office, person)
    assert not isinstance(office.review.withdraw(number, "Looked at again"), Refusal)
    sheet = office.review.sheet(number)
    assert isinstance(sheet, Sheet)
    assert sheet.elector is not None
    done = office.receive.correct(number, {"last_name": "Vandersloot"}, "As on the paper.", sheet.state.version)
    assert not isinstance(done, Refusal)
    corrected = office.review.sheet(number)
    assert isinstance(corrected, Sheet)
    why = Why("name_changed", "Marriage certificate of 2019")
    assert not isinstance(office.review.choose(corrected, sheet.elector, why), Refusal)
    chosen = office.review.sheet(number)
    assert isinstance(chosen, Sheet)
    assert not isinstance(office.review.record(chosen), Refusal)
    office.people.sign_out()


def refer(office: Office, number: str, person: str = REVIEWER) -> None:
    """Take an envelope back and ask a supervisor about it."""
    sign_in(office, person)
    assert not isinstance(office.review.withdraw(number, "Not sure any more"), Refusal)
    assert not isinstance(office.review.refer(number, "Is this the father or the son?"), Refusal)
    office.people.sign_out()


class RecordingShell:
    """A shell that keeps what it is told. Long work runs at once, or waits for `finish` where `waits` is set."""

    language = ENGLISH

    def __init__(self) -> None:
        self.said_words: list[str] = []
        self.went: list[tuple[str, str]] = []
        self.waits = False
        self.cancelled = 0
        self._waiting: list[Callable[[], None]] = []

    def said(self, words: str, undo: Callable[[], None] | None = None, instead: str = "") -> None:
        """Keep the words."""
        self.said_words.append(words)

    def go(self, desk: str, about: str = "") -> None:
        """Keep where it went."""
        self.went.append((desk, about))

    def run(
        self,
        work: Callable[[Any], Any],
        done: Callable[[Any], None],
        failed: Callable[[WorldError], None],
        progress: Any = None,
    ) -> Callable[[], None]:
        """Do the work now or later, on this thread."""

        def act() -> None:
            try:
                result = work(progress or (lambda *_: None))
            except WorldError as trouble:
                failed(trouble)
            else:
                done(result)

        if self.waits:
            self._waiting.append(act)
        else:
            act()
        return self._cancel

    def finish(self) -> None:
        """Do what waits."""
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _cancel(self) -> None:
        self.cancelled += 1


class Seconds:
    """A clock in the tests' hands."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def look_at_all(presenter: BatchesPresenter, seconds: Seconds) -> None:
    """Go to the next that has to be looked at, and stay for three seconds, until nothing is left."""
    while (opened := presenter.screen.open) is not None and opened.next_unseen:
        presenter.look_at_next()
        seconds.now += 3
        presenter.stayed()
