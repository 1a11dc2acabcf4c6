"""All words of this program that go into the files of a release, and their digest: a program with other words says so."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from adjudicator.casework.record.entry import canonical
from adjudicator.casework.telling.explanation import COUNTS
from adjudicator.casework.telling.voter_english import ENGLISH
from adjudicator.export import corrections, csv_parts, status_file, totals, work_order
from adjudicator.export.manifest_versions import LOOKED_UP_SINCE, VERSION
from adjudicator.export.paper import page_words, summary
from adjudicator.law.rules.pack import SPAN
from adjudicator.law.telling import span_words
from adjudicator.law.telling.words import BESIDE_LAW, CONTEST_CODES, MARKS, OUTCOMES, REASONS
from adjudicator.resources import PACK_IDS, pack
from adjudicator.words.dates import DAYS, MONTHS, long_day_and_hour

SPOKEN: Mapping[str, frozenset[str]] = {
    "dispositions.csv": frozenset({"outcome_words", "reasons_words", "marks_words", "citations", "sentence"}),
    "contests.csv": frozenset({"code_words"}),
    "corrections.csv": frozenset({"sentence"}),
    "tabulation_room/work_order.csv": frozenset({"do"}),
    "tabulation_room/work_order_kept_apart.csv": frozenset({"do"}),
    "status.csv": frozenset({"outcome_words", "sentence"}),
    "totals.csv": frozenset({"words"}),
    "totals_public.csv": frozenset({"words"}),
    "totals_public_lines.csv": frozenset({"words"}),
}
"""File -> its columns that rest on the program's words; all others say what the record and the definition say."""


SAMPLE = datetime(2020, 11, 6, 17, 5)  # noqa: DTZ001 - how days and hours are written


def words_digest(version: int = VERSION) -> str:
    """SHA-256 (hexadecimal) over the tables of words in the files of a manifest of that version, as canonical JSON."""
    looked_up = {"status": dict(status_file.SAID)} if version >= LOOKED_UP_SINCE else {}
    return hashlib.sha256(canonical({**_tables(), **looked_up}).encode()).hexdigest()


def _tables() -> dict[str, object]:
    return {
        "outcomes": dict(OUTCOMES),
        "reasons": dict(REASONS),
        "marks": dict(MARKS),
        "contest_codes": {**CONTEST_CODES, **BESIDE_LAW},
        "counted": COUNTS.citation,
        "voter": {key: list(map(list, said)) for key, said in ENGLISH.sentences.items()},
        "voter_days": [*ENGLISH.days, *ENGLISH.months, ENGLISH.last_and],
        "separator": csv_parts.SEPARATOR,
        "streams": dict(csv_parts.STREAMS),
        "totals": [
            totals.ALL_WORDS,
            totals.NOT_GIVEN,
            dict(totals.KEPT_APART),
            dict(totals.DEPARTS),
            totals.TOO_FEW,
            dict(totals.JOINED_WORDS),
            *totals.NOTES,
        ],
        "page": [
            dict(summary.SAID),
            dict(summary.FIGURES),
            *summary.SIGN,
            summary.KEEP,
            summary.PRACTICE,
            *(span_words.ENDED, span_words.TO_COME, span_words.BECAUSE),
            summary.FOOT,
            dict(page_words.LABELS),
        ],
        "work_order": [
            dict(work_order.SAID),
            *work_order.SIGN,
            work_order.AS_IT_IS,
            work_order.DUPLICATE,
            work_order.TAKE_AWAY,
        ],
        "corrections": dict(corrections.SAID),
        "packs": {name: [getattr(pack(name), each) for each in SPAN] for name in PACK_IDS},
        "page_days": [*DAYS, *MONTHS, long_day_and_hour(SAMPLE)],
    }
