"""From facts to the recommendation, also where facts are missing.

What is asked. A completion fills every unknown fact with one of its values (determination.md section 3). Outcome, reasons,
holds, marks, needs and contests are defined over all completions, and there may be billions. The engine gives what literal
enumeration gives, without enumerating; tests/law/engine compares the two over the whole space.

Groups (groups.py). Two facts are in one group where a rule looks at both, or where both bear on the contests or on a mark
that an answer may hang on. So every rule belongs to one group, and what a completion comes to is the union of what each
group contributes by itself: groups are independent. A pack has eight or nine groups; all but one or two have a single fact.

Frames (turns.py). `deadline` and `ruling` are looked at by rules of every group, and would join all groups into one.
They stand outside instead: each of their six combinations is a frame. A contribution is worked out for all six at once,
as one integer with a cell of bits a frame (codes.py). A set of frames is an integer of six bits. A turn is a step from one
frame to another that differs in one of the two facts; only turns can show that `deadline` or `ruling` is needed.

Diagrams (diagram.py). A group's rules are one decision diagram: it asks for a fact, and the value leads to the next question
or to a contribution. A question that makes no difference is left out, and equal diagrams are one object. So a fact that one
rule alone looks at adds the few questions of that rule, where a table of all combinations would grow by its number of values.
Knowing a fact cuts its question out: a query goes from the diagram where nothing is known to its own, a fact a step.

Views (groups.py). A view is all that the conclusion asks of a diagram: which contributions may follow, and for each fact, the
sets of contributions among which it alone decides.

Profiles (contests.py). Rules limit contests by scopes, such as those on both ballots. A profile says for each set of limits
whether it leaves nothing, everything, or the same contests as another set. Contests that the same limits take out stay or go
together, so thousands of pairs of ballots come down to a few profiles.

Pieces and stances (stance.py). In one frame three things alone decide: a contribution leaves the ballot free, holds it, or
does not count it. A piece is one contribution seen through a profile, in these terms. A stance is what all pieces of a view
come to: in which frames some piece leaves the ballot free, in which some lets it count, the codes common to all, and where
each unknown fact decides by itself.

The conclusion (combine.py). Groups being independent, some completion of a frame counts exactly where every group has a piece
that counts there, and is free where every group has a piece that is free; codes common to all completions are those common
to all pieces of some group. So the stances of eight or nine groups, joined with `&` and `|` on integers, give the answer for
all completions.

Workings (workings.py). All of this hangs on the rules and on profiles, and on no election. So the workings of a pack are kept
for everybody who applies it, and what a county has of its own is its styles and contests (contests.py) and its results.

What it costs. Making diagrams, views and stances is the enumeration, and goes no further than what the rules tell apart.
They are kept up to a fixed number (memo.py), and other queries meet the same ones, because the facts have few values. A
query never seen before then takes one look-up a known fact, a few integer operations a group, and one look-up a contest: some
tens of microseconds, also in a county that is new (tests/benchmarks/bench_recommend.py). The first query of a pack takes some
milliseconds.
"""
