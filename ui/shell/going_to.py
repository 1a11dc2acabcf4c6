"""The window's part of going to an envelope, by its number or from a sentence that names it, and the desk it opens at.

The panel stands over whatever is in front, and offers the envelopes that are named there.
"""

from __future__ import annotations

from collections.abc import Callable

from adjudicator.office import Office
from ui.desks.number.presenter import NumberPresenter
from ui.desks.number.views.number import NumberView
from ui.kit.envelope_link import shown_in
from ui.kit.window.frame import Frame
from ui.shared.opening import desk_for


class GoingTo:
    """Shows that panel when the frame is asked; `go` opens a desk."""

    def __init__(self, frame: Frame, office: Callable[[], Office | None], go: Callable[[str, str], None]) -> None:
        self._frame, self._office, self._go = frame, office, go
        frame.number_asked.connect(self.ask)
        frame.envelope_asked.connect(self._open)
        frame.opens_envelopes = self._may

    def ask(self) -> None:
        """Show the panel, where the person signed in has a desk at which an envelope opens."""
        office = self._office()
        if office is not None and self._may():
            named = shown_in(self._frame)
            self._frame.put_over(NumberView(self._frame, NumberPresenter(office, self._open, named)))

    def _may(self) -> bool:
        office = self._office()
        return office is not None and office.people.signed_in is not None and bool(desk_for(office))

    def _open(self, number: str) -> None:
        office = self._office()
        self._frame.take_off()
        if office is not None and self._may():
            self._go(desk_for(office), number)
