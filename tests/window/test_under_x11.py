"""The program as a real window under X11: started by its command, worked with real keys, closed by its window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from adjudicator.office import Office
from tests.flows.practice_case import Practice

PATIENCE = 60
NEEDED = ("Xvfb", "xdotool")
MISSING = [tool for tool in NEEDED if shutil.which(tool) is None]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is Linux's"),
    pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}"),
]


@pytest.fixture
def display() -> Iterator[str]:
    """A display of its own, that nobody sees."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with ended(subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)):
        os.close(writing)
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"


@contextmanager
def ended(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> Iterator[None]:
    """Ends a process at the end, whatever comes."""
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture
def environment(display: str, tmp_path: Path) -> dict[str, str]:
    """The display, and settings of its own."""
    own = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": str(tmp_path / "config")}
    return {**os.environ, **own}


def wait_until(seen: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


def test_an_envelope_is_recorded_in_the_real_window(practice: Practice, environment: dict[str, str]):
    number = practice.easy_one("wrong_precinct")
    assert number == "0001", "the first envelope is the one on the desk after sign-in"

    def xdotool(*arguments: str) -> str:
        command = ["xdotool", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout.strip()

    command = [sys.executable, "-m", "adjudicator", str(practice.case)]
    program = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    with ended(program):
        wait_until(lambda: xdotool("search", "--onlyvisible", "--name", "Gwinnett County - PRACTICE"))
        window = xdotool("search", "--onlyvisible", "--name", "Gwinnett County - PRACTICE").split()[-1]
        xdotool("windowfocus", "--sync", window, "key", "--delay", "200", "alt+1", "Return")
        wait_until(lambda: entries(practice.case, "person.signed_in"))
        xdotool("key", "--delay", "200", "Return", "Return")
        wait_until(lambda: entries(practice.case, "facts.recorded") == 2)
        wait_until(lambda: xdotool("key", "ctrl+Return") == "" and status(practice.case, number) == "determined")
        xdotool("key", "ctrl+q")
        _, told = program.communicate(timeout=PATIENCE)
    assert (program.returncode, told) == (0, "")
    assert not Path(f"{practice.case}-wal").exists()


def entries(case: Path, kind: str) -> int:
    """How many entries of a kind the first reviewer has made, read beside the program."""
    with closing(Office.open(case)) as office:
        return len(office.record.lines(by="rwhitfield", kind=kind))


def status(case: Path, number: str) -> str:
    """What has become of an envelope."""
    with closing(Office.open(case)) as office:
        return next(state.status for state in office.overview.states() if state.number == number)
