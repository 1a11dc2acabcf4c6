"""A practice case that nobody has worked on, copied afresh for each test; kinds of envelopes in it; a recording shell.

Loaded by path from the tests of presenters, views and pictures of Review, so that it is made once a run.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import ClassVar

import pytest

from adjudicator.casework.sheet.cards import cards_of
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.intake.definition import read_definition
from adjudicator.office import Office
from adjudicator.records.election import Election
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.ready import RehearsalPlan, chance_from, make_ready, sign_in_as
from adjudicator.resources import path
from adjudicator.words import ENGLISH, Language
from tests.eyes import look_as
from tests.made import made_once

SEED, ENVELOPES = 7, 60
DEFINITION = path("practice", "gwinnett-2020.json")

_SHEETS: list[Sheet] = []


@dataclass
class RecordingShell:
    """A shell that remembers what was said, where it was told to go, and how to undo."""

    language: ClassVar[Language] = ENGLISH

    said_words: list[str] = field(default_factory=list)
    undo: Callable[[], None] | None = None
    went: list[tuple[str, str]] = field(default_factory=list)

    def said(self, words: str, undo: Callable[[], None] | None = None, instead: str = "") -> None:
        self.said_words.append(words)
        self.undo = undo

    def go(self, desk: str, about: str = "") -> None:
        self.went.append((desk, about))

    def run(self, work, done, failed, progress=None):
        done(work(progress or (lambda *_: None)))
        return lambda: None


def practice_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of a practice case with 60 envelopes, everything received, nobody signed in."""
    return made_once(factory, "review", _make)


@cache
def _election() -> Election:
    """Gwinnett's election: reading it takes longer than opening a case."""
    election, _ = read_definition(DEFINITION.read_bytes(), DEFINITION.name)
    assert election is not None
    return election


def _make(out: Path) -> None:
    ready = make_ready(
        DEFINITION.read_bytes(), DEFINITION.name, out, RehearsalPlan(ENVELOPES, SEED),
        chance=chance_from(SEED, _election()), tell=lambda *_: None,
    )  # fmt: skip
    assert not isinstance(ready, tuple)
    ready.office.close()


def pristine_sheets(folder: Path) -> tuple[Sheet, ...]:
    """The sheets of the practice case before anybody worked on it, by number: to choose an envelope of a kind from."""
    if not _SHEETS:
        opened = Office.open(folder / "practice.case", roll=folder / "practice.roll")
        look_as(opened, "rwhitfield")
        found = [opened.review.sheet(state.number) for state in opened.overview.states()]
        opened.close()
        _SHEETS.extend(sheet for sheet in found if not isinstance(sheet, Refusal))
    return tuple(_SHEETS)


def office_on_a_copy(folder: Path, to: Path) -> Office:
    """The office on a copy of the practice case, a reviewer signed in; its clock stands after the election."""
    shutil.copy(folder / "practice.case", to / "practice.case")
    chance = chance_from(SEED + 1, _election())
    opened = Office.open(to / "practice.case", roll=folder / "practice.roll", chance=chance)
    sign_in_as(opened, "reviewer")
    return opened


def easy(sheet: Sheet) -> bool:
    """Everything on the cards is known from dated records."""
    cards = [card for card in cards_of(sheet) if card.id != "needs"]
    return len(cards) == 2 and all(line.state == "known" for card in cards for line in card.lines) and bool(sheet.home)


def accepts_papers(sheet: Sheet) -> bool:
    """One Enter accepts the Papers card."""
    return all(line.state == "known" for card in cards_of(sheet) if card.id == "papers" for line in card.lines)


def plain(sheet: Sheet) -> bool:
    """All but where the voter lived is known from dated records."""
    lines = [line for card in cards_of(sheet) if card.id in ("papers", "voter") for line in card.lines]
    return all(line.state == "known" for line in lines if line.fact != "residence")


def in_part(sheet: Sheet) -> bool:
    home = sheet.home
    return easy(sheet) and sheet.evidence.papers.reasons == ("OP",) and home is not None and bool(home.style)


def in_full(sheet: Sheet) -> bool:
    return easy(sheet) and sheet.home is not None and sheet.home.precinct == sheet.state.precinct_cast


def nobody(sheet: Sheet) -> bool:
    return sheet.evidence.match.kind == "none" and sheet.evidence.papers.id_shown is True


def outstanding(sheet: Sheet) -> bool:
    known, residence = sheet.known.get("voted_already"), sheet.known.get("residence")
    return known is not None and known.strength == "contradiction" and residence is not None


def without_id(sheet: Sheet) -> bool:
    return easy(sheet) and sheet.evidence.papers.id_shown is False


def late_on_roll(sheet: Sheet) -> bool:
    """The roll has the voter as registered too late."""
    known = sheet.known.get("registration")
    return known is not None and known.answer.value == "late"


def credited(sheet: Sheet) -> bool:
    """A file says that the voter has voted otherwise."""
    return bool(sheet.evidence.credits)


def several(sheet: Sheet) -> bool:
    """More than one elector comes near the papers."""
    return sheet.evidence.match.kind == "several" and len(sheet.evidence.match.candidates) > 1


OF_THE_VOTER = (
    "last_name", "first_name", "middle_name", "suffix", "birth_date", "house_number", "street", "city", "zip_code",
)  # fmt: skip
"""What says on the papers who the voter is, besides a number."""


def rename(office: Office, number: str, **names: str) -> None:
    """Has the papers say another name, and no registration number: the same elector is the first candidate then."""
    sheet = office.review.sheet(number)
    assert isinstance(sheet, Sheet)
    changes = {**names, "registration_number": ""}
    changes = {name: value for name, value in changes.items() if value != getattr(sheet.evidence.papers, name)}
    assert not isinstance(office.receive.correct(number, changes, "As on the paper.", sheet.state.version), Refusal)


def differing(sheet: Sheet) -> bool:
    """The best of several candidates differs in something from the papers."""
    return several(sheet) and bool(sheet.evidence.match.candidates[0].differs)
