"""The sample workbooks: some from our template, some as other people keep theirs, and a few that cannot be taken."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.excel.blank.gridbook import write_grid
from toolkit.excel.patch import Block, BlockColumn, fill
from toolkit.excel.template import write_template
from toolkit.sample import wording as say
from toolkit.sample.rows import Row, Shop
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.books.improvement import EFFECTS, PLAN
from toolkit.schema.books.workbook import SINGLE_BOOKS, WORKBOOK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from toolkit.schema.sheet import Book, Sheet
    from toolkit.words import Language, Text

AS_OF = datetime(2026, 11, 2, 9)  # noqa: DTZ001 - wall-clock time, as everywhere in a workbook
_MONTHS = ((2026, 8), (2026, 9), (2026, 10))


def write_samples(folder: Path, *, lang: Language = "zh", seed: int = 20261102) -> list[Path]:
    """Write the sample workbooks into `folder`, the same ones for the same seed; return where they are."""
    makers = (
        _standard_book,
        _own_book,
        _letter_box,
        _plan_book,
        _book_with_mistakes,
        _price_list,
        _renamed_scan,
        _effect_book,
    )
    written = []
    for number, make in enumerate(makers):
        shop = Shop(seed + number, lang, AS_OF)
        target = make(folder, shop)
        written.append(target)
    return written


def _standard_book(folder: Path, shop: Shop) -> Path:
    """Three months of one team in our own template, with repeats and a reopened case or two."""
    late = (20, 24, 44)
    rows = [
        row
        for month, weight in zip(_MONTHS, late, strict=True)
        for row in shop.month(*month, 62, late_weight=weight)
    ]
    rows += [_again(shop, row) for row in rows[-60:-30:9]]
    target = _placed(folder, say.EAST(shop.lang), say.STANDARD_BOOK(shop.lang))
    return _filled(WORKBOOK, FEEDBACK, sorted(rows, key=lambda row: row["received_at"]), target, shop.lang)


def _again(shop: Shop, row: Row) -> Row:
    """The same customer with the same words, hours later: a repeat that nobody has handled yet."""
    kept = {
        key: row.get(key)
        for key in ("customer_id", "channel", "issue_type", "description", "request", "urgency", "owner")
    }
    return kept | {
        "customer_id": kept["customer_id"] or "C1188",
        "received_at": row["received_at"] + timedelta(hours=shop.random.randrange(2, 30)),
    }


def _own_book(folder: Path, shop: Shop) -> Path:
    """A team's own layout: a title, other headers, its own numbers, dates as text, and a row of totals."""
    headers = [text(shop.lang) for text in say.OWN_HEADERS]
    rows = [row for month in _MONTHS[1:] for row in shop.month(*month, 34, style="coded")]
    keys = (
        "customer_id",
        None,
        "channel",
        "issue_type",
        "description",
        "request",
        "urgency",
        "owner",
        None,
        None,
        "satisfaction",
    )
    table = [
        [f"H{number:03d}", *(_own_cell(row, key, place) for place, key in enumerate(keys, start=1))]
        for number, row in enumerate(rows, start=1)
    ]
    grid: list[Sequence[object]] = [
        [say.OWN_TITLE(shop.lang)],
        headers,
        *table,
        [say.TOTAL(shop.lang), None, len(table)],
    ]
    target = _placed(folder, say.SOUTH(shop.lang), say.OWN_BOOK(shop.lang))
    write_grid(target, {say.OWN_SHEET(shop.lang): grid}, title_rows=1)
    return target


_OWN_MOMENTS = {2: "received_at", 9: "first_responded_at", 10: "resolved_at"}


def _own_cell(row: Row, key: str | None, place: int) -> object:
    if place not in _OWN_MOMENTS:
        return row.get(key) if key else None
    at = row.get(_OWN_MOMENTS[place])
    return f"{at:%Y/%m/%d %H:%M}" if at else None


def _letter_box(folder: Path, shop: Shop) -> Path:
    """The letter boxes of the stores, kept as CSV in the encoding that Excel gives it, with bare dates."""
    headers = [text(shop.lang) for text in say.LETTER_HEADERS]
    store = say.STORE_CHANNEL(shop.lang)
    rows = [(f"{row['received_at']:%Y-%m-%d}", store, row["issue_type"], row["description"], row["region"])
            for row in shop.month(*_MONTHS[-1], 26)]  # fmt: skip
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([headers, *rows])
    target = _placed(folder, "", say.LETTER_BOOK(shop.lang))
    target.write_bytes(text.getvalue().encode("gb18030" if shop.lang == "zh" else "utf-8"))
    return target


def _plan_book(folder: Path, shop: Shop) -> Path:
    """The improvement plan, as the source documents show it."""
    return _typed_book(folder, shop, PLAN, say.PLAN_BOOK(shop.lang), say.PLAN_ROWS)


def _effect_book(folder: Path, shop: Shop) -> Path:
    """The effectiveness check: a goal that was reached, one missed, a figure only typed, and one under watch."""
    return _typed_book(folder, shop, EFFECTS, say.EFFECT_BOOK(shop.lang), say.EFFECT_ROWS)


def _typed_book(
    folder: Path, shop: Shop, sheet: Sheet, name: str, said: Sequence[Mapping[str, object]]
) -> Path:
    book = next(book for book in SINGLE_BOOKS if book.key == sheet.key)
    rows = [{key: _said(value, shop.lang) for key, value in row.items()} for row in said]
    return _filled(book, sheet, rows, _placed(folder, "", name), shop.lang)


def _book_with_mistakes(folder: Path, shop: Shop) -> Path:
    """Rows as a tired person types them: each mistake once, good rows between."""
    rows = shop.month(*_MONTHS[-1], 24)
    first, second, third, fourth, fifth, sixth, seventh, *_ = range(1, len(rows), 3)
    rows[first] |= {"description": None}
    rows[second] |= {"channel": say.UNKNOWN_CHANNEL(shop.lang)}
    rows[third] |= {"issue_type": say.LABEL_WITH_LEVEL(shop.lang), "urgency": "P0"}
    rows[fourth] |= {"first_responded_at": rows[fourth]["received_at"] - timedelta(days=1)}
    rows[fifth] = shop.vague(rows[fifth])
    rows[sixth] |= {"received_at": say.NOT_A_DATE(shop.lang)}
    rows[seventh] |= {"urgency": say.MISTYPED_URGENCY(shop.lang)}
    target = _placed(folder, say.EAST(shop.lang), say.MISTAKEN_BOOK(shop.lang))
    book = next(book for book in SINGLE_BOOKS if book.key == "feedback")
    return _filled(book, FEEDBACK, rows, target, shop.lang)


def _price_list(folder: Path, shop: Shop) -> Path:
    target = _placed(folder, "", say.PRICE_BOOK(shop.lang))
    rows: list[Sequence[object]] = [
        [text(shop.lang) for text in say.PRICE_HEADERS],
        *([name(shop.lang), 12.5 * n, n] for n, name in enumerate(say.PRICED, 1)),
    ]
    write_grid(target, {say.PRICE_SHEET(shop.lang): rows})
    return target


def _renamed_scan(folder: Path, shop: Shop) -> Path:
    """A PDF that somebody renamed."""
    target = _placed(folder, say.SOUTH(shop.lang), say.SCAN(shop.lang))
    target.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    return target


def _filled(book: Book, sheet: Sheet, rows: Sequence[Row], target: Path, lang: Language) -> Path:
    """Write a template and fill one of its sheets as a person would."""
    write_template(book, target, lang=lang, rows=max(200, len(rows) + 20))
    columns = tuple(
        BlockColumn(column.header(lang), _values([row.get(column.key) for row in rows]), column=place)
        for place, column in enumerate(sheet.columns, start=1)
        if any(row.get(column.key) is not None for row in rows)
    )
    fill(target, target, sheet.title(lang), Block(1, np.arange(2, len(rows) + 2), columns))
    return target


def _values(values: Sequence[Any]) -> np.ndarray:
    cells = np.empty(len(values), object)
    cells[:] = values
    return cells


def _said(value: Text | object, lang: Language) -> object:
    return value(lang) if callable(value) else value


def _placed(folder: Path, team: str, name: str) -> Path:
    target = folder / team / name if team else folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    return target
