"""Four agents and two months of their feedback, by rules that a person can count on paper.

Every agent has 50 rows a month, k = 0 … 49, one customer each. What becomes of a row follows from k alone:

    k % 10 == 0          urgent (answered the same afternoon; all others normal, answered the next working day)
    k % 10 == 3          first contact only the next working day at 11:00: too late
    k % 10 == 5          resolved only ten days later: too late
    k == 7, k == 32      never resolved
    k % 5 == 1           asked two days after the answer: satisfied, or fairly so where k % 10 == 6
    k == 46              of the two agents of DISSATISFIED in September and the one in October: dissatisfied, and
                         resolved again the next working day
    k == 48              in September: came in on the 30th, so it is due in October
    k == 49              praise: there is nothing to answer
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from flow_desk import loaded

from toolkit.schema.books.feedback import FEEDBACK

if TYPE_CHECKING:
    from pathlib import Path

TEAM = ("王芳", "李伟", "陈静", "赵敏")
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
PER_AGENT = 50
CLOSED = {date(2026, 9, 25), *(date(2026, 10, day) for day in range(1, 8))}
"""中秋节 and 国庆节; the make-up days are the Sunday and the Saturday below."""
MADE_UP = {date(2026, 9, 20), date(2026, 10, 10)}
DISSATISFIED = {("王芳", 9), ("李伟", 9), ("王芳", 10)}
# Of each ten rows of an agent: what they are about, before the deliveries were mended and after.
ABOUT = {
    9: ("物流延迟",) * 4 + ("功能异常",) * 3 + ("服务态度",) * 2 + ("支付问题",),
    10: ("物流延迟",) * 2 + ("功能异常",) * 4 + ("服务态度",) * 3 + ("支付问题",),
}
_SAYS = {
    "物流延迟": "订单{n}下单五天未发货，物流信息一直不更新",
    "功能异常": "点开订单{n}的页面就闪退，重装以后还是打不开",
    "服务态度": "为订单{n}打了三次电话，客服态度冷淡，没有人答复",
    "支付问题": "订单{n}付款时提示失败，但是银行卡已经扣款",
}
KEYS = (
    "customer_id", "received_at", "channel", "kind", "issue_type", "description", "urgency", "owner", "first_responded_at",
    "resolved_at", "solution", "followed_up_at", "satisfaction", "rating", "dissatisfied_at", "dissatisfied_reason",
    "new_solution", "responded_again_at", "resolved_again_at",
)  # fmt: skip


def is_workday(day: date) -> bool:
    return day in MADE_UP or (day.weekday() < 5 and day not in CLOSED)


def workdays_after(day: date, count: int) -> date:
    """The count-th working day after a day."""
    while count:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day


@dataclass(frozen=True)
class Case:
    """A feedback as it turns out in the end."""

    agent: str
    month: int
    k: int

    @property
    def customer(self) -> str:
        return f"C{self.month:02d}{TEAM.index(self.agent)}{self.k:02d}"

    @property
    def about(self) -> str:
        return ABOUT[self.month][self.k % 10]

    @property
    def day(self) -> date:
        """Weekdays from the 1st to the 22nd of September and from the 8th to the 27th of October, in turn."""
        if self.month == 9 and self.k == 48:
            return date(2026, 9, 30)
        first, last = (SEPTEMBER, date(2026, 9, 22)) if self.month == 9 else (OCTOBER, date(2026, 10, 27))
        days = [first + timedelta(n) for n in range((last - first).days + 1)]
        days = [day for day in days if is_workday(day) and day.weekday() < 5]
        return days[self.k % len(days)]

    @property
    def received(self) -> datetime:
        """A minute past ten for each row, so that no two of an agent are the same."""
        return datetime.combine(self.day, time(10, self.k))

    @property
    def is_praise(self) -> bool:
        return self.k == 49

    @property
    def is_urgent(self) -> bool:
        return self.k % 10 == 0

    @property
    def responded(self) -> datetime:
        if self.k % 10 == 3:
            return datetime.combine(workdays_after(self.day, 1), time(11))
        return self.received + timedelta(minutes=45)

    @property
    def resolved(self) -> datetime | None:
        if self.is_praise or self.k in (7, 32):
            return None
        if self.k % 10 == 5:
            return datetime.combine(self.day + timedelta(days=10), time(16))
        return datetime.combine(self.day if self.is_urgent else workdays_after(self.day, 1), time(16))

    @property
    def due(self) -> datetime | None:
        """24 hours for what is urgent, three working days for all else."""
        if self.is_praise:
            return None
        return self.received + timedelta(1) if self.is_urgent else self._after(3)

    def _after(self, days: int) -> datetime:
        return datetime.combine(workdays_after(self.day, days), self.received.time())

    @property
    def asked(self) -> datetime | None:
        return self.resolved + timedelta(days=2) if self.resolved and self.k % 5 == 1 else None

    @property
    def word(self) -> str | None:
        if self.asked is None:
            return None
        if self.k == 46 and (self.agent, self.month) in DISSATISFIED:
            return "不满意"
        return "基本满意" if self.k % 10 == 6 else "满意"

    @property
    def is_reopened(self) -> bool:
        return self.word == "不满意"

    @property
    def resolved_again(self) -> datetime | None:
        return datetime.combine(workdays_after(self.asked.date(), 1), time(15)) if self.is_reopened else None

    def cells(self, at: datetime) -> dict[str, object]:
        """What the agent has typed by a moment, by column."""
        asked = self.asked if self.asked and self.asked <= at else None
        known = {
            "customer_id": self.customer, "received_at": self.received, "channel": "电话",
            "kind": "表扬" if self.is_praise else "投诉", "issue_type": self.about,
            "description": f"表扬{self.agent}，订单{self.customer}处理得又快又好" if self.is_praise
            else _SAYS[self.about].format(n=self.customer),
            "urgency": "紧急" if self.is_urgent else "一般", "owner": self.agent,
            "first_responded_at": None if self.is_praise else self.responded, "resolved_at": self.resolved,
            "solution": "已经联系仓库和技术，给客户补发并说明原因" if self.resolved and self.resolved <= at else None,
            "followed_up_at": asked, "satisfaction": self.word if asked else None,
            "rating": {"满意": 5, "基本满意": 4, "不满意": 2}[self.word] if asked else None,
        }  # fmt: skip
        if asked and self.is_reopened:
            known |= {"dissatisfied_at": asked, "dissatisfied_reason": "补发的又慢了", "new_solution": "专人当天送到",
                      "responded_again_at": asked + timedelta(hours=1), "resolved_again_at": self.resolved_again}  # fmt: skip
        return {key: None if isinstance(v, datetime) and v > at else v for key, v in known.items()}


CASES = [Case(agent, month, k) for month in (9, 10) for agent in TEAM for k in range(PER_AGENT)]


def cells_of(agent: str, at: datetime) -> list[dict[str, object]]:
    """An agent's rows at a moment, every column there."""
    known = [case for case in CASES if case.agent == agent and case.received <= at]
    return [dict.fromkeys(KEYS) | case.cells(at) for case in sorted(known, key=lambda case: case.received)]


def go_on(path: Path, agent: str, at: datetime) -> None:
    """Go on in a returned workbook as people do: fill what has happened since, and add new rows at the end."""
    book = loaded(path)
    sheet = book[FEEDBACK.zh]
    columns = {cell.value: cell.column for cell in sheet[1]}
    customers = {sheet.cell(row, columns["客户ID"]).value: row for row in range(2, sheet.max_row + 1)}
    for cells in cells_of(agent, at):
        row = customers.setdefault(cells["customer_id"], len(customers) + 2)
        for key in KEYS:
            cell = sheet.cell(row, columns[FEEDBACK[key].zh])
            if cells[key] is not None and cell.value is None:
                cell.value = cells[key]
    book.save(path)
