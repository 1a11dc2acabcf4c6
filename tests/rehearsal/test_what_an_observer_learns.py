"""What an observer's copy tells an attacker who also has the roll and all public files: each attack, and its figure.

The attacker has the copy, the list of electors, the absentee file and the check-in list. The practice election knows which
voter each envelope is of, so what the attacker finds is counted only where it is right.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.acts.receiving import lines_digest
from adjudicator.intake.absentee import read_absentee
from adjudicator.intake.check_in import read_check_in
from adjudicator.intake.definition import read_definition
from adjudicator.law.facts.home import portion_of
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.office import Office
from adjudicator.office.behind.telling_numbers import tellings
from adjudicator.records.elector import Elector
from adjudicator.records.envelope import SEALED_FIELDS, Envelope
from adjudicator.records.trouble import Refusal
from adjudicator.records.vote_rows import packed
from adjudicator.roll import Roll
from tests.office.conftest import Desk, begun, desk, office, quick, roll_file, watch

from . import conftest
from .conftest import PracticeRun, practice

__all__ = ["begun", "desk", "office", "quick", "roll_file", "watch"]

ENVELOPES, ELECTORS = 300, 20_000

# what docs/auditors.md says of 300 envelopes, 248 of them of the county's electors, among 20,000 electors (seed 7): how many
# are singled out, and how many have at most five candidates
FACTS_AND_ROLL = (8, 22)
AND_PUBLIC_FILES = (15, 51)
IN_THE_LISTS_ORDER = (166, 242)
WITHIN = 0.25
"""A figure may differ so much from the page before the page has to be written anew; small ones by three."""

Name = tuple[str, str]
Found = tuple[int, int]


@dataclass(frozen=True)
class Attacked:
    """A worked practice case, and what the attacker of it has in hand."""

    run: PracticeRun
    copy: Path

    @cached_property
    def states(self) -> Mapping[str, Any]:
        """The envelopes of the copy, by number."""
        with closing(sqlite3.connect(self.copy)) as copy:
            states = (json.loads(state) for (state,) in copy.execute("SELECT state FROM envelope"))
            return {state["number"]: state for state in states}

    @cached_property
    def bodies(self) -> list[str]:
        """The bodies of the copy's log."""
        with closing(sqlite3.connect(self.copy)) as copy:
            return [body for (body,) in copy.execute("SELECT body FROM log ORDER BY seq")]

    @cached_property
    def truth(self) -> Mapping[str, str]:
        """Envelope -> registration number of its voter, empty where no roll has them. The attacker has not got this."""
        return {row["envelope_number"]: row["registration_number"] for row in self.table("answers.csv")}

    @cached_property
    def election(self) -> Any:
        """The definition, which is public."""
        election, _ = read_definition((self.run.folder / "election.json").read_bytes(), "election.json")
        return election

    @cached_property
    def votes(self) -> Mapping[str, set[str]]:
        """What the public files say of each elector: the ways in which they are recorded to have voted."""
        absentee, checked = self.run.folder / "absentee.csv", self.run.folder / "check_in.csv"
        files = (read_absentee(absentee, "a", self.election.county), read_check_in(checked, "c", self.election))
        found: defaultdict[str, set[str]] = defaultdict(set)
        for file in files:
            for credit in file.credits:
                found[credit.registration_number].add(credit.value)
        return found

    @cached_property
    def electors(self) -> Mapping[str, list[Elector]]:
        """The county's electors by the number of the precinct."""
        found: defaultdict[str, list[Elector]] = defaultdict(list)
        with Roll.open(self.run.folder / "practice.roll") as roll:
            for row in self.table("roll.csv"):
                elector = roll.by_number(row["Voter Registration Number"])
                assert elector is not None
                found[elector.precinct].append(elector)
        return found

    def table(self, name: str) -> list[dict[str, str]]:
        """One of the practice election's files."""
        with (self.run.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def fitting(self, state: Any, *, public_files: bool) -> list[Elector]:
        """The electors who fit everything that the copy says of an envelope in the clear; all that do are candidates."""
        chosen, facts = state["elector"], (state["determination"] or {}).get("facts", {})
        if chosen is None or chosen["county"].upper() != self.election.county.upper().removesuffix(" COUNTY"):
            return []
        return [
            elector
            for elector in self.electors[chosen["precinct"]]
            if elector.status == (chosen["status"] or elector.status)
            and (portion := portion_of(self.election, elector)) is not None
            and portion.id == (chosen["portion"] or portion.id)
            and fits_registration(elector, facts.get("registration", ""))
            and (not public_files or fits_votes(self.votes.get(elector.registration_number, set()), state))
        ]

    def candidates(self, *, public_files: bool) -> dict[str, list[Elector]]:
        """Envelope -> its candidates, of those that the copy says to be of this county's electors."""
        found = {number: self.fitting(state, public_files=public_files) for number, state in self.states.items()}
        return {number: each for number, each in found.items() if each}

    def found(self, candidates: Mapping[str, Sequence[Elector]]) -> Found:
        """How many envelopes have one candidate, and at most five, with the right voter among them."""
        right = [
            len(each)
            for number, each in candidates.items()
            if self.truth[number] in {elector.registration_number for elector in each}
        ]
        return sum(many == 1 for many in right), sum(many <= 5 for many in right)


def fits_registration(elector: Elector, value: str) -> bool:
    closed = date(2020, 10, 5)
    if elector.registered_on is None or value not in ("late", "registered"):
        return True
    return (elector.registered_on > closed) == (value == "late")


def fits_votes(recorded: set[str], state: Any) -> bool:
    answer = state["answers"].get("voted_already")
    if answer is None or answer["value"] == "other_provisional":
        return True
    said = {claim["value"] for claim in answer["claims"] if claim["value"]} | {answer["value"]}
    return recorded == said - {"no"}


def name_of(elector: Elector) -> Name:
    return elector.last_name.casefold(), elector.first_name.casefold()


def longest(line: Sequence[Sequence[int]]) -> list[list[int]]:
    """For each candidate of each envelope: how many envelopes up to it can stand in order if it is the voter."""
    ends: list[int] = []
    found: list[list[int]] = []
    for candidates in line:
        lengths = [bisect_right(ends, name) + 1 for name in candidates]
        for length, name in zip(lengths, candidates, strict=True):
            if length > len(ends):
                ends.append(name)
            else:
                ends[length - 1] = min(ends[length - 1], name)
        found.append(lengths)
    return found


Ranked = Mapping[str, Sequence[tuple[int, Elector]]]
"""Envelope -> its candidates in the order of their names, each with its name's place among all names."""


def ranked(candidates: Mapping[str, Sequence[Elector]]) -> Ranked:
    """The candidates by name, as `in_order` takes them: the same for every order of the envelopes."""
    names = {id(each): name_of(each) for of in candidates.values() for each in of}
    ranks = {name: at for at, name in enumerate(sorted(set(names.values())))}
    return {
        number: sorted(((ranks[names[id(each)]], each) for each in of), key=lambda pair: pair[0])
        for number, of in candidates.items()
    }


def in_order(numbers: Iterable[str], candidates: Ranked) -> tuple[int, dict[str, list[Elector]]]:
    """What is left where the attacker takes an order of envelopes for that of the names.

    First how many envelopes can stand in that order at once, then the candidates who have a part in a longest such line. So
    the attack bears envelopes of which the copy says something that is not so on the roll.
    """
    line = [number for number in numbers if number in candidates]
    names = [[rank for rank, _ in candidates[number]] for number in line]
    before = longest(names)
    behind = [lengths[::-1] for lengths in longest([[-name for name in reversed(each)] for each in reversed(names)])][
        ::-1
    ]
    most = max(max(lengths) for lengths in before)
    left = [
        {name for name, one, other in zip(*each, strict=True) if one + other - 1 == most}
        for each in zip(names, before, behind, strict=True)
    ]
    kept = {
        number: [each for rank, each in candidates[number] if rank in here]
        for number, here in zip(line, left, strict=True)
    }
    return most, {number: each for number, each in kept.items() if each}


def sorted_by_name(make: Callable[..., Any]) -> Callable[..., Any]:
    """Practice files whose envelope list is sorted by the voters' names as the roll has them; the numbers mean nothing."""

    def made(*given: Any, **named: Any) -> Any:
        files = make(*given, **named)
        names = {row["Voter Registration Number"]: (row["Last Name"], row["First Name"]) for row in rows(files.roll)}
        voters = {row["envelope_number"]: row["registration_number"] for row in rows(files.answers)}
        listed = sorted(
            rows(files.envelopes),
            key=lambda row: [
                part.casefold()
                for part in names.get(voters[row["envelope_number"]], (row["last_name"], row["first_name"]))
            ],
        )
        with files.envelopes.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, list(listed[0]))
            table.writeheader()
            table.writerows(listed)
        return files

    return made


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    """A practice case whose envelope list is sorted by name, worked through; and the observer's copy of it."""
    folder = tmp_path_factory.mktemp("learns")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conftest, "make_practice", sorted_by_name(conftest.make_practice))
        run = practice(folder / "case", "--envelopes", str(ENVELOPES), electors=ELECTORS)
    assert run.code == 0, run.errors
    copy_for_observers(folder / "case" / "practice.case", folder / "copy.case")
    return Attacked(run, folder / "copy.case")


def as_on_the_page(found: Found, page: Found) -> bool:
    return all(abs(now - then) <= max(3, WITHIN * then) for now, then in zip(found, page, strict=True))


def test_facts_and_roll_single_out_as_many_as_the_page_says(attacked: Attacked) -> None:
    without = attacked.found(attacked.candidates(public_files=False))
    public = attacked.found(attacked.candidates(public_files=True))
    assert as_on_the_page(without, FACTS_AND_ROLL), without
    assert as_on_the_page(public, AND_PUBLIC_FILES), public


def test_the_order_in_which_envelopes_were_received_is_worth_no_more_than_one_that_the_attacker_draws(
    attacked: Attacked,
) -> None:
    candidates = attacked.candidates(public_files=True)
    received = sorted(attacked.states, key=lambda number: attacked.states[number]["received"])
    draw = random.Random(7)
    # of an order by chance one in a thousand comes out as the highest of a thousand
    by_name = ranked(candidates)
    drawn = [in_order(draw.sample(received, len(received)), by_name) for _ in range(1000)]
    figures = [attacked.found(left) for _, left in drawn]
    for order in (received, received[::-1], sorted(received)):
        fits, left = in_order(order, by_name)
        assert fits <= max(most for most, _ in drawn)
        found = attacked.found(left)
        assert all(now <= max(chance) for now, chance in zip(found, zip(*figures, strict=True), strict=True)), found
        assert all(now <= then for now, then in zip(found, attacked.found(candidates), strict=True)), found


def test_the_same_attack_singles_out_many_where_the_lists_order_is_known(attacked: Attacked) -> None:
    candidates = attacked.candidates(public_files=True)
    order = [row["envelope_number"] for row in attacked.table("envelopes.csv")]
    fits, left = in_order(order, ranked(candidates))
    assert fits > 0.95 * len(candidates)
    known = attacked.found(left)
    assert as_on_the_page(known, IN_THE_LISTS_ORDER), known


def test_no_table_of_the_copy_has_its_rows_in_the_lists_order(attacked: Attacked) -> None:
    places = {row["envelope_number"]: at for at, row in enumerate(attacked.table("envelopes.csv"))}
    with closing(sqlite3.connect(attacked.copy)) as copy:
        stored = {
            "log": [found[1] for body in attacked.bodies if (found := RECEIVED.search(body))],
            "envelope": [number for (number,) in copy.execute("SELECT number FROM envelope ORDER BY rowid")],
            "mention": [
                subject.partition(" ")[2]
                for (subject,) in copy.execute("SELECT subject FROM mention")
                if subject.startswith("envelope ")
            ],
        }
    for table, numbers in stored.items():
        line = [Envelope(f"{at:06d}", last_name=f"{places[number]:06d}") for at, number in enumerate(numbers)]
        assert tellings(line) == (), table


RECEIVED = re.compile(r'"envelope":"(\w+)".*"kind":"envelope\.received"')


def test_where_numbers_rise_with_the_names_the_attacker_has_the_lists_order_again_and_it_is_said(
    attacked: Attacked,
) -> None:
    listed = [
        Envelope(f"{at:04d}", last_name=row["last_name"]) for at, row in enumerate(attacked.table("envelopes.csv"))
    ]
    assert [telling.column for telling in tellings(listed)] == ["last_name"]
    drawn = random.Random(7).sample(range(len(listed)), len(listed))
    assert (
        tellings(Envelope(f"{at:04d}", last_name=each.last_name) for at, each in zip(drawn, listed, strict=True)) == ()
    )


def test_which_personal_fields_are_empty_is_not_to_be_seen(attacked: Attacked) -> None:
    papers = {row["envelope_number"]: row for row in attacked.table("envelopes.csv")}
    assert 0 < sum(bool(row["suffix"]) for row in papers.values()) < 100
    assert {tuple(sorted(state["sealed"])) for state in attacked.states.values()} == {tuple(sorted(SEALED_FIELDS))}
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for body in attacked.bodies:
        if '"kind":"envelope.received"' in body:
            lengths[SEALED.sub("", body).replace(json.loads(body)["data"]["salt"], "")].add(len(body))
    assert all(len(each) == 1 for each in lengths.values())
    for body in attacked.bodies:
        data = json.loads(body)["data"]
        assert all(set(found["note"]) == {"sealed"} for found in noted(data) if "envelope" in data)


SEALED = re.compile(r"[0-9a-f]{64}")


def noted(value: Any) -> Iterable[Mapping[str, Any]]:
    """Every object in an entry's data that has a reason or says what came of research."""
    if isinstance(value, dict):
        if "why" in value or "result" in value:
            yield value
        for each in value.values():
            yield from noted(each)
    elif isinstance(value, list):
        for each in value:
            yield from noted(each)


def hashes_in(copy: Path) -> set[str]:
    """Every run of 64 hexadecimal digits in a file, wherever it begins."""
    text = copy.read_bytes().decode("latin-1").lower()
    return {run[at : at + 64] for run in re.findall("[0-9a-f]{64,}", text) for at in range(len(run) - 63)}


LIST = "envelope_number,stream,place,precinct_cast,style_cast,cast_at,last_name,first_name,birth_date\n"
ABSENTEE = (
    "County,Voter Registration #,Last Name,First Name,Ballot Status,Status Reason,Ballot Issued Date,Ballot Return Date,"
    "Ballot Style\n"
)


def guesses(birth_year: int) -> Iterable[str]:
    """Lists of this one envelope: each day of the voter's birth year, each minute of an hour in which the ballot was cast."""
    days = [date(birth_year, 1, 1) + timedelta(days=at) for at in range(365)]
    for minute in range(60):
        for day in days:
            yield f"{LIST}0001,election_day,School 001,001,S1,2020-11-03T10:{minute:02d},Delgado,Maria,{day}\n"


def test_the_digest_of_a_list_of_one_envelope_confirms_no_guess(desk: Desk, tmp_path: Path) -> None:
    told = f"{LIST}0001,election_day,School 001,001,S1,2020-11-03T10:17,Delgado,Maria,1974-03-02\n"
    absentee = f"{ABSENTEE}GWINNETT,00000001,DELGADO,MARIA,A,,09/25/2020,10/27/2020,MAILED\n"
    for kind, text in (("envelope_list", told), ("absentee_file", absentee)):
        (tmp_path / f"{kind}.csv").write_bytes(text.encode())
        done = desk.office.receive.receive(desk.office.receive.preview(kind, tmp_path / f"{kind}.csv"))
        assert not isinstance(done, Refusal), done
    copy_for_observers(desk.office.path, tmp_path / "copy.case")
    seen = hashes_in(tmp_path / "copy.case")
    assert len(seen) > 20
    tried = [hashlib.sha256(guess.encode()).hexdigest() for guess in guesses(1974)]
    assert hashlib.sha256(told.encode()).hexdigest() in tried
    assert seen.isdisjoint(tried)
    (credit,) = desk.office._room.log.credits_of("00000001")
    line = ("00000001", "absentee_accepted", "2020-10-27", packed("accepted Oct 27, 2020, mailed", credit.row))
    whole = hashlib.sha256(absentee.encode()).hexdigest()
    ids = {file.digest for file in desk.office.receive.files()}
    lines = [lines_digest([(*line, file, "DELGADO", "MARIA")]) for file in (*ids, whole)]
    kept = desk.office.receive.files()[-1].lines
    assert desk_unseals(desk.office, kept) in lines
    assert seen.isdisjoint({whole, *lines})


def desk_unseals(office: Office, commitment: str) -> str:
    with closing(sqlite3.connect(office.path)) as case:
        sql = "SELECT value FROM sealed WHERE commitment = ?"
        return str(case.execute(sql, (bytes.fromhex(commitment),)).fetchone()[0])
