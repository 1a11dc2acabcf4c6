"""What each role may add to the log: the database refuses the rest, and verify names it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.record.catalogue import CATALOGUE
from adjudicator.casework.record.entry import SealedEntry, Secret
from adjudicator.casework.record.rights import ACTS_OF, BY_NOBODY, FOLLOWING, GROUND, OWN, RIGHTS, roles_that_add
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.records.people import ROLES
from tests.log.conftest import DEFINITION, HANDED_OUT, PACK, Pen, SigningLog, begin, forge, public_of

REFUSED = "no role of"


@pytest.fixture
def staffed(tmp_path: Path, pen: Pen) -> CaseLog:
    """A case in which each role has one person, called like it, and where a batch waits."""
    log = begin(tmp_path / "staffed.case", pen)
    for role in ROLES:
        if role != "clerk":
            log.append([added(pen, role, role), key_made(pen, role)])
    for by, *others in (("custodian", "keeper", "supervisor"), ("clerk", "custodian")):
        log.append(table_of(pen, by, *others))
    asked = pen.entry("mistake.asked", "clerk", envelope="0005", what="no_envelope", same_as="", reason=Secret("x"))
    log.append([pen.received("0005"), asked])
    others = [role for role in ROLES if role not in ("clerk", "custodian")]
    log.append(steps_of_a_box(pen, "custodian", "keeper", *others))
    log.append(steps_of_a_box(pen, "supervisor", "custodian"))
    log.append([pen.received("0001"), pen.determined("0001"), pen.received("0002"), pen.determined("0002")])
    size = log.head().size
    log.append([pen.closed("B0001", {"0001": size - 2})])
    return log


def table_of(pen: Pen, by: str, *others: str) -> list[SealedEntry]:
    """A pile and the session that opened it, which the others at the table have not signed yet."""
    hours = {"begins": "2020-11-09T14:00", "ends": "2020-11-09T15:00", "later": False}
    both: dict[str, Any] = {"pile": f"P-{by}", "people": [by, *others]}
    pile = pen.entry(
        "pile.sorted", by, **both, what="to_open", apart=False, copy=False, items={}, counted=0,
        hour="2020-11-09T13:00", box="", later=False,
    )  # fmt: skip
    opened = pen.entry(
        "session.opened", by, **both, **hours, session=f"S-{by}", left=[], by_record=0, by_hand=0, exceptions={},
        override=None,
    )  # fmt: skip
    return [pile, opened]


def steps_of_a_box(pen: Pen, by: str, *seconds: str) -> list[SealedEntry]:
    """A step of a box with each of these as the second person, who has not signed it yet."""
    step: dict[str, Any] = {"hour": "2020-11-09T13:00", "condition": "whole", "later": False}
    sealed = {"holds": "held", "seals": ["A1"], "place": "Vault"}
    return [pen.entry("box.sealed", by, box=f"X-{each}", second=each, **step, **sealed) for each in seconds]


def pile_of_another(by: str, log: CaseLog) -> dict[str, Any]:
    """The pile that a person has still to sign."""
    sorter = "clerk" if by == "custodian" else "custodian"
    found = next(each for each in log.read_back(kind="pile.sorted") if each.entry.by == sorter)
    return {"pile": f"P-{sorter}", "entry": found.seq}


def step_with(by: str, log: CaseLog) -> dict[str, Any]:
    """The step of a box at which a person was the second; no step where they were at none."""
    found = (each.seq for each in log.read_back(kind="box.sealed") if each.entry.data["second"] == by)
    return {"box": f"X-{by}", "entry": next(found, 0)}


def session_of_another(by: str, log: CaseLog) -> dict[str, Any]:
    """The session that a person at the table has still to sign."""
    opener = "clerk" if by == "custodian" else "custodian"
    found = next(each for each in log.read_back(kind="session.opened") if each.entry.by == opener)
    return {"session": f"S-{opener}", "entry": found.seq}


def added(pen: Pen, person: str, *roles: str, by: str = "clerk") -> SealedEntry:
    key = public_of(person + HANDED_OUT)
    return pen.entry("person.added", by, person=person, name=person.title(), roles=sorted(roles), key=key)


def key_made(pen: Pen, person: str) -> SealedEntry:
    """The person's own key in place of the one that was handed out."""
    return pen.key_made(person, person + HANDED_OUT, person)


def data_of(kind: str, by: str, log: CaseLog) -> dict[str, Any]:
    """Data with which an entry of the kind would be let in, had the person who adds it the right."""
    size = log.head().size
    particular: dict[str, dict[str, Any]] = {
        "batch.closed": {"batch": "B0002", "items": {"0002": size - 1}},
        "batch.approved": {"batch": "B0001", "approved": {"0001": 1}},
        "determination.checked": {"envelope": "0002", "determination": size - 1, "batch": "B0001"},
        "envelope.received": {"envelope": "0009"},
        "mistake.answered": {"envelope": "0005", "asked": log.case().mistakes["0005"]},
        "person.added": {"person": "newcomer", "roles": ["administrator"], "key": ""},
        "session.signed": session_of_another(by, log),
        "pile.signed": pile_of_another(by, log),
        "box.signed": step_with(by, log),
        **{f"box.{step}": {"box": "3", "second": "mo"} for step in ("sealed", "moved", "opened", "delivered")},
    }
    people: dict[str, Any] = {"person": by, "roles": ["administrator"], "key": ""}
    return particular.get(kind) or (people if kind.startswith("person.") or kind in OWN else {"envelope": "0001"})


def is_refused(log: CaseLog, entry: SealedEntry) -> bool:
    """Whether the database lets nobody add the entry past the program; nothing is kept of it."""
    log.db.execute("BEGIN")
    try:
        forge(log.db.conn, entry.body)
    except sqlite3.IntegrityError as error:
        if REFUSED not in str(error):
            raise
        return True
    finally:
        log.db.execute("ROLLBACK")
    return False


def test_every_kind_of_entry_is_somebodys_to_add() -> None:
    assert {*ACTS_OF, *OWN, *BY_NOBODY} == set(CATALOGUE)
    assert {act for acts in ACTS_OF.values() for act in acts} <= set(RIGHTS)
    assert set(ACTS_OF) >= GROUND | FOLLOWING


@pytest.mark.parametrize("role", ROLES)
def test_the_database_takes_from_each_role_what_the_table_allows_and_nothing_else(
    staffed: CaseLog, pen: Pen, role: str
) -> None:
    person = "keeper" if role == "clerk" else role  # the clerk of this case is its administrator as well
    if role == "clerk":
        staffed.append([added(pen, person, "clerk")])
        staffed.append([pen.received("0003"), pen.determined("0003")])
    for kind in CATALOGUE:
        entry = pen.entry(kind, person, **data_of(kind, person, staffed))
        allowed = kind in OWN or role in roles_that_add(kind)
        assert is_refused(staffed, entry) is not allowed, kind


def test_who_has_no_open_account_adds_nothing(staffed: CaseLog, pen: Pen) -> None:
    everything = sorted(ROLES)
    staffed.append([added(pen, "gone", *everything)])
    staffed.append([pen.entry("person.changed", "clerk", person="gone", roles=everything, active=False)])
    staffed.append([pen.received("0003"), pen.determined("0003")])
    for kind in CATALOGUE:
        for person in ("gone", "stranger"):
            assert is_refused(staffed, pen.entry(kind, person, **data_of(kind, person, staffed))), kind


def test_an_account_that_is_opened_again_and_a_role_that_is_taken_away_count_from_there(
    staffed: CaseLog, pen: Pen
) -> None:
    for active, refused in ((False, True), (True, False)):
        staffed.append([pen.entry("person.changed", "clerk", person="reviewer", roles=["reviewer"], active=active)])
        assert is_refused(staffed, pen.determined("0001", by="reviewer")) is refused
    staffed.append([pen.entry("person.changed", "clerk", person="reviewer", roles=["observer"], active=True)])
    assert is_refused(staffed, pen.determined("0001", by="reviewer"))


@pytest.mark.parametrize("kind", sorted(OWN))
def test_nobody_signs_in_for_somebody_else(staffed: CaseLog, pen: Pen, kind: str) -> None:
    assert is_refused(staffed, pen.entry(kind, "clerk", person="mo"))
    assert not is_refused(staffed, pen.entry(kind, "mo", person="mo"))


@pytest.mark.parametrize("kind", sorted(FOLLOWING))
def test_what_follows_from_another_ground_is_added_in_the_same_act_and_never_later(
    staffed: CaseLog, pen: Pen, kind: str
) -> None:
    motion = pen.entry("position.set", "secretary", position="x")
    follows = motion.body.replace("position.set", kind).replace('"position":"x"', '"envelope":"0001"')
    assert is_refused(staffed, SealedEntry(follows))
    forge(staffed.db.conn, motion.body)
    assert not is_refused(staffed, SealedEntry(follows))
    assert is_refused(staffed, SealedEntry(follows.replace('"by":"secretary"', '"by":"observer"')))
    assert is_refused(staffed, pen.entry(kind, "secretary", envelope="0001"))


def test_nobody_signed_in_opens_a_case_and_gives_its_roll_and_its_administrator_adds_themselves_once(
    tmp_path: Path, pen: Pen
) -> None:
    roll = pen.entry("file.received", "", digest="ab" * 32, kind="roll", dated="", rows=1, name=None)
    opened = [pen.opened(DEFINITION.digest, PACK.digest)]
    with SigningLog.create(tmp_path / "a.case", opened, [DEFINITION, PACK]) as log:
        for kind in set(CATALOGUE) - BY_NOBODY:
            assert is_refused(log, pen.entry(kind, "", person="x", roles=["administrator"])), kind
            if kind != "person.added":
                assert is_refused(log, pen.entry(kind, "anna", person="anna", roles=["administrator"])), kind
        assert is_refused(log, pen.opened())
        assert is_refused(log, added(pen, "anna", "clerk", by="anna"))
        assert is_refused(log, added(pen, "bert", "administrator", by="anna"))
        log.append([roll])
        assert is_refused(log, pen.entry("file.received", "", digest="cd" * 32, kind="roll"))
        log.append([first_administrator(pen, "anna")])
        assert is_refused(log, first_administrator(pen, "bert"))
        assert is_refused(log, added(pen, "bert", "administrator", by=""))
        for kind in ("case.restored", "form.raised"):
            assert not is_refused(log, pen.entry(kind, "", incarnation="2-x"))


def first_administrator(pen: Pen, person: str) -> SealedEntry:
    key = public_of(person)
    return pen.entry("person.added", person, person=person, name=person.title(), roles=["administrator"], key=key)


def test_changed_projections_give_nobody_a_right(staffed: CaseLog, pen: Pen) -> None:
    staffed.db.execute("UPDATE person SET state = replace(state, 'observer', 'reviewer')")
    assert is_refused(staffed, pen.determined("0001", by="observer"))


def past_the_rights(log: CaseLog, *entries: SealedEntry) -> list[tuple[str, str, str]]:
    """Append without the trigger that asks for roles, put it back, and give what verify finds of the log."""
    trigger = log.db.execute("SELECT sql FROM sqlite_master WHERE name = 'log_rights'").fetchone()[0]
    log.db.execute("DROP TRIGGER log_rights")
    log.append(entries)
    log.db.execute(trigger)
    findings = [(finding.id, finding.place, finding.words) for finding in verify(log.path).findings]
    return [finding for finding in findings if not finding[0].startswith(("projection.", "lookup."))]


def test_verify_names_what_a_person_signed_without_a_right(log: CaseLog, pen: Pen) -> None:
    log.append([added(pen, "observer", "observer"), key_made(pen, "observer"), pen.received("0001")])
    found = past_the_rights(log, pen.entry("envelope.referred", "observer", envelope="0001", reason=Secret("Why?")))
    assert found == [("log.no_right", "entry 10", "No role of observer allows it.")]


def test_verify_names_what_nobody_may_add(log: CaseLog, pen: Pen) -> None:
    log.append([pen.received("0001")])
    roll = pen.entry("file.received", "", digest="ab" * 32, kind="roll", dated="", rows=1, name=None, lines="")
    assert past_the_rights(log, roll) == [("log.no_right", "entry 8", "Nobody was signed in.")]
    referred = pen.entry("envelope.referred", "", envelope="0001", reason=Secret("Why?"))
    assert past_the_rights(log, referred)[0] == ("act.unsigned", "entry 9", "The program has not signed it so.")
