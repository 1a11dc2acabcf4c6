"""An election from its lists to certified by keyboard alone; `python -m tests.walks` walks with 1,000 envelopes."""

from __future__ import annotations

from pathlib import Path

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.practice.papers import agreement, read_answers
from adjudicator.records.people import practice_people
from tests.walks.office_hours import at_the_window, command

ENVELOPES, ELECTORS, SEED = 30, 1000, 7


@pytest.mark.long
@pytest.mark.usefixtures("qapp")
def test_an_election_goes_the_whole_way_by_keyboard(tmp_path: Path) -> None:
    told: list[str] = []
    case, answers, keys, results = at_the_window(tmp_path / "walk", SEED, ENVELOPES, ELECTORS, told.append)
    assert told[-1] == "end_the_day"
    assert keys > 3 * ENVELOPES
    assert agreement(read_answers(answers), results).share == 1

    code, said = command("account", case)
    assert code == 0, said
    assert f"Received: {ENVELOPES}" in said
    assert "Certified: " in said
    code, said = command("verify", case)
    assert code == 0, said
    assert said.startswith("OK")

    with CaseLog.open(case, read_only=True) as log:
        entries = [logged.entry for logged in log.entries(1)]
    assert {entry.by for entry in entries if entry.by} == {person.id for person, _ in practice_people()}
    instants = [entry.at for entry in entries]
    assert instants == sorted(instants)
    assert instants[0].startswith("2020-11-04T13:0")
    assert instants[-1].startswith("2020-11-13T13:0")
