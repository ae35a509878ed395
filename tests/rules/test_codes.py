"""The catalogue: every code has a case that raises it and a cure that clears it, and speaks both languages."""

from __future__ import annotations

import re
from collections import Counter
from string import Formatter

import pytest
from cases import CASES

from toolkit.rules.book import check
from toolkit.rules.codes import CODES
from toolkit.rules.codes.cell import CELL_CODES
from toolkit.rules.codes.row import ROW_CODES
from toolkit.rules.codes.settings import SETTINGS_CODES
from toolkit.rules.finding import Hits
from toolkit.words import LANGUAGES

OURS = CELL_CODES + ROW_CODES + SETTINGS_CODES
EVERY_CASE = [
    pytest.param(name, case, id=f"{name}-{n}")
    for name, cases in CASES.items()
    for n, case in enumerate(cases)
]


def findings(table, context, code):
    found = [one for one in check(table, context) if one.code.id == code]
    return [finding for one in found for finding in (one if isinstance(one, Hits) else [one])]


def test_every_code_has_a_case():
    assert set(CASES) == {code.id for code in CELL_CODES + ROW_CODES}


@pytest.mark.parametrize(("name", "case"), EVERY_CASE)
def test_case_raises_the_code(name, case):
    found = findings(case.bad, case.context, name)
    assert found
    for words in case.quotes:
        assert words in found[0].message("zh")


@pytest.mark.parametrize(("name", "case"), EVERY_CASE)
def test_cure_clears_the_code(name, case):
    assert not findings(case.cured, case.context, name)


@pytest.mark.parametrize(("name", "case"), EVERY_CASE)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_is_whole(name, case, lang):
    for finding in findings(case.bad, case.context, name):
        for sentence in (finding.message(lang), finding.cure(lang)):
            assert sentence
            assert not re.search(r"[{}]|None|nan|NaT|datetime|“”|\"\"", sentence)


def test_ids_and_slugs_are_given_out_once():
    assert all(name == code.id for name, code in CODES.items())
    assert not [slug for slug, count in Counter(code.slug for code in CODES.values()).items() if count > 1]


@pytest.mark.parametrize("code", OURS, ids=lambda code: code.id)
def test_both_languages_quote_the_same_facts(code):
    facts = [
        {name for _, name, _, _ in Formatter().parse(text) if name}
        for text in (code.message.zh, code.message.en)
    ]
    assert facts[0] == facts[1]


@pytest.mark.parametrize("code", OURS, ids=lambda code: code.id)
def test_why_and_cure_need_no_facts(code):
    assert "{" not in code.why.zh + code.why.en + code.cure.zh + code.cure.en


@pytest.mark.parametrize("code", OURS, ids=lambda code: code.id)
def test_each_language_is_its_own(code):
    for text in (code.message, code.why, code.cure):
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert not re.search(r"[\u4e00-\u9fff]", text.en)
