"""Every cause for which a workbook is not filled has a sentence that a person can act on."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import toolkit
from toolkit.errors import PatchRefusedError
from toolkit.words import LANGUAGES, refusals


def raised() -> set[str]:
    """The causes that the source spells."""
    sources = Path(toolkit.__file__).parent.rglob("*.py")
    calls = (node for path in sources for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return {
        str(node.args[0].value)
        for node in calls
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "PatchRefusedError"
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_cause_has_a_sentence_and_every_sentence_a_cause():
    assert raised() == refusals.REASONS.keys()


@pytest.mark.parametrize("cause", refusals.REASONS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_refusal_names_its_place_and_no_slug(cause, lang):
    refusal = PatchRefusedError(cause, "D3")
    assert cause not in refusal.said(lang)
    assert ("D3" in refusal.said(lang)) == ("{place}" in refusals.REASONS[cause].zh)
    assert refusals.reason(refusal, lang) in refusal.said(lang)


def test_a_refusal_reads_as_a_sentence():
    refusal = PatchRefusedError("cell-in-the-way", "D3")
    assert str(refusal) == "这份文件不能原样改写，因为单元格 D3 里有内容，挡住了要加列的地方。"
    assert refusal.said("en") == (
        "This workbook cannot be filled in place, because cell D3 holds something where our columns go."
    )
