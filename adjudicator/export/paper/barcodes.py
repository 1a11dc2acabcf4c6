"""Barcodes to print: a line (Code 128) where there is room for one, which every scanner reads, else a square (QR)."""

from __future__ import annotations

from typing import Any, cast

from adjudicator.export.paper.typeset import qr_svg

QUIET = 10
"""Empty modules on each side of a line, without which no scanner finds it (ISO/IEC 15417)."""

MODULE = 0.01
"""Inches of the narrowest bar: what a cheap label printer prints whole and a cheap scanner reads."""


def code_svg(text: str, inches: float) -> tuple[str, bool]:
    """A text as a barcode that is at most so wide, drawn as SVG, and whether it is a line; empty where neither can say it."""
    modules = _modules(text)
    if modules and (len(modules) + 2 * QUIET) * MODULE <= inches:
        return _line(modules), True
    return qr_svg(text), False


def _modules(text: str) -> str:
    """The bars of a line as "1" (dark) and "0"; empty for a text that no line says."""
    import zxingcpp  # noqa: PLC0415 - only labels need it

    if not text.isascii() or not text.isprintable() or text != text.strip():
        return ""
    line = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128)
    dots: Any = memoryview(cast("Any", line.to_image(scale=1, add_quiet_zones=False)))
    height, width = dots.shape
    return "".join("1" if dots[height // 2, at] < 128 else "0" for at in range(width))


def _line(modules: str) -> str:
    """Drawn one module high, to be stretched as high as there is room."""
    bars, at = "", 0
    while at < len(modules):
        wide = len(modules[at:]) - len(modules[at:].lstrip(modules[at]))
        bars += f"M{at + QUIET} 0h{wide}v1h-{wide}z" if modules[at] == "1" else ""
        at += wide
    size = f'width="{len(modules) + 2 * QUIET}" height="1" viewBox="0 0 {len(modules) + 2 * QUIET} 1"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} preserveAspectRatio="none"><path d="{bars}"/></svg>'
