"""What the server answers to an act, and what it gives back of it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from adjudicator.casework.record.entry import canonical
from adjudicator.log.tree.merkle import EMPTY_ROOT, leaf_hash, root_of
from adjudicator.log.tree.notes import checkpoint_text, signed_note
from adjudicator.port.acts import Document
from adjudicator.port.answers import Head, NotRecorded, Refused, Stale, Unknown
from adjudicator.port.keys import WrappedKey
from adjudicator.records.trouble import WorldError
from adjudicator.shared.postgres import PostgresServer
from adjudicator.shared.server import ClockApart, SentAct, SentEntry
from tests.server.conftest import STAFF, Place, act, chance, received, said


def refused(server: PostgresServer, sent: SentAct) -> str:
    """The code of the error that the server raises; nothing is recorded."""
    before = server.head()
    with pytest.raises(WorldError) as raised:
        server.append(sent)
    assert server.head() == before
    return raised.value.code


def test_an_act_takes_the_next_places_and_leaves_the_root_over_all(staffed: PostgresServer) -> None:
    for number in range(20):
        assert isinstance(staffed.append(act(staffed, [received(f"{number}{each}") for each in "abc"])), Head)
    acts = staffed.acts(1)
    leaves = [leaf_hash(entry.body.encode()) for each in acts for entry in each.entries]
    assert staffed.head() == Head(len(leaves), root_of(leaves))
    assert [each.first for each in acts[-3:]] == [len(leaves) - 8, len(leaves) - 5, len(leaves) - 2]
    assert [staffed.root_at(size) for size in (0, 1, 5, len(leaves))] == [
        EMPTY_ROOT, root_of(leaves[:1]), root_of(leaves[:5]), root_of(leaves),
    ]  # fmt: skip
    assert (staffed.root_at(len(leaves) - 1), staffed.root_at(len(leaves) + 1)) == (None, None)


def test_an_act_comes_back_with_all_that_it_carries(staffed: PostgresServer, place: Place) -> None:
    sealed = {chance(): b"\x00encrypted", chance(): b""}
    papers = [Document.of("definition", '{"name": "Möbius"}'), Document.of("pack", "a = 1")]
    sent = act(
        staffed,
        [received("0001"), received("0002")],
        documents=papers,
        lines=b"\xffl",
        key=WrappedKey("rita", "new"),
        sealed=sealed,
    )
    head = staffed.append(sent)
    assert isinstance(head, Head)
    found = place.at("front").acts(head.size - 1)[0]
    assert (found.first, found.login) == (head.size - 1, place.login("front"))
    assert (found.id, found.person, found.base, found.signature) == (sent.id, "ada", sent.base, sent.signature)
    assert [(each.body, each.sealed) for each in found.entries] == [(each.body, each.sealed) for each in sent.entries]
    assert (found.documents, found.lines, found.keys) == (papers, b"\xffl", [WrappedKey("rita", "new")])
    assert "Möbius" not in repr(found)
    # a document that is there already comes with each act that names it
    again = staffed.append(act(staffed, received("0003"), documents=papers[:1]))
    assert isinstance(again, Head)
    assert staffed.acts(again.size)[0].documents == papers[:1]


def test_acts_come_whole_from_a_place_on_and_not_too_many_at_once(staffed: PostgresServer) -> None:
    assert [each.first for each in staffed.acts(1, 2)] == [1, 2]
    assert [each.first for each in staffed.acts(3)] == [3]
    assert staffed.acts(4) == []  # behind the beginning of the last act


def test_a_repeated_id_gets_its_first_answer_whatever_happened_since(staffed: PostgresServer, place: Place) -> None:
    sent = act(staffed, received("0001"), {"envelope 0001": 0})
    first = staffed.append(sent)
    staffed.append(act(staffed, received("0002")))
    assert staffed.append(sent) == first
    assert place.at("front").append(replace(sent, latest="2020-01-01T00:00:00.000000Z")) == first
    assert staffed.settle(sent.id, sent.latest) == first


def test_an_act_that_was_refused_stays_so_as_it_may_be_under_way_twice(staffed: PostgresServer, place: Place) -> None:
    forged = act(staffed, received("0001"))
    assert isinstance(staffed.append(forged), Head)
    sent = act(staffed, received("0001"), {"envelope 0001": 0})
    stale = staffed.append(sent)
    assert isinstance(stale, Stale)
    place.office().disown(forged.id)  # now it would be let in
    assert staffed.append(sent) == stale
    assert staffed.settle(sent.id, sent.latest) == NotRecorded(sent.id)
    assert isinstance(staffed.append(replace(sent, id=chance(16))), Head)


def test_what_has_moved_on_is_stale(staffed: PostgresServer) -> None:
    first = staffed.append(act(staffed, received("0001"), {"envelope 0001": 0}))
    assert isinstance(first, Head)
    seen = {"envelope 0001": first.size, "batch B1": 0}
    assert staffed.append(act(staffed, received("0001"), {"envelope 0001": 0})) == Stale("envelope 0001", 0, first.size)
    taken = staffed.append(act(staffed, said("envelope.taken", "rita", envelope="0001"), seen))
    assert isinstance(taken, Head)
    late = act(staffed, said("envelope.taken", "rob", envelope="0001"), seen)
    assert staffed.append(late) == Stale("envelope 0001", first.size, taken.size)


def test_on_the_record_as_a_whole_an_act_rests_until_something_that_was_seen_changes(staffed: PostgresServer) -> None:
    head = staffed.append(act(staffed, received("0001")))
    assert isinstance(head, Head)
    close = said("day.closed", "sue", open={})
    for idle in (said("envelope.taken", "rita", envelope="0001"), said("person.signed_in", "rob", person="rob")):
        staffed.append(act(staffed, idle))
    assert isinstance(staffed.append(act(staffed, close, {"log": head.size})), Head)
    newest = staffed.head().size
    assert staffed.append(act(staffed, close, {"log": head.size})) == Stale("log", head.size, newest)


@pytest.mark.parametrize("off", [-3, 3, -90_000])
def test_an_entry_says_when_by_the_servers_clock(staffed: PostgresServer, off: float) -> None:
    before = staffed.head()
    answer = staffed.append(act(staffed, received("0001"), off=off))
    assert isinstance(answer, ClockApart)
    assert answer.now <= staffed.now()
    assert staffed.head() == before
    assert isinstance(staffed.append(act(staffed, received("0001"), off=off / abs(off))), Head)


def test_after_its_latest_instant_an_act_is_recorded_no_more(staffed: PostgresServer) -> None:
    early = act(staffed, received("0001"))
    assert staffed.settle(early.id, early.latest) == Unknown(early.id)
    assert isinstance(staffed.append(early), Head)
    late = act(staffed, received("0002"), seconds=-0.001)
    assert staffed.append(late) == NotRecorded(late.id)
    assert staffed.settle(late.id, late.latest) == NotRecorded(late.id)


def test_what_was_settled_stays_so_although_the_clock_is_set_back(staffed: PostgresServer) -> None:
    sent = act(staffed, received("0001"))
    assert staffed.settle(sent.id, "2020-01-01T00:00:00.000000Z") == NotRecorded(sent.id)
    assert staffed.append(sent) == NotRecorded(sent.id)


def test_without_a_role_an_act_is_refused_whole(staffed: PostgresServer) -> None:
    before = staffed.head()
    both = [said("envelope.taken", "rita", envelope="0001"), received("0001", by="rita")]
    assert staffed.append(act(staffed, both)) == Refused("right")
    assert staffed.head() == before
    assert staffed.acts(before.size + 1) == []


def test_an_act_signed_with_a_key_that_was_replaced_meanwhile_is_refused(staffed: PostgresServer) -> None:
    sent = act(staffed, said("envelope.taken", "rita", envelope="0001"))
    staffed.append(act(staffed, said("person.key_changed", "ada", person="rita", key="00")))
    assert staffed.append(sent) == Refused("key")
    assert isinstance(staffed.append(act(staffed, said("envelope.taken", "rita", envelope="0001"))), Head)


def test_an_act_on_a_head_that_the_log_never_had_is_refused(staffed: PostgresServer) -> None:
    size, root = staffed.head().size, staffed.head().root
    for base in (Head(size, chance()), Head(size + 1, root), Head(size - 1, chance()), Head(0, chance())):
        assert refused(staffed, act(staffed, received("0001"), base=base)) == "server_refuses"
    assert isinstance(staffed.append(act(staffed, received("0001"), base=Head(0, EMPTY_ROOT))), Head)


WHOLE = '{"at":"%s","by":"ada","data":{"envelope":"0001"},"kind":"envelope.received","v":3}'


NO_ENTRIES = (
    "", "no JSON", "[]", "7", "null",
    WHOLE.replace(",", ", "),
    WHOLE.replace('"v":3', '"v":3,"v":3'),
    WHOLE.replace('"envelope":"0001"', '"envelope":"0002","envelope":"0001"'),
    WHOLE.replace('"v":3', '"v":3.0'), WHOLE.replace('"v":3', '"v":"3"'), WHOLE.replace('"v":3', '"v":true'),
    WHOLE.replace('"0001"', "1e2"), WHOLE.replace('"0001"', "-0"), WHOLE.replace('"0001"', "1.5"),
    WHOLE.replace('"0001"', "9" * 30),
    WHOLE.replace("0001", "\\u0041"), WHOLE.replace("0001", "\\/"), WHOLE.replace("0001", "\\u0000"),
    WHOLE.replace("0001", "\\ud800"),
    WHOLE.replace('"by":"ada"', '"by":null'), WHOLE.replace('{"envelope":"0001"}', "[]"),
    WHOLE.replace(',"v":3', ""), WHOLE.replace(',"v":3', ',"v":3,"w":1'),
    WHOLE.replace('"0001"', "[" * 100_000 + "]" * 100_000),
)  # fmt: skip


def test_what_the_program_would_not_have_written_is_no_entry(staffed: PostgresServer) -> None:
    for body in NO_ENTRIES:
        sent = act(staffed, received("0001"))
        at = json.loads(sent.entries[0].body)["at"]
        assert refused(staffed, replace(sent, entries=[SentEntry(body.replace("%s", at))])) == "server_refuses", body


def test_every_text_that_the_program_writes_is_taken(staffed: PostgresServer) -> None:
    odd = '\\ " \n\r\t\b\f\x01\x1f\x7f\u2028 \U0001f5f3 é \\u0000 /'
    data = {odd: odd, "é": [1, -5, True, None, [], {}, [[odd]]], "z": {"b": 1, "a": {"Z": 2, "é": 3}}}
    sent = act(staffed, said("day.closed", "sue", open=data))
    assert json.loads(sent.entries[0].body)["data"]["open"] == data
    assert isinstance(staffed.append(sent), Head)
    assert staffed.acts(sent.base.size + 1)[0].entries[0].body == sent.entries[0].body


def test_an_act_has_entries_of_its_person_alone(staffed: PostgresServer) -> None:
    sent = act(staffed, received("0001"))
    for wrong in (
        replace(sent, entries=[]),
        replace(sent, person="sue"),
        replace(sent, person="", signature=b""),
        replace(sent, signature=b""),
        replace(sent, signature=bytes(63)),
        replace(sent, id=bytes(15)),
        replace(sent, latest="tomorrow"),
        replace(sent, latest="2020-13-01T00:00:00.000000Z"),
        replace(sent, person="a\x00"),
    ):
        assert refused(staffed, wrong) == "server_refuses"
    timeless = canonical(json.loads(sent.entries[0].body) | {"at": "now"})
    assert isinstance(staffed.append(replace(sent, entries=[SentEntry(timeless)])), ClockApart)


def test_an_entry_that_no_copy_could_read_is_refused(staffed: PostgresServer) -> None:
    """SQLite reads JSON a thousand values deep, PostgreSQL many more: what it took would stop every copy."""
    sent = act(staffed, received("0001"))
    entry = json.loads(sent.entries[0].body)

    def nested(depth: int) -> SentAct:
        within: object = 0
        for __ in range(depth):
            within = [within]
        return replace(sent, entries=[SentEntry(canonical(entry | {"data": entry["data"] | {"more": within}}))])

    for depth in (150, 900):
        assert refused(staffed, nested(depth)) == "server_refuses"
    assert isinstance(staffed.append(nested(90)), Head)


def test_what_the_program_does_by_itself_has_no_signature(front: PostgresServer) -> None:
    opened = act(front, STAFF[0])
    assert refused(front, replace(opened, signature=bytes(64))) == "server_refuses"
    assert isinstance(front.append(opened), Head)
    assert front.append(act(front, STAFF[0])) == Refused("right")


def test_a_signed_head_is_kept_where_the_log_had_it(staffed: PostgresServer, place: Place) -> None:
    def note(head: Head) -> str:
        return signed_note(checkpoint_text("origin", head, "people 1"), "sue", bytes(32), lambda _: bytes(64))

    head = staffed.head()
    assert staffed.put_checkpoint(note(head))
    assert not staffed.put_checkpoint(note(Head(head.size, chance())))
    assert not staffed.put_checkpoint(note(Head(head.size + 1, head.root)))
    assert not staffed.put_checkpoint(note(Head(head.size - 1, head.root)))
    assert staffed.put_checkpoint(note(Head(1, staffed.root_at(1) or b"")))
    assert staffed.put_checkpoint(note(head))  # once more
    other = place.station("back")
    assert other.checkpoints() == [(1, note(head)), (2, note(Head(1, staffed.root_at(1) or b"")))]
    assert other.checkpoints(1)[0][0] == 2
    assert other.acts(3)[0].notes == [note(head)]
    for wrong in ("", "x", note(head).replace(str(head.size), "x", 1), note(head).replace("\n", "", 1), "x\n" * 20_000):
        with pytest.raises(WorldError):
            staffed.put_checkpoint(wrong)


def test_who_waits_is_told_when_another_has_recorded_something(staffed: PostgresServer, place: Place) -> None:
    other = place.station("back")
    assert other.wait(5)  # from now on it listens, and had better look
    assert not other.wait(0.01)
    staffed.append(act(staffed, received("0001")))
    assert other.wait(5)
    assert not other.wait(0.01)


def test_a_copy_leaves_by_itself_and_takes_nobody_along(staffed: PostgresServer) -> None:
    leaving = said("case.left", "ada", incarnation="2-x", size=3, root="00" * 32)
    assert refused(staffed, act(staffed, leaving)) == "server_refuses"
