"""报告语句 and 总体构成: what a team writes there is what the report says and checks against."""

from __future__ import annotations

import pytest
from settings_tables import faults, load, table

from toolkit.words import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_shipped_sentences_change_nothing(lang):
    settings = load(lang=lang)
    assert settings.sentences == {}
    assert settings.population == {}


def test_a_sentence_written_otherwise_is_in_force():
    settings = load(table("sentences", {"sentence": "backlog", "text": "还有 {{ 未办结 }} 件。"}))
    assert settings.sentences == {"backlog": "还有 {{ 未办结 }} 件。"}


@pytest.mark.parametrize(
    "text", ["{{ 满意率 }}", "{% for x in 未办结 %}{% endfor %}", "{{ 未办结.a }}", "{{ 未办结"]
)
def test_a_sentence_that_asks_for_more_is_a_finding_and_left_out(text):
    settings = load(table("sentences", {"sentence": "backlog", "text": text}))
    assert settings.sentences == {}
    assert "P625" in {code for code, *_ in faults(settings)}


def test_the_population_is_read_as_parts():
    rows = {"dimension": "customer_type", "group": "高价值客户", "share": 20.0}
    assert load(table("population", rows)).population == {("customer_type", "高价值客户"): 0.2}
