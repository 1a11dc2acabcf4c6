"""What the person signed in has typed and not yet recorded, kept in the case file and theirs alone.

A draft is no act: it is never in the record, and nobody else sees it. It is removed once what it was for is recorded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from adjudicator.casework.record.entry import instant
from adjudicator.office.behind.desk import OfficeDesk
from adjudicator.port.drafts import Draft
from adjudicator.records.trouble import WorldError

Kept = Literal["kept", "later", "none"]
"""What became of a draft: kept; not yet, because another program is writing; or this file keeps none."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Something begun at a desk and not yet recorded, as the desk's presenter made it, and when it was kept."""

    desk: str
    value: Mapping[str, Any]
    at: str


class DraftsDesk(OfficeDesk):
    """The drafts of the person signed in. A file that is only looked at, or stopped, keeps none."""

    def keep(self, desk: str, value: Mapping[str, Any]) -> Kept:
        """Keep what stands at a desk, in place of what was kept there before. `value` is plain JSON.

        Raises WorldError for what the disk refuses; a file that another program writes to at this moment is no error.
        """
        person = self._room.person
        if person is None or self._room.closed() is not None:
            return "none"
        draft = Draft(person.id, desk, json.dumps(value, ensure_ascii=False), instant(self._room.clock()))
        return self._at_once(lambda: self._room.log.drafts.keep(draft))

    def drop(self, desk: str) -> Kept:
        """Remove what was kept at a desk: it was recorded or put away."""
        person = self._room.person
        if person is None or self._room.closed() is not None:
            return "none"
        return self._at_once(lambda: self._room.log.drafts.drop(person.id, desk))

    def of(self, desk: str) -> Begun | None:
        """What was begun at a desk, None where nothing was."""
        return next((begun for begun in self._all() if begun.desk == desk), None)

    def desks(self) -> list[str]:
        """The desks where something was begun, the one kept last first."""
        return [begun.desk for begun in self._all()]

    def _all(self) -> list[Begun]:
        person = self._room.person
        kept = self._room.log.drafts.of(person.id) if person is not None else []
        return [Begun(draft.desk, json.loads(draft.value), draft.saved_at) for draft in kept]

    def _at_once(self, write: Callable[[], None]) -> Kept:
        try:
            write()
        except WorldError as error:
            if error.code == "locked":
                return "later"
            raise
        return "kept"
