"""The language on the screen: words in it at once, in the next one when it is chosen, and Qt's own words with them."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

import pytest
from PySide6.QtCore import QDir, QFileInfo, QSettings
from PySide6.QtWidgets import QLineEdit, QMenu

from adjudicator.words import ENGLISH, Language, _, n_
from tests.pseudo import PSEUDO, left_in_english
from ui.kit.buttons import IconButton, QuietButton
from ui.kit.drawn.chip import FilterChip
from ui.kit.file_dialog import FileDialog, Icons
from ui.kit.language import Speech, describe, hint, name, shown, speech, tip
from ui.kit.tabs import Tabs
from ui.kit.text import Text
from ui.kit.window.topbar import PersonMenu
from ui.parts import Filter

SPANISH = Language("es", "Español", NullTranslations())


@pytest.fixture(autouse=True)
def _english_after() -> Iterator[None]:
    yield
    speech().offered = (ENGLISH,)
    speech().speak(ENGLISH)


def test_words_are_said_in_the_next_language_and_data_stay_as_they_are(qtbot) -> None:
    label, data = Text(_("Envelope {number}", number="0417")), Text("Hold")
    for each in (label, data):
        qtbot.addWidget(each)
    speech().speak(PSEUDO)
    assert (label.text(), data.text()) == ("«Énvélópé éé» 0417", "Hold")
    speech().speak(ENGLISH)
    assert (label.text(), data.text()) == ("Envelope 0417", "Hold")


def test_what_is_made_and_said_later_is_in_the_language_too(qtbot) -> None:
    speech().speak(PSEUDO)
    label = Text(_("Record"))
    qtbot.addWidget(label)
    assert label.text() == "«Récórd é»"
    label.setText(n_("{count} line open", "{count} lines open", 3))
    assert label.text() == "3 «línés ópén ééé»"
    label.setText("0417")
    speech().speak(ENGLISH)
    assert label.text() == "0417"


def test_names_tips_hints_and_descriptions_follow(qtbot) -> None:
    field, icon = QLineEdit(), IconButton("x", _("Dismiss"))
    for each in (field, icon):
        qtbot.addWidget(each)
    name(field, _("Street"))
    describe(field, _("As on the papers"))
    hint(field, _("Find"))
    tip(field, _("Where the voter lives"))
    speech().speak(PSEUDO)
    said = [
        field.accessibleName(),
        field.accessibleDescription(),
        field.placeholderText(),
        field.toolTip(),
        icon.toolTip(),
    ]
    assert all(text and not left_in_english(text).strip() for text in said)


def test_buttons_chips_and_tabs_follow_and_keep_their_keys(qtbot) -> None:
    button, chip, tabs = QuietButton(_("Hold"), "H"), FilterChip(Filter("a", _("Held"), 1200)), Tabs()
    for each in (button, chip, tabs):
        qtbot.addWidget(each)
    tabs.addTab(_("People"))
    speech().speak(PSEUDO)
    assert (button.text(), button.key) == ("«Hóld é»", "H")
    assert chip.text() == "«Héld é» 1,200"
    assert tabs.tabText(0) == "«Péóplé é»"


def test_what_is_a_name_is_no_sentence_even_where_it_is_written_alike() -> None:
    speech().speak(PSEUDO)
    assert shown("Record") == "Record"
    assert shown(_("Record")) != "Record"


def test_a_language_is_remembered_and_offered_where_there_are_two(qtbot) -> None:
    speech().load((ENGLISH, SPANISH))
    line = QLineEdit()
    qtbot.addWidget(line)
    menu = PersonMenu(line)
    languages = next(each for each in menu.findChildren(QMenu) if each.title() == "Language")
    assert [action.text() for action in languages.actions()] == ["English", "Español"]
    languages.actions()[1].trigger()
    assert speech().language is SPANISH
    again = Speech()
    again.load((ENGLISH, SPANISH))
    assert again.language is SPANISH
    again.load((ENGLISH,))
    assert again.language is ENGLISH
    QSettings().remove("look/language")


def test_with_one_language_none_is_offered(qtbot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    assert "Language" not in [each.title() for each in PersonMenu(line).findChildren(QMenu)]


def test_the_words_of_qt_come_in_the_same_language(qtbot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    said = {}
    for language in (ENGLISH, SPANISH, ENGLISH):
        speech().speak(language)
        menu = line.createStandardContextMenu()
        said.setdefault(language.code, []).append(menu.actions()[0].text().partition("\t")[0].replace("&", ""))
        menu.deleteLater()
    assert said == {"en": ["Undo", "Undo"], "es": ["Deshacer"]}


def test_a_file_dialog_asks_in_the_language(qtbot) -> None:
    speech().speak(PSEUDO)
    dialog = FileDialog(None, _("Open a case"), "")
    qtbot.addWidget(dialog)
    assert not left_in_english(dialog.windowTitle()).strip()
    assert not left_in_english(Icons().type(QFileInfo(QDir.rootPath()))).strip()
