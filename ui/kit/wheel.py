"""The wheel over what lies on a page that scrolls: `Wheel(window)`.

A table or a text scrolls by the wheel once it has the focus and where it can scroll that way; else the page does. A
combo box, a number or tabs without the focus never change by the wheel. Where the page cannot scroll that way, a table
does without the focus, too.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

_ROLLS = (QAbstractItemView, QPlainTextEdit, QTextEdit)
_CHANGES = (QComboBox, QAbstractSpinBox, QTabBar)


class Wheel(QObject):
    """Gives the wheel to the page, where it enters the window and before any widget: a few events, not all of them."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.winId()  # the native window, where input enters
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if not isinstance(event, QWheelEvent) or event.type() != QEvent.Type.Wheel:
            return False
        if QApplication.activePopupWidget() is not None:
            return False
        catcher = _catcher(self._window.childAt(event.position().toPoint()))
        if catcher is None or _has_focus(catcher):
            return False
        page = _page(catcher, event.angleDelta().y())
        if page is not None:
            _pass_on(event, page.viewport())
        return page is not None or isinstance(catcher, _CHANGES)


def _catcher(widget: QWidget | None) -> QWidget | None:
    """What would take the wheel at a widget, if it is more than the page. A person who points at a scroll bar means it."""
    while widget is not None and not isinstance(widget, (QScrollBar, QScrollArea)) and not widget.isWindow():
        if isinstance(widget, (*_ROLLS, *_CHANGES)) and not isinstance(widget, QHeaderView):
            return widget
        widget = widget.parentWidget()
    return None


def _has_focus(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (widget is focused or widget.isAncestorOf(focused))


def _page(widget: QWidget, way: int) -> QScrollArea | None:
    """The nearest page around a widget that can scroll that way: up where `way` is above 0, down where it is below."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and _moves(around, way):
            return around
        around = around.parentWidget()
    return None


def _moves(area: QAbstractScrollArea, way: int) -> bool:
    bar = area.verticalScrollBar()
    return (way > 0 and bar.value() > bar.minimum()) or (way < 0 and bar.value() < bar.maximum())


def _pass_on(event: QWheelEvent, viewport: QWidget) -> None:
    there = QPointF(viewport.mapFromGlobal(event.globalPosition()))
    QApplication.sendEvent(
        viewport,
        QWheelEvent(
            there,
            event.globalPosition(),
            event.pixelDelta(),
            event.angleDelta(),
            event.buttons(),
            event.modifiers(),
            event.phase(),
            event.inverted(),
        ),
    )
