"""Numbers as people write them in running text: 1,299.5, 三百二十, 两万, 半."""

from __future__ import annotations

import re

_ONES = "零一二三四五六七八九"
_DIGITS = {character: value for value, character in enumerate(_ONES)} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SEPARATORS = re.compile("[,，]")
_LARGE = {"万": 10_000, "亿": 100_000_000}

CHINESE = "零〇一二两三四五六七八九十百千万亿半"
"""The characters of a Chinese number."""


def number(text: str) -> float | None:
    """Return the value of a number written in digits or in Chinese; None where it is none.

    Digits may hold thousands separators and end with 万 or 亿. Chinese numbers are read as people say them: 十五 is 15,
    一百零三 is 103, 半 is a half. A row of digits such as 二〇二六 is read digit by digit.
    """
    plain = _SEPARATORS.sub("", text).strip()
    factor = _LARGE.get(plain[-1:], 1) if plain[:1].isascii() else 1
    try:
        return float(plain.rstrip("".join(_LARGE))) * factor if plain[:1].isascii() else _spoken(plain)
    except ValueError:
        return None


def _spoken(text: str) -> float | None:
    if text == "半":
        return 0.5
    if not text or any(character not in CHINESE or character == "半" for character in text):
        return None
    if len(text) > 1 and all(character in _DIGITS for character in text):
        return float("".join(str(_DIGITS[character]) for character in text))
    total, myriad, section, digit = 0, 0, 0, 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[character], 0
        elif character == "万":
            myriad, section, digit = (section + digit) * _LARGE[character], 0, 0
        else:
            total, myriad, section, digit = (myriad + section + digit) * _LARGE[character], 0, 0, 0
    return float(total + myriad + section + digit)
