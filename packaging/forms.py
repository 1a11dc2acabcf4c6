"""Writes the statements that make this program's form of the case file to resources/forms: `python packaging/forms.py`.

They are kept once a form is released: every later version verifies files of that form by them. A test compares those of the
newest form with what the program makes; those of older forms are never changed.
"""

from __future__ import annotations

import sys

from adjudicator import resources
from adjudicator.casework.record.catalogue import FORM
from adjudicator.log.file.forms import wording

TITLES = {
    "": f"A case file of form {FORM}, as released: what verify holds such a file against. Never changed.",
    "-observers": f"An observer's copy of form {FORM}, as released: what verify holds such a file against. Never changed.",
    "-aside": f"A case file of form {FORM} with acts set aside, as released: what verify holds such a file against. Never "
    "changed.",
    "-station": f"A station's copy of form {FORM}, as released: what verify holds such a file against. Never changed.",
}


def main() -> None:
    """Write the files of the newest form."""
    for kind, title in TITLES.items():
        path = resources.path("forms", f"{FORM}{kind}.sql")
        made = wording(FORM, observers=kind == "-observers", station=kind == "-station", with_aside=kind == "-aside")
        path.write_text(f"-- {title}\n{made}", encoding="utf-8")
        sys.stdout.write(f"{path} is written.\n")


if __name__ == "__main__":
    main()
