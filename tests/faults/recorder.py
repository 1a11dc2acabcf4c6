"""Takes one envelope and puts it back without end, and says each seq once it was acknowledged. Meant to be killed."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from adjudicator.port.answers import Head
from tests.log.conftest import Pen, SigningLog


def main(path: Path) -> None:
    """Append for ever."""
    pen = Pen("recorder")
    with SigningLog.open(path) as log:
        for kind in itertools.cycle(("envelope.taken", "envelope.put_back")):
            head = log.append([pen.entry(kind, "mo", envelope="0001")])
            assert isinstance(head, Head)
            sys.stdout.write(f"{head.size} {head.root.hex()}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
