"""Reads what stands between fences on a page: commands, sessions with their output, files under their name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README, AUDITORS, PACKS = ROOT / "README.md", ROOT / "docs" / "auditors.md", ROOT / "docs" / "packs.md"
SCRIPTS = frozenset({"sh", "bash"})
"""Blocks whose every line is typed."""

SESSION = "console"
"""A block in which lines after `$ ` are typed, and those between are what came back."""

_NAME = re.compile(r"^\*\*(\S+)\*\*$")
_HEADING = re.compile(r"^#+ (.+)$")
_PROMPT = "$ "
_GOES_ON = "> "


@dataclass(frozen=True)
class Block:
    """One block: what its fence says it is, the line and heading it stands at, and, of a file, the name above it."""

    page: str
    line: int
    heading: str
    language: str
    name: str
    text: str

    @property
    def place(self) -> str:
        """Where it is, for a person who looks for it."""
        return f"{self.page}, line {self.line}"


@dataclass(frozen=True)
class Exchange:
    """What is typed at once, and the lines that the page shows as its answer."""

    typed: str
    shown: tuple[str, ...]


def blocks_of(page: Path) -> list[Block]:
    """Every block of the page, in its order. Raises ValueError where a fence is not closed."""
    found: list[Block] = []
    name = heading = ""
    lines = enumerate(page.read_text(encoding="utf-8").splitlines(), 1)
    for at, line in lines:
        if line.startswith("```"):
            found.append(Block(page.name, at, heading, line[3:].strip(), name, _to_the_fence(lines, page.name, at)))
        if line.strip():
            named, headed = _NAME.match(line), _HEADING.match(line)
            name = named[1] if named else ""
            heading = headed[1] if headed else heading
    return found


def _to_the_fence(lines: enumerate[str], page: str, opened: int) -> str:
    within: list[str] = []
    for _, line in lines:
        if line == "```":
            return "".join(f"{each}\n" for each in within)
        within.append(line)
    raise ValueError(f"{page}: the fence of line {opened} is not closed")


def exchanges_of(session: Block) -> list[Exchange]:
    """What a session types and is answered. Raises ValueError where it begins with an answer."""
    found: list[Exchange] = []
    for line in session.text.splitlines():
        if line.startswith(_PROMPT):
            found.append(Exchange(line.removeprefix(_PROMPT), ()))
            continue
        if not found:
            raise ValueError(f"{session.place}: a session begins with what is typed, after $")
        last = found.pop()
        if line.startswith(_GOES_ON) and not last.shown:
            found.append(Exchange(f"{last.typed}\n{line.removeprefix(_GOES_ON)}", ()))
        else:
            found.append(Exchange(last.typed, (*last.shown, line)))
    return found


def commands_of(page: Path) -> list[str]:
    """What the page tells to type, line by line, without what is typed over several lines in a script."""
    found: list[str] = []
    for block in blocks_of(page):
        if block.language in SCRIPTS:
            found.extend(line for line in block.text.splitlines() if line)
        elif block.language == SESSION:
            found.extend(each.typed for each in exchanges_of(block))
    return found
