"""Acts on the case itself: open it, its people, and the end of the period for cures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from msgspec import structs

from adjudicator.casework.acts.act import Act, Acted
from adjudicator.casework.record.rights import ANSWERING, together_answer
from adjudicator.casework.record.state import CaseState, DayState, PersonState
from adjudicator.records.day import DAY_STEPS
from adjudicator.records.names import NAME_AT_MOST, SHORT_NAME_AT_MOST, looks_like, name_problem, tidied
from adjudicator.records.people import REHEARSERS, ROLES, Person, role_words
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

LONGEST_CODE = 4

NAME_MISSING = Refusal("name_missing", _("Give a name, and a short name of letters and digits to sign in with."))


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a case is made from. `definition` and `pack_document` name documents that the case file carries.

    `deadlines`, `calendar`, `form` and `recovery` are as in `CaseState`; `board_votes` is a code of `records.count`.
    """

    id: str
    mode: str
    county: str
    election: str
    time_zone: str
    definition: str
    rules: str
    pack: str
    pack_document: str
    deadlines: Mapping[str, str]
    calendar: tuple[DayState, ...] = ()
    form: str = ""
    recovery: str = ""
    board_votes: str = "off"


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that a person made: its public half and the signature with which it shows that they hold it, hexadecimal."""

    public: str
    proof: str


def open_case(new: NewCase, act: Act) -> Acted:
    """Open a case: its first entry."""
    data = {
        "case": new.id,
        "mode": new.mode,
        "county": new.county,
        "election": new.election,
        "time_zone": new.time_zone,
        "definition": new.definition,
        "rules": new.rules,
        "pack": new.pack,
        "pack_document": new.pack_document,
        "deadlines": dict(new.deadlines),
        "calendar": [structs.asdict(day) for day in new.calendar],
        "form": new.form,
        "recovery": new.recovery,
        "board_votes": new.board_votes,
    }
    return (act.entry("case.opened", data),)


def restore_case(case: CaseState, mark: str, size: int, root: str, act: Act) -> Acted:
    """Let the case go on in a restored copy: another incarnation, whose checkpoints tell a story of their own.

    `mark` is a mark of chance, since one backup may be restored twice; size and root are the head of the backup.
    """
    data = {"incarnation": _next_incarnation(case, mark), "size": size, "root": root}
    return (act.entry("case.restored", data),)


def _next_incarnation(case: CaseState, mark: str) -> str:
    number = int(case.incarnation.partition("-")[0]) + 1
    return f"{number}-{mark}"


def add_person(people: Iterable[PersonState], person: Person, key: str, act: Act, *, mode: str) -> Acted:
    """Give a person an account; `key` is the public half of their key, hexadecimal, `mode` the case's.

    `people` are all who have or had an account. Refused for a name that is none or can be taken for one of theirs
    (`records.names`), roles that do not exist, and in a live case for the practice people.
    """
    named, people = replace(person, name=tidied(person.name)), tuple(people)
    existing = next((other for other in people if other.id == person.id), None)
    refusal = _not_a_name(named) or _alike(named, people, mode)
    return refusal or added(existing, named, key, act, mode=mode)


def added(existing: PersonState | None, person: Person, key: str, act: Act, *, mode: str) -> Acted:
    """Give a person an account by the rules that every form of the case file had; `add_person` has today's for names, too.

    Refused for an id that is taken or of other signs than letters and digits, an empty name, roles that do not exist, and in
    a live case for the practice people.
    """
    if mode == "live" and person.id.casefold() in REHEARSERS:
        return _practice_person(person)
    if existing is not None:
        return Refusal("person_exists", _('"{name}" is taken. Choose another short name.', name=person.id))
    if not person.id.isalnum() or not person.name.strip():
        return NAME_MISSING
    if not _are_roles(person.roles):
        return _choose_roles()
    data = {"person": person.id, "name": person.name.strip(), "roles": sorted(person.roles), "key": key}
    return (act.entry("person.added", data),)


def _not_a_name(person: Person) -> Refusal | None:
    if problem := name_problem(person.name, NAME_AT_MOST):
        return Refusal("bad_name", _("The name {problem}. Write it again in plain letters.", problem=problem))
    if problem := name_problem(person.id, SHORT_NAME_AT_MOST):
        return Refusal(
            "bad_short_name", _("The short name {problem}. Write it again in plain letters.", problem=problem)
        )
    if not person.id.isalnum() or not any(letter.isalnum() for letter in person.name):
        return NAME_MISSING
    return None


def _alike(person: Person, people: Iterable[PersonState], mode: str) -> Refusal | None:
    """Refuse a person whose id or name looks like another one's; that the id is taken is for `added` to say."""
    if mode == "live" and any(looks_like(person.id, rehearser) for rehearser in REHEARSERS):
        return _practice_person(person)
    for other in people:
        if person.id == other.id:
            return None
        if looks_like(person.id, other.id):
            words = _(
                'The short name "{name}" looks like "{other}", which is taken. Choose another.',
                name=person.id,
                other=other.id,
            )
            return Refusal("short_name_alike", words)
        if looks_like(person.name, other.name):
            words = _(
                'The name "{name}" looks like "{other}" ({short_name}), who is here already. Add a middle name or an '
                "initial, so that the two can be told apart.",
                name=person.name,
                other=other.name,
                short_name=other.id,
            )
            return Refusal("name_alike", words)
    return None


def _practice_person(person: Person) -> Refusal:
    return Refusal(
        "practice_person", _('"{name}" belongs to the practice election. Choose another short name.', name=person.id)
    )


def change_key(state: PersonState, key: str, act: Act) -> Acted:
    """Give a person a new key, as an administrator, because the password to the old one is lost."""
    return (act.entry("person.key_changed", {"person": state.id, "key": key}),)


def make_key(state: PersonState, new: NewKey, act: Act) -> Acted:
    """Replace a person's key by one that they made themselves."""
    return (act.entry("person.key_made", _replacing(state, new)),)


def recover_key(state: PersonState, new: NewKey, recovery: str, act: Act) -> Acted:
    """Give an administrator a new key with the recovery key, `recovery` being its public half; refused for anybody else."""
    if "administrator" not in state.roles or not state.active:
        words = _(
            "The recovery key is for administrators, and {name} is not one. Ask an administrator for a new key.",
            name=state.name,
        )
        return Refusal("not_an_administrator", words)
    return (act.entry("person.key_recovered", {**_replacing(state, new), "recovery": recovery}),)


def _replacing(state: PersonState, new: NewKey) -> dict[str, str]:
    return {"person": state.id, "key": new.public, "replaces": state.key, "proof": new.proof}


def raise_form(old: str, new: str, size: int, root: str, act: Act) -> Acted:
    """Note that a case file was raised from an older form; size and root are the head that it had."""
    return (act.entry("form.raised", {"from": old, "to": new, "size": size, "root": root}),)


def change_person(state: PersonState, roles: frozenset[str], act: Act, *, active: bool) -> Acted:
    """Change a person's roles, or close or open the account.

    Refused for roles that do not exist; nobody takes the administrator's role from themselves.
    """
    loses = "administrator" in state.roles and ("administrator" not in roles or not active)
    if state.id == act.by and loses:
        return Refusal("own_role", _("You cannot remove your own administrator role."))
    if not _are_roles(roles):
        return _choose_roles()
    return (act.entry("person.changed", {"person": state.id, "roles": sorted(roles), "active": active}),)


def _are_roles(roles: frozenset[str]) -> bool:
    return bool(roles) and roles <= set(ROLES)


def _choose_roles() -> Refusal:
    return Refusal("unknown_role", _("Choose at least one of these roles: {roles}.", roles=role_words(ROLES)))


def change_reason(case: CaseState, code: str, words: str, act: Act) -> Acted:
    """Give a code of the poll workers' table other words, add one, or take it away where the words are empty.

    Envelopes keep the codes they came with. Refused for a code that is not one to four capital letters or digits, and for
    what would change nothing.
    """
    if not (code.isalnum() and code.isascii() and code.isupper() and len(code) <= LONGEST_CODE):
        return Refusal("bad_code", _("A code is one to four capital letters or digits, the first a letter."))
    if case.reasons.get(code, "") == words.strip():
        return Refusal("nothing_changed", _("Code {code} is like this already.", code=code))
    kept = {known: said for known, said in case.reasons.items() if known != code or words.strip()}
    reasons = {**kept, code: words.strip()} if words.strip() else kept
    return (act.entry("reasons.changed", {"code": code, "reasons": reasons}),)


def change_passphrase(was_encrypted: bool, encrypted: bool, act: Act) -> Acted:
    """Put the case file under another passphrase, its first one, or none; refused where it would stay in the clear."""
    if not was_encrypted and not encrypted:
        return Refusal("nothing_changed", _("The case file is not encrypted."))
    return (act.entry("passphrase.changed", {"was_encrypted": was_encrypted, "encrypted": encrypted}),)


def share(case: CaseState, act: Act) -> Acted:
    """Share the record with other stations, as an administrator; refused where it is shared already."""
    if case.shared:
        return Refusal("nothing_changed", _("The record is shared with other stations already."))
    return (act.entry("case.shared", {}),)


def leave_shared(
    case: CaseState, signer: PersonState, first: PersonState | None, mark: str, at: tuple[int, str], act: Act
) -> Acted:
    """Let a copy of a shared record go on by itself, as one of two people: another incarnation, a story of its own.

    `at` is the shared record's size and root (hexadecimal) there, `mark` a mark of chance. `first` is who has signed before,
    None for the first of the two: the second signs the same. Refused where the record is not shared, for one person twice,
    and unless an administrator and a supervisor are among the two.
    """
    if not case.shared:
        return Refusal("not_shared", _("The record is not shared with other stations."))
    roles = _answering(signer)
    if not roles:
        return _needs_both()
    if first is None or case.leaving is None:
        data = {"incarnation": _next_incarnation(case, mark), "size": at[0], "root": at[1]}
        return (act.entry("case.left", data),)
    if first.id == signer.id:
        return Refusal("same_person", _("Two people sign this. {person} has signed already.", person=signer.name))
    if not together_answer(roles, _answering(first)):
        return _needs_both()
    waiting = case.leaving
    data = {"incarnation": waiting.incarnation, "size": waiting.size, "root": waiting.root}
    return (act.entry("case.left", data),)


def _answering(person: PersonState) -> frozenset[str]:
    return ANSWERING.intersection(person.roles) if person.active else frozenset()


def _needs_both() -> Refusal:
    return Refusal("needs_both", _("An administrator and a supervisor sign this, two people."))


def close_period(case: CaseState, act: Act) -> Acted:
    """Close the period for clarifying and curing, as a supervisor. Open holds become proposals; none changes by itself.

    Refused before the stored last day is over, and twice.
    """
    if case.period_closed:
        return Refusal("period_closed", _("The period is already closed."))
    if act.at < case.deadlines["last_day"]:
        return Refusal("too_early", _("The last day is not over yet."), citation="O.C.G.A. 21-2-419(c)")
    return (act.entry("period.closed", {}),)


def close_day(left_open: Mapping[str, int], act: Act) -> Acted:
    """Close the day, as a supervisor, and say which steps were left open, by code, and how much of each.

    Refused for a step that there is none of, and for one that is said to be open with nothing left to do.
    """
    if not left_open.keys() <= DAY_STEPS.keys() or any(count < 1 for count in left_open.values()):
        return Refusal("unknown_step", _("A step that is left open is one of the day's, with how much is left."))
    return (act.entry("day.closed", {"open": dict(left_open)}),)
