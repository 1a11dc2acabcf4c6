"""The catalogue of kinds: each is folded, told in words, and of a known version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from adjudicator.casework.record import catalogue
from adjudicator.casework.record.catalogue import (
    CATALOGUE,
    UPCASTS,
    Kind,
    UnknownKindError,
    is_after,
    new_entry,
    upcast,
)
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.fold import STEPS, fold
from adjudicator.casework.record.shelf import MemoryShelf
from adjudicator.log.file.projections import SUBJECTS
from adjudicator.office.behind.narration.record import ANSWERED, TELLINGS


def test_every_kind_has_a_fold_step_and_words_and_there_are_none_besides() -> None:
    assert set(STEPS) == set(CATALOGUE)
    assert {*TELLINGS, *ANSWERED} == set(CATALOGUE)


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_kind_says_in_one_sentence_what_it_means_and_whom_it_is_about(name: str) -> None:
    kind = CATALOGUE[name]
    assert kind.meaning.endswith(".")
    assert kind.subject in SUBJECTS
    assert all((name, version) in UPCASTS for version in range(1, kind.version))


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_new_entry_has_the_newest_version_of_its_kind(name: str) -> None:
    assert new_entry(name, "t", "rita", {}).version == CATALOGUE[name].version


@pytest.mark.parametrize(
    ("kind", "version"), [("ballot.opened", 1), ("case.opened", CATALOGUE["case.opened"].version + 1), ("", 1)]
)
def test_an_unknown_kind_or_a_newer_version_stops_the_reading(kind: str, version: int) -> None:
    entry = Entry(kind, version, "t", "rita", {})
    with pytest.raises(UnknownKindError, match=f"v{version}"):
        upcast(entry)
    with pytest.raises(UnknownKindError):
        fold(MemoryShelf(), 1, entry)


def test_an_older_version_is_brought_to_the_newest_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(data: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"order": data["number"]}

    def completed(data: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**data, "status": "in_force"}

    monkeypatch.setattr(catalogue, "CATALOGUE", {"order.changed": Kind(3, "order", "Changed.")})
    monkeypatch.setattr(catalogue, "UPCASTS", {("order.changed", 1): renamed, ("order.changed", 2): completed})
    newest = upcast(Entry("order.changed", 1, "t", "rita", {"number": "20-CV-1"}))
    assert (newest.version, newest.data) == (3, {"order": "20-CV-1", "status": "in_force"})
    assert upcast(Entry("order.changed", 2, "t", "rita", {"order": "A"})).data == {"order": "A", "status": "in_force"}


def test_forms_come_one_after_another_by_their_numbers() -> None:
    forms = ["3.0", "4.0", "4.2", "4.10", "10.0"]
    assert [(one, other) for one in forms for other in forms if is_after(one, other)] == [
        (forms[newer], forms[older]) for newer in range(len(forms)) for older in range(newer)
    ]
    assert not is_after("", "3.0")
    with pytest.raises(ValueError, match="x"):
        is_after("x", "3.0")
