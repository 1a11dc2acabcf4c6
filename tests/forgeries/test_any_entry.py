"""Whatever somebody writes past the program, the database's guards being on, is found, or the program writes it, too."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from adjudicator.casework.bodies import canonical, read_body, seal
from adjudicator.casework.catalogue import CATALOGUE
from adjudicator.casework.signing import leaves_checkpoint
from tests.admission.test_mutations import mutations
from tests.forgeries.any_entry import PEOPLE, PERMITTED, TEMPLATES, is_free
from tests.forgeries.attacker import Attacker
from tests.forgeries.trial import errors, report

WHEN = ("", "1999-01-01T00:00:00.000000Z")


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


written = st.builds(
    Written,
    st.sampled_from(sorted(CATALOGUE)),
    st.sampled_from(("", *PEOPLE)),
    st.frozensets(st.sampled_from(PEOPLE), max_size=2),
    st.none() | st.integers(0, 500),
    st.sampled_from(WHEN),
    st.booleans(),
    st.booleans(),
)


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
    timely = not what.at or not what.by  # nobody is there to note a clock that was set back
    whole = what.way is None and timely and json.loads(body)["v"] == CATALOGUE[what.kind].version
    alone = what.kind in ("order.entered", "person.key_made")
    ordered = not what.behind or (what.by in PERMITTED["order.entered"] and not alone)
    return whole and ordered and what.by in PERMITTED.get(what.kind, ()) and what.by in {"", *what.passwords}


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(written)
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
