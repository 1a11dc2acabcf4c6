"""Entries of every kind as somebody might write them past the program, and which of them the program would have let in.

`TEMPLATES` gives for each kind the data that the program itself would write in the case of `waiting`, where it would write
any; `PERMITTED` is the list of who may. Other data than the template's are somebody's free choice where `FREE` has the field,
and wrong else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fnmatch import fnmatch
from typing import Any

from adjudicator.casework.record.catalogue import CATALOGUE
from adjudicator.casework.record.entry import Secret
from tests.casework.admission.conftest import answer
from tests.forgeries import tables_entries, tabulation_entries
from tests.forgeries.attacker import Attacker

Data = dict[str, Any]
HASH = "ab" * 32
PEOPLE = ("admin", "rita", "rob", "sam", "sue", "olga")


def _own(hands: Attacker, by: str, **more: Any) -> Data:
    return {"person": by, **more}


def _key_made(hands: Attacker, by: str) -> Data:
    if by not in PEOPLE:
        return _own(hands, by, key=HASH, replaces=HASH, proof=HASH * 2)
    return dict(hands.key_made(by, hands.key(by), hands.own_key()).data)


def _recovered(hands: Attacker, by: str) -> Data:
    return {**_key_made(hands, by), "recovery": HASH}


def _stretch(hands: Attacker, by: str) -> Data:
    found = hands.log.stretch_of(by)
    return found.data(by) if found is not None else hands.stretch(by, hands.size - 5, hands.size)


def _head(hands: Attacker, **more: Any) -> Data:
    head = hands.head_at(hands.size)
    return {"size": head.size, "root": head.root.hex(), **more}


def _law(hands: Attacker, **more: Any) -> Data:
    case = hands.log.case()
    calendar = [{name: getattr(day, name) for name in day.__struct_fields__} for day in case.calendar]
    law = {"rules": case.rules, "pack": case.pack, "pack_document": case.pack_document}
    return {**law, "deadlines": dict(case.deadlines), "calendar": calendar, "examined": 0, "changes": {}, **more}


def _order() -> Data:
    return {
        "order": "20-CV-1", "court": "Superior", "judge": "J. Doe", "status": "in_force", "changes": {},
        "hours": {"School 003": ["2020-11-03T19:00:00", "2020-11-03T20:00:00"]},
        "contests": [],
    }  # fmt: skip


def _determined(hands: Attacker, number: str) -> Data:
    return {**hands.data_of("envelope.determined", envelope="0001"), "envelope": number}


def _docket(hands: Attacker, _: str) -> Data:
    seq = hands.log.read_back(limit=1, envelope="0002", kind="envelope.determined")[0].seq
    return {
        "docket": "D0001", "batches": ["B0001"], "items": {"0002": seq}, "outcomes": {"count_full": 1}, "reasons": {},
        "questions": {},
        "why": "The lists come at noon",  # nothing was looked up there
    }  # fmt: skip


VOTE = {
    "number": "1", "hour": "2020-11-04T08:00", "text": "Resolved", "in_favor": 3, "against": 0, "abstained": 0,
    "later": False,
}  # fmt: skip
MOTION = {"number": "1", "date": "2020-11-04", "text": "Resolved"}

TEMPLATES: Mapping[str, Callable[[Attacker, str], Data]] = {
    "case.opened": lambda hands, _: hands.data_of("case.opened"),
    "case.restored": lambda hands, _: _head(hands, incarnation="2-x"),
    "case.left": lambda hands, _: _head(hands, incarnation="2-x"),
    "form.raised": lambda hands, _: _head(hands, **{"from": "3.0", "to": "4.0"}),
    "accounts.adopted": lambda *_: {"accounts": []},
    "person.added": lambda *_: {"person": "eve", "name": "Eve Eden", "roles": ["reviewer"], "key": HASH},
    "person.changed": lambda *_: {"person": "rob", "roles": ["observer"], "active": True},
    "person.key_changed": lambda *_: {"person": "rob", "key": HASH},
    "person.key_made": _key_made,
    "person.key_recovered": _recovered,
    "person.key_disputed": lambda *_: {"person": "rita", "since": 36, "until": 43, "changes": {}, "released": []},
    "person.confirmed": lambda hands, _: {"person": "rob", "key": hands.key("rob").public.hex(), "grants": [5]},
    "strict.proposed": lambda *_: {"strict": True},
    "strict.set": lambda *_: {"strict": True, "proposed": 40},
    "acts.signed": _stretch,
    "person.password_changed": _own,
    "person.signed_in": _own,
    "person.signed_out": lambda hands, by: _own(hands, by, why="left"),
    "clock.set_back": lambda hands, by: _own(hands, by, clock=hands.now(), newest=hands.now()),
    "file.received": lambda *_: {
        "digest": Secret(HASH), "kind": "envelope_list", "name": Secret("list.csv"), "dated": "", "rows": 1, "lines": "",
    },
    "order.entered": lambda *_: _order(),
    "order.amended": lambda *_: {
        **{name: value for name, value in _order().items() if name != "status"}, "called": "", "reason": Secret("x"),
    },
    "order.changed": lambda *_: {"order": "20-CV-1", "status": "set_aside", "reason": Secret("x"), "changes": {}},
    "pack.changed": lambda hands, _: _law(hands, reason=Secret("x")),
    "position.set": lambda hands, _: _law(hands, position="two_envelopes", value="not_counted", motion=MOTION),
    "sittings.changed": lambda *_: {"idle_minutes": 11, "shift_ends": ["17:00"]},
    "reasons.changed": lambda hands, _: {"code": "ZZ", "reasons": {**hands.log.case().reasons, "ZZ": "Other words"}},
    "passphrase.changed": lambda *_: {"was_encrypted": False, "encrypted": True},
    "case.shared": lambda *_: {},
    "period.closed": lambda *_: {},
    "day.closed": lambda *_: {"open": {"unfinished": 1}},
    "envelope.received": lambda hands, _: {**hands.data_of("envelope.received", envelope="0007"), "envelope": "0100"},
    "envelope.corrected": lambda *_: {"envelope": "0004", "papers": {"place": "School 002"}, "reason": Secret("x")},
    "envelope.taken": lambda *_: {"envelope": "0004"},
    "envelope.put_back": lambda *_: {"envelope": "0007"},
    "envelope.taken_over": lambda *_: {"envelope": "0007", "from": "rob", "why": "asked", "note": Secret("")},
    "facts.recorded": lambda *_: {"envelope": "0004", "facts": [answer("oath", "signed")]},
    "research.recorded": lambda hands, _: {
        "envelope": "0004", "lines": [{"where": "roll", "result": "not_found", "note": Secret("")}], "by_program": False,
    },
    "cure.recorded": lambda *_: {"envelope": "0003", "facts": [answer("identification", "supplied_in_time")], "note": None},
    "contact.logged": lambda *_: {
        "envelope": "0003", "way": "phone", "result": "no_answer", "hour": "2020-11-04T08:00", "note": Secret(""),
    },
    "receipt.given": lambda *_: {"envelope": "0003", "receipt": "7QK2-M3PD", "check": "ab" * 16},
    "envelope.determined": lambda hands, _: _determined(hands, "0004"),
    "determination.withdrawn": lambda *_: {"envelope": "0003", "determination": 41, "batch": "", "reason": None},
    "envelope.referred": lambda *_: {"envelope": "0004", "reason": Secret("x")},
    "referral.answered": lambda *_: {"envelope": "0006", "answer": Secret("x")},
    "referral.taken_back": lambda *_: {"envelope": "0006"},
    "batch.closed": lambda *_: {"batch": "B0003", "items": {"0003": 41}, "second_decisions": 0},
    "second_decisions.set": lambda *_: {"percent": 10, "reason": Secret("x")},
    "determination.checked": lambda *_: {
        "batch": "B0002", "envelope": "0001", "determination": 44, "outcome": "count_full", "counted": [], "agrees": True,
        "note": Secret(""),
    },
    "envelope.returned": lambda *_: {"batch": "B0002", "envelope": "0001", "reason": Secret("x")},
    "batch.approved": lambda *_: {
        "batch": "B0002", "approved": {"0001": 44}, "looked_at": ["0001"], "sample": ["0001"],
    },
    "envelope.reopened": lambda *_: {"envelope": "0002", "reason": Secret("x")},
    "mistake.asked": lambda *_: {"envelope": "0004", "what": "no_envelope", "same_as": "", "reason": Secret("x")},
    "mistake.answered": lambda *_: {
        "envelope": "0004", "asked": 44, "what": "no_envelope", "same_as": "", "agreed": True, "reason": Secret(""),
    },
    "release.made": lambda hands, _: {
        **_head(hands), "release": "R0002", "follows": "R0001", "items": {"0001": 44},
        "files": hands.data_of("release.made")["files"], "taken_away": {},
    },
    "release.acknowledged": lambda *_: {
        "release": "R0001", "who": Secret("Dana Reyes"), "told_at": "2020-11-06T21:05", "reference": Secret("T-14"),
        "ballots": 1,
    },
    **tabulation_entries.TEMPLATES,
    **tables_entries.TEMPLATES,
    "steps.set": lambda *_: {"board_votes": "before", "duplicate_on": "cast", "reason": Secret("x")},
    "docket.drawn": _docket,
    "docket.amended": lambda hands, by: {**_docket(hands, by), "reason": Secret("x")},
    "docket.voted": lambda *_: {"docket": "D0001", "vote": VOTE, "removed": {}, "rulings": {}},
    "authority.given": lambda *_: {"vote": VOTE},
    "count.certified": lambda *_: {"vote": VOTE, "why": "x"},
}  # fmt: skip
assert TEMPLATES.keys() == CATALOGUE.keys(), "each kind of entry needs a template here, and no other"

_EVERYBODY = frozenset(PEOPLE)
_REVIEWERS, _SUPERVISORS = frozenset({"rita", "rob", "sam"}), frozenset({"sam", "sue"})
_ADMINISTRATOR, _CLERKS = frozenset({"admin"}), frozenset({"admin", "rita"})
_PROGRAM = frozenset({""})

PERMITTED: Mapping[str, frozenset[str]] = {
    "case.restored": _PROGRAM,
    "person.added": _ADMINISTRATOR,
    "person.changed": _ADMINISTRATOR,
    "person.key_changed": _ADMINISTRATOR,
    "person.key_made": _EVERYBODY,
    "strict.proposed": _ADMINISTRATOR | _SUPERVISORS,
    "acts.signed": _EVERYBODY,
    "person.password_changed": _EVERYBODY,
    "person.signed_in": _EVERYBODY,
    "person.signed_out": _EVERYBODY | _PROGRAM,
    "file.received": _CLERKS,
    "order.entered": _SUPERVISORS,
    "sittings.changed": _ADMINISTRATOR,
    "second_decisions.set": _SUPERVISORS,
    "reasons.changed": _ADMINISTRATOR,
    "passphrase.changed": _ADMINISTRATOR,
    "case.shared": _ADMINISTRATOR,
    "day.closed": _SUPERVISORS,
    "envelope.received": _CLERKS,
    "envelope.corrected": _CLERKS | _REVIEWERS,
    "envelope.taken": _REVIEWERS,
    "envelope.put_back": frozenset({"rob"}) | _PROGRAM,  # rob has it
    "facts.recorded": _REVIEWERS,
    "cure.recorded": _CLERKS | _REVIEWERS,
    "determination.withdrawn": frozenset({"rita"}),  # it is hers
    "contact.logged": _CLERKS | _REVIEWERS | _SUPERVISORS,
    "receipt.given": _CLERKS | _REVIEWERS | _SUPERVISORS,
    "envelope.referred": _REVIEWERS,
    "referral.answered": _SUPERVISORS,
    "referral.taken_back": frozenset({"rita"}),  # she asked
    "envelope.returned": _SUPERVISORS,
    "batch.approved": _SUPERVISORS,
    "envelope.reopened": _SUPERVISORS,
    "mistake.asked": _CLERKS | _REVIEWERS,
    **dict.fromkeys(tabulation_entries.PERMITTED, _SUPERVISORS),
    "release.acknowledged": _SUPERVISORS,
    "person.sworn": _ADMINISTRATOR | _SUPERVISORS,
    "bag.counted": _CLERKS,
    "box.sealed": _SUPERVISORS,
    "steps.set": _SUPERVISORS,
    "docket.drawn": _SUPERVISORS,
    "count.certified": _SUPERVISORS,  # with a reason, which the template has
}
"""Kind of entry -> who would have been let write the template by the program; nobody where a kind is not here."""

FREE: Mapping[str, tuple[str, ...]] = {
    "acts.signed": ("from", "to"),  # a stretch may begin and end where other people's acts stand
    "order.entered": ("order",),  # its number is the court's
    "person.added": ("person",),
    **tabulation_entries.FREE,
    **tables_entries.FREE,
    "steps.set": ("board_votes", "duplicate_on"),
    "day.closed": ("open", "open.*"),  # what was open is what the desk counted
    "second_decisions.set": ("percent",),
    "docket.drawn": ("why",),
    "contact.logged": ("way", "result", "hour"),
    "receipt.given": ("receipt", "check"),
    "release.acknowledged": ("ballots",),  # their number is what they said
    "count.certified": ("vote.*",),  # how the board voted is what somebody says
}
"""Kind of entry -> the fields that carry somebody's free choice, besides those of older forms and what is sealed."""


def is_free(kind: str, where: str) -> bool:
    """Whether a field is somebody's free choice."""
    return any(fnmatch(where, pattern) for pattern in FREE.get(kind, ()))
