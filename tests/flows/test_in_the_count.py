"""From the scanner to the state's site: batches by a custodian, the upload by a supervisor, and what does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.practice_case import PASSWORDS, SUPERVISOR, Practice
from ui.kit.file_dialog import FileDialog

CUSTODIAN, SECRETARY = "cdiaz", "vlang"


@pytest.fixture
def media(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that was sent, which the system's own dialog gives."""
    sent = tmp_path / "media.zip"
    sent.write_bytes(b"PK-results")
    monkeypatch.setattr(FileDialog, "file", lambda *_, **__: str(sent))
    return sent


def test_two_batches_an_upload_and_what_is_left_out_of_it(practice: Practice, media: Path, sit_down):
    hands = sit_down(practice.case).sign_in(CUSTODIAN, PASSWORDS[CUSTODIAN]).desk("In the count?")
    hands.sees("Everything fits that was entered so far", "Nothing was scanned yet")
    hands.write("ICC1/17").press("Enter").write("12").press("Enter")
    hands.sees("Scanner batch ICC1/17 recorded: 12 ballots")
    hands.press("Enter").write("8").press("Enter").sees("ICC1/18 recorded: 8 ballots", "2 scanner batches")
    hands.tab_to("List of scanner batches").press("I").write("8").press("Enter")
    hands.sees("With how many ballots is ICC1/17").press("Esc").sign_out()

    hands.sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR]).desk("In the count?").press("Alt+2", "Ctrl+O")
    hands.waits(lambda: "SHA-256" in hands.words)
    hands.write("12").press("Enter").write("11").tab_to("Batches in it").press("Down", "Space")
    hands.tab_to("Why before the reconciliation").write("The state asked for it").press("Ctrl+Enter")
    hands.sees("Upload U0001 recorded: 12 ballots", "ICC1/18: 8 ballots scanned", "are in no upload")
    hands.tab_to("List of uploads").press("S").write("11").press("Enter").sees("Upload U0001: recorded")
    hands.desk("Overview").sees("Where the ballots are", "ICC1/18: 8 ballots scanned")
    hands.desk("In the count?").press("Alt+1").tab_to("List of scanner batches").press("E")
    hands.write("Both were test ballots").press("Ctrl+Enter").sees("The difference is explained").sign_out()

    hands.sign_in(SECRETARY, PASSWORDS[SECRETARY]).desk("In the count?").sees("ICC1/17", "2 scanner batches")
    hands.sees_not("Record this batch")
