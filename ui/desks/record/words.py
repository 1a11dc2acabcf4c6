"""Words of the Record: kinds as chips, a body laid out for reading, hashes in groups, and what verifying found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from adjudicator.log.checks.signatures import Seen
from adjudicator.log.checks.verify import Report
from adjudicator.log.file.findings import CheckFinding
from adjudicator.office.behind.narration.record import told
from adjudicator.office.desks.record import RecordLine
from adjudicator.words import _, beside, n_, plural
from adjudicator.words.dates import day_and_hour, hour_and_second, long_day
from ui.desks.record.screen import ResultLine, StoredEntry
from ui.parts import Filter, Notice, NoticeKind, Row, Wrong

KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "envelopes": (
        _("Envelopes"),
        ("envelope.received", "envelope.corrected", "envelope.referred", "envelope.returned", "envelope.reopened",
         "referral.", "cure.", "contact.", "receipt.", "mistake."),
    ),
    "whose": (_("Taken and put back"), ("envelope.taken", "envelope.put_back")),
    "facts": (_("Facts"), ("facts.", "research.")),
    "determinations": (_("Determinations"), ("envelope.determined", "determination.")),
    "batches": (_("Batches"), ("batch.",)),
    "board": (_("Board"), ("steps.", "docket.", "authority.", "count.certified")),
    "tables": (_("Tables"), ("envelopes.", "pile.", "session.", "exception.", "hit.", "bag.")),
    "boxes": (_("Boxes"), ("box.",)),
    "releases": (_("Releases"), ("release.",)),
    "tabulation": (_("Scanner and uploads"), ("scan.", "upload.", "count.reconciled", "difference.")),
    "people": (_("People"), ("person.", "accounts.", "strict.", "acts.")),
    "files": (_("Files"), ("file.",)),
    "law": (_("Law and orders"), ("pack.", "position.", "order.")),
    "case": (
        _("Case"),
        ("case.", "form.", "passphrase.", "period.", "day.", "reasons.", "sittings.", "second_decisions.", "clock."),
    ),
}  # fmt: skip
"""Chip -> its word, and how the kinds of its entries begin."""

WORK = "work"
"""The chip that leaves out who took which envelope and put it back: half of a busy day's entries."""

TAKINGS = frozenset({"envelope.taken", "envelope.put_back", "envelope.taken_over"})

CHIPS = (Filter(WORK, _("All but taking")), *(Filter(tag, label) for tag, (label, __) in KINDS.items()))

ENTRIES = plural("{count} entry", "{count} entries")
FINDINGS = plural("{count} finding", "{count} findings")

SEVERITIES: Mapping[str, str] = {"error": _("Error"), "warning": _("To look at")}

DEPTH_WORDS: Mapping[str, str] = {
    "standard": _("Checking every entry and the tree"),
    "deep": _("Checking every entry, the tree, and every determination again"),
}

CHECKED: Mapping[str, str] = {
    "standard": _("Every entry stands in its place with its hash, and the tree and its root are those of the entries."),
    "deep": _(
        "Every entry stands in its place with its hash; the tree, the sealed values and the tables are those of the "
        "entries; every determination follows again from its facts and its pack."
    ),
}


def kinds_of(tags: tuple[str, ...]) -> tuple[str, ...]:
    """How the kinds begin that any of the chips lets through."""
    return tuple(start for tag in tags if tag != WORK for start in KINDS[tag][1])


def row_of(line: RecordLine, local: Callable[[str], datetime]) -> Row:
    """A line as a row of the list; one that is signed by nobody stands out, and says so first."""
    unsigned = unsigned_words(line)
    said = Wrong(beside(unsigned, line.words, by=": ")) if unsigned else line.words
    return Row(str(line.seq), (line.seq, when_words(local(line.at)), said))


def unsigned_words(line: RecordLine) -> str:
    """That an entry is not signed by the person it names, and which login brought it; empty where it is."""
    if line.signed:
        return ""
    said = _("Not signed by the program, in force nowhere")
    if line.by:
        said = _("Not signed by {person}, in force nowhere", person=line.by)
    return beside(said, _("brought by the login {login}", login=line.login) if line.login else "", by=", ")


def when_words(moment: datetime) -> str:
    """ "Fri Nov 6, 2020, 5:00:09 p.m.": acts follow one another within a minute."""
    return _("{day}, {hour}", day=long_day(moment), hour=hour_and_second(moment))


def stored_entry(line: RecordLine, local: Callable[[str], datetime]) -> StoredEntry:
    """An entry as stored, its body laid out and its leaf worked out again (RFC 6962, 2.1: SHA-256 over 0x00, body)."""
    return StoredEntry(
        title=_("Entry {seq}", seq=line.seq),
        words=line.words,
        when=when_words(local(line.at)),
        leaf=grouped(hashlib.sha256(b"\x00" + line.body.encode()).hexdigest()) if line.body else "",
        laid_out=json.dumps(json.loads(line.body), indent=2, sort_keys=True, ensure_ascii=False) if line.body else "",
        body=line.body,
        unsigned=unsigned_words(line),
    )


def grouped(digits: str, size: int = 8) -> str:
    """Hexadecimal digits in groups, so that two people can read them to one another."""
    return " ".join(digits[at : at + size] for at in range(0, len(digits), size))


def result_of(report: Report, moment: datetime) -> Notice:
    """What a verification found, in plain words."""
    entries = ENTRIES(report.entries)
    when = _("Verified {when}.", when=day_and_hour(moment))
    errors = [finding for finding in report.findings if finding.severity == "error"]
    if not errors:
        whole = _("OK: {entries}, the record is whole.", entries=entries)
        others = len(report.findings)
        to_look_at = n_("{count} finding to look at.", "{count} findings to look at.", others) if others else ""
        return Notice(beside(whole, to_look_at), beside(CHECKED[report.depth], when), kind="done")
    what = _("The record is not whole: {findings} in {entries}.", findings=FINDINGS(len(errors)), entries=entries)
    remedy = _("Change nothing in this file. Keep a copy, and compare it with the last copy that an observer holds.")
    return Notice(what, when, remedy)


SHOWN_OF_STATE: Mapping[str, NoticeKind] = {
    "ok": "done",
    "not_ok": "error",
    "not_proved": "warning",
    "not_checked": "notice",
}
"""State of a verdict -> how it is shown."""

MOST_GIVEN = 8
"""So many of the accounts, roles and keys since a saved checkpoint are said; the Record has them all."""


def verdict_lines(report: Report) -> tuple[ResultLine, ...]:
    """The verdict for each promise, in order."""
    return tuple(ResultLine(SHOWN_OF_STATE[each.state], str(each)) for each in report.verdicts)


def given_since(against: Sequence[Seen], report: Report) -> str:
    """The heading over what people were given since the newest checkpoint held against the record; empty for none."""
    newest = max((seen.note.head.size for seen in against), default=0)
    if not newest:
        return ""
    if not report.given:
        return _(
            "Accounts, roles and keys given since the saved checkpoint of {entries}: none", entries=ENTRIES(newest)
        )
    return _(
        "Accounts, roles and keys given since the saved checkpoint of {entries}: {count}",
        entries=ENTRIES(newest),
        count=len(report.given),
    )


def given_lines(report: Report, names: Mapping[str, str]) -> tuple[str, ...]:
    """What people were given since the newest saved checkpoint, a line each."""
    lines = [_("Entry {seq}: {what}", seq=seq, what=told(entry, names)) for seq, entry in report.given[:MOST_GIVEN]]
    more = len(report.given) - MOST_GIVEN
    return (*lines, _("And {count} more: the chip People shows them.", count=more)) if more > 0 else tuple(lines)


def finding_row(place: int, finding: CheckFinding) -> Row:
    """A finding as a row."""
    where = _("entry {seq}", seq=int(finding.place)) if finding.place.isdigit() else finding.place
    return Row(str(place), (SEVERITIES[finding.severity], where, finding.words, finding.id))
