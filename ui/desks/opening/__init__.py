"""The Opening desk: envelopes are sorted, opened and duplicated; boxes and their seals."""
