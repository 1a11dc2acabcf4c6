"""What leaves the desk In the count? on paper or as a table, made from the states of one record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from adjudicator.canvass.account import CountAccount
from adjudicator.canvass.differing import in_words
from adjudicator.canvass.standing import sorts_to_scan
from adjudicator.canvass.tally import Canvass, tally
from adjudicator.canvass.troubles import troubles
from adjudicator.canvass.went_on import went_on_words
from adjudicator.casework.record.count_state import BoxState, CountState, ScanState
from adjudicator.casework.record.entry import commitment_in, moment_of
from adjudicator.casework.record.shelf import COUNT_KEY
from adjudicator.casework.record.state import EnvelopeState, PersonState
from adjudicator.export.audit_manifest import ManifestRow, audit_manifest
from adjudicator.export.paper.accounts import CastAndCounted, ReceivedAndCounted, cast_and_counted, received_and_counted
from adjudicator.export.paper.count_pages import (
    ExplainedTrouble,
    OnPaper,
    ReconciledOnPaper,
    reconciliation_page,
    scanner_sheet,
)
from adjudicator.office.behind.count.standing_states import StandingStates
from adjudicator.port.states import States
from adjudicator.records.count import EXCEPTIONS
from adjudicator.words import Words, _, beside

WRITTEN: Mapping[str, tuple[str, str]] = {
    "scanner": ("scanner-batches.pdf", _("Sheet for the scanner room (PDF)")),
    "reconciliation": ("reconciliation.pdf", _("Reconciliation with its explanations (PDF)")),
    "certificate": ("cast-and-counted.pdf", _("Provisional ballots cast and counted (PDF)")),
    "comparison": ("received-and-counted.pdf", _("Provisional ballots received and counted (PDF)")),
    "manifest": ("audit-manifest.csv", _("Rows for the audit's manifest (CSV)")),
}
"""Code of what can be written -> the name of its file, and its words."""


@dataclass(frozen=True, slots=True)
class CountPapers:
    """The pages of one record as it stands; `sees_words` says whether explanations may be printed."""

    log: States
    paper: OnPaper
    account: Callable[[], CountAccount]
    sees_words: bool

    def made(self, what: str) -> bytes:
        """One of `WRITTEN`. Raises KeyError for another code."""
        makers: Mapping[str, Callable[[], bytes]] = {
            "scanner": self._scanner,
            "reconciliation": self._reconciliation,
            "certificate": self._certificate,
            "comparison": self._comparison,
            "manifest": lambda: b"".join(audit_manifest(self._manifest_rows())),
        }
        return makers[what]()

    def _scanner(self) -> bytes:
        return scanner_sheet(self._scans(), sorts_to_scan(StandingStates(self.log)), self.paper)

    def _reconciliation(self) -> bytes:
        scanned = sum(scan.ballots for scan in self._scans() if not scan.voided)
        return reconciliation_page(self._newest(), scanned, tuple(self._troubles()), self.paper, self._went_on())

    def _certificate(self) -> bytes:
        canvass, paper = self._canvass(), self.paper
        numbers = CastAndCounted(
            canvass.received,
            canvass.count_full,
            canvass.count_partial,
            canvass.reasons,
            canvass.held,
            canvass.undecided,
        )
        return cast_and_counted(
            numbers,
            paper.election,
            paper.now,
            practice=paper.practice,
            language=paper.language,
            went_on=self._went_on(),
        )

    def _comparison(self) -> bytes:
        canvass, account, paper = self._canvass(), self.account(), self.paper
        other = {
            _("held"): canvass.held,
            _("undecided or not approved yet"): canvass.undecided,
            _("not opened yet"): account.not_opened,
            **{EXCEPTIONS[code]: number for code, number in account.no_ballot.items()},
        }
        explained = [
            beside(each.trouble.sentence, each.words) for each in self._troubles() if each.trouble.settled and each.by
        ]
        numbers = ReceivedAndCounted(canvass.received, canvass.reasons, account.published, other, explained)
        return received_and_counted(
            numbers, paper.election, paper.now, practice=paper.practice, language=paper.language
        )

    def _manifest_rows(self) -> Iterator[ManifestRow]:
        counted = [box.id for box in self.log.states(BoxState) if box.holds == "counted"]
        container = counted[0] if len(counted) == 1 else ""
        for scan in self._scans():
            if not scan.voided:
                tabulator, __, batch = scan.id.rpartition("/")
                yield ManifestRow(container, tabulator, batch, scan.ballots)

    def _scans(self) -> list[ScanState]:
        return sorted(self.log.states(ScanState), key=lambda scan: scan.seq)

    def _canvass(self) -> Canvass:
        return tally(self.log.states(EnvelopeState), self.paper.election, approved_only=True)

    def _count(self) -> CountState:
        return self.log.state(CountState, COUNT_KEY) or CountState(0)

    def _went_on(self) -> tuple[Words, ...]:
        return went_on_words(self._count().overridden, self._name)

    def _newest(self) -> ReconciledOnPaper | None:
        reconciled = self._count().reconciled
        logged = next(iter(self.log.entries(reconciled.seq, 1)), None) if reconciled is not None else None
        if reconciled is None or logged is None:
            return None
        entry = logged.entry
        file = self.log.unseal(commitment_in(entry.data["name"])) if self.sees_words else ""
        return ReconciledOnPaper(file, reconciled.file, self._local(entry.at), self._name(entry.by), reconciled.ballots)

    def _troubles(self) -> Iterator[ExplainedTrouble]:
        explained = self._count().explained
        for found in troubles(StandingStates(self.log)):
            trouble = in_words(found, self.paper.election)
            words = explained.get(trouble.about) if trouble.settled else None
            if words is None:
                yield ExplainedTrouble(trouble)
            else:
                said = self.log.unseal(words.words) if self.sees_words else ""
                yield ExplainedTrouble(trouble, said, self._name(words.by))

    def _name(self, person: str) -> str:
        state = self.log.state(PersonState, person)
        return state.name if state is not None else person

    def _local(self, at: str) -> datetime:
        return moment_of(at).astimezone(ZoneInfo(self.paper.election.time_zone))
