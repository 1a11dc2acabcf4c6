"""Two processes find what one finds, in the same words and order, and what they cannot know is looked at by one."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks import at_hand, second
from adjudicator.log.checks.second import Half, OneProcessError, SecondProcess
from adjudicator.log.checks.verify import Report, verify
from adjudicator.log.file.findings import MOST, Findings
from adjudicator.log.tree.merkle import root_of
from adjudicator.records.trouble import WorldError
from tests.log.checks.test_verify import Spoil, spoil
from tests.log.conftest import Pen, SigningLog, forge

OLDER = Path(__file__).parents[2] / "golden" / "3.0" / "small.case"


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Half]:
    """Has every file verified by two processes; the second one's answers."""
    heard: list[Half] = []
    answer = SecondProcess.answer

    def hear(self: SecondProcess, done: Callable[[int], None]) -> Half:
        heard.append(answer(self, done))
        return heard[-1]

    monkeypatch.setattr(second, "WORTH_BYTES", 0)
    monkeypatch.setattr(second, "_cores", lambda: 2)
    monkeypatch.setattr(SecondProcess, "answer", hear)
    return heard


def by_one(path: Path) -> Report:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(second, "WORTH_BYTES", 1 << 60)
        return verify(path)


def spoilt_everywhere(raw: sqlite3.Connection) -> None:
    """Something wrong in each part that one of the two looks at, and at both ends of the log."""
    (last,) = raw.execute("SELECT max(seq) FROM log").fetchone()
    raw.execute("UPDATE log SET leaf = zeroblob(32) WHERE seq IN (3, ?)", (last,))
    raw.execute("UPDATE sealed SET value = value || 'x' WHERE rowid = 2")
    raw.execute("UPDATE document SET content = content || ' ' WHERE rowid = 1")
    raw.execute("UPDATE envelope SET place = 'x'")
    raw.execute("DELETE FROM mention WHERE seq = ?", (last,))
    raw.execute("UPDATE private_name SET name = 'x'")
    raw.execute("UPDATE received_file SET digest = 'ab'")
    raw.execute("UPDATE head SET size = size + 1")


def unsigned(raw: sqlite3.Connection) -> None:
    forge(raw, Pen("forger").received("0666").body)


def unreadable(raw: sqlite3.Connection) -> None:
    raw.execute("UPDATE log SET body = replace(body, '{', ' {') WHERE seq = 3")


@pytest.mark.parametrize(
    ("change", "in_two"),
    [(lambda _: None, True), (spoilt_everywhere, True), (unsigned, False), (unreadable, False)],
    ids=["nothing", "every part", "in force nowhere", "cannot be folded"],
)
def test_two_find_what_one_finds(busy_log: CaseLog, answers: list[Half], change: Spoil, in_two: bool) -> None:
    path = spoil(busy_log, change)
    told: list[tuple[int, int]] = []
    report = verify(path, progress=lambda done, total: told.append((done, total)))
    assert report == by_one(path)
    assert report.ok is (change is not unsigned and not report.findings)
    assert bool(answers) is in_two
    assert told[-1][0] == told[-1][1] == 2 * report.entries
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("change", [lambda _: None, unreadable], ids=["nothing", "cannot be folded"])
def test_of_an_older_form_too_what_cannot_be_folded_is_looked_at_by_one(
    tmp_path: Path, answers: list[Half], change: Spoil
) -> None:
    """Nothing is signed there, so what cannot be read is still in force."""
    path = tmp_path / "small.case"
    path.write_bytes(OLDER.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER log_no_update")
        change(raw)
    report = verify(path)
    assert report == by_one(path)
    assert bool(answers) is (change is not unreadable)


def test_a_second_process_that_is_killed_is_an_error_in_words(
    busy_log: CaseLog, answers: list[Half], monkeypatch: pytest.MonkeyPatch
) -> None:
    look = SecondProcess.look

    def kill_then_look(self: SecondProcess, patience: float = 0) -> None:
        look(self, patience)
        if self.ready:
            for child in multiprocessing.active_children():
                child.kill()
                child.join()
            while self.pipe is not None and self.pipe.poll() and not isinstance(said(self.pipe), EOFError):
                pass

    monkeypatch.setattr(SecondProcess, "look", kill_then_look)
    with pytest.raises(WorldError) as ended:
        verify(busy_log.path)
    assert ended.value.code == "ended_early"
    assert busy_log.path.name in ended.value.what
    assert answers == []


def said(pipe: second.Hears) -> object:
    """What was said before it was killed: it must not be taken for an answer."""
    try:
        return pipe.recv()
    except EOFError as error:
        return error


def test_what_is_recorded_before_the_second_has_begun_to_read_is_seen_by_neither(
    busy_log: CaseLog, answers: list[Half], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = by_one(busy_log.path)
    begin = SecondProcess.begin

    def record_then_begin(self: SecondProcess, entries: int) -> None:
        assert isinstance(busy_log, SigningLog)
        busy_log.append([Pen("late").received("0999")])
        begin(self, entries)

    monkeypatch.setattr(SecondProcess, "begin", record_then_begin)
    assert verify(busy_log.path) == before
    assert answers == []


def test_who_stops_the_first_ends_the_second(busy_log: CaseLog, answers: list[Half]) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify(busy_log.path, progress=stop)
    assert multiprocessing.active_children() == []


def test_law_that_cannot_be_handed_over_is_looked_at_by_one(busy_log: CaseLog, answers: list[Half]) -> None:
    with second.second_process(busy_log.path, lambda _: None, None, wanted=True) as other:
        assert other is not None
        with pytest.raises(OneProcessError):
            other.begin(10)


@pytest.mark.parametrize("cores", [1, 2])
def test_a_short_record_or_a_machine_with_one_core_has_one_process(
    busy_log: CaseLog, monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    monkeypatch.setattr(second, "_cores", lambda: cores)
    monkeypatch.setattr(second, "WORTH_BYTES", 0 if cores == 1 else second.WORTH_BYTES)
    with second.second_process(busy_log.path, None, None, wanted=True) as other:
        assert other is None


def test_findings_taken_over_are_told_and_counted_as_if_found_here() -> None:
    places = [("log.leaf", f"entry {at}") for at in range(MOST + 3)] + [("log.gap", "entry 1"), ("log.leaf", "entry x")]
    whole, parts = Findings(), [Findings(), Findings(), Findings()]
    for at, (found, place) in enumerate(places):
        whole.add(found, place)
        parts[min(at // 40, 2)].add(found, place)
    merged = Findings()
    for part in parts:
        merged.take(part)
    assert merged.all() == whole.all()


def test_roots_at_older_sizes_are_those_of_the_first_pass(busy_log: CaseLog, monkeypatch: pytest.MonkeyPatch) -> None:
    size_now = busy_log.head().size
    monkeypatch.setattr(at_hand, "MARK", 4)
    with closing(sqlite3.connect(busy_log.path)) as raw:
        raw.text_factory = bytes
        roots = at_hand.OlderRoots(raw)
        for size in (size_now, 0, 1, 9):
            leaves = raw.execute("SELECT leaf FROM log WHERE seq <= ? ORDER BY seq", (size,))
            assert roots.at(size) == root_of(leaf for (leaf,) in leaves).hex()
        with pytest.raises(IndexError):
            roots.at(size_now + 8)
