"""A roll is looked at before it is attached: county, numbers, precincts, people twice, and what is other than before."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from adjudicator.intake.definition import read_definition
from adjudicator.office import Done, Office
from adjudicator.office.behind.files.roll_fit import change_problems, change_words, fit_problems, repeated_problem
from adjudicator.office.behind.station import Station
from adjudicator.records.election import Election
from adjudicator.roll import Roll, RollInfo, build_roll
from adjudicator.roll.comparing import RollChange, compare_rolls

from .conftest import COLUMNS, CONTESTS, PASSWORD, Desk, Watch, definition_bytes, open_again

CLOSES = date(2020, 10, 5)
PRECINCTS = {"001": "101", "002": "102", "003": "101"}

Build = Callable[..., Roll]


def _row(number: int, **changes: str) -> dict[str, str]:
    precinct = changes.get("County Precinct") or ("001", "002", "003")[number % 3]
    return dict.fromkeys(COLUMNS, "") | {
        "County": "Gwinnett", "Voter Registration Number": f"{number:08d}", "Status": "Active", "Last Name": f"DOE{number}",
        "First Name": "JANE", "Birth Year": "1980", "Residence Street Number": str(number), "Residence Street Name": "OAK",
        "Residence City": "DULUTH", "Residence Zipcode": "30096", "County Precinct": precinct,
        "Congressional District": "7", "State House District": PRECINCTS.get(precinct, "101"),
        "Registration Date": "01/15/2016", "Last Modified Date": "11/02/2020", **changes,
    }  # fmt: skip


@pytest.fixture
def build(tmp_path: Path) -> Build:
    def make(name: str, rows: list[dict[str, str]]) -> Roll:
        source = tmp_path / f"{name}.csv"
        lines = [",".join(COLUMNS), *(",".join(row[column] for column in COLUMNS) for row in rows)]
        source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        assert isinstance(build_roll(source, tmp_path / f"{name}.roll"), RollInfo)
        return Roll.open(tmp_path / f"{name}.roll")

    return make


@pytest.fixture
def election() -> Election:
    found, __ = read_definition(definition_bytes(), "e.json")
    assert found is not None
    return found


def _problems(
    roll: Roll, election: Election, in_results: Mapping[str, int] = MappingProxyType({}), *, practice: bool = False
) -> list[str]:
    with roll:
        return [problem.what for problem in fit_problems(roll, election, CLOSES, in_results, practice=practice)]


def test_a_whole_roll_has_nothing_to_tell(build: Build, election: Election) -> None:
    assert _problems(build("a", [_row(at) for at in range(1, 310)]), election) == []


def test_too_few_electors_are_told_against_the_registered_of_the_election(build: Build, election: Election) -> None:
    """Supervisor 12: "No problems" for a roll of 3,000, where the definition says 806,451 registered."""
    found = _problems(build("a", [_row(at) for at in range(1, 31)]), election)
    assert found == [
        "30 electors are of this county, and the election has 300 registered",
        "it has fewer electors of 3 precincts than the election has registered: "
        "001 (10 of 100), 002 (10 of 100), 003 (10 of 100)",
    ]


def test_far_too_many_are_told(build: Build, election: Election) -> None:
    found = _problems(build("a", [_row(at) for at in range(1, 500)]), election)
    assert found == [
        "499 electors are of this county, and the election has 300 registered",
        "it has far more electors of 3 precincts than the election has registered: "
        "002 (167 of 100), 001 (166 of 100), 003 (166 of 100)",
    ]


def test_differences_to_the_countys_results_are_told_with_both_numbers_the_largest_first(
    build: Build, election: Election
) -> None:
    """What the results and the definition both say is told once; a precinct of few registered voters is not compared."""
    rows = [_row(at) for at in range(1, 310)]
    found = _problems(build("a", rows), election, {"001": 100, "002": 400, "003": 60})
    assert found == [
        "it has fewer electors of precinct 002 (103 of 400) than the county's results have registered",
        "it has far more electors of precinct 003 (103 of 60) than the county's results have registered",
    ]
    many = {f"{at:03d}": 100 + at for at in range(1, 9)}
    rows = [_row(at, **{"County Precinct": f"{at % 8 + 1:03d}"}) for at in range(1, 300)]
    told = [each for each in _problems(build("b", rows), election, many) if "results" in each]
    assert told == [
        "it has fewer electors of 8 precincts than the county's results have registered: "
        "008 (37 of 108), 007 (37 of 107), 006 (37 of 106), 005 (37 of 105), 004 (38 of 104) and 3 more"
    ]
    assert _problems(build("c", [_row(at) for at in range(1, 310)]), election, {"001": 40}) == []


def test_precincts_that_are_none_and_those_that_it_lacks_are_each_told_once(build: Build, election: Election) -> None:
    """Supervisor 12: 47 electors in a precinct that does not exist were 32 warnings."""
    rows = [_row(at, **{"County Precinct": "001" if at % 3 else "002"}) for at in range(1, 290)]
    rows += [_row(at, **{"County Precinct": "ZZ", "State House District": str(at % 9)}) for at in range(300, 347)]
    found = _problems(build("a", rows), election)
    assert found == [
        "it has nobody in precinct 003",
        "it has far more electors of precinct 001 (193 of 100) than the election has registered",
        "precinct ZZ is none of this election's: 47 electors",
    ]


def test_another_countys_roll_is_told_before_all_else(build: Build, election: Election) -> None:
    found = _problems(build("a", [_row(at, County="DeKalb") for at in range(1, 300)]), election)
    assert found == ["none of its electors is of Gwinnett County"]


def test_the_few_electors_of_a_practice_roll_are_not_counted(build: Build, election: Election) -> None:
    assert _problems(build("a", [_row(at) for at in range(1, 31)]), election, practice=True) == []


def test_an_old_roll_and_districts_without_a_portion_are_told(build: Build, election: Election) -> None:
    rows = [_row(at, **{"Last Modified Date": "09/01/2020"}) for at in range(1, 300)]
    rows.append(
        _row(300, **{"Last Modified Date": "09/01/2020", "County Precinct": "002", "State House District": "9"})
    )
    found = _problems(build("a", rows), election)
    assert found[0].startswith("the list is of Tue Sep 1, 2020, before registration closed on")
    assert found[1:] == [
        "no portion of precinct 002 fits the districts and city of 1 elector (state house 9, us house 7)"
    ]


def test_people_who_are_there_twice_are_counted(build: Build) -> None:
    twice = {"Last Name": "DOE1", "Residence Street Number": "1"}
    with build("a", [_row(1), _row(2, **twice), _row(3, **twice), _row(4)]) as roll:
        assert roll.repeated("Gwinnett County") == 1
    (problem,) = repeated_problem(1)
    assert problem.what == "1 person is there under more than one number: same name, year of birth and address"


def test_two_rolls_are_compared_elector_by_elector(build: Build) -> None:
    before = [*(_row(at) for at in range(1, 11)), _row(90, County="DeKalb")]
    after = [
        *(_row(at) for at in range(4, 8)),  # 1 to 3 are gone
        _row(8, **{"County Precinct": "001"}),
        _row(9, **{"Residence Street Name": "ELM"}),
        _row(10, Status="Inactive"),
        _row(11),
        _row(12),
        _row(91, County="DeKalb"),
    ]
    told: list[tuple[int, int]] = []
    with build("before", before) as one, build("after", after) as other:
        change = compare_rolls(one, other, "Gwinnett County", lambda done, of: told.append((done, of)))
        assert change == RollChange(before=10, now=9, new=2, gone=3, precinct=1, address=1, standing=1)
        back = compare_rolls(other, one, "Gwinnett")
        assert (back.new, back.gone) == (3, 2)
        same = compare_rolls(one, one, "Gwinnett")
        assert change_words(same) == ("the same electors",)
    assert told
    assert list(map(str, change_words(change))) == [
        "2 new", "3 gone", "1 in another precinct", "1 at another address", "1 of another standing",
    ]  # fmt: skip


def test_that_a_tenth_of_the_electors_is_gone_is_told() -> None:
    """Supervisor 12: no warning that 20,000 become 3,000."""
    (problem,) = change_problems(RollChange(20_000, 3_000, 0, 17_000, 0, 0, 0))
    assert problem.what == (
        "17,000 electors of the roll in use are not on this one, which has 3,000 where that has 20,000"
    )
    assert problem.warning
    assert not list(change_problems(RollChange(20_000, 20_100, 300, 200, 50, 70, 9)))


def test_a_roll_is_looked_at_beside_the_one_in_use_and_nothing_is_recorded(
    desk: Desk, build: Build, roll_file: Path
) -> None:
    office = desk.office
    assert office.roll is not None
    size = office.record.head().size
    roll = build("newer", [_row(at) for at in range(1, 4)])
    roll.close()
    fit = office.receive.fitting(roll.path)(None)
    assert (fit.info.electors, fit.here) == (3, 3)
    assert fit.change is not None
    assert (fit.change.before, fit.change.now, fit.change.new, fit.change.gone) == (5, 3, 0, 2)
    assert "2 electors of the roll in use are not on this one, which has 3 where that has 5" in [
        problem.what for problem in fit.problems
    ]
    assert office.receive.fitting(roll_file)(None).change is None, "the very roll in use"
    assert office.record.head().size == size


CLARITY = """<ElectionResult><ElectionName>General Election</ElectionName><ElectionDate>11/3/2020</ElectionDate>
<Region>Gwinnett</Region><VoterTurnout totalVoters="500"><Precincts>
<Precinct name="PRECINCT 001" totalVoters="100"/><Precinct name="PRECINCT 002" totalVoters="400"/></Precincts></VoterTurnout>
{contests}</ElectionResult>"""
CONTEST = """<Contest text="{title}" voteFor="1"><Choice text="A"><VoteType name="Provisional Votes" votes="0">
<Precinct name="PRECINCT 001" votes="0"/><Precinct name="PRECINCT 002" votes="0"/><Precinct name="PRECINCT 003" votes="0"/>
</VoteType></Choice></Contest>"""


def test_the_results_that_the_case_was_held_against_are_read_again_where_they_lie(
    office: Office, build: Build, watch: Watch, tmp_path: Path
) -> None:
    office.close()
    path = build("whole", [_row(at) for at in range(1, 310)]).path
    station = Station(tmp_path / "station")
    here = open_again(tmp_path / "small.case", watch, 7, station=station)
    try:
        here.people.sign_in("sue", PASSWORD)

        def told() -> list[str]:
            return [each.what for each in here.receive.fitting(path)(None).problems if "results" in each.what]

        results = tmp_path / "detail.xml"
        contests = "".join(CONTEST.format(title=title) for __, title, *__ in CONTESTS)
        results.write_text(CLARITY.format(contests=contests), encoding="utf-8")
        held = here.tabulation.holding_against(results)()
        assert held.found is not None, held.file.problems
        assert told() == [], "nothing is recorded yet"
        assert isinstance(here.tabulation.reconcile(held), Done)
        assert told() == [
            "it has fewer electors of precinct 002 (103 of 400) than the county's results have registered"
        ]
        results.write_text(CLARITY.format(contests=contests) + "\n", encoding="utf-8")
        assert told() == [], "another file lies there now"
        results.unlink()
        assert told() == []
    finally:
        here.close()


def test_no_problem_of_a_roll_names_an_elector(build: Build, election: Election) -> None:
    rows = [_row(at, **{"County Precinct": "ZZ"}) for at in range(1, 5)]
    with build("a", rows) as roll:
        told = json.dumps([str(problem) for problem in fit_problems(roll, election, CLOSES, {}, practice=False)])
    assert not [word for row in rows for word in (row["Last Name"], row["Voter Registration Number"]) if word in told]
