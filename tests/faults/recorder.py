"""Records determinations of one envelope without end, and says each seq once it was acknowledged. Meant to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from adjudicator.casework.bodies import seal
from adjudicator.casework.catalogue import new_entry
from adjudicator.log.case_log import CaseLog
from adjudicator.log.entries import Head

DATA = {
    "envelope": "0001", "outcome": "count_full", "recommended": "count_full", "reasons": [], "holds": [], "marks": [],
    "counted": ["c1"], "not_counted": {}, "facts": {"oath": "signed"}, "cast_style": "S1", "home_style": "S1",
    "too_late_for": [], "rules": "r", "pack": "p", "departs": False, "reason": None, "supersedes": 0,
}  # fmt: skip


def main(path: Path) -> None:
    """Append for ever."""
    with CaseLog.open(path) as log:
        while True:
            sealed = seal(new_entry("envelope.determined", "2020-11-04T14:00:00.000000Z", "mo", DATA), lambda: b"")
            head = log.append([sealed])
            assert isinstance(head, Head)
            sys.stdout.write(f"{head.size} {head.root.hex()}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
