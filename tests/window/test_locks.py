"""Three processes and one case: a dialog that lists its folder takes no lock from the window that has it open."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.records.people import practice_people
from tests.flows.practice_case import PASSWORDS, Practice

pytest.importorskip("sqlcipher3")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc/locks is Linux's"),
]

ROOT = Path(__file__).parents[2]
ADMINISTRATOR = next(person.id for person, _ in practice_people() if "administrator" in person.roles)
CLERK = next(person.id for person, _ in practice_people() if "clerk" in person.roles)

COME_AND_GO = """
import sys
from pathlib import Path
from adjudicator.log.case_log import CaseLog
CaseLog.open(Path(sys.argv[1])).close()
"""


@pytest.fixture
def environment(tmp_path: Path, practice: Practice) -> dict[str, str]:
    """A person whose documents lie in the case's folder, and who wants to encrypt the case."""
    config = tmp_path / "config"
    config.mkdir()
    (config / "user-dirs.dirs").write_text(f'XDG_DOCUMENTS_DIR="{practice.folder}"\n', encoding="utf-8")
    (tmp_path / "password").write_text(PASSWORDS[ADMINISTRATOR], encoding="utf-8")
    (tmp_path / "new").write_text("seven quiet herons over the marsh", encoding="utf-8")
    own = {
        "XDG_CONFIG_HOME": str(config), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen",
        "ADJUDICATOR_PASSWORD_FILE": str(tmp_path / "password"), "ADJUDICATOR_NEW_PASSPHRASE_FILE": str(tmp_path / "new"),
    }  # fmt: skip
    return {**os.environ, **own}


@pytest.fixture
def sitter(practice: Practice, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A clerk at a window, who has just looked into the case's folder with the file dialog."""
    command = [sys.executable, str(ROOT / "tests/window/sitter.py"), str(practice.case), CLERK, PASSWORDS[CLERK]]
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        said = process.stdout.readline()
        assert said == "listed\n", (said, process.stderr.read())
        yield process
    finally:
        process.kill()
        process.communicate()


def told(process: subprocess.Popen[str]) -> str:
    """What the sitter says once it is told to go on."""
    process.stdin.write("\n")
    process.stdin.flush()
    return process.stdout.readline().strip() or process.stderr.read()


def locks_of(process: subprocess.Popen[str], kind: str) -> int:
    """How many locks of a kind, POSIX or FLOCK, a process has."""
    lines = (line.split() for line in Path("/proc/locks").read_text(encoding="ascii").splitlines())
    return sum(line[1] == kind and line[4] == str(process.pid) for line in lines)


def run(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, check=False)


def kinds(case: Path) -> list[str]:
    with closing(CaseLog.open(case, read_only=True)) as log:
        return [logged.entry.kind for logged in log.read_back(limit=3)]


def come_to(what: Callable[[], bool]) -> None:
    """Fail where something does not come to be true: a file of settings is locked for a moment, too."""
    for _ in range(50):
        if what():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to that")


def test_after_a_dialog_another_window_comes_and_goes_and_work_goes_on(
    practice: Practice, environment: dict[str, str], sitter: subprocess.Popen[str]
) -> None:
    come_to(lambda: (locks_of(sitter, "POSIX"), locks_of(sitter, "FLOCK")) == (2, 1))
    other = run(environment, "-c", COME_AND_GO, str(practice.case))
    assert other.returncode == 0, other.stderr
    assert practice.case.with_name("practice.case-wal").exists()
    assert told(sitter) == "signed out"
    assert "person.signed_out" in kinds(practice.case)


def test_after_a_dialog_the_passphrase_is_not_changed_under_the_open_window(
    practice: Practice, environment: dict[str, str], sitter: subprocess.Popen[str]
) -> None:
    command = ("-m", "adjudicator", "passphrase", str(practice.case), "--as", ADMINISTRATOR)
    refused = run(environment, *command)
    assert (refused.returncode, "is open in another window or command" in refused.stderr) == (3, True), refused.stderr
    assert told(sitter) == "signed out"
    sitter.communicate("\n")
    assert run(environment, *command).returncode == 0
