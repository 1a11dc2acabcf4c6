"""The form: what the voter says of home and registration, what came later, and what the office found out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adjudicator.casework.sheet.source_words import ARRIVALS
from adjudicator.law.telling.words import FACT_NAMES, VALUES
from adjudicator.practice.scans import hands
from adjudicator.practice.scans.american import day, day_of, hour_of
from adjudicator.practice.scans.page import PaperKind, PaperPage, Rect, StampedMark, WrittenMark
from adjudicator.practice.scans.said import PracticePaper
from adjudicator.practice.truth import STATEMENT_LAW
from adjudicator.records.election import Election
from adjudicator.records.facts import OF_PACKS

__all__ = ["PaperKind", "fill"]

VOTES = {
    "no": "No: the voter has not voted otherwise",
    "credit_in_question": "The credit looks wrong; being looked into",
}
STATEMENT = (
    "I am voting in this precinct after 5:00 p.m. because I cannot come to the polls of my own precinct before they close.",
)


def fill(page: PaperPage, said: PracticePaper, election: Election, _reasons: Mapping[str, str]) -> None:
    """Put on the form what was said and found out."""
    page.rule(36, 36, page.width - 72, page.height - 72, 1.6)
    page.say(f"{election.county.upper()} COUNTY, GEORGIA", 60, 78, 17, bold=True)
    page.say("PROVISIONAL BALLOT INFORMATION FORM", 60, 116, 26, bold=True)
    page.say(f"Envelope {said.number}", 790, 78, 17, bold=True)
    _home(page, said)
    _applied(page, said)
    _identification(page, said)
    _office(page, said)
    _statement(page, said, election)
    _elsewhere(page, said)
    _notes(page, said)


def _home(page: PaperPage, said: PracticePaper) -> None:
    paper, pen = said.paper, page.voter
    page.head("1   WHERE THE VOTER LIVED ON ELECTION DAY (leave empty if at the listed address)", 52, 158, 896)
    for place, (value, words) in enumerate(VALUES["residence"].items()):
        page.box("residence", value, words, (64, 192 + 25 * place), pen if paper.residence == value else None)
    page.blank("lived_at", "Address", Rect(64, 390, 620, 40), paper.lived_at, pen, 32)
    page.blank("lived_since", "Since (month / day / year)", Rect(710, 390, 230, 40), day(paper.lived_since), pen, 34)


def _applied(page: PaperPage, said: PracticePaper) -> None:
    paper = said.paper
    page.head("2   APPLICATION TO REGISTER", 52, 478, 896)
    applied = "" if paper.never_applied else day(paper.applied_on)
    page.blank("applied_on", "Applied on", Rect(64, 490, 220, 40), applied, page.officer, 34)
    page.box("applied_on", "never", "Never applied", (316, 522), page.voter if paper.never_applied else None)
    label = "Missing item of the application came on"
    page.blank("completed_on", label, Rect(640, 490, 300, 40), day(paper.completed_on), page.officer, 34)


def _identification(page: PaperPage, said: PracticePaper) -> None:
    paper = said.paper
    page.head("3   IDENTIFICATION BROUGHT LATER", 52, 578, 896)
    for place, (value, words) in enumerate(ARRIVALS.items()):
        x, y = 64 + 300 * (place % 2), 612 + 27 * (place // 2)
        page.box(
            "identification_kind", value, words, (x, y), page.officer if paper.identification_kind == value else None
        )
    at = Rect(690, 592, 240, 74)
    page.place("identification_arrived_at", at)
    if paper.identification_arrived_at:
        came = paper.identification_arrived_at
        page.marks.append(
            StampedMark("identification_arrived_at", ("RECEIVED", f"{day_of(came)}  {hour_of(came)}"), at)
        )


def _office(page: PaperPage, said: PracticePaper) -> None:
    paper, pen = said.paper, page.officer
    page.head("4   OFFICE: WHAT WAS FOUND OUT", 52, 704, 896)
    page.blank("lived_precinct", "Precinct of that address", Rect(64, 716, 180, 40), paper.lived_precinct, pen, 34)
    page.blank("lived_style", "Ballot style of that address", Rect(268, 716, 240, 40), paper.lived_style, pen, 34)
    page.say("Eligibility, where the list has a flag:", 64, 802, 13, bold=True)
    for place, (value, words) in enumerate(VALUES["eligibility"].items()):
        x, y = 64 + 460 * (place % 2), 830 + 25 * (place // 2)
        page.box("eligibility", value, words, (x, y), pen if paper.eligibility == value else None)
    page.say("Another vote in the files:", 64, 944, 13, bold=True)
    for place, (value, words) in enumerate(VOTES.items()):
        page.box("voted_already", value, words, (264 + 320 * place, 944), pen if paper.voted_already == value else None)


def _statement(page: PaperPage, said: PracticePaper, election: Election) -> None:
    if election.date < STATEMENT_LAW:
        return
    page.head("5   SWORN STATEMENT OF A VOTER IN ANOTHER PRECINCT AFTER 5:00 P.M.", 52, 984, 896)
    for place, words in enumerate(STATEMENT):
        page.say(words, 64, 1012 + 20 * place, 13)
    given = said.paper.statement
    because = "I could not get there in time" if given == "complete" else ""
    page.blank(
        "statement", "Why (without it the statement is not complete)", Rect(64, 1018, 440, 40), because, page.voter, 32
    )
    initial = said.voter.get("first_name", "")[:1] or "x"
    at = Rect(540, 1012, 400, 46)
    page.sign("statement", "Signature of the voter", at, initial, signed=given in ("complete", "incomplete"))


def _elsewhere(page: PaperPage, said: PracticePaper) -> None:
    """What Georgia's law does not ask, in a line of its own, only where there is trouble with it."""
    paper, pen = said.paper, page.officer
    trouble = [(fact, getattr(paper, fact)) for fact in OF_PACKS if getattr(paper, fact)]
    if not trouble:
        return
    for place, (fact, value) in enumerate(sorted(trouble)):
        words = f"{FACT_NAMES[fact]}: {VALUES[fact][value]}"
        page.box(fact, value, words, (64 + 440 * place, 1092), pen)
    if paper.cured_at:
        at = Rect(690, 1062, 240, 40)
        page.place("cured_at", at)
        came = f"CURED {day_of(paper.cured_at)}  {hour_of(paper.cured_at)}"
        page.marks.append(StampedMark("cured_at", (came,), at))


def _notes(page: PaperPage, said: PracticePaper) -> None:
    page.head("NOTES", 52, 1112, 896)
    at = Rect(60, 1122, 880, 120)
    page.place("notes", at)
    for line in range(3):
        page.rule(60, 1154 + 38 * line, 880, weight=0.5)
    for place, words in enumerate(_wrapped(said.paper.notes, page.officer.hand, 32, 860)):
        page.marks.append(WrittenMark("notes", words, 68, 1150 + 38 * place, 32, page.officer, 870))


def _wrapped(words: str, hand: str, size: float, room: float) -> Iterator[str]:
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and hands.width(hand, longer, size) > room:
            yield line
            longer = word
        line = longer
    if line:
        yield line
