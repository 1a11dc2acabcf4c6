"""Small things that are drawn rather than written: charts, chips, codes, steps."""
