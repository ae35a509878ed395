"""What the report says only as a web page."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

CONTENTS = Text("目录", "Contents")
FILTERED = Text("只数：{what}", "Counting only: {what}")
FOOT = Text(
    "公式、可拖动的数据透视表和每一行明细在同名的 Excel 文件里。本页不含脚本，不连网络，可以直接打印或转发；个人信息已隐去。",
    "Formulas, PivotTables to drag and every row of detail are in the Excel file of the same name. This page runs no script and needs no network; print it or pass it on. Personal data is masked.",
)
LIGHTS = MappingProxyType(
    {
        "good": Text("正常", "fine"),
        "watch": Text("请看", "look"),
        "bad": Text("要处理", "act"),
    }
)
"""How a page stands, by its tone; a sign of its own stands beside each."""
