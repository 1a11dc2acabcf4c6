"""Cases on the documentation's primary and city election, with a small roll and a reviewer signed in."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adjudicator.office import Office
from adjudicator.office.behind.time.clock import seeded_clock, seeded_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.records.envelope import Envelope
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from adjudicator.roll import build_roll
from adjudicator.roll.layouts import LAYOUTS
from tests.desks.desk_cases import cheap_passwords

DEFINITIONS = Path(__file__).resolve().parents[2] / "docs" / "definitions"
PASSWORD = "correct horse battery"
ORDINARY = {
    "county": "GWINNETT", "status": "Active", "first_name": "MARIA", "birth_year": "1974", "house_number": "12",
    "street_name": "OAK", "street_type": "ST", "city": "DULUTH", "zip_code": "30096", "registered_on": "01/15/2016",
    "changed_on": "02/01/2016", "us_house": "7", "state_house": "101", "school_board": "1", "precinct": "001",
}  # fmt: skip
OF_002 = {"precinct": "002", "us_house": "9", "state_house": "102", "school_board": "2"}
OF_003 = {"precinct": "003", "us_house": "7", "state_house": "101", "school_board": "2"}
ROWS = {
    "primary": [
        {"registration_number": "00000001", "last_name": "DELGADO"},
        {"registration_number": "00000002", "last_name": "NAKAMURA", "house_number": "40", "street_name": "PINE", **OF_002},
        {"registration_number": "00000003", "last_name": "OKONKWO", "house_number": "44", "street_name": "PINE", **OF_002},
        {"registration_number": "00000004", "last_name": "PAPADAKIS", "house_number": "61", "street_name": "PINE", **OF_003},
        {"registration_number": "00000005", "last_name": "ROSENTHAL", "status": "Inactive"},
        {"registration_number": "00000006", "last_name": "SZYMANSKI", "county": "DEKALB", "precinct": "100"},
    ],
    "municipal": [
        {"registration_number": "00000001", "last_name": "DELGADO", "precinct": "013", "municipality": "DULUTH",
         "registered_on": "09/20/2025", "changed_on": "11/01/2025"},
        {"registration_number": "00000002", "last_name": "NAKAMURA", "precinct": "014"},
        {"registration_number": "00000003", "last_name": "OKONKWO", "precinct": "013", "municipality": "DULUTH",
         "registered_on": ""},
    ],
}  # fmt: skip
PAPERS = {
    "primary": {"place": "Harbins School", "precinct_cast": "001", "style_cast": "001-1-R", "party": "R"},
    "municipal": {"place": "Duluth Park", "precinct_cast": "013", "style_cast": "DUL"},
}


def roll_of(name: str, folder: Path) -> Path:
    """The roll of one of the elections."""
    columns = LAYOUTS["garvis"].columns
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns.values())
    writer.writerows([(ORDINARY | row).get(field, "") for field in columns] for row in ROWS[name])
    (folder / "voters.csv").write_text(out.getvalue(), encoding="utf-8")
    built = build_roll(folder / "voters.csv", folder / f"{name}.roll")
    assert not isinstance(built, list), built
    return folder / f"{name}.roll"


def office_on(name: str, folder: Path, rules: str = "") -> Office:
    """A case on one of the elections, the roll and files of other votes received, a reviewer signed in."""
    definition = (DEFINITIONS / f"{name}.json").read_bytes()
    day = {"primary": datetime(2024, 5, 21, tzinfo=UTC), "municipal": datetime(2025, 11, 4, tzinfo=UTC)}[name]
    chance = TimeAndChance(seeded_clock(day + timedelta(days=1, hours=17)), seeded_salts(3), lambda: name)
    office = Office.create(folder / f"{name}.case", definition, f"{name}.json", rules=rules, chance=chance)
    assert isinstance(office, Office), office
    with cheap_passwords():
        person = Person("rita", "Rita Reviewer", frozenset({"administrator", "clerk", "reviewer"}))
        assert not isinstance(office.people.add(person, PASSWORD), Refusal)
        assert not isinstance(office.people.sign_in("rita", PASSWORD), Refusal)
    assert not isinstance(office.receive.attach_roll(roll_of(name, folder)), Refusal)
    for kind, text in files_of(day).items():
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
        assert not isinstance(office.receive.receive(office.receive.preview(kind, folder / f"{kind}.csv")), Refusal)
    return office


def files_of(day: datetime) -> dict[str, str]:
    """Files of other votes that reach election day and name nobody of the roll."""
    absentee = (
        "County,Voter Registration #,Last Name,First Name,Ballot Status,Status Reason,Ballot Issued Date,"
        "Ballot Return Date,Ballot Style,Party\n"
        f"GWINNETT,88888888,LAST,LENA,A,,,{day:%m/%d/%Y},MAILED,D\n"
    )
    checked = f"registration_number,checked_in_at,status\n77777777,{day:%Y-%m-%d}T19:00,voted\n"
    return {"absentee_file": absentee, "check_in_list": checked}


def receive(office: Office, name: str, number: str = "0001", at: int = 0, **changes: object) -> str:
    """Receive an ordinary envelope of one of the roll's voters, with changes; gives its number."""
    row = ORDINARY | ROWS[name][at]
    ordinary = {
        "stream": "election_day", "cast_at": f"{office.election.date.isoformat()}T10:00",
        "last_name": row["last_name"].title(), "first_name": "Maria", "birth_date": "1974-03-02",
        "house_number": row["house_number"], "street": f"{row['street_name'].title()} St", "city": "Duluth",
        "registration_number": row["registration_number"], "oath_signed": True, "id_shown": True,
    }  # fmt: skip
    done = office.receive.receive_one(Envelope(number, **{**ordinary, **PAPERS[name], **changes}))
    assert not isinstance(done, Refusal), done
    return number
