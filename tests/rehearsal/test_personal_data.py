"""No voter's name, address, birth date, phone or registration number is where an observer or a log would show it."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adjudicator.cli.main import run
from adjudicator.log.case_log import CaseLog
from adjudicator.office import Office
from adjudicator.people.rights import may
from adjudicator.records.people import practice_people

from .conftest import PracticeRun
from .test_observers_copy import present, texts_of_papers, wanted_of

FIELDS = (
    "last_name", "first_name", "middle_name", "birth_date", "street", "phone", "email", "registration_number", "note",
    "cast_at",
)  # fmt: skip
SHORTEST = 4
"""Shorter texts occur by chance in digests and words."""


def rows_of(sixty: PracticeRun) -> list[dict[str, str]]:
    (path,) = sixty.folder.glob("envelopes*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def personal(sixty: PracticeRun) -> re.Pattern[str]:
    """A pattern of every personal text of the sixty envelopes, as whole words."""
    values = {row[field].strip() for row in rows_of(sixty) for field in FIELDS if row.get(field)}
    open_words = " ".join(row[name] for row in rows_of(sixty) for name in ("place", "precinct_cast", "style_cast"))
    telling = [value for value in values if len(value) >= SHORTEST and value.casefold() not in open_words.casefold()]
    assert len(telling) > 150
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, telling))})(?!\w)", re.IGNORECASE)


def told_of_workers(text: str) -> str:
    """The text without the names of the people who work here, which are no secret."""
    return re.sub(r"Rosa Whitfield|Theo Nakamura|June Bellamy|Oscar Quinn", "", text)


def found_in(pattern: re.Pattern[str], texts: Iterator[str]) -> int:
    """How many texts have something personal in them. The texts themselves are not for a failing test's output."""
    return sum(1 for text in texts if pattern.search(told_of_workers(text)))


def test_the_pattern_finds_what_it_should(sixty: PracticeRun, personal: re.Pattern[str]) -> None:
    names = [row["last_name"] for row in rows_of(sixty) if len(row["last_name"]) >= SHORTEST]
    assert sum(1 for name in names if personal.search(name)) > 0.9 * len(names)
    assert found_in(personal, iter(["June Bellamy approved batch B0001"])) == 0


def test_no_body_of_the_log_has_anything_personal(sixty: PracticeRun, personal: re.Pattern[str]) -> None:
    with CaseLog.open(sixty.folder / "practice.case", read_only=True) as log:
        assert found_in(personal, (logged.body for logged in log.entries())) == 0
        assert found_in(personal, (repr(logged) for logged in log.entries(with_sealed=True))) == 0


def test_no_line_of_the_record_has_anything_personal(
    sixty: PracticeRun, personal: re.Pattern[str], tmp_path: Path
) -> None:
    office = Office.open(Path(shutil.copy(sixty.folder / "practice.case", tmp_path / "copy.case")))
    lines = office.record.lines(limit=100_000)
    assert len(lines) == office.record.head().size
    assert found_in(personal, (line.words for line in lines)) == 0
    office.close()


def test_no_file_of_the_release_has_anything_personal(sixty: PracticeRun, personal: re.Pattern[str]) -> None:
    """The definition is the county's own, published before the election, and names candidates who share voters' names."""
    paths = [path for path in (sixty.folder / "release").rglob("*") if path.is_file()]
    (definition,) = (path for path in paths if path.name == "definition.json")
    with CaseLog.open(sixty.folder / "practice.case", read_only=True) as log:
        assert definition.read_text(encoding="utf-8") == log.document(log.case().definition)
    paths.remove(definition)
    assert len(paths) >= 6
    assert found_in(personal, (path.read_text(encoding="utf-8", errors="replace") for path in paths)) == 0


def test_no_projection_has_anything_personal(sixty: PracticeRun, personal: re.Pattern[str]) -> None:
    with CaseLog.open(sixty.folder / "practice.case", read_only=True) as log:
        for table in ("envelope", "batch", "release", "received_file", "case_state", "mention"):
            rows: Any = log.db.execute(f"SELECT * FROM {table}")
            assert found_in(personal, (" ".join(map(str, row)) for row in rows)) == 0, table


SPOILED = (
    ("precinct_cast", "no such precinct"),
    ("cast_at", "half past nine"),
    ("style_cast", "none"),
    ("oath_signed", "perhaps"),
    ("stream", "river"),
    ("reasons", "XX"),
    ("statement", "good"),
    ("registration_number", "see note"),
    ("sheets", "many"),
)


@pytest.mark.parametrize(("column", "value"), SPOILED)
def test_no_message_about_a_bad_list_has_anything_personal(
    sixty: PracticeRun, personal: re.Pattern[str], tmp_path: Path, capsys: Any, column: str, value: str
) -> None:
    rows = [{**row, "envelope_number": f"X{row['envelope_number']}", column: value} for row in rows_of(sixty)]
    path = tmp_path / "spoiled.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    case = shutil.copy(sixty.folder / "practice.case", tmp_path / "copy.case")
    assert run(["receive", str(case), str(path), "--check"]) in (0, 2)
    said = capsys.readouterr()
    assert column in said.err
    assert "Traceback" not in said.err
    assert found_in(personal, iter(said.err.splitlines())) == 0


def test_no_message_about_a_contradiction_has_anything_personal(
    sixty: PracticeRun, personal: re.Pattern[str], tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (source,) = sixty.folder.glob("envelopes*.csv")
    rows = [{**row, "last_name": f"{row['last_name']}x"} for row in rows_of(sixty)]
    path = tmp_path / source.name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    case = shutil.copy(sixty.folder / "practice.case", tmp_path / "copy.case")
    clerk, password = next((who.id, password) for who, password in practice_people() if may(who, "receive"))
    secret = tmp_path / "password.txt"
    secret.write_text(password, encoding="utf-8")
    monkeypatch.setenv("ADJUDICATOR_PASSWORD_FILE", str(secret))
    for command, code in ((("--check",), 0), (("--as", clerk), 2)):
        assert run(["receive", str(case), str(path), *command]) == code
        said = capsys.readouterr().err
        assert ("contradicts the row received earlier" in said) is (code == 2)
        assert found_in(personal, iter(said.splitlines())) == 0


def test_no_name_of_a_test_has_anything_personal(sixty: PracticeRun, request: pytest.FixtureRequest) -> None:
    """Reports of tests are read by people who have no business with voters. A street without a number tells of nobody."""
    names = "\n".join(item.nodeid for item in request.session.items).lower().encode()
    wanted = wanted_of(rows_of(sixty), texts_of_papers) - {row["street"] for row in rows_of(sixty)}
    assert len(wanted) > 400
    assert present(wanted, names) == 0
