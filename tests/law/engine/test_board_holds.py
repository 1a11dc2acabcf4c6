"""Which holds are the board's: its ruling ends them, and no other hold."""

from __future__ import annotations

import pytest

from adjudicator.law.engine.board_holds import RULING, board_holds
from adjudicator.law.telling.words import hold_words
from adjudicator.resources import PACK_IDS, pack


@pytest.mark.parametrize("rules", PACK_IDS)
def test_the_boards_holds_are_those_whose_words_say_so(rules: str) -> None:
    found = board_holds(pack(rules))
    assert {"two_envelopes", "several_ballots", "absentee_rejected"} <= found
    assert all("the board rules" in hold_words(code) for code in found)
    assert "no_identification" not in found


@pytest.mark.parametrize("rules", PACK_IDS)
def test_with_a_ruling_to_count_no_rule_has_such_a_hold_left(rules: str) -> None:
    law = pack(rules)
    for rule in law.rules:
        if RULING in rule.facts:
            place = rule.facts.index(RULING)
            ruled = [effect for row, effects in rule.rows.items() if row[place] == "count" for effect in effects]
            assert not {effect.code for effect in ruled if effect.kind == "hold"} & board_holds(law)
