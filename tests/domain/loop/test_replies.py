"""Texts to send: filled in by name, and never able to do anything else."""

from __future__ import annotations

import pytest

from toolkit.domain.loop.replies import (
    MOST_FACT,
    MOST_RESULT,
    MOST_SOURCE,
    Replies,
    Reply,
    ReplyError,
    compiled,
)
from toolkit.words import LANGUAGES
from toolkit.words.replies import NAMES
from toolkit.words.shipped_replies import SHIPPED_REPLIES


def filled(text, **facts):
    return Reply("r", "received", text).filled(facts)


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        (
            "{{ 称呼 }}，{{ 时限 }}内",
            {"customer": "王女士", "limit": "2 个工作小时"},
            "王女士，2 个工作小时内",
        ),
        ("{{ customer }}, no. {{ number }}", {"customer": "Ann", "number": "F001"}, "Ann, no. F001"),
        ("{% if 小时 %}{{ 小时 }}小时{% else %}尽快{% endif %}", {"hours": 2}, "2小时"),
        ("{% if 小时 %}{{ 小时 }}小时{% else %}尽快{% endif %}", {}, "尽快"),
        ("{{ 公司|default('我们', true) }}", {"company": ""}, "我们"),
        ("第{{ 编号 }}号", {}, "第号"),
    ],
)
def test_names_are_filled_in(text, facts, expected):
    assert filled(text, **facts) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{{ 称呼 ", "{{ 老板 }}", "{{ 称呼.__class__ }}", "{{ 称呼[0] }}", "{{ 称呼() }}", "{{ range(9) }}", "{{ 9**9**9 }}",
        "{{ 称呼 * 9 }}", "{{ 称呼 + 编号 }}", "{% for a in 称呼 %}x{% endfor %}", "{% set a = 1 %}", "{% include 'a' %}",
        "{% macro m() %}{% endmacro %}", "{{ 称呼|upper }}", "{{ 称呼|attr('x') }}", "{{ self }}", "{{ 称呼 is defined }}",
        "{{ [称呼] }}", "{{ {'a': 1} }}", "{{ 称呼 ~ 编号 }}", "{% import 'a' as b %}", "{% block a %}{% endblock %}",
        "{{ " + "(" * 950 + "称呼" + ")" * 950 + " }}", "{%if 小时%}" * 105 + "{%endif%}" * 105, "长" * (MOST_SOURCE + 1),
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_one_sentence(text):
    with pytest.raises(ReplyError) as refused:
        compiled(text)
    for lang in LANGUAGES:
        assert 5 < len(refused.value.said(lang)) < 400


def test_what_customers_write_is_no_template_and_no_formula():
    assert filled("{{ 称呼 }}", customer="{{ 9**9 }}") == "{{ 9**9 }}"
    assert filled("{{ 称呼 }}您好", customer='=HYPERLINK("x")') == 'HYPERLINK("x")您好'


def test_a_text_never_grows_without_bound():
    assert len(filled("{{ 描述 }}", gist="很" * 10_000)) == MOST_FACT
    assert len(filled("{{ 描述 }}" * 50, gist="很" * 10_000)) == MOST_RESULT


def test_the_first_template_that_fits_is_used():
    replies = Replies(
        (
            Reply("1", "received", "建议", frozenset({"suggestion"})),
            Reply("2", "follow_up", "电话", ways=frozenset({"phone"})),
            Reply("3", "received", "其他"),
        )
    )
    assert replies.write("received", {}, "suggestion") == "建议"
    assert replies.write("received", {}, None) == "其他"
    assert replies.write("follow_up", {}, "complaint", "phone") == "电话"
    assert replies.write("follow_up", {}, "complaint", "questionnaire") == ""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("shipped", SHIPPED_REPLIES, ids=lambda one: one.names[1])
def test_a_shipped_text_reads_well_with_everything_and_with_nothing(shipped, lang):
    everything = {key: f"<{key}>" for key in NAMES}
    for facts in (everything, {"customer": "C", "number": "F001", "owner": "W"}):
        said = Reply("r", shipped.use, shipped.text(lang)).filled(facts)
        assert "F001" in said or "<number>" in said
        assert "None" not in said
        assert "{" not in said
        assert "，，" not in said
        assert "  " not in said
