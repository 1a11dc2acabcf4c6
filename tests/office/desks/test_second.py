"""Looking through a batch and deciding drawn envelopes a second time, at the office and at the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from adjudicator.casework.acts.checking import SecondOpinion
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import BatchState, DeterminationState, EnvelopeState
from adjudicator.office import Done, Office
from adjudicator.port.rows import QueueQuery
from adjudicator.records.trouble import Refusal
from tests.desks.batches_cases import (
    BOTH,
    OTHER,
    REVIEWER,
    SUPERVISOR,
    close_batch,
    determined_case,
    office_on,
    sign_in,
)
from tests.looking import approve_seen, filled, look_through
from ui.envelope.panel import look_at


def done(result: object) -> None:
    assert isinstance(result, Done), result


def code_of(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


@pytest.fixture
def office(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A batch of a practice election that one reviewer determined; of every batch a tenth is decided a second time."""
    opened = office_on(determined_case(tmp_path_factory), tmp_path)
    sign_in(opened, SUPERVISOR)
    done(opened.second.set_percent(10, "The board wishes it"))
    close_batch(opened)
    yield opened
    opened.close()


def the_batch(office: Office) -> BatchState:
    return office.batches.batches()[0]


def determined(office: Office, number: str) -> DeterminationState:
    state = office._room.log.folded_envelope(number)
    assert state is not None
    assert state.determination is not None
    return state.determination


def check_all(office: Office, person: str, otherwise: Mapping[str, str] = MappingProxyType({})) -> None:
    sign_in(office, person)
    for drawn in office.second.waiting():
        first = determined(office, drawn.envelope)
        outcome = otherwise.get(drawn.envelope, first.outcome)
        counted = first.counted if outcome == "count_partial" else ()
        done(office.second.check(drawn.envelope, SecondOpinion(outcome, counted)))


def test_an_approval_wants_its_sample_looked_at_and_says_how_many_are_left(office: Office) -> None:
    check_all(office, BOTH)
    sign_in(office, SUPERVISOR)
    batch = the_batch(office)
    left = office.batches.left_to_look_at(batch)
    assert len(left) >= 10
    assert set(left) == set(office.batches.to_look_at(batch)) >= set(office.batches.view(batch).sample)
    refused = office.batches.approve(batch)
    assert code_of(refused) == "not_looked_at"
    assert f"{len(left)} envelopes" in str(refused)
    for number in left[:-1]:
        assert office.batches.looked(batch, number) is None
    assert "1 envelope of batch" in str(office.batches.approve(batch))
    assert office.batches.looked(batch, left[-1]) is None
    done(office.batches.approve(batch))
    assert the_batch(office).looked_at == left
    assert office.record.verifying("deep")(lambda *_: None).findings == ()


def test_what_one_person_looked_at_another_has_not(office: Office) -> None:
    check_all(office, OTHER)
    sign_in(office, SUPERVISOR)
    look_through(office, the_batch(office))
    sign_in(office, BOTH)
    assert len(office.batches.left_to_look_at(the_batch(office))) >= 10
    sign_in(office, SUPERVISOR)
    assert not office.batches.left_to_look_at(the_batch(office))


def test_nothing_outside_the_batch_is_looked_at_with_it(office: Office) -> None:
    sign_in(office, SUPERVISOR)
    assert code_of(office.batches.looked(the_batch(office), "9999")) == "not_in_batch"
    sign_in(office, OTHER)
    assert code_of(office.batches.looked(the_batch(office), sorted(the_batch(office).items)[0])) == "no_right"


def test_a_batch_waits_for_its_second_decisions(office: Office) -> None:
    sign_in(office, SUPERVISOR)
    batch = the_batch(office)
    assert len(office.batches.view(batch).second) == -(-len(batch.items) // 10)
    assert code_of(office.batches.may_approve(batch)) == "not_checked"
    look_through(office, batch)
    assert code_of(office.batches.approve(batch)) == "not_checked"
    check_all(office, OTHER)
    sign_in(office, SUPERVISOR)
    done(approve_seen(office, the_batch(office)))
    assert office.record.verifying("deep")(lambda *_: None).findings == ()


def test_whoever_decides_sees_the_papers_and_nothing_of_the_first_decision(office: Office) -> None:
    sign_in(office, OTHER)
    number = office.second.waiting()[0].envelope
    sheet: Any = office.second.papers(number)
    assert (sheet.state.determination, sheet.state.elector, dict(sheet.answers)) == (None, None, {})
    assert sheet.evidence.papers.voter_name
    assert sheet.state.status == "to_do"
    contests: Any = office.second.contests(number)
    first = determined(office, number)
    assert set(contests) == {*first.counted, *first.not_counted}


def test_nobody_decides_their_own_a_second_time_nor_sees_its_papers_so(office: Office) -> None:
    sign_in(office, OTHER)
    number = office.second.waiting()[0].envelope
    sign_in(office, REVIEWER)
    assert office.second.waiting() == ()
    assert code_of(office.second.papers(number)) == "not_drawn"
    assert code_of(office.second.check(number, SecondOpinion("count_full"))) == "not_drawn"


def test_a_difference_is_looked_at_and_the_checker_approves_nothing_of_the_batch(office: Office) -> None:
    sign_in(office, BOTH)
    number = office.second.waiting()[0].envelope
    check_all(office, BOTH, {number: "held"})
    batch = the_batch(office)
    assert [each for each, check in batch.checks.items() if not check.agrees] == [number]
    assert code_of(office.batches.may_approve(batch)) == "four_eyes"
    sign_in(office, SUPERVISOR)
    assert number in office.batches.to_look_at(batch)
    done(office.batches.give_back(batch, [number], "Two of you differ"))
    assert number not in office.batches.to_look_at(the_batch(office))


def is_to_be_opened(state: EnvelopeState) -> bool:
    found = state.determination
    return found is not None and (found.outcome == "not_counted" or found.departs)


def write(office: Office, kind: str, by: str, **data: Any) -> None:
    """Write an entry with a person's own key, as if casework had looked away."""
    sign_in(office, by)
    done(office._room.put((office._room.act().entry(kind, filled(kind, data)),)))


def test_the_database_refuses_what_nobody_looked_at(office: Office) -> None:
    batch = the_batch(office)
    must = [each.number for each in office.batches.envelopes(batch) if is_to_be_opened(each)]
    assert 0 < len(must) < 10
    with pytest.raises(sqlite3.IntegrityError, match="is looked at before"):
        write(office, "batch.approved", SUPERVISOR, batch=batch.id, approved=dict(batch.items), looked_at=must[1:])
    nine = sorted({*must, *batch.items}, key=lambda number: (number not in must, number))[:9]
    with pytest.raises(sqlite3.IntegrityError, match="ten of a batch"):
        write(office, "batch.approved", SUPERVISOR, batch=batch.id, approved=dict(batch.items), looked_at=nine * 2)


def test_the_database_refuses_a_second_decision_on_ones_own_and_an_approval_by_who_made_one(office: Office) -> None:
    batch = the_batch(office)
    number = sorted(batch.items)[0]
    data = {
        "batch": batch.id, "envelope": number, "determination": batch.items[number], "outcome": "count_full",
        "counted": [], "agrees": True, "note": Secret(""),
    }  # fmt: skip
    with pytest.raises(sqlite3.IntegrityError, match="of another person"):
        write(office, "determination.checked", REVIEWER, **data)
    with pytest.raises(sqlite3.IntegrityError, match="of its envelope"):
        write(office, "determination.checked", OTHER, **{**data, "envelope": sorted(batch.items)[1]})
    write(office, "determination.checked", BOTH, **data)
    with pytest.raises(sqlite3.IntegrityError, match="decided an envelope a second time"):
        write(office, "batch.approved", BOTH, batch=batch.id, approved=dict(batch.items))


def test_who_is_to_decide_it_again_sees_the_first_decision_neither_in_review_nor_in_the_record(office: Office) -> None:
    sign_in(office, OTHER)
    number = office.second.waiting()[0].envelope
    for sheet in (office.review.sheet(number), office.review.recorded_sheet(number)):
        assert code_of(sheet) == "blind"
    lines = [line for line in office.record.lines(envelope=number) if line.kind == "envelope.determined"]
    assert [(line.body, "second decision" in line.words) for line in lines] == [("", True)]
    assert look_at(office, number).headline == ""
    assert "second decision" in str(look_at(office, number).came_back)
    done(_same(office, number))
    assert not isinstance(office.review.sheet(number), Refusal)
    assert office.record.lines(envelope=number, kind="envelope.determined")[0].body
    sign_in(office, REVIEWER)
    assert not isinstance(office.review.sheet(number), Refusal), "whose determination it is sees it"


def test_nor_in_the_overviews_lists_nor_in_the_open_batch(office: Office) -> None:
    sign_in(office, OTHER)
    batch = the_batch(office)
    drawn = {each.envelope for each in office.second.waiting()}
    number = min(drawn)
    for rows in (office.overview.find(number), office.overview.envelopes(QueueQuery(batch=batch.id))):
        found = {row.number: row for row in rows}
        assert (found[number].outcome, found[number].reasons, found[number].counted) == ("", "", 0)
        assert all(row.outcome for other, row in found.items() if other not in drawn)
    told = {state.number: state.determination for state in office.overview.states()}
    inside = {state.number: state.determination for state in office.batches.envelopes(batch)}
    assert told[number] is inside[number] is None
    assert all(inside[other] is not None for other in inside.keys() - drawn)
    departs = {other for other, what in inside.items() if what is not None and what.departs}
    assert office.batches.departing(batch) == len(departs)
    done(_same(office, number))
    assert office.overview.find(number)[0].outcome
    sign_in(office, SUPERVISOR)
    assert all(state.determination is not None for state in office.batches.envelopes(batch)), "who approves sees all"


def _same(office: Office, number: str) -> object:
    first = determined(office, number)
    counted = first.counted if first.outcome == "count_partial" else ()
    return office.second.check(number, SecondOpinion(first.outcome, counted))
