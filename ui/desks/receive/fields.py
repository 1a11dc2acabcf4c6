"""The fields of an envelope entered by hand: in which order, what completes them, what they become. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from adjudicator.intake.envelope_list import FIELD_OF_COLUMN
from adjudicator.law.facts.party import party_of_style
from adjudicator.records.birth import born_on
from adjudicator.records.election import Election, Precinct
from adjudicator.records.envelope import SEALED_FIELDS, Envelope
from adjudicator.words import _, beside, told
from adjudicator.words.dates import dated, long_day_and_hour
from ui.desks.receive.screen import FieldKind
from ui.parts import Choice
from ui.shared.reading_times import read_moment


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """One field to enter: its id (a field of Envelope), label, kind and hint."""

    id: str
    label: str
    kind: FieldKind = "text"
    hint: str = ""


PARTY = FieldDefinition("party", _("Party"), "choice", _("Of the ballot that was handed out"))

GROUPS: tuple[tuple[str, tuple[FieldDefinition, ...]], ...] = (
    (
        _("Envelope"),
        (
            FieldDefinition("number", _("Envelope number")),
            FieldDefinition("stream", _("Stream"), "choice"),
            FieldDefinition("place", _("Place")),
            FieldDefinition("precinct_cast", _("Precinct cast"), hint=_("Code or name")),
            FieldDefinition("style_cast", _("Ballot style")),
            FieldDefinition("cast_at", _("Cast at"), hint=_("7:31 p.m. on election day, or Oct 30, 2:05 p.m.")),
            FieldDefinition("reasons", _("Reason codes ticked"), "codes", _("Codes with a space between, as in PI OP")),
            FieldDefinition("box", _("Box"), hint=_("In which it lies; may stay empty")),
            FieldDefinition("position", _("Position in the box"), hint=_("From the front; counts up by itself")),
        ),
    ),
    (
        _("Voter, as written"),
        (
            FieldDefinition("last_name", _("Last name")),
            FieldDefinition("first_name", _("First name")),
            FieldDefinition("middle_name", _("Middle name")),
            FieldDefinition("suffix", _("Suffix")),
            FieldDefinition("birth_date", _("Birth date"), hint=_("As written, month first: 4/12/1956")),
            FieldDefinition("house_number", _("House no.")),
            FieldDefinition("street", _("Street")),
            FieldDefinition("city", _("City")),
            FieldDefinition("zip_code", _("ZIP")),
            FieldDefinition("phone", _("Phone")),
            FieldDefinition("email", _("E-mail")),
            FieldDefinition("registration_number", _("Registration number")),
        ),
    ),
    (
        _("Papers"),
        (
            FieldDefinition("oath_signed", _("Oath signed"), "choice"),
            FieldDefinition("id_shown", _("ID shown"), "choice"),
            FieldDefinition("statement", _("Sworn statement"), "choice"),
            FieldDefinition("sheets", _("Sheets of the ballot")),
            FieldDefinition("note", _("Note"), "long"),
        ),
    ),
)
"""The fields in the order of Enter, as they stand on the paper. The party is asked in primaries only."""

KEPT = ("stream", "place", "precinct_cast", "box")
"""What the next envelope of the pile most likely has too."""

YES_NO = (Choice("0", "", _("Unknown")), Choice("1", "yes", _("Yes")), Choice("2", "no", _("No")))

CHOICES: Mapping[str, tuple[Choice, ...]] = {
    "stream": (
        Choice("0", "", _("Unknown")),
        Choice("1", "election_day", _("Election day")),
        Choice("2", "advance", _("In advance")),
        Choice("3", "absentee", _("By mail")),
    ),
    "oath_signed": YES_NO,
    "id_shown": YES_NO,
    "statement": (
        Choice("0", "", _("Unknown")),
        Choice("1", "complete", _("Complete")),
        Choice("2", "incomplete", _("Signed, but not complete")),
        Choice("3", "missing", _("Missing, or not signed")),
    ),
}

COLUMN_OF_FIELD: Mapping[str, str] = {field: column for column, field in FIELD_OF_COLUMN.items()}

TRUTH: Mapping[str, bool | None] = {"": None, "yes": True, "no": False}

Draft = Mapping[str, str]
"""What stands in the fields, as text: by field."""


def groups_of(election: Election) -> tuple[tuple[str, tuple[FieldDefinition, ...]], ...]:
    """The fields of this election."""
    if not election.primary:
        return GROUPS
    (title, fields), *others = GROUPS
    return ((title, (*fields[:5], PARTY, *fields[5:])), *others)


def choices_of(field: str, draft: Draft, election: Election) -> tuple[Choice, ...]:
    """What may be chosen in a field, or what completes its text: styles are those of the precinct alone."""
    if field == "place":
        return tuple(Choice("", place, place) for place in places_of(election))
    if field == "precinct_cast":
        return tuple(Choice("", it.code, f"{it.code} {it.name}") for it in election.precincts.values())
    if field == "style_cast":
        return tuple(Choice("", style, style) for style in styles_of(draft, election))
    if field == "party":
        named = enumerate(election.parties.items(), 1)
        return (Choice("0", "", _("Unknown")), *(Choice(str(at), code, words) for at, (code, words) in named))
    return CHOICES.get(field, ())


def places_of(election: Election) -> tuple[str, ...]:
    """Polling places and advance sites, each once, by name."""
    polling = (precinct.polling_place for precinct in election.precincts.values())
    return tuple(sorted({place for place in (*polling, *election.advance_sites) if place}))


def styles_of(draft: Draft, election: Election) -> tuple[str, ...]:
    """The ballot styles of the precinct in the draft, in a primary those of its party; all where no precinct is entered."""
    precinct, party = election.precincts.get(draft.get("precinct_cast", "")), draft.get("party", "")
    if precinct is None:
        return tuple(election.styles)
    return (precinct.styles_of(party) if party else ()) or precinct.styles or tuple(election.styles)


def settled(field: str, draft: Draft, election: Election) -> dict[str, str]:
    """What fields become once a field is left: its text completed, and others that follow from it and are empty."""
    settling = SETTLING.get(field)
    return settling(draft.get(field, "").strip(), draft, election) if settling else {}


def _settled_precinct(text: str, draft: Draft, election: Election) -> dict[str, str]:
    precinct = precinct_of(text, election)
    if precinct is None:
        return {"precinct_cast": text}
    found = {"precinct_cast": precinct.code}
    if not draft.get("place") and precinct.polling_place and draft.get("stream", "") != "advance":
        found["place"] = precinct.polling_place
    return found | _only_style({**draft, **found}, election)


def _only_style(draft: Draft, election: Election) -> dict[str, str]:
    """The style that the precinct alone has, in a primary for the party in the draft; nothing where one is entered."""
    precinct, party = election.precincts.get(draft.get("precinct_cast", "")), draft.get("party", "")
    if precinct is None or draft.get("style_cast"):
        return {}
    styles = precinct.styles_of(party) if party else precinct.styles
    return {"style_cast": styles[0]} if len(styles) == 1 else {}


def _settled_party(text: str, draft: Draft, election: Election) -> dict[str, str]:
    return {"party": text, **_only_style({**draft, "party": text}, election)}


def _settled_style(text: str, draft: Draft, election: Election) -> dict[str, str]:
    """The style, and in a primary the party whose ballot it is, where none is entered."""
    style = completed(text, styles_of(draft, election))
    party = party_of_style(election, style)
    return {"style_cast": style, **({"party": party} if party and not draft.get("party") else {})}


def _settled_place(text: str, draft: Draft, election: Election) -> dict[str, str]:
    place = completed(text, places_of(election))
    voting = [it for it in election.precincts.values() if it.polling_place == place and place]
    found = {"place": place}
    if len(voting) == 1 and not draft.get("precinct_cast"):
        found |= _settled_precinct(voting[0].code, {**draft, **found}, election)
    return found


def _settled_time(text: str, draft: Draft, election: Election) -> dict[str, str]:
    moment = cast_at_of(text, draft.get("stream", ""), election.date)
    return {"cast_at": str(long_day_and_hour(moment)) if moment else text}


def _settled_birth(text: str, _draft: Draft, election: Election) -> dict[str, str]:
    """A birth date as it was understood, with all four digits of its year; the text itself where no day can be read."""
    born = born_on(text, election.date)
    return {"birth_date": str(dated(born)) if born else text}


SETTLING: Mapping[str, Callable[[str, Draft, Election], dict[str, str]]] = {
    "number": lambda text, _draft, _election: {"number": text},
    "place": _settled_place,
    "precinct_cast": _settled_precinct,
    "style_cast": _settled_style,
    "party": _settled_party,
    "cast_at": _settled_time,
    "birth_date": _settled_birth,
    "reasons": lambda text, _draft, _election: {"reasons": " ".join(codes_of(text))},
}
"""Field -> what fields become once it is left."""


def precinct_of(text: str, election: Election) -> Precinct | None:
    """The precinct of a code (leading zeros may lack), of a code with its name, or of the beginning of one name alone."""
    if not text:
        return None
    listed = election.precincts.values()
    bare, name = text.lstrip("0").casefold(), text.casefold()
    for found in (
        [it for it in listed if it.code.lstrip("0").casefold() == bare],
        [it for it in listed if f"{it.code} {it.name}".casefold() == name],
        [it for it in listed if it.name.casefold() == name],
        [it for it in listed if it.name.casefold().startswith(name)],
    ):
        if len(found) == 1:
            return found[0]
    return None


def completed(text: str, known: Sequence[str]) -> str:
    """The one known text that is meant: the same but for case, that begins so, or that ends so; else as it is."""
    wanted = text.casefold()
    if not wanted:
        return text
    for found in (
        [it for it in known if it.casefold() == wanted],
        [it for it in known if it.casefold().startswith(wanted)],
        [it for it in known if it.casefold().endswith(wanted)],
    ):
        if len(found) == 1:
            return found[0]
    return text


def cast_at_of(text: str, stream: str, election: date) -> datetime | None:
    """A time as a pen writes it; None where it cannot be read.

    A time alone is of election day, unless the stream says that the ballot was cast on another.
    """
    return read_moment(text, election, election if stream in ("", "election_day") else None)


def codes_of(text: str) -> tuple[str, ...]:
    """Reason codes as typed, in capitals, each once."""
    parts = text.replace(";", " ").replace(",", " ").split()
    return tuple(dict.fromkeys(part.upper() for part in parts))


def whole_of(text: str) -> int | None:
    """A number of sheets, or a position; None where it is no number."""
    return int(text) if text.isascii() and text.isdigit() else None


def envelope_of(draft: Draft, election: Election) -> Envelope:
    """The envelope that the fields say; what is empty is unknown, never "no"."""
    values: dict[str, Any] = {field: text.strip() for field, text in draft.items()}
    moment = cast_at_of(values.get("cast_at", ""), draft.get("stream", ""), election.date)
    if moment is not None:
        values["cast_at"] = moment.isoformat(timespec="minutes")
    values["reasons"] = codes_of(draft.get("reasons", ""))
    for field in ("sheets", "position"):
        values[field] = whole_of(draft.get(field, "").strip())
    for field in ("oath_signed", "id_shown"):
        values[field] = TRUTH[draft.get(field, "")]
    return Envelope(**values)


def is_personal(field: str) -> bool:
    """Whether a field says who the voter is."""
    return field in SEALED_FIELDS


def next_number(number: str) -> str:
    """The number after this one: its last digits counted on, at the same width; empty where it ends in none."""
    digits = ""
    while number and number[-1].isascii() and number[-1].isdigit():
        number, digits = number[:-1], number[-1] + digits
    return f"{number}{int(digits) + 1:0{len(digits)}d}" if digits else ""


def reason_choices(reasons: Mapping[str, str]) -> tuple[Choice, ...]:
    """The case's codes with their words."""
    return tuple(Choice(code, code, told(words)) for code, words in reasons.items())


def reason_hint(codes: Sequence[str], reasons: Mapping[str, str]) -> str:
    """What the codes say, in words."""
    unknown = {code: _("{code}: not a code of the case", code=code) for code in codes if code not in reasons}
    return beside(*(unknown.get(code) or told(reasons[code]) for code in codes), by="; ")
