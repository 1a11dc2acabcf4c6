"""What the auditors' page tells to type gives what it says, with the tools of the system alone."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.observers import copy_for_observers

from .conftest import PracticeRun

PAGE = Path(__file__).parents[2] / "docs" / "auditors.md"
TOOLS = ("bash", "sqlite3", "sha256sum", "openssl")


@pytest.mark.slow
@pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="the page's tools are not on this machine")
def test_the_tree_and_two_signatures_are_checked_with_the_tools_that_the_page_names(
    sixty: PracticeRun, tmp_path: Path
) -> None:
    copy_for_observers(sixty.folder / "practice.case", tmp_path / "gwinnett-observers.case")
    script = "\n".join(re.findall(r"```bash\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))
    done = subprocess.run(["bash", "-eu", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    with closing(CaseLog.open(sixty.folder / "practice.case", read_only=True)) as log:
        _, size, root = log.checkpoints(limit=1)[0].split("\n")[:3]
    assert done.stdout.splitlines() == [size, root, *["Signature Verified Successfully"] * 2], done.stderr


@pytest.mark.slow
def test_a_release_is_checked_in_a_folder_without_the_program(sixty: PracticeRun, tmp_path: Path) -> None:
    shutil.copytree(sixty.folder / "release", tmp_path / "release")
    for script in ("standalone_acts.py", "standalone_release.py"):
        shutil.copy(PAGE.parents[1] / "adjudicator" / "log" / script, tmp_path)
    part = PAGE.read_text(encoding="utf-8").partition("## Check a release without us")[2].partition("\n## ")[0]
    script = "\n".join(re.findall(r"```\n(.*?)```", part, re.DOTALL)).replace("python3", f"{sys.executable} -I -S")
    done = subprocess.run(["bash", "-eu", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    checkpoint = (tmp_path / "release" / "checkpoint.txt").read_text(encoding="utf-8").split("\n")
    assert done.stdout.splitlines()[-1].split() == checkpoint[1:3], done.stderr
    assert [line for line in done.stdout.splitlines() if line == "OK"] == ["OK", "OK"]
