"""The record seen from outside: a checkpoint saved today proves tomorrow that the record has only grown."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.cli.shared.output import answer_json
from adjudicator.log.tree.notes import read_note
from adjudicator.office import Done, Office
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from tests.cli.conftest import HEADER, ROWS, Terminal
from tests.cli.test_cases import approved
from tests.looking import approve_seen
from tests.office.conftest import PASSWORD, Desk, Watch, envelope, open_again


def work(case: str, number: str) -> None:
    """Somebody receives an envelope."""
    with closing(Office.open(Path(case))) as office:
        assert not isinstance(office.people.sign_in("jane", PASSWORD), Refusal)
        assert not isinstance(office.receive.receive_one(envelope(number)), Refusal)


def hire(case: str) -> None:
    """The administrator gives somebody an account."""
    with closing(Office.open(Path(case))) as office:
        assert not isinstance(office.people.sign_in("jane", PASSWORD), Refusal)
        eve = Person("eve", "Eve Eden", frozenset({"reviewer"}))
        assert not isinstance(office.people.add(eve, "handed over in person"), Refusal)


@pytest.fixture
def closed(terminal: Terminal) -> Terminal:
    """The case with a day closed by a supervisor, whose checkpoint an observer saved."""
    terminal.password()
    saved = terminal("checkpoint", "c.case", "--as", "sue")
    assert saved.code == 0, saved.err
    terminal.write("wednesday.txt", saved.out)
    return terminal


def test_before_anybody_has_signed_there_is_no_checkpoint_and_the_remedy_is_said(terminal: Terminal) -> None:
    said = terminal("checkpoint", "c.case")
    assert (said.code, said.out) == (1, "")
    assert "--as PERSON" in said.err


def test_a_supervisor_closes_the_day_and_the_checkpoint_says_size_root_and_who(closed: Terminal) -> None:
    note = read_note(Path("wednesday.txt").read_text(encoding="utf-8"))
    assert note.signer == "sue"
    assert closed("checkpoint", "c.case").out == Path("wednesday.txt").read_text(encoding="utf-8")
    assert closed("verify", "c.case", "--against", "wednesday.txt").out == "OK\n"


def test_a_checkpoint_can_be_taken_along_as_a_page_that_is_never_written_over(closed: Terminal) -> None:
    said = closed("checkpoint", "c.case", "--sheet", "wednesday.pdf")
    assert (said.code, said.out) == (0, Path("wednesday.txt").read_text(encoding="utf-8"))
    page = Path("wednesday.pdf").read_bytes()
    assert page.startswith(b"%PDF-")
    again = closed("checkpoint", "c.case", "--sheet", "wednesday.pdf")
    assert (again.code, again.out) == (3, "")
    assert "already there" in again.err
    assert Path("wednesday.pdf").read_bytes() == page


def test_only_a_supervisor_closes_a_day(terminal: Terminal) -> None:
    terminal.password()
    assert terminal("checkpoint", "c.case", "--as", "rita").code == 1


@pytest.mark.parametrize("depth", [(), ("--standard",)], ids=["deep", "standard"])
def test_a_record_that_has_grown_extends_the_checkpoint(closed: Terminal, depth: tuple[str, ...]) -> None:
    work("c.case", "0901")
    assert closed("verify", "c.case", *depth, "--against", "wednesday.txt").out == "OK\n"


@pytest.mark.parametrize("depth", [(), ("--standard",)], ids=["deep", "standard"])
def test_an_account_given_since_the_checkpoint_is_told_beside_it(closed: Terminal, depth: tuple[str, ...]) -> None:
    asked = ("verify", "c.case", *depth, "--against", "wednesday.txt")
    assert closed(*asked, "--json").json["given_since"] == []
    hire("c.case")
    with closing(Office.open(Path("c.case"))) as office:
        seq = office.record.lines(limit=1, kind="person.added")[0].seq
    words = "jane gave Eve Eden an account: reviewer"
    said = closed(*asked)
    assert (said.code, said.out) == (0, "OK\n")
    assert f"Since the saved checkpoint, entry {seq:,}: {words}.\n" in said.err
    (given,) = closed(*asked, "--json").json["given_since"]
    assert (given["entry"], given["words"]) == (seq, words)
    assert "Since the saved checkpoint" not in closed("verify", "c.case", *depth).err


@pytest.mark.parametrize("depth", [(), ("--standard",)], ids=["deep", "standard"])
def test_another_tail_that_is_whole_in_itself_is_found_with_the_checkpoint_and_not_without(
    terminal: Terminal, depth: tuple[str, ...]
) -> None:
    shutil.copy("c.case", "other.case")
    work("c.case", "0901")
    work("other.case", "0902")
    terminal.password()
    for case in ("c.case", "other.case"):
        terminal.write(f"{case}.txt", terminal("checkpoint", case, "--as", "sue").out)
    assert terminal("verify", "other.case", *depth).out == "OK\n"
    said = terminal("verify", "other.case", *depth, "--against", "c.case.txt")
    assert said.code == 1
    assert "against.differs: c.case.txt" in said.out


def test_where_two_records_part_is_between_two_saved_checkpoints(closed: Terminal) -> None:
    shutil.copy("c.case", "other.case")
    closed.password()
    for case, number in (("c.case", "0901"), ("other.case", "0902")):
        work(case, number)
        closed.write(f"{case}.txt", closed("checkpoint", case, "--as", "sue").out)
    size = read_note(Path("wednesday.txt").read_text(encoding="utf-8")).head.size
    said = closed("verify", "other.case", "--against", "wednesday.txt", "--against", "c.case.txt")
    assert f"The first {size:,} entries are those of a saved checkpoint" in said.out


def test_a_record_that_has_lost_its_end_is_found(closed: Terminal) -> None:
    shutil.copy("c.case", "short.case")
    work("c.case", "0901")
    closed.password()
    closed.write("thursday.txt", closed("checkpoint", "c.case", "--as", "sue").out)
    said = closed("verify", "short.case", "--against", "thursday.txt")
    assert said.code == 1
    assert "and the log has only" in said.out


def test_a_checkpoint_that_nobody_of_this_record_signed_is_named(closed: Terminal) -> None:
    text = Path("wednesday.txt").read_text(encoding="utf-8")
    closed.write("forged.txt", text.replace("— sue ", "— eve "))
    said = closed("verify", "c.case", "--standard", "--against", "forged.txt")
    assert "against.signature: forged.txt" in said.out


@pytest.fixture
def released(closed: Terminal) -> Terminal:
    """The case with a release made after that checkpoint."""
    approved(closed)
    said = closed("release", "c.case", "--out", "first", "--as", "sue")
    assert said.code == 0, said.err
    return closed


@pytest.mark.parametrize("target", ["first", "first.zip"])
def test_the_record_that_a_release_carries_is_held_against_a_checkpoint(released: Terminal, target: str) -> None:
    said = released("verify", target, "--against", "wednesday.txt", "--every-signature")
    assert (said.code, said.out) == (0, "OK\n")
    newest = released.write("now.txt", released("checkpoint", "c.case").out)
    entry = read_note(Path(newest).read_text(encoding="utf-8")).head.size
    said = released("verify", target, "--against", newest)
    assert said.code == 1
    assert said.out.startswith(f"error: against.differs: now.txt: It is of {entry:,} entries, and the log has only ")
    assert len(said.out.splitlines()) == 1


def test_a_release_of_another_record_is_found_with_a_checkpoint_and_not_without(closed: Terminal) -> None:
    shutil.copy("c.case", "other.case")
    work("other.case", "0902")
    closed.password()
    closed.write("thursday.txt", closed("checkpoint", "other.case", "--as", "sue").out)
    approved(closed)
    assert closed("release", "c.case", "--out", "first", "--as", "sue").code == 0
    assert closed("verify", "first").out == "OK\n"
    said = closed("verify", "first", "--against", "thursday.txt", "--against", "wednesday.txt")
    size = read_note(Path("wednesday.txt").read_text(encoding="utf-8")).head.size
    assert said.code == 1
    assert "error: against.differs: thursday.txt: " in said.out
    assert f"The first {size:,} entries are those of a saved checkpoint" in said.out
    assert "Nothing was changed: NOT OK" in said.err
    assert "What left is what the record says: OK" in said.err
    assert closed("verify", "first", "--against", "thursday.txt", "--json").json["verdicts"]["unchanged"] == {
        "state": "not_ok", "words": "",
    }  # fmt: skip


def test_what_people_were_given_since_a_checkpoint_is_told_of_a_release_as_of_a_case(released: Terminal) -> None:
    first = read_note(Path("wednesday.txt").read_text(encoding="utf-8"))
    assert "Since the saved checkpoint" not in released("verify", "first", "--against", "wednesday.txt").err
    add = ("person", "add", "c.case", "ben", "--name", "Ben", "--role", "reviewer", "--as", "jane")
    released.password("Correct-horse-9-battery", "ADJUDICATOR_NEW_PASSWORD_FILE")
    assert released(*add).code == 0
    with closing(open_again(Path("c.case"), Watch(), 6000)) as office:
        office.people.sign_in("sue", PASSWORD)
        assert isinstance(office.review.reopen("0001", "The oath is another person's"), Done)
        office.people.sign_in("rita", PASSWORD)
        desk = Desk.__new__(Desk)
        desk.office = office
        desk.record("0001")
        office.batches.close()
        office.people.sign_in("sue", PASSWORD)
        approve_seen(office, office.batches.batches()[0])
    assert released("release", "c.case", "--out", "second", "--as", "sue").code == 0
    given = released("verify", "second", "--against", "wednesday.txt", "--json").json["given_since"]
    assert given
    assert all(each["entry"] > first.head.size for each in given)
    said = released("verify", "second", "--against", "wednesday.txt").err
    assert f"Since the saved checkpoint, entry {given[0]['entry']:,}: {given[0]['words']}." in said


@pytest.mark.parametrize(
    ("target", "options"),
    [
        ("first", ("--standard",)),
        ("first.zip", ("--release", "first")),
        ("a.roll", ("--against", "wednesday.txt")),
        ("a.roll", ("--release", "first")),
        ("a.roll", ("--standard",)),
        ("a.roll", ("--every-signature",)),
    ],
)
def test_an_option_that_means_nothing_with_a_kind_of_file_is_refused(
    released: Terminal, target: str, options: tuple[str, ...]
) -> None:
    said = released("verify", target, *options)
    assert (said.code, said.out) == (2, "")
    assert f"verify it without {options[0]}." in said.err


def test_a_file_that_is_no_checkpoint_is_refused_with_what_is_wrong(terminal: Terminal) -> None:
    terminal.write("letter.txt", "Dear observer")
    said = terminal("verify", "c.case", "--against", "letter.txt")
    assert said.code == 2
    assert "letter.txt is not a signed checkpoint" in said.err
    assert PASSWORD not in said.err


def test_nothing_in_a_case_file_is_obeyed_by_the_terminal(closed: Terminal) -> None:
    with sqlite3.connect("c.case") as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE checkpoint SET note = 'x' || char(27) || '[2J' || char(155) || char(8238) || note")
        for _, sql in triggers:
            raw.execute(sql)
    raw.close()
    said = closed("checkpoint", "c.case")
    assert said.out.startswith(r"x\x1b[2J\x9b\u202e")
    assert not [letter for letter in said.out + said.err if letter != "\n" and not letter.isprintable()]


def test_json_keeps_its_meaning_where_characters_are_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"a\u202e": ["\x1b[2J", "\x9b", "\U000e0041", "é 김\n"]}
    answer_json(value)
    written = capsys.readouterr().out
    assert json.loads(written) == value
    assert "é 김" in written
    assert not [letter for letter in written if letter != "\n" and not letter.isprintable()]


def test_a_list_that_contradicts_the_record_is_told_once_somebody_has_signed_in(terminal: Terminal) -> None:
    terminal.password()
    terminal.write("list.csv", HEADER + ROWS)
    assert terminal("receive", "c.case", "list.csv", "--as", "jane").code == 0
    terminal.write("other.csv", HEADER + ROWS.replace("Maria", "Mario"))
    said = terminal("receive", "c.case", "other.csv", "--check")
    assert said.code == 0
    assert "all 2 envelopes have been received already" in said.err
    assert "contradicts" not in said.err
    said = terminal("receive", "c.case", "other.csv", "--as", "jane", "--json")
    assert said.code == 2
    assert "contradicts the row received earlier" in said.err
    assert "contradicts the row received earlier" in said.json["problems"][0]["what"]
