"""Whoever has the file and nobody's password."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator import resources
from adjudicator.casework.record.entry import canonical
from adjudicator.log.file.forms import FORMS, user_version
from adjudicator.log.file.projections import PROJECTIONS
from adjudicator.log.file.schema import APPLICATION_ID
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import seeded_salts
from adjudicator.office.office import TimeAndChance
from tests.forgeries.attacker import Attacker, Row
from tests.forgeries.table import Forgery, of
from tests.forgeries.trial import hold, report
from tests.office.conftest import PASSWORD, PEOPLE, Watch, definition_bytes

HASH = "ab" * 32
Attack = Callable[[Attacker], object]


def an_account(hands: Attacker) -> None:
    own = hands.own_key()
    data = {"person": "eve", "name": "Eve Eden", "roles": ["reviewer", "supervisor"], "key": own.public.hex()}
    hands.add(hands.entry("person.added", "admin", **data))
    items = hands.data_of("batch.closed")["items"]
    hands.add(hands.entry("batch.approved", "eve", batch="B0002", approved=items), key=own)


def an_account_by_nobody(hands: Attacker) -> None:
    data = {"person": "eve", "name": "Eve Eden", "roles": ["supervisor"], "key": hands.own_key().public.hex()}
    hands.add(hands.entry("person.added", "", **data))


def a_key(hands: Attacker) -> None:
    own = hands.own_key()
    hands.add(hands.entry("person.key_changed", "admin", person="sue", key=own.public.hex()))
    items = hands.data_of("batch.closed")["items"]
    hands.add(hands.entry("batch.approved", "sue", batch="B0002", approved=items), key=own)


def a_key_made(hands: Attacker) -> None:
    old, new = hands.own_key(), hands.own_key()
    hands.add(hands.key_made("sue", old, new), key=old)


def an_outcome_in_place(hands: Attacker) -> None:
    seq = hands.newest("envelope.determined", envelope="0001")
    hands.change(seq, lambda data: data.update(outcome="not_counted", recommended="not_counted"))


def an_entry_between(hands: Attacker) -> None:
    hands.make_room(43)
    entry = hands.entry("envelope.taken", "rita", envelope="0004")
    body = canonical({"at": hands.entry_at(42).at, "by": "rita", "data": dict(entry.data), "kind": entry.kind, "v": 1})
    hands.raw.execute("INSERT INTO log VALUES (43, ?, ?)", (body, bytes(32)))
    row = (43, 1, hands.chance()[:16], "rita", 42, hands.head_at(42).root, bytes(64))
    hands.raw.execute("INSERT INTO signature VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def _before_the_newest_checkpoint(hands: Attacker) -> int:
    """The size at the checkpoint before the newest, where an act ends."""
    sizes = [size for (size,) in hands.raw.execute("SELECT size FROM checkpoint ORDER BY size DESC")]
    return sizes[1]


def the_end_cut_off(hands: Attacker) -> None:
    hands.cut(_before_the_newest_checkpoint(hands))


def the_newest_entry_cut_off(hands: Attacker) -> None:
    hands.cut(hands.size - 1)


def another_tail(hands: Attacker) -> None:
    hands.cut(_before_the_newest_checkpoint(hands))
    for number in ("0001", "0004", "0007"):
        hands.add(hands.entry("envelope.taken", "rita", envelope=number))


def a_sealed_value(hands: Attacker) -> None:
    hands.raw.execute("UPDATE sealed SET value = 'Another' WHERE value = 'Delgado'")


def a_name(hands: Attacker) -> None:
    hands.fit()
    hands.raw.execute("UPDATE private_name SET name = 'Another' WHERE envelope = '0001'")
    hands.fit = lambda: None


def a_projection(hands: Attacker) -> None:
    hands.fit()
    hands.raw.execute("UPDATE envelope SET state = replace(state, 'count_full', 'not_counted')")
    hands.fit = lambda: None


def a_pack_changed(hands: Attacker) -> None:
    hands.raw.execute("UPDATE document SET content = content || ' ' WHERE kind = 'pack'")


def a_pack_exchanged(hands: Attacker) -> None:
    (content,) = hands.raw.execute("SELECT content FROM document WHERE kind = 'pack'").fetchone()
    other = content + " "
    digest = hashlib.sha256(other.encode()).hexdigest()
    hands.raw.execute("UPDATE document SET content = ?, digest = ? WHERE kind = 'pack'", (other, digest))
    hands.change(1, lambda data: data.update(pack_document=digest))


def determined(**changes: object) -> Attack:
    """Rita's determination of 0004 as the attacker wants it."""

    def attack(hands: Attacker) -> None:
        data = hands.data_of("envelope.determined", envelope="0001")
        hands.add(hands.entry("envelope.determined", "rita", **(data | {"envelope": "0004"} | changes)))

    return attack


def credits_of_the_roll(hands: Attacker) -> None:
    put_credit(hands, hands.entry_at(20).data["digest"])


def credits_of_a_list(hands: Attacker) -> None:
    put_credit(hands, HASH)


def credits_of_their_file(hands: Attacker) -> None:
    (file,) = hands.raw.execute("SELECT DISTINCT file FROM private_credit").fetchone()
    put_credit(hands, file)


def put_credit(hands: Attacker, file: object) -> None:
    row = ("00000001", "absentee_accepted", "2020-10-27", "accepted", str(file), "DELGADO", "MARIA")
    hands.raw.execute("INSERT INTO private_credit VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def credits_removed(hands: Attacker) -> None:
    hands.raw.execute("DELETE FROM private_credit")


def opened_again_unsigned(hands: Attacker) -> None:
    """The form that signed nothing, for a few entries, and back again."""
    data = {name: value for name, value in hands.entry_at(1).data.items() if name not in ("form", "recovery", "salt")}
    opened = hands.entry("case.opened", "", **data)
    hands.add(type(opened)(opened.kind, 1, opened.at, "", opened.data))
    without_an_act(hands)
    head = hands.head_at(hands.size)
    back = {"from": "3.0", "to": "4.0", "size": head.size, "root": head.root.hex()}
    hands.add(hands.entry("form.raised", "", **back))


def without_an_act(hands: Attacker) -> None:
    data = {"person": "sue", "key": hands.own_key().public.hex()}
    hands.add(hands.entry("person.key_changed", "admin", **data))
    hands.raw.execute("DELETE FROM signature WHERE first_seq = ?", (hands.size,))


def raised_down_and_up(hands: Attacker) -> None:
    for older, newer in (("4.0", "3.0"), ("3.0", "4.0")):
        head = hands.head_at(hands.size)
        data = {"from": older, "to": newer, "size": head.size, "root": head.root.hex()}
        hands.add(hands.entry("form.raised", "", **data))
        if newer == "3.0":
            without_an_act(hands)


def raised_to_itself(hands: Attacker) -> None:
    """Everybody's key would be taken as handed out from here on."""
    head = hands.head_at(hands.size)
    hands.add(
        hands.entry("form.raised", "", **{"from": "3.0", "to": "4.0", "size": head.size, "root": head.root.hex()})
    )


def called_form_3(hands: Attacker) -> None:
    hands.raw.execute(f"PRAGMA user_version = {user_version((3, 0))}")


def made_form_3(hands: Attacker) -> None:
    """The first two entries as form 3.0 had them, in a file of that form: nobody signs anything there."""
    path = hands.log.path
    hands.cut(2)
    hands.raw.execute("DELETE FROM document WHERE kind NOT IN ('definition', 'pack')")
    for seq, gone, by in ((1, {"form", "recovery"}, ""), (2, set[str](), "")):
        entry = hands.entry_at(seq)
        data = {name: value for name, value in entry.data.items() if name not in gone}
        body = canonical({"at": entry.at, "by": by, "data": data, "kind": entry.kind, "v": 1})
        hands.raw.execute("UPDATE log SET body = ? WHERE seq = ?", (body, seq))
    hands.raw.execute("DELETE FROM signature")
    hands.fit()
    older = path.with_suffix(".older")
    with closing(sqlite3.connect(older, isolation_level=None)) as made, RebuiltShelf() as shelf:
        made.executescript(resources.path("forms", "3.0.sql").read_text("utf-8"))
        made.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        made.execute(f"PRAGMA user_version = {user_version((3, 0))}")
        for table in ("log", "head", "document", "keyring"):
            rows = hands.raw.execute(f"SELECT * FROM {table}").fetchall()
            made.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        hands.log.fold_into(shelf)
        for projection in filter(FORMS["3.0"].has, PROJECTIONS):
            rows = [tuple(map(_text, FORMS["3.0"].row(projection)(row))) for row in shelf.rows(projection)]
            names = FORMS["3.0"].columns(projection)
            made.executemany(f"INSERT INTO {projection.table} VALUES ({', '.join('?' * len(names))})", rows)
    hands.log.close()
    older.replace(path)
    hands.leave = lambda: None


def _text(value: object) -> object:
    return value.decode() if isinstance(value, bytes) else value


def made_up_whole(hands: Attacker) -> None:
    """A case of the same name, under keys of the attacker's own."""
    path = hands.log.path
    hands.log.close()
    path.unlink()
    chance = TimeAndChance(Watch(), seeded_salts(77), lambda: "case-1")
    office = Office.create(path, definition_bytes(), "small.json", chance=chance)
    assert isinstance(office, Office)
    office.people.add(PEOPLE[0], PASSWORD)
    office.close()
    hands.leave = lambda: None


def peoples_acts_as_the_programs(hands: Attacker) -> None:
    entry = hands.entry("envelope.taken", "rita", envelope="0004")
    hands.add(entry, row=Row(person=""))


def withdrawn_by_the_program(hands: Attacker) -> None:
    data = {"envelope": "0003", "determination": 41, "batch": "", "reason": None}
    hands.add(hands.entry("determination.withdrawn", "", **data))


def an_entry_in_no_act(hands: Attacker) -> None:
    hands.add(hands.entry("envelope.taken", "rita", envelope="0004"))
    hands.raw.execute("DELETE FROM signature WHERE first_seq = ?", (hands.size,))


def behind_an_act(hands: Attacker) -> None:
    """A row that says that the act before it went on."""
    an_entry_in_no_act(hands)
    hands.raw.execute("UPDATE signature SET entries = 2 WHERE first_seq = ?", (hands.size - 1,))


def an_act_inside_another(hands: Attacker) -> None:
    entry = hands.entry("envelope.taken", "rita", envelope="0004")
    (last_of_several,) = hands.raw.execute("SELECT MAX(first_seq) FROM signature WHERE entries > 1").fetchone()
    hands.add(entry, row=Row(first=last_of_several + 1))


def an_act_of_millions(hands: Attacker) -> None:
    hands.raw.execute("UPDATE signature SET entries = 9000000000 WHERE first_seq = ?", (hands.size,))


def an_act_before_the_first(hands: Attacker) -> None:
    hands.raw.execute("INSERT INTO signature VALUES (-3, 1, ?, '', 0, ?, x'')", (bytes(16), bytes(32)))


def an_act_beyond_the_last(hands: Attacker) -> None:
    hands.raw.execute("INSERT INTO signature VALUES (900, 1, ?, '', 0, ?, x'')", (bytes(16), bytes(32)))


def something_before_an_act(hands: Attacker) -> None:
    """Rob's newest act stays as he signed it; the program is said to have put sam's envelope back just before."""
    hands.make_room(hands.size)
    at = hands.entry_at(hands.size - 2).at
    body = canonical({"at": at, "by": "", "data": {"envelope": "0005"}, "kind": "envelope.put_back", "v": 1})
    seq = hands.size - 1
    hands.raw.execute("INSERT INTO log VALUES (?, ?, ?)", (seq, body, bytes(32)))
    row = (seq, 1, hands.chance()[:16], "", seq - 1, hands.head_at(seq - 1).root, b"")
    hands.raw.execute("INSERT INTO signature VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def an_act_repeated(hands: Attacker) -> None:
    """Rob's newest act once more, under his own signature; the table's rule against it is taken off and put back."""
    (body,) = hands.raw.execute("SELECT body FROM log WHERE seq = ?", (hands.size,)).fetchone()
    signed = hands.raw.execute("SELECT * FROM signature WHERE first_seq = ?", (hands.size,)).fetchone()
    seq = hands.size + 1
    hands.raw.execute("INSERT INTO log VALUES (?, ?, ?)", (seq, body, bytes(32)))
    hands.raw.execute("INSERT INTO signature VALUES (?, ?, ?, ?, ?, ?, ?)", (seq, 1, hands.chance()[:16], *signed[3:]))


def restored_under_its_origin(hands: Attacker) -> None:
    head = hands.head_at(hands.size)
    hands.add(hands.entry("case.restored", "", incarnation="1", size=head.size, root=head.root.hex()))


def a_tail_after_a_restored_copy(hands: Attacker) -> None:
    """What rob signed, replayed behind another story's beginning."""
    (body,) = hands.raw.execute("SELECT body FROM log WHERE seq = ?", (hands.size,)).fetchone()
    signed = hands.raw.execute("SELECT * FROM signature WHERE first_seq = ?", (hands.size,)).fetchone()
    hands.cut(hands.size - 1)
    head = hands.head_at(hands.size)
    hands.add(hands.entry("case.restored", "", incarnation="2-x", size=head.size, root=head.root.hex()))
    seq = hands.size + 1
    hands.raw.execute("INSERT INTO log VALUES (?, ?, ?)", (seq, body, bytes(32)))
    hands.raw.execute("INSERT INTO signature VALUES (?, ?, ?, ?, ?, ?, ?)", (seq, *signed[1:]))


def a_restored_copy(hands: Attacker) -> None:
    head = hands.head_at(hands.size)
    hands.add(hands.entry("case.restored", "", incarnation="2-x", size=head.size, root=head.root.hex()))


def put_back_by_the_program(hands: Attacker) -> None:
    hands.add(hands.entry("envelope.put_back", "", envelope="0005"))


def people_of_a_checkpoint(hands: Attacker) -> None:
    hands.raw.execute("UPDATE checkpoint SET note = replace(note, 'people ', 'people 0') WHERE number = 4")


def a_checkpoint_taken_away(hands: Attacker) -> None:
    hands.raw.execute("DELETE FROM checkpoint WHERE number = 2")


def the_newest_checkpoint_taken_away(hands: Attacker) -> None:
    hands.raw.execute("DELETE FROM checkpoint WHERE number = 4")


def a_signature_inside_a_stretch(hands: Attacker) -> None:
    hands.raw.execute("UPDATE signature SET signature = zeroblob(64) WHERE first_seq = 40")


def an_older_entry(hands: Attacker) -> None:
    """Version 1 of an entry, which sealed nothing where there was nothing."""
    entry = hands.entry("envelope.corrected", "rita", envelope="0007", papers={"phone": "555"}, reason=None)
    hands.add(type(entry)(entry.kind, 1, entry.at, entry.by, entry.data))


def a_trigger_left_off(hands: Attacker) -> None:
    hands.guards = [each for each in hands.guards if each[0] != "log_rights"]


ATTACKS: dict[str, Attack] = {
    "F1 an account": an_account,
    "F1 an account by nobody": an_account_by_nobody,
    "F2 a key": a_key,
    "F2 a key that the person made": a_key_made,
    "F3 an outcome in place": an_outcome_in_place,
    "F4 an entry put between": an_entry_between,
    "F5 the end cut off": the_end_cut_off,
    "F5 the newest entry cut off": the_newest_entry_cut_off,
    "F5 another tail": another_tail,
    "F6 a sealed value": a_sealed_value,
    "F6b a name": a_name,
    "F7 a projection": a_projection,
    "F8 a pack changed": a_pack_changed,
    "F8b a pack exchanged": a_pack_exchanged,
    "F10 a determination": determined(outcome="not_counted"),
    "F17 facts": determined(facts={}),
    "F14 lines of the roll": credits_of_the_roll,
    "F14 lines of a list": credits_of_a_list,
    "F14 lines of their file": credits_of_their_file,
    "F14 lines removed": credits_removed,
    "opened again, unsigned": opened_again_unsigned,
    "raised down and up": raised_down_and_up,
    "raised to its own form": raised_to_itself,
    "called form 3.0": called_form_3,
    "made form 3.0": made_form_3,
    "people's acts as the program's": peoples_acts_as_the_programs,
    "withdrawn by the program": withdrawn_by_the_program,
    "an entry in no act": an_entry_in_no_act,
    "an entry behind an act": behind_an_act,
    "an act inside another": an_act_inside_another,
    "an act of millions": an_act_of_millions,
    "an act before the first": an_act_before_the_first,
    "an act beyond the last": an_act_beyond_the_last,
    "something put before an act": something_before_an_act,
    "an act repeated": an_act_repeated,
    "restored under its own origin": restored_under_its_origin,
    "a tail behind a restored copy": a_tail_after_a_restored_copy,
    "a restored copy": a_restored_copy,
    "put back by the program": put_back_by_the_program,
    "a checkpoint's people": people_of_a_checkpoint,
    "a checkpoint taken away": a_checkpoint_taken_away,
    "the newest checkpoint taken away": the_newest_checkpoint_taken_away,
    "a signature inside a stretch": a_signature_inside_a_stretch,
    "an entry of an older version": an_older_entry,
    "a trigger left off": a_trigger_left_off,
    "a record made up whole": made_up_whole,
}


def test_every_forgery_of_the_table_is_tried() -> None:
    assert [forgery.name for forgery in of("nobody")] == list(ATTACKS)


@pytest.mark.parametrize("forgery", of("nobody"), ids=lambda forgery: forgery.name)
def test_what_is_done_without_a_password_is_found_as_the_table_says(
    forgery: Forgery, case: Path, saved: str, newer: str
) -> None:
    hands = Attacker(case)
    ATTACKS[forgery.name](hands)
    hands.leave()
    hold(case, forgery, saved, newer)


@pytest.mark.parametrize(("by", "is_said"), [("rita", True), ("olga", True), ("sue", False), ("admin", False)])
def test_a_restored_copy_is_told_until_a_supervisor_or_an_administrator_has_acted(
    case: Path, by: str, is_said: bool
) -> None:
    hands = Attacker(case)
    a_restored_copy(hands)
    hands.fit()  # what is signed from here on is of the copy's origin
    hands.add(hands.entry("person.signed_in", by, person=by), key=hands.key(by))
    hands.leave()
    who = next(verdict for verdict in report(case, "deep").verdicts if verdict.promise == "who")
    assert ("goes on from a copy" in who.words) is is_said
    assert who.state == ("not_proved" if is_said else "ok")
