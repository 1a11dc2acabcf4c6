"""The tokens of the visual language as data: type, space, colour. Nothing else in the window names a size or a colour.

Sizes are pixels at a text size of 100 %; colours are sRGB hex. Names of outcomes are those of the record
("count_full", "count_partial", "not_counted", "held", "undecided").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

FAMILY = "Public Sans"

REGULAR, SEMIBOLD = 400, 600


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Size in pixels at 100 %, weight, and whether digits are of one width."""

    size: int
    weight: int = REGULAR
    tabular: bool = False


TYPE: Mapping[str, TextStyle] = MappingProxyType(
    {
        "caption": TextStyle(12),
        "body": TextStyle(14),
        "strong": TextStyle(14, SEMIBOLD),
        "title": TextStyle(18, SEMIBOLD),
        "headline": TextStyle(24, SEMIBOLD),
        "figure": TextStyle(32, SEMIBOLD, tabular=True),
    }
)

S4, S8, S12, S16, S24, S32 = 4, 8, 12, 16, 24, 32
PANEL_INSIDE, PANEL_BETWEEN, MARGIN = S16, S12, S24
RADIUS, RING = 6, 2
ROW_HEIGHT, RAIL_WIDTH, RAIL_ICONS_UNDER, TOP_BAR_HEIGHT, BAND_HEIGHT = 32, 200, 1100, 48, 22
ICON, ICON_STROKE = 18, 1.5

TEXT_SIZES = (100, 110, 125, 150, 175, 200)

TINT = 0.10
"""How much of a colour is mixed into the surface for a tinted background (8 to 12 %)."""

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "canvas": "#F4F6F8",
        "surface": "#FFFFFF",
        "line": "#D5DBE1",
        "text": "#1A2129",
        "muted": "#56616D",
        "accent": "#1D5FA6",
        "on_accent": "#FFFFFF",
        "count_full": "#1B6E3C",
        "count_partial": "#8A5700",
        "not_counted": "#A3262D",
        "held": "#5A3E9E",
        "undecided": "#56616D",
        "kept_apart": "#0B6670",
    }
)

DARK: Mapping[str, str] = MappingProxyType(
    {
        "canvas": "#14191F",
        "surface": "#1C2229",
        "line": "#39434E",
        "text": "#E9EEF3",
        "muted": "#A3AFBB",
        "accent": "#7DB7F2",
        "on_accent": "#14191F",
        "count_full": "#6FCF91",
        "count_partial": "#F0B85A",
        "not_counted": "#F59097",
        "held": "#BBA5F5",
        "undecided": "#A3AFBB",
        "kept_apart": "#6CCBD6",
    }
)

PALETTES: Mapping[str, Mapping[str, str]] = MappingProxyType({"light": LIGHT, "dark": DARK})

INKS = ("text", "muted", "accent", "count_full", "count_partial", "not_counted", "held", "undecided", "kept_apart")
"""The colours that words are written in, on canvas or surface."""


def mix(front: str, back: str, share: float) -> str:
    """The colour that `share` (0 to 1) of `front` gives over `back`."""
    pairs = zip(_channels(front), _channels(back), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
