"""Takes changed pictures as the ones to keep, once they were looked at: `python -m tests.pictures.accept`.

Without names it lists what the last run of tests/pictures/test_baselines.py found changed, and writes a sheet with old,
new and difference side by side. Then `python -m tests.pictures.accept NAME ...`, or `--all`, takes what stands on it.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.pictures.baselines import CHANGED, KEPT, keep

HEAD = """<!doctype html><meta charset="utf-8"><title>Changed pictures</title>
<style>body { font: 14px sans-serif } td { vertical-align: top } img { width: 31vw; border: 1px solid #999 }</style>
<p>Each: as kept, as it is now, what differs. Click to see one whole.</p>
"""
KINDS = (("kept", ".kept"), ("new", ""), ("difference", ".difference"))


def main(given: Sequence[str] | None = None, *, changed: Path = CHANGED, kept: Path = KEPT) -> int:
    """List what changed and write the sheet, or take what is named; 1 where something cannot be taken."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.pictures.accept", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="a picture to take, as the sheet calls it")
    parser.add_argument("--all", action="store_true", help="take everything that stands on the sheet")
    asked = parser.parse_args(given)
    found = {path.stem: _digest(path) for path in sorted(changed.glob("*.png")) if "." not in path.stem}
    if asked.names or asked.all:
        return _take(sorted(found) if asked.all else asked.names, found, changed, kept)
    if not found:
        _say("Nothing has changed since the pictures were kept, as far as the last run of the tests saw.")
        return 0
    (changed / "sheet.html").write_text(HEAD + "".join(_row(name, changed) for name in found), encoding="utf-8")
    (changed / "sheet.json").write_text(json.dumps(found), encoding="utf-8")
    for name in found:
        _say(f"{'changed' if (changed / f'{name}.kept.png').exists() else 'new    '}  {name}")
    _say(f"Look at {changed / 'sheet.html'}, then name those to take, or say --all.")
    return 0


def _take(names: Sequence[str], found: dict[str, str], changed: Path, kept: Path) -> int:
    """Take pictures, all or none: each must stand on the sheet exactly as it is now."""
    sheet = changed / "sheet.json"
    seen: dict[str, str] = json.loads(sheet.read_text(encoding="utf-8")) if sheet.exists() else {}
    unknown = [name for name in names if name not in found]
    unseen = [name for name in names if name in found and seen.get(name) != found[name]]
    if unknown or unseen or not names:
        _say(*(f"{name}: has not changed" for name in unknown))
        _say(*(f"{name}: is not on the sheet as it is now; make the sheet without names, and look" for name in unseen))
        return 1
    for name in names:
        keep(name, kept, changed)
        _say(f"kept  {name}")
    return 0


def _row(name: str, changed: Path) -> str:
    title = html.escape(name)
    cells = [
        f'<td>{kind}<br><a href="{file}"><img src="{file}"></a>'
        for kind, ending in KINDS
        if (changed / (file := f"{title}{ending}.png")).exists()
    ]
    return f"<h2>{title}</h2><table><tr>{''.join(cells)}</table>\n"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    sys.exit(main())
