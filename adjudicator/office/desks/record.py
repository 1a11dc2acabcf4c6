"""The Record: the log in words, and its verification."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from adjudicator.at_rest.durable import write_new
from adjudicator.canvass.tally import tally
from adjudicator.casework.record.catalogue import UNFIT, is_after
from adjudicator.casework.record.state import DeterminationState, PersonState
from adjudicator.casework.telling.left_words import left_words
from adjudicator.export.paper.summary import SeenCheckpoint, checkpoint_sheet
from adjudicator.intake.sources import read_whole
from adjudicator.law.telling.span_words import outside_told
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.signatures import Seen
from adjudicator.log.checks.verdicts import spoken_against
from adjudicator.log.checks.verify import Depth, Report, Rules, verify
from adjudicator.log.copies.proofs import note_in
from adjudicator.log.file.errors import the_world
from adjudicator.log.file.findings import FINDINGS, CheckFinding
from adjudicator.log.states.rebuilt import LEAN, RebuiltShelf
from adjudicator.log.tree.notes import read_note
from adjudicator.office.behind.count.before_certified import unexplained
from adjudicator.office.behind.desk import OfficeDesk
from adjudicator.office.behind.files.case_file import CaseFile
from adjudicator.office.behind.files.rolls import verifying_roll
from adjudicator.office.behind.files.scans import verifying_scans
from adjudicator.office.behind.law.replay import LawOfFile, UnreadDocumentError
from adjudicator.office.behind.meanwhile import names_of
from adjudicator.office.behind.narration.record import told
from adjudicator.office.behind.room import Room
from adjudicator.office.behind.station import Station
from adjudicator.port.acts import Logged
from adjudicator.port.answers import Head
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.shared.record import SharedRecord
from adjudicator.words import ENGLISH, Language, _

Progress = Callable[[int, int], None]

MOST_OF_CHECKPOINT = 4 << 20
"""Bytes of a saved checkpoint or proof; they have some thousand."""

NOTHING_SIGNED = Refusal(
    "nothing_signed", _("Nothing is signed yet. A supervisor signs with: adjudicator checkpoint CASE --as PERSON")
)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line of the record: what happened in words, and the entry's body as stored; `signed` by whom it names. Of
    one in force nowhere `login` is what brought it to the server, where that is known here.
    """

    seq: int
    at: str
    by: str
    kind: str
    envelope: str
    words: str
    body: str
    signed: bool = True
    login: str = ""


class RecordDesk(OfficeDesk):
    """What everybody may see of the record."""

    def __init__(self, room: Room, file: CaseFile) -> None:
        super().__init__(room)
        self._file = file
        self._sheet_of = 0
        self._verified: tuple[int, bool] | None = None

    def head(self) -> Head:
        """The tree's size and root."""
        return self._room.log.head()

    def lines(
        self, *, by: str = "", envelope: str = "", kind: str = "", before: int = 0, limit: int = 200
    ) -> tuple[RecordLine, ...]:
        """Lines newest first that pass the filters, at most `limit`, older than the seq `before` (0: from the newest)."""
        names = names_of(self._room.log)
        found = self._room.log.read_back(before, limit, by=by, envelope=envelope, kind=kind)
        unsigned = self._room.log.unsigned(logged.seq for logged in found)
        logins = {seq: self._login_of(seq) for seq in unsigned}
        shown = (_line(logged, names, logins.get(logged.seq)) for logged in found)
        blind = self._room.blind()
        return tuple(
            _hidden(line) if line.envelope in blind and line.kind in FIRST_DECISION else line for line in shown
        )

    def _login_of(self, seq: int) -> str:
        log = self._file.log
        return log.login_of(seq) if isinstance(log, SharedRecord) else ""

    def newest_checkpoint(self) -> str:
        """The newest head that somebody signed, as a note; empty while nothing is signed."""
        return next(iter(self._room.log.checkpoints(limit=1)), "")

    def seen_checkpoint(self) -> SeenCheckpoint | None:
        """The newest checkpoint with who signed it and how far the record has gone on since; None while nothing is signed."""
        note = self.newest_checkpoint()
        if not note:
            return None
        signer = self._room.log.state(PersonState, read_note(note).signer)
        return _seen(note, signer, self.head().size)

    def write_sheet(self, out: Path, progress: Progress | None = None, language: Language = ENGLISH) -> Refusal | None:
        """Write a page (PDF) with the newest checkpoint and the canvass as they stand, for those who want to keep it.

        The figures are folded from the log through a connection of its own, so that any thread may do it. Refused while
        nothing is signed. Raises WorldError: "exists" where there is such a file, and what the disk says; and whatever
        `progress` raises.
        """
        room = self._room
        with self._file.log.reader() as log, log.one_state(), RebuiltShelf(log.is_encrypted, LEAN) as shelf:
            note, size = next(iter(log.checkpoints(limit=1)), ""), log.head().size
            if not note:
                return NOTHING_SIGNED
            log.fold_into(shelf, lambda done: progress(done, size) if progress is not None else None)
            signer = shelf.get(PersonState, read_note(note).signer)
            canvass, case = tally(shelf.envelopes(), room.election), log.case()
            sheet = checkpoint_sheet(
                _seen(note, signer, size), room.election, canvass, room.now(), practice=case.mode == "practice",
                outside=outside_told(room.recommender.pack, room.election.date), left=left_words(case, room.zone),
                language=language,
            )  # fmt: skip
        with the_world(out):
            write_new(out, sheet)
        self._sheet_of = read_note(note).head.size
        room.station.note_sheet(case.id, self._sheet_of)
        return None

    def sheet_of(self) -> int:
        """How many entries the newest checkpoint has that was written as a page on this computer; 0 where none was."""
        return max(self._sheet_of, self._room.station.sheet_of(self._room.case.id))

    def verified(self) -> tuple[int, bool] | None:
        """How many entries were verified here last, deeply, and whether they were in order; None where none ever were."""
        return self._verified or self._room.station.verified(self._room.case.id)

    def verifying(self, depth: Depth = "deep", against: Sequence[Seen] = ()) -> Callable[[Progress], Report]:
        """The verification of the whole record as a call with connections of its own: it may run beside the window.

        `against` are checkpoints saved earlier, which the record has to extend.
        """
        verify_all = verifying_all(self._file.log, depth, self._room.station, against)

        def verify_and_note(progress: Progress) -> Report:
            report = verify_all(progress)
            if depth == "deep":
                self._verified = (report.entries, report.ok)
            return report

        return verify_and_note


def verifying(
    log: CaseLog, depth: Depth, against: Sequence[Seen] = (), *, every_signature: bool = False
) -> Callable[[Progress], Report]:
    """The verification of the case file behind a log, every determination replayed with the pack it names.

    `against` are checkpoints saved earlier, which the log has to extend; `every_signature` as `verify` takes it.
    """
    path, key = log.path, log.passphrase
    law, unread = _law_of(log)
    rules = Rules(law.replay if law is not None else _not_replayed, law, unread, unexplained)
    return lambda progress: verify(
        path, depth, rules=rules, against=against, every_signature=every_signature, progress=progress, passphrase=key
    )


def verifying_all(
    log: CaseLog, depth: Depth, station: Station, against: Sequence[Seen] = (), *, every_signature: bool = False
) -> Callable[[Progress], Report]:
    """The same with what this station remembers of the case, and in the deep part what belongs to it: its roll where it is at
    hand, and its scans.
    """
    verified = verifying(log, depth, against, every_signature=every_signature)
    deep = (verifying_roll(log, station), verifying_scans(log)) if depth == "deep" else ()
    beside = (_form_seen(log, station), *deep)
    case = _id_of(log)

    def all_of_it(progress: Progress) -> Report:
        report = verified(progress)
        entries = report.entries  # steps are entries; what else is read only looks whether to go on
        found = tuple(chain.from_iterable(each(lambda *__: progress(entries, entries)) for each in beside))
        told = spoken_against(report.verdicts, found)
        whole = replace(report, findings=(*report.findings, *found), verdicts=told)
        if depth == "deep" and case:
            station.note_verified(case, whole.entries, ok=whole.ok)
        return whole

    return all_of_it


def _id_of(log: CaseLog) -> str:
    """The id of a case; empty for one that is damaged, which says so itself."""
    with suppress(*UNFIT, WorldError):
        return log.case().id
    return ""


def _form_seen(log: CaseLog, station: Station) -> Callable[[Progress], tuple[CheckFinding, ...]]:
    """A finding where this station has seen the case in a newer form than the file's."""
    try:
        case = log.case()
        newer = is_after(station.newest_form(case.id), case.form)
    except (*UNFIT, WorldError):  # the case is damaged, and says so itself
        newer = False
    severity, words = FINDINGS["form.older"]
    found = (CheckFinding("form.older", severity, "file", words),) if newer else ()
    return lambda __: found


def _law_of(log: CaseLog) -> tuple[LawOfFile | None, str]:
    """The law as the file carries it; None where it cannot be read, and the document at fault where it is one.

    A file whose state of the case cannot be read is damaged, and says so itself.
    """
    try:
        return LawOfFile.of_log(log), ""
    except UnreadDocumentError as error:
        return None, error.what
    except (*UNFIT, WorldError):
        return None, ""


def _not_replayed(__: DeterminationState) -> str:
    return _("it cannot be replayed: the definition or the pack of the case cannot be read")


def _seen(note: str, signer: PersonState | None, size: int) -> SeenCheckpoint:
    """A checkpoint as it is seen beside a record of so many entries."""
    found = read_note(note)
    return SeenCheckpoint(note, signer.name if signer else found.signer, found.head.size, size - found.head.size)


def saved_checkpoint(path: Path) -> Seen | Refusal:
    """A checkpoint that somebody saved, or the one in a proof; refused for what is none."""
    data = read_whole(path, MOST_OF_CHECKPOINT)
    if not isinstance(data, bytes):
        return Refusal("no_checkpoint", _("The file {what}. {remedy}", what=data.what, remedy=data.remedy))
    try:
        return Seen(read_note(note_in(data.decode())), path.name)
    except UnicodeDecodeError:
        return Refusal("no_checkpoint", _("{file} is no signed checkpoint: it is not UTF-8.", file=path.name))
    except ValueError as error:
        return Refusal("no_checkpoint", _("{file} is no signed checkpoint: {error}.", file=path.name, error=str(error)))


FIRST_DECISION = frozenset({"facts.recorded", "research.recorded", "envelope.determined", "determination.withdrawn"})
"""Kinds that tell what was decided first of an envelope."""


def _hidden(line: RecordLine) -> RecordLine:
    """A line for a person who is to decide its envelope a second time: neither its words nor the entry itself."""
    words = _(
        "Envelope {number}: shown once your second decision is recorded, so that you do not see the first",
        number=line.envelope,
    )
    return replace(line, words=words, body="")


def _line(logged: Logged, names: Mapping[str, str], brought_by: str | None) -> RecordLine:
    """A line; `brought_by` is None for an entry that is signed, else the login, where that is known."""
    entry = logged.entry
    return RecordLine(
        logged.seq,
        entry.at,
        names.get(entry.by, entry.by),
        entry.kind,
        str(entry.data.get("envelope", "")),
        told(entry, names),
        logged.body,
        brought_by is None,
        brought_by or "",
    )
