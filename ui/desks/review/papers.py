"""The left column: the papers as written, the scans beside the list, and reading a correction. Pure but for one look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from adjudicator.casework.sheet.evidence import cast_moment
from adjudicator.law.telling.words import value_words
from adjudicator.office.desks.scans import EnvelopeScan
from adjudicator.records.election import Election
from adjudicator.records.envelope import SEALED_FIELDS, STATEMENTS, STREAMS, Envelope
from adjudicator.records.reasons import REASON_CODES
from adjudicator.records.scans import FieldPlace
from adjudicator.words import _, beside
from adjudicator.words.dates import dated_cell, long_day_and_hour
from ui.desks.review.screen import FieldKind, PaperLine, Papers
from ui.parts import Picture, PicturePlace
from ui.shared.envelope_words import STREAMS as STREAM_WORDS
from ui.shared.envelope_words import ticked_words
from ui.shared.home_words import precinct_words
from ui.shared.reading_times import read_moment

IMAGE_TABS: Mapping[str, str] = {
    "envelope": _("Envelope"),
    "certificate": _("Certificate"),
    "form": _("Form"),
    "brought": _("Brought"),
}
"""Paper -> the word on its tab."""

YES_OR_NO: Mapping[bool | None, str] = {True: _("yes"), False: _("no"), None: _("the box is empty")}

Options = tuple[tuple[str, str], ...]


Reader = Callable[[str, date], tuple[Any, str]]
"""Reads what was typed, on the election's day; gives the value and what is wrong. None is unknown, never "no"."""


def _plain(text: str, __: date) -> tuple[Any, str]:
    return text, ""


def _moment(text: str, election_day: date) -> tuple[Any, str]:
    moment = read_moment(text, election_day, election_day) if text else None
    if moment is not None:
        return moment.isoformat(timespec="minutes"), ""
    return "", _("This cannot be read as a time. Write it as in 5:30 p.m., or Nov 3, 5:30 p.m.") if text else ""


def _codes(text: str, __: date) -> tuple[Any, str]:
    return tuple(text.upper().replace(";", " ").replace(",", " ").split()), ""


def _yes_or_no(text: str, __: date) -> tuple[Any, str]:
    return {"yes": True, "no": False}.get(text), ""


def _number(text: str, __: date) -> tuple[Any, str]:
    return (int(text), "") if text.isdecimal() else (None, _("Write a number.") if text else "")


def _precincts(election: Election) -> Options:
    return tuple((code, precinct_words(precinct, code)) for code, precinct in election.precincts.items())


def _fixed(*options: tuple[str, str]) -> Callable[[Election], Options]:
    return lambda __: options


_BOX = _fixed(("yes", YES_OR_NO[True]), ("no", YES_OR_NO[False]), ("", YES_OR_NO[None]))


@dataclass(frozen=True, slots=True)
class Slip:
    """A field of the papers that may be corrected: its label, a hint, the values it may have, and how it is read.

    Without `options` it is typed. It is `personal` where it says who the voter is, or when exactly the ballot was cast.
    """

    name: str
    label: str
    hint: str = ""
    options: Callable[[Election], Options] | None = None
    read: Reader = _plain

    @property
    def kind(self) -> FieldKind:
        """How it is entered."""
        return "choice" if self.options is not None else "line"

    @property
    def personal(self) -> bool:
        """Whether it hides with personal data."""
        return self.name in SEALED_FIELDS


SLIPS: Mapping[str, Slip] = {
    slip.name: slip
    for slip in (
        Slip(
            "cast_at", _("Time cast"), _("As in 5:30 p.m., or Nov 3, 5:30 p.m.; empty if there is none"), read=_moment
        ),
        Slip("place", _("Place")),
        Slip("precinct_cast", _("Precinct where it was cast"), options=_precincts),
        Slip(
            "style_cast", _("Ballot style"), options=lambda election: tuple((style, style) for style in election.styles)
        ),
        Slip("party", _("Party"), options=lambda election: (("", _("not on the papers")), *election.parties.items())),
        Slip("reasons", _("Codes the poll worker ticked"), _("With a space between, as in OP EH"), read=_codes),
        Slip("stream", _("Way of voting"), options=_fixed(*((stream, STREAM_WORDS[stream]) for stream in STREAMS))),
        Slip("oath_signed", _("Oath signed"), options=_BOX, read=_yes_or_no),
        Slip("id_shown", _("Identification shown"), options=_BOX, read=_yes_or_no),
        Slip(
            "statement",
            _("Sworn statement"),
            options=_fixed(*((value, value_words("statement", value)) for value in STATEMENTS)),
        ),
        Slip("last_name", _("Last name")),
        Slip("first_name", _("First name")),
        Slip("middle_name", _("Middle name")),
        Slip("suffix", _("Suffix")),
        Slip("birth_date", _("Birth date"), _("As written on the certificate")),
        Slip("house_number", _("House number")),
        Slip("street", _("Street")),
        Slip("city", _("City")),
        Slip("zip_code", _("ZIP code")),
        Slip("phone", _("Phone")),
        Slip("registration_number", _("Registration number")),
        Slip("sheets", _("Sheets of the ballot"), _("How many sheets the ballot has"), read=_number),
        Slip("note", _("Note")),
    )
}
"""The fields that a reviewer may correct from the papers, those that most often have slips first."""


def papers_screen(
    papers: Envelope, election: Election, scans: tuple[EnvelopeScan, ...], reasons: Mapping[str, str] = REASON_CODES, *,
    may_correct: bool, corrected: Set[str] = frozenset(),
) -> Papers:  # fmt: skip
    """The papers as written, with their scans; `corrected` are the fields that were corrected since they were received."""
    lines = (line for line in paper_lines(papers, election, reasons) if line.words)
    return Papers(
        lines=tuple(replace(line, corrected=not corrected.isdisjoint(line.fields)) for line in lines),
        images=tuple(map(picture_of, scans)),
        image_tabs=tuple(
            IMAGE_TABS[scan.paper] if scan.paper in IMAGE_TABS else _("Scan {number}", number=place)
            for place, scan in enumerate(scans, 1)
        ),
        no_image="" if scans else _no_image(papers),
        may_correct=may_correct,
    )


def picture_of(scan: EnvelopeScan) -> Picture:
    """A scan as a view shows it."""
    return Picture(scan.key, scan.read, lambda: tuple(map(_place, scan.places())), scan.made)


def _place(place: FieldPlace) -> PicturePlace:
    return PicturePlace(place.field, place.page, place.left, place.top, place.width, place.height)


def paper_lines(
    papers: Envelope, election: Election, reasons: Mapping[str, str] = REASON_CODES
) -> tuple[PaperLine, ...]:
    """What is written, label by label; empty words where nothing is."""
    precinct = election.precincts.get(papers.precinct_cast)
    statement = value_words("statement", papers.statement) if papers.statement else ""
    return (
        PaperLine(_("Name"), papers.voter_name, True, ("last_name", "first_name", "middle_name", "suffix")),
        PaperLine(_("Born"), dated_cell(papers.birth_date), True, ("birth_date",)),
        PaperLine(_("Address"), _address(papers), True, ("house_number", "street", "city", "zip_code")),
        PaperLine(_("Phone"), papers.phone, True, ("phone",)),
        PaperLine(_("Registration no."), papers.registration_number, True, ("registration_number",)),
        PaperLine(_("Cast"), _cast(papers), fields=("cast_at", "place", "stream")),
        PaperLine(_("Precinct"), precinct_words(precinct, papers.precinct_cast), fields=("precinct_cast",)),
        PaperLine(_("Ballot style"), papers.style_cast or _("not on the label"), fields=("style_cast",)),
        PaperLine(_("Party"), election.party_words(papers.party) if election.primary else "", fields=("party",)),
        PaperLine(_("Sheets"), _sheets(papers), fields=("sheets",)),
        PaperLine(_("Oath signed"), YES_OR_NO[papers.oath_signed], fields=("oath_signed",)),
        PaperLine(_("ID shown"), YES_OR_NO[papers.id_shown], fields=("id_shown",)),
        PaperLine(_("Statement"), statement, fields=("statement",)),
        PaperLine(_("Ticked"), ticked_words(papers.reasons, reasons) or _("nothing"), fields=("reasons",)),
        PaperLine(_("Note"), papers.note, True, ("note",)),
    )


def options_of(name: str, election: Election) -> Options:
    """The values a field may have, each with its words; none where it is typed."""
    options = SLIPS[name].options
    return options(election) if options is not None else ()


def value_as_text(name: str, papers: Envelope) -> str:
    """What a field holds now, as it is entered."""
    value = getattr(papers, name)
    if name == "reasons":
        return " ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    moment = cast_moment(value) if name == "cast_at" else None
    return long_day_and_hour(moment)[4:] if moment is not None else str(value if value is not None else "")


def read_value(name: str, text: str, election_day: date) -> tuple[Any, str]:
    """A field's value from what was typed, and what is wrong with it; None is unknown, never "no"."""
    return SLIPS[name].read(text.strip(), election_day)


def _address(papers: Envelope) -> str:
    return " ".join(part for part in (papers.voter_address, papers.zip_code) if part)


def _sheets(papers: Envelope) -> str:
    """How many sheets the ballot has: several are one ballot, and no reason to think of two."""
    many = papers.sheets or 0
    return _("{number} sheets of one ballot", number=many) if many > 1 else ""


def _cast(papers: Envelope) -> str:
    moment = cast_moment(papers.cast_at)
    at = long_day_and_hour(moment) if moment is not None else papers.cast_at or _("no time on the papers")
    return beside(papers.place, at, by=", ")


def _no_image(papers: Envelope) -> str:
    return _("The scan named in the list is not beside it") if papers.image else _("No scan of this envelope")
