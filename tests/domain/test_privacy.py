"""Masking: what must go, what must stay, and that masking twice changes nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.domain.names import people
from toolkit.domain.privacy import (
    is_card,
    is_identity,
    mask_contact,
    mask_frame,
    mask_name,
    mask_text,
    masked_contact,
    masked_name,
    masked_text,
)
from toolkit.schema.books.feedback import FEEDBACK

TEXTS = {
    "电话13812345678，请回电": "电话138****5678，请回电",
    "138 1234 5678": "138****5678",
    "138-1234-5678": "138****5678",
    "+86 138-1234-5678": "138****5678",
    "(+86)13812345678": "138****5678",
    "008613812345678": "138****5678",
    "１３８１２３４５６７８": "138****5678",
    "１３８－１２３４－５６７８": "138****5678",
    "13812345678/13987654321": "138****5678/139****4321",
    "tel13812345678": "tel138****5678",
    "微信VX13812345678": "微信VX138****5678",
    "座机021-62345678": "座机****5678",
    "（0755）26543210": "****3210",
    "010 6234 5678": "****5678",
    "+1 415 555 2671": "****2671",
    "身份证11010519491231002X": "身份证110105********002X",
    "110105 19491231 002x": "110105********002x",
    "卡号6222021234567890128": "卡号************0128",
    "4111 1111 1111 1111": "************1111",
    "zhang.san@qq.com或lisi@corp.example.cn": "z***@qq.com或l***@corp.example.cn",
    "我叫张三，住二楼": "我叫张*，住二楼",
    "联系人：欧阳娜娜": "联系人：欧阳**",
    "13812345678 1234567": "138****5678 1234567",
}
KEPT = [
    "订单号20261008123456",
    "订单号 13812345678",
    "订单56123456789012未收到",
    "运单SF1381234567890",
    "DD13812345678",
    "order no. 13812345678",
    "2026-10-08 09:30 到 2026-10-12 18:00",
    "花了1234567元",
    "110105194912310021是产品序列号",
    "4111 1111 1111 1112",
    "张先生说很满意",
    "型号 AB-2026-13800",
    "版本 10.15.7.1381",
    "400-800-8820",
    "",
]


@pytest.mark.parametrize(("text", "masked"), TEXTS.items())
def test_personal_data_in_text_is_masked(text, masked):
    assert masked_text(text) == masked


@pytest.mark.parametrize("text", KEPT)
def test_what_is_not_personal_stays(text):
    assert masked_text(text) == text


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张小三", "张**"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳", "欧*"),
        ("陈和平", "陈**"),
        ("John Smith", "J*** S****"),
        ("阿依古丽·买买提", "阿*******"),
        ("张三、李四", "张*、李*"),
        ("张三(运营部)", "张*(运营部)"),
        ("客服(王小明)", "客服(王**)"),
        ("张", "张"),
        ("张*", "张*"),
        ("客服小*", "客服小*"),
        ("客服部", "客服部"),
        ("客服主管", "客服主管"),
        ("技术部、运营部", "技术部、运营部"),
        ("王经理", "王经理"),
        ("Support Team", "Support Team"),
        (" 张三 ", "张*"),
    ],
)
def test_names(name, masked):
    assert masked_name(name) == masked


@pytest.mark.parametrize(
    ("contact", "masked"),
    [
        ("13812345678", "138****5678"),
        ("62345678", "****5678"),
        ("张三 13812345678", "张* 138****5678"),
        ("wxid_abc", "w***"),
        ("a@b.cn", "a***@b.cn"),
        ("", ""),
    ],
)
def test_contacts(contact, masked):
    assert masked_contact(contact) == masked


@pytest.mark.parametrize("mask", [masked_text, masked_name, masked_contact])
@pytest.mark.parametrize("value", [*TEXTS, *KEPT, "张三、李四", "wxid_abc", "62345678", "李四 13812345678"])
def test_masking_twice_changes_nothing(mask, value):
    assert mask(mask(value)) == mask(value)


@given(st.text(alphabet="0123456789 -+()xX@.张李三单号:：*", max_size=40))
def test_masking_any_text_twice_changes_nothing(text):
    for mask in (masked_text, masked_name, masked_contact):
        assert mask(mask(text)) == mask(text)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["", " ", "-"]))
def test_no_mobile_survives(mobile, gap):
    written = gap.join((mobile[:3], mobile[3:7], mobile[7:]))
    assert mobile[3:7] not in masked_text(f"请打 {written} 找我").replace(mobile[:3], "", 1).replace(
        mobile[7:], "", 1
    )


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("110105194912310021", False),
        ("1101051949123100", False),
    ],
)
def test_identity_check_character(digits, valid):
    assert is_identity(digits) is valid


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("4111111111111111", True),
        ("4111111111111112", False),
        ("6222021234567890128", True),
        ("411111111111111", False),
    ],
)
def test_card_check_digit(digits, valid):
    assert is_card(digits) is valid


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("张三、李四", ("张三", "李四")),
        ("张三(运营部、技术部)", ("张三",)),
        ("张三和李四", ("张三", "李四")),
        ("Tom and Ann", ("Tom", "Ann")),
        ("张三&李四", ("张三", "李四")),
        ("Hale & Hope", ("Hale & Hope",)),
        ("Smith, John", ("Smith, John",)),
        ("John Smith, Ann Lee", ("John Smith", "Ann Lee")),
        ("和平", ("和平",)),
        ("运营*", ("运营*",)),
        (" ", ()),
    ],
)
def test_people_of_a_cell(cell, named):
    assert people(cell) == named


@pytest.mark.parametrize("mask", [mask_text, mask_name, mask_contact])
def test_columns_keep_their_index_and_blanks(mask):
    values = pd.Series(["13812345678", None, "13812345678"], index=[7, 8, 9], name="x", dtype=object)
    masked = mask(values)
    assert masked.index.tolist() == [7, 8, 9]
    assert masked.name == "x"
    assert masked[8] is None
    assert masked[7] == masked[9] != "13812345678"


def test_an_empty_column():
    assert mask_text(pd.Series([], dtype=object)).tolist() == []


def frame():
    return pd.DataFrame(
        {
            "customer_name": ["王小明", None],
            "owner": ["李晓红", "客服主管"],
            "contact": ["13812345678", "wangxm@qq.com"],
            "description": ["王小明说李晓红态度不好，电话13812345678", "订单号20261008123456未到"],
            "hold_reason": ["等客户13812345678回电", None],
            "order_no": ["13812345678", "A1"],
            "issue_type": ["服务态度", "物流延迟"],
            "rating": [5.0, np.nan],
        }
    )


def test_a_frame_shows_nobody():
    masked = mask_frame(frame(), FEEDBACK.columns)
    everything = masked.drop(columns="order_no").to_csv()
    for secret in ("小明", "晓红", "13812345678", "wangxm"):
        assert secret not in everything
    assert masked["description"].tolist() == [
        "王**说李**态度不好，电话138****5678",
        "订单号20261008123456未到",
    ]


def test_a_frame_keeps_what_is_nobodys():
    masked = mask_frame(frame(), FEEDBACK.columns)
    assert masked["owner"].tolist() == ["李**", "客服主管"]
    for key in ("order_no", "issue_type", "rating"):
        pd.testing.assert_series_equal(masked[key], frame()[key])


def test_names_handed_in_are_masked_in_texts():
    texts = pd.Series(["王小明与欧阳娜娜通话", "客服主管说"], dtype=object)
    assert mask_text(texts, ["王小明", "欧阳娜娜", "客服主管"]).tolist() == ["王**与欧阳**通话", "客服主管说"]


def test_masking_a_frame_twice_changes_nothing():
    once = mask_frame(frame(), FEEDBACK.columns)
    pd.testing.assert_frame_equal(mask_frame(once, FEEDBACK.columns), once)
