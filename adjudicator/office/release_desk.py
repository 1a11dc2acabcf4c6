"""The Release desk: what is approved and not yet released leaves as files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.canvass.tally import tally
from adjudicator.casework import opening
from adjudicator.casework.explanation import PublicExplainer
from adjudicator.casework.particulars import election_particulars
from adjudicator.casework.state import BatchState, CaseState, EnvelopeState, PersonState, ReleaseState
from adjudicator.export.content import ReleaseContent, ReleaseRow, folder_name_of
from adjudicator.export.files import Package, Parts, release_files
from adjudicator.export.folder import Written, write_release
from adjudicator.export.standing import Standing
from adjudicator.log.append import Signer
from adjudicator.log.case_log import CaseLog
from adjudicator.log.rows import QueueQuery
from adjudicator.office.calendar import calendar_of
from adjudicator.office.laws import Laws
from adjudicator.office.room import Done, Room
from adjudicator.records.trouble import Refusal

Progress = Callable[[int, int], None]
"""Is told how many of the files are begun, and how many there are; may raise to stop, and then nothing is left."""

_PAGE = 5_000


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A release whose files are whole on disk and which the record does not name yet.

    `seen` maps each envelope in it to the version that the files are made from.
    """

    content: ReleaseContent
    seen: Mapping[str, int]
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
        return tuple(self._approved())

    def releases(self) -> tuple[ReleaseState, ...]:
        """The releases made, newest first."""
        return tuple(sorted(self._room.log.states(ReleaseState), key=lambda release: release.id, reverse=True))

    def proposed_name(self) -> str:
        """The name for the next release's folder ("gwinnett-2020-11-03-R0001-PRACTICE")."""
        case = self._room.case
        return folder_name_of(self._room.election, _next_release(case), case.mode)

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
        with self._room.log.reader() as log, log.one_state():
            refusal = self._room.allowed("release", log)
            if refusal is not None:
                return refusal
            rows, signer = _Rows(log), self._room.signer(log)
            if not rows.seen:
                return Refusal("nothing_to_release", "Nothing is approved and not yet released.")
            if isinstance(signer, Refusal):
                return signer
            content = self._content(log, rows, signer)
            # killed now, what is half written is found there when the case is next opened
            self._room.station.keep_place(log.case().id, "release", folder)
            written = write_release(folder, _watched(release_files(content), progress))
        return written if isinstance(written, Refusal) else OnDisk(content, rows.seen, written)

    def record(self, on_disk: OnDisk) -> Released | Refusal:
        """Record a release whose files are on disk. Refused where one of its envelopes has moved on since."""
        refusal = self._room.allowed("release")
        if refusal is not None:
            return refusal
        content, seen, written = on_disk.content, on_disk.seen, on_disk.written
        # a checkpoint has left with the files, whether they are recorded or not: no other story may be signed from here on
        self._room.station.remember(self._room.log)
        acted = opening.make_release(
            self._room.case,
            (envelope for envelope in self._approved() if envelope.number in seen),
            written.digests,
            size=content.standing.head.size,
            root=content.standing.head.root.hex(),
            act=self._room.act(),
        )
        if isinstance(acted, Refusal):
            return Refusal("changed_meanwhile", "What was approved has changed meanwhile. Write the release again.")
        done = self._room.put(acted, seen={f"envelope {number}": version for number, version in seen.items()})
        if not isinstance(done, Done):
            return done
        return Released(content.release, written.folder, written.archive, len(seen), content.follows)

    def _approved(self) -> Iterator[EnvelopeState]:
        return self._room.log.states(EnvelopeState, status="approved")

    def _content(self, log: CaseLog, rows: _Rows, signer: Signer) -> ReleaseContent:
        room, laws = self._room, Laws(log, self._room.election)
        case = log.case()
        person = room.person
        return ReleaseContent(
            release=_next_release(case),
            follows=case.last_release,
            mode=case.mode,
            election=room.election,
            rules=case.rules,
            rules_words=laws.of(case.pack).pack.name,
            pack_digest=case.pack,
            standing=Standing(log.head(), signer, log.bodies(), log.checkpoints(limit=-1)[::-1]),
            made_at=rows.newest,
            made_by=person.id if person else "",
            rows=rows,
            canvass=tally(log.states(EnvelopeState), room.election, approved_only=True),
            explainer=PublicExplainer(laws.of, election_particulars(room.election.date, calendar_of(case, room.zone))),
            people={person.id: person.name for person in log.states(PersonState)},
        )


def _next_release(case: CaseState) -> str:
    return f"R{case.next_release:04d}"


class _Rows:
    """What leaves, read from the record whenever it is gone through: a hundred thousand states are not kept in memory.

    `seen` maps envelopes to their versions; `newest` is the instant of the last approval among them.
    """

    def __init__(self, log: CaseLog) -> None:
        self._log = log
        self._batches = {batch.id: batch for batch in log.states(BatchState)}
        self.seen: dict[str, int] = {}
        self.newest = ""
        query = QueueQuery(status=("approved",), limit=_PAGE)
        while page := log.envelope_rows(query):
            self.seen.update((row.number, row.version) for row in page)
            self.newest = max(self.newest, *(self._batches[row.batch].decided_at for row in page))
            query = replace(query, after=page[-1])

    def __iter__(self) -> Iterator[ReleaseRow]:
        for envelope in self._log.states(EnvelopeState, status="approved"):
            batch = self._batches[envelope.batch]
            yield ReleaseRow(envelope, batch.id, batch.decided_by, batch.decided_at)


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
