"""Measures a release, folded from the log, and its check: time, and peak memory for few and for many envelopes.

Each release and each check runs in a process of its own. Memory is not flat: writing 100,155 envelopes took 248 MB, releasing
1,155 took 209, some 70 of either for typesetting. Recording takes 70 MB more: its act names every envelope.
Of the processor time two fifths are reading, proving and folding the record, one fifth is recording the act.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from replica import fill_envelopes, filled
from rows import Row, peak_megabytes, seconds

from adjudicator.office import Office
from adjudicator.office.behind.releases.check import verify_release
from adjudicator.office.desks.release import Released
from adjudicator.rehearsal.ready import sign_in_as

Figures = dict[str, float]
"""Seconds, and peak memory in megabytes."""


def run(quick: bool) -> list[Row]:
    """Of 1,000 envelopes or a few more, then of 100,000."""
    (few, small), (many, large) = measured(1000), measured(10_000 if quick else 100_000)
    return [
        Row(f"release {many:,} envelopes", large["release"]["seconds"], "s", budget="45 s for 100,000"),
        _memory(f"release, peak memory, {many:,} against {few:,}", large["release"], small["release"]),
        Row(f"release {few:,} envelopes", small["release"]["seconds"], "s"),
        Row(f"verify a release of {many:,} envelopes", large["verify"]["seconds"], "s"),
        _memory(f"verify a release, peak memory, {many:,} against {few:,}", large["verify"], small["verify"]),
        Row(f"verify a release of {few:,} envelopes", small["verify"]["seconds"], "s"),
    ]


def _memory(what: str, large: Figures, small: Figures) -> Row:
    return Row(what, large["memory"], "MB", small["memory"], "flat")


def measured(number: int) -> tuple[int, dict[str, Figures]]:
    """Make a case with so many approved envelopes or a few more, release them in another process, check the release in a
    third; gives how many there are, and the figures of both.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with filled(folder, 0) as log:
            approved = fill_envelopes(log, number)
            case = log.path
        return approved, {what: _in_another_process(what, case, approved) for what in ("release", "verify")}


def _in_another_process(what: str, case: Path, number: int) -> Figures:
    command = [sys.executable, __file__, what, str(case), str(number)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def release(case: Path, number: int) -> None:
    """Release everything."""
    office = Office.open(case)
    sign_in_as(office, "supervisor")
    made = office.releases.release(case.parent / "release")
    if not (isinstance(made, Released) and made.envelopes == number):
        raise AssertionError(made)


def verify(case: Path, number: int) -> None:
    """Check the release, made again from its record."""
    report = verify_release(case.parent / "release")
    if report.findings or len(report.items) != number:
        raise AssertionError(report.findings)


if __name__ == "__main__":
    what, case, number = {"release": release, "verify": verify}[sys.argv[1]], Path(sys.argv[2]), int(sys.argv[3])
    took = seconds(lambda: what(case, number))
    sys.stdout.write(json.dumps({"seconds": took, "memory": peak_megabytes()}))
