"""The Receive desk: preview before anything is written; with an error nothing is; nothing is overwritten."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.acts import receiving
from adjudicator.casework.acts.act import Act
from adjudicator.casework.acts.receiving import Noted
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.sheet.cards import cards_of
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.office import Done, Office
from adjudicator.office.behind.files.previews import FilePreview
from adjudicator.records.envelope import Envelope
from adjudicator.records.reasons import REASON_CODES
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.roll import build_roll
from tests.office.conftest import ABSENTEE, CHECK_IN, COLUMNS, PASSWORD, Desk, Watch, envelope, open_again, roll_text

HEADER = "envelope_number,stream,place,precinct_cast,style_cast,cast_at,last_name,first_name,oath_signed\n"
ROWS = (
    "0001,election_day,School 001,001,S1,2020-11-03T10:00,Delgado,Maria,yes\n"
    "0002,election_day,School 002,002,S2,2020-11-03T11:30,Nguyen,Linh,\n"
)


def refused(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def contents(office: Office) -> dict[str, str]:
    """What the case file and its write-ahead log hold."""
    paths = (office.path, Path(f"{office.path}-wal"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.exists()}


def preview(office: Office, text: str | bytes, kind: str = "envelope_list", name: str = "list.csv") -> FilePreview:
    path = office.path.with_name(name)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return office.receive.preview(kind, path)


def receive(office: Office, text: str, kind: str = "envelope_list", name: str = "list.csv") -> Any:
    return office.receive.receive(preview(office, text, kind, name))


def test_a_preview_says_what_is_in_a_file_and_writes_nothing(desk: Desk) -> None:
    before = contents(desk.office)
    found = preview(desk.office, HEADER + ROWS)
    assert (found.kind, found.rows, found.errors, found.seen_before) == ("envelope_list", 2, (), False)
    assert found.digest == hashlib.sha256((HEADER + ROWS).encode()).hexdigest()
    assert contents(desk.office) == before


def test_a_list_is_received_whole_with_its_digest(desk: Desk) -> None:
    assert isinstance(receive(desk.office, HEADER + ROWS), Done)
    first, second = desk.state("0001"), desk.state("0002")
    assert first.oath_signed is True
    assert second.oath_signed is None
    file = desk.office.receive.files()[-1]
    assert (file.kind, file.rows, file.digest, file.by) == ("envelope_list", 2, first.file, "rita")
    assert desk.office.receive.file_name(file) == "list.csv"


def test_the_record_names_a_file_by_a_commitment_and_keeps_its_digest_sealed(desk: Desk) -> None:
    found = preview(desk.office, HEADER + ROWS)
    assert isinstance(desk.office.receive.receive(found), Done)
    file = desk.office.receive.files()[-1]
    with CaseLog.open(desk.office.path, read_only=True) as log:
        assert log.unseal(file.digest) == found.digest
        assert not [logged.seq for logged in log.entries() if found.digest in logged.body]
        assert verify(log.path).findings == ()


def test_a_file_that_a_version_1_entry_received_is_known_by_its_digest(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = CHECK_IN + "00000001,DELGADO,MARIA,001,,provisional\n"
    found = preview(desk.office, nobody, "check_in_list")

    def as_before(file: Noted, act: Act) -> tuple[Entry, ...]:
        data = {"kind": file.kind, "digest": found.digest, "name": None, "dated": "", "rows": 0, "lines": ""}
        return (Entry("file.received", 1, act.at, act.by, data),)

    with monkeypatch.context() as before:
        before.setattr(receiving, "receive_file", as_before)
        assert isinstance(desk.office.receive.receive(found), Done)
    assert desk.office.receive.files()[-1].digest == found.digest
    assert preview(desk.office, nobody, "check_in_list", "again.csv").seen_before
    # this version would not have written it, nor in that version, which is all that is found
    assert {finding.id for finding in verify(desk.office.path).findings} == {"admission.file", "body.kind"}


def test_a_list_is_received_in_another_order_than_its_own(desk: Desk) -> None:
    rows = "".join(f"{at:04d},name{at:04d}\n" for at in range(50))
    assert isinstance(receive(desk.office, f"envelope_number,last_name\n{rows}"), Done)
    received = [state.received for state in desk.office.overview.states()]
    assert len(set(received)) == 50
    assert received != sorted(received)


def test_a_correction_does_not_tell_whether_a_field_became_empty(desk: Desk) -> None:
    desk.receive("0001", phone="770 555 0100")
    for phone in ("", "770 555 0101"):
        version = desk.state("0001").version
        assert isinstance(desk.office.receive.correct("0001", {"phone": phone}, "As on paper", version), Done)
        assert desk.sheet("0001").evidence.papers.phone == phone
    with CaseLog.open(desk.office.path, read_only=True) as log:
        papers = [logged.entry.data["papers"] for logged in log.entries() if logged.entry.kind == "envelope.corrected"]
    assert [set(each["phone"]) for each in papers] == [{"sealed"}, {"sealed"}]


BAD_LISTS: tuple[tuple[str, bytes, str], ...] = (
    ("duplicate number", (HEADER + ROWS + ROWS[:71]).encode(), "envelope_number"),
    ("unknown precinct", (HEADER + ROWS.replace(",002,S2", ",777,S2")).encode(), "precinct_cast"),
    ("bad time", (HEADER + ROWS.replace("2020-11-03T11:30", "half past eleven")).encode(), "cast_at"),
    ("unknown style", (HEADER + ROWS.replace(",S2,", ",S9,")).encode(), "style_cast"),
    ("missing column", (HEADER + ROWS).replace("envelope_number", "number").encode(), "envelope_number"),
    ("latin-1", (HEADER + ROWS.replace("Nguyen", "Núñez")).encode("latin-1"), "UTF-8"),
    ("empty", b"", ""),
)


@pytest.mark.parametrize(("name", "data", "words"), BAD_LISTS, ids=[name for name, _, _ in BAD_LISTS])
def test_with_an_error_nothing_of_a_list_is_received(desk: Desk, name: str, data: bytes, words: str) -> None:
    before = contents(desk.office)
    found = preview(desk.office, data)
    assert found.errors
    assert any(words in str(problem) for problem in found.errors)
    assert all(problem.remedy for problem in found.errors)
    assert refused(desk.office.receive.receive(found)) == "bad_input"
    assert contents(desk.office) == before
    assert not list(desk.office.overview.states())


def test_the_byte_that_is_not_utf_8_is_named_by_its_place(desk: Desk) -> None:
    data = (HEADER + ROWS.replace("Nguyen", "Núñez")).encode("latin-1")
    place = data.index("ú".encode("latin-1"))
    words = " ".join(str(problem) for problem in preview(desk.office, data).errors)
    assert any(f"{number:,}" in words or str(number) in words for number in (place, place + 1))


def test_the_same_file_twice_is_noticed(desk: Desk) -> None:
    receive(desk.office, HEADER + ROWS)
    again = preview(desk.office, HEADER + ROWS, name="other-name.csv")
    assert again.seen_before
    assert refused(desk.office.receive.receive(again)) == "nothing_new"


def test_rows_received_before_are_passed_over_and_new_ones_received(desk: Desk) -> None:
    receive(desk.office, HEADER + ROWS)
    more = HEADER + ROWS + "0003,advance,,,S1,,Smith,John,yes\n"
    found = preview(desk.office, more)
    assert (found.rows, found.errors) == (1, ())
    assert isinstance(desk.office.receive.receive(found), Done)
    assert [state.number for state in desk.office.overview.states()] == ["0001", "0002", "0003"]


def test_a_list_that_another_window_received_since_it_was_read_is_refused_and_nothing_written(
    desk: Desk, watch: Watch
) -> None:
    found = preview(desk.office, HEADER + ROWS)
    with closing(open_again(desk.office.path, watch, 71)) as other:
        assert not isinstance(other.people.sign_in("rita", PASSWORD), Refusal)
        assert not isinstance(other.receive.receive_one(envelope("0002")), Refusal)
    size = desk.office.record.head().size
    assert refused(desk.office.receive.receive(found)) == "changed_meanwhile"
    assert desk.office.record.head().size == size
    again = preview(desk.office, HEADER + ROWS)
    assert [each.column for each in again.errors] != []


def test_a_file_of_other_votes_that_another_window_received_since_it_was_read_is_refused(
    desk: Desk, watch: Watch
) -> None:
    text = ABSENTEE + "\n"
    found = preview(desk.office, text, "absentee_file", "new.csv")
    with closing(open_again(desk.office.path, watch, 71)) as other:
        assert not isinstance(other.people.sign_in("rita", PASSWORD), Refusal)
        assert not isinstance(other.receive.receive(other.receive.preview("absentee_file", found.path)), Refusal)
    size = desk.office.record.head().size
    assert refused(desk.office.receive.receive(found)) == "nothing_new"
    assert desk.office.record.head().size == size


def test_what_a_list_is_held_against_is_read_when_the_call_is_made_on_a_connection_of_its_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.office.path.with_name("list.csv")
    path.write_text(HEADER + ROWS, encoding="utf-8")
    own, read = desk.office._room.log, list[CaseLog]()
    plain = CaseLog.entries
    monkeypatch.setattr(
        CaseLog, "entries", lambda log, *given, **named: (read.append(log), plain(log, *given, **named))[1]
    )
    reading = desk.office.receive.reading("envelope_list", path)
    assert read == []
    with ThreadPoolExecutor(1) as beside:
        assert beside.submit(reading).result().rows == 2
    assert read
    assert own not in read


def test_a_list_with_only_known_rows_has_nothing_new(desk: Desk) -> None:
    receive(desk.office, HEADER + ROWS)
    assert refused(receive(desk.office, HEADER + ROWS[::1] + "\n")) == "nothing_new"


def test_a_row_that_contradicts_what_was_received_is_a_problem_and_never_an_overwrite(desk: Desk) -> None:
    receive(desk.office, HEADER + ROWS)
    before = contents(desk.office)
    found = preview(desk.office, HEADER + ROWS.replace("Delgado", "Salgado"))
    assert [problem.row for problem in found.errors] == [2]
    assert refused(desk.office.receive.receive(found)) == "bad_input"
    assert contents(desk.office) == before
    assert desk.sheet("0001").evidence.papers.last_name == "Delgado"


def test_a_corrected_envelope_still_agrees_with_the_list_it_came_from(desk: Desk) -> None:
    receive(desk.office, HEADER + ROWS)
    version = desk.state("0001").version
    desk.office.receive.correct("0001", {"last_name": "Salgado"}, "The paper says so", version)
    found = preview(desk.office, HEADER + ROWS + "0003,advance,,,S1,,Smith,John,yes\n")
    assert (found.rows, found.errors) == (1, ())


def test_a_correction_is_seen_at_once_and_what_was_received_stays_on_record(desk: Desk) -> None:
    desk.receive("0001")
    changed = desk.office.receive.correct(
        "0001", {"last_name": "Salgado", "phone": "770 555 0100"}, "The paper says so", desk.state("0001").version
    )
    assert isinstance(changed, Done)
    papers = desk.sheet("0001").evidence.papers
    assert (papers.last_name, papers.first_name, papers.phone) == ("Salgado", "Maria", "770 555 0100")
    kinds = [line.kind for line in desk.office.record.lines(envelope="0001")]
    assert kinds == ["envelope.corrected", "envelope.received"]
    assert [row.number for row in desk.office.overview.find("salgado")] == ["0001"]
    assert desk.office.overview.find("delgado") == []


@pytest.mark.parametrize(
    ("number", "changes", "reason", "seen", "code"),
    [
        ("0001", {"place": "School 002"}, "", 99, "reason_missing"),
        ("0001", {"number": "0009"}, "why", 99, "not_correctable"),
        ("0001", {"place": "School 002"}, "why", 1, "changed_meanwhile"),
        ("9999", {"place": "School 002"}, "why", 99, "unknown_envelope"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    desk: Desk, number: str, changes: dict[str, Any], reason: str, seen: int, code: str
) -> None:
    desk.receive("0001")
    assert refused(desk.office.receive.correct(number, changes, reason, seen)) == code


def test_an_envelope_by_hand_is_checked_field_by_field(desk: Desk) -> None:
    desk.receive("0001")
    taken = desk.office.receive.check(envelope("0001"))
    assert [(problem.column, problem.value) for problem in taken] == [("envelope_number", "0001")]
    wrong = desk.office.receive.check(Envelope("0002", precinct_cast="777", cast_at="noon"))
    assert {problem.column for problem in wrong if not problem.warning} == {"precinct_cast", "cast_at"}
    refusal = desk.office.receive.receive_one(Envelope("0002", precinct_cast="777"))
    assert refused(refusal) == "bad_input"
    assert "777" in str(refusal)
    assert desk.office.overview.canvass().received == 1


def test_only_a_clerk_receives(desk: Desk) -> None:
    desk.sign_in("rob")
    assert refused(receive(desk.office, HEADER + ROWS)) == "no_right"
    assert refused(desk.office.receive.receive_one(envelope("0001"))) == "no_right"


def test_a_fresher_absentee_file_takes_the_older_ones_place(desk: Desk) -> None:
    patel = {"last_name": "Patel", "first_name": "Ravi", "birth_date": "1965", "house_number": "8",
             "precinct_cast": "003", "place": "School 003"}  # fmt: skip
    desk.receive("0001", **patel)
    assert desk.sheet("0001").known["voted_already"].answer.value == "absentee_accepted"
    fresher = ABSENTEE.replace("10/27/2020", "").replace(",A,A,,", ",A,,,").replace("09/25/2020", "11/01/2020")
    assert isinstance(receive(desk.office, fresher, "absentee_file", "fresher.csv"), Done)
    assert desk.sheet("0001").known["voted_already"].answer.value != "absentee_accepted"


def other_roll(folder: Path, **changes: str) -> Path:
    """A roll whose list differs, so that its id does."""
    text = roll_text()
    for old, new in changes.items():
        text = text.replace(old, new)
    source = folder / "other.csv"
    source.write_text(text, encoding="utf-8")
    built = build_roll(source, folder / "other.roll")
    assert not isinstance(built, list), built
    return folder / "other.roll"


def test_another_roll_is_used_from_the_moment_it_is_attached(desk: Desk, tmp_path: Path) -> None:
    desk.receive("0001")
    before = desk.office.case.roll
    assert desk.sheet("0001").evidence.elector is not None
    assert isinstance(desk.office.receive.attach_roll(other_roll(tmp_path, DELGADO="HIDALGO")), Done)
    assert desk.office.roll is not None
    assert desk.office.case.roll == desk.office.roll.id != before
    assert desk.sheet("0001").evidence.elector is None


def test_a_case_opened_again_finds_its_roll_beside_it_and_takes_no_other_of_that_name(
    desk: Desk, tmp_path: Path, watch: Watch
) -> None:
    desk.office.receive.attach_roll(other_roll(tmp_path, DELGADO="HIDALGO"))
    wanted = desk.office.case.roll
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    desk.office.close()
    (tmp_path / "other.roll").rename(moved / "other.roll")
    case = desk.office.path.rename(moved / "small.case")
    again = open_again(case, watch, 2)
    assert again.roll is not None
    assert again.roll.id == wanted
    again.close()
    (moved / "other.roll").unlink()
    other_roll(moved, DELGADO="SALGADO")
    third = open_again(case, watch, 3)
    assert third.roll is None
    third.close()


def test_without_a_roll_nobody_is_found_and_nothing_is_guessed(desk: Desk, tmp_path: Path, watch: Watch) -> None:
    desk.office.receive.attach_roll(other_roll(tmp_path, DELGADO="HIDALGO"))
    desk.receive("0001")
    desk.office.close()
    (tmp_path / "other.roll").unlink()
    again = open_again(desk.office.path, watch, 2)
    hands = Desk(again)
    assert again.review.search("delgado") == ()
    assert "match" not in hands.sheet("0001").known
    papers, voter = cards_of(hands.sheet("0001"))
    assert (papers.id, [line.fact for line in voter.lines]) == ("papers", ["match"])
    again.close()


def test_a_file_that_is_no_roll_is_not_attached(desk: Desk) -> None:
    path = desk.office.path.with_name("notes.roll")
    path.write_text("notes")
    before = contents(desk.office)
    with pytest.raises(WorldError) as caught:
        desk.office.receive.attach_roll(path)
    assert caught.value.code == "not_a_roll"
    assert contents(desk.office) == before


def test_a_missing_file_is_the_worlds_fault(desk: Desk) -> None:
    with pytest.raises(WorldError):
        desk.office.receive.preview("envelope_list", desk.office.path.with_name("gone.csv"))


def test_electors_for_whom_no_portion_fits_are_shown_before_anybody_votes_on_it(desk: Desk, tmp_path: Path) -> None:
    before = desk.office.receive.roll_problems()  # of a small roll: it has far fewer electors than the election
    row_of_nguyen = next(line for line in roll_text().splitlines() if "NGUYEN" in line)
    fields = row_of_nguyen.split(",")
    fields[COLUMNS.index("State House District")] = "999"
    stray = other_roll(tmp_path, **{row_of_nguyen: ",".join(fields)})
    desk.office.receive.attach_roll(stray)
    (problem,) = (each for each in desk.office.receive.roll_problems() if each not in before)
    assert problem.warning
    assert (problem.value, "state house 999" in problem.what) == ("002", True)
    assert "00000002" not in str(problem)


def test_a_list_older_than_the_closing_of_registration_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.office.receive.attach_roll(other_roll(tmp_path, **{"11/02/2020": "09/01/2020", "10/14/2020": "08/14/2020"}))
    found = [problem.what for problem in desk.office.receive.roll_problems()]
    assert any("before registration closed on Mon Oct 5, 2020" in words for words in found)


def test_a_correction_is_checked_like_what_is_received(desk: Desk) -> None:
    desk.receive("0001")
    version = desk.state("0001").version
    refused = desk.office.receive.correct("0001", {"precinct_cast": "999"}, "The label says 999", version)
    assert isinstance(refused, Refusal)
    assert refused.code == "bad_input"
    assert desk.state("0001").version == version


def test_the_county_edits_the_codes_that_poll_workers_tick(desk: Desk) -> None:
    desk.sign_in("admin")
    assert isinstance(desk.office.overview.change_reason("PW", "poll worker's mistake"), Done)
    assert isinstance(desk.office.overview.change_reason("OT", ""), Done)
    desk.sign_in("rita")
    desk.receive("0001", reasons=("PW",))
    assert desk.state("0001").reasons == ("PW",)
    refused = desk.office.receive.receive_one(envelope("0002", reasons=("OT",)))
    assert isinstance(refused, Refusal)
    assert "OT" in refused.words


@pytest.mark.parametrize(
    ("code", "words", "why"), [("pw", "x", "bad_code"), ("PI", REASON_CODES["PI"], "nothing_changed")]
)
def test_a_code_is_short_and_in_capitals_and_a_change_changes_something(
    desk: Desk, code: str, words: str, why: str
) -> None:
    desk.sign_in("admin")
    refused = desk.office.overview.change_reason(code, words)
    assert isinstance(refused, Refusal)
    assert refused.code == why


def test_codes_are_changed_by_administrators_alone(desk: Desk) -> None:
    refused = desk.office.overview.change_reason("PW", "poll worker's mistake")
    assert isinstance(refused, Refusal)
    assert refused.code == "no_right"
