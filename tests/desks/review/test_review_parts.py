"""The pure parts of the Review desk: papers, corrections, the own precinct, the right column, the identity strip."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.envelope import Envelope
from adjudicator.records.facts import FACTS, OF_PACKS
from adjudicator.resources import pack
from ui.desks.review.outcome import code_words, contest_groups, headline
from ui.desks.review.papers import SLIPS, options_of, paper_lines, read_value, value_as_text
from ui.desks.review.sheet import head_of, left_words
from ui.shared.home_words import home_words

ELECTION_DAY = date(2020, 11, 3)


def first_in_part(pristine):
    wanted = (
        sheet for sheet in pristine if sheet.evidence.papers.reasons == ("OP",) and sheet.home and sheet.home.style
    )
    return next(sheet for sheet in wanted if sheet.home.precinct != sheet.evidence.papers.precinct_cast)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("cast_at", "17:45", "2020-11-03T17:45"),
        ("cast_at", "", ""),
        ("reasons", "op; EH", ("OP", "EH")),
        ("reasons", "", ()),
        ("oath_signed", "yes", True),
        ("oath_signed", "no", False),
        ("id_shown", "", None),
        ("sheets", "2", 2),
        ("last_name", "  Delgado ", "Delgado"),
    ],
)
def test_a_correction_is_read_into_the_fields_own_kind(name, text, value):
    assert read_value(name, text, ELECTION_DAY) == (value, "")


@pytest.mark.parametrize(("name", "text"), [("cast_at", "half past five"), ("sheets", "two")])
def test_a_correction_that_cannot_be_read_says_so(name, text):
    assert read_value(name, text, ELECTION_DAY)[1]


def test_what_a_field_holds_now_reads_back_as_itself():
    papers = Envelope("1", cast_at="2020-11-03T17:45", reasons=("OP", "EH"), oath_signed=True, id_shown=None, sheets=2)
    for name in ("cast_at", "reasons", "oath_signed", "id_shown", "sheets"):
        assert read_value(name, value_as_text(name, papers), ELECTION_DAY) == (getattr(papers, name), "")


def test_every_field_with_a_list_of_values_offers_what_the_election_has(pristine):
    election = pristine[0].evidence.election
    for slip in SLIPS.values():
        assert bool(options_of(slip.name, election)) == (slip.kind == "choice"), slip.name
    assert {code for code, _ in options_of("precinct_cast", election)} == set(election.precincts)


def test_an_empty_box_is_shown_as_empty_and_never_as_no(pristine):
    lines = {line.label: line.words for line in paper_lines(Envelope("1"), pristine[0].evidence.election)}
    assert lines["Oath signed"] == "the box is empty"
    assert lines["ID shown"] == "the box is empty"
    assert lines["Ticked"] == "nothing"


def test_who_the_voter_is_can_be_hidden_and_what_the_ballot_is_cannot(pristine):
    lines = paper_lines(pristine[0].evidence.papers, pristine[0].evidence.election)
    assert {line.label for line in lines if line.personal} == {
        "Name", "Born", "Address", "Phone", "Registration no.", "Note",
    }  # fmt: skip


def test_the_own_precinct_is_one_sentence(pristine):
    sheet = first_in_part(pristine)
    cast, own = sheet.evidence.papers.precinct_cast, sheet.home.precinct
    said = home_words(sheet)
    assert said.startswith(f"Voted at {cast} (")
    assert f"own precinct {own} (" in said
    assert said.endswith(": wrong precinct")


def test_another_county_is_named_in_the_sentence(pristine):
    sheet = next(sheet for sheet in pristine if sheet.home and not sheet.home.precinct)
    assert " County: wrong county" in home_words(sheet)


def test_where_the_portion_cannot_be_told_the_sentence_says_so(pristine):
    sheet = first_in_part(pristine)
    here = sheet.evidence.papers.precinct_cast
    unclear = replace(sheet, home=replace(sheet.home, style="", portion="", precinct=here))
    assert "the roll does not tell which portion" in home_words(unclear)


def counting(**facts: str) -> dict[str, str]:
    usual = {
        "oath": "signed", "match": "certain", "registration": "registered", "residence": "as_listed",
        "eligibility": "eligible", "voted_already": "no", "identification": "shown", "party": "not_a_primary",
        "cast": "before_5pm", "court_order": "none", "statement": "missing", "home": "same_style", "deadline": "open",
        "timing": "in_time", "ballot_in_envelope": "sealed", "ruling": "none",
    }  # fmt: skip
    assert set(usual) == set(FACTS) - OF_PACKS
    return {**usual, **facts}


@pytest.fixture(scope="module")
def recommend(pristine):
    election = pristine[0].evidence.election
    recommender = Recommender(pack(), election)
    styles = list(election.styles)

    def of(**facts: str):
        return recommender.recommend(counting(**facts), styles[0], styles[1])

    return of


def test_what_does_not_count_stands_before_what_counts(recommend, pristine):
    found = recommend(home="other_precinct")
    groups = contest_groups(found, pristine[0].evidence.election)
    assert [group.state for group in groups] == ["out", "counts"]
    assert sum(len(group.contests) for group in groups) == len(found.contests)


def test_a_reason_that_is_that_of_all_contests_is_said_once(recommend, pristine):
    group, __ = contest_groups(recommend(home="other_county"), pristine[0].evidence.election)
    assert group.why == "Each: not a state-wide contest"
    assert {line.why for line in group.contests} == {""}


def test_of_a_ballot_that_is_not_counted_no_contest_is_listed(recommend, pristine):
    found = recommend(registration="never")
    (group,) = contest_groups(found, pristine[0].evidence.election)
    assert group.heading == f"None of the {len(found.contests)} contests counts"
    assert group.contests == ()
    assert group.why == "The voter was not registered"


def test_a_held_ballot_says_what_would_count(recommend, pristine):
    groups = contest_groups(recommend(identification="missing", home="other_precinct"), pristine[0].evidence.election)
    assert [group.heading.partition(" (")[0] for group in groups] == ["Would not count", "Would count"]


def test_the_headline_has_the_outcome_and_its_numbers():
    last_day = datetime(2020, 11, 6, 17, 0)  # noqa: DTZ001
    assert headline("count_partial", (16, 21), (), last_day) == "Count in part, 16 of 21"
    assert headline("not_counted", (0, 21), (), last_day) == "Not counted"
    assert headline("held", (16, 21), ("oath_unsigned",), last_day) == "Held until Fri Nov 6, 5:00 p.m."


def test_a_contest_has_its_own_limit_or_else_the_ballots_reason():
    assert code_words("wrong_county", ()) == "not a state-wide contest"
    assert code_words("ballot_not_counted", ("oath_unsigned",)) == "the oath was not signed"
    assert code_words("", ("not_registered",)) == "the voter was not registered"


def state(**changes: object) -> EnvelopeState:
    given = {"number": "0417", "version": 9, "received": 1, "received_at": "2020-11-03T20:00:00.000000Z"}
    return EnvelopeState(**{**given, **changes})  # pyright: ignore[reportArgumentType]


def test_the_identity_strip_says_which_envelope_and_what_is_open():
    head = head_of(state(place="Library", stream="advance", reasons=("EH",)), (3, 1), "2 lines open")
    assert (head.title, head.place, head.position) == (
        "Envelope 0417",
        "Library, advance voting",
        "3 left in this queue, 1 with others",
    )
    assert head.ticked == "Poll worker ticked: hours extended by a court (EH)"
    assert head.open_words == "2 lines open"
    assert head_of(state(status="held"), (3, 1)).status == "Held"


def test_an_empty_queue_is_said_in_words():
    assert left_words(0) == "nothing left in this queue"
    assert left_words(1200) == "1,200 left in this queue"
