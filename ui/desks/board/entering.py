"""A vote as a secretary writes it into the form, read: its numbers, its hour, the envelopes taken out."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime

from adjudicator.casework.record.count_state import Vote
from adjudicator.words import _
from ui.shared.reading_times import read_past

NUMBERS = ("in_favor", "against", "abstained")
NO_NUMBER = _("Write a number, such as 4; 0 for nobody.")
EACH_LINE = _("Write each on a line of its own: the number of an envelope, then why, such as 0417 papers asked for.")

_LINE = re.compile(r"\s*(\S+?)[:,]?\s+(\S.*)")


def number_of(text: str) -> int | None:
    """A number of votes; an empty field for those who abstained is nobody, which the form writes itself."""
    return int(text.strip()) if text.strip().isdecimal() and text.strip().isascii() else None


def read_vote(written: Mapping[str, str], election: date, now: datetime) -> tuple[Vote | None, dict[str, str]]:
    """The vote that is written, or what is wrong with it by field."""
    troubles: dict[str, str] = {}
    numbers = {name: number_of(written.get(name, "")) for name in NUMBERS}
    troubles |= {name: NO_NUMBER for name, number in numbers.items() if number is None}
    moment = read_past(written.get("hour", ""), election, now)
    if isinstance(moment, str):
        troubles["hour"] = moment
    number, text = written.get("number", "").strip(), written.get("text", "").strip()
    if not number:
        troubles["number"] = _("Write the motion's number, as in the minutes.")
    if not text:
        troubles["text"] = _("Write the motion's text, as the board moved it.")
    if troubles or isinstance(moment, str):
        return None, troubles
    in_favor, against, abstained = (numbers[name] or 0 for name in NUMBERS)
    hour, later = moment.strftime("%Y-%m-%dT%H:%M"), written.get("how") == "later"
    return Vote(number, hour, text, in_favor, against, abstained, later), troubles


def read_taken_out(text: str, listed: Collection[str]) -> tuple[dict[str, str], str]:
    """The envelopes taken out, each with why; and what is wrong, empty where nothing is. Zeros in front may be left out."""
    by_number = {number.lstrip("0"): number for number in listed}
    found: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        shape = _LINE.fullmatch(line)
        if shape is None:
            return {}, EACH_LINE
        number = shape[1] if shape[1] in listed else by_number.get(shape[1].lstrip("0"), "")
        if not number:
            return {}, _("Envelope {number} is not on this docket.", number=shape[1])
        found[number] = shape[2].strip()
    return found, ""
