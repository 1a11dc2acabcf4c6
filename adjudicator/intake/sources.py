"""Where bytes come from: a path, an open binary file or bytes; and UTF-8, read strictly."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from adjudicator.at_rest import foreign
from adjudicator.records.trouble import Problem, WorldError
from adjudicator.words import _

Source = Path | bytes | BinaryIO
"""What a reader takes. An open file must be seekable; it is read from its beginning and left open."""

BOM = b"\xef\xbb\xbf"
OTHER_FORMS = {
    b"PK\x03\x04": _("a spreadsheet's own file"),
    b"\xd0\xcf\x11\xe0": _("a spreadsheet's file of the old kind (.xls), or one locked with a password"),
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
"""First bytes of files that are often sent by mistake -> what they are."""

BLOCK = 1 << 20

MOST_OF_LINE = 64 << 20
"""Bytes of a line. A longer one comes in pieces, of which no row of a table can be made."""

MOST_OF_DEFINITION = 64 << 20
"""Bytes of a definition; those of the largest counties have about one million."""

MOST_OF_ENVELOPES = 256 << 20
"""Bytes of a list of envelopes, which is held in memory: a million of them."""

MOST_OF_OTHER_VOTES = 4 << 30
"""Bytes of an absentee file or check-in list, which may be a whole state's and is read row by row."""


class NotUtf8Error(Exception):
    """A byte that is not UTF-8. Caught inside this package and shown as a problem.

    `offset` counts the file's bytes from 0; messages count them from 1.
    `form` is what the file is instead, where its first bytes say so.
    """

    def __init__(self, offset: int, byte: int, form: str = "") -> None:
        super().__init__(f"byte {offset + 1} of the file is not UTF-8")
        self.offset = offset
        self.byte = byte
        self.form = form

    def problem(self, file: str, row: int) -> Problem:
        """Return it as a problem in a row (or line) of a file."""
        what = _("byte {place} of the file is not UTF-8", place=str(self.offset + 1))
        if self.form:
            what = _(
                "byte {place} of the file is not UTF-8; the file is {form}", place=str(self.offset + 1), form=self.form
            )
        return Problem(
            file,
            what,
            _('Save the file as UTF-8 (in a spreadsheet: "CSV UTF-8") and read it again.'),
            row=row,
            value=f"0x{self.byte:02X}",
        )


@contextmanager
def opened(source: Source) -> Generator[BinaryIO]:
    """Open a source for reading from its beginning.

    Raises `WorldError` ("missing" or "io") where the operating system cannot read it, and where a path has more bytes than an
    absentee file, or is a pipe or a device; "open_here" for the open case.
    """
    try:
        if isinstance(source, Path):
            refuse_unfit(source, MOST_OF_OTHER_VOTES)
            with foreign.opened(source) as stream:
                yield stream
        else:
            stream = io.BytesIO(source) if isinstance(source, bytes) else source
            stream.seek(0)
            yield stream
    except FileNotFoundError as error:
        raise WorldError("missing", _("The file is not there"), _("Check its name and folder.")) from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        what = _("The file cannot be read: {why}", why=why)
        raise WorldError("io", what, _("Copy it to this computer and try again.")) from error


def read_whole(path: Path, most: int) -> bytes | Problem:
    """Read a file into memory.

    A problem where it has more than `most` bytes, is a pipe or a device, is the open case, or cannot be read.
    """
    try:
        problem = unfit(path, most)
        return problem or foreign.bytes_of(path)
    except WorldError as error:
        return Problem(path.name, _("is the case that is open, or a part of it"), error.remedy)
    except OSError:
        return Problem(path.name, _("cannot be read"), _("Check that it is there and may be read."))


def bytes_of(path: Path, most: int) -> bytes:
    """The bytes of a file; raises WorldError where it cannot be read, has more than `most`, or is the open case."""
    try:
        refuse_unfit(path, most)
        return foreign.bytes_of(path)
    except OSError as error:
        raise WorldError(
            "missing", _("{file} cannot be read", file=path.name), _("Check that it is there and may be read.")
        ) from error


def unfit(path: Path, most: int) -> Problem | None:
    """Say what is wrong with a file before it is opened: a pipe would never end, nor would a device. Raises OSError."""
    size = path.stat().st_size
    if not path.is_file():
        return Problem(
            path.name, _("is not a plain file: it is a folder, a pipe or a device"), _("Choose another file.")
        )
    if size > most:
        what = _("is too large: it has {size} bytes, and may have at most {most}", size=size, most=most)
        return Problem(path.name, what, _("Check that it is the right file."))
    return None


def refuse_unfit(path: Path, most: int) -> None:
    """Raise `WorldError` "io" where a file has more than `most` bytes, or is a pipe or a device. Raises OSError."""
    problem = unfit(path, most)
    if problem is not None:
        raise WorldError("io", f"{problem.file} {problem.what}", problem.remedy)


class Lines:
    """The lines of a binary file as text, line ends kept, a byte-order mark dropped; hashed on the way.

    Iterating raises `NotUtf8Error` at the first byte that is not UTF-8.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._sha256 = hashlib.sha256()
        self._offset = 0

    def __iter__(self) -> Iterator[str]:
        while raw := self._stream.readline(MOST_OF_LINE):
            self._sha256.update(raw)
            text = decoded(raw, self._offset)
            self._offset += len(raw)
            if text:  # a byte-order mark alone is no line
                yield text

    def digest(self) -> str:
        """Read what is left and return SHA-256 of the whole file, hexadecimal."""
        while block := self._stream.read(BLOCK):
            self._sha256.update(block)
        return self._sha256.hexdigest()


def decoded(raw: bytes, offset: int = 0) -> str:
    """Return bytes as text, without a byte-order mark at offset 0. Raises `NotUtf8Error` with the byte's place."""
    start = 0 if offset else _start_of_text(raw)
    try:
        return raw[start:].decode("utf-8")
    except UnicodeDecodeError as error:
        place = start + error.start
        raise NotUtf8Error(offset + place, raw[place]) from None


def _start_of_text(raw: bytes) -> int:
    """Return where the text of a file begins, after a byte-order mark."""
    for sign, form in OTHER_FORMS.items():
        if raw.startswith(sign):
            raise NotUtf8Error(0, raw[0], form)
    return len(BOM) if raw.startswith(BOM) else 0
