"""What people write in a description: feelings without a story, and broken characters."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    import numpy.typing as npt


class Gap(StrEnum):
    """What a description leaves open (S1: 时间、人员、事件; and the order it is about)."""

    TIME = "time"
    PERSON = "person"
    EVENT = "event"
    ORDER = "order"


# Words that say how it felt, or that are in every complaint; what is left without them is the story.
_FEELINGS = (
    "不满意|非常|十分|特别|真的|实在|简直|不满|不好|不行|不佳|差劲|差评|恶劣|糟糕|垃圾|失望|生气|气愤|愤怒|无语|恶心|一般|投诉"
    "|服务|态度|质量|产品|东西|体验|客服|公司|商家|卖家|你们|贵司|物流|快递|发货|希望|改进|处理|解决|尽快|问题|感觉|觉得"
    "|[太很好真极最更又还都也就了的得地吧啊呀吗呢啦哦糟坑烂差慢快贵有我要]"
)
_ENGLISH_FEELINGS = (
    "very|so|too|really|extremely|bad|terrible|awful|poor|worst|horrible|disappointed|disappointing|angry|hate|slow"
    "|service|quality|product|staff|experience|attitude|delivery|company|the|a|is|was|are|your|my|i|it|this|not|good"
)
_NOISE = re.compile(rf"{_FEELINGS}|\b(?:{_ENGLISH_FEELINGS})\b|[^\w]+|_", re.IGNORECASE)
_TIMES = (
    r"\d|[年月日号周]|[昨今前]天|上午|中午|下午|早上|晚上|凌晨|刚才|刚刚|[一二三四五六七八九十两几半]个?(?:天|小时|分钟|星期)"
    r"|today|yesterday|morning|afternoon|evening|week|month|hour|day"
)
_PERSONS = (
    r"客服|店员|师傅|快递员|骑手|司机|经理|主管|员工|专员|服务员|顾问|工程师|收银|前台|先生|女士|工号"
    r"|\b(?:agent|clerk|driver|manager|waiter|courier|cashier|mr|ms|mrs)\b"
)
_ORDERS = r"订单|单号|工单|型号|\d{5}|\border\b"
_GAPS = {
    Gap.TIME: re.compile(_TIMES, re.IGNORECASE),
    Gap.PERSON: re.compile(_PERSONS, re.IGNORECASE),
    Gap.ORDER: re.compile(_ORDERS, re.IGNORECASE),
}
_LEAST_STORY = 4
_LEAST_LENGTH = 6
_LONGEST_VAGUE = 18
_LONGEST_VAGUE_ASCII = 48
_WORDS_OF_LATIN = re.compile(r"[A-Za-z']+")


def is_vague(texts: pd.Series) -> npt.NDArray[np.bool_]:
    """Return where a text is too short or only a feeling, shape (n,); blank is not vague but missing.

    Source: "避免模糊描述(如“服务很差”),需补充时间、人员、事件".
    """
    lengths = texts.str.len().to_numpy(np.float64, na_value=np.inf)
    short = np.flatnonzero(lengths <= _LONGEST_VAGUE_ASCII)
    vague = np.zeros(len(texts), bool)
    if short.size:
        codes, each = pd.factorize(texts.iloc[short])
        vague[short] = np.array([_tells_too_little(text) for text in each])[codes]
    return vague


def gaps(text: str) -> tuple[Gap, ...]:
    """Name what a vague text should still say, in the order people are asked for it."""
    plain = unicodedata.normalize("NFKC", text)
    open_ones = {gap for gap, pattern in _GAPS.items() if not pattern.search(plain)}
    if len(_story(plain)) < _LEAST_STORY:
        open_ones.add(Gap.EVENT)
    return tuple(gap for gap in Gap if gap in open_ones) or (Gap.EVENT,)


def _tells_too_little(text: str) -> bool:
    if len(text) > _LONGEST_VAGUE and not text.isascii():
        return False
    return len(_story(text)) < _LEAST_STORY or _weight(text) < _LEAST_LENGTH


def _story(text: str) -> str:
    return _NOISE.sub("", text)


def _weight(text: str) -> int:
    """How much a text says, in Chinese characters; a Latin word or a number weighs two."""
    latin = _WORDS_OF_LATIN.findall(text)
    letters = sum(map(len, latin))
    return len(re.sub(r"[\W_]+", "", text)) - letters + 2 * len(latin)


_FILLERS = "锟烫屯\ufffd"  # what GBK and Unicode put where nothing could be decoded
_MISREAD_GBK = "".join(
    bytes((lead, second)).decode("gbk") for lead in range(0xE4, 0xEA) for second in range(0x80, 0xC0)
)
_SUSPECT = re.compile(f"[{_FILLERS}ÃÂâäåæçèéïð]|[{_MISREAD_GBK}].*[{_MISREAD_GBK}]")
# What must come back to call it misread. Other characters come out of sound Chinese by chance.
_CHINESE = r"[\u4e00-\u9fff\u3001\u3002\uff01-\uff1f]"
_FOREIGN = r"[^\x00-\x7f]"
_LEAST_PART = 8
_LOST_MARKS = "\ufffd|锟斤拷|烫烫烫烫|屯屯屯屯"
_LOST = re.compile(_LOST_MARKS)


def is_garbled(text: str) -> bool:
    """Whether a text was saved or read in the wrong encoding: it lost characters, or makes more sense as UTF-8."""
    if not _SUSPECT.search(text):
        return False
    if _LOST.search(text) or _recovered(text, "gbk", _CHINESE) >= 2:
        return True
    return any(_recovered(text, encoding, _FOREIGN) for encoding in ("cp1252", "latin-1"))


def _recovered(text: str, encoding: str, wanted: str) -> int:
    """How many characters come back when the bytes of a text are read as UTF-8; 0 unless a good part of it does."""
    foreign = sum(not character.isascii() for character in text)
    found = len(re.findall(wanted, text.encode(encoding, "ignore").decode("utf-8", "ignore")))
    return found if found * _LEAST_PART >= foreign else 0
