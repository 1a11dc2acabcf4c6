"""A release checked whole: its files against its manifest, all of it made again from its record, and a case's own record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from adjudicator.casework.record.catalogue import UNFIT
from adjudicator.casework.record.entry import Entry
from adjudicator.export.checking import ReleaseFinding, check_release
from adjudicator.export.comparing import compare_json, differing, shown
from adjudicator.export.manifest import MANIFEST, ROOM_FORMAT
from adjudicator.export.opening import ARCHIVE_FAULTS, TooMuchError, opened
from adjudicator.export.standing import ENTRIES
from adjudicator.log.case_reading import CaseReading
from adjudicator.log.checks.signatures import Seen
from adjudicator.log.checks.verdicts import Verdict
from adjudicator.log.file.errors import the_world
from adjudicator.log.states.rebuilt import LEAN, RebuiltShelf
from adjudicator.office.behind.releases.again import Progress, ReleaseAgain, manifest_in
from adjudicator.port.answers import Head
from adjudicator.words import _

ALONE = _(
    "This is the tabulation room's package alone. Its files are those that its manifest lists. Whose signature that manifest "
    "has, only the release it belongs to can show, or the case: adjudicator verify CASE --release, with this package."
)


@dataclass(frozen=True, slots=True)
class ReleaseReport:
    """What was found, and in words what could not be proved. `items` maps each envelope that the record gives to the seq of
    its determination; empty where nothing could be made again. `verdicts` are of the record in it, and of what left; `given`
    are its entries after the newest saved checkpoint, with their seqs, by which people were given accounts, roles and keys.
    `taken_away` maps the envelopes that it takes away to the seqs of the determinations that had left.
    """

    findings: tuple[ReleaseFinding, ...]
    not_proved: tuple[str, ...] = ()
    items: Mapping[str, int] = field(default_factory=dict[str, int])
    verdicts: tuple[Verdict, ...] = ()
    given: tuple[tuple[int, Entry], ...] = ()
    taken_away: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def verify_release(
    path: Path,
    progress: Progress | None = None,
    recorded: Mapping[str, str] | None = None,
    against: Sequence[Seen] = (),
    *,
    every_signature: bool = False,
) -> ReleaseReport:
    """Check a release, folder or ZIP, and make it again from the record in it.

    `recorded` are the digests that a case's record has of it. `against` are checkpoints saved earlier, which the record in
    it has to extend; `every_signature` checks each act's signature, where one over a stretch of acts would do. An entry
    that its person has not signed is named and changes nothing. Raises WorldError where it is not there, and whatever
    `progress` raises.
    """
    found, alone = list(check_release(path, recorded)), _is_of_the_room(path)
    with the_world(path), RebuiltShelf(most=LEAN) as shelf:
        again = ReleaseAgain(shelf, progress, against, every_signature=every_signature)
        try:
            with opened(path) as source:
                for each in again.findings(source):
                    found.append(each)
        except (TooMuchError, *ARCHIVE_FAULTS, *UNFIT) as error:
            why = error.words if isinstance(error, TooMuchError) else type(error).__name__
            words = _("{file} could not be compared with its record ({reason}).", file=path.name, reason=shown(why))
            found.append(ReleaseFinding("release.unreadable", path.name, words))
    not_proved = (*again.not_proved, *((ALONE,) if alone and recorded is None else ()))
    said = (*again.verdicts, _left(found, not_proved))
    return ReleaseReport(tuple(found), not_proved, again.items, said, again.given, again.taken_away)


def _is_of_the_room(path: Path) -> bool:
    """Whether a package is the tabulation room's alone: it carries no record to be made again from."""
    return _manifest_of(path).get("format") == ROOM_FORMAT


def _left(found: Sequence[ReleaseFinding], not_proved: Sequence[str]) -> Verdict:
    """Whether what left is what the record says: findings about the record's own entries have verdicts of their own."""
    against = any(each.file != ENTRIES or each.id.startswith("release.") for each in found)
    return Verdict("left", "not_ok" if against else "not_proved" if not_proved else "ok")


def verify_recorded(log: CaseReading, path: Path, progress: Progress | None = None) -> ReleaseReport:
    """Check a release, and hold it against the entry with which a case recorded it: files, place in the record, items."""
    manifest = _manifest_of(path)
    entries = (logged.entry.data for logged in log.read_back(limit=-1, kind="release.made"))
    entry = next((data for data in entries if data["release"] == manifest.get("release")), None)
    if entry is None:
        report = verify_release(path, progress)
        words = _("The case's record has no release like {file}.", file=path.name)
        return replace(report, findings=(ReleaseFinding("release.unrecorded", path.name, words), *report.findings))
    report = verify_release(path, progress, dict(entry["files"]))
    if manifest.get("format") == ROOM_FORMAT:
        return report
    against = _against(log, entry, manifest.get("tree"), report)
    return replace(report, findings=(*report.findings, *against))


def _manifest_of(path: Path) -> Mapping[str, Any]:
    with the_world(path):
        try:
            with opened(path) as source:
                return manifest_in(source) or manifest_in(source, ROOM_FORMAT) or {}
        except (TooMuchError, *ARCHIVE_FAULTS):
            return {}


def _against(
    log: CaseReading, entry: Mapping[str, Any], tree: object, report: ReleaseReport
) -> Iterator[ReleaseFinding]:
    """Where the entry says otherwise than the case's record, or than the release; no list where none is known."""
    size, root = entry["size"], entry["root"]
    if not log.extends(Head(size, bytes.fromhex(root))):
        words = _(
            "The case's record has another root for its first {size} entries than its entry release.made says.",
            size=size,
        )
        yield ReleaseFinding("release.another_record", ENTRIES, words)
    yield from compare_json(MANIFEST, tree, {"size": size, "root": root}, "tree")
    if report.items:
        yield from _lists(entry["items"], report.items, "determination")
        yield from _lists(entry.get("taken_away") or {}, report.taken_away, "taken_away")


def _lists(listed: Mapping[str, int], items: Mapping[str, int], column: str) -> Iterator[ReleaseFinding]:
    for number in sorted(items.keys() | listed.keys()):
        if items.get(number) != listed.get(number):
            says, gives = (str(each.get(number, "")) for each in (listed, items))
            yield differing(_("the case's entry release.made"), number, column, says, gives)
