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


def test_new_and_known_customers_are_named_as_people_say():
    rows = [
        {"dimension": "新老客户", "group": name, "share": share}
        for name, share in (("新客户", 40.0), ("老客户", 60.0))
    ]
    assert load(table("population", *rows)).population == {("newness", "new"): 0.4, ("newness", "known"): 0.6}


def test_days_that_set_limits_are_read_oldest_first_and_short_ones_left_out():
    rows = [
        {"metric": "办结超期率", "since": "2026-06-01", "until": "2026-09-30", "reason": "增加了人手"},
        {"metric": "办结超期率", "since": "2026-01-05", "until": "2026-04-30"},
        {"metric": "不满意率", "since": "2026-01-05", "until": "2026-01-31"},
    ]
    settings = load(table("baselines", *rows))
    assert {key: [tuple(map(str, span)) for span in spans] for key, spans in settings.baselines.items()} == {
        "breach": [("2026-01-05", "2026-04-30"), ("2026-06-01", "2026-09-30")]
    }
    assert [one for one in faults(settings) if one[0] == "P630"] == [("P630", "控制界限", "C4")]
