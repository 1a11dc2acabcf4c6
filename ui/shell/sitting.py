"""The window's part of who sits here: the lock after idle time, the end of the shift, another password, and the accounts
that an administrator confirms first.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from adjudicator.office import Office
from adjudicator.words import _
from adjudicator.words.dates import hour
from ui.desks.adopt.presenter import AdoptPresenter
from ui.desks.adopt.views.adopt import AdoptView
from ui.desks.sign_in.lock import LockPresenter
from ui.desks.sign_in.password import PasswordPresenter
from ui.desks.sign_in.views.lock import LockView
from ui.desks.sign_in.views.password import PasswordView
from ui.kit.window.frame import Frame
from ui.kit.window.idle import Touches
from ui.shared.frame_words import ends_words

MOMENT = 1_000
"""How often it is looked how long nobody has touched anything, and what time it is, in milliseconds."""


class Seat(Protocol):
    """The window, as this part sees it."""

    @property
    def busy(self) -> bool:
        """Whether long work is under way."""
        ...

    def sign_out(self, why: str = "left", words: str = "") -> None:
        """Sign the person who is here out; `words` are shown to the next person who signs in."""
        ...

    def aside(self, name: str, view: QWidget) -> None:
        """Show a page in place of the desk in front."""
        ...

    def back(self, name: str) -> None:
        """Take that page away; the desk that was in front is there again."""
        ...

    def said(self, words: str, undo: Callable[[], None] | None = None, instead: str = "") -> None:
        """Say in the status line what just happened."""
        ...

    def go(self, desk: str, about: str = "") -> None:
        """Bring a desk to the front."""
        ...

    def draw_frame(self) -> None:
        """Draw the frame around the desk in front."""
        ...

    def look_again(self) -> None:
        """Follow what another window has changed."""
        ...


class Sitting(QObject):
    """Told by the window who has signed in and when they are gone. `seconds` is a clock that only runs forward."""

    def __init__(self, frame: Frame, seat: Seat, seconds: Callable[[], float] = time.monotonic) -> None:
        super().__init__(frame)
        self._frame, self._seat, self.seconds = frame, seat, seconds
        self._office: Office | None = None
        self._touches: Touches | None = None
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(MOMENT)
        self._timer.timeout.connect(self.look)
        frame.lock_asked.connect(self.lock)
        frame.password_asked.connect(self.change_password)

    def began(self, office: Office) -> None:
        """Somebody has signed in."""
        self._office = office
        self.touched()
        self._timer.start()

    def touched(self) -> None:
        """Somebody is here, whatever the window itself has seen of them."""
        self._touches = self._touches or Touches(self._frame)
        self._touches.note()

    def pause(self) -> None:
        """Nothing is locked or ended until `go_on`: the case is being written anew under a cover."""
        self._timer.stop()

    def go_on(self) -> None:
        """The case is open again; the person who sits here counts as here."""
        self.touched()
        self._timer.start()

    def ended(self) -> None:
        """Nobody is here any more."""
        self._timer.stop()
        self._office = None
        self._frame.uncover()

    def look(self) -> None:
        """Lock a screen that nobody has touched for long enough, and end a shift whose time has come."""
        office = self._office
        if office is None or office.people.signed_in is None:
            return
        now = self.seconds()
        if self._touches is not None and self._touches.take():
            self._last = now
        elif not self._frame.covered and now - self._last >= office.sittings.idle_minutes * 60:
            self.lock()
        self._drop_key(office)
        self._end_shift(office)

    def lock(self) -> None:
        """Cover the screen; the key goes as soon as no long work needs it."""
        office = self._office
        if office is None or office.people.signed_in is None or self._frame.covered:
            return
        presenter = LockPresenter(office, self._unlocked, self._someone_else)
        self._frame.cover(LockView(presenter))
        self._drop_key(office)

    def change_password(self) -> None:
        """Show the page on which the person signed in changes their password."""
        office = self._office
        if office is not None and office.people.signed_in is not None:
            presenter = PasswordPresenter(office, self._changed, lambda: self._seat.back("password"))
            self._seat.aside("password", PasswordView(presenter))

    def look_at_accounts(self) -> None:
        """Show an administrator the accounts of an older form, where nobody has confirmed them yet."""
        office = self._office
        if office is not None and office.vouching.must_adopt and office.may("adopt_accounts") is None:
            presenter = AdoptPresenter(office, self._adopted, self._seat.go)
            self._seat.aside("accounts", AdoptView(presenter))

    def _adopted(self, words: str) -> None:
        self._seat.back("accounts")
        self._seat.said(words)

    def _changed(self, words: str) -> None:
        self._seat.back("password")
        self._seat.said(words)

    def _drop_key(self, office: Office) -> None:
        if self._frame.covered and not office.sittings.locked and not self._seat.busy:
            office.sittings.lock()

    def _unlocked(self) -> None:
        self.touched()
        self._frame.uncover()
        self._seat.draw_frame()
        self._seat.look_again()

    def _someone_else(self) -> None:
        self._seat.sign_out()

    def _end_shift(self, office: Office) -> None:
        """Long work is not cut off: the person is signed out once it is done."""
        ends = office.sittings.ends_at()
        if ends is None or office.now() < ends:
            if not self._frame.covered and ends_words(office) != self._frame.screen_drawn.ends:
                self._seat.draw_frame()
        elif not self._seat.busy:
            words = _(
                "The shift ended at {hour}, and you were signed out. What was recorded is saved. "
                "Sign in again to begin another shift.",
                hour=hour(ends),
            )
            self._seat.sign_out("shift", words)
