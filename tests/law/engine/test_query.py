"""The JSON of `determine`: what is refused, with place and allowed values, and the shape of the answer."""

import pytest

from adjudicator.law.engine.query import answer_queries, answer_query
from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.election import NO_BALLOT, Portion, Precinct
from adjudicator.records.facts import FACTS

PLAIN = {fact: values[0] for fact, values in FACTS.items()}


@pytest.fixture
def engine(recommender):
    return recommender("georgia-2020-sos")


def query(**changes):
    return {"facts": PLAIN, "cast_style": "main", "home_style": "main"} | changes


def complaints(engine, asked):
    answer = answer_query(asked, engine)
    assert isinstance(answer, list), answer
    return [str(error) for error in answer]


def test_the_answer_has_the_contracts_keys_in_its_order(engine):
    answer = answer_query(query(home_style="far", facts=PLAIN | {"home": "other_precinct"}), engine)
    assert list(answer) == [
        "rules", "digest", "outcome", "reasons", "holds", "needs", "marks", "contests", "findings",
    ]  # fmt: skip
    assert answer["contests"][3] == {"id": "H7", "counts": False, "code": "wrong_precinct"}
    assert list(answer["findings"][0]) == ["rule", "applies", "effect", "code", "citation", "because", "facts"]
    assert (answer["rules"], answer["digest"]) == ("georgia-2020-sos", engine.pack.digest)


def test_a_brief_answer_leaves_the_findings_out(engine):
    assert "findings" not in answer_query(query(), engine, brief=True)


def test_a_null_fact_is_unknown(engine):
    answer = answer_query(query(facts=PLAIN | {"oath": None}), engine)
    assert answer["needs"] == ["oath"]


def test_null_stands_for_an_absent_home_style_and_absent_contests(engine):
    answer = answer_query(query(home_style=None, registered_too_late_for=None), engine)
    assert answer["outcome"] == "count_full"


def test_an_unknown_fact_is_refused_with_the_facts_there_are(engine):
    (said,) = complaints(engine, query(facts=PLAIN | {"mood": "good"}))
    assert said.startswith('query.facts: unknown fact "mood". Allowed: oath, signature, secrecy_envelope,')


@pytest.mark.parametrize("value", ["maybe", 3, True, ["signed"], {}, ""])
def test_an_unknown_value_is_refused_with_the_values_there_are(value, engine):
    (said,) = complaints(engine, query(facts=PLAIN | {"oath": value}))
    assert said.startswith("query.facts.oath: ")
    assert said.endswith("Allowed: signed, unsigned, paper_missing, null.")


@pytest.mark.parametrize("key", ["cast_style", "home_style"])
def test_an_unknown_style_is_refused_with_the_styles_there_are(key, engine):
    (said,) = complaints(engine, query(**{key: "BS999"}))
    assert said.startswith(f'query.{key}: "BS999" is not a ballot style of this election. Allowed: main, twin,')


def test_a_voter_without_a_contest_is_asked_about_only_where_the_election_has_such_voters(engine, make_election):
    given = {"registration": "registered", "home": "other_style", "cast": "before_5pm"}
    asked = query(facts=PLAIN | given, home_style=NO_BALLOT)
    (said,) = complaints(engine, asked)
    assert said.startswith('query.home_style: "none" is not a ballot style of this election.')
    outside = Precinct("051", "City", (Portion("051-1", "051", "main", {}), Portion("051-2", "051", NO_BALLOT, {})))
    city = Recommender(engine.pack, make_election(precincts={"051": outside}))
    answer = answer_query(asked, city)
    assert (answer["outcome"], answer["reasons"]) == ("not_counted", ["no_entitled_contest"])
    assert complaints(city, query(cast_style=NO_BALLOT))[0].startswith('query.cast_style: "none" is not a ballot style')
    assert "far, local, other_local, president, none." in complaints(city, query(home_style="BS999"))[0]


def test_a_missing_cast_style_is_refused(engine):
    (said,) = complaints(engine, {"facts": PLAIN})
    assert said.startswith("query.cast_style: null is not a ballot style")


@pytest.mark.parametrize("asked", [None, [], 7, "facts"])
def test_a_query_that_is_no_object_is_refused(asked, engine):
    (said,) = complaints(engine, asked)
    assert said.startswith("query: this must be an object")


@pytest.mark.parametrize("facts", [None, [], "signed"])
def test_facts_that_are_no_object_are_refused(facts, engine):
    (said,) = complaints(engine, query(facts=facts))
    assert said.startswith("query.facts: this must be an object of facts")


def test_an_unknown_key_is_refused_with_the_keys_there_are(engine):
    (said,) = complaints(engine, query(home="main"))
    assert said == (
        'query: unknown key "home". Allowed: facts, cast_style, home_style, registered_too_late_for, cast_too_late_for.'
    )


def test_an_unknown_contest_is_refused_with_its_place(engine):
    (said,) = complaints(engine, query(registered_too_late_for=["L", "X9"]))
    assert said.startswith('query.registered_too_late_for[1]: "X9" is not a contest of this election. Allowed: P, S,')
    assert complaints(engine, query(registered_too_late_for="L"))


def test_a_contest_that_is_not_on_the_cast_ballot_has_no_effect(engine):
    assert answer_query(query(registered_too_late_for=["H4"]), engine)["marks"] == []


@pytest.mark.parametrize("registration", ["registered", None])
@pytest.mark.parametrize("home", ["other_style", "other_precinct", None])
def test_a_home_style_on_which_contests_hang_must_be_given(registration, home, engine):
    (said,) = complaints(engine, {"facts": {"registration": registration, "home": home}, "cast_style": "main"})
    assert said.startswith("query.home_style: this is missing")


@pytest.mark.parametrize(
    "facts",
    [
        {"registration": "registered", "home": "other_county"},
        {"registration": "registered", "home": "same_style"},
        {"registration": "not_found"},
        {"registration": "never", "home": "other_precinct"},
    ],
)
def test_a_home_style_on_which_nothing_hangs_may_be_absent(facts, engine):
    assert "outcome" in answer_query({"facts": facts, "cast_style": "main"}, engine)


def test_the_same_style_with_two_different_styles_is_refused(engine):
    (said,) = complaints(engine, query(home_style="twin"))
    assert said == 'query.home_style: the fact home is "same_style", but "twin" is not the cast style. Allowed: main.'


def test_everything_wrong_is_said_at_once(engine):
    asked = {"facts": {"oath": "x", "mood": "y"}, "cast_style": "no", "registered_too_late_for": ["z"]}
    assert len(complaints(engine, asked)) == 4


def test_queries_of_an_array_are_answered_one_by_one_with_their_place(engine):
    asked = iter([query(), query(cast_style="no")])
    answers = answer_queries(asked, engine, brief=True)
    assert next(answers)["outcome"] == "count_full"
    assert str(next(answers)[0]).startswith("[1].cast_style: ")
    assert list(answers) == []
