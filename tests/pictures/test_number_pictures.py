"""Pictures of going to an envelope by its number: nothing typed, one found, none, several, over a desk."""

from __future__ import annotations

from contextlib import closing

from tests.desks import desk_cases as cases
from tests.pictures.at_a_desk import DARK, LARGE, PLAIN, framed
from ui.desks.number.presenter import NumberPresenter
from ui.desks.number.views.number import NumberView
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.views.overview import OverviewView

TYPED = {"empty": "", "one": "0017", "none": "9999", "several": "00"}
"""What stands in the field, by what is known of it."""


def test_an_envelope_is_gone_to_by_its_number(tmp_path_factory, tmp_path, qtbot, pictures):
    with closing(cases.office_on(cases.folder(tmp_path_factory), tmp_path)) as office:
        presenter = NumberPresenter(office, lambda _: None)
        overview = OverviewView(OverviewPresenter(office, cases.RecordingShell()))
        frame = framed(office, qtbot, "overview", overview)
        pictures.lay(frame, *PLAIN)
        view = NumberView(frame, presenter)
        frame.put_over(view)
        for look in (PLAIN, DARK, LARGE):
            for state, words in TYPED.items():
                view.field.setText(words)
                presenter.look(words)
                path = pictures.take(frame, f"number-{state}", *look)
                assert pictures.colours(path) > 40, path.name
                assert pictures.clipped(view) == [], path.name
