"""Setting reports: a template of the product and the data for it, to the bytes of a tagged PDF."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from adjudicator.export.paper.page_words import LABELS
from adjudicator.export.paper.plain_page import plain_page
from adjudicator.records.names import code_mark, is_unseen
from adjudicator.resources import path
from adjudicator.words import Language, said

QR_ERROR = "m"
"""A quarter of the code may be smudged or folded away, roughly half of that survives (ISO/IEC 18004, level M)."""


_UNSHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_ROUNDS = 8
"""A report is set again without what could not be shown; each round tells all that it met."""


def set_page(
    template: str,
    data: Mapping[str, Any],
    at: datetime,
    language: Language,
    lines: Callable[[Mapping[str, Any]], Iterable[str]],
) -> bytes:
    """A report (PDF) as it is meant to look, or its words alone: a release is never held up by the look of a page.

    Every text of the data is said in the language; a `note` gets its QR code beside it. `lines` gives the words of that data
    line by line, where the template cannot be set or the note has no room in a code. `at` as `typeset` takes it.
    """
    told = spoken({**data, "labels": LABELS}, language)
    code = qr_svg(f"{told['note']}\n") if "note" in told else None
    made = None if code == "" else typeset(template, {**told, "language": language.code, "qr": code}, at)
    return made or plain_page(lines(told), language)


def typeset(template: str, data: Mapping[str, Any], at: datetime) -> bytes | None:
    """The PDF (PDF/UA-1) that a template makes of its data; None where it cannot be set at all.

    A character that cannot be seen, or that none of the bundled fonts has, stands as its code ("<U+AE40>"). `at`, with its
    time zone, stands in it as its date. The same template, data and instant give the same bytes; system fonts are not
    looked at.
    """
    shown: Any = _changed(data, _seen)
    for _ in range(_ROUNDS):
        made = _compiled(template, shown, at)
        if not isinstance(made, str):
            return made
        unshown = sorted(map(_unescaped, _UNSHOWN.findall(made)), key=len, reverse=True)
        less = _changed(shown, partial(_without, unshown))
        if less == shown:
            return None
        shown = less
    return None


def spoken(data: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """The data of a page with every text in it said in a language."""
    return cast("dict[str, Any]", _changed(data, partial(said, language=language)))


def _compiled(template: str, data: Any, at: datetime) -> bytes | str | None:
    """A report's bytes, or what the typesetter found wrong with it; None where it failed in another way."""
    try:
        import typst  # noqa: PLC0415 - 70 MB that nobody needs who makes no report
    except ImportError:
        return None
    try:
        return typst.compile(
            path("reports", template),
            root=path("reports"),
            font_paths=_fonts(path("fonts")),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        return error.diagnostic
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        # a panic of the typesetter is no Exception, and a release must not end with it
        return None


@lru_cache(maxsize=1)  # to find and read the fonts anew takes as long as a page does
def _fonts(folder: Path) -> Any:
    import typst  # noqa: PLC0415 - as above

    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """The same data with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        pairs = cast("Mapping[str, Any]", value).items()
        return {key: _changed(each, change) for key, each in pairs}
    if isinstance(value, list | tuple):
        return [_changed(each, change) for each in cast("Sequence[Any]", value)]
    return value


def _seen(text: str) -> str:
    return "".join(code_mark(letter) if letter != "\n" and is_unseen(letter) else letter for letter in text)


def _without(unshown: Sequence[str], text: str) -> str:
    for part in unshown:
        text = text.replace(part, "".join(map(code_mark, part)))
    return text


def _unescaped(text: str) -> str:
    """A text out of the quotation marks of a message of the typesetter's."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else _LETTERS.get(found[2], found[2]), text)


_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def qr_svg(text: str) -> str:
    """A text as a QR code (ISO/IEC 18004), UTF-8, drawn as SVG; empty where the text has no room in one."""
    out = BytesIO()
    try:
        _qr(text).save(out, kind="svg", xmldecl=False, border=2)
    except ValueError:
        return ""
    return out.getvalue().decode()


def qr_rows(text: str) -> tuple[str, ...]:
    """The same code as rows of "1" (dark) and "0", without a margin."""
    return tuple("".join("1" if dark else "0" for dark in row) for row in _qr(text).matrix)


@lru_cache(maxsize=4)  # a release is made once more when it is checked, and trying eight masks takes longest of all
def _qr(text: str) -> Any:
    import segno  # noqa: PLC0415 - only reports and one panel need it

    return segno.make(text, error=QR_ERROR, micro=False, boost_error=False, encoding="utf-8")
