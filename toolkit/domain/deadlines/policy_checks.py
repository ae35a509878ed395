"""What a person should look at among the time limits: rows that fit alone but not together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.deadlines.due import count_on
from toolkit.domain.deadlines.policy import Stage
from toolkit.domain.triage import CROSSWALK
from toolkit.domain.worktime.calendar import WorkCalendar
from toolkit.words import deadlines as say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from toolkit.domain.deadlines.policy import Policy
    from toolkit.words import Language, Text

# Any Monday: on the bare week, without special days, the clocks of two limits can be compared.
_PLAIN_MONDAY = np.array(["2024-01-08"], dtype="datetime64[s]")


@dataclass(frozen=True, slots=True)
class PolicyProblem:
    """A sentence about the time limits, and the ids of the rows it is about (none for what is missing).

    key: the field that a word or calendar stands in, where the problem is about one.
    """

    text: Text
    policies: tuple[str, ...]
    value: object = ""
    names: tuple[Text, ...] = ()
    key: str = ""

    def message(self, lang: Language) -> str:
        """Return the sentence, naming the policies as the person sees them."""
        shown = dict(zip(("first", "second"), (name(lang) for name in self.names), strict=False))
        return self.text(lang, value=self.value, **shown)


def check_policies(
    policies: Sequence[Policy],
    calendars: Mapping[str, WorkCalendar],
    known_words: Mapping[str, Collection[str]] | None = None,
) -> list[PolicyProblem]:
    """Return what does not fit together: ids given twice, overlaps, gaps, blanks, a response after its resolution.

    calendars: by name, the main one under "". known_words: by column key, the words that its cells can hold; words
    of other columns are not checked.
    """
    return [
        *_ids_twice(policies),
        *_overlaps(policies),
        *_gaps(policies),
        *_late_responses(policies, calendars[""]),
        *(problem for policy in policies for problem in _alone(policy, calendars, known_words or {})),
    ]


def _ids_twice(policies: Sequence[Policy]) -> Iterator[PolicyProblem]:
    for name, count in Counter(policy.id for policy in policies).items():
        if count > 1:
            yield PolicyProblem(say.ID_TWICE, (name,), name)


def _overlaps(policies: Sequence[Policy]) -> Iterator[PolicyProblem]:
    for first, second in combinations(policies, 2):
        same_place = (first.stage, first.order, first.end_event) == (
            second.stage,
            second.order,
            second.end_event,
        )
        if same_place and can_meet(first, second):
            yield _about(say.POLICIES_OVERLAP, first, second)


def can_meet(first: Policy, second: Policy) -> bool:
    """Say whether one feedback could fall under both, by conditions and days of validity."""
    a, b = first.match.conditions(), second.match.conditions()
    return all(a[key] & b[key] for key in a.keys() & b.keys()) and _overlap_in_time(first, second)


def _overlap_in_time(first: Policy, second: Policy) -> bool:
    def is_before(end: date | None, start: date | None) -> bool:
        return end is not None and start is not None and end < start

    return not (is_before(first.valid_to, second.valid_from) or is_before(second.valid_to, first.valid_from))


def _gaps(policies: Sequence[Policy]) -> Iterator[PolicyProblem]:
    """Words of urgency that no resolution limit is meant for; a limit that asks for no word covers all."""
    wanted = [
        policy.match.urgency
        for policy in policies
        if policy.stage is Stage.RESOLUTION and not policy.match.kind
    ]
    for word in CROSSWALK:
        if not any(word in words or not words for words in wanted):
            yield PolicyProblem(say.WORD_NOT_COVERED, (), word)


def _late_responses(policies: Sequence[Policy], calendar: WorkCalendar) -> Iterator[PolicyProblem]:
    """Responses due after the resolution of the same feedback, both counted from a plain Monday's opening."""
    plain = WorkCalendar(calendar.week) if any(calendar.week) else calendar
    start = plain.next_open(_PLAIN_MONDAY)
    responses, resolutions = (
        [policy for policy in policies if policy.stage is stage and policy.amount is not None]
        for stage in (Stage.FIRST_RESPONSE, Stage.RESOLUTION)
    )
    for response, resolution in product(responses, resolutions):
        first, last = (count_on(one, plain, start, np.array([one.amount])) for one in (response, resolution))
        if can_meet(response, resolution) and (first > last).any():
            yield _about(say.RESPONSE_AFTER_RESOLUTION, response, resolution)


def _alone(
    policy: Policy, calendars: Mapping[str, WorkCalendar], known: Mapping[str, Collection[str]]
) -> Iterator[PolicyProblem]:
    if policy.is_unfilled:
        yield _about(say.POLICY_UNFILLED, policy)
    if policy.calendar not in calendars:
        yield PolicyProblem(say.CALENDAR_UNKNOWN, (policy.id,), policy.calendar, (policy.name,), "calendar")
    for key, words in policy.match.conditions().items():
        for word in sorted(words - set(known.get(key, words))):
            yield PolicyProblem(say.POLICY_WORD_UNKNOWN, (policy.id,), word, (policy.name,), key)


def _about(text: Text, *policies: Policy) -> PolicyProblem:
    return PolicyProblem(text, tuple(one.id for one in policies), "", tuple(one.name for one in policies))
