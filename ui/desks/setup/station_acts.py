"""What an administrator can do about the server of a shared case, in words: each act, what it means, where it is offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adjudicator.words import _

TO_FOUND = frozenset({"url", "password"})
"""The fields of a login that may found."""

FOUNDING, BRINGING = _("Asking the server"), _("Bringing the record to the server")


@dataclass(frozen=True, slots=True)
class StationAct:
    """Something an administrator does about the server: its words in the list of acts, on its button, and while it is under
    way; what it means, and the `fields` that it wants. What is done `at_once` is not asked for a second time.
    """

    choice: str
    button: str
    doing: str
    failed: str
    means: str = ""
    fields: frozenset[str] = TO_FOUND
    at_once: bool = False


ACTS: Mapping[str, StationAct] = {
    "share": StationAct(
        _("Share the case"), _("Share the case"), FOUNDING, _("The case was not shared"), at_once=True,
    ),
    "bring": StationAct(
        _("Bring what the server lacks"), _("Bring what the server lacks"), BRINGING,
        _("Not everything is at the server yet"),
        _("Needed where bringing it was interrupted. Nothing that the server has is changed."), at_once=True,
    ),
    "add": StationAct(
        _("Add a login for one more computer"), _("Add the login"), _("Making the login"), _("The login was not made"),
        _(
            "With it one more computer can join and, with the passphrase of the case, read and record. Its first password is "
            "made here and shown once."
        ),
        TO_FOUND | {"login", "name"},
    ),
    "revoke": StationAct(
        _("Revoke a login"), _("Revoke the login"), _("Having the login revoked"), _("The login was not revoked"),
        _(
            "It is let in no more; what it brought stays. The copy at that computer is not taken away: who has its "
            "passphrase can go on reading what is in it."
        ),
    ),
    "passphrase": StationAct(
        _("Another passphrase for stations that join"), _("Set the passphrase"), _("Setting the passphrase"),
        _("The passphrase was not set"),
        _(
            "Stations that join from now on are asked for it. Copies that are there keep theirs, this one too, until they "
            "are made anew by joining. It takes nothing from a station that left: what it had it can read."
        ),
        frozenset({"passphrase", "again"}),
    ),
    "continue": StationAct(
        _("Continue from this copy after a restore"), _("Continue from this copy"), BRINGING,
        _("Not everything is at the server yet"),
        _(
            "Only after the server was restored from an older backup, and only from the longest copy: it brings what the "
            "server lacks, and every station goes on by itself. What only a longer copy has would be lost to the record."
        ),
    ),
}  # fmt: skip
OF_A_PART: Mapping[str, tuple[str, ...]] = {
    "alone": ("share",),
    "shared": ("bring", "add"),
    "station": ("add", "revoke", "passphrase", "continue"),
    "archive": (),
}
"""What can be done about the server, by what a file is of the shared record."""
