"""A small practice case, made once a run, untouched or with some work done in it; and the real window on a copy."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from adjudicator.casework.sheet.cards import cards_of
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.intake.definition import read_definition
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import Clock, machine_salts, seeded_clock
from adjudicator.office.office import TimeAndChance
from adjudicator.people import passwords
from adjudicator.practice.papers import RightAnswer, read_answers, read_papers
from adjudicator.records.election import Election
from adjudicator.records.elector import Elector
from adjudicator.records.people import practice_people
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.ready import RehearsalPlan, chance_from, make_ready, sign_in_as
from adjudicator.rehearsal.worker import ScriptedWorker
from adjudicator.resources import path
from adjudicator.roll import Roll
from tests.eyes import look_as
from tests.flows.hands import Hands, rows_of, settle
from tests.looking import approve_seen
from tests.made import made_once
from ui.kit.window.frame import Frame
from ui.shell.window import Window

SEED, ENVELOPES, ELECTORS = 7, 48, 1000
DEFINITION = path("practice", "gwinnett-2020.json")
AFTER_THE_ELECTION = datetime(2020, 11, 5, 14, 0, tzinfo=UTC)
PASSWORDS = {person.id: password for person, password in practice_people()}
REVIEWER, SUPERVISOR, OBSERVER = "rwhitfield", "jbellamy", "oquinn"
FILES = ("roll.csv", "absentee.csv", "check_in.csv", "answers.csv", "papers.csv")


@cache
def voters_of(folder: Path) -> re.Pattern[str]:
    """What says who a voter of the practice case is: whole names, birth dates, addresses, numbers; nothing short."""
    wanted: set[str] = set()
    (listed,) = folder.glob("envelopes*.csv")
    for row in rows_of(listed):
        first, last = row["first_name"], row["last_name"]
        wanted |= {f"{first} {last}", f"{last}, {first}", f"{row['house_number']} {row['street']}"}
        wanted |= {row["birth_date"], row["registration_number"], row["note"], row["phone"]}
    assert len(wanted) > 200
    return re.compile("|".join(re.escape(text) for text in sorted(wanted) if len(text.strip()) > 5), re.IGNORECASE)


@dataclass(frozen=True)
class Practice:
    """A practice case's folder, and the right answers, which nothing in the program ever reads."""

    folder: Path
    answers: dict[str, RightAnswer]
    easy: frozenset[str]
    """Envelopes whose cards the files answer altogether, but for where the voter lived."""

    @property
    def case(self) -> Path:
        return self.folder / "practice.case"

    def numbers(self, situation: str) -> list[str]:
        """The envelopes of a kind."""
        return [number for number, answer in self.answers.items() if answer.situation == situation]

    def easy_one(self, situation: str, place: int = 0) -> str:
        """An envelope of a kind that is easy: the first, or one further on."""
        return [number for number in self.numbers(situation) if number in self.easy][place]


def fresh_case(factory: pytest.TempPathFactory) -> Path:
    """The folder of a case with everything received and nobody signed in."""
    return made_once(factory, "practice", _make)


def worked_case(factory: pytest.TempPathFactory) -> Path:
    """The folder of a case with a batch approved, one that waits, some determinations in no batch, some holds."""
    fresh = fresh_case(factory)
    return made_once(factory, "worked", lambda folder: work(copied(fresh, folder)))


def quick_passwords(patch: pytest.MonkeyPatch) -> None:
    """Passwords that take no second to check."""
    patch.setattr(passwords, "MEMORY_KIB", 8 * passwords.LANES)
    patch.setattr(passwords, "PASSES", 1)


def short_looks(patch: pytest.MonkeyPatch) -> None:
    """What has to be looked at counts after a moment: nobody here reads."""
    patch.setattr("ui.desks.batches.front.SECONDS", 0.05)


def coarse_scans(patch: pytest.MonkeyPatch) -> None:
    """Practice papers are drawn small, in a quarter of the time: nobody here reads them.

    How they look as large as an office sees them is for tests/pictures and tests/kit.
    """
    patch.setattr("ui.kit.scan.reading.MADE_FOR", 0.25)


@cache
def election() -> Election:
    """Gwinnett's election."""
    found, _ = read_definition(DEFINITION.read_bytes(), DEFINITION.name)
    assert found is not None
    return found


def _make(out: Path) -> None:
    wanted = RehearsalPlan(ENVELOPES, SEED, electors=ELECTORS)
    ready = make_ready(
        DEFINITION.read_bytes(), DEFINITION.name, out, wanted,
        chance=chance_from(SEED, election()), tell=lambda *_: None,
    )  # fmt: skip
    assert not isinstance(ready, tuple)
    ready.office.close()


def copied(made: Path, folder: Path) -> Path:
    """A copy of a case with what lies beside it."""
    folder.mkdir(exist_ok=True)
    for name in ("practice.case", "practice.roll", *FILES):
        shutil.copy(made / name, folder / name)
    return folder


def work(folder: Path) -> None:
    """Do a morning's work in a case: three times six envelopes, one batch approved, one waiting, the last in none."""
    chance = TimeAndChance(seeded_clock(datetime(2020, 11, 4, 15, 0, tzinfo=UTC)), machine_salts)
    with closing(Office.open(folder / "practice.case", chance=chance)) as office:
        worker = ScriptedWorker(office, read_papers(folder / "papers.csv"))
        sign_in_as(office, "reviewer")
        numbers = [state.number for state in office.overview.states()]
        for at, number in enumerate(numbers[:21], 1):
            worker.work(number)
            if at in (7, 14):
                assert not isinstance(office.batches.close(), Refusal)
        sign_in_as(office, "supervisor")
        first = min(office.batches.batches(), key=lambda batch: batch.id)
        assert not isinstance(approve_seen(office, first), Refusal)
        office.people.sign_out()


@cache
def easy_numbers(folder: Path) -> frozenset[str]:
    """Envelopes whose cards the files answer altogether, but for where the voter lived."""
    with closing(Office.open(folder / "practice.case")) as office:
        look_as(office, REVIEWER)
        sheets = [office.review.sheet(state.number) for state in office.overview.states()]
    return frozenset(sheet.number for sheet in sheets if isinstance(sheet, Sheet) and is_easy(sheet))


def is_easy(sheet: Sheet) -> bool:
    """Whether every line but the residence is known from a dated record, and there are two cards alone."""
    cards = [card for card in cards_of(sheet) if card.id != "needs"]
    lines = [line for card in cards for line in card.lines if line.fact != "residence"]
    return len(cards) == 2 and all(line.state == "known" for line in lines)


def practice_in(folder: Path, easy: frozenset[str]) -> Practice:
    """A practice case in a folder."""
    return Practice(folder, read_answers(folder / "answers.csv"), easy)


def unused_elector(folder: Path) -> Elector:
    """An active elector of a precinct with one ballot style, who has voted in no other way and sent no envelope."""
    elsewhere = "".join(
        (folder / name).read_text(encoding="utf-8") for name in ("absentee.csv", "check_in.csv", "answers.csv")
    )
    with closing(Roll.open(folder / "practice.roll")) as roll:
        electors = (roll.by_number(row["Voter Registration Number"]) for row in rows_of(folder / "roll.csv"))
        return next(each for each in electors if each is not None and _is_plain(each, elsewhere))


def _is_plain(elector: Elector, elsewhere: str) -> bool:
    here = (elector.county, elector.status) == ("GWINNETT", "active") and elector.registration_number not in elsewhere
    return here and bool(elector.middle_name) and len(election().precincts[elector.precinct].portions) == 1


def seated(window: Window, case: Path | None, active: Callable[[Frame], object]) -> Hands:
    """The hands of a person who sits down at a window, on a case or on the start screen."""
    window.frame.resize(1280, 800)
    window.start(case)
    active(window.frame)
    settle()
    return Hands(window.frame)


def new_window(clock: Clock | None = None) -> Window:
    """The real window, two days after the election."""
    return Window(Frame(), DEFINITION, TimeAndChance(clock=clock or seeded_clock(AFTER_THE_ELECTION)))
