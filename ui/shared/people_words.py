"""The words about people, passwords and passphrases that several desks share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adjudicator.people.passwords import IF_LOST, SHORTEST, passphrase_problem
from adjudicator.records.election import Election
from adjudicator.records.people import ROLES
from adjudicator.words import _, beside
from ui.shared.new_person import RoleOffer

ROLE_WORDS: Mapping[str, str] = {
    "clerk": _("Clerk"),
    "reviewer": _("Reviewer"),
    "supervisor": _("Supervisor"),
    "secretary": _("Board secretary"),
    "custodian": _("Custodian"),
    "observer": _("Observer"),
    "administrator": _("Administrator"),
}
ROLE_DETAILS: Mapping[str, str] = {
    "clerk": _("Receives envelopes and files; takes what arrives for a held envelope; opens and duplicates."),
    "reviewer": _("Records facts and determinations; closes batches."),
    "supervisor": _("Approves or returns batches and releases; keeps court orders, motions and the pack of rules."),
    "secretary": _("Records the board's votes and motions. Reads everything."),
    "custodian": _("Keeps the boxes; opens and duplicates; records what is scanned. Reads everything."),
    "observer": _("Reads, with voters' names hidden; changes nothing."),
    "administrator": _("Gives accounts and roles, and sees Setup; decides nothing about envelopes."),
}

PASSWORD_RULES: tuple[str, ...] = (
    _("At least {shortest} characters. Several words in a row are easy to remember.", shortest=SHORTEST),
    _("Not your own name, not a common password, not a row of keys."),
    _("Capitals, digits and symbols are allowed; none is required."),
)

RULE = _(
    "At least {shortest} characters. Several words in a row are easy to remember and hard to guess.", shortest=SHORTEST
)
LOST = IF_LOST

FIELD_OF_REFUSAL: Mapping[str, str] = {
    "weak_password": "password",
    "person_exists": "id",
    "practice_person": "id",
    "name_missing": "name",
    "bad_name": "name",
    "name_alike": "name",
    "bad_short_name": "id",
    "short_name_alike": "id",
    "unknown_role": "roles",
    "first_administrator": "roles",
}
"""Code of a refused account -> the field of the form it is about."""


def roles_words(roles: Iterable[str]) -> str:
    """Roles in their fixed order: "Clerk, Reviewer"."""
    mine = frozenset(roles)
    return beside(*(ROLE_WORDS[role] for role in ROLES if role in mine), by=", ")


def role_offers(roles: Iterable[str], fixed: frozenset[str] = frozenset()) -> tuple[RoleOffer, ...]:
    """The roles to choose from, each with what it is for."""
    return tuple(RoleOffer(role, ROLE_WORDS[role], ROLE_DETAILS[role], role in fixed) for role in roles)


def short_name_of(name: str) -> str:
    """A short name to sign in with, made from a name: "Maria Ortiz" gives "mortiz"."""
    words = [plain for word in name.casefold().split() if (plain := "".join(filter(str.isalnum, word)))]
    return words[0][:1] + words[-1] if len(words) > 1 else "".join(words)


def form_troubles(name: str, short: str, password: str, again: str, roles: frozenset[str]) -> dict[str, str]:
    """What is wrong with a new person's form before anyone is asked, by field; empty where nothing is."""
    checks = (
        ("name", bool(name.strip()), _("Give the name as colleagues know it.")),
        ("id", short.isalnum(), _("Letters and digits only, such as mortiz.")),
        ("password", bool(password), _("Give a password.")),
        ("again", again == password, _("The two passwords differ. Type it once more.")),
        ("roles", bool(roles), _("Choose at least one role.")),
    )
    return {field: words for field, fine, words in checks if not fine}


def passphrase_troubles(passphrase: str, again: str, election: Election) -> dict[str, str]:
    """What is wrong with a passphrase for an election's file, and its repetition, by field; empty where nothing is."""
    problem = passphrase_problem(passphrase, election.county, election.name)
    if problem is not None:
        return {"passphrase": problem}
    return {"again": _("The two passphrases differ. Type it once more.")} if again != passphrase else {}
