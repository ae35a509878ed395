"""One thing to say, in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_FACT = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence, label or header in Chinese and in English; `{name}` marks a fact to fill in."""

    zh: str
    en: str

    def __call__(self, lang: Language, /, **facts: object) -> str:
        """Return the text in `lang` with its facts filled in.

        Raises:
            KeyError: the text names a fact that was not given.
        """
        template = self.zh if lang == "zh" else self.en
        return template.format(**facts) if "{" in template else template

    def outline(self, lang: Language, /) -> str:
        """Return the text in `lang` with an ellipsis where its facts will stand."""
        return _FACT.sub("…", self.zh if lang == "zh" else self.en)


LIST_COMMA = Text("、", ", ")


def listed(names: Iterable[object], lang: Language, /) -> str:
    """Return several names as one list."""
    return LIST_COMMA(lang).join(map(str, names))


def shortened(said: str, longest: int) -> str:
    """Return what somebody wrote, cut with an ellipsis where it has more characters than there is room for."""
    return said if len(said) <= longest else f"{said[: longest - 1]}…"
