"""Typesetting reports: a template of the product and the data for it, to the bytes of a tagged PDF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from adjudicator.resources import path

QR_ERROR = "m"
"""A quarter of the code may be smudged or folded away, roughly half of that survives (ISO/IEC 18004, level M)."""


def typeset(template: str, data: Mapping[str, Any], at: datetime) -> bytes:
    """The PDF (PDF/UA-1) that a template makes of its data. `at`, with its time zone, stands in it as its date.

    The same template, data and instant give the same bytes; system fonts are not looked at.
    """
    import typst  # noqa: PLC0415 - 70 MB that nobody needs who makes no report

    return typst.compile(
        path("reports", template),
        root=path("reports"),
        font_paths=[path("fonts")],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )


def qr_svg(text: str) -> str:
    """A text as a QR code (ISO/IEC 18004), UTF-8, drawn as SVG."""
    out = BytesIO()
    _qr(text).save(out, kind="svg", xmldecl=False, border=2)
    return out.getvalue().decode()


def qr_rows(text: str) -> tuple[str, ...]:
    """The same code as rows of "1" (dark) and "0", without a margin."""
    return tuple("".join("1" if dark else "0" for dark in row) for row in _qr(text).matrix)


def _qr(text: str) -> Any:
    import segno  # noqa: PLC0415 - only reports and one panel need it

    return segno.make(text, error=QR_ERROR, micro=False, boost_error=False, encoding="utf-8")
