"""A practice case in which half the envelopes are determined and some held, copied afresh for each test.

Shared by the tests of presenters, views and pictures of Receive, Overview and Holds, so that it is made once a
run.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adjudicator import resources
from adjudicator.casework.acts.review.determining import Decision
from adjudicator.intake.definition import read_definition
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import machine_salts, seeded_clock
from adjudicator.office.office import TimeAndChance
from adjudicator.people import passwords
from adjudicator.practice.papers import read_papers
from adjudicator.records.people import practice_people
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.rehearsal.ready import Rehearsal, RehearsalPlan, chance_from, make_ready, sign_in_as
from adjudicator.rehearsal.reasons import why_against
from adjudicator.rehearsal.worker import ScriptedWorker
from adjudicator.words import ENGLISH
from tests.made import made_once

ENVELOPES, WORKED, ELECTORS = 60, 45, 2_500
REVIEWER, SUPERVISOR, OBSERVER = "rwhitfield", "jbellamy", "oquinn"
PASSWORDS = {person.id: password for person, password in practice_people()}
THURSDAY = datetime(2020, 11, 5, 15, 0, tzinfo=UTC)
SATURDAY = datetime(2020, 11, 7, 15, 0, tzinfo=UTC)


class RecordingShell:
    """A shell that does long work at once and remembers what was said, and where it was told to go."""

    language = ENGLISH

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.went: list[tuple[str, str]] = []
        self.asked: list[str] = []
        self.progress: list[tuple[int, int]] = []
        self.waiting: list[Callable[[], None]] = []
        self.later = False
        self.cancelled = 0

    def said(self, words: str, undo: Callable[[], None] | None = None, instead: str = "") -> None:
        self.heard.append(words)

    def go(self, desk: str, about: str = "") -> None:
        self.went.append((desk, about))

    def ask(self, what: str) -> None:
        self.asked.append(what)

    def run(self, work: Any, done: Any, failed: Any, progress: Any = None) -> Callable[[], None]:
        self.tell = progress

        def call() -> None:
            try:
                result = work(lambda finished, of, words="": self.progress.append((finished, of)))
            except WorldError as error:
                failed(error)
                return
            done(result)

        if self.later:
            self.waiting.append(call)
        else:
            call()
        return self._cancel

    def _cancel(self) -> None:
        self.cancelled += 1


def folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of the case and its files."""
    return made_once(factory, "desks", _make)


def office_on(made: Path, own: Path, now: datetime = THURSDAY, person: str = REVIEWER) -> Office:
    """The office on a copy of the case, at a moment, with a person signed in."""
    case = own / "desks.case"
    shutil.copy(made / "practice.case", case)
    office = Office.open(case, roll=made / "practice.roll", chance=TimeAndChance(seeded_clock(now), machine_salts))
    sign_in(office, person)
    return office


def course(own: Path, worked: int) -> Office:
    """The course of twenty envelopes, so many of them worked by the reviewer, who is signed in."""
    office, papers = _practice(own, RehearsalPlan(seed=7, electors=ELECTORS, course=True))
    worker = ScriptedWorker(office, read_papers(papers))
    for number in [state.number for state in office.overview.states() if state.status == "to_do"][:worked]:
        worker.work(number)
    return office


def empty_office(own: Path, now: datetime = THURSDAY) -> Office:
    """A case that nothing was received in yet, with the practice people and the reviewer signed in."""
    name = "gwinnett-2020.json"
    definition = resources.path("practice", name).read_bytes()
    office = Office.create(
        own / "empty.case", definition, name, mode="practice", chance=TimeAndChance(seeded_clock(now), machine_salts)
    )
    assert isinstance(office, Office)
    with cheap_passwords():
        for person, password in sorted(practice_people(), key=lambda pair: "administrator" not in pair[0].roles):
            office.people.add(person, password)
            if office.people.signed_in is None:
                sign_in(office, person.id)
    sign_in(office, REVIEWER)
    return office


@contextmanager
def cheap_passwords() -> Iterator[None]:
    """Verifiers that cost next to nothing to make and to check."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "MEMORY_KIB", 8 * passwords.LANES)
        patch.setattr(passwords, "PASSES", 1)
        yield


def sign_in(office: Office, person: str) -> None:
    """Sign in whom the test is about."""
    assert not isinstance(office.people.sign_in(person, PASSWORDS[person]), Refusal)


def held(office: Office) -> list[str]:
    """The numbers of the envelopes that are held."""
    return [state.number for state in office.overview.states() if state.status == "held"]


def held_for(office: Office, hold: str) -> Iterator[str]:
    """The numbers of the envelopes that are held for one thing, among others."""
    for state in office.overview.states():
        if state.status == "held" and state.determination is not None and hold in state.determination.holds:
            yield state.number


def hold_for(office: Office, fact: str, value: str) -> str:
    """Have an envelope held for what one answer says, and give its number."""
    for state in office.overview.states():
        if state.status != "to_do" or state.referred:
            continue
        sheet = office.review.sheet(state.number)
        assert not isinstance(sheet, Refusal)
        if sheet.cast_style:
            why = why_against(sheet, fact, value)
            assert not isinstance(office.review.say(sheet, fact, value, why=why), Refusal)
            ScriptedWorker(office, {}).work(state.number)  # what is still asked, and the record
            return state.number
    raise AssertionError("no envelope is left to hold")


def depart_twice(office: Office) -> None:
    """Have two envelopes that count determined otherwise than recommended, and one on an answer against a record."""
    counting = [state.number for state in office.overview.states() if state.status == "determined"]
    for number in counting[:2]:
        assert not isinstance(office.review.withdraw(number, "Looked at again"), Refusal)
        decision = Decision("held", "The registrar asked to wait")
        _must(office, number, lambda sheet, decision=decision: office.review.record(sheet, decision))


def hold_in_doubt(office: Office) -> str:
    """Have the envelope of a voter who is credited with a vote held, because the credit looks wrong; gives its number."""
    for state in office.overview.states():
        sheet = office.review.sheet(state.number)
        if state.status == "determined" and not isinstance(sheet, Refusal) and sheet.evidence.credits:
            assert not isinstance(office.review.withdraw(state.number, "The credit looks wrong"), Refusal)
            _must(office, state.number, lambda again: office.review.say(again, "voted_already", "credit_in_question"))
            _must(office, state.number, office.review.record)
            return state.number
    raise AssertionError("no voter with a credit is determined")


def _must(office: Office, number: str, act: Callable[[Any], object]) -> None:
    sheet = office.review.sheet(number)
    assert not isinstance(sheet, Refusal)
    assert not isinstance(act(sheet), Refusal)


def _make(made: Path) -> None:
    office, papers = _practice(made, RehearsalPlan(ENVELOPES, 7, electors=ELECTORS))
    worker = ScriptedWorker(office, read_papers(papers))
    numbers = [state.number for state in office.overview.states() if state.status == "to_do"]
    for number in numbers[:WORKED]:
        worker.work(number)
    last = numbers[-1]
    assert not isinstance(office.review.refer(last, "Which street is this?"), Refusal)
    for fact, value in (("oath", "unsigned"), ("identification", "missing"), ("registration", "not_found")):
        hold_for(office, fact, value)
    office.people.sign_out()
    office.close()


def _practice(made: Path, plan: RehearsalPlan) -> tuple[Office, Path]:
    """A practice case in a folder, the reviewer signed in, and its papers."""
    name = "gwinnett-2020.json"
    definition = resources.path("practice", name).read_bytes()
    election, _ = read_definition(definition, name)
    assert election is not None
    ready = make_ready(definition, name, made, plan, chance=chance_from(7, election), tell=lambda *_: None)
    assert isinstance(ready, Rehearsal)
    sign_in_as(ready.office, "reviewer")
    return ready.office, ready.files.papers


def broken_list(made: Path, own: Path) -> Path:
    """The case's envelope list with mistakes in some rows: errors and warnings."""
    path = own / "envelopes-3-nov.csv"
    header, *rows = (made / "envelopes.csv").read_text(encoding="utf-8").splitlines()
    columns = header.split(",")
    changed = {3: ("precinct_cast", "999"), 5: ("reasons", "XX"), 7: ("cast_at", "yesterday"), 9: ("stream", "mail")}
    changed |= {11: ("style_cast", "135-BS001"), 12: ("style_cast", "135-BS001")}
    for at, (column, value) in changed.items():
        cells = next(csv.reader([rows[at]]))
        cells[columns.index(column)] = value
        rows[at] = ",".join(f'"{cell}"' for cell in cells)
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path
