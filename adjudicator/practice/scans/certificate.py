"""The voter's certificate: who the voter is and where the voter lives, as the voter wrote it, and the oath once more."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.practice.scans.american import day, day_of
from adjudicator.practice.scans.page import PaperPage, Rect
from adjudicator.practice.scans.said import PracticePaper
from adjudicator.records.election import Election

SWORN = (
    "I do solemnly swear or affirm under penalty of perjury that I am the person named above, that I am a citizen of the",
    "United States, that I am or will be at least 18 years of age on the day of this election, that I am not serving a",
    "sentence for a felony involving moral turpitude, that I registered to vote within the time that the law allows, and",
    "that I have not voted in this election otherwise.",
)
LINES: tuple[tuple[tuple[str, str, float, float], ...], ...] = (
    (("last_name", "Last name", 60, 480), ("suffix", "Suffix (Jr., Sr., II)", 580, 360)),
    (("first_name", "First name", 60, 480), ("middle_name", "Middle name", 580, 360)),
    (("house_number", "House number", 60, 170), ("street", "Street, apartment", 250, 690)),
    (("city", "City", 60, 480), ("zip", "ZIP code", 580, 200)),
    (("birth_date", "Date of birth (month / day / year)", 60, 320), ("registration_number", "Registration number", 420, 520)),
    (("phone", "Telephone", 60, 320), ("email", "E-mail", 420, 520)),
)  # fmt: skip


def fill(page: PaperPage, said: PracticePaper, election: Election, _reasons: Mapping[str, str]) -> None:
    """Put on the certificate what the voter wrote."""
    page.rule(36, 36, page.width - 72, page.height - 72, 1.6)
    page.say(f"{election.county.upper()} COUNTY, GEORGIA", 60, 84, 17, bold=True)
    page.say("PROVISIONAL BALLOT VOTING CERTIFICATE", 60, 132, 28, bold=True)
    page.say(f"{election.name}, {day(election.date.isoformat())}", 60, 160, 15)
    page.say(f"Envelope {said.number}", 790, 84, 17, bold=True)
    page.head("TO BE FILLED IN BY THE VOTER (print)", 52, 212, 896)
    for row, line in enumerate(LINES):
        for field, label, x, width in line:
            words = said.voter.get(field, "")
            words = day(words) if field == "birth_date" else words
            page.blank(field, label, Rect(x, 232 + 84 * row, width, 50), words, page.voter, 40)
    page.head("OATH", 52, 782, 896)
    for place, words in enumerate(SWORN):
        page.say(words, 60, 822 + 24 * place, 14)
    initial = said.voter.get("first_name", "")[:1] or "x"
    signed = said.paper.oath == "signed"
    page.sign("oath", "Signature of the voter", Rect(60, 930, 600, 90), initial, signed=signed)
    when = day_of(said.paper.cast_at) or day(election.date.isoformat())  # one votes in advance on an earlier day
    page.blank("signed_on", "Date", Rect(700, 970, 240, 50), when if signed else "", page.voter)
    page.head("FOR THE OFFICE", 52, 1104, 896)
    page.say(
        "Keep this certificate with the envelope. It is confidential until the time for contests has passed.",
        60,
        1140,
        14,
    )
