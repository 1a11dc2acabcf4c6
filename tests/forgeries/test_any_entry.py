"""Whatever somebody writes past the program, the database's guards being on, is found, or the program writes it, too."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from adjudicator.casework.record.catalogue import CATALOGUE
from adjudicator.casework.record.entry import canonical, read_body, seal
from adjudicator.casework.record.rights import BY_NOBODY, FOLLOWING, OWN, roles_that_add
from adjudicator.casework.record.signing import leaves_checkpoint
from tests.casework.admission.test_mutations import mutations
from tests.examples import examples
from tests.forgeries.any_entry import PEOPLE, PERMITTED, TEMPLATES, is_free
from tests.forgeries.attacker import Attacker
from tests.forgeries.trial import errors, report
from tests.office.conftest import PEOPLE as ACCOUNTS

LONG_AGO = "1999-01-01T00:00:00.000000Z"


@dataclass(frozen=True)
class Written:
    """An entry that is written: by whom, whose passwords are known, which field is otherwise, and when (empty: now); in an
    `older` version than the file's, `behind` a court order in one act.
    """

    kind: str
    by: str
    passwords: frozenset[str]
    way: int | None
    at: str
    older: bool
    behind: bool


ODDITIES = ("field", "at", "older", "behind")
"""What may be odd about an entry: a field, its instant, its version, an order of a court that it stands behind."""

ROLES = {person.id: person.roles for person in ACCOUNTS}
SUPERVISORS = [person for person in PEOPLE if "supervisor" in ROLES[person]]


def let_in(kind: str) -> list[str]:
    """The people whose entries of a kind the database lets in; nobody is among them where the program adds it by itself."""
    able = [person for person in PEOPLE if kind in OWN or not roles_that_add(kind).isdisjoint(ROLES[person])]
    nobody = kind in BY_NOBODY and kind != "file.received"  # by nobody a file is received in the second entry alone
    return ["", *able] if nobody else able


@st.composite
def entries(draw: st.DrawFn) -> Written:
    """Entries that the database lets in; the password of the person they are of is known three times in four."""
    kind = draw(st.sampled_from([each for each in sorted(CATALOGUE.keys() - {"case.opened"}) if let_in(each)]))
    odd = draw(st.frozensets(st.sampled_from(ODDITIES), max_size=2))
    able = let_in(kind)
    if "behind" in odd:  # what follows from an order may be of any role; whoever has none cannot enter the order itself
        able = SUPERVISORS if kind in FOLLOWING else [person for person in able if person in SUPERVISORS] or able
    by = draw(st.sampled_from(able))
    known = draw(st.sampled_from((by, by, by, "olga"))) if by else "olga"
    way = draw(st.integers(0, 500)) if "field" in odd else None
    at = LONG_AGO if "at" in odd else ""
    return Written(kind, by, frozenset({known}), way, at, "older" in odd, "behind" in odd and by in SUPERVISORS)


def body_of(hands: Attacker, what: Written) -> str:
    """The body that is written."""
    data = TEMPLATES[what.kind](hands, what.by or "rob")
    entry = hands.entry(what.kind, what.by, **data)
    sealed = seal(entry, hands.chance)
    for row in sealed.sealed:
        hands.raw.execute("INSERT INTO sealed VALUES (?, ?, ?)", (row.commitment, row.salt, row.value))
    plain = json.loads(sealed.body)
    if what.way is not None:
        ways = [data for where, data in mutations(read_body(sealed.body)) if not is_free(what.kind, where)]
        plain["data"] = ways[what.way % len(ways)]
    if what.older:
        plain["v"] = max(1, plain["v"] - 1)
    return canonical(plain | {"at": what.at or entry.at})


def write(hands: Attacker, what: Written, body: str) -> None:
    """Write it in an act, with the checkpoint that is due where there is a key for one."""
    key, bodies = hands.key(what.by) if what.by in what.passwords else None, [body]
    if what.behind:
        order = hands.entry("order.entered", what.by, **TEMPLATES["order.entered"](hands, what.by))
        bodies.insert(0, canonical(json.loads(seal(order, hands.chance).body) | {"at": read_body(body).at}))
    hands.add_bodies(*bodies, by=what.by, key=key)
    if key is not None and leaves_checkpoint(map(read_body, bodies)):
        hands.sign_head(what.by, key)


def is_permitted(what: Written, body: str) -> bool:
    """Whether the program would have let this person write it."""
    # nobody is there to note a clock that was set back, or the note is that of the next act, which does not follow
    timely = not what.at or not what.by or what.kind == "person.key_made"
    whole = what.way is None and timely and json.loads(body)["v"] == CATALOGUE[what.kind].version
    alone = what.kind in ("order.entered", "person.key_made")
    ordered = not what.behind or (what.by in PERMITTED["order.entered"] and not alone)
    return whole and ordered and what.by in PERMITTED.get(what.kind, ()) and what.by in {"", *what.passwords}


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries())
def test_an_entry_is_found_unless_the_program_would_have_let_this_person_write_it(waiting: Path, what: Written) -> None:
    with tempfile.TemporaryDirectory() as folder:
        hands = Attacker(Path(shutil.copy(waiting, Path(folder) / "small.case")), guarded=True)
        body = body_of(hands, what)
        try:
            write(hands, what, body)
        except sqlite3.IntegrityError:
            hands.log.close()
            assume(False)
        hands.leave()
        found = errors(report(hands.log.path, "deep"))
    assert bool(found) is not is_permitted(what, body), (what, body)


@pytest.mark.parametrize(("follows", "expected"), [("person.signed_out", {"log.time_runs_back"}), ("", set[str]())])
def test_a_key_made_long_ago_is_found_by_the_next_act_of_its_person(
    case: Path, follows: str, expected: set[str]
) -> None:
    hands = Attacker(case, guarded=True)
    now, old, new = hands.now(), hands.key("rita"), hands.own_key()
    hands.add(replace(hands.key_made("rita", old, new), at=LONG_AGO), key=old)
    if follows:
        hands.add(replace(hands.entry(follows, "rita", **TEMPLATES[follows](hands, "rita")), at=now), key=new)
    hands.leave()
    assert errors(report(case, "deep")) == expected
