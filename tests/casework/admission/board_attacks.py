"""Entries of the board that the program would not have written: a docket of nothing approved, votes that are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from adjudicator.casework.record.entry import Secret
from adjudicator.office import Done
from adjudicator.office.desks.count.looking_up import LookedUp
from tests.casework.admission.conftest import Forger
from tests.looking import approve_seen

Attack = Callable[[Forger], None]

EMPTY: Mapping[str, Any] = {
    "docket": "D0001",
    "batches": [],
    "items": {},
    "outcomes": {},
    "reasons": {},
    "questions": {},
    "why": "",
}


def vote(**changes: Any) -> dict[str, Any]:
    """A vote of the board as its entry has it."""
    text = "Resolved, that the docket is approved."
    made = {"number": "2020-1", "hour": "2020-11-04T08:00", "text": text, "in_favor": 3, "against": 0, "abstained": 0}
    return made | {"later": False} | changes


def with_a_secretary(forger: Forger) -> None:
    """Sam becomes the board's secretary, too, and signs in."""
    forger.sign_in("admin")
    assert isinstance(forger.office.people.change("sam", frozenset({"supervisor", "secretary"}), active=True), Done)
    forger.sign_in("sam")


def drawn(**changes: Any) -> Attack:
    """A docket with changes, by a supervisor."""

    def attack(forger: Forger) -> None:
        forger.sign_in("sue")
        forger.add("docket.drawn", **(dict(EMPTY) | changes))

    return attack


def unapproved(forger: Forger) -> None:
    """A docket of a determination that nobody approved."""
    drawn(items={"0001": forger.determined("0001")}, outcomes={"count_full": 1})(forger)


def with_other_sums(forger: Forger) -> None:
    """A docket whose sums are not those of its determinations."""
    seq = forger.determined("0002")
    forger.sign_in("sue")
    assert isinstance(forger.office.looking_up.look_up("D0001"), LookedUp)
    drawn(batches=["B0001"], items={"0002": seq}, outcomes={"not_counted": 1}, reasons={"withdrawn": 1})(forger)


def asking_nothing(forger: Forger) -> None:
    """A docket with an envelope that waits for identification, which no ruling ends."""
    drawn(questions={"0003": ["no_identification"]})(forger)


def look_up_and_draw(forger: Forger) -> None:
    """A docket of all that is ready, as the program draws it."""
    office = forger.office
    assert isinstance(office.looking_up.look_up(office.board.next_docket()), LookedUp)
    assert isinstance(office.board.draw(), Done)


def drawn_twice(forger: Forger) -> None:
    """A determination on two dockets."""
    forger.sign_in("sue")
    look_up_and_draw(forger)
    forger.add("docket.drawn", **(forger.data_of("docket.drawn") | {"docket": "D0002"}))


def voted(changes: Mapping[str, Any], **more: Any) -> Attack:
    """A vote on a docket that was drawn, with changes."""

    def attack(forger: Forger) -> None:
        forger.sign_in("sue")
        look_up_and_draw(forger)
        with_a_secretary(forger)
        forger.add(
            "docket.voted", **({"docket": "D0001", "vote": vote(**changes), "removed": {}, "rulings": {}} | more)
        )

    return attack


def same_motion_twice(forger: Forger) -> None:
    """Two votes under one number."""
    voted({"in_favor": 1, "against": 2})(forger)
    forger.add("docket.voted", docket="D0001", vote=vote(), removed={}, rulings={})


def given(kind: str, **data: Any) -> Attack:
    """A motion on the count as a whole."""

    def attack(forger: Forger) -> None:
        with_a_secretary(forger)
        forger.add(kind, **data)

    return attack


def by_sue(kind: str, **data: Any) -> Attack:
    """An entry of a supervisor's."""

    def attack(forger: Forger) -> None:
        forger.sign_in("sue")
        forger.add(kind, **data)

    return attack


def before_the_vote(forger: Forger) -> None:
    """A release of what the board has not voted on."""
    forger.sign_in("sue")
    assert isinstance(forger.office.board.set_steps("before", "cast", "Georgia's way"), Done)
    data = forger.data_of("release.made")
    forger.sign_in("rita")
    assert isinstance(forger.office.batches.close(), Done)
    forger.sign_in("sue")
    batch = forger.office.batches.batches()[0]
    assert isinstance(approve_seen(forger.office, batch), Done)
    head = forger.office.record.head()
    more = {"release": "R0002", "follows": "R0001", "size": head.size, "root": head.root.hex()}
    forger.add("release.made", **(data | more | {"items": {"0001": forger.determined("0001")}}))


def not_looked_up(why: str = "", *, person: str = "sue") -> Attack:
    """A docket as the program draws it, of which nothing was looked up once more."""

    def attack(forger: Forger) -> None:
        seq = forger.determined("0002")
        forger.sign_in("sue")
        assert isinstance(forger.office.looking_up.look_up("D0001"), LookedUp)
        forger.sign_in("admin")
        assert isinstance(forger.office.people.change("sam", frozenset({"secretary"}), active=True), Done)
        data = EMPTY | {"batches": ["B0001"], "items": {"0002": seq}, "outcomes": {"count_full": 1}, "why": why}
        if not why:  # the envelope is decided and approved anew, so the look-up does not speak of it
            data |= {"items": {"0002": _approved_anew(forger)}, "batches": ["B0002"]}
        forger.sign_in(person)
        forger.add("docket.drawn", **data)

    return attack


def _approved_anew(forger: Forger) -> int:
    forger.sign_in("sue")
    assert isinstance(forger.office.review.reopen("0002", "Looked at again"), Done)
    forger.sign_in("rita")
    sheet = forger.office.review.sheet("0002")
    assert isinstance(forger.office.review.record(sheet), Done)
    assert isinstance(forger.office.batches.close(["0002"]), Done)
    forger.sign_in("sue")
    assert isinstance(approve_seen(forger.office, forger.office.batches.batches()[0]), Done)
    return forger.determined("0002")


def read_ahead(forger: Forger) -> None:
    """A look-up that says it read entries which did not stand there yet, so that what is approved later is in it."""
    forger.sign_in("sue")
    assert isinstance(forger.office.looking_up.look_up("D0001"), LookedUp)
    data = forger.data_of("envelopes.looked_up")
    forger.add("envelopes.looked_up", **(data | {"size": forger.office.record.head().size + 50}))


FOUND = "admission.board"

BOARD_ATTACKS: Mapping[str, tuple[str, Attack, str]] = {
    "steps set as they are": (
        "steps.set", by_sue("steps.set", board_votes="off", duplicate_on="cast", reason=Secret("x")), FOUND,
    ),
    "steps of no kind": (
        "steps.set", by_sue("steps.set", board_votes="never", duplicate_on="cast", reason=Secret("x")), "body.meaning",
    ),
    "a docket of nothing": ("docket.drawn", drawn(), FOUND),
    "a docket of what nobody approved": ("docket.drawn", unapproved, FOUND),
    "a docket with other sums": ("docket.drawn", with_other_sums, FOUND),
    "a docket that asks nothing": ("docket.drawn", asking_nothing, FOUND),
    "a determination on two dockets": ("docket.drawn", drawn_twice, FOUND),
    "an amendment of nothing certified": ("docket.amended", by_sue("docket.amended", **EMPTY, reason=Secret("x")), FOUND),
    "a docket that was not looked up": ("docket.drawn", not_looked_up(), FOUND),
    "a reason where everything was looked up": ("docket.drawn", not_looked_up("No newer list came"), FOUND),
    "looked up what is not there yet": ("envelopes.looked_up", read_ahead, "admission.table"),
    "a vote to come": ("docket.voted", voted({"hour": "2099-11-04T08:00"}), FOUND),
    "a vote of nobody": ("docket.voted", voted({"in_favor": 0}), FOUND),
    "two votes under one number": ("docket.voted", same_motion_twice, FOUND),
    "a ruling that nobody asked": (
        "docket.voted", voted({}, rulings={"0003": {"ruling": "count", "ruled_out": []}}), FOUND,
    ),
    "taken out of another docket": ("docket.voted", voted({}, removed={"0001": Secret("x")}), FOUND),
    "an authority that is not asked": ("authority.given", given("authority.given", vote=vote()), FOUND),
    "certified with envelopes undecided": (
        "count.certified", given("count.certified", vote=vote(), why=""), FOUND,
    ),
    "certified by a motion that did not carry": (
        "count.certified", given("count.certified", vote=vote(against=4), why="x"), FOUND,
    ),
    "released before the board voted": ("release.made", before_the_vote, "admission.release"),
}  # fmt: skip
"""Attack -> the kind of entry it writes, how, and what deep verify finds."""
