"""Reading a scan: one page of a PNG, JPEG, TIFF or PDF as an image of bounded size; what cannot be read is a sentence.

Scans come from outside, so nothing is taken on trust: the kind is told by the first bytes and no other reader is tried,
and a file or picture of more than there is room for is refused before it is unpacked. May be called on any thread.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from adjudicator.words import _
from ui.parts import Picture, PicturePlace

LARGEST = 2400
"""Dots to which a page's longer side is brought, so that several fit into the memory."""

MADE_FOR = 1.5
"""How much larger than its own units a scan that the program made is drawn."""

MOST_BYTES, MOST_DOTS, MOST_PAGES = 64_000_000, 60_000_000, 500
MOST_POINTS = 14_400
"""The longest side of a page that PDF allows."""

NOTHING = _("The scan cannot be read: the file is not there, or it is empty.")
UNKNOWN = _("The scan cannot be shown: it is no PNG, JPEG, TIFF or PDF. Save it as one of these.")
BROKEN = _("The scan cannot be read: the file is damaged. Scan the paper again.")
TOO_LONG = _("The scan is larger than 64 MB. Scan the paper with fewer dots to the inch: 200 are enough.")
TOO_MANY = _("The scan has more dots than can be shown. Scan the paper with fewer dots to the inch: 200 are enough.")

_ONE_PDF_AT_A_TIME = threading.Lock()
"""The reader of PDF must not be asked by two threads at once."""


class UnreadableScanError(ValueError):
    """A scan that cannot be shown; its words say why and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page of a scan: its image, of how many pages it is, where its fields are; or in words why there is no image."""

    image: QImage = field(default_factory=QImage)
    pages: int = 1
    places: tuple[PicturePlace, ...] = ()
    trouble: str = ""


def read_page(picture: Picture, page: int = 1) -> ReadPage:
    """Read a page, from 1; of whatever is wrong with a scan it gives the words."""
    try:
        image, pages = image_of(picture.read(), page, made=picture.made)
        return ReadPage(image, pages, tuple(place for place in picture.places() if place.page == page))
    except UnreadableScanError as error:
        return ReadPage(trouble=error.words)


def image_of(content: bytes, page: int = 1, *, made: bool = False) -> tuple[QImage, int]:
    """A page as an image, and how many pages there are; raises UnreadableScanError."""
    if not content:
        raise UnreadableScanError(NOTHING)
    if len(content) > MOST_BYTES:
        raise UnreadableScanError(TOO_LONG)
    if made:
        return _drawn(content), 1
    if b"%PDF-" in content[:1024]:
        return _of_pdf(content, page)
    kind = _kind(content)
    if not kind:
        raise UnreadableScanError(UNKNOWN)
    return _of_picture(content, kind, page)


def as_png(made: bytes) -> bytes:
    """A scan that the program made, as PNG."""
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    _drawn(made).save(data, "PNG")  # pyright: ignore[reportArgumentType, reportCallIssue] - Qt wants a name, not bytes
    return bytes(data.data().data())


def _kind(content: bytes) -> str:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    return "tiff" if content[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+") else ""


def _of_picture(content: bytes, kind: str, page: int) -> tuple[QImage, int]:
    data = QBuffer()
    data.setData(content)
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(data, QByteArray(kind.encode()))
    try:
        return _by(reader, kind, page)
    finally:
        reader.setDevice(None)  # pyright: ignore[reportArgumentType] - lets go of the buffer before that goes away itself


def _by(reader: QImageReader, kind: str, page: int) -> tuple[QImage, int]:
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    pages = min(max(reader.imageCount(), 1), MOST_PAGES) if kind == "tiff" else 1
    if page > 1 and not (page <= pages and reader.jumpToImage(page - 1)):
        raise UnreadableScanError(BROKEN)
    size = reader.size()
    if not size.isValid():
        raise UnreadableScanError(BROKEN)
    if size.width() * size.height() > MOST_DOTS:
        raise UnreadableScanError(TOO_MANY)
    if max(size.width(), size.height()) > LARGEST:
        reader.setScaledSize(size.scaled(QSize(LARGEST, LARGEST), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise UnreadableScanError(BROKEN)
    return image.convertToFormat(QImage.Format.Format_RGB32), pages


def _of_pdf(content: bytes, page: int) -> tuple[QImage, int]:
    import pypdfium2  # noqa: PLC0415 - takes a while to load, and most scans are pictures

    try:
        with _ONE_PDF_AT_A_TIME, pypdfium2.PdfDocument(content) as document:
            pages = min(len(document), MOST_PAGES)
            if not 1 <= page <= pages:
                raise UnreadableScanError(BROKEN)
            sheet = document[page - 1]
            longer = max(sheet.get_size())
            if not 1 <= longer <= MOST_POINTS:
                raise UnreadableScanError(TOO_MANY)
            drawn = sheet.render(scale=LARGEST / longer, rev_byteorder=False, prefer_bgrx=True)
            size = drawn.width, drawn.height
            image = QImage(bytes(drawn.buffer), *size, drawn.stride, QImage.Format.Format_RGB32).copy()
            return image, pages
    except pypdfium2.PdfiumError:
        raise UnreadableScanError(BROKEN) from None


def _drawn(content: bytes) -> QImage:
    """A scan that the program made. A QSvgRenderer would keep the window waiting: its calls hold the interpreter."""
    data = QBuffer()
    data.setData(content)
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(data, QByteArray(b"svg"))
    try:
        reader.setAutoDetectImageFormat(False)
        reader.setBackgroundColor(Qt.GlobalColor.white)
        reader.setScaledSize(reader.size() * MADE_FOR)
        image = reader.read()
    finally:
        reader.setDevice(None)  # pyright: ignore[reportArgumentType] - as in `_of_picture`
    if image.isNull():
        raise UnreadableScanError(BROKEN)
    return image.convertToFormat(QImage.Format.Format_RGB32)
