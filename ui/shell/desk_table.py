"""The table of desks: how each one's presenter and view are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from adjudicator.office import Office
from ui.desks.batches.presenter import BatchesPresenter
from ui.desks.batches.views.batches import BatchesView
from ui.desks.board.presenter import BoardPresenter
from ui.desks.board.views.board import BoardView
from ui.desks.count.presenter import CountPresenter
from ui.desks.count.views.count import CountView
from ui.desks.holds.presenter import HoldsPresenter
from ui.desks.holds.views.holds import HoldsView
from ui.desks.opening.presenter import OpeningPresenter
from ui.desks.opening.views.opening import OpeningView
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.views.overview import OverviewView
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.views.receive import ReceiveView
from ui.desks.record.presenter import RecordPresenter
from ui.desks.record.views.record import RecordView
from ui.desks.release.presenter import ReleasePresenter
from ui.desks.release.views.release import ReleaseView
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.views.review import ReviewView
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.views.setup import SetupView
from ui.shared.desk import DeskPresenter, Shell


@dataclass(frozen=True, slots=True)
class Page:
    """One desk that was built."""

    presenter: DeskPresenter[Any]
    view: QWidget


Make = Callable[[Office, Shell], Page]


def _desk(presenter: Callable[[Office, Shell], Any], view: Callable[[Any], QWidget]) -> Make:
    def make(office: Office, shell: Shell) -> Page:
        made = presenter(office, shell)
        return Page(made, view(made))

    return make


DESKS: Mapping[str, Make] = {
    "overview": _desk(OverviewPresenter, OverviewView),
    "receive": _desk(ReceivePresenter, ReceiveView),
    "review": _desk(ReviewPresenter, ReviewView),
    "holds": _desk(HoldsPresenter, HoldsView),
    "batches": _desk(BatchesPresenter, BatchesView),
    "board": _desk(BoardPresenter, BoardView),
    "opening": _desk(OpeningPresenter, OpeningView),
    "count": _desk(CountPresenter, CountView),
    "release": _desk(ReleasePresenter, ReleaseView),
    "record": _desk(RecordPresenter, RecordView),
    "setup": _desk(SetupPresenter, SetupView),
}
