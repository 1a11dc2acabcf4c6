"""Acts under their person's signature: what counts, what is in the log and in force nowhere, and what is signed together."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from adjudicator.casework.record.entry import SealedEntry, Secret, read_body
from adjudicator.casework.record.signing import ACT_BYTES, ActStatement
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.log.append import read_frontier
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import Depth, verify
from adjudicator.log.tree.acts import ActRow, as_json, from_json, put_act, read_acts
from adjudicator.log.tree.merkle import leaf_hash, root_of
from adjudicator.port.answers import Head
from tests.log.conftest import ORIGIN, PEOPLE, Pen, SigningLog, forge, key_of, signer

ACT = b"an act of sixteen bytes"[:ACT_BYTES]


@dataclass(frozen=True)
class Forged:
    """An act as somebody with the file writes it: whose it says it is, under whose key, and what it says of itself."""

    person: str = "mo"
    key: str = "mo"
    entries: int = 1
    base: Head | None = None
    over: Sequence[SealedEntry] = ()

    def row(self, head: Head, written: Sequence[SealedEntry]) -> ActRow:
        """The row, signed over `over` where that is given, else over what is written."""
        base = self.base or head
        leaves = [leaf_hash(entry.body.encode()) for entry in self.over or written]
        statement = ActStatement(ACT, self.entries, root_of(leaves), base.size, base.root)
        signature = key_of(self.key).sign(statement.text(ORIGIN)) if self.key else bytes(64)
        return ActRow(head.size + 1, self.entries, ACT, self.person, base.size, base.root, signature)


def forged(log: CaseLog, written: Sequence[SealedEntry], act: Forged | None) -> Path:
    """Write entries with all guards taken away and put back, and a head that fits; no projection is touched."""
    head = log.head()
    log.close()
    with closing(sqlite3.connect(log.path, isolation_level=None)) as raw:
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            raw.execute(f"DROP TRIGGER {name}")
        if act is not None:
            put_act(raw, act.row(head, written))
        tree = read_frontier(raw)
        for seq, entry in enumerate(written, head.size + 1):
            leaf = leaf_hash(entry.body.encode())
            raw.execute("INSERT INTO log (seq, body, leaf) VALUES (?, ?, ?)", (seq, entry.body, leaf))
            for commitment, salt, value in ((s.commitment, s.salt, s.value) for s in entry.sealed):
                raw.execute("INSERT INTO sealed (commitment, salt, value) VALUES (?, ?, ?)", (commitment, salt, value))
            tree.append(leaf)
        raw.execute("UPDATE head SET size = ?, root = ?, frontier = ?", (tree.size, tree.root(), tree.encode()))
        for _, sql in guards:
            raw.execute(sql)
    return log.path


def referred(pen: Pen, number: str = "0006", by: str = "mo") -> SealedEntry:
    """An act that ends at no checkpoint."""
    return pen.entry("envelope.referred", by, envelope=number, reason=Secret("Why?"))


def found(path: Path, depth: Depth = "deep", *, every: bool = False) -> list[tuple[str, str]]:
    return [(each.id, each.place) for each in verify(path, depth, every_signature=every).findings]


def test_a_statement_is_seven_plain_lines() -> None:
    statement = ActStatement(b"\x01" * 16, 2, b"\x02" * 32, 7, b"\x03" * 32)
    assert statement.text(ORIGIN).decode().splitlines() == [
        "provisional-ballots act 1", "provisional-ballots/C1/1", "01" * 16, "2",
        "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=", "7", "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=",
    ]  # fmt: skip


def test_an_act_is_carried_in_json_and_back(busy_log: CaseLog) -> None:
    rows = list(read_acts(busy_log.db.conn))
    assert sum(row.entries for row in rows) == busy_log.head().size
    assert [from_json(json.loads(json.dumps(as_json(row)))) for row in rows] == rows


SPOILT: dict[str, Forged | None] = {
    "no row": None,
    "the row of another person": Forged(person="sup", key="sup"),
    "the key of another person": Forged(key="sup"),
    "no signature": Forged(key=""),
    "nobody": Forged(person=""),
    "too many entries": Forged(entries=2),
    "an act over other entries": Forged(over=[referred(Pen("another"))]),
    "the key that was handed out": Forged(key="mo, as the administrator handed it out"),
}


@pytest.mark.parametrize("act", SPOILT.values(), ids=SPOILT)
def test_an_entry_that_its_person_did_not_sign_so_is_named_and_in_force_nowhere(
    busy_log: CaseLog, act: Forged | None
) -> None:
    act = replace(act, key="") if act is not None and not act.person else act
    path, at = forged_or_nobodys(busy_log, act), "entry 27"
    expected = "act.incomplete" if act is not None and act.entries > 1 else "act.unsigned"
    named = [(expected, at if expected == "act.unsigned" else f"act at {at}")]
    if expected == "act.incomplete":
        named.append(("act.unsigned", at))
    assert found(path, "standard") == named
    # the fold passes over it, so that projections that know nothing of it are those of the log
    assert {each for each, _ in found(path)} == {each for each, _ in named}
    with CaseLog.open(path) as log:
        assert log.not_in_force() == {27}
        assert (log.first_unsigned([26]), log.first_unsigned([26, 27]), log.is_signed(27)) == (0, 27, False)
        assert log.first_unsigned_of("0006") == 27
        assert log.folded_envelope("0006") == log.state(EnvelopeState, "0006")
        assert log.folded(["0006"]).get(EnvelopeState, "0006") != log.state(EnvelopeState, "0006")


def forged_or_nobodys(log: CaseLog, act: Forged | None) -> Path:
    entry = referred(Pen("late"), by="" if act is not None and not act.person else "mo")
    if act is None or act.person:
        return forged(log, [entry], act)
    log.close()
    with closing(sqlite3.connect(log.path, isolation_level=None)) as raw:
        (trigger,) = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'log_rights'").fetchone()
        raw.execute("DROP TRIGGER log_rights")
        head, tree = raw.execute("SELECT size, root FROM head").fetchone(), read_frontier(raw)
        forge(raw, entry.body, base=Head(*head))
        for sealed in entry.sealed:
            raw.execute("INSERT INTO sealed VALUES (?, ?, ?)", (sealed.commitment, sealed.salt, sealed.value))
        tree.append(leaf_hash(entry.body.encode()))
        raw.execute("UPDATE head SET size = ?, root = ?, frontier = ?", (tree.size, tree.root(), tree.encode()))
        raw.execute(trigger)
    return log.path


def test_an_act_of_fewer_entries_than_stand_there_leaves_the_rest_in_nobodys_act(busy_log: CaseLog) -> None:
    pen = Pen("late")
    entries = [referred(pen, "0006"), referred(pen, "0005")]
    path = forged(busy_log, entries, Forged(over=entries[:1]))
    assert found(path, "standard") == [("act.unsigned", "entry 28")]


def test_an_act_that_holds_an_entry_of_another_person_is_refused_whole(busy_log: CaseLog) -> None:
    pen = Pen("late")
    entries = [referred(pen, "0006"), referred(pen, "0005", by="sup")]
    path = forged(busy_log, entries, Forged(entries=2))
    assert found(path, "standard") == [("act.unsigned", "entry 27")]
    with CaseLog.open(path) as log:
        assert log.not_in_force() == {27, 28}
        assert (log.is_signed(27), log.is_signed(28)) == (False, False)


def test_an_act_on_another_record_is_named_though_its_signature_is_good(busy_log: CaseLog) -> None:
    entry = referred(Pen("late"))
    path = forged(busy_log, [entry], Forged(base=Head(26, bytes(32))))
    assert found(path, "standard") == [("act.base", "entry 27")]
    with CaseLog.open(path) as log:
        assert log.is_signed(27)


def test_an_act_on_an_earlier_head_of_this_record_is_moved_and_so_found(busy_log: CaseLog) -> None:
    earlier = Head(20, root_of(busy_log.leaves(20)))
    assert found(forged(busy_log, [referred(Pen("late"))], Forged(base=earlier)), "standard") == [
        ("act.base", "entry 27")
    ]


def test_a_body_changed_with_its_leaf_breaks_the_signature_of_its_act(busy_log: CaseLog) -> None:
    path = busy_log.path
    busy_log.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        (body,) = raw.execute("SELECT body FROM log WHERE seq = 26").fetchone()
        (trigger,) = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'log_no_update'").fetchone()
        raw.execute("DROP TRIGGER log_no_update")
        other = body.replace("0005", "0006")
        raw.execute("UPDATE log SET body = ?, leaf = ? WHERE seq = 26", (other, leaf_hash(other.encode())))
        raw.execute(trigger)
    assert ("act.unsigned", "entry 26") in found(path, "standard")
    with CaseLog.open(path) as log:
        assert log.first_unsigned(range(1, 27)) == 26


@pytest.mark.parametrize("seen", [False, True], ids=["at first sight", "found good before"])
def test_a_body_changed_without_its_leaf_is_not_what_its_person_signed(busy_log: CaseLog, seen: bool) -> None:
    raw = busy_log.db.conn
    assert not seen or busy_log.first_unsigned(range(1, 27)) == 0
    (body,) = raw.execute("SELECT body FROM log WHERE seq = 26").fetchone()
    raw.execute("DROP TRIGGER log_no_update")
    raw.execute("UPDATE log SET body = ? WHERE seq = 26", (body.replace("0005", "0006"),))
    assert busy_log.first_unsigned(range(1, 27)) == 26


def test_a_signature_is_looked_at_again_by_each_program_that_opens_the_file(busy_log: CaseLog) -> None:
    assert busy_log.first_unsigned(range(1, 27)) == 0
    busy_log.append([referred(Pen("late"))])
    assert busy_log.first_unsigned(range(1, 28)) == 0


# what the database itself refuses


def test_the_database_takes_no_entry_that_stands_in_no_act_of_its_person(busy_log: CaseLog, pen: Pen) -> None:
    body, connection = referred(Pen("late")).body, busy_log.db.conn
    row = Forged(key="").row(busy_log.head(), [])
    for given in (None, row._replace(person="sup"), row._replace(person="", signature=b"")):
        connection.execute("BEGIN")
        if given is not None:
            put_act(connection, given)
        with pytest.raises(sqlite3.IntegrityError, match="an act of the person who adds it"):
            connection.execute("INSERT INTO log VALUES (27, ?, ?)", (body, leaf_hash(body.encode())))
        connection.execute("ROLLBACK")


@pytest.mark.parametrize("first", [1, 26, 28])
def test_the_database_takes_no_act_but_behind_the_newest(busy_log: CaseLog, first: int) -> None:
    row = Forged(key="").row(busy_log.head(), [])._replace(first=first)
    with pytest.raises(sqlite3.IntegrityError, match="begins behind the one before"):
        put_act(busy_log.db.conn, row)


def test_the_database_takes_no_act_before_the_one_before_has_all_its_entries(busy_log: CaseLog) -> None:
    row = Forged(key="").row(busy_log.head(), [])
    put_act(busy_log.db.conn, row._replace(entries=2))
    body = referred(Pen("late")).body
    busy_log.db.execute("INSERT INTO log VALUES (27, ?, ?)", (body, leaf_hash(body.encode())))
    with pytest.raises(sqlite3.IntegrityError, match="begins behind the one before"):
        put_act(busy_log.db.conn, row._replace(first=28, act=bytes(16)))


def test_an_acts_id_stands_once(busy_log: CaseLog) -> None:
    known = next(read_acts(busy_log.db.conn)).act
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        put_act(busy_log.db.conn, Forged(key="").row(busy_log.head(), [])._replace(act=known))


@pytest.mark.parametrize(("person", "signature"), [("mo", b""), ("mo", bytes(63)), ("", bytes(64))])
def test_a_person_has_a_signature_and_nobody_has_none(busy_log: CaseLog, person: str, signature: bytes) -> None:
    row = Forged(key="").row(busy_log.head(), [])._replace(person=person, signature=signature)
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        put_act(busy_log.db.conn, row)


@pytest.mark.parametrize("sql", ["UPDATE signature SET entries = 1", "DELETE FROM signature"])
def test_signatures_only_grow(busy_log: CaseLog, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="signatures only grow"):
        busy_log.db.execute(sql)


# acts that a person signs together


def together(log: CaseLog, who: str, **changes: object) -> SealedEntry:
    """The entry in which a person signs their acts of a stretch together."""
    stretch = log.stretch_of(who)
    assert stretch is not None
    return Pen(f"together {log.head().size}").entry("acts.signed", who, **(stretch.data(who) | changes))


def test_a_stretch_is_a_persons_own_entries_since_they_last_signed_them_together(busy_log: CaseLog) -> None:
    by_mo = [each.leaf for each in busy_log.entries() if each.entry.by == "mo"]
    stretch = busy_log.stretch_of("mo")
    assert stretch is not None
    assert (stretch.first, stretch.last, stretch.number) == (1, busy_log.head().size, len(by_mo))
    assert stretch.root == root_of(by_mo).hex()


def test_after_signing_together_the_next_stretch_begins_behind_it(busy_log: CaseLog) -> None:
    first = busy_log.stretch_of("mo")
    assert first is not None
    busy_log.append([together(busy_log, "mo")])
    second = busy_log.stretch_of("mo")
    assert second is not None
    assert (second.first, second.number) == (first.last + 1, 1)
    assert busy_log.stretch_of("nobody") is None
    assert found(busy_log.path) == []


def test_nothing_is_signed_together_where_one_of_the_signatures_is_bad(busy_log: CaseLog) -> None:
    path = spoil(busy_log, "mo")
    with CaseLog.open(path) as log:
        assert log.stretch_of("mo") is None
        assert log.stretch_of("sup") is not None


def test_what_nobody_signed_together_moves_no_stretch(busy_log: CaseLog) -> None:
    before = busy_log.stretch_of("sup")
    assert before is not None
    with SigningLog.open(forged(busy_log, [together(busy_log, "sup")], None)) as log:
        assert log.stretch_of("sup") == replace(before, last=before.last + 1)


def test_nobody_signs_together_the_acts_of_another(busy_log: CaseLog) -> None:
    before = {person: busy_log.stretch_of(person) for person in ("mo", "sup")}
    stretch = before["sup"]
    assert stretch is not None
    entry = Pen("another's").entry("acts.signed", "mo", **stretch.data("sup"))
    with SigningLog.open(forged(busy_log, [entry], Forged())) as log:
        after = {person: log.stretch_of(person) for person in ("mo", "sup")}
    assert [each.first for each in after.values() if each is not None] == [1, 1]


def spoil(log: CaseLog, person: str) -> Path:
    """Write zeros over the signature of a person's newest act that was made with their own key."""
    log.close()
    with closing(sqlite3.connect(log.path, isolation_level=None)) as raw:
        (trigger,) = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'signature_no_update'").fetchone()
        raw.execute("DROP TRIGGER signature_no_update")
        newest = "(SELECT max(first_seq) FROM signature WHERE person = ? AND first_seq < 27)"
        raw.execute(f"UPDATE signature SET signature = zeroblob(64) WHERE first_seq = {newest}", (person,))
        raw.execute(trigger)
    return log.path


def test_what_is_signed_together_is_good_by_that_and_each_signature_is_checked_where_it_is_asked_for(
    busy_log: CaseLog,
) -> None:
    busy_log.append([together(busy_log, "mo")])
    path = spoil(busy_log, "mo")
    assert found(path, "standard") == []
    assert found(path, "standard", every=True) == [("act.unsigned", "entry 26"), ("acts.differ", "entry 27")]


@pytest.mark.parametrize(
    "changes",
    [{"number": 3}, {"root": "00" * 32}, {"from": 20}, {"to": 20}, {"person": "sup"}],
    ids=lambda changes: next(iter(changes)),
)
def test_signing_together_what_is_not_in_the_log_is_named_and_covers_nothing(
    busy_log: CaseLog, changes: dict[str, object]
) -> None:
    entry = together(busy_log, "mo", **changes)
    if "person" in changes:
        path = forged(busy_log, [entry], Forged())
    else:
        busy_log.append([entry])
        path = busy_log.path
    assert ("acts.differ", "entry 27") in found(path, "standard")
    with SigningLog.open(path) as log:
        assert ("act.unsigned", "entry 26") in found(spoil(log, "mo"), "standard")


# what nobody could have written breaks nothing


@pytest.mark.parametrize(
    "changes",
    [{"key": "no key"}, {"proof": "no proof"}, {"replaces": 7}, {"key": None}, {"key": "ab"}],
    ids=lambda changes: "".join(f"{name} {value}" for name, value in changes.items()),
)
def test_a_key_that_is_none_is_in_force_nowhere_and_stops_no_program(
    busy_log: CaseLog, changes: dict[str, object]
) -> None:
    made = read_body(Pen("late").key_made("mo", "mo", "mo the second").body).data
    entry = Pen("late").entry("person.key_made", "mo", **(dict(made) | changes))
    path = forged(busy_log, [entry], Forged())
    assert ("act.unsigned", "entry 27") in found(path, "standard")
    with SigningLog.open(path) as log:
        assert log.first_unsigned([27]) == 27
        log.append([referred(Pen("later"))], signer=signer("mo"))
        assert (log.first_unsigned([28]), log.people_line()) == (0, PEOPLE)


def test_an_entry_of_a_kind_from_the_future_under_a_key_kind_stops_no_program(busy_log: CaseLog) -> None:
    entry = Pen("late").entry("person.changed", "clerk", person="mo", roles=["clerk"], active=True)
    newer = SealedEntry(entry.body.replace('"v":1', '"v":9'))
    path = forged(busy_log, [newer], Forged(person="clerk", key="clerk"))
    with SigningLog.open(path) as log:
        assert log.first_unsigned([27]) == 27


def test_a_signed_change_of_somebody_who_is_not_there_stops_no_program(busy_log: CaseLog) -> None:
    entry = Pen("late").entry("person.changed", "clerk", person="nobody", roles=["clerk"], active=True)
    path = forged(busy_log, [entry], Forged(person="clerk", key="clerk"))
    assert ("body.meaning", "entry 27") in found(path, "standard")
    with SigningLog.open(path) as log:
        log.append([referred(Pen("later"))])
        assert (log.first_unsigned([28]), log.people_line()) == (0, PEOPLE)
