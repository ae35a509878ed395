"""What an issue is: attribute, process stage and nature, by words first, then by what its issue type usually is."""

from __future__ import annotations

from datetime import date

import pytest
from enrich_rows import RULES, TypeOf, enriched

from toolkit.enrich.suggest import ruled
from toolkit.judging import rules_of
from toolkit.settings import load_settings

CLASSES = ["issue_attribute", "process_stage", "issue_nature"]
WORDS = {
    "issue_attribute": {"process": ("手续",), "people": ("态度", "rude")},
    "process_stage": {"delivery": ("送货",), "handling": ("推诿", "没人管")},
    "issue_nature": {"efficiency": ("太慢",), "quality": ("弄错",)},
}
TYPES = (
    TypeOf("物流延迟", ("未发货",), "complaint", "process", "delivery", "efficiency"),
    TypeOf("其他", (), ""),
)


def classed(description, **changes):
    blank = dict.fromkeys(("issue_type", "kind"))
    return enriched(
        blank | {"description": description, "issue_type": "其他"} | changes,
        issue_types=TYPES,
        class_words=WORDS,
    )


@pytest.mark.parametrize(
    ("description", "issue_type", "said"),
    [
        ("送货太慢", "其他", (None, "delivery", "efficiency")),
        ("送货的态度", "其他", ("people", "delivery", None)),
        ("The courier was rude, 送货 late", "其他", ("people", "delivery", None)),
        ("送货的人推诿", "其他", (None, None, None)),
        ("送货的人推诿", "物流延迟", ("process", "delivery", "efficiency")),
        ("没人管，送货的人推诿", "物流延迟", ("process", "handling", "efficiency")),
        ("三天没有动静", "物流延迟", ("process", "delivery", "efficiency")),
        ("三天没有动静", "其他", (None, None, None)),
        ("弄错了还太慢", "其他", (None, None, None)),
        ("出言不逊", "新的类型", (None, None, None)),
    ],
    ids=["by words", "two of three", "both languages", "two words as heavy", "the usual one of these two",
         "a third outweighs it", "as usual for the type", "nothing known", "both natures", "a type of no rule"],
)  # fmt: skip
def test_words_decide_and_the_issue_type_where_they_do_not(description, issue_type, said):
    frame = classed(description, issue_type=issue_type)
    assert tuple(frame[CLASSES].iloc[0]) == said
    assert [bool(frame[f"{key}_is_suggested"][0]) for key in CLASSES] == [one is not None for one in said]


@pytest.mark.parametrize("key", CLASSES)
def test_a_word_of_a_person_stands(key):
    theirs = {"issue_attribute": "product", "process_stage": "other", "issue_nature": "cost"}
    frame = classed("送货态度太慢", issue_type="物流延迟", **{key: theirs[key]})
    assert frame[key].tolist() == [theirs[key]]
    assert [key for key in CLASSES if not frame[f"{key}_is_suggested"][0]] == [key]


def test_of_praise_nothing_is_asked():
    frame = classed("态度很好，手续一点不慢", issue_type="物流延迟", kind="praise")
    assert frame[CLASSES].isna().all(axis=None)
    typed = classed("态度很好", kind="praise", issue_attribute="people")
    assert typed["issue_attribute"].tolist() == ["people"]


def test_the_note_names_words_and_joins_what_has_the_same_reason():
    frame = classed("还未发货，态度差", issue_type=None)
    assert frame["suggestion_note"].tolist() == [
        "问题类型：关键词“未发货”；反馈类型：整句的说法和问题类型；问题属性：关键词“态度”；流程环节、问题性质：这类问题通常如此"
    ]


def test_without_anything_to_suggest_there_is_no_note():
    frame = classed("几楼", issue_type="其他", kind="question", issue_attribute="process")
    assert frame["suggestion_note"].tolist() == [None]


def test_what_rules_alone_say_of_rows_that_persons_answered():
    frame = classed("送货太慢", issue_attribute="people", process_stage="other", urgency="一般")
    rules = RULES.__class__(issue_types=TYPES, class_words=WORDS)
    assert [ruled(key, frame, rules).tolist() for key in CLASSES] == [[None], ["delivery"], ["efficiency"]]


SHIPPED = [
    ("zh", "下单一周了一直未发货，催了三次", ("process", "delivery", "efficiency")),
    ("zh", "客服态度恶劣，还挂断电话", ("people", None, "quality")),
    ("zh", "收到的杯子破损了，申请换货", ("product", "after_sales", "quality")),
    ("zh", "打了十次都打不通，没人接", (None, "intake", None)),
    ("zh", "运费太贵，还涨价", (None, None, "cost")),
    ("zh", "反映两周了没人回复，石沉大海", (None, "follow_up", None)),
    ("zh", "今天天气不错", (None, None, None)),
    ("en", "My parcel was not shipped and I am still waiting", ("process", "delivery", "efficiency")),
    ("en", "The agent was rude and hung up on me", ("people", None, "quality")),
    ("en", "Toaster arrived broken, I want a refund", ("product", "after_sales", "quality")),
    ("en", "Hidden fees, the service is overpriced", (None, None, "cost")),
    ("zh", "客服很 rude，一直 no reply", ("people", "follow_up", "quality")),
]


@pytest.fixture(scope="module")
def shipped():
    return {
        lang: rules_of(load_settings([], lang=lang, today=date(2026, 11, 1)), None) for lang in ("zh", "en")
    }


@pytest.mark.parametrize(("lang", "description", "said"), SHIPPED)
def test_the_shipped_words_of_both_languages(shipped, lang, description, said):
    """Without an issue type, so that words alone decide; a folder kept in Chinese reads English words too."""
    rules = shipped[lang]
    frame = enriched(
        {"description": description, "issue_type": "-", "kind": None},
        class_words=rules.class_words,
        issue_types=rules.issue_types,
    )
    assert tuple(frame[CLASSES].iloc[0]) == said
