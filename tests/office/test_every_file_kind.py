"""Every kind of file goes through every place that names kinds; one made up goes through them once it is added in two."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, cast

import pytest

from adjudicator.casework.record.state import FileState
from adjudicator.cli.cases import OPTIONS
from adjudicator.cli.main import run
from adjudicator.cli.shared.exits import BAD_INPUT
from adjudicator.intake.readers import READERS
from adjudicator.records.received import EVERY_VOTE, FILE_KINDS, kinds_telling
from tests.desks.desk_cases import RecordingShell
from tests.workbooks import of_csv
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.words import file_blocks
from ui.desks.receive.kinds import recognise
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.record.presenter import RecordPresenter
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.setup.presenter import SetupPresenter

from .conftest import ABSENTEE, PASSWORD, Desk

ROOT = Path(__file__).resolve().parents[2]
MARIA = "00000001"

SAMPLES: Mapping[str, tuple[str, str]] = {
    "envelope_list": ("envelope_number,stream\n{number},election_day\n", ""),
    "absentee_file": (
        ABSENTEE.splitlines()[0]
        + "\nGWINNETT,{number},DELGADO,MARIA,,,12,OAK ST,,LAWRENCEVILLE,GA,30043,,,,,,,A,A,,09/20/2020,09/25/2020,"
        "11/03/2020,MAILED,NO,NO,NO,,001,7,,101,,,,,,\n",
        "absentee_accepted",
    ),
    "check_in_list": ("registration_number,checked_in_at,status\n{number},2020-11-03T09:41,voted\n", "election_day"),
    "cancelled_list": (
        "registration_number,last_name,first_name,birth_year,cancelled_on,reason\n"
        "{number},DELGADO,MARIA,1974,2020-11-03,DUPLICATE\n",
        "cancelled",
    ),
    "pending_list": (
        "registration_number,last_name,first_name,birth_year,pending_since,missing\n"
        "{number},DELGADO,MARIA,1974,2020-11-03,MISSING SIGNATURE\n",
        "pending",
    ),
    "poll_pad": ("Voter ID,Checked In,Pad\n{number},2020-11-03T09:41,7\n", "election_day"),
}
"""Kind -> a file of it, and what it says of Maria Delgado's other votes or registration. The last is the one made up here."""

MADE_UP_KIND = """
    "poll_pad": FileKind(
        _("the poll pads' export"), _("Poll pad export"), plural("{count} pad line", "{count} pad lines"), "votes",
        "who was checked in on a poll pad", "`Voter ID`, `Checked In`",
        source=_("poll pad export"), option="poll-pad", reader="poll_pad", tells="election_day",
    ),
"""

MADE_UP_READER = """
from adjudicator.intake.credits import RowReading, read_credits
from adjudicator.intake.reading import of_lines
from adjudicator.intake.tables import Layout
from adjudicator.records.elector import Credit

LAYOUT = Layout(columns=("Voter ID", "Checked In", "Pad"), required=("Voter ID", "Checked In"))


class PollPadRows:
    layout = LAYOUT

    def concerns(self, row):
        return True

    def read(self, row, file):
        at = row.code("Checked In")
        return RowReading(Credit(row.code("Voter ID"), "election_day", at, f"poll pad {row.code('Pad')}", file), at)


READER = of_lines(LAYOUT, lambda it: read_credits(it.path, it.path.name, PollPadRows(), "", it.manner))
"""


def _file(folder: Path, kind: str, name: str, number: str) -> Path:
    path = folder / name
    path.write_text(SAMPLES[kind][0].format(number=number), encoding="utf-8")
    return path


@pytest.fixture
def password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The password of everybody, where the command line takes it from."""
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("ADJUDICATOR_PASSWORD_FILE", str(tmp_path / "password"))
    monkeypatch.delenv("ADJUDICATOR_PASSPHRASE_FILE", raising=False)


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize("kind", READERS)
def test_a_kind_is_received_by_command_and_window_and_told_by_record_setup_overview_and_review(
    desk: Desk, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office, shell = desk.office, cast("Any", RecordingShell())
    told, known = FILE_KINDS[kind], OPTIONS[FILE_KINDS[kind].option]
    assert known == kind

    by_command = _file(tmp_path, kind, "first.csv", "00000007")
    done = run(["receive", str(office.path), str(by_command), "--kind", told.option, "--as", "rita"])
    assert (done, capsys.readouterr().out) == (0, "first.csv: 1 received.\n")

    as_workbook = tmp_path / "third.xlsx"
    as_workbook.write_bytes(of_csv(_file(tmp_path, kind, "third.csv", "00000009")))
    done = run(["receive", str(office.path), str(as_workbook), "--kind", told.option, "--sheet", "Sheet1", "--check"])
    assert (done, capsys.readouterr().out) == (0, "third.xlsx: 1 could be received.\n")
    elsewhere = run(["receive", str(office.path), str(as_workbook), "--kind", told.option, "--sheet", "S", "--check"])
    assert elsewhere == BAD_INPUT, "the reader passes over the sheet that was named"
    capsys.readouterr()

    by_window = _file(tmp_path, kind, "second.csv", MARIA)
    assert recognise(by_window) == kind
    office.follow()
    receive = ReceivePresenter(office, shell)
    receive.choose(str(by_window))
    shown = receive.screen.files.previewed
    assert shown is not None
    assert (shown.kind, shown.button, shown.blocked) == (told.title, f"Receive {told.some(1)}", "")
    receive.files.receive()
    assert shell.heard == [f"{told.some(1)} received"]
    assert [row.cells[0] for row in receive.screen.files.received[:2]] == [told.title, told.title]

    rows = RecordPresenter(office, shell).screen.rows
    words = [str(rows[at].cells) for at in range(12)]
    assert sum(f"received {told.words}: 1 row" in line for line in words) == 2

    desk.sign_in("admin")
    setup = SetupPresenter(office, shell)
    setup.go("files")
    assert [row.cells[0] for row in setup.screen.files.rows].count(told.title) >= 2

    overview = OverviewPresenter(office, shell).screen
    assert not any("before election day" in block.words and told.tells == "election_day" for block in overview.blocks)
    report = office.record.verifying()(lambda _done, _of: None)
    assert report.findings == ()
    if told.tells or told.says:
        _told_by_review(desk, kind, shell, "voted_already" if told.tells else "registration")


def _told_by_review(desk: Desk, kind: str, shell: Any, fact: str) -> None:
    """The file is the source that stands beside what it says of Maria Delgado, and goes into the record with the answer."""
    desk.sign_in("rita")
    desk.receive("0001")
    source = FILE_KINDS[kind].source
    answer = desk.sheet("0001").known[fact].answer
    assert (answer.value, answer.source.kind) == (SAMPLES[kind][1], kind)
    presenter = ReviewPresenter(desk.office, shell)
    presenter.enter("0001")
    assert source in repr(presenter.screen)
    desk.say("0001", fact, answer.value)
    assert desk.office.record.verifying()(lambda _done, _of: None).findings == ()


def test_one_kind_is_enough_for_each_vote_and_the_overview_asks_for_any_of_them() -> None:
    blocks = [block.words for block in file_blocks((), date(2020, 11, 3), roll=True, named=True)]
    assert len(blocks) == len(EVERY_VOTE)
    for words, votes in zip(blocks, EVERY_VOTE, strict=True):
        assert all(FILE_KINDS[kind].source in words for kind in kinds_telling(votes))
    for kinds in product(*map(kinds_telling, EVERY_VOTE)):
        assert (
            file_blocks([_received(kind, "2020-11-03") for kind in kinds], date(2020, 11, 3), roll=True, named=True)
            == ()
        )
    for votes in EVERY_VOTE:
        old = [_received(kind, "2020-11-02") for kind in kinds_telling(votes)]
        assert (
            "before election day"
            in file_blocks(old, date(2020, 11, 3), roll=True, named=True)[EVERY_VOTE.index(votes)].words
        )


def _received(kind: str, dated: str) -> FileState:
    return FileState(kind, 1, kind, dated, 1, "2020-11-04T13:00:00.000000Z", "rita")


def _copy_of_the_program(to: Path) -> None:
    """What a person who adds a kind works in."""
    for room in ("adjudicator", "ui", "tests/office", "tests/desks", "tests/people"):
        shutil.copytree(ROOT / room, to / room)
    helpers = (file for file in (ROOT / "tests").glob("*.py") if file.name != "conftest.py")  # it is about all tests
    for file in (*helpers, ROOT / "pyproject.toml"):
        shutil.copy2(file, to / file.relative_to(ROOT))
    (to / "resources").symlink_to(ROOT / "resources")


@pytest.mark.slow
def test_a_kind_made_up_works_everywhere_once_its_line_and_its_reader_are_written(tmp_path: Path) -> None:
    _copy_of_the_program(tmp_path)
    table = tmp_path / "adjudicator/records/received.py"
    before, roll, after = table.read_text(encoding="utf-8").partition('    "roll": FileKind(')
    table.write_text(before + MADE_UP_KIND.lstrip("\n") + roll + after, encoding="utf-8")
    (tmp_path / "adjudicator/intake/poll_pad.py").write_text(MADE_UP_READER, encoding="utf-8")
    asked = "-m pytest -v -p no:cacheprovider tests/office/test_every_file_kind.py tests/office/test_file_kinds.py"
    done = subprocess.run(
        [sys.executable, *asked.split(), "-k", "not made_up"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "overview_and_review[poll_pad] PASSED" in done.stdout
