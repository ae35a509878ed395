"""Months of judged feedback from a seed, as a busy team would have them: for looking at reports and for counting."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.table import complete

_TYPES = ("物流延迟", "功能异常", "服务态度", "退换货流程", "支付问题", "产品质量", "其他", None)
_WORDS = (
    "未发货、信息不更新、配送慢",
    "闪退、白屏",
    "态度差、推诿",
    "退款慢、流程复杂",
    "重复扣款",
    "破损、做工差",
    "活动规则不清晰",
    None,
)
_CHANNELS = ("在线客服", "电话", "问卷", "APP", "邮件", "社交媒体", None)
_OWNERS = ("王芳", "李伟", "欧阳静", "赵敏", "陈晨")
HOUR = np.timedelta64(3600, "s")


def months(
    count: int, first: str = "2025-09", last: str = "2026-10", as_of: str = "2026-11-02T09:00", seed: int = 7
) -> pd.DataFrame:
    """Return `count` rows received from the first month to the end of the last, judged as of a moment."""
    rng = np.random.default_rng(seed)
    start = np.datetime64(first, "s")
    span = int((np.datetime64(last, "M") + 1).astype("M8[s]").astype(int) - start.astype(int))
    received = np.sort(start + rng.integers(0, span, count).astype("m8[s]"))
    kind = rng.choice(
        ["complaint", "suggestion", "question", "praise", None], count, p=[0.55, 0.14, 0.2, 0.09, 0.02]
    )
    level = rng.choice(["1", "2", "3", None], count, p=[0.15, 0.5, 0.33, 0.02])
    about = rng.choice(len(_TYPES), count, p=[0.3, 0.2, 0.16, 0.13, 0.09, 0.05, 0.05, 0.02])
    limit = pd.Series(level).map({"1": 24, "2": 72, "3": 120}).to_numpy(float)
    took = rng.gamma(2, np.nan_to_num(limit, nan=60) / 4.5)
    resolved = received + (took * 3600).astype("m8[s]")
    responded = received + (rng.gamma(2, 0.8, count) * 3600).astype("m8[s]")
    frame = _frame(rng, received, kind, level, about, responded, resolved, limit)
    return _judge(frame, np.datetime64(as_of, "s"), rng)


def _frame(rng, received, kind, level, about, responded, resolved, limit) -> pd.DataFrame:
    count = len(received)
    due = np.where(
        np.isnan(limit), np.datetime64("NaT"), received + (np.nan_to_num(limit) * 3600).astype("m8[s]")
    )
    response_due = np.where(np.isnan(limit), np.datetime64("NaT"), received + 3 * HOUR)
    customers = rng.integers(1, count // 2 + 2, count)
    is_day = rng.random(count) < 0.03
    facts = {
        "feedback_id": [f"F{n:05d}" for n in range(1, count + 1)],
        "customer_id": [None if rng.random() < 0.08 else f"C{n}" for n in customers],
        "received_at": np.where(is_day, received.astype("M8[D]").astype("M8[s]"), received),
        "received_at_is_day": is_day,
        "channel": rng.choice(
            np.array(_CHANNELS, object), count, p=[0.34, 0.22, 0.12, 0.14, 0.1, 0.06, 0.02]
        ),
        "issue_type": np.array(_TYPES, object)[about],
        "keywords": np.array(_WORDS, object)[about],
        "description": ["订单下单5天未发货,客户张三电话13800138000"] * count,
        "owner": rng.choice(np.array(_OWNERS, object), count),
        "kind": kind,
        "priority": level,
        "first_response_due": response_due.astype("M8[s]"),
        "first_responded_at": responded,
        "resolution_due": due.astype("M8[s]"),
        "resolved_at": np.where(kind == "praise", np.datetime64("NaT"), resolved).astype("M8[s]"),
        "duplicate_of": [f"F{n:05d}" if n and rng.random() < 0.06 else None for n in range(count)],
        "team": rng.choice(np.array(["华东", "华南"], object), count),
        "source_file": rng.choice(np.array(["一组 反馈.xlsx", "二组.xlsx"], object), count),
    }
    return complete(pd.DataFrame(facts).astype({"kind": object, "priority": object}), FEEDBACK.columns)


def _judge(frame: pd.DataFrame, as_of: np.datetime64, rng) -> pd.DataFrame:
    count = len(frame)
    done = frame["resolved_at"].where(frame["resolved_at"] <= as_of)
    told = frame["first_responded_at"].where(frame["first_responded_at"] <= as_of)
    answered = done + pd.to_timedelta(rng.integers(24, 48, count), unit="h").as_unit("s")
    has_answer = (answered <= as_of) & (rng.random(count) < 0.35)
    words = rng.choice(
        np.array(["satisfied", "fairly_satisfied", "dissatisfied"], object), count, p=[0.72, 0.18, 0.1]
    )
    status = np.where(
        done.notna(), "closed", np.where(told.notna(), "in_progress", "awaiting_response")
    ).astype(object)
    status[(frame["kind"] == "praise").to_numpy()] = "recorded"
    return frame.assign(
        resolved_at=done, first_responded_at=told, status=status,
        response_verdict=_verdict(frame, "first_response_due", told, as_of),
        resolution_verdict=_verdict(frame, "resolution_due", done, as_of),
        followed_up_at=answered.where(has_answer),
        satisfaction=pd.Series(words, dtype=object).where(has_answer, None),
        rating=np.where(has_answer & (rng.random(count) < 0.6), rng.integers(3, 6, count), np.nan),
        nps=np.where(has_answer & (rng.random(count) < 0.4), rng.integers(3, 11, count), np.nan),
        cycle=1.0,
    )  # fmt: skip


def _verdict(frame: pd.DataFrame, due: str, done: pd.Series, as_of: np.datetime64) -> pd.Series:
    late = (done > frame[due]) | (done.isna() & (frame[due] < as_of))
    names = np.select(
        [frame["kind"] == "praise", frame[due].isna(), frame["received_at_is_day"], late, done.notna()],
        ["not_judged", "not_judged", "undecidable", "breach", "met"], None,
    )  # fmt: skip
    return pd.Series(names, dtype=object)
