"""A pack's own words in place of Georgia's: what they replace, and what is refused of them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adjudicator import resources
from adjudicator.casework.telling.pack_words import keys, wording_of
from adjudicator.casework.telling.voter import Particulars, Told, voter_sentence
from adjudicator.casework.telling.voter_english import ENGLISH
from adjudicator.law.rules.pack import pack_of
from adjudicator.law.telling.way_words import settling_words
from adjudicator.law.telling.words import value_words
from adjudicator.records.facts import FACTS
from tests import packs
from ui.shared.questions import QUESTIONS, RESIDENCE

SAID = packs.elsewhere().said
LAST = Particulars(last_moment=datetime(2024, 11, 14, 17, 0, tzinfo=UTC))


def test_the_voter_is_told_in_the_packs_own_words() -> None:
    wording = wording_of(SAID)
    told = Told("not_counted", ("no_identification",))
    assert voter_sentence(told, LAST, wording) == (
        "You had no voter card with you, and none reached us by Thu Nov 14, 5:00 p.m."
    )
    assert voter_sentence(Told("held", ("no_identification",)), LAST, wording).startswith(
        "Your ballot is waiting for your voter card."
    )
    assert voter_sentence(Told("not_counted", ("withdrawn",)), LAST, wording) == "You withdrew your ballot."


def test_without_words_of_its_own_a_pack_has_georgias() -> None:
    assert wording_of({}) is ENGLISH
    assert all(not resources.pack(name).said for name in resources.PACK_IDS)
    assert '"said"' not in resources.pack("georgia-2020").tables()


def test_the_words_travel_with_the_case_and_are_not_in_the_digest() -> None:
    law = packs.elsewhere()
    again = pack_of(law.tables())
    assert (again.said, again.digest) == (law.said, law.digest)
    assert replace(law, said={}).digest == law.digest


def test_a_question_is_asked_in_the_packs_own_words() -> None:
    asked = RESIDENCE.in_words(SAID)
    assert QUESTIONS["registration"].in_words(SAID).help == (
        "The day that counts is that on which the form came, at the latest {closes}."
    )
    late = {option.value: option.words for option in asked.options}
    assert late["moved_county_late"] == "To another county after {county_date}, the thirtieth day before"
    assert (asked.prompt, late["as_listed"]) == (RESIDENCE.prompt, "At the listed address")
    assert QUESTIONS["oath"].in_words(SAID) == QUESTIONS["oath"]


def test_a_card_says_an_answer_in_the_packs_own_words_and_without_any_in_words_that_hold_everywhere() -> None:
    own = {"value:residence:moved_county_late": "moved to another county less than 30 days before the election"}
    assert value_words("residence", "moved_county_late", own) == own["value:residence:moved_county_late"]
    assert value_words("residence", "moved_county_late") == "moved to another county too late to register there"
    assert settling_words({"residence": "moved_county_late"}, own) == (
        "Residence: moved to another county less than 30 days before the election",
    )


@pytest.mark.parametrize("name", ["arizona-2020", "north-carolina-2020", "pennsylvania-2024"])
def test_no_example_speaks_of_georgias_fifth_monday(name: str) -> None:
    said = resources.pack(name).said
    for value in ("moved_county_late", "moved_county_early"):
        assert "Monday" not in value_words("residence", value, said)


def test_every_key_is_of_something_that_is_said_or_asked() -> None:
    found = keys()
    assert {"ask:identification", "answer:oath:signed", "still:oath_unsigned", "why:federal_only"} <= found.keys()
    assert all(each.split(":")[1] in FACTS for each in found if each.startswith(("ask:", "help:", "answer:", "value:")))
    assert not {"ask:deadline", "count_full", "held"} & found.keys()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            '"waits:no_identificaton" = "x"',
            'is nothing that a pack has words for. Did you mean "waits:no_identification"?',
        ),
        ('"photo_id" = "x"', '"photo_id" is nothing that a pack has words for.'),
        ('"waits:no_identification" = " "', "waits:no_identification has no words."),
        ('"waits:no_identification" = "your card, {name}"', "nothing fills name in waits:no_identification."),
        ('"ask:oath" = "Signed? {"', "nothing fills { in ask:oath."),
        ('"ask:oath" = "Signed? {closes.year}"', "nothing fills closes.year in ask:oath."),
        ('"help:oath" = "By {last_day}."', "nothing fills last_day in help:oath."),
    ],
)
def test_words_that_mean_nothing_are_refused(line: str, says: str, tmp_path: Path) -> None:
    place = Path(shutil.copytree(packs.ELSEWHERE, tmp_path / packs.ELSEWHERE.name))
    own = '"waits:no_identification" = "your voter card"'
    text = (place / "parameters.toml").read_text(encoding="utf-8").replace(own + "\n", "")
    (place / "parameters.toml").write_text(f"{text}{line}\n", encoding="utf-8")
    told = [str(each) for each in resources.read_folder(place)[1]]
    assert len(told) == 1
    assert told[0].startswith("elsewhere-2024/parameters.toml, [words]: ")
    assert says in told[0]
