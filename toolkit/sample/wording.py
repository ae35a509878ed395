"""What the sample workbooks are called and what stands in them beside the feedback."""

from datetime import date

from toolkit.words import Text

EAST, SOUTH = Text("华东", "East"), Text("华南", "South")
STANDARD_BOOK = Text("客服一组 8-10月.xlsx", "Team one, August to October.xlsx")
OWN_BOOK = Text("客户投诉登记表.xlsx", "Complaint log.xlsx")
LETTER_BOOK = Text("门店意见箱 10月.csv", "Letter boxes, October.csv")
PLAN_BOOK = Text("改进计划.xlsx", "Improvement plan.xlsx")
MISTAKEN_BOOK = Text("夜班补录.xlsx", "Night shift.xlsx")
PRICE_BOOK = Text("包装材料报价.xlsx", "Packaging prices.xlsx")
SCAN = Text("手写单扫描.xlsx", "Scanned forms.xlsx")

OWN_TITLE = Text("华南客服组 客户投诉登记表（2026年）", "Complaints of the southern team, 2026")
OWN_SHEET = Text("登记表", "Log")
OWN_HEADERS = (
    Text("编号", "ID"), Text("客户编号", "Customer"), Text("投诉\n时间", "Created at"), Text("来源渠道", "Source"),
    Text("投诉类型", "Category"), Text("投诉内容", "Issue description"), Text("客户要求", "Requested outcome"),
    Text("优先级", "Severity"), Text("经办人", "Assignee"), Text("首次联系时间", "First responded"),
    Text("处理完成时间", "Resolved"), Text("客户满意度", "Satisfaction"),
)  # fmt: skip
TOTAL = Text("合计", "Total")

LETTER_HEADERS = (
    Text("反馈日期", "Received"), Text("反馈来源", "Source"), Text("问题类型", "Issue type"),
    Text("客户原话", "Description"), Text("地区", "Region"),
)  # fmt: skip
STORE_CHANNEL = Text("意见箱", "Store")

PRICE_SHEET = Text("报价", "Prices")
PRICE_HEADERS = (Text("品名", "Item"), Text("单价", "Unit price"), Text("起订量", "Minimum"))
PRICED = (Text("纸箱", "Carton"), Text("气泡袋", "Bubble bag"), Text("封箱胶带", "Tape"))

UNKNOWN_CHANNEL = Text("微聊", "Carrier pigeon")
LABEL_WITH_LEVEL = Text("物流延迟(P1)", "Late delivery(P1)")
NOT_A_DATE = Text("下周二", "next Tuesday")
MISTYPED_URGENCY = Text("紧及", "urgnt")

PLAN_ROWS = (
    {
        "issue": Text("物流延迟", "Late delivery"),
        "root_cause": Text("①大促后仓库分拣慢→②夜班分拣人手不够→③临时工招聘要走两周审批",
                           "1 slow sorting after the sale → 2 too few people at night → 3 two weeks to approve temps"),
        "goal": Text("3天内发货率提升至95%", "Shipped within 3 days: 95%"),
        "measures": Text("①旺季前一个月批好临时工名额；②分拣线加一班；③与承运商签时效协议",
                         "1 approve temps a month ahead; 2 one more shift; 3 agree on times with the carrier"),
        "owner": Text("周运营", "Zhou"), "due_on": date(2026, 11, 20), "resources": Text("临时工预算3万", "30,000 for temps"),
        "department": Text("运营部", "Operations"), "progress_rate": "40%", "state": Text("进行中", "running"),
    },
    {
        "issue": Text("功能异常", "Malfunction"),
        "root_cause": Text("①支付页面加载失败→②新版没有兼容旧机型→③测试机只有三种",
                           "1 the payment page fails → 2 old phones were not considered → 3 only three phones to test on"),
        "goal": Text("支付成功率提升至99%", "Successful payments: 99%"),
        "measures": Text("①补充二十款机型的兼容测试；②灰度发布", "1 test on twenty phones; 2 release in steps"),
        "owner": Text("郑技术", "Zheng"), "due_on": date(2026, 10, 30), "resources": Text("测试机费用1万", "10,000 for phones"),
        "department": Text("技术部", "Technology"), "progress_rate": "100%", "state": Text("已完成", "done"),
        "done_on": date(2026, 10, 28),
    },
    {
        "issue": Text("服务态度", "Service attitude"),
        "root_cause": Text("①客服不耐烦→②员工素质差", "1 impatient agents → 2 bad staff"),
        "goal": Text("态度类投诉减少三成", "Complaints about attitude: minus 30%"),
        "measures": Text("①培训", "1 training"),
        "owner": Text("陈主管、林主管", "Chen, Lin"), "due_on": date(2026, 11, 30), "resources": None,
        "department": Text("客服部", "Service"), "progress_rate": None, "state": Text("未开始", "not started"),
    },
    {
        "issue": Text("退换货流程", "Returns"),
        "root_cause": Text("①客户反复问退货地址→②地址只写在帮助页→③退货单没有带上",
                           "1 customers ask where to send it → 2 the address is on a help page only → 3 the form lacks it"),
        "goal": Text("反馈量降至8件", "Feedback down to 8"),
        "measures": Text("①退货地址和单号自动发给客户", "1 send address and number to the customer"),
        "owner": Text("郑技术", "Zheng"), "due_on": date(2026, 9, 30), "resources": None,
        "department": Text("技术部", "Technology"), "progress_rate": "100%", "state": Text("已完成", "done"),
        "done_on": date(2026, 9, 25),
    },
    {
        "issue": Text("夜间无人回复", "No answer at night"),
        "root_cause": Text("①夜里没人回→②夜班只有一人→③排班没有看来件高峰",
                           "1 nobody answers at night → 2 one agent at night → 3 shifts ignore when most comes in"),
        "goal": Text("响应达标率提升至95%", "Response attainment up to 95%"),
        "measures": Text("①夜班客服加两人", "1 two more agents at night"),
        "owner": Text("陈主管", "Chen"), "due_on": date(2026, 9, 30), "resources": None,
        "department": Text("客服部", "Service"), "progress_rate": "100%", "state": Text("已完成", "done"),
        "done_on": date(2026, 10, 1),
    },
)  # fmt: skip

EFFECT_BOOK = Text("改进效果.xlsx", "Effects.xlsx")
EFFECT_ROWS = (
    {
        "measure": Text("退货地址和单号自动发给客户", "Send address and number to the customer"), "metric": Text("退换货反馈量", "Feedback"),
        "before": 12, "after": 8, "effect_issue": Text("退换货流程", "Returns"), "effective_on": date(2026, 9, 25),
    },
    {
        "measure": Text("夜班客服加两人", "Two more agents at night"), "metric": Text("响应达标率", "Response attainment"),
        "before": "95%", "after": "88%", "effective_on": date(2026, 10, 1),
    },
    {
        "measure": Text("分拣线加一班", "One more shift"), "metric": Text("3天内发货率", "Shipped within 3 days"),
        "before": "88%", "after": "96%", "effective_on": date(2026, 10, 1),
    },
    {
        "measure": Text("灰度发布", "Release in steps"), "metric": Text("功能异常反馈量", "Feedback"),
        "before": 20, "effect_issue": Text("功能异常", "Malfunction"), "effective_on": date(2026, 10, 28),
    },
)  # fmt: skip
