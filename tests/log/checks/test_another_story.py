"""Somebody who holds the file tells another story: everything is rebuilt so that it fits together.

With a checkpoint that was saved before it is found, whoever signed. Without one it is found where the keys of those who acted
from there on are not all in one hand; where they are, it is not found, and the auditors' page says so.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.record.entry import SealedEntry, read_body
from adjudicator.casework.record.keychain import Keychain
from adjudicator.casework.record.signing import ACT_BYTES, leaves_checkpoint
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import Seen, verify
from adjudicator.log.tree.notes import is_good, read_note
from adjudicator.port.acts import NewAct, Signer
from adjudicator.port.answers import Head
from tests.guards import with_any_key
from tests.log.conftest import DEFINITION, HANDED_OUT, PACK, Pen, fill, key_of, public_of, signer

FORGED = "forged "
EVERYBODY = ("clerk", "mo", "sup")
AUDITORS_PAGE = Path(__file__).parents[3] / "docs" / "auditors.md"


@dataclass(frozen=True)
class Act:
    """What one person appended at once; `keys` marks keys other than those that the people of the true story have."""

    entries: Sequence[SealedEntry]
    credit_lines: Any = None
    keys: str = ""

    @property
    def by(self) -> str:
        return read_body(self.entries[0].body).by

    def signer(self, in_hand: Collection[str]) -> Signer | None:
        """Signs it, with the key of its person where that is in hand; else the forger has to make a signature up."""
        if not self.by:
            return None
        named = signer(self.by, read_body(self.entries[0].body), forged_people() if self.keys else "")
        if self.by not in in_hand:
            return replace(named, sign=lambda _: bytes(64))
        if not self.keys:
            return named
        key = key_of(self.keys + self.by)
        if named.public.hex() != public_of(self.by):
            key = key_of(f"{self.keys}{self.by}{HANDED_OUT}")
        return replace(named, public=key.public_key().public_bytes_raw(), sign=key.sign)


class Tape:
    """Takes acts as a log does, and keeps them: entries of several people are one act after the other."""

    def __init__(self) -> None:
        self.acts: list[Act] = []

    def append(self, entries: Sequence[SealedEntry], credit_lines: Any = None) -> None:
        for _, own in groupby(entries, lambda entry: read_body(entry.body).by):
            self.acts.append(Act(list(own), credit_lines))


def story(pen: Pen) -> list[Act]:
    """What really happened."""
    tape = Tape()
    for entry in (pen.opened(DEFINITION.digest, PACK.digest), *pen.people()):
        tape.append([entry])
    fill(tape, pen)  # pyright: ignore[reportArgumentType]
    return tape.acts


def told(path: Path, acts: Sequence[Act], in_hand: Collection[str] = EVERYBODY) -> Path:
    """A case file in which exactly that happened, whole in every table, by somebody who has these people's keys in hand."""
    first, *rest = acts
    with (
        with_any_key(),
        CaseLog.create(path, NewAct(act_id(first), first.entries, documents=[DEFINITION, PACK])) as log,
    ):
        for act in rest:
            told = NewAct(
                act_id(act), act.entries, credit_lines=act.credit_lines or {}, signer=act.signer(in_hand),
                checkpoint=leaves_checkpoint(read_body(entry.body) for entry in act.entries),
            )  # fmt: skip
            done = log.append(told)
            assert isinstance(done, Head)
    return path


def act_id(act: Act) -> bytes:
    """The same acts have the same id in every telling."""
    return hashlib.sha256("".join(entry.body for entry in act.entries).encode()).digest()[:ACT_BYTES]


def with_true_signatures(forged: Path, true: Path) -> Path:
    """Let every act of a forged file that stands in the true one as well keep what was signed there: signature and base,
    and with them the checkpoints.
    """
    raw = sqlite3.connect(forged, isolation_level=None)
    raw.execute("ATTACH ? AS true", (str(true),))
    for trigger, columns, table, key in (
        ("signature_no_update", ("base_size", "base_root", "signature"), "signature", "act"),
        ("checkpoint_no_update", ("note",), "checkpoint", "number"),
    ):
        (sql,) = raw.execute("SELECT sql FROM main.sqlite_master WHERE name = ?", (trigger,)).fetchone()
        raw.execute(f"DROP TRIGGER main.{trigger}")
        changes = ", ".join(f"{name} = kept.{name}" for name in columns)
        raw.execute(f"UPDATE main.{table} SET {changes} FROM true.{table} AS kept WHERE kept.{key} = {table}.{key}")
        raw.execute(sql)
    raw.close()
    return forged


def checkpoints(path: Path) -> list[str]:
    """The checkpoints of a file, oldest first."""
    with CaseLog.open(path, read_only=True) as log:
        return list(reversed(log.checkpoints()))


def found(path: Path, saved: str | None = None) -> set[str]:
    """What verify finds, with a checkpoint in hand or without."""
    against = [Seen(read_note(saved), "wednesday")] if saved else []
    return {finding.id for finding in verify(path, against=against).findings}


def at(acts: list[Act], kind: str) -> int:
    """The first act with an entry of that kind."""
    return next(place for place, act in enumerate(acts) if any(f'"kind":"{kind}"' in e.body for e in act.entries))


def reordered(acts: list[Act], pen: Pen) -> list[Act]:
    place = at(acts, "envelope.received")
    *most, one, other = acts[place].entries
    return [*acts[:place], replace(acts[place], entries=[*most, other, one]), *acts[place + 1 :]]


def dropped(acts: list[Act], pen: Pen) -> list[Act]:
    place, approval = at(acts, "envelope.returned"), at(acts, "batch.approved")
    both = replace(acts[approval], entries=[pen.approved("B0001", {"0001": 17}, looked_at=["0001", "0002"])])
    told = [*acts[:approval], both, *acts[approval + 1 :]]
    return [*told[:place], *told[place + 1 :]]


def duplicated(acts: list[Act], pen: Pen) -> list[Act]:
    place = at(acts, "batch.approved")
    determined = acts[at(acts, "envelope.determined")].entries[-1]
    return [*acts[:place], Act([determined]), *acts[place:]]


def cut_off(acts: list[Act], pen: Pen) -> list[Act]:
    return acts[: at(acts, "release.made")]


def changed(acts: list[Act], pen: Pen) -> list[Act]:
    place = at(acts, "envelope.determined")
    *most, _ = acts[place].entries
    other = pen.determined("0004", outcome="count_full", recommended="count_full")
    return [*acts[:place], replace(acts[place], entries=[*most, other]), *acts[place + 1 :]]


def signed_by_others(acts: list[Act], pen: Pen) -> list[Act]:
    """The same entries under keys of the forger's own, which the log gives to the same people."""
    people = [Act([entry], keys=FORGED) for entry in pen.people(FORGED)]
    return [acts[0], *people, *(replace(act, keys=FORGED) for act in acts[1 + len(people) :])]


def forged_people() -> str:
    """What checkpoints say of the people whose keys the forger made."""
    chain = Keychain(is_good)
    for seq, sealed in enumerate([Pen("true").opened(), *Pen("forged").people(FORGED)], 1):
        chain.take(seq, read_body(sealed.body))
    return chain.people_line()


NO_STORIES: dict[str, Callable[[list[Act], Pen], list[Act]]] = {
    "an entry left out": dropped,
    "an entry twice": duplicated,
}
"""What the program would not have written: what comes after does not fit."""

STORIES: dict[str, Callable[[list[Act], Pen], list[Act]]] = {
    "entries in another order": reordered,
    "the end cut off": cut_off,
    "another determination": changed,
    "other keys": signed_by_others,
}
CHANGED = [reordered, dropped, duplicated, changed]


@pytest.mark.parametrize("tell", STORIES.values(), ids=STORIES)
def test_another_story_by_somebody_with_all_keys_is_found_with_a_checkpoint_and_not_without(
    tmp_path: Path, tell: Callable[[list[Act], Pen], list[Act]]
) -> None:
    acts = story(Pen("true"))
    saved = checkpoints(told(tmp_path / "true.case", acts))[-1]
    forged = told(tmp_path / "forged.case", tell(acts, Pen("forged")))
    assert found(forged) == set()
    assert "against.differs" in found(forged, saved)
    other_keys = {"against.signature", "against.people"} & found(forged, saved)
    assert other_keys == ({"against.signature", "against.people"} if tell is signed_by_others else set())
    assert found(tmp_path / "true.case", saved) == set()


@pytest.mark.parametrize("in_hand", [(), ("clerk",), ("mo",), ("sup",)], ids=lambda keys: "".join(keys) or "nobody")
@pytest.mark.parametrize("tell", CHANGED, ids=lambda tell: tell.__name__)
def test_without_the_keys_of_all_who_acted_after_it_another_story_is_found_in_any_case(
    tmp_path: Path, tell: Callable[[list[Act], Pen], list[Act]], in_hand: tuple[str, ...]
) -> None:
    acts = tell(story(Pen("true")), Pen("forged"))
    assert "act.unsigned" in found(told(tmp_path / "forged.case", acts, in_hand))


@pytest.mark.parametrize("tell", CHANGED, ids=lambda tell: tell.__name__)
def test_signatures_that_are_kept_from_the_true_story_do_not_fit_another(
    tmp_path: Path, tell: Callable[[list[Act], Pen], list[Act]]
) -> None:
    true = told(tmp_path / "true.case", story(Pen("true")))
    acts = tell(story(Pen("true")), Pen("forged"))
    forged = with_true_signatures(told(tmp_path / "forged.case", acts, ()), true)
    assert "act.base" in found(forged)
    assert "act.unsigned" in found(forged)


@pytest.mark.parametrize("tell", NO_STORIES.values(), ids=NO_STORIES)
def test_a_story_that_the_program_would_not_have_written_is_found_without_a_checkpoint_and_with_all_keys_too(
    tmp_path: Path, tell: Callable[[list[Act], Pen], list[Act]]
) -> None:
    acts = story(Pen("true"))
    saved = checkpoints(told(tmp_path / "true.case", acts))[-1]
    forged = told(tmp_path / "forged.case", tell(acts, Pen("forged")))
    assert found(forged) & {"admission.batch", "admission.determination"}
    assert "against.differs" in found(forged, saved)


def test_a_whole_story_under_the_keys_of_nobody_in_the_record_rests_on_another_first_administrator(
    tmp_path: Path,
) -> None:
    acts = signed_by_others(story(Pen("true")), Pen("forged"))
    saved = checkpoints(told(tmp_path / "true.case", story(Pen("true"))))[0]
    forged = told(tmp_path / "forged.case", acts)
    assert found(forged) == set()
    assert found(forged, saved) == {"against.differs", "against.signature", "against.people"}


def test_a_checkpoint_tells_nothing_of_what_came_after_it(tmp_path: Path) -> None:
    acts = story(Pen("true"))
    early = checkpoints(told(tmp_path / "true.case", acts))[0]
    forged = told(tmp_path / "forged.case", changed(acts, Pen("forged")))
    assert found(forged, early) == set()


def test_an_end_cut_off_needs_nobodys_key_and_is_found_with_a_checkpoint_alone(tmp_path: Path) -> None:
    acts = story(Pen("true"))
    true = told(tmp_path / "true.case", acts)
    saved = checkpoints(true)[-1]
    short = with_true_signatures(told(tmp_path / "short.case", cut_off(acts, Pen()), ()), true)
    assert checkpoints(short) == checkpoints(true)[: len(checkpoints(short))]
    assert found(short) == set()
    assert found(short, saved) == {"against.differs"}


def test_the_auditors_page_says_what_is_not_found_without_a_checkpoint() -> None:
    page = AUDITORS_PAGE.read_text(encoding="utf-8")
    assert "make up a whole new record | **never found from the record alone**" in page
    assert "a whole new record is found by a checkpoint that an observer saved before" in page
    assert "a checkpoint at entry n | everything up to n, accounts, roles and keys included" in page
    assert "what came after n; a cut behind it" in page
