"""The workbook that the benchmarks run on: 100,000 rows of 20 columns, as a team would have filled them."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

HEADERS = (
    "反馈ID", "客户ID", "反馈时间", "反馈渠道", "问题类型(标签)", "问题描述", "客户诉求", "紧急程度", "处理人",
    "反馈类型", "客户姓名", "联系方式", "客户类型", "地区", "相关订单", "首次响应时间", "办结时间", "解决方案", "满意度", "备注",
)  # fmt: skip
_TYPES = ("物流延迟", "功能异常", "服务态度", "退换货流程", "支付问题", "产品质量", "其他")
_SAYS = ("订单{n}下单五天未发货,物流信息未更新", "APP支付页面加载失败,订单{n}无法付款", "客服态度不好,电话{n}次没有解决",
         "退款{n}天没有到账,一直说在审核", "收到的商品少了配件,单号{n}")  # fmt: skip


def write_large_book(target: Path, rows: int = 100_000) -> Path:
    """Write the workbook, once; dates are real dates and texts repeat as they do in life."""
    if target.exists():
        return target
    random = Random(20)
    book = xlsxwriter.Workbook(target)
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet("客户反馈信息汇总表")
    sheet.write_row(0, 0, HEADERS)
    start = datetime(2026, 1, 5, 8)
    for row in range(1, rows + 1):
        received = start + timedelta(minutes=random.randrange(300 * 1440))
        answered = received + timedelta(minutes=random.randrange(5, 900))
        done = answered + timedelta(minutes=random.randrange(60, 6000))
        texts = (
            f"F{row:06d}", f"C{random.randrange(40_000)}", None, random.choice(("电话", "在线客服", "邮件", "APP")),
            random.choice(_TYPES), random.choice(_SAYS).format(n=random.randrange(10**6)), "希望尽快处理",
            random.choice(("紧急", "一般", "一般", "一般")), f"客服{random.randrange(30)}", random.choice(("投诉", "建议", "咨询")),
            f"王{random.randrange(90)}", f"138001{random.randrange(10**5):05d}", random.choice(("新客", "老客")),
            random.choice(("上海", "广州", "成都")), f"SO{random.randrange(10**9)}", None, None, "已联系客户处理完毕",
            random.choice(("满意", "基本满意", "不满意")), "",
        )  # fmt: skip
        for column, text in enumerate(texts):
            if text:
                sheet.write_string(row, column, text)
        for column, at in ((2, received), (15, answered), (16, done)):
            sheet.write_datetime(row, column, at, moment)
    book.close()
    return target


if __name__ == "__main__":
    write_large_book(Path(sys.argv[1]), int(sys.argv[2]))
