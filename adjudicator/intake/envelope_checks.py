"""What an envelope's answers must be, column by column: one table for the envelope list and for entry by hand.

An empty answer is unknown and always allowed, but for the envelope's number. Messages never repeat who the voter is:
values of `SEALED_FIELDS` are left out, but for a time cast that is none. What can hardly be right and may yet stand on
the paper is a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from adjudicator.intake.characters import LINE_BREAKS, first_control
from adjudicator.intake.problem_list import nearest, shortened
from adjudicator.intake.words import moment_of
from adjudicator.law.days.clocks import times_shown
from adjudicator.law.facts.derive import serves_every_precinct
from adjudicator.law.facts.party import party_of_style
from adjudicator.records.birth import age_on, born_on, written_birth
from adjudicator.records.election import Election, Precinct
from adjudicator.records.envelope import SEALED_FIELDS, STATEMENTS, STREAMS, Envelope
from adjudicator.records.names import disguised, unseen
from adjudicator.records.trouble import Problem
from adjudicator.words import _, any_of, beside, some_of
from adjudicator.words.dates import dated, hour

BALLOTS_OUT = timedelta(days=60)
"""No ballot is cast earlier than this before election day: the first go out 49 days before it.

O.C.G.A. 21-2-384(a)(2), Release 78.
"""

FIELD_OF_COLUMN: Mapping[str, str] = {
    "envelope_number": "number", "stream": "stream", "place": "place", "precinct_cast": "precinct_cast",
    "style_cast": "style_cast", "party": "party", "cast_at": "cast_at", "reasons": "reasons",
    "last_name": "last_name", "first_name": "first_name", "middle_name": "middle_name", "suffix": "suffix",
    "birth_date": "birth_date", "house_number": "house_number", "street": "street", "city": "city", "zip": "zip_code",
    "phone": "phone", "email": "email", "registration_number": "registration_number", "oath_signed": "oath_signed",
    "id_shown": "id_shown", "statement": "statement", "sheets": "sheets", "image": "image", "note": "note",
    "box": "box", "position": "position",
}  # fmt: skip
"""Column of the list -> field of `Envelope`, in the list's own order."""

NUMBER_AT_MOST = 40
SHEETS_AT_MOST = 20
BOX_AT_MOST = 40
POSITION_AT_MOST = 9_999
FOLDER_MARKS = frozenset("/\\:\0")

OLDEST = 120
YOUNGEST = 17
"""Ages in years on election day; an elector may register at 17 and a half (O.C.G.A. 21-2-216(c))."""

OPEN_LATE = timedelta(hours=3)
"""Room for a court's order that keeps the polls open, and for the voters then in line."""

AS_PAPER = _("Compare with the envelope; leave it if the envelope says so.")


@dataclass(frozen=True, slots=True)
class Expected:
    """What answers are held against: the election, the reason codes of the case, and the places of `places_of`."""

    election: Election
    reason_codes: Collection[str]
    places: Mapping[str, tuple[str, ...]]


Check = Callable[[Envelope, Expected], Problem | None]


def expected_of(election: Election, reason_codes: Collection[str]) -> Expected:
    """Return what the answers of a list, or of one envelope, are held against."""
    return Expected(election, reason_codes, places_of(election))


def places_of(election: Election) -> dict[str, tuple[str, ...]]:
    """Return each place -> the precincts that vote there, none for an advance site; empty where no place is named."""
    named = [it for it in election.precincts.values() if it.polling_place]
    if not named and not election.advance_sites:
        return {}
    places: dict[str, tuple[str, ...]] = dict.fromkeys(election.advance_sites, ())
    for precinct in election.precincts.values():
        for name in _names(precinct):
            places[name] = (*places.get(name, ()), precinct.code)
    return places


def _names(precinct: Precinct) -> tuple[str, ...]:
    """Return what a precinct's place is called: its polling place, or its name where it has none; and its code."""
    return tuple(dict.fromkeys((precinct.polling_place or precinct.name, precinct.code)))


def problem(column: str, what: str, remedy: str, value: str = "") -> Problem:
    """Return an error in a column; the caller that knows file and row puts them in."""
    return Problem("", what, remedy, 0, column, shortened(value))


def doubt(column: str, what: str, remedy: str, value: str = "") -> Problem:
    """Return a warning in a column: a pen may write anything, so the answer is received as written."""
    return replace(problem(column, what, remedy, value), warning=True)


def one_of(column: str, value: str, allowed: Sequence[str]) -> Problem | None:
    """Return an error where a value is neither empty nor one of those allowed."""
    if not value or value in allowed:
        return None
    remedy = _("Write {codes}, or nothing.", codes=any_of(allowed))
    return problem(column, _("the value is not one of those allowed"), remedy, value)


def check_envelope(envelope: Envelope, election: Election, reason_codes: Collection[str]) -> tuple[Problem, ...]:
    """Return what is wrong with an envelope's answers, in the columns' order; `Problem.column` names the column.

    For an envelope entered by hand `Problem.file` says so. Source: files-and-commands, "Envelope list".
    """
    found = found_problems(envelope, expected_of(election, reason_codes))
    return tuple(replace(it, file=_("entry by hand")) for it in found)


def found_problems(envelope: Envelope, expected: Expected) -> tuple[Problem, ...]:
    """Return what is wrong with an envelope's answers; file and row are empty.

    A column with a control character is judged no further: what it says is not what was meant.
    """
    stray = tuple(_stray_characters(envelope))
    spoilt = {it.column for it in stray}
    found = (it for check in CHECKS if (it := check(envelope, expected)) is not None)
    return (*stray, *(it for it in found if it.column not in spoilt))


def _stray_characters(envelope: Envelope) -> Iterator[Problem]:
    """Yield an error for each text with a control character in it; a note may have line breaks."""
    for column, field in FIELD_OF_COLUMN.items():
        answer = getattr(envelope, field)
        text = ";".join(answer) if isinstance(answer, tuple) else answer
        if not isinstance(text, str):
            continue
        name = first_control(text, LINE_BREAKS if column == "note" else frozenset())
        if name:
            shown = "" if field in SEALED_FIELDS else text
            what = _("the text holds {character}", character=name)
            yield problem(column, what, _("Write it again in one line of plain letters."), shown)


def _number(envelope: Envelope, __: Expected) -> Problem | None:
    number, remedy = envelope.number, _("Write the number that is on the envelope.")
    if not number.strip():
        return problem("envelope_number", _("the envelope has no number"), remedy)
    if number != number.strip():
        return problem("envelope_number", _("the number begins or ends with a space"), remedy, number)
    if len(number) > NUMBER_AT_MOST:
        what = _("the number is longer than {most} characters", most=NUMBER_AT_MOST)
        return problem("envelope_number", what, remedy, number)
    alike = unseen(number) or disguised(number)
    return problem("envelope_number", _("the number {trouble}", trouble=alike), remedy, number) if alike else None


def _stream(envelope: Envelope, __: Expected) -> Problem | None:
    return one_of("stream", envelope.stream, STREAMS)


def _precinct(envelope: Envelope, expected: Expected) -> Problem | None:
    code, precincts = envelope.precinct_cast, expected.election.precincts
    if not code or code in precincts:
        return None
    meant = [
        it
        for it in precincts.values()
        if it.code.lstrip("0") == code.lstrip("0") or it.name.casefold() == code.casefold()
    ]
    remedy = _(
        "Write one of the {count} precinct codes of the election, as in {example}.",
        count=len(precincts),
        example=next(iter(precincts), ""),
    )
    if len(meant) == 1:
        remedy = _(
            "Did you mean {code} ({name})? Write the code as the election has it.",
            code=meant[0].code,
            name=meant[0].name,
        )
    return problem("precinct_cast", _("the precinct is not one of the election's"), remedy, code)


def _style(envelope: Envelope, expected: Expected) -> Problem | None:
    style, styles = envelope.style_cast, expected.election.styles
    if not style or style in styles:
        return None
    meant = [it for it in styles if it.casefold().endswith(style.casefold())]
    remedy = _(
        "Write one of the {count} ballot styles of the election, as in {example}.",
        count=len(styles),
        example=next(iter(styles), ""),
    )
    if len(meant) == 1:
        remedy = _("Did you mean {style}? Write the style as the election has it.", style=meant[0])
    return problem("style_cast", _("the ballot style is not one of the election's"), remedy, style)


def _style_of_precinct(envelope: Envelope, expected: Expected) -> Problem | None:
    """Warn of a style that the precinct does not have: it may truly have been handed out. Other streams have all."""
    precinct = expected.election.precincts.get(envelope.precinct_cast)
    style = envelope.style_cast
    if envelope.stream not in ("", "election_day") or precinct is None or style not in expected.election.styles:
        return None
    if not precinct.styles or style in precinct.styles:
        return None
    what = _(
        "precinct {precinct} does not have this ballot style, but {styles}",
        precinct=precinct.code,
        styles=some_of(precinct.styles),
    )
    remedy = _("Compare with the envelope; leave it if this ballot was handed out.")
    return doubt("style_cast", what, remedy, style)


def _party(envelope: Envelope, expected: Expected) -> Problem | None:
    if not expected.election.primary:
        return _party_of_no_primary(envelope, expected)
    election, party = expected.election, envelope.party
    if not party or not election.parties:
        return None
    if party not in election.parties:
        meant = election.party_named(party)
        named = any_of(f"{code} ({words})" for code, words in election.parties.items())
        remedy = _("Did you mean {code}?", code=meant) if meant else _("Write {codes}, or nothing.", codes=named)
        return problem("party", _("the party is not one of the primary's"), remedy, party)
    return _party_of_the_style(envelope, expected)


def _cast_at(envelope: Envelope, expected: Expected) -> Problem | None:
    if not envelope.cast_at:
        return None
    moment = moment_of(envelope.cast_at)
    if moment is None:
        remedy = _("Write day and hour as in 11/3/2020 5:30 PM or 2020-11-03T17:30, or nothing.")
        return problem("cast_at", _("this is not a day with an hour"), remedy, envelope.cast_at)
    first, last = _days_of(envelope.stream, expected.election.date)
    if first <= moment.date() <= last:
        return _hour_cast(envelope, expected)
    stream = envelope.stream or _("not given")
    if first == last:
        what = _(
            "the day does not fit the stream ({stream}): its ballots are cast on {day}", stream=stream, day=dated(last)
        )
    else:
        what = _(
            "the day does not fit the stream ({stream}): its ballots are cast from {first} to {last}",
            stream=stream,
            first=dated(first),
            last=dated(last),
        )
    return problem("cast_at", what, _("Compare with the envelope; correct the day or the stream."))


def _days_of(stream: str, election_day: date) -> tuple[date, date]:
    """Return the first and last day on which a ballot of a stream can have been cast."""
    first = election_day if stream == "election_day" else election_day - BALLOTS_OUT
    last = election_day - timedelta(days=1) if stream == "advance" else election_day
    return first, last


def _reasons(envelope: Envelope, expected: Expected) -> Problem | None:
    codes = tuple(expected.reason_codes)
    strange = [code for code in envelope.reasons if code not in codes]
    if not strange:
        return None
    near = [code for code in codes if code.casefold() == strange[0].casefold()]
    remedy = _('Write codes of the case: {codes}. In a list, write ";" between them.', codes=beside(*codes, by=", "))
    if near:
        remedy = _("Did you mean {code}?", code=near[0])
    return problem("reasons", _("the reason code is not one of the case's"), remedy, strange[0])


def _statement(envelope: Envelope, __: Expected) -> Problem | None:
    return one_of("statement", envelope.statement, STATEMENTS)


def _sheets(envelope: Envelope, __: Expected) -> Problem | None:
    if envelope.sheets is None or 1 <= envelope.sheets <= SHEETS_AT_MOST:
        return None
    return not_sheets(str(envelope.sheets))


def not_sheets(value: str) -> Problem:
    """Return the error of a number of sheets that is none."""
    remedy = _("Write how many sheets the ballot has, 1 to {most}, or nothing.", most=SHEETS_AT_MOST)
    return problem("sheets", _("this is not a number of sheets"), remedy, value)


def _box(envelope: Envelope, __: Expected) -> Problem | None:
    if len(envelope.box) <= BOX_AT_MOST:
        return None
    what = _("the name of the box is longer than {most} characters", most=BOX_AT_MOST)
    return problem("box", what, _("Write what stands on the box."), envelope.box)


def _position(envelope: Envelope, __: Expected) -> Problem | None:
    position = envelope.position
    if position is None or (envelope.box and 1 <= position <= POSITION_AT_MOST):
        return None
    if not envelope.box:
        what = _("there is a position and no box")
        return problem("box", what, _("Write in which box the envelope lies, or no position."))
    return not_a_position(str(position))


def not_a_position(value: str) -> Problem:
    """Return the error of a position in a box that is none."""
    remedy = _("Count from the front of the box, 1 to {most}, or write nothing.", most=POSITION_AT_MOST)
    return problem("position", _("this is not a position in a box"), remedy, value)


def _image(envelope: Envelope, __: Expected) -> Problem | None:
    if envelope.image not in (".", "..") and not set(envelope.image) & FOLDER_MARKS:
        return None
    return problem("image", _("this is not the name of a file beside the list"), _("Write the name without a folder."))


def _birth_date(envelope: Envelope, expected: Expected) -> Problem | None:
    """Warn of a full birth date that is no day, is after election day, or makes the voter too old or too young."""
    election_day = expected.election.date
    if written_birth(envelope.birth_date, election_day) is None:
        return None
    born = born_on(envelope.birth_date, election_day)
    what = _of_age(born, election_day) if born is not None else _("the calendar has no such day")
    return doubt("birth_date", what, AS_PAPER) if what else None


def _of_age(born: date, election_day: date) -> str:
    """Return what is doubtful about a birth date, or empty."""
    if born > election_day:
        return _("the birth date is after election day, {day}", day=dated(election_day))
    age = age_on(born, election_day)
    if age > OLDEST or (age == OLDEST and (born.month, born.day) != (election_day.month, election_day.day)):
        return _("the birth date is more than {years} years before election day", years=OLDEST)
    return _("the voter was under {years} on election day", years=YOUNGEST) if age < YOUNGEST else ""


def _place(envelope: Envelope, expected: Expected) -> Problem | None:
    """Warn of a place that the definition does not have, or that is the polling place of other precincts.

    Nothing is said where the definition names no places, and of places of advance voting where it names no site.
    """
    written, election, known = envelope.place, expected.election, expected.places
    if not written or not known:
        return None
    if written not in known:
        judged = election.advance_sites or envelope.stream not in {"advance", "absentee"}
        return _strange(written, known, election) if judged else None
    return _contradiction(envelope, known[written], election)


def _strange(written: str, known: Mapping[str, tuple[str, ...]], election: Election) -> Problem:
    by_name = [it.polling_place for it in election.precincts.values() if it.name.casefold() == written.casefold()]
    near = by_name[0] if len(by_name) == 1 and by_name[0] else nearest(written, known)
    remedy = _("Did you mean {place}? {compare}", place=near, compare=AS_PAPER) if near else AS_PAPER
    what = _("the place is neither a polling place nor an advance site of the election")
    return doubt("place", what, remedy, written)


def _contradiction(envelope: Envelope, voting_there: tuple[str, ...], election: Election) -> Problem | None:
    """Warn where the precinct is not one of those of the place, nor of one in the same building."""
    code = envelope.precinct_cast
    if code not in election.precincts or serves_every_precinct(election, envelope.stream, envelope.place):
        return None
    shared = {other for group in election.shared_buildings if set(group) & set(voting_there) for other in group}
    if code in voting_there or code in shared:
        return None
    what = _("the place contradicts the precinct")
    own = election.precincts[code].polling_place
    precincts = some_of(voting_there)
    remedy = _("Precinct {code} does not vote there; this is the place of {precincts}.", code=code, precincts=precincts)
    if own:
        remedy = _(
            "Precinct {code} votes at {place}; this is the place of {precincts}.",
            code=code,
            place=own,
            precincts=precincts,
        )
    remedy = beside(remedy, AS_PAPER)
    return doubt("place", what, remedy, envelope.place)


def _registration_number(envelope: Envelope, __: Expected) -> Problem | None:
    """Warn of a registration number that is not all digits."""
    number = envelope.registration_number.strip()
    if not number or (number.isascii() and number.isdigit()):
        return None
    return doubt("registration_number", _("the registration number is not all digits"), AS_PAPER)


def _party_of_no_primary(envelope: Envelope, expected: Expected) -> Problem | None:
    """Warn of a party in an election that is no primary."""
    if not envelope.party or expected.election.primary:
        return None
    what = _("there is a party, but the election is not a primary")
    return doubt("party", what, _("Leave the party out; it is received as written and not used."), envelope.party)


def _party_of_the_style(envelope: Envelope, expected: Expected) -> Problem | None:
    """Warn of a ballot style that is another party's: one of the two is a slip, and a reviewer is asked which."""
    election = expected.election
    printed = party_of_style(election, envelope.style_cast)
    if not printed or printed == envelope.party:
        return None
    what = _("the ballot style is that of the {party} ballot", party=election.party_words(printed))
    return doubt("party", what, AS_PAPER, envelope.party)


def _hour_cast(envelope: Envelope, expected: Expected) -> Problem | None:
    """Warn of a time that no clock showed, and on election day of one before the polls open or long after they close."""
    moment, election = moment_of(envelope.cast_at), expected.election
    if moment is not None and not times_shown(moment, ZoneInfo(election.time_zone)):
        return doubt("cast_at", _("no clock showed this time: clocks were set forward that night"), AS_PAPER)
    if moment is None or envelope.stream not in {"", "election_day"} or moment.date() != election.date:
        return None
    if moment.time() < election.polls_open:
        what = _("the time is before the polls open at {hour}", hour=hour(election.polls_open))
        return doubt("cast_at", what, AS_PAPER)
    closing = election.closing_of(envelope.place)
    if moment <= datetime.combine(election.date, closing) + OPEN_LATE:
        return None
    what = _("the time is more than three hours after the polls close at {hour}", hour=hour(closing))
    return doubt("cast_at", what, AS_PAPER)


CHECKS: Sequence[Check] = (
    _number, _stream, _place, _precinct, _style, _style_of_precinct, _party, _cast_at, _reasons,
    _birth_date, _registration_number, _statement, _sheets, _image, _box, _position,
)  # fmt: skip
"""Every check, in the order of the columns."""
