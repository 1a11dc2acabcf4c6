"""Sheets of paper for the tables and for boxes, made from what stands and written where a person says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from adjudicator.casework.record.count_state import PileState
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.export.paper import table_sheets
from adjudicator.export.paper.table_sheets import SheetPlace
from adjudicator.office.behind.count.at_tables import Unsorted
from adjudicator.office.behind.desk import OfficeDesk
from adjudicator.office.behind.files.case_file import write_page
from adjudicator.office.behind.room import Room
from adjudicator.office.desks.count.boxes import BoxesDesk
from adjudicator.office.desks.count.looking_up import LookingUpDesk
from adjudicator.office.desks.count.tables import TablesDesk, unknown_pile
from adjudicator.records.count import PILES
from adjudicator.records.received import FILE_KINDS
from adjudicator.records.trouble import Refusal
from adjudicator.words import ENGLISH, Language, _, beside

SHEETS: Mapping[str, str] = {
    "pull": _("Pull list"),
    "opening": _("Opening sheet"),
    "duplicating": _("Duplicating sheet"),
    "instructions": _("Instructions"),
}
"""The sheets of one pile, and what each is called."""


def sort_words(what: str, *, apart: bool, copy: bool) -> str:
    """A sort of pile in words: "to open, kept apart, to copy"."""
    parts = [PILES[what]]
    if what == "to_open":
        parts += [_("kept apart")] if apart else []
        parts += [_("to copy")] if copy else [_("as they are")]
    return beside(*parts, by=", ")


class TablePapersDesk(OfficeDesk):
    """What is printed; nothing of it is an act."""

    def __init__(self, room: Room, tables: TablesDesk, boxes: BoxesDesk, looking_up: LookingUpDesk) -> None:
        super().__init__(room)
        self._tables, self._boxes, self._looking_up = tables, boxes, looking_up

    def write(self, sheet: str, pile_id: str, out: Path, language: Language = ENGLISH) -> Refusal | None:
        """Write a sheet of SHEETS for one pile (PDF). Raises WorldError as `write_page`."""
        pile = self._tables.pile(pile_id)
        if pile is None:
            return unknown_pile(pile_id)
        refusal = self._not_for(sheet, pile)
        if refusal is not None:
            return refusal
        makes: Mapping[str, Callable[[], bytes]] = {
            "pull": lambda: table_sheets.pull_list(
                _("pile {pile}", pile=pile.id), self._states(pile.items), self._place(language)
            ),
            "opening": lambda: table_sheets.opening_sheet(
                pile, self._tables.still_in(pile), self._tables.least_people(pile), self._place(language)
            ),
            "duplicating": lambda: table_sheets.duplicating_sheet(pile, self.to_copy(pile), self._place(language)),
            "instructions": lambda: table_sheets.instructions(
                pile,
                self._states(self._tables.still_in(pile)),
                self._place(language),
                duplicate_on=self._tables.count().duplicate_on,
            ),
        }
        write_page(out, makes[sheet]())
        return None

    def write_pull_list(self, left: Unsorted, out: Path, language: Language = ENGLISH) -> None:
        """Write the list by which envelopes of one sort that lie in no pile are taken out of their boxes (PDF)."""
        words = sort_words(left.what, apart=left.apart, copy=left.copy)
        write_page(out, table_sheets.pull_list(words, self._states(left.numbers), self._place(language)))

    def write_sorting_sheet(self, out: Path, language: Language = ENGLISH) -> None:
        """Write the sheet on which piles are sorted with a pen (PDF)."""
        sorts = [
            (sort_words(left.what, apart=left.apart, copy=left.copy), len(left.numbers)) for left in self._tables.left()
        ]
        write_page(out, table_sheets.sorting_sheet(sorts, self._place(language)))

    def write_boxes(self, out: Path, language: Language = ENGLISH) -> None:
        """Write labels for all boxes and the list of them (PDF)."""
        write_page(out, table_sheets.box_labels(self._boxes.boxes(), self._place(language)))

    def write_hit(self, number: str, out: Path, language: Language = ENGLISH) -> Refusal | None:
        """Write the page about what was found after its envelope was opened (PDF)."""
        hit = next((each for each in self._looking_up.late_hits() if each.number == number), None)
        pile = self._tables.pile(hit.pile) if hit is not None else None
        if hit is None or pile is None:
            words = _("Nothing was found of envelope {number} after it was opened.", number=number)
            return Refusal("no_hit", words, number)
        write_page(out, table_sheets.hit_page(number, hit.kind, hit_words(hit.kind), pile, self._place(language)))
        return None

    def to_copy(self, pile: PileState) -> int:
        """How many ballots of a pile are to be duplicated, as far as its exceptions are settled."""
        session = self._tables.session(pile.session) if pile.session else None
        plain = len(self._tables.still_in(pile)) if pile.copy else 0
        if session is None:
            return plain
        plain -= len(session.exceptions) if pile.copy else 0
        return plain + sum(settled == "copy" for settled in session.settled.values())

    def _not_for(self, sheet: str, pile: PileState) -> Refusal | None:
        if sheet not in SHEETS:
            raise ValueError(f"{sheet!r} is no sheet of a pile")
        if sheet == "instructions" and not pile.copy:
            return Refusal("nothing_to_copy", _("Nothing of pile {pile} is to be duplicated.", pile=pile.id))
        if sheet == "instructions" and pile.session:
            words = _("Pile {pile} was opened: an instruction printed now could be clipped to nothing.", pile=pile.id)
            return Refusal("opened_already", words)
        return None

    def _states(self, numbers: Iterable[str]) -> list[EnvelopeState]:
        found = (self._room.log.state(EnvelopeState, number) for number in numbers)
        return [state for state in found if state is not None]

    def _place(self, language: Language) -> SheetPlace:
        room = self._room
        return SheetPlace(room.election, room.now(), room.case.mode == "practice", language)


def hit_words(kind: str) -> str:
    """What was found in which list, in a sentence."""
    return _HITS[kind]


def hits_in(numbers: Iterable[str], hits: Mapping[str, str]) -> str:
    """Envelopes, each with the list in which something of it was found."""
    found = (_("{number} ({source})", number=number, source=_FOUND_IN[hits[number]]) for number in numbers)
    return beside(*found, by=", ")


_HITS: Mapping[str, str] = {
    "absentee": _("A newer absentee file has another vote of this voter."),
    "check_in": _("A newer check-in list has another vote of this voter."),
    "cancelled": _("A newer canceled list has the registration of this voter."),
    "pending": _("A newer pending list has the registration of this voter."),
}

_FOUND_IN: Mapping[str, str] = {
    "absentee": FILE_KINDS["absentee_file"].source,
    "check_in": FILE_KINDS["check_in_list"].source,
    "cancelled": FILE_KINDS["cancelled_list"].source,
    "pending": FILE_KINDS["pending_list"].source,
}
