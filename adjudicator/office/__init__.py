"""The office: one method per act of a person. The only door for the window and the command line.

Each act checks the person's right, asks `casework` to decide, and appends what follows in one transaction with the
projections. What happened comes back to every listener as the new entries. A county's desks are objects of the office:
`people`, `receive`, `review`, `batches`, `releases`, `record`, `overview`, `explanations`,
`orders`, `law`, `second`, `mistakes`, `sittings`, `board`, `tabulation`, `accounts`, `day`.

All of it is loaded when somebody asks for it: the second process of a verification needs the law of the case alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adjudicator.office.behind.room import Done
    from adjudicator.office.office import Office

__all__ = ["Done", "Office"]


def __getattr__(name: str) -> object:
    if name == "Office":
        from adjudicator.office.office import Office  # noqa: PLC0415 - a second that the second process need not take

        return Office
    if name == "Done":
        from adjudicator.office.behind.room import Done  # noqa: PLC0415 - as above

        return Done
    raise AttributeError(name)
