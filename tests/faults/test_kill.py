"""The program is killed in the middle of its work; what it acknowledged is there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.log.tree.merkle import root_of

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
@pytest.mark.parametrize("after", [1, 7, 40])
def test_what_was_acknowledged_before_a_kill_is_in_the_record(case: Path, after: int) -> None:
    child = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("recorder.py")), str(case)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert child.stdout is not None
    with child.stdout:
        list(islice(child.stdout, after))
        child.send_signal(signal.SIGKILL)
        rest = [line for line in child.stdout if line.endswith("\n")]
    assert child.wait() == -signal.SIGKILL
    with CaseLog.open(case) as log:
        head = log.head()
        leaves = [logged.leaf for logged in log.entries()]
    acknowledged = 3 + after + len(rest)
    assert head.size in (acknowledged, acknowledged + 1)
    if rest:
        size, root = rest[-1].split()
        assert root_of(leaves[: int(size)]).hex() == root
    assert verify(case).findings == ()
