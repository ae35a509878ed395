"""Working time the slow way, to check the quick one: plain datetime, stepping minute by minute."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTE = timedelta(minutes=1)
CLOCKS = [f"{n // 60:02d}:{n % 60:02d}" for n in range(1441)]


class Stepper:
    """Answers from the plain data of a calendar by asking of every single minute whether it is open."""

    def __init__(self, settings):
        self.settings = settings
        self.open_minutes = cache(self._open_minutes)

    def hours(self, on):
        data, text = self.settings, on.isoformat()
        if text in data.get("holidays", ()):
            return []
        if text in data.get("date_hours", {}):
            return data["date_hours"][text]
        if text in data.get("extra_workdays", ()):
            first_open = next((data["weekly_hours"][d] for d in WEEKDAYS if data["weekly_hours"].get(d)), [])
            return data.get("extra_workday_hours") or first_open
        return data["weekly_hours"].get(WEEKDAYS[on.weekday()], [])

    def _open_minutes(self, on):
        """The open minutes of a date, each break taken out minute by minute."""
        day = on.isoformat()
        minutes = {n for start, end in self.hours(on) for n in range(CLOCKS.index(start), CLOCKS.index(end))}
        for start, end in self.settings.get("breaks", ()):
            if start[:10] <= day <= end[:10]:
                minutes = {n for n in minutes if not start <= f"{day}T{CLOCKS[n]}" < end}
        return frozenset(minutes)

    def is_working_day(self, on):
        return bool(self.open_minutes(on))

    def _minute_is_open(self, moment):
        return moment.hour * 60 + moment.minute in self.open_minutes(moment.date())

    def add_minutes(self, moment, minutes, step=MINUTE):
        left = abs(minutes) * (MINUTE // step)
        while left:
            if minutes > 0:
                left -= self._minute_is_open(moment)
                moment += step
            else:
                moment -= step
                left -= self._minute_is_open(moment)
        return moment

    def minutes_between(self, start, end):
        if end < start:
            return -self.minutes_between(end, start)
        count = 0
        while start < end:
            count += self._minute_is_open(start)
            start += MINUTE
        return count

    def add_days(self, moment, days):
        step = timedelta(days=1 if days > 0 else -1)
        left = abs(days)
        while left:
            moment += step
            left -= self.is_working_day(moment.date())
        return moment

    def days_between(self, start, end):
        if end < start:
            return -self.days_between(end, start)
        days = (end.date() - start.date()).days
        return sum(self.is_working_day(start.date() + timedelta(days=n)) for n in range(days))


def random_settings(random: Random):
    """A calendar for 2019 to 2026 such as no team has, but could."""
    days = [date(2019, 1, 1) + timedelta(days=n) for n in range(8 * 365)]
    picked = random.sample(days, 420)
    week = {day: random_hours(random) for day in WEEKDAYS if random.random() < 0.75}
    week["wed"] = [["09:00", "12:00"], ["13:00", "18:00"]]
    settings = {
        "weekly_hours": week,
        "holidays": [on.isoformat() for on in picked[:200]],
        "extra_workdays": [on.isoformat() for on in picked[200:300]],
        "date_hours": {on.isoformat(): random_hours(random) for on in picked[150:200] + picked[280:400]},
        "breaks": [random_break(random, on) for on in picked[350:]],
    }
    if random.random() < 0.5:
        settings["extra_workday_hours"] = random_hours(random)
    return settings


def random_hours(random: Random):
    cuts = sorted(random.sample(range(0, 1441, random.choice([1, 15, 30])), 2 * random.randint(1, 3)))
    if random.random() < 0.1:
        cuts[-1] = 1440
    text = [f"{cut // 60:02d}:{cut % 60:02d}" for cut in cuts]
    return [list(pair) for pair in zip(text[::2], text[1::2], strict=True)]


def random_break(random: Random, on: date):
    start = datetime.combine(on, time()) + random.randrange(1440) * MINUTE
    end = start + random.choice([5, 60, 600, 3000]) * MINUTE
    return [f"{start:%Y-%m-%dT%H:%M}", f"{end:%Y-%m-%dT%H:%M}"]
