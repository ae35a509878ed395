"""What customers say again and again about an issue type, and what they say that they did not say last month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.privacy import masked_text
from toolkit.enrich import changed_phrases, main_phrases
from toolkit.report.month import Month, joined
from toolkit.words import report_sentences as sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.enrich.phrases import Change, Phrase

_MOST_CHANGES = 3


def phrases_by_type(month: Month) -> dict[object, str]:
    """Return the phrases of each of the month's issue types with how many rows they stand in, masked; none for none."""
    found = main_phrases(month.received, month.options.speech)
    return {name: _counted(phrases, month) for name, phrases in found.items() if phrases}


def said_anew(month: Month) -> str:
    """Name the phrases that are new or much more frequent than last month; "" where there are none."""
    if month.last is None:
        return ""
    found = changed_phrases(month.received, month.received_before, month.options.speech)
    new = [one for one in found if one.is_new][:_MOST_CHANGES]
    rising = [one for one in found if not one.is_new][:_MOST_CHANGES]
    told = ((sentences.NEW_PHRASES, new), (sentences.RISING_PHRASES, rising))
    return joined(month.lang, *(say(month.lang, phrases=_counted(some, month)) for say, some in told if some))


def _counted(phrases: Iterable[Phrase | Change], month: Month) -> str:
    listed = (sentences.PHRASE(month.lang, words=one.words, count=one.count) for one in phrases)
    return masked_text(sentences.COMMA(month.lang).join(listed))
