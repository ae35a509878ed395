"""The text catalogue: every sentence a user can see, in Chinese and in English."""

from toolkit.words.text import LANGUAGES, Language, Text

__all__ = ["LANGUAGES", "Language", "Text"]
