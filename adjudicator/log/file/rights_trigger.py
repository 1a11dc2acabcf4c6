"""The trigger that lets an entry in only where a role of the person who adds it allows that, and the indexes it looks into.

Roles are those of the log's own newest entry about the person, never of a projection: a changed projection gains
nothing. The table of kinds and roles is that of `casework.rights`, written out as SQL; `casework.rights.Roster` says the
same, for verify.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adjudicator.casework.record.rights import ACTS_OF, FOLLOWING, GROUND, OWN, roles_that_add

_KIND, _BY, _PERSON = (f"json_extract(new.body, '$.{path}')" for path in ("kind", "by", "data.person"))
ABOUT_ROLES = "json_extract(body, '$.kind') IN ('person.added', 'person.changed')"
"""The entries that give people roles, as a condition that an index has, too."""


def _listed(kinds: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{kind}'" for kind in sorted(kinds)) + ")"


_OF_GROUND = f"json_extract(body, '$.kind') IN {_listed(GROUND)}"

INDEXES: Mapping[str, str] = {
    "log_person": f"""CREATE INDEX log_person ON log (json_extract(body, '$.data.person'))
    WHERE {ABOUT_ROLES}""",
    "log_ground": f"""CREATE INDEX log_ground ON log (json_extract(body, '$.at'))
    WHERE {_OF_GROUND}""",
}
"""The entries that give a person roles, close the account or open it; and those from which others follow in the same act."""


def _holds(roles: Iterable[str]) -> str:
    """One of these roles is among the person's. The list, which is JSON, is searched as text: it has each role in quotes."""
    return " OR ".join(f"instr(held.roles, '\"{role}\"')" for role in sorted(roles))


FOLLOWS = f"""EXISTS (
                SELECT 1 FROM log WHERE {_OF_GROUND}
                AND json_extract(body, '$.at') = json_extract(new.body, '$.at') AND json_extract(body, '$.by') = {_BY}
            )"""
"""The person who adds the entry has changed in the same act what envelopes are judged on."""


def _allowed(kind: str) -> str:
    # a CASE leaves what comes after the first true branch alone, an OR looks at all of it
    roles = _holds(roles_that_add(kind))
    return f"CASE WHEN {roles} THEN 1 ELSE {FOLLOWS} END" if kind in FOLLOWING else roles


def _by_kind() -> str:
    """A branch for each kind, the commonest first."""
    kinds = [*sorted(FOLLOWING), *sorted(ACTS_OF.keys() - FOLLOWING)]
    lines = [f"WHEN '{kind}' THEN {_allowed(kind)}" for kind in kinds]
    own = [f"WHEN '{kind}' THEN {_PERSON} = {_BY}" for kind in sorted(OWN)]
    return "\n            ".join((*lines, *own))


NO_ROLE = "no role of the person who adds the entry allows it"
"""What the trigger says."""

TRIGGER = f"""CREATE TRIGGER log_rights BEFORE INSERT ON log
WHEN NOT CASE {_BY}
    WHEN '' THEN CASE {_KIND}
        WHEN 'case.opened' THEN new.seq = 1
        WHEN 'case.restored' THEN new.seq > 1
        WHEN 'file.received' THEN new.seq = 2 AND json_extract(new.body, '$.data.kind') = 'roll'
        WHEN 'form.raised' THEN new.seq > 1
        WHEN 'person.signed_out' THEN new.seq > 1
        WHEN 'envelope.put_back' THEN new.seq > 1
        ELSE 0 END
    ELSE coalesce((
        SELECT CASE {_KIND}
            {_by_kind()}
            ELSE 0 END
        FROM (
            SELECT json_extract(body, '$.data.roles') AS roles, json_extract(body, '$.data.active') AS active
            FROM log WHERE {ABOUT_ROLES} AND json_extract(body, '$.data.person') = {_BY}
            ORDER BY seq DESC LIMIT 1
        ) AS held WHERE held.active IS NOT 0
    ), {_KIND} = 'person.added' AND {_PERSON} = {_BY} AND instr(json_extract(new.body, '$.data.roles'), '"administrator"')
        AND NOT EXISTS (SELECT 1 FROM log WHERE {ABOUT_ROLES})
    ) END
BEGIN SELECT RAISE(ABORT, '{NO_ROLE}'); END"""
"""`active` is absent where an account was just made, 1 where it is open and 0 where it is closed."""
