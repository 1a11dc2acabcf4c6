"""The theme: tokens made into a palette, a style sheet and fonts for the whole application, switched while it runs.

`theme()` is the one theme of the application. `theme().look` says what is drawn now: `look.colour("accent")`,
`look.px(16)`, `look.font("title")`. `theme().apply(app, "dark", 150)` changes it; `theme().changed` tells widgets that
paint themselves. Remembered choices: `theme().load(app)` at start, each `apply` saves. `keep_width(widget, 480, 760)` and
`keep_height` fix sizes that grow with the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from string import Template

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.resources import resource
from ui.kit.style import fonts
from ui.kit.style.restyling import caught_up, restyle_all
from ui.kit.style.tokens import INKS, PALETTES, RADIUS, TEXT_SIZES, TINT, mix

THEMES = ("system", "light", "dark")

_MIXED = {"hover": ("text", 0.05), "edge": ("muted", 0.7), "faded": ("muted", 0.6), "hairline": ("line", 0.6)}
"""Colours mixed over the surface: under the mouse, the edge of a field (3:1), words of what cannot be used now,
the line between rows."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is drawn now: "light" or "dark", and the text size in per cent."""

    name: str = "light"
    text_size: int = 100

    @property
    def scale(self) -> float:
        """The text size as a factor, 1.0 to 2.0."""
        return self.text_size / 100

    def px(self, size: float) -> int:
        """A size in pixels at 100 %, scaled."""
        return round(size * self.scale)

    def hex(self, token: str) -> str:
        """A colour token as hex; "<token>_tint" is its tinted background over the surface.

        Mixed from the tokens: "hover", "edge", "faded", "hairline".
        """
        palette = PALETTES[self.name]
        if token in palette:
            return palette[token]
        if token in _MIXED:
            ink, share = _MIXED[token]
            return mix(palette[ink], palette["surface"], share)
        return mix(palette[token.removesuffix("_tint")], palette["surface"], TINT)

    def colour(self, token: str) -> QColor:
        return QColor(self.hex(token))

    def font(self, style: str, *, tabular: bool = False) -> QFont:
        """The font of a text style, scaled; `tabular` gives all digits one width."""
        return fonts.font(style, self.scale, tabular=tabular)

    def line_height(self, style: str) -> int:
        """How high a label with one line in a text style is, in pixels."""
        return ceil(QFontMetricsF(self.font(style)).height())


class Theme(QObject):
    """Applies a look to the application. Signal: `changed()` after palette, fonts and style sheet are in place."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.look = Look()
        self.choice = "light"
        self._follows = False

    def apply(self, app: QApplication, choice: str = "system", text_size: int = 100) -> None:
        """Draws `app` in "system", "light" or "dark" at 100 to 200 %, and remembers the choice."""
        self.choice = choice
        self._follow_system()
        self._draw(app, Look(_resolved(choice), min(max(text_size, TEXT_SIZES[0]), TEXT_SIZES[-1])))
        QSettings().setValue("look/theme", choice)
        QSettings().setValue("look/text_size", self.look.text_size)

    def load(self, app: QApplication) -> None:
        """Applies what was chosen the last time, else the system's theme at 100 %."""
        choice = str(QSettings().value("look/theme", "system"))
        size = str(QSettings().value("look/text_size", 100))
        self.apply(app, choice if choice in THEMES else "system", int(size) if size.isdigit() else 100)

    def catch_up(self, page: QWidget) -> None:
        """Draws a page that was let wait in the look of now, before it is shown; one that missed nothing costs nothing."""
        if caught_up(page):
            self.changed.emit()  # what is measured by other widgets could not be before they had their look

    def _draw(self, app: QApplication, look: Look) -> None:
        """Draws a look; one that is drawn already costs nothing, for a style sheet touches every widget in sight."""
        sheet = style_sheet(look)
        if look == self.look and app.styleSheet() == sheet:
            return
        self.look = look
        if (
            not app.styleSheet()
        ):  # with a style sheet the style has no name, and to set it again draws every widget anew
            app.setStyle("Fusion")
        app.setFont(look.font("body"))
        app.setPalette(palette_of(look))
        restyle_all(app, sheet)
        self.changed.emit()

    def _follow_system(self) -> None:
        if not self._follows:
            QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
            self._follows = True

    def _system_changed(self) -> None:
        app = QApplication.instance()
        wanted = _resolved("system")
        if self.choice == "system" and wanted != self.look.name and isinstance(app, QApplication):
            self._draw(app, Look(wanted, self.look.text_size))


_THEME: list[Theme] = []


def theme() -> Theme:
    """The one theme of the application, made at the first call."""
    if not _THEME:
        _THEME.append(Theme())
    return _THEME[0]


def look() -> Look:
    """What is drawn now; short for `theme().look`."""
    return theme().look


class _KeptSize(QObject):
    """Sets a size of its widget anew with each look."""

    def __init__(self, widget: QWidget, fit: Callable[[], object]) -> None:
        super().__init__(widget)
        self._fit = fit
        theme().changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        self._fit()


def keep_width(widget: QWidget, width: int, most: int) -> None:
    """Keeps a widget `width` wide, in pixels at 100 %; at any text size no wider than `most` pixels."""
    _KeptSize(widget, lambda: widget.setFixedWidth(min(look().px(width), most)))


def keep_height(widget: QWidget, height: int) -> None:
    """Keeps a widget `height` high, in pixels at 100 %."""
    _KeptSize(widget, lambda: widget.setFixedHeight(look().px(height)))


def restyle(widget: QWidget) -> None:
    """Has the style sheet looked up again after a property of `widget` changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_property(widget: QWidget, name: str, value: str | bool) -> None:
    """Sets a property that the style sheet selects by, and restyles only where it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def palette_of(drawn: Look) -> QPalette:
    """The palette of a look, so that plain Qt widgets fit in."""
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, drawn.colour(token))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, drawn.colour("faded"))
    return palette


def style_sheet(drawn: Look) -> str:
    """The application's style sheet, filled from the tokens of a look."""
    return Template(resource("theme", "app.qss").read_text(encoding="utf-8")).substitute(_values(drawn))


def _values(drawn: Look) -> Mapping[str, str]:
    values = {token: drawn.hex(token) for token in PALETTES[drawn.name]}
    values |= {f"{ink}_tint": drawn.hex(f"{ink}_tint") for ink in INKS}
    values |= {f"px{size}": str(drawn.px(size)) for size in (2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 28, 32, 36, 40)}
    values |= {token: drawn.hex(token) for token in _MIXED}
    values |= {"inset": str(drawn.px(6) - 1), "inset_wide": str(drawn.px(10) - 1)}
    values |= {"round": str(drawn.px(16) // 2 + 1), "radio": str(drawn.px(16) + 2 - 2 * drawn.px(4))}
    return values | {"radius": str(RADIUS), "drawn": resource("theme", drawn.name).as_posix()}


def _resolved(choice: str) -> str:
    if choice in PALETTES:
        return choice
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


_ROLES = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "canvas",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.BrightText: "not_counted",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "surface",
    QPalette.ColorRole.Shadow: "line",
}
