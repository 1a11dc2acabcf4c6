"""A practice case in which two people decided envelopes over an afternoon, with breaks; made once a run."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adjudicator.office import Office
from adjudicator.office.behind.time.clock import machine_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.practice.make import files_in
from adjudicator.practice.papers import read_papers
from adjudicator.rehearsal.worker import ScriptedWorker
from tests.desks import desk_cases as cases
from tests.desks import review_cases
from tests.made import made_once

NOON = datetime(2020, 11, 5, 17, 0, tzinfo=UTC)
AFTERNOON = datetime(2020, 11, 5, 20, 40, tzinfo=UTC)
LATE = datetime(2020, 11, 6, 21, 40, tzinfo=UTC)
"""Twenty minutes before the last day ends."""

DAY = timedelta(days=1)
WORKERS = (("rwhitfield", 70, 18), ("tnakamura", 95, 14))


class HandClock:
    """A clock that goes on by a second when it is read, and otherwise where it is put."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of the case and its files."""
    practice = review_cases.practice_folder(factory)  # made first: one thing is made at a time
    return made_once(factory, "progress", lambda made: _make(practice, made))


def office_on(made: Path, own: Path, person: str, now: datetime = AFTERNOON) -> tuple[Office, HandClock]:
    """The office on a copy of the case, at a moment, with a person signed in."""
    case, clock = own / "progress.case", HandClock(now)
    shutil.copy(made / "practice.case", case)
    office = Office.open(case, roll=made / "practice.roll", chance=TimeAndChance(clock, machine_salts))
    cases.sign_in(office, person)
    return office, clock


def office_late(made: Path, own: Path, person: str, now: datetime) -> tuple[Office, HandClock]:
    """The same, with a dozen envelopes decided slowly just before that moment."""
    office, clock = office_on(made, own, person, now - timedelta(minutes=55))
    for _ in range(12):
        clock.now += timedelta(minutes=4)
        work(office, made, 1)
    clock.now = max(clock.now, now)
    return office, clock


def work(office: Office, made: Path, many: int) -> None:
    """Have the person who is signed in decide the next envelopes."""
    worker = ScriptedWorker(office, read_papers(files_in(made).papers))
    for number in [state.number for state in office.overview.states() if state.status == "to_do"][:many]:
        worker.work(number)


def _make(practice: Path, made: Path) -> None:
    for each in practice.iterdir():
        if each.is_file():
            shutil.copy(each, made / each.name)
    clock = HandClock(NOON)
    office = Office.open(
        made / "practice.case", roll=made / "practice.roll", chance=TimeAndChance(clock, machine_salts)
    )
    papers = read_papers(files_in(made).papers)
    numbers = [state.number for state in office.overview.states() if state.status == "to_do"]
    begins = NOON
    for person, seconds, many in WORKERS:
        clock.now = begins
        cases.sign_in(office, person)
        worker = ScriptedWorker(office, papers)
        for at in range(many):
            clock.now += timedelta(seconds=seconds) if at != many // 2 else timedelta(minutes=50)
            worker.work(numbers.pop(0))
        office.people.sign_out()
        begins += timedelta(minutes=100)
    office.close()
