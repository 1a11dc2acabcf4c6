"""Who answers for accounts and keys: confirming what one person gave; the strict setting; adoption; a disputed key.

An account, role or key works at once. Until a second person confirms it, neither the one who gave it nor the one who got it,
it is marked as given by one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adjudicator.casework.acts.act import Act, Acted, joined
from adjudicator.casework.acts.consequences import Change, Consequences, carried_out
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.state import CaseState, EnvelopeState, Grant, PersonState
from adjudicator.records.facts import Answer
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

NOT_ADOPTED = Refusal(
    "not_adopted",
    _(
        "This case file comes from an older version, in which accounts were not signed. An administrator has to "
        "look at all accounts and confirm them first."
    ),
)

NO_ENTRY = Refusal("no_entry", _("Write the number of the first entry that another made: it stands in the Record."))


def by_one_person(people: Iterable[PersonState]) -> frozenset[str]:
    """The ids of people who have something that one person alone gave."""
    return frozenset(person.id for person in people if person.grants)


def confirmable(state: PersonState, confirmer: PersonState) -> tuple[Grant, ...]:
    """What a person may confirm of what another was given: nothing of their own, nothing that they gave themselves, and
    nothing of a giver whom their own account rests on alone.
    """
    if confirmer.id == state.id:
        return ()
    givers = {grant.by for grant in confirmer.grants}
    return tuple(grant for grant in state.grants if grant.by != confirmer.id and grant.by not in givers)


def confirm(state: PersonState, confirmer: PersonState, act: Act) -> Acted:
    """Confirm as a second person what one gave. Refused where there is nothing that this person may confirm."""
    grants = confirmable(state, confirmer)
    if not state.own_key:
        words = _(
            "{name} has not signed in yet: confirm the account once they have a key of their own.", name=state.name
        )
        return Refusal("no_own_key", words)
    if not grants:
        return Refusal("nothing_to_confirm", _why_not(state, confirmer))
    data = {"person": state.id, "key": state.own_key, "grants": [grant.seq for grant in grants]}
    return (act.entry("person.confirmed", data),)


def _why_not(state: PersonState, confirmer: PersonState) -> str:
    if not state.grants:
        return _("Two people answer for everything that {name} was given.", name=state.name)
    if state.id == confirmer.id:
        return _("Nobody confirms their own account. Ask another administrator or supervisor.")
    if any(grant.by == confirmer.id for grant in state.grants):
        return _(
            "You gave this to {name} yourself. Ask another administrator or supervisor to confirm it.", name=state.name
        )
    return _(
        "Your own account was given by the same person alone, and nobody has confirmed it. It takes a person who "
        "does not owe their account to them."
    )


def propose_strict(case: CaseState, strict: bool, act: Act) -> Acted:
    """Propose that nothing is approved or released that rests on what one person alone gave, or that it may be again."""
    if case.strict == strict:
        required, free = _("Approval by two people is already required."), _("Approval by two people is not required.")
        return Refusal("nothing_changed", required if strict else free)
    return (act.entry("strict.proposed", {"strict": strict}),)


def agree_to_strict(case: CaseState, act: Act) -> Acted:
    """Agree to it as a second person; refused for the person who proposed it."""
    proposal = case.strict_proposed
    if proposal is None:
        return Refusal("nothing_proposed", _("Nobody has proposed a change."))
    if proposal.by == act.by:
        return Refusal("four_eyes", _("You proposed this yourself. Another administrator or supervisor has to agree."))
    return (act.entry("strict.set", {"strict": proposal.strict, "proposed": proposal.seq}),)


def adopt(case: CaseState, people: Iterable[PersonState], act: Act) -> Acted:
    """Vouch as an administrator for the accounts of a case file of an older form, listed with their roles and keys."""
    if not case.raised or case.adopted:
        return Refusal("nothing_to_adopt", _("There are no accounts of an older form to confirm."))
    listed = [
        {"person": each.id, "roles": list(each.roles), "active": each.active, "keys": list(each.keys)}
        for each in sorted(people, key=lambda person: person.id)
    ]
    return (act.entry("accounts.adopted", {"accounts": listed}),)


Touched = Mapping[str, frozenset[str]]
"""Envelope -> the facts that a disputed key answered there; none where it only determined or approved."""


_ANSWERING = frozenset({"facts.recorded", "cure.recorded"})
TOUCHING = _ANSWERING | {"envelope.determined", "batch.approved"}
"""Kinds of entry with which a disputed key touches envelopes."""


def last_under_older_key(person: PersonState) -> int:
    """The last entry before a person got the key that they have now; 0 where they have none."""
    return max(person.keys.values(), default=1) - 1


def touched(entries: Iterable[Entry], person: str) -> Touched:
    """The envelopes that a person answered about, determined or approved in some entries, with the facts answered."""
    found: dict[str, frozenset[str]] = {}
    for entry in entries:
        if entry.by != person or entry.kind not in TOUCHING:
            continue
        # a stretch may have a hundred thousand answers: only their facts are read
        answers = entry.data["facts"] if entry.kind in _ANSWERING else ()
        facts = frozenset(answer["fact"] for answer in answers)
        numbers = entry.data["approved"] if entry.kind == "batch.approved" else [entry.data["envelope"]]
        found.update((number, found.get(number, frozenset()) | facts) for number in numbers)
    return found


def disputed(states: Iterable[EnvelopeState], touched: Touched) -> Consequences:
    """What becomes of envelopes on which a disputed key acted: its answers are asked again, and what was determined with
    them, determined or approved by it goes back to review.
    """
    changes: list[Change] = []
    examined = 0
    for state in states:
        examined += 1
        gone: dict[str, Answer | None] = dict.fromkeys(sorted(touched[state.number] & state.answers.keys()))
        decided = state.determination is not None and state.status != "to_do"
        if decided or gone:
            changes.append(Change(state, gone, None, "sent_back" if decided else "answers"))
    return Consequences(examined, tuple(changes))


def dispute_key(state: PersonState, since: int, until: int, found: Consequences, act: Act) -> Acted:
    """Record that another used a person's key in the entries from `since` to `until`, the last before they got a new one.

    What was done under it goes back to review in the same act. Refused while the person still has that key, and for a
    place before the first entry.
    """
    if since < 1:
        return NO_ENTRY
    if until < since:
        words = _(
            "{name} still has the key that signed entry {number}. An administrator gives them a new one first.",
            name=state.name,
            number=since,
        )
        return Refusal("same_key", words)
    data = {
        "person": state.id,
        "since": since,
        "until": until,
        "changes": found.listed(),
        "released": sorted(change.state.number for change in found.changes if change.state.status == "released"),
    }
    words = f"The key of {state.name} was used by another person from entry {since:,} on."
    return joined((act.entry("person.key_disputed", data),), carried_out(found, words, act))


def not_yet(case: CaseState, resting_on: Iterable[str], one: frozenset[str]) -> Refusal | None:
    """Why nothing may be approved or released that rests on these people, None where it may.

    An older form's accounts have to be adopted first; while `strict`, none of the people may be in `one`.
    """
    if case.raised and not case.adopted:
        return NOT_ADOPTED
    found = sorted(one.intersection(resting_on)) if case.strict else []
    if not found:
        return None
    words = _(
        "This rests on what one person alone gave ({people}), and this case demands two. Let a second "
        "administrator or supervisor confirm these accounts first (Setup, People).",
        people=", ".join(found),
    )
    return Refusal("given_by_one", words)
