"""Counts whom the look-up takes for whom: people who are not on the roll, and people who are, as pens write them.

    .venv/bin/python tests/benchmarks/strangers.py [--strangers N] [--voters N] [--seed N] [--definitions FOLDER] [county ...]

Each county gets a roll made up from the seed. Strangers live there and are not on it: whoever is taken for one of them is
a ballot rejected, or counted for somebody else. Voters are on it, and write as `practice.pens` has it, with slips,
nicknames and new last names: they are to stand first, or among the first five. Whom a person takes is told by the scripted
worker's rule.
`--definitions` only writes the counties' definitions, on which `adjudicator practice` runs.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from adjudicator import resources
from adjudicator.intake.definition import read_definition
from adjudicator.office.behind.evidence.papers import birth_year_of
from adjudicator.practice.chance import Chance
from adjudicator.practice.pens import WrittenPart, without_number, written
from adjudicator.practice.people import MadeUpPerson
from adjudicator.practice.roll_file import write_roll
from adjudicator.practice.scene import Scene
from adjudicator.records.election import Election
from adjudicator.records.elector import Candidate, Match
from adjudicator.rehearsal.whom import pick
from adjudicator.roll import Roll, RollInfo, RollQuery, build_roll
from adjudicator.roll.grades import GRADED
from adjudicator.roll.query import wanted_of

FIRST = 5
"""Candidates that stand on the screen without scrolling."""

FIRST_IN, FIVE_IN = 98.0, 99.5
"""In so many of a hundred envelopes the right elector is to stand first, and among the first five."""

MOVED = 8
"""One voter in so many has moved since."""


@dataclass(frozen=True, slots=True)
class County:
    """A county to measure in: FIPS, precincts, ZIP codes among them, and how many are on its roll."""

    fips: str
    precincts: int
    zip_codes: int
    electors: int


COUNTIES = {
    "Webster": County("13307", 1, 1, 20_000),
    "Schley": County("13249", 1, 1, 20_000),
    "Candler": County("13043", 1, 1, 20_000),
    "Quitman": County("13239", 2, 1, 20_000),
    "Dawson": County("13085", 3, 2, 20_000),
    "Gwinnett": County("13135", 156, 0, 100_000),
    "Fulton": County("13121", 384, 60, 100_000),
}
"""The first three have one town and one precinct; Gwinnett's definition is the one that the product carries."""

MEASURED = ("Webster", "Schley", "Candler", "Gwinnett", "Fulton")


@dataclass(slots=True)
class Found:
    """What was counted in one county."""

    strangers: int = 0
    taken: list[str] = field(default_factory=list)
    left_open: int = 0
    voters: Counter[str] = field(default_factory=Counter[str])
    certain: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def share(self, what: str) -> float:
        """How many in a hundred of all voters were found so: "first" or "five"."""
        return 100 * self.voters["all", what] / self.voters["all", "of"]


# --- the counties' definitions


def definition_of(name: str) -> bytes:
    """The definition of a county: its own where the product carries it, else one made up."""
    county = COUNTIES[name]
    if name == "Gwinnett":
        return resources.path("practice", "gwinnett-2020.json").read_bytes()
    made = {
        "election": "General Election",
        "date": "2020-11-03",
        "state": "GA",
        "county": name,
        "fips": county.fips,
        "contests": _contests(),
        "precincts": [_precinct(county, at) for at in range(county.precincts)],
        "ballot_styles": {
            f"S{style}": [each["contest_id"] for each in _contests() if each.get("district", style) == style]
            for style in ("1", "2", "3")[: county.precincts]
        },
    }
    return json.dumps(made, indent=1).encode()


def _contests() -> list[dict[str, str]]:
    wide = (("President", "federal_statewide"), ("US Senate", "federal_statewide"), ("PSC District 1", "statewide"))
    near = (("US House", "congressional"), ("Sheriff", "countywide"), ("Tax Commissioner", "countywide"))
    contests = [
        {"contest_id": f"{at:02d}", "title": title, "level": level} for at, (title, level) in enumerate((*wide, *near))
    ]
    seats = [
        {"contest_id": f"1{seat}", "title": f"County Commission {seat}", "level": "county_commission", "district": seat}
        for seat in ("1", "2", "3")
    ]
    return [*contests, *seats]


def _precinct(county: County, at: int) -> dict[str, object]:
    seat = str(at % min(3, county.precincts) + 1)
    zip_code = f"3{at * county.zip_codes // county.precincts:04d}"
    portion = {"portion": f"{at:03d}-1", "ballot_style": f"S{seat}", "share": 1, "county_commission": seat}
    return {
        "code": f"{at + 1:03d}", "name": f"PRECINCT {at + 1}", "registered": 1500, "polling_place": f"HALL {at + 1}",
        "address": f"{at + 1} Main St {zip_code}", "portions": [portion],
    }  # fmt: skip


def election_of(name: str) -> Election:
    """The election of a county."""
    election, problems = read_definition(definition_of(name), f"{name}.json")
    if election is None:
        raise AssertionError(problems)
    return election


# --- looking for people


def measured(name: str, strangers: int, voters: int, seed: int, electors: int = 0) -> Found:
    """Looks for strangers and voters in one county; `electors` are on its roll, 0 for as many as it has here.

    `certain` are those for whom the look-up decides by itself, and wrongly: nobody would be asked.
    """
    found = Found(strangers)
    scene = Scene(election_of(name), seed, electors or COUNTIES[name].electors, lambda __: None)
    with tempfile.TemporaryDirectory() as folder, _roll_of(scene, Path(folder)) as roll:
        look = _look_up(roll, name)
        began = time.perf_counter()
        for person, text in _strangers(scene, strangers, seed):
            match = look(text)
            picked = pick(match.candidates)
            if isinstance(picked, Candidate):
                found.taken.append(_taken_words(text, picked))
            found.certain += _certain_of_another(match, person, text)
            found.left_open += picked == "several"
        for person, text in _voters(scene, voters, seed):
            match = look(text)
            found.certain += _certain_of_another(match, person, text)
            _count_voter(found.voters, match.candidates, person, text)
        found.seconds = time.perf_counter() - began
    return found


def _roll_of(scene: Scene, folder: Path) -> Roll:
    write_roll(folder / "list.csv", (scene.roll[number] for number in sorted(scene.roll)))
    built = build_roll(folder / "list.csv", folder / "made.roll")
    assert isinstance(built, RollInfo)
    return Roll.open(folder / "made.roll")


def _strangers(scene: Scene, count: int, seed: int) -> Iterator[tuple[MadeUpPerson, WrittenPart]]:
    chance = Chance(seed, "strangers")
    for __ in range(count):
        person = scene.newcomer()
        yield person, without_number(chance, person)


def _voters(scene: Scene, count: int, seed: int) -> Iterator[tuple[MadeUpPerson, WrittenPart]]:
    """Electors without the number that a fifth of them would write: with it nobody has to look."""
    chance = Chance(seed, "voters")
    listed = [scene.elector() for __ in range(count)]
    for at, person in enumerate(listed):
        address = scene.address_in(scene.places.living.draw(chance)) if at % MOVED == 0 else None
        text = written(chance, person, address, unclear=False)
        yield person, WrittenPart(**{**_cells(text), "registration_number": ""})


def _cells(text: WrittenPart) -> dict[str, str]:
    return {name: getattr(text, name) for name in WrittenPart.__slots__}


def query_of(text: WrittenPart) -> RollQuery:
    """What was written, as the roll is asked."""
    cells = _cells(text)
    return RollQuery(birth_year=birth_year_of(cells.pop("birth_date")), **cells)


def _look_up(roll: Roll, county: str) -> Callable[[WrittenPart], Match]:
    return lambda text: roll.match(query_of(text), county=county)


def _certain_of_another(match: Match, person: MadeUpPerson, text: WrittenPart) -> list[str]:
    """Whom the look-up takes for this voter beyond doubt, where that is somebody else."""
    first = match.candidates[0] if match.kind == "certain" else None
    wrong = first is not None and first.elector.registration_number != person.number
    return [_taken_words(text, first)] if first is not None and wrong else []


def _taken_words(text: WrittenPart, picked: Candidate) -> str:
    name = " ".join(filter(None, (text.first_name, text.middle_name, text.last_name, text.suffix)))
    elector, differs = picked.elector, "; ".join(picked.differs)
    return (
        f"{name} {text.birth_date[:4] or '----'} -> {elector.name} {elector.birth_year} {picked.score:.2f} ({differs})"
    )


def _count_voter(
    counted: Counter[str], candidates: tuple[Candidate, ...], person: MadeUpPerson, text: WrittenPart
) -> None:
    numbers = [candidate.elector.registration_number for candidate in candidates]
    picked = pick(candidates)
    for kind in ("all", _kind_of(person, text)):
        counted[kind, "of"] += 1
        counted[kind, "first"] += numbers[:1] == [person.number]
        counted[kind, "five"] += person.number in numbers[:FIRST]
        if isinstance(picked, Candidate):
            counted[kind, "taken" if picked.elector.registration_number == person.number else "another"] += 1
        else:
            counted[kind, picked] += 1


def _kind_of(person: MadeUpPerson, text: WrittenPart) -> str:
    """What is unusual about how a voter wrote."""
    wanted = wanted_of(query_of(text))
    last, given = (GRADED[name](wanted, person.elector) for name in ("surname", "given"))
    if last in ("other", "maiden"):
        return "new last name"
    if last not in ("same", "order", "part"):
        return "last name misspelt"
    if given not in ("same", "part"):
        return "first name misspelt" if given in ("near", "far", "loose", "other") else "nickname or initial"
    if wanted.year != person.elector.birth_year:
        return "birth date" if wanted.year else "no birth date"
    return "moved" if GRADED["address"](wanted, person.elector) == "other" else "plain"


# --- printing


def _share(part: int, of: int) -> str:
    return f"{part:5} ({100 * part / of:6.2f} %)" if of else f"{part:5}"


def told(name: str, found: Found, show: int) -> str:
    """What was counted in one county, in lines."""
    lines = [
        f"{name}: {found.strangers:,} strangers, taken for somebody else {_share(len(found.taken), found.strangers)}, "
        f"left open {found.left_open}; beyond doubt somebody else {len(found.certain)}; {found.seconds:.0f} s",
        f"    {'voters':20} {'of':>6} {'first':>17} {'among five':>17} {'taken':>17} {'another':>9} {'open':>6} {'none':>6}",
    ]
    kinds = sorted({kind for kind, __ in found.voters}, key=lambda kind: (kind != "all", kind))
    for kind in kinds:
        of, first, five, taken, another, several, none = (
            found.voters[kind, what] for what in ("of", "first", "five", "taken", "another", "several", "none")
        )
        lines.append(
            f"    {kind:20} {of:6} {_share(first, of):>17} {_share(five, of):>17} {_share(taken, of):>17}"
            f" {another:9} {several:6} {none:6}"
        )
    return "\n".join([*lines, *(f"        {words}" for words in [*found.certain, *found.taken][:show])])


def missed(found: Found) -> tuple[str, ...]:
    """What was promised and not kept: the right one first, or among five, and nobody else taken beyond doubt."""
    shares = (("first", FIRST_IN), ("five", FIVE_IN))
    short = [f"{what}: {found.share(what):.2f} % of {of} %" for what, of in shares if found.share(what) < of]
    return (*short, *([f"beyond doubt somebody else: {len(found.certain)}"] if found.certain else []))


def main() -> None:
    """Measure what is asked for and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("counties", nargs="*", choices=[[], *COUNTIES], metavar="county", help=", ".join(COUNTIES))
    parser.add_argument("--strangers", type=int, default=4000, help="in each county")
    parser.add_argument("--voters", type=int, default=2000, help="in each county")
    parser.add_argument("--seed", type=int, default=20_201_103)
    parser.add_argument("--show", type=int, default=0, help="so many of those who are taken for somebody else")
    parser.add_argument("--definitions", type=Path, help="write the counties' definitions there, and stop")
    asked = parser.parse_args()
    if asked.definitions is not None:
        for name in asked.counties or COUNTIES:
            (asked.definitions / f"{name.lower()}.json").write_bytes(definition_of(name))
        return
    total = Found()
    for name in asked.counties or MEASURED:
        found = measured(name, asked.strangers, asked.voters, asked.seed)
        sys.stdout.write(told(name, found, asked.show) + "\n")
        sys.stdout.flush()
        total.strangers += found.strangers
        total.taken += found.taken
        total.certain += found.certain
        total.left_open += found.left_open
        total.voters.update(found.voters)
        total.seconds += found.seconds
    sys.stdout.write(told("Together", total, 0) + "\n")
    for words in missed(total):
        sys.stdout.write(f"missed: {words}\n")
    raise SystemExit(bool(missed(total)))


if __name__ == "__main__":
    main()
