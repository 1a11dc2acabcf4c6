"""What an envelope's answers must be, column by column: one table for the envelope list and for entry by hand.

An empty answer is unknown and always allowed, but for the envelope's number. Messages never repeat who the voter is:
values of `SEALED_FIELDS` are left out, but for a time cast that is none. What can hardly be right and may yet stand on
the paper is a warning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from adjudicator.intake import plausible
from adjudicator.intake.characters import LINE_BREAKS, first_control
from adjudicator.intake.findings import Check, Expected, doubt, expected_of, one_of, problem
from adjudicator.intake.problem_list import some_of
from adjudicator.intake.words import in_words, moment_of
from adjudicator.records.election import Election
from adjudicator.records.envelope import SEALED_FIELDS, STATEMENTS, STREAMS, Envelope
from adjudicator.records.names import disguised, unseen
from adjudicator.records.trouble import Problem

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
}  # fmt: skip
"""Column of the list -> field of `Envelope`, in the list's own order."""

NUMBER_AT_MOST = 40
SHEETS_AT_MOST = 20
FOLDER_MARKS = frozenset("/\\:\0")


def check_envelope(envelope: Envelope, election: Election, reason_codes: Collection[str]) -> tuple[Problem, ...]:
    """Return what is wrong with an envelope's answers, in the columns' order; `Problem.column` names the column.

    For an envelope entered by hand `Problem.file` says so. Source: files-and-commands, "Envelope list".
    """
    found = found_problems(envelope, expected_of(election, reason_codes))
    return tuple(replace(it, file="entry by hand") for it in found)


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
            yield problem(column, f"the text holds {name}", "Write it again in one line of plain letters.", shown)


def _number(envelope: Envelope, _: Expected) -> Problem | None:
    number, remedy = envelope.number, "Write the number that is on the envelope."
    if not number.strip():
        return problem("envelope_number", "the envelope has no number", remedy)
    if number != number.strip():
        return problem("envelope_number", "the number begins or ends with a space", remedy, number)
    if len(number) > NUMBER_AT_MOST:
        return problem("envelope_number", f"the number is longer than {NUMBER_AT_MOST} characters", remedy, number)
    alike = unseen(number) or disguised(number)
    return problem("envelope_number", f"the number {alike}", remedy, number) if alike else None


def _stream(envelope: Envelope, _: Expected) -> Problem | None:
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
    remedy = f"Write one of the {len(precincts)} precinct codes of the election, as in {next(iter(precincts), '')}."
    if len(meant) == 1:
        remedy = f"Did you mean {meant[0].code} ({meant[0].name})? Write the code as the election has it."
    return problem("precinct_cast", "the precinct is not one of the election's", remedy, code)


def _style(envelope: Envelope, expected: Expected) -> Problem | None:
    style, styles = envelope.style_cast, expected.election.styles
    if not style or style in styles:
        return None
    meant = [it for it in styles if it.casefold().endswith(style.casefold())]
    remedy = f"Write one of the {len(styles)} ballot styles of the election, as in {next(iter(styles), '')}."
    if len(meant) == 1:
        remedy = f"Did you mean {meant[0]}? Write the style as the election has it."
    return problem("style_cast", "the ballot style is not one of the election's", remedy, style)


def _style_of_precinct(envelope: Envelope, expected: Expected) -> Problem | None:
    """Warn of a style that the precinct does not have: it may truly have been handed out. Other streams have all."""
    precinct = expected.election.precincts.get(envelope.precinct_cast)
    style = envelope.style_cast
    if envelope.stream not in ("", "election_day") or precinct is None or style not in expected.election.styles:
        return None
    if not precinct.styles or style in precinct.styles:
        return None
    what = f"precinct {precinct.code} does not have this ballot style, but {some_of(precinct.styles)}"
    remedy = "Compare with the envelope; leave it if this ballot was handed out."
    return doubt("style_cast", what, remedy, style)


def _party(envelope: Envelope, expected: Expected) -> Problem | None:
    if not expected.election.primary:
        return plausible.party(envelope, expected)
    election, party = expected.election, envelope.party
    if not party or not election.parties:
        return None
    if party not in election.parties:
        meant = election.party_named(party)
        named = " or ".join(f"{code} ({words})" for code, words in election.parties.items())
        remedy = f"Did you mean {meant}?" if meant else f"Write {named}, or nothing."
        return problem("party", "the party is not one of the primary's", remedy, party)
    return plausible.party_of_the_style(envelope, expected)


def _cast_at(envelope: Envelope, expected: Expected) -> Problem | None:
    if not envelope.cast_at:
        return None
    moment = moment_of(envelope.cast_at)
    if moment is None:
        remedy = "Write the local time as in 2020-11-03T17:30, or nothing."
        return problem("cast_at", "this is not a time in ISO 8601", remedy, envelope.cast_at)
    first, last = _days_of(envelope.stream, expected.election.date)
    if first <= moment.date() <= last:
        return plausible.hour_cast(envelope, expected)
    window = f"on {in_words(last)}" if first == last else f"from {in_words(first)} to {in_words(last)}"
    what = f"the day does not fit the stream ({envelope.stream or 'not given'}): ballots of it are cast {window}"
    return problem("cast_at", what, "Compare with the envelope; correct the day or the stream.")


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
    remedy = f"Did you mean {near[0]}?" if near else f'Write codes of the case with ";" between: {", ".join(codes)}.'
    return problem("reasons", "the reason code is not one of the case's", remedy, strange[0])


def _statement(envelope: Envelope, _: Expected) -> Problem | None:
    return one_of("statement", envelope.statement, STATEMENTS)


def _sheets(envelope: Envelope, _: Expected) -> Problem | None:
    if envelope.sheets is None or 1 <= envelope.sheets <= SHEETS_AT_MOST:
        return None
    return not_sheets(str(envelope.sheets))


def not_sheets(value: str) -> Problem:
    """Return the error of a number of sheets that is none."""
    remedy = f"Write how many sheets the ballot has, 1 to {SHEETS_AT_MOST}, or nothing."
    return problem("sheets", "this is not a number of sheets", remedy, value)


def _image(envelope: Envelope, _: Expected) -> Problem | None:
    if envelope.image not in (".", "..") and not set(envelope.image) & FOLDER_MARKS:
        return None
    return problem("image", "this is not the name of a file beside the list", "Write the name without a folder.")


CHECKS: Sequence[Check] = (
    _number, _stream, plausible.place, _precinct, _style, _style_of_precinct, _party, _cast_at, _reasons,
    plausible.birth_date, plausible.registration_number, _statement, _sheets, _image,
)  # fmt: skip
"""Every check, in the order of the columns."""
