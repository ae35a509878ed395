"""Facts in, judgements out: level, duties, deadlines, status, repeats and keywords, by the settings, as of a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.cycles import by_cycles
from toolkit.domain.fields import moments
from toolkit.domain.follow_up import suggest_within
from toolkit.domain.holds import going_on
from toolkit.domain.loop.asking import window
from toolkit.domain.loop.team import Lead
from toolkit.domain.notes import notes
from toolkit.domain.receipts import RECEIPT, is_receipt_only
from toolkit.domain.reminders import called, reached
from toolkit.domain.review import with_reviews
from toolkit.domain.sla import assess, columns
from toolkit.enrich import CLASSES, MENTIONS, EnrichRules, enrich
from toolkit.enrich.likeness import likeness
from toolkit.enrich.mentioned import MENTIONED, mentioned
from toolkit.schema import choices as lists
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.rule_choices import ROLES
from toolkit.schema.table import complete
from toolkit.words.deadline_notes import BEFORE_START, LATER_CYCLE

if TYPE_CHECKING:
    from collections.abc import Collection

    from toolkit.domain.cycles import Cycles
    from toolkit.domain.sla import Assessment
    from toolkit.schema.table import Table
    from toolkit.settings.model import Settings
    from toolkit.words import Language

_CLOCKS = (
    "first_response_due", "resolution_due", "response_verdict", "resolution_verdict",
    "follow_up_from", "follow_up_due", "follow_up_suggested_at", "held_minutes", "is_on_hold", "is_wrong", "response_policy",
    "resolution_policy", "is_retroactive", "is_response_assumed", "computed_resolution_due", "computed_resolution_verdict",
)  # fmt: skip
_NO_OR_YES = np.array([None, "yes"], object)
_DUES = ("first_response_due", "resolution_due")
_VERDICTS = ("response_verdict", "resolution_verdict")
_EARLIER = {f"earlier_{key}": key for key in (*_DUES, *_VERDICTS)}


def judge(
    facts: pd.DataFrame,
    settings: Settings,
    as_of: np.datetime64 | None = None,
    *,
    earlier: pd.DataFrame | None = None,
    unwanted: Collection[str] = (),
) -> pd.DataFrame:
    """Return the facts with every column of ours.

    Args:
        facts: n rows by the keys of the feedback sheet.
        settings: the rules in force.
        as_of: the moment to look from; None says only what facts alone decide, as a returned workbook must.
        earlier: rows of before that these may repeat.
        unwanted: columns of ours that nobody will look at and that cost time.
    """
    # One copy puts the many columns that came one by one side by side again.
    return _judged(facts, settings, as_of, earlier, unwanted).copy()


def _judged(
    facts: pd.DataFrame,
    settings: Settings,
    as_of: np.datetime64 | None,
    earlier: pd.DataFrame | None,
    unwanted: Collection[str],
) -> pd.DataFrame:
    frame = enriched(facts, settings, as_of, earlier=earlier, unwanted=unwanted)
    cycles, found = assessed(frame, settings, as_of)
    frame = frame.assign(**_clocks(found), **_cycles(cycles, found, settings))
    frame = frame.assign(**_windows(frame, found, settings))
    if as_of is not None:
        frame = frame.assign(**_pressing(found, as_of))
    if "verdict_note" not in unwanted:
        frame["verdict_note"] = _cycle_words(frame, settings.lang) + notes(found, settings.lang)
    return _before_start(frame, settings)


def enriched(
    facts: pd.DataFrame,
    settings: Settings,
    as_of: np.datetime64 | None = None,
    *,
    earlier: pd.DataFrame | None = None,
    unwanted: Collection[str] = (),
) -> pd.DataFrame:
    """Return the facts with what enrichment makes of them; the arguments are those of `judge`."""
    # A table that was read has each column for itself; side by side, many more can be added.
    whole = going_on(complete(facts, FEEDBACK.columns)).copy()
    return enrich(whole, rules_of(settings, as_of, earlier), unwanted)


def assessed(
    frame: pd.DataFrame, settings: Settings, as_of: np.datetime64 | None
) -> tuple[Cycles, Assessment]:
    """Return the cycles of enriched feedback, and the time limits of the one that each row is in."""
    said = frame.assign(issue_type=frame["typed_issue_type"], department=frame["lead_department"])
    cycles = by_cycles(with_reviews(said, settings.crosswalk))
    return cycles, assess(cycles.current, settings.policies, settings.calendars, as_of)


def _clocks(found: Assessment) -> dict[str, pd.Series]:
    """The columns of the running cycle."""
    clocks = columns(found)
    held = (clocks["held_minutes"] / 60).round(2)
    return {
        **{key: clocks[key] for key in _CLOCKS},
        "is_provisional": pd.Series(
            _NO_OR_YES[clocks["is_provisional"].to_numpy(np.intp)], clocks.index, dtype=object
        ),
        "held_hours": held.where(held > 0),
    }


def _windows(frame: pd.DataFrame, found: Assessment, settings: Settings) -> dict[str, np.ndarray]:
    """When to ask the customer: as the rule says that the row falls under, else as the time limits give it."""
    calendar, facts = settings.calendar, found.facts
    resolved = np.where(facts.resolved_is_day, calendar.opening(facts.resolved), facts.resolved)
    resolved = np.where(facts.is_child, np.datetime64("NaT", "s"), resolved)
    limits = tuple(moments(frame, key) for key in ("follow_up_from", "follow_up_due"))
    usual = tuple(float(settings.answers[f"follow_up_{end}_hours"]) for end in ("from", "until"))
    rules = frame["ask_rule"].to_numpy(np.intp)
    opens, closes = window(rules, settings.follow_ups, resolved, (limits[0], limits[1]), (usual[0], usual[1]))
    return {
        "follow_up_from": opens,
        "follow_up_due": closes,
        "follow_up_suggested_at": suggest_within(calendar, opens, closes),
    }


def _pressing(found: Assessment, as_of: np.datetime64) -> dict[str, np.ndarray]:
    """By clock: the reminder that has come and whom it calls, and whether the due moment falls on a day off."""
    made: dict[str, np.ndarray] = {}
    for name, judged in (("response", found.response), ("resolution", found.resolution)):
        points, _ = reached(judged, as_of)
        main = judged.rules.calendars[""]
        made[f"{name}_reminder"], made[f"{name}_calls"] = points, called(judged, points)
        made[f"{name}_is_off_duty"] = (main.roll(judged.due) != judged.due) & ~np.isnat(judged.due)
    return made


def _responded(now: pd.DataFrame, found: Assessment) -> pd.Series:
    """When each row was responded to in its cycle: a receipt is none, but where a policy says that it counts."""
    own, event = now["first_responded_at"], pd.Series(found.response.event, now.index)
    is_receipt = is_receipt_only(now) | (own.isna() & (event == now[RECEIPT])).to_numpy(bool)
    return own.mask(is_receipt, event)


def _cycles(cycles: Cycles, found: Assessment, settings: Settings) -> dict[str, pd.Series]:
    """Which cycle each row is in since when, what ended it, and how the first one was judged: that stays (R14)."""
    now = cycles.current
    made = {
        "cycle": now["cycle"],
        "cycle_started_at": pd.Series(moments(now, "reopened_at"), now.index),
        "response_done_at": _responded(now, found),
        "resolution_done_at": now["resolved_at"],
    }
    first = columns(assess(cycles.first, settings.policies, settings.calendars))
    first["resolution_verdict"] = first["resolution_verdict"].mask(cycles.is_overwritten, "undecidable")
    earlier = first.rename(columns={key: name for name, key in _EARLIER.items()})[[*_EARLIER]]
    whole = earlier.set_axis(now.index[cycles.rows]).reindex(now.index)
    for name, key in _EARLIER.items():
        whole[name] = (
            whole[name] if key in _DUES else whole[name].astype(object).where(whole[name].notna(), None)
        )
    return (
        made
        | {name: whole[name] for name in _EARLIER}
        | {"first_verdict": whole["earlier_resolution_verdict"]}
    )


def _cycle_words(frame: pd.DataFrame, lang: Language) -> np.ndarray:
    """What a note begins with where a dissatisfied customer opened a later cycle, shape (n,)."""
    words = np.full(len(frame), "", object)
    rows = np.flatnonzero(frame["cycle"] > 1)
    labels = lists.VERDICTS.label_of(lang)
    for row, cycle, verdict in zip(
        rows, frame["cycle"].iloc[rows], frame["first_verdict"].iloc[rows], strict=True
    ):
        words[row] = LATER_CYCLE(lang, cycle=int(cycle), verdict=labels.get(verdict, "–"))
    return words


def rules_of(
    settings: Settings, as_of: np.datetime64 | None, earlier: pd.DataFrame | None = None
) -> EnrichRules:
    """Return what the settings say about enrichment."""
    role = settings.answers["reopened_owner"]
    return EnrichRules(
        issue_types=settings.issue_types,
        kind_words=settings.kind_words,
        class_words=settings.class_words,
        duties=settings.duties,
        crosswalk=settings.crosswalk,
        alarms=settings.alarms,
        repeat_days=int(settings.answers["duplicate_days"]),
        lang=settings.lang,
        as_of=as_of,
        earlier=earlier,
        follow_ups=settings.follow_ups,
        important=settings.important_customers,
        close_after_days=float(settings.answers["close_after_days"]),
        team=settings.team,
        lead=Lead(role, ROLES.label_of(settings.lang)[role]),
        words=settings.speech.words,
        stop_words=settings.speech.stop_words,
        products=settings.speech.products,
    )


def _before_start(frame: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Count rows from before the start, but judge none of them."""
    if settings.started_on is None:
        return frame
    is_early = (frame["received_at"] < settings.started_on).to_numpy(bool)
    if "verdict_note" in frame:
        frame["verdict_note"] = frame["verdict_note"].mask(is_early, BEFORE_START(settings.lang))
    for key in _DUES:
        frame[key] = frame[key].mask(is_early)
    for key in _VERDICTS:
        frame[key] = frame[key].mask(is_early, "not_judged")
    for name in (*_EARLIER, "first_verdict"):
        frame[name] = frame[name].mask(is_early)
    return frame


COSTLY = (
    "keywords",
    "duplicate_of",
    "similar_to",
    "is_first_of_customer",
    "verdict_note",
    "suggested_urgency",
    "suggestion_note",
)
"""Columns of ours that are made only for a sheet that has them."""

CROWDS = "suggested_urgency"
"""The column of ours that looks at everything received within hours, and not only at what is like a row."""

LEAN_ON_EARLIER = frozenset({"duplicate_of", "similar_to", CROWDS})
"""The columns of ours that rows of before have a say in."""

MOST_NOTED = 20_000
"""Rows up to which a sheet gets 判定说明 without having asked for it; beyond, the register and `voc why` explain."""

HINTS = frozenset({"similar_to", MENTIONS})
"""What is a hint beside a row and enters no figure: made for rows that are shown, not for all there are."""

MOST_HINTED = 20_000
"""Rows up to which a register gets hints; a longer one is no list that anybody reads."""

SAID_IN = {"feedback": "check_result", "plan": "plan_check", "effects": "effect_check"}
"""The column of each sheet that says what to look at in a row."""


def unwanted_in(table: Table) -> frozenset[str]:
    """Return the columns that cost time and that this sheet has no place for."""
    noted = {"verdict_note"} if len(table) <= MOST_NOTED else set()
    together = {MENTIONS: MENTIONED.values(), CLASSES: [one.name for one in lists.CLASSES]}
    absent = {name for name, keys in together.items() if table.headers.keys().isdisjoint(keys)}
    return (frozenset(COSTLY) - table.headers.keys() - noted) | absent


def hinted(judged: pd.DataFrame, settings: Settings, shown: pd.Series) -> pd.DataFrame:
    """Return judged feedback with hints beside the rows that are shown, blank beside the others; shown: a mask."""
    rows = judged[shown] if shown.sum() <= MOST_HINTED else judged[:0]
    rules = rules_of(settings, None)
    found = {**likeness(rows, rules), **mentioned(rows, rules)}
    hints = {key: pd.Series(values, rows.index, dtype=object) for key, values in found.items()}
    return judged.assign(
        **{key: hint.reindex(judged.index).where(shown, None) for key, hint in hints.items()}
    )


def our_columns(
    facts: pd.DataFrame,
    accepted: np.ndarray,
    settings: Settings,
    *,
    earlier: pd.DataFrame | None,
    unwanted: Collection[str],
) -> pd.DataFrame:
    """Return our columns of the feedback sheet as facts alone decide them, n rows; blank where a row was not taken.

    facts: n rows by key. accepted: which are taken, shape (n,). earlier, unwanted: as for `judge`.
    """
    rows = np.flatnonzero(accepted)
    taken = facts.iloc[rows].reset_index(drop=True)
    judged = _judged(taken, settings, None, earlier, unwanted)
    ours = [column.key for column in FEEDBACK.columns if column.is_ours and column.key in judged]
    return judged[ours].set_axis(rows).reindex(pd.RangeIndex(len(accepted)))
