"""The Release desk: what is approved and not yet released leaves as files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.canvass.tally import tally
from adjudicator.casework import opening
from adjudicator.casework.state import BatchState, EnvelopeState, PersonState, ReleaseState
from adjudicator.export.content import ReleaseContent, ReleaseRow
from adjudicator.export.files import Package, Parts, release_files
from adjudicator.export.folder import Written, write_release
from adjudicator.log.case_log import CaseLog
from adjudicator.office.room import Done, Room
from adjudicator.records.trouble import Refusal

Progress = Callable[[int, int], None]
"""Is told how many of the files are begun, and how many there are; may raise to stop, and then nothing is left."""


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A release whose files are whole on disk and which the record does not name yet."""

    content: ReleaseContent
    envelopes: tuple[EnvelopeState, ...]
    written: Written


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

    def proposed_name(self) -> str:
        """The name for the next release's folder ("gwinnett-2020-11-03-R0001-PRACTICE")."""
        content = self._content(self._room.log, ())
        return content.folder_name

    def release(self, folder: Path) -> Released | Refusal:
        """Write a release of everything approved and not yet released as `folder` and a ZIP beside it, then record it.

        The files are whole on disk before the entry is written: a crash between the two leaves files that the record does
        not name, never a recorded release without files. Made again from the same record they are byte-identical.
        """
        on_disk = self.write(folder)
        return on_disk if isinstance(on_disk, Refusal) else self.record(on_disk)

    def write(self, folder: Path, progress: Progress | None = None) -> OnDisk | Refusal:
        """Write the files alone. Reads the record through a connection of its own, so that any thread may do it.

        Raises WorldError, and whatever `progress` raises; nothing half-written is left then.
        """
        refusal = self._room.allowed("release")
        if refusal is not None:
            return refusal
        with self._room.log.reader() as log:
            content, envelopes = self._read(log)
        if not envelopes:
            return Refusal("nothing_to_release", "Nothing is approved and not yet released.")
        written = write_release(folder, _watched(release_files(content), progress))
        return written if isinstance(written, Refusal) else OnDisk(content, envelopes, written)

    def record(self, on_disk: OnDisk) -> Released | Refusal:
        """Record a release whose files are on disk. Refused where one of its envelopes has moved on since."""
        refusal = self._room.allowed("release")
        if refusal is not None:
            return refusal
        content, envelopes, written = on_disk.content, on_disk.envelopes, on_disk.written
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

    def _read(self, log: CaseLog) -> tuple[ReleaseContent, tuple[EnvelopeState, ...]]:
        """Everything as it stands at one head of the record: read again where somebody recorded meanwhile."""
        while True:
            head = log.head()
            envelopes = tuple(log.states(EnvelopeState, status="approved"))
            content = self._content(log, envelopes)
            if log.head() == head:
                return content, envelopes

    def _content(self, log: CaseLog, envelopes: tuple[EnvelopeState, ...]) -> ReleaseContent:
        room = self._room
        case, head = log.case(), log.head()
        batches = {batch.id: batch for batch in log.states(BatchState)}
        rows = tuple(_row(envelope, batches) for envelope in envelopes)
        person = room.person
        everything = log.states(EnvelopeState) if envelopes else ()
        return ReleaseContent(
            release=f"R{case.next_release:04d}",
            follows=case.last_release,
            mode=case.mode,
            election=room.election,
            rules=case.rules,
            rules_words=room.recommender.pack.name,
            pack_digest=case.pack,
            tree_size=head.size,
            tree_root=head.root.hex(),
            made_at=max((row.approved_at for row in rows), default=""),
            made_by=person.id if person else "",
            rows=rows,
            canvass=tally(everything, room.election, approved_only=True),
            people={person.id: person.name for person in log.states(PersonState)},
        )


def _row(envelope: EnvelopeState, batches: Mapping[str, BatchState]) -> ReleaseRow:
    batch = batches[envelope.batch]
    return ReleaseRow(envelope, batch.id, batch.decided_by, batch.decided_at)


def _watched(package: Package, progress: Progress | None) -> Package:
    """The same package, that tells whenever one of its files is begun."""
    if progress is None:
        return package
    total = len(package.parts)

    def watched(place: int, parts: Parts) -> Parts:
        def begun() -> Iterator[bytes]:
            progress(place, total)
            yield from parts()

        return begun

    names = sorted(package.parts)
    return replace(package, parts={name: watched(at, package.parts[name]) for at, name in enumerate(names)})
