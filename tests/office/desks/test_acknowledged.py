"""What the tabulation room has: acknowledged, corrected, stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.casework.acts.releasing import Said
from adjudicator.log.checks.verify import verify
from adjudicator.office import Done
from adjudicator.office.behind.releases.check import verify_recorded, verify_release
from adjudicator.records.trouble import WorldError
from tests.office.conftest import Desk, Watch, Worked, desk_behind, worked_once
from tests.office.desks.test_release import approve_everything, approved, refused, release, rows

SAID = Said("Dana Reyes", "2020-11-06T21:05", 2, "T-14")


@pytest.fixture(scope="module")
def worked(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """A case with two ballots to release and one held."""
    return worked_once(begun, tmp_path_factory.mktemp("approved"), approved)


@pytest.fixture
def desk(worked: Worked, tmp_path: Path, watch: Watch) -> Iterator[Desk]:
    """Sue at a copy of that case, whose first release has left."""
    with desk_behind(worked, tmp_path, watch) as desk:
        desk.sign_in("sue")
        release(desk, tmp_path / "first")
        yield desk


def reopen(desk: Desk, number: str) -> None:
    assert isinstance(desk.office.review.reopen(number, "The oath is another person's"), Done)


def red(desk: Desk) -> list[str]:
    return list(map(str, desk.office.releases.unsettled()))


def test_what_was_said_is_kept_sealed_and_read_by_those_who_see_names(desk: Desk) -> None:
    assert desk.office.releases.not_acknowledged() == 1
    assert isinstance(desk.office.releases.acknowledge("R0001", SAID), Done)
    (made,) = desk.office.releases.releases()
    (said,) = desk.office.releases.said_of(made)
    assert (said.who, said.told_at, said.reference, said.ballots, said.by) == (
        "Dana Reyes", "2020-11-06T21:05", "T-14", 2, "sue",
    )  # fmt: skip
    assert (desk.office.releases.not_acknowledged(), red(desk)) == (0, [])
    desk.sign_in("olga")
    (said,) = desk.office.releases.said_of(made)
    assert (said.who, said.reference, said.ballots) == ("", "", 2)
    assert verify(desk.office.path).findings == ()


def test_another_number_is_never_refused_and_stands_red_until_it_is_put_right(desk: Desk) -> None:
    assert isinstance(desk.office.releases.acknowledge("R0001", SAID), Done)
    assert isinstance(desk.office.releases.acknowledge("R0001", Said("Dana Reyes", "2020-11-06T21:30", 13)), Done)
    assert red(desk) == [
        "R0001: its rows come to 2 ballots, and the tabulation room has 13 ballots. Count again together: the next "
        "acknowledgment puts it right"
    ]
    assert isinstance(desk.office.releases.acknowledge("R0001", Said("Dana Reyes", "2020-11-06T21:50", 2)), Done)
    assert red(desk) == []
    assert len(desk.office.releases.releases()[0].acknowledgments) == 3


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Said(" ", "2020-11-06T21:05", 2), "who_missing"),
        (Said("Dana", "tonight", 2), "bad_hour"),
        (Said("Dana", "2020-11-06T21:05:01", 2), "bad_hour"),
        (Said("Dana", "2020-11-06T21:05+00:00", 2), "bad_hour"),
    ],
)
def test_without_a_name_or_an_hour_nothing_is_recorded(desk: Desk, said: Said, code: str) -> None:
    assert refused(desk.office.releases.acknowledge("R0001", said)) == code
    assert refused(desk.office.releases.acknowledge("R0009", SAID)) == "no_such_release"


def test_the_same_is_said_once_and_a_release_seen_before_somebody_was_faster_is_refused(desk: Desk) -> None:
    (seen,) = desk.office.releases.releases()
    assert isinstance(desk.office.releases.acknowledge("R0001", SAID, seen.version), Done)
    assert refused(desk.office.releases.acknowledge("R0001", SAID)) == "said_already"
    other = Said("Dana Reyes", "2020-11-06T22:00", 3)
    assert refused(desk.office.releases.acknowledge("R0001", other, seen.version)) == "changed_meanwhile"


def test_what_is_open_again_is_taken_away_by_the_next_release_and_red_until_that_is_acknowledged(
    desk: Desk, tmp_path: Path
) -> None:
    for number in ("0001", "0002"):
        reopen(desk, number)
    desk.sign_in("rita")
    desk.say("0001", "eligibility", "not_citizen")
    assert desk.record("0001").outcome == "not_counted"
    approve_everything(desk)
    second = release(desk, tmp_path / "second")
    changes = sorted((row["ballots"], row["replaces"]) for row in rows(second.folder, "groups.csv"))
    assert changes == [("-1", "R0001"), ("-1", "R0001")]
    made = desk.office.releases.releases()[0]
    assert (made.ballots, made.corrects, list(made.taken_away)) == (-2, ("R0001",), ["0002"])
    assert red(desk) == [
        "R0002 corrects 2 ballots of R0001, and is not acknowledged: the tabulation room may hold them as they were"
    ]
    assert not desk.state("0002").open_again, "the tabulation room was told to take it away"
    assert desk.office.overview.canvass().open_again == 0
    assert isinstance(desk.office.releases.acknowledge("R0002", Said("Dana Reyes", "2020-11-07T09:00", -2)), Done)
    assert red(desk) == []
    for path in (second.folder, second.archive, second.room_archive):
        assert verify_release(path).ok, path
        assert verify_recorded(desk.office._room.log, path).ok, path
    assert verify(desk.office.path).findings == ()


def test_what_was_taken_away_and_is_approved_anew_leaves_as_new(desk: Desk, tmp_path: Path) -> None:
    for number in ("0001", "0002"):
        reopen(desk, number)
    desk.sign_in("rita")
    desk.record("0001")
    approve_everything(desk)
    release(desk, tmp_path / "second")
    desk.sign_in("rita")
    desk.record("0002")
    approve_everything(desk)
    third = release(desk, tmp_path / "third")
    assert [(row["ballots"], row["replaces"]) for row in rows(third.folder, "groups.csv")] == [("1", "")]
    assert desk.office.releases.releases()[0].corrects == ()
    assert verify_release(third.folder).ok
    assert verify(desk.office.path).findings == ()


def test_a_stop_notice_says_where_the_ballots_are_and_names_no_envelope(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "stop.pdf"
    assert refused(desk.office.releases.write_stop_notice(out)) == "nothing_open_again"
    reopen(desk, "0001")
    (line,) = desk.office.releases.stop_lines()
    assert (line.release, line.place, line.precinct, line.style, line.ballots) == (
        "R0001",
        "School 001",
        "001",
        "S1",
        1,
    )
    assert desk.office.releases.write_stop_notice(out) is None
    assert out.read_bytes().startswith(b"%PDF")
    with pytest.raises(WorldError):
        desk.office.releases.write_stop_notice(out)


def test_a_package_of_another_case_is_not_the_one_that_the_record_names(desk: Desk, tmp_path: Path) -> None:
    room = tmp_path / "first" / "tabulation_room"
    text = (room / "work_order.csv").read_text()
    (room / "work_order.csv").write_text(text.replace(",1,", ",2,", 1))
    found = {each.id for each in verify_recorded(desk.office._room.log, room).findings}
    assert found == {"file_changed"}
    assert verify_release(tmp_path / "first-tabulation-room.zip").not_proved
