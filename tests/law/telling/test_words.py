"""Every code has words."""

import pytest

from adjudicator.law.rules.rule import SCOPES
from adjudicator.law.telling import words
from adjudicator.records.facts import FACTS
from adjudicator.records.findings import OUTCOMES
from adjudicator.resources import PACK_IDS, pack
from tests import packs


def codes(packs, kind):
    return {
        effect.code
        for each in packs
        for rule in each.rules
        for effects in rule.rows.values()
        for effect in effects
        if effect.kind == kind
    }


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("not_counted", words.REASONS),
        ("hold", words.HOLDS),
        ("mark", words.MARKS),
        ("limit", words.CONTEST_CODES),
    ],
)
def test_every_code_of_a_rule_has_words_and_no_words_are_left_over(kind, table, every_pack):
    assert set(table) == codes((*every_pack, packs.elsewhere()), kind)


def test_every_outcome_has_words():
    assert set(OUTCOMES) | {"undecided"} == set(words.OUTCOMES)
    assert words.outcome_words("count_partial") == "Count in part"


def test_every_fact_and_every_value_has_words():
    assert set(words.FACT_NAMES) == set(FACTS)
    assert {fact: set(values) for fact, values in words.VALUES.items()} == {f: set(v) for f, v in FACTS.items()}


def test_every_set_of_contests_that_a_limit_keeps_has_words():
    assert set(words.SCOPES) == set(SCOPES)
    assert words.scope_words("no_party") == "the contests of no party"


def test_codes_are_never_their_own_words():
    tables = (words.OUTCOMES, words.REASONS, words.HOLDS, words.MARKS, words.CONTEST_CODES, *words.VALUES.values())
    assert not any("_" in text for table in tables for text in table.values())


def test_a_contest_that_is_not_on_the_own_ballot_says_so():
    assert words.contest_code_words("wrong_precinct") == "not on the voter's own ballot"


def test_a_code_of_a_later_version_is_shown_with_spaces():
    assert words.hold_words("moon_phase_unclear") == "moon phase unclear"


def test_nobody_is_called_his_or_hers_and_nothing_is_adjudicated():
    sentences = [s for name in PACK_IDS for rule in pack(name).rules for s in rule.because.values()]
    tables = (words.OUTCOMES, words.REASONS, words.HOLDS, words.MARKS, words.CONTEST_CODES, *words.VALUES.values())
    for text in [*sentences, *(text for table in tables for text in table.values())]:
        assert not {"his", "her", "hers", "adjudicate", "adjudicated"} & set(text.casefold().split())


def test_every_note_of_every_pack_is_said_as_what_it_is_and_not_as_a_mark() -> None:
    notes = [
        effect
        for name in PACK_IDS
        for rule in pack(name).rules
        for effects in rule.rows.values()
        for effect in effects
        if effect.kind == "note"
    ]
    assert notes
    for note in notes:
        assert note.code in words.NOTES
        assert words.effect_words({"kind": "note", "code": note.code}).startswith("Said in Why: ")
