"""Measures a release: time, and peak memory for few and for many envelopes, each release in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from made_up import approve_all, envelopes, office_with_people, receive
from rows import Row, peak_megabytes, seconds

from adjudicator.log.case_log import CaseLog
from adjudicator.office import Office
from adjudicator.office.release_desk import Released
from adjudicator.rehearsal.ready import sign_in_as


def run(quick: bool) -> list[Row]:
    """Of 1,000 envelopes, then of 100,000."""
    few, many = 1000, 10_000 if quick else 100_000
    small, large = released(few), released(many)
    return [
        Row(f"release {many:,} envelopes", large["seconds"], "s", budget="20 s for 100,000"),
        Row(f"release, peak memory, {many:,} against {few:,}", large["memory"], "MB", small["memory"], "flat"),
    ]


def released(number: int) -> dict[str, float]:
    """Make a case with so many approved envelopes, and release them in another process."""
    with tempfile.TemporaryDirectory() as made:
        case = Path(made) / "bench.case"
        made_up = envelopes(range(number))
        office_with_people(case).close()
        with CaseLog.open(case) as log:
            receive(log, made_up)
            approve_all(log, [envelope.number for envelope in made_up])
        command = [sys.executable, __file__, str(case), str(number)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        return json.loads(done.stdout)


def release(case: Path, number: int) -> None:
    """Release everything, and tell time and memory."""
    office = Office.open(case)
    sign_in_as(office, "supervisor")
    made: list[object] = []
    took = seconds(lambda: made.append(office.releases.release(case.parent / "release")))
    if not (isinstance(made[0], Released) and made[0].envelopes == number):
        raise AssertionError(made[0])
    sys.stdout.write(json.dumps({"seconds": took, "memory": peak_megabytes()}))


if __name__ == "__main__":
    release(Path(sys.argv[1]), int(sys.argv[2]))
