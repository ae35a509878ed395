"""Masking of personal data: what leaves the register shows no name, phone, mail, identity or card number in full."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from toolkit.domain.names import SURNAMES, masked_name, masked_names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

_ASCII = {ord("０") + digit: str(digit) for digit in range(10)} | {
    ord("＠"): "@", ord("＋"): "+", ord("－"): "-", ord("—"): "-", ord("．"): ".", ord("Ｘ"): "X", ord("ｘ"): "x",
    ord("（"): "(", ord("）"): ")", ord("\u3000"): " ", ord("\xa0"): " ",
}  # fmt: skip
_WORTH_A_LOOK = re.compile(r"[@＠]|[\d０-９](?:\W?[\d０-９]){6}")
_LONG_NUMBER = re.compile(
    r"(?<!\d)(?P<identity>[1-9](?:[ -]?\d){16}[ -]?[\dXx])(?![\dA-Za-z])"
    r"|(?<!\d)(?P<card>[3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?)(?!\d)"
)
_ADDRESS = re.compile(
    r"(?P<mail>[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?<!\d)(?P<mobile>(?:\(?(?:\+|00)?86\)?[ -]?)?1[3-9]\d(?:[ -]?\d){8})(?!\d)"
    r"|(?<!\d)(?P<landline>\(?0\d{2,3}\)?[ -]?[1-9]\d{6,7}|\(?0\d{2,3}\)?[ -]?[1-9]\d{2,3}[ -]\d{4})(?!\d)"
    r"|(?P<abroad>\+[1-9]\d{0,2}(?:[ -]?\(?\d\)?){7,13})(?!\d)"
)
_ORDER_WORDS = r"(?:订单|单|运单|工单|流水|编|order|ticket|case)\s*(?:号|号码|编号|no\.?|number)?\s*(?:是|为|[:：#=])?\s*$"
_ORDER_BEFORE = re.compile(_ORDER_WORDS, re.IGNORECASE)
_LETTERS_BEFORE = re.compile(r"[A-Za-z]+$")
_PHONE_LETTERS = frozenset({"tel", "phone", "mobile", "cell", "call", "vx", "wx", "wechat", "m", "t"})
_INTRODUCED = re.compile(
    rf"((?:我叫|姓名|联系人|收件人|名字[叫是]?)[是为:： ]*)((?:{SURNAMES})[\u4e00-\u9fff]{{1,2}})(?![\u4e00-\u9fff]*\*)"
)
_NAME_IN_CONTACT = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:{SURNAMES})[\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff*])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Declared(Protocol):
    """What masking needs to know of a column."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def personal(self) -> str: ...


def mask_text(texts: pd.Series, names: Collection[str] = ()) -> pd.Series:
    """Mask phones, mails, identity and card numbers in free text, and these names; order numbers stay.

    Masking twice changes nothing. Blanks stay blank. Source: the personal-data rules of the design, §7.
    """
    return _by_unique(texts, masker(names))


def mask_name(names: pd.Series) -> pd.Series:
    """Mask a column of names: 张三 becomes 张*, 欧阳娜娜 欧阳**, John Smith J*** S****; roles and departments stay."""
    return _by_unique(names, masked_name)


def mask_contact(contacts: pd.Series) -> pd.Series:
    """Mask a column of phones, mails and other ways to reach somebody; nothing there stays in full."""
    return _by_unique(contacts, masked_contact)


def mask_frame(frame: pd.DataFrame, columns: Iterable[Declared]) -> pd.DataFrame:
    """Return the frame as it may leave the register; names known from its own name columns go from its texts too."""
    here = [column for column in columns if column.key in frame]
    names = names_in(frame, here)
    masks: Mapping[str, Callable[[pd.Series], pd.Series]] = {
        "name": mask_name,
        "contact": mask_contact,
        "free_text": lambda texts: mask_text(texts, names),
    }
    masked = {
        column.key: masks.get(column.personal, mask_text)(frame[column.key])
        for column in here
        if _may_tell(column)
    }
    return frame.assign(**masked)


def names_in(frame: pd.DataFrame, columns: Iterable[Declared]) -> set[str]:
    """Return what stands in the frame's columns of names."""
    here = (column.key for column in columns if column.key in frame and column.personal == "name")
    return {str(name) for key in here for name in frame[key].dropna().unique()}


def masker(names: Collection[str]) -> Callable[[str], str]:
    """Return a function that masks one text as mask_text does, these names included."""
    without_names = masked_names_in(names)
    return lambda text: without_names(masked_text(text))


def masked_text(text: str) -> str:
    """Mask one text; see mask_text."""
    if _WORTH_A_LOOK.search(text):
        # Long numbers first: a phone must not be found inside one, and one that is none may hold a phone.
        text = _replace(_ADDRESS, _replace(_LONG_NUMBER, text))
    return _INTRODUCED.sub(lambda found: found[1] + masked_name(found[2]), text)


def masked_contact(contact: str) -> str:
    """Mask one way to reach somebody; see mask_contact."""
    masked = _NAME_IN_CONTACT.sub(lambda found: masked_name(found[0]), masked_text(contact))
    if "*" in masked or not masked.strip():
        return masked
    return f"****{masked[-4:]}" if sum(map(str.isdigit, masked)) >= 7 else f"{masked[0]}***"


def _may_tell(column: Declared) -> bool:
    return column.personal != "none" or column.kind in {"text", "long_text"}


def _by_unique(values: pd.Series, mask: Callable[[str], str]) -> pd.Series:
    codes, uniques = pd.factorize(values)
    masked = pd.Series(
        [mask(value) if isinstance(value, str) else value for value in uniques] + [None], dtype=object
    )
    return pd.Series(masked.to_numpy(object)[codes], index=values.index, name=values.name, dtype=object)


def _replace(pattern: re.Pattern[str], text: str) -> str:
    """Replace what is found in the text's ASCII form, which has as many characters, one for one."""
    parts, last = [], 0
    for found in pattern.finditer(text.translate(_ASCII)):
        parts += [text[last : found.start()], _masked(found, text[found.start() : found.end()])]
        last = found.end()
    return "".join([*parts, text[last:]])


def _masked(found: re.Match[str], original: str) -> str:
    what, value = found.lastgroup, found[0]
    if what == "mail":
        return f"{value[0]}***@{value.partition('@')[2]}"
    if _is_order(found):
        return original
    digits = "".join(filter(str.isalnum, value))
    if what in {"identity", "card"}:
        return _masked_long(digits) or original
    return f"{digits[-11:-8]}****{digits[-4:]}" if what == "mobile" else f"****{digits[-4:]}"


def _masked_long(digits: str) -> str:
    if is_identity(digits):
        return f"{digits[:6]}********{digits[-4:]}"
    return f"************{digits[-4:]}" if digits[0] in "3456" and is_card(digits) else ""


def _is_order(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 24) : found.start()]
    letters = _LETTERS_BEFORE.search(before)
    if letters:
        return letters[0].lower() not in _PHONE_LETTERS
    return bool(_ORDER_BEFORE.search(before))


def is_identity(digits: str) -> bool:
    """Whether 18 characters are a Chinese identity card number by its check character (GB 11643)."""
    if len(digits) != 18 or not digits[:17].isdigit():
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return "10X98765432"[total % 11] == digits[-1].upper()


def is_card(digits: str) -> bool:
    """Whether 16 to 19 digits pass Luhn's check, as bank cards do (ISO/IEC 7812)."""
    if not 16 <= len(digits) <= 19 or not digits.isdigit():
        return False
    doubled = (int(digit) * (1 + position % 2) for position, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
