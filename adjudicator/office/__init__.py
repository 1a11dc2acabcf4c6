"""The office: one method per act of a person. The only door for the window and the command line.

Each act checks the person's right, asks `casework` to decide, and appends what follows in one transaction with the
projections. What happened comes back to every listener as the new entries. A county's desks are objects of the office:
`people`, `receive`, `review`, `batches`, `releases`, `record`, `overview`, `explanations`,
`orders`, `law`, `second`, `mistakes`, `sittings`, `board`, `tabulation`, `accounts`, `day`.
"""

from adjudicator.office.behind.room import Done
from adjudicator.office.office import Office

__all__ = ["Done", "Office"]
