"""The queue through a filter and in another order: what comes next, how many are left, and what the list shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from adjudicator.casework.record.entry import moment_of
from adjudicator.office import Office
from adjudicator.port.rows import TICKED_NOTHING, EnvelopeRow, QueueQuery
from adjudicator.records.reasons import REASON_CODES
from adjudicator.rehearsal.ready import sign_in_as
from ui.desks.review.filtering import MINE, OLD, REFERRED, RETURNED, SKIPPED, QueueFilter
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.screen import QueueScreen
from ui.shared.opening import from_place
from ui.tables.rows import words_of


@pytest.fixture
def desk(office: Office, shell) -> ReviewPresenter:
    made = ReviewPresenter(office, shell)
    office.listen(made.happened)
    made.enter()
    return made


@pytest.fixture
def rows(office: Office) -> list[EnvelopeRow]:
    return office.overview.envelopes(QueueQuery(limit=1_000))


def of(rows: Sequence[EnvelopeRow], code: str) -> list[str]:
    return [row.number for row in rows if code in row.ticked.split()]


def listed(desk: ReviewPresenter) -> list[str]:
    desk.show_queue(True)
    queue = desk.screen.queue
    assert isinstance(queue, QueueScreen)
    assert queue.total == len(queue.rows)
    return [queue.rows[at].id for at in range(len(queue.rows))]


def skipped(desk: ReviewPresenter, times: int) -> Iterator[str]:
    for __ in range(times):
        desk.skip()
        yield desk.screen.number


def test_the_next_are_those_under_the_filter_and_then_those_skipped(desk: ReviewPresenter, rows) -> None:
    numbers = of(rows, "OP")
    desk.narrow(ticked="OP")
    desk.open_from_queue(numbers[0])
    assert list(skipped(desk, len(numbers))) == [*numbers[1:], numbers[0]]


def test_from_the_middle_it_goes_on_and_then_begins_anew(desk: ReviewPresenter, rows) -> None:
    numbers = of(rows, "OP")
    desk.narrow(ticked="OP")
    desk.open_from_queue(numbers[-1])
    assert next(skipped(desk, 1)) == numbers[0]


def test_like_follows_after_like(desk: ReviewPresenter, rows) -> None:
    wanted = [row.number for row in sorted(rows, key=lambda row: (row.ticked, row.place, row.ordinal))]
    desk.narrow(order="alike")
    assert listed(desk) == wanted
    desk.open_from_queue(wanted[0])
    assert list(skipped(desk, 5)) == wanted[1:6]


def test_a_place_narrows_and_says_how_many_are_left_there(desk: ReviewPresenter, rows) -> None:
    place = max({row.place for row in rows}, key=[row.place for row in rows].count)
    numbers = [row.number for row in rows if row.place == place]
    desk.enter(from_place(numbers[0], place))
    assert desk.screen.head.position == f"{len(numbers)} left of {place}; 60 left in this queue"
    assert list(skipped(desk, len(numbers) - 1)) == numbers[1:]
    desk.whole_queue()
    assert desk.screen.head.position == "60 left in this queue"


def test_what_is_with_a_supervisor_is_shown_and_does_not_come_by_itself(desk: ReviewPresenter, office: Office) -> None:
    office.review.refer("0002", "Which of the two?")
    desk.narrow(tags=frozenset({REFERRED}))
    assert listed(desk) == ["0002"]
    desk.skip()
    assert (desk.screen.number, desk.screen.nothing is not None) == ("", True)
    assert "With a supervisor" in desk.screen.nothing.title  # pyright: ignore[reportOptionalMemberAccess]
    desk.go_to_batches()
    assert desk.screen.number
    assert not desk._queue.filter.narrows


def test_skipped_and_mine_are_lists_of_their_own(desk: ReviewPresenter) -> None:
    first = desk.screen.number
    desk.skip()
    desk.narrow(tags=frozenset({SKIPPED}))
    assert listed(desk) == [first]
    desk.narrow(tags=frozenset({MINE}))
    assert listed(desk) == [desk.screen.number]
    desk.narrow(tags=frozenset({MINE, SKIPPED}))
    assert listed(desk) == []
    desk.narrow(tags=frozenset({RETURNED}))
    assert listed(desk) == []


def test_what_was_received_today_is_not_here_over_a_day(desk: ReviewPresenter, office: Office) -> None:
    received = max(moment_of(state.received_at) for state in office.overview.states())
    for after, found in ((timedelta(hours=23), 0), (timedelta(hours=25), 60)):
        office._room.clock = lambda after=after: received + after
        desk.narrow(tags=frozenset({OLD}))
        assert len(listed(desk)) == found


def test_another_person_begins_with_the_whole_queue(desk: ReviewPresenter, office: Office) -> None:
    desk.narrow(ticked="OP")
    office.people.sign_out()
    sign_in_as(office, "supervisor")
    desk.enter()
    assert desk._queue.filter == QueueFilter()


def test_the_list_is_not_made_anew_while_an_envelope_is_answered(desk: ReviewPresenter) -> None:
    desk.show_queue(True)
    made = desk.screen.queue
    desk.accept()
    assert made is not None
    assert desk.screen.queue is not None
    assert desk.screen.queue.rows is made.rows


def test_what_was_ticked_stands_there_in_words(desk: ReviewPresenter, rows) -> None:
    desk.narrow(ticked="OP")
    assert desk.screen.head.position.startswith(f"{len(of(rows, 'OP'))} left of out of precinct (OP); ")
    desk.whole_queue()
    desk.show_queue(True)
    queue = desk.screen.queue
    assert queue is not None
    shown = {queue.rows[at].id: words_of(queue.rows[at].cells[1]) for at in range(len(queue.rows))}
    assert shown[of(rows, "OP")[0]] == "out of precinct"
    assert not [words for words in shown.values() if words in REASON_CODES]
    labels = [choice.label for choice in queue.ticked]
    ordered = [f"{words} ({code})" for code, words in REASON_CODES.items() if of(rows, code)]
    assert labels == ["Whatever was ticked", *ordered]


def test_what_nothing_was_ticked_on_is_a_kind_of_its_own() -> None:
    words = QueueFilter(ticked=TICKED_NOTHING, box="3").words({})
    assert words == "nothing ticked and box 3"
    assert not replace(QueueFilter(), order="alike").narrows
