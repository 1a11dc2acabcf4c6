"""A case with four people, five envelopes and a court order, made once a run and copied for each test; no roll."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from unittest.mock import patch

from adjudicator import resources
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import seeded_clock, seeded_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.people import passwords
from adjudicator.records.envelope import Envelope
from adjudicator.records.orders import CourtOrder
from adjudicator.records.people import practice_people
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import ENGLISH

DEFINITION = resources.path("practice", "gwinnett-2020.json")
ENVELOPES = 5
PASSWORD = "several words in a row"
PLACE = "Harbins Elementary (GCPS)"
ORDER = CourtOrder.for_all(
    number="20-CV-1187",
    places=frozenset({PLACE}),
    begins=datetime.fromisoformat("2020-11-03T19:00"),
    ends=datetime.fromisoformat("2020-11-03T19:45"),
    status="in_force",
    court="Superior Court of Gwinnett County",
    judge="J. Hale",
)


@dataclass
class Shell:
    """Remembers what was said and where it was told to go; long work runs when `work_on` says so, else at once."""

    heard: list[str] = field(default_factory=list)
    undo: Callable[[], None] | None = None
    went: list[tuple[str, str]] = field(default_factory=list)
    waits: bool = False
    told: list[tuple[int, int]] = field(default_factory=list)
    cancelled: bool = False
    errors: list[WorldError] = field(default_factory=list)

    def said(self, words: str, undo: Callable[[], None] | None = None, instead: str = "") -> None:
        self.heard.append(words)
        self.undo = undo

    def go(self, desk: str, about: str = "") -> None:
        self.went.append((desk, about))

    def ask(self, what: str) -> None:
        self.went.append((what, "asked"))

    def world(self, error: WorldError) -> None:
        self.errors.append(error)

    def run(self, work, done, failed, progress=None):
        def tell(finished, of, words=""):
            self.told.append((finished, of))
            if progress is not None:
                progress(finished, of, words)

        def work_on():
            try:
                result = work(tell)
            except WorldError as error:
                failed(error)
                return
            done(result)

        self.work_on = work_on
        if not self.waits:
            work_on()
        return self._cancel

    language = ENGLISH

    def run_alone(self, words, work, done, failed):
        self.heard.append(words)
        work.close()
        try:
            work.write(lambda *told: self.told.append(told))
        except WorldError as error:
            work.end()
            failed(error)
            return
        done(work.end())

    def _cancel(self) -> None:
        self.cancelled = True


def chance(number: int = 1) -> TimeAndChance:
    """Time from the morning after the election, a second between two looks at the clock."""
    start = datetime(2020, 11, 4, 13, number, tzinfo=UTC)
    return TimeAndChance(seeded_clock(start), seeded_salts(number), lambda: f"case{number:04}")


def fast_passwords():
    """Verifiers that cost little, so that nobody waits in a test."""
    return patch.multiple(passwords, MEMORY_KIB=8, PASSES=1, LANES=1)


@cache
def _template() -> Path:
    path = Path(mkdtemp(prefix="tests-setup-")) / "small.case"
    office = Office.create(path, DEFINITION.read_bytes(), DEFINITION.name, mode="practice", chance=chance())
    assert isinstance(office, Office)
    with fast_passwords():
        ordered = sorted(practice_people(), key=lambda pair: "administrator" not in pair[0].roles)
        for person, password in ordered:
            assert not isinstance(office.people.add(person, password), Refusal)
            if office.people.signed_in is None:
                office.people.sign_in(person.id, password)
    for number in range(1, ENVELOPES + 1):
        paper = Envelope(f"{number:04}", "election_day", PLACE, "001", last_name="Delgado", first_name="Maria")
        assert not isinstance(office.receive.receive_one(paper), Refusal)
    assert not isinstance(office.orders.enter(ORDER), Refusal)
    office.close()
    return path


def small(folder: Path, who: str = "") -> Office:
    """A copy of the case in a folder, a person signed in."""
    path = folder / "small.case"
    shutil.copy(_template(), path)
    office = Office.open(path, chance=chance(30))
    if who:
        sign_in(office, who)
    return office


def sign_in(office: Office, who: str) -> None:
    """Signs one of the practice people in."""
    password = next(password for person, password in practice_people() if person.id == who)
    assert not isinstance(office.people.sign_in(who, password), Refusal)


def live(folder: Path) -> Office:
    """A LIVE case in which nobody has an account."""
    office = Office.create(folder / "live.case", DEFINITION.read_bytes(), DEFINITION.name, chance=chance(2))
    assert isinstance(office, Office)
    return office
