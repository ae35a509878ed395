"""Small workbooks as people drop them: a good row by default, a test says only what differs."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.excel.blank.gridbook import write_grid
from toolkit.schema.books.feedback import FEEDBACK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.words import Language

KEYS = (
    "feedback_id",
    "customer_id",
    "received_at",
    "channel",
    "issue_type",
    "description",
    "request",
    "urgency",
    "owner",
)
_START = datetime.fromisoformat("2026-10-08T09:30")
_SAYS = ("订单{n}下单五天未发货,物流信息一直不更新", "APP支付页面打不开,第{n}次了", "客服{n}号态度冷淡,问题没有解决",
         "收到的商品{n}有划痕,要求换货", "退款{n}天还没到账")  # fmt: skip

Row = dict[str, object]


def row(number: int, **differs: object) -> Row:
    """Return the number-th good row, with what differs."""
    good = {
        "customer_id": f"C{number:03d}",
        "received_at": _START + timedelta(hours=5 * number),
        "channel": "电话",
        "issue_type": "物流延迟",
        "description": _SAYS[number % len(_SAYS)].format(n=number),
        "urgency": "一般",
        "owner": "客服周",
    }
    return good | differs


def rows(count: int, start: int = 1, **differs: object) -> list[Row]:
    return [row(number, **differs) for number in range(start, start + count)]


def book(cells: Sequence[Row], *, lang: Language = "zh", extra: Sequence[str] = ()) -> bytes:
    """Return a plain workbook with the source's nine columns, what the rows have besides, and foreign headers."""
    keys = [
        *KEYS,
        *(key for key in dict.fromkeys(key for one in cells for key in one) if key not in (*KEYS, *extra)),
    ]
    headers = [*(FEEDBACK[key].header(lang) for key in keys), *extra]
    table = [headers, *([one.get(key) for key in (*keys, *extra)] for one in cells)]
    return grid({FEEDBACK.title(lang): table})


def grid(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    """Return a workbook of these sheets, cell by cell."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "made.xlsx")
        write_grid(target, sheets)
        return target.read_bytes()
