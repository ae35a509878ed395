"""The first day is simple: four things in the folder, nine columns and five, one page of questions."""

from __future__ import annotations

import pytest
from flow_books import book, rows
from flow_desk import Desk, loaded, opened
from openpyxl.utils import get_column_letter

from toolkit.schema.books.feedback import FEEDBACK, OURS, SOURCE
from toolkit.schema.books.settings import SETTINGS
from toolkit.words import LANGUAGES, places, register

MOST_QUESTIONS = 15


@pytest.fixture(params=LANGUAGES)
def first_day(request, runner, tmp_path):
    """A workspace as `voc init` leaves it, and nothing changed in its settings."""
    desk = Desk(tmp_path / "desk", tmp_path / "home", runner, request.param)
    desk.init()
    return desk


def test_the_folder_shows_the_settings_and_three_places(first_day):
    four = {
        place(first_day.lang) for place in (places.SETTINGS, places.INBOX, places.RETURNED, places.REPORTS)
    }
    assert {path.name for path in first_day.root.iterdir()} == four | {"voc.toml"}


def test_the_settings_open_on_one_page_with_few_questions(first_day):
    settings = loaded(first_day.space.settings_file)
    basics = SETTINGS["basics"]
    assert settings.active.title == settings.sheetnames[0] == basics.title(first_day.lang)
    (table,) = settings.active.tables.values()
    first, last = (int("".join(filter(str.isdigit, corner))) for corner in table.ref.split(":"))
    assert 0 < last - first <= MOST_QUESTIONS


def test_the_register_shows_nine_columns_and_five(first_day):
    first_day.drop(book(rows(3), lang=first_day.lang), "a.xlsx")
    first_day.run()
    with opened(first_day.register, FEEDBACK.title(first_day.lang)) as sheet:
        heads = [cell.value for cell in sheet[2]]
        hidden = set()
        for one in sheet.column_dimensions.values():
            if one.hidden:
                hidden |= {get_column_letter(number) for number in range(one.min, one.max + 1)}
        shown = [
            head
            for number, head in enumerate(heads, start=1)
            if head and get_column_letter(number) not in hidden
        ]
    assert shown == [column.header(first_day.lang) for column in (*SOURCE, *OURS)]
    assert (len(SOURCE), len(OURS)) == (9, 5)


def test_other_folders_come_when_they_are_needed(first_day):
    first_day.drop(b"no workbook at all", "a.xlsx")
    first_day.run()
    assert first_day.sent_back.is_dir()


def test_the_register_says_what_came_in_today(first_day):
    first_day.drop(b"no workbook at all", "a.xlsx")
    first_day.drop(book(rows(3), lang=first_day.lang), "b.xlsx")
    first_day.drop(book(rows(3), lang=first_day.lang), "c.xlsx").with_name("~$c.xlsx").write_bytes(bytes(165))
    assert first_day.voc("run").code == 4, "one is open on a screen"
    said = register.CAME_IN(
        first_day.lang, done=1, sent_back=1, last="2026-11-02 09:00", waiting=1,
        page=places.STATUS_PAGE(first_day.lang),
    )  # fmt: skip
    with opened(first_day.register, register.PAGES["state"](first_day.lang)) as sheet:
        assert said in {cell.value for row in sheet.iter_rows() for cell in row}
