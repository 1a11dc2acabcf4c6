"""Whether a roll fits: the election's county, precincts and numbers, the closing of registration, and the roll before it.

Everything here is a warning: the electors of a roll that does not fit are still found, and a person says what is theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from adjudicator.law.facts.home import portion_of
from adjudicator.records.election import Election
from adjudicator.records.elector import Elector
from adjudicator.records.trouble import Problem
from adjudicator.roll import DistrictRow, Roll, RollInfo
from adjudicator.roll.comparing import RollChange
from adjudicator.words import _, n_, number, some_of
from adjudicator.words.dates import long_day

FEWEST = 0.95
"""A roll holds inactive electors, too, which the registered of an election do not count: fewer than that are too few."""

MOST = 1.5
"""And so many times the registered are too many: the state's list, perhaps, or another year's."""

SOME_REGISTERED = 50
"""A precinct with fewer registered may double or halve from one list to the next, so it is not compared."""

THE_ROLL = _("the roll")
NEWEST = _("Have the state's newest list of this county built into a roll.")
BOUNDARIES = _("Check whether the boundaries of precincts have changed since, and that the list is of this election.")
ASK_FIRST = _("Ask for the whole list before you attach it: who is not on the roll is not found.")


@dataclass(frozen=True, slots=True)
class RollFit:
    """A roll before it is attached: what it is, how many electors are of the county, what does not fit, and what is other
    than on the roll in use; None where there is none."""

    info: RollInfo
    here: int
    problems: tuple[Problem, ...]
    change: RollChange | None = None


def fit_problems(
    roll: Roll, election: Election, closes: date, in_results: Mapping[str, int], *, practice: bool
) -> tuple[Problem, ...]:
    """What of a roll does not fit the election. The electors of a practice roll are few, so they are not counted.

    `in_results` are the registered voters by precinct that a file of the county's results tells, where there is one.
    """
    rows = roll.district_rows(election.county)
    here = sum(row.electors for row in rows)
    if not here:
        what = _("none of its electors is of {county} County", county=election.county)
        return (_warns(what, _("Check that it is the list of this county.")),)
    counts = () if practice else (*_registered(here, election), *_by_precinct(rows, election, in_results))
    return (*counts, *_too_old(roll, closes), *_strange(rows, election), *_strays(rows, election))


def change_problems(change: RollChange) -> Iterator[Problem]:
    """What of the change from the roll in use cannot be meant: a county does not lose a tenth of its electors."""
    if change.gone * 10 > change.before:
        what = n_(
            "{count} elector of the roll in use is not on this one, which has {now} where that has {before}",
            "{count} electors of the roll in use are not on this one, which has {now} where that has {before}",
            change.gone,
            now=number(change.now),
            before=number(change.before),
        )
        yield _warns(what, ASK_FIRST)


def repeated_problem(people: int) -> Iterator[Problem]:
    """That people stand on the roll twice, under another number."""
    if people:
        what = n_(
            "{count} person is there under more than one number: same name, year of birth and address",
            "{count} people are there under more than one number: same name, year of birth and address",
            people,
        )
        yield _warns(what, _("Look at both when such a voter is looked up; tell the state."))


def change_words(change: RollChange) -> tuple[str, ...]:
    """What is other than on the roll in use, each by itself."""
    told = (
        (change.new, n_("{count} new", "{count} new", change.new)),
        (change.gone, n_("{count} gone", "{count} gone", change.gone)),
        (change.precinct, n_("{count} in another precinct", "{count} in another precinct", change.precinct)),
        (change.address, n_("{count} at another address", "{count} at another address", change.address)),
        (change.standing, n_("{count} of another standing", "{count} of another standing", change.standing)),
    )
    return tuple(words for many, words in told if many) or (_("the same electors"),)


def _warns(what: str, remedy: str, column: str = "", value: str = "") -> Problem:
    return Problem(THE_ROLL, what, remedy, column=column, value=value, warning=True)


def _registered(here: int, election: Election) -> Iterator[Problem]:
    registered = sum(each.registered for each in election.precincts.values())
    if not registered or FEWEST * registered <= here <= MOST * registered:
        return
    what = n_(
        "{count} elector is of this county, and the election has {registered} registered",
        "{count} electors are of this county, and the election has {registered} registered",
        here,
        registered=number(registered),
    )
    yield _warns(what, ASK_FIRST if here < registered else _("Check that it is this county's list, of this election."))


def _by_precinct(rows: Sequence[DistrictRow], election: Election, in_results: Mapping[str, int]) -> Iterator[Problem]:
    """Precincts that the roll lacks, and those of which it has far fewer electors, or more, than are registered."""
    there = Counter[str]()
    for row in rows:
        there[row.precinct] += row.electors
    defined = {each.code: each.registered for each in election.precincts.values() if each.registered}
    told = {code: voters for code, voters in in_results.items() if voters != defined.get(code)}
    lacks = [code for code in {**defined, **told} if not there[code]]
    if lacks:
        words = n_(
            "it has nobody in precinct {codes}", "it has nobody in precincts {codes}", len(lacks), codes=some_of(lacks)
        )
        yield _warns(words, NEWEST, "County Precinct")
    yield from _beside_the_election(*_differing(there, defined))
    yield from _beside_the_results(*_differing(there, told))


def _beside_the_election(few: Sequence[str], many: Sequence[str]) -> Iterator[Problem]:
    if few:
        words = n_(
            "it has fewer electors of precinct {codes} than the election has registered",
            "it has fewer electors of {count} precincts than the election has registered: {codes}",
            len(few),
            codes=some_of(few),
        )
        yield _warns(words, NEWEST, "County Precinct")
    if many:
        words = n_(
            "it has far more electors of precinct {codes} than the election has registered",
            "it has far more electors of {count} precincts than the election has registered: {codes}",
            len(many),
            codes=some_of(many),
        )
        yield _warns(words, BOUNDARIES, "County Precinct")


def _beside_the_results(few: Sequence[str], many: Sequence[str]) -> Iterator[Problem]:
    if few:
        words = n_(
            "it has fewer electors of precinct {codes} than the county's results have registered",
            "it has fewer electors of {count} precincts than the county's results have registered: {codes}",
            len(few),
            codes=some_of(few),
        )
        yield _warns(words, NEWEST, "County Precinct")
    if many:
        words = n_(
            "it has far more electors of precinct {codes} than the county's results have registered",
            "it has far more electors of {count} precincts than the county's results have registered: {codes}",
            len(many),
            codes=some_of(many),
        )
        yield _warns(words, BOUNDARIES, "County Precinct")


def _differing(there: Mapping[str, int], registered: Mapping[str, int]) -> tuple[Sequence[str], Sequence[str]]:
    """The precincts of which the roll has too few and too many electors, with both numbers, the largest difference first."""
    largest = sorted(registered, key=lambda code: -abs(there.get(code, 0) - registered[code]))
    said = {
        code: _(
            "{precinct} ({here} of {registered})", precinct=code, here=number(there[code]), registered=number(voters)
        )
        for code in largest
        if there.get(code) and (voters := registered[code]) >= SOME_REGISTERED
    }
    few = [words for code, words in said.items() if there[code] < FEWEST * registered[code]]
    many = [words for code, words in said.items() if there[code] > MOST * registered[code]]
    return few, many


def _strange(rows: Sequence[DistrictRow], election: Election) -> Iterator[Problem]:
    """Precincts that are none of the election's, each once with its electors."""
    there = Counter[str]()
    for row in rows:
        if row.precinct not in election.precincts:
            there[row.precinct] += row.electors
    for precinct, electors in sorted(there.items()):
        what = n_(
            "precinct {precinct} is none of this election's: {count} elector",
            "precinct {precinct} is none of this election's: {count} electors",
            electors,
            precinct=precinct or _("(none)"),
        )
        remedy = _("Check the election definition, and whether the list is of this election.")
        yield _warns(what, remedy, "County Precinct", precinct)


def _strays(rows: Sequence[DistrictRow], election: Election) -> Iterator[Problem]:
    """Electors for whom no portion of their precinct fits; one for each combination of districts, which names no elector."""
    for row in rows:
        elector = Elector(
            row.registration_number, row.county, "active", "", "", precinct=row.precinct, districts=row.districts,
            municipality=row.municipality,
        )  # fmt: skip
        if row.precinct not in election.precincts or portion_of(election, elector) is not None:
            continue
        what = n_(
            "no portion of precinct {precinct} fits the districts and city of {count} elector ({districts})",
            "no portion of precinct {precinct} fits the districts and city of {count} electors ({districts})",
            row.electors,
            precinct=row.precinct,
            districts=_where(row),
        )
        remedy = _(
            "Check the election definition; until then a person says for each such voter which portion is theirs."
        )
        yield _warns(what, remedy, "County Precinct", row.precinct)


def _too_old(roll: Roll, closes: date) -> Iterator[Problem]:
    dated = roll.info.dated
    if dated is not None and dated < closes:
        what = _(
            "the list is of {day}, before registration closed on {closing}",
            day=long_day(dated),
            closing=long_day(closes),
        )
        yield _warns(what, _("Have the state's newest list built into a roll."))


def _where(row: DistrictRow) -> str:
    """Districts and city of electors who share them, in words: "state house 101, us house 7"."""
    districts = [f"{name.replace('_', ' ')} {value}" for name, value in sorted(row.districts.items()) if value]
    return ", ".join([*districts, *([row.municipality] if row.municipality else [])]) or _("none")
