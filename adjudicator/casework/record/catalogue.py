"""The catalogue of entry kinds: what each means, about whom, and its version.

Stored bodies never change. When the data of a kind change, its version goes up and an upcast step brings older entries
to the new form on reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from msgspec import DecodeError
from msgspec.structs import replace

from adjudicator.casework.record.entry import Entry
from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry: `subject` names what it is about, `meaning` is one sentence for the record's readers."""

    version: int
    subject: str
    meaning: str


SHARED = "case.shared"
"""The kind of entry behind which many stations act at the same time."""

LEFT = "case.left"
"""The kind of entry by which a station's copy goes on as a record of its own, once two people have added it."""

CATALOGUE: Mapping[str, Kind] = {
    "case.opened": Kind(3, "case", _("The case file was made for one election in one county, with a pack of rules.")),
    "case.restored": Kind(1, "case", _("The case went on in a copy that was restored from a backup.")),
    "form.raised": Kind(1, "case", _("A newer version of the program raised the case file to its form.")),
    "accounts.adopted": Kind(
        1, "case", _("An administrator looked at all accounts of an older form and what they did, and vouched for them.")
    ),
    "person.added": Kind(2, "person", _("A person was given an account and roles.")),
    "person.changed": Kind(1, "person", _("A person's roles were changed, or the account was closed or opened again.")),
    "person.key_changed": Kind(1, "person", _("A person was given a new key, because the password was lost.")),
    "person.key_made": Kind(1, "person", _("A person made a key of their own, on their own station.")),
    "person.key_recovered": Kind(
        1, "person", _("An administrator was given a new key with the recovery key that was printed when the case was made.")
    ),
    "person.key_disputed": Kind(
        1, "person", _("A supervisor recorded that another person used somebody's key, and from which entry on.")
    ),
    "person.confirmed": Kind(
        1, "person", _("A second person confirmed an account, roles or a key that one person had given.")
    ),
    "strict.proposed": Kind(1, "case", _("A person proposed that approvals must rest on what two people gave, or need not.")),
    "strict.set": Kind(1, "case", _("A second person agreed to it.")),
    "acts.signed": Kind(1, "person", _("A person signed all their acts of a stretch of the log together.")),
    "person.password_changed": Kind(1, "person", _("A person changed their own password; the key stays the same.")),
    "person.signed_in": Kind(1, "person", _("A person signed in.")),
    "clock.set_back": Kind(1, "case", _("The machine's clock stood before the newest entry when a person acted.")),
    "person.signed_out": Kind(1, "person", _("A person signed out, or was signed out at the end of the shift.")),
    "file.received": Kind(3, "file", _("A file from outside was read whole and received.")),
    "order.entered": Kind(2, "order", _("A court order that extends the hours of polling places was entered.")),
    "order.amended": Kind(1, "order", _("What the record has of a court order was put right, with a reason.")),
    "order.changed": Kind(1, "order", _("The status of a court order changed.")),
    "pack.changed": Kind(1, "case", _("A supervisor put another pack of rules in force.")),
    "position.set": Kind(1, "case", _("A motion of the board set what is taken where the law is silent.")),
    "sittings.changed": Kind(1, "case", _("It was set when an idle screen is locked, and when shifts end.")),
    "second_decisions.set": Kind(1, "case", _("A supervisor set how many of a batch are decided a second time.")),
    "reasons.changed": Kind(1, "case", _("The table of codes that poll workers tick was changed.")),
    "passphrase.changed": Kind(
        1, "case", _("An administrator put the case file under another passphrase, under its first, or under none.")
    ),
    SHARED: Kind(1, "case", _("From here on several stations share the record, each with a copy of it.")),
    LEFT: Kind(1, "case", _("An administrator and a supervisor let a copy of a shared record go on by itself.")),
    "period.closed": Kind(1, "case", _("The period for clarifying and curing was closed by a supervisor.")),
    "day.closed": Kind(2, "case", _("A supervisor closed the day and signed the record as it stood.")),
    "envelope.received": Kind(3, "envelope", _("An envelope was received with its papers.")),
    "envelope.corrected": Kind(3, "envelope", _("What had been received of an envelope was corrected from its papers.")),
    "envelope.taken": Kind(1, "envelope", _("A person took an envelope to work on it; nobody else does meanwhile.")),
    "envelope.put_back": Kind(1, "envelope", _("A person put an envelope back that they had taken.")),
    "envelope.taken_over": Kind(2, "envelope", _("A person took an envelope over from the one who had taken it.")),
    "facts.recorded": Kind(2, "envelope", _("Answers about an envelope were recorded, each with its source.")),
    "research.recorded": Kind(3, "envelope", _("It was recorded where a voter was looked for, and what came of it.")),
    "cure.recorded": Kind(2, "envelope", _("What a held envelope was waiting for arrived; it goes back to review.")),
    "envelope.determined": Kind(2, "envelope", _("A person recorded a determination, with its facts.")),
    "determination.withdrawn": Kind(1, "envelope", _("A person took back a determination before it was closed.")),
    "envelope.referred": Kind(1, "envelope", _("A reviewer referred an envelope to a supervisor.")),
    "referral.answered": Kind(1, "envelope", _("A supervisor answered a referral; it goes back to review.")),
    "referral.taken_back": Kind(1, "envelope", _("A reviewer took their question to a supervisor back before its answer.")),
    "batch.closed": Kind(2, "batch", _("A person closed determinations into a batch for approval.")),
    "determination.checked": Kind(
        1, "envelope", _("Another reviewer decided a drawn envelope a second time, without seeing the first determination.")
    ),
    "envelope.returned": Kind(1, "batch", _("A supervisor returned an envelope to its reviewer.")),
    "batch.approved": Kind(2, "batch", _("Another person approved exactly the batch's list, and looked at what is named.")),
    "envelope.reopened": Kind(1, "envelope", _("A supervisor reopened an approved envelope, with a reason.")),
    "contact.logged": Kind(1, "contact", _("A person noted how the voter of an envelope was reached, and what came of it.")),
    "receipt.given": Kind(1, "contact", _("A voter was given a receipt, for the look-up of what became of the ballot.")),
    "mistake.asked": Kind(1, "envelope", _("A person said that an envelope was entered by mistake, or stands after all.")),
    "mistake.answered": Kind(1, "envelope", _("A supervisor who is another person agreed to it, or did not.")),
    "release.made": Kind(2, "release", _("Approved determinations left the office as files.")),
    "release.acknowledged": Kind(
        1, "release", _("The tabulation room said that it has a release, and how many ballots it found in it.")
    ),
    "steps.set": Kind(1, "count", _("It was set when the board votes, and on which style duplicates are made.")),
    "person.sworn": Kind(1, "person", _("The day on which a person took the oath of those who touch ballots was recorded.")),
    "docket.drawn": Kind(1, "docket", _("What goes before the board was put together.")),
    "docket.amended": Kind(1, "docket", _("After certification, what goes before the board once more was put together.")),
    "docket.voted": Kind(1, "docket", _("The board voted on a docket; the secretary recorded the vote and each ruling.")),
    "authority.given": Kind(1, "count", _("The board let staff go on before its vote, which is then still owed.")),
    "envelopes.looked_up": Kind(1, "count", _("Envelopes were looked up once more in the newest lists.")),
    "hit.told": Kind(1, "count", _("It was reported what was found in a newer list after an envelope was opened.")),
    "bag.counted": Kind(1, "count", _("What a polling place brought was held against its numbered list.")),
    "pile.sorted": Kind(1, "pile", _("Two people sorted a pile of envelopes and counted it by hand.")),
    "session.opened": Kind(1, "session", _("People at one table opened a pile of envelopes.")),
    "session.duplicated": Kind(1, "session", _("A maker and a witness duplicated ballots of a pile that others had opened.")),
    "pile.signed": Kind(1, "pile", _("Another of those who sorted a pile signed it.")),
    "session.signed": Kind(1, "session", _("Another person of a session signed it.")),
    "exception.settled": Kind(1, "session", _("A supervisor said what becomes of an envelope with an exception.")),
    "box.sealed": Kind(1, "box", _("A box was put under seal.")),
    "box.moved": Kind(1, "box", _("A box went to another place.")),
    "box.opened": Kind(1, "box", _("The seals of a box were broken.")),
    "box.delivered": Kind(1, "box", _("A box was handed over for good.")),
    "box.signed": Kind(1, "box", _("The second person of a step of a box signed it.")),
    "scan.recorded": Kind(1, "scan", _("A batch of ballots went through a scanner.")),
    "scan.cleared": Kind(1, "scan", _("The review panel settled ballots of a scanner batch.")),
    "scan.in_results": Kind(1, "scan", _("A scanner batch was taken into the county's results.")),
    "scan.voided": Kind(1, "scan", _("A scanner batch does not stand; another may be in its place.")),
    "count.reconciled": Kind(1, "count", _("Results were held against the ballots that may count.")),
    "upload.made": Kind(1, "upload", _("Cumulative results were sent to the state.")),
    "upload.withdrawn": Kind(1, "upload", _("An upload was taken out of the state's totals.")),
    "upload.seen": Kind(1, "upload", _("The state's site was looked at for an upload.")),
    "count.certified": Kind(1, "count", _("The board certified the count.")),
    "difference.explained": Kind(1, "count", _("A supervisor explained why two numbers differ.")),
}  # fmt: skip

CHANGES_NOTHING_SEEN = frozenset({
    "envelope.taken", "envelope.put_back", "envelope.taken_over", "person.signed_in", "person.signed_out",
    "person.password_changed", "person.key_made", "acts.signed",
})  # fmt: skip
"""Kinds after which an act on the record as a whole still does what was shown before it: people come and go, and take
envelopes, all the time."""

NOW_SEALED = (
    "file.received", "envelope.received", "envelope.corrected", "envelope.taken_over", "facts.recorded",
    "research.recorded", "cure.recorded",
)  # fmt: skip
"""Kinds whose version 2 seals what version 1 left out where it was empty, and the digests of files, which stood in the
clear. What an older entry does not have stays unknown, and a digest in the clear is read as such."""

WITH_OPEN_ENDS = ("order.entered", "day.closed")
"""Kinds whose version 2 came with form 5.0: hours at each place of an order, and the steps of the day that were open."""

FORM = "6.0"
"""The form of a case as this program writes it: which kinds of entry there are, what each says, and what forbids the rest."""

UNSIGNED_FORM = "3.0"
"""The form in which acts are not signed one by one."""

RAISED_IN_5 = ("batch.closed", "batch.approved", "release.made", "envelope.determined")
"""Kinds whose version went up in form 5.0: what is decided a second time, what was looked at, what a release takes away, and
the contests for which a ballot was cast too late, stand in them since."""

RAISED_IN_6 = ("research.recorded",)
"""Kinds whose version 3 came with form 6.0: whether the program looked up by itself what is recorded."""

IN_OLDER_FORMS: Mapping[str, Mapping[str, int]] = {
    UNSIGNED_FORM: dict.fromkeys(("case.opened", "person.added", *NOW_SEALED, *WITH_OPEN_ENDS, *RAISED_IN_5), 1),
    "4.0": {
        "case.opened": 2,
        **dict.fromkeys(("file.received", "envelope.received", "envelope.corrected", *RAISED_IN_6), 2),
        **dict.fromkeys((*WITH_OPEN_ENDS, *RAISED_IN_5), 1),
    },
    "5.0": dict.fromkeys(RAISED_IN_6, 2),
}
"""Form -> the versions that entries had in it, of kinds whose version went up since."""

NEW_IN: Mapping[str, frozenset[str]] = {
    "5.0": frozenset({
        "release.acknowledged", "second_decisions.set", "determination.checked", "contact.logged", "receipt.given",
        "steps.set", "person.sworn", "docket.drawn", "docket.amended", "docket.voted", "authority.given",
        "envelopes.looked_up", "hit.told", "bag.counted", "pile.sorted", "session.opened", "session.duplicated",
        "session.signed", "exception.settled", "box.sealed", "box.moved", "box.opened", "box.delivered", "scan.recorded",
        "scan.cleared", "scan.in_results", "scan.voided", "count.reconciled", "upload.made", "upload.withdrawn",
        "upload.seen", "count.certified", "difference.explained", "order.amended", "mistake.asked", "mistake.answered",
        "referral.taken_back",
        "pile.signed", "box.signed",
    }),
    "6.0": frozenset({SHARED}),
}  # fmt: skip
"""Form -> the kinds that no form before it had; kept from form 5.0 on."""


@lru_cache(1024)
def version_in(form: str, kind: str) -> int:
    """The version in which a form writes a kind of entry; 0 for a kind that it does not have."""
    later = any(kind in kinds and is_after(since, form) for since, kinds in NEW_IN.items())
    newest = CATALOGUE[kind].version if kind in CATALOGUE and not later else 0
    return IN_OLDER_FORMS.get(form, {}).get(kind, newest)


@lru_cache(64)
def is_after(form: str, other: str) -> bool:
    """Whether a form ("4.0") came after another; an empty name is none. Raises ValueError for what is no name of a form."""
    return bool(form) and tuple(map(int, form.split("."))) > tuple(map(int, other.split(".")))


Upcast = Callable[[Mapping[str, Any]], Mapping[str, Any]]


def _as_it_is(data: Mapping[str, Any]) -> Mapping[str, Any]:
    return data


def _same_hours_everywhere(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Until form 5.0 an order had one beginning and one end, the same at all its places, and was for every contest."""
    kept = {name: value for name, value in data.items() if name not in ("places", "begins", "ends")}
    return {**kept, "hours": {place: [data["begins"], data["ends"]] for place in data["places"]}, "contests": []}


UPCASTS: Mapping[tuple[str, int], Upcast] = {
    ("case.opened", 1): lambda data: {**data, "form": UNSIGNED_FORM, "recovery": ""},
    ("case.opened", 2): lambda data: {**data, "board_votes": "off"},
    ("person.added", 1): _as_it_is,  # from version 2 on the first administrator is added by themselves
    ("release.made", 1): lambda data: {**data, "taken_away": None},  # it took nothing away
    **{(kind, 1): _as_it_is for kind in NOW_SEALED},
    # from version 3 on a file may say up to when it speaks, and an envelope may say in which box it lies
    ("file.received", 2): _as_it_is,
    ("envelope.received", 2): _as_it_is,
    ("envelope.corrected", 2): _as_it_is,
    ("research.recorded", 2): lambda data: {**data, "by_program": False},  # the lines bear the person's name
    ("order.entered", 1): _same_hours_everywhere,
    ("day.closed", 1): lambda data: {**data, "open": {}},
    ("envelope.determined", 1): lambda data: {**data, "cast_too_late_for": []},  # every order was for all contests
    ("batch.closed", 1): lambda data: {**data, "second_decisions": 0},
    ("batch.approved", 1): lambda data: {**data, "looked_at": [], "sample": []},  # nothing is known of it
}
"""(kind, version) -> the step to the next version."""


class UnknownKindError(Exception):
    """An entry of a kind or version that this program does not know: the file was written by a newer one, or damaged."""


UNFIT = (
    UnknownKindError, DecodeError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError,
)  # fmt: skip
"""What reading or applying an entry raises that no program wrote: of an unknown kind, without what its kind has to say, with
a value of another type, too large or too deep, or no entry at all."""


def upcast(entry: Entry) -> Entry:
    """Bring an entry to the newest version of its kind; raises UnknownKindError for what the catalogue does not have."""
    kind = CATALOGUE.get(entry.kind)
    if kind is None or entry.version > kind.version:
        raise UnknownKindError(f"{entry.kind} v{entry.version}")
    while entry.version < kind.version:
        step = UPCASTS[entry.kind, entry.version]
        entry = replace(entry, version=entry.version + 1, data=step(entry.data))
    return entry


def new_entry(kind: str, at: str, by: str, data: Mapping[str, Any]) -> Entry:
    """Make an entry of the newest version of its kind."""
    return Entry(kind, CATALOGUE[kind].version, at, by, data)
