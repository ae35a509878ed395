"""A hint beside feedback that says nearly what an earlier one said."""

from __future__ import annotations

import pytest
from enrich_rows import enriched, rows

from toolkit.enrich.mentioned import MENTIONED

FIRST = {"feedback_id": "F001", "description": "订单三天没有发货，客服也不回消息，要求退款"}
AGAIN = {
    "feedback_id": "F002",
    "received_at": "2026-10-09 09:30",
    "description": "订单3天没发货，客服也不回消息，我要求退款！",
}


def test_the_hint_says_what_how_much_and_why():
    told = enriched(FIRST, AGAIN)
    assert told["similar_to"].tolist() == [None, "F001"]
    assert told["similarity_note"].tolist() == [None, "与 F001 相似 89%（同一客户）"]
    assert enriched(FIRST, AGAIN, lang="en")["similarity_note"][1] == "89% like F001 (the same customer)"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"duplicate_confirmed": "no"}, None),
        ({"duplicate_confirmed": "yes"}, "F001"),
        ({"is_withdrawn": "yes"}, None),
        ({"customer_id": "C2"}, None),
        ({"received_at": "2026-12-09 09:30"}, None),
        ({"description": FIRST["description"]}, None),
    ],
    ids=[
        "refused",
        "accepted",
        "withdrawn",
        "another customer",
        "long after",
        "an exact repeat is named elsewhere",
    ],
)
def test_where_there_is_a_hint(other, expected):
    assert (
        enriched(FIRST | {"duplicate_confirmed": None, "is_withdrawn": None}, AGAIN | other)["similar_to"][1]
        == expected
    )


def test_rows_of_before_count_but_not_those_that_are_here_again():
    assert enriched(AGAIN, earlier=rows(FIRST))["similar_to"].tolist() == ["F001"]
    assert enriched(AGAIN, earlier=rows(AGAIN | {"received_at": "2026-10-08 09:30"}))[
        "similar_to"
    ].tolist() == [None]


def test_what_a_text_mentions_stands_in_columns_of_its_own():
    told = enriched(
        {
            "description": "订单号5612345678，银行卡扣款2笔，10月3日起5天未退",
            "request": "退299元，电话13800138000",
        }
    )
    found = {kind: told[key][0] for kind, key in MENTIONED.items()}
    assert found == {
        "order": "5612345678", "parcel": None, "phone": "13800138000", "amount": "299元", "count": "2笔",
        "duration": "5天", "date": "2026-10-03", "product": None,
    }  # fmt: skip


def test_products_are_the_teams():
    assert (
        enriched({"description": "极光手环充不进电"}, products=("极光手环",))["mentioned_product"][0]
        == "极光手环"
    )
