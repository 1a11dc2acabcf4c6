"""What the start screen shows: recent cases, the form of a new case, and how far the practice election is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ui.desks.start.joining import JoinScreen
from ui.desks.start.restore import RestoreScreen
from ui.parts import Choice, Notice, Working
from ui.shared.people_words import LOST, RULE


@dataclass(frozen=True, slots=True)
class RecentCase:
    """A case opened before: its path, its name, where it lies and when it last changed; `there` unless it has gone."""

    path: str
    name: str
    detail: str
    there: bool = True


@dataclass(frozen=True, slots=True)
class Definition:
    """An election definition that was read: its file, what it holds in words, and what is wrong with it, line by line.

    `usable` says that a case can be made from it; `day` is then that of its election.
    """

    file: str = ""
    words: str = ""
    problems: tuple[str, ...] = ()
    usable: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class RecoveryWords:
    """The words of the recovery key of a case that is about to be made, shown this once; `written` says that they were kept.

    `suggested` is the name to offer for the sheet.
    """

    words: tuple[str, ...] = field(repr=False)
    says: tuple[str, ...]
    suggested: str
    written: bool = False
    strip: Notice | None = None


@dataclass(frozen=True, slots=True)
class StartScreen:
    """The start screen. `door` is what is open: "recent", "new", "practice", "restore" or "join"; "recovery" stands before
    all of them until the words of a new case's recovery key were written down.

    `pack` is the chosen one, the one that is the law on the day of the election unless somebody chose another; `proposed`
    says that nobody did. `outside` says that the chosen one is an example or not the law on that day, or that none of the
    packs is; a case is made with it all the same where somebody writes why (`wants_reason`). `offered` is the pack that fits.
    `differs` is what the chosen pack says of itself and the statute; a LIVE case is made only once that was `read`.
    `practice_rules` names the pack of a practice election and says the same of it.

    `place` is where the new case will be, `suggested` the file name to offer; `folder` where a practice election is
    kept, empty for a temporary place. `encrypt` says that the new case will lie under a passphrase, and `troubles` what is
    wrong with that, by field. `making` says how far the practice election is.
    """

    door: str = "recent"
    recent: tuple[RecentCase, ...] = ()
    definition: Definition = Definition()
    packs: tuple[Choice, ...] = ()
    pack: str = ""
    proposed: bool = True
    offered: str = ""
    outside: Notice | None = None
    wants_reason: bool = False
    differs: Notice | None = None
    read: bool = False
    place: str = ""
    suggested: str = ""
    encrypt: bool = True
    passphrase_rule: str = RULE
    if_lost: str = LOST
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])
    may_make: bool = False
    missing: str = ""
    practice: Definition = Definition()
    practice_rules: Notice | None = None
    sizes: tuple[Choice, ...] = ()
    size: str = ""
    folder: str = ""
    making: Working | None = None
    restore: RestoreScreen = field(default_factory=RestoreScreen)
    joining: JoinScreen = field(default_factory=JoinScreen)
    recovery: RecoveryWords | None = None
    strip: Notice | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being made or has to be written down, and no other door opens meanwhile."""
        return bool(self.making or self.restore.making or self.joining.making or self.recovery)
