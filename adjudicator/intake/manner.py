"""What a person says of how a table is to be read: which sheet of a workbook, and which column is which."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from adjudicator.intake.json_items import load_object
from adjudicator.intake.problem_list import ProblemList, nearest, shortened
from adjudicator.intake.tables import Layout
from adjudicator.records.trouble import Problem
from adjudicator.words import _

MOST_OF_MANNER = 1 << 20
"""Bytes of a file that says which column is which."""


@dataclass(frozen=True, slots=True)
class Manner:
    """The `sheet`, empty for the only one; and for a header of the file, as it stands there, the `columns` it means.

    A header that means nothing ("") is passed over; one that is not named means what its own name says.
    """

    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict[str, str])

    def of(self, layout: Layout) -> Layout:
        """The layout, read in this manner."""
        if not self.columns:
            return layout
        named = {header.strip(): column for header, column in self.columns.items()}

        def spelt(header: str) -> str:
            said = named.get(header.strip())
            return layout.spelt(header) if said is None else said

        return replace(layout, spelt=spelt, passed_over=frozenset(name for name, column in named.items() if not column))


AS_IT_IS = Manner()


def read_columns(data: bytes, file: str, columns: Collection[str]) -> Mapping[str, str] | Problem:
    """Which column is which, from a file of JSON: {"Env #": "envelope_number", "Remarks": ""}; or what is wrong with it."""
    problems, wanted = ProblemList(file), _("Write it as {example}.", example=EXAMPLE)
    read = load_object(data, problems, wanted)
    if read is None or problems.has_errors:
        return problems.shown()[0]
    if not all(isinstance(each, str) for each in read.keys.values()):
        return Problem(file, _("does not say which column is which"), wanted)
    said: Mapping[str, str] = read.keys
    for column in said.values():
        if column and column not in columns:
            near = nearest(column, columns)
            remedy = _('Write "{column}" if that is meant.', column=near) if near else _("Write a column of this kind.")
            return Problem(
                file, _("names a column that this kind of file does not have"), remedy, value=shortened(column)
            )
    twice = next((each for each in said.values() if each and list(said.values()).count(each) > 1), "")
    if twice:
        return Problem(file, _("says of two columns that they are the same"), _("Keep one of the two."), value=twice)
    return said


EXAMPLE = '{"Env #": "envelope_number", "Remarks": ""}'
