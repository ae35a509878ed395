"""Names of the default time limits, and the passages of the source documents that they rest on."""

from __future__ import annotations

from toolkit.words.text import Text

POLICY_NAMES: dict[str, Text] = {
    "response-praise": Text("表扬不考核响应", "Praise: response not judged"),
    "resolution-praise": Text("表扬不考核办结", "Praise: resolution not judged"),
    "response-urgent": Text("紧急·首次响应", "Urgent: first response"),
    "response-normal": Text("一般·首次响应", "Normal: first response"),
    "response-important": Text("重要·首次响应", "Important: first response"),
    "resolution-urgent": Text("紧急·办结", "Urgent: resolution"),
    "resolution-urgent-complex": Text("紧急且复杂·办结", "Urgent and complex: resolution"),
    "resolution-normal": Text("一般·办结", "Normal: resolution"),
    "resolution-p0": Text("P0·办结", "P0: resolution"),
    "resolution-p1": Text("P1·办结", "P1: resolution"),
    "resolution-p2": Text("P2·办结", "P2: resolution"),
    "resolution-typed-date": Text("高/中/低·指定日期办结", "High, medium, low: resolution by a typed date"),
    "resolution-important": Text("重要·办结", "Important: resolution"),
    "answer": Text("咨询即时解答", "Questions answered at once"),
    "digest": Text("建议按月汇总", "Suggestions gathered monthly"),
    "forward": Text("表扬定期转发", "Praise passed on regularly"),
    "first-visit": Text("服务后回访", "Call after the service"),
    "questionnaire": Text("满意度问卷", "Satisfaction questionnaire"),
    "call-urgent": Text("紧急投诉·主管电话确认", "Urgent complaint: call by the supervisor"),
    "call-important": Text("重要客户·主管电话确认", "Important customer: call by the supervisor"),
    "reply": Text("回复用户", "Reply to the user"),
    "report": Text("上报", "Report upwards"),
    "liability": Text("责任认定与沟通", "Liability and talk with the customer"),
    "review": Text("复核", "Review"),
    "general-manager": Text("上报总经理", "Report to the general manager"),
    "accountability": Text("责任追究", "Accountability"),
    "handover": Text("当日转客户服务部", "Handed to customer service the same day"),
    "call-back": Text("处理完毕后回访", "Call-back after completion"),
    "leftovers": Text("上月未了事宜沟通", "Last month's open matters"),
    "voucher": Text("发货凭证反馈", "Proof of dispatch"),
    "dispatch": Text("发货", "Dispatch"),
    "transit": Text("在途", "In transit"),
    "question-list": Text("问题解答清单", "List of answered questions"),
    "improvement": Text("改进措施完成", "Improvement done"),
}

SOURCE_PRAISE = Text(
    "表扬类：客服专员记录，定期转发至相关部门", "Praise: recorded and passed on to the departments regularly"
)
SOURCE_RESPONSE_URGENT = Text(
    "紧急优先：响应≤2小时（工作日内）", "Urgent: respond within 2 hours (on working days)"
)
SOURCE_RESPONSE_NORMAL = Text(
    "一般优先：响应≤4小时（工作日内）", "Normal: respond within 4 hours (on working days)"
)
SOURCE_URGENT = Text(
    "紧急优先：办结≤24小时（复杂问题≤48小时）", "Urgent: resolve within 24 hours (complex: 48 hours)"
)
SOURCE_NORMAL = Text("一般优先：办结≤3个工作日", "Normal: resolve within 3 working days")
SOURCE_P0 = Text("P0（影响核心业务，24小时内处理）", "P0 (hits the core business, handled within 24 hours)")
SOURCE_P1 = Text("P1（影响体验，3天内处理）", "P1 (hits the experience, handled within 3 days)")
SOURCE_P2 = Text("P2（优化建议，7天内处理）", "P2 (could be better, handled within 7 days)")
SOURCE_TYPED_DATE = Text("完成时间：X月X日前", "Done by: a typed date")
SOURCE_IMPORTANT = Text(
    "重要：在具体时间内处理（时间由企业填写）",
    "Important: within a stated time (left for the company to fill)",
)
NOTE_IMPORTANT_RESPONSE = Text(
    "原文留空，请填写；可参照一般优先的 4 个工作小时。",
    "Blank in the source, please fill; normal has 4 working hours.",
)
NOTE_IMPORTANT_RESOLUTION = Text(
    "原文留空，请填写；可参照一般优先的 3 个工作日。",
    "Blank in the source, please fill; normal has 3 working days.",
)
SOURCE_ANSWER = Text("咨询类：客服专员即时解答", "Questions: answered by the agent at once")
SOURCE_DIGEST = Text(
    "建议类：客服专员收集整理，每月汇总至产品/运营部",
    "Suggestions: gathered and sent to product or operations monthly",
)
NOTE_FORWARD = Text("原文未写周期，默认按月。", "The source names no period; monthly by default.")
SOURCE_FIRST_VISIT = Text(
    "客服主动电话回访（服务结束后24小时内）", "A call by the agent within 24 hours after the service"
)
SOURCE_QUESTIONNAIRE = Text(
    "针对投诉类、建议类反馈，处理后24-48小时内发送满意度问卷",
    "Complaints and suggestions: questionnaire 24 to 48 hours after resolution",
)
SOURCE_CALL = Text(
    "紧急投诉或重要客户，由客服主管直接电话沟通确认",
    "Urgent complaints, important customers: the supervisor calls to confirm",
)
NOTE_CALL = Text(
    "原文未写时限，默认与问卷同一时段。", "The source names no limit; the questionnaire's window by default."
)
SOURCE_REPLY = Text("在24小时内回复用户", "Reply to the user within 24 hours")
SOURCE_REPORT = Text(
    "在1小时内上报客户经理或客户服务部", "Report to the account manager or customer service within 1 hour"
)
SOURCE_LIABILITY = Text(
    "24小时内完成责任认定、处理意见与沟通；没有联系上的客户，48小时完成",
    "Liability, proposal and talk within 24 hours; 48 where the customer could not be reached",
)
SOURCE_REVIEW = Text("在四小时内对处理意见进行复核", "The proposal is reviewed within four hours")
SOURCE_GENERAL_MANAGER = Text(
    "在四个小时内，将处理结果上报总经理", "The result goes to the general manager within four hours"
)
SOURCE_ACCOUNTABILITY = Text("在八小时内实施责任追究", "Accountability is carried out within eight hours")
SOURCE_HANDOVER = Text("处理单当日转客户服务部", "The form goes to customer service the same day")
SOURCE_CALL_BACK = Text(
    "明确标明需要回访的客户，在24小时内进行回访", "Customers marked for it are called back within 24 hours"
)
SOURCE_LEFTOVERS = Text("每月4日沟通上月未了事宜", "Last month's open matters are discussed on the 4th")
SOURCE_VOUCHER = Text(
    "T单（17点前）第二天10点前、N单（17点后）第二天15点前反馈发货凭证",
    "Proof by 10:00 next day when confirmed before 17:00, by 15:00 when after",
)
SOURCE_DISPATCH = Text(
    "T单当天发货，N单第二天上午发货", "Confirmed before 17:00: sent that day; after: next morning"
)
SOURCE_TRANSIT = Text("2-5日到达客户手中", "Reaches the customer in 2 to 5 days")
SOURCE_QUESTION_LIST = Text(
    "会后3个工作日内输出《问题解答清单》", "The list of answers is out 3 working days after the meeting"
)
