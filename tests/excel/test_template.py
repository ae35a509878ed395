"""Templates, read by openpyxl: what the schema declares is what a person finds."""

from __future__ import annotations

import re
import zipfile
from itertools import takewhile

import openpyxl
import pytest

from toolkit.excel.blank.entry import screen_widths
from toolkit.excel.blank.lists import list_name, vocabularies_of
from toolkit.excel.template import build_all, write_template
from toolkit.schema.books.feedback import FEEDBACK, OURS, SOURCE
from toolkit.schema.books.workbook import SINGLE_BOOKS, TEMPLATES, WORKBOOK
from toolkit.schema.vocabulary import words

LANGUAGES = ("zh", "en")
FIRST_SCREEN_PIXELS = 1366 - 26 - 20
"""A laptop's width without the row numbers and the scroll bar."""


def written(tmp_path, book=WORKBOOK, **wishes):
    target = tmp_path / "template.xlsx"
    write_template(book, target, **wishes)
    return openpyxl.load_workbook(target)


@pytest.fixture(scope="module", params=LANGUAGES)
def made(request, tmp_path_factory):
    return request.param, written(tmp_path_factory.mktemp("made"), lang=request.param)


def pixels(width: float) -> int:
    return int(width * 7 + 0.5) + 5


def hidden_columns(sheet):
    found = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            found.update(range(dimension.min, dimension.max + 1))
    return found


def test_the_guide_comes_first_and_the_feedback_sheet_is_open(made):
    lang, book = made
    titles = [sheet.title(lang) for sheet in WORKBOOK.sheets]
    assert book.sheetnames[1:-1] == titles
    assert book.active.title == FEEDBACK.title(lang)
    assert book[book.sheetnames[-1]].sheet_state == "hidden"


def test_headers_are_the_declared_ones_in_order(made):
    lang, book = made
    for declared in WORKBOOK.sheets:
        (table,) = book[declared.title(lang)].tables.values()
        first_row = [cell.value for cell in book[declared.title(lang)][1]]
        headers = [column.header(lang) for column in declared.columns]
        assert table.name == declared.table_name
        assert [column.name for column in table.tableColumns] == headers
        assert first_row[: len(headers)] == headers


def test_the_first_screen_shows_nine_and_five_without_scrolling(made):
    lang, book = made
    sheet = book[FEEDBACK.title(lang)]
    hidden = hidden_columns(sheet)
    shown = [number for number in range(1, len(FEEDBACK.columns) + 1) if number not in hidden]
    assert shown == list(range(1, len(SOURCE) + len(OURS) + 1))
    assert sum(pixels(width) for width in screen_widths(SOURCE + OURS)) <= FIRST_SCREEN_PIXELS


def test_switching_a_group_on_opens_its_columns_only(tmp_path):
    sheet = written(tmp_path, switched_on={"handling"})[FEEDBACK.zh]
    open_groups = {
        column.group
        for number, column in enumerate(FEEDBACK.columns, 1)
        if number not in hidden_columns(sheet)
    }
    assert open_groups == {"", "handling"}


def test_header_and_id_column_stay_in_sight(made):
    lang, book = made
    sheet = book[FEEDBACK.title(lang)]
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)


def test_required_headers_show_a_mark_that_is_not_in_their_text(made):
    lang, book = made
    sheet = book[FEEDBACK.title(lang)]
    marked = {cell.value for cell in sheet[1] if "*" in cell.number_format}
    assert marked == {column.header(lang) for column in FEEDBACK.columns if column.is_required}


def test_what_we_compute_has_grey_headers_and_tinted_columns(made):
    lang, book = made
    sheet = book[FEEDBACK.title(lang)]
    ours = {column.header(lang) for column in FEEDBACK.columns if column.filled_by == "toolkit"}
    fills = {cell.value: cell.fill.start_color.rgb for cell in sheet[1] if cell.value}
    assert {header for header, fill in fills.items() if fill == "FF616E7C"} == ours
    assert {header for header, fill in fills.items() if fill == "FF1B4F8A"} == set(fills) - ours


def test_every_choice_has_a_drop_down_whose_list_is_its_vocabulary(made):
    lang, book = made
    rules = {
        str(rule.sqref).split(":")[0]: rule
        for rule in book[FEEDBACK.title(lang)].data_validations.dataValidation
    }
    letters = {
        column.key: openpyxl.utils.get_column_letter(n) for n, column in enumerate(FEEDBACK.columns, 1)
    }
    for column in FEEDBACK.columns:
        if not column.choices or column.filled_by == "toolkit":
            continue
        rule = rules[f"{letters[column.key]}2"]
        assert (rule.type, rule.formula1) == ("list", list_name(column.choices))
        assert rule.errorStyle == "warning"


def words_behind(book, name):
    """What a list holds: from below its header to the last word, as INDEX and COUNTA of the name find it."""
    formula = re.fullmatch(
        r"'(.+)'!\$([A-Z]+)\$2:INDEX\(('.+'!\$\2\$2:\$\2\$501),MAX\(1,COUNTA\(\3\)\)\)",
        book.defined_names[name].value,
    )
    column = [cell.value for cell in book[formula[1]][formula[2]][1:501]]
    return column[: max(1, sum(value is not None for value in column))]


def test_defined_names_reach_exactly_the_words(made):
    lang, book = made
    for vocabulary in vocabularies_of(WORKBOOK.sheets):
        assert words_behind(book, list_name(vocabulary)) == list(vocabulary.labels(lang))


def test_a_team_s_own_words_take_the_place_of_ours(tmp_path):
    own = words("issue_type", ("漏水", "漏水", "Leak"), team=True)
    book = written(tmp_path, vocabularies={"issue_type": own})
    assert words_behind(book, "list_issue_type") == ["漏水"]
    assert [row[0].value for row in book["问题分类统计表"]["A2:A2"]] == ["漏水"]
    assert book["问题分类统计表"].tables["统计表"].ref == "A1:F2"


def test_input_messages_fit_what_excel_allows(made):
    lang, book = made
    for declared in WORKBOOK.sheets:
        for rule in book[declared.title(lang)].data_validations.dataValidation:
            assert len(rule.promptTitle or "") <= 32
            assert len(rule.prompt or "") <= 255
            assert len(rule.errorTitle or "") <= 32


def test_formulas_use_nothing_that_excel_2016_lacks_and_no_arrays(made):
    _, book = made
    newer = re.compile(r"LET|LAMBDA|FILTER|UNIQUE|XLOOKUP|SORT|SEQUENCE|IFS\(|OFFSET|INDIRECT|TODAY|NOW|RAND")
    formulas = [
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert formulas
    for formula in formulas:
        assert isinstance(formula, str)
        assert not newer.search(formula.replace("COUNTIFS(", "")), formula


def test_a_book_says_that_it_is_a_template_of_ours(made):
    lang, book = made
    said = {item.name: item.value for item in book.custom_doc_props.props}
    assert said == {"voc.role": "template", "voc.template": "workbook", "voc.language": lang}
    assert book.properties.title == WORKBOOK.title(lang)


@pytest.mark.parametrize("single", SINGLE_BOOKS, ids=lambda book: book.key)
def test_single_books_hold_the_guide_their_sheets_and_the_lists(single, tmp_path):
    book = written(tmp_path, single)
    assert book.sheetnames == ["填写说明", *(sheet.zh for sheet in single.sheets), "字典"]


def test_every_book_is_built_in_both_languages(tmp_path):
    paths = build_all(tmp_path)
    assert len({path.name.casefold() for path in paths}) == 2 * len(TEMPLATES)
    assert all(path.stat().st_size > 0 for path in paths)


def test_the_same_wishes_give_the_same_bytes(tmp_path):
    one, two = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    write_template(WORKBOOK, one)
    write_template(WORKBOOK, two)
    assert one.read_bytes() == two.read_bytes()


def test_the_guide_names_every_column_of_the_first_screen(made):
    lang, book = made
    said = {cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.value}
    for column in takewhile(lambda column: not column.group, FEEDBACK.columns):
        assert column.header(lang) in said


def test_every_font_is_named_and_none_follows_a_theme(tmp_path):
    write_template(WORKBOOK, tmp_path / "template.xlsx")
    with zipfile.ZipFile(tmp_path / "template.xlsx") as package:
        styles = package.read("xl/styles.xml")
    fonts = re.findall(rb"<font>.*?</font>", styles.split(b"</fonts>")[0])
    assert fonts
    assert all(b'name val="Microsoft YaHei"' in font and b"scheme" not in font for font in fonts)
