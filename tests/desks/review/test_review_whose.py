"""Two reviewers at their Review desks on one case file: whose the envelopes are, and what each of them sees."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import machine_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.records.people import practice_people
from adjudicator.records.trouble import Refusal, WorldError
from ui.desks.number.presenter import NumberPresenter
from ui.desks.review.presenter import ReviewPresenter

cases = sys.modules["tests_review_cases"]  # loaded by the conftest beside this file
ROSA, THEO = "rwhitfield", "tnakamura"


class Clock:
    """A clock that both offices look at; each look takes a second."""

    def __init__(self, office: Office) -> None:
        self.moment = office._room.clock()

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def an_hour_later(self) -> None:
        self.moment += timedelta(hours=1)


@pytest.fixture
def rosa(office: Office, shell) -> ReviewPresenter:
    """Rosa's desk, with the first envelope of the queue on it."""
    office._room.clock = Clock(office)
    return at_the_desk(office, shell)


@pytest.fixture
def theos(office: Office, rosa: ReviewPresenter) -> Iterator[Office]:
    """Theo's office on the same file, without a desk yet."""
    made = Office.open(office.path, chance=TimeAndChance(office._room.clock, machine_salts))
    password = next(password for person, password in practice_people() if person.id == THEO)
    assert not isinstance(made.people.sign_in(THEO, password), Refusal)
    yield made
    made.close()


def at_the_desk(office: Office, shell) -> ReviewPresenter:
    made = ReviewPresenter(office, shell)
    office.listen(made.happened)
    made.enter()
    return made


def whose(office: Office, number: str) -> str:
    sheet = office.review.sheet(number)
    assert isinstance(sheet, Sheet)
    return sheet.state.taken_by


def test_an_envelope_is_taken_when_it_is_opened_to_work_on(rosa: ReviewPresenter, office: Office) -> None:
    assert whose(office, rosa.screen.number) == ROSA
    assert rosa.screen.whose is None


def test_a_desk_that_is_only_built_takes_nothing(office: Office, shell) -> None:
    size = office.record.head().size
    assert ReviewPresenter(office, shell).screen.number
    assert office.record.head().size == size


def test_the_queue_passes_over_what_others_have_taken(rosa: ReviewPresenter, theos: Office, shell) -> None:
    theo = at_the_desk(theos, shell)
    assert theo.screen.number not in ("", rosa.screen.number)
    assert theo.screen.head.position == "59 left in this queue, 1 with others"
    theo.skip()
    assert theo.screen.number != rosa.screen.number


def test_skipping_puts_back_and_takes_the_next(rosa: ReviewPresenter, office: Office) -> None:
    first = rosa.screen.number
    rosa.skip()
    assert (whose(office, first), whose(office, rosa.screen.number)) == ("", ROSA)


def test_what_one_only_looks_at_is_not_taken(rosa: ReviewPresenter, office: Office, theos: Office, shell) -> None:
    first = rosa.screen.number
    theo = at_the_desk(theos, shell)
    mine = theo.screen.number
    theo.enter(first)
    assert whose(office, first) == ROSA
    assert whose(office, mine) == ""
    assert not theo.screen.bar.may_act
    assert theo.screen.bar.why_not == "With another person"


def test_the_band_says_with_whom_it_is_and_since_when(
    rosa: ReviewPresenter, office: Office, theos: Office, shell
) -> None:
    theo = at_the_desk(theos, shell)
    theo.enter(rosa.screen.number)
    band = theo.screen.whose
    assert band is not None
    since = office.whose.since(rosa.screen.number)
    assert band.what == f"With Rosa Whitfield since {since}"
    assert "after 20 minutes" in band.why
    assert band.action == ""
    theo.take_back()
    assert theo.screen.panel is None
    assert theo.screen.strip is not None


def test_after_the_time_it_is_taken_over_with_a_reason(
    rosa: ReviewPresenter, office: Office, theos: Office, shell
) -> None:
    number = rosa.screen.number
    theo = at_the_desk(theos, shell)
    office._room.clock.an_hour_later()
    theo.enter(number)
    assert theo.screen.whose is not None
    assert theo.screen.whose.action == "Take it over (T)"
    theo.take_back()
    theo.press("0")
    assert theo.screen.panel is not None
    theo.submit({"reason": " "})
    assert theo.screen.panel is not None
    theo.submit({"reason": "She is at the counter"})
    assert theo.screen.whose is None
    assert theo.screen.bar.may_act
    assert whose(office, number) == THEO
    rosa.happened(())
    assert rosa.screen.whose is not None
    assert rosa.screen.whose.what.startswith("With Theo Nakamura since ")


def test_a_key_of_the_list_takes_over_at_once(rosa: ReviewPresenter, office: Office, theos: Office, shell) -> None:
    number = rosa.screen.number
    office._room.clock.an_hour_later()
    theo = at_the_desk(theos, shell)
    theo.enter(number)
    theo.take_back()
    theo.press("3")
    assert whose(office, number) == THEO
    assert office.record.lines(limit=1)[0].words.endswith("because: their computer or program broke down")


def test_an_act_on_what_was_taken_over_says_by_whom_and_keeps_what_was_typed(
    rosa: ReviewPresenter, office: Office, theos: Office
) -> None:
    number = rosa.screen.number
    rosa.refer()
    assert rosa.screen.panel is not None
    office._room.clock.an_hour_later()
    assert not isinstance(theos.whose.take_over(number, Why("left")), Refusal)
    rosa.submit({"reason": "Which street is this?"})
    assert rosa.screen.strip is not None
    assert rosa.screen.strip.what.startswith(f"Envelope {number} is with Theo Nakamura since ")
    assert rosa.screen.panel is None
    assert rosa.screen.whose is not None


def test_recording_and_taking_the_next_are_one_act(rosa: ReviewPresenter, office: Office, pristine) -> None:
    number = next(sheet.number for sheet in pristine if cases.easy(sheet))
    rosa.enter(number)
    while rosa.screen.asking is None and rosa.screen.bar.why_not:
        rosa.accept()
    rosa.drawn(number)
    size = office.record.head().size
    rosa.record()
    assert office.record.head().size == size + 2
    assert whose(office, rosa.screen.number) == ROSA
    assert [line.kind for line in office.record.lines(limit=2)] == ["envelope.taken", "envelope.determined"]


def test_when_others_have_all_the_rest_the_desk_says_so(
    rosa: ReviewPresenter, office: Office, theos: Office, shell
) -> None:
    for state in office.overview.states():
        if state.number != rosa.screen.number:
            office.whose.take(state.number)
    theo = at_the_desk(theos, shell)
    assert theo.screen.nothing is not None
    assert theo.screen.nothing.title == "Nothing is left for you"
    assert theo.screen.nothing.words.startswith("60 envelopes are with other people")
    office.people.sign_out()
    theo.happened(())
    assert whose(theos, theo.screen.number) == THEO


def test_what_one_had_before_a_crash_comes_first(office: Office, shell) -> None:
    numbers = [state.number for state in office.overview.states()]
    office.whose.take(numbers[7])
    assert at_the_desk(office, shell).screen.number == numbers[7]


def test_where_nothing_can_be_written_the_envelope_is_shown_all_the_same(
    office: Office, shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise WorldError("disk_full", "The disk is full", "Make room.")

    monkeypatch.setattr(office.whose, "take", full)
    assert at_the_desk(office, shell).screen.number


def test_a_number_says_with_whom_its_envelope_is_and_opens_it_all_the_same(
    rosa: ReviewPresenter, theos: Office
) -> None:
    opened: list[str] = []
    number = NumberPresenter(rosa._office, opened.append)
    theos.whose.take("0031")
    number.look("31")
    assert number.screen.found.startswith("Envelope 0031, ")
    assert "Review, with Theo Nakamura since " in number.screen.found
    number.look(rosa.screen.number)
    assert number.screen.found.endswith("you are working on it")
    number.go("31")
    assert opened == ["0031"]
    number.go("99")
    assert opened == ["0031"]
    notice = number.screen.notice
    assert notice is not None
    assert (notice.what, notice.why) == ("There is no envelope 99", "The numbers go from 0001 to 0060.")
    rosa.enter("0031")
    assert rosa.screen.whose is not None
    assert rosa.screen.whose.what.startswith("With Theo Nakamura since ")
