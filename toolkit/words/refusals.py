"""Why a workbook could not be filled in place, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.words.text import Language, Text

if TYPE_CHECKING:
    from toolkit.errors import PatchRefusedError

_SENTENCE = Text(
    "这份文件不能原样改写，因为{reason}。", "This workbook cannot be filled in place, because {reason}."
)

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
    "sheet-missing": Text("文件里没有名叫“{place}”的工作表", 'there is no sheet "{place}"'),
    "not-a-worksheet": Text(
        "“{place}”是图表页或宏表，没有单元格可填", '"{place}" is a chart or macro sheet without cells to fill'
    ),
    "not-our-sheet": Text("工作表“{place}”不是由我们生成的", 'the sheet "{place}" is not one that we made'),
    "not-a-workbook": Text("它不是 .xlsx 或 .xlsm 工作簿", "it is no .xlsx or .xlsm workbook"),
    "parts-twice": Text(
        "文件内部有两部分同名，分不清以哪个为准",
        "two parts of the file have one name, and nobody can tell which counts",
    ),
    "part-missing": Text("文件内部缺了一部分（{place}）", "a part of the file is missing ({place})"),
    "broken-part": Text(
        "文件内部有一部分写坏了（{place}）", "a part of the file is not written properly ({place})"
    ),
    "damaged-part": Text("文件内部有一部分已损坏（{place}）", "a part of the file is damaged ({place})"),
    "truncated-file": Text("文件不完整，后面缺了一截（{place}）", "the file is cut off ({place})"),
    "odd-compression": Text(
        "文件内部有一部分的压缩方式打不开（{place}）",
        "a part of the file is packed in an unknown way ({place})",
    ),
    "entities-declared": Text(
        "文件内部藏有外部引用声明（{place}），可能有害",
        "a part of the file declares entities ({place}), which may do harm",
    ),
    "no-rows-in-sheet": Text(
        "工作表里找不到放数据的地方（{place}）", "the sheet has no place for rows ({place})"
    ),
    "bad-reference": Text(
        "文件里有一个位置不对的单元格（{place}）", "a cell of the file stands where none can be ({place})"
    ),
    "too-large": Text("文件内部有一部分太大（{place}）", "a part of the file is too large ({place})"),
    "too-many-parts": Text("文件内部的部分太多", "the file has too many parts"),
    "verification-failed": Text(
        "写好后再读一遍时发现对不上（{place}）",
        "reading the written file again showed a difference ({place})",
    ),
    "row-twice": Text("第 {place} 行在文件里出现了两次", "row {place} stands in the file twice"),
    "cell-twice": Text("单元格 {place} 在文件里出现了两次", "cell {place} stands in the file twice"),
}


def reason(refusal: PatchRefusedError, lang: Language) -> str:
    """Return the cause and place of a refusal as a clause."""
    return REASONS[refusal.cause](lang, place=refusal.place)


def sentence(refusal: PatchRefusedError, lang: Language) -> str:
    """Return what a refusal says to somebody who asked for nothing but filling."""
    return _SENTENCE(lang, reason=reason(refusal, lang))


FORMATS: dict[str, Text] = {
    "xls": Text("旧版 .xls 不能原样改写", "the old .xls format cannot be filled in place"),
    "xlsb": Text(".xlsb 不能原样改写", ".xlsb cannot be filled in place"),
    "ods": Text(".ods 不能原样改写", ".ods cannot be filled in place"),
    "csv": Text("CSV 没有格式，放不下标记", "CSV has no room for formats and marks"),
}
