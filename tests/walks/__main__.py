"""`python -m tests.walks`: an election of 1,000 envelopes from its lists to certified, by keyboard at one real window.

It prints how far it is, what the account and `verify` say afterwards, and ends with 1 where they are not content.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from adjudicator.practice.papers import agreement, read_answers
from tests.flows import practice_case as cases
from tests.walks.office_hours import at_the_window, command


def main() -> int:
    """Walk the whole way, and look at what the command line says of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.walks", description=__doc__)
    parser.add_argument("--envelopes", type=int, default=1000)
    parser.add_argument("--electors", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=cases.SEED)
    parser.add_argument("--out", type=Path, help="a new folder for the files; else a temporary one")
    given = parser.parse_args()
    out = given.out or Path(tempfile.mkdtemp(prefix="walk-"))
    out.mkdir(parents=True, exist_ok=True)
    tell, began = _teller(), time.monotonic()
    case, answers, keys, results = at_the_window(out, given.seed, given.envelopes, given.electors, tell)
    agreed = agreement(read_answers(answers), results)
    tell(f"certified after {time.monotonic() - began:.0f} s; reviewers pressed {keys:,} keys")
    tell(f"agreement with the right answers: {agreed.share:.1%}")
    codes: list[int] = []
    for name in ("account", "verify"):
        code, said = command(name, case)
        codes.append(code)
        tell(f"adjudicator {name} {case}: {code}\n{said}")
    return max(codes)


def _teller() -> Callable[[str], None]:
    began = time.monotonic()

    def tell(words: str) -> None:
        sys.stdout.write(f"{time.monotonic() - began:7.0f} s  {words}\n")
        sys.stdout.flush()

    return tell


if __name__ == "__main__":
    raise SystemExit(main())
