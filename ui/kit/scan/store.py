"""Pages of scans read beside the window's thread, and the newest of them kept: `scans()` is the one store.

`page(picture, 1)` gives a page that has been read, or None and begins to read it: `ready(key, page)` tells when it is there.
`ahead(pictures)` reads first pages that will be wanted next, when nothing else is to be read. `forget()` lets all go.
"""

from __future__ import annotations

import atexit
from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool, Signal

from ui.kit.scan.reading import BROKEN, ReadPage, read_page
from ui.parts import Picture

ROOM = 160_000_000
"""Bytes of images that are kept: an envelope's papers, and those of the next."""

NOW, SOON = 1, 0

Key = tuple[str, int]


class ScanStore(QObject):
    """Reads pages one after another and keeps them. Signal: `ready(key, page)`."""

    ready = Signal(object, object)
    _read = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._pages: OrderedDict[Key, ReadPage] = OrderedDict()
        self._under_way: set[Key] = set()
        self._turn = 0
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._read.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._over = False
        atexit.register(self._end)

    def page(self, picture: Picture, page: int = 1) -> ReadPage | None:
        """A page that has been read; None where it is being read."""
        found = self._pages.get((picture.key, page))
        if found is None:
            self._begin(picture, page, NOW)
        else:
            self._pages.move_to_end((picture.key, page))
        return found

    def ahead(self, pictures: Iterable[Picture]) -> None:
        """Read first pages that will be wanted."""
        for picture in pictures:
            if (picture.key, 1) not in self._pages:
                self._begin(picture, 1, SOON)

    def forget(self) -> None:
        """Let all pages go; what is being read comes to nothing."""
        if self._over:
            return
        self._turn += 1
        self._pool.clear()
        self._pages.clear()
        self._under_way.clear()

    def rest(self) -> None:
        """Wait until everything that was asked for has been read."""
        self._pool.waitForDone()
        if QCoreApplication.instance() is not None:
            QCoreApplication.sendPostedEvents(self, 0)

    def _end(self) -> None:
        """The program ends: no page is read any more."""
        self._pool.clear()
        self._pool.waitForDone()
        self._over = True

    def _begin(self, picture: Picture, page: int, order: int) -> None:
        key, turn = (picture.key, page), self._turn
        if key in self._under_way:
            return
        self._under_way.add(key)
        self._pool.start(lambda: self._read.emit(key, _whatever_comes(picture, page), turn), order)

    def _take(self, key: Key, read: ReadPage | Exception, turn: int) -> None:
        if isinstance(read, Exception):  # a fault of ours, raised where the window hears of it
            raise read
        if turn != self._turn:
            return
        self._under_way.discard(key)
        self._pages[key] = read
        while len(self._pages) > 1 and sum(each.image.sizeInBytes() for each in self._pages.values()) > ROOM:
            self._pages.popitem(last=False)
        self.ready.emit(*key)


def _whatever_comes(picture: Picture, page: int) -> ReadPage | Exception:
    """A page, or words where something is wrong with the file; a fault of the program's own is not raised on this thread."""
    try:
        return read_page(picture, page)
    except (OSError, MemoryError):
        return ReadPage(trouble=BROKEN)
    except Exception as fault:
        return fault


_STORE: list[ScanStore] = []


def scans() -> ScanStore:
    """The one store of the application, made at the first call."""
    if not _STORE:
        _STORE.append(ScanStore())
    return _STORE[0]
