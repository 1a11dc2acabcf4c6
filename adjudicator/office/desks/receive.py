"""The Receive desk: files and envelopes come in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from adjudicator.at_rest.durable import remove
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.at_rest.rewriting import Progress
from adjudicator.casework.acts import receiving
from adjudicator.casework.acts.act import joined
from adjudicator.casework.acts.count.at_table import wrong_hour
from adjudicator.casework.acts.receiving import line_of
from adjudicator.casework.record.count_state import CountState
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.shelf import COUNT_KEY
from adjudicator.casework.record.state import BY_MISTAKE, EnvelopeState, FileState
from adjudicator.intake.envelope_checks import check_envelope
from adjudicator.intake.envelope_list import UNCOMPARED, fingerprint
from adjudicator.intake.manner import AS_IT_IS, Manner
from adjudicator.intake.readers import READERS
from adjudicator.intake.reading import Reading
from adjudicator.intake.results.file import read_results_file
from adjudicator.intake.sources import MOST_OF_ENVELOPES, bytes_of
from adjudicator.intake.voter_list import text_of_workbook
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.evidence.papers import as_received, envelope_of
from adjudicator.office.behind.files import scans
from adjudicator.office.behind.files.case_file import CaseFile
from adjudicator.office.behind.files.previews import FilePreview, masked_preview, not_receivable, preview_of
from adjudicator.office.behind.files.roll_fit import RollFit, change_problems, fit_problems, repeated_problem
from adjudicator.office.behind.files.rolls import checked_roll, roll_of
from adjudicator.office.behind.law.calendar import calendar_of
from adjudicator.office.behind.room import Done, Room
from adjudicator.office.behind.station import Station
from adjudicator.port.states import States
from adjudicator.records.elector import Credit
from adjudicator.records.envelope import Envelope, number_key
from adjudicator.records.received import FILE_KINDS
from adjudicator.records.trouble import Problem, Refusal, WorldError
from adjudicator.roll import Roll, RollInfo, build_roll
from adjudicator.roll.comparing import compare_rolls
from adjudicator.roll.layouts import LAYOUTS
from adjudicator.words import _, beside

EVERY = 10_000_000
"""More envelopes than there are."""

ANOTHER_ROLL = _("To work with a newer roll, receive it at the Receive desk; the record then says so.")


class ReceiveDesk(OfficeDesk):
    """Acts of clerks."""

    def __init__(self, room: Room, file: CaseFile) -> None:
        super().__init__(room)
        self._file = file

    def preview(self, kind: str, path: Path, manner: Manner = AS_IT_IS) -> FilePreview:
        """Read a file without receiving it. `kind` is one of READERS; ValueError otherwise."""
        return self.reading(kind, path, manner)()

    @property
    def shows_names(self) -> bool:
        """Whether the person signed in may see what the rows of a list say of a voter."""
        return self._room.sees("read_names")

    def columns_of(self, kind: str, header: Sequence[str]) -> Mapping[str, str] | None:
        """Which column is which in such a list, as somebody said it at this computer; None where nobody has."""
        return self._room.station.columns(kind, header)

    def keep_columns(self, kind: str, header: Sequence[str], columns: Mapping[str, str]) -> None:
        """Remember at this computer which column is which in such a list, to offer it next time."""
        self._room.station.keep_columns(kind, header, columns)

    def reading(self, kind: str, path: Path, manner: Manner = AS_IT_IS) -> Callable[[], FilePreview]:
        """The reading of a file as a call that may be made on another thread: what it is held against, envelopes and files
        received before, it reads through a connection of its own.

        It is masked where the person signed in sees no voters' names, and nothing in it tells whether what the file says of a
        voter is what was received: rows could be guessed.
        """
        masked = not self._room.sees("read_names")
        read = self._reading(kind, path, manner, masked=masked)
        return (lambda: masked_preview(read())) if masked else read

    def _reading(self, kind: str, path: Path, manner: Manner, *, masked: bool = False) -> Callable[[], FilePreview]:
        if kind not in READERS:
            raise ValueError(f"{kind!r} is no kind of file that is read here")
        room = self._room

        def read() -> FilePreview:
            with room.log.reader() as log, log.one_state():
                seen = frozenset(() if masked else _digests(log).values())
                known: Mapping[str, str] = {}
                papers: list[Envelope] | None = None
                if FILE_KINDS[kind].holds == "envelopes" and masked:
                    known = _numbers(log)
                elif FILE_KINDS[kind].holds == "envelopes":
                    received = _received(log)
                    known = {each.number: fingerprint(each) for each in received}
                    none = {state.number for state in log.states(EnvelopeState, status=BY_MISTAKE)}
                    papers = [each for each in received if each.number not in none]
                what = Reading(path, room.election, known, log.case().reasons, papers, manner)
            return preview_of(kind, what, seen)

        return read

    @needs("receive")
    def keeping_scans(self, preview: FilePreview) -> Callable[[Progress | None], None] | Refusal | None:
        """The keeping of a list's scans, encrypted like the case, as a call for another thread; `receive` follows it.

        None where there are none to keep; refused as `receive` is. The call raises WorldError, and then none of them is kept.
        """
        return not_receivable(preview) or scans.keeping(
            self._file.scans, preview.digest, preview.path, preview.envelopes
        )

    @needs("receive")
    def receive(
        self, preview: FilePreview, *, scans_kept: bool = False, as_of: str = "", final: bool = False
    ) -> Done | Refusal:
        """Receive a previewed file whole, in one transaction. Refused while it has an error or nothing new, and where it
        or one of its envelopes was received since it was read.

        Of a file of other votes the person says up to when it speaks ("2020-11-06T17:30"), and whether it is final.
        Where the case is encrypted, the scans beside an envelope list are kept first, unless `keeping_scans` has done so.
        """
        speaks = self._speaks_anew(preview, as_of, final=final)
        refusal = not_receivable(preview, speaks_anew=speaks) or self._speaks_wrong(preview, as_of, final=final)
        if refusal is not None:
            return refusal
        if preview.masked:
            return self._receive_anew(preview, as_of, final=final)
        if not speaks and preview.digest in _digests(self._room.log).values():
            return Refusal("nothing_new", _("{file} was received meanwhile.", file=preview.path.name))
        act = self._room.act()
        credits_kept = tuple(preview.credit_file.credits) if preview.credit_file else ()
        file = replace(self._noted(preview, credits_kept), as_of=as_of, final=final)
        noted = receiving.receive_file(file, act)
        envelopes = receiving.receive(preview.envelopes, file.id, act, self._room.salts)
        keep = None if scans_kept else self.keeping_scans(preview)
        if callable(keep):
            keep(None)
        kept = {file.id: credits_kept} if preview.credit_file else {}
        new = {f"envelope {envelope.number}": 0 for envelope in preview.envelopes}
        return self._room.put(joined(noted, envelopes), seen=new, credit_lines=kept)

    def _noted(self, preview: FilePreview, credits_kept: Sequence[Credit]) -> receiving.Noted:
        digest, place = Secret(preview.digest, self._room.salts()), self._place_of(preview.path)
        file = receiving.Noted(preview.kind, digest, place, preview.dated, preview.rows)
        if preview.credit_file is None:
            return file
        lines = receiving.lines_digest(line_of(line, file.id) for line in credits_kept)
        return replace(file, lines=Secret(lines))

    def _speaks_anew(self, preview: FilePreview, as_of: str, *, final: bool) -> bool:
        """Whether a list that was received before says something new: that it speaks up to later, or is the final one."""
        digests = _digests(self._room.log)
        before = [file for file in self._room.log.states(FileState) if digests.get(file.digest) == preview.digest]
        return all(as_of > file.as_of or (final and not file.final) for file in before)

    def _speaks_wrong(self, preview: FilePreview, as_of: str, *, final: bool) -> Refusal | None:
        """Why a file cannot speak up to then: it is none of other votes, or the hour is still to come."""
        if not as_of and not final:
            return None
        if FILE_KINDS[preview.kind].tells is None:
            return Refusal("bad_input", _("Only a file of other votes says up to when it speaks."))
        return wrong_hour(as_of, self._room.case, self._room.act()) if as_of else None

    def _receive_anew(self, preview: FilePreview, as_of: str, *, final: bool) -> Done | Refusal:
        """Receive what was shown masked, as to somebody before they signed in: it is read again, and must be the same."""
        whole = self._reading(preview.kind, preview.path, preview.manner)()
        if whole.digest != preview.digest:
            return Refusal(
                "changed_meanwhile", _("{file} has changed meanwhile. Read it again.", file=preview.path.name)
            )
        return self.receive(whole, as_of=as_of, final=final)

    def check(self, envelope: Envelope) -> tuple[Problem, ...]:
        """What is wrong with an envelope entered by hand, field by field."""
        problems = check_envelope(envelope, self._room.election, self._room.case.reasons)
        there = self.received_as(envelope.number)
        if not there:
            return problems
        taken = Problem(
            _("this envelope"),
            _("this number has been received")
            if there == envelope.number
            else _("this number has been received, written {number}", number=there),
            _("Check the number."),
            column="envelope_number",
            value=envelope.number,
        )
        return (taken, *problems)

    def received_as(self, number: str) -> str:
        """The number under which an envelope was received, with or without zeros, blanks and dashes; empty for none."""
        log, key = self._room.log, number_key(number)
        if log.state(EnvelopeState, number) is not None:
            return number
        digits = max((part for part in key if part.isdigit()), key=len, default="")  # empty: stands in every number
        return next((each for each in log.envelope_numbers(parts=(digits,)) if number_key(each) == key), "")

    @needs("receive")
    def receive_one(self, envelope: Envelope) -> Done | Refusal:
        """Receive one envelope entered by hand. Refused while a field is wrong; the refusal names the first."""
        error = next((problem for problem in self.check(envelope) if not problem.warning), None)
        if error is not None:
            return Refusal("bad_input", str(error), envelope.number)
        return self._room.put(receiving.receive((envelope,), "", self._room.act(), self._room.salts))

    @needs("correct")
    def correct(self, number: str, changes: Mapping[str, Any], reason: str, seen: int) -> Done | Refusal:
        """Correct what was received of an envelope from what its papers say. `changes` maps fields of Envelope."""
        state = self._room.log.state(EnvelopeState, number)
        if state is None:
            return Refusal("unknown_envelope", _("There is no envelope {number}.", number=number), number)
        return self._wrong(state, changes) or self._room.put(
            receiving.correct(state, changes, reason, self._room.act()), seen={f"envelope {number}": seen}
        )

    def _wrong(self, state: EnvelopeState, changes: Mapping[str, Any]) -> Refusal | None:
        """Why corrected papers could not have been received either; doubts of a pen's slip are no obstacle."""
        if not set(changes) <= receiving.CORRECTABLE:
            return None
        papers = replace(envelope_of(state, self._room.log.unseal_many), **changes)
        problems = check_envelope(papers, self._room.election, self._room.case.reasons)
        # the number is none of the changes: one that was received under older rules keeps no paper from being corrected
        errors = (it for it in problems if not it.warning and it.column != "envelope_number")
        error = next(errors, None)
        return Refusal("bad_input", str(error), state.number) if error is not None else None

    def attach_roll(self, path: Path) -> Done | Refusal:
        """Take a roll file for this case; look-ups use it from now on.

        The maker of a case gives it its roll; from the second entry on it is an act of a clerk.
        """
        refusal = self._room.allowed("receive")
        if refusal is not None and self._room.log.head().size > 1:
            return refusal
        roll = opened_roll(path, self._file.passphrase, self._room.station)
        info = roll.info
        dated = info.dated.isoformat() if info.dated else ""
        file = receiving.Noted("roll", info.id, self._place_of(path), dated, info.electors)
        acted = receiving.receive_file(file, self._room.act())
        done = self._room.put(acted)
        if isinstance(done, Done):
            self._use(roll)
            # the path that the record has is not followed everywhere (see `rolls.leads_off`)
            self._room.station.keep_place(self._room.case.id, "roll", path)
        else:
            roll.close()
        return done

    def _use(self, roll: Roll) -> None:
        self._room.roll, self._room.roll_later, self._room.roll_trouble = roll, None, None
        self._room.station.note_use(self._room.case.id, self._file.path, roll.path)

    def find_roll(self, path: Path) -> Refusal | None:
        """Use the case's own roll where it lies now, for this and later times on this machine; None when it is found.

        Nothing is recorded: the roll stays the same. Refused for any other file: another roll is taken by `attach_roll`.
        """
        case = self._room.case
        roll = roll_of(path, case.roll, self._file.passphrase, self._room.station)
        if roll is None:
            return Refusal(
                "another_roll",
                beside(_("{file} is not the roll that the case names.", file=path.name), ANOTHER_ROLL),
            )
        if self._room.roll is not None:
            self._room.roll.close()
        self._use(roll)
        self._room.station.keep_place(case.id, "roll", path)
        return None

    def read_roll(self, path: Path, progress: Progress | None = None) -> RollInfo:
        """What a roll file is, an encrypted one under the passphrase of the case; raises as `opened_roll` does.

        It is checked whole, so it may be done on another thread; then to take the same file is quick.
        """
        with opened_roll(path, self._file.passphrase, self._room.station, progress) as roll:
            return roll.info

    def not_the_roll(self, trouble: WorldError) -> None:
        """Give up the roll that was to be checked later: it is not what its id says."""
        self._room.roll_later, self._room.roll_trouble = None, trouble

    def build_roll(
        self, source: Path, out: Path, layout: str, progress: Callable[[int, int], None], sheet: str = ""
    ) -> RollInfo | list[Problem]:
        """Build a roll for this case from the state's list, encrypted where the case is; as `roll.build_roll` does."""
        text = text_of_workbook(source, LAYOUTS[layout], sheet)
        if isinstance(text, list):
            return text
        built = build_roll(source, out, layout=layout, progress=progress, passphrase=self._file.passphrase, text=text)
        if isinstance(built, RollInfo):
            self._room.station.note_roll(out, built.id)
        return built

    def _place_of(self, path: Path) -> str:
        """Where a file is, as it is remembered: its name alone where it lies beside the case, so both can be moved."""
        whole = path.resolve()
        return whole.name if whole.parent == self._file.path.resolve().parent else str(whole)

    def roll_problems(self) -> tuple[Problem, ...]:
        """What of the roll in use does not fit the election, and that it lies in the clear beside an encrypted case.

        Warnings, none of which names an elector.
        """
        roll = self._room.roll
        return (*self._in_the_clear(roll), *self._fit_problems(roll)) if roll is not None else ()

    def fitting(self, path: Path) -> Callable[[Progress | None], RollFit]:
        """The look at a roll before it is attached, as a call for any thread: what it is, whether it fits the election, and
        what is other than on the roll in use. The call raises as `opened_roll` does.
        """
        room, passphrase = self._room, self._file.passphrase
        in_use = room.roll.path if room.roll is not None else None
        problems, county = self._fit_problems_later(self._results_compared()), room.election.county

        def look(progress: Progress | None) -> RollFit:
            with opened_roll(path, passphrase, room.station, progress) as roll:
                change = None
                if in_use is not None:
                    with Roll.open(in_use, passphrase) as before:
                        same = before.info.id == roll.info.id
                        change = None if same else compare_rolls(before, roll, county, progress)
                found = (*(change_problems(change) if change else ()), *self._in_the_clear(roll), *problems(roll))
                here = sum(row.electors for row in roll.district_rows(county))
                return RollFit(roll.info, here, (*found, *repeated_problem(roll.repeated(county))), change)

        return look

    def _fit_problems(self, roll: Roll) -> tuple[Problem, ...]:
        return self._fit_problems_later()(roll)

    def _results_compared(self) -> Callable[[], Mapping[str, int]]:
        """The registered voters by precinct of the results that the case was held against last, as a call for any thread.

        The record keeps no results: they are read again where they lay, if they are the same.
        """
        room, count = self._room, self._room.log.state(CountState, COUNT_KEY)
        path, held = room.station.place(room.case.id, "results"), count.reconciled if count is not None else None
        if path is None or held is None:
            return dict[str, int]

        def registered() -> Mapping[str, int]:
            try:
                file = read_results_file(path, room.election)
            except (OSError, WorldError):
                return {}
            return file.results.registered if file.digest == held.file and file.results is not None else {}

        return registered

    def _fit_problems_later(
        self, registered: Callable[[], Mapping[str, int]] = dict[str, int]
    ) -> Callable[[Roll], tuple[Problem, ...]]:
        """The check of a roll against the case as it is now, which another thread may make."""
        case, election = self._room.case, self._room.election
        closes = calendar_of(case, self._room.zone).registration_closes
        practice = case.mode == "practice"
        return lambda roll: fit_problems(roll, election, closes, registered(), practice=practice)

    def discard_roll(self, path: Path, roll: str) -> None:
        """Remove a roll (by its id) that was built here and not attached: it names every elector.

        One that this case has meanwhile, by another window, or another case, stays.
        """
        if roll != self._room.case.roll and not self._room.station.users_of(path, but=self._room.case.id):
            remove(path)

    def _in_the_clear(self, roll: Roll) -> tuple[Problem, ...]:
        if roll.is_encrypted or not self._file.log.is_encrypted:
            return ()
        what = _("is not encrypted, though the case is: anyone who gets hold of it can read every elector in it")
        remedy = _("Build it again under the passphrase of the case, then remove this one.")
        return (Problem(roll.path.name, what, remedy, warning=True),)

    def files(self) -> tuple[FileState, ...]:
        """The files received, oldest first."""
        return tuple(sorted(self._room.log.states(FileState), key=lambda file: file.version))

    def received_list(self, path: Path) -> FileState | None:
        """What the record has of a list of envelopes, by the file itself; None where it was not received.

        Raises WorldError where the file cannot be read.
        """
        digest = sha256(bytes_of(path, MOST_OF_ENVELOPES)).hexdigest()
        known = _digests(self._room.log)
        lists = (each for each in self.files() if FILE_KINDS[each.kind].holds == "envelopes")
        return next((each for each in lists if known.get(each.digest) == digest), None)

    def file_name(self, file: FileState) -> str:
        """The name of a file received, which is personal data: empty for a person who sees no names."""
        return Path(self._room.log.unseal(file.name)).name if file.name and self._room.sees("read_names") else ""

    def scans_folder(self, number: str) -> Path:
        """Where the scans of an envelope lie: beside the list it came with, else (and to who sees no names) the case."""
        listed = self.list_of(number)
        return listed.parent if listed is not None else self._file.path.parent

    def list_of(self, number: str) -> Path | None:
        """The list that an envelope came with; None for one entered by hand, and for a person who sees no names."""
        if not self._room.sees("read_names"):
            return None
        state = self._room.log.state(EnvelopeState, number)
        file = self._room.log.state(FileState, state.file) if state is not None and state.file else None
        return self._file.path.parent / self._room.log.unseal(file.name) if file is not None and file.name else None

    def kept_scans(self, number: str) -> Mapping[str, Callable[[], bytes]]:
        """The scans of the list that an envelope came with, as far as they are kept: name -> how its bytes are read.

        None for a person who sees no names.
        """
        if not self._room.sees("read_names"):
            return {}
        state = self._room.log.state(EnvelopeState, number)
        return (
            scans.kept(self._file.scans, _digests(self._room.log)[state.file])
            if state is not None and state.file
            else {}
        )

    def keeps_scans_of(self, preview: FilePreview) -> bool:
        """Whether scans of a list are kept, so that those beside it can be removed."""
        return bool(scans.kept(self._file.scans, preview.digest))


def _digests(log: States) -> dict[str, str]:
    """SHA-256 of the files received, by what the record calls them. Those of an observer's copy stay unknown."""
    ids = [file.digest for file in log.states(FileState)]
    found = {} if log.is_for_observers else log.unseal_many(ids)
    return {one: found.get(one, one) for one in ids}


def _numbers(log: States) -> dict[str, str]:
    """The envelopes that were received, which the record has in the clear, and nothing of what their papers say."""
    return {state.number: UNCOMPARED for state in log.states(EnvelopeState)}


def _received(log: States) -> list[Envelope]:
    """The envelopes as they were received, whatever was corrected since."""
    found = (logged for logged in log.entries(with_sealed=True) if logged.entry.kind == "envelope.received")
    return [as_received(logged) for logged in found]


def opened_roll(path: Path, passphrase: Passphrase | None, station: Station, progress: Progress | None = None) -> Roll:
    """A roll file open for reading and checked, an encrypted one under the passphrase of the case that it is for.

    Raises WorldError as `checked_roll` does; "other_passphrase" where it is under another.
    """
    try:
        return checked_roll(path, passphrase, station, progress)
    except WorldError as error:
        if error.code not in ("passphrase_needed", "wrong_passphrase"):
            raise
        what = _("{file} is not a roll, or it is encrypted with another passphrase than this case", file=path.name)
        remedy = _("Build it again from the state's list under the passphrase of the case.")
        raise WorldError("other_passphrase", what, remedy) from None
