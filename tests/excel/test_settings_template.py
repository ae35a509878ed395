"""设置.xlsx, read by openpyxl: it opens on 常用, links everywhere, and holds the shipped rules."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from toolkit.domain.deadlines.policies import DEFAULT_POLICIES
from toolkit.excel.blank.settings_rows import calendar_cells, day_time, policy_cells
from toolkit.excel.blank.settings_template import TOP, write_settings
from toolkit.schema import answers
from toolkit.schema.books.settings import SETTINGS

LANGUAGES = ("zh", "en")
TODAY = date(2026, 11, 2)


@pytest.fixture(scope="module", params=LANGUAGES)
def made(request, tmp_path_factory):
    target = tmp_path_factory.mktemp("settings") / "settings.xlsx"
    write_settings(target, lang=request.param, today=TODAY)
    return request.param, openpyxl.load_workbook(target)


def links_of(sheet):
    return [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def rows_of(book, key, lang):
    declared = SETTINGS[key]
    cells = book[declared.title(lang)].iter_rows(
        min_row=TOP + 2, max_col=len(declared.columns), values_only=True
    )
    rows = [dict(zip(declared.by_key, row, strict=True)) for row in cells]
    return [row for row in rows if any(value is not None for value in row.values())]


def test_it_opens_on_the_first_sheet_and_hides_the_lists(made):
    lang, book = made
    assert book.active.title == SETTINGS.sheets[0].title(lang)
    assert book.sheetnames[:-1] == [sheet.title(lang) for sheet in SETTINGS.sheets]
    assert book.worksheets[-1].sheet_state == "hidden"
    assert {item.name: item.value for item in book.custom_doc_props.props}["voc.role"] == "settings"


def test_every_sheet_is_linked_from_the_first_and_links_back(made):
    lang, book = made
    first = book.worksheets[0]
    targets = set(links_of(first))
    assert targets == {f"'{sheet.title(lang)}'!A1" for sheet in SETTINGS.sheets[1:]}
    for sheet in book.worksheets[1:-1]:
        assert links_of(sheet) == [f"'{first.title}'!A1"]


def test_every_sheet_says_what_it_is_for(made):
    lang, book = made
    for declared in SETTINGS.sheets:
        sheet = book[declared.title(lang)]
        assert (sheet["A1"].value, sheet["A2"].value) == (declared.title(lang), declared.help(lang))
        headers = [cell.value for cell in sheet[TOP + 1]][: len(declared.columns)]
        assert headers == [column.header(lang) for column in declared.columns]


def test_questions_stand_with_their_defaults(made):
    lang, book = made
    given = {row["item"]: row["value"] for row in rows_of(book, "basics", lang)[: len(answers.BASICS)]}
    assert list(given) == [answer.column.header(lang) for answer in answers.BASICS]
    by_key = {answer.key: given[answer.column.header(lang)] for answer in answers.BASICS}
    assert by_key["started_on"].date() == TODAY
    assert by_key["working_hours"] == "09:00-12:00;13:00-18:00"
    assert by_key["language"] == {"zh": "中文", "en": "English"}[lang]


def test_a_share_is_a_percentage_in_excel(made):
    lang, book = made
    sheet = book[SETTINGS["report_options"].title(lang)]
    label = next(a.column.header(lang) for a in answers.REPORT if a.key == "response_target")
    cell = next(row[1] for row in sheet.iter_rows(min_row=TOP + 2) if row[0].value == label)
    assert (cell.value, cell.number_format) == (0.95, "0.0%")


def test_choices_offer_their_words(made):
    lang, book = made
    sheet = book[SETTINGS.sheets[0].title(lang)]
    offered = {rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert offered == {"list_language", "list_attainment_basis", "list_role", "list_yes_no"}
    assert offered <= set(book.defined_names)


def test_the_calendar_holds_the_published_years_around_today(made):
    lang, book = made
    days = {row["day"].date(): row["day_kind"] for row in rows_of(book, "calendar", lang)}
    off, on = ("休", "班") if lang == "zh" else ("off", "open")
    assert {day.year for day in days} == {2024, 2025, 2026}
    assert (days[date(2026, 10, 1)], days[date(2026, 9, 20)], days[date(2026, 10, 10)]) == (off, on, on)


def test_the_calendar_starts_from_what_is_known():
    assert calendar_cells(date(2040, 5, 1), "zh") == []


def test_every_shipped_time_limit_is_a_row(made):
    lang, book = made
    rows = rows_of(book, "policies", lang)
    assert [row["id"] for row in rows] == [policy.id for policy in DEFAULT_POLICIES]
    urgent = next(row for row in rows if row["id"] == "response-urgent")
    assert (urgent["amount"], urgent["urgency"]) == (2, {"zh": "紧急", "en": "urgent"}[lang])
    assert urgent["clock"] == {"zh": "工作小时", "en": "working hours"}[lang]


def test_a_cut_off_is_written_as_people_say_it():
    voucher = next(policy for policy in DEFAULT_POLICIES if policy.id == "voucher")
    cells = policy_cells(voucher, "zh")
    assert [cells[f"cut_off_{part}"] for part in ("at", "before", "after")] == [
        "17:00",
        "次日 10:00",
        "次日 15:00",
    ]


@pytest.mark.parametrize(
    ("days", "zh", "en"),
    [(0, "当日 24:00", "+0 24:00"), (1, "次日 24:00", "+1 24:00"), (3, "第3日 24:00", "+3 24:00")],
)
def test_a_clock_time_some_days_later(days, zh, en):
    assert (day_time(days, 1440, "zh"), day_time(days, 1440, "en")) == (zh, en)


def test_the_same_day_gives_the_same_bytes(tmp_path):
    one, two = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    write_settings(one, today=TODAY)
    write_settings(two, today=TODAY)
    assert one.read_bytes() == two.read_bytes()
