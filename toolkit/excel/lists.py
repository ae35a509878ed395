"""The hidden sheet of words behind the drop-downs: one column a vocabulary, each under a defined name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.rules.finding import column_letters
from toolkit.words import template as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toolkit.excel.canvas import Canvas
    from toolkit.schema.sheet import Sheet
    from toolkit.schema.vocabulary import Vocabulary


def list_name(vocabulary: Vocabulary) -> str:
    """Return the defined name that a drop-down of this vocabulary refers to, the same in both languages."""
    return f"list_{vocabulary.name}"


def vocabularies_of(sheets: Iterable[Sheet]) -> tuple[Vocabulary, ...]:
    """Return the vocabularies that columns of these sheets declare, each once, in order."""
    declared = (column.choices for sheet in sheets for column in sheet.columns if column.choices)
    return tuple({vocabulary.name: vocabulary for vocabulary in declared}.values())


def list_reference(lang_title: str, column: int, count: int) -> str:
    """Return the absolute range of a list: `column` counts from 0, below one header row."""
    letters = column_letters(column + 1)
    return f"='{lang_title}'!${letters}$2:${letters}${max(count, 1) + 1}"


def draw_lists(canvas: Canvas, vocabularies: Sequence[Vocabulary]) -> None:
    """Add the hidden sheet with the words in force: its header is the vocabulary's name, a word a cell below."""
    title = say.LISTS(canvas.lang)
    sheet = canvas.book.add_worksheet(title)
    sheet.hide()
    for number, declared in enumerate(vocabularies):
        labels = canvas.words_of(declared).labels(canvas.lang)
        sheet.write_string(0, number, declared.name, canvas.formats("header_ours"))
        sheet.write_column(1, number, labels, canvas.formats("cell_id"))
        canvas.book.define_name(list_name(declared), list_reference(title, number, len(labels)))
    sheet.set_column(0, max(len(vocabularies) - 1, 0), 16)
