"""When two spellings are the same name: full-width forms, case, stray spaces and line breaks do not count."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]+")
_MARKS = re.compile(r"^[*＊#]+|[*＊:：]+$")


def normalise(text: object) -> str:
    """Return the form in which two words are compared; "反馈 时间：" and "反馈时间" give the same.

    The mark of a required field ("*") and a closing colon belong to the form, not to the name.
    """
    plain = unicodedata.normalize("NFKC", str(text))
    return _MARKS.sub("", _INVISIBLE.sub("", plain)).casefold()
