"""What stops all writing: a disk that failed while something was recorded, or a file that is no longer where it was opened.

After such an error nobody knows what the file holds until it is opened anew, and a second try could record an act twice or
onto a disk that lies. So the first one is told as it is, every later act is refused, and reading goes on.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from adjudicator.log.file import errors
from adjudicator.log.file.place import Identity, identity_of, wal_of
from adjudicator.records.trouble import WorldError

STOPS = frozenset({"io", "damaged", "vanished"})
"""Codes of the errors after which nothing more is written; after a full disk or a lock nothing was written."""


class Brake:
    """Guards every write to one open file. `stopped` is what stopped it, None while it takes acts."""

    def __init__(self, path: Path) -> None:
        self.stopped: WorldError | None = None
        self._path = path
        # as text: two looks at each act, and making a Path costs more than looking
        self._at, self._wal_at = str(path), str(wal_of(path))
        self._file: Identity | None = identity_of(self._at)
        self._wal: Identity | None = None

    @contextmanager
    def writing(self) -> Generator[None]:
        """Around one write. Raises WorldError "stopped" where an earlier one failed, "vanished" where the file is gone."""
        if self.stopped is not None:
            raise errors.stopped(self._path, self.stopped)
        try:
            self._look()
            with errors.the_world(self._path):
                yield
        except WorldError as error:
            if error.code in STOPS:
                self.stopped = error
            raise
        if self._wal is None:  # SQLite keeps the same one for as long as the file is open
            self._wal = identity_of(self._wal_at)

    def look(self) -> WorldError | None:
        """See that the file is still where it was opened; gives what stopped writing, if anything has."""
        if self.stopped is None:
            try:
                self._look()
            except WorldError as error:
                self.stopped = error
        return self.stopped

    def _look(self) -> None:
        """A file that was moved or deleted still takes writes, and loses them when it is closed."""
        if identity_of(self._at) != self._file:
            raise errors.vanished(self._path)
        if self._wal is not None and identity_of(self._wal_at) != self._wal:
            raise errors.vanished(wal_of(self._path))
