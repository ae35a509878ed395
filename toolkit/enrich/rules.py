"""What the team's settings say about enrichment, as the functions of this room need it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from toolkit.domain.loop.asking import SHIPPED as SHIPPED_FOLLOW_UPS
from toolkit.domain.loop.team import Lead, Team
from toolkit.domain.triage import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from toolkit.domain.alarm import AlarmRule
    from toolkit.domain.loop.asking import FollowUpRule
    from toolkit.domain.triage import Crosswalk
    from toolkit.words import Language


class TypeRule(Protocol):
    """One of the team's issue types: the words that suggest it, and what such feedback usually is ("" for no saying)."""

    @property
    def name(self) -> str: ...
    @property
    def keywords(self) -> tuple[str, ...]: ...
    @property
    def kind(self) -> str: ...
    @property
    def attribute(self) -> str: ...
    @property
    def stage(self) -> str: ...
    @property
    def nature(self) -> str: ...


class DutyRule(Protocol):
    """Who leads, follows up and helps for a kind of feedback; an empty `levels` is every level."""

    @property
    def kind(self) -> str: ...
    @property
    def levels(self) -> frozenset[str]: ...
    @property
    def lead(self) -> str: ...
    @property
    def follow_up(self) -> str: ...
    @property
    def co_departments(self) -> str: ...


@dataclass(frozen=True)
class EnrichRules:
    """The rules of enrichment in force.

    kind_words: words that suggest a kind, by its key. class_words: words by question and class. alarms: what suggests an urgency.
    repeat_days: the longest gap between two repeats. words, stop_words: a team's own words for counting, and those
    not to count. as_of: with it a hold that has run out is over, silence closes, and who is away is replaced. earlier:
    rows of before that the table's rows may repeat (feedback_id, received_at, description, and what there is of
    customer_id, contact and order_no). follow_ups: who asks the customer; important: the customer types that count as
    important ones. close_after_days: how long a customer may keep silent. lead: who takes over what came back.
    products: the names of the team's products, found in texts.
    """

    issue_types: Sequence[TypeRule] = ()
    kind_words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    class_words: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    duties: Sequence[DutyRule] = ()
    crosswalk: Crosswalk = SHIPPED
    alarms: tuple[AlarmRule, ...] = ()
    repeat_days: int = 30
    words: tuple[str, ...] = ()
    stop_words: frozenset[str] = frozenset()
    lang: Language = "zh"
    as_of: np.datetime64 | None = None
    earlier: pd.DataFrame | None = None
    follow_ups: Sequence[FollowUpRule] = SHIPPED_FOLLOW_UPS
    important: frozenset[str] = frozenset()
    close_after_days: float = np.inf
    team: Team = field(default_factory=Team)
    lead: Lead = field(default_factory=Lead)
    products: Sequence[str] = ()
