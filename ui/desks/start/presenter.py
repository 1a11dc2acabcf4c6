"""The start screen: open a case, make one from an election's definition, practise on made-up voters, restore a backup, join
a shared case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.intake.definition import read_definition
from adjudicator.law.rules.pack import Pack
from adjudicator.office import Office
from adjudicator.office.behind.law.laws import NO_LAW, board_votes_under
from adjudicator.office.office import MACHINE, TimeAndChance, new_recovery, refuse_place, write_recovery_sheet
from adjudicator.people.passwords import passphrase_of
from adjudicator.records.election import Election
from adjudicator.records.trouble import Problem, WorldError
from adjudicator.resources import fitting
from adjudicator.words import Language, _, beside, plural, told
from adjudicator.words.dates import dated
from ui.desks.start.joining import JoinPart, JoinScreen, OpenCopy
from ui.desks.start.new_case import PackOffer, judged, reason_troubles
from ui.desks.start.practice import COURSE, MAKING, PracticeWork
from ui.desks.start.recovery import RecoveryPart
from ui.desks.start.restore import RestorePart, RestoreScreen
from ui.desks.start.screen import Definition, RecoveryWords, StartScreen
from ui.desks.start.words import problem_lines, read_file, recent_case
from ui.parts import Choice, Notice
from ui.shared.differs import TITLE
from ui.shared.listening import Listening
from ui.shared.people_words import passphrase_troubles
from ui.shared.work import LongWork, Runs

NO_SORTS: Mapping[str, str] = {}

OpenCase = Callable[[Path, Passphrase | None], None]

ENVELOPES = plural("{count} envelope", "{count} envelopes")

SIZES = (
    Choice("1", "60", ENVELOPES(60), _("A first look; ready in seconds.")),
    Choice("2", "250", ENVELOPES(250), _("A morning's training.")),
    Choice("3", "1000", ENVELOPES(1_000), _("A county's whole count; takes a minute to make.")),
    Choice(
        "4", COURSE, _("The course: 20 envelopes"), _("From easy to nasty. F8 shows your score, and where it differs.")
    ),
)

VOID_WORDS = _(
    "The words that you have just written down belong to no case: throw them away. The next try shows new ones."
)
NO_PRACTICE = _(
    "Practice on another election, or with a pack that you name: adjudicator practice --rules PACK --reason WHY."
)


class ShellWindow(Protocol):
    """What the start screen needs of the window: long work, and a place to show what the world refused."""

    @property
    def run(self) -> Runs:
        """Do long work off the window's thread; gives a function that cancels it."""
        ...

    @property
    def language(self) -> Language:
        """The language of the window, for what leaves it on paper."""
        ...

    def world(self, error: WorldError) -> None:
        """Show what the world refused."""
        ...


class StartPresenter(Listening[StartScreen]):
    """The doors; `restore` is the one for backups, `joining` the one for shared cases. `open_case` opens a case file in the
    window, with its passphrase where it was just given, `open_copy` a station's copy that was just made;
    `practice_definition` is the one bundled; `chance` is that of cases made here. `recovery` is the page with the words of a
    new case's recovery key.
    """

    def __init__(
        self, shell_window: ShellWindow, open_case: OpenCase, practice_definition: Path, chance: TimeAndChance = MACHINE,
        open_copy: OpenCopy | None = None,
    ) -> None:  # fmt: skip
        self._open_case, self._window = open_case, shell_window
        self._bundled, self._chance = practice_definition, chance
        self._packs, self._definition = PackOffer(), b""
        self._practice = b""
        self._making = LongWork(shell_window.run, self._show_making)
        self.restore = RestorePart(shell_window.run, open_case, self._show_restore, chance)
        self.joining = JoinPart(
            shell_window.run, open_copy or (lambda case, key, *__: open_case(case, key)), self._show_joining
        )
        self.recovery = RecoveryPart(self._show_recovery)
        super().__init__(StartScreen(sizes=SIZES, size=SIZES[0].value))

    # doors

    def set_recent(self, paths: Iterable[str], sorts: Mapping[str, str] = NO_SORTS) -> None:
        """Show the cases opened before, and whose they are, as far as that is known; the view remembers them."""
        self.show(replace(self.screen, recent=tuple(recent_case(path, sorts.get(path, "")) for path in paths)))

    def go(self, door: str) -> None:
        """Open a door: "recent", "new", "practice", "restore" or "join"."""
        screen = replace(self.screen, door=door, strip=None)
        if door == "new":
            screen = self._packs.opened(screen)
        if door == "practice" and not self._practice:
            words, self._practice, __ = read_file(str(self._bundled))
            screen = _practice_on(screen, words)
        self.show(screen)

    def open(self, path: str) -> None:
        """Open a case file."""
        if not self.screen.busy:
            self._open_case(Path(path), None)

    def choose_backup(self, path: str) -> None:
        """Take a backup to restore; the new file is proposed beside the case that was opened last."""
        there = (each.path for each in self.screen.recent if each.there)
        newest = next(there, "")
        self.restore.choose_backup(path, str(Path(newest).parent) if newest else "")

    def _show_recovery(self, recovery: RecoveryWords | None) -> None:
        """Show the words in place of every door; they have gone from here before the case is opened."""
        self.show(replace(self.screen, recovery=recovery, door="recovery" if recovery else "recent", strip=None))

    def _show_restore(self, restore: RestoreScreen, strip: Notice | None) -> None:
        self.show(replace(self.screen, restore=restore, strip=strip))

    def _show_joining(self, joining: JoinScreen, strip: Notice | None) -> None:
        self.show(replace(self.screen, joining=joining, strip=strip))

    # a new case

    def choose_definition(self, path: str) -> None:
        """Read an election's definition; what is wrong with it is listed in place."""
        words, self._definition, suggested = read_file(path)
        self.show(
            self._packs.for_election(
                replace(self.screen, definition=words, suggested=suggested, strip=None, troubles={})
            )
        )

    def choose_pack(self, pack_id: str) -> None:
        """Take a pack of rules for the new case."""
        if pack_id != self.screen.pack:
            self.show(self._packs.chosen(replace(self.screen, troubles={}), pack_id))

    def take_offered(self) -> None:
        """Take the pack that fits instead of the chosen one."""
        self.choose_pack(self.screen.offered)

    def have_read(self, *, read: bool) -> None:
        """Say that it was read where the chosen pack differs from the statute, or take that back."""
        self.show(judged(replace(self.screen, read=read)))

    def choose_place(self, path: str) -> None:
        """Say where the new case's file will be; the suffix is added where it is missing."""
        place = path if path.endswith(".case") else f"{path}.case"
        self.show(judged(replace(self.screen, place=place, strip=None)))

    def choose_encryption(self, *, encrypt: bool) -> None:
        """Say whether the new case will lie under a passphrase."""
        self.show(replace(self.screen, encrypt=encrypt, troubles={}))

    def make_case(self, passphrase: str = "", again: str = "", reason: str = "") -> None:
        """Show the words of the new case's recovery key, and make and open it once they were written down.

        It is encrypted under the passphrase, of which nothing is kept here after that; `reason` is why its pack is used where
        the form asks for that. A case whose words nobody took down is never made, also where the window is closed meanwhile.
        """
        screen = self.screen
        if not screen.may_make:
            return
        election, problems = read_definition(self._definition, Path(screen.definition.file).name)
        if election is None:
            self._show_problems(problems)
            return
        troubles = reason_troubles(screen, reason)
        troubles |= passphrase_troubles(passphrase, again, election) if screen.encrypt else {}
        self.show(replace(screen, troubles=troubles))
        if not troubles:
            because = reason if screen.wants_reason else ""
            kept = passphrase_of(passphrase) if screen.encrypt else None
            self._begin_case(election, Path(screen.place), kept, because)

    def _begin_case(self, election: Election, place: Path, passphrase: Passphrase | None, reason: str) -> None:
        try:
            refuse_place(place)
        except WorldError as error:
            self._trouble(error)
            return
        recovery, now = new_recovery(self._chance.salts), self._chance.clock().astimezone(ZoneInfo(election.time_zone))
        sheet = partial(
            write_recovery_sheet, recovery=recovery, election=election, now=now, language=self._window.language
        )
        self.recovery.begin(
            place, recovery.words, sheet, lambda: self._make(place, passphrase, recovery.fingerprint, reason)
        )

    def _make(self, place: Path, passphrase: Passphrase | None, recovery: str, reason: str) -> None:
        name = Path(self.screen.definition.file).name
        try:
            made = Office.create(
                place, self._definition, name, rules=self.screen.pack, reason=reason, chance=self._chance,
                passphrase=passphrase, recovery=recovery, board_votes=board_votes_under(self.screen.pack),
            )  # fmt: skip
        except WorldError as error:
            strip = Notice(_("The case was not made: {trouble}", trouble=error.what), VOID_WORDS, error.remedy)
            self.show(replace(self.screen, door="new", strip=strip))
            return
        if isinstance(made, tuple):
            self.show(replace(self.screen, door="new"))
            self._show_problems(made)
            return
        made.close()
        self._open_case(place, passphrase)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        definition = replace(self.screen.definition, problems=problem_lines(problems), usable=False)
        self.show(judged(replace(self.screen, definition=definition)))

    # practice

    def choose_practice(self, path: str) -> None:
        """Practise on the definition in a file instead of the bundled one."""
        words, self._practice, __ = read_file(path)
        self.show(_practice_on(replace(self.screen, strip=None), words))

    def choose_size(self, size: str) -> None:
        """Say how many envelopes the practice election has."""
        self.show(replace(self.screen, size=size))

    def choose_folder(self, folder: str) -> None:
        """Keep the practice election in a folder; empty for a temporary place."""
        self.show(replace(self.screen, folder=folder))

    def practise(self) -> None:
        """Make a practice election and open it."""
        screen = self.screen
        if screen.making is None and screen.practice.usable:
            work = PracticeWork(self._practice, Path(screen.practice.file).name, screen.folder, screen.size)
            self.show(replace(screen, strip=None))
            self._making.start(MAKING, work, self._made, self._trouble)

    def stop(self) -> None:
        """Stop making the practice election; what was half made is removed."""
        self._making.stop()
        self.show(
            replace(self.screen, making=None, strip=Notice(_("The practice election was not made."), kind="notice"))
        )

    def _show_making(self) -> None:
        self.show(replace(self.screen, making=self._making.working))

    def _made(self, made: Path | tuple[Problem, ...]) -> None:
        self._show_making()
        if isinstance(made, Path):
            self._open_case(made, None)
            return
        problems = replace(self.screen.practice, problems=problem_lines(made), usable=False)
        self.show(replace(self.screen, practice=problems))

    def _trouble(self, error: WorldError) -> None:
        self.show(replace(self.screen, making=None, strip=Notice(error.what, remedy=error.remedy)))


def _for_practice(found: Definition) -> Definition:
    """For practice only what stands in the way is worth a line."""
    return replace(found, problems=()) if found.usable else found


def _practice_on(screen: StartScreen, found: Definition) -> StartScreen:
    """The form of a practice election on a definition: its pack is the one that fits, and without one there is none."""
    law = fitting(found.day) if found.day else None
    if found.day and law is None:
        problem = _("{what}. {remedy}", what=told(NO_LAW, day=dated(found.day)), remedy=NO_PRACTICE)
        found = replace(found, problems=(problem,), usable=False)
    return replace(screen, practice=_for_practice(found), practice_rules=_practice_rules(law) if law else None)


def _practice_rules(law: Pack) -> Notice:
    """By which pack one practices, and where it differs from the statute; nobody has to confirm it."""
    differs = beside(TITLE, told(law.differs), by=": ") if law.differs else ""
    return Notice(_("Rules: {pack}", pack=told(law.name)), differs, kind="notice")
