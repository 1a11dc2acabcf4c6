"""A case's law, told in the words of the program where the program has the same pack."""

from __future__ import annotations

import json

from adjudicator.law.rules.pack import pack_of
from adjudicator.office.behind.laws import law_of
from adjudicator.resources import pack
from tests.law.conftest import election_of

OLD = "What an earlier version said."


def _with_other_words(tables: str) -> str:
    read = json.loads(tables)
    read["because"] = {rule: dict.fromkeys(because, OLD) for rule, because in read["because"].items()}
    return json.dumps(read)


def test_a_rules_sentences_come_from_the_program_by_its_id() -> None:
    own = pack()
    told = law_of(_with_other_words(own.tables()), election_of()).pack
    assert {rule.id: dict(rule.because) for rule in told.rules} == {rule.id: dict(rule.because) for rule in own.rules}
    assert told.digest == own.digest


def test_a_pack_that_the_program_does_not_have_keeps_its_own() -> None:
    read = json.loads(_with_other_words(pack().tables()))
    read["parameters"][0]["value"] = "another value"
    told = law_of(json.dumps(read), election_of()).pack
    assert {words for rule in told.rules for words in rule.because.values()} == {OLD}
    assert told.digest == pack_of(json.dumps(read)).digest != pack().digest
