"""The table of desks: how each one's presenter and view are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from adjudicator.office import Office
from ui.presenters.batches import BatchesPresenter
from ui.presenters.desk import DeskPresenter, Shell
from ui.presenters.holds import HoldsPresenter
from ui.presenters.overview import OverviewPresenter
from ui.presenters.receive import ReceivePresenter
from ui.presenters.record import RecordPresenter
from ui.presenters.release import ReleasePresenter
from ui.presenters.review import ReviewPresenter
from ui.presenters.setup import SetupPresenter
from ui.views.batches import BatchesView
from ui.views.holds import HoldsView
from ui.views.overview import OverviewView
from ui.views.receive import ReceiveView
from ui.views.record import RecordView
from ui.views.release import ReleaseView
from ui.views.review import ReviewView
from ui.views.setup import SetupView


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
    "release": _desk(ReleasePresenter, ReleaseView),
    "record": _desk(RecordPresenter, RecordView),
    "setup": _desk(SetupPresenter, SetupView),
}
