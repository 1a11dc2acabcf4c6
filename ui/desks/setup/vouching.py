"""Setup's part on who answers for accounts and keys: a second person's confirmation, the strict setting, a disputed key."""

from __future__ import annotations

from collections.abc import Callable

from adjudicator.casework.acts.vouching import NO_ENTRY
from adjudicator.office import Done, Office
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, n_
from ui.desks.setup.changes import Changing, Proposal, Worked
from ui.parts import Notice
from ui.shared.standing import refused
from ui.shared.work import TellsProgress

FIELD_OF_DISPUTE = {"no_entry": "since", "same_key": "since"}
"""Code of a refused dispute -> the field of its form."""

STRICT = _("Two people for every account: required")
NOT_STRICT = _("Two people for every account: not required")
WHAT_STRICT = _("Nothing is approved or released that rests on an account, role or key that one person alone gave.")
WHAT_NOT = _("An account, role or key that one person alone gave is enough. The Overview shows how much rests on such.")
DEMAND, END = _("Propose to require it"), _("Propose to end it")
AGREE = _("Agree")


class VouchingPart:
    """Its acts. `refuse` says what was refused beside its field, `tell` shows a notice, `done` is told what happened."""

    def __init__(
        self, office: Office, changing: Changing, refuse: Callable[[Refusal], None], tell: Callable[[Notice], None],
        done: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._office, self._changing = office, changing
        self._refuse, self._tell, self._done = refuse, tell, done

    # what one person gave

    def confirm(self, person_id: str) -> None:
        """Confirm, as a second person, what somebody was given by one."""
        name = self._office.people.name_of(person_id)
        self._ended(
            self._office.vouching.confirm(person_id), _("Two people answer for what {name} was given", name=name)
        )

    # two people for every account

    def strict(self) -> Notice:
        """Whether two people have to have given every account, what that means, and the act that changes it."""
        case = self._office.case
        proposed = case.strict_proposed
        what, why = (STRICT, WHAT_STRICT) if case.strict else (NOT_STRICT, WHAT_NOT)
        if proposed is None:
            return Notice(what, why, action="" if self._may_not() else END if case.strict else DEMAND, kind="notice")
        me = self._office.people.signed_in
        by = self._office.people.name_of(proposed.by)
        require, end = _("{person} proposes to require it.", person=by), _("{person} proposes to end it.", person=by)
        meant = WHAT_STRICT if proposed.strict else WHAT_NOT
        mine = me is not None and me.id == proposed.by
        waits = _("Another administrator or supervisor has to agree.") if mine or self._may_not() else ""
        return Notice(
            what,
            beside(require if proposed.strict else end, meant),
            waits,
            action="" if waits else AGREE,
            kind="notice",
        )

    def change_strict(self) -> None:
        """Do what the button says: propose a change, or agree to the one that was proposed."""
        vouching, case = self._office.vouching, self._office.case
        if case.strict_proposed is not None:
            required, ended = (
                _("Two people are required for every account from now on"),
                _("Two people are not required any more"),
            )
            self._ended(vouching.agree_to_strict(), required if case.strict_proposed.strict else ended)
        else:
            words = _("Proposed. Another administrator or supervisor has to agree in Setup, People")
            self._ended(vouching.propose_strict(not case.strict), words)

    # a key that somebody else used

    def propose_dispute(self, person_id: str, since: str) -> None:
        """Show what goes back to review where another used a person's key from the entry `since` on."""
        entry = since.replace(",", "").strip()
        refusal = self._office.vouching.may_dispute(person_id, int(entry)) if entry.isdecimal() else NO_ENTRY
        if refusal is not None or not int(entry):
            self._refuse(refusal or NO_ENTRY)
            return
        self._changing.propose(self._dispute(person_id, int(entry)))

    def _dispute(self, person_id: str, since: int) -> Proposal:
        vouching, name = self._office.vouching, self._office.people.name_of(person_id)

        def work_out(__: TellsProgress) -> Worked:
            shown = vouching.what_dispute_changes(person_id, since)
            left = sum(1 for change in shown.found.changes if change.state.status == "released")
            also = n_(
                "{count} of them has left in a release. The next release names it.",
                "{count} of them have left in a release. The next release names them.",
                left,
            )
            return Worked(shown.found, lambda *__: vouching.dispute(person_id, since, shown), (also,) if left else ())

        return Proposal(
            title=_("Somebody else used the key of {name}, from entry {since} on", name=name, since=since),
            says=_(
                "What was done with it until {name} got a new key stays in the record. Others review it again.",
                name=name,
            ),
            confirm=_("Record it, and send these back"),
            if_none=_("Record it"),
            said=_("Recorded: somebody else used the key of {name} from entry {since} on", name=name, since=since),
            work_out=work_out,
        )

    def _may_not(self) -> bool:
        return self._office.may("set_strict") is not None

    def _ended(self, done: Done | Refusal, words: str) -> None:
        if isinstance(done, Refusal):
            self._tell(refused(done))
        else:
            self._done(words)
