"""Rehearsing an election: a practice case made ready, and a scripted worker who takes it through the office.

The worker does what a person does: reads the papers, accepts cards, answers open lines, records. It knows nothing of the
right answers; they are compared afterwards.
"""
