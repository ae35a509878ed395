"""The standard workbooks that people fill, drawn from the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.excel.blank.canvas import Canvas, Signature, drawn
from toolkit.excel.blank.counting import draw_statistics
from toolkit.excel.blank.entry import Placement, draw_entry
from toolkit.excel.blank.guide import draw_guide
from toolkit.excel.blank.lists import draw_lists, vocabularies_of
from toolkit.excel.blank.signals import draw_signals
from toolkit.schema.books.workbook import TEMPLATES
from toolkit.schema.identity import Role
from toolkit.words import LANGUAGES, Language
from toolkit.words import template as say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from toolkit.schema.sheet import Book
    from toolkit.schema.vocabulary import Vocabulary


def write_template(
    book: Book,
    target: Path,
    *,
    lang: Language = "zh",
    vocabularies: Mapping[str, Vocabulary] | None = None,
    switched_on: Collection[str] = (),
    rows: int = 200,
) -> None:
    """Write an empty workbook of this kind.

    vocabularies: the team's lists by name, for those that differ from what we ship.
    switched_on: groups of columns that are open; the others are folded away.
    rows: how many rows the empty tables have; they grow as people write on.
    """
    signature = Signature(book.title(lang), say.SUBJECT(lang), Role.TEMPLATE, book.key)
    place = Placement(rows=rows, switched_on=switched_on)
    with drawn(target, lang, signature, vocabularies) as canvas:
        draw_guide(canvas, book, place)
        for declared in book.sheets:
            _draw_sheet(canvas, book, declared.key, place)
        draw_lists(canvas, vocabularies_of(book.sheets))


def _draw_sheet(canvas: Canvas, book: Book, key: str, place: Placement) -> None:
    declared = book[key]
    sheet = canvas.add_sheet(declared.title(canvas.lang))
    if key == "statistics":
        draw_statistics(canvas, sheet, book)
        return
    draw_entry(canvas, sheet, declared, place)
    draw_signals(canvas, sheet, declared, place.first)
    if book.sheets[0] is declared:
        sheet.activate()


def build_all(folder: Path) -> list[Path]:
    """Write every standard workbook in both languages into `folder` and return where."""
    written = []
    for lang in LANGUAGES:
        for book in TEMPLATES:
            target = folder / f"{book.title(lang)}.xlsx"
            write_template(book, target, lang=lang)
            written.append(target)
    return written


if __name__ == "__main__":
    from pathlib import Path

    build_all(Path("templates"))
