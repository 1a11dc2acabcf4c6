"""Scans are read page by page in every format; what is broken, huge or something else is a sentence, never a crash."""

from __future__ import annotations

import io
import zlib

import pytest
import segno
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPageSize, QPainter, QPdfWriter

from ui.kit.scan import reading as scan_reading
from ui.kit.scan.codes import codes_in
from ui.kit.scan.reading import LARGEST, UnreadableScanError, image_of, read_page
from ui.parts import Picture, PicturePlace

FORMATS = ("png", "jpeg", "tiff")


def picture(colour: str = "#3a5f9a", size: tuple[int, int] = (320, 200)) -> QImage:
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def as_bytes(image: QImage, kind: str) -> bytes:
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(data, kind.encode()).write(image)
    return bytes(data.data())


def pdf(pages: int) -> bytes:
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(data)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.fillRect(0, 0, writer.width(), writer.height(), QColor("#aa2222" if page else "#22aa22"))
    painter.end()
    return bytes(data.data())


def tiff_of(*colours: str) -> bytes:
    """A TIFF of several pages of one size, which Qt reads and does not write: strips, not packed."""
    width, height, out, offset = 40, 30, bytearray(b"II*\0\x08\0\0\0"), 8
    for at, colour in enumerate(colours):
        ink = QColor(colour)
        dots = bytes((ink.red(), ink.green(), ink.blue())) * width * height
        tags = (
            (256, 3, 1, width), (257, 3, 1, height), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 2), (273, 4, 1, 0),
            (277, 3, 1, 3), (278, 3, 1, height), (279, 4, 1, len(dots)),
        )  # fmt: skip
        strip = offset + 2 + 12 * len(tags) + 4
        following = strip + len(dots) if at < len(colours) - 1 else 0
        out += len(tags).to_bytes(2, "little")
        for tag, kind, count, value in tags:
            parts = ((tag, 2), (kind, 2), (count, 4), (strip if tag == 273 else value, 4))
            out += b"".join(number.to_bytes(size, "little") for number, size in parts)
        out += following.to_bytes(4, "little") + dots
        offset = following
    return bytes(out)


def middle(image: QImage) -> str:
    return image.pixelColor(image.width() // 2, image.height() // 2).name()


@pytest.mark.parametrize("kind", FORMATS)
def test_a_picture_is_read(qapp, kind):
    image, pages = image_of(as_bytes(picture(), kind))
    assert ((image.width(), image.height()), pages) == ((320, 200), 1)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_large_picture_is_brought_to_a_size_of_which_several_fit(qapp, kind):
    image, __ = image_of(as_bytes(picture(size=(4000, 1000)), kind))
    assert (image.width(), image.height()) == (LARGEST, LARGEST // 4)


def test_a_tiff_has_its_pages(qapp):
    content = tiff_of("#ff0000", "#00ff00", "#0000ff")
    found = [image_of(content, page) for page in (1, 2, 3)]
    assert [middle(image) for image, __ in found] == ["#ff0000", "#00ff00", "#0000ff"]
    assert {pages for __, pages in found} == {3}


def test_a_pdf_has_its_pages(qapp):
    pytest.importorskip("pypdfium2")
    content = pdf(2)
    found = [image_of(content, page) for page in (1, 2)]
    assert [middle(image) for image, __ in found] == ["#22aa22", "#aa2222"]
    assert {pages for __, pages in found} == {2}
    assert max(found[0][0].width(), found[0][0].height()) in range(LARGEST - 2, LARGEST + 2)


def _bomb() -> bytes:
    """A PNG of a few bytes that says to be of 100,000 by 100,000 dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = (100_000).to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><image href="file:///etc/hostname"/></svg>'


@pytest.mark.qt_log_ignore("JPEG")
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", scan_reading.NOTHING),
        (b"just some words", scan_reading.UNKNOWN),
        (SVG, scan_reading.UNKNOWN),
        (b"GIF89a" + bytes(40), scan_reading.UNKNOWN),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), scan_reading.BROKEN),
        (b"\xff\xd8\xff" + bytes(60), scan_reading.BROKEN),
        (_bomb(), scan_reading.TOO_MANY),
        (bytes(64_000_001), scan_reading.TOO_LONG),
    ],
    ids=["nothing", "words", "svg", "gif", "broken png", "broken jpeg", "bomb", "too long"],
)
def test_what_cannot_be_shown_is_a_sentence(qapp, content, words):
    with pytest.raises(UnreadableScanError) as raised:
        image_of(content)
    assert raised.value.words == words
    assert words.endswith(".")


def test_a_broken_pdf_and_a_page_that_is_not_there(qapp):
    pytest.importorskip("pypdfium2")
    for content, page in ((b"%PDF-1.7 and no more", 1), (pdf(1), 2)):
        with pytest.raises(UnreadableScanError, match="damaged"):
            image_of(content, page)


@pytest.mark.qt_log_ignore(".")  # what the libraries say of broken files
@pytest.mark.parametrize("kind", FORMATS)
def test_a_cut_picture_shows_what_is_there_or_says_that_it_is_damaged(qapp, kind):
    whole = as_bytes(picture(size=(40, 30)), kind)
    for length in range(8, len(whole), 7 if kind != "tiff" else 61):
        found = read_page(Picture("cut", lambda length=length: whole[:length]))
        assert found.trouble == scan_reading.BROKEN or not found.image.isNull()


def test_the_places_of_the_page_come_with_it(qapp):
    places = (PicturePlace("oath", 1, 1, 2, 3, 4), PicturePlace("notes", 2, 1, 2, 3, 4))
    found = read_page(Picture("a", lambda: as_bytes(picture(), "png"), lambda: places))
    assert [place.field for place in found.places] == ["oath"]


def test_only_what_the_program_made_itself_is_drawn_from_svg(qapp):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"><rect width="10" height="20"/></svg>'
    image, __ = image_of(svg, made=True)
    assert (image.width(), image.height(), middle(image)) == (15, 30, "#000000")


def test_barcodes_are_read_however_they_lie(qapp):
    pytest.importorskip("zxingcpp")
    out = io.BytesIO()
    segno.make("0042", micro=False).save(out, kind="png", scale=6, border=4)
    code = QImage.fromData(out.getvalue())
    sheet = picture("#ffffff", (900, 700))
    painter = QPainter(sheet)
    painter.translate(400, 300)
    painter.rotate(17)
    painter.drawImage(0, 0, code)
    painter.end()
    assert codes_in(as_bytes(sheet, "jpeg")) == ("0042",)
    assert codes_in(as_bytes(picture("#ffffff"), "png")) == ()
