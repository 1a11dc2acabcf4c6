"""What a voter is called is drawn letter by letter: no tool tip and no label takes markup from it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QToolTip

from tests.source import nodes_of
from ui.kit.language import literal
from ui.kit.manual_browser import ManualBrowser
from ui.kit.text import Text
from ui.parts import Column, ListWords, Row
from ui.tables.list_table import ListTable

Nodes = tuple[ast.AST, ...]
TIPS = frozenset({"setToolTip", "showText", "setWhatsThis", "setStatusTip"})
TAKE_MARKUP = frozenset(
    {
        "QErrorMessage", "QGraphicsTextItem", "QMessageBox", "QStaticText", "QTextBrowser", "QTextDocument", "QWhatsThis",
        "insertHtml", "setHtml", "setMarkdown", "ToolTipRole", "RichText", "AutoText", "MarkdownText",
    }
)  # fmt: skip
"""What draws markup: none of it is used, so that nobody has to look what goes into it."""

MANUAL = "kit/manual_browser.py"
"""The one exception draws pages of the program's own manual; nothing of a case ever gets there."""

FOR_THE_MANUAL = frozenset({"QTextBrowser", "QTextDocument", "setMarkdown"})

RED = 32


@pytest.fixture
def name(tmp_path: Path) -> str:
    """The voter's name of the attack: markup that loads a red picture from the disk."""
    picture = QImage(RED, RED, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    assert picture.save(str(tmp_path / "red.png"))
    return f'MAY <img src="{(tmp_path / "red.png").as_uri()}">'


@pytest.fixture
def tips(qapp: QApplication) -> Iterator[None]:
    yield
    QToolTip.hideText()
    for each in _tip_labels():
        each.deleteLater()


def _tip_labels() -> list[QLabel]:
    labels = (each for each in QApplication.topLevelWidgets() if each.inherits("QTipLabel"))
    return [each for each in labels if isinstance(each, QLabel)]


def drawn_in_tip() -> tuple[str, int]:
    """What the tool tip on the screen says, and how many of its pixels are red."""
    (tip,) = [each for each in _tip_labels() if each.isVisible()]
    image = tip.grab().toImage()
    pixels = (image.pixelColor(x, y).getRgb()[:3] for x in range(image.width()) for y in range(image.height()))
    return tip.text(), sum(pixel == (255, 0, 0) for pixel in pixels)


def test_a_label_that_is_cut_shows_a_name_with_markup_as_it_is_written(qtbot, tips: None, name: str) -> None:
    label = Text("", elide=True)
    qtbot.addWidget(label)
    label.resize(20, 20)
    label.setText(name)
    label.show()
    QToolTip.showText(QPoint(10, 10), label.toolTip(), label)
    said, red = drawn_in_tip()
    assert red == 0
    assert "&lt;img src=" in said


def test_a_cell_that_is_cut_shows_a_name_with_markup_as_it_is_written(qtbot, tips: None, name: str) -> None:
    table = ListTable("test", (Column("voter", "Voter", "personal", 60),), ListWords(empty="None"))
    qtbot.addWidget(table)
    table.resize(300, 300)
    table.set_rows((Row("a", (name,)),))
    with qtbot.waitExposed(table):
        table.show()
    view = table.findChild(QAbstractItemView)
    place = view.visualRect(table.model.index(0, 0)).center()
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place)))
    said, red = drawn_in_tip()
    assert red == 0
    assert "&lt;img src=" in said


@pytest.mark.parametrize("words", ["Back up now (Ctrl+B)", "Clerk's desk > Receive", "김\n민준", ""])
def test_words_without_markup_stay_as_they_are(words: str) -> None:
    assert literal(words) == words


def test_words_with_markup_keep_their_lines() -> None:
    assert literal("<b>one</b>\ntwo") == "<qt>&lt;b&gt;one&lt;/b&gt;<br>two</qt>"


def test_every_tip_in_the_source_goes_through_one_function() -> None:
    found = [place for place, call in _calls() if _name(call.func) in TIPS and not any(map(_is_literal, call.args))]
    assert found == []
    assert len([call for _, call in _calls() if _name(call.func) in {*TIPS, "tip"}]) >= 8


def test_nothing_in_the_source_draws_markup() -> None:
    found = [
        f"{path}:{node.lineno} {_name(node)}"
        for path, inside in _sources()
        for node in inside
        if isinstance(node, ast.Name | ast.Attribute | ast.alias)
        and _name(node) in TAKE_MARKUP - (FOR_THE_MANUAL if path == MANUAL else frozenset())
    ]
    assert found == []


def test_the_manual_alone_draws_markup_and_is_given_nothing_but_its_own_pages() -> None:
    """One module makes a browser, and every text that it draws is a part of the Handbook, which reads files of `docs`."""
    users = [path for path, inside in _sources() for each in _imports(inside) if each == "ManualBrowser"]
    assert users == ["shell/views/help.py"]
    drawn = [call for call in _calls_among(dict(_sources())[users[0]]) if ast.unparse(call.func) == "self.browser.draw"]
    assert [ast.unparse(call) for call in drawn] == ["self.browser.draw(part.text, part.page)"]
    handbook = dict(_sources())["shell/handbook.py"]
    assert {each for each in _modules(handbook) if each.startswith(("adjudicator", "ui"))} == set()
    makers = [ast.unparse(call) for _, call in _calls() if _name(call.func) == "Handbook"]
    assert makers == ["Handbook(docs())"]


def test_the_manual_reads_no_picture_but_its_own_and_draws_no_markup_of_the_web(qtbot, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for place in ("red.png", "docs/blue.png"):
        picture = QImage(RED, RED, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.red if place == "red.png" else Qt.GlobalColor.blue)
        assert picture.save(str(tmp_path / place))
    outside = (tmp_path / "red.png").as_uri()
    browser = ManualBrowser(tmp_path / "docs")
    qtbot.addWidget(browser)
    browser.resize(400, 400)
    web = f'<img src="{outside}"> <b>bold</b>'
    browser.draw(f"# A\n\n![ours](blue.png) ![above](../red.png) ![outside]({outside})\n\n{web}\n", "manual.md")
    browser.show()
    image = browser.grab().toImage()
    pixels = [image.pixelColor(x, y).getRgb()[:3] for x in range(image.width()) for y in range(image.height())]
    assert (255, 0, 0) not in pixels
    assert (0, 0, 255) in pixels
    assert "<b>bold</b>" in browser.toPlainText()


def test_every_label_in_the_source_is_made_plain() -> None:
    """A class of labels says so itself; whoever makes a bare QLabel says so in the same function."""
    makers = [
        (f"{path}:{scope.lineno}", scope)
        for path, inside in _sources()
        for scope in inside
        if (isinstance(scope, ast.ClassDef) and "QLabel" in map(_name, scope.bases))
        or (isinstance(scope, ast.FunctionDef) and any(_name(call.func) == "QLabel" for call in _calls_in(scope)))
    ]
    assert len(makers) >= 3
    plain = [place for place, scope in makers if any(_name(call.func) == "setTextFormat" for call in _calls_in(scope))]
    assert [place for place, _ in makers if place not in plain] == []


def _sources() -> list[tuple[str, Nodes]]:
    return list(nodes_of("ui").items())


def _imports(inside: Nodes) -> Iterator[str]:
    froms = (node for node in inside if isinstance(node, ast.ImportFrom))
    return (alias.name for node in froms for alias in node.names)


def _modules(inside: Nodes) -> Iterator[str]:
    return (str(node.module) for node in inside if isinstance(node, ast.ImportFrom))


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for path, inside in _sources():
        for call in _calls_among(inside):
            yield f"{path}:{call.lineno}", call


def _calls_in(scope: ast.AST) -> Iterator[ast.Call]:
    return _calls_among(tuple(ast.walk(scope)))


def _calls_among(inside: Nodes) -> Iterator[ast.Call]:
    return (node for node in inside if isinstance(node, ast.Call))


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.name if isinstance(node, ast.alias) else ""


def _is_literal(argument: ast.expr) -> bool:
    """Whether an argument is words of the program's own, or goes through `literal`."""
    if isinstance(argument, ast.IfExp):
        return _is_literal(argument.body) and _is_literal(argument.orelse)
    if isinstance(argument, ast.Constant):
        return isinstance(argument.value, str)
    return isinstance(argument, ast.Call) and _name(argument.func) == "literal"
