"""A clock set back is noticed against the newest entry, told, and noted once a sitting; acts go on."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from adjudicator.casework.acts.act import Act
from adjudicator.casework.record.entry import seal
from adjudicator.log.case_log import CaseLog
from adjudicator.office import Done, Office
from adjudicator.office.behind.time.clock import seeded_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.people.keys import SigningKey
from adjudicator.port.acts import Signer
from adjudicator.port.answers import Head
from adjudicator.records.trouble import Refusal
from tests.guards import with_any_key
from tests.log.conftest import new_act
from tests.office.conftest import FIRST_PASSWORD, PASSWORD, PEOPLE, Desk, Watch, definition_bytes, open_again


def noted(desk: Desk) -> list[dict[str, str]]:
    """The notes of a clock set back that the record holds, oldest first."""
    return [
        dict(logged.entry.data) for logged in desk.office._room.log.entries() if logged.entry.kind == "clock.set_back"
    ]


def test_a_clock_set_back_is_noted_once_a_sitting_with_both_instants(desk: Desk, watch: Watch) -> None:
    desk.receive("0001")
    newest = desk.office.last_saved
    watch.moment -= timedelta(minutes=3)
    desk.receive("0002", "Nguyen")
    desk.receive("0003", "Smith")
    (note,) = noted(desk)
    assert note["newest"] == newest
    assert note["clock"] < newest
    desk.sign_in("rob")
    assert len(noted(desk)) == 2
    lines = [line.words for line in desk.office.record.lines(limit=2)]
    assert "Rob Reviewer acted while the machine's clock stood before the newest entry" in lines
    assert desk.office.record.verifying("deep")(lambda *_: None).findings == ()


def test_a_clock_that_is_set_back_further_is_noted_again(desk: Desk, watch: Watch) -> None:
    desk.receive("0001")
    for number, voter in (("0002", "Nguyen"), ("0003", "Smith")):
        watch.moment -= timedelta(hours=1)
        desk.receive(number, voter)
    for number, voter, later in (("0004", "Okafor", 30), ("0005", "Late", -20)):
        watch.moment += timedelta(minutes=later)
        desk.receive(number, voter)
    assert len(noted(desk)) == 2
    assert desk.office.record.verifying("deep")(lambda *_: None).findings == ()


@pytest.mark.parametrize("back", [timedelta(seconds=100), -timedelta(hours=3)])
def test_a_clock_put_right_by_seconds_or_forward_is_no_matter(desk: Desk, watch: Watch, back: timedelta) -> None:
    desk.receive("0001")
    watch.moment -= back
    desk.receive("0002", "Nguyen")
    assert noted(desk) == []
    assert desk.office.clock_behind == ""


def test_a_clock_set_back_between_two_openings_is_told_at_once(desk: Desk, watch: Watch) -> None:
    desk.receive("0001")
    saved = desk.office.last_saved
    desk.office.close()
    watch.moment -= timedelta(days=1)
    with closing(open_again(desk.office.path, watch, 2)) as office:
        assert office.clock_behind == saved
        watch.moment += timedelta(days=1)
        assert office.clock_behind == ""


def test_a_clock_that_is_still_back_is_noted_again_after_the_program_was_started_anew(desk: Desk, watch: Watch) -> None:
    """The latest instant is not the newest entry's then."""
    desk.receive("0001")
    latest = desk.office.last_saved
    watch.moment -= timedelta(hours=1)
    desk.receive("0002", "Nguyen")
    desk.office.close()
    with closing(open_again(desk.office.path, watch, 3)) as office:
        assert office.clock_behind == latest
        assert not isinstance(office.people.sign_in("rob", PASSWORD), Refusal)
        assert [note["person"] for note in noted(Desk(office))][:2] == ["rita", "rob"]
        assert office.record.verifying("deep")(lambda *_: None).findings == ()


def test_an_instant_that_nobody_signed_moves_no_clock(desk: Desk, watch: Watch) -> None:
    desk.receive("0001")
    saved = desk.office.last_saved
    desk.office.close()
    entry = Act("9999-12-31T23:00:00.000000Z", "rita").entry("person.signed_in", {"person": "rita"})
    key = SigningKey(bytes(32))
    with CaseLog.open(desk.office.path) as log, with_any_key():
        signer = Signer(log.origin(), "rita", key.public, key.sign)
        assert isinstance(log.append(new_act([seal(entry, seeded_salts(97))], signer=signer)), Head)
        assert log.latest_instant() == saved


def test_listeners_hear_of_the_act_first_and_then_of_the_note(desk: Desk, watch: Watch) -> None:
    heard: list[str] = []
    desk.receive("0001")
    desk.office.listen(lambda entries: heard.extend(entry.kind for entry in entries))
    watch.moment -= timedelta(hours=1)
    desk.receive("0002", "Nguyen")
    assert heard == ["envelope.received", "clock.set_back"]


def test_a_key_of_ones_own_stands_alone_in_its_act_and_the_next_one_has_the_note(desk: Desk, watch: Watch) -> None:
    desk.sign_in("admin")
    assert isinstance(desk.office.people.give_new_key("rob", FIRST_PASSWORD), Done)
    desk.office.people.sign_out()
    watch.moment -= timedelta(hours=1)
    assert not isinstance(desk.office.people.sign_in("rob", FIRST_PASSWORD, PASSWORD), Refusal)
    assert [line.kind for line in desk.office.record.lines(limit=3)] == [
        "clock.set_back", "person.signed_in", "person.key_made",
    ]  # fmt: skip
    assert desk.office._room.log.first_unsigned(range(1, desk.office.record.head().size + 1)) == 0
    assert desk.office.record.verifying("deep")(lambda *_: None).findings == ()


def test_a_clock_that_is_right_again_after_the_first_account_wants_no_note(tmp_path: Path, watch: Watch) -> None:
    chance = TimeAndChance(watch, seeded_salts(1), lambda: "case-1")
    office = Office.create(tmp_path / "new.case", definition_bytes(), "small.json", chance=chance)
    assert isinstance(office, Office)
    with closing(office):
        watch.moment -= timedelta(hours=1)
        assert isinstance(office.people.add(PEOPLE[0], PASSWORD), Done)
        watch.moment += timedelta(hours=1)
        assert not isinstance(office.people.sign_in("admin", PASSWORD), Refusal)
        assert office.record.verifying("deep")(lambda *_: None).findings == ()


def test_the_first_administrators_account_stands_alone_in_its_act(tmp_path: Path, watch: Watch) -> None:
    chance = TimeAndChance(watch, seeded_salts(1), lambda: "case-1")
    office = Office.create(tmp_path / "new.case", definition_bytes(), "small.json", chance=chance)
    assert isinstance(office, Office)
    with closing(office):
        watch.moment -= timedelta(hours=1)
        assert isinstance(office.people.add(PEOPLE[0], PASSWORD), Done)
        assert not isinstance(office.people.sign_in("admin", PASSWORD), Refusal)
        assert [line.kind for line in office.record.lines(limit=3)] == [
            "clock.set_back", "person.signed_in", "person.added",
        ]  # fmt: skip
        assert office.record.verifying("deep")(lambda *_: None).findings == ()
