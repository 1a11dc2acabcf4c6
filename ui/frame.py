"""What the frame around every screen shows: desks, election, time left, person, and what just happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from adjudicator.words import _, beside
from ui.parts import Notice

PRODUCT = _("Provisional ballots: eligibility, never votes")


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk in the rail: id, word, icon (a file of resources/icons without suffix), and how many wait there.

    `warning` says what is wrong with what has left there; the desk is marked while it holds.
    """

    id: str
    label: str
    icon: str
    waiting: int = 0
    warning: str = ""


DESKS: tuple[Desk, ...] = (
    Desk("overview", _("Overview"), "layout-dashboard"),
    Desk("receive", _("Receive"), "inbox"),
    Desk("review", _("Review"), "file-search"),
    Desk("holds", _("Holds"), "hourglass"),
    Desk("batches", _("Batches"), "layers"),
    Desk("board", _("Board"), "landmark"),
    Desk("opening", _("Opening"), "mail-open"),
    Desk("count", _("In the count?"), "circle-check"),
    Desk("release", _("Release"), "package-check"),
    Desk("record", _("Record"), "scroll-text"),
    Desk("setup", _("Setup"), "settings"),
)
"""Every desk there is, in the order of the rail, with its word and icon; a presenter picks those of the person."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands over the screens for as long as it holds; `does` is what its button does, empty for none."""

    notice: Notice
    does: Literal["", "close", "find_roll", "go_on", "adopt", "day"] = ""


@dataclass(frozen=True, slots=True)
class FrameScreen:
    """The frame as it stands. Words arrive ready to show; an empty text draws nothing.

    `deadline` is the second line under `time_left`; `roles` the one under `person`; `saved` stands on the left of the
    status line, `happened` beside it, and `undo` is the word on its button (empty: nothing to undo). `ends` says that the
    shift is about to end. While nobody is
    signed in (`person` empty) neither rail nor person is drawn. `standing` holds for as long as it is drawn, and cannot be
    dismissed. `sign` says in two words what is wrong with backups. `key` are the words of the person's own key.
    `practice_time` says in a practice case what time its clock has; where it is empty nobody can set a clock on.
    `may_go` says that the person has a desk at which an envelope can be opened by its number.
    `outside` says that the pack in force is not the law on the day of the election, and stands over everything.
    """

    county: str = ""
    election: str = ""
    pack: str = ""
    time_left: str = ""
    deadline: str = ""
    person: str = ""
    roles: str = ""
    practice: bool = False
    outside: Notice | None = None
    desks: tuple[Desk, ...] = ()
    current: str = ""
    saved: str = ""
    happened: str = ""
    undo: str = ""
    ends: str = ""
    standing: Standing | None = None
    sign: str = ""
    key: str = ""
    practice_time: str = ""
    may_go: bool = False

    @property
    def title(self) -> str:
        """The window's title: product, county, and PRACTICE where it is practice."""
        return beside(PRODUCT, self.county, _("PRACTICE") if self.practice else "", by=" - ")
