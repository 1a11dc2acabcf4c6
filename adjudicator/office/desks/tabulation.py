"""In the count?: scanner batches, uploads, what results say otherwise, and what does not fit."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from adjudicator.at_rest import foreign
from adjudicator.canvass.troubles import Sort, Trouble, sorts_to_scan, troubles
from adjudicator.casework.acts import differences, tabulation
from adjudicator.casework.acts.differences import Difference
from adjudicator.casework.acts.tabulation import ScannedBatch, SentFile
from adjudicator.casework.record.count_state import CountState, PileState, ScanState, SessionState, UploadState
from adjudicator.casework.record.shelf import COUNT_KEY
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.room import Done
from adjudicator.office.behind.standing_states import StandingStates
from adjudicator.records.names import tidied
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _

PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class SentName:
    """A file that was looked at and is not kept: its name and its SHA-256."""

    name: str
    digest: str


class TabulationDesk(OfficeDesk):
    """Acts of custodians and supervisors on what was scanned and sent; everybody may look."""

    def count(self) -> CountState:
        """What stands of the count."""
        return self._room.log.state(CountState, COUNT_KEY) or CountState(0)

    def scans(self) -> tuple[ScanState, ...]:
        """The scanner batches, in the order in which they were recorded; the voided ones with them."""
        return tuple(sorted(self._room.log.states(ScanState), key=lambda scan: scan.seq))

    def uploads(self) -> tuple[UploadState, ...]:
        """The uploads, oldest first."""
        return tuple(sorted(self._room.log.states(UploadState), key=lambda upload: upload.seq))

    def to_scan(self) -> Mapping[Sort, int]:
        """How many ballots of each sort are opened or duplicated and not yet scanned; below none where there are too many."""
        return sorts_to_scan(StandingStates(self._room.log))

    def troubles(self) -> tuple[Trouble, ...]:
        """What does not fit, what stands longest first, and behind it what is explained."""
        found = troubles(StandingStates(self._room.log))
        since = self._since()
        return tuple(sorted(found, key=lambda each: (each.settled, since.get(each.subject, 0))))

    def _since(self) -> Mapping[str, int]:
        """Since which entry a subject stands as it is."""
        log = self._room.log
        uploads = self.uploads()
        since = {upload.id: upload.seq for upload in uploads}
        if uploads:  # before the upload that lacks it, a batch was nobody's trouble
            since |= {scan.id: max(scan.seq, uploads[0].seq) for scan in self.scans() if scan.seq < uploads[-1].seq}
        since |= {pile.id: pile.version for pile in log.states(PileState)}
        since |= {session.id: session.version for session in log.states(SessionState)}
        reconciled = self.count().reconciled
        if reconciled is not None:
            since |= {about.partition(":")[2]: reconciled.seq for about in reconciled.found}
        return since

    def words_of(self, commitment: str) -> str:
        """A reason or an explanation as a person wrote it; empty for those who see no names, which people write into them."""
        return self._room.log.unseal(commitment) if commitment and self._room.sees("read_names") else ""

    def looking_at(self, path: Path) -> Callable[[], SentName]:
        """Name and SHA-256 of a file, as a call for any thread; it raises WorldError where the file cannot be read."""

        def look() -> SentName:
            sha256 = hashlib.sha256()
            try:
                with foreign.opened(path) as file:
                    while piece := file.read(PIECE):
                        sha256.update(piece)
            except OSError as error:
                what = _("{file} cannot be read: {why}", file=path.name, why=error.strerror or "")
                raise WorldError("unreadable", what, _("Choose the file again.")) from error
            return SentName(path.name, sha256.hexdigest())

        return look

    @needs("record_scan")
    def record_scan(self, batch: ScannedBatch) -> Done | Refusal:
        """Record a scanner batch. Where another window recorded the same one first, that is said."""
        existing = self._room.log.state(ScanState, tidied(batch.id))
        acted = tabulation.record_scan(existing, batch, self._room.act())
        version = existing.version if existing is not None else 0
        return self._room.put(acted, seen={f"scan {tidied(batch.id)}": version})

    @needs("record_scan")
    def clear_scan(self, scan: ScanState, cleared: int, hour: str) -> Done | Refusal:
        """Record how many flagged ballots of a batch the review panel has settled, all together."""
        return self._put_scan(scan, tabulation.clear_scan(scan, cleared, hour, self._room.act()))

    @needs("record_scan")
    def take_into_results(self, scan: ScanState, ballots: int, hour: str) -> Done | Refusal:
        """Record that a batch is in the county's results, with how many ballots."""
        return self._put_scan(scan, tabulation.take_into_results(scan, ballots, hour, self._room.act()))

    @needs("record_scan")
    def void_scan(self, scan: ScanState, instead: str, reason: str) -> Done | Refusal:
        """Say that a batch does not stand, and which one is in its place."""
        return self._put_scan(scan, tabulation.void_scan(scan, instead, reason, self._room.act()))

    def _put_scan(self, scan: ScanState, acted: tabulation.Acted) -> Done | Refusal:
        return self._room.put(acted, seen={f"scan {scan.id}": scan.version})

    @needs("upload")
    def upload(self, sent: SentFile, override: str = "") -> Done | Refusal:
        """Record an upload. Before a reconciliation it wants an `override`: why it was made all the same."""
        count, uploads = self.count(), self.uploads()
        scans = {scan.id: scan for scan in self.scans()}
        acted = tabulation.make_upload(count, scans, uploads, sent, override, self._room.act())
        if isinstance(acted, Refusal):
            return acted
        seen = {f"upload {acted[0].data['upload']}": 0}
        seen |= {f"scan {scan}": scans[scan].version for scan in sent.scans}
        return self._room.put(acted, seen=seen)

    @needs("upload")
    def withdraw(self, upload: UploadState, hour: str, reason: str) -> Done | Refusal:
        """Record that an upload was taken out of the state's totals."""
        acted = tabulation.withdraw_upload(upload, hour, reason, self._room.act())
        return self._room.put(acted, seen={f"upload {upload.id}": upload.version})

    @needs("upload")
    def see(self, upload: UploadState, votes: int, hour: str) -> Done | Refusal:
        """Record what the state's site shows of the contest that an upload named."""
        acted = tabulation.see_upload(upload, votes, hour, self._room.act())
        return self._room.put(acted, seen={f"upload {upload.id}": upload.version})

    @needs("reconcile")
    def reconcile(self, results: SentName, ballots: int, found: Sequence[Difference]) -> Done | Refusal:
        """Record what was found when results were held against what may count."""
        return self._room.put(differences.reconcile(results.digest, results.name, ballots, found, self._room.act()))

    @needs("explain")
    def explain(self, seen: Trouble, words: str) -> Done | Refusal:
        """Explain why two numbers differ. Refused where they do not differ any more as the person saw them."""
        now = next((each for each in self.troubles() if each.about == seen.about), None)
        if now is None or (now.expected, now.actual) != (seen.expected, seen.actual):
            return Refusal("no_difference", _("These numbers have changed meanwhile. Look again."))
        difference = Difference(seen.about, seen.expected, seen.actual)
        return self._room.put(differences.explain(difference, words, self._room.act()))
