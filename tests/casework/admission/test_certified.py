"""Certification done again: each step that the office demands is demanded, unless a supervisor gave a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adjudicator.casework.acts.act import Act
from adjudicator.casework.admission.board import certified
from adjudicator.casework.admission.context import Context, Placed, Surroundings
from adjudicator.casework.admission.count_fields import CountCertified
from adjudicator.casework.admission.fields import data_of
from adjudicator.casework.record.catalogue import FORM
from adjudicator.casework.record.entry import Secret, read_body, seal
from adjudicator.casework.record.shelf import CASE_KEY
from adjudicator.casework.record.state import CaseState, PersonState, changed
from adjudicator.office.behind.count.before_certified import unexplained
from tests.canvass.counting import Counting

AT = "2020-11-10T15:00:00.000000Z"
VOTE = {
    "number": "2020-9",
    "hour": "2020-11-10T09:00",
    "text": "Resolved.",
    "in_favor": 3,
    "against": 0,
    "abstained": 0,
}
ROLES = {"vlang": ("secretary",), "june": ("supervisor",)}


def up_to(step: str = "") -> Counting:
    """A count in which everything fits, left off before a step."""
    count = Counting()
    numbers = [str(number) for number in range(1, 11)]
    for number in numbers:
        count.received(number)
        count.decided(number)
    count.approved(*numbers)
    count.sorted("P0001", *numbers)
    steps: dict[str, Callable[[], object]] = {
        "opened": lambda: count.opened("P0001"),
        "scanned": lambda: count.scanned("17", 10, flagged=1),
        "cleared": lambda: count.add("scan.cleared", scan="17", cleared=1, hour="2020-11-06T22:00"),
        "uploaded": lambda: count.uploaded("17", ballots=10),
        "seen": lambda: count.seen("U0001"),
    }
    for name, do in steps.items():
        if name == step:
            break
        do()
    return count


def wrong(count: Counting, by: str, why: str = "", *, looked: bool = True, form: str = FORM) -> list[str]:
    """What verify finds in an entry of certification behind a count, in a file of that form."""
    sealed = seal(
        Act(AT, by).entry("count.certified", {"vote": {**VOTE, "later": False}, "why": why}), lambda: bytes(32)
    )
    entry, before = read_body(sealed.body), count.history.standing
    for person, roles in ROLES.items():
        before.put(person, PersonState(person, 1, person, roles))  # pyright: ignore[reportAttributeAccessIssue]
    before.put(CASE_KEY, changed(before.get(CaseState, CASE_KEY), form=form))  # pyright: ignore
    data = data_of(entry.kind, entry.data)
    assert isinstance(data, CountCertified)
    surroundings = Surroundings(
        unexplained=unexplained if looked else None, entries=lambda first, last: count.entries[first - 1 : last]
    )
    context = Context(surroundings)
    placed = Placed(before, count.seq + 1, entry, context)  # pyright: ignore[reportArgumentType]
    return [str(words) for __, words in certified(placed, data)]


def test_the_secretary_certifies_what_has_come_the_whole_way() -> None:
    assert wrong(up_to(), "vlang") == []


@pytest.mark.parametrize("step", ["opened", "scanned", "cleared", "uploaded", "seen"])
def test_a_step_that_was_left_out_is_found_unless_a_supervisor_gave_a_reason(step: str) -> None:
    assert any("in the way" in words for words in wrong(up_to(step), "vlang"))
    assert any("in the way" in words for words in wrong(up_to(step), "june"))
    assert any("supervisor's" in words for words in wrong(up_to(step), "vlang", "The state closed its site"))
    assert wrong(up_to(step), "june", "The state closed its site") == []


def test_what_does_not_fit_is_found_until_it_is_explained() -> None:
    count = up_to("opened")
    count.opened("P0001", by_hand=9)
    count.scanned("17", 10)
    count.uploaded("17", ballots=10)
    count.seen("U0001")
    assert any("1 thing stands in the way" in words for words in wrong(count, "vlang"))
    count.add("difference.explained", "june", about="hand_count_short:P0001", expected=10, actual=9, words=Secret("x"))
    assert wrong(count, "vlang") == []


def test_an_opened_envelope_that_counts_otherwise_is_found_in_files_of_programs_that_saw_it() -> None:
    count = up_to("seen")
    count.seen("U0001")
    count.add("envelope.reopened", "june", envelope="4", reason=None)
    count.decided("4", "count_partial", counted=["governor"])
    count.approved("4")
    assert any("1 thing stands in the way" in words for words in wrong(count, "vlang"))
    assert wrong(count, "vlang", form="5.0") == []
    count.add("difference.explained", "june", about="opened_otherwise:4", expected=0, actual=1, words=Secret("x"))
    assert wrong(count, "vlang") == []


def test_a_reason_where_nothing_stood_in_the_way_and_a_supervisor_in_the_secretarys_place_are_found() -> None:
    assert wrong(up_to(), "vlang", "To be safe") == ["Its why is not what the program writes here."]
    assert any("secretary" in words for words in wrong(up_to(), "june"))


def test_without_the_account_only_what_the_board_owes_is_demanded() -> None:
    assert wrong(up_to("opened"), "vlang", looked=False) == []
