"""The guide sheet: what to fill, what not to touch, what colours mean, where to drop, what happens then."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

TITLE = Text("{book} · 填写说明", "{book} · How to fill")
LEAD = Text(
    "填好蓝色表头的列，放进“收件箱”，片刻后在“已处理”里取回。灰色表头的列不用填。",
    'Fill the columns with blue headers, drop the workbook into "Inbox", fetch it from "Returned". Leave grey columns alone.',
)

STEPS_HEADING = Text("五步", "Five steps")
STEPS = (
    (
        Text("1 填", "1 Fill"),
        Text(
            "一行写一条，写在“{sheet}”里。表头带 * 的必填，拿不准的列可以空着。",
            'One row each, on "{sheet}". Headers with * are required; leave blank what you do not know.',
        ),
    ),
    (
        Text("2 别动", "2 Leave"),
        Text(
            "不要改表头的名字，不要填灰色表头的列。可以排序、筛选、改颜色，也可以加自己的列和工作表。",
            "Keep the header names and leave grey columns. Sort, filter, colour and add columns or sheets as you like.",
        ),
    ),
    (
        Text("3 交", "3 Drop"),
        Text(
            "保存并关闭，把工作簿放进共享文件夹的“收件箱”。",
            'Save, close, and move the workbook into "Inbox" of the shared folder.',
        ),
    ),
    (
        Text("4 取", "4 Fetch"),
        Text(
            "“已处理”里是同一个工作簿：灰色的列填好了，你的内容和格式原样。接着填，再放进“收件箱”就是再交。",
            '"Returned" holds the same workbook with the grey columns filled and everything of yours as it was. Fill in more and drop it again.',
        ),
    ),
    (
        Text("5 改", "5 Mend"),
        Text(
            "要看一下的行有浅紫底色，原因写在“校验结果”。一行都收不了的工作簿在“待修正”，旁边有说明。",
            'Tinted rows need a look; "Check result" says why. A workbook of which nothing could be taken lies in "To fix".',
        ),
    ),
)

COLOURS_HEADING = Text("颜色和记号", "Colours and signs")
# Each: the look it shows, the word in the swatch, what it means.
COLOURS = (
    ("header", Text("表头", "Header"), Text("由你填写", "You fill it")),
    (
        "header_required",
        Text("表头", "Header"),
        Text("必填；缺了这一行收不了", "Required; without it the row is not taken"),
    ),
    (
        "header_ours",
        Text("表头", "Header"),
        Text("系统填写，填了也会被覆盖", "Filled for you; what you type is overwritten"),
    ),
)
SIGNALS = (
    ("bad", Text("▲ 10-08 18:00", "▲ 10-08 18:00"), Text("过了期限还没做", "Past due and not done")),
    (
        "watch",
        Text("△ 10-09 12:00", "△ 10-09 12:00"),
        Text("快到期：时间用掉一半，或办结只剩 24 小时", "Soon: half the time is gone, or 24 hours are left"),
    ),
)
REMARK = (
    "remark",
    Text("整行浅紫", "Tinted row"),
    Text("有一处要看，见“校验结果”", 'Something to look at; see "Check result"'),
)

COLUMNS_HEADING = Text("{sheet} 的列", "Columns of {sheet}")
GROUPS_HEADING = Text(
    "折叠起来的列：点表格上方的 + 展开，用到哪组填哪组",
    "Folded columns: click + above the table; fill what you need",
)
EXAMPLES_HEADING = Text("{sheet} · 这样填", "{sheet} · for example")
STATISTICS_LINE = Text(
    "“{sheet}”全是公式，跟着汇总表走，不用填。关键词在交回后由系统写入。",
    '"{sheet}" is all formulas over the feedback sheet; nothing to fill. The main words come with the return.',
)

EXAMPLES = MappingProxyType(
    {
        "plan": (
            {
                "issue": Text("物流延迟", "Late delivery"),
                "root_cause": Text(
                    "①大促单量翻倍，分拣积压→②夜间没人分拣→③排班不看预测单量",
                    "1 sorting piles up in sales weeks → 2 nobody sorts at night → 3 shifts ignore the forecast",
                ),
                "goal": Text("3 天内发货率提升至 95%", "Shipped within 3 days: 95%"),
                "measures": Text(
                    "①按周预测排班，大促加夜班；②超过 48 小时未出库自动提醒",
                    "1 plan shifts by forecast; 2 alert at 48 hours",
                ),
                "owner": Text("陈立", "Chen Li"),
                "due_on": Text("2026-11-30", "2026-11-30"),
                "resources": Text("夜班 6 人", "6 on nights"),
                "department": Text("仓储部", "Warehouse"),
                "progress_rate": Text("40%", "40%"),
                "state": Text("进行中", "running"),
            },
            {
                "issue": Text("支付问题", "Payment"),
                "root_cause": Text(
                    "①旧手机上支付页卡住→②新组件没在旧系统上试过→③上线清单没有这一项",
                    "1 page hangs on old phones → 2 never tried there → 3 not on the release list",
                ),
                "goal": Text("支付成功率提升至 99%", "Payments that succeed: 99%"),
                "measures": Text(
                    "①退回旧组件；②上线清单加“旧机型”，每版都试",
                    "1 roll back; 2 old phones on the release list",
                ),
                "owner": Text("周敏", "Zhou Min"),
                "due_on": Text("2026-10-31", "2026-10-31"),
                "resources": Text("测试机 4 台", "4 test phones"),
                "department": Text("技术部", "IT"),
                "progress_rate": Text("100%", "100%"),
                "state": Text("已完成", "done"),
            },
        ),
        "effects": (
            {
                "measure": Text("按周预测排班，大促加夜班", "Shifts by forecast"),
                "metric": Text("3 天内发货率", "Shipped within 3 days"),
                "before": Text("81%", "81%"),
                "after": Text("96%", "96%"),
                "achievement": Text("达标", "reached"),
                "rating": Text("4.5", "4.5"),
                "note": Text("延迟类反馈比上月少一半", "Half as many complaints as last month"),
            },
            {
                "measure": Text("上线清单加“旧机型”", "Old phones on the release list"),
                "metric": Text("支付成功率", "Payments that succeed"),
                "before": Text("93%", "93%"),
                "after": Text("97.8%", "97.8%"),
                "achievement": Text("未达标", "missed"),
                "rating": Text("4.1", "4.1"),
                "note": Text("还差一款机型，下月再看", "One model is left; look again next month"),
            },
        ),
    }
)
"""Two rows for each of the sheets that people rarely fill, by column key; they stand in the guide only."""
