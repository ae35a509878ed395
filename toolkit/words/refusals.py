"""Why a workbook could not be filled in place, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.words.text import Language, Text

if TYPE_CHECKING:
    from toolkit.errors import PatchRefusedError

_DAMAGED = Text("文件内部有一处不合规（{place}）", "a part of the file is irregular ({place})")

REASONS: dict[str, Text] = {
    "cell-in-the-way": Text(
        "单元格 {place} 里有内容，挡住了要加列的地方", "cell {place} holds something where our columns go"
    ),
    "merged-cells": Text("合并单元格 {place} 挡住了要填的地方", "the merged cells {place} are in the way"),
    "table-in-the-way": Text(
        "另一张表（{place}）挡住了要加列的地方", "another table ({place}) stands where our columns go"
    ),
    "pivot-in-the-way": Text(
        "数据透视表（{place}）挡住了要加列的地方", "a pivot table ({place}) stands where our columns go"
    ),
    "totals-row": Text("表格有汇总行（{place}）", "the table has a totals row ({place})"),
    "table-header": Text(
        "表头（{place}）和表格里记的列名不一致", "the header ({place}) differs from the names the table keeps"
    ),
    "query-table": Text(
        "表格（{place}）来自外部查询，会被刷新覆盖",
        "the table ({place}) comes from a query and would be overwritten",
    ),
    "array-formula": Text("{place} 是数组公式", "{place} is an array formula"),
    "no-room": Text("右边没有空列了", "there is no free column at the right"),
    "strict-ooxml": Text(
        "文件是 Strict Open XML 格式，请另存为普通的 .xlsx",
        "it is Strict Open XML; save it as an ordinary .xlsx",
    ),
    "signed-workbook": Text(
        "文件有数字签名，改动会让签名失效", "it is digitally signed, and a change would break the signature"
    ),
    "shared-workbook": Text(
        "文件是带修订记录的共享工作簿", "it is a shared workbook with a history of revisions"
    ),
    "password-protected": Text("文件有密码", "it has a password"),
    "row-twice": Text("第 {place} 行在文件里出现了两次", "row {place} stands in the file twice"),
    "cell-twice": Text("单元格 {place} 在文件里出现了两次", "cell {place} stands in the file twice"),
}


def reason(refusal: PatchRefusedError, lang: Language) -> str:
    """Return the cause and place of a refusal as a clause."""
    if refusal.cause in REASONS:
        return REASONS[refusal.cause](lang, place=refusal.place)
    return _DAMAGED(lang, place=f"{refusal.cause} {refusal.place}".strip())


FORMATS: dict[str, Text] = {
    "xls": Text("旧版 .xls 不能原样改写", "the old .xls format cannot be filled in place"),
    "xlsb": Text(".xlsb 不能原样改写", ".xlsb cannot be filled in place"),
    "ods": Text(".ods 不能原样改写", ".ods cannot be filled in place"),
    "csv": Text("CSV 没有格式，放不下标记", "CSV has no room for formats and marks"),
}
