"""Theme and text size reach every widget, are remembered, and the bundled type face is the one that is drawn."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ui.kit.buttons import PrimaryButton
from ui.kit.panel import column
from ui.kit.style.theme import Theme, keep_height, keep_width, theme
from ui.kit.text import Text


def test_the_bundled_face_is_drawn(qapp):
    assert QFontInfo(theme().look.font("body")).family() == "Public Sans"


def test_text_size_scales_words_and_buttons(qtbot, qapp):
    words, button, field, holder = Text("Envelope 0417", "title"), PrimaryButton("Record"), QLineEdit(), QWidget()
    qtbot.addWidget(holder)
    holder.setLayout(column(words, button, field))
    holder.show()
    before = [each.sizeHint().height() for each in (words, button, field)]
    theme().apply(qapp, "light", 200)
    after = [each.sizeHint().height() for each in (words, button, field)]
    assert words.font().pixelSize() == 36
    assert all(new >= 1.7 * old for old, new in zip(before, after, strict=True))


def test_a_kept_size_grows_with_the_text_up_to_its_most(qtbot, qapp):
    panel = QWidget()
    qtbot.addWidget(panel)
    keep_width(panel, 480, 760)
    keep_height(panel, 60)
    sizes = []
    for text_size in (100, 150, 200):
        theme().apply(qapp, "light", text_size)
        sizes.append((panel.width(), panel.height()))
    assert sizes == [(480, 60), (720, 90), (760, 120)]


def test_words_made_before_a_change_and_shown_after_it_have_the_new_size(qtbot, qapp):
    words = Text("Saved 14:02", "caption")
    qtbot.addWidget(words)
    theme().apply(qapp, "light", 150)
    words.show()
    assert words.font().pixelSize() == 18


def test_dark_and_light_change_plain_widgets_too(qtbot, qapp):
    label = QLabel("plain")
    qtbot.addWidget(label)
    theme().apply(qapp, "dark", 100)
    assert qapp.palette().window().color().name().upper() == "#14191F"
    theme().apply(qapp, "light", 100)
    assert qapp.palette().window().color().name().upper() == "#F4F6F8"


def test_the_choice_is_remembered(qapp):
    theme().apply(qapp, "dark", 125)
    later = Theme()
    later.load(qapp)
    assert (later.choice, later.look.name, later.look.text_size) == ("dark", "dark", 125)


@pytest.mark.parametrize(("asked", "given"), [(50, 100), (100, 100), (175, 175), (900, 200)])
def test_the_text_size_stays_between_100_and_200(qapp, asked, given):
    theme().apply(qapp, "light", asked)
    assert theme().look.text_size == given


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None lives for ever from Python 3.12 on")
def test_qt_takes_no_reference_to_none_that_it_does_not_give_back(qtbot):
    """PySide6 6.12.0 does on Python 3.11, and the interpreter aborts after some thousand calls."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(500):
        label.setText("")
    assert sys.getrefcount(None) > before - 250
