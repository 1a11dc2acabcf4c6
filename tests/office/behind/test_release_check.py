"""A release says what its record says: whoever changes a file is found, though a supervisor's own key signed it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from csv import reader, writer
from datetime import timedelta
from functools import partial
from io import BytesIO, StringIO, TextIOWrapper
from itertools import accumulate
from pathlib import Path
from sqlite3 import Connection
from typing import IO, Any

import pytest

from adjudicator.casework.record.catalogue import new_entry
from adjudicator.casework.record.entry import seal
from adjudicator.casework.record.state import BatchState, EnvelopeState, changed
from adjudicator.cli.main import run
from adjudicator.export.checking import ReleaseFinding, check_release
from adjudicator.export.csv_parts import csv_parts
from adjudicator.export.files import Package, made_files, record_files
from adjudicator.export.folder import WrittenRelease, write_release
from adjudicator.export.standing import ProvenHead, signature_of
from adjudicator.log import standalone_release
from adjudicator.log.copies import carried
from adjudicator.log.states.folding import Folding
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.log.tree.acts import ActRow, from_json, put_act
from adjudicator.log.tree.merkle import root_of
from adjudicator.log.tree.notes import checkpoint_text, read_note, signed_note
from adjudicator.office import Done
from adjudicator.office.behind.releases import again as release_again
from adjudicator.office.behind.releases.again import OLDER, OTHER_PAGE, OTHER_WORDS
from adjudicator.office.behind.releases.check import verify_recorded, verify_release
from adjudicator.office.behind.releases.content import Leaving, content_of
from adjudicator.office.desks.release import OnDisk
from adjudicator.people.receipts import NewReceipt
from adjudicator.port.acts import Signer
from adjudicator.port.answers import Head
from tests.log.conftest import new_act
from tests.looking import approve_seen
from tests.office.behind.releases import Forger
from tests.office.conftest import Desk, Watch, begin, definition_bytes, open_again
from tests.office.desks.test_batches import done, refused
from tests.office.desks.test_release import approve_everything, approved, release, rows
from tests.office.test_from_the_log import Raw

Change = Callable[[str], str]


def signer_of(desk: Desk) -> Signer:
    room = desk.office._room
    signer = room.signer(room.log)
    assert isinstance(signer, Signer)
    return signer


@pytest.fixture(scope="module")
def released(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Signer]:
    """A release as it left, and who made it. Copied, never changed."""
    folder = tmp_path_factory.mktemp("released")
    watch = Watch()
    watch.moment += timedelta(minutes=5)
    with closing(open_again(Path(shutil.copy(begun, folder / "small.case")), watch, 1000)) as office:
        made = release_of(Desk(office), folder / "out")
        return made.folder, made.signer


def release_of(desk: Desk, folder: Path) -> Forger:
    """What Sue released, and her key in other hands. 0001 counts in full, 0002 in part, 0003 is held.

    The voter of 0001 has a receipt.
    """
    approved(desk)
    assert isinstance(desk.office.contacts.give_receipt("0001"), NewReceipt)
    signer = signer_of(desk)
    return Forger(release(desk, folder).folder, signer)


@pytest.fixture
def forger(released: tuple[Path, Signer], tmp_path: Path) -> Forger:
    """That release, without the office that made it."""
    folder, signer = released
    shutil.copy(folder.with_name("out.zip"), tmp_path / "out.zip")
    return Forger(Path(shutil.copytree(folder, tmp_path / "out")), signer)


@pytest.fixture
def forger_here(desk: Desk, tmp_path: Path) -> Forger:
    """The same, just released by the office of the desk."""
    return release_of(desk, tmp_path / "out")


def told(path: Path, **how: Any) -> list[tuple[str, str, str, str]]:
    """Of each difference file, row, column and what the record gives."""
    report = verify_release(path, **how)
    assert {finding.id for finding in report.findings} <= {"release.differs"}, report.findings
    return [(each.file, each.row, each.column, each.gives) for each in report.findings]


def test_a_release_as_it_left_is_what_its_record_gives_as_folder_and_as_zip(forger: Forger) -> None:
    for path in (forger.folder, forger.folder.with_name("out.zip")):
        report = verify_release(path)
        assert (report.findings, report.not_proved) == ((), ())
        assert set(report.items) == {"0001", "0002"}


@pytest.mark.parametrize("size", [(1 << 20) + 1, (4 << 20) + 1], ids=["1 MiB", "4 MiB"])
def test_a_release_of_a_county_with_a_long_definition_is_what_its_record_gives(
    tmp_path: Path, roll_file: Path, watch: Watch, size: int
) -> None:
    case = begin(tmp_path, roll_file, definition_bytes().ljust(size))
    with closing(open_again(case, watch, 1000)) as office:
        desk = Desk(office)
        approved(desk)
        folder = release(desk, tmp_path / "out").folder
        assert (folder / "definition.json").stat().st_size == size
        for path in (folder, folder.with_name("out.zip")):
            report = verify_release(path)
            assert (report.findings, report.not_proved) == ((), ())
        for path in (folder, folder.with_name("out.zip")):
            assert verify_recorded(office._room.log, path).findings == ()


@pytest.mark.parametrize("name", ["definition.json", "packs/"])
def test_a_definition_or_packs_of_more_than_they_may_have_are_named_with_the_bound(
    forger: Forger, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = forger.folder
    sizes = {path: path.stat().st_size for path in (folder / "definition.json", *(folder / "packs").iterdir())}
    most = max(sizes.values()) + 1
    large = next(path for path in sizes if path.relative_to(folder).as_posix().startswith(name))
    large.write_bytes(large.read_bytes().ljust(most + 1))
    forger.sign()
    monkeypatch.setattr(release_again, "MOST_OF_DEFINITION", most)
    for path in (folder, Path(shutil.make_archive(str(folder), "zip", folder))):
        assert any(
            found.id == "release.unreadable" and f"{most:,}" in found.words for found in verify_release(path).findings
        ), path


# the projection is changed while a supervisor releases


def test_a_row_changed_before_the_release_and_put_back_after_it_does_not_leave(desk: Desk, tmp_path: Path) -> None:
    """Without a password: one row of `envelope` is changed, the supervisor releases, the row is put back."""
    approved(desk)
    put_back = Raw(desk.office.path).change("envelope", "0001", outcome="not_counted")
    assert refused(desk.office.releases.release(tmp_path / "out" / "first")) == "lists_differ"
    assert list((tmp_path / "out").iterdir()) == []
    put_back()
    made = release(desk, tmp_path / "out" / "first")
    assert rows(made.folder, "dispositions.csv")[0]["outcome"] == "count_full"


@pytest.mark.parametrize("at", [1, 60, 80])
def test_a_row_changed_while_files_are_written_changes_nothing_in_them(desk: Desk, tmp_path: Path, at: int) -> None:
    approved(desk)
    raw, put_back = Raw(desk.office.path), [lambda: None]

    def meanwhile(done: int, _of: int) -> None:
        if done >= at and len(put_back) == 1:
            put_back.append(raw.change("envelope", "0001", outcome="not_counted"))

    on_disk = desk.office.releases.write(tmp_path / "first", meanwhile)
    put_back[-1]()
    assert len(put_back) == 2
    assert isinstance(on_disk, OnDisk)
    assert rows(tmp_path / "first", "dispositions.csv")[0]["outcome"] == "count_full"
    assert verify_release(tmp_path / "first").findings == ()


def test_an_envelope_that_the_lists_hide_or_make_up_is_not_released(desk: Desk, tmp_path: Path) -> None:
    approved(desk)
    raw = Raw(desk.office.path)
    put_back = raw.change("envelope", "0001", status="in_batch")
    raw.execute("UPDATE envelope SET status = 'in_batch' WHERE number = '0001'")
    assert refused(desk.office.releases.release(tmp_path / "first")) == "lists_differ"
    put_back()
    raw.execute("UPDATE envelope SET status = 'approved' WHERE number = '0003'")
    assert refused(desk.office.releases.release(tmp_path / "first")) == "lists_differ"


def test_a_batch_approved_in_the_lists_alone_gives_no_other_approver(desk: Desk, tmp_path: Path) -> None:
    approved(desk)
    Raw(desk.office.path).change("batch", "B0001", decided_by="sam")
    made = release(desk, tmp_path / "first")
    assert {row["approved_by"] for row in rows(made.folder, "dispositions.csv")} == {"sue"}


def test_an_approval_that_its_person_did_not_sign_releases_nothing(desk: Desk, tmp_path: Path) -> None:
    approved(desk)
    (approval,) = [line.seq for line in desk.office.record.lines(kind="batch.approved")]
    raw = Raw(desk.office.path)
    raw.execute("DROP TRIGGER signature_no_update")
    sql = "UPDATE signature SET signature = zeroblob(64) WHERE first_seq <= ? AND first_seq + entries > ?"
    raw.execute(sql, approval, approval)
    assert refused(desk.office.releases.write(tmp_path / "first")) == "lists_differ"


def test_an_act_whose_signature_was_changed_is_named_and_changes_nothing(forger: Forger) -> None:
    def spoilt(text: str) -> str:
        entries = [json.loads(line) for line in (forger.folder / "log" / "entries.jsonl").read_text().splitlines()]
        (approval,) = [seq for seq, entry in enumerate(entries, 1) if entry["kind"] == "batch.approved"]
        acts = [json.loads(line) for line in text.splitlines()]
        for act in acts:
            if act["first"] <= approval < act["first"] + act["entries"]:
                act["signature"] = "00" * 64
        return "".join(f"{json.dumps(act)}\n" for act in acts)

    forger.change("log/signatures.jsonl", spoilt)
    assert check_release(forger.folder) == ()
    findings = verify_release(forger.folder).findings
    assert {finding.id for finding in findings} >= {"act.unsigned", "release.differs"}
    assert {finding.file for finding in findings} >= {"log/entries.jsonl", "dispositions.csv", "groups.csv"}


def test_acts_do_not_wait_in_memory_until_all_are_read(forger: Forger, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[int] = []

    def read(found: Mapping[str, Any]) -> ActRow:
        steps.append(1)
        return from_json(found)

    def put(connection: Connection, row: ActRow) -> None:
        steps.append(-1)
        put_act(connection, row)

    monkeypatch.setattr(release_again, "from_json", read)
    monkeypatch.setattr(carried, "put_act", put)
    assert verify_release(forger.folder).ok
    assert len(steps) > 2
    assert max(accumulate(steps)) == 1


@pytest.mark.parametrize("line", ["{", "[]", '{"first": 1}', '{"first": 1e400}', "[" * 100_000])
def test_signatures_that_are_none_are_named(forger: Forger, line: str) -> None:
    forger.change("log/signatures.jsonl", lambda text: f"{text}{line}\n")
    (finding,) = verify_release(forger.folder).findings
    assert (finding.id, finding.file) == ("release.unreadable", "log/signatures.jsonl")


# files are rewritten, and a supervisor's key signs the manifest anew


def test_a_rewritten_outcome_is_named_with_what_the_record_gives(forger: Forger) -> None:
    forger.change("dispositions.csv", lambda text: text.replace("0001,count_full", "0001,not_counted"))
    assert check_release(forger.folder) == ()
    report = verify_release(forger.folder)
    (finding,) = report.findings
    assert finding == ReleaseFinding(
        "release.differs",
        "dispositions.csv",
        "dispositions.csv, row 0001, outcome: it says not_counted, and the record gives count_full.",
        row="0001", column="outcome", says="not_counted", gives="count_full",
    )  # fmt: skip
    assert {verdict.promise: verdict.state for verdict in report.verdicts} == {
        "unchanged": "ok", "who": "ok", "rules": "ok", "left": "not_ok",
    }  # fmt: skip


CHANGES: dict[str, Change] = {
    "dispositions.csv": lambda text: text.replace("Your ballot was counted.", "Your ballot was not counted."),
    "contests.csv": lambda text: text.replace("0001,sheriff,Sheriff,yes", "0001,sheriff,Sheriff,no"),
    "groups.csv": lambda text: text.replace(",1,0,", ",2,0,", 1),
    "tabulation_room/groups.csv": lambda text: text.replace(",1,0,", ",2,0,", 1),
    "tabulation_room/work_order.csv": lambda text: text.replace("count as it is", "duplicate", 1),
    "contest_totals.csv": lambda text: text.replace("county,,sheriff,Sheriff,2", "county,,sheriff,Sheriff,3"),
    "totals.csv": lambda text: text.replace("so_far,all,,all envelopes received,3", "so_far,all,,all envelopes received,4"),
    "totals_public.csv": lambda text: text.replace("all,,all envelopes received,", "all,,all envelopes received,1", 1),
    "status.csv": lambda text: text.replace("count_full", "not_counted"),
    "summary.json": lambda text: text.replace('"1"', '"2"', 1),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_every_file_that_was_changed_and_signed_anew_is_named(forger: Forger, name: str) -> None:
    forger.change(name, CHANGES[name])
    assert check_release(forger.folder) == ()
    assert {file for file, *_ in told(forger.folder)} == {name}


@pytest.mark.parametrize("name", [*CHANGES, "definition.json", "log/signatures.jsonl", "log/checkpoints.jsonl"])
def test_a_file_left_out_of_release_and_manifest_is_named(forger: Forger, name: str) -> None:
    forger.drop(name)
    assert check_release(forger.folder) == ()
    found = {(finding.id, finding.file) for finding in verify_release(forger.folder).findings}
    assert found & {("release.differs", name), ("release.unreadable", "log/entries.jsonl")}


def test_an_envelope_left_out_and_one_put_in_are_named(forger: Forger) -> None:
    def exchanged(text: str) -> str:
        header, first, *others = text.split("\r\n")
        return "\r\n".join((header, first.replace("0001", "0000"), first.replace("0001", "0003"), *others))

    forger.change("dispositions.csv", exchanged)
    named = {(each.row, each.words.partition(": ")[2]) for each in verify_release(forger.folder).findings}
    no_such, not_there = "the record gives no such row.", "it is not there, and the record gives it."
    assert named == {("0000", no_such), ("0003", no_such), ("0001", not_there)}


def test_rows_in_another_order_rows_twice_and_other_line_ends_are_named(forger: Forger) -> None:
    def turned(text: str) -> str:
        header, first, second, *rest = text.split("\r\n")
        return "\r\n".join((header, second, first, *rest))

    path = forger.folder / "dispositions.csv"
    original = path.read_bytes().decode()
    forger.change("dispositions.csv", turned)
    assert "another order" in verify_release(forger.folder).findings[0].words
    forger.change("dispositions.csv", lambda _: original + original.split("\r\n")[1] + "\r\n")
    assert verify_release(forger.folder).findings[0].row == "0001"
    forger.change("dispositions.csv", lambda _: original.replace("\r\n", "\n"))
    assert "in other bytes" in verify_release(forger.folder).findings[0].words


@pytest.mark.parametrize(
    ("claim", "value"),
    [("release", "R0009"), ("follows", "R0000"), ("made_at", "2020-11-05T10:00:00.000000Z"), ("envelopes", 3),
     ("mode", "practice"), ("people", {"sue": "Somebody Else"}), ("rules", {"pack": "georgia-2020-statute"}),
     ("election", {"name": "Another Election"}), ("notice", "Nothing in this is real.")],
)  # fmt: skip
def test_what_a_manifest_says_of_the_release_follows_from_the_record(forger: Forger, claim: str, value: Any) -> None:
    forger.claim(**{claim: value})
    assert check_release(forger.folder) == ()
    findings = verify_release(forger.folder).findings
    assert findings
    assert all(each.file.endswith("manifest.json") and each.column.startswith(claim) for each in findings)


def test_whoever_made_it_is_one_who_may_release(forger_here: Forger, desk: Desk) -> None:
    desk.sign_in("rita")
    forger_here.signer = signer_of(desk)
    forger_here.claim(made_by="rita")
    found = {(each.file, each.column) for each in verify_release(forger_here.folder).findings}
    assert ("manifest.json", "made_by") in found
    assert ("checkpoint.txt", "who signed it") in found


def test_whoever_made_it_has_an_account_that_was_not_closed(desk: Desk, tmp_path: Path) -> None:
    approved(desk)
    signer = signer_of(desk)
    desk.sign_in("admin")
    done(desk.office.people.change("sue", frozenset({"supervisor"}), active=False))
    made = past_the_desk(desk, tmp_path / "out", signer)
    said = [(each.column, each.says) for each in verify_release(made.folder).findings if each.file == "manifest.json"]
    assert said == [("made_by", "sue")]


def test_an_older_checkpoint_of_its_maker_is_not_the_one_that_it_was_made_at(forger_here: Forger, desk: Desk) -> None:
    signer, size = (
        forger_here.signer,
        read_note((forger_here.folder / "checkpoint.txt").read_text("utf-8")).head.size - 1,
    )
    head = Head(size, root_of(desk.office._room.log.leaves(size)))
    text = checkpoint_text(signer.origin, head, signer.people)
    older = signed_note(text, signer.person, signer.public, signer.sign)
    forger_here.change("checkpoint.txt", lambda _: older)
    named = {(each.file, each.column) for each in verify_release(forger_here.folder).findings}
    assert ("checkpoint.txt", "who signed it") in named


def test_a_page_that_says_something_else_is_not_taken_for_the_one_of_the_record(forger: Forger) -> None:
    path = forger.folder / "summary.pdf"
    path.write_bytes(path.read_bytes() + b"% another page\n")
    forger.sign()
    report = verify_release(forger.folder)
    assert (report.findings, report.not_proved) == ((), (OTHER_PAGE,))


def test_another_definition_or_a_pack_too_many_is_named(forger: Forger) -> None:
    (forger.folder / "packs" / f"{'ab' * 32}.json").write_text("{}")
    forger.sign()
    assert [file for file, *_ in told(forger.folder)] == [f"packs/{'ab' * 32}.json"]
    (forger.folder / "packs" / f"{'ab' * 32}.json").unlink()
    forger.change("definition.json", lambda text: text.replace("Sheriff", "Marshal"))
    (finding,) = verify_release(forger.folder).findings
    assert finding.id == "release.unreadable"
    assert "which is not there" in finding.words


def test_of_other_words_it_is_said_that_they_were_not_compared_and_codes_are_compared(forger: Forger) -> None:
    forger.claim(program={"version": "9.9", "words": "ab" * 32})
    forger.change("dispositions.csv", CHANGES["dispositions.csv"])
    report = verify_release(forger.folder)
    assert (report.findings, report.not_proved) == ((), (OTHER_WORDS, OTHER_PAGE))
    forger.change("dispositions.csv", lambda text: text.replace("0001,count_full", "0001,not_counted"))
    forger.change("summary.json", CHANGES["summary.json"])
    assert {file for file, *_ in told(forger.folder)} == {"dispositions.csv", "summary.json"}


def test_a_release_dressed_up_as_one_of_version_2_is_still_held_against_its_record(forger: Forger) -> None:
    def older(manifest: dict[str, Any]) -> None:
        manifest["version"] = 2
        del manifest["program"]

    forger.drop("definition.json", "summary.json")
    forger.sign(older)
    report = verify_release(forger.folder)
    assert (report.findings, report.not_proved) == ((), (OLDER,))
    forger.change("dispositions.csv", lambda text: text.replace("0001,count_full", "0001,not_counted"))
    assert len(told(forger.folder)) == 2


def test_a_release_that_nobody_can_read_is_named_and_breaks_nothing(forger: Forger) -> None:
    nested = "[" * 100_000
    for name, data in (("summary.json", nested), ("dispositions.csv", '"' + "x" * 300_000), ("groups.csv", "\0")):
        forger.change(name, lambda _, data=data: data)
    assert {file for file, *_ in told(forger.folder)} == {"summary.json", "dispositions.csv", "groups.csv"}
    forger.change("log/entries.jsonl", lambda text: text + f'{{"data":{nested}\n')
    assert {"entries_differ", "act.unsigned"} <= {finding.id for finding in verify_release(forger.folder).findings}


# a case and a release of it


@pytest.mark.parametrize("form", ["../elsewhere", "9.9", "", 4, ["4.0"], None])
def test_a_record_of_no_known_form_is_named_and_nothing_of_its_makers_is_run(
    forger: Forger, tmp_path: Path, form: Any
) -> None:
    """The form names a file of statements: a stranger's path must not."""
    ran = tmp_path / "ran"
    script = f"ATTACH '{ran}' AS x; CREATE TABLE x.ran (one);"
    for name in ("elsewhere.sql", "elsewhere-observers.sql"):
        tmp_path.joinpath(name).write_text(script)
    named = str(tmp_path / "elsewhere") if form == "../elsewhere" else form

    def of_that_form(text: str) -> str:
        first, rest = text.split("\n", 1)
        entry = json.loads(first)
        entry["data"]["form"] = named
        return json.dumps(entry, separators=(",", ":"), sort_keys=True) + "\n" + rest

    forger.change("log/entries.jsonl", of_that_form)
    (finding,) = [each for each in verify_release(forger.folder).findings if each.id == "release.unreadable"]
    assert finding.words == (
        "The record in the release cannot be read (it does not open a case of a form that this program knows): "
        "nobody can tell whose acts it holds."
    )
    assert not ran.exists()


def test_a_record_that_begins_with_an_unknown_kind_is_named(forger: Forger) -> None:
    forger.change("log/entries.jsonl", lambda text: text.replace('"kind":"case.opened"', '"kind":"case.begun"', 1))
    (finding,) = [each for each in verify_release(forger.folder).findings if each.id == "release.unreadable"]
    assert "(it does not begin with an entry that this program knows)" in finding.words


def test_a_release_is_the_one_that_the_case_recorded(forger_here: Forger, desk: Desk) -> None:
    log = desk.office._room.log
    assert verify_recorded(log, forger_here.folder).findings == ()
    forger_here.change("dispositions.csv", CHANGES["dispositions.csv"])
    found = {(each.id, each.file) for each in verify_recorded(log, forger_here.folder).findings}
    assert {("not_as_recorded", "dispositions.csv"), ("not_as_recorded", "manifest.json")} <= found
    forger_here.claim(release="R0007")
    assert verify_recorded(log, forger_here.folder).findings[0].id == "release.unrecorded"


def unapproved(desk: Desk, folder: Path) -> WrittenRelease:
    """A release of a batch nobody approved, made with the supervisor's key and the program's own functions."""
    log = desk.office._room.log
    signer = signer_of(desk)
    with RebuiltShelf() as shelf:
        folding = Folding(log.bodies(), shelf)
        bodies = list(folding)
        for batch in list(shelf.states(BatchState)):
            if batch.status == "waiting":
                shelf.put(batch.id, changed(batch, decided_by=signer.person, decided_at=batch.closed_at))
                for number in batch.items:
                    state = shelf.get(EnvelopeState, number)
                    assert state is not None
                    shelf.put(number, changed(state, status="approved"))
        return made_of(desk, shelf, bodies, folder, signer)


def past_the_desk(desk: Desk, folder: Path, signer: Signer) -> WrittenRelease:
    """A release of what the record gives, made by whoever has the key, with the program's own functions."""
    with RebuiltShelf() as shelf:
        bodies = list(Folding(desk.office._room.log.bodies(), shelf))
        return made_of(desk, shelf, bodies, folder, signer)


def made_of(desk: Desk, shelf: RebuiltShelf, bodies: Sequence[str], folder: Path, signer: Signer) -> WrittenRelease:
    log = desk.office._room.log
    standing = ProvenHead(log.head(), signer, bodies, (), tuple(log.signatures()))
    content = content_of(Leaving(shelf), log.document, standing.head, standing.checkpoint, signer.person)
    made = made_files(content)
    written = write_release(folder, Package(record_files(standing), lambda: made, partial(signature_of, standing)))
    assert isinstance(written, WrittenRelease)
    return written


def test_a_release_of_a_batch_nobody_approved_is_found(desk: Desk, tmp_path: Path) -> None:
    """With the supervisor's key: files and entry fit each other, and nobody else ever saw the batch."""
    desk.receive("0001")
    desk.easy("0001")
    done(desk.office.batches.close())
    desk.sign_in("sue")
    forged = unapproved(desk, tmp_path / "forged")
    assert check_release(forged.folder) == ()
    named = {(each.file, each.row) for each in verify_release(forged.folder).findings}
    assert ("dispositions.csv", "0001") in named
    room = desk.office._room
    determination = desk.state("0001").determination
    assert determination is not None
    size, root = room.log.head().size, room.log.head().root.hex()
    data = {"release": "R0001", "follows": "", "size": size, "root": root, "items": {"0001": determination.seq},
            "files": dict(forged.digests)}  # fmt: skip
    entry = new_entry("release.made", room.act().at, "sue", data)
    room.log.append(new_act([seal(entry, room.salts)], signer=signer_of(desk)))
    found = verify_recorded(room.log, forged.folder).findings
    assert ("dispositions.csv", "0001") in {(each.file, each.row) for each in found}


def test_an_entry_that_says_otherwise_than_its_release_is_found(forger_here: Forger, desk: Desk) -> None:
    room = desk.office._room
    (state,) = desk.office.releases.releases()
    Raw(desk.office.path).execute("DROP TRIGGER log_numbers")
    data = {"release": "R0001", "follows": "", "size": state.size - 1, "root": state.root,
            "items": {**state.items, "0003": 7}, "files": dict(state.files)}  # fmt: skip
    room.log.append(
        new_act([seal(new_entry("release.made", room.act().at, "sue", data), room.salts)], signer=forger_here.signer)
    )
    found = verify_recorded(room.log, forger_here.folder).findings
    assert {each.id for each in found} == {"release.another_record", "release.differs"}
    assert {(each.row, each.column) for each in found if each.row} == {("0003", "determination")}


def test_an_entry_of_another_place_in_the_record_than_its_release_is_found(forger_here: Forger, desk: Desk) -> None:
    room = desk.office._room
    (state,) = desk.office.releases.releases()
    Raw(desk.office.path).execute("DROP TRIGGER log_numbers")
    root = root_of(room.log.leaves(state.size - 1)).hex()
    data = {"release": "R0001", "follows": "", "size": state.size - 1, "root": root, "items": dict(state.items),
            "files": dict(state.files)}  # fmt: skip
    room.log.append(
        new_act([seal(new_entry("release.made", room.act().at, "sue", data), room.salts)], signer=forger_here.signer)
    )
    found = verify_recorded(room.log, forger_here.folder).findings
    assert {(each.id, each.file, each.column) for each in found} == {
        ("release.differs", "manifest.json", "tree.size"), ("release.differs", "manifest.json", "tree.root"),
    }  # fmt: skip


def test_the_command_checks_case_and_release_together(
    forger_here: Forger, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.office.close()
    command = ["verify", str(desk.office.path), "--release", str(forger_here.folder)]
    assert run(command) == 0
    assert capsys.readouterr().out == "OK\n"
    forger_here.change("dispositions.csv", lambda text: text.replace("0001,count_full", "0001,not_counted"))
    assert run([*command, "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert any("row 0001, outcome" in words for words in answer["findings"])
    assert run(["verify", str(forger_here.folder), "--release", str(forger_here.folder)]) == 2


def test_where_nothing_is_read_in_a_case_its_findings_stand_and_the_release_is_said_not_to_be_compared(
    forger_here: Forger, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.office.close()
    Raw(desk.office.path).execute("CREATE VIEW more AS SELECT 1")
    assert run(["verify", str(desk.office.path), "--release", str(forger_here.folder)]) == 1
    said = capsys.readouterr()
    assert [line.split(": ")[1] for line in said.out.splitlines()] == ["schema.differs"]
    assert 'out was not compared with the record: The view "more" in small.case is not as' in said.err


# the script that needs nothing but Python


def alone(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", standalone_release.__file__, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_script_says_ok_and_that_it_does_no_more(forger: Forger) -> None:
    said = alone(forger.folder)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout == f"OK\n{standalone_release.DOES_NO_MORE}\n"


@pytest.mark.parametrize("column", standalone_release.COLUMNS)
def test_the_script_names_a_row_whose_code_was_changed(forger: Forger, column: str) -> None:
    place = rows(forger.folder, "dispositions.csv")[0]

    def spoil(text: str) -> str:
        header, first, *others = text.split("\r\n")
        at = header.split(",").index(column)
        cells = first.split(",")
        assert cells[at] == place[column]
        return "\r\n".join((header, ",".join((*cells[:at], f"{cells[at]}x", *cells[at + 1 :])), *others))

    forger.change("dispositions.csv", spoil)
    said = alone(forger.folder)
    assert said.returncode == 1
    assert [line.split(" ")[1] for line in said.stdout.splitlines()[:2]] == ["says,", "does"]


def test_the_script_names_a_row_left_out_and_reads_no_other_folder(forger: Forger, tmp_path: Path) -> None:
    forger.change("dispositions.csv", lambda text: "\r\n".join(text.split("\r\n")[:1] + text.split("\r\n")[2:]))
    assert "does not say, and the record does: 0001 | count_full" in alone(forger.folder).stdout
    assert alone(tmp_path).returncode == 2


ODD = [
    "'quoted",
    "'=1",
    "''x",
    "=1+1",
    "+5",
    "-7",
    "@sum",
    "\uff1d1",
    "\u22125",
    " =1",
    "\u200b-1",
    "#4",
    "\u2019=1",
    "O'=1",
]
"""Numbers that a county may have written, some of which a spreadsheet would take for a formula."""


def one_leaves(number: str) -> list[bytes]:
    """The entries by which one envelope leaves."""
    columns = {"outcome": "count_full", "reasons": [], "marks": [], "rules": "r", "pack": "p"}
    entries = [
        {"kind": "envelope.determined", "by": "mo", "at": "t1", "data": {"envelope": number, **columns}},
        {"kind": "batch.closed", "by": "mo", "at": "t2", "data": {"batch": "B0001", "items": {number: 1}}},
        {"kind": "batch.approved", "by": "sue", "at": "t3", "data": {"batch": "B0001", "approved": {}}},
    ]
    return [json.dumps(entry).encode() for entry in entries]


def dispositions(*numbers: str) -> IO[bytes]:
    """The file for envelopes like that one, as cells that are written as they are."""
    text = StringIO(newline="")
    rest = ("count_full", "", "", "r", "p", "mo", "t1", "sue", "t3", "B0001")
    writer(text, lineterminator="\r\n").writerows([standalone_release.COLUMNS, *((each, *rest) for each in numbers)])
    return BytesIO(text.getvalue().encode())


def test_the_script_names_a_row_on_a_terminal_that_has_few_letters(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "entries.jsonl").write_bytes(b"\n".join(one_leaves("M\u00fcller")))
    (tmp_path / "dispositions.csv").write_bytes(dispositions("\x1b[2J").read())
    command = [sys.executable, "-S", standalone_release.__file__, str(tmp_path)]
    narrow = {**os.environ, "PYTHONIOENCODING": "ascii:strict"}
    said = subprocess.run(command, capture_output=True, text=True, check=False, env=narrow)
    assert (said.returncode, said.stderr) == (1, "")
    assert ["?[2J" in said.stdout, "M\\xfcller" in said.stdout] == [True, True]


@pytest.mark.parametrize("number", ODD, ids=ascii)
def test_the_script_knows_a_text_as_the_export_writes_it(number: str) -> None:
    header, row = reader(TextIOWrapper(dispositions(number), encoding="utf-8", newline=""))
    written = BytesIO(b"".join(csv_parts(header, [row])))
    assert list(standalone_release.differences(one_leaves(number), written)) == []


@pytest.mark.parametrize("number", ["=1+1", "+5", "-7", "@sum", "\t1"])
def test_the_script_names_a_formula_that_stands_bare(number: str) -> None:
    assert len(list(standalone_release.differences(one_leaves(number), dispositions(number)))) == 2


@pytest.mark.parametrize(
    ("number", "there"), [("'=1", "=1"), ("'=1", "''=1"), ("0001", "'0001"), ("'x", "x"), ("=1", "''=1"), ("", "'")]
)
def test_the_script_names_an_apostrophe_too_many_or_too_few(number: str, there: str) -> None:
    assert len(list(standalone_release.differences(one_leaves(number), dispositions(there)))) == 2


def test_the_script_tells_two_numbers_apart_that_are_written_alike() -> None:
    both = [*one_leaves("=1"), *(line.replace(b"B0001", b"B0002") for line in one_leaves("'=1"))]
    rows = b"".join(dispositions("'=1", "'=1").read().rsplit(b"B0001", 1)[:1]) + b"B0002\r\n"
    assert list(standalone_release.differences(both, BytesIO(rows))) == []
    (missing,) = standalone_release.differences(both, dispositions("'=1"))
    assert missing.startswith("does not say, and the record does: '=1 | ")


def test_the_script_agrees_with_the_program_on_odd_numbers(desk: Desk, tmp_path: Path) -> None:
    for number, voter in (("'=1", ""), ("=2", "Nguyen")):
        desk.receive(number, voter)
        desk.easy(number)
    approve_everything(desk)
    made = release(desk, tmp_path / "out")
    assert {row["envelope"] for row in rows(made.folder, "dispositions.csv")} == {"'=1", "'=2"}
    assert (alone(made.folder).returncode, verify_release(made.folder).findings) == (0, ())


def test_the_script_agrees_with_the_program_on_what_was_corrected(desk: Desk, tmp_path: Path) -> None:
    approved(desk)
    release(desk, tmp_path / "first")
    assert isinstance(desk.office.review.reopen("0001", "The oath is another person's"), Done)
    desk.sign_in("rita")
    desk.say("0001", "eligibility", "not_citizen")
    desk.record("0001")
    done(desk.office.batches.close())
    desk.sign_in("sue")
    done(approve_seen(desk.office, desk.office.batches.batches()[0]))
    made = release(desk, tmp_path / "second")
    assert alone(made.folder).returncode == 0
    assert verify_release(made.folder).findings == ()
    shutil.copy(tmp_path / "first" / "dispositions.csv", made.folder / "dispositions.csv")
    assert alone(made.folder).returncode == 1
