"""What a team's confirmed rows teach, and when it is used."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.learning.keeping import forget, keep, kept
from toolkit.learning.model import Models
from toolkit.learning.pieces import BUCKETS, rarities, weighted
from toolkit.learning.training import Lessons, fitted, train

PARTS = {
    "投诉": ("一直不发货", "态度恶劣", "重复扣款", "收到就坏了", "没人处理"),
    "咨询": ("请问怎么", "在哪里可以", "什么时候能", "需要什么材料", "如何办理"),
    "建议": ("建议增加", "希望可以改成", "能不能加一个", "最好支持", "不如改进"),
}
THINGS = (
    "物流查询",
    "退换货",
    "会员积分",
    "优惠券",
    "手机支付",
    "电子发票",
    "客服热线",
    "配送时间",
    "门店自提",
    "安装服务",
)


ENOUGH = 220


def lessons(count: int, labels: tuple[str, ...] = tuple(PARTS), seed: int = 7) -> Lessons:
    rng = random.Random(seed)
    told = [rng.choice(labels) for _ in range(count)]
    texts = [
        f"{rng.choice(THINGS)}{rng.choice(PARTS[label])}{rng.choice(THINGS)}{number}"
        for number, label in enumerate(told)
    ]
    return Lessons(texts, told, [None] * count)


@pytest.fixture(scope="module")
def model():
    trained = train("kind", lessons(ENOUGH))
    assert trained is not None
    return trained


def test_it_suggests_what_persons_would_say_and_which_words_decided(model):
    said = model.suggest(pd.Series(["建议增加夜间的电话", "你们态度恶劣", "请问怎么开票", None, "  "]))
    assert said["label"].tolist() == ["建议", "投诉", "咨询", None, None]
    assert "建议增加" in "".join(model.words("建议增加夜间的电话", "建议"))


def test_it_says_nothing_where_it_is_not_sure(model):
    said = model.suggest(pd.Series(["今天天气不错", "😀😀😀", "。。。。", "<b></b>"]))
    assert said["label"].isna().all()
    assert said["sureness"].isna().all()


@pytest.mark.parametrize(
    "few",
    [
        lessons(150),
        Lessons(["一样的话"] * ENOUGH, ["投诉", "咨询"] * (ENOUGH // 2), [None] * ENOUGH),
        lessons(ENOUGH, ("投诉",)),
    ],
    ids=["too few", "the same text over and over", "one label only"],
)
def test_nothing_is_learned_from_too_little(few):
    assert train("kind", few) is None


def test_a_guess_is_no_model():
    told = lessons(ENOUGH)
    assert train("kind", told._replace(labels=random.Random(1).choices(list(PARTS), k=ENOUGH))) is None


def test_where_the_rules_are_right_more_often_they_stay():
    told = lessons(ENOUGH)
    noisy = [label if number % 4 else "咨询" for number, label in enumerate(told.labels)]
    assert train("kind", told._replace(labels=noisy, ruled=noisy)) is None


def test_rows_in_another_order_teach_the_same(model):
    told = lessons(ENOUGH)
    turned = Lessons(*(list(reversed(field)) for field in told))
    again = train("kind", turned)
    assert again.model_id == model.model_id
    assert np.allclose(again.weights, model.weights)


def test_its_figures_are_those_of_rows_it_had_not_seen(model):
    assert model.figures.rows == ENOUGH
    assert model.figures.precision >= 0.93
    assert 0 < model.figures.covered <= 1


def test_a_kept_model_says_the_same(model, tmp_path):
    keep(model, tmp_path)
    again = kept(tmp_path, "kind")
    texts = pd.Series(lessons(60, seed=3).texts)
    assert again.suggest(texts)["label"].tolist() == model.suggest(texts)["label"].tolist()
    assert replace(again, weights=0, bias=0, rarity=0) == replace(model, weights=0, bias=0, rarity=0)
    assert [path.name for path in tmp_path.iterdir()] == ["kind.npz"]
    forget(tmp_path, "kind")
    assert kept(tmp_path, "kind") is None


def test_many_models_asked_at_once_say_what_each_says_alone(model):
    """Texts are cut once for all; what a model has never seen stays its own."""
    told = lessons(ENOUGH, seed=5)
    other = fitted("issue_type", told._replace(texts=[f"{text}号单" for text in told.texts]))
    texts = pd.Series(["建议增加夜间的电话", None, "态度恶劣", "态度恶劣", "", "号单 在哪里可以"])
    together = Models({"kind": model, "issue_type": other}).suggest(texts)
    for question, alone in (("kind", model), ("issue_type", other)):
        pd.testing.assert_frame_equal(together[question], alone.suggest(texts))
    assert Models().suggest(texts) == {}


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"not a model"])
def test_a_damaged_model_is_none(model, tmp_path, damage):
    keep(model, tmp_path).write_bytes(damage)
    assert kept(tmp_path, "kind") is None


def test_a_pickle_in_disguise_is_not_opened(tmp_path):
    with (tmp_path / "kind.npz").open("wb") as file:
        np.savez(file, told=np.array([object()], object))
    assert kept(tmp_path, "kind") is None


@settings(max_examples=40)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=8))
def test_weights_of_a_text_do_not_depend_on_its_neighbours(texts):
    rarity = np.ones(BUCKETS)
    together = weighted(texts, rarity)
    for row, text in enumerate(texts):
        alone = weighted([text], rarity)
        mine = together.rows == row
        assert np.array_equal(together.buckets[mine], alone.buckets)
        assert np.allclose(together.weights[mine], alone.weights)


@settings(max_examples=40)
@given(st.lists(st.text("甲乙丙ab ", max_size=12), max_size=6))
def test_rarity_counts_texts(texts):
    seen = rarities(texts)
    plain = [text.strip().casefold() for text in texts]
    pieces = {
        piece
        for text in plain
        for size in (1, 2, 3)
        for piece in re.findall(f"(?=(.{{{size}}}))", text, re.DOTALL)
    }
    often = {piece for piece in pieces if sum(piece in text for text in plain) >= 2}
    words = {word for text in plain for word in re.findall("[a-z][a-z']{3,}", text)}
    assert (seen > 0).sum() >= len(often) - 1
    assert (seen > 0).sum() <= len(often) + len(words)
