"""A practice election on Gwinnett's definition, made once, and a made-up county of three precincts and two styles."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from adjudicator import resources
from adjudicator.intake.definition import read_definition
from adjudicator.practice.make import PracticeFiles, make_practice
from adjudicator.practice.papers import Paper, RightAnswer, read_answers, read_papers
from adjudicator.records.election import Election


@dataclass(frozen=True)
class Practice:
    """A practice election that was made: its election, files, papers and right answers."""

    election: Election
    definition: bytes
    files: PracticeFiles
    papers: dict[str, Paper]
    answers: dict[str, RightAnswer]


Make = Callable[..., Practice]


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Makes a practice election from a definition's bytes in a folder of its own."""

    def made(definition: bytes, *, seed: int = 7, envelopes: int = 1000, electors: int = 20_000) -> Practice:
        election, problems = read_definition(definition, "definition")
        assert election is not None, [str(problem) for problem in problems]
        out = tmp_path_factory.mktemp("practice")
        files = make_practice(election, definition, out, seed=seed, envelopes=envelopes, electors=electors)
        return Practice(election, definition, files, read_papers(files.papers), read_answers(files.answers))

    return made


@pytest.fixture(scope="session")
def gwinnett_definition() -> bytes:
    """The definition that the product carries."""
    return resources.path("practice", "gwinnett-2020.json").read_bytes()


@pytest.fixture(scope="session")
def gwinnett(make: Make, gwinnett_definition: bytes) -> Practice:
    """A thousand envelopes on Gwinnett's definition, seed 7."""
    return make(gwinnett_definition)


@pytest.fixture(scope="session")
def small_definition() -> bytes:
    """Three precincts, two styles, nobody registered, no polling places; one contest closed its registration early."""
    contests = [
        {"contest_id": "A", "title": "Governor", "level": "statewide"},
        {"contest_id": "B", "title": "State House 1", "level": "state_house", "district": "1"},
        {"contest_id": "C", "title": "State House 2", "level": "state_house", "district": "2"},
        {"contest_id": "D", "title": "Council", "level": "local_measure", "registration_closes": "2010-01-04"},
    ]
    precincts = [
        {
            "code": code,
            "name": code,
            "portions": [{"portion": f"{code}-1", "ballot_style": style, "state_house": house}],
        }
        for code, style, house in (("NORTH", "S1", "1"), ("MIDDLE", "S1", "1"), ("WEST", "S2", "2"))
    ]
    styles = {"S1": ["A", "B", "D"], "S2": ["A", "C", "D"]}
    whole = {"election": "General", "date": "2022-11-08", "state": "GA", "county": "Clay", "fips": "13061"}
    return json.dumps(whole | {"contests": contests, "ballot_styles": styles, "precincts": precincts}).encode()
