"""What verify says at the end: a verdict for each promise that the record makes, in one line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from adjudicator.log.file.findings import CheckFinding

Promise = Literal["unchanged", "who", "rules", "left"]

PROMISES: Mapping[Promise, str] = {
    "unchanged": "Nothing was changed",
    "who": "Who did it",
    "rules": "Follows from the rules",
    "left": "What left is what the record says",
}
"""Promise -> how a verdict names it, in the order in which they are told."""

_OF_WHO = (
    "act.", "acts.", "against.signature", "against.people", "batch.four_eyes", "checkpoint.people", "checkpoint.signature",
    "key.", "log.no_right",
)  # fmt: skip
_OF_RULES = ("admission.", "determination.", "document.unreadable", "log.time_runs_back")
"""How the ids of findings begin that speak against a promise; all others say that something was changed."""

State = Literal["ok", "not_ok", "not_proved", "not_checked"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one promise; `words` say what was not proved, not checked or is to be known, empty for nothing."""

    promise: Promise
    state: State
    words: str = ""

    def __str__(self) -> str:
        said = {"ok": "OK", "not_ok": "NOT OK", "not_proved": "NOT PROVED", "not_checked": "not checked"}[self.state]
        return f"{PROMISES[self.promise]}: {said}{f' ({self.words})' if self.words else ''}"


def promise_of(finding: str) -> Promise:
    """The promise that a finding of that id speaks against."""
    if finding.startswith(_OF_WHO):
        return "who"
    return "rules" if finding.startswith(_OF_RULES) else "unchanged"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a verification looked at, and what it counted there.

    `deep` is its depth, `read` says that the rows were read at all, `law` that the law of the case was at hand. `entries`
    counts the log's entries, `unsigned` those at its beginning that are of a form without signatures, `by_one` the
    determinations and approvals that rest on what one person alone gave (at the deep depth only), `unseen` the
    determinations that rest on sealed values which the copy lacks. `story` is the seq at which the case went on from a
    restored copy or a raised form without an act of an administrator or supervisor since, 0 for none.
    """

    deep: bool
    entries: int = 0
    unsigned: int = 0
    by_one: int = 0
    unseen: int = 0
    story: int = 0
    read: bool = True
    law: bool = True


def verdicts(findings: Iterable[CheckFinding], looked: Looked) -> tuple[Verdict, ...]:
    """The verdict for each promise."""
    against = {promise_of(finding.id) for finding in findings if finding.severity == "error"}
    return (
        Verdict("unchanged", "not_ok" if "unchanged" in against else "ok"),
        _of_who("who" in against, looked),
        _of_rules("rules" in against, looked),
    )


def _of_who(against: bool, looked: Looked) -> Verdict:
    words: list[str] = []
    if looked.unsigned:
        words.append(
            f"for entries 1 to {looked.unsigned:,}, which are of form 3.0: their acts are not signed one by one"
        )
    if looked.by_one:
        words.append(f"{looked.by_one:,} determinations and approvals rest on what one person alone gave")
    elif not looked.deep:
        words.append("what rests on one person alone is counted at the deep depth only")
    if looked.story:
        words.append(f"entry {looked.story:,} goes on from a copy, and no administrator or supervisor has acted since")
    if against:
        return Verdict("who", "not_ok")
    if not looked.read:
        return Verdict("who", "not_checked")
    return Verdict("who", "not_proved" if looked.unsigned or looked.story else "ok", "; ".join(words))


def _of_rules(against: bool, looked: Looked) -> Verdict:
    if against:
        return Verdict("rules", "not_ok")
    if not looked.deep or not looked.read:
        return Verdict("rules", "not_checked", "" if not looked.read else "this is the standard depth")
    if not looked.law:
        return Verdict("rules", "not_checked", "the definition or a pack is not at hand")
    words = f"{looked.unseen:,} that rest on sealed values not checked in this copy" if looked.unseen else ""
    return Verdict("rules", "ok", words)
