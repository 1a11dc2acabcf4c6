"""The manual, read: its pages, their sections, and where a link in them leads.

A section has the anchor that a heading has on the web, and may have others: `<a id="holds"></a>` before or after a heading,
or `{#holds}` at its end. What is drawn at once is a part of a page: what stands before its first section, or one section of
the second level with all under it.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

PAGES = (
    "manual.md",
    "law.md",
    "scenarios.md",
    "definition.md",
    "packs.md",
    "board.md",
    "handing-over.md",
    "look-up.md",
    "reconciling.md",
    "scans.md",
    "lists.md",
    "case-file.md",
    "stations.md",
    "account.md",
    "auditors.md",
)
"""The manual and the pages beside it, in this order; then the cards."""

CARDS = "cards/*.md"

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ANCHOR = re.compile(r"""<a (?:id|name)=["']([\w-]+)["']\s*>(?:</a>)?""")
_OWN = re.compile(r"\s*\{#([\w-]+)\}\s*$")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_FENCE = re.compile(r"\s*(```|~~~)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")

DRAWN_AT_ONCE = 2
"""The level of headings from which on sections are drawn with the one above them."""

LISTED = 4
"""The deepest level of headings that is listed."""


@dataclass(frozen=True, slots=True)
class ManualSection:
    """A section: its page, its anchor and others that it is found by, its title and level, and its own words.

    `part` is the number of the part of the page that it is drawn with, `place` which of the headings there is its own.
    """

    page: str
    anchor: str
    title: str
    level: int
    part: int
    place: int
    others: tuple[str, ...] = ()
    words: str = ""

    @property
    def id(self) -> str:
        return f"{self.page}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class ManualPart:
    """What is drawn at once: Markdown without markup of the web."""

    page: str
    text: str


class Handbook:
    """The pages in a folder, as far as they are there. Raises OSError and UnicodeDecodeError for what cannot be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sections: list[ManualSection] = []
        self._parts: list[ManualPart] = []
        cards = sorted(file.relative_to(folder).as_posix() for file in folder.glob(CARDS))
        self._pages = tuple(page for page in (*PAGES, *cards) if (folder / page).is_file())
        for page in self._pages:
            self._read(page, (folder / page).read_text(encoding="utf-8"))

    def part(self, section: ManualSection) -> ManualPart:
        """What a section is drawn with."""
        return self._parts[section.part]

    def matching(self, words: str) -> list[ManualSection]:
        """The sections that have every one of these words, in the title or below it."""
        wanted = words.casefold().split()
        return [each for each in self.sections if all(word in each.words for word in wanted)]

    def at(self, anchor: str, page: str = PAGES[0]) -> ManualSection | None:
        """A section by its anchor; None where the page has none of that name."""
        here = [each for each in self.sections if each.page == page]
        named = (each for each in here if anchor in each.others)
        slugged = (each for each in here if anchor and each.anchor == anchor)
        return next(named, None) or next(slugged, None)

    def first(self, page: str = PAGES[0]) -> ManualSection | None:
        """The beginning of a page; None where it is not there."""
        return next((each for each in self.sections if each.page == page), None)

    def follow(self, page: str, link: str) -> ManualSection | None:
        """Where a link on a page leads; None where it leads out of the manual, or nowhere."""
        if _SCHEME.match(link):
            return None
        path, __, anchor = link.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) if path else page
        if target not in self._pages:
            return None
        return self.at(unquote(anchor), page=target) if anchor else self.first(target)

    def _read(self, page: str, text: str) -> None:
        lines: list[str] = []
        found: list[ManualSection] = []
        seen: Counter[str] = Counter()
        waiting: list[str] = []
        place = 0
        for line, heading in _lines(_COMMENT.sub("", text)):
            named = _ANCHOR.findall(line) if heading is not None else []
            kept = _ANCHOR.sub("", line) if heading is not None else line
            waiting.extend(named)
            told = _HEADING.fullmatch(kept.strip()) if heading else None
            if told is None:
                if waiting and kept.strip() and found:
                    found[-1] = replace(found[-1], others=(*found[-1].others, *waiting))
                    waiting = []
                lines.append(kept)
                continue
            level, title = len(told[1]), told[2]
            waiting.extend(_OWN.findall(title))
            title = _OWN.sub("", title)
            if level <= DRAWN_AT_ONCE:
                self._close(page, lines)
                lines, place = [], 0
            plain, slug = _plain(title), _slug(_plain(title))
            anchor = f"{slug}-{seen[slug]}" if seen[slug] else slug
            seen[slug] += 1
            found.append(ManualSection(page, anchor, plain, level, len(self._parts), place, tuple(waiting)))
            waiting, place = [], place + 1
            lines.append(f"{told[1]} {title}")
        self._close(page, lines)
        self.sections.extend(_with_words(each, self._parts) for each in found if each.level <= LISTED)

    def _close(self, page: str, lines: Sequence[str]) -> None:
        """A part ends; empty ones are none."""
        if any(line.strip() for line in lines):
            self._parts.append(ManualPart(page, "\n".join(lines).replace("<br>", " ").strip() + "\n"))


def _lines(text: str) -> Iterator[tuple[str, bool | None]]:
    """Each line, and whether it may be a heading; None for one of code, in which nothing is looked for."""
    fence = ""
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if mark is not None and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
            yield line, None
        else:
            yield line, None if fence else line.lstrip().startswith(("#", "<a "))


def _with_words(section: ManualSection, parts: Sequence[ManualPart]) -> ManualSection:
    """A section with the words that it is found by: those from its heading to the next one."""
    at, found = -1, [section.title]
    for line, heading in _lines(parts[section.part].text):
        if heading and _HEADING.fullmatch(line.strip()):
            at += 1
        if at == section.place:
            found.append(line)
    return replace(section, words="\n".join(found).casefold())


def _plain(title: str) -> str:
    return re.sub(r"[*`]|(?<!\w)_|_(?!\w)", "", _LINK.sub(r"\1", title)).strip()


def _slug(title: str) -> str:
    """The anchor that a heading has on the web."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
