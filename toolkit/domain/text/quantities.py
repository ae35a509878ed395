"""How much, how many, how long: numbers with what they count."""

from __future__ import annotations

import re

from toolkit.domain.text.mention import Mention
from toolkit.domain.text.numerals import CHINESE, number

_UNITS = r"分钟|小时|钟头|工作日|星期|礼拜|周|天|年"
_MEASURES = r"笔|次|件|单|箱|盒|台|套|双|瓶|袋|份|条|张|部|包|通|封|趟|遍|个"
_WITH_UNIT = (
    r"\s*[多几]?\s*(?:(?P<money>[万亿]?(?:元|块钱|美元|欧元|人民币)|块(?![\u4e00-\u9fff])|(?:dollar|yuan|euro|pound)s?\b)"
    rf"|(?P<half>个半)?个?多?(?P<duration>{_UNITS})|(?:(?P<half_month>个半)|个)多?(?P<months>月)"
    r"|(?P<english_duration>(?:minute|min|hour|hr|day|week|month|year)s?\b)"
    rf"|(?P<measure>{_MEASURES})(?!月|小时|钟|工作日|星期|礼拜|多)"
    r"|(?P<english_measure>(?:time|item|order|charge|payment|call|email|parcel|package)s?\b))"
)
_NUMBER = r"(?P<value>\d{1,3}(?:[,，]\d{3})++(?:\.\d+)?|\d++(?:\.\d++)?)"
_VALUE = re.compile(_NUMBER + _WITH_UNIT, re.IGNORECASE)
_PRICE = re.compile(rf"{_NUMBER}(?P<large>[万亿])?")
SPOKEN = re.compile(rf"(?P<value>[{CHINESE}]++){_WITH_UNIT}")
_CURRENCY_BEFORE = re.compile(r"(¥|\$|€|£|rmb|cny|usd)\s*$", re.IGNORECASE)
_SIGNS = {"¥": "元", "rmb": "元", "cny": "元", "$": "美元", "usd": "美元", "€": "欧元", "£": "英镑"}
_MONEY = {
    "块钱": "元",
    "块": "元",
    "人民币": "元",
    "yuan": "元",
    "dollar": "美元",
    "euro": "欧元",
    "pound": "英镑",
}
_PERIODS = {"钟头": "小时", "礼拜": "周", "星期": "周", "工作日": "个工作日", "月": "个月"}
_ENGLISH = {"minute": "分钟", "min": "分钟", "hour": "小时", "hr": "小时", "day": "天", "week": "周", "month": "个月", "year": "年"}  # fmt: skip
_MOST_YEARS = 99
_HALF = 0.5
_ORDINAL = {"第"}
_LARGE_OF = {"万": 10_000, "亿": 100_000_000}


def price(text: str, at: int, before: str) -> Mention | None:
    sign, match = _CURRENCY_BEFORE.search(before), _PRICE.match(text, at)
    if sign is None or match is None:
        return None
    value = number(match["value"] + (match["large"] or ""))
    return (
        None if value is None else Mention("amount", f"{_shown(value)}{_SIGNS[sign[1].lower()]}", match.end())
    )


def measured(text: str, at: int, before: str) -> Mention | None:
    match = _VALUE.match(text, at)
    if match is None or before[-1:] in _ORDINAL or (before[-1:].isalnum() and before[-1:].isascii()):
        return None
    return _quantity(match)


def _quantity(match: re.Match[str]) -> Mention | None:
    """An amount, a duration or a counted thing; 一个 and 一次 count nothing."""
    value = number(match["value"])
    if value is None:
        return None
    if match["money"]:
        unit = match["money"].lower()
        large = _LARGE_OF.get(unit[0], 1)
        unit = unit.lstrip("".join(_LARGE_OF)).removesuffix("s")
        return Mention("amount", f"{_shown(value * large)}{_MONEY.get(unit, unit)}", match.end())
    unit = match["duration"] or match["months"] or match["english_duration"]
    if unit:
        value += _HALF * bool(match["half"] or match["half_month"])
        unit = _PERIODS.get(unit) or _ENGLISH.get(unit.lower().removesuffix("s"), unit)
        is_year = unit == "年" and value > _MOST_YEARS
        return None if is_year else Mention("duration", f"{_shown(value)}{unit}", match.end())
    is_nothing = value <= 1 and not match["value"].isascii()
    return None if is_nothing else Mention("count", f"{_shown(value)}{match['measure'] or '次'}", match.end())


def _shown(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def spoken(match: re.Match[str]) -> Mention | None:
    """A number in Chinese characters with its unit; ordinals and the 万 of "3万元" are none."""
    before = match.string[: match.start()][-1:]
    is_part = before in _ORDINAL or before.isdigit() or match["value"][0] in "万亿"
    return None if is_part else _quantity(match)
