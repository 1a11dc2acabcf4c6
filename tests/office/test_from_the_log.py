"""What is signed for, proved or told is folded from the log's own entries: a changed projection tells nobody anything."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from adjudicator.canvass.tally import Canvass
from adjudicator.casework.record.state import BatchState, EnvelopeState, changed
from adjudicator.log.copies.proofs import prove
from adjudicator.office import Done, Office
from adjudicator.office.desks import record as record_desk
from adjudicator.records.trouble import Refusal, WorldError
from tests.looking import approve_seen
from tests.office.desks.test_batches import batch_of, close_two, done, refused
from tests.office.desks.test_release import release
from ui.envelope.panel import look_at

from .conftest import Desk


@dataclass
class Raw:
    """Somebody at the file with SQL and no password."""

    path: Path

    def change(self, table: str, key: str, **fields: Any) -> Callable[[], None]:
        """Change fields of a projected state, and the outcome's column; gives what puts the row back."""
        name = {"envelope": "number", "batch": "id"}[table]
        outcome = "outcome" if table == "envelope" else "status"
        sql = f"UPDATE {table} SET state = ?, {outcome} = ? WHERE {name} = ?"
        with closing(sqlite3.connect(self.path)) as db, db:
            before = db.execute(f"SELECT state, {outcome} FROM {table} WHERE {name} = ?", (key,)).fetchone()
            state = json.loads(before[0])
            (state["determination"] if "outcome" in fields else state).update(fields)
            db.execute(sql, (json.dumps(state, ensure_ascii=False), fields.get(outcome, before[1]), key))
        return lambda: self.execute(sql, *before, key)

    def drop_mentions(self, number: str) -> None:
        self.execute("DELETE FROM mention WHERE subject = ?", f"envelope {number}")

    def execute(self, sql: str, *values: object) -> None:
        with closing(sqlite3.connect(self.path)) as db, db:
            db.execute(sql, values)


@pytest.fixture
def raw(desk: Desk) -> Raw:
    return Raw(desk.office.path)


def lived(desk: Desk, folder: Path) -> None:
    """Envelopes with every kind of past: released and reopened, returned, withdrawn from a batch, held, just received."""
    close_two(desk)
    desk.sign_in("sue")
    done(approve_seen(desk.office, batch_of(desk.office)))
    release(desk, folder / "first")
    for number in ("0001", "0002"):
        assert isinstance(desk.office.review.reopen(number, "A second envelope turned up"), Done)
    desk.sign_in("rita")
    for number, voter in (("0003", "Okafor"), ("0004", "Smith"), ("0005", "Late")):
        desk.receive(number, voter)
    desk.accept("0003")
    desk.say("0003", "residence", "as_listed")
    for number in ("0001", "0002", "0003"):
        desk.easy(number)
    done(desk.office.batches.close())
    done(desk.office.review.withdraw("0002", "The label was read wrongly"))
    desk.sign_in("sue")
    done(desk.office.batches.give_back(batch_of(desk.office, "B0002"), ["0003"], "The oath is on another sheet"))
    done(approve_seen(desk.office, batch_of(desk.office, "B0002")))
    release(desk, folder / "second")


def test_an_envelope_folded_from_its_own_entries_is_as_the_whole_log_leaves_it(desk: Desk, tmp_path: Path) -> None:
    lived(desk, tmp_path)
    log = desk.office._room.log
    states = list(log.states(EnvelopeState))
    assert {state.status for state in states} >= {"released", "to_do"}
    assert [log.folded_envelope(state.number) for state in states] == states
    for batch in log.states(BatchState):
        assert log.folded([], batch.id).get(BatchState, batch.id) == batch
    assert log.folded_envelope("9999") is None


def test_the_entries_of_an_envelope_are_found_in_the_log_and_not_by_a_look_up(
    desk: Desk, raw: Raw, tmp_path: Path
) -> None:
    lived(desk, tmp_path)
    before = [(line.seq, line.kind) for line in desk.office.record.lines(envelope="0001")]
    assert {"batch.closed", "release.made", "envelope.reopened"} <= {kind for _, kind in before}
    raw.drop_mentions("0001")
    assert [(line.seq, line.kind) for line in desk.office.record.lines(envelope="0001")] == before


def test_a_batch_whose_projection_says_something_else_is_not_approved(desk: Desk, raw: Raw) -> None:
    """The outcome in the list was changed by SQL before the supervisor looks."""
    batch = close_two(desk)
    desk.sign_in("sue")
    put_back = raw.change("envelope", "0001", outcome="not_counted")
    refusal = desk.office.batches.may_approve(batch)
    assert refusal is not None
    assert refusal.code == "lists_differ"
    assert refused(approve_seen(desk.office, batch)) == "lists_differ"
    put_back()
    assert desk.office.batches.may_approve(batch) is None
    done(approve_seen(desk.office, batch))


def test_an_open_batch_shows_what_the_log_says(desk: Desk, raw: Raw) -> None:
    batch = close_two(desk)
    desk.sign_in("sue")
    shown = desk.office.batches.envelopes(batch)
    raw.change("envelope", "0001", outcome="not_counted")
    assert desk.office.batches.envelopes(batch) == shown


def test_a_list_that_the_log_does_not_have_is_not_approved(desk: Desk, raw: Raw) -> None:
    """A batch with another list, put in by SQL and put back behind the person's back, or made by a program."""
    batch = close_two(desk)
    desk.sign_in("sue")
    assert refused(approve_seen(desk.office, changed(batch, items={}))) in ("list_changed", "lists_differ")
    fewer = changed(batch, items={"0001": batch.items["0001"]})
    assert refused(approve_seen(desk.office, fewer)) == "lists_differ"
    raw.change("batch", batch.id, closed_by="rob")
    assert refused(approve_seen(desk.office, batch_of(desk.office))) == "lists_differ"


def _panel(office: Office) -> object:
    return look_at(office, "0001")


def _proof(office: Office) -> object:
    return prove(office._room.log, "0001")


def _explained(office: Office) -> object:
    sheet = office.review.recorded_sheet("0001")
    assert not isinstance(sheet, Refusal)
    return office.explanations.of(sheet)


@pytest.mark.parametrize("told", [_panel, _proof, _explained])
def test_panel_proof_and_explanation_tell_what_the_log_says(
    desk: Desk, raw: Raw, told: Callable[[Office], object]
) -> None:
    close_two(desk)
    before = told(desk.office)
    raw.change("envelope", "0001", outcome="held", seq=1)
    raw.drop_mentions("0001")
    assert told(desk.office) == before


def test_the_figures_on_a_sheet_are_those_of_the_log(
    desk: Desk, raw: Raw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_two(desk)
    figures: list[tuple[int, int]] = []
    made = record_desk.checkpoint_sheet

    def sheet(seen: Any, election: Any, canvass: Canvass, now: Any, **how: Any) -> bytes:
        figures.append((canvass.count_full, canvass.not_counted))
        return made(seen, election, canvass, now, **how)

    monkeypatch.setattr(record_desk, "checkpoint_sheet", sheet)
    raw.change("envelope", "0001", outcome="not_counted")
    told: list[tuple[int, int]] = []
    assert desk.office.record.write_sheet(tmp_path / "sheet.pdf", lambda done, of: told.append((done, of))) is None
    assert figures == [(2, 0)]
    size = desk.office.record.head().size
    assert told[-1] == (size, size)


def test_a_record_whose_entries_were_changed_is_neither_released_nor_put_on_a_sheet(
    desk: Desk, raw: Raw, tmp_path: Path
) -> None:
    close_two(desk)
    desk.sign_in("sue")
    done(approve_seen(desk.office, batch_of(desk.office)))
    raw.execute("DROP TRIGGER log_no_update")
    raw.execute("UPDATE log SET body = replace(body, 'count_full', 'not_counted') WHERE body LIKE '%determined%'")
    for leave in (desk.office.releases.release, desk.office.record.write_sheet):
        with pytest.raises(WorldError) as raised:
            leave(tmp_path / "out")
        assert raised.value.code == "damaged"
    assert not (tmp_path / "out").exists()


def test_a_document_with_another_text_is_not_taken_for_the_one_that_the_record_names(desk: Desk, raw: Raw) -> None:
    raw.execute("DROP TRIGGER document_no_update")
    raw.execute("UPDATE document SET content = replace(content, 'Sheriff', 'Marshal') WHERE kind = 'definition'")
    with pytest.raises(ValueError, match="not the one"):
        desk.office._room.log.document(desk.office.case.definition)
    with pytest.raises(WorldError) as raised:
        Office.open(desk.office.path, read_only=True)
    assert raised.value.code == "damaged"
