"""Pictures of the window of help: a section with a picture and a table, code, what the program is, and the sheet of keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adjudicator.resources import docs
from ui.shell.about import Fact, facts_of
from ui.shell.handbook import Handbook
from ui.shell.views.help import HelpWindow

LOOKS = (("light", 100), ("dark", 100), ("light", 200), ("dark", 200))
SIZES = {100: (1040, 760), 200: (1280, 900)}
LONG = Fact("Digest of the pack", "sha256:" + "4f" * 32)


@pytest.fixture
def window(qtbot) -> Iterator[HelpWindow]:
    made = HelpWindow(Handbook(docs()))
    qtbot.addWidget(made)
    yield made
    made.close()


@pytest.mark.parametrize(("theme_name", "text_size"), LOOKS)
def test_the_manual(window: HelpWindow, pictures, theme_name: str, text_size: int) -> None:
    for name, anchor, page in (("holds", "holds", "manual.md"), ("pack", "2-the-laws-words", "packs.md")):
        section = window.handbook.at(anchor, page)
        assert section is not None, anchor
        window.open(section)
        path = pictures.take(window, f"help-{name}", SIZES[text_size], theme_name, text_size)
        assert pictures.colours(path) > 20
        assert pictures.clipped(window) == []
        assert window.browser.horizontalScrollBar().maximum() == 0, "a section is as wide as its window"


@pytest.mark.parametrize(("theme_name", "text_size"), LOOKS)
def test_what_the_program_is(window: HelpWindow, pictures, theme_name: str, text_size: int) -> None:
    window.tell((*facts_of(None), LONG))
    pictures.take(window, "about", SIZES[text_size], theme_name, text_size)
    assert pictures.clipped(window) == []
