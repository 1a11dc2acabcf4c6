"""The scans of an envelope's papers, wherever they are: with its list, matched from a folder, or drawn for practice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from adjudicator.at_rest.beginning import is_open_here
from adjudicator.at_rest.foreign import bytes_of
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.intake.scan_layout import LAYOUT, ScanLayout, read_layout
from adjudicator.intake.sources import bytes_of as bounded_bytes_of
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.files import scans
from adjudicator.office.behind.files.case_file import CaseFile
from adjudicator.office.behind.files.scan_folder import (
    ENDINGS,
    MOST_BYTES,
    EnvelopeNumbers,
    FolderMatch,
    FoundScan,
    ReadsCodes,
    match_folder,
)
from adjudicator.office.behind.room import Room
from adjudicator.office.desks.receive import ReceiveDesk
from adjudicator.port.scans import Progress, of_envelope
from adjudicator.practice.scans.drawing import DrawnScan, drawn
from adjudicator.practice.scans.pages import BlankPaper, chance_of, sheets_of
from adjudicator.practice.scans.said import PracticePaper, practice_papers
from adjudicator.records.election import Election
from adjudicator.records.scans import BROUGHT, PAPERS, FieldPlace
from adjudicator.records.trouble import Problem, Refusal, WorldError
from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class EnvelopeScan:
    """A scan: of which paper, empty where that is not known; how its bytes are read, and the places of its fields.

    `key` names it, and is never the same for another content. One that the program has `made` itself is SVG. Both calls may
    be made on any thread; there are no bytes where it cannot be read.
    """

    paper: str
    key: str
    read: Callable[[], bytes]
    places: Callable[[], Sequence[FieldPlace]] = tuple
    made: bool = False


class ScansDesk(OfficeDesk):
    """What is to be seen of an envelope, and the matching of a folder of scans."""

    def __init__(self, room: Room, file: CaseFile, receive: ReceiveDesk) -> None:
        super().__init__(room)
        self._file, self._receive = file, receive

    def of(self, number: str) -> tuple[EnvelopeScan, ...]:
        """The scans of an envelope, in the order of its papers; none for a person who sees no names."""
        if not self._room.sees("read_names"):
            return ()
        state = self._room.log.state(EnvelopeState, number)
        commitment = state.sealed.get("image", "") if state is not None else ""
        names = scans.names_in(self._room.log.unseal(commitment)) if commitment else ()
        folder = self._receive.scans_folder(number)
        layout = self.layout(folder)[0]
        kept = self._receive.kept_scans(number) if names else {}
        came = (*with_list(names, folder, kept), *self._matched(number))
        papers = tuple(each for each in came if each.paper != BROUGHT) or tuple(self._practice(number))
        found = (*papers, *(each for each in came if each.paper == BROUGHT))
        return tuple(each if each.made else replace(each, places=partial(layout.get, each.paper, ())) for each in found)

    def layout(self, folder: Path | None = None) -> tuple[ScanLayout, tuple[Problem, ...]]:
        """Where the fields are on the county's papers, by the file beside the case, else in a folder; and its mistakes."""
        beside = (self._file.path.parent, folder or self._file.path.parent)
        file = next((each / LAYOUT for each in beside if (each / LAYOUT).is_file()), None)
        if file is None:
            return {}, ()
        try:
            found = file.stat()
        except OSError:
            return {}, ()
        return _layout(file, found.st_mtime_ns, found.st_size)

    @needs("receive")
    def matching(self, folder: Path, codes: ReadsCodes) -> Callable[[Progress | None], FolderMatch]:
        """The matching of a folder as a call for another thread: it takes nothing, and raises WorldError."""
        room, kept = self._room, self._file.scans

        def match(progress: Progress | None) -> FolderMatch:
            with room.log.reader() as log, log.one_state():
                numbers = [state.number for state in log.states(EnvelopeState)]
            found = match_folder(folder, EnvelopeNumbers(numbers), len(numbers), codes, progress)
            held = kept.held()
            new = tuple(each for each in found.fits if not _is_held(each, held))
            return replace(found, fits=new, already=len(found.fits) - len(new))

        return match

    @needs("receive")
    def keeping(self, match: FolderMatch) -> Callable[[Progress | None], int] | Refusal:
        """The keeping of what fits as a call for another thread, which gives how many scans were kept: all of them, or none.

        The call raises WorldError, also where a file is not what it was when it was matched.
        """
        if not match.fits:
            return Refusal("nothing_new", _("There is nothing in the folder to take."))
        kept = self._file.scans

        def keep(progress: Progress | None) -> int:
            files = {(of_envelope(each.number), each.kept_as): partial(_unchanged, each) for each in match.fits}
            kept.keep_all(files, progress)
            return len(files)

        return keep

    @needs("contact")
    def attach(self, number: str, scan: Path) -> Refusal | None:
        """Keep a scan of what the voter of an envelope brought, with the case; it is seen behind the papers in Review.

        Refused for an envelope that there is not, and a file that is no picture. Raises WorldError, also for one larger than
        any scan. A second scan never takes the place of one that is kept.
        """
        if self._room.log.state(EnvelopeState, number) is None:
            return Refusal("unknown_envelope", _("There is no envelope {number}.", number=number), number)
        if scan.suffix.lower() not in ENDINGS:
            words = _("{file} is no scan: it has to end in {endings}.", file=scan.name, endings=", ".join(ENDINGS))
            return Refusal("no_scan", words)
        content = bounded_bytes_of(scan, MOST_BYTES)
        came_with, digest = of_envelope(number), hashlib.sha256(content).hexdigest()
        if (came_with, "", digest) in self._file.scans.held():
            return Refusal("nothing_new", _("{file} is kept with the envelope already.", file=scan.name))
        at = "".join(filter(str.isalnum, self._room.act().at))
        name = f"{len(PAPERS) + 1}-{BROUGHT}-{at}-{digest[:8]}-{scan.name}"
        self._file.scans.keep(came_with, {name: lambda: content})
        return None

    def brought(self, number: str) -> int:
        """How many scans of what the voter brought are kept; none for a person who sees no names."""
        return sum(each.paper == BROUGHT for each in self._matched(number)) if self._room.sees("read_names") else 0

    def _matched(self, number: str) -> Iterator[EnvelopeScan]:
        came_with = of_envelope(number)
        for name, read in scans.kept(self._file.scans, came_with).items():
            paper = name.split("-")[1]
            yield EnvelopeScan(paper if paper in (*PAPERS, BROUGHT) else "", f"{came_with} {name}", read)

    def _practice(self, number: str) -> Iterator[EnvelopeScan]:
        said = self._said(number)
        if said is None:
            return
        election, reasons = self._room.election, self._room.case.reasons  # the drawing is done on another thread
        for sheet in sheets_of(said):
            draw = partial(_drawn, said, sheet, election, reasons)
            key = f"practice {self._room.case.id} {number} {sheet.kind}"
            yield EnvelopeScan(sheet.kind, key, partial(_svg, draw), partial(_places, draw), made=True)

    def _said(self, number: str) -> PracticePaper | None:
        listed = self._receive.list_of(number)
        if listed is None or self._room.case.mode != "practice" or is_open_here(listed):
            return None
        return practice_papers(listed, number)


def with_list(names: Sequence[str], folder: Path, kept: Mapping[str, Callable[[], bytes]]) -> Iterator[EnvelopeScan]:
    """The scans that a list names: kept by the case, else files in the list's folder that are there; never the open case."""
    for place, name in enumerate(names):
        paper, file = PAPERS[place] if place < len(PAPERS) else "", folder / name
        if name in kept:
            yield EnvelopeScan(paper, f"{file}", kept[name])
        elif file.is_file() and not is_open_here(file):
            yield EnvelopeScan(paper, f"{file} {_stamp(file)}", partial(_bytes_of, file))


def _drawn(said: PracticePaper, sheet: BlankPaper, election: Election, reasons: Mapping[str, str]) -> DrawnScan:
    return drawn(sheet.page(said, election, reasons), chance_of(said, sheet.kind))


def _svg(draw: Callable[[], DrawnScan]) -> bytes:
    return draw().svg


def _places(draw: Callable[[], DrawnScan]) -> tuple[FieldPlace, ...]:
    return draw().places


def _is_held(found: FoundScan, held: frozenset[tuple[str, str, str]]) -> bool:
    """Whether an envelope has a scan already, by its name or by what is on it."""
    came_with = of_envelope(found.number)
    return any(each in held for each in ((came_with, found.kept_as, ""), (came_with, "", found.digest)))


def _unchanged(found: FoundScan) -> bytes:
    content = bytes_of(found.file)
    if hashlib.sha256(content).hexdigest() != found.digest:
        what = _("{file} has changed since it was matched", file=found.file.name)
        raise WorldError("changed", what, _("Match the folder again."))
    return content


def _bytes_of(file: Path) -> bytes:
    try:
        return bytes_of(file)
    except (OSError, WorldError):
        return b""


def _stamp(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=4)
def _layout(file: Path, _changed: int, _size: int) -> tuple[ScanLayout, tuple[Problem, ...]]:
    """The places in a file, read anew when it has changed."""
    return read_layout(file)
