"""The rows of other votes beside the elector on whom they are credited: fathers and sons are told apart by them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.casework.sheet.source_words import source_words
from adjudicator.intake.words import state_day_of
from adjudicator.office import Office
from adjudicator.records.elector import Credit, Elector
from adjudicator.records.vote_rows import ROW_COLUMNS
from adjudicator.words import _, beside, capital, small
from adjudicator.words.dates import dated
from ui.desks.review.letters import marked
from ui.desks.review.screen import VoteLine, VoteRows
from ui.desks.review.work import Work

NOT_SAID = _("not in this file")
COMPARED = ("name", "born", "address", "precinct", "combo")
"""What the roll has as well, by the codes of ROW_COLUMNS."""

TOGETHER: Mapping[str, tuple[str, ...]] = {
    _("Ballot"): ("status", "how", "reason", "challenged"),
    _("Days"): ("applied", "issued", "returned", "checked_in"),
}
"""What stands in one line, under a label of its own."""

MOST_ROWS = 3
"""More rows of one elector are named by their number: who has four is looked up in the file itself."""


def vote_rows(work: Work) -> tuple[VoteRows, ...]:
    """Each row of another vote that is credited to the elector, with what the roll has; the newest files alone speak."""
    evidence, elector = work.sheet.evidence, work.sheet.elector or work.sheet.evidence.elector
    if elector is None:
        return ()
    return tuple(_rows(evidence, elector, work.office))


def _rows(evidence: Evidence, elector: Elector, office: Office) -> Iterator[VoteRows]:
    for credit in evidence.credits[:MOST_ROWS]:
        source = capital(source_words(evidence.source_of(credit), office.people.name_of))
        yield VoteRows(_("{source}: {detail}", source=source, detail=credit.detail), tuple(_lines(credit, elector)))


def _lines(credit: Credit, elector: Elector) -> Iterator[VoteLine]:
    first_and_last = [beside(each.first_name, each.last_name, by=" ") for each in (credit, elector)]
    row = dict(credit.row) or {"name": first_and_last[0]}
    listed = {
        "name": elector.name if credit.row else first_and_last[1],
        "born": str(elector.birth_year or ""),
        "address": beside(elector.address, elector.zip_code, by=" "),
        "precinct": elector.precinct,
        "combo": elector.combo,
    }
    for code in COMPARED:
        said, on_roll = row.get(code, ""), listed[code]
        if on_roll and (said or code == "born"):
            yield _compared(ROW_COLUMNS[code], said, on_roll)
        elif said:
            yield VoteLine(ROW_COLUMNS[code], said, "", heard=said)
    for label, codes in TOGETHER.items():
        said = beside(*(_said(code, row[code]) for code in codes if code in row), by="; ")
        if said:
            yield VoteLine(label, said, "", heard=said)


def _said(code: str, text: str) -> str:
    day = state_day_of(text) if text.count(":") == 0 else None  # an hour that stands with it is not passed over
    return _("{column}: {value}", column=small(ROW_COLUMNS[code]), value=dated(day) if day else text)


def _compared(label: str, said: str, on_roll: str) -> VoteLine:
    """One thing that both have; what a file does not say is said to be missing, since nothing can be told from it."""
    if not said:
        heard = _("{words}; on the roll: {roll}", words=NOT_SAID, roll=on_roll)
        return VoteLine(label, NOT_SAID, on_roll, differs=False, heard=heard)
    if _plain(said) == _plain(on_roll):
        return VoteLine(label, said, on_roll, differs=False, heard=_("{words}, as on the roll", words=said))
    one, other = marked(said, on_roll)
    heard = _("differs: {words} in the file, {roll} on the roll", words=said, roll=on_roll)
    return VoteLine(label, one, other, differs=True, heard=heard)


def _plain(text: str) -> str:
    """As two spellings of one thing are compared: no case, stops and commas, no zeros before a number."""
    words = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
    return " ".join(word.lstrip("0") or word for word in words if word != "apt")
