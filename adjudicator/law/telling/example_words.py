"""What is said of an example of another state's law before anybody uses it."""

from __future__ import annotations

from adjudicator.law.rules.pack import Pack
from adjudicator.words import _, told

AN_EXAMPLE = _('"{pack}" was written to be read and rehearsed: no county\'s counsel has read it')
READ_FIRST = _("Have your counsel read it. Give that as the reason, such as: read by our counsel on Nov 5.")


def example_words(pack: Pack) -> str:
    """That a pack is an example."""
    return told(AN_EXAMPLE, pack=told(pack.name))
