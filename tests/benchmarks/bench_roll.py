"""Measures the roll: building it, finding by number and by a misspelt name, each beside its baseline in the same run.

    .venv/bin/python tests/benchmarks/bench_roll.py [--electors N] [--folder DIR]

Build: against `sqlite3 .import` of the same list and an index by name, the program `sqlite3` being on the path. Exact
look-up: by registration number, against the same question put to SQLite alone. Misspelt look-up: a last name with a slip of
the pen (one in seven has two), the first name with one in six, and the right birth year, no address; after some hundred
look-ups, as in a desk's day, with the file in the system's memory. Both also as processor time, which a busy machine
changes little. A state's whole roll is `--electors 8000000`: 10 GB on the disk, and twenty minutes. The list is made up
from a seed: names by a Zipf law with a long tail, so that a million electors have some 130,000 last names, by
county, in random order of numbers.

The build misses its budget: a million take 13.6 s of processor time, sqlite3 takes 5.7. Of these, SQLite's own inserts and
indexes are some 5 and the digest owed to each row is 1, which is the floor; what is read and looked up in Python is the rest.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from rows import peak_megabytes, percentile

from adjudicator.records.elector import Elector
from adjudicator.roll import Roll, RollInfo, RollQuery, build_roll
from adjudicator.roll.layouts import LAYOUTS

_SYLLABLES = "an be cor del er fa gar hol in jo kel lo mar nor ol per ri son ton ver wil ya zu th st ber man ley"
SYLLABLES = tuple(_SYLLABLES.split(" "))
LOOK_UPS = 2000
WARM_UP = 300
SEED = 20201103
COUNTIES = 159
PRECINCTS_OF_COUNTY = 17
ELECTORS_OF_STREET = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `measured` and `baseline` are in `unit`; `budget` says what is promised."""

    name: str
    measured: float
    unit: str
    baseline: float | None = None
    budget: str = ""

    @property
    def ratio(self) -> float | None:
        """Measured over baseline, None where there is none."""
        return self.measured / self.baseline if self.baseline else None


def run(electors: int = 1_000_000, folder: Path | None = None) -> list[Row]:
    """Measures everything in a temporary folder inside `folder` (the system's own by default)."""
    with tempfile.TemporaryDirectory(dir=folder) as made:
        source, roll = Path(made) / "list.csv", Path(made) / "bench.roll"
        write_list(source, electors)
        return [*build_rows(source, roll, electors), *look_up_rows(roll)]


# --- the made-up list


def write_list(path: Path, electors: int) -> None:
    """Writes a list in GARViS layout with that many electors."""
    chance = random.Random(SEED)
    columns = LAYOUTS["garvis"].columns
    header = _header()
    at = [header.index(column) for column in columns.values()]
    with path.open("w", encoding="utf-8") as out:
        out.write(",".join(header) + "\n")
        for cells in _cells(chance, electors):
            line = [""] * len(header)
            for place, field in zip(at, columns, strict=True):
                line[place] = cells.get(field, "")
            out.write(",".join(_with_the_rest(line, header)) + "\n")


def _header() -> list[str]:
    """The 53 columns: those that the roll keeps, and the others by their number."""
    kept = list(LAYOUTS["garvis"].columns.values())
    return [*kept[:20], *_OTHERS[:12], *kept[20:], *_OTHERS[12:]]


_OTHERS = [f"Other {number}" for number in range(53 - len(LAYOUTS["garvis"].columns))]
_FILLED = {"Other 0": "PRECINCT NAME", "Other 12": "WH", "Other 13": "F", "Other 14": "11/03/2020", "Other 15": "R"}


def _with_the_rest(line: list[str], header: Sequence[str]) -> list[str]:
    return [cell or _FILLED.get(name, "") for cell, name in zip(line, header, strict=True)]


def _cells(chance: random.Random, electors: int) -> Iterator[dict[str, str]]:
    last = _drawn(chance, int(45 * electors**0.58), 12, 0.95, electors)
    first = _drawn(chance, int(20 * electors**0.58), 8, 1.05, electors)
    middle = _drawn(chance, int(20 * electors**0.58), 8, 1.05, electors)
    numbers = chance.sample(range(10_000, 10_000 + 3 * electors), electors)
    streets_of_county = max(1, electors // ELECTORS_OF_STREET // COUNTIES)
    streets = _names(chance, streets_of_county * COUNTIES)
    for place, number in enumerate(numbers):
        county = place * COUNTIES // electors
        precinct = county * PRECINCTS_OF_COUNTY + chance.randrange(PRECINCTS_OF_COUNTY)
        street = county * streets_of_county + chance.randrange(streets_of_county)
        yield {
            "county": f"COUNTY {county}", "registration_number": f"{number:08d}", "status": "Active",
            "last_name": last[place], "first_name": first[place], "middle_name": middle[place],
            "birth_year": str(1930 + chance.randrange(72)), "house_number": str(chance.randrange(1, 9999)),
            "street_name": streets[street], "street_type": ("RD", "ST", "DR")[street % 3],
            "city": f"TOWN {county}", "zip_code": str(30000 + county), "precinct": f"{precinct % 900:03d}",
            "us_house": str(precinct % 14), "state_senate": str(precinct % 56), "state_house": str(precinct % 180),
            "county_commission": str(precinct % 4), "school_board": str(precinct % 5), "judicial": f"C{county % 50}",
            "municipality": f"TOWN {county}", "combo": str(100 + precinct % 700),
            "registered_on": f"{chance.randrange(1, 13):02d}/{chance.randrange(1, 29):02d}/{chance.randrange(1970, 2020)}",
            "changed_on": f"{chance.randrange(1, 11):02d}/{chance.randrange(1, 29):02d}/2020",
        }  # fmt: skip


def _names(chance: random.Random, count: int) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < count:
        names["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))).upper()] = None
    return list(names)


def _drawn(chance: random.Random, count: int, offset: int, power: float, electors: int) -> list[str]:
    """Names for all electors, the n-th most frequent with a weight of 1 / (n + offset) ** power."""
    weights = itertools.accumulate(1 / (rank + offset) ** power for rank in range(count))
    return chance.choices(_names(chance, count), cum_weights=list(weights), k=electors)


# --- building


def build_rows(source: Path, roll: Path, electors: int) -> list[Row]:
    """The build's time beside sqlite3's, and its memory; each in a process of its own, one after the other."""
    built = json.loads(
        subprocess.run(
            [sys.executable, __file__, "--build", str(source), str(roll)], check=True, capture_output=True
        ).stdout
    )
    baseline = baseline_seconds(source)
    return [
        Row(
            f"build {electors:,} electors", built["seconds"], "s", baseline, "1.5 times sqlite3 .import and name index"
        ),
        Row("build, processor time", built["processor"], "s", _children_seconds(), ""),
        Row("build, peak memory", built["megabytes"], "MB", None, "500 MB at 8,000,000 electors"),
        Row("size of the roll file", roll.stat().st_size / 1e6, "MB", source.stat().st_size / 1e6, ""),
    ]


def build_and_tell(source: Path, roll: Path) -> None:
    """Builds and prints time and peak memory as JSON: what the process of its own does."""
    began = time.perf_counter()
    info = build_roll(source, roll)
    assert isinstance(info, RollInfo)
    told = {
        "seconds": time.perf_counter() - began,
        "processor": time.process_time(),
        "megabytes": peak_megabytes(),
    }
    sys.stdout.write(json.dumps(told))


_baseline_processor: list[float] = []


def baseline_seconds(source: Path) -> float | None:
    """Seconds that the program sqlite3 takes to import the list and index it by name; None where it is missing."""
    program = shutil.which("sqlite3")
    if program is None:
        return None
    target = source.with_suffix(".baseline")
    commands = [".mode csv", f'.import "{source}" list', 'CREATE INDEX name ON list ("Last Name", "First Name")']
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run([program, str(target), *commands], check=True, capture_output=True)
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    _baseline_processor[:] = [after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime]
    target.unlink()
    return seconds


def _children_seconds() -> float | None:
    return _baseline_processor[0] if _baseline_processor else None


# --- looking up


def look_up_rows(path: Path) -> list[Row]:
    """Exact look-ups and misspelt ones, and how often the right elector comes first and among the first five.

    With a name and a year alone the larger roll has more namesakes of one age; `strangers.py` asks with all that an envelope
    says.
    """
    chance = random.Random(SEED + 1)
    with Roll.open(path) as roll:
        asked = _some_electors(roll, chance)
        exact = [timed(partial(roll.by_number, one.registration_number)) for one in asked]
        for one in _some_electors(roll, chance)[:WARM_UP]:
            roll.find(misspelt(one, chance))
        misspelt_ones = [timed(partial(roll.find, misspelt(one, chance), limit=5)) for one in asked]
    alone = sqlite_alone(path, asked)
    places = [
        next((at for at, each in enumerate(done.result) if each.elector == one), 5)
        for one, done in zip(asked, misspelt_ones, strict=True)
    ]
    return [
        *_percentiles("exact look-up", exact, alone, "1 ms"),
        *_percentiles("misspelt name with year", misspelt_ones, None, "10 ms"),
        Row("right one first", 100 * sum(at == 0 for at in places) / len(places), "%"),
        Row("right one among the first five", 100 * sum(at < 5 for at in places) / len(places), "%", None, "99.5 %"),
    ]


@dataclass(frozen=True, slots=True)
class Timed:
    """What a piece of work gave, and the seconds of the clock and of the processor that it took."""

    result: Any
    seconds: float
    processor: float


def timed(work: Callable[[], object]) -> Timed:
    """Do it and take its time."""
    began, processor = time.perf_counter(), time.thread_time()
    result = work()
    return Timed(result, time.perf_counter() - began, time.thread_time() - processor)


def sqlite_alone(path: Path, asked: Sequence[Elector]) -> list[Timed]:
    """The same exact look-ups by the view that the roll has for other tools."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as bare:
        statement = "SELECT * FROM roll WHERE registration_number = ?"
        return [timed(lambda one=one: bare.execute(statement, (one.registration_number,)).fetchone()) for one in asked]


def _some_electors(roll: Roll, chance: random.Random) -> list[Elector]:
    numbers: list[str] = []
    while len(numbers) < LOOK_UPS:
        number = f"{10_000 + chance.randrange(3 * roll.info.electors):08d}"
        if roll.by_number(number):
            numbers.append(number)
    return [elector for number in numbers if (elector := roll.by_number(number))]


def misspelt(elector: Elector, chance: random.Random) -> RollQuery:
    """The elector as a pen may write them: name with slips, the year right."""
    last = slip(elector.last_name, chance)
    if chance.random() < 1 / 7:
        last = slip(last, chance)
    first = elector.first_name
    if chance.random() < 1 / 6:
        first = slip(first, chance)
    return RollQuery(last_name=last, first_name=first, birth_year=elector.birth_year)


def slip(name: str, chance: random.Random) -> str:
    """One letter changed, left out, doubled or put in, or exchanged with its neighbour."""
    at = chance.randrange(1, len(name))
    letter = chance.choice("ABCDEFGHIJKLMNOPRSTUVWY")
    kinds = (
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at:],
        name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
    )
    return chance.choices(kinds, weights=(40, 20, 15, 25))[0]


def _percentiles(name: str, ours: Sequence[Timed], bare: Sequence[Timed] | None, budget: str) -> list[Row]:
    """Median and 99th percentile by the clock, and the latter as processor time."""

    def row(words: str, per_cent: int, budget: str, of: Callable[[Timed], float]) -> Row:
        beside = None if bare is None else percentile(list(map(of, bare)), per_cent) * 1000
        return Row(f"{name}, {words}", percentile(list(map(of, ours)), per_cent) * 1000, "ms", beside, budget)

    return [
        row("median", 50, "", lambda each: each.seconds),
        row("99th percentile", 99, budget, lambda each: each.seconds),
        row("99th percentile, processor time", 99, "", lambda each: each.processor),
    ]


# --- printing


def table(rows: Sequence[Row]) -> str:
    """The rows as text: name | measured | baseline | ratio | budget."""
    lines = [f"{'name':42} | {'measured':>12} | {'baseline':>12} | {'ratio':>6} | budget"]
    for row in rows:
        baseline = f"{row.baseline:9.2f} {row.unit:2}" if row.baseline else ""
        ratio = f"{row.ratio:.2f}" if row.ratio else ""
        lines.append(f"{row.name:42} | {row.measured:9.2f} {row.unit:2} | {baseline:>12} | {ratio:>6} | {row.budget}")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--electors", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--build", type=Path, nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.build:
        build_and_tell(*asked.build)
    else:
        sys.stdout.write(table(run(asked.electors, asked.folder)) + "\n")


if __name__ == "__main__":
    main()
