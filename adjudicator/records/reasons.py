"""The reason codes that a poll worker ticks on a provisional envelope, as shipped.

No statute prescribes them: a case begins with this table and the county edits it.
"""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.words import _

REASON_CODES: Mapping[str, str] = {
    "PR": _("not on the list of electors"),
    "PI": _("no photo identification"),
    "IR": _("first-time voter without identification"),
    "EH": _("hours extended by a court"),
    "OP": _("out of precinct"),
    "OC": _("out of county"),
    "V": _("shown as having voted"),
    "AB": _("absentee ballot not surrendered"),
    "CZ": _("citizenship to be shown"),
    "OT": _("other"),
}
"""Code -> what it says, in the order in which a screen lists them."""
