"""In the count?: scanner batches, uploads, what results say otherwise, and what does not fit."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from adjudicator.at_rest import foreign
from adjudicator.canvass.ceilings import may_count
from adjudicator.canvass.differing import in_words
from adjudicator.canvass.reconciling import (
    Countable,
    Disagreement,
    Reconciliation,
    proven_ballots,
    reconcile,
    seats_of,
)
from adjudicator.canvass.standing import Sort, sorts_to_scan
from adjudicator.canvass.trouble import Trouble
from adjudicator.canvass.troubles import troubles
from adjudicator.casework.acts.count import differences, tabulation
from adjudicator.casework.acts.count.differences import Difference
from adjudicator.casework.acts.count.tabulation import ScannedBatch, SentFile
from adjudicator.casework.record.count_state import (
    CountState,
    PileState,
    ScanState,
    SessionState,
    UploadState,
)
from adjudicator.casework.record.shelf import COUNT_KEY
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.export.paper.count_pages import OnPaper
from adjudicator.intake.results.file import ResultsFile, read_results_file
from adjudicator.office.behind.count.accounting import account_of, voting
from adjudicator.office.behind.count.count_papers import CountPapers
from adjudicator.office.behind.count.standing_states import StandingStates
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.files.case_file import write_page
from adjudicator.office.behind.room import Done
from adjudicator.port.states import States
from adjudicator.records.election import Election
from adjudicator.records.names import tidied
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import ENGLISH, Language, _

PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class SentName:
    """A file that was looked at and is not kept: its name and its SHA-256.

    Where it is results that can be read, `proves` is how many provisional ballots they prove and `votes` the provisional
    votes by contest, so that nobody types what the file says.
    """

    name: str
    digest: str
    proves: int | None = None
    votes: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """Results held against the record when it had `size` entries. `found` is None where they cannot be taken.

    `path` is where the file lies.
    """

    file: ResultsFile
    size: int
    found: Reconciliation | None
    path: Path | None = None

    def differences(self) -> tuple[Difference, ...]:
        """What was found, as the record keeps it."""
        found = self.found.disagreements if self.found is not None else ()
        return tuple(Difference(about_of(each), each.expected, each.actual) for each in found)


def about_of(each: Disagreement) -> str:
    """What a disagreement is about, as the record names it: "votes_above_ceiling:president/001", or "...:county"."""
    subject = "/".join(part for part in (each.contest, each.precinct) if part) or "county"
    return f"{each.code}:{subject}"


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
        found = (in_words(each, self._room.election) for each in troubles(StandingStates(self._room.log)))
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

    def recorded_at(self, seq: int) -> str:
        """The instant of an entry; empty where there is none."""
        logged = next(iter(self._room.log.entries(seq, 1)), None)
        return logged.entry.at if logged is not None else ""

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

    def looking_into(self, path: Path) -> Callable[[], SentName]:
        """The same with what the file says of provisional votes, where it is results that can be read."""
        looking, election = self.looking_at(path), self._room.election

        def look() -> SentName:
            sent = looking()
            with suppress(WorldError):  # too large, or no file: what cannot be read is typed
                results = read_results_file(path, election).results
                if results is not None:
                    votes = Counter[str]()
                    for cell, number in results.votes.items():
                        votes[cell.contest] += number
                    proven = proven_ballots(election, results.votes, seats_of(election, results))
                    return replace(sent, proves=sum(proven.values()), votes=votes)
            return sent

        return look

    def holding_against(self, path: Path) -> Callable[[], HeldAgainst]:
        """Results held against the ballots that may count and those that were scanned, as a call for any thread.

        Of one that was opened the precinct is known by the decision alone: so ballots are compared by precinct once as many
        were scanned as may count. Raises WorldError where the file or the record cannot be read.
        """
        room = self._room

        def hold() -> HeldAgainst:
            file = read_results_file(path, room.election)
            with room.log.reader() as log, log.one_state():
                size = log.head().size
                found = reconcile(room.election, _countable(log, room.election), file.results) if file.results else None
            return HeldAgainst(file, size, found, path)

        return hold

    def writing(self, what: str, out: Path, language: Language = ENGLISH) -> Callable[[], None]:
        """One of `count_papers.WRITTEN` written to a file, as a call for any thread.

        It raises WorldError: "exists" where there is such a file, and what the disk says.
        """
        room, sees_words = self._room, self._room.sees("read_names")
        paper = OnPaper(room.election, room.now(), room.case.mode == "practice", language)

        def write() -> None:
            with room.log.reader() as log, log.one_state():
                made = CountPapers(log, paper, lambda: account_of(log), sees_words).made(what)
            write_page(out, made)

        return write

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
    def reconcile(self, held: HeldAgainst) -> Done | Refusal:
        """Record what was found when results were held against what may count. Refused for a file that cannot be taken.

        Where the record has moved on since, the results are held against it once more.
        """
        if held.found is None:
            return Refusal("not_results", _("These are no results of this election. Choose another file."))
        file, differing = held.file, held.differences()
        acted = differences.reconcile(file.digest, file.name, held.found.proven, differing, self._room.act())
        done = self._room.put(acted, seen={"log": held.size})
        if isinstance(done, Done) and held.path is not None:
            self._room.station.keep_place(self._room.case.id, "results", held.path)
        return done

    @needs("explain")
    def explain(self, seen: Trouble, words: str) -> Done | Refusal:
        """Explain why two numbers differ. Refused where they do not differ any more as the person saw them."""
        now = next((each for each in self.troubles() if each.about == seen.about), None)
        if now is None or (now.expected, now.actual) != (seen.expected, seen.actual):
            return Refusal("no_difference", _("These numbers have changed meanwhile. Look again."))
        difference = Difference(seen.about, seen.expected, seen.actual)
        return self._room.put(differences.explain(difference, words, self._room.act()))


def _countable(log: States, election: Election) -> Countable:
    """What may be in the results by the record, on the thread of its reader."""
    stored = StandingStates(log)
    count = stored.get(CountState, COUNT_KEY) or CountState(0)
    voted = voting(stored)
    states = (state for state in log.states(EnvelopeState) if voted(state))
    may = may_count(states, election, on_own_style=count.duplicate_on == "home", approved_only=True)
    scanned = sum(scan.ballots for scan in stored.states(ScanState) if not scan.voided)
    if scanned != sum(may.ballots_in.values()):
        return Countable(may.ceilings, scanned)
    return Countable(may.ceilings, scanned, may.ballots_in, may.on_ballot)
