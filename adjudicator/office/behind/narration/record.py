"""The record in words: one plain sentence for each entry, with no personal data of a voter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any

from adjudicator.casework.acts.review.in_hand import TAKE_OVER_WHYS
from adjudicator.casework.acts.review.whys import OTHER, why_words
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.fold_envelope import answers_of
from adjudicator.casework.sheet.source_words import differing_words
from adjudicator.law.telling.words import fact_words, outcome_words, value_words
from adjudicator.office.behind.narration import board as narration_board
from adjudicator.office.behind.narration import tables as narration_tables
from adjudicator.office.behind.narration import tabulation as narration_tabulation
from adjudicator.records.contact import RESULTS, WAYS
from adjudicator.records.day import DAY_STEPS, day_step_words
from adjudicator.records.election import NO_BALLOT
from adjudicator.records.facts import Answer
from adjudicator.records.mistakes import mistake_words
from adjudicator.records.people import role_words
from adjudicator.records.received import file_words
from adjudicator.records.trouble import WorldError
from adjudicator.resources import pack
from adjudicator.words import _, beside, n_, small
from adjudicator.words import told as worded
from adjudicator.words.dates import dated_words, hour

Names = Mapping[str, str]
Telling = Callable[[Entry], str]


def told(entry: Entry, names: Names) -> str:
    """What an entry says, as a sentence: "M. Ortiz determined envelope 0417: count in part".

    Its kind alone where the program has no sentence for it, or where it lacks what its kind has to say.
    """
    who = names.get(entry.by, entry.by) or _("The program")
    try:
        if entry.kind in ANSWERED:
            return beside(who, ANSWERED[entry.kind](entry, names))
        telling = TELLINGS.get(entry.kind)
        return beside(who, telling(entry)) if telling else beside(who, entry.kind, by=": ")
    except (LookupError, TypeError, ValueError, AttributeError):  # put in by another program, which verify names
        return beside(who, entry.kind, by=": ")


def _facts(entry: Entry, names: Names) -> str:
    said, number = _answers(entry, names), entry.data["envelope"]
    chosen = entry.data.get("elector") or {}
    if not said and chosen:
        listed = _("(the roll's row: {portion})", portion=chosen["listed"]) if chosen.get("listed") else ""
        which = beside(_portion(chosen), listed)
        recorded = _("recorded for envelope {number}: {what}", number=number, what=which)
        return beside(recorded, _because("home", chosen.get("why", "")), by=", ")
    if "applied" in entry.data:
        said = beside(said, _("when the voter applied to register"), by="; ")
    if chosen:
        return _(
            "recorded for envelope {number}: {what}, and took an elector of the roll for the voter",
            number=number,
            what=said,
        )
    return _("recorded for envelope {number}: {what}", number=number, what=said)


def _portion(chosen: Mapping[str, str]) -> str:
    """What was recorded of the voter's own portion."""
    if chosen.get("portion") == NO_BALLOT:
        return _("that the address is in no portion of this election")
    if chosen.get("address") == "new":
        return _("the portion of the new address")
    return _("the voter's own portion")


def _cured(entry: Entry, names: Names) -> str:
    said = _answers(entry, names)
    recorded = _("recorded what envelope {number} was waiting for", number=entry.data["envelope"])
    return beside(recorded, said, by=": ")


def _answers(entry: Entry, names: Names) -> str:
    return beside(*(_answer(answer, names) for answer in answers_of(entry).values()), by="; ")


def _answer(answer: Answer, names: Names) -> str:
    """One answer, with what a source said otherwise and why that does not hold."""
    otherwise = differing_words(answer, lambda person: names.get(person, person))
    said = beside(fact_words(answer.fact), value_words(answer.fact, answer.value), by=": ")
    with_sources = _("{answer} ({otherwise})", answer=said, otherwise=otherwise) if otherwise else said
    return beside(with_sources, _because(answer.fact, answer.why), by=", ")


def _because(fact: str, code: str) -> str:
    """Why, as it follows an answer; empty where no reason was given."""
    why = why_words(fact, code) if code else ""
    return _("because: {reason}", reason=small(why)) if why else ""


def _taken_over(entry: Entry, names: Names) -> str:
    whose, why = names.get(entry.data["from"], entry.data["from"]), TAKE_OVER_WHYS.get(entry.data["why"], "")
    why = _("Something else") if entry.data["why"] == OTHER else why
    return _(
        "took envelope {number} over from {person}, because: {reason}",
        number=entry.data["envelope"],
        person=whose,
        reason=small(why),
    )


def _added(entry: Entry) -> str:
    roles = role_words(entry.data["roles"])
    if entry.by == entry.data["person"]:
        return _("became the first administrator: {roles}", roles=roles)
    return _("gave {name} an account: {roles}", name=entry.data["name"], roles=roles)


def _contact(entry: Entry) -> str:
    data = entry.data
    said = _("noted a contact with the voter of envelope {envelope}", envelope=data["envelope"])
    what = beside(
        WAYS.get(data["way"], data["way"]),
        RESULTS.get(data["result"], data["result"]),
        dated_words(data["hour"]),
        by=", ",
    )
    return beside(said, what, by=": ")


def _determined(entry: Entry) -> str:
    data = entry.data
    outcome = outcome_words(data["outcome"])
    return beside(
        _("determined envelope {number}: {outcome}", number=data["envelope"], outcome=small(outcome)),
        _departing(data.get("recommended", "")) if data["departs"] else "",
        _("in place of entry {number}", number=data["supersedes"]) if data["supersedes"] else "",
        by=", ",
    )


def _departing(recommended: str) -> str:
    if recommended == "incomplete":
        return _("before anything was recommended")
    return _("departing from the recommendation ({outcome})", outcome=small(outcome_words(recommended)))


def _passphrase(entry: Entry) -> str:
    if not entry.data["encrypted"]:
        return _("decrypted the case file: anyone who has it can read it")
    return _("changed the passphrase of the case file") if entry.data["was_encrypted"] else _("encrypted the case file")


def _checked(entry: Entry) -> str:
    number = entry.data["envelope"]
    if entry.data["agrees"]:
        return _("decided envelope {number} a second time, and came to the same", number=number)
    return _("decided envelope {number} a second time, and came to something else", number=number)


def _second_decisions(entry: Entry) -> str:
    percent = entry.data["percent"]
    if not percent:
        return _("set that no envelope is decided a second time")
    return _("set that {percent} in a hundred of each batch are decided a second time", percent=percent)


def _approved(entry: Entry) -> str:
    looked_at = len(entry.data.get("looked_at", ()))
    looked = n_("having looked at {count} envelope", "having looked at {count} envelopes", looked_at)
    return beside(_approved_batch(entry), looked if looked_at else "", by=", ")


def _approved_batch(entry: Entry) -> str:
    departures = len(entry.data.get("departures", ()))
    batch = entry.data["batch"]
    if not departures:
        return _("approved batch {batch}", batch=batch)
    return n_(
        "approved batch {batch}, with {count} departure from the recommendation",
        "approved batch {batch}, with {count} departures from the recommendation",
        departures,
        batch=batch,
    )


def _pack_name(rules: str) -> str:
    """A pack in words; its id where this computer does not have it."""
    try:
        return worded(pack(rules).name)
    except (KeyError, WorldError):
        return rules


def _changing(said: str, entry: Entry) -> str:
    """A sentence with how many envelopes the act changed with it, where it changed any."""
    changes = entry.data.get("changes", {})
    which = n_("which changed {count} envelope", "which changed {count} envelopes", len(changes)) if changes else ""
    return beside(said, which, by=", ")


def _entered_words(data: Mapping[str, Any]) -> str:
    """An order entered, and whether it is for some contests alone."""
    said = n_(
        "entered court order {order} for {count} place",
        "entered court order {order} for {count} places",
        len(data["hours"]),
        order=data["order"],
    )
    return _for_contests(said, data)


def _amended_words(data: Mapping[str, Any]) -> str:
    """An order put right, its number with it where that was mistyped, and whether it is for some contests alone."""
    said = _("put court order {order} right", order=data["order"])
    if data["called"]:
        said = _("put court order {order} right; its number is {called}", order=data["order"], called=data["called"])
    return _for_contests(said, data)


def _for_contests(said: str, data: Mapping[str, Any]) -> str:
    alone = n_("for {count} contest alone", "for {count} contests alone", len(data["contests"]))
    return beside(said, alone, by=", ") if data["contests"] else said


def _closed_words(left_open: Mapping[str, int]) -> str:
    """The day closed, with the steps that were left open."""
    closed = _("closed the day and signed the record as it stood")
    known = [*DAY_STEPS, *left_open]  # in the order of the day; an entry has them by their letters
    steps = beside(*(small(day_step_words(code)) for code in sorted(left_open, key=known.index)), by=", ")
    return beside(closed, _("left open: {steps}", steps=steps), by="; ") if steps else closed


def _mistake_answered(data: Mapping[str, Any]) -> str:
    what = mistake_words(data["envelope"], data["what"], data["same_as"])
    return _("agreed: {what}", what=what) if data["agreed"] else _("did not agree: {what}", what=what)


def _sittings(entry: Entry) -> str:
    ends = beside(*(hour(time.fromisoformat(end)) for end in entry.data["shift_ends"]), by=", ")
    minutes = entry.data["idle_minutes"]
    if not ends:
        return _("set the idle lock to {minutes} minutes, and no shift to end by itself", minutes=minutes)
    return _("set the idle lock to {minutes} minutes, and shifts to end at {hours}", minutes=minutes, hours=ends)


def _strict_proposed(entry: Entry) -> str:
    if entry.data["strict"]:
        return _("proposed that approvals must rest on what two people gave")
    return _("proposed that approvals need not rest on what two people gave")


def _strict_set(entry: Entry) -> str:
    if entry.data["strict"]:
        return _("agreed: from here on approvals must rest on what two people gave")
    return _("agreed: from here on approvals need not rest on what two people gave")


ANSWERED: Mapping[str, Callable[[Entry, Names], str]] = {
    "facts.recorded": _facts,
    "cure.recorded": _cured,
    "envelope.taken_over": _taken_over,
    **narration_tables.ANSWERED,
}
"""Kinds that may name colleagues: what one had recorded is the other side of a contradiction, or whose an envelope was."""

TELLINGS: Mapping[str, Telling] = {
    "case.opened": lambda e: _(
        "opened the case: {county} County, {election}", county=e.data["county"], election=e.data["election"]
    ),
    "case.restored": lambda e: n_(
        "restored the case from a backup of {count} entry",
        "restored the case from a backup of {count} entries",
        e.data["size"],
    ),
    "form.raised": lambda e: _(
        "raised the case file from form {older} to form {newer}", older=e.data["from"], newer=e.data["to"]
    ),
    "accounts.adopted": lambda e: n_(
        "looked at all accounts of the older form and confirmed them: {count} person",
        "looked at all accounts of the older form and confirmed them: {count} people",
        len(e.data["accounts"]),
    ),
    "person.added": _added,
    "person.key_made": lambda __: _("made a key of their own"),
    "person.key_recovered": lambda __: _("was given a new key with the recovery key of the case"),
    "person.key_disputed": lambda e: _changing(
        _(
            "recorded that the key of {person} was used by another from entry {number} on",
            person=e.data["person"],
            number=e.data["since"],
        ),
        e,
    ),
    "person.confirmed": lambda e: _("confirmed as a second person what {person} was given", person=e.data["person"]),
    "strict.proposed": _strict_proposed,
    "strict.set": _strict_set,
    "acts.signed": lambda e: n_(
        "signed {count} entry of their own together", "signed {count} entries of their own together", e.data["number"]
    ),
    "person.changed": lambda e: _(
        "changed the account {person}: {roles}", person=e.data["person"], roles=role_words(e.data["roles"])
    ),
    "person.key_changed": lambda e: _("gave {person} a new key", person=e.data["person"]),
    "person.password_changed": lambda __: _("changed their own password"),
    "person.signed_in": lambda __: _("signed in"),
    "person.signed_out": lambda e: (
        _("was signed out as the shift ended") if e.data["why"] == "shift" else _("signed out")
    ),
    "clock.set_back": lambda __: _("acted while the machine's clock stood before the newest entry"),
    "file.received": lambda e: n_(
        "received {file}: {count} row", "received {file}: {count} rows", e.data["rows"], file=file_words(e.data["kind"])
    ),
    "order.entered": lambda e: _changing(_entered_words(e.data), e),
    "order.amended": lambda e: _changing(_amended_words(e.data), e),
    "order.changed": lambda e: _changing(
        _(
            "changed court order {order} to {status}",
            order=e.data["order"],
            status=value_words("court_order", e.data["status"]),
        ),
        e,
    ),
    "pack.changed": lambda e: _changing(_("put these rules in force: {pack}", pack=_pack_name(e.data["rules"])), e),
    "position.set": lambda e: _changing(
        _(
            "recorded the board's motion {number}: {position}",
            number=e.data["motion"]["number"],
            position=worded(e.data["position"].replace("_", " ")),
        ),
        e,
    ),
    "sittings.changed": _sittings,
    "reasons.changed": lambda e: _("changed the code {code} of the poll workers' table", code=e.data["code"]),
    "passphrase.changed": _passphrase,
    "case.shared": lambda __: _("shared the record with other stations"),
    "case.left": lambda e: _(
        "signed that this copy leaves the shared record behind its entry {entry}, and goes on by itself",
        entry=str(e.data["size"]),
    ),
    "period.closed": lambda __: _("closed the period for clarifying and curing"),
    "day.closed": lambda e: _closed_words(e.data["open"]),
    "envelope.received": lambda e: _("received envelope {envelope}", envelope=e.data["envelope"]),
    "envelope.corrected": lambda e: _("corrected envelope {envelope} from its papers", envelope=e.data["envelope"]),
    "envelope.taken": lambda e: _("took envelope {envelope} to work on it", envelope=e.data["envelope"]),
    "envelope.put_back": lambda e: _("put envelope {envelope} back", envelope=e.data["envelope"]),
    "research.recorded": lambda e: _(
        "recorded where the voter of envelope {envelope} was looked for", envelope=e.data["envelope"]
    ),
    "contact.logged": _contact,
    "receipt.given": lambda e: _("printed a receipt for the voter of envelope {envelope}", envelope=e.data["envelope"]),
    "envelope.determined": _determined,
    "determination.withdrawn": lambda e: _(
        "took back the determination of envelope {envelope}", envelope=e.data["envelope"]
    ),
    "envelope.referred": lambda e: _("referred envelope {envelope} to a supervisor", envelope=e.data["envelope"]),
    "referral.answered": lambda e: _("answered the referral of envelope {envelope}", envelope=e.data["envelope"]),
    "referral.taken_back": lambda e: _("took back the question about envelope {envelope}", envelope=e.data["envelope"]),
    "batch.closed": lambda e: n_(
        "closed batch {batch} with {count} envelope",
        "closed batch {batch} with {count} envelopes",
        len(e.data["items"]),
        batch=e.data["batch"],
    ),
    "envelope.returned": lambda e: _(
        "returned envelope {envelope} of batch {batch}", envelope=e.data["envelope"], batch=e.data["batch"]
    ),
    "batch.approved": _approved,
    "determination.checked": _checked,
    "second_decisions.set": _second_decisions,
    "envelope.reopened": lambda e: _("reopened envelope {envelope}", envelope=e.data["envelope"]),
    "mistake.asked": lambda e: _(
        "said: {what}", what=mistake_words(e.data["envelope"], e.data["what"], e.data["same_as"])
    ),
    "mistake.answered": lambda e: _mistake_answered(e.data),
    "release.made": lambda e: n_(
        "released {count} envelope as {release}",
        "released {count} envelopes as {release}",
        len(e.data["items"]),
        release=e.data["release"],
    ),
    "release.acknowledged": lambda e: n_(
        "recorded that the tabulation room has {release}, with {count} ballot",
        "recorded that the tabulation room has {release}, with {count} ballots",
        e.data["ballots"],
        release=e.data["release"],
    ),
    **narration_tabulation.TELLINGS,
    **narration_board.TELLINGS,
    **narration_tables.TELLINGS,
}
