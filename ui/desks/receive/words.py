"""Rows and sentences of the Receive desk: problems, previews, files received. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from adjudicator.casework.record.state import FileState
from adjudicator.office.behind.files.previews import FilePreview
from adjudicator.office.behind.files.roll_fit import RollFit, change_words
from adjudicator.records.elector import Credit
from adjudicator.records.envelope import Envelope
from adjudicator.records.received import FILE_KINDS, file_title
from adjudicator.records.trouble import Problem
from adjudicator.words import _, beside, capital, joined, n_, some_of
from adjudicator.words.dates import day_and_hour, long_day, long_day_and_hour, short_day
from ui.desks.receive.kinds import KINDS
from ui.desks.receive.screen import Previewed, RollWarnings, Speaks
from ui.parts import Column, Filter, Row

SAMPLE, SAMPLE_WITH_ERRORS = 6, 3
DAY = len("2020-11-03")

ENVELOPE_COLUMNS = (
    Column("number", _("Envelope"), "strong", 100),
    Column("voter", _("Voter"), "personal", 200),
    Column("place", _("Place"), width=220, stretch=True),
    Column("precinct", _("Precinct"), width=90),
    Column("style", _("Style"), width=120),
    Column("cast", _("Cast at"), "personal", 176),
    Column("reasons", _("Ticked"), width=90),
)
CREDIT_COLUMNS = (
    Column("number", _("Registration number"), "personal", 170),
    Column("voter", _("Elector"), "personal", 240),
    Column("detail", _("Recorded as"), width=300, stretch=True),
)
NO_COLUMNS: tuple[Column, ...] = ()


def problem_rows(problems: Iterable[Problem]) -> tuple[Row, ...]:
    """Problems as rows, errors first, those that are alike said once; the tags are "error" and "warning"."""
    rows: dict[Problem, list[int]] = {}
    for problem in sorted(problems, key=lambda problem: problem.warning):
        rows.setdefault(replace(problem, row=0), []).append(problem.row)
    return tuple(_problem_row(at, _once(*each)) for at, each in enumerate(rows.items()))


def _once(problem: Problem, rows: Sequence[int]) -> Problem:
    """A problem that is the same in several rows, said once with them."""
    if len(rows) == 1:
        return replace(problem, row=rows[0])
    what = _("{what}, in {count} rows ({rows})", what=problem.what, count=len(rows), rows=some_of(map(str, rows)))
    return replace(problem, row=rows[0], what=what)


def _problem_row(at: int, problem: Problem) -> Row:
    kind = "warning" if problem.warning else "error"
    cells = (
        _("Warning") if problem.warning else _("Error"),
        problem.row or "",
        problem.column,
        problem.value,
        capital(problem.what),
        problem.remedy,
    )
    order = (problem.warning + 0, problem.row, problem.column, problem.value, problem.what, problem.remedy)
    return Row(f"{kind}{at}", cells, frozenset({kind}), order)


def roll_warnings(problems: Iterable[Problem]) -> RollWarnings:
    """What of the roll does not fit, as rows, and the whole of each in words."""
    whats = {f"roll{at}": (capital(it.what), it) for at, it in enumerate(problems)}
    rows = tuple(Row(row, (it.value, what)) for row, (what, it) in whats.items())
    whole = {row: _("{what}. {remedy}", what=what, remedy=it.remedy) for row, (what, it) in whats.items()}
    return RollWarnings(rows, whole)


def rows_words(kind: str, count: int) -> str:
    """How many rows of a kind of file: "295 envelopes"."""
    return FILE_KINDS[kind].some(count)


def problem_filters(problems: Iterable[Problem]) -> tuple[Filter, ...]:
    """Chips for errors and for warnings, where there are any of both."""
    listed = tuple(problems)
    warnings = sum(problem.warning for problem in listed)
    errors = len(listed) - warnings
    if not errors or not warnings:
        return ()
    return (Filter("error", _("Errors"), errors), Filter("warning", _("Warnings"), warnings))


def previewed_file(preview: FilePreview, allowed: str, speaks_wrong: str = "") -> Previewed:
    """A file that was read, as it stands before it is received; `allowed` is why the person may not, or empty.

    `speaks_wrong` is what is wrong with the hour up to which it speaks.
    """
    tells = FILE_KINDS[preview.kind].tells
    columns, sample = _sample(preview)
    errors = len(preview.errors)
    return Previewed(
        name=preview.path.name,
        kind=KINDS[preview.kind],
        facts=tuple(part for part in (rows_words(preview.kind, preview.rows), dated_words(preview.dated)) if part),
        columns=columns,
        sample=sample[:SAMPLE_WITH_ERRORS] if errors else sample,
        problems=problem_rows(preview.problems),
        filters=problem_filters(preview.problems),
        summary=summary_words(errors, len(preview.problems) - errors),
        button=_button(errors, preview.rows, _("Receive {rows}", rows=rows_words(preview.kind, preview.rows))),
        blocked=_blocked(errors, preview.rows) or allowed,
        speaks=Speaks(preview.digest, tells == "election_day", speaks_wrong) if tells is not None else None,
        maps=True,
    )


def previewed_roll(name: str, fit: RollFit, allowed: str) -> Previewed:
    """A roll that was opened or built, before it is attached: what it is, what is other than on the roll in use, and what
    does not fit.
    """
    info, change = fit.info, fit.change
    counties = n_("{count} county", "{count} counties", len(info.counties))
    dated = _("of {day}", day=long_day(info.dated)) if info.dated else _("without a date")
    return Previewed(
        name=name,
        kind=KINDS["roll"],
        facts=(n_("{count} elector", "{count} electors", info.electors), dated, counties, *info.notes),
        columns=NO_COLUMNS,
        sample=(),
        problems=problem_rows(fit.problems),
        filters=problem_filters(fit.problems),
        summary=summary_words(0, len(fit.problems)),
        compared=_("Beside the roll in use: {what}.", what=beside(*change_words(change), by=", ")) if change else "",
        button=n_("Attach the roll of {count} elector", "Attach the roll of {count} electors", info.electors),
        blocked=allowed,
    )


def previewed_list(name: str, kind: str, problems: Iterable[Problem]) -> Previewed:
    """A voter list that no roll can be built from, with what is wrong with it."""
    listed = tuple(problems)
    return Previewed(
        name=name,
        kind=KINDS[kind],
        facts=(_("no roll was built"),),
        columns=NO_COLUMNS,
        sample=(),
        problems=problem_rows(listed),
        filters=problem_filters(listed),
        summary=summary_words(len(listed), 0),
        button=_button(len(listed), 0, _("Attach the roll")),
        blocked=_blocked(len(listed), 0),
    )


def summary_words(errors: int, warnings: int) -> str:
    """How many problems there are, in words."""
    if not errors and not warnings:
        return _("No problems.")
    wrong = n_("{count} error", "{count} errors", errors) if errors else ""
    doubtful = n_("{count} warning", "{count} warnings", warnings) if warnings else ""
    problems = joined((wrong, doubtful))
    if errors:
        return _("{problems}.", problems=problems)
    return _("{problems}. Warnings do not stand in the way.", problems=problems)


def _button(errors: int, rows: int, act: str) -> str:
    """What the button says: the act, or in its place what keeps it from being done."""
    if errors:
        return n_("{count} error to correct first", "{count} errors to correct first", errors)
    return act if rows else _("Nothing new to receive")


def _blocked(errors: int, rows: int) -> str:
    if errors:
        return n_(
            "{count} error stands in the way. Correct the file and choose it again: nothing is received in part.",
            "{count} errors stand in the way. Correct the file and choose it again: nothing is received in part.",
            errors,
        )
    return "" if rows else _("There is nothing new in this file.")


def dated_words(dated: str) -> str:
    """Up to when a file speaks: "of Mon Nov 2, 2020"; empty where it does not say."""
    if not dated:
        return ""
    moment = datetime.fromisoformat(dated)
    return _("of {day}", day=long_day(moment) if len(dated) <= DAY else long_day_and_hour(moment))


def _sample(preview: FilePreview) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    if FILE_KINDS[preview.kind].holds == "envelopes":
        return ENVELOPE_COLUMNS, tuple(map(_envelope_row, preview.envelopes[:SAMPLE]))
    credits_ = preview.credit_file.credits if preview.credit_file else ()
    return CREDIT_COLUMNS, tuple(_credit_row(at, it) for at, it in enumerate(islice(credits_, SAMPLE)))


def _envelope_row(envelope: Envelope) -> Row:
    cells = (
        envelope.number, envelope.voter_name, envelope.place, envelope.precinct_cast, envelope.style_cast,
        cast_words(envelope.cast_at), " ".join(envelope.reasons),
    )  # fmt: skip
    return Row(envelope.number, cells)


def cast_words(cast_at: str) -> str:
    """When a ballot was cast, as people read it; the text itself where it is no time."""
    try:
        return day_and_hour(datetime.fromisoformat(cast_at)) if cast_at else ""
    except ValueError:
        return cast_at


def _credit_row(at: int, credit: Credit) -> Row:
    name = " ".join(part for part in (credit.first_name, credit.last_name) if part)
    return Row(str(at), (credit.registration_number, name, credit.detail))


def row_id(file: FileState) -> str:
    """What a file is called on the list of those received."""
    return file.digest + str(file.version)


def received_row(file: FileState, at: datetime, by: str, name: str) -> Row:
    """One file received, newest rows sort by the moment it came."""
    moment = datetime.fromisoformat(file.dated) if file.dated else None
    dated = "" if moment is None else short_day(moment) if len(file.dated) <= DAY else day_and_hour(moment)
    cells = (file_title(file.kind), dated, file.rows, day_and_hour(at), by, name)
    return Row(row_id(file), cells, order=(cells[0], file.dated, file.rows, file.received_at, by, name))
