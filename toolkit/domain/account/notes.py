"""判定说明: for every row one sentence that lets a person redo the sum by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.account.counting import counted
from toolkit.domain.account.phrases import Words, event_words, fill, length_words, moment_words
from toolkit.domain.deadlines.matching import NONE
from toolkit.domain.deadlines.policy import Clock
from toolkit.domain.deadlines.verdict import BREACH, MET, NOT_JUDGED, OPEN, UNDECIDABLE
from toolkit.words import deadline_notes as say

if TYPE_CHECKING:
    from toolkit.domain.deadlines.sla import Assessment
    from toolkit.domain.deadlines.stage import Judged
    from toolkit.domain.fields import Mask
    from toolkit.words import Language, Text


def notes(found: Assessment, lang: Language) -> pd.Series:
    """Return how each row's response and resolution were counted and judged, as objects, shape (n,).

    Nothing in a note depends on the as-of moment: it may stand in a returned workbook.
    """
    response, resolution = both_sentences(found, lang)
    both = fill(
        say.BOTH, lang,
        response=fill(say.RESPONSE, lang, sentence=response),
        resolution=fill(say.RESOLUTION, lang, sentence=resolution),
    )  # fmt: skip
    return pd.Series(np.where(response == resolution, response, both), index=found.cases.index, dtype=object)


def both_sentences(found: Assessment, lang: Language) -> tuple[Words, Words]:
    """Return the sentence about the response and the one about the resolution for each row, without full stops."""
    response = sentences(found.response, lang)
    is_judged = np.isin(found.response.verdict, (MET, BREACH, UNDECIDABLE)) & ~found.facts.is_wrong
    is_assumed = found.facts.responded_is_assumed & is_judged & ~found.response.is_by_clock
    assumed = np.where(is_assumed, say.ASSUMED(lang), "").astype(object)
    is_receipt = found.facts.response_is_auto & ~(found.response.event == found.facts.responded)
    receipt = np.where(is_receipt & ~found.facts.is_wrong, say.RECEIPT_ONLY(lang), "").astype(object)
    resolution = _typed(found, sentences(found.computed, lang), lang)
    return _unlevelled(found, response, lang) + assumed + receipt, _unlevelled(found, resolution, lang)


def _unlevelled(found: Assessment, text: Words, lang: Language) -> Words:
    """Where no limit fits because nobody can tell how urgent a row is, say that instead."""
    if "priority" not in found.cases:
        return text
    is_blank = found.cases["priority"].isna().to_numpy(bool)
    return np.where(is_blank & (text == say.NO_POLICY(lang)), say.NO_LEVEL(lang), text)


def sentences(judged: Judged, lang: Language) -> Words:
    """Return one stage's sentence for each row, without a full stop."""
    text = np.full(len(judged.due), "", dtype=object)
    for policy, rows in judged.rules.groups(judged.promise.index):
        text[rows] = counted(judged, policy, rows, lang)
    provisional = np.where(judged.is_provisional, say.PROVISIONAL(lang), "").astype(object)
    retroactive = np.where(judged.promise.is_retroactive, say.RETROACTIVE(lang), "").astype(object)
    text = (
        _lead(judged, lang)
        + text
        + _pause(judged, lang)
        + _unmoved(judged, lang)
        + provisional
        + retroactive
        + _ending(judged, lang)
    )
    return _instead(judged, text, lang)


def _lead(judged: Judged, lang: Language) -> Words:
    """What the start needs said: a bare date read as a time, a count from a change of level."""
    facts, start = judged.facts, judged.promise.start
    date_only = facts.start_is_day & (start.astype("datetime64[D]") == facts.start.astype("datetime64[D]"))
    lead = np.where(date_only, fill(say.DATE_ONLY, lang, start=moment_words(start)), "")
    matched = judged.matched
    is_kept = (
        (matched.step != 0) & (judged.promise.index == matched.before) & (matched.before != matched.index)
    )
    is_changed = (matched.step != 0) & (start == facts.changed_at)
    kept = _or_by_merging(judged, say.KEPT_AFTER_CHANGE, say.KEPT_AFTER_MERGING, lang)
    moved = _or_by_merging(judged, say.AFTER_CHANGE, say.AFTER_MERGING, lang)
    lead = np.where(is_changed, moved, np.where(is_kept, kept, lead))
    words: Words = _merged(judged, is_kept, is_changed, lang) + lead.astype(object)
    return words


def _merged(judged: Judged, is_kept: Mask, is_changed: Mask, lang: Language) -> Words:
    """Which merged row the start and the level come from, unless that is said of the change which merging made."""
    facts = judged.facts
    is_first = (facts.start == facts.received) & ~is_changed
    is_level = ~(pd.notna(facts.raised_by) & (is_kept | is_changed))
    start = _named(facts.started_by, is_first, say.MERGED_START, lang)
    words: Words = start + _named(facts.levelled_by, is_level, say.MERGED_LEVEL, lang)
    return words


def _or_by_merging(judged: Judged, typed: Text, merged: Text, lang: Language) -> Words:
    """What is said of a change of level: one text where a person made it, another where a merged row did."""
    raised_by = judged.facts.raised_by
    found = _named(raised_by, pd.notna(raised_by), merged, lang)
    return np.where(found == "", typed(lang), found).astype(object)


def _named(feedback: Words, is_said: Mask, text: Text, lang: Language) -> Words:
    """A text about another feedback, on the rows where it is said and there is one."""
    found = np.full(len(feedback), "", dtype=object)
    rows = np.flatnonzero(is_said & pd.notna(feedback))
    if len(rows):
        found[rows] = fill(text, lang, feedback=feedback[rows])
    return found


def _pause(judged: Judged, lang: Language) -> Words:
    """How a hold moved the due moment, or that it still lasts."""
    promise, facts = judged.promise, judged.facts
    text = np.full(len(promise.due), "", dtype=object)
    rows = np.flatnonzero((promise.hold_count > 0) | promise.on_hold)
    if not len(rows):
        return text
    due, index = moment_words(promise.due[rows]), promise.index[rows]
    held = length_words(np.rint(promise.held[rows] * 60).astype(np.int64), lang)
    times = promise.hold_count[rows]
    several = fill(say.SEVERAL_HOLDS, lang, count=times.astype(str).astype(object), held=held)
    held = np.where(times > 1, several, held)
    in_days = judged.rules.which(lambda policy: policy.clock is Clock.NATURAL_DAYS)[index]
    working = (Clock.WORKING_HOURS, Clock.WORKING_DAYS)
    is_working = judged.rules.which(lambda policy: policy.clock in working)[index]
    plain = np.where(
        is_working,
        fill(say.PAUSED_IN_WORKING_TIME, lang, held=held, due=due),
        fill(say.PAUSED, lang, held=held, due=due),
    )
    moved = np.where(in_days, fill(say.PAUSED_IN_DAYS, lang, due=due), plain)
    since = event_words(facts.held_from[rows], facts.held_from_is_day[rows])
    text[rows] = np.where(promise.on_hold[rows], fill(say.ON_HOLD, lang, held_from=since), moved)
    return text


def _unmoved(judged: Judged, lang: Language) -> Words:
    """Why a hold that is on record moved nothing, for limits that can be on hold at all."""
    promise, facts = judged.promise, judged.facts
    text = np.full(len(promise.due), "", dtype=object)
    can_wait = judged.rules.which(lambda policy: bool(policy.pauses_for))[promise.index]
    is_idle = can_wait & ~np.isnat(facts.held_from) & ~np.isnat(promise.base) & ~promise.on_hold
    rows = np.flatnonzero(is_idle & (promise.hold_count == 0))
    if not len(rows):
        return text
    waits_for = judged.rules.column("pauses_for")[promise.index[rows]]
    counts = np.array(
        [kind in kinds for kind, kinds in zip(facts.pause[rows], waits_for, strict=True)], dtype=bool
    )
    is_late = facts.held_from[rows] >= promise.base[rows]
    quiet = np.where(counts, say.HELD_OFF_DUTY(lang), say.HELD_FOR_OTHERS(lang))
    text[rows] = np.where(is_late, say.HELD_TOO_LATE(lang), quiet)
    return text


def _ending(judged: Judged, lang: Language) -> Words:
    """What happened and how it was judged; nothing where only the clock has spoken."""
    event = event_words(judged.event, judged.event_is_day)
    is_done = ~np.isnat(judged.event) & ~judged.is_by_clock
    said = np.full(len(judged.due), "", dtype=object)
    for verdict, text in ((MET, say.MET), (BREACH, say.BREACH), (UNDECIDABLE, say.VAGUE)):
        rows = is_done & (judged.verdict == verdict)
        said[rows] = fill(text, lang, event=event[rows])
    return said


def _instead(judged: Judged, text: Words, lang: Language) -> Words:
    """Rows without a sum say why there is none."""
    names = np.array([*(policy.name(lang) for policy in judged.rules.policies), ""], dtype=object)
    name = names[judged.promise.index]
    is_unfilled = judged.rules.which(lambda policy: policy.is_unfilled)[judged.promise.index]
    is_out, is_open = judged.verdict == NOT_JUDGED, judged.verdict == OPEN
    cases = (
        (is_out, fill(say.NOT_JUDGED, lang, policy=name)),
        (is_out & (judged.promise.index == NONE), say.NO_POLICY(lang)),
        (~is_out & is_unfilled, fill(say.UNFILLED, lang, policy=name)),
        (~is_out & np.isnat(judged.facts.start), say.NO_START(lang)),
        (is_open & np.isnat(judged.facts.start), say.NOT_BEGUN(lang)),
        (~is_out & judged.facts.is_wrong, say.WRONG(lang)),
        (judged.facts.is_child, say.MERGED(lang)),
    )
    for rows, reason in cases:
        text = np.where(rows, reason, text)
    return text


def _typed(found: Assessment, text: Words, lang: Language) -> Words:
    """Where a person typed a due moment, that one counts and the computed one is named beside it (R19)."""
    rows = np.flatnonzero(~np.isnat(found.facts.override) & ~found.facts.is_child & ~found.facts.is_wrong)
    if not len(rows):
        return text
    due, computed = moment_words(found.resolution.due[rows]), moment_words(found.computed.due[rows])
    plain, beside = fill(say.TYPED_ONLY, lang, due=due), fill(say.TYPED, lang, due=due, computed=computed)
    ruled = np.where(found.computed.is_by_clock, OPEN, found.computed.verdict)[rows]
    for verdict, word in (
        (MET, say.MET_WORD),
        (BREACH, say.BREACH_WORD),
        (UNDECIDABLE, say.UNDECIDABLE_WORD),
    ):
        both = fill(say.TYPED_BESIDE, lang, due=due, computed=computed, verdict=word(lang))
        beside = np.where(ruled == verdict, both, beside)
    text = text.copy()
    text[rows] = np.where(computed == "", plain, beside) + _ending(found.resolution, lang)[rows]
    return text
