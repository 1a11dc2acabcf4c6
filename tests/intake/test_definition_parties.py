"""Primaries in an election definition: a portion has a style for each party."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adjudicator.intake.definition import read_definition
from adjudicator.intake.envelope_list import read_envelope_list
from adjudicator.records.election import NO_BALLOT, Election
from adjudicator.records.reasons import REASON_CODES

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "definitions"
FILE = (EXAMPLES / "primary.json").read_bytes()

Change = Callable[[Any], object]


def read(change: Change = lambda _: None) -> tuple[Election | None, list[str], list[str]]:
    """Return the election of the documentation's primary after a change, with errors and warnings as sentences."""
    definition = json.loads(FILE)
    change(definition)
    election, problems = read_definition(json.dumps(definition).encode(), "p.json")
    wrong = [str(problem) for problem in problems if not problem.warning]
    return election, wrong, [str(problem) for problem in problems if problem.warning]


@pytest.fixture(scope="module")
def primary() -> Election:
    election, _, _ = read()
    assert election is not None
    return election


@pytest.mark.parametrize("name", ["primary.json", "municipal.json"])
def test_the_documentations_examples_read_without_a_doubt(name: str) -> None:
    election, problems = read_definition((EXAMPLES / name).read_bytes(), name)
    assert election is not None
    assert problems == ()


def test_a_portion_has_a_style_for_each_party(primary: Election) -> None:
    portion = primary.portion("003", "003-2")
    assert portion is not None
    assert portion.styles == {"D": "003-2-D", "R": "003-2-R", "N": "003-2-N"}
    assert (portion.style, portion.style_of("R"), portion.style_of(""), portion.style_of("L")) == (
        "",
        "003-2-R",
        "",
        "",
    )
    assert primary.precincts["003"].styles_of("R") == ("003-1-R", "003-2-R")
    assert len(primary.precincts["003"].styles) == 6
    assert (primary.parties, primary.runoff) == ({"D": "Democratic", "R": "Republican", "N": "Nonpartisan"}, False)


def test_a_party_without_a_contest_where_somebody_lives_is_said_so(primary: Election) -> None:
    election, wrong, doubts = read(_with_styles(R="none"))
    assert wrong == []
    assert [doubt.partition(": ")[2] for doubt in doubts] == [
        "1 ballot style belongs to no portion (001-1-R). Check the portions."
    ]
    assert election is not None
    portion = election.portion("001", "001-1")
    assert portion is not None
    assert portion.style_of("R") == NO_BALLOT
    assert portion.all_styles == ("001-1-D", "001-1-N")
    assert election.precincts["001"].styles_of("R") == ()
    assert (election.home_styles[-1], primary.home_styles) == (NO_BALLOT, tuple(primary.styles))


def _portion(definition: Any) -> Any:
    return definition["precincts"][0]["portions"][0]


def _with_styles(**styles: str) -> Change:
    return lambda it: _portion(it)["ballot_styles"].update(styles)


def _without(party: str) -> Change:
    return lambda it: _portion(it)["ballot_styles"].pop(party)


AT = "p.json, column precincts[001].portions[001-1].ballot_styles"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            _with_styles(D="001-9-D"),
            f'{AT}.D: the portion names a ballot style that is not in the definition ("001-9-D"). '
            "Add the style, or correct its name in the portion.",
        ),
        (
            _without("R"),
            f'{AT}: the portion has no ballot style for a party that has contests ("R"). Add "R" with its style.',
        ),
        (
            _with_styles(D="002-1-R"),
            f"{AT}.D: the ballot style has contests of another party (house-9-r, state-102-r, sheriff-r, question-r) "
            '("002-1-R"). Correct the style of the portion, or the party of the contests.',
        ),
        (
            _with_styles(X="001-1-N"),
            f'{AT}.X: the portion names a party that is not among the parties ("X"). '
            "Write D or R or N, or add the party.",
        ),
        (
            _with_styles(N=""),
            f'{AT}.N: is missing or empty. Add "N" to the definition.',
        ),
        (
            lambda it: _portion(it).update(ballot_style="001-1-D"),
            "p.json, column precincts[001].portions[001-1].ballot_style: stands beside ballot_styles "
            '("001-1-D"). Keep one of the two.',
        ),
        (
            lambda it: it.pop("primary"),
            f"{AT}: is for primaries only. "
            'Write "ballot_style" with the one style, or add "primary": true to the definition.',
        ),
        (
            lambda it: it["parties"].pop("R"),
            "p.json, column contests.party: the contest house-7-r is of a party that is not among the parties "
            '("R"). Write D or N, or add the party.',
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_its_place_and_remedy(change: Change, said: str) -> None:
    election, wrong, _ = read(change)
    assert election is None
    assert wrong[0] == said


def _one_style(it: Any) -> None:
    del _portion(it)["ballot_styles"]
    _portion(it)["ballot_style"] = "001-1-D"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_one_style, "precincts.portions.ballot_style: 1 portion has one ballot style for all parties (001-1)."),
        (lambda it: it.update(election="General Primary Run-off"), "runoff: is not set, though the election is called"),
        (
            lambda it: it.update(election="Primary Runoff", runoff=True),
            "runoff_of: is missing, though this is a runoff.",
        ),
        (lambda it: it.update(election="Primary Runoff", runoff=True, runoff_of="2024-04-23"), ""),
    ],
)
def test_what_may_be_a_slip_is_a_warning(change: Change, said: str) -> None:
    election, wrong, doubtful = read(change)
    assert election is not None
    assert wrong == []
    assert any(said in doubt for doubt in doubtful) if said else doubtful == []


def test_usual_codes_have_their_words_without_being_named() -> None:
    election, wrong, _ = read(lambda it: it.pop("parties"))
    assert wrong == []
    assert election is not None
    assert election.parties == {"D": "Democratic", "R": "Republican", "N": "Nonpartisan"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("D", "D"),
        ("d", "D"),
        ("DEM", "D"),
        ("Democratic", "D"),
        ("NP", "N"),
        (" republican ", "R"),
        ("X", ""),
        ("", ""),
    ],
)
def test_a_party_is_known_by_code_and_word(written: str, code: str, primary: Election) -> None:
    assert primary.party_named(written) == code


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("R,001,001-1-R", ""),
        (
            "Rep,001,",
            'list.csv, row 2, column party: the party is not one of the primary\'s ("Rep"). Did you mean R?',
        ),
        (
            "X,001,",
            'list.csv, row 2, column party: the party is not one of the primary\'s ("X"). '
            "Write D (Democratic) or R (Republican) or N (Nonpartisan), or nothing.",
        ),
        (
            "D,001,001-1-R",
            "list.csv, row 2, column party: the ballot style is that of the Republican ballot "
            '("D"). Compare with the envelope; leave it if the envelope says so.',
        ),
    ],
)
def test_a_party_of_the_envelope_list_is_held_against_the_primary(row: str, said: str, primary: Election) -> None:
    data = f"envelope_number,party,precinct_cast,style_cast\n0001,{row}\n".encode()
    found = read_envelope_list(data, "list.csv", primary, reason_codes=REASON_CODES)
    assert [str(problem) for problem in found.problems] == ([said] if said else [])
