"""The public totals of a case, all releases together, find nobody; as they were before, they found people."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adjudicator.canvass.tally import NO, OUTCOME_COLUMNS
from adjudicator.export import public_plan, suppression, totals
from adjudicator.export.csv_parts import csv_parts
from adjudicator.export.public_plan import CountedAs, Earlier, Joined, Standings, joined_lines
from adjudicator.export.totals import COLUMNS, PUBLIC_TOTALS, TotalsLine, public_lines
from tests.examples import examples
from tests.export.attacker import History, Place, PublicLine, found_people, read_public, small_differences, worlds

FEW = 3
"""A small county is tried with a limit of three in place of ten, so that every world can be gone through."""

ONE = tuple((outcome,) for outcome in ("count_full", "not_counted", "undecided"))
TWO = (
    ("count_full", "count_full"),
    ("not_counted", "not_counted"),
    ("undecided", "count_full"),
    ("undecided", "not_counted"),
    ("undecided", "undecided"),
)
"""What is determined stays so: an attacker may well take that for granted."""

FOUR = (("001", "election_day"), ("001", "absentee"), ("002", "election_day"), ("002", "absentee"))
THREE = (("001", "election_day"), ("002", "election_day"), ("003", "election_day"))


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (suppression, public_plan, totals):
        monkeypatch.setattr(module, "SMALLEST_SHOWN", FEW)
    monkeypatch.setattr(public_plan, "OTHERS", 1)
    monkeypatch.setattr(suppression, "SMALL", f"<{FEW}")


def _file(standings: Standings, joined: Joined | None) -> bytes:
    """The public totals of these envelopes."""
    lines = [TotalsLine("all", "", "", _numbers(list(standings.values())))]
    for by in ("precinct", "stream"):
        at = public_plan.TABLES.index(by)
        for value in sorted({each[at] for each in standings.values()}):
            of_line = [each for each in standings.values() if each[at] == value]
            lines.append(TotalsLine(by, value, "", _numbers(of_line)))
    return b"".join(csv_parts(PUBLIC_TOTALS, public_lines(lines, joined)))


def _numbers(standings: Sequence[CountedAs]) -> dict[str, int]:
    outcomes = Counter(each.outcome for each in standings)
    return dict(zip(COLUMNS, (len(standings), *(outcomes[column] for column in OUTCOME_COLUMNS)), strict=True))


def _published(releases: Sequence[Standings], *, planned: bool) -> list[bytes]:
    """The public totals of each release, as they are made now or as they were before."""
    earlier: list[Earlier] = []
    files: list[bytes] = []
    for number, standings in enumerate(releases):
        files.append(_file(standings, joined_lines(standings, earlier) if planned else None))
        earlier.append(Earlier(f"R{number + 1:04d}", standings, planned))
    return files


Voter = tuple[Place, tuple[str, ...]]


def _releases(voters: Sequence[Voter]) -> list[Standings]:
    count = len(voters[0][1])
    return [
        {f"{at:04}": CountedAs(*place, NO, NO, history[number]) for at, (place, history) in enumerate(voters)}
        for number in range(count)
    ]


def _attacked(
    voters: Sequence[Voter], histories: Sequence[tuple[str, ...]], *, planned: bool
) -> set[tuple[Place, int]]:
    check_in = [place for place, __ in voters]
    files = _published(_releases(voters), planned=planned)
    return found_people(check_in, [read_public(each, check_in) for each in files], histories, FEW)


def _voters(places: Sequence[Place], most: int, histories: Sequence[tuple[str, ...]]) -> st.SearchStrategy[list[Voter]]:
    of_place = [st.lists(st.tuples(st.just(place), st.sampled_from(histories)), max_size=most) for place in places]
    return st.tuples(*of_place).map(lambda found: [each for of_one in found for each in of_one]).filter(bool)


SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.mark.usefixtures("few")
@settings(SETTINGS, max_examples=examples(40))
@given(_voters(FOUR, 5, ONE))
def test_one_release_finds_nobody_in_any_small_county(voters: list[Voter]) -> None:
    assert _attacked(voters, ONE, planned=True) == set()


@pytest.mark.usefixtures("few")
@settings(SETTINGS, max_examples=examples(40))
@given(_voters(THREE, 4, TWO))
def test_two_releases_together_find_nobody_though_what_is_determined_stays(voters: list[Voter]) -> None:
    assert _attacked(voters, TWO, planned=True) == set()


def _chance(places: Sequence[Place], most: int, histories: Sequence[tuple[str, ...]], seed: int) -> list[Voter]:
    chance = random.Random(seed)
    return [(place, chance.choice(histories)) for place in places for __ in range(chance.randint(1, most))]


@pytest.mark.usefixtures("few")
def test_tables_looked_at_one_by_one_found_people() -> None:
    tried = [_chance(FOUR, 5, ONE, seed) for seed in range(60)]
    assert any(_attacked(voters, ONE, planned=False) for voters in tried)
    assert not any(_attacked(voters, ONE, planned=True) for voters in tried)


@pytest.mark.slow
@pytest.mark.usefixtures("few")
def test_whoever_knows_how_lines_are_joined_finds_nobody_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """That a line was joined says something, too: every world is published as the true one was, and compared."""
    monkeypatch.setattr(public_plan, "OTHERS", 2)
    shown = 0
    for seed in range(60):
        voters = _chance(THREE, 7, ONE[:2], seed)
        (true,) = _published(_releases(voters), planned=True)
        shown += b"precinct,00" in true
        possible: dict[Place, set[History]] = {}
        for world in worlds(Counter(place for place, __ in voters), ONE[:2]):
            if _published(_releases(world), planned=True) == [true]:
                for place, history in world:
                    possible.setdefault(place, set()).add(history)
        of_county = {history for __, history in voters}
        assert len(of_county) == 1 or all(len(histories) > 1 for histories in possible.values()), seed
    assert shown


# counties of real sizes: two files side by side


def _county(precincts: int, envelopes: int, seed: int, supplements: int) -> list[Standings]:
    """A county whose first release leaves some undecided or held, whom the supplements decide a few at a time."""
    chance = random.Random(seed)
    now = {
        f"{at:05}": CountedAs(
            f"{int(precincts * chance.random() ** 3):03}",
            chance.choice(("election_day",) * 8 + ("advance", "absentee")),
            NO,
            NO,
            chance.choices(OUTCOME_COLUMNS, (5, 2, 4, 2, 2))[0],
        )
        for at in range(envelopes)
    }
    releases: list[Standings] = [now]
    for __ in range(supplements):
        waiting = [number for number, each in now.items() if each.outcome in ("held", "undecided")]
        decided = chance.sample(waiting, min(len(waiting), 40))
        outcome = {number: chance.choice(("count_full", "not_counted")) for number in decided}
        now = {number: each._replace(outcome=outcome.get(number, each.outcome)) for number, each in now.items()}
        releases.append(now)
    return releases


def _read(releases: Sequence[Standings], *, planned: bool) -> list[list[PublicLine]]:
    check_in = [(each.precinct, each.stream) for each in releases[-1].values()]
    return [read_public(file, check_in) for file in _published(releases, planned=planned)]


SIZES = [(1, 30), (1, 400), (20, 120), (60, 700), (190, 1_000), (190, 4_000)]


@pytest.mark.parametrize(("precincts", "envelopes"), SIZES)
@pytest.mark.parametrize("seed", [1, 7])
def test_no_two_files_differ_by_a_small_number(precincts: int, envelopes: int, seed: int) -> None:
    files = _read(_county(precincts, envelopes, seed, 3), planned=True)
    assert [small_differences(*pair, 10) for pair in combinations(files, 2)] == [[]] * 6


def test_two_files_as_they_were_before_differed_by_single_ballots() -> None:
    before, after = _read(_county(190, 1_000, 7, 1), planned=False)
    assert small_differences(before, after, 10)


@pytest.mark.parametrize(("precincts", "envelopes"), SIZES[:-1])
def test_everybody_could_be_exchanged_with_somebody_of_another_outcome(precincts: int, envelopes: int) -> None:
    """Two voters who trade all that became of them change no public file; the files are made again to see it."""
    releases = _county(precincts, envelopes, 3, 2)
    files, plans = _published(releases, planned=True), _plans(releases)
    for number, standings in enumerate(releases):
        lines = {name: _lines_of(each, plans[number]) for name, each in standings.items()}
        if len(set(lines.values())) < 2:
            continue
        for voter in random.Random(11).sample(sorted(standings), 12):
            others = [
                name
                for name, each in standings.items()
                if lines[name] == lines[voter] and each.outcome != standings[voter].outcome
            ]
            others.sort(key=lambda name: _apart(releases, plans, voter, name))
            worlds = (_traded(releases, voter, other) for other in others[:3])
            assert any([_file(*each) for each in zip(world, plans, strict=True)] == files for world in worlds)


def _lines_of(standing: CountedAs, plan: Joined) -> tuple[str, ...]:
    known = zip(public_plan.KNOWN, (standing.precinct, standing.stream), strict=True)
    return tuple("joined" if value in plan[by] else value for by, value in known)


def _apart(releases: Sequence[Standings], plans: Sequence[Joined], one: str, other: str) -> int:
    """In how many releases the two stand on other lines and have other outcomes."""
    return sum(
        _lines_of(each[one], plan) != _lines_of(each[other], plan) and each[one].outcome != each[other].outcome
        for each, plan in zip(releases, plans, strict=True)
    )


def _plans(releases: Sequence[Standings]) -> list[Joined]:
    return [
        joined_lines(each, [Earlier("", before, planned=True) for before in releases[:number]])
        for number, each in enumerate(releases)
    ]


def _traded(releases: Sequence[Standings], one: str, other: str) -> list[Standings]:
    return [
        {
            **each,
            one: each[one]._replace(outcome=each[other].outcome),
            other: each[other]._replace(outcome=each[one].outcome),
        }
        for each in releases
    ]


def test_a_county_of_one_precinct_prints_the_countys_line_alone() -> None:
    county, *lines = _read(_county(1, 400, 1, 0), planned=True)[0]
    assert [line.cells for line in lines if line.by == "precinct"] == [county.cells]


def test_what_was_joined_stays_joined_and_large_precincts_are_shown() -> None:
    plans = _plans(_county(60, 4_000, 5, 3))
    for before, after in pairwise(plans):
        assert before["precinct"] <= after["precinct"]
    shown = {each.precinct for each in _county(60, 4_000, 5, 0)[0].values()} - plans[0]["precinct"]
    assert len(shown) > 10
