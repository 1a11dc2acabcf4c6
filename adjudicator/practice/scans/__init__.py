"""Scans of practice envelopes, drawn when they are looked at: envelope, certificate and form say what `papers.csv` says.

`said.practice_papers` reads the files of a practice election, `pages.pages_of` lays the papers out, `drawing.drawn` makes
an SVG of a page. The papers are American forms, and stay English in every language.
"""
