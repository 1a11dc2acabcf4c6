"""The Release desk: what is approved and not yet released leaves as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from adjudicator.canvass.tally import tally
from adjudicator.casework import opening
from adjudicator.casework.state import BatchState, EnvelopeState, PersonState, ReleaseState
from adjudicator.export.content import ReleaseContent, ReleaseRow
from adjudicator.export.files import release_files
from adjudicator.export.folder import write_release
from adjudicator.office.room import Done, Room
from adjudicator.records.trouble import Refusal


@dataclass(frozen=True, slots=True)
class Released:
    """A release that was written: its id, its folder and ZIP, how many envelopes, and which release it follows."""

    id: str
    folder: Path
    archive: Path
    envelopes: int
    follows: str


class ReleaseDesk:
    """Acts of supervisors."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def waiting(self) -> tuple[EnvelopeState, ...]:
        """The envelopes that are approved and not yet released, by number."""
        return tuple(self._room.log.states(EnvelopeState, status="approved"))

    def releases(self) -> tuple[ReleaseState, ...]:
        """The releases made, newest first."""
        return tuple(sorted(self._room.log.states(ReleaseState), key=lambda release: release.id, reverse=True))

    def release(self, folder: Path) -> Released | Refusal:
        """Write a release of everything approved and not yet released as `folder` and a ZIP beside it, then record it.

        The files are whole on disk before the entry is written: a crash between the two leaves files that the record does
        not name, never a recorded release without files. Made again from the same record they are byte-identical.
        """
        refusal = self._room.allowed("release")
        envelopes = self.waiting()
        if refusal is not None or not envelopes:
            return refusal or Refusal("nothing_to_release", "Nothing is approved and not yet released.")
        content = self._content(envelopes)
        files = release_files(content)
        written = write_release(folder, files)
        if isinstance(written, Refusal):
            return written
        acted = opening.make_release(
            self._room.case,
            envelopes,
            written.digests,
            size=content.tree_size,
            root=content.tree_root,
            act=self._room.act(),
        )
        done = self._room.put(acted, seen={f"envelope {e.number}": e.version for e in envelopes})
        if not isinstance(done, Done):
            return done
        return Released(content.release, written.folder, written.archive, len(envelopes), content.follows)

    def _content(self, envelopes: tuple[EnvelopeState, ...]) -> ReleaseContent:
        room = self._room
        case, head = room.case, room.log.head()
        batches = {batch.id: batch for batch in room.log.states(BatchState)}
        rows = tuple(_row(envelope, batches) for envelope in envelopes)
        person = room.person
        return ReleaseContent(
            release=f"R{case.next_release:04d}",
            follows=case.last_release,
            mode=case.mode,
            election=room.election,
            rules=case.rules,
            pack_digest=case.pack,
            tree_size=head.size,
            tree_root=head.root.hex(),
            made_at=max(row.approved_at for row in rows),
            made_by=person.id if person else "",
            rows=rows,
            canvass=tally(room.log.states(EnvelopeState), room.election, approved_only=True),
            people=self._names(),
        )

    def _names(self) -> Mapping[str, str]:
        return {person.id: person.name for person in self._room.log.states(PersonState)}


def _row(envelope: EnvelopeState, batches: Mapping[str, BatchState]) -> ReleaseRow:
    batch = batches[envelope.batch]
    return ReleaseRow(envelope, batch.id, batch.decided_by, batch.decided_at)
