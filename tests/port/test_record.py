"""What any record keeps to, in a file or behind a network: one that answers late, twice, or never as well."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adjudicator.casework.record.entry import read_body
from adjudicator.casework.record.state import CaseState, EnvelopeState, PersonState
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.port.acts import NewAct, Signer
from adjudicator.port.answers import Head, NotRecorded, Refused, Settled, Stale, Unknown
from adjudicator.port.drafts import Draft
from adjudicator.port.keys import Attempt, WrappedKey
from adjudicator.port.record import Record
from adjudicator.shared.record import SharedRecord
from tests.log.conftest import Pen, begin, credit, fill, new_act, public_of, signer

from .records import KINDS

NOW = datetime(2020, 11, 4, 14, tzinfo=UTC)
PATIENCE = 5
"""So often an act is asked after in these tests."""


def settled(record: Record, act: NewAct) -> Settled:
    """What becomes of an act that is given in, as far as it can be known by asking again."""
    answer: Settled = record.append(act)
    for _ in range(PATIENCE):
        if not isinstance(answer, Unknown):
            break
        assert answer.act == act.id
        answer = record.settle(act.id)
    return answer


def about(record: Record, number: str) -> list[str]:
    """The kinds of the entries about an envelope, in order."""
    return [each.entry.kind for each in record.entries() if each.entry.data.get("envelope") == number]


def test_an_act_is_there_whole_once_it_is_answered_with_a_head_and_else_nothing_of_it(record: Record, pen: Pen) -> None:
    before, act = record.head(), new_act([pen.received("0001"), pen.received("0002")], signer=signer("clerk"))
    answer = settled(record, act)
    if isinstance(answer, Head):
        assert record.head() == answer == Head(before.size + 2, answer.root)
        (whole,) = record.read(before.size + 1)
        assert (whole.id, whole.person, whole.base, whole.entries) == (act.id, "clerk", before, tuple(act.entries))
        assert record.state(EnvelopeState, "0002") is not None
    else:
        assert isinstance(answer, Unknown | NotRecorded)
        assert record.head() == before
        assert list(record.read(before.size + 1)) == []
        assert record.state(EnvelopeState, "0002") is None


def test_an_act_that_is_given_in_again_is_there_once_and_has_the_answer_that_it_had(record: Record, pen: Pen) -> None:
    act = new_act([pen.received("0001")], signer=signer("clerk"))
    first = settled(record, act)
    assert settled(record, act) == first
    assert record.settle(act.id) == first
    assert about(record, "0001") == (["envelope.received"] if isinstance(first, Head) else [])


def test_what_was_answered_stays_so_whatever_is_recorded_after_it(record: Record, pen: Pen) -> None:
    act = new_act([pen.received("0001")], signer=signer("clerk"))
    first = settled(record, act)
    settled(record, new_act([pen.received("0002")], signer=signer("clerk")))
    assert record.settle(act.id) == first


def test_what_has_moved_on_since_it_was_seen_is_refused_and_nothing_is_written(record: Record, pen: Pen) -> None:
    if not isinstance(settled(record, new_act([pen.received("0001")], signer=signer("clerk"))), Head):
        return
    before = record.head()
    stale = settled(record, new_act([pen.received("0001")], {"envelope 0001": 0}, signer=signer("clerk")))
    assert stale == Stale("envelope 0001", 0, before.size)
    assert record.head() == before


def test_a_key_that_is_not_the_persons_any_more_records_nothing(record: Record, pen: Pen) -> None:
    before, other = record.head(), signer("sup")
    stranger = Signer(other.origin, "clerk", bytes.fromhex(public_of("sup")), other.sign)
    answer = settled(record, new_act([pen.received("0001")], signer=stranger))
    assert answer == Refused("key") or isinstance(answer, Unknown | NotRecorded)
    assert record.head() == before


def test_of_an_act_that_nobody_gave_in_it_is_certain_that_it_is_not_there(record: Record) -> None:
    for _ in range(PATIENCE):
        answer = record.settle(bytes(16))
    assert isinstance(answer, NotRecorded | Unknown)


def test_following_brings_the_head_and_costs_no_entry(record: Record) -> None:
    assert record.follow() == record.head()


def test_states_are_read_on_another_thread_through_a_reader(record: Record) -> None:
    with record.reader() as states, states.one_state():
        assert states.head() == record.head()
        assert states.case() == record.state(CaseState, "case")
        assert {person.id for person in states.states(PersonState)} >= {"clerk", "mo", "sup"}


def test_drafts_are_the_persons_own_and_go_when_they_are_dropped(record: Record) -> None:
    draft = Draft("mo", "review", '{"why":"Which Smith"}', "2020-11-04T15:00:00.000000Z")
    record.drafts.keep(draft)
    assert record.drafts.of("mo") == [draft]
    assert record.drafts.of("sup") == []
    record.drafts.drop("mo", "review")
    assert record.drafts.of("mo") == []


def password_changed(pen: Pen) -> NewAct:
    """The act with which a key comes into the key ring."""
    entry = pen.entry("person.password_changed", "mo", person="mo")
    return new_act([entry], signer=signer("mo"), key=WrappedKey("mo", "wrapped"))


@pytest.fixture(params=["at once", "late", "twice", "shared"])
def keyed(request: pytest.FixtureRequest, tmp_path: Path, pen: Pen) -> Iterator[Record]:
    """A record that takes acts, in which a person got a key under a password."""
    with begin(tmp_path / "a.case", pen) as log:
        record = KINDS[request.param](log)
        assert isinstance(settled(record, password_changed(pen)), Head)
        yield record
        if isinstance(record, SharedRecord):
            record.close()


def test_a_try_is_counted_before_it_is_made_and_after_the_fifth_the_person_waits(keyed: Record) -> None:
    tries = [keyed.attempt("mo", NOW + timedelta(seconds=second)) for second in range(6)]
    assert [each.key.failures for each in tries if each] == [1, 2, 3, 4, 5, 5]
    assert [each.waits for each in tries if each] == [False] * 5 + [True]
    assert keyed.attempt("nobody", NOW) is None


def test_a_key_whose_password_fitted_has_its_failures_forgotten(keyed: Record) -> None:
    tried = keyed.attempt("mo", NOW)
    assert isinstance(tried, Attempt)
    keyed.keep(WrappedKey("mo", tried.key.wrapped))
    assert keyed.key("mo") == WrappedKey("mo", "wrapped")


def test_a_copy_is_made_of_what_read_gives_and_of_nothing_else(busy_log: CaseLog, tmp_path: Path) -> None:
    first, *rest = busy_log.read()
    assert all(read_body(entry.body).by == act.person for act in (first, *rest) for entry in act.entries)
    with CaseLog.create(tmp_path / "copy.case") as copy:
        for act in (first, *rest):
            copy.take(act)
        assert copy.head() == busy_log.head()
        assert list(copy.read()) == [first, *rest]
        assert copy.credits_of(credit().registration_number) == busy_log.credits_of(credit().registration_number)
        assert copy.envelope_rows() == busy_log.envelope_rows()
        assert copy.checkpoints() == busy_log.checkpoints()
        with pytest.raises(ValueError, match="the next here is"):
            copy.take(rest[-1])
    report = verify(tmp_path / "copy.case", "deep")
    assert report.findings == verify(busy_log.path, "deep").findings == ()


def test_every_table_of_a_copy_that_was_made_so_is_that_of_the_case(tmp_path: Path, pen: Pen) -> None:
    with begin(tmp_path / "a.case", pen) as log, CaseLog.create(tmp_path / "copy.case") as copy:
        fill(log, pen)
        log.append(password_changed(pen))
        for act in log.read():
            copy.take(act)
        tables = [name for (name,) in log.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            ours, theirs = (
                sorted(map(repr, each.db.execute(f"SELECT * FROM {table}").fetchall())) for each in (log, copy)
            )
            assert ours == theirs, table
