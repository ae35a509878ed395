"""The reference pages of docs/, printed from the declarations, so that they cannot go stale."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.rules.codes import CODES
from toolkit.rules.finding import Severity
from toolkit.schema.books.settings import SETTINGS
from toolkit.schema.books.workbook import WORKBOOK
from toolkit.schema.column import Column, FilledBy, Kind
from toolkit.words import LANGUAGES
from toolkit.words import reference as say
from toolkit.words.template import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.rules.finding import Code
    from toolkit.schema.sheet import Sheet

_NO_ANCHOR = re.compile(r"[^\w\- ]")


def write_reference(docs: Path) -> None:
    """Write data-dictionary.md and finding-codes.md into this folder."""
    docs.mkdir(exist_ok=True)
    (docs / "data-dictionary.md").write_text(data_dictionary(), encoding="utf-8", newline="\n")
    (docs / "finding-codes.md").write_text(finding_codes(), encoding="utf-8", newline="\n")


def data_dictionary() -> str:
    """Every column of every sheet, as a page in both languages."""
    sheets = (*WORKBOOK.sheets, *SETTINGS.sheets)
    contents = _contents(_title(sheet) for sheet in sheets)
    body = (line for sheet in sheets for line in _sheet(sheet))
    return "\n".join((f"# {say.DICTIONARY_TITLE}", "", say.DICTIONARY, "", *contents, "", *body))


def finding_codes() -> str:
    """Every finding code with message, reason and cure, as a page in both languages."""
    order = [*say.SCOPES]
    codes = sorted(CODES.values(), key=lambda code: (order.index(code.id[0]), code.id))
    body = (
        line
        for scope, members in groupby(codes, key=lambda code: code.id[0])
        for line in (f"## {say.SCOPES[scope]}", "", *(line for code in members for line in _code(code)))
    )
    contents = _contents(say.SCOPES.values())
    return "\n".join((f"# {say.CODES_TITLE}", "", say.CODES, "", say.SEVERITIES, "", *contents, "", *body))


def _contents(titles: Iterable[str]) -> Iterator[str]:
    return (f"- [{title}](#{_anchor(title)})" for title in titles)


def _anchor(title: str) -> str:
    """What GitHub calls a heading."""
    return _NO_ANCHOR.sub("", title.lower()).replace(" ", "-")


def _title(sheet: Sheet) -> str:
    return f"{sheet.zh} · {sheet.en}"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield from (f"## {_title(sheet)}", "")
    if sheet.help_zh:
        yield from (f"{sheet.help_zh} · {sheet.help_en}", "")
    is_folding = any(column.group for column in sheet.columns)
    for group, columns in groupby(sheet.columns, key=lambda column: column.group):
        if is_folding:
            yield from (f"**{_group(group)}**", "")
        yield from (say.COLUMNS, say.RULE)
        yield from (f"| {' | '.join(_cells(column))} |" for column in columns)
        yield ""


def _group(group: str) -> str:
    name = GROUPS.get(group)
    return f"{say.FOLDED}{f'：{name.zh} · {name.en}' if name else ''}" if group else say.SHOWN


def _cells(column: Column) -> tuple[str, ...]:
    is_required = "✓" if column.is_required else "（✓）" if column.is_expected else ""
    helps = " · ".join(text for text in (column.help_zh, column.help_en) if text)
    words = "、".join(column.choices.labels("zh")) if column.choices else ""
    kind = f"{say.KINDS[Kind(column.kind)]}{'：' + words if words else ''}"
    cells = (
        column.zh, column.en, f"`{column.key}`", kind, say.FILLED_BY[FilledBy(column.filled_by)], is_required, helps,
        "、".join(column.aliases),
    )  # fmt: skip
    return tuple(cell.replace("|", "\\|").replace("\n", " ") for cell in cells)


def _code(code: Code) -> Iterator[str]:
    yield from (f"### {code.id} {code.slug}", "")
    yield from (say.SEVERITY[Severity(code.severity)], "")
    for place, lang in enumerate(LANGUAGES):
        message, why, cure = (text.outline(lang) for text in (code.message, code.why, code.cure))
        yield from (f"> {message}", ">", f"> {say.WHY[place]}{why}  ", f"> **{say.CURE[place]}{cure}**", "")


if __name__ == "__main__":
    write_reference(Path("docs"))
