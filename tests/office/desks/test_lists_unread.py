"""While a long canceled or pending list is still to be read, nothing is said of an envelope whose voter may stand on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from adjudicator.casework.acts.checking import SecondOpinion
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.telling.board_case import BoardCase
from adjudicator.office import Office
from adjudicator.office.behind.evidence import reader as evidence_reader
from adjudicator.office.behind.evidence import registration_lists
from adjudicator.office.desks.count.looking_up import FoundInLists, LookedUp
from adjudicator.records.trouble import Refusal
from tests.desks import batches_cases, board_cases
from ui.desks.batches.asking import BatchesDraft
from ui.desks.board.words import Cards
from ui.envelope.blind import look_blind
from ui.envelope.panel import look_at

Read = Callable[[], None]


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[Office], Read]:
    """Gives a case whose lists are all long and still to be read, and no voter certain; gives what reads them."""

    def begin(office: Office) -> Read:
        monkeypatch.setattr(registration_lists, "AT_ONCE", -1)
        monkeypatch.setattr(evidence_reader, "_is_by_roll", lambda *_: False)
        office._room.listed.clear()
        reading = office.review.reading_lists()
        assert office.review.lists_waited_for()
        return lambda: office.review.take_lists(reading(lambda *_: None))

    return begin


@pytest.fixture
def board(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Everything approved but three envelopes that want a ruling; the supervisor is signed in."""
    office = board_cases.ready(tmp_path, tmp_path_factory)
    yield office
    office.close()


@pytest.fixture
def second(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A batch of which a tenth waits for a second decision of the reviewer signed in."""
    office = batches_cases.office_on(batches_cases.determined_case(tmp_path_factory), tmp_path)
    batches_cases.sign_in(office, batches_cases.SUPERVISOR)
    assert not isinstance(office.second.set_percent(10, "The board wishes it"), Refusal)
    batches_cases.close_batch(office)
    batches_cases.sign_in(office, batches_cases.OTHER)
    yield office
    office.close()


def code(found: object) -> str:
    return found.code if isinstance(found, Refusal) else ""


def test_a_second_decision_waits_for_the_lists_and_says_so(second: Office, unread: Callable[[Office], Read]) -> None:
    number = second.second.waiting()[0].envelope
    read = unread(second)
    assert code(second.second.papers(number)) == "lists_unread"
    assert code(second.second.check(number, SecondOpinion("not_counted"))) == "lists_unread"
    screen = look_blind(second, number)
    assert screen.number == number
    assert screen.came_back is not None
    assert "still to be read" in screen.came_back.what
    read()
    assert isinstance(second.second.papers(number), Sheet)
    assert look_blind(second, number).came_back is None


def test_a_case_for_the_board_waits_for_the_lists_and_is_not_kept_as_it_was(
    board: Office, unread: Callable[[Office], Read], tmp_path: Path
) -> None:
    number, cards = next(iter(board.board.ready().questions)), Cards(board)
    board_cases.must(board.looking_up.look_up("D0001"))
    docket = board_cases.drawn(board)
    read = unread(board)
    assert code(board.board.case_of(number)) == "lists_unread"
    assert code(board.board_papers.write_agenda(tmp_path / "agenda.pdf", docket)) == "lists_unread"
    assert not (tmp_path / "agenda.pdf").exists()
    waits, there = cards.card(number), look_at(board, number)
    assert waits is not None
    assert "still to be read" in waits.lines[0]
    assert there.came_back is not None
    assert "still to be read" in there.came_back.what
    read()
    assert isinstance(board.board.case_of(number), BoardCase)
    assert cards.card(number) != waits
    assert board.board_papers.write_agenda(tmp_path / "agenda.pdf", docket) is None


def test_words_begun_to_reopen_an_envelope_stand_again_while_lists_are_unread(
    board: Office, unread: Callable[[Office], Read]
) -> None:
    batch = board.board.ready().batches[0]
    unread(board)
    ask = BatchesDraft("reopen", (batch.envelopes[0],), "FoundInLists at again", batch.id).asked_again(board)
    assert ask is not None
    assert ask.written == "FoundInLists at again"


def on_another_thread(office: Office, about: str) -> FoundInLists | Refusal:
    """Look up as the window does."""
    found: list[FoundInLists | Refusal] = []
    told: list[tuple[int, int]] = []
    look = office.looking_up.looking(about)
    thread = Thread(target=lambda: found.append(look(lambda done, of: told.append((done, of)))))
    thread.start()
    thread.join()
    (only,) = found
    assert isinstance(only, Refusal) or told[0] == (0, len(only.listed))
    return only


def test_a_look_up_reads_on_another_thread_also_the_lists_and_is_recorded_here(
    board: Office, unread: Callable[[Office], Read]
) -> None:
    unread(board)
    looked = on_another_thread(board, "D0001")
    assert isinstance(looked, FoundInLists)
    assert board.board.not_looked_up() is not None, "nothing is recorded yet"
    done = board.looking_up.record(looked)
    assert isinstance(done, LookedUp)
    assert (done.envelopes, done.back) == (36, ())
    assert board.board.not_looked_up() is None
    assert board.record.verifying()(lambda *_: None).findings == ()


def test_a_look_up_is_not_recorded_where_another_docket_comes_next_meanwhile(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with closing(board_cases.two_batches(tmp_path, tmp_path_factory)) as office:
        looked = on_another_thread(office, "D0001")
        board_cases.must(office.board.draw(["B0001"], asked=False, why="The state sends no newer list"))
        assert code(office.looking_up.record(looked)) == "changed_meanwhile"
        assert code(office.looking_up.record(on_another_thread(office, "D0009"))) == "unknown_list"
