"""Movers, primaries, city elections: each scenario of `movers.toml` worked at the Review desk, from files to the record."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.acts.review.reviewing import Decision
from adjudicator.casework.acts.review.whys import OTHER, Why
from adjudicator.casework.record.state import DeterminationState
from adjudicator.casework.sheet.application_day import Application, wants_application
from adjudicator.casework.sheet.cards import Card, cards_of, current_card
from adjudicator.casework.sheet.lines.line import CardLine
from adjudicator.casework.sheet.research import RESEARCH
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.intake.definition import read_definition
from adjudicator.law.engine.recommend import Recommender
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import seeded_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.records.election import NO_DISTRICT, Election
from adjudicator.records.envelope import Envelope
from adjudicator.records.findings import Recommendation
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from adjudicator.resources import PACK_IDS, pack
from adjudicator.roll import build_roll
from adjudicator.roll.layouts import LAYOUTS
from tests.office.conftest import ABSENTEE, make_passwords_cheap, wait_for_no_disk
from ui.desks.review.lines.home import portions_offered
from ui.desks.review.lines.table import asking_of
from ui.desks.review.work import OpenOnDesk, work_of
from ui.shared.home_words import home_words

ROOT = Path(__file__).resolve().parents[2]
TABLE: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("movers.toml").read_text(encoding="utf-8"))
SCENARIOS: list[Mapping[str, Any]] = TABLE["scenario"]
NAMES = (
    "Alvarez", "Birnbaum", "Castellano", "Dombrowski", "Ekwueme", "Fitzgerald", "Gutierrez", "Hollingsworth", "Ivanovich",
    "Jankowski", "Kowalczyk", "Lindqvist", "Mukherjee", "Nakamura", "Okonkwo", "Papadakis", "Quintanilla", "Rosenthal",
    "Szymanski", "Thibodeaux", "Underwood", "Villanueva", "Wojciechowski", "Xiong", "Yamaguchi", "Zimmerman",
)  # fmt: skip
"""Last names that are not taken for one another; with the first name of the scenario's place they are its voter's."""

FIRST = ("Maria", "Ludwig", "Prudence", "Octavio")
WHY = Why(OTHER, "As the scenario has it")


@dataclass(frozen=True)
class Voter:
    """Who votes in a scenario: a number and name of their own in the roll of its election."""

    number: str
    last_name: str
    first_name: str


def voter_of(scenario: Mapping[str, Any]) -> Voter:
    at = SCENARIOS.index(scenario)
    return Voter(f"{10000 + at:08d}", NAMES[at % len(NAMES)], FIRST[at // len(NAMES)])


def definition_of(name: str) -> bytes:
    """The definition of an election of the table, with the changes that it names."""
    told = TABLE[name]
    content = json.loads((ROOT / told["definition"]).read_text(encoding="utf-8")) | told.get("changes", {})
    return json.dumps(content).encode()


def row_of(scenario: Mapping[str, Any], told: Mapping[str, Any], election: Election) -> dict[str, str]:
    """A row of the state's list, by field: the portion named gives precinct, districts and city."""
    voter = voter_of(scenario)
    portions = (portion for precinct in election.precincts.values() for portion in precinct.portions)
    home = next((portion for portion in portions if portion.id == told.get("portion")), None)
    lives = {level: "" if name == NO_DISTRICT else name for level, name in home.districts.items()} if home else {}
    ordinary = {
        "county": "GWINNETT", "status": "Active", "registration_number": voter.number, "last_name": voter.last_name.upper(),
        "first_name": voter.first_name.upper(), "birth_year": "1974", "house_number": "12", "street_name": "OAK",
        "street_type": "ST", "city": "LAWRENCEVILLE", "zip_code": "30043", "registered_on": "01/15/2016",
        "changed_on": "02/01/2016", "precinct": home.precinct if home else "",
    }  # fmt: skip
    own = {{"street": "street_name"}.get(key, key): value for key, value in told.items() if key != "portion"}
    return {**ordinary, **lives, **own}


def roll_text(name: str, election: Election) -> str:
    """The state's list with the voters of every scenario of an election, and their neighbours."""
    columns = LAYOUTS["garvis"].columns
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns.values())
    others = 90000
    for scenario in of_election(name):
        rows = [row_of(scenario, TABLE[name]["roll"] | scenario.get("roll", {}), election)]
        if "precinct" in scenario.get("roll", {}):
            rows = [row_of(scenario, scenario["roll"], election)]
        for told in scenario.get("neighbours", ()):
            others += 1
            named = {"registration_number": f"{others:08d}", "last_name": f"NEIGHBOUR{'ABCDEFG'[others % 7]}"}
            rows.append(row_of(scenario, told | named, election))
        writer.writerows([row.get(field, "") for field in columns] for row in rows)
    return out.getvalue()


def absentee_text(name: str, election: Election) -> str:
    """The state's absentee file with the votes of every scenario of an election, and one that came back on its day."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ABSENTEE.splitlines()[0].split(","), restval="", lineterminator="\n")
    writer.writeheader()
    back = {"Ballot Return Date": f"{election.date:%m/%d/%Y}", "Ballot Style": "MAILED", "Ballot Status": "A"}
    writer.writerow({"County": "GWINNETT", "Voter Registration #": "88888888", "Last Name": "LAST", **back})
    for scenario in of_election(name):
        if "voted" in scenario:
            voter = voter_of(scenario)
            names = {"Voter Registration #": voter.number, "Last Name": voter.last_name, "First Name": voter.first_name}
            writer.writerow({"County": "GWINNETT", "Application Status": "A", **names, **scenario["voted"]})
    return out.getvalue()


def of_election(name: str) -> list[Mapping[str, Any]]:
    return [scenario for scenario in SCENARIOS if scenario["election"] == name]


class Watch:
    """A clock that begins at noon of the day after an election; each look at it takes a second."""

    def __init__(self, day: date) -> None:
        self.moment = datetime(day.year, day.month, day.day, 17, tzinfo=UTC) + timedelta(days=1)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


def office_for(name: str, rules: str, folder: Path) -> Office:
    """A case of an election under a law, with its roll and files received and a reviewer signed in."""
    definition = definition_of(name)
    election, _ = read_definition(definition, f"{name}.json")
    assert election is not None
    chance = TimeAndChance(Watch(election.date), seeded_salts(len(name)), lambda: f"{name}-{rules}")
    path, why = folder / f"{name}-{rules}.case", "To compare the laws"
    office = Office.create(path, definition, f"{name}.json", rules=rules, reason=why, chance=chance)
    assert isinstance(office, Office), office
    person = Person("rita", "Rita Reviewer", frozenset({"administrator", "clerk", "reviewer"}))
    assert not isinstance(office.people.add(person, "correct horse battery"), Refusal)
    office.people.sign_in("rita", "correct horse battery")
    source = folder / f"{name}-{rules}.csv"
    source.write_text(roll_text(name, election), encoding="utf-8")
    built = build_roll(source, folder / f"{name}-{rules}.roll")
    assert not isinstance(built, list), built
    office.receive.attach_roll(folder / f"{name}-{rules}.roll")
    dated = f"{election.date.isoformat()}T20:00"
    header = "registration_number,precinct,checked_in_at,status\n"
    texts = {"absentee_file": absentee_text(name, election), "check_in_list": f"{header}77777777,,{dated},voted\n"}
    for kind, text in texts.items():
        path = folder / f"{name}-{rules}-{kind}.csv"
        path.write_text(text, encoding="utf-8")
        preview = office.receive.preview(kind, path)
        assert not preview.errors, preview.errors
        assert not isinstance(office.receive.receive(preview), Refusal)
    return office


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory):
    """Gives the office for an election and a law; each is made once."""
    made: dict[tuple[str, str], Office] = {}
    with pytest.MonkeyPatch.context() as patch:
        make_passwords_cheap(patch)
        wait_for_no_disk(patch)

        def office(name: str, rules: str) -> Office:
            if (name, rules) not in made:
                made[name, rules] = office_for(name, rules, tmp_path_factory.mktemp(name))
            return made[name, rules]

        yield office
        for each in made.values():
            each.close()


def envelope_of(scenario: Mapping[str, Any], number: str, election: Election) -> Envelope:
    """The envelope as its papers say; an empty text for oath or identification is an empty box."""
    voter = voter_of(scenario)
    ordinary = {
        "stream": "election_day", "cast_at": f"{election.date.isoformat()}T10:00", "last_name": voter.last_name,
        "first_name": voter.first_name, "birth_date": "1974-03-02", "house_number": "12", "street": "Oak St",
        "city": "Lawrenceville", "registration_number": voter.number, "oath_signed": True, "id_shown": True,
    }  # fmt: skip
    papers = {**ordinary, **TABLE[scenario["election"]]["papers"], **scenario.get("papers", {})}
    boxes = {key: None for key in ("oath_signed", "id_shown") if papers[key] == ""}
    return Envelope(number, **(papers | boxes))


class Desk:
    """A reviewer's hands on one envelope: accepts what a record answers, and answers the rest as the scenario says."""

    def __init__(self, office: Office, number: str, scenario: Mapping[str, Any]) -> None:
        self.office, self.number, self.scenario = office, number, scenario
        self.asked: list[str] = []
        self.prompts: dict[str, str] = {}
        self.suggested: dict[str, str] = {}

    @property
    def sheet(self) -> Sheet:
        found = self.office.review.sheet(self.number)
        assert isinstance(found, Sheet), found
        return found

    def work(self) -> Sheet:
        """Answer until nothing is open; gives the sheet as it then is."""
        for _ in range(30):
            sheet = self.sheet
            card = current_card(cards_of(sheet))
            if card is None:
                return sheet
            done = self._step(sheet, card)
            assert not isinstance(done, Refusal), done
        raise AssertionError(f"still open: {self.asked}")

    def _step(self, sheet: Sheet, card: Card) -> object:
        if card.id == "owed":
            return self.office.review.research(sheet, dict.fromkeys(RESEARCH, ("nothing", "")))
        if card.open_line is None:
            return self.office.review.accept(sheet, card)
        return self._answer(sheet, card.open_line)

    def _answer(self, sheet: Sheet, line: CardLine) -> object:
        asking = asking_of(work_of(self.office, sheet, OpenOnDesk(reopened=line.fact)))
        self.asked.append(line.fact)
        self.prompts[line.fact] = asking.prompt
        self.suggested[line.fact] = line.value
        assert asking.help
        answers = self.scenario.get("answers", {})
        assert line.fact in answers, f"asked for {line.fact}: {asking.prompt}"
        return self.give(sheet, line.fact, answers[line.fact])

    def give(self, sheet: Sheet, fact: str, answer: str) -> object:
        """Give one answer, as the presenter does; where a record stands against it, with a reason."""
        special = {"style_cast": self._style, "home": self._portion, "applied": self._applied}
        if fact in special:
            return special[fact](sheet, answer)
        if fact == "registration" and wants_application(sheet.evidence, answer):
            elector = sheet.evidence.elector
            assert elector is not None
            assert elector.registered_on is not None
            return self.office.review.registered_by(sheet, answer, Application(elector.registered_on, "state_record"))
        done = self.office.review.say(sheet, fact, answer)
        return self.office.review.say(sheet, fact, answer, why=WHY) if isinstance(done, Refusal) else done

    def _style(self, sheet: Sheet, answer: str) -> object:
        party = {"party": answer[-1]} if sheet.evidence.election.primary else {}
        read = {"style_cast": answer, **party}
        changes = {field: value for field, value in read.items() if value != getattr(sheet.state, field)}
        return self.office.receive.correct(self.number, changes, "As the label says", sheet.state.version)

    def _applied(self, sheet: Sheet, answer: str) -> object:
        elector = sheet.evidence.elector
        listed = elector.registered_on if elector is not None and answer == "listed" else None
        return self.office.review.applied(sheet, listed or date.fromisoformat(answer), listed=listed is not None)

    def _portion(self, sheet: Sheet, answer: str) -> object:
        if answer == "none":
            return self.office.review.in_no_portion(sheet)
        if answer == "near":
            first, _ = portions_offered(sheet)[0]
            return self.office.review.choose_portion(sheet, first.precinct, first.id, nearby=True)
        return self.office.review.choose_portion(sheet, answer.partition("-")[0], answer)


DEFAULT, *OTHERS = PACK_IDS
CASES = [
    pytest.param(scenario, law, id=f"{scenario['id']}-{law}", marks=() if law == DEFAULT else pytest.mark.slow)
    for scenario in SCENARIOS
    for law in PACK_IDS
]


@pytest.mark.parametrize(("scenario", "law"), CASES)
def test_what_is_asked_and_what_is_recorded_is_what_the_table_says(
    scenario: Mapping[str, Any], law: str, offices: Any
) -> None:
    office = offices(scenario["election"], law)
    number = f"{SCENARIOS.index(scenario):04d}"
    received = office.receive.receive_one(envelope_of(scenario, number, office.election))
    assert not isinstance(received, Refusal), received
    desk = Desk(office, number, scenario)
    sheet = desk.work()
    for fact, value in scenario.get("afterwards", {}).items():
        assert not isinstance(desk.give(sheet, fact, value), Refusal)
        sheet = desk.work()
    assert desk.asked == scenario.get("asks", [])
    assert desk.prompts.items() >= scenario.get("prompts", {}).items()
    assert desk.suggested.items() >= scenario.get("suggests", {}).items()
    assert sheet.facts.items() >= scenario.get("facts", {}).items()
    assert home_words(sheet) == scenario.get("home", home_words(sheet))
    recorded = office.review.record(sheet, Decision())
    assert not isinstance(recorded, Refusal), recorded
    determination = desk.sheet.state.determination
    assert determination is not None
    check(determination, expected(scenario, law))
    for other in OTHERS if law == DEFAULT else ():
        check(recommended(sheet, other), expected(scenario, other))


def expected(scenario: Mapping[str, Any], law: str) -> Mapping[str, Any]:
    return scenario["then"].get(law) or scenario["then"]["every"]


def recommended(sheet: Sheet, law: str) -> Recommendation:
    """What another law makes of the same facts."""
    recommender = Recommender(pack(law), sheet.evidence.election)
    return recommender.recommend(sheet.facts, sheet.cast_style, sheet.home_style or None, sheet.too_late_for)


def check(found: DeterminationState | Recommendation, wanted: Mapping[str, Any]) -> None:
    """Hold an outcome against the table; marks are acted on only where the ballot is counted."""
    assert found.outcome == wanted["outcome"]
    assert list(found.reasons) == wanted.get("reasons", [])
    if found.outcome != "not_counted":
        assert list(found.marks) == wanted.get("marks", [])
    counted = wanted.get("counted", len(found.counted))
    assert counted in (len(found.counted), list(found.counted))


def test_every_scenario_has_a_name_of_its_own_and_says_what_it_is_about() -> None:
    assert len({scenario["id"] for scenario in SCENARIOS}) == len(SCENARIOS)
    assert all(scenario["says"].endswith(".") for scenario in SCENARIOS)
