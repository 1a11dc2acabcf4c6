"""The outer envelope: what the poll officer wrote and ticked, and the voter's oath."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.practice.scans.american import day, day_of, hour_of
from adjudicator.practice.scans.page import CodedMark, PaperPage, Rect, StampedMark
from adjudicator.practice.scans.said import PracticePaper
from adjudicator.records.election import Election

STREAMS: Mapping[str, str] = {
    "election_day": "Election Day",
    "advance": "Advance voting",
    "absentee": "Absentee by mail",
}
IDENTIFICATION: Mapping[str, str] = {
    "shown": "Photo ID shown",
    "none": "No photo ID shown",
    "not_required": "None needed",
}
OATH = (
    "I do solemnly swear or affirm that I am a citizen of the United States and eligible to vote in this election; that",
    "I registered to vote in time; that I have not voted in this election before; and that what I wrote is true.",
)


def fill(page: PaperPage, said: PracticePaper, election: Election, reasons: Mapping[str, str]) -> None:
    """Put on the envelope what is said of it."""
    _top(page, said, election)
    _voter(page, said)
    _officer(page, said, election)
    _ticked(page, said, reasons)
    _oath(page, said)


def _top(page: PaperPage, said: PracticePaper, election: Election) -> None:
    page.rule(24, 24, page.width - 48, page.height - 48, 1.6)
    page.say(f"{election.county.upper()} COUNTY, GEORGIA", 48, 62, 17, bold=True)
    page.say("Board of Voter Registrations and Elections", 48, 82, 13)
    page.say("PROVISIONAL BALLOT", 380, 70, 32, bold=True)
    page.say(f"Outer envelope.  {election.name}, {day(election.date.isoformat())}", 380, 96, 14)
    page.say("Number", 858, 56, 12)
    page.say(said.number, 858, 90, 32, bold=True)
    page.marks.append(CodedMark(said.number, Rect(1070, 36, 88, 88)))
    page.place("number", Rect(850, 34, 312, 92))


def _voter(page: PaperPage, said: PracticePaper) -> None:
    page.head("VOTER (print)", 40, 146, 1120)
    names = (("last_name", "Last name", 48, 330), ("first_name", "First name", 398, 270))
    for field, label, x, width in names:
        page.blank(field, label, Rect(x, 158, width, 40), said.voter.get(field, ""), page.voter, 36)
    page.blank("middle_name", "Middle", Rect(688, 158, 200, 40), said.voter.get("middle_name", ""), page.voter, 34)
    page.blank("suffix", "Suffix", Rect(908, 158, 60, 40), said.voter.get("suffix", ""), page.voter, 34)
    born = day(said.voter.get("birth_date", ""))
    page.blank("birth_date", "Date of birth", Rect(988, 158, 168, 40), born, page.voter, 33)


def _officer(page: PaperPage, said: PracticePaper, election: Election) -> None:
    paper, pen = said.paper, page.officer
    page.head("POLL OFFICER", 40, 242, 1120)
    page.blank("place", "Polling place", Rect(48, 254, 520, 40), paper.place, pen, 34)
    page.blank("precinct_cast", "Precinct", Rect(588, 254, 130, 40), paper.precinct_cast, pen, 36)
    page.blank("style_cast", "Ballot style", Rect(738, 254, 210, 40), paper.style_cast, pen, 34)
    sheets = said.voter.get("sheets", "")
    page.blank("sheets", "Sheets", Rect(968, 254, 70, 40), sheets, pen, 34)
    if election.primary:
        page.blank("party", "Party", Rect(1058, 254, 98, 40), said.voter.get("party", ""), pen, 34)
    page.blank("cast_at", "Date voted", Rect(48, 316, 230, 40), day_of(paper.cast_at), pen, 36)
    page.blank("cast_at", "Time voted (am / pm)", Rect(298, 316, 210, 40), hour_of(paper.cast_at), pen, 36)
    stream = said.voter.get("stream", "")
    for place, (value, label) in enumerate(STREAMS.items()):
        page.box("stream", value, label, (548 + 200 * place, 350), pen if value == stream else None)


def _ticked(page: PaperPage, said: PracticePaper, reasons: Mapping[str, str]) -> None:
    page.head("WHY PROVISIONAL (tick all that apply)", 40, 408, 740)
    page.head("IDENTIFICATION", 800, 408, 360)
    ticked = said.paper.reasons.split(";")
    rows = (len(reasons) + 1) // 2
    step = min(29.0, 150 / max(rows, 1))
    for place, (code, words) in enumerate(reasons.items()):
        x, y = 52 + 370 * (place // rows), 444 + step * (place % rows)
        page.box("reasons", code, f"{code}   {words}", (x, y), page.officer if code in ticked else None)
    for place, (value, label) in enumerate(IDENTIFICATION.items()):
        shown = said.paper.identification == value
        page.box("identification", value, label, (816, 444 + 33 * place), page.officer if shown else None)


def _oath(page: PaperPage, said: PracticePaper) -> None:
    page.head("OATH OF THE VOTER", 40, 624, 1120)
    for place, words in enumerate(OATH):
        page.say(words, 52, 656 + 22 * place, 15)
    initial = said.voter.get("first_name", "")[:1] or "x"
    signed = said.paper.oath == "signed"
    page.sign("oath", "Signature of the voter", Rect(52, 706, 560, 70), initial, signed=signed)
    page.say("Certificate and form are inside this envelope, with the secrecy envelope.", 660, 790, 13)
    if said.paper.oath == "paper_missing":
        page.marks.append(StampedMark("oath", ("NO CERTIFICATE", "IN THIS ENVELOPE"), Rect(700, 694, 380, 74)))
