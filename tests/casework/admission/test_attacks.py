"""Entries that the program would not have let this person write, or would have written otherwise: each is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from adjudicator.casework.acts.count.boxes import BoxStep, Sealed
from adjudicator.casework.acts.count.piles import Sorted
from adjudicator.casework.acts.lawmaking import set_position
from adjudicator.casework.acts.review.determining import AS_RECOMMENDED, Basis, determination
from adjudicator.casework.admission.admission import CHECKS
from adjudicator.casework.admission.fields import DATA_OF
from adjudicator.casework.record.catalogue import CATALOGUE
from adjudicator.casework.record.entry import Entry, Secret
from adjudicator.casework.record.rights import GROUND
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.rules.position import Setting
from adjudicator.office import Done
from adjudicator.office.behind.co_signing import Together
from adjudicator.office.behind.time.set_back import ClockWatch
from adjudicator.office.desks import law as law_desk
from adjudicator.port.acts import Document
from adjudicator.resources import pack_with
from tests.casework.admission.board_attacks import BOARD_ATTACKS
from tests.casework.admission.conftest import Forger, answer
from tests.casework.admission.disputes import FORGES, dispute
from tests.looking import approve_seen
from tests.office.conftest import PASSWORD
from tests.office.desks.test_law import MOTION
from tests.office.test_who_answers import second_administrator_confirms

Attack = Callable[[Forger], None]

HASH = "ab" * 32

OF_THE_PAPERS = {"value": "", "source": {"kind": "envelope", "dated": "", "ref": ""}, "weight": "record"}
"""What the papers say of the voter where the elector has another name."""


def by(person: str, kind: str, /, **data: Any) -> Attack:
    """One entry of somebody's."""

    def attack(forger: Forger) -> None:
        forger.sign_in(person)
        forger.add(kind, **data)

    return attack


def made(person: str, kind: str, make: Callable[[Forger], dict[str, Any]]) -> Attack:
    """One entry of somebody's, with data made from the record."""

    def attack(forger: Forger) -> None:
        forger.sign_in(person)
        forger.add(kind, **make(forger))

    return attack


def again(number: str = "0001", **changes: Any) -> Attack:
    """The reviewer's own determination once more, with changes."""

    def attack(forger: Forger) -> None:
        forger.sign_in("rita")
        forger.determine_again(number, **changes)

    return attack


def batch_of_one(forger: Forger) -> int:
    """Rita closes 0001 into a batch; gives the place of its determination."""
    forger.sign_in("rita")
    assert isinstance(forger.office.batches.close(), Done)
    return forger.office.batches.batches()[0].items["0001"]


def mistake(**changes: Any) -> Attack:
    """Said of an envelope to do, as nobody can say it."""
    data = {"envelope": "0004", "what": "no_envelope", "same_as": "", "reason": Secret("A test line")}
    return by("rita", "mistake.asked", **(data | changes))


def mistake_answered(number: str = "0004", /, **changes: Any) -> Attack:
    """A supervisor answers what rita said of an envelope, with an entry that says otherwise."""

    def attack(forger: Forger) -> None:
        if number == "0001":
            batch_of_one(forger)
        forger.sign_in("rita")
        said = {"what": "no_envelope", "same_as": ""}
        forger.add("mistake.asked", envelope=number, **said, reason=Secret("A test line"))
        asked = forger.office.case.mistakes[number]
        forger.sign_in("sue")
        data = {"envelope": number, "asked": asked, **said, "agreed": True, "reason": Secret("")}
        forger.add("mistake.answered", **(data | changes))

    return attack


def approved(**changes: Any) -> Attack:
    """A batch approved by a supervisor with an entry that says otherwise."""

    def attack(forger: Forger) -> None:
        item = batch_of_one(forger)
        forger.sign_in("sue")
        forger.add("batch.approved", **({"batch": "B0002", "approved": {"0001": item}} | changes))

    return attack


def second_decision(forger: Forger, **changes: Any) -> None:
    """Sam decides rita's envelope a second time, in a batch that she closes."""
    item = batch_of_one(forger)
    forger.sign_in("sam")
    data: dict[str, Any] = {
        "batch": "B0002", "envelope": "0001", "determination": item, "outcome": "count_full", "counted": [],
        "agrees": True, "note": Secret(""),
    }  # fmt: skip
    forger.add("determination.checked", **(data | changes))


def checked_where_nothing_is_drawn(forger: Forger) -> None:
    second_decision(forger)


def checked_as(**changes: Any) -> Attack:
    """A second decision on a drawn envelope that says otherwise."""

    def attack(forger: Forger) -> None:
        every_envelope_twice(forger)
        second_decision(forger, **changes)

    return attack


def every_envelope_twice(forger: Forger) -> None:
    """A supervisor has every envelope decided a second time."""
    forger.sign_in("sue")
    assert isinstance(forger.office.second.set_percent(100, "The board wishes it"), Done)


def approved_unchecked(forger: Forger) -> None:
    """A batch approved of which every envelope was drawn, and none decided a second time."""
    every_envelope_twice(forger)
    approved()(forger)


def departure_unnamed(forger: Forger) -> None:
    """F16: what departs is not named at approval."""
    forger.sign_in("rita")
    forger.determine_again(
        "0001", outcome="not_counted", departs=True, reason=Secret("The certificate is another's"),
        reasons=["not_eligible"], counted=[], not_counted=dict.fromkeys(contests(forger), "ballot_not_counted"),
    )  # fmt: skip
    approved()(forger)


def contests(forger: Forger) -> list[str]:
    return forger.data_of("envelope.determined", "0001")["counted"]


def recommended_otherwise(outcome: str, **changes: Any) -> Attack:
    """F10: another outcome than the recommended one, and nobody says that it departs."""

    def attack(forger: Forger) -> None:
        forger.sign_in("rita")
        none = dict.fromkeys(contests(forger), "ballot_not_counted")
        full: dict[str, Any] = {"outcome": outcome, "counted": [], "not_counted": none}
        forger.determine_again("0001", **(full | changes))

    return attack


def facts_of_nobody(forger: Forger) -> None:
    """F17: facts that nobody recorded for the envelope."""
    forger.sign_in("rita")
    facts = forger.data_of("envelope.determined", "0001")["facts"]
    forger.determine_again("0001", facts={**facts, "residence": "moved_in_county_unreported"})


def amended(**more: Any) -> Callable[[Forger], dict[str, Any]]:
    """The data of an order that is put right, where nothing about it was wrong."""

    def of(forger: Forger) -> dict[str, Any]:
        said = {name: value for name, value in forger.order().items() if name != "status"}
        return {**said, "called": "", "reason": Secret("x"), **more}

    return of


def an_order_and(kind: str, make: Callable[[Forger], dict[str, Any]]) -> Attack:
    """A court order, and one more entry about it."""

    def attack(forger: Forger) -> None:
        forger.sign_in("sue")
        forger.add_order()
        forger.add(kind, **make(forger))

    return attack


def replaced_pack(forger: Forger) -> None:
    """F11: a pack that is no longer in force."""
    forger.sign_in("sue")
    draft = forger.office.law.another_pack("georgia-2020")
    assert isinstance(forger.office.law.change_pack(draft, "Counsel advises it"), Done)
    forger.sign_in("rita")
    again()(forger)


def release(changes: dict[str, Any], approve: bool = True) -> Attack:
    """F13: a release with a supervisor's key that says otherwise than the program's would."""

    def attack(forger: Forger) -> None:
        item = batch_of_one(forger)
        forger.sign_in("sue")
        if approve:
            assert isinstance(approve_seen(forger.office, forger.office.batches.batches()[0]), Done)
        released(forger, item, changes)

    return attack


def released(forger: Forger, item: int, changes: dict[str, Any]) -> None:
    """The second release, of 0001 as determined at `item`, with changes."""
    head = forger.room.log.head()
    first: dict[str, Any] = {"release": "R0002", "follows": "R0001", "items": {"0001": item}, "taken_away": {}}
    files = forger.data_of("release.made")["files"]
    forger.add("release.made", **(first | {"size": head.size, "root": head.root.hex(), "files": files} | changes))


def acknowledged(**changes: Any) -> Attack:
    """What the tabulation room said of the first release, with changes."""
    said: dict[str, Any] = {"who": Secret("Dana Reyes"), "told_at": "2020-11-06T21:05", "reference": Secret("")}
    return by("sue", "release.acknowledged", **({"release": "R0001", "ballots": 1} | said | changes))


def two_are_demanded(forger: Forger) -> None:
    """Two people agree that nothing may rest on what one alone gave."""
    forger.sign_in("sue")
    forger.add("strict.proposed", strict=True)
    proposed = forger.room.log.case().strict_proposed
    assert proposed is not None
    forger.sign_in("admin")
    forger.add("strict.set", strict=True, proposed=proposed.seq)


def approved_too_early(forger: Forger) -> None:
    """A batch approved though its people were each added by one, and two are demanded."""
    two_are_demanded(forger)
    approved()(forger)


def released_too_early(forger: Forger) -> None:
    """A release of what was approved before two were demanded."""
    item = batch_of_one(forger)
    forger.sign_in("sue")
    assert isinstance(approve_seen(forger.office, forger.office.batches.batches()[0]), Done)
    two_are_demanded(forger)
    forger.sign_in("sue")
    released(forger, item, {})


def by_an_old_instant(forger: Forger) -> None:
    """G2: a supervisor without the reviewer's role determines at the instant of an old order."""
    forger.sign_in("sue")
    forger.add_order()
    at = forger.room.log.read_back(limit=1, kind="order.entered")[0].entry.at
    data = forger.data_of("envelope.determined", "0001")
    seq = forger.room.log.read_back(limit=1, envelope="0001", kind="envelope.determined")[0].seq
    back = {"envelope": "0001", "determination": seq, "batch": "", "reason": Secret("x")}
    old = forger.entry("determination.withdrawn", back)
    new = forger.entry("envelope.determined", data | {"supersedes": seq})
    forger.write(*(type(each)(each.kind, each.version, at, "sue", each.data) for each in (old, new)))


def behind_an_order(forger: Forger) -> None:
    """G2, in the act of the order itself: what does not follow from it."""
    forger.sign_in("sue")
    seq = forger.room.log.read_back(limit=1, envelope="0001", kind="envelope.determined")[0].seq
    back = {"envelope": "0001", "determination": seq, "batch": "", "reason": Secret("x")}
    order = forger.entry("order.entered", forger.order())
    back_now = forger.entry("determination.withdrawn", back)
    forger.write(order, type(back_now)(back_now.kind, 1, order.at, order.by, back_now.data))


def what_follows_left_out(forger: Forger) -> None:
    """Another law, and the determinations that would differ are not sent back."""
    forger.sign_in("sue")
    draft = forger.office.law.another_pack("georgia-2020")
    new = forger.office.law._new(draft)
    data = {**new.data(), "changes": {"0001": ["count_full", "held"]}, "reason": Secret("x")}
    act = (forger.entry("pack.changed", data),)
    done = forger.room.put(act, documents=[document_of(draft)])
    assert isinstance(done, Done)


def document_of(draft: Any) -> Any:
    return Document.of("pack", draft.pack.tables())


def while_another_has_it(forger: Forger) -> None:
    forger.sign_in("rita")
    forger.add("facts.recorded", envelope="0005", facts=[answer("eligibility", "eligible")])


class _Unwatched(ClockWatch):
    """Notes no clock that was set back."""

    def note_of(self, entry: Entry) -> tuple[Entry, ...]:
        return ()


def backdated(forger: Forger) -> None:
    """An entry of 1999 in the middle."""
    forger.sign_in("rita")
    entry = forger.entry("envelope.taken", {"envelope": "0007"})
    forger.room.watch = _Unwatched()
    forger.write(type(entry)(entry.kind, entry.version, "1999-01-01T00:00:00.000000Z", "rita", entry.data))


def used_key(forger: Forger) -> None:
    forger.sign_in("admin")
    key = next(iter(forger.office.people.everyone()[0].keys))
    forger.add("person.key_changed", person="rob", key=key)


def passphrase_twice(forger: Forger) -> None:
    forger.sign_in("admin")
    forger.add("passphrase.changed", was_encrypted=False, encrypted=True)
    forger.add("passphrase.changed", was_encrypted=False, encrypted=True)


def shared_twice(forger: Forger) -> None:
    forger.sign_in("admin")
    forger.add("case.shared")
    forger.add("case.shared")


def left_otherwise(forger: Forger) -> None:
    forger.sign_in("admin")
    forger.add("case.shared")
    head = forger.room.log.head()
    forger.add("case.left", incarnation="2-x", size=head.size, root=head.root.hex())
    forger.sign_in("sam")
    forger.add("case.left", incarnation="2-x", size=1, root=HASH)


def left_from_elsewhere(forger: Forger) -> None:
    forger.sign_in("admin")
    forger.add("case.shared")
    forger.add("case.left", incarnation="2-x", size=1, root=HASH)


def corrected_in_a_batch(forger: Forger) -> None:
    forger.sign_in("rita")
    forger.add("envelope.corrected", envelope="0002", papers={"place": "School 001"}, reason=Secret("x"))


def law_with_days_moved(forger: Forger) -> None:
    forger.sign_in("sue")
    draft = forger.office.law.another_pack("georgia-2020")
    new = forger.office.law._new(draft)
    deadlines = {**new.data()["deadlines"], "last_day": "2021-01-01T00:00:00.000000Z"}  # pyright: ignore
    data = {**new.data(), "deadlines": deadlines, "reason": Secret("x")}
    done = forger.room.put((forger.entry("pack.changed", data),), documents=[document_of(draft)])
    assert isinstance(done, Done)


def returned_from_another(forger: Forger) -> None:
    batch_of_one(forger)
    forger.sign_in("sue")
    forger.add("envelope.returned", batch="B0002", envelope="0002", reason=Secret("x"))


def disputed(name: str) -> Attack:
    """A disputed key that says otherwise what it touched."""
    return lambda forger: dispute(forger, FORGES[name].forge)


def by_the_rules(forger: Forger, number: str, late: tuple[str, ...] = (), shut: tuple[str, ...] = ()) -> dict[str, Any]:
    """The determination that the rules make of an envelope's facts, whether or not it may be recorded."""
    sheet = forger.office.review.sheet(number)
    assert isinstance(sheet, Sheet)
    found = forger.room.recommender.recommend(sheet.facts, sheet.cast_style, sheet.home_style or None, late, shut)
    basis = Basis(sheet.state, sheet.facts, sheet.cast_style, sheet.home_style, late, found, shut)
    return dict(determination(basis, AS_RECOMMENDED, forger.room.act()).data)


def too_late_for_a_contest(forger: Forger) -> None:
    """A contest left out because its registration had closed, where no contest is known to have closed early."""
    forger.sign_in("rita")
    assert isinstance(forger.office.review.withdraw("0001", undo=True), Done)
    forger.add("envelope.determined", **by_the_rules(forger, "0001", ("sheriff",)))


def cast_too_late_for_a_contest(forger: Forger) -> None:
    """A contest left out because its polls had closed, in an envelope of a place that no order kept open."""
    forger.sign_in("rita")
    assert isinstance(forger.office.review.withdraw("0001", undo=True), Done)
    forger.add("envelope.determined", **by_the_rules(forger, "0001", shut=("sheriff",)))


def released_on_an_approval_by_one(forger: Forger) -> None:
    """A release by somebody whom two people answer for, of what somebody approved for whom one alone does."""
    item = batch_of_one(forger)
    forger.sign_in("sue")
    assert isinstance(approve_seen(forger.office, forger.office.batches.batches()[0]), Done)
    second_administrator_confirms(forger.office, "rita", "sam")
    two_are_demanded(forger)
    forger.sign_in("sam")
    released(forger, item, {})


def released_with(*files: str) -> Attack:
    """A release that names more files than it has."""

    def attack(forger: Forger) -> None:
        more = {**forger.data_of("release.made")["files"], **dict.fromkeys(files, HASH)}
        release({"files": more})(forger)

    return attack


def motion_with_another_pack(forger: Forger) -> None:
    """A motion of the board, and with it the rules of another pack."""
    forger.sign_in("sue")
    room, position = forger.room, "two_envelopes"
    pack = pack_with("georgia-2020", {**room.law.pack.settings, position: Setting("not_counted", MOTION)})
    draft = law_desk._draft(room, pack, None, position)
    new = forger.office.law._new(draft)
    acted = set_position(room.case, position, new, room.now().date(), room.act())
    assert isinstance(room.put(acted, documents=[document_of(draft)]), Done)


def clock_before_an_instant_to_come(forger: Forger) -> None:
    """A note of a clock that was set back from an instant that the record never had."""
    forger.sign_in("rita")
    act = forger.room.act()
    data = {"person": "rita", "clock": act.at, "newest": "2030-01-01T00:00:00.000000Z"}
    forger.write(act.entry("clock.set_back", data))


def applied(**more: Any) -> Attack:
    """The day on which a voter applied, recorded with something else."""
    day = {"on": Secret("2020-10-01"), "source": {"kind": "paper", "dated": "2020-11-04T09:00", "ref": "form"}}
    return by("rita", "facts.recorded", **({"envelope": "0007", "facts": [], "applied": day} | more))


def registration(value: str, *, late_on_roll: bool = False) -> dict[str, Any]:
    """An answer about the registration, as it stands in an entry; the roll may have said that it was too late."""
    said = {"value": "late", "source": {"kind": "roll", "dated": "", "ref": ""}, "weight": "silence"}
    return answer("registration", value) | ({"claims": [said]} if late_on_roll else {})


def application(on: str) -> dict[str, Any]:
    """The day of an application that a postmark shows."""
    return {"on": Secret(on), "source": {"kind": "paper", "dated": "", "ref": "postmark"}}


NO_DAY = "Nothing says when the voter applied to register, and the answer hangs on it."
ANOTHER_SIDE = "The day of the application says the opposite of the answer."


def elector_of(forger: Forger, **more: Any) -> dict[str, Any]:
    """The elector taken for the voter of 0001, with more said of the portion."""
    return {**forger.data_of("facts.recorded", "0001")["elector"], **more}


IN_ONE_WAY: dict[str, tuple[Attack, set[str]]] = {
    "an approved envelope determined": (
        made("rita", "envelope.determined", lambda f: by_the_rules(f, "0002")),
        {
            "The program refuses this: Envelope 0002 is already determined. Take the determination back first, with a "
            "reason.",
        },
    ),
    "recorded while a fact is unknown": (
        made("rita", "envelope.determined", lambda f: by_the_rules(f, "0007")),
        {"It was recorded while a fact that matters was unknown.", "Nobody had answered oath."},
    ),
    "a contest too late": (too_late_for_a_contest, {"No contest is known to have closed before the voter applied."}),
    "a contest cast too late": (
        cast_too_late_for_a_contest, {"The contests for which the polls had closed are others."}
    ),
    "released on an approval by one": (
        released_on_an_approval_by_one,
        {
            "This rests on what one person alone gave (sue), and this case demands two. Let a second administrator or "
            "supervisor confirm these accounts first (Setup, People).",
        },
    ),
    "a file outside the release": (released_with("../evil.csv"), {"Its files are not those of a release."}),
    "a file with a blank": (released_with("evil .csv"), {"Its files are not those of a release."}),
    "a motion with another pack": (motion_with_another_pack, {"A motion of the board is not kept as it was."}),
    "a clock before an instant to come": (
        clock_before_an_instant_to_come,
        {"It does not say what the clock showed, or names an instant that the record did not have."},
    ),
    "the day of applying with an answer": (
        applied(facts=[answer("oath", "signed")]), {"The day of applying is recorded by itself."},
    ),
    "applied too late on no day": (
        by("rita", "facts.recorded", envelope="0007", facts=[registration("late")]), {NO_DAY},
    ),
    "registered against the roll on no day": (
        by("rita", "facts.recorded", envelope="0007", facts=[registration("registered", late_on_roll=True)]), {NO_DAY},
    ),
    "applied too late on a day in time": (
        by("rita", "facts.recorded", envelope="0007", facts=[registration("late")], applied=application("2020-10-05")),
        {ANOTHER_SIDE},
    ),
    "applied in time on a day too late": (
        by("rita", "facts.recorded", envelope="0007", facts=[registration("registered", late_on_roll=True)],
           applied=application("2020-10-06")),
        {ANOTHER_SIDE},
    ),
    "an application that no document shows": (
        by("rita", "facts.recorded", envelope="0007", facts=[registration("late")],
           applied={"on": Secret("2020-10-06"), "source": {"kind": "paper", "dated": "", "ref": "hearsay"}}),
        {"The day of applying is recorded by itself."},
    ),
    "the day of applying with a voter": (
        made("rita", "facts.recorded", lambda f: {
            "envelope": "0007", "facts": [], "elector": elector_of(f),
            "applied": {"on": Secret("2020-10-01"), "source": {"kind": "paper", "dated": "", "ref": ""}},
        }),
        {"The day of applying is recorded by itself."},
    ),
    "a portion against the roll": (
        made("rita", "facts.recorded", lambda f: {
            "envelope": "0007", "facts": [], "elector": elector_of(f, listed="002"),
        }),
        {"A portion against the roll's has a reason of the table."},
    ),
    "a portion for no reason of the table": (
        made("rita", "facts.recorded", lambda f: {
            "envelope": "0007", "facts": [], "elector": elector_of(f, listed="002", why="because", note=Secret("")),
        }),
        {"A portion against the roll's has a reason of the table."},
    ),
}  # fmt: skip
"""Entries that are wrong in nothing but what is told of them."""


HOUR = "2020-11-06T21:20"
SCAN = {
    "scan": "ICC1/17", "holds": "as_they_are", "apart": False, "ballots": 1, "flagged": 0, "hour": HOUR, "later": False,
}  # fmt: skip
UPLOAD = {
    "upload": "U0001", "scans": ["ICC1/17"], "file": HASH, "name": Secret("x.csv"), "ballots": 1, "contest": "president",
    "votes": 1, "hour": HOUR, "override": Secret("x"),
}  # fmt: skip


def after_a_scan(kind: str, /, **data: Any) -> Attack:
    """A scanner batch that is voided, and one more entry of a supervisor's."""

    def attack(forger: Forger) -> None:
        forger.sign_in("sue")
        forger.add("scan.recorded", **SCAN)
        if kind.startswith("scan."):
            forger.add("scan.voided", scan="ICC1/17", instead="", reason=Secret("x"))
        forger.add(kind, **data)

    return attack


def after_an_upload(kind: str, /, **data: Any) -> Attack:
    """An upload that was taken out, and one more entry of a supervisor's."""

    def attack(forger: Forger) -> None:
        after_a_scan("upload.made", **UPLOAD)(forger)
        forger.add("upload.withdrawn", upload="U0001", hour=HOUR, reason=Secret("x"))
        forger.add(kind, **data)

    return attack


def explained_otherwise(forger: Forger) -> None:
    """A difference explained with other numbers than were found."""
    forger.sign_in("sue")
    found = [{"about": "only_in_results:001", "expected": 0, "actual": 9}]
    forger.add("count.reconciled", file=HASH, name=Secret("x.csv"), ballots=1, found=found)
    forger.add("difference.explained", about="only_in_results:001", expected=0, actual=1, words=Secret("x"))


TABULATION = "admission.tabulation"
TABLE, BOX = "admission.table", "admission.box"
TOLD_AT = "2020-11-04T08:00"
TOGETHER = {"people": ["admin", "rita"], "begins": TOLD_AT, "ends": TOLD_AT, "later": False, "pile": "P0001"}
OPENED = {
    **TOGETHER, "session": "S0001", "left": [], "by_record": 1, "by_hand": 1, "exceptions": {}, "override": None,
}  # fmt: skip
OF_BOX = {"box": "3", "second": "rob", "hour": TOLD_AT, "condition": "whole", "later": False}


def at_a_table(forger: Forger) -> None:
    """Two people with an oath have sorted 0002, as the program lets them."""
    forger.sign_in("admin")
    for who in ("admin", "rita"):
        assert isinstance(forger.office.tables.swear(who, "2020-11-02"), Done)
    new = Sorted("to_open", ["0002"], 1, ("admin", "rita"), TOLD_AT)
    assert isinstance(forger.office.tables.sort(new), Together)


def after_sorting(person: str, kind: str, /, **data: Any) -> Attack:
    """One entry of somebody's once a pile was sorted."""

    def attack(forger: Forger) -> None:
        at_a_table(forger)
        entry = {"entry": forger.office._room.log.read_back(limit=1, kind="pile.sorted")[0].seq}
        forger.sign_in(person)
        forger.add(kind, **((entry if kind == "pile.signed" else {}) | data))

    return attack


def after_opening(person: str, kind: str, /, **data: Any) -> Attack:
    """One entry of somebody's once that pile was opened."""

    def attack(forger: Forger) -> None:
        after_sorting("admin", "session.opened", **OPENED)(forger)
        entry = {"entry": forger.office._room.log.read_back(limit=1, kind="session.opened")[0].seq}
        forger.sign_in(person)
        forger.add(kind, **((entry if kind == "session.signed" else {}) | data))

    return attack


def of_a_box(kind: str, /, **data: Any) -> Attack:
    """A step of a box that is under seal."""

    def attack(forger: Forger) -> None:
        forger.sign_in("sue")
        new, step = Sealed("3", "envelopes", ("A1",), "Vault"), BoxStep("rob", TOLD_AT)
        assert isinstance(forger.office.boxes.seal(new, step), Together)
        if kind == "box.delivered":
            assert isinstance(forger.office.boxes.open("3", ["A1"], step), Together)
        forger.add(kind, **(OF_BOX | data))

    return attack


def signed_with_a_field(forger: Forger) -> None:
    """A step of a box signed by its second person, who says more than that."""
    of_a_box("box.moved", to="Truck")(forger)
    entry = forger.office._room.log.read_back(limit=1, kind="box.sealed")[0].seq
    forger.sign_in("rob")
    forger.add("box.signed", box="3", entry=entry, x=1)


def sorted_without_an_oath(forger: Forger) -> None:
    """A pile sorted by people of whom no oath is on record."""
    forger.sign_in("admin")
    item = forger.determined("0002")
    forger.add(
        "pile.sorted", pile="P0001", what="to_open", apart=False, copy=False, items={"0002": item}, counted=1,
        people=["admin", "rita"], hour=TOLD_AT, box="", later=False,
    )  # fmt: skip


def a_receipt_twice(forger: Forger) -> None:
    """Two voters are given receipts of one number."""
    forger.sign_in("rita")
    for envelope in ("0001", "0002"):
        forger.add("receipt.given", envelope=envelope, receipt="7QK2-M3PD", check="ab" * 16)


ATTACKS: dict[str, tuple[str, Attack, str]] = {
    "sworn in on a day to come": (
        "person.sworn", by("admin", "person.sworn", person="rita", day="2031-01-01"), "admission.person",
    ),
    "looked up in no newest file": (
        "envelopes.looked_up",
        after_sorting("rita", "envelopes.looked_up", about="P0001", size=1, files=[], hits={}, back={}, reason=None), TABLE,
    ),
    "reached by a letter that answered": (
        "contact.logged",
        by("rita", "contact.logged", envelope="0002", way="letter", result="no_answer", hour=TOLD_AT, note=Secret("")),
        "admission.contact",
    ),
    "a receipt without a PIN": (
        "receipt.given", by("rita", "receipt.given", envelope="0002", receipt="7QK2-M3PD", check=""), "admission.contact",
    ),
    "a receipt's number twice": ("receipt.given", a_receipt_twice, "admission.contact"),
    "told of no hit": ("hit.told", by("sue", "hit.told", envelope="0002", to="board", hour=TOLD_AT), TABLE),
    "sorted without an oath": ("pile.sorted", sorted_without_an_oath, TABLE),
    "a pile signed with a field": (
        "pile.signed", after_sorting("rita", "pile.signed", pile="P0001", x=1), "body.meaning",
    ),
    "opened without a look-up": ("session.opened", after_sorting("admin", "session.opened", **OPENED), TABLE),
    "duplicated from a sealed pile": (
        "session.duplicated",
        after_sorting("admin", "session.duplicated", **TOGETHER, session="S0001", issued=1, done=1, spoiled=0, returned=0),
        TABLE,
    ),
    "signed with a field": (
        "session.signed", after_opening("rita", "session.signed", session="S0001", x=1), "body.meaning",
    ),
    "settled in no way of the table": (
        "exception.settled",
        after_opening("sue", "exception.settled", session="S0001", envelope="0002", settled="burn", reason=Secret("x")),
        "body.meaning",
    ),
    "a box under seal with somebody unknown": (
        "box.sealed",
        by("sue", "box.sealed", **(OF_BOX | {"second": "nobody"}), holds="envelopes", seals=["A1"], place="Vault"), BOX,
    ),
    "a box moved to where it is": ("box.moved", of_a_box("box.moved", to="Vault"), BOX),
    "whole seals that are others": ("box.opened", of_a_box("box.opened", seals=["B1"]), BOX),
    "an open box handed over": ("box.delivered", of_a_box("box.delivered", to="Clerk"), BOX),
    "a step of a box signed with a field": ("box.signed", signed_with_a_field, "body.meaning"),
    "a bag from nowhere": (
        "bag.counted", by("rita", "bag.counted", place="The moon", issued=1, missing=0, unlisted=0), BOX,
    ),
    "a scan without a number": ("scan.recorded", by("sue", "scan.recorded", **(SCAN | {"scan": " "})), TABULATION),
    "a scan at no hour": (
        "scan.recorded", by("sue", "scan.recorded", **(SCAN | {"hour": "2020-11-31T21:20"})), TABULATION,
    ),
    "cleared though voided": (
        "scan.cleared", after_a_scan("scan.cleared", scan="ICC1/17", cleared=1, hour=HOUR), TABULATION,
    ),
    "in the results though voided": (
        "scan.in_results", after_a_scan("scan.in_results", scan="ICC1/17", ballots=1, hour=HOUR), TABULATION,
    ),
    "voided twice": (
        "scan.voided", after_a_scan("scan.voided", scan="ICC1/17", instead="", reason=Secret("x")), TABULATION,
    ),
    "uploaded before reconciled": (
        "upload.made", after_a_scan("upload.made", **(UPLOAD | {"override": None})), TABULATION,
    ),
    "a contest of another election": (
        "upload.made", after_a_scan("upload.made", **(UPLOAD | {"contest": "mayor"})), TABULATION,
    ),
    "an upload out of its number": (
        "upload.made", after_a_scan("upload.made", **(UPLOAD | {"upload": "U0002"})), TABULATION,
    ),
    "taken out twice": (
        "upload.withdrawn", after_an_upload("upload.withdrawn", upload="U0001", hour=HOUR, reason=Secret("x")),
        TABULATION,
    ),
    "seen at no hour": (
        "upload.seen", after_an_upload("upload.seen", upload="U0001", votes=1, hour="2020-11-31T21:20"), TABULATION,
    ),
    "findings out of order": (
        "count.reconciled",
        by(
            "sue", "count.reconciled", file=HASH, name=Secret("x"), ballots=1,
            found=[{"about": each, "expected": 0, "actual": 1} for each in ("b:1", "a:1")],
        ),
        TABULATION,
    ),
    "explained with other numbers": ("difference.explained", explained_otherwise, TABULATION),
    "F10 another outcome": ("envelope.determined", recommended_otherwise("not_counted"), "admission.determination"),
    "F10b in part": (
        "envelope.determined",
        recommended_otherwise("count_partial", counted=["president"], not_counted={"sheriff": "wrong_precinct"}),
        "admission.determination",
    ),
    "F10c no reason": (
        "envelope.determined",
        recommended_otherwise("not_counted", departs=True, reasons=["not_eligible"]),
        "admission.determination",
    ),
    "a departure without a code": (
        "envelope.determined",
        recommended_otherwise("not_counted", departs=True, reason=Secret("x"), reasons=["because"]),
        "admission.determination",
    ),
    "F17 facts": ("envelope.determined", facts_of_nobody, "admission.determination"),
    "F17 style": ("envelope.determined", again(cast_style="S2"), "admission.determination"),
    "F17 own style": ("envelope.determined", again(home_style="S2"), "admission.determination"),
    "contests too late": ("envelope.determined", again(too_late_for=["sheriff"]), "admission.determination"),
    "contests cast too late": ("envelope.determined", cast_too_late_for_a_contest, "admission.determination"),
    "contests left out": ("envelope.determined", again(counted=["president"]), "admission.determination"),
    "another is superseded": ("envelope.determined", again(supersedes=1), "admission.determination"),
    "F11 pack": ("envelope.determined", replaced_pack, "admission.determination"),
    "G2 an old instant": ("envelope.determined", by_an_old_instant, "log.no_right"),
    "G2 behind an order": ("determination.withdrawn", behind_an_order, "log.no_right"),
    "nothing answered": (
        "envelope.determined",
        made("rita", "envelope.determined", lambda f: (
            f.data_of("envelope.determined", "0001") | {"envelope": "0007", "supersedes": 0}
        )),
        "admission.determination",
    ),
    "F12 nothing approved": ("batch.approved", approved(approved={}), "admission.batch"),
    "F12b another approved": ("batch.approved", approved(approved={"0001": 1, "9999": 9}), "admission.batch"),
    "F16 departures": ("batch.approved", departure_unnamed, "admission.batch"),
    "a departure that is none": ("batch.approved", approved(departures=["0001"]), "admission.batch"),
    "approved and nothing drawn": ("batch.approved", approved(sample=[]), "admission.batch"),
    "approved and another drawn": ("batch.approved", approved(sample=["0004"]), "admission.batch"),
    "approved and less looked at": ("batch.approved", approved(looked_at=["0004"]), "admission.batch"),
    "approved and more looked at": ("batch.approved", approved(looked_at=["0001", "0004"]), "admission.batch"),
    "approved before it was decided a second time": ("batch.approved", approved_unchecked, "admission.batch"),
    "decided a second time and not drawn": ("determination.checked", checked_where_nothing_is_drawn, "admission.batch"),
    "decided a second time otherwise than it says": (
        "determination.checked", checked_as(outcome="not_counted"), "admission.batch",
    ),
    "decided a second time for contests of no ballot": (
        "determination.checked", checked_as(outcome="count_partial", counted=["x"], agrees=False), "admission.batch",
    ),
    "decided as nobody decides": ("determination.checked", checked_as(outcome="lost", agrees=False), "admission.batch"),
    "second decisions of more than all": (
        "second_decisions.set", by("sue", "second_decisions.set", percent=101, reason=Secret("x")), "body.meaning",
    ),
    "second decisions without a reason": (
        "second_decisions.set", by("sue", "second_decisions.set", percent=10, reason=Secret(" ")), "admission.case",
    ),
    "approved though two are demanded": ("batch.approved", approved_too_early, "admission.batch"),
    "released though two are demanded": ("release.made", released_too_early, "admission.release"),
    "F13 not approved": ("release.made", release({}, approve=False), "admission.release"),
    "F13b another head": ("release.made", release({"size": 3, "root": HASH}), "admission.release"),
    "a head to come": ("release.made", release({"size": 9999}), "admission.release"),
    "released as another": ("release.made", release({"release": "R0009", "follows": ""}), "admission.release"),
    "files left out": ("release.made", release({"files": {"dispositions.csv": HASH}}), "admission.release"),
    "taken away though it never left": ("release.made", release({"taken_away": {"0003": 1}}), "admission.release"),
    "does not say what it takes away": ("release.made", release({"taken_away": None}), "admission.release"),
    "acknowledged by nobody": ("release.acknowledged", acknowledged(who=Secret("")), "admission.release"),
    "acknowledged at no hour": ("release.acknowledged", acknowledged(told_at="tonight"), "admission.release"),
    "acknowledged in the clear": ("release.acknowledged", acknowledged(who="Dana Reyes"), "body.open"),
    "batch numbered otherwise": (
        "batch.closed",
        made("rita", "batch.closed", lambda f: {"batch": "B0009", "items": {"0001": f.determined("0001")}}),
        "admission.batch",
    ),
    "batch of a hold": (
        "batch.closed",
        made("rita", "batch.closed", lambda f: {"batch": "B0002", "items": {"0003": f.determined("0003")}}),
        "admission.batch",
    ),
    "returned from another batch": ("envelope.returned", returned_from_another, "admission.batch"),
    "received without a number": (
        "envelope.received", by("rita", "envelope.received", envelope=" ", file="", papers={}), "admission.envelope",
    ),
    "received from no list": (
        "envelope.received", by("rita", "envelope.received", envelope="0100", file=HASH, papers={}),
        "admission.envelope",
    ),
    "a name in the clear": (
        "envelope.received", by("rita", "envelope.received", envelope="0100", file="", papers={"phone": "555"}),
        "body.open",
    ),
    "corrected after approval": ("envelope.corrected", corrected_in_a_batch, "admission.envelope"),
    "taken while another has it": ("envelope.taken", by("rita", "envelope.taken", envelope="0005"), "admission.envelope"),
    "not had, put back": ("envelope.put_back", by("rita", "envelope.put_back", envelope="0005"), "admission.envelope"),
    "taken over without a reason": (
        "envelope.taken_over",
        by("sue", "envelope.taken_over", **{"envelope": "0005", "from": "sam", "why": "x"}),
        "admission.envelope",
    ),
    "taken over from nobody": (
        "envelope.taken_over",
        by("sue", "envelope.taken_over", **{"envelope": "0007", "from": "sam", "why": "left"}),
        "admission.envelope",
    ),
    "answers while another has it": ("facts.recorded", while_another_has_it, "admission.answer"),
    "an answer of no list": (
        "facts.recorded", by("rita", "facts.recorded", envelope="0007", facts=[answer("oath", "perhaps")]),
        "admission.answer",
    ),
    "a voter without an elector": (
        "facts.recorded", by("rita", "facts.recorded", envelope="0007", facts=[answer("match", "chosen")]),
        "admission.answer",
    ),
    "a record against, and no reason": (
        "facts.recorded",
        by("rita", "facts.recorded", envelope="0007", facts=[answer("oath", "unsigned") | {
            "claims": [{"value": "signed", "source": {"kind": "envelope", "dated": "", "ref": ""}, "weight": "record"}]
        }]),
        "admission.answer",
    ),
    "another name that nothing explains": (
        "facts.recorded",
        made("rita", "facts.recorded", lambda f: {
            "envelope": "0007",
            "facts": [answer("match", "chosen") | {"claims": [OF_THE_PAPERS], "why": "moved", "note": Secret("")}],
            "elector": elector_of(f),
        }),
        "admission.answer",
    ),
    "forgotten answers": (
        "facts.recorded", by("rita", "facts.recorded", envelope="0004", facts=[], forgotten=["oath"]),
        "admission.answer",
    ),
    "a field of one's own": (
        "facts.recorded", by("rita", "facts.recorded", envelope="0007", facts=[], stowaway="x"), "body.meaning",
    ),
    "called by the program": (
        "research.recorded",
        by("rita", "research.recorded", envelope="0007", by_program=True,
           lines=[{"where": "call", "result": "found", "note": Secret("")}]),
        "admission.answer",
    ),
    "looked for nowhere": (
        "research.recorded",
        by("rita", "research.recorded", envelope="0007", lines=[{"where": "the moon", "result": "found", "note": None}]),
        "admission.answer",
    ),
    "cured and not held": (
        "cure.recorded",
        by("rita", "cure.recorded", envelope="0007", facts=[answer("identification", "shown")], note=None),
        "admission.envelope",
    ),
    "withdrawn after approval": (
        "determination.withdrawn",
        made("rita", "determination.withdrawn", lambda f: {
            "envelope": "0002", "determination": f.determined("0002"), "batch": "B0001", "reason": Secret("x"),
        }),
        "admission.envelope",
    ),
    "another's withdrawn without a reason": (
        "determination.withdrawn",
        made("rob", "determination.withdrawn", lambda f: {
            "envelope": "0001", "determination": f.determined("0001"), "batch": "", "reason": None,
        }),
        "admission.envelope",
    ),
    "referred when determined": (
        "envelope.referred", by("rita", "envelope.referred", envelope="0001", reason=Secret("x")), "admission.envelope",
    ),
    "answered and not asked": (
        "referral.answered", by("sue", "referral.answered", envelope="0007", answer=Secret("x")), "admission.envelope",
    ),
    "taken back and not asked": (
        "referral.taken_back", by("rita", "referral.taken_back", envelope="0007"), "admission.envelope",
    ),
    "reopened and not approved": (
        "envelope.reopened", by("sue", "envelope.reopened", envelope="0001", reason=Secret("x")), "admission.envelope",
    ),
    "entered by mistake, the same as one that is none": (
        "mistake.asked", mistake(what="same_as", same_as="9999"), "admission.envelope",
    ),
    "entered by mistake and approved": ("mistake.asked", mistake(envelope="0002"), "admission.envelope"),
    "entered by mistake without a reason": ("mistake.asked", mistake(reason=Secret(" ")), "admission.envelope"),
    "entered by mistake as nothing known": ("mistake.asked", mistake(what="lost"), "admission.envelope"),
    "an answer to another question": ("mistake.answered", mistake_answered(same_as="0004"), "admission.envelope"),
    "an answer in nobody's words": ("mistake.answered", mistake_answered(agreed=False), "admission.envelope"),
    "an answer that leaves it in its batch": ("mistake.answered", mistake_answered("0001"), "admission.envelope"),
    "an order twice": (
        "order.entered",
        an_order_and("order.entered", lambda f: f.order()),
        "admission.order",
    ),
    "an order changed to what it is": (
        "order.changed",
        an_order_and("order.changed", lambda _: {
            "order": "20-CV-1", "status": "in_force", "reason": Secret("x"), "changes": {},
        }),
        "admission.order",
    ),
    "an order put right to what it says": ("order.amended", an_order_and("order.amended", amended()), "admission.order"),
    "an order called by what it is": (
        "order.amended", an_order_and("order.amended", amended(called="20-CV-1", court="State")), "admission.order",
    ),
    "an order put right without a place": (
        "order.amended", an_order_and("order.amended", amended(hours={})), "admission.order",
    ),
    "an order put right that changes what it does not": (
        "order.amended",
        an_order_and("order.amended", amended(court="State", changes={"0001": ["count_full", "held"]})),
        "admission.order",
    ),
    "an order that changes what it does not": (
        "order.entered",
        made("sue", "order.entered", lambda f: f.order() | {"changes": {"0001": ["count_full", "held"]}}),
        "admission.order",
    ),
    "another law, nothing follows": ("pack.changed", what_follows_left_out, "admission.law"),
    "another law, another last day": ("pack.changed", law_with_days_moved, "admission.days"),
    "a motion on nothing": (
        "position.set",
        made("sue", "position.set", lambda f: f.same_law() | {
            "position": "two_envelopes", "value": "not_counted",
            "motion": {"number": "1", "date": "2020-11-04", "text": "Resolved"},
        }),
        "admission.law",
    ),
    "a person who looks like another": (
        "person.added",
        by("admin", "person.added", person="eve", name="Rita Reviewer", roles=["reviewer"], key=HASH),
        "admission.person",
    ),
    "a role that is none": (
        "person.added", by("admin", "person.added", person="eve", name="Eve", roles=["king"], key=HASH),
        "admission.person",
    ),
    "one's own administration dropped": (
        "person.changed", by("admin", "person.changed", person="admin", roles=["clerk"], active=True),
        "admission.person",
    ),
    "a key that was used": ("person.key_changed", used_key, "key.refused"),
    "one's own key": (
        "person.key_changed", by("admin", "person.key_changed", person="admin", key=HASH), "admission.person",
    ),
    "an idle screen for a day": (
        "sittings.changed", by("admin", "sittings.changed", idle_minutes=1440, shift_ends=[]), "admission.case",
    ),
    "a table of other codes": (
        "reasons.changed", by("admin", "reasons.changed", code="PW", reasons={"PW": "all others gone"}),
        "admission.case",
    ),
    "a passphrase from another": ("passphrase.changed", passphrase_twice, "admission.case"),
    "a record shared twice": ("case.shared", shared_twice, "admission.case"),
    "a copy that left what is not shared": (
        "case.left", by("admin", "case.left", incarnation="2-x", size=1, root=HASH), "admission.case",
    ),
    "a copy that left somewhere else": ("case.left", left_from_elsewhere, "admission.case"),
    "a copy that a second person let go otherwise": ("case.left", left_otherwise, "admission.case"),
    "the period closed early": ("period.closed", by("sue", "period.closed"), "admission.case"),
    "a day with words": ("day.closed", by("sue", "day.closed", open={}, words="x"), "body.meaning"),
    "a step that there is none of": ("day.closed", by("sue", "day.closed", open={"rested": 1}), "admission.case"),
    "a step that is open with nothing left": ("day.closed", by("sue", "day.closed", open={"printed": 0}), "admission.case"),
    "a roll with lines": (
        "file.received",
        by("rita", "file.received", digest=HASH, kind="roll", name=None, dated="", rows=1, lines=HASH),
        "admission.file",
    ),
    "a file of no kind": (
        "file.received",
        by("rita", "file.received", digest=HASH, kind="diary", name=None, dated="", rows=1, lines=""), "body.meaning",
    ),
    "a file twice": (
        "file.received",
        made("rita", "file.received", lambda f: f.data_of("file.received")),
        "admission.file",
    ),
    "a case opened again": (
        "case.opened", lambda f: f.unguarded("case.opened", "", f.data_of("case.opened")), "act.out_of_place",
    ),
    "restored from nowhere": (
        "case.restored",
        lambda f: f.unguarded("case.restored", "", {"incarnation": "7-x", "size": 1, "root": HASH}), "admission.case",
    ),
    "signed in with a field": (
        "person.signed_in", by("rita", "person.signed_in", person="rita", x=1),
        "body.meaning",
    ),
    "signed out for no reason": (
        "person.signed_out", by("rita", "person.signed_out", person="rita", why="tired"),
        "body.meaning",
    ),
    "a password with a field": (
        "person.password_changed",
        by("rita", "person.password_changed", person="rita", password=PASSWORD),
        "body.meaning",
    ),
    "a clock that was not set back": (
        "clock.set_back",
        by("rita", "clock.set_back", person="rita", clock="1999-01-01T00:00:00.000000Z",
           newest="2020-11-04T00:00:00.000000Z"),
        "admission.case",
    ),
    "raised from nowhere": (
        "form.raised",
        lambda f: f.unguarded("form.raised", "", {"from": "3.0", "to": "5.0", "size": 1, "root": HASH}), "act.out_of_place",
    ),
    "accounts of no older form": (
        "accounts.adopted", by("admin", "accounts.adopted", accounts=[]), "admission.case",
    ),
    "proposed what is": ("strict.proposed", by("sue", "strict.proposed", strict=False), "admission.case"),
    "agreed to nothing": ("strict.set", by("sue", "strict.set", strict=True, proposed=1), "admission.case"),
    "acts to come, signed": (
        "acts.signed",
        by("rita", "acts.signed", **{"person": "rita", "from": 5, "to": 9999, "number": 3, "root": HASH}),
        "admission.person",
    ),
    "a key that was not in force": (
        "person.key_made",
        by("rita", "person.key_made", person="rita", key=HASH, replaces=HASH, proof=HASH * 2), "act.unsigned",
    ),
    "recovered by nobody": (
        "person.key_recovered",
        by("rita", "person.key_recovered", person="rita", key=HASH, replaces=HASH, proof=HASH * 2, recovery=HASH),
        "act.unsigned",
    ),
    "a stretch to come, disputed": (
        "person.key_disputed",
        by("sue", "person.key_disputed", person="rita", since=9999, until=9999, changes={}, released=[]),
        "admission.person",
    ),
    "a key disputed, an envelope left out": ("person.key_disputed", disputed("a determination left out"), "admission.person"),
    "a key disputed, one too many": ("person.key_disputed", disputed("one too many"), "admission.person"),
    "a key disputed, answers that stay": ("person.key_disputed", disputed("answers that stay"), "admission.follows"),
    "confirmed what was not given": (
        "person.confirmed", by("sue", "person.confirmed", person="rita", key=HASH, grants=[1]), "admission.person",
    ),
    "an instant of 1999": ("envelope.taken", backdated, "log.time_runs_back"),
    **BOARD_ATTACKS,
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_what_the_program_would_not_have_written_is_found(forger: Forger, name: str) -> None:
    kind, attack, finding = ATTACKS[name]
    attack(forger)
    assert kind in CATALOGUE
    assert finding in forger.found()


@pytest.mark.parametrize("name", IN_ONE_WAY)
def test_what_is_wrong_in_one_way_is_told_in_words(forger: Forger, name: str) -> None:
    attack, words = IN_ONE_WAY[name]
    attack(forger)
    assert {finding.words for finding in forger.verified().findings} == words


def test_every_kind_of_entry_was_attacked() -> None:
    assert {kind for kind, _, _ in ATTACKS.values()} == set(CATALOGUE)


def test_every_kind_of_entry_is_described_and_looked_at() -> None:
    assert set(DATA_OF) == set(CATALOGUE) == {*CHECKS, *GROUND}


def test_a_case_that_nobody_forged_gives_no_finding(forger: Forger) -> None:
    assert forger.found() == set()
