"""Kinds of files received: one table, and nothing enters the record, or stops a screen, that is not in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from msgspec import ValidationError, convert

from adjudicator.casework.admission.fields import OfSource
from adjudicator.casework.sheet.source_words import source_words
from adjudicator.cli.cases import OPTIONS
from adjudicator.intake.readers import READERS
from adjudicator.records.facts import SOURCE_KINDS, Source
from adjudicator.records.received import EVERY_VOTE, FILE_KINDS, file_title, kinds_telling
from ui.desks.receive.kinds import HEADERS, KINDS
from ui.desks.receive.words import received_row
from ui.desks.setup.lists import file_row

from .conftest import CHECK_IN, Desk

UNKNOWN = "of_tomorrow"


def test_every_kind_but_the_roll_has_a_reader_a_header_and_a_name_on_the_command_line() -> None:
    read = {code for code, kind in FILE_KINDS.items() if kind.holds != "electors"}
    assert set(READERS) == read == set(OPTIONS.values())
    assert read <= set(HEADERS)
    assert read == {code for code, kind in FILE_KINDS.items() if kind.reader}
    assert {code for code, kind in FILE_KINDS.items() if kind.tells} == {
        code for code, kind in FILE_KINDS.items() if kind.holds == "votes"
    }
    assert all(kinds_telling(votes) for votes in EVERY_VOTE)
    assert set(FILE_KINDS) <= set(KINDS)


def _check_in_as(desk: Desk, folder: Path, kind: str) -> Any:
    path = folder / "pad.csv"
    path.write_text(CHECK_IN + "00000006,PATEL,RAVI,003,2020-11-03T09:00,voted\n", encoding="utf-8")
    return replace(desk.office.receive.preview("check_in_list", path), kind=kind)


def test_a_kind_of_which_only_a_reader_was_written_cannot_enter_the_record(desk: Desk, tmp_path: Path) -> None:
    desk.sign_in("rita")
    before = desk.office.record.head()
    with pytest.raises(ValueError, match="of_tomorrow"):
        desk.office.receive.preview(UNKNOWN, tmp_path / "pad.csv")
    with pytest.raises(ValueError, match="FILE_KINDS"):
        desk.office.receive.receive(_check_in_as(desk, tmp_path, UNKNOWN))
    assert desk.office.record.head() == before
    assert desk.office.receive.files()[-1].kind == "check_in_list"


def test_verify_names_a_kind_that_another_program_wrote_and_the_record_says_it_in_words(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.sign_in("rita")
    with monkeypatch.context() as patch:
        patch.setitem(FILE_KINDS, UNKNOWN, FILE_KINDS["check_in_list"])  # pyright: ignore[reportArgumentType] - it is a dict
        desk.office.receive.receive(_check_in_as(desk, tmp_path, UNKNOWN))
    words = "a file of kind “of_tomorrow” that this program does not know"
    (line,) = desk.office.record.lines(kind="file.received", limit=1)
    assert line.words == f"Rita Reviewer received {words}: 1 row"
    file = desk.office.receive.files()[-1]
    assert file.kind == UNKNOWN
    assert file_row(file, "", "Rita", desk.office.local).cells[0] == file_title(UNKNOWN)
    assert received_row(file, desk.office.local(file.received_at), "Rita", "").cells[0] == file_title(UNKNOWN)
    report = desk.office.record.verifying()(lambda _done, _of: None)
    seq = desk.office.record.head().size
    assert [(each.id, each.place, each.words) for each in report.findings] == [
        ("body.meaning", f"entry {seq}", f"It receives {words}."),
    ]  # fmt: skip


def test_an_answer_may_come_from_every_kind_that_has_a_word_and_from_no_other(desk: Desk) -> None:
    assert {code for code, kind in FILE_KINDS.items() if kind.source} < SOURCE_KINDS
    assert source_words(Source(UNKNOWN, "2020-11-03"), desk.office.people.name_of) == UNKNOWN
    for code in sorted(SOURCE_KINDS):
        assert convert({"kind": code, "dated": "", "ref": ""}, OfSource) == OfSource(kind=code, dated="", ref="")
    with pytest.raises(ValidationError):
        convert({"kind": UNKNOWN, "dated": "", "ref": ""}, OfSource)
