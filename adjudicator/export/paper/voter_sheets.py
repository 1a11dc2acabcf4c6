"""Sheets about voters of held envelopes: the list to call them by, and the receipt that one of them takes home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adjudicator.export.paper.table_sheets import SheetPlace, listed, set_sheet
from adjudicator.people.receipts import NewReceipt
from adjudicator.words import _, beside, n_, small


@dataclass(frozen=True, slots=True)
class ToCall:
    """A voter to call, in words: the envelope, the name, how to reach them, what is waited for, the last contact."""

    number: str
    voter: str
    reach: str
    waits: str
    contact: str


def call_list(calls: Sequence[ToCall], until: str, place: SheetPlace) -> bytes:
    """Voters to call (PDF), one on a line of a page that lies across, in the order given, with room for what came of it."""
    columns = (_("Envelope"), _("Voter"), _("Phone or e-mail"), _("Waits for"), _("Last contact"), _("What came of it"))
    rows = [(call.number, call.voter, call.reach, call.waits, call.contact, "") for call in calls]
    heading = n_("{count} voter", "{count} voters", len(calls))
    return set_sheet(
        place,
        _("Call list"),
        foot=_("It holds personal data. Enter what came of each call, then destroy it."),
        what=[until],
        lists=[listed(heading, columns, (6, 13, 14, 15, 17, 22), rows)],
        across=True,
    )


def receipt_page(number: str, receipt: NewReceipt, waits: Sequence[str], until: str, place: SheetPlace) -> bytes:
    """What a voter takes home (PDF): the receipt's number and its PIN, what is still open, and until when it may come."""
    ask = _(
        "With this number and PIN you learn, free of charge, whether your ballot was counted, and if not, why not "
        "(O.C.G.A. 21-2-418(e)). Nobody else has the PIN: keep this page."
    )
    missing = [_("Still open: {what}.", what=beside(*map(small, waits), by="; ")), until] if waits else []
    return set_sheet(
        place,
        _("Receipt for envelope {number}", number=number),
        foot="",
        what=[ask, *missing],
        blanks=(_("What the voter brought"), _("Handed out by, and when")),
        boxes=[{"box": receipt.number, "holds": _("PIN {pin}", pin=receipt.pin), "lines": [], "sign": []}],
    )
