"""The Record: the log in words, newest first, and its verification. It changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from adjudicator.casework.record.entry import Entry
from adjudicator.log.checks.signatures import Seen
from adjudicator.log.checks.verify import Depth, Report
from adjudicator.office import Office
from adjudicator.office.desks.record import RecordLine, saved_checkpoint
from adjudicator.records.trouble import Refusal
from adjudicator.words import _
from ui.desks.record.checkpoint import CheckpointPanel
from ui.desks.record.pages import Fetch, filtered, merged, whole, without
from ui.desks.record.screen import RecordScreen, StoredEntry, Verified
from ui.desks.record.words import (
    CHIPS,
    DEPTH_WORDS,
    ENTRIES,
    TAKINGS,
    WORK,
    finding_row,
    given_lines,
    given_since,
    grouped,
    kinds_of,
    result_of,
    row_of,
    stored_entry,
    verdict_lines,
)
from ui.parts import Choice, Notice, Query, Row, Rows
from ui.shared.desk import DeskPresenter, Shell
from ui.shared.opening import desk_for
from ui.shared.work import LongWork

EVERYONE = Choice("", "", _("Everyone"))
CHECKPOINT = "checkpoint"
"""What the desk is entered about to show the newest checkpoint."""

WIDTHS = (4, 5, 6)
"""Digits that envelope numbers are filled up to with zeros, tried where the number typed is none."""


class RecordPresenter(DeskPresenter[RecordScreen]):
    """What everybody may see of the record."""

    def __init__(self, office: Office, shell: Shell) -> None:
        super().__init__(office, shell)
        self._query, self._person = Query(), ""
        self._entry: StoredEntry | None = None
        self._checkpoint = CheckpointPanel(office, shell, self._show)
        self._verified = Verified()
        self._verifying = LongWork(shell.run, self._show)

    def make_screen(self) -> RecordScreen:
        """The Screen of the record as it is now."""
        head = self._office.record.head()
        return RecordScreen(
            rows=self._rows(head.size),
            total=head.size,
            query=self._query,
            chips=CHIPS,
            people=self._people(),
            person=self._person,
            size=ENTRIES(head.size),
            root=grouped(head.root.hex()),
            root_plain=head.root.hex(),
            entry=self._entry,
            checkpoint=self._checkpoint.screen(),
            verifying=self._verifying.working,
            verified=self._verified,
        )

    def enter(self, about: str = "") -> None:
        """The desk came to the front; `about` an envelope, its entries alone, or the newest checkpoint."""
        if about == CHECKPOINT:
            self._entry = None
            self._checkpoint.show_it()
        elif about:
            self._query, self._person, self._entry = Query(text=about), "", None
            self._checkpoint.close()
        super().enter(about)

    def happened(self, entries: Sequence[Entry]) -> None:
        """Something was recorded: it stands on top."""
        del entries
        self.refresh()

    def ask(self, query: Query) -> None:
        """Show the entries of one envelope (the words typed) and of the kinds whose chips are on.

        Where nothing matched, taking both away shows everyone's entries again.
        """
        if not (query.text or query.tags or len(self.screen.rows)):
            self._person = ""
        self._query = query
        self.refresh()

    def choose_person(self, person_id: str) -> None:
        """Show one person's entries; empty for everyone's."""
        self._person = person_id
        self.refresh()

    def open_entry(self, entry: str) -> None:
        """Lay an entry open as it is stored."""
        found = self._office.record.lines(before=int(entry) + 1, limit=1)
        self._entry = stored_entry(found[0], self._office.local) if found else None
        self._checkpoint.close()
        self._show()

    def open_envelope(self, entry: str) -> None:
        """Open the envelope that an entry is about, where the person can work on it."""
        found = self._office.record.lines(before=int(entry) + 1, limit=1)
        desk = desk_for(self._office)
        if found and found[0].envelope and desk:
            self._shell.go(desk, found[0].envelope)

    def close_entry(self) -> None:
        """Close the entry that is laid open."""
        self._entry = None
        self._show()

    def end_day(self) -> None:
        """Go to the end of the day."""
        self._shell.go("overview", "day")

    def open_checkpoint(self) -> None:
        """Show the newest checkpoint in place of an entry, or put it away."""
        self._entry = None
        self._checkpoint.turn()
        self._show()

    def close_checkpoint(self) -> None:
        """Put the checkpoint away."""
        self._checkpoint.close()
        self._show()

    def close_day(self) -> None:
        """Close the day: the record as it stands is signed."""
        said = self._checkpoint.sign()
        if said:
            self._shell.said(said)
        self.refresh()

    def save_sheet(self, path: str) -> None:
        """Write the checkpoint and the canvass as a page; no path where the person thought better of it."""
        if path:
            self._checkpoint.save(path)

    def copied(self, words: str) -> None:
        """Say that something was copied."""
        self._shell.said(words)

    def verify_against(self, path: str) -> None:
        """Verify everything, and hold the record against a checkpoint that somebody saved; no path changes nothing."""
        if not path or self._verifying.working is not None:
            return
        saved = saved_checkpoint(Path(path))
        if isinstance(saved, Refusal):
            self._end(Verified(Notice(_("Nothing was verified"), saved.words)))
        else:
            self.verify("deep", (saved,))

    def verify(self, depth: Depth, against: tuple[Seen, ...] = ()) -> None:
        """Verify the whole record beside the window; `against` are checkpoints that it has to extend."""
        if self._verifying.working is None:
            self._verified = Verified()
            self._verifying.start(
                DEPTH_WORDS[depth],
                self._office.record.verifying(depth, against),
                lambda report: self._tell(report, against),
                lambda error: self._end(Verified(Notice(error.what, remedy=error.remedy))),
            )

    def stop(self) -> None:
        """Stop verifying."""
        self._verifying.stop()
        notice = Notice(_("Verifying was stopped."), _("Nothing can be said of the record from it."), kind="notice")
        self._end(Verified(notice))

    def dismiss(self) -> None:
        """Put the result of verifying away."""
        self._end(Verified())

    def _show(self) -> None:
        """Show again what does not touch the list."""
        self.show(
            replace(
                self.screen,
                entry=self._entry,
                checkpoint=self._checkpoint.screen(),
                verifying=self._verifying.working,
                verified=self._verified,
            )
        )

    def _end(self, verified: Verified) -> None:
        self._verified = verified
        self._show()

    def _tell(self, report: Report, against: tuple[Seen, ...]) -> None:
        rows = tuple(finding_row(place, finding) for place, finding in enumerate(report.findings))
        names = {person.id: person.name for person in self._office.people.everyone()}
        result = result_of(report, self._office.now())
        self._end(
            Verified(result, verdict_lines(report), given_since(against, report), given_lines(report, names), rows)
        )
        self._shell.said(result.what)

    def _people(self) -> tuple[Choice, ...]:
        everyone = self._office.people.everyone()
        return (EVERYONE, *(Choice("", person.id, person.name) for person in everyone))

    def _rows(self, size: int) -> Rows:
        envelope = self._envelope(self._query.text.strip())
        kinds = kinds_of(self._query.tags)
        if not (envelope or self._query.tags or self._person):
            return whole(self._fetch(), size, self._row)
        fetches = [self._fetch(envelope, kind) for kind in kinds or ("",)]
        return filtered(merged(fetches), self._row)

    def _fetch(self, envelope: str = "", kind: str = "") -> Fetch:
        record, by = self._office.record, self._person

        def fetch(before: int, limit: int) -> Sequence[RecordLine]:
            return record.lines(by=by, envelope=envelope, kind=kind, before=before, limit=limit)

        return without(fetch, TAKINGS) if WORK in self._query.tags else fetch

    def _envelope(self, typed: str) -> str:
        """The number meant: as typed, else filled up with zeros where only that is one."""
        if not typed:
            return ""
        tried = (typed, *(typed.zfill(width) for width in WIDTHS if typed.isdigit()))
        return next((each for each in tried if self._office.record.lines(envelope=each, limit=1)), typed)

    def _row(self, line: RecordLine) -> Row:
        return row_of(line, self._office.local)
