"""The command `adjudicator` as the pages' tests type it: a process of its own, in which passwords cost little.

Where the folder it is typed in has resources, as the product's own folder has, it takes those.
"""

from __future__ import annotations

import sys
from pathlib import Path

from adjudicator import resources
from adjudicator.cli.main import run
from adjudicator.people import passwords


def main() -> int:
    """Run what was typed; gives the exit code."""
    passwords.LANES, passwords.MEMORY_KIB, passwords.PASSES = 1, 8, 1
    here = Path.cwd() / "resources"
    if here.is_dir():
        resources.folder = lambda: here
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
