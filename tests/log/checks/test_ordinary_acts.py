"""Ordinary acts are gone through many at a time: what is wrong with one is found as when each entry is looked at alone."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from adjudicator.casework.record.catalogue import FORM
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.acts import ActsPass
from adjudicator.log.checks.verify import Report, verify
from tests.log.checks.test_verify import spoil

GOLDEN = Path(__file__).parents[2] / "golden" / FORM / "small.case"

SPOILT = {
    "nothing": "SELECT 1",
    "another base": "UPDATE signature SET base_size = base_size - 1 WHERE first_seq = :first",
    "another root": "UPDATE signature SET base_root = zeroblob(32) WHERE first_seq = :first",
    "nobody's": "UPDATE signature SET person = '', signature = x'' WHERE first_seq = :first",
    "another person's": "UPDATE signature SET person = person || 'x' WHERE first_seq = :first",
    "another person's entry": "UPDATE log SET body = replace(body, '\"by\":\"', '\"by\":\"x') WHERE seq = :last",
    "another key's": "UPDATE signature SET signature = zeroblob(64) WHERE first_seq = :first",
    "an entry too many": "UPDATE signature SET entries = entries + 1 WHERE first_seq = :first",
    "an entry too few": "UPDATE signature SET entries = entries - 1 WHERE first_seq = :first",
    "entries backwards": "UPDATE signature SET entries = -entries WHERE first_seq = :first",
    "no act": "DELETE FROM signature WHERE first_seq = :first",
    "no entry": "DELETE FROM log WHERE seq = :last",
    "another body": "UPDATE log SET body = replace(body, '\"salt\":\"', '\"salt\":\"0') WHERE seq = :last",
    "white space": "UPDATE log SET body = replace(body, ',\"kind\"', ' ,\"kind\"') WHERE seq = :last",
    "no entry's body": "UPDATE log SET body = replace(body, '\"v\":', '\"w\":') WHERE seq = :last",
    "another kind": "UPDATE log SET body = replace(body, '\"kind\":\"', '\"kind\":\"case.') WHERE seq = :last",
    "no right": "UPDATE log SET body = replace(body, 'facts.recorded', 'person.changed') WHERE seq = :last",
}  # fmt: skip


def one_by_one(path: Path) -> Report:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ActsPass, "_take_ordinary", lambda _self, _rows, at, _end: at)
        return verify(path, "standard")


@pytest.mark.parametrize("deed", SPOILT)
def test_the_same_is_found_as_one_by_one(tmp_path: Path, deed: str) -> None:
    with sqlite3.connect(GOLDEN) as golden:
        acts = golden.execute("SELECT first_seq, entries FROM signature ORDER BY first_seq").fetchall()
        facts = "SELECT seq FROM log WHERE json_extract(body, '$.kind') = 'facts.recorded'"
        with_facts = {seq for (seq,) in golden.execute(facts)}
    golden.close()
    found = 0
    if deed == "no right":
        acts = [(first, entries) for first, entries in acts if first + entries - 1 in with_facts]
    for first, entries in acts[:: max(len(acts) // 9, 1)]:
        path = Path(shutil.copy(GOLDEN, tmp_path / "copy.case"))
        at = {"first": first, "last": first + entries - 1}
        spoil(CaseLog.open(path), lambda raw, at=at: raw.execute(SPOILT[deed], at))
        report = verify(path, "standard")
        assert report == one_by_one(path), (deed, first)
        found += bool(report.findings)
        path.unlink()
    assert bool(found) is (deed != "nothing")
