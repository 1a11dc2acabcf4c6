"""Finds the citations that a text writes: "O.C.G.A. 21-2-218(f), 216(a)(4)" is two of them."""

import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

CODE = "O.C.G.A. 21-2-"
MARKS = r"(?:\([0-9A-Za-z]{1,3}\))"
CITED = re.compile(
    rf"(?P<federal>\d+ U\.S\.C\. \d+{MARKS}*)"
    rf"|(?:21-2-(?P<whole>\d+(?:\.\d+)?)|(?<![\w.-])(?P<section>\d{{2,3}}(?:\.\d+)?)(?=\())(?P<marks>{MARKS}*)"
)
"""A federal section; a section of chapter 2 by its whole number, or by its last part where marks follow."""

ALSO = re.compile(rf"(?:,| and| or) (?P<marks>{MARKS}+)")
"""More marks of the same section: ", (c)(3)"."""


def citations_in(text: str) -> list[str]:
    """The citations of a text in their order, each as `resources/law` spells it."""
    found: list[str] = []
    for match in CITED.finditer(text):
        if match["federal"]:
            found.append(match["federal"])
            continue
        section = CODE + (match["whole"] or match["section"])
        if match["section"] and not match["marks"]:
            continue
        found.append(section + match["marks"])
        at = match.end()
        while also := ALSO.match(text, at):
            found.append(section + also["marks"])
            at = also.end()
    return found


@cache
def passages(file: Path) -> tuple[str, ...]:
    """A file's texts that may cite: of Python the strings and comments, of anything else the lines. Read once."""
    content = file.read_text(encoding="utf-8")
    return tuple(_passages(file, content)) if CITED.search(content) else ()


def _passages(file: Path, content: str) -> Iterator[str]:
    if file.suffix != ".py":
        yield from content.splitlines()
        return
    kept = {tokenize.STRING, tokenize.COMMENT}
    yield from (each.string for each in tokenize.generate_tokens(io.StringIO(content).readline) if each.type in kept)
