"""The reference pages of docs/, printed from the declarations, so that they cannot go stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.rules.codes import CODES
from toolkit.rules.finding import Severity
from toolkit.schema.books.settings import SETTINGS
from toolkit.schema.books.workbook import WORKBOOK
from toolkit.schema.column import Column, FilledBy, Kind
from toolkit.words import reference as say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toolkit.rules.finding import Code
    from toolkit.schema.sheet import Sheet


def write_reference(docs: Path) -> None:
    """Write data-dictionary.md and finding-codes.md into this folder."""
    docs.mkdir(exist_ok=True)
    (docs / "data-dictionary.md").write_text(data_dictionary(), encoding="utf-8", newline="\n")
    (docs / "finding-codes.md").write_text(finding_codes(), encoding="utf-8", newline="\n")


def data_dictionary() -> str:
    """Every column of every sheet, as a page in both languages."""
    sheets = (*WORKBOOK.sheets, *SETTINGS.sheets)
    return "\n".join(
        (
            "# 数据字典 · Data dictionary",
            "",
            say.DICTIONARY,
            "",
            *(line for s in sheets for line in _sheet(s)),
        )
    )


def finding_codes() -> str:
    """Every finding code with message, reason and cure, as a page in both languages."""
    codes = sorted(CODES.values(), key=lambda code: code.id[1:])
    return "\n".join(
        ("# 校验发现 · Finding codes", "", say.CODES, "", *(line for code in codes for line in _code(code)))
    )


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"## {sheet.zh} · {sheet.en}"
    yield ""
    yield "| 列 | column | key | 内容 kind | 谁填 filled by | 必填 required | 说明 help |"
    yield "|---|---|---|---|---|---|---|"
    for column in sheet.columns:
        yield f"| {' | '.join(_cells(column))} |"
    yield ""


def _cells(column: Column) -> tuple[str, ...]:
    is_required = "✓" if column.is_required else "(✓)" if column.is_expected else ""
    helps = " · ".join(text for text in (column.help_zh, column.help_en) if text)
    words = "、".join(column.choices.labels("zh")) if column.choices else ""
    kind = f"{say.KINDS[Kind(column.kind)]}{':' + words if words else ''}"
    cells = (
        column.zh,
        column.en,
        f"`{column.key}`",
        kind,
        say.FILLED_BY[FilledBy(column.filled_by)],
        is_required,
        helps,
    )
    return tuple(cell.replace("|", "\\|").replace("\n", " ") for cell in cells)


def _code(code: Code) -> Iterator[str]:
    yield f"## {code.id} {code.slug}"
    yield ""
    yield f"{say.SEVERITY[Severity(code.severity)]}"
    yield ""
    yield f"- {code.message.zh} {code.why.zh} **{code.cure.zh}**"
    yield f"- {code.message.en} {code.why.en} **{code.cure.en}**"
    yield ""


if __name__ == "__main__":
    from pathlib import Path

    write_reference(Path("docs"))
