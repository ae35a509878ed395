"""Numbers that name something: orders, parcels and phones, told apart by the words before them and by their form."""

from __future__ import annotations

import re

from toolkit.domain.privacy import is_card, is_identity
from toolkit.domain.text.mention import Mention

_ORDER_WORDS = r"(?P<order>订单|工单|流水|单号|编号|order|ticket|case)"
_PARCEL_WORDS = r"(?P<parcel>快递|运单|物流|包裹|面单|parcel|tracking)"
_BEFORE_A_CODE = re.compile(
    rf"(?:{_PARCEL_WORDS}|{_ORDER_WORDS})\s*(?:号码|编号|单号|号|no\.?|number|id)?\s*(?:是|为|[:#=])?\s*$",
    re.IGNORECASE,
)
_LETTERS_BEFORE = re.compile(r"(?<![A-Za-z\d])[A-Za-z]{1,6}-?$")
_CODE = re.compile(r"\d[\dA-Za-z-]*+(?![年月日号元块笔次天%.])")
_PARCEL_PREFIXES = frozenset(
    [
        "SF",
        "YT",
        "YTO",
        "ZT",
        "ZTO",
        "ST",
        "STO",
        "YD",
        "JT",
        "JD",
        "JDVA",
        "JDVB",
        "JDVC",
        "JDX",
        "JDK",
        "DPK",
        "DPL",
        "EMS",
    ]
)
_LEAST_CODE, _LEAST_PARCEL, _LEAST_BARE, _LONGEST_CODE = 5, 8, 8, 32
_LONG = range(15, 25)

_PHONE = re.compile(
    r"(?:(?:86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}|[48]00[- ]?\d{3}[- ]?\d{4})(?!\d)"
)
_ABROAD = re.compile(r"\d{1,3}(?:[ -]?\d){7,12}(?!\d)")


def code(text: str, at: int, before: str) -> Mention | None:
    """An order or parcel number; a phone after such a word stays a phone, and no number of a person is given."""
    match = _CODE.match(text, at)
    if match is None or len(match[0]) < _LEAST_CODE:
        return None
    letters = _LETTERS_BEFORE.search(before)
    prefix = letters[0].rstrip("-").upper() if letters else ""
    value = f"{letters[0] if letters else ''}{match[0]}".upper().strip("-")
    words = _BEFORE_A_CODE.search(before[: letters.start()] if letters else before)
    if len(value) > _LONGEST_CODE or not any(map(str.isdigit, value.strip("0-"))):
        return Mention("order", "", match.end())
    kind = _kind_of_code(prefix, match[0], words)
    return Mention(kind, value, match.end()) if kind else None


def _kind_of_code(prefix: str, digits: str, words: re.Match[str] | None) -> str:
    if not prefix and _PHONE.fullmatch(digits):
        return ""
    if words is not None:
        return "parcel" if words["parcel"] and len(digits) >= _LEAST_PARCEL else "order"
    if prefix and len(digits) >= _LEAST_BARE and digits.isdigit():
        return "parcel" if prefix in _PARCEL_PREFIXES else "order"
    is_persons = is_identity(digits) or is_card(digits)
    return "order" if not prefix and digits.isdigit() and len(digits) in _LONG and not is_persons else ""


def phone(text: str, at: int, before: str) -> Mention | None:
    pattern = _ABROAD if before.endswith("+") else _PHONE
    match = None if before[-1:].isalnum() and before[-1:].isascii() else pattern.match(text, at)
    if match is None or not match[0].strip("0- "):
        return None
    plus = "+" if before.endswith("+") and not _PHONE.fullmatch(match[0]) else ""
    return Mention("phone", plus + re.sub(r"[ -]", "", match[0]), match.end())
