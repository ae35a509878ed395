"""The settings workbook as declared: few questions, defaults that its own lists know."""

from __future__ import annotations

import pytest

from toolkit.domain.deadlines.policies import DEFAULT_POLICIES
from toolkit.domain.deadlines.policy import Clock, Policy, Stage
from toolkit.schema import answers, rule_choices, shipped, shipped_loop
from toolkit.schema.books.settings import SETTINGS
from toolkit.schema.column import Kind
from toolkit.schema.naming import normalise

LANGUAGES = ("zh", "en")
SHIPPED = {
    "kinds": shipped.kinds,
    "issue_types": shipped.issue_types,
    "class_words": shipped.class_words,
    "channels": shipped.channels,
    "urgencies": shipped.urgencies,
    "duties": shipped.duties,
    "customer_types": shipped.customer_types,
    "follow_ups": shipped_loop.follow_ups,
    "replies": shipped_loop.replies,
    "routines": shipped_loop.routines,
}


def test_the_first_sheet_asks_at_most_fifteen_questions():
    assert SETTINGS.sheets[0].zh == "常用"
    assert len(answers.BASICS) <= 15
    assert "started_on" in {answer.key for answer in answers.BASICS}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_questions_have_names_of_their_own(lang):
    for asked in (answers.BASICS, answers.REPORT):
        labels = [normalise(answer.column.header(lang)) for answer in asked]
        assert len(set(labels)) == len(labels)
        assert all(answer.column.help(lang) for answer in asked)


@pytest.mark.parametrize("answer", [*answers.BASICS, *answers.REPORT], ids=lambda answer: answer.key)
def test_a_default_is_an_answer(answer):
    column, shown = answer.column, answer.shown("zh")
    if column.kind is Kind.CHOICE:
        assert normalise(shown) in column.choices.by_word
    elif column.is_number and shown:
        assert column.minimum <= shown <= column.maximum


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", SHIPPED)
def test_shipped_rows_fill_declared_columns_with_known_words(key, lang):
    sheet = SETTINGS[key]
    rows = SHIPPED[key](lang)
    assert rows
    for row in rows:
        assert set(row) <= set(sheet.by_key)
        assert all(row.get(column.key) for column in sheet.columns if column.is_required)
        for column in sheet.columns:
            if column.choices and row.get(column.key):
                assert normalise(row[column.key]) in column.choices.by_word


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", ["issue_types", "channels", "customer_types"])
def test_a_word_names_one_thing_only(key, lang):
    words = [
        normalise(word)
        for row in SHIPPED[key](lang)
        for word in (row["name"], *row["aliases"].replace(", ", "、").split("、"))
        if word
    ]
    assert sorted(words) == sorted(set(words))


def test_urgency_words_follow_the_crosswalk():
    level = {(row["word"], row["kind"]): row["level"] for row in shipped.urgencies("zh")}
    assert (level["紧急", ""], level["P0", ""], level["高", ""]) == ("1级",) * 3
    assert (level["重要", ""], level["P1", ""], level["一般", "投诉"]) == ("2级",) * 3
    assert (level["P2", ""], level["低", ""], level["一般", "建议"], level["一般", "咨询"]) == ("3级",) * 4


def test_an_urgent_complaint_is_led_by_the_supervisor():
    first = shipped.duties("zh")[0]
    assert (first["kind"], first["level"], first["lead"], first["follow_up"]) == (
        "投诉",
        "1级",
        "客服主管",
        "客服专员",
    )
    assert first["co_departments"] == "技术部、运营部"
    assert first["optional_departments"] == "法务部"


@pytest.mark.parametrize(
    ("vocabulary", "members"),
    [(rule_choices.CLOCKS, Clock), (rule_choices.STAGES, Stage)],
    ids=["clocks", "stages"],
)
def test_lists_of_the_policy_sheet_are_those_of_the_trade(vocabulary, members):
    assert vocabulary.keys == {member.value for member in members} - {""}


def test_every_event_of_a_shipped_policy_can_be_picked():
    events = {event for policy in DEFAULT_POLICIES for event in (policy.start_event, policy.end_event)}
    assert events <= rule_choices.EVENTS.keys


@pytest.mark.parametrize("field", ["day_end", "upgrade", "downgrade", "reopening", "missing_time"])
def test_every_option_of_a_policy_can_be_picked(field):
    options = type(getattr(DEFAULT_POLICIES[0], field))
    assert SETTINGS["policies"][field].choices.keys == {option.value for option in options}


def test_the_policy_sheet_has_a_column_for_every_field():
    elsewhere = {"match", "extension", "cut_off"}
    fields = set(Policy.__slots__) - elsewhere
    assert fields <= set(SETTINGS["policies"].by_key)


def test_words_of_a_cell_are_joined_in_the_order_of_the_list():
    kinds = SETTINGS["kinds"]["name"].choices
    assert shipped.labels(frozenset({"suggestion", "complaint"}), kinds, "zh") == "投诉、建议"
    assert shipped.labels(frozenset({"suggestion", "complaint"}), kinds, "en") == "complaint, suggestion"
