"""A practice case made once, a copy for each flow, and the real window on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adjudicator.casework.cards import cards_of
from adjudicator.casework.sheet import Sheet
from adjudicator.intake.definition import read_definition
from adjudicator.office import Office
from adjudicator.office.clock import seeded_clock
from adjudicator.office.office import Chance
from adjudicator.people import passwords
from adjudicator.practice.papers import RightAnswer, read_answers
from adjudicator.records.election import Election
from adjudicator.records.elector import Elector
from adjudicator.rehearsal.ready import Wanted, chance_from, make_ready
from adjudicator.resources import path
from adjudicator.roll import Roll
from tests.flows.hands import Hands, rows_of, settle
from ui.kit.frame import Frame
from ui.window import Window

SEED, ENVELOPES, ELECTORS = 7, 48, 1000
DEFINITION = path("practice", "gwinnett-2020.json")
AFTER_THE_ELECTION = datetime(2020, 11, 5, 14, 0, tzinfo=UTC)


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


@pytest.fixture(scope="session")
def quick_passwords() -> Iterator[None]:
    """Passwords that take no second to check."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "MEMORY_KIB", 8 * passwords.LANES)
        patch.setattr(passwords, "PASSES", 1)
        yield


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, quick_passwords: None) -> Path:
    """The folder of a practice case with everything received and nobody signed in."""
    out = tmp_path_factory.mktemp("practice")
    definition = DEFINITION.read_bytes()
    election, _ = read_definition(definition, DEFINITION.name)
    assert election is not None
    ready = make_ready(
        definition, DEFINITION.name, out, Wanted(ENVELOPES, SEED, electors=ELECTORS), chance=chance_from(SEED, election),
        tell=lambda *_: None,
    )  # fmt: skip
    assert not isinstance(ready, tuple)
    ready.office.close()
    return out


@pytest.fixture
def practice(made: Path, easy: frozenset[str], tmp_path: Path) -> Practice:
    """A copy of the practice case."""
    folder = tmp_path / "practice"
    folder.mkdir()
    for name in ("practice.case", "practice.roll"):
        shutil.copy(made / name, folder / name)
    return Practice(folder, read_answers(made / "answers.csv"), easy)


@pytest.fixture(scope="session")
def easy(made: Path) -> frozenset[str]:
    """Envelopes whose cards the files answer altogether, but for where the voter lived."""
    with closing(Office.open(made / "practice.case")) as office:
        sheets = [office.review.sheet(state.number) for state in office.overview.states()]
    return frozenset(sheet.number for sheet in sheets if isinstance(sheet, Sheet) and is_easy(sheet))


def is_easy(sheet: Sheet) -> bool:
    """Whether every line but the residence is known from a dated record, and there are two cards alone."""
    cards = [card for card in cards_of(sheet) if card.id != "needs"]
    lines = [line for card in cards for line in card.lines if line.fact != "residence"]
    return len(cards) == 2 and all(line.state == "known" for line in lines)


@pytest.fixture(scope="session")
def election() -> Election:
    """Gwinnett's election."""
    found, _ = read_definition(DEFINITION.read_bytes(), DEFINITION.name)
    assert found is not None
    return found


@pytest.fixture
def elector(made: Path, election: Election) -> Elector:
    """An active elector of a precinct with one ballot style, who has voted in no other way and sent no envelope."""
    elsewhere = "".join(
        (made / name).read_text(encoding="utf-8") for name in ("absentee.csv", "check_in.csv", "answers.csv")
    )
    with closing(Roll.open(made / "practice.roll")) as roll:
        for row in rows_of(made / "roll.csv"):
            found = roll.by_number(row["Voter Registration Number"])
            if (
                found is None
                or found.registration_number in elsewhere
                or (found.county, found.status) != ("GWINNETT", "active")
            ):
                continue
            if found.middle_name and not found.suffix and len(election.precincts[found.precinct].portions) == 1:
                return found
    raise AssertionError("the practice roll has no such elector")


@pytest.fixture
def sit_down(qtbot, quick_passwords: None) -> Iterator[Callable[[Path | None], Hands]]:
    """Opens the real window on a case or on the start screen, and gives the hands to work it with."""
    opened: list[Window] = []

    def open_window(case: Path | None) -> Hands:
        window = Window(Frame(), DEFINITION, Chance(clock=seeded_clock(AFTER_THE_ELECTION)))
        opened.append(window)
        qtbot.addWidget(window.frame)
        window.frame.resize(1280, 800)
        window.start(case)
        with qtbot.waitActive(window.frame):
            window.frame.show()
        settle()
        return Hands(window.frame)

    yield open_window
    for window in opened:
        window.close()
