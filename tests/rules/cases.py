"""For every code that the checks of a table can raise: a table that raises it, and the same table cured."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from rule_tables import BAD_CELL, CONTEXT, build

from toolkit.domain.alarm import AlarmRule
from toolkit.words import Text
from toolkit.words.alarm import CROWD

if TYPE_CHECKING:
    from toolkit.rules.checking import Context
    from toolkit.schema.table import Table


@dataclass(frozen=True)
class Case:
    """One code: the bad table, the good one, and what the sentence about it must contain."""

    bad: Table
    cured: Table
    quotes: tuple[str, ...] = ()
    context: Context = field(default=CONTEXT)


def cell(bad, cured, *quotes, sheet="feedback", context=CONTEXT):
    """A case of one row: these cells raise it, those do not."""
    return Case(build(sheet, [bad]), build(sheet, [cured]), quotes, context)


def typed(key, value, cured, *quotes, sheet="feedback"):
    """A case of a cell that could not be understood."""
    bad = build(sheet, [{key: BAD_CELL}], raw={(0, key): value})
    return Case(bad, build(sheet, [{key: cured}]), quotes)


def months(day):
    return [{"received_at": f"2026-10-{n:02} 10:00", "feedback_id": f"F{n}"} for n in range(1, 8)] + [
        {"received_at": day}
    ]


UNHAPPY = {"resolved_at": "2026-10-09 10:00", "solution": "已补发", "satisfaction": "dissatisfied", "dissatisfied_reason": "还没收到",
           "cause": None, "new_solution": None, "resolved_again_at": None}  # fmt: skip
CLOSED = {
    "resolved_at": "2026-10-09 10:00",
    "solution": "已补发",
    "closed_at": "2026-10-12 10:00",
    "kind": "complaint",
    "prevention": None,
}

SHARES = [
    {"issue_type": "物流延迟", "feedback_count": 3.0, "share_rate": 75.0},
    {"issue_type": "其他", "feedback_count": 1.0},
]
WITH_ALARMS = replace(CONTEXT, alarms=(
    AlarmRule(reason=Text("损失：提到“{word}”", 'a loss: it says "{word}"'), words=("重复扣款",)), AlarmRule(reason=CROWD, crowd=3, hours=24),
))  # fmt: skip
WITH_GOAL = replace(CONTEXT, goals=("3天内发货率提升至95%", "支付成功率提升至99%"))

CASES = {
    "C301": [cell({"description": None}, {}, "问题描述"), typed("received_at", "-", "2026-10-08", "反馈时间")],
    "C302": [cell({"channel": None}, {}, "反馈渠道")],
    "C303": [
        typed("received_at", "下周二", "2026-10-08 09:30", "下周二", "反馈时间", "2026-10-08 09:30"),
        typed("received_at", 99999999999.0, "2026-10-08 09:30", "99999999999"),
    ],
    "C304": [
        cell({"channel": "电话热线中心"}, {}, "电话热线中心", "是否想填“电话”"),
        cell({"channel": "飞鸽"}, {}, "飞鸽", "可填：在线客服、电话、邮件"),
        cell({"urgency": "P9"}, {}, "P9"),
    ],
    "C305": [
        typed("resolved_at", "待定", None, "待定", "办结时间"),
        typed("rating", "五分", 5.0, "五分", "数字"),
        typed("due_on", "2026-02-30", "2026-02-28", "2026-02-30", sheet="plan"),
    ],
    "C306": [
        cell({"rating": 9.0}, {"rating": 4.0}, "9", "1 到 5"),
        cell({"compensation_amount": -3.0}, {"compensation_amount": 3.0}, "不小于 0"),
    ],
    "C307": [Case(build(rows=[{"description": None}], errors=[(0, "description")], raw={(0, "description"): "#N/A"}),
                  build(), ("#N/A", "问题描述"))],
    "C308": [Case(build(rows=[{"request": None}], errors=[(0, "request")], raw={(0, "request"): "#REF!"}), build(), ("#REF!",))],
    "C309": [Case(build(rows=[{"received_at": None}], uncomputed=[(0, "received_at")]), build(), ("反馈时间",))],
    "C310": [Case(build(rows=[{"request": None}], uncomputed=[(0, "request")]), build(), ("客户诉求",))],
    "C311": [
        cell({"received_at": "2026-11-02 09:16"}, {"received_at": "2026-11-02 09:14"}, "2026-11-02 09:16", "2026-11-02 09:00"),
        cell({"received_at": "2026-11-03"}, {"received_at": "2026-11-02"}, "2026-11-03"),
    ],
    "C312": [
        cell({"received_at": "1900-01-05"}, {}, "1900-01-05"),
        cell({"due_override": "2206-10-09 18:00"}, {"due_override": "2026-10-09 18:00"}, "2206-10-09"),
    ],
    "C313": [Case(build(rows=months("2022-10-04 10:00")), build(rows=months("2026-10-05 10:00")), ("2022-10-04", "2026-10-05 10:00"))],
    "C314": [
        cell({"received_at": "2026-10-08"}, {}, "2026-10-08"),
        cell({"received_at": "2026-10-08"}, {"received_at": "2026-09-30"},
             context=replace(CONTEXT, go_live=np.datetime64("2026-10-01"))),
    ],
    "C315": [Case(build(rows=[{}, {}]), build(rows=[{}, {"feedback_id": "F002"}]), ("F001", "第 2 行"))],
    "C316": [
        cell({"feedback_id": "F 001"}, {"feedback_id": "F001"}, "F 001"),
        cell({"order_no": "A1、A2"}, {"order_no": "A-1_2"}, "A1、A2"),
    ],
    "C317": [Case(build(rows=[{"order_no": "1234567890123450000"}], raw={(0, "order_no"): 1.23456789012345e18}),
                  build(rows=[{"order_no": "1234567890123456789"}]), ("相关订单",))],
    "C318": [
        cell({"contact": "1381234567"}, {"contact": "13812345678"}, "联系方式"),
        cell({"contact": "110105194912310021"}, {"contact": "021-62345678"}),
        cell({"contact": "138 1234 567"}, {"contact": "+86 138-1234-5678"}),
        cell({"contact": "99"}, {"contact": "+1 415 555 2671"}),
    ],
    "C319": [
        cell({"request": "=HYPERLINK(1)"}, {"request": "==请尽快=="}, "=HYPERLINK(1)"),
        cell({"request": "@SUM(A1)"}, {"request": "@客服小王 请回电"}),
        cell({"request": "+1+1"}, {"request": "-5 天"}),
    ],
    "C320": [
        cell({"request": "璇峰敖蹇彂璐э紝鎴戠殑璁㈠崟"}, {}, "客户诉求"),
        cell({"request": "Ã¤ndern"}, {"request": "ändern"}),
        cell({"request": "请尽快\ufffd\ufffd货"}, {}),
    ],
    "C321": [
        cell({"description": "服务很差"}, {}, "服务很差", "什么时间、涉及的人员、事情经过、订单或产品"),
        cell({"description": "very bad service!!"}, {"description": "The courier left my parcel in the rain"}),
        cell({"description": "物流太慢"}, {"description": "物流很快", "kind": "praise"}),
    ],
    "C322": [
        cell({"owner": "张三、李四"}, {"owner": "张三(运营部、技术部)"}, "处理人", "张*、李*"),
        cell({"owner": "张三和李四"}, {"owner": "和平"}, sheet="plan"),
    ],
    "C323": [cell({"root_cause": "①人手不够→②没有招人"}, {"root_cause": "人手不够→没有招人→预算没批"}, "第 2 层", sheet="plan")],
    "C324": [cell({"root_cause": "①发错货→②没核对→③员工责任心不强"}, {"root_cause": "①发错货→②员工粗心→③没有复核步骤"},
                  "员工责任心不强", sheet="plan")],
    "C325": [cell({"goal": "大幅提升发货速度"}, {"goal": "投诉减少三成"}, "大幅提升发货速度", sheet="plan")],
    "C326": [cell({"nps": 8.5}, {"nps": 8.0}, "8.5")],
    "R401": [
        cell({"first_responded_at": "2026-10-08 09:29"}, {"first_responded_at": "2026-10-08 09:30"}, "首次响应时间", "反馈时间"),
        cell({"resolved_at": "2026-10-07", "solution": "补发"}, {"resolved_at": "2026-10-08", "solution": "补发"}, "办结时间"),
        cell({"first_responded_at": "2026-10-09 10:00", "resolved_at": "2026-10-09 09:00"},
             {"first_responded_at": "2026-10-09 10:00", "resolved_at": "2026-10-09"}, "首次响应时间"),
        cell({"resolved_at": "2026-10-10 10:00", "closed_at": "2026-10-09 10:00"},
             {"resolved_at": "2026-10-10 10:00", "closed_at": "2026-10-11 10:00"}, "关闭时间"),
        cell({"held_from": "2026-10-10 10:00", "held_until": "2026-10-09 10:00"},
             {"held_from": "2026-10-10 10:00", "held_until": "2026-10-12 10:00"}, "暂停结束"),
    ],
    "R402": [
        cell({"occurred_at": "2026-10-09"}, {"occurred_at": "2026-10-08"}, "问题发生时间"),
        cell({"resolved_at": "2026-10-10 10:00", "followed_up_at": "2026-10-09 10:00"},
             {"resolved_at": "2026-10-10 10:00", "followed_up_at": "2026-10-09 10:00", "dissatisfied_at": "2026-10-09 10:00"}),
    ],
    "R403": [
        cell({"issue_type": "物流延迟(P1)", "urgency": "P0"}, {"issue_type": "物流延迟(P0)", "urgency": "P0"}, "P0 / P1", "紧急程度"),
        cell({"issue_type": "物流延迟[P1]", "urgency": "紧急"}, {"issue_type": "物流延迟[P0]", "urgency": "紧急"}, "紧急 / P1"),
        cell({"urgency": "P0", "triage_level": "P2"}, {"urgency": "P0", "triage_level": "P2", "reviewed_level": "P0"}),
    ],
    "R404": [
        cell({"owner": "王小明", "complained_person": "王小明、李四"}, {"owner": "王小明", "complained_person": "李四"}, "王**"),
        cell({"second_owner": "李四", "complained_person": "李四"}, {"second_owner": "周也", "complained_person": "李四"}),
    ],
    "R405": [cell({"reply_channel": "邮件"}, {"reply_channel": "电话"}, "邮件", "电话")],
    "R406": [cell({"satisfaction": "dissatisfied", "dissatisfied_reason": None},
                  {"satisfaction": "dissatisfied", "dissatisfied_reason": "没有人回电"}, "不满意原因")],
    "R407": [cell({"resolved_at": "2026-10-09 10:00", "solution": None}, {"resolved_at": "2026-10-09 10:00", "solution": "已补发"},
                  "解决方案", "2026-10-09 10:00")],
    "R408": [cell({"resolved_at": None, "solution": "已补发"}, {"resolved_at": "2026-10-09 10:00", "solution": "已补发"}, "办结时间")],
    "R409": [cell({"satisfaction": "satisfied", "resolved_at": None}, {"satisfaction": "satisfied", "resolved_at": "2026-10-09"})],
    "R410": [
        cell({"satisfaction": "satisfied", "rating": 1.0}, {"satisfaction": "satisfied", "rating": 4.0}, "1 分"),
        cell({"satisfaction": "dissatisfied", "rating": 5.0}, {"satisfaction": "fairly_satisfied", "rating": 5.0}),
    ],
    "R411": [cell({"held_from": "2026-10-09 10:00", "hold_reason": None}, {"held_from": "2026-10-09 10:00", "hold_reason": "等客户寄回"},
                  "暂停原因")],
    "R412": [cell({"held_from": None, "held_until": "2026-10-09 10:00"},
                  {"held_from": "2026-10-08 10:00", "held_until": "2026-10-09 10:00"}, "暂停开始")],
    "R450": [
        cell({"other_holds": "上周三到周五"}, {"other_holds": "2026-10-08 16:00 至 2026-10-09 10:00（等客户寄回）"}, "上周三到周五", "其他暂停"),
        cell({"other_holds": "2026-10-09 10:00 至 2026-10-08 16:00"}, {"other_holds": "2026-10-08 16:00-18:00；2026-10-09 10:00-12:00"}),
    ],
    "R413": [Case(build("statistics", [SHARES[0], {**SHARES[1], "share_rate": 40.0}]),
                  build("statistics", [SHARES[0], {**SHARES[1], "share_rate": 25.0}]), ("40", "25.0%"))],
    "R414": [Case(build("statistics", [SHARES[0], {**SHARES[1], "share_rate": 30.0}]),
                  build("statistics", [{**SHARES[0], "share_rate": 0.75}, {**SHARES[1], "share_rate": 0.25}]), ("105.0%",))],
    "R415": [
        cell({"after": 0.93}, {"after": 0.96}, "0.93", "95%", sheet="effects", context=WITH_GOAL),
        cell({"after": 93.0}, {"after": 96.0}, sheet="effects", context=WITH_GOAL),
    ],
    "R416": [
        cell({"before": 0.8, "after": None}, {"before": 0.8, "after": 0.9}, "达成情况", sheet="effects"),
        cell({"before": 0.8, "after": 0.8}, {"after": None, "achievement": "unknown"}, sheet="effects"),
    ],
    "R417": [Case(build("plan", [{"department": None}]), build("plan"), ("责任部门",))],
    "R418": [cell({"resolved_at": None, "closed_at": "2026-10-09"}, {"resolved_at": "2026-10-09", "closed_at": "2026-10-09"}, "办结时间")],
    "R419": [cell({"merged_into": "F001"}, {"merged_into": "F002"}, "F001")],
    "R420": [cell({"is_valid": "no", "solution": None}, {"is_valid": "no", "solution": "已说明不在保修期内"}, "有效")],
    "R421": [
        cell({"description": "银行卡被重复扣款两笔"}, {"description": "银行卡被重复扣款两笔", "urgency": "紧急"}, "损失：提到“重复扣款”", "初判级别",
             context=WITH_ALARMS),
        cell({"description": "银行卡被重复扣款两笔"}, {"description": "银行卡被重复扣款两笔", "triage_level": "P1"}, context=WITH_ALARMS),
        Case(build(rows=[{}] * 3), build(rows=[{}] * 2), ("同类问题 24 小时内达到 3 条",), WITH_ALARMS),
    ],
    "R422": [cell({"urgency_before": "一般", "urgency_changed_at": None}, {"urgency_before": "一般", "urgency_changed_at": "2026-10-09 10:00"},
                  "级别调整时间", "一般")],
    "R423": [
        cell(UNHAPPY, UNHAPPY | {"cause": "未核对地址", "new_solution": "改发顺丰"}, "投诉原因、新方案"),
        cell(UNHAPPY | {"cause": "未核对地址"}, UNHAPPY | {"resolved_again_at": "2026-10-20 10:00"}, "缺：新方案"),
    ],
    "R424": [cell(CLOSED, CLOSED | {"prevention": "每日核对运单"}, "预防措施"), cell(CLOSED, CLOSED | {"kind": "question"})],
    "R430": [
        cell({"root_cause": "①客户投诉多→②处理不及时→③客服响应慢"}, {"root_cause": "①客服响应慢→②夜班人手不够→③没有按量排班"},
             "客服响应慢", "现象", sheet="plan"),
        cell({"root_cause": "①客户等太久→②包裹没发→③物流的延迟", "issue": "物流延迟"},
             {"root_cause": "①客户等太久→②包裹没发→③承运合同没有时效条款", "issue": "物流延迟"}, sheet="plan"),
    ],
    "R431": [cell({"measures": "①排班；②签协议（2026-12-20）"}, {"measures": "①排班；②签协议（2026-12-10）"}, "签协议", "2026-12-20", "2026-12-15",
                  sheet="plan")],
    "R432": [cell({"state": "paused", "review_on": None}, {"state": "paused", "review_on": "2027-01-15"}, "复查日期", sheet="plan")],
    "R433": [cell({"state": "done", "done_on": None}, {"state": "done", "done_on": "2026-11-01"}, "实际完成", sheet="plan")],
    "R434": [
        cell({"metric": "物流投诉", "before": 100.0, "after": 80.0, "note": "物流投诉下降50%"},
             {"metric": "物流投诉", "before": 100.0, "after": 50.0, "note": "物流投诉下降50%"}, "物流投诉下降50%", "100", "80", sheet="effects"),
        cell({"metric": "支付投诉", "before": 9.0, "after": 1.0, "note": "无新增支付投诉"},
             {"metric": "支付投诉", "before": 9.0, "after": 0.0, "note": "无新增支付投诉"}, sheet="effects"),
        cell({"note": "3天发货率提升20个百分点"}, {"note": "3天发货率提升16个百分点，物流投诉下降50%"}, sheet="effects"),
    ],
}  # fmt: skip
