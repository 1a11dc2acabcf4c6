"""Commands for the record seen from outside: checkpoint, verify."""

from __future__ import annotations

from pathlib import Path

import click

from adjudicator.cli.doors import acting, as_json, existing, open_office, sign_in
from adjudicator.cli.ends import REFUSED, EndError, answer, answer_json, bad_input, granted, say, teller
from adjudicator.export.checking import check_release
from adjudicator.log.case_log import CaseLog
from adjudicator.log.notes import read_note
from adjudicator.log.verify import Depth, Seen
from adjudicator.office.record_desk import verifying


@click.command()
@click.argument("case", type=existing)
@acting
def checkpoint(case: Path, person: str | None) -> None:
    """Print the newest signed checkpoint: the size and root of the record under a person's signature.

    With --as a supervisor closes the day: the record as it stands is signed, and that checkpoint is printed. Keep it
    elsewhere: `verify --against` proves later that the record has only grown since.

    Example: adjudicator checkpoint gwinnett.case > wednesday.txt
    """
    office = open_office(case, read_only=person is None)
    if person is not None:
        sign_in(office, person)
        granted(office.record.close_day())
    newest = office.record.newest_checkpoint()
    if not newest:
        say("Nothing is signed yet. A supervisor signs with: adjudicator checkpoint CASE --as PERSON")
        raise EndError(REFUSED)
    answer(newest.removesuffix("\n"))


@click.command()
@click.argument("target", metavar="CASE_OR_RELEASE", type=click.Path(exists=True, path_type=Path))
@click.option("--standard", is_flag=True, help="Sequence, leaves, root and signatures only; stop before the deep part.")
@click.option(
    "--against", "saved", type=existing, multiple=True, help="A checkpoint saved earlier, which the record must extend."
)
@as_json
def verify(target: Path, standard: bool, saved: tuple[Path, ...], json_: bool) -> None:
    """Check everything in a case file or a release; print OK or each finding.

    Example: adjudicator verify gwinnett.case --against wednesday.txt
    """
    against = [_saved(file) for file in saved]
    if target.suffix == ".zip" or target.is_dir():
        findings = [str(finding) for finding in check_release(target)]
    else:
        findings = _findings_of_case(target, "standard" if standard else "deep", against)
    if json_:
        answer_json({"ok": not findings, "findings": findings})
    else:
        answer("\n".join(findings) or "OK")
    if findings:
        raise EndError(REFUSED)


def _saved(file: Path) -> Seen:
    try:
        return Seen(read_note(file.read_text(encoding="utf-8")), file.name)
    except UnicodeDecodeError:
        bad_input(f"{file.name} is no signed checkpoint: it is not UTF-8.")
    except ValueError as error:
        bad_input(f"{file.name} is no signed checkpoint: {error}.")


def _findings_of_case(case: Path, depth: Depth, against: list[Seen]) -> list[str]:
    tell = teller()
    with CaseLog.open(case, read_only=True) as log:
        report = verifying(log, depth, against)(lambda done, of: tell("Verifying", done, of))
    return [str(finding) for finding in report.findings]


COMMANDS = (checkpoint, verify)
"""Commands that need no right, and change nothing but the signing of a day."""
