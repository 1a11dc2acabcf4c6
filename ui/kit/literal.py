"""Words as they stand: Qt takes a tool tip for markup where it looks like it, and a voter's name may look like anything."""

from __future__ import annotations

from html import escape


def literal(words: str) -> str:
    """The words in the form that a tool tip shows letter by letter: markup in them is drawn as text and loads nothing.

    Words that hold no sign of markup stay as they are, since screen readers read the tool tip too.
    """
    if "<" not in words and "&" not in words:
        return words
    return f"<qt>{escape(words)}</qt>".replace("\n", "<br>")
