"""Claims in a remark: "物流投诉下降50%", "满意率提升5个百分点", "投诉率降至10%", "无新增支付投诉"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_DOWN_WORDS = r"下降|降低|减少|下滑|缩短|降|减|fell|fallen|down|reduced|cut|lower|decreased|dropped|shortened"
_UP_WORDS = r"提升|提高|增长|增加|上升|up|rose|risen|increased|grew|improved|raised"
_TENTHS = "一二三四五六七八九"
_NUMBER = rf"(?P<number>\d+(?:\.\d+)?)\s*(?P<sign>%|个百分点|percentage points|points)?|(?P<tenths>[{_TENTHS}])成(?P<half>半)?|(?P<half_of_it>一半|by half)"
_MOVE = re.compile(
    rf"(?:(?P<down>{_DOWN_WORDS})|(?P<up>{_UP_WORDS}))\s*了?\s*(?P<to>[至到为]|to\b)?\s*(?:by\b)?\s*(?:约|近|超过?|about|nearly)?\s*(?:{_NUMBER})",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:没有|未再|再无|无|零|\bno|\bzero)\s*(?:新增|新的?|再次?|further|new|more)?\s*(?:发生|出现|收到)?\s*(?P<what>[^,，;；。]*?(?:投诉|反馈|问题|complaints?|feedback|cases?))",
    re.IGNORECASE,
)
_EDGES = " \t,，.。、:：;；的量数"
_FROM = re.compile(r"从|\bfrom\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,，;；。\n]")


class Kind(StrEnum):
    """What a claim says of a figure: changed by a part of itself, by so much, to a value, or none at all."""

    BY = "by"
    DIFFERENCE = "difference"
    TO = "to"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. amount: signed for BY and DIFFERENCE (-0.5 is "下降50%"), the value for TO, 0 for NONE; shares from 0 to 1."""

    text: str
    kind: Kind
    subject: str
    amount: float = 0.0

    def expected(self, before: float) -> float:
        """What the figure must be afterwards for the claim to hold."""
        if self.kind is Kind.BY:
            return before * (1 + self.amount)
        return before + self.amount if self.kind is Kind.DIFFERENCE else self.amount

    def is_borne_out(self, found: float, slack: float) -> bool:
        """Whether what was found is at least what was claimed; slack: what rounding may hide, as a share."""
        if self.kind is Kind.NONE:
            return found == 0
        if self.kind is Kind.TO:
            return abs(found - self.amount) <= slack * max(abs(self.amount), 0.2)
        room = slack if self.kind is Kind.BY else slack * min(abs(self.amount), 1.0)
        return found <= self.amount + room if self.amount < 0 else found >= self.amount - room


def parse_claims(note: str) -> tuple[Claim, ...]:
    """Return every claim of a remark; a remark without figures makes none."""
    plain = unicodedata.normalize("NFKC", note)
    found = (parse_claim(clause) for clause in _CLAUSE.split(plain))
    return tuple(claim for claim in found if claim)


def parse_claim(clause: str) -> Claim | None:
    """Return the claim of one clause; None where it makes none."""
    plain = unicodedata.normalize("NFKC", clause).strip()
    if found := _MOVE.search(plain):
        return _moved(plain, found)
    if found := _NOTHING.search(plain):
        return Claim(plain, Kind.NONE, found["what"].strip(_EDGES))
    return None


def _moved(plain: str, found: re.Match[str]) -> Claim:
    subject = _FROM.split(plain[: found.start()])[0].strip(_EDGES)
    amount, is_part = _amount(found)
    if found["to"]:
        return Claim(plain, Kind.TO, subject, amount)
    signed = -amount if found["down"] else amount
    return Claim(plain, Kind.BY if is_part else Kind.DIFFERENCE, subject, signed)


def _amount(found: re.Match[str]) -> tuple[float, bool]:
    """The amount, and whether it is a part of the figure itself (else it is in the figure's own unit)."""
    if found["half_of_it"]:
        return 0.5, True
    if found["tenths"]:
        return (_TENTHS.index(found["tenths"]) + 1) / 10 + (0.05 if found["half"] else 0), True
    sign = found["sign"] or ""
    return float(found["number"]) / (100 if sign else 1), sign == "%"
