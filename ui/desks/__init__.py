"""The desks and pages, a folder each: presenter, screen, words, and views that draw it."""
