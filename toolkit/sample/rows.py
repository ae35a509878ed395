"""Rows of feedback drawn from the stories, as a person would have typed them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from toolkit.sample.sentences import AGENTS, CITIES, DEVICES, PRODUCTS, STORIES, SURNAMES, VAGUE, Story

if TYPE_CHECKING:
    from toolkit.words import Language

Row = dict[str, Any]
"""A row by schema key: text, numbers and moments as a person types them; a missing key is a blank cell."""

_CHANNELS = {
    "zh": ("在线客服", "电话", "邮件", "APP", "社交媒体", "门店"),
    "en": ("Live chat", "Phone", "E-mail", "App", "Social media", "Store"),
}
_CHANNEL_WEIGHTS = (34, 26, 8, 16, 10, 6)
_URGENCY = {
    "plain": {"zh": ("紧急", "一般"), "en": ("urgent", "normal")},
    "coded": {"zh": ("P0", "P1"), "en": ("P0", "P1")},
}
_SATISFACTION = {
    "zh": ("满意", "基本满意", "不满意"),
    "en": ("satisfied", "fairly satisfied", "dissatisfied"),
}
_CUSTOMER_TYPES = {"zh": ("新客", "老客", "高价值客户"), "en": ("New", "Returning", "High value")}


@dataclass
class Shop:
    """A made-up shop: one seed, one language, one moment up to which things have happened."""

    seed: int
    lang: Language
    until: datetime
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - a sample, not a secret

    def month(
        self, year: int, month: int, count: int, *, late_weight: int = 26, style: str = "plain"
    ) -> list[Row]:
        """Return `count` rows received in one month, in order; `late_weight` makes deliveries worse."""
        weights = [late_weight if story is STORIES[0] else story.weight for story in STORIES]
        moments = sorted(self._moment(year, month) for _ in range(count))
        stories = self.random.choices(STORIES, weights, k=count)
        return [
            self._row(story, at, style) for story, at in zip(stories, moments, strict=True) if at < self.until
        ]

    def vague(self, row: Row) -> Row:
        """Return the row with a description that says nothing."""
        return {**row, "description": self.random.choice(VAGUE)(self.lang)}

    def _moment(self, year: int, month: int) -> datetime:
        first = datetime(year, month, 1)  # noqa: DTZ001 - wall-clock time, as everywhere in a workbook
        days = ((first + timedelta(days=32)).replace(day=1) - first).days
        day = self.random.randrange(days)
        hour = self.random.choices(range(7, 23), (1, 3, 8, 9, 8, 6, 5, 7, 8, 8, 7, 6, 6, 6, 4, 2))[0]
        return first + timedelta(days=day, hours=hour, minutes=self.random.randrange(60))

    def _row(self, story: Story, at: datetime, style: str) -> Row:
        lang, pick = self.lang, self.random.choice
        is_urgent = bool(story.urgent) and self.random.random() < 0.45
        says, facts = pick(story.urgent if is_urgent else story.says), self._facts(at)
        row: Row = {
            "customer_id": f"C{self.random.randrange(1001, 1240)}" if self.random.random() > 0.06 else None,
            "received_at": at,
            **self._person(),
            "channel": self.random.choices(_CHANNELS[lang], _CHANNEL_WEIGHTS)[0],
            "issue_type": story.issue_type(lang),
            "description": says(lang, **facts),
            "request": pick(story.wants)(lang) if story.wants else None,
            "urgency": _URGENCY[style][lang][0 if is_urgent else 1],
            "owner": pick(AGENTS)(lang),
            "customer_type": self.random.choices(_CUSTOMER_TYPES[lang], (3, 5, 1))[0],
            "region": facts["city"],
        }
        return row | self._handling(story, at, is_urgent=is_urgent)

    def _person(self) -> Row:
        """Name and phone of one customer in three: what must never leave the register unmasked."""
        if self.random.random() > 0.33:
            return {}
        title = self.random.choice(("先生", "女士") if self.lang == "zh" else (" (Mr)", " (Ms)"))
        return {
            "customer_name": f"{self.random.choice(SURNAMES)}{title}",
            "contact": f"1380013{self.random.randrange(10**4):04d}",
        }

    def _facts(self, at: datetime) -> dict[str, object]:
        return {
            "order": f"SO{at:%y%m%d}{self.random.randrange(1000, 9999)}",
            "parcel": f"YD{self.random.randrange(10**9, 10**10)}",
            "days": self.random.randrange(3, 12),
            "amount": self.random.randrange(30, 900),
            "product": self.random.choice(PRODUCTS)(self.lang),
            "device": self.random.choice(DEVICES)(self.lang),
            "city": self.random.choice(CITIES)(self.lang),
        }

    def _handling(self, story: Story, at: datetime, *, is_urgent: bool) -> Row:
        """What was done since, as far as it had happened: first response, answer, follow-up."""
        hours = self.random.lognormvariate(-0.4 if is_urgent else 0.3, 0.8)
        responded = _at_work(at + timedelta(hours=hours))
        resolved = _at_work(
            responded + timedelta(hours=self.random.lognormvariate(2.2 if is_urgent else 3.0, 0.8))
        )
        row: Row = {}
        forgotten = 0.08 if self.until - at < timedelta(days=12) else 0.006
        if responded < self.until and self.random.random() > forgotten / 2:
            row["first_responded_at"] = responded
        if "first_responded_at" in row and resolved < self.until and self.random.random() > forgotten:
            row |= {"resolved_at": resolved, "solution": story.answer(self.lang)}
            row |= self._follow_up(story, resolved)
        return row

    def _follow_up(self, story: Story, resolved: datetime) -> Row:
        asked = resolved + timedelta(hours=self.random.randrange(22, 50))
        if story.kind not in ("complaint", "suggestion") or asked > self.until or self.random.random() < 0.25:
            return {}
        answer = self.random.choices((0, 1, 2), (62, 27, 11))[0]
        row: Row = {"followed_up_at": asked, "satisfaction": _SATISFACTION[self.lang][answer]}
        row["rating"] = self.random.choice(((5, 5, 4), (4, 3), (2, 1))[answer])
        if answer == 2:
            row["dissatisfied_at"] = asked
            row["dissatisfied_reason"] = story.wants[0](self.lang)
        return row


def _at_work(moment: datetime) -> datetime:
    """Move a moment into the hours in which the made-up team answers, 08:00 to 21:00 every day."""
    if moment.hour < 8:
        moment = moment.replace(hour=8)
    elif moment.hour >= 21:
        moment = (moment + timedelta(days=1)).replace(hour=8)
    return moment.replace(second=0, microsecond=0)
