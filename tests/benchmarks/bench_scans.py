"""Measures the scans of 1,000 envelopes: drawing the practice papers, matching a folder of them, a page on the screen.

Each stands beside what Qt alone takes for the same pictures: rendering the drawings to PNG, or decoding the files. All of it
is processor time, of every thread, but for the rows that say so. The folder has one scan of each envelope, named by its
number or, as a scanner names it, by a running number, so that only the barcode tells.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from made_up import DEFINITION, election
from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QImage, QImageReader
from rows import Row, percentile, processor_seconds, seconds

from adjudicator.office import Office
from adjudicator.rehearsal.ready import RehearsalPlan, chance_from, make_ready, sign_in_as
from ui.app import make_application
from ui.kit.scan.canvas import ScanCanvas
from ui.kit.scan.codes import codes_in
from ui.kit.scan.reading import as_png
from ui.kit.scan.store import ScanStore
from ui.parts import Picture

ENVELOPES = 1000
SIZE = (700, 900)
"""Dots of the canvas, as Review has it in a window of 1,440 by 900."""

SHEET, PAGES = (1700, 2200), 4
"""A letter page at 200 dots to the inch, and how many of them a TIFF has."""


def run(quick: bool) -> list[Row]:
    """Of so many envelopes; the screen with a hundred scans."""
    make_application()
    envelopes = ENVELOPES // 10 if quick else ENVELOPES
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        ready = make_ready(
            DEFINITION, "definition", folder / "case", RehearsalPlan(envelopes, 7),
            chance=chance_from(7, election()), tell=lambda *_: None,
        )  # fmt: skip
        if isinstance(ready, tuple):
            raise AssertionError(ready)
        with_names, with_codes = folder / "named", folder / "counted"
        with_names.mkdir(), with_codes.mkdir()
        sign_in_as(ready.office, "clerk")
        rows = [*drawing_rows(ready.office, with_names), *matching_rows(ready.office, with_names, with_codes)]
        rows += screen_rows(sorted(with_names.iterdir())[:100], folder / "pages.tif")
        ready.office.close()
        return rows


def drawing_rows(office: Office, folder: Path) -> Iterator[Row]:
    """All papers as PNG, and Qt's part of it; leaves one scan of each envelope in the folder, under its number."""
    numbers = [state.number for state in office.overview.states()]
    papers, drawing, qt = 0, 0.0, 0.0
    for number in numbers:
        for scan in office.scans.of(number):
            svg: list[bytes] = []
            drawing += processor_seconds(lambda read=scan.read, svg=svg: svg.append(read()))
            png: list[bytes] = []
            qt += processor_seconds(lambda svg=svg, png=png: png.append(as_png(svg[0])))
            papers += 1
            if scan.paper == "envelope":
                (folder / f"{number}.png").write_bytes(png[0])
    yield Row(f"draw the {papers:,} practice papers of {len(numbers):,} envelopes", drawing + qt, "s", qt)


def matching_rows(office: Office, with_names: Path, with_codes: Path) -> Iterator[Row]:
    """The folder matched by names and codes, then by codes alone, beside decoding its files."""
    files = sorted(with_names.iterdir())
    for at, file in enumerate(files):
        shutil.copy(file, with_codes / f"Scan{at:04d}.png")
    decoding = processor_seconds(lambda: [QImage(str(file)) for file in files])
    for folder, words in ((with_names, "by name and barcode"), (with_codes, "by barcode alone")):
        match = office.scans.matching(folder, codes_in)
        if not callable(match):
            raise AssertionError(match)
        took = processor_seconds(lambda match=match: check(match(None).envelopes, len(files)))
        yield Row(f"match {len(files):,} scans {words}", took, "s", decoding)


def check(found: int, due: int) -> None:
    """A match that finds less is no figure."""
    if found != due:
        raise AssertionError(f"{found} of {due} scans were matched")


def screen_rows(files: Sequence[Path], pages: Path) -> Iterator[Row]:
    """The first page of a scan, and a later one of a TIFF, until they are drawn; beside decoding the same page."""
    canvas, store = ScanCanvas(), ScanStore()
    canvas.resize(*SIZE)
    canvas.show()
    first = [
        (partial(shown, canvas, store, Picture(file.name, read=file.read_bytes), 1), partial(decoded, file, 1))
        for file in files
    ]
    yield from _beside("first page of a scan on screen", first)
    pages.write_bytes(tiff([QImage(str(file)) for file in files[:PAGES]]))
    following = [
        (partial(shown, canvas, store, Picture("pages", read=pages.read_bytes), page), partial(decoded, pages, page))
        for page in range(2, PAGES + 1)
    ]
    yield from _beside("next page of a TIFF on screen", following * 10)


def _beside(what: str, pairs: Sequence[tuple[Callable[[], None], Callable[[], None]]]) -> Iterator[Row]:
    """Both in turns; the last row is by the clock."""
    clock: list[float] = []
    ours: list[float] = []
    qt: list[float] = []
    for work, baseline in pairs:
        ours.append(processor_seconds(lambda work=work: clock.append(seconds(work))))
        qt.append(processor_seconds(baseline))
    for words, per_cent in (("median", 50), ("95th percentile", 95)):
        yield Row(f"{what}, {words}", percentile(ours, per_cent) * 1e3, "ms", percentile(qt, per_cent) * 1e3)
    yield Row(f"{what}, median by the clock", percentile(clock, 50) * 1e3, "ms")


def shown(canvas: ScanCanvas, store: ScanStore, picture: Picture, page: int) -> None:
    """Read a page as the window does, on the store's thread, and draw it."""
    store.forget()
    waiting = QEventLoop()
    store.ready.connect(waiting.quit)
    if store.page(picture, page) is None:
        waiting.exec()
    read = store.page(picture, page)
    if read is None or read.trouble:
        raise AssertionError(read)
    canvas.show_page(read.image)
    canvas.repaint()


def decoded(file: Path, page: int) -> None:
    """The page decoded by Qt alone."""
    reader = QImageReader(str(file))
    if page > 1:
        reader.jumpToImage(page - 1)
    if reader.read().isNull():
        raise AssertionError(file)


def tiff(images: Sequence[QImage]) -> bytes:
    """A TIFF of one page for each image, in shades of grey, not packed: Qt reads several pages and writes one."""
    width, height = SHEET
    out = bytearray(b"II*\0\x08\0\0\0")
    for at, image in enumerate(images):
        grey = image.scaled(width, height).convertToFormat(QImage.Format.Format_Grayscale8)
        dots = b"".join(bytes(grey.constScanLine(line))[:width] for line in range(height))
        tags = (
            (256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, len(out) + 2 + 12 * 9 + 4), (277, 1),
            (278, height), (279, len(dots)),
        )  # fmt: skip
        following = tags[5][1] + len(dots) if at + 1 < len(images) else 0
        out += len(tags).to_bytes(2, "little")
        out += b"".join(
            tag.to_bytes(2, "little")
            + (4).to_bytes(2, "little")
            + (1).to_bytes(4, "little")
            + value.to_bytes(4, "little")
            for tag, value in tags
        )
        out += following.to_bytes(4, "little") + dots
    return bytes(out)
