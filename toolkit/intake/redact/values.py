"""A workbook that is no package of XML, such as .xls, without a person: the same values in the same cells of an .xlsx."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from toolkit.excel.reading.plain import number_text
from toolkit.intake.gate.verdict import inspect

if TYPE_CHECKING:
    from toolkit.intake.redact.person import Person

_AS_IT_IS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd hh:mm",
}  # fmt: skip
_READABLE = frozenset({"xls", "xlsb"})


class UnreadableError(Exception):
    """No cell can be read, so the file brought no rows."""


def without(content: bytes, name: str, person: Person) -> bytes | None:
    """Return the workbook with its values, None where nothing in it tells of the person.

    Raises:
        UnreadableError: it is no such workbook, is locked with a password, or is damaged.
    """
    import xlsxwriter  # noqa: PLC0415 - heavy, and seldom wanted

    out, changed = io.BytesIO(), False
    with xlsxwriter.Workbook(out, _AS_IT_IS) as made:
        for title, rows in _sheets(content, name):
            sheet = made.add_worksheet(person.taken_out(title))
            telling: set[int] = set()
            for number, row in enumerate(rows):
                new = [_without(value, place, telling, person) for place, value in enumerate(row)]
                changed |= new != row
                sheet.write_row(number, 0, new)
    return out.getvalue() if changed else None


def _sheets(content: bytes, name: str) -> list[tuple[str, list[list[object]]]]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - as above

    gate = inspect(content, name=name)
    if gate.is_refused or gate.format not in _READABLE:
        raise UnreadableError
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = ((title, book.get_sheet_by_name(title)) for title in book.sheet_names)
        return [(title, [list(row) for row in one.to_python(skip_empty_area=False)]) for title, one in sheets]
    except (CalamineError, PasswordError) as error:
        raise UnreadableError from error


def _without(value: object, place: int, telling: set[int], person: Person) -> object:
    text = number_text(value) if isinstance(value, float) else value
    if not isinstance(text, str):
        return value
    if person.names_them(text):
        telling.add(place)
        return value
    new = person.of_cell(text, tells_who=place in telling)
    if isinstance(value, float):
        return new if person.is_all_of(text, tells_who=place in telling) else value
    return new
