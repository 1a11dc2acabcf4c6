"""Every screen of the window and its states, each with the titles of its pictures: `python -m tests.pictures` takes them all.

Each is a folder of ui/desks, or a part of the window (`PARTS`). It says of every state of STATES which pictures show it, or,
where the screen has no such state, why. `test_table.py` beside it holds the table against the desks there are and the
pictures that the tests take, so that no new desk and no new state is forgotten.
"""

from __future__ import annotations

STATES = ("empty", "one", "many", "form", "trouble", "busy", "locked")
"""Nothing to show; one thing; many; a form or question open; something went wrong; work under way; what may not be done."""

PARTS = ("key sheet", "help", "window", "wall", "lock", "password", "envelopes of two people", "laws of other states")
"""What is no desk: what lies over the window, stands around the desks, or is a window of its own."""

Titles = tuple[str, ...]

ALWAYS_SOME = "it always has something to show"
AT_ONCE = "what it does is done at once"
NO_LIST = "it has no list"
NOTHING_WRONG = "nothing can be typed wrong"
OF_ALL = "everybody who is signed in may use it"
BEFORE = "it stands before anybody is signed in"

TABLE: dict[str, dict[str, Titles | str]] = {
    "adopt": {
        "empty": ALWAYS_SOME,
        "one": ALWAYS_SOME,
        "many": ("people-adopt",),
        "form": "it is one button",
        "trouble": ("people-adopt-changed",),
        "busy": AT_ONCE,
        "locked": "only an administrator comes to it",
    },
    "batches": {
        "empty": ("batches-empty", "batches-mine-empty", "batches-again-done", "batches-mistakes-answered"),
        "one": ("batches-waiting-departs", "batches-questions", "batches-mistakes"),
        "many": ("batches-to-close", "batches-open", "batches-steps", "batches-decided", "batches-again",
                 "batches-not-known", "batches-came-back", "batches-mine-sent-back"),
        "form": ("batches-return", "batches-departures-weighed", "batches-another-name-weighed", "batches-mistakes-answer",
                 "batches-again-asked", "batches-again-contests"),
        "trouble": ("batches-departures-to-look-at", "batches-against-a-record", "batches-another-name",
                    "batches-mistakes-no-choice"),
        "busy": AT_ONCE,
        "locked": ("batches-why-not", "batches-approved"),
    },
    "board": {
        "empty": ("board-empty",),
        "one": ("board-ready",),
        "many": ("board-chosen", "board-voted", "board-certified", "board-amending", "board-amended",
                 "board-certified-again"),
        "form": ("board-vote", "board-steps", "board-certify"),
        "trouble": ("board-vote",),
        "busy": ("board-drawing", "board-reading"),
        "locked": ("board-ready", "board-certified-secretary"),
    },
    "clock": {
        "empty": ALWAYS_SOME,
        "one": ("practice-clock-over",),
        "many": ("practice-clock",),
        "form": ("practice-clock",),
        "trouble": NOTHING_WRONG,
        "busy": AT_ONCE,
        "locked": OF_ALL,
    },
    "count": {
        "empty": ("count-empty",),
        "one": ("count-one",),
        "many": ("count-busy", "count-certified"),
        "form": ("count-asked", "count-uploads", "count-explained"),
        "trouble": ("count-busy", "count-results"),
        "busy": AT_ONCE,
        "locked": ("count-secretary",),
    },
    "holds": {
        "empty": ("holds-empty", "holds-counter-nobody"),
        "one": ("holds-identification", "holds-registration", "holds-counter-held", "holds-counter-decided"),
        "many": ("holds-proposals",),
        "form": ("holds-all-back", "holds-counter-decided"),
        "trouble": ("holds-against",),
        "busy": AT_ONCE,
        "locked": ("holds-back",),
    },
    "number": {
        "empty": ("number-empty",),
        "one": ("number-one",),
        "many": ("number-several",),
        "form": ("number-empty",),
        "trouble": ("number-none",),
        "busy": AT_ONCE,
        "locked": "it does not open where nobody is signed in",
    },
    "opening": {
        "empty": ("opening-empty",),
        "one": ("opening-open",),
        "many": ("opening-busy", "opening-boxes", "opening-certified"),
        "form": ("opening-sort", "opening-open", "opening-seal", "opening-box-sign"),
        "trouble": ("opening-busy",),
        "busy": ("opening-reading", "opening-unread"),
        "locked": ("opening-boxes",),
    },
    "overview": {
        "empty": ("overview-empty",),
        "one": ("overview-again",),
        "many": ("overview-story", "overview-envelopes", "overview-otherwise", "whose-who", "overview-certified"),
        "form": ("overview-closing", "overview-day", "overview-day-closed", "whose-free"),
        "trouble": ("overview-again", "keeping-stopped", "keeping-overdue", "overview-raised-three", "overview-raised-four",
                    "overview-raised-five"),
        "busy": AT_ONCE,
        "locked": ("keeping-read-only", "people-key", "people-quiet", "overview-observers"),
    },
    "progress": {
        "empty": ("progress-too-few",),
        "one": ("progress-rwhitfield",),
        "many": ("progress-jbellamy",),
        "form": "nothing is asked",
        "trouble": NOTHING_WRONG,
        "busy": AT_ONCE,
        "locked": OF_ALL,
    },
    "receive": {
        "empty": ("receive-empty",),
        "one": ("receive-bags", "receive-scans-choose"),
        "many": ("receive-preview", "receive-received", "receive-scans", "receive-places", "receive-hand-list"),
        "form": ("receive-hand", "receive-columns", "receive-labels", "receive-bags-asked", "receive-taken-back"),
        "trouble": ("receive-problems", "keeping-roll"),
        "busy": "the bar of work under way is that of a release",
        "locked": "who may not receive does not have the desk",
    },
    "record": {
        "empty": ("record-nothing",),
        "one": ("record-whole", "people-unsigned"),
        "many": ("record-checkpoint", "people-verdicts", "record-certified", "record-raised-three", "record-raised-four",
                 "record-raised-five"),
        "form": ("record-checkpoint",),
        "trouble": ("record-broken", "people-not-ok"),
        "busy": "the bar of work under way is that of a release",
        "locked": ("record-whole", "record-observers"),
    },
    "release": {
        "empty": ("release-empty",),
        "one": ("release-leaving", "release-gone"),
        "many": ("release-again", "release-corrected", "release-certified"),
        "form": ("release-asking", "release-left"),
        "trouble": ("release-corrected", "release-asking"),
        "busy": ("release-busy", "release-reading", "release-unread"),
        "locked": "who may not release does not have the desk",
    },
    "review": {
        "empty": ("review-empty",),
        "one": ("review-papers", "review-voter", "review-in-part", "review-in-full", "review-scan", "review-scans-papers",
                "review-scans-large", "review-ballots", "review-registration", "review-application", "review-vote-row",
                "review-paragraph", "review-differently", "review-applied", "review-answered-otherwise",
                "review-listed-taken", "movers-new-address"),
        "many": ("review-queue", "review-candidates", "review-another-name-candidate", "review-listed-offered",
                 "review-two-envelopes"),
        "form": ("review-otherwise", "review-why", "review-why-words", "review-explains", "review-correct", "review-refer",
                 "review-arrival", "review-portion", "review-search", "review-application-day", "whose-why",
                 "review-asked-oath", "review-asked-identification", "review-asked-cast", "review-asked-match",
                 "review-asked-registration", "review-asked-residence", "review-asked-eligibility",
                 "review-asked-voted-already"),
        "trouble": ("review-no-identification", "review-contradiction", "review-hold-not-yet", "review-another-name",
                    "review-another-name-paper", "whose-changed"),
        "busy": AT_ONCE,
        "locked": ("review-recorded", "review-held", "whose-band"),
    },
    "score": {
        "empty": ("score-none", "score-course-begun", "score-course-half", "score-course-done"),
        "one": ("score-worker",),
        "many": ("score-supervisor",),
        "form": "nothing is asked",
        "trouble": NOTHING_WRONG,
        "busy": AT_ONCE,
        "locked": OF_ALL,
    },
    "setup": {
        "empty": ("stations-setup-practice",),
        "one": ("setup-person", "people-given", "people-handed-out", "setup-pack", "setup-position", "setup-doubt",
                "setup-calendar", "setup-order-open", "setup-second", "setup-sittings", "at-rest-setup", "at-rest-backups"),
        "many": ("setup-orders", "setup-places", "setup-reasons", "setup-files"),
        "form": ("setup-new-person", "setup-motion", "setup-packs", "setup-order", "setup-order-contests",
                 "setup-order-amended", "setup-new-key", "people-compare", "people-oath", "people-dispute",
                 "people-dispute-changes"),
        "trouble": ("setup-person-failures", "at-rest-setup-differ", "setup-changes-order", "setup-pack-outside"),
        "busy": ("setup-working",),
        "locked": ("at-rest-setup-plain-tnakamura",),
    },
    "sign_in": {
        "empty": ("sign-in-first",),
        "one": ("sign-in-own-password",),
        "many": ("sign-in-practice",),
        "form": ("people-lost",),
        "trouble": ("sign-in-practice", "people-other-key", "people-lost-practice"),
        "busy": AT_ONCE,
        "locked": ("sign-in-after-a-shift",),
    },
    "start": {
        "empty": ("start-empty",),
        "one": ("start-backup", "people-recovery", "people-recovery-saved", "people-raise", "raise-three", "raise-four",
                "raise-five", "people-raised"),
        "many": ("start-recent",),
        "form": ("start-new", "at-rest-new", "start-restore", "stations-join", "at-rest-unlock", "stations-unlock"),
        "trouble": ("start-problems", "start-restore-wrong", "at-rest-new-trouble", "stations-join-trouble",
                    "at-rest-unlock-wrong", "stations-unlock-wrong", "people-raise-open"),
        "busy": ("start-practice", "start-restore-making", "stations-join-making", "people-raise-making"),
        "locked": BEFORE,
    },
    "key sheet": {"many": ("keys",)},
    "help": {"one": ("help-holds", "help-pack", "about")},
    "window": {"many": ("frame-list", "frame-narrow"), "busy": ("at-rest-writing-43", "at-rest-writing-100")},
    "wall": {"many": ("wall-afternoon",), "trouble": ("wall-late",)},
    "lock": {"trouble": ("lock",)},
    "password": {"trouble": ("password",)},
    "envelopes of two people": {"locked": ("whose-band",), "form": ("whose-why",), "trouble": ("whose-changed",)},
    "laws of other states": {"one": ("elsewhere-signature",), "form": ("elsewhere-signature-cured",)},
}  # fmt: skip


def titles() -> list[str]:
    """The titles of all pictures of the table, each once, in order."""
    said = (of for states in TABLE.values() for of in states.values() if isinstance(of, tuple))
    return list(dict.fromkeys(title for of in said for title in of))
