"""The Record: newest first, filtered by person, envelope and kind, page by page, and verified."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from adjudicator.casework.record.catalogue import CATALOGUE
from adjudicator.casework.record.entry import Entry
from adjudicator.export.paper.typeset import qr_rows
from adjudicator.log.checks.verify import Report
from adjudicator.log.file.findings import CheckFinding
from adjudicator.log.tree.notes import read_note
from adjudicator.office.desks.record import RecordLine
from adjudicator.records.envelope import Envelope
from adjudicator.records.trouble import WorldError
from tests.desks.setup_cases import ENVELOPES, Shell, live, sign_in, small
from tests.office.test_who_answers import forged
from ui.desks.record.pages import PAGE, filtered, merged, whole, without
from ui.desks.record.presenter import RecordPresenter
from ui.desks.record.screen import ResultLine
from ui.desks.record.words import KINDS, given_lines, result_of
from ui.parts import Query, Row, Wrong


@pytest.fixture
def office(tmp_path):
    made = small(tmp_path, "oquinn")
    yield made
    made.close()


@pytest.fixture
def shell():
    return Shell()


@pytest.fixture
def presenter(office, shell):
    return RecordPresenter(office, shell)


def _words(rows):
    return [rows[place].cells[2] for place in range(len(rows))]


def _log(size):
    """A record of `size` lines, and what was asked of it."""
    asked = []

    def fetch(before, limit):
        asked.append((before, limit))
        newest = size if before == 0 else before - 1
        return [_line(seq) for seq in range(newest, max(newest - limit, 0), -1)]

    return fetch, asked


def _line(seq):
    return RecordLine(seq, "2020-11-04T13:00:00.000000Z", "", "x", "", f"line {seq}", "{}")


def _row(line):
    return Row(str(line.seq), (line.seq, "", line.words))


def test_lines_stand_newest_first_in_words(presenter):
    rows = presenter.screen.rows
    assert len(rows) == presenter.screen.total
    assert rows[0].cells[0] == presenter.screen.total
    assert rows[0].cells[2] == "Oscar Quinn signed in"
    assert rows[0].cells[1].startswith("Wed Nov 4, 2020, 8:30:")
    assert "opened the case" in rows[presenter.screen.total - 1].cells[2]


def test_an_envelope_number_shows_its_entries_alone(presenter):
    presenter.ask(Query(text="0003"))
    assert _words(presenter.screen.rows) == ["June Bellamy received envelope 0003"]
    assert presenter.screen.total > 1


def test_a_number_without_its_zeros_finds_the_envelope(presenter):
    presenter.ask(Query(text="3"))
    assert _words(presenter.screen.rows) == ["June Bellamy received envelope 0003"]


def test_one_persons_entries_alone(presenter):
    presenter.choose_person("oquinn")
    assert _words(presenter.screen.rows) == ["Oscar Quinn signed in", "Oscar Quinn made a key of their own"]


def test_chips_show_the_kinds_that_any_of_them_names(presenter):
    presenter.ask(Query(tags=("envelopes",)))
    assert len(presenter.screen.rows) == ENVELOPES
    presenter.ask(Query(tags=("envelopes", "law")))
    kinds = _words(presenter.screen.rows)
    assert len(kinds) == ENVELOPES + 1
    assert "court order" in kinds[0]


@pytest.mark.parametrize("kind", CATALOGUE)
def test_every_kind_of_entry_has_one_chip(kind):
    assert len([tag for tag, (_, starts) in KINDS.items() if kind.startswith(starts)]) == 1


def test_filters_join(presenter):
    presenter.choose_person("jbellamy")
    presenter.ask(Query(text="0001", tags=("people",)))
    assert len(presenter.screen.rows) == 0


def test_taking_away_filters_that_found_nothing_shows_everyone_again(presenter):
    presenter.choose_person("rwhitfield")
    presenter.ask(Query(tags=("batches",)))
    assert len(presenter.screen.rows) == 0
    presenter.ask(Query())
    assert presenter.screen.person == ""
    assert len(presenter.screen.rows) == presenter.screen.total


def test_entering_about_an_envelope_shows_its_entries(presenter):
    presenter.enter("0002")
    assert _words(presenter.screen.rows) == ["June Bellamy received envelope 0002"]


def test_no_line_or_entry_holds_a_voters_name(presenter):
    rows = presenter.screen.rows
    assert not any("Delgado" in words for words in _words(rows))
    for place in range(len(rows)):
        presenter.open_entry(rows[place].id)
        assert "Delgado" not in presenter.screen.entry.body


def test_an_entry_is_laid_open_as_stored(presenter, office):
    presenter.open_entry("1")
    entry = presenter.screen.entry
    assert entry.title == "Entry 1"
    assert json.loads(entry.laid_out) == json.loads(entry.body)
    assert entry.laid_out.startswith('{\n  "at": ')
    presenter.close_entry()
    assert presenter.screen.entry is None


def test_what_is_recorded_meanwhile_stands_on_top(presenter, office):
    office.people.sign_out()
    office.people.sign_in("tnakamura", "practice-reviewer-2")
    before = presenter.screen.total
    office.listen(presenter.happened)
    office.receive.receive_one(Envelope("0099", "election_day"))
    assert presenter.screen.total >= before
    assert _words(presenter.screen.rows)[0] in ("Theo Nakamura received envelope 0099", "Theo Nakamura signed in")


def test_any_place_of_a_long_record_reads_its_own_page_alone():
    fetch, asked = _log(100_000)
    rows = whole(fetch, 100_000, _row)
    assert [rows[place].id for place in (0, 99_999, 54_321)] == ["100000", "1", "45679"]
    assert len(asked) == 3
    assert {limit for _, limit in asked} == {PAGE}


def test_a_filtered_list_grows_page_by_page_to_its_end():
    fetch, _ = _log(2 * PAGE + 7)
    rows = filtered(fetch, _row)
    assert (len(rows), rows.more) == (PAGE, True)
    rows.grow()
    rows.grow()
    assert (len(rows), rows.more) == (2 * PAGE + 7, False)
    assert [rows[place].id for place in (0, PAGE, 2 * PAGE + 6)] == [str(2 * PAGE + 7), str(PAGE + 7), "1"]


def test_merged_filters_give_each_line_once_newest_first():
    def odd(before, limit):
        return [_line(seq) for seq in range(99, 0, -2) if not before or seq < before][:limit]

    def thirds(before, limit):
        return [_line(seq) for seq in range(99, 0, -3) if not before or seq < before][:limit]

    both = merged([odd, thirds])
    assert [line.seq for line in both(0, 5)] == [99, 97, 96, 95, 93]
    assert [line.seq for line in both(93, 3)] == [91, 90, 89]


@pytest.mark.parametrize(("depth", "passes"), [("standard", 1), ("deep", 2)])
def test_a_whole_record_is_verified(presenter, shell, depth, passes):
    presenter.verify(depth)
    result = presenter.screen.verified.result
    assert result.kind == "done"
    assert result.what == f"OK: {presenter.screen.total} entries, the record is whole."
    entries = passes * presenter.screen.total
    assert shell.told[-1] == (entries, entries)
    presenter.dismiss()
    assert presenter.screen.verified.result is None


def test_a_record_that_is_not_whole_says_so_and_lists_each_finding(shell):
    finding = CheckFinding("log.leaf", "error", "17", "An entry's leaf is not the hash of its body.")
    notice = result_of(Report((finding,), 20, b"\0" * 32, "standard"), _moment())
    assert notice.kind == "error"
    assert notice.what == "The record is not whole: 1 finding in 20 entries."
    assert "Keep a copy" in notice.remedy


def test_a_warning_alone_leaves_the_record_whole():
    finding = CheckFinding("credit.file", "warning", "credit 3", "A credit comes from a file that was not received.")
    notice = result_of(Report((finding,), 20, b"\0" * 32, "deep"), _moment())
    assert (notice.kind, notice.what) == ("done", "OK: 20 entries, the record is whole. 1 finding to look at.")


def test_findings_are_rows_with_their_place_in_words(office, shell):
    finding = CheckFinding("log.leaf", "error", "1700", "An entry's leaf is not the hash of its body.")
    shell.run = lambda work, done, failed, progress=None: (
        done(Report((finding,), 2000, b"\0" * 32, "deep")) or (lambda: None)
    )
    presenter = RecordPresenter(office, shell)
    presenter.verify("deep")
    (row,) = presenter.screen.verified.findings
    assert row.cells == ("Error", "entry 1,700", "An entry's leaf is not the hash of its body.", "log.leaf")


def test_verifying_can_be_stopped_and_a_late_result_is_not_told(presenter, shell):
    shell.waits = True
    presenter.verify("deep")
    assert presenter.screen.verifying is not None
    presenter.stop()
    assert shell.cancelled
    shell.work_on()
    assert presenter.screen.verified.result.what == "Verifying was stopped."
    assert shell.heard == []


def test_a_file_that_cannot_be_read_is_said(office, shell):
    def fails(work, done, failed, progress=None):
        failed(WorldError("locked", "The file is locked", "Close the other program."))
        return lambda: None

    shell.run = fails
    presenter = RecordPresenter(office, shell)
    presenter.verify("standard")
    assert presenter.screen.verified.result.what == "The file is locked"


def test_the_root_is_shown_in_groups_and_copied_whole(presenter, office):
    screen = presenter.screen
    assert screen.root.replace(" ", "") == screen.root_plain == office.record.head().root.hex()


def _moment():
    return datetime.fromisoformat("2020-11-06T17:00")


def test_while_nothing_is_signed_the_panel_says_what_signs(shell, tmp_path):
    office = live(tmp_path)
    presenter = RecordPresenter(office, shell)
    presenter.open_checkpoint()
    seen = presenter.screen.checkpoint
    assert (seen.note, seen.code, seen.may_sign) == ("", (), False)
    assert seen.words.startswith("Nothing is signed yet.")
    office.close()


def test_an_observer_sees_the_newest_checkpoint_and_signs_nothing(presenter):
    presenter.open_checkpoint()
    seen = presenter.screen.checkpoint
    assert (read_note(seen.note).signer, seen.may_sign) == ("jbellamy", False)
    presenter.close_day()
    assert presenter.screen.checkpoint.note == seen.note
    assert presenter.screen.checkpoint.strip.what.startswith("Your roles do not allow this")


def test_closing_the_day_signs_the_record_and_shows_it_as_text_and_code(office, shell):
    sign_in(office, "jbellamy")
    presenter = RecordPresenter(office, shell)
    presenter.open_checkpoint()
    presenter.close_day()
    seen = presenter.screen.checkpoint
    size = office.record.head().size
    assert read_note(seen.note).head == office.record.head()
    assert seen.code == qr_rows(seen.note)
    assert seen.words == f"June Bellamy signed the first {size:,} entries. That is the whole record."
    assert shell.heard[-1] == f"The day is closed: the first {size:,} entries are signed"


def test_what_came_after_the_newest_checkpoint_is_told(office, shell):
    sign_in(office, "jbellamy")
    presenter = RecordPresenter(office, shell)
    presenter.close_day()
    sign_in(office, "jbellamy")
    presenter.open_checkpoint()
    assert presenter.screen.checkpoint.words.endswith("1 entry has come since, not signed yet.")


def test_the_page_of_a_checkpoint_is_written_and_never_over_another_file(office, shell, tmp_path):
    sign_in(office, "jbellamy")
    presenter = RecordPresenter(office, shell)
    presenter.close_day()
    presenter.open_checkpoint()
    presenter.save_sheet(str(tmp_path / "wednesday"))
    page = (tmp_path / "wednesday.pdf").read_bytes()
    assert page.startswith(b"%PDF-")
    assert shell.heard[-1] == "wednesday.pdf written"
    presenter.save_sheet(str(tmp_path / "wednesday.pdf"))
    assert "already there" in presenter.screen.checkpoint.strip.what
    assert (tmp_path / "wednesday.pdf").read_bytes() == page


def test_an_entry_takes_the_place_of_the_checkpoint(presenter):
    presenter.open_checkpoint()
    presenter.open_entry("2")
    assert (presenter.screen.checkpoint, presenter.screen.entry.title) == (None, "Entry 2")
    presenter.open_checkpoint()
    assert presenter.screen.entry is None
    presenter.close_checkpoint()
    assert presenter.screen.checkpoint is None


def test_who_took_what_can_be_left_out(office, presenter):
    sign_in(office, "rwhitfield")
    number = next(office.overview.states()).number
    office.whose.take(number)
    office.people.sign_out()
    sign_in(office, "oquinn")
    presenter.refresh()
    assert any("to work on it" in words for words in _words(presenter.screen.rows))
    presenter.ask(Query(tags=("work",)))
    left = _words(presenter.screen.rows)
    assert len(left) == office.record.head().size - 2
    assert not any("to work on it" in words or words.endswith("back") for words in left)
    presenter.ask(Query(tags=("whose",)))
    assert len(presenter.screen.rows) == 2


def test_pages_without_some_kinds_are_as_long_as_those_with_them():
    lines = [
        RecordLine(seq, "t", "mo", "envelope.taken" if seq % 3 else "file.received", "", "", "")
        for seq in range(40, 0, -1)
    ]

    def fetch(before, limit):
        return [line for line in lines if not before or line.seq < before][:limit]

    rest = without(fetch, {"envelope.taken"})
    first = rest(0, 5)
    assert [line.seq for line in first] == [39, 36, 33, 30, 27]
    assert [line.seq for line in rest(first[-1].seq, 50)] == [24, 21, 18, 15, 12, 9, 6, 3]


def test_an_entry_that_its_person_has_not_signed_stands_out_in_words_in_the_list_and_laid_open(office, presenter):
    seq = forged(office.path, "jbellamy", "day.closed", {})
    presenter.happened(())
    cell = presenter.screen.rows[0].cells[2]
    said = "Not signed by June Bellamy, in force nowhere"
    assert cell == Wrong(f"{said}: June Bellamy closed the day and signed the record as it stood")
    assert not any(isinstance(presenter.screen.rows[place].cells[2], Wrong) for place in range(1, 5))
    presenter.open_entry(str(seq))
    assert presenter.screen.entry.unsigned == said
    presenter.open_entry("1")
    assert presenter.screen.entry.unsigned == ""


def test_verifying_says_a_verdict_for_each_promise_over_its_findings(office, presenter):
    presenter.verify("deep")
    verdicts = presenter.screen.verified.verdicts
    assert [each.words for each in verdicts][:2] == ["Nothing was changed: OK", "Who did it: OK"]
    assert {each.kind for each in verdicts} == {"done"}
    presenter.verify("standard")
    assert presenter.screen.verified.verdicts[2].kind == "notice"
    forged(office.path, "jbellamy", "day.closed", {})
    presenter.verify("standard")
    assert presenter.screen.verified.verdicts[1] == ResultLine("error", "Who did it: NOT OK")


def test_what_was_given_since_a_saved_checkpoint_is_said(presenter, office, tmp_path):
    sign_in(office, "jbellamy")
    presenter.close_day()
    saved = tmp_path / "wednesday.txt"
    saved.write_text(office.record.newest_checkpoint(), encoding="utf-8")
    presenter.verify_against(str(saved))
    verified = presenter.screen.verified
    assert verified.result.kind == "done"
    assert verified.given_since.endswith("entries: none")
    office.people.change("oquinn", frozenset({"observer", "clerk"}), active=True)
    presenter.verify_against(str(saved))
    verified = presenter.screen.verified
    assert verified.given_since.endswith("entries: 1")
    assert verified.given[0].endswith("June Bellamy changed the account oquinn: clerk, observer")
    presenter.verify("standard")
    assert (presenter.screen.verified.given_since, presenter.screen.verified.given) == ("", ())


def test_a_file_that_is_no_checkpoint_is_said_and_nothing_is_verified(presenter, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear observer,\n", encoding="utf-8")
    presenter.verify_against(str(tmp_path / "letter.txt"))
    assert presenter.screen.verified.result.what == "Nothing was verified"
    assert presenter.screen.verified.verdicts == ()
    before = presenter.screen.verified
    presenter.verify_against("")
    assert presenter.screen.verified == before


def test_many_accounts_given_since_are_cut_short():
    entries = [(seq, Entry("person.key_made", 1, "2020-11-04T13:00:00.000000Z", "x", {})) for seq in range(1, 12)]
    lines = given_lines(Report((), 20, b"", "deep", given=tuple(entries)), {"x": "Xenia Ortiz"})
    assert lines[0] == "Entry 1: Xenia Ortiz made a key of their own"
    assert lines[-1] == "And 3 more: the chip People shows them."
