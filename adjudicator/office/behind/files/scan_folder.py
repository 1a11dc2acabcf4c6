"""A folder of scans held against the envelopes: which file is whose, by its name and by the barcode on it.

Nothing is taken while this is found out. A file that says two things, or that another file says, too, is left out, and why.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from adjudicator.at_rest.beginning import is_open_here
from adjudicator.at_rest.foreign import bytes_of
from adjudicator.port.scans import Progress
from adjudicator.records.envelope import ordinal_of
from adjudicator.records.scans import PAPERS
from adjudicator.records.trouble import WorldError
from adjudicator.words import _

ENDINGS = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".pdf")
MOST_FILES, MOST_BYTES = 50_000, 64_000_000

ReadsCodes = Callable[[bytes], Sequence[str]]
"""Reads the barcodes on the first page of a scan; raises ValueError, in words, where the scan cannot be read."""

Known = Literal["name", "barcode", "both"]

_PAPER_WORDS: Mapping[str, str] = {
    "env": "envelope", "envelope": "envelope", "outer": "envelope", "front": "envelope", "cert": "certificate",
    "certificate": "certificate", "oath": "certificate", "affidavit": "certificate", "form": "form",
    "application": "form", "registration": "form",
}  # fmt: skip
_COUNTERS = frozenset(
    {"img", "image", "dsc", "dscn", "scan", "scanned", "doc", "document", "page", "file", "pic", "picture", "photo"}
)
"""Words that scanners and cameras put before a running number of their own, which is no envelope's."""

_TOKENS = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class FoundScan:
    """A file that is an envelope's scan. `paper` is one of PAPERS, or "more"; `digest` is SHA-256 of what was found in it."""

    file: Path
    number: str
    paper: str
    known_by: Known
    digest: str

    @property
    def kept_as(self) -> str:
        """The name that it is kept under: they sort as they are shown."""
        place = PAPERS.index(self.paper) if self.paper in PAPERS else len(PAPERS)
        return f"{place}-{self.paper}-{self.file.name}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not taken: a code, why in words, and what to do, empty where the words say it."""

    file: Path
    code: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class FolderMatch:
    """What was found in a folder: what fits, what does not, what is there twice, and what the case has already.

    `others` is how many files are no pictures; `without` how many envelopes have no scan in the folder.
    """

    folder: Path
    fits: tuple[FoundScan, ...]
    unfit: tuple[LeftOut, ...]
    twice: tuple[LeftOut, ...]
    already: int = 0
    others: int = 0
    without: int = 0

    @property
    def envelopes(self) -> int:
        """How many envelopes have a scan that fits."""
        return len({found.number for found in self.fits})


class EnvelopeNumbers:
    """The numbers of the envelopes, found again in what people and machines write: without zeros, blanks and dashes."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self._exact = set(numbers)
        self._plain: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for number in self._exact:
            self._plain[plain(number)].append(number)
        self._longest = max(map(len, self._plain), default=0)

    def in_text(self, text: str) -> tuple[str, ...]:
        """The envelopes that a text may mean: the one whose number it is, else those whose numbers stand in it.

        One that is written there with all its zeros goes before those that are not.
        """
        if text.strip() in self._exact:
            return (text.strip(),)
        tokens = _TOKENS.findall(text)
        whole = self._plain.get(plain(text))
        if whole:
            return tuple(whole)
        places = [
            (length, start)
            for length in range(min(self._longest, len(tokens)), 0, -1)
            for start in range(len(tokens) - length + 1)
            if _plain(tokens[start : start + length]) in self._plain
        ]
        longest = [start for length, start in places if length == places[0][0]]
        found = [tokens[start : start + places[0][0]] for start in longest]
        written_out = dict.fromkeys(by.join(each) for each in found for by in ("", "-") if by.join(each) in self._exact)
        return tuple(written_out or dict.fromkeys(number for each in found for number in self._plain[_plain(each)]))


def plain(text: str) -> tuple[str, ...]:
    """A number as it is compared: runs of letters, in small, and of digits without their zeros."""
    return _plain(_TOKENS.findall(text))


def _plain(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(token.lstrip("0") or "0" if token.isdecimal() else token.casefold() for token in tokens)


def match_folder(
    folder: Path, numbers: EnvelopeNumbers, envelopes: int, codes: ReadsCodes, progress: Progress | None = None
) -> FolderMatch:
    """Hold every picture of a folder, and of those in it, against the envelopes; raises WorldError where it is none."""
    pictures, others = _files(folder)
    matching = _Matching(numbers, codes)
    for done, file in enumerate(pictures):
        if progress is not None:
            progress(done, len(pictures))
        matching.look(file)
    fits, twice = _apart(tuple(_as_papers(matching.found)))
    without = envelopes - len({found.number for found in fits})
    return FolderMatch(folder, fits, tuple(matching.unfit), twice, others=others, without=max(without, 0))


def _files(folder: Path) -> tuple[list[Path], int]:
    if not folder.is_dir():
        what = _("{file} is no folder that can be read", file=folder.name)
        raise WorldError("missing", what, _("Choose the folder with the scans."))
    pictures, others = list[Path](), 0
    for where, __, names in os.walk(folder):
        for name in sorted(names):
            if name.lower().endswith(ENDINGS):
                pictures.append(Path(where, name))
            else:
                others += not name.startswith(".")
        if len(pictures) > MOST_FILES:
            what = _("{file} has more files than can be matched at once", file=folder.name)
            raise WorldError("too_many", what, _("Choose a folder with fewer of them."))
    return sorted(pictures, key=lambda file: (str(file.parent), ordinal_of(file.stem), file.name)), others


@dataclass(slots=True)
class _Matching:
    """What has been found out so far."""

    numbers: EnvelopeNumbers
    codes: ReadsCodes
    found: list[FoundScan] = field(default_factory=list[FoundScan])
    unfit: list[LeftOut] = field(default_factory=list[LeftOut])

    def look(self, file: Path) -> None:
        """Look at one file."""
        try:
            content = _content(file)
            codes = self.codes(content)
        except _UnfitError as error:
            self.unfit.append(LeftOut(file, error.code, error.why, error.remedy))
            return
        except ValueError as error:
            self.unfit.append(LeftOut(file, "unreadable", error.args[0], ""))
            return
        named = () if _is_counted(file.stem) else self.numbers.in_text(file.stem)
        coded = tuple(dict.fromkeys(number for code in codes for number in self.numbers.in_text(code)))
        number, known_by, why = _whose(named, coded)
        if why is not None:
            self.unfit.append(replace(why, file=file))
            return
        digest = hashlib.sha256(content).hexdigest()
        self.found.append(FoundScan(file, number, _paper_of(file.stem), known_by, digest))


class _UnfitError(Exception):
    def __init__(self, code: str, why: str, remedy: str) -> None:
        super().__init__(why)
        self.code, self.why, self.remedy = code, why, remedy


def _content(file: Path) -> bytes:
    """The bytes of a plain file that is not too large: never of a pipe, a link that leads nowhere, or the open case."""
    try:
        if not file.is_file() or is_open_here(file):
            raise _UnfitError("unreadable", _("it is no plain file"), _("Put the scan itself into the folder."))
        if file.stat().st_size > MOST_BYTES:
            raise _UnfitError(
                "too_large", _("it is larger than 64 MB"), _("Scan it with fewer dots to the inch: 200 are enough.")
            )
        return bytes_of(file)
    except (OSError, WorldError) as error:
        raise _UnfitError("unreadable", _("it cannot be read"), _("Check that it may be read.")) from error


def _whose(named: Sequence[str], coded: Sequence[str]) -> tuple[str, Known, LeftOut | None]:
    """Whose scan it is by the numbers in its name and in its barcodes, and by which; or why that cannot be told."""
    nowhere = Path()
    if len(coded) > 1:
        why = _("its barcodes are of several envelopes: {numbers}", numbers=_first(coded))
        return "", "barcode", LeftOut(nowhere, "several", why, _("Scan each envelope by itself."))
    if coded and named and coded[0] not in named:
        why = _("its name says envelope {named}, its barcode {coded}", named=_first(named), coded=coded[0])
        return (
            "",
            "barcode",
            LeftOut(nowhere, "disagrees", why, _("Look at it, and name it for the envelope that it shows.")),
        )
    if coded:
        return coded[0], "both" if named else "barcode", None
    if len(named) > 1:
        why = _("its name fits several envelopes: {numbers}", numbers=_first(named))
        return (
            "",
            "name",
            LeftOut(nowhere, "several", why, _("Write the number as the envelope list has it, with its zeros.")),
        )
    if not named:
        why = _("neither its name nor a barcode on it is of an envelope received")
        return (
            "",
            "name",
            LeftOut(nowhere, "nobodys", why, _("Receive the envelope first, or name the file by its number.")),
        )
    return named[0], "name", None


FIRST = 4


def _first(numbers: Sequence[str]) -> str:
    first = ", ".join(numbers[:FIRST])
    return _("{numbers} and others", numbers=first) if len(numbers) > FIRST else first


def _is_counted(stem: str) -> bool:
    """Whether a name is a scanner's own, with its running number: "Scan0012", "IMG_20201103_0012"."""
    tokens = _TOKENS.findall(stem)
    return bool(tokens) and tokens[0].casefold() in _COUNTERS and all(token.isdecimal() for token in tokens[1:])


def _paper_of(stem: str) -> str:
    """The paper that a file's name says; empty where it says none."""
    said = (_PAPER_WORDS.get(token.casefold(), "") for token in _TOKENS.findall(stem))
    return next((paper for paper in said if paper), "")


def _as_papers(found: Sequence[FoundScan]) -> Iterator[FoundScan]:
    """Those whose name says no paper are envelope, certificate and form as they follow one another."""
    unsaid = defaultdict[str, int](int)
    taken = {(each.number, each.paper) for each in found}
    for each in found:
        if each.paper:
            yield each
            continue
        free = [paper for paper in PAPERS if (each.number, paper) not in taken]
        place = unsaid[each.number]
        unsaid[each.number] += 1
        yield replace(each, paper=free[place] if place < len(free) else "more")


def _apart(found: Sequence[FoundScan]) -> tuple[tuple[FoundScan, ...], tuple[LeftOut, ...]]:
    """What is there once, and what is there twice: the same picture under two names, or one paper in two files."""
    by_content, by_paper = defaultdict[str, list[FoundScan]](list), defaultdict[str, list[FoundScan]](list)
    for each in found:
        by_content[each.digest].append(each)
        by_paper[f"{each.number} {each.paper if each.paper != 'more' else each.file}"].append(each)
    fits, twice = list[FoundScan](), list[LeftOut]()
    for each in found:
        same = next((other for other in by_content[each.digest] if other is not each), None)
        paper = f"{each.number} {each.paper if each.paper != 'more' else each.file}"
        other = same or next((other for other in by_paper[paper] if other is not each), None)
        if other is None:
            fits.append(each)
            continue
        why = _("{file} is the same picture", file=other.file.name) if same else _(
            "{file} is of the same paper of envelope {number}", file=other.file.name, number=each.number
        )  # fmt: skip
        twice.append(LeftOut(each.file, "twice", why, _("Leave one of them in the folder.")))
    return tuple(fits), tuple(twice)
