"""A log of any length: envelopes received, looked up, answered and determined, four entries each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from made_up import sealed

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.bodies import SealedEntry, Secret
from adjudicator.casework.catalogue import new_entry
from adjudicator.casework.signing import origin_of
from adjudicator.log.append import Signer
from adjudicator.log.case_log import CaseLog
from adjudicator.log.entries import Document
from adjudicator.log.schema import FORM
from adjudicator.people.keys import SigningKey
from adjudicator.records.envelope import SEALED_FIELDS
from adjudicator.records.facts import FACTS

ENVELOPES_PER_ENTRIES = 4
LISTED = 100
PACK = "sha256:" + "ab" * 32
_KEY = SigningKey(bytes(range(32)))
MORTIZ = Signer(origin_of("C1", "1"), "mortiz", _KEY.public, _KEY.sign)
"""The only person of the case, who signs every act."""

CONTESTS = [f"135-{number:02d}" for number in range(1, 22)]


def logged(kind: str, data: dict[str, Any], by: str = "mortiz") -> SealedEntry:
    """An entry as the office would seal it."""
    return sealed(new_entry(kind, "2020-11-04T14:02:11.000000Z", by, data))


def filled(path: Path, entries: int, passphrase: Passphrase | None = None) -> CaseLog:
    """A case with that many entries: envelopes received, looked up, researched and determined."""
    documents = [Document.of("definition", "{}"), Document.of("pack", "[]")]
    first = logged("case.opened", {
        "case": "C1", "mode": "practice", "county": "GWINNETT", "election": "General", "time_zone": "America/New_York",
        "definition": documents[0].digest, "rules": "georgia-2020-sos", "pack": PACK,
        "pack_document": documents[1].digest, "deadlines": {"last_day": "2020-11-06T22:00:00.000000Z"}, "form": FORM,
        "recovery": "",
    }, by="")  # fmt: skip
    roles, key = ["administrator", "clerk", "reviewer"], MORTIZ.public.hex()
    person = logged("person.added", {"person": "mortiz", "name": "M. Ortiz", "roles": roles, "key": key})
    log = CaseLog.create(path, [first], documents, passphrase)
    log.append([person], signer=MORTIZ)
    numbers = [f"{number:06d}" for number in range(entries // ENVELOPES_PER_ENTRIES)]
    with not_waiting_for_the_disk(log):
        for at in range(0, len(numbers), LISTED):
            work_through(log, numbers[at : at + LISTED])
    return log


def work_through(log: CaseLog, numbers: Sequence[str]) -> None:
    """Receive a list of envelopes in one act, look each up, answer and determine it in acts of their own, and sign all of it
    together, as at the closing of a batch.
    """
    log.append([received(number) for number in numbers], signer=MORTIZ)
    for number in numbers:
        for make in (looked_up, researched, determined):
            log.append([make(number)], signer=MORTIZ)
    stretch = log.stretch_of("mortiz")
    assert stretch is not None
    log.append([logged("acts.signed", stretch.data("mortiz"))], signer=MORTIZ)


@contextmanager
def not_waiting_for_the_disk(log: CaseLog) -> Iterator[None]:
    """Commits are durable again afterwards: what is measured comes then."""
    (as_it_was,) = log.db.execute("PRAGMA synchronous").fetchone()
    log.db.execute("PRAGMA synchronous = OFF")
    yield
    log.db.execute(f"PRAGMA synchronous = {as_it_was}")


def received(number: str) -> SealedEntry:
    """An envelope with its papers."""
    papers: dict[str, Any] = {
        "stream": "election_day", "place": f"{int(number) % 156:03d}", "precinct_cast": f"{int(number) % 156:03d}",
        "style_cast": "135-BS078", "reasons": ["OP", "EH"], "oath_signed": True, "id_shown": True, "sheets": 1,
    }  # fmt: skip
    private = {"last_name": f"Name{number}", "first_name": "Ann", "birth_date": "1974", "cast_at": "2020-11-03T17:30"}
    papers |= {name: Secret(private.get(name, "")) for name in sorted(SEALED_FIELDS)}
    return logged("envelope.received", {"envelope": number, "file": "", "papers": papers})


def looked_up(number: str) -> SealedEntry:
    """The voter found on the roll."""
    elector = {
        "registration_number": Secret(number), "county": "GWINNETT", "precinct": "002", "portion": "002",
        "style": "135-BS001", "status": "active", "registered_on": Secret("2012-03-04"), "roll": "cd" * 32,
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
        "home_style": "135-BS001", "too_late_for": [], "rules": "georgia-2020-sos", "pack": PACK,
        "departs": False, "reason": None, "supersedes": 0,
    })  # fmt: skip
