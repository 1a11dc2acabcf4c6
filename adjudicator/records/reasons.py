"""The reason codes that a poll worker ticks on a provisional envelope, as shipped.

No statute prescribes them: a case begins with this table and the county edits it.
"""

from __future__ import annotations

from collections.abc import Mapping

REASON_CODES: Mapping[str, str] = {
    "PR": "not on the list of electors",
    "PI": "no photo identification",
    "IR": "first-time voter without identification",
    "EH": "hours extended by a court",
    "OP": "out of precinct",
    "OC": "out of county",
    "V": "shown as having voted",
    "AB": "absentee ballot not surrendered",
    "CZ": "citizenship to be shown",
    "OT": "other",
}
"""Code -> what it says, in the order in which a screen lists them."""
