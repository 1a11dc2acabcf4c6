"""A case on a small made-up election: three precincts, three styles, a dozen electors, people with every role."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.application_day import Application, closes_last, wants_application
from adjudicator.casework.sheet.cards import asked_first, cards_of, current_card, ready_outcome
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.log.file import connection
from adjudicator.log.file.connection import prepare_to_write
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import seeded_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.people import passwords
from adjudicator.records.envelope import Envelope
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.reasons import explanation, why_against
from adjudicator.roll import build_roll

PASSWORD, FIRST_PASSWORD = "correct horse battery", "handed over in person"

CONTESTS = (
    ("president", "President of the United States", "federal_statewide", ""),
    ("house-7", "US House Dist 7", "congressional", "7"),
    ("state-101", "State House Dist 101", "state_house", "101"),
    ("state-102", "State House Dist 102", "state_house", "102"),
    ("sheriff", "Sheriff", "county_office", ""),
)
STYLES = {
    "S1": ["president", "house-7", "state-101", "sheriff"],
    "S2": ["president", "house-7", "state-102", "sheriff"],
}
PORTIONS = {"001": [("101", "S1")], "002": [("102", "S2")], "003": [("101", "S1"), ("102", "S2")]}

ELECTORS = (
    ("00000001", "Gwinnett", "Active", "DELGADO", "MARIA", 1974, "12", "OAK", "ST", "001", "101", "01/15/2016"),
    ("00000002", "Gwinnett", "Active", "NGUYEN", "LINH", 1980, "9", "ELM", "ST", "002", "102", "01/15/2016"),
    ("00000003", "Gwinnett", "Inactive", "SMITH", "JOHN", 1950, "3", "ASH", "RD", "001", "101", "01/15/2010"),
    ("00000004", "DeKalb", "Active", "OKAFOR", "ADA", 1990, "77", "PINE", "AVE", "100", "85", "01/15/2018"),
    ("00000005", "Gwinnett", "Active", "LATE", "LARRY", 1999, "5", "FIR", "LN", "001", "101", "10/14/2020"),
    ("00000006", "Gwinnett", "Active", "PATEL", "RAVI", 1965, "8", "OAK", "ST", "003", "101", "01/15/2016"),
)


def definition_bytes() -> bytes:
    """The small election in the native form."""
    contests = [
        {"contest_id": key, "ordinal": at, "title": title, "title_es": title, "level": level, "district": district}
        for at, (key, title, level, district) in enumerate(CONTESTS, 1)
    ]
    precincts = [
        {
            "code": code,
            "name": f"PRECINCT {code}",
            "registered": 100,
            "polling_place": f"School {code}",
            "address": f"{code} Main St",
            "portions": [
                {
                    "portion": f"{code}-{at}", "share": 1.0, "us_house": "7", "state_house": district,
                    "ballot_style": style,
                }
                for at, (district, style) in enumerate(portions, 1)
            ],
        }
        for code, portions in PORTIONS.items()
    ]  # fmt: skip
    whole = {
        "election": "General Election", "date": "2020-11-03", "state": "GA", "county": "Gwinnett", "fips": "13135",
        "contests": contests, "precincts": precincts, "ballot_styles": STYLES,
        "shared_buildings": [["001", "003"]],
    }  # fmt: skip
    return json.dumps(whole).encode()


COLUMNS = (
    "County", "Voter Registration Number", "Status", "Status Reason", "Last Name", "First Name", "Middle Name", "Suffix",
    "Birth Year", "Residence Street Number", "Residence Pre Direction", "Residence Street Name",
    "Residence Street Type", "Residence Post Direction", "Residence Apt Unit Number", "Residence City",
    "Residence Zipcode", "County Precinct", "County Precinct Description", "Municipal Precinct",
    "Municipal Precinct Description", "Congressional District", "State Senate District", "State House District",
    "Judicial District", "County Commission District", "School Board District", "City Council District",
    "Municipal School Board District", "Water Board District", "Super Council District",
    "Super Commissioner District", "Super School Board District", "Fire District", "Municipality", "Combo", "Land Lot",
    "Land District", "Registration Date", "Race", "Gender", "Last Modified Date", "Date of Last Contact",
    "Last Party Voted", "Last Vote Date", "Voter Created Date", "Mailing Street Number", "Mailing Street Name",
    "Mailing Apt Unit Number", "Mailing City", "Mailing Zipcode", "Mailing State", "Mailing Country",
)  # fmt: skip


def roll_text() -> str:
    """The electors in the state's layout."""
    lines = [",".join(COLUMNS)]
    for number, county, status, last, first, year, house, street, kind, precinct, district, registered in ELECTORS:
        row = dict.fromkeys(COLUMNS, "") | {
            "County": county, "Voter Registration Number": number, "Status": status, "Last Name": last,
            "First Name": first, "Birth Year": str(year), "Residence Street Number": house,
            "Residence Street Name": street, "Residence Street Type": kind, "Residence City": "LAWRENCEVILLE",
            "Residence Zipcode": "30043", "County Precinct": precinct, "Congressional District": "7",
            "State House District": district, "Registration Date": registered, "Last Modified Date": "11/02/2020",
        }  # fmt: skip
        lines.append(",".join(row[column] for column in COLUMNS))
    return "\n".join(lines) + "\n"


def envelope(number: str, **changes: Any) -> Envelope:
    """An ordinary envelope: Maria Delgado, in her own precinct, everything in order."""
    ordinary: dict[str, Any] = {
        "stream": "election_day", "place": "School 001", "precinct_cast": "001", "style_cast": "S1",
        "cast_at": "2020-11-03T10:00", "last_name": "Delgado", "first_name": "Maria", "birth_date": "1974-03-02",
        "house_number": "12", "street": "Oak Street", "city": "Lawrenceville", "zip_code": "30043",
        "oath_signed": True, "id_shown": True,
    }  # fmt: skip
    return Envelope(number, **(ordinary | changes))


VOTERS = {
    "Nguyen": {"last_name": "Nguyen", "first_name": "Linh", "birth_date": "1980-05-06", "house_number": "9",
               "street": "Elm St"},
    "Okafor": {"last_name": "Okafor", "first_name": "Ada", "birth_date": "1990-01-01", "house_number": "77",
               "street": "Pine Ave"},
    "Late": {"last_name": "Late", "first_name": "Larry", "birth_date": "1999-01-01", "house_number": "5",
             "street": "Fir Ln"},
    "Smith": {"last_name": "Smith", "first_name": "John", "birth_date": "1950-01-01", "house_number": "3",
              "street": "Ash Rd"},
    "Nobody": {"last_name": "Zzyzx", "first_name": "Quentin", "birth_date": "2001-01-01", "house_number": "999",
               "street": "Nowhere Blvd"},
}  # fmt: skip


def make_passwords_cheap(patch: pytest.MonkeyPatch) -> None:
    """Passwords are made of the least memory that Argon2 allows; what they are kept for is tested in tests/people."""
    patch.setattr(passwords, "MEMORY_KIB", 8 * passwords.LANES)
    patch.setattr(passwords, "PASSES", 1)


def wait_for_no_disk(patch: pytest.MonkeyPatch) -> None:
    """Commits are not waited for; that they are durable is tested in tests/faults."""

    def prepare(db: Database) -> None:
        prepare_to_write(db)
        db.execute("PRAGMA synchronous = OFF")

    patch.setattr(connection, "prepare_to_write", prepare)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here pays for Argon2 or waits for the disk."""
    make_passwords_cheap(monkeypatch)
    wait_for_no_disk(monkeypatch)


@pytest.fixture(scope="session")
def roll_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The roll of the small election."""
    folder = tmp_path_factory.mktemp("roll")
    source = folder / "voters.csv"
    source.write_text(roll_text(), encoding="utf-8")
    built = build_roll(source, folder / "small.roll")
    assert not isinstance(built, list), built
    return folder / "small.roll"


ABSENTEE = (
    "County,Voter Registration #,Last Name,First Name,Middle Name,Suffix,Street #,Street Name,Apt/Unit,City,State,"
    "Zip Code,Mailing Street #,Mailing Street Name,Mailing Apt/Unit,Mailing City,Mailing State,Mailing Zip Code,"
    "Application Status,Ballot Status,Status Reason,Application Date,Ballot Issued Date,Ballot Return Date,Ballot Style,"
    "Ballot Assisted,Challenged/Provisional,ID Required,Municipal Precinct,County Precinct,CNG,SEN,HOUSE,JUD,Combo #,"
    "Vote Center ID,Ballot ID,Post #,Party\n"
    "GWINNETT,00000006,PATEL,RAVI,,,8,OAK ST,,LAWRENCEVILLE,GA,30043,,,,,,,A,A,,09/20/2020,09/25/2020,10/27/2020,"
    "MAILED,NO,NO,NO,,003,7,,101,,,,,,\n"
    "GWINNETT,00000077,LAST,LENA,,,1,FAR ST,,LAWRENCEVILLE,GA,30043,,,,,,,A,A,,10/20/2020,10/22/2020,11/03/2020,"
    "MAILED,NO,NO,NO,,001,7,,101,,,,,,\n"
)
CHECK_IN = "registration_number,last_name,first_name,precinct,checked_in_at,status\n"


def receive_other_votes(office: Office, folder: Path) -> None:
    """Ravi Patel's absentee ballot was accepted; the file reaches election day, when nobody of this roll checked in."""
    for kind, name, text in (("absentee_file", "absentee.csv", ABSENTEE), ("check_in_list", "checked.csv", CHECK_IN)):
        (folder / name).write_text(text, encoding="utf-8")
        preview = office.receive.preview(kind, folder / name)
        assert not preview.errors, preview.errors
        done = office.receive.receive(preview)
        assert not isinstance(done, Refusal), done


PEOPLE = (
    Person("admin", "Ann Admin", frozenset({"administrator", "clerk"})),
    Person("rita", "Rita Reviewer", frozenset({"clerk", "reviewer"})),
    Person("rob", "Rob Reviewer", frozenset({"reviewer"})),
    Person("sam", "Sam Supervisor", frozenset({"supervisor", "reviewer"})),
    Person("sue", "Sue Supervisor", frozenset({"supervisor"})),
    Person("olga", "Olga Observer", frozenset({"observer"})),
)


class Watch:
    """A clock in the tests' hands: each look at it takes a second."""

    def __init__(self) -> None:
        self.moment = datetime(2020, 11, 4, 13, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The moment, in UTC."""
        self.moment += timedelta(seconds=1)
        return self.moment


@pytest.fixture
def watch() -> Watch:
    """The clock of the office."""
    return Watch()


def open_again(path: Path, watch: Watch, salts: int, **changes: Any) -> Office:
    """Open a case file once more; `salts` is a seed that no opening of this file had before."""
    return Office.open(path, chance=TimeAndChance(watch, seeded_salts(salts)), **changes)


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory, roll_file: Path) -> Path:
    """A closed case file with roll, other votes and people, and no envelope yet. Copied, never changed."""
    return begin(tmp_path_factory.mktemp("begun"), roll_file, definition_bytes())


def begin(folder: Path, roll_file: Path, definition: bytes) -> Path:
    """Make such a case file in a folder, for an election as defined."""
    chance = TimeAndChance(Watch(), seeded_salts(1), lambda: "case-1")
    with pytest.MonkeyPatch.context() as patch:
        make_passwords_cheap(patch)
        made = Office.create(folder / "small.case", definition, "small.json", chance=chance)
        assert isinstance(made, Office), made
        for at, person in enumerate(PEOPLE):
            done = made.people.add(person, PASSWORD if at == 0 else FIRST_PASSWORD)
            assert not isinstance(done, Refusal), done
            if at == 0:
                made.people.sign_in("admin", PASSWORD)
        for person in PEOPLE[1:]:
            chosen = made.people.sign_in(person.id, FIRST_PASSWORD, PASSWORD)
            assert not isinstance(chosen, Refusal), chosen
        made.people.sign_in("admin", PASSWORD)
    attached = made.receive.attach_roll(roll_file)
    assert not isinstance(attached, Refusal), attached
    receive_other_votes(made, folder)
    made.close()
    return folder / "small.case"


@pytest.fixture
def office(tmp_path: Path, begun: Path, watch: Watch) -> Iterator[Office]:
    """A case with roll and people, nobody signed in, no envelope yet."""
    watch.moment += timedelta(minutes=5)
    made = open_again(Path(shutil.copy(begun, tmp_path / "small.case")), watch, 1000)
    yield made
    made.close()


ORDINARY = {
    "oath": "signed", "identification": "shown", "cast": "before_5pm", "registration": "registered",
    "residence": "as_listed", "eligibility": "eligible", "voted_already": "no",
}  # fmt: skip
"""What an ordinary voter's papers and records say."""


class Desk:
    """A reviewer's hands: each method does one thing at the Review desk and fails the test where it is refused."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.sign_in("rita")

    def sign_in(self, person: str) -> None:
        """Sign another person in."""
        assert not isinstance(self.office.people.sign_in(person, PASSWORD), Refusal)

    def receive(self, number: str, voter: str = "", **changes: Any) -> None:
        """Receive an ordinary envelope, or one of another voter, or with changes."""
        made = envelope(number, **(VOTERS.get(voter, {}) | changes))
        done = self.office.receive.receive_one(made)
        assert not isinstance(done, Refusal), done

    def sheet(self, number: str) -> Sheet:
        """The envelope's sheet."""
        sheet = self.office.review.sheet(number)
        assert isinstance(sheet, Sheet), sheet
        return sheet

    def state(self, number: str) -> EnvelopeState:
        """The envelope's state."""
        return self.sheet(number).state

    def open_fact(self, number: str) -> str:
        """The fact of the line that wants its own key, empty where Enter accepts."""
        card = current_card(cards_of(self.sheet(number)))
        return card.open_line.fact if card is not None and card.open_line is not None else ""

    def ready(self, number: str) -> str:
        """The outcome that may be recorded now."""
        sheet = self.sheet(number)
        return ready_outcome(sheet, cards_of(sheet))

    def accept(self, number: str) -> None:
        """Press Enter on the current card; with an open line it does nothing."""
        sheet = self.sheet(number)
        card = current_card(cards_of(sheet))
        if card is not None and card.open_line is None:
            assert not isinstance(self.office.review.accept(sheet, card), Refusal)

    def ready_to_hold(self, number: str) -> Sheet:
        """The sheet, once what is asked before a hold is answered as for an ordinary voter: the look-up's first candidate."""
        while asked_first(sheet := self.sheet(number)):
            fact = self.open_fact(number)
            if not fact:
                self.accept(number)
            elif fact == "match":
                self.choose(number)
            else:
                self.say(number, fact, ORDINARY[fact])
        return sheet

    def say(self, number: str, fact: str, value: str) -> None:
        """Answer one line with its own key, and with a reason where a record says otherwise."""
        sheet = self.sheet(number)
        why = why_against(sheet, fact, value)
        if fact == "registration" and wants_application(sheet.evidence, value):
            closes = closes_last(sheet.evidence)
            shown = Application(closes if value == "registered" else closes + timedelta(days=1), "office_stamp")
            done = self.office.review.registered_by(sheet, value, shown, why=why)
        else:
            done = self.office.review.say(sheet, fact, value, why=why)
        assert not isinstance(done, Refusal), done

    def in_line(self, number: str) -> None:
        """Say that the voter was in line at closing: where no order is entered, a time after closing is asked."""
        self.say(number, "cast", "in_line_at_closing")

    def choose(self, number: str, at: int = 0) -> None:
        """Take a candidate of the look-up for the voter, with what explains the difference."""
        sheet = self.sheet(number)
        elector = sheet.evidence.match.candidates[at].elector
        done = self.office.review.choose(sheet, elector, explanation(self.office.review.compared(sheet, elector)))
        assert not isinstance(done, Refusal), done

    def record(self, number: str) -> EnvelopeState:
        """Record as recommended; what is asked before a hold is answered first."""
        done = self.office.review.record(self.ready_to_hold(number))
        assert not isinstance(done, Refusal), done
        return self.state(number)

    def easy(self, number: str) -> EnvelopeState:
        """Accept every card and record."""
        for _ in range(4):
            if current_card(cards_of(self.sheet(number))) is not None:
                self.accept(number)
        return self.record(number)


@pytest.fixture
def desk(office: Office) -> Desk:
    """A reviewer at the Review desk."""
    return Desk(office)


@dataclass(frozen=True, slots=True)
class Worked:
    """A closed case file in which something has been done, and when that was. Copied, never changed."""

    path: Path
    until: datetime


def worked_once(begun: Path, folder: Path, work: Callable[[Desk], object]) -> Worked:
    """Do it once in a folder of its own, for many tests which begin behind it."""
    return worked_by_the_clock(begun, folder, lambda desk, __: work(desk))


def worked_by_the_clock(begun: Path, folder: Path, work: Callable[[Desk, Watch], object]) -> Worked:
    """The same for work that takes days."""
    watch = Watch()
    watch.moment += timedelta(minutes=5)
    with pytest.MonkeyPatch.context() as patch:
        make_passwords_cheap(patch)
        wait_for_no_disk(patch)
        office = open_again(Path(shutil.copy(begun, folder / "small.case")), watch, 1000)
        work(Desk(office), watch)
        office.close()
    return Worked(folder / "small.case", watch.moment)


@contextmanager
def desk_behind(worked: Worked, folder: Path, watch: Watch) -> Generator[Desk]:
    """A reviewer at a copy of that case, from when it was left."""
    watch.moment = worked.until
    office = open_again(Path(shutil.copy(worked.path, folder / "small.case")), watch, 100_000)
    yield Desk(office)
    office.close()
