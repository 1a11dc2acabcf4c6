"""The record in words: one plain sentence for each entry, with no personal data of a voter."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.casework.acts.in_hand import TAKE_OVER_WHYS
from adjudicator.casework.acts.whys import OTHER, why_words
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.fold_envelope import answers_of
from adjudicator.casework.sheet.source_words import differing_words
from adjudicator.law.telling.words import fact_words, outcome_words, value_words
from adjudicator.records.election import NO_BALLOT
from adjudicator.records.facts import Answer
from adjudicator.records.received import file_words
from adjudicator.records.trouble import WorldError
from adjudicator.resources import pack
from adjudicator.words import counted, small

Names = Mapping[str, str]
Telling = Callable[[Entry], str]


def told(entry: Entry, names: Names) -> str:
    """What an entry says, as a sentence: "M. Ortiz determined envelope 0417: count in part".

    Its kind alone where the program has no sentence for it, or where it lacks what its kind has to say.
    """
    who = names.get(entry.by, entry.by) or "The program"
    try:
        if entry.kind in ANSWERED:
            return f"{who} {ANSWERED[entry.kind](entry, names)}"
        telling = TELLINGS.get(entry.kind)
        return f"{who} {telling(entry)}" if telling else f"{who}: {entry.kind}"
    except (LookupError, TypeError, ValueError, AttributeError):  # put in by another program, which verify names
        return f"{who}: {entry.kind}"


def _facts(entry: Entry, names: Names) -> str:
    said = _answers(entry, names)
    chosen = entry.data.get("elector") or {}
    if not said and chosen:
        which = "the portion of the new address" if chosen.get("address") == "new" else "the own portion"
        which = "that the address is in none of this election" if chosen.get("portion") == NO_BALLOT else which
        listed = f" (the roll's row: {chosen['listed']})" if chosen.get("listed") else ""
        return (
            f"recorded for envelope {entry.data['envelope']}: {which}{listed}{_because('home', chosen.get('why', ''))}"
        )
    if "applied" in entry.data:
        said = "; ".join(part for part in (said, "when the voter applied to register") if part)
    took = ", and took an elector of the roll for the voter" if chosen else ""
    return f"recorded for envelope {entry.data['envelope']}: {said}{took}"


def _cured(entry: Entry, names: Names) -> str:
    said = _answers(entry, names)
    return f"recorded what envelope {entry.data['envelope']} was waiting for{f': {said}' if said else ''}"


def _answers(entry: Entry, names: Names) -> str:
    return "; ".join(_answer(answer, names) for answer in answers_of(entry).values())


def _answer(answer: Answer, names: Names) -> str:
    """One answer, with what a source said otherwise and why that does not hold."""
    otherwise = differing_words(answer, lambda person: names.get(person, person))
    said = f"{fact_words(answer.fact)}: {value_words(answer.fact, answer.value)}"
    return f"{said}{f' ({otherwise})' if otherwise else ''}{_because(answer.fact, answer.why)}"


def _because(fact: str, code: str) -> str:
    """Why, as it follows an answer; empty where no reason was given."""
    why = why_words(fact, code) if code else ""
    return f", because: {small(why)}" if why else ""


def _taken_over(entry: Entry, names: Names) -> str:
    whose, why = names.get(entry.data["from"], entry.data["from"]), TAKE_OVER_WHYS.get(entry.data["why"], "")
    why = "Something else" if entry.data["why"] == OTHER else why
    return f"took envelope {entry.data['envelope']} over from {whose}, because: {small(why)}"


def _added(entry: Entry) -> str:
    roles = ", ".join(entry.data["roles"])
    if entry.by == entry.data["person"]:
        return f"became the first administrator: {roles}"
    return f"gave {entry.data['name']} an account: {roles}"


def _need(entry: Entry) -> str:
    return "must" if entry.data["strict"] else "need not"


def _determined(entry: Entry) -> str:
    data = entry.data
    outcome = outcome_words(data["outcome"])
    recommended = outcome_words(data.get("recommended", "")).lower()
    departs = f", departing from the recommendation ({recommended})" if data["departs"] else ""
    replaces = f", in place of entry {data['supersedes']}" if data["supersedes"] else ""
    return f"determined envelope {data['envelope']}: {outcome.lower()}{departs}{replaces}"


def _passphrase(entry: Entry) -> str:
    if not entry.data["encrypted"]:
        return "decrypted the case file: anyone who has it can read it"
    return "changed the passphrase of the case file" if entry.data["was_encrypted"] else "encrypted the case file"


def _approved(entry: Entry) -> str:
    departures = len(entry.data.get("departures", ()))
    said = f", with {counted(departures, 'departure')} from the recommendation" if departures else ""
    return f"approved batch {entry.data['batch']}{said}"


def _pack_name(rules: str) -> str:
    """A pack in words; its id where this computer does not have it."""
    try:
        return pack(rules).name
    except (KeyError, WorldError):
        return rules


def _changing(entry: Entry) -> str:
    """How many envelopes an act changed with it; nothing where none."""
    changes = entry.data.get("changes", {})
    return f", which changed {counted(len(changes), 'envelope')}" if changes else ""


def _ends(entry: Entry) -> str:
    """The ends of shifts, as they follow what else was set."""
    ends = entry.data["shift_ends"]
    return f", and shifts to end at {', '.join(ends)}" if ends else ", and no shift to end by itself"


ANSWERED: Mapping[str, Callable[[Entry, Names], str]] = {
    "facts.recorded": _facts,
    "cure.recorded": _cured,
    "envelope.taken_over": _taken_over,
}
"""Kinds that may name colleagues: what one had recorded is the other side of a contradiction, or whose an envelope was."""

TELLINGS: Mapping[str, Telling] = {
    "case.opened": lambda e: f"opened the case: {e.data['county']} County, {e.data['election']}",
    "case.restored": lambda e: f"restored the case from a backup of {counted(e.data['size'], 'entry', 'entries')}",
    "form.raised": lambda e: f"raised the case file from form {e.data['from']} to form {e.data['to']}",
    "accounts.adopted": lambda e: (
        f"looked at all accounts of the older form and confirmed them: {counted(len(e.data['accounts']), 'person', 'people')}"
    ),
    "person.added": _added,
    "person.key_made": lambda _: "made a key of their own",
    "person.key_recovered": lambda _: "was given a new key with the recovery key of the case",
    "person.key_disputed": lambda e: (
        f"recorded that the key of {e.data['person']} was used by another from entry {e.data['since']:,} on{_changing(e)}"
    ),
    "person.confirmed": lambda e: f"confirmed as a second person what {e.data['person']} was given",
    "strict.proposed": lambda e: f"proposed that approvals {_need(e)} rest on what two people gave",
    "strict.set": lambda e: f"agreed: from here on approvals {_need(e)} rest on what two people gave",
    "acts.signed": lambda e: f"signed {counted(e.data['number'], 'entry', 'entries')} of their own together",
    "person.changed": lambda e: f"changed the account {e.data['person']}: {', '.join(e.data['roles'])}",
    "person.key_changed": lambda e: f"gave {e.data['person']} a new key",
    "person.password_changed": lambda _: "changed their own password",
    "person.signed_in": lambda _: "signed in",
    "person.signed_out": lambda e: "was signed out as the shift ended" if e.data["why"] == "shift" else "signed out",
    "clock.set_back": lambda _: "acted while the machine's clock stood before the newest entry",
    "file.received": lambda e: f"received {file_words(e.data['kind'])}: {counted(e.data['rows'], 'row')}",
    "order.entered": lambda e: (
        f"entered court order {e.data['order']} for {counted(len(e.data['places']), 'place')}{_changing(e)}"
    ),
    "order.changed": lambda e: (
        f"changed court order {e.data['order']} to {value_words('court_order', e.data['status'])}{_changing(e)}"
    ),
    "pack.changed": lambda e: f"put these rules in force: {_pack_name(e.data['rules'])}{_changing(e)}",
    "position.set": lambda e: (
        f"recorded the board's motion {e.data['motion']['number']}: {e.data['position'].replace('_', ' ')}{_changing(e)}"
    ),
    "sittings.changed": lambda e: f"set the idle lock to {e.data['idle_minutes']} minutes{_ends(e)}",
    "reasons.changed": lambda e: f"changed the code {e.data['code']} of the poll workers' table",
    "passphrase.changed": _passphrase,
    "period.closed": lambda _: "closed the period for clarifying and curing",
    "day.closed": lambda _: "closed the day and signed the record as it stood",
    "envelope.received": lambda e: f"received envelope {e.data['envelope']}",
    "envelope.corrected": lambda e: f"corrected envelope {e.data['envelope']} from its papers",
    "envelope.taken": lambda e: f"took envelope {e.data['envelope']} to work on it",
    "envelope.put_back": lambda e: f"put envelope {e.data['envelope']} back",
    "research.recorded": lambda e: f"recorded where the voter of envelope {e.data['envelope']} was looked for",
    "envelope.determined": _determined,
    "determination.withdrawn": lambda e: f"took back the determination of envelope {e.data['envelope']}",
    "envelope.referred": lambda e: f"referred envelope {e.data['envelope']} to a supervisor",
    "referral.answered": lambda e: f"answered the referral of envelope {e.data['envelope']}",
    "batch.closed": lambda e: f"closed batch {e.data['batch']} with {counted(len(e.data['items']), 'envelope')}",
    "envelope.returned": lambda e: f"returned envelope {e.data['envelope']} of batch {e.data['batch']}",
    "batch.approved": _approved,
    "envelope.reopened": lambda e: f"reopened envelope {e.data['envelope']}",
    "release.made": lambda e: f"released {counted(len(e.data['items']), 'envelope')} as {e.data['release']}",
}
