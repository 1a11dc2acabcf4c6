"""A made-up electorate and its envelopes on a real election, with known right answers kept apart.

`make.make_practice` writes the files, `papers` reads what a scripted worker may know and compares with the right
answers, `people.made_up_electors` makes rolls of any size.
"""
