"""The hidden sheet of words behind the drop-downs: one column a vocabulary, each under a defined name."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from toolkit.excel.marking import OwnSheet
from toolkit.rules.finding import column_letters
from toolkit.schema.books.workbook import TEMPLATES
from toolkit.words import template as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from toolkit.excel.blank.canvas import Canvas
    from toolkit.schema.sheet import Sheet
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language

_MOST_WORDS = 500
"""Of one list; its cells are reserved, so that a list can grow in workbooks that are out already."""


def list_name(vocabulary: Vocabulary) -> str:
    """Return the defined name that a drop-down of this vocabulary refers to, the same in both languages."""
    return f"list_{vocabulary.name}"


def vocabularies_of(sheets: Iterable[Sheet]) -> tuple[Vocabulary, ...]:
    """Return the vocabularies that columns of these sheets declare, each once, in order."""
    declared = (column.choices for sheet in sheets for column in sheet.columns if column.choices)
    return tuple({vocabulary.name: vocabulary for vocabulary in declared}.values())


def list_reference(title: str, column: int) -> str:
    """Return the range of a list as it grows and shrinks: from below the header to the last word. `column` from 0."""
    letters = column_letters(column + 1)
    cells = f"'{title}'!${letters}$2:${letters}${_MOST_WORDS + 1}"
    return f"='{title}'!${letters}$2:INDEX({cells},MAX(1,COUNTA({cells})))"


def lists_sheet(template: str, vocabularies: Mapping[str, Vocabulary], lang: Language) -> OwnSheet | None:
    """Return the words in force as the lists sheet of this template holds them; None where there is no such template."""
    book = next((book for book in TEMPLATES if book.key == template), None)
    if book is None:
        return None
    declared = vocabularies_of(book.sheets)
    words = [
        (one.name, *(vocabularies.get(one.name) or one.in_language(lang)).labels(lang)[:_MOST_WORDS])
        for one in declared
    ]
    return OwnSheet(say.LISTS(lang), tuple(zip_longest(*words)), is_given=True)


def draw_lists(canvas: Canvas, vocabularies: Sequence[Vocabulary]) -> None:
    """Add the hidden sheet with the words in force: its header is the vocabulary's name, a word a cell below."""
    title = say.LISTS(canvas.lang)
    sheet = canvas.book.add_worksheet(title)
    sheet.hide()
    for number, declared in enumerate(vocabularies):
        labels = canvas.words_of(declared).labels(canvas.lang)
        sheet.write_string(0, number, declared.name, canvas.formats("header_ours"))
        sheet.write_column(1, number, labels, canvas.formats("cell_id"))
        canvas.book.define_name(list_name(declared), list_reference(title, number))
    sheet.set_column(0, max(len(vocabularies) - 1, 0), 16)
