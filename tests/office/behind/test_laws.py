"""A case's law, told in the words of the program where the program has the same pack."""

from __future__ import annotations

import json
from datetime import date

import pytest

from adjudicator.law.rules.pack import SPAN, pack_of
from adjudicator.law.telling.span_words import outside_words
from adjudicator.office.behind.law.laws import law_of
from adjudicator.resources import PACK_IDS, pack
from tests.law.conftest import election_of

OLD = "What an earlier version said."


def _with_other_words(tables: str) -> str:
    read = json.loads(tables)
    read["because"] = {rule: dict.fromkeys(because, OLD) for rule, because in read["because"].items()}
    return json.dumps(read)


def test_a_rules_sentences_come_from_the_program_by_its_id() -> None:
    own = pack()
    told = law_of(_with_other_words(own.tables()), election_of()).pack
    assert {rule.id: dict(rule.because) for rule in told.rules} == {rule.id: dict(rule.because) for rule in own.rules}
    assert told.digest == own.digest


def test_a_pack_that_the_program_does_not_have_keeps_its_own() -> None:
    read = json.loads(_with_other_words(pack().tables()))
    read["parameters"][0]["value"] = "another value"
    told = law_of(json.dumps(read), election_of()).pack
    assert {words for rule in told.rules for words in rule.because.values()} == {OLD}
    assert told.digest == pack_of(json.dumps(read)).digest != pack().digest


@pytest.mark.parametrize("name", PACK_IDS)
def test_a_pack_that_an_older_case_carries_has_the_dates_of_the_program_s_own(name: str) -> None:
    read = json.loads(pack(name).tables())
    read |= {"since": "November 6, 2020", "until": "SB 202 of 2021"}
    for added in ("begun_by", "ended_by", "chosen_because"):
        del read[added]
    told = law_of(json.dumps(read), election_of()).pack
    assert [getattr(told, each) for each in SPAN] == [getattr(pack(name), each) for each in SPAN]
    assert bool(outside_words(told, date(2024, 11, 5))) == (name != "georgia-2021")
    assert told.digest == pack(name).digest


def test_words_for_dates_of_a_pack_that_the_program_does_not_have_stay_and_say_nothing_of_a_day() -> None:
    read = json.loads(pack().tables()) | {"id": "elsewhere-1999", "since": "long ago", "until": "last year"}
    told = law_of(json.dumps(read), election_of()).pack
    assert (told.since, outside_words(told, date(2024, 11, 5))) == ("long ago", "")


def test_a_pack_that_says_its_days_keeps_them() -> None:
    read = json.loads(pack().tables()) | {"since": "2020-11-06"}
    told = law_of(json.dumps(read), election_of()).pack
    assert outside_words(told, date(2020, 11, 3)) != ""


def test_an_example_goes_on_to_be_marked_where_a_case_s_file_no_longer_says_so() -> None:
    own = pack("north-carolina-2020")
    read = json.loads(own.tables()) | {"name": "North Carolina"}
    told = law_of(json.dumps(read), election_of()).pack
    assert (told.name, told.digest) == (own.name, own.digest)
