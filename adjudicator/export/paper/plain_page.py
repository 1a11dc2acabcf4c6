"""A page for a report that could not be typeset: its text and nothing else, as a PDF that needs no font and no typesetter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

from adjudicator.records.names import code_mark
from adjudicator.words import ENGLISH, Language, _, said

PLAIN = b"%PDF-1.4\n%plain\n"
"""How such a page begins, so that who made it can be told."""

UNSET = _("The page could not be typeset. Its words stand here without their layout, and without pictures.")

_WIDTH, _HEIGHT, _MARGIN = 612, 792, 50  # US letter, in points
_SIZE, _LEADING = 8, 11
_COLUMNS = (_WIDTH - 2 * _MARGIN) * 10 // (_SIZE * 6)  # Courier: every letter is 0.6 of its size wide
_ROWS = (_HEIGHT - 2 * _MARGIN) // _LEADING


def plain_page(lines: Iterable[str], language: Language = ENGLISH) -> bytes:
    """The lines as a PDF of as many pages as they need, long ones broken; what Windows-1252 has not, stands as its code."""
    told = (said(line, language) for line in (UNSET, "", *lines))
    rows = [row for line in told for row in wrap(_plain(line), _COLUMNS) or [""]]
    pages = [rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS)] or [[]]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /Lang ({language.code}-US) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 {_WIDTH} {_HEIGHT}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        resources = f"/Resources << /Font << /F 3 0 R >> >> /Contents {5 + 2 * number} 0 R"
        drawn = _drawn(page)
        objects.append(f"<< /Type /Page /Parent 2 0 R {resources} >>")
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    return _file([each.encode("cp1252") for each in objects])


def _drawn(rows: Sequence[str]) -> str:
    shown = "\n".join(f"({row.translate(_ESCAPES)}) Tj T*" for row in rows)
    return f"BT /F {_SIZE} Tf {_LEADING} TL {_MARGIN} {_HEIGHT - _MARGIN} Td\n{shown}\nET"


_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def _plain(line: str) -> str:
    return "".join(letter if _has(letter) else code_mark(letter) for letter in line)


def _has(letter: str) -> bool:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return letter.isprintable()


def _file(objects: Sequence[bytes]) -> bytes:
    """The objects as a file, with the table that says where each begins (ISO 32000-1, 7.5)."""
    made, places = PLAIN, list[int]()
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, trailer)
