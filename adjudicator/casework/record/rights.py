"""Which role may do what: the one table of acts, and which acts write which kinds of entry.

Everything else about rights is read from here: what a person is offered and allowed (`people.rights`), what the database
refuses (`log.schema`), what verify checks, and the table of the manual. That nobody approves a batch with a determination
of their own is no matter of roles: `casework` and the database refuse it, whatever roles a person holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from adjudicator.casework.record.catalogue import UNSIGNED_FORM
from adjudicator.casework.record.entry import Entry
from adjudicator.records.people import ROLES
from adjudicator.words import _

EVERYONE = frozenset(ROLES)


@dataclass(frozen=True, slots=True)
class Right:
    """What may be done, in words that complete "may ...", and the roles that may do it."""

    words: str
    roles: frozenset[str]


def _right(words: str, *roles: str) -> Right:
    return Right(words, frozenset(roles))


RIGHTS: Mapping[str, Right] = MappingProxyType(
    {
        "receive": _right(_("receive envelopes, files and the roll"), "clerk"),
        "correct": _right(_("correct what was received of an envelope"), "clerk", "reviewer"),
        "cure": _right(_("record what a held envelope was waiting for"), "clerk", "reviewer"),
        "contact": _right(_("note a contact with a voter, and print a receipt"), "clerk", "reviewer", "supervisor"),
        "review": _right(_("answer questions about an envelope, and record where a voter was looked for"), "reviewer"),
        "determine": _right(_("record a determination, and take it back"), "reviewer"),
        "refer": _right(_("refer an envelope to a supervisor"), "reviewer"),
        "take": _right(_("take an envelope to work on it"), "reviewer"),
        "put_back": _right(_("put back an envelope that they have taken"), "reviewer", "supervisor"),
        "take_over": _right(_("take an envelope over from a person who has left it"), "reviewer", "supervisor"),
        "set_free": _right(_("take an envelope over at any time, and set it free for others"), "supervisor"),
        "close_batch": _right(_("close determinations into a batch"), "reviewer", "supervisor"),
        "check": _right(_("decide a drawn envelope a second time, without seeing the first determination"), "reviewer"),
        "answer_referral": _right(_("answer a reviewer's question"), "supervisor"),
        "approve": _right(_("approve a batch in which no determination is their own"), "supervisor"),
        "return": _right(_("return an envelope of a batch to its reviewer"), "supervisor"),
        "reopen": _right(_("reopen an approved envelope"), "supervisor"),
        "ask_mistake": _right(_("say that an envelope was entered by mistake"), "clerk", "reviewer"),
        "answer_mistake": _right(
            _("agree that an envelope was entered by mistake, where another person said so"), "supervisor"
        ),
        "read_departures": _right(_("see who decided otherwise than recommended"), "supervisor"),
        "read_pace": _right(_("see how much each person has decided, and how fast"), "supervisor"),
        "close_period": _right(_("close the period for clarifying and curing"), "supervisor"),
        "close_day": _right(_("close the day"), "supervisor"),
        "set_second_decisions": _right(_("set how many of a batch are decided a second time"), "supervisor"),
        "enter_order": _right(_("enter a court order, put it right, and change its status"), "supervisor"),
        "change_pack": _right(_("put another pack of rules in force"), "supervisor"),
        "set_position": _right(_("record a motion of the board"), "supervisor", "secretary"),
        "release": _right(_("make a release"), "supervisor"),
        "set_steps": _right(
            _("set when the board votes, and which style duplicates are made on"), "supervisor", "secretary"
        ),
        "draw_docket": _right(_("put together what goes before the board"), "supervisor", "secretary"),
        "record_vote": _right(_("record a vote of the board"), "secretary"),
        "certify_over": _right(
            _(
                "draw a docket that was not looked up again, and record that the board certifies while something is not "
                "explained, with a reason that is public"
            ),
            "supervisor",
        ),
        "look_up_again": _right(
            _("look envelopes up once more before the board votes on them, and before they are opened"),
            "clerk",
            "custodian",
            "supervisor",
            "secretary",
        ),
        "report_hit": _right(_("record who was told of a vote found after opening"), "supervisor", "secretary"),
        "handle_ballots": _right(_("sort, open and duplicate, each with a second person"), "clerk", "custodian"),
        "settle_exception": _right(_("say what becomes of an envelope with an exception"), "supervisor"),
        "keep_boxes": _right(_("seal, move, open and deliver boxes"), "custodian", "supervisor"),
        "sign_box": Right(_("sign a step of a box at which they were the second person"), EVERYONE),
        "count_bags": _right(_("hold what a place brought against its numbered list"), "clerk"),
        "record_scan": _right(_("record scanner batches"), "custodian", "supervisor"),
        "reconcile": _right(_("hold results against the ballots that may count"), "supervisor"),
        "upload": _right(_("record uploads, and what the state's site shows"), "supervisor"),
        "explain": _right(_("explain why two numbers differ"), "supervisor"),
        "acknowledge": _right(_("record that the tabulation room has a release"), "supervisor"),
        "go_on": _right(
            _(
                "go on in a file that lacks what this computer saw, or, one of each role together, in a copy that leaves the "
                "shared record"
            ),
            "supervisor",
            "administrator",
        ),
        "swear_in": _right(_("record the oath of a person who touches ballots"), "administrator", "supervisor"),
        "add_person": _right(_("give a person an account"), "administrator"),
        "change_person": _right(_("change a person's roles, account or lost password"), "administrator"),
        "confirm_person": _right(_("confirm what one person gave to another"), "administrator", "supervisor"),
        "dispute_key": _right(_("record that a person's key was used by another"), "supervisor"),
        "set_strict": _right(
            _("propose or agree that two people must have given what approvals rest on"), "administrator", "supervisor"
        ),
        "adopt_accounts": _right(_("vouch for the accounts of a case file of an older form"), "administrator"),
        "change_sittings": _right(_("set when an idle screen is locked, and when shifts end"), "administrator"),
        "change_reasons": _right(_("change the codes that poll workers tick"), "administrator"),
        "share": _right(_("share the record with other stations"), "administrator"),
        "change_passphrase": _right(_("encrypt the case file, change its passphrase, or decrypt it"), "administrator"),
        "read": Right(_("read the record and the totals"), EVERYONE),
        "read_names": Right(
            _("see voters' names, addresses and birth dates"), EVERYONE - {"observer", "administrator"}
        ),
        "verify": Right(_("verify the record"), EVERYONE),
    }
)
"""Act -> what it is, and the roles that may do it; the acts of one desk stand together."""

ACTS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "person.added": ("add_person",),
        "person.changed": ("change_person",),
        "person.key_changed": ("change_person",),
        "person.confirmed": ("confirm_person",),
        "person.key_disputed": ("dispute_key",),
        "accounts.adopted": ("adopt_accounts",),
        "strict.proposed": ("set_strict",),
        "strict.set": ("set_strict",),
        "file.received": ("receive",),
        "order.entered": ("enter_order",),
        "order.amended": ("enter_order",),
        "order.changed": ("enter_order",),
        "pack.changed": ("change_pack",),
        "position.set": ("set_position",),
        "reasons.changed": ("change_reasons",),
        "passphrase.changed": ("change_passphrase",),
        "case.shared": ("share",),
        "case.left": ("go_on",),
        "sittings.changed": ("change_sittings",),
        "second_decisions.set": ("set_second_decisions",),
        "period.closed": ("close_period",),
        "day.closed": ("close_day",),
        "envelope.received": ("receive",),
        "envelope.corrected": ("correct",),
        "envelope.taken": ("take",),
        "envelope.put_back": ("put_back", "set_free"),
        "envelope.taken_over": ("take_over", "set_free"),
        "facts.recorded": ("review",),
        "research.recorded": ("review",),
        "cure.recorded": ("cure",),
        "contact.logged": ("contact",),
        "receipt.given": ("contact",),
        "envelope.determined": ("determine",),
        "determination.withdrawn": ("determine", "review"),  # a second envelope of one voter sends the first back
        "envelope.referred": ("refer",),
        "referral.answered": ("answer_referral",),
        "referral.taken_back": ("refer",),
        "batch.closed": ("close_batch",),
        "envelope.returned": ("return",),
        "determination.checked": ("check",),
        "batch.approved": ("approve",),
        "envelope.reopened": ("reopen",),
        "mistake.asked": ("ask_mistake",),
        "mistake.answered": ("answer_mistake",),
        "release.made": ("release",),
        "steps.set": ("set_steps",),
        "person.sworn": ("swear_in",),
        "docket.drawn": ("draw_docket",),
        "docket.amended": ("draw_docket",),
        "docket.voted": ("record_vote",),
        "authority.given": ("record_vote",),
        "count.certified": ("record_vote", "certify_over"),
        "envelopes.looked_up": ("look_up_again",),
        "hit.told": ("report_hit",),
        "bag.counted": ("count_bags",),
        "pile.sorted": ("handle_ballots",),
        "pile.signed": ("handle_ballots",),
        "session.opened": ("handle_ballots",),
        "session.duplicated": ("handle_ballots",),
        "session.signed": ("handle_ballots", "settle_exception"),  # a supervisor at the table, who lets them go on
        "exception.settled": ("settle_exception",),
        "box.sealed": ("keep_boxes",),
        "box.moved": ("keep_boxes",),
        "box.opened": ("keep_boxes",),
        "box.delivered": ("keep_boxes",),
        "box.signed": ("sign_box",),
        "scan.recorded": ("record_scan",),
        "scan.cleared": ("record_scan",),
        "scan.in_results": ("record_scan",),
        "scan.voided": ("record_scan",),
        "count.reconciled": ("reconcile",),
        "upload.made": ("upload",),
        "upload.withdrawn": ("upload",),
        "upload.seen": ("upload",),
        "difference.explained": ("explain",),
        "release.acknowledged": ("acknowledge",),
    }
)
"""Kind of entry -> the acts that write it; a person who may do one of them may add it."""

ANSWERING = frozenset({"administrator", "supervisor"})
"""Roles that answer for the record as a whole; where a copy leaves the shared record, one of each signs."""


def together_answer(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether of two people one may sign as an administrator and the other as a supervisor."""
    pairs = (("administrator", "supervisor"), ("supervisor", "administrator"))
    return any(here in one and there in other for here, there in pairs)


GROUND = frozenset({
    "order.entered", "order.amended", "order.changed", "pack.changed", "position.set", "person.key_disputed",
})  # fmt: skip
"""Kinds that change what envelopes are judged on, and so may send determinations back or make them anew."""

FOLLOWING = frozenset({"facts.recorded", "envelope.determined", "determination.withdrawn", "envelope.reopened"})
"""Kinds that the person who changed the ground adds in the same act, by any role: they follow from it."""

OWN = frozenset({
    "person.signed_in", "person.signed_out", "person.password_changed", "person.key_made", "person.key_recovered",
    "acts.signed", "clock.set_back",
})  # fmt: skip
"""Kinds that everybody with an open account adds about themselves, and about nobody else."""

BY_NOBODY = frozenset(
    {"case.opened", "case.restored", "form.raised", "file.received", "person.signed_out", "envelope.put_back"}
)
"""Kinds that the program adds by itself: a case is opened in its first entry and may be given its roll in the second, a
restored copy and a raised form say so themselves, and at the end of a shift a locked screen is left."""


@cache
def roles_that_add(kind: str) -> frozenset[str]:
    """The roles that may add entries of a kind; none for a kind that people add about themselves or nobody adds."""
    return frozenset[str]().union(*(RIGHTS[act].roles for act in ACTS_OF.get(kind, ())))


SECOND = 2  # the place of a roll that is given as the case is made


class Roster:
    """Who had which roles, as the entries of a log tell it in order; says of each whether it may stand there.

    `form` is that of the entries there ("4.0"), empty before the first.
    """

    def __init__(self) -> None:
        self.form = ""
        self._roles: dict[str, frozenset[str]] = {}
        self._ground: tuple[str, str] | None = None

    @classmethod
    def before_act(cls, form: str, holders: Mapping[str, frozenset[str]]) -> Roster:
        """The roster just before an act, of a form, with the roles that people had there."""
        roster = cls()
        roster.form, roster._roles = form, dict(holders)
        return roster

    def admits_all(self, first: int, entries: Sequence[Entry]) -> bool:
        """Whether the entries of an act may all stand there, from the seq `first` on; goes on with those that may."""
        for seq, entry in enumerate(entries, first):
            if not self.admits(seq, entry):
                return False
            self.take(entry)
        return True

    def admits(self, seq: int, entry: Entry) -> bool:
        """Whether the person who added an entry might add it, after the entries taken so far."""
        kind, by = entry.kind, entry.by
        if not by:
            return self._admits_nobodys(seq, entry)
        if by not in self._roles:
            return self._is_first_administrator(entry)
        if kind in OWN:
            return entry.data.get("person") == by and bool(self._roles[by])
        follows = kind in FOLLOWING and self._ground == (entry.at, by)
        return follows or self.allows(kind, by)

    def allows(self, kind: str, by: str) -> bool:
        """Whether a role of a person allows a kind of entry, wherever it stands and whatever it says."""
        return not roles_that_add(kind).isdisjoint(self._roles.get(by, ()))

    @property
    def awaits_what_follows(self) -> bool:
        """Whether the newest entries may have others behind them that follow from them."""
        return self._ground is not None

    def end_act(self) -> None:
        """An act ends here, where it is known which entries are one: nothing follows from it any more."""
        self._ground = None

    def take(self, entry: Entry) -> None:
        """Go on with an entry; a closed account is one without roles."""
        data = entry.data
        if entry.kind in ("person.added", "person.changed"):
            self._roles[data["person"]] = frozenset(data["roles"] if data.get("active", True) else ())
        if entry.kind in GROUND:
            self._ground = (entry.at, entry.by)
        elif entry.kind not in FOLLOWING or (entry.at, entry.by) != self._ground:
            self._ground = None  # what follows stands directly behind, whatever instant a later entry names
        if entry.kind in ("case.opened", "form.raised"):
            self.form = data["form" if entry.kind == "case.opened" else "to"]

    def _admits_nobodys(self, seq: int, entry: Entry) -> bool:
        if entry.kind == "case.opened":
            return seq == 1
        if entry.kind == "file.received":
            return seq == SECOND and entry.data.get("kind") == "roll"
        if entry.kind == "person.added":  # in form 3.0 nobody was named
            return self.form == UNSIGNED_FORM and not self._roles and "administrator" in entry.data["roles"]
        return entry.kind in BY_NOBODY and seq > 1

    def _is_first_administrator(self, entry: Entry) -> bool:
        """Whether the entry makes the first account of a case, an administrator's, who adds it themselves."""
        data = entry.data
        first = entry.kind == "person.added" and not self._roles and data["person"] == entry.by
        return first and "administrator" in data["roles"]
