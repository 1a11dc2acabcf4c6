"""A long canceled list is read beside the window: who may stand on it waits for that, and nothing stands still meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from adjudicator.office import Office
from adjudicator.office.behind.evidence import registration_lists
from adjudicator.office.behind.evidence.registration_lists import Told
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.ready import sign_in_as
from adjudicator.roll.listed import ListedName, ListedNames
from tests.flows import practice_case as cases
from tests.flows.hands import Hands, settle
from tests.flows.test_the_window_answers import REVIEWER
from ui.shell.reading_lists import READ, STOP, ReadingLists

ROWS, READS_S = 2_500, 0.6
"""A list just long enough to be read aside, and the seconds of a processor that it is made to take, as 90,000 rows do."""

SURNAMES = ("Abernathy", "Quillfeather", "Ostrander", "Vanterpool", "Zimmermann", "Kowalczyk", "Featherstone")


class LongToRead(ListedNames):
    """The names of a list that takes long to read. `read_by` are the threads that read a long one."""

    read_by: ClassVar[list[int]] = []

    def __init__(self, names: Iterable[ListedName]) -> None:
        super().__init__(names)
        if len(self._numbers) < ROWS:  # the practice case's own pending list is short, and read at once
            return
        self.read_by.append(threading.get_ident())
        begun = time.thread_time()
        while time.thread_time() - begun < READS_S:
            pass


def surname(at: int) -> str:
    """One for each row, of letters alone."""
    return SURNAMES[at % 7] + "".join(chr(ord("a") + int(digit)) for digit in str(at))


@pytest.fixture
def long_list(practice: cases.Practice) -> Path:
    """The practice case with a long list of canceled registrations of people who are on no roll."""
    rows = (f"{90000000 + at},{surname(at)},Given{at % 97},2020-10-01,MOVED,2020-11-04" for at in range(ROWS))
    path = practice.folder / "long.csv"
    path.write_text(
        "registration_number,last_name,first_name,cancelled_on,reason,list_date\n" + "\n".join(rows), encoding="utf-8"
    )
    with closing(Office.open(practice.case)) as office:
        sign_in_as(office, "clerk")
        done = office.receive.receive(office.receive.preview("cancelled_list", path))
        assert not isinstance(done, Refusal), done
    return practice.case


def test_a_long_list_is_read_beside_the_window(
    long_list: Path, practice: cases.Practice, sit_down, monkeypatch
) -> None:
    monkeypatch.setattr(registration_lists, "ListedNames", LongToRead)
    monkeypatch.setattr(LongToRead, "read_by", [])
    hands = sit_down(long_list).sign_in(*REVIEWER)
    hands.waits(lambda: STOP not in hands.words)
    number = practice.numbers("not_found")[0]
    hands.press("Ctrl+G").write(number).press("Enter").sees(f"Envelope {number}")
    office = hands.frame.findChild(ReadingLists)._office
    assert [each.elector.last_name for each in office.review.search(surname(1))][:1] == [surname(1)]
    (read_by,) = LongToRead.read_by
    assert read_by != threading.main_thread().ident


def test_reading_is_stopped_and_gone_on_with(long_list: Path, sit_down, monkeypatch) -> None:
    goes_on = Event()

    def held_up(names: Iterable[ListedName], before: int, rows: int, told: Told) -> Iterator[ListedName]:
        while not goes_on.wait(0.01):
            told(before + rows // 2, rows)
        yield from names

    monkeypatch.setattr(registration_lists, "_counted", held_up)
    hands = sit_down(long_list).sign_in(*REVIEWER).waits_for("Reading the canceled and pending lists: 50%")
    lists = hands.frame.findChild(ReadingLists)
    office = lists._office
    nobody = next(each.number for each in office.overview.states() if _code(office, each.number) == "lists_unread")
    hands.press("Ctrl+G").write(nobody).press("Enter").waits_for(f"Envelope {nobody} waits for the lists")
    hands.press("/").sees_not(surname(1))
    click(hands, STOP)
    hands.sees("The canceled and pending lists were not read").sees_not(STOP)
    assert _code(office, nobody) == "lists_unread"
    goes_on.set()
    click(hands, READ)
    hands.waits(lambda: "waits for the lists" not in hands.words and READ not in hands.words)
    assert _code(office, nobody) == ""


def click(hands: Hands, words: str) -> None:
    """Press a button of the strip with the mouse."""
    button = next(each for each in hands.frame.notice.findChildren(QAbstractButton) if each.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def _code(office: Office, number: str) -> str:
    found = office.review.sheet(number)
    return found.code if isinstance(found, Refusal) else ""
