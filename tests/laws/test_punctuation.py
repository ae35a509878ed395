"""Chinese sentences have Chinese punctuation: full-width commas, colons, brackets and marks beside Chinese letters."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Mapping

import pytest

import toolkit
from toolkit.rules.codes import CODES
from toolkit.schema.books.register import REGISTER
from toolkit.schema.books.settings import SETTINGS
from toolkit.schema.books.workbook import WORKBOOK
from toolkit.words import Text

CHINESE = "[\u3400-\u9fff]"
HALF = re.compile(rf"(?<={CHINESE})[,;:!?()]|[,;:!?()](?={CHINESE})")
LABEL = re.compile(r"[^，。；：！？,;:!?{}]{1,14}\([^(){}]{1,8}\)")
"""A header with its unit, as the source documents write theirs: 占比(%), 问题类型(标签), 回访最早(小时)."""
SHEETS = (*WORKBOOK.sheets, *SETTINGS.sheets, REGISTER)
MODULES = [
    info.name for info in pkgutil.walk_packages(toolkit.__path__, "toolkit.") if "__main__" not in info.name
]


def headers() -> list[str]:
    return [column.zh for sheet in SHEETS for column in sheet.columns]


QUOTED = sorted({*filter(LABEL.fullmatch, headers()), "物流延迟(P1)"}, key=len, reverse=True)
"""What may stand in a sentence as it is, since it quotes a header or a cell."""


def half_width(text: str) -> list[str]:
    """The half-width marks of a text that are no part of a quoted header or of a file's name."""
    for quoted in QUOTED:
        text = text.replace(quoted, "")
    if LABEL.fullmatch(text) or text.endswith(".xlsx"):
        return []
    return HALF.findall(text)


def texts_in(value: object, depth: int = 0) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    if depth == 6 or isinstance(value, (type, str)):
        return []
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in texts_in(inner, depth + 1)]
    if isinstance(value, (tuple, list)):
        return [text for inner in value for text in texts_in(inner, depth + 1)]
    fields = getattr(value, "__dataclass_fields__", {})
    return [text for name in fields for text in texts_in(getattr(value, name, None), depth + 1)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收下了,请看", [","]),
        ("收下了（三行），请看", []),
        ("“占比(%)”写的是", []),
        ("一般(普通)的反馈,要看", ["(", ")", ","]),
        ("回访最早(小时)", []),
        ("时间:09:00", [":"]),
        ("09:00 到 18:00", []),
    ],
)
def test_the_law_sees_what_it_should(text, found):
    assert half_width(text) == found


@pytest.mark.parametrize("name", MODULES)
def test_texts_have_chinese_punctuation(name):
    texts = texts_in(tuple(vars(importlib.import_module(name)).values()))
    assert [text.zh for text in texts if half_width(text.zh)] == []


def test_codes_have_chinese_punctuation():
    texts = [text for code in CODES.values() for text in (code.message, code.why, code.cure)]
    assert [text.zh for text in texts if half_width(text.zh)] == []


def test_helps_have_chinese_punctuation():
    helps = [sheet.help_zh for sheet in SHEETS]
    helps += [column.help_zh for sheet in SHEETS for column in sheet.columns]
    assert [text for text in helps if half_width(text)] == []
