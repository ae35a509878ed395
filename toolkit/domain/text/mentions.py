"""What is inside a text: order and parcel numbers, phones, amounts, counts, durations, dates and products.

Each is found where people write it, in Chinese or English, and given in one plain form; the text itself stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.text.codes import code, phone
from toolkit.domain.text.days import dated, written_date
from toolkit.domain.text.lexicon import Lexicon
from toolkit.domain.text.quantities import SPOKEN, measured, price, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from toolkit.domain.text.mention import Mention

KINDS = ("order", "parcel", "phone", "amount", "count", "duration", "date", "product")
"""What is looked for."""

LONGEST = 20_000
"""Characters of a text that are looked at."""

_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_DIGIT_LIKE = re.compile("[\\d²³¹⁰-₉①-⓿㈠-㊿㋀-㏿\U0001d7ce-\U0001d7ff]")
"""What becomes a digit once it is written plainly; a text without any has nothing to find, as most have not."""

_LOOK_BACK = 24


def mentions(
    texts: pd.Series, received: pd.Series | None = None, products: Sequence[str] = (), comma: str = "、"
) -> pd.DataFrame:
    """Return what each text mentions, one column for each of KINDS, several joined by `comma`, None where there is none.

    Args:
        texts: n texts; blanks mention nothing. Of a text the first 20,000 characters are read.
        received: moments of receipt, shape (n,): a date without a year is the last such day up to then. Without it,
            such a date stays without its year (09-18).
        products: the team's product names, found as they are written.
        comma: between several.

    Identity and bank card numbers are none of these and are never given. Source: example of S0-013 ("扣款2笔", 订单号).
    """
    codes, distinct = pd.factorize(texts)
    made = {kind: np.full(len(distinct) + 1, None, object) for kind in KINDS}  # -1, a blank, finds the last
    for place, text in enumerate(distinct):
        for kind, values in _mentioned(str(text)).items():
            made[kind][place] = comma.join(values) or None
    columns = {kind: words[codes] for kind, words in made.items()}
    columns["date"] = dated(columns["date"], received, comma)
    if products:
        columns["product"] = _lexicon(tuple(products)).find(texts).listed(len(products), comma)
    return pd.DataFrame(columns, index=texts.index, dtype=object)


@lru_cache(maxsize=8)
def _lexicon(products: tuple[str, ...]) -> Lexicon:
    return Lexicon({"": products})


def _mentioned(text: str) -> Mapping[str, Sequence[str]]:
    if not _DIGIT_LIKE.search(text) and not SPOKEN.search(text):
        return {}
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for kind, value, _ in [*_of_digits(plain), *_of_spoken(plain)]:
        found[kind][value] = None
    return {kind: tuple(values) for kind, values in found.items()}


def _of_digits(text: str) -> Iterator[Mention]:
    """Everything that is written in digits; each reader looks at one place and the words before it."""
    start = _DIGIT.search(text)
    while start:
        at = start.start()
        before = text[max(0, at - _LOOK_BACK) : at]
        read = _read_at(text, at, before)
        if read is not None and read.value:
            yield read
        end = read.end if read else _DIGITS.match(text, at).end()  # type: ignore[union-attr]  # there is a digit
        start = _DIGIT.search(text, end)


def _read_at(text: str, at: int, before: str) -> Mention | None:
    for reader in _READERS:
        read = reader(text, at, before)
        if read is not None:
            return read
    return None


def _of_spoken(text: str) -> Iterator[Mention]:
    return filter(None, map(spoken, SPOKEN.finditer(text)))


_READERS: tuple[Callable[[str, int, str], Mention | None], ...] = (written_date, price, measured, code, phone)
