"""Every component in one place, in both themes and at twice the text size: nothing blank, nothing cut off."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from ui.frame import DESKS, Desk, FrameScreen
from ui.kit.buttons import IconButton, PrimaryButton, QuietButton
from ui.kit.card import AnswerCard
from ui.kit.choices import Choices
from ui.kit.drawn.bar import OutcomeBar
from ui.kit.drawn.chip import Chip, FilterChips
from ui.kit.drawn.figure import Figure
from ui.kit.drawn.outcome import OutcomeBadge
from ui.kit.empty import EmptyState
from ui.kit.form import FieldRow, PasswordField
from ui.kit.panel import Panel, Scrolled, column, row
from ui.kit.progress import Progress
from ui.kit.question import Prompt, QuestionPanel
from ui.kit.search import SearchField
from ui.kit.strip import Strip
from ui.kit.style.tokens import MARGIN, PANEL_BETWEEN
from ui.kit.text import Heading, Text
from ui.kit.window.frame import Frame
from ui.parts import Choice, Column, Filter, Line, ListWords, Notice, OutcomeCell, Row, Slice, Working
from ui.tables.list_table import ListTable

WAITING = {"review": 927, "holds": 38, "batches": 2, "board": 4, "release": 12}
SCREEN = FrameScreen(
    county="Gwinnett County",
    election="General election, Tue Nov 3, 2020",
    pack="Georgia 2020, as the Secretary of State announced",
    time_left="1 day 4 hours left",
    deadline="until Fri Nov 6, 5:00 p.m.",
    person="M. Ortiz",
    roles="reviewer",
    practice=True,
    desks=tuple(Desk(each.id, each.label, each.icon, WAITING.get(each.id, 0)) for each in DESKS),
    current="review",
    saved="Saved 14:02, backed up 13:58",
    happened="Envelope 0417 recorded, 3 left in this queue",
    undo="Undo",
)

OUTCOMES = ("count_full", "count_partial", "not_counted", "held", "undecided")

LINES = (
    Line("Did the voter sign the oath?", "Signed", "envelope, entered by J. Hale"),
    Line("Was identification shown?", "Photo ID shown at the polls", "a box left empty on the envelope", "suggested"),
    Line("When was this ballot voted?", "19:31, polls kept open until 19:45", "order 20-CV-1187", "contradiction"),
    Line("Is the sworn statement complete?", "", "", "open"),
)

CANDIDATES = (
    Choice("1", "a", "Maria E. Delgado-Ruiz, 1974", "412 Grayson Hwy, the same. Name: one letter differs", True),
    Choice("2", "b", "Maria Delgado, 1979", "88 Oak St, Lawrenceville. Year differs", True),
    Choice("0", "none", "None of these"),
)


def _words_panel() -> Panel:
    panel = Panel("Words")
    panel.body.addWidget(Heading("Received 965. May count 702.", "headline"))
    panel.body.addWidget(
        Text(
            "Voted in a precinct other than the voter's own: the contests on both ballots count. "
            "Two lines of body text stand one point four apart.",
            wrap=True,
        )
    )
    panel.body.addWidget(Text("Caption: roll of Mon Nov 2", "caption", tone="muted"))
    badges = QGridLayout()
    for place, outcome in enumerate(OUTCOMES):
        badges.addWidget(OutcomeBadge(outcome), place // 2, place % 2)
    badges.addWidget(OutcomeBadge("count_partial", True), 2, 1)
    panel.body.addLayout(badges)
    panel.body.addLayout(row(OutcomeBadge("count_partial", True, "Count in part, 16 of 21", "title"), "stretch"))
    panel.body.addLayout(row(Chip("Poll worker ticked: EH"), Chip("Inactive", "count_partial"), "stretch"))
    return panel


def _acts_panel() -> Panel:
    panel = Panel("Acts")
    disabled = PrimaryButton("Record", "Ctrl+Enter")
    disabled.setEnabled(False)
    panel.body.addLayout(row(PrimaryButton("Record: count in part", "Ctrl+Enter"), "stretch"))
    panel.body.addLayout(
        row(QuietButton("Hold", "H", "pause"), QuietButton("Refer", "R", "flag"), QuietButton("Back", "B"), "stretch")
    )
    panel.body.addLayout(row(disabled, IconButton("zoom-in", "Larger"), IconButton("rotate-cw", "Turn"), "stretch"))
    chips = FilterChips()
    chips.set_filters((Filter("a", "Wrong precinct", 431), Filter("b", "No ID", 12)))
    chips.set_on(("a",))
    panel.body.addWidget(chips)
    panel.body.addWidget(SearchField("Find an envelope"))
    progress = Progress()
    progress.follow(Working("Verifying the record", 1520, 4000))
    panel.body.addWidget(progress)
    panel.body.addStretch(1)
    return panel


def _form_panel() -> Panel:
    panel = Panel("Fields")
    combo = QComboBox()
    combo.addItems(["Election day", "Advance voting", "By mail"])
    wrong = FieldRow("Birth date", QLineEdit("13/40/1974"), "As written, month first")
    wrong.set_problem("There is no month 13. Write it as on the envelope.")
    checked, chosen = QCheckBox("Signed by the voter"), QRadioButton("In line at closing")
    checked.setChecked(True)
    chosen.setChecked(True)
    for widget in (FieldRow("Stream", combo), wrong, FieldRow("Password", PasswordField())):
        panel.body.addWidget(widget)
    panel.body.addLayout(row(checked, QCheckBox("Witnessed"), "stretch"))
    panel.body.addLayout(row(chosen, QRadioButton("After closing"), "stretch"))
    panel.body.addStretch(1)
    return panel


def _cards() -> QWidget:
    folded, current, voter = (
        AnswerCard("Papers"),
        AnswerCard("Other votes"),
        AnswerCard("Voter: is this the voter?", "1 to 9"),
    )
    folded.set_summary("signed, photo ID shown, 14:10")
    folded.set_state("folded")
    current.set_lines(LINES)
    current.set_summary("1 line open")
    current.set_state("current")
    voter.body.addWidget(Choices(CANDIDATES, "a"))
    holder = QWidget()
    holder.setLayout(column(folded, current, voter, "stretch"))
    return holder


def _notices() -> QWidget:
    holder = QWidget()
    error = Notice(
        "The file was not read.",
        "Row 214, column style: 999 is no ballot style of this election.",
        "Correct the row, or ask the county for the list again.",
        "Show the rows",
    )
    others = [
        Strip(Notice(words, kind=kind))
        for words, kind in (("The absentee file is 3 days old.", "warning"), ("The record verifies.", "done"))
    ]
    asked = QuestionPanel("Why do you depart from the recommendation?", CANDIDATES[2:], Prompt(accept="Record"))
    holder.setLayout(column(Strip(error), *others, asked, "stretch"))
    return holder


def _overview() -> QWidget:
    holder = QWidget()
    figures = row(
        Figure("927", "to do"),
        Figure("38", "held", "2 by today 17:00"),
        Figure("4", "batches wait for approval"),
        Figure("702", "wait for release"),
        spacing=PANEL_BETWEEN,
    )
    bar = Panel("By outcome")
    bar.body.addWidget(
        OutcomeBar(
            (
                Slice("count_full", 402),
                Slice("count_partial", 300),
                Slice("not_counted", 263),
                Slice("held", 38),
                Slice("undecided", 12),
            )
        )
    )
    holder.setLayout(column(figures, bar))
    return holder


def _gallery() -> QWidget:
    page = QWidget()
    grid = QGridLayout()
    grid.setSpacing(PANEL_BETWEEN)
    for place, panel in enumerate((_words_panel(), _acts_panel(), _form_panel(), _cards(), _notices())):
        grid.addWidget(panel, place // 3, place % 3)
        grid.setColumnStretch(place % 3, 1)
    grid.addWidget(
        EmptyState(
            "No batches yet", "Close a batch in Review, and it waits here for approval.", "Go to Review", icon="layers"
        ),
        1,
        2,
    )
    down = QVBoxLayout(page)
    down.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    down.addWidget(_overview())
    down.addLayout(grid)
    down.addStretch(1)
    return page


def _list() -> QWidget:
    columns = (
        Column("number", "Envelope", "strong", 110),
        Column("voter", "Voter", "personal", stretch=True),
        Column("place", "Place", width=200),
        Column("outcome", "Outcome", "outcome", 190),
        Column("contests", "Contests", "number", 100),
        Column("left", "Time left", "muted", 170),
    )
    rows = tuple(
        Row(f"{n:04}", (f"{n:04}", f"Maria {n} Delgado-Ruiz", "Lawrenceville Library",
                        OutcomeCell(OUTCOMES[n % 5], n % 7 == 0), 16 + n % 5, "until Fri Nov 6, 5:00 p.m."),
            frozenset({"odd"} if n % 2 else set()))
        for n in range(1, 966)
    )  # fmt: skip
    table = ListTable("gallery", columns, ListWords(hint="Find an envelope"))
    table.set_rows(rows)
    table.set_filters((Filter("odd", "Odd numbers", 483), Filter("mine", "Mine")))
    page = QWidget()
    down = column(Heading("Review", "headline"), table)
    down.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    page.setLayout(down)
    page.table = table
    return page


def _frame(page: QWidget) -> Frame:
    frame = Frame()
    frame.add_page("review", page)
    frame.draw(SCREEN)
    return frame


@pytest.mark.parametrize(("theme_name", "text_size"), [("light", 100), ("dark", 100), ("light", 200)])
def test_every_component_is_drawn_and_no_text_is_cut(qtbot, pictures, theme_name, text_size):
    page = _gallery()
    qtbot.addWidget(page)
    size = (1280, 1760) if text_size == 100 else (2400, 3200)
    path = pictures.take(page, "gallery", size, theme_name, text_size)
    assert pictures.colours(path) > 40
    assert pictures.clipped(page) == []


@pytest.mark.parametrize(("theme_name", "text_size"), [("light", 100), ("dark", 100), ("light", 200)])
def test_the_frame_holds_a_list_at_1280_by_800(qtbot, pictures, theme_name, text_size):
    frame = _frame(_list())
    qtbot.addWidget(frame)
    path = pictures.take(frame, "frame-list", (1280, 800), theme_name, text_size)
    assert frame.size().toTuple() == (1280, 800)
    assert pictures.colours(path) > 40
    assert pictures.clipped(frame) == []


def test_a_narrow_window_shows_icons_alone_in_the_rail(qtbot, pictures):
    frame = _frame(Scrolled(_gallery()))
    qtbot.addWidget(frame)
    pictures.take(frame, "frame-narrow", (1000, 700))
    assert frame.rail.width() < 100
    assert pictures.clipped(frame.top) == []


def test_the_sheet_of_keys_lies_over_the_window(qtbot, pictures):
    frame = _frame(_list())
    qtbot.addWidget(frame)
    pictures.lay(frame, (1280, 800))
    frame.show_keys()
    pictures.take(frame, "keys")
    assert pictures.clipped(frame) == []
