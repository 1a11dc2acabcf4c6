"""Pictures of going to an envelope by its number: nothing typed, one found, none, several, over a desk."""

from __future__ import annotations

from contextlib import closing

import pytest

from tests.desks import desk_cases as cases
from tests.pictures.at_a_desk import DARK, LARGE, PLAIN, framed, slow
from ui.desks.number.presenter import NumberPresenter
from ui.desks.number.views.number import NumberView
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.views.overview import OverviewView

TYPED = {"empty": "", "one": "0017", "none": "9999", "several": "00"}
"""What stands in the field, by what is known of it."""


@pytest.mark.parametrize("look", [PLAIN, *slow(DARK, LARGE)])
def test_an_envelope_is_gone_to_by_its_number(tmp_path_factory, tmp_path, qtbot, pictures, look):
    with closing(cases.office_on(cases.folder(tmp_path_factory), tmp_path)) as office:
        presenter = NumberPresenter(office, lambda _: None)
        overview = OverviewView(OverviewPresenter(office, cases.RecordingShell()))
        frame = framed(office, qtbot, "overview", overview)
        pictures.lay(frame, *look)
        view = NumberView(frame, presenter)
        frame.put_over(view)
        for state, words in TYPED.items():
            view.field.setText(words)
            presenter.look(words)
            path = pictures.take(frame, f"number-{state}", *look)
            assert pictures.colours(path) > 40
            assert pictures.clipped(view) == [], state
