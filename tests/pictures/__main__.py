"""`python -m tests.pictures [DESK ...]`: every screen in every state, in every look, into tests/pictures/out in one go.

DESK names files of pictures (`holds count` are test_holds_pictures.py and test_count_pictures.py). Each picture is called by
its title in `table.py` and its look, as holds-empty-1024x700-dark-200.png. It ends with 1 where a test fails, where a text is
cut off or a page scrolls sideways (out/clipped.txt), or where a state of the table has no picture.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from itertools import product
from pathlib import Path

import pytest

from tests.pictures.harness import CLIPPED, MORE_LOOKS, OUT
from tests.pictures.table import titles

OF_A_LOOK = {"look", "looks", "size", "theme_name", "colours", "text_size"}
"""The parameters of a test that say how its pictures look: one test takes them in every look."""

HERE = Path(__file__).parent
SIZES, THEMES, TEXT_SIZES = ("1280x800", "1024x700", "1920x1080"), ("light", "dark"), (100, 200)
EVERY = [f"{size}-{theme}-{text_size}" for size, theme, text_size in product(SIZES, THEMES, TEXT_SIZES)]
FEW = ["1280x800-light-100", "1024x700-light-100", "1920x1080-dark-100", "1280x800-light-200"]


def main() -> int:
    """Take them, and say what is missing and what is cut off."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "desks", nargs="*", metavar="DESK", help="the files of pictures to take; all where none is named"
    )
    parser.add_argument("--few", action="store_true", help=f"only {', '.join(FEW)}")
    asked = parser.parse_args()
    files = [str(HERE / f"test_{desk}_pictures.py") for desk in asked.desks] or sorted(_files())
    looks = FEW if asked.few else EVERY
    OUT.mkdir(exist_ok=True)
    for old in (*OUT.glob("*.png"), CLIPPED) if not asked.desks else (CLIPPED,):
        old.unlink(missing_ok=True)
    os.environ[MORE_LOOKS] = " ".join(looks)
    failed = pytest.main(["-q", "-n0", *files], plugins=[Once()])
    missing = [] if asked.desks else [f"no picture: {title} {look}" for title, look in product(titles(), looks)
                                      if not (OUT / f"{title}-{look}.png").exists()]  # fmt: skip
    cut = CLIPPED.read_text(encoding="utf-8").splitlines() if CLIPPED.exists() else []
    _say(*missing, *(f"does not fit: {each}" for each in cut), f"{len(list(OUT.glob('*.png'))):,} pictures in {OUT}")
    return 1 if failed or missing or cut else 0


class Once:
    """Leaves out the tests that differ from another one in the look alone."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the first of them."""
        first: dict[tuple[object, ...], pytest.Item] = {}
        for item in items:
            spec = getattr(item, "callspec", None)
            given = {name: value for name, value in spec.params.items() if name not in OF_A_LOOK} if spec else {}
            first.setdefault((item.nodeid.partition("[")[0], repr(given)), item)
        items[:] = first.values()


def _files() -> Iterable[str]:
    return (str(path) for path in HERE.glob("test_*_pictures.py"))


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
