"""What a text is for, by its form: how it opens, whether it asks, whether it proposes something.

People say first what they want: the opening tells a question from a complaint that asks "how can this be".
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LONGEST_OPENING = 60
_LONGEST_OPENING_ASCII = 120
_READ = 400
"""Characters after the opening that are read: a long letter comes to speak of everything."""

_END, _LATIN_END = re.compile(r"[。！？!?\n]"), re.compile(r"[!?\n]|\.(?=\s|$)")
_ASKING = {"吗", "呢"}
_NARROW, _WIDE = "?", "？"
_STOPS = " .。\n\t"
_PROPOSALS = "增加|增设|加强|加快|加大|完善|取消|延长|合并|开通|设立|设置|多[开设建派]|优化|改善|改进|尽快|尽早|[建装]一?个|不要|应当?该?"
_PROPOSING = re.compile(_PROPOSALS)
_SOON = 22
"""Characters into an opening within which it must come to what is to be done."""

_MOST_QUESTIONS = 2
_THANKS = r"(?<=\S{8})[\s，,。.！!;；、]*(?:(?:万分|非常|十分|很|多|深表)?(?:谢谢|感谢|多谢)|thanks|thank you)[^，。？?\n]{0,8}[。.！!~～\s]*$"
_LONGEST_CLOSING = 24
_CHINESE_THANKS, _THANKS_AT_ALL = "谢", "hank"
_CLOSING = re.compile(_THANKS, re.IGNORECASE)


class Form(NamedTuple):
    """A text in its parts. asks: whether the opening is a question; questions: how many follow; proposes: an opening that says what to do."""

    opening: str
    rest: str
    asks: bool
    questions: int
    proposes: bool


def form(text: str) -> Form:
    """Return the parts of a text, without the thanks that close a request, and what its form says."""
    tail = text[-_LONGEST_CLOSING:]
    said = _CLOSING.sub("", text) if _CHINESE_THANKS in tail or _THANKS_AT_ALL in tail else text
    is_latin = said.isascii()
    longest = _LONGEST_OPENING_ASCII if is_latin else _LONGEST_OPENING
    end = (_LATIN_END if is_latin else _END).search(said, 0, longest)
    cut = end.end() if end else longest
    opening, rest = said[:cut], said[cut : cut + _READ]
    asks = _NARROW in opening or _WIDE in opening or opening.rstrip(_STOPS)[-1:] in _ASKING
    questions = min(rest.count(_NARROW) + rest.count(_WIDE), _MOST_QUESTIONS) if rest else 0
    return Form(opening, rest, asks, questions, not asks and _proposes(opening))


def _proposes(opening: str) -> bool:
    found = _PROPOSING.search(opening, 0, _SOON)
    return found is not None and len(opening[: found.start()].split()) <= 1


_ADVERSE = r"但|不过|可是|然而|却|只是|就是|除了|唯一|希望|\b(?:but|however|although|though|except|only)\b"
_BUT = re.compile(_ADVERSE, re.IGNORECASE)


def is_mixed(said: Form) -> bool:
    """Whether a text goes on with a "but"."""
    return bool(_BUT.search(said.opening) or _BUT.search(said.rest))
