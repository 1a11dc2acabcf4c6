"""One finding for every rule, in the law's own order, with citation and sentence."""

import pytest

from adjudicator.law.rules.rule import BY_MOTION
from adjudicator.records.facts import FACTS
from adjudicator.resources import PACK_IDS

PLAIN = {fact: values[0] for fact, values in FACTS.items()}


def findings(recommender, name, facts, late=()):
    answer = recommender(name).recommend(facts, "main", "far", late)
    return {finding.rule: finding for finding in answer.findings}


@pytest.mark.parametrize("name", PACK_IDS)
def test_every_rule_has_one_finding_in_the_laws_own_order(name, recommender):
    engine = recommender(name)
    found = engine.recommend({}, "main", "far").findings
    assert [finding.rule for finding in found] == [rule.id for rule in engine.pack.rules]


@pytest.mark.parametrize("name", PACK_IDS)
@pytest.mark.parametrize("facts", [{}, PLAIN], ids=["nothing known", "plain"])
def test_every_finding_gives_a_sentence_and_a_citation(name, facts, recommender):
    for finding in findings(recommender, name, facts).values():
        assert finding.because.endswith("."), finding.rule
        assert finding.citation
        assert finding.facts


@pytest.mark.parametrize("name", PACK_IDS)
def test_nothing_applies_for_sure_while_nothing_is_known(name, recommender):
    assert {finding.applies for finding in findings(recommender, name, {}).values()} == {"unknown", "no"}


def test_every_effect_of_every_rule_has_a_sentence_of_its_own_whatever_the_positions(every_pack):
    for rule in (rule for each in every_pack for rule in each.rules):
        effects = [effect for row in rule.rows.values() for effect in row]
        kinds = {effect.kind for effect in effects if effect.code != BY_MOTION}
        leading = kinds - {"mark"} if "limit" in kinds else kinds
        assert leading | {"no", "unknown"} <= set(rule.because), rule.id
        if "ruling" in rule.facts or any(effect.code == BY_MOTION for effect in effects):
            assert "ruled" in rule.because, rule.id
        assert all(sentence.endswith(".") for sentence in rule.because.values())


def test_a_hold_becomes_a_reason_when_the_period_has_passed(recommender):
    held = findings(recommender, "georgia-2020", PLAIN | {"identification": "missing"})["no_identification"]
    gone = findings(recommender, "georgia-2020", PLAIN | {"identification": "missing", "deadline": "passed"})
    assert (held.applies, held.effect) == ("yes", "hold")
    assert (gone["no_identification"].applies, gone["no_identification"].effect) == ("yes", "not_counted")


def test_a_hold_on_the_clock_applies_though_nobody_said_whether_the_period_is_closed(recommender):
    facts = {fact: value for fact, value in PLAIN.items() if fact != "deadline"} | {"oath": "unsigned"}
    assert findings(recommender, "georgia-2020", facts)["oath_unsigned"].applies == "yes"


def test_the_citation_is_the_paragraph_that_carries_the_effect(recommender):
    facts = PLAIN | {"registration": "not_found"}
    held = findings(recommender, "georgia-2020", facts)["registration_unclear"]
    passed = findings(recommender, "georgia-2020", facts | {"deadline": "passed"})["registration_unclear"]
    assert (held.citation, passed.citation) == ("O.C.G.A. 21-2-419(b)", "O.C.G.A. 21-2-419(c)(3)")


def test_a_matter_that_the_board_let_pass_says_so(recommender):
    facts = PLAIN | {"voted_already": "other_provisional", "ruling": "count"}
    finding = findings(recommender, "georgia-2020", facts)["two_envelopes"]
    assert (finding.applies, "The board has ruled" in finding.because) == ("no", True)


def test_single_contests_closed_before_registration_apply_only_where_they_are_on_the_ballot(recommender):
    def applies(late):
        return findings(recommender, "georgia-2020", PLAIN, late)["registered_too_late_for"].applies

    assert (applies(("L",)), applies(("H4",)), applies(())) == ("yes", "no", "no")


def test_nothing_left_is_found_in_the_limits_not_in_the_facts(recommender):
    def applies(facts, late):
        return findings(recommender, "georgia-2020", facts, late)["no_entitled_contest"].applies

    everything = ("P", "S", "A", "H7", "N1", "L")
    unknown = {fact: value for fact, value in PLAIN.items() if fact != "registration"}
    assert (applies(PLAIN, everything), applies(PLAIN, ()), applies(unknown, everything)) == ("yes", "no", "unknown")


def test_the_default_pack_cites_the_announcement_for_another_county(recommender):
    facts = PLAIN | {"home": "other_county"}
    announced = findings(recommender, "georgia-2020-sos", facts)["wrong_county"]
    statute = findings(recommender, "georgia-2020", facts)["wrong_county"]
    assert (announced.effect, announced.citation) == ("limit", "Secretary of State, 6 Nov 2020")
    assert (statute.effect, *statute.cited) == ("not_counted", "O.C.G.A. 21-2-419(c)(3)", "O.C.G.A. 21-2-218(f)")


def test_a_note_says_on_what_the_voter_relies_and_decides_nothing(recommender):
    facts = PLAIN | {"residence": "moved_county_late"}
    note = findings(recommender, "georgia-2020", facts)["moved_late"]
    assert (note.effect, note.citation) == ("note", "O.C.G.A. 21-2-218(e)")
    found = recommender("georgia-2020").recommend(facts, "main", "main")
    assert (found.outcome, found.marks, found.needs) == ("count_full", (), ())
