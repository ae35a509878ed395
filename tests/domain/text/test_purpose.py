"""How a text opens, whether it asks and whether it proposes."""

from __future__ import annotations

import pytest

from toolkit.domain.text.purpose import form, is_mixed


@pytest.mark.parametrize(
    ("text", "asks", "proposes"),
    [
        ("积分怎么兑换？我有两千分", True, False),
        ("明天能送到吗", True, False),
        ("你们怎么能这样。我等了五天", False, False),
        ("增设夜间客服。下班后没人回答", False, True),
        ("请延长退货时间", False, True),
        ("能增加花色吗？", True, False),
        ("When will it ship? I paid on Monday.", True, False),
        ("The parcel is broken.", False, False),
        ("", False, False),
    ],
)
def test_form_of_the_opening(text, asks, proposes):
    found = form(text)
    assert (found.asks, found.proposes) == (asks, proposes)


def test_the_opening_ends_with_the_first_sentence():
    found = form("快递丢了。怎么赔？什么时候赔？到底赔不赔？")
    assert (found.opening, found.rest, found.questions) == (
        "快递丢了。",
        "怎么赔？什么时候赔？到底赔不赔？",
        2,
    )


def test_a_text_without_an_end_opens_with_sixty_characters():
    assert len(form("慢" * 100).opening) == 60


def test_thanks_that_close_a_request_are_left_out():
    assert form("望公开征地红线的具体范围，万分感谢！").opening == "望公开征地红线的具体范围"


@pytest.mark.parametrize(
    ("text", "mixed"), [("很满意，但是等太久", True), ("很满意", False), ("Nice, but late", True)]
)
def test_a_but(text, mixed):
    assert is_mixed(form(text)) is mixed
