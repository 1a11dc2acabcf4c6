"""A log of any length: envelopes received, looked up, answered and determined, four entries each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from made_up import sealed

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.bodies import SealedEntry, Secret
from adjudicator.casework.catalogue import new_entry
from adjudicator.log.case_log import CaseLog
from adjudicator.log.entries import Document
from adjudicator.records.envelope import SEALED_FIELDS
from adjudicator.records.facts import FACTS

ENVELOPES_PER_ENTRIES = 4
CONTESTS = [f"135-{number:02d}" for number in range(1, 22)]


def logged(kind: str, data: dict[str, Any], by: str = "mortiz") -> SealedEntry:
    """An entry as the office would seal it."""
    return sealed(new_entry(kind, "2020-11-04T14:02:11.000000Z", by, data))


def filled(path: Path, entries: int, passphrase: Passphrase | None = None) -> CaseLog:
    """A case with that many entries: envelopes received, looked up, researched and determined."""
    documents = [Document.of("definition", "{}"), Document.of("pack", "[]")]
    first = logged("case.opened", {
        "case": "C1", "mode": "practice", "county": "GWINNETT", "election": "General", "time_zone": "America/New_York",
        "definition": documents[0].digest, "rules": "r", "pack": "p", "pack_document": documents[1].digest,
        "deadlines": {},
    }, by="")  # fmt: skip
    roles = ["administrator", "clerk", "reviewer"]
    person = logged("person.added", {"person": "mortiz", "name": "M. Ortiz", "roles": roles, "key": ""}, by="")
    log = CaseLog.create(path, [first, person], documents, passphrase)
    numbers = [f"{number:06d}" for number in range(entries // ENVELOPES_PER_ENTRIES)]
    for at in range(0, len(numbers), 1000):
        part = numbers[at : at + 1000]
        log.append([make(number) for make in (received, looked_up, researched, determined) for number in part])
    return log


def received(number: str) -> SealedEntry:
    """An envelope with its papers."""
    papers: dict[str, Any] = {
        "stream": "election_day", "place": f"{int(number) % 156:03d}", "precinct_cast": f"{int(number) % 156:03d}",
        "style_cast": "135-BS078", "reasons": ["OP", "EH"], "oath_signed": True, "id_shown": True, "sheets": 1,
    }  # fmt: skip
    private = {"last_name": f"Name{number}", "first_name": "Ann", "birth_date": "1974", "cast_at": "2020-11-03T17:30"}
    papers |= {name: Secret(private.get(name, "")) for name in sorted(SEALED_FIELDS)}
    return logged("envelope.received", {"envelope": number, "file": "ab" * 32, "papers": papers})


def looked_up(number: str) -> SealedEntry:
    """The voter found on the roll."""
    elector = {
        "registration_number": Secret(number), "county": "GWINNETT", "precinct": "002", "portion": "002",
        "style": "135-BS001", "status": "active", "registered_on": "2012-03-04", "roll": "cd" * 32,
    }  # fmt: skip
    source = {"kind": "roll", "dated": "2020-11-01", "ref": "abcdef012345"}
    facts = [{"fact": fact, "value": FACTS[fact][0], "source": source} for fact in ("match", "registration", "home")]
    return logged("facts.recorded", {"envelope": number, "facts": facts, "elector": elector})


def researched(number: str) -> SealedEntry:
    """Answers from the papers."""
    source = {"kind": "paper", "dated": "", "ref": "mortiz"}
    facts = [{"fact": fact, "value": FACTS[fact][0], "source": source} for fact in ("oath", "identification", "cast")]
    return logged("facts.recorded", {"envelope": number, "facts": facts})


def determined(number: str) -> SealedEntry:
    """A determination with all facts and 21 contests."""
    return logged("envelope.determined", {
        "envelope": number, "outcome": "count_partial", "recommended": "count_partial", "reasons": [], "holds": [],
        "marks": ["wrong_precinct"], "counted": CONTESTS[:16],
        "not_counted": dict.fromkeys(CONTESTS[16:], "wrong_precinct"),
        "facts": {fact: values[0] for fact, values in FACTS.items()}, "cast_style": "135-BS078",
        "home_style": "135-BS001", "too_late_for": [], "rules": "georgia-2020-sos", "pack": "sha256:" + "ab" * 32,
        "departs": False, "reason": None, "supersedes": 0,
    })  # fmt: skip
