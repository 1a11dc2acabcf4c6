"""A style sheet for a running application, in a time that grows with the widgets that are seen.

`restyle_all(app, sheet)` draws everything anew but the pages that wait: `let_wait(page)` says that a page, while it is
hidden, keeps its earlier look until `caught_up(page)`. Qt's own way to exchange a sheet has every widget told again for each
one around it: some 2,700 widgets of a window take it 2 to 4 seconds.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

_POLISHED, _OWN_STYLE = Qt.WidgetAttribute.WA_WState_Polished, Qt.WidgetAttribute.WA_SetStyle
_WAITS, _STALE = "waits_for_its_look", "has_an_earlier_look"


def let_wait(page: QWidget) -> None:
    """Has a page keep its earlier look while it is hidden; `Theme.catch_up` has to be called before it is shown."""
    page.setProperty(_WAITS, True)


def caught_up(page: QWidget) -> bool:
    """Restyles a page that waited, and says whether there was anything to do."""
    if not page.property(_STALE):
        return False
    page.setProperty(_STALE, False)
    _polish(page)
    return True


def restyle_all(app: QApplication, sheet: str) -> None:
    """Exchanges the application's style sheet."""
    if not app.styleSheet():
        app.setStyleSheet(sheet)
        return
    everything = app.allWidgets()
    polished = [widget for widget in everything if widget.testAttribute(_POLISHED)]
    _set(_POLISHED, polished, on=False)
    _set(_OWN_STYLE, everything, on=True)
    try:
        # Qt passes over widgets that are not polished, or have a style of their own, where the style itself is another.
        # It is another only where the sheet is taken away first: a sheet in the place of a sheet is the slow way
        app.setStyleSheet("")
        app.setStyleSheet(sheet)
    finally:
        _set(_POLISHED, polished, on=True)
        _set(_OWN_STYLE, everything, on=False)
    for widget in everything:
        if widget.parentWidget() is None:
            _polish(widget)


def _set(attribute: Qt.WidgetAttribute, widgets: list[QWidget], *, on: bool) -> None:
    for widget in widgets:
        widget.setAttribute(attribute, on)


def _polish(root: QWidget) -> None:
    """Those around before those inside, which take colours and letters from them; then each is told, as Qt does."""
    seen, style, told = list(_seen(root)), root.style(), QEvent(QEvent.Type.StyleChange)
    for widget in seen:
        if widget.testAttribute(_POLISHED):
            style.polish(widget)
    for widget in seen:
        QApplication.sendEvent(widget, told)
        widget.update()


def _seen(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all inside it, without the pages that wait, which are marked as such."""
    yield widget
    for child in widget.children():
        if not isinstance(child, QWidget):
            continue
        if child.isHidden() and child.property(_WAITS):
            child.setProperty(_STALE, True)
        else:
            yield from _seen(child)
