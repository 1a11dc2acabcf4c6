"""The part of the Receive desk for files: choose, recognise, read beside the window, preview, receive whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from adjudicator.casework.record.count_state import Bag
from adjudicator.casework.record.state import BY_MISTAKE, FileState
from adjudicator.casework.sheet.source_words import short_name
from adjudicator.intake.manner import Manner
from adjudicator.intake.workbook import XLSX, SheetHead, is_workbook, sheets_of, to_ask
from adjudicator.office import Done, Office
from adjudicator.office.behind.files.previews import FilePreview
from adjudicator.office.behind.files.roll_fit import RollFit
from adjudicator.records.received import FILE_KINDS
from adjudicator.records.trouble import Problem, Refusal, WorldError
from adjudicator.words import _, beside, capital, n_
from ui.desks.receive.columns import ColumnAsking
from ui.desks.receive.kinds import (
    FIRST_ROWS,
    KIND_CHOICES,
    KINDS,
    ROLL,
    VOTER_LISTS,
    first_rows,
    head_of,
    kind_of_rows,
    other_form,
    recognised,
)
from ui.desks.receive.screen import FilesScreen, Previewed, RollWarnings, TakingBack
from ui.desks.receive.words import (
    dated_words,
    previewed_file,
    previewed_list,
    previewed_roll,
    received_row,
    roll_warnings,
    row_id,
    rows_words,
)
from ui.parts import Notice, Row
from ui.shared.desk import Shell
from ui.shared.envelope_words import NO_PLACE
from ui.shared.hours import hour_of
from ui.shared.work import LongWork, TellsProgress

KEEPING = _("Keeping the scans, encrypted like the case")
EVERY_KIND = _(
    "{kinds}, or the state's voter list", kinds=beside(*(kind.words for kind in FILE_KINDS.values()), by=", ")
)
UNCHOSEN = _("{kinds}: its kind is recognized from its header.", kinds=capital(EVERY_KIND))


@dataclass(frozen=True, slots=True)
class ReadRoll:
    """A roll that can be attached, where it lies, how it fits, and whether it was built just now."""

    path: Path
    fit: RollFit
    built: bool = False


@dataclass(frozen=True, slots=True)
class RefusedList:
    """A voter list that no roll can be built from."""

    path: Path
    kind: str
    problems: tuple[Problem, ...]


Found = FilePreview | ReadRoll | RefusedList


class Files:
    """Files that come in. `changed` is called when there is something else to show; `strip` is what went wrong."""

    def __init__(self, office: Office, shell: Shell, changed: Callable[[], None]) -> None:
        self._office, self._shell, self._changed = office, shell, changed
        self._path: Path | None = None
        self._kind = ""
        self._recognised = ""
        self._found: Found | None = None
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._sheets: tuple[SheetHead, ...] = ()
        self._sheet = ""
        self.columns = ColumnAsking(office)
        self._meant: Mapping[str, str] = {}
        self._work = LongWork(shell.run, changed)
        self._roll_seen: tuple[str, RollWarnings] = ("", RollWarnings())
        self._as_of, self._final, self._speaks_wrong = "", False, ""
        self._back: FileState | None = None
        self._back_wrong = ""
        self.strip: Notice | None = None

    def screen(self) -> FilesScreen:
        """The part as it stands."""
        return FilesScreen(
            kinds=KIND_CHOICES,
            kind=self._kind,
            chosen=self._path.name if self._path else "",
            recognised=self._recognised if self._path else UNCHOSEN,
            work=self._work.working,
            previewed=self._previewed(),
            received=self._received(),
            roll=self._roll_words(),
            roll_problems=self._roll_problems(),
            places=self._places(),
            back=self._back_screen(),
            sheets=tuple(each.name for each in self._sheets),
            sheet=self._sheet,
            columns=self.columns.screen() if self._path is not None else None,
        )

    def choose(self, path: Path) -> None:
        """Take a file: its kind is recognised from its header, and it is read. Of several sheets one is asked for first."""
        self.stop()
        self._forget()
        self._path = path
        try:
            head = head_of(path)
        except OSError:
            self._fail(
                WorldError(
                    "missing", _("{file} cannot be read", file=path.name), _("Check that it is there and may be read.")
                )
            )
            return
        except WorldError as error:
            self._fail(error)
            return
        if is_workbook(head):
            self._work.start(
                _("Looking into {file}", file=path.name),
                lambda __: sheets_of(path, FIRST_ROWS),
                self._looked,
                self._fail,
            )
            return
        self._rows = first_rows(head)
        self._take(recognised(path, head), other_form(head))

    def _looked(self, found: tuple[SheetHead, ...] | Problem) -> None:
        """The sheets of a workbook are known."""
        if isinstance(found, Problem):
            self.strip = Notice(
                _("{file} {what}", file=found.file, what=found.what), remedy=found.remedy, kind="warning"
            )
        elif not found and self._path is not None:
            words = _("{file} has no sheet with anything in it", file=self._path.name)
            self.strip = Notice(words, remedy=_("Choose another file."), kind="warning")
        else:
            self._sheets = to_ask(found)  # pyright: ignore[reportArgumentType]
            if len(self._sheets) == 1:
                self.choose_sheet(self._sheets[0].name)
                return
            self._recognised = _("It has several sheets: say which one is meant.")
        self._changed()

    def choose_sheet(self, sheet: str) -> None:
        """Read this sheet of the workbook."""
        found = next((each for each in self._sheets if each.name == sheet), None)
        if found is None or sheet == self._sheet:
            return
        self.stop()
        self._sheet, self._rows, self._found, self.strip = sheet, found.rows, None, None
        self._take(kind_of_rows(found.rows))

    def _take(self, kind: str, form: str = "") -> None:
        """Go on with a file of a kind, or say that it is of none; `form` is what its first bytes say."""
        if self._path is None:
            return
        header = self._rows[0] if self._rows else ()
        self._kind = kind or self.columns.remembered_kind(header)
        self._recognised = _("recognized from its header") if self._kind else ""
        if self._kind:
            self._begin()
        elif form:
            self.strip = Notice(
                _("{file} is {form}, which is not read here", file=self._path.name, form=form),
                remedy=XLSX,
                kind="warning",
            )
        else:
            self.strip = Notice(
                _("{file} is not of a kind that is known here", file=self._path.name),
                _("Its first row names no column of {kinds}.", kinds=EVERY_KIND),
                _("Choose its kind to say which column is which, or choose another file."),
                kind="warning",
            )
        self._changed()

    def choose_kind(self, kind: str) -> None:
        """Read the chosen file as one of another kind."""
        if self._path is not None and kind in KINDS and kind != self._kind:
            self.stop()
            self._kind, self._recognised, self._found, self.strip = kind, _("as you chose"), None, None
            self._begin()

    def _begin(self) -> None:
        """Read the file; where somebody said before which column is which, that is shown first."""
        self._meant = {}
        if self._path is None:
            return
        if self._sheet and self._kind == ROLL:
            self.strip = Notice(
                _("A roll is not read from a workbook"),
                remedy=_("Choose the roll itself, or the voter list to build one from."),
                kind="warning",
            )
            self._changed()
        elif self.columns.begin(self._kind, self._rows):
            self._changed()
        else:
            self._read(self._path)

    def read_so(self) -> None:
        """Read the file with the columns as they were said."""
        asked = self.columns.screen()
        if self._path is not None and asked is not None and not asked.wrong:
            self.stop()
            self._meant, self._found = self.columns.settle(), None
            self._read(self._path)
        self._changed()

    def read_as_named(self) -> None:
        """Read the file with the columns as its own headers name them."""
        if self._path is not None and self.columns.open:
            self.columns.as_named()
            self.stop()
            self._meant, self._found = {}, None
            self._read(self._path)

    def ask_columns(self) -> None:
        """Ask which column is which, though the file was read."""
        self.columns.ask()
        self._changed()

    def say_column(self, at: int, column: str) -> None:
        """Somebody said what one column means."""
        self.columns.say(at, column)
        self._changed()

    def receive(self) -> None:
        """Receive what is previewed, whole; nothing is written while there is an error, and the strip says why."""
        found, previewed = self._found, self._previewed()
        if found is None or previewed is None or self._work.working is not None:
            return
        if isinstance(found, RefusedList) or previewed.blocked:
            self.strip = Notice(_("{file} is not received", file=previewed.name), previewed.blocked, kind="notice")
            self._changed()
            return
        if self._as_of.strip():
            self._speaks_wrong = hour_of(self._as_of, self._office.election.date, self._office.now())[1]
            if self._speaks_wrong:
                self._changed()
                return
        keeping = self._office.receive.keeping_scans(found) if isinstance(found, FilePreview) else None
        if callable(keeping):
            self._work.start(KEEPING, keeping, lambda __: self._receive(found, scans_kept=True), self._fail)
        else:
            self._receive(found)

    def _receive(self, found: FilePreview | ReadRoll, *, scans_kept: bool = False) -> None:
        try:
            done = self._put(found, scans_kept)
        except WorldError as error:
            self._fail(error)
            return
        if isinstance(done, Refusal):
            self.strip = Notice(done.words, why=done.citation)
        else:
            self._shell.said(self._said(found))
            self._forget(kept=True)
        self._changed()

    def speaks(self, as_of: str, *, final: bool) -> None:
        """Somebody wrote up to when the file speaks, or that nothing is added to it any more."""
        self._as_of, self._final = as_of, final

    def stop(self) -> None:
        """Stop reading, building or keeping scans; nothing was written."""
        self._work.stop()

    def ask_back(self, row: str) -> None:
        """Ask why a list that was received is taken back whole; other files stay where they are."""
        found = next((each for each in self._office.receive.files() if row_id(each) == row), None)
        if found is None or FILE_KINDS[found.kind].holds != "envelopes":
            self.strip = Notice(_("Only a list of envelopes can be taken back"), kind="notice")
        else:
            self._back, self._back_wrong, self.strip = found, "", None
        self._changed()

    def take_back(self, values: Mapping[str, str]) -> None:
        """Ask a supervisor to take the list back, with the reason."""
        if self._back is None:
            return
        reason = values.get("reason", "").strip()
        if not reason:
            self._back_wrong = _("Write why, in a sentence.")
            self._changed()
            return
        done = self._office.mistakes.ask_back(self._back.digest, reason)
        self._back = None
        self.strip = Notice(_("The list was not taken back"), done.words) if isinstance(done, Refusal) else None
        if not isinstance(done, Refusal):
            self._shell.said(_("A supervisor is asked at Batches to take the list back"))
        self._changed()

    def _back_screen(self) -> TakingBack | None:
        if self._back is None:
            return None
        title = _("Take back: {list}", list=rows_words(self._back.kind, self._back.rows))
        words = _(
            "None of its envelopes belongs here. Nothing changes until a supervisor who is another person agrees. The "
            "numbers stay in the record and say what they are."
        )
        return TakingBack(title, words, self._back_wrong)

    def put_away(self) -> None:
        """Leave the file as it is."""
        if self._back is not None:
            self._back = None
            self._changed()
            return
        self.stop()
        self._forget()
        self._changed()

    def _put(self, found: FilePreview | ReadRoll, scans_kept: bool) -> Done | Refusal:
        if isinstance(found, ReadRoll):
            return self._office.receive.attach_roll(found.path)
        as_of = hour_of(self._as_of, self._office.election.date, self._office.now())[0] if self._as_of.strip() else ""
        return self._office.receive.receive(found, scans_kept=scans_kept, as_of=as_of, final=self._final)

    def _read(self, path: Path) -> None:
        kind = self._kind
        if kind in VOTER_LISTS:
            words, work = (
                _("Building a roll from {file}", file=path.name),
                self._building(path, kind, self._free_place(path)),
            )
        elif kind == ROLL:
            look = self._office.receive.fitting(path)
            words = _("Checking {file}", file=path.name)
            work = lambda progress: ReadRoll(path, look(_in_hundredths(progress)))  # noqa: E731
        else:
            reading = self._office.receive.reading(kind, path, Manner(self._sheet, self._meant))
            words, work = _("Reading {file}", file=path.name), lambda __: reading()
        self._work.start(words, work, self._show, self._fail)

    def _show(self, found: Found) -> None:
        self._found = found
        self._changed()

    def _fail(self, error: WorldError) -> None:
        self.strip = Notice(error.what, remedy=error.remedy)
        self._changed()

    def _forget(self, *, kept: bool = False) -> None:
        """Put the file away. A roll that was built from it and not taken does not stay: it names every elector."""
        if isinstance(self._found, ReadRoll) and self._found.built and not kept:
            self._office.receive.discard_roll(self._found.path, self._found.fit.info.id)
        self._path, self._kind, self._recognised, self._found, self.strip = None, "", "", None, None
        self._rows, self._sheets, self._sheet, self._meant = (), (), "", {}
        self.columns.forget()
        self._as_of, self._final, self._speaks_wrong = "", False, ""

    def _free_place(self, path: Path) -> Path:
        """Beside the case, under the list's name; never in the place of a roll that may be in use."""
        folder, at = self._office.path.parent, 1
        place = folder / f"{path.stem}.roll"
        while place.exists():
            at += 1
            place = folder / f"{path.stem}-{at}.roll"
        return place

    def _previewed(self) -> Previewed | None:
        refusal = self._office.may("receive")
        allowed = refusal.words if refusal else ""
        if isinstance(self._found, FilePreview):
            return previewed_file(self._found, allowed, self._speaks_wrong)
        if isinstance(self._found, ReadRoll):
            return previewed_roll(self._found.path.name, self._found.fit, allowed)
        return previewed_list(self._found.path.name, self._found.kind, self._found.problems) if self._found else None

    def _received(self) -> tuple[Row, ...]:
        desk, people = self._office.receive, self._office.people
        return tuple(
            received_row(file, self._office.local(file.received_at), short_name(people.name_of(file.by)),
                         Path(desk.file_name(file)).name)
            for file in reversed(desk.files())
        )  # fmt: skip

    def _roll_words(self) -> str:
        roll = self._office.roll
        if roll is None:
            return _("No roll is attached. Choose the roll file, or the state's voter list to build one from.")
        if roll.dated is None:
            return n_("The roll in use has {count} elector.", "The roll in use has {count} electors.", roll.electors)
        return n_(
            "The roll in use has {count} elector, {dated}.",
            "The roll in use has {count} electors, {dated}.",
            roll.electors,
            dated=dated_words(roll.dated.isoformat()),
        )

    def _roll_problems(self) -> RollWarnings | None:
        """Worked out once for each roll: it looks at every combination of precinct and districts."""
        wanted = self._office.roll.id if self._office.roll else ""
        if wanted != self._roll_seen[0]:
            self._roll_seen = (wanted, roll_warnings(self._office.receive.roll_problems()))
        return self._roll_seen[1] if self._roll_seen[1].rows else None

    def _places(self) -> tuple[Row, ...]:
        received, mistaken = Counter[str](), Counter[str]()
        for (place, status), number in self._office.overview.counted_by("place", "status").items():
            (mistaken if status == BY_MISTAKE else received)[str(place)] += number
        bags = self._office.tabulation.count().bags
        places = sorted({*received, *mistaken, *bags})
        return tuple(_place_row(each, bags.get(each), received[each], mistaken[each]) for each in places)

    def _said(self, found: FilePreview | ReadRoll) -> str:
        """What was received; and that the scans beside a list are no longer needed, where the case keeps them."""
        if isinstance(found, ReadRoll):
            electors = found.fit.info.electors
            return n_("The roll of {count} elector is attached", "The roll of {count} electors is attached", electors)
        rows = rows_words(found.kind, found.rows)
        if self._office.receive.keeps_scans_of(found):
            return _("{rows} received; its scans are kept encrypted, and those beside it can be removed", rows=rows)
        return _("{rows} received", rows=rows)

    def _building(self, path: Path, kind: str, out: Path) -> Callable[[TellsProgress], Found]:
        look, sheet = self._office.receive.fitting(out), self._sheet

        def build(progress: TellsProgress) -> Found:
            built = self._office.receive.build_roll(path, out, kind, _in_hundredths(progress), sheet)
            if isinstance(built, list):
                return RefusedList(path, kind, tuple(built))
            return ReadRoll(out, look(_in_hundredths(progress)), built=True)

        return build


def _place_row(place: str, bag: Bag | None, received: int, mistaken: int) -> Row:
    """A place with what its list and its bag have; what is not counted is left empty."""
    listed, there = (bag.issued, bag.issued - bag.missing + bag.unlisted) if bag is not None else ("", "")
    return Row(place, (place or NO_PLACE, listed, there, received, mistaken or ""))


def _in_hundredths(progress: TellsProgress) -> Callable[[int, int], None]:
    """Tell of bytes in hundredths, which people read at a glance."""
    return lambda done, of: progress(done * 100 // of if of else 0, 100)
