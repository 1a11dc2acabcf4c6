"""The files of a release, folder or ZIP, which anybody may have made: what is no plain file is never opened, and no more is
read than is said to be there.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from os import DirEntry, scandir
from pathlib import Path
from typing import IO, cast

from adjudicator.at_rest import foreign
from adjudicator.words import _

MOST_FILES = 1_000
"""Files of a release; the program writes some twenty."""

MOST_BYTES = 4 << 30
"""Bytes of all files of a release together; of 100,000 envelopes they are less than one gigabyte."""

MOST_IN_MEMORY = 4 << 20
"""Bytes of a file that is read in one piece: the manifest, the checkpoint, the signature."""

MOST_IN_LINE = 16 << 20
"""Bytes of one entry of the record."""

MOST_OF_DIRECTORY = 1 << 20
"""Bytes of the directory at the end of a ZIP."""

ARCHIVE_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, OverflowError, IndexError,
)  # fmt: skip
"""What the reading of a ZIP meets in one that is damaged or made to do harm."""

_ENCRYPTED = 1


class TooMuchError(Exception):
    """There is more of a release than a release has; `words` say of what."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True)
class ReleaseSource:
    """The plain files of a release: their names, as often as they occur, sizes in bytes, and a way to open one.

    `closed` are names of what is there and not opened, each with what it is. An archive is one of the two packages of a
    release, a folder holds both.
    """

    names: Counter[str]
    sizes: Mapping[str, int]
    closed: Mapping[str, str]
    open: Callable[[str], IO[bytes]]
    is_archive: bool = False

    def has_left_out(self, is_apart: Callable[[str], bool]) -> bool:
        """Whether it is an archive without any of the files that are handed over apart."""
        return self.is_archive and not any(is_apart(name) for name in self.names)

    def whole(self, name: str, most: int = MOST_IN_MEMORY) -> bytes:
        """All bytes of a file. Raises TooMuchError where it has more than `most`."""
        found = bytearray()
        for piece in self.pieces(name):  # asked for all at once, Python takes memory for as much as it might have
            found += piece
            if len(found) > most:
                raise TooMuchError(_("{file} has more than the {most} bytes that it may have", file=name, most=most))
        return bytes(found)

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a file; a longer one than an entry can be comes in pieces."""
        with self.open(name) as file:
            while line := file.readline(MOST_IN_LINE):
                yield line

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a file, a megabyte at a time."""
        with self.open(name) as file:
            while piece := file.read(1 << 20):
                yield piece


@contextmanager
def opened(path: Path) -> Generator[ReleaseSource]:
    """Open a release. Raises OSError, ARCHIVE_FAULTS for what is no ZIP, and TooMuchError."""
    if path.is_dir():
        yield _bounded(_folder(path))
        return
    if path.exists() and not path.is_file():
        raise zipfile.BadZipFile("it is a pipe or a device")
    with foreign.opened(path) as raw:
        bounded = _ShortDirectory(raw)
        with zipfile.ZipFile(cast(IO[bytes], bounded)) as archive:
            bounded.most = None
            yield _bounded(_archive(archive))


def _bounded(source: ReleaseSource) -> ReleaseSource:
    total = sum(source.sizes.values())
    if total > MOST_BYTES:
        words = _("its files have {total} bytes together, and a release at most {most}", total=total, most=MOST_BYTES)
        raise TooMuchError(words)
    return source


def _folder(path: Path) -> ReleaseSource:
    files: dict[str, Path] = {}
    sizes: dict[str, int] = {}
    closed: dict[str, str] = {}
    for entry, name in _walk(path):
        what = _what_else(entry)
        if what:
            closed[name] = what
        else:
            files[name], sizes[name] = Path(entry.path), entry.stat(follow_symlinks=False).st_size
        _count(len(files) + len(closed))
    return ReleaseSource(Counter(list(files)), sizes, closed, lambda name: foreign.opened(files[name]))


def _walk(path: Path) -> Iterator[tuple[DirEntry[str], str]]:
    """Everything in a folder and the folders in it, with its name from there; links are not followed."""
    folders, seen = [(str(path), "")], 0
    while folders:
        folder, before = folders.pop()
        with scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{before}{entry.name}/"))
                    _count(seen := seen + 1)
                else:
                    yield entry, f"{before}{entry.name}"


def _count(number: int) -> None:
    if number > MOST_FILES:
        raise TooMuchError(_("it holds more than {most} files or folders", most=MOST_FILES))


def _what_else(entry: DirEntry[str]) -> str:
    """What an entry of a folder is, where it is no plain file."""
    if entry.is_symlink() or getattr(entry, "is_junction", bool)():
        return _("a link")
    return "" if stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode) else _("a pipe or a device")


def _archive(archive: zipfile.ZipFile) -> ReleaseSource:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    _count(len(entries))
    closed = {entry.filename: what for entry in entries if (what := _why_closed(entry))}
    names = Counter(entry.filename for entry in entries if entry.filename not in closed)
    sizes = {entry.filename: entry.file_size for entry in entries if entry.filename in names}
    # the archive gives the end of a file at its size as declared, whatever it unpacks to
    return ReleaseSource(
        names, sizes, closed, lambda name: io.BufferedReader(cast(io.RawIOBase, archive.open(name))), True
    )


def _why_closed(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & _ENCRYPTED:
        return "encrypted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _("packed by the method {method}, which a release does not use", method=str(entry.compress_type))
    return _("a link") if stat.S_ISLNK(entry.external_attr >> 16) else ""


class _ShortDirectory:
    """A ZIP as a file of which at most so many bytes are read at once: its directory would be, whatever its size.

    `most` is None once the directory has been read: what is read then of a file in it, `ReleaseSource` bounds.
    """

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self.most: int | None = MOST_OF_DIRECTORY
        self.seek, self.tell, self.close = raw.seek, raw.tell, raw.close

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self.most is None:
            return self._raw.read(size)
        if size > self.most:
            words = _("its directory has {size} bytes, and that of a release at most {most}", size=size, most=self.most)
            raise TooMuchError(words)
        return self._raw.read(size if size >= 0 else self.most)
