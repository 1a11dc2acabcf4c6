"""Types a page from its first block to its last, as its reader would: one shell in a scratch folder."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from .fenced import PACKS, ROOT, SCRIPTS, SESSION, Block, Exchange, exchanges_of

TOOLS = ("bash", "sqlite3", "sha256sum", "openssl")
"""What the pages type besides the program and Python."""

REST = "..."
"""On a page: lines that are left out there."""

_MARK = "--- typed:"
_MASKS = (
    (re.compile(r"\b[0-9a-f]{64}\b"), "HASH"),
    (re.compile(r"[A-Za-z0-9+/]{43}="), "ROOT"),
    (re.compile(r"\b\d{4}-\d\d-\d\dT[\d:.]+Z?"), "INSTANT"),
    (re.compile(r"\b\d+(\.\d+)? (ms|s|MB)\b"), "FIGURE"),
)
_SENTENCE = 5
"""So many words make a sentence of a line, whose wording may differ a little; everything shorter is to be equal."""
_ALIKE = 0.7
_TO_THE_LETTER = re.compile(r"\b[A-Z]{2,}\b|\d[\d,.]*|\w+[._]\w+")
"""What has to be the same in every line: verdicts, numbers, codes and names of files."""


@dataclass(frozen=True)
class Typed:
    """What a block's part did: what was typed, its exit code, all that it said, and what the page shows."""

    place: str
    language: str
    words: str
    shown: tuple[str, ...]
    code: int
    said: str


def furnish(folder: Path) -> None:
    """Lay out a folder as the product's own: its command, its Python without packages, its resources and scripts."""
    commands = {
        "adjudicator": f'PYTHONPATH={ROOT} exec {sys.executable} -m tests.documents.stand_in "$@"',
        "python3": f'exec {sys.executable} -I -S "$@"',
    }
    (folder / "bin").mkdir()
    for name, line in commands.items():
        file = folder / "bin" / name
        file.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
    for part in (ROOT / "resources").iterdir():
        target = folder / "resources" / part.name
        target.parent.mkdir(exist_ok=True)
        target.symlink_to(part)
    (folder / "docs").symlink_to(ROOT / "docs")
    scripts = folder / "adjudicator" / "log"
    scripts.mkdir(parents=True)
    for script in (ROOT / "adjudicator" / "log").glob("standalone*.py"):
        shutil.copy(script, scripts)


def type_all(blocks: Sequence[Block], folder: Path, left_out: Sequence[str] = ()) -> list[Typed]:
    """Type the blocks in one shell, but for lines that begin as one of `left_out`; files are made where their block stands.

    What a shell said is what was said before it stopped: the last one then has its exit code, and nothing follows.
    """
    parts = [part for block in blocks for part in _parts(block, tuple(left_out))]
    script = "\n".join(["exec 2>&1", *(_with_mark(*part) for part in parts)])
    environ = {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "120",
    }
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    said = re.split(rf"{_MARK} (\d+)\n", done.stdout.replace(str(folder), "FOLDER"))
    typed = [
        Typed(block.place, block.language, exchange.typed, exchange.shown, int(code), answer)
        for (block, exchange), answer, code in zip(parts, said[::2], said[1::2], strict=False)
    ]
    if len(typed) < len(parts):
        block, exchange = parts[len(typed)]
        typed.append(Typed(block.place, block.language, exchange.typed, exchange.shown, done.returncode, said[-1]))
    return typed


def _parts(block: Block, left_out: tuple[str, ...]) -> list[tuple[Block, Exchange]]:
    if block.name:
        end = "THE END OF THE FILE"
        folder = Path(block.name).parent
        # above a file of a pack stands its place in the folder of packs
        of_pack = block.page == PACKS.name and folder != Path()
        place = "$(adjudicator rules --folder)/" if of_pack else ""
        made = f'mkdir -p "{place}{folder}"; cat > "{place}{block.name}"'
        return [(block, Exchange(f"{made} <<'{end}'\n{block.text}{end}", ()))]
    if block.language == SESSION:
        return [(block, each) for each in exchanges_of(block) if not each.typed.startswith(left_out or "\0")]
    if block.language == "python":
        return [(block, Exchange(f"python3 - <<'END'\n{block.text}END", ()))]
    if block.language not in SCRIPTS:
        return []
    kept = [line for line in block.text.splitlines() if not line.startswith(left_out or "\0")]
    return [(block, Exchange("\n".join(kept), ()))] if kept else []


def _with_mark(block: Block, exchange: Exchange) -> str:
    """The lines for the shell: a script stops at its first failure, a session goes on, and `$?` is what it was."""
    if block.language == SESSION:
        return f'{exchange.typed}\ncode=$?; echo "{_MARK} $code"; (exit "$code")'
    return f'set -e\n{exchange.typed}\nset +e; echo "{_MARK} 0"'


def trouble_of(typed: Sequence[Typed]) -> list[str]:
    """What is not as the page says, in words: a code that is not 0 and not asked for, or another answer than is shown."""
    found: list[str] = []
    for each, after in zip(typed, [*typed[1:], None], strict=False):
        asked_for = after is not None and after.words == "echo $?"
        if each.code and not asked_for:
            found.append(f"{each.place}: {each.words}\n  ended with {each.code} and said:\n{each.said}")
        elif each.shown and not as_shown(each.shown, each.said.splitlines()):
            shown = "\n".join(each.shown)
            found.append(f"{each.place}: {each.words}\n  shown:\n{shown}\n  said:\n{each.said}")
    return found


def as_shown(shown: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the lines said are those shown; where the page has `...`, any lines may stand."""
    if not shown:
        return not said
    if shown[0] == REST:
        return any(as_shown(shown[1:], said[skipped:]) for skipped in range(len(said) + 1))
    return bool(said) and _alike(shown[0], said[0]) and as_shown(shown[1:], said[1:])


def _alike(shown: str, said: str) -> bool:
    """Whether two lines are one: equal but for hashes, instants and figures or, of a sentence, in most of its words.

    How a sentence is worded is settled elsewhere (`adjudicator.words`); that it is said here is what a page promises.
    """
    ours, theirs = _masked(shown), _masked(said)
    if ours == theirs:
        return True
    words = ours.split(), theirs.split()
    if min(map(len, words)) < _SENTENCE or _TO_THE_LETTER.findall(ours) != _TO_THE_LETTER.findall(theirs):
        return False
    return SequenceMatcher(None, *words, autojunk=False).ratio() >= _ALIKE


def _masked(line: str) -> str:
    for pattern, word in _MASKS:
        line = pattern.sub(word, line)
    return line.rstrip()
