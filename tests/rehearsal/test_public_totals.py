"""Practice elections with a first release and supplements: what all public files together tell of the voters."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from itertools import combinations
from pathlib import Path

import pytest

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.cli.shared.access import election_in
from adjudicator.office.behind.releases.check import verify_release
from adjudicator.office.office import Office
from adjudicator.people import passwords
from adjudicator.practice.papers import read_papers
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal import rounds
from adjudicator.rehearsal.ready import RehearsalPlan, chance_from, make_ready, sign_in_as
from adjudicator.rehearsal.worker import ScriptedWorker
from adjudicator.resources import path
from tests.export.attacker import PublicLine, read_public, small_differences
from tests.looking import approve_seen
from tests.rehearsal.conftest import FEW_ELECTORS

SUPPLEMENTS = 2


def _quiet(_words: str, _done: int, _of: int) -> None:
    pass


def _released(folder: Path, seed: int, envelopes: int, patch: pytest.MonkeyPatch) -> tuple[list[Path], Office]:
    """A practice election whose batches leave one after the other, some envelopes of the first again in the last."""
    patch.setattr(passwords, "MEMORY_KIB", 8 * passwords.LANES)
    patch.setattr(passwords, "PASSES", 1)
    patch.setattr(rounds, "BATCH", envelopes // 4)
    source = path("practice", "gwinnett-2020.json")
    chance = chance_from(seed, election_in(source))
    plan = RehearsalPlan(envelopes, seed, electors=FEW_ELECTORS, board_votes="off")
    ready = make_ready(source.read_bytes(), source.name, folder, plan, chance=chance, tell=_quiet)
    assert not isinstance(ready, tuple)
    office = ready.office
    sign_in_as(office, "reviewer")
    rounds.review(office, ScriptedWorker(office, read_papers(ready.files.papers)), _quiet)
    office.people.sign_out()
    made: list[Path] = []
    sign_in_as(office, "supervisor")
    waiting = [batch for batch in reversed(office.batches.batches()) if batch.status == "waiting"]
    for batch in waiting:
        assert not isinstance(approve_seen(office, batch), Refusal)
        if batch in waiting[-SUPPLEMENTS - 1 :]:
            release = office.releases.release(folder / f"R{len(made) + 1}")
            assert not isinstance(release, Refusal)
            made.append(release.folder)
    return made, office


def _public(release: Path, states: list[EnvelopeState]) -> list[PublicLine]:
    check_in = [(state.precinct_cast, state.stream) for state in states]
    totals, lines = (release / name for name in ("totals_public.csv", "totals_public_lines.csv"))
    return read_public(totals.read_bytes(), check_in, lines.read_bytes())


FEW, MANY = (7, 60), (11, 240)

Released = tuple[list[Path], list[EnvelopeState]]


@pytest.fixture(scope="module", params=[FEW, MANY])
def released(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Released:
    """The releases of a practice election of that seed and size, and its envelopes. Read, never changed."""
    with pytest.MonkeyPatch.context() as patch:
        made, office = _released(tmp_path_factory.mktemp("released"), *request.param, patch)
    with closing(office):
        return made, list(office.overview.states())


def test_the_public_files_of_all_releases_tell_of_nobody(released: Released) -> None:
    made, states = released
    envelopes = len(states)
    assert len(made) == SUPPLEMENTS + 1
    for release in made:
        assert verify_release(release).findings == ()
    files = [_public(release, states) for release in made]
    assert [small_differences(*pair, 10) for pair in combinations(files, 2)] == [[]] * 3
    sizes = Counter(state.precinct_cast for state in states)
    for file in files:
        whole = file[0]
        assert whole.by == "all"
        assert sum(int(number) for number in whole.cells.values()) == envelopes
        for line in file[1:]:
            assert line.cells == whole.cells or sum(cell != "0" for cell in line.cells.values()) > 1
            assert line.by != "precinct" or sum(sizes[value] for value in line.values) >= 10


@pytest.mark.parametrize("released", [MANY], indirect=True)
def test_a_later_release_that_forgets_the_earlier_ones_is_named(
    released: Released, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _states = released
    monkeypatch.setattr("adjudicator.office.behind.releases.again.published_before", lambda *_, **__: ())
    named = {finding.file for finding in verify_release(made[-1]).findings}
    assert named <= {"totals_public.csv", "totals_public_lines.csv", "summary.json"}
    assert "totals_public_lines.csv" in named
