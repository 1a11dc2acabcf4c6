"""The readers of all kinds of files that are received, by the code that stands in the record.

Each is the READER of the module that `records.received.FILE_KINDS` names, so that a new kind is named once. An import that
is written out here would name it a second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast

from adjudicator.intake.reading import Reader
from adjudicator.records.received import FILE_KINDS


def _reader(module: str) -> Reader:
    return cast("Reader", import_module(f"adjudicator.intake.{module}").READER)


READERS: Mapping[str, Reader] = {code: _reader(kind.reader) for code, kind in FILE_KINDS.items() if kind.reader}
"""Code -> how a file of the kind is read."""
