"""Every string a user can see exists in Chinese and in English, and both name the same facts."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from pathlib import Path
from string import Formatter

import pytest

import toolkit
from toolkit.schema.books.workbook import TEMPLATES
from toolkit.words import Text

CHINESE = re.compile(r"[\u4e00-\u9fff]")
MODULES = [
    info.name for info in pkgutil.walk_packages(toolkit.__path__, "toolkit.") if "__main__" not in info.name
]


def texts_in(value: object, depth: int = 0) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts_in(inner, depth + 1)] if depth < 4 else []
    if isinstance(value, (tuple, list)) and depth < 4:
        return [text for inner in value for text in texts_in(inner, depth + 1)]
    fields = getattr(value, "__dataclass_fields__", None)
    if fields and not isinstance(value, type) and depth < 4:
        return [text for name in fields for text in texts_in(getattr(value, name, None), depth + 1)]
    return []


@pytest.mark.parametrize("name", MODULES)
def test_a_text_is_there_in_both_languages(name):
    for text in texts_in(vars(importlib.import_module(name))):
        assert bool(text.zh.strip()) == bool(text.en.strip()), text
        assert not CHINESE.search(text.en.replace("{", "")) or '"' in text.en or "“" in text.en, text


@pytest.mark.parametrize("name", MODULES)
def test_both_languages_name_the_same_facts(name):
    for text in texts_in(vars(importlib.import_module(name))):
        # a fact that is a text itself is handed in for each language: {what_zh}, {what_en}
        facts = [
            {field.removesuffix(f"_{lang}") for _, field, _, _ in Formatter().parse(side) if field}
            for lang, side in (("zh", text.zh), ("en", text.en))
        ]
        assert facts[0] == facts[1], text


def test_every_column_has_both_headers_and_every_help_both_languages():
    for book in TEMPLATES:
        for column in (column for sheet in book.sheets for column in sheet.columns):
            assert column.zh, column.key
            assert column.en, column.key
            assert bool(column.help_zh) == bool(column.help_en), column.key


def test_no_single_language_string_hides_in_the_code():
    """Chinese in code stands in a Text, a declaration or a docstring; anywhere else nobody could translate it."""
    allowed = (
        "toolkit.words",
        "toolkit.schema",
        "toolkit.rules.codes",
        "toolkit.sample",
        "toolkit.domain.worktime.statutory",
        "toolkit.domain.deadlines.policies",
        "toolkit.domain.triage",
    )
    for name in MODULES:
        if name.startswith(allowed):
            continue
        source = importlib.import_module(name).__file__
        tree = ast.parse(Path(source).read_text(encoding="utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            # a pattern is no sentence
            name_of = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            is_text = name_of in {"Text", "Code", "Column", "Sheet", "compile"}
            if not is_text:
                strings = [
                    arg.value
                    for arg in call.args
                    if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                ]
                assert not [text for text in strings if CHINESE.search(text)], (name, call.lineno)
