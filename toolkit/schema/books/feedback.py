"""客户反馈信息汇总表: the source's nine columns first, then five of ours, then what can be switched on."""

from __future__ import annotations

from dataclasses import replace

from toolkit.schema import choices as lists
from toolkit.schema.column import Column, FilledBy, Kind, Personal
from toolkit.schema.sheet import Sheet

_OURS, _SUGGESTED = FilledBy.TOOLKIT, FilledBy.SUGGESTED

SOURCE = (
    Column(
        "feedback_id", "反馈ID", "Feedback ID", Kind.ID, _SUGGESTED, width=10,
        aliases=("反馈编号", "编号", "工单号", "工单编号", "投诉编号", "留言编号", "序号ID", "ticket id", "case id", "id"),
        help_zh="留空即可，系统会编号；已有编号会保留", help_en="Leave blank to get a number; your own is kept",
    ),
    Column(
        "customer_id", "客户ID", "Customer ID", Kind.ID, width=10,
        aliases=("客户编号", "客户号", "会员号", "用户ID", "留言用户", "用户编号", "会员ID", "user id", "customer"),
        help_zh="匿名可留空", help_en="Blank when anonymous",
    ),
    Column(
        "received_at", "反馈时间", "Received at", Kind.MOMENT, is_required=True, width=16,
        aliases=("受理时间", "投诉时间", "留言时间", "提交时间", "创建时间", "反馈日期", "投诉日期", "登记时间", "评论时间",
                 "接收时间", "created", "created at", "created date", "date received", "opened at", "received"),
        help_zh="例：2026-10-08 09:30。只写日期也可以，但时效可能无法判定",
        help_en="E.g. 2026-10-08 09:30; with a bare date a time limit may be undecidable",
    ),
    Column(
        "channel", "反馈渠道", "Channel", Kind.CHOICE, choices=lists.CHANNELS, is_expected=True, width=11,
        aliases=("渠道", "来源渠道", "受理渠道", "反馈来源", "来源", "投诉渠道", "submitted via", "source", "open data channel type"),
        help_zh="客户从哪里找到我们", help_en="How the customer reached us",
    ),
    Column(
        "issue_type", "问题类型(标签)", "Issue type", Kind.CHOICE, _SUGGESTED, choices=lists.ISSUE_TYPES, width=14,
        aliases=("问题类型", "问题分类", "类型标签", "标签", "投诉类型", "典型问题", "异常类型", "一级标签", "issue", "category"),
        help_zh="说的是什么事；不确定可留空，系统给出建议", help_en="What it is about; blank gets a suggestion",
    ),
    Column(
        "description", "问题描述", "Description", Kind.LONG_TEXT, is_required=True, personal=Personal.FREE_TEXT, width=36,
        aliases=("反馈内容", "投诉内容", "描述", "内容", "问题", "留言详情", "投诉简述", "评论内容", "反馈详情", "详细描述", "客户原话",
                 "issue description", "text", "details", "body", "summary"),
        help_zh="时间、人员、事情经过；请保留客户原话", help_en="When, who, what happened; keep the customer's words",
    ),
    Column(
        "request", "客户诉求", "Request", Kind.LONG_TEXT, personal=Personal.FREE_TEXT, width=22,
        aliases=("诉求", "客户要求", "期望", "客户期望", "requested outcome"),
        help_zh="客户希望我们做什么", help_en="What the customer wants of us",
    ),
    Column(
        "urgency", "紧急程度", "Urgency", Kind.CHOICE, choices=lists.URGENCIES, width=10,
        aliases=("优先级", "紧急级别", "优先程度", "重要程度", "等级", "priority", "severity"),
        help_zh="紧急：影响正常使用；一般：建议优化。P0/P1/P2、高/中/低 也认得",
        help_en="Urgent: cannot use it; normal: could be better. P0/P1/P2 and high/medium/low are understood",
    ),
    Column(
        "owner", "处理人", "Owner", Kind.TEXT, personal=Personal.NAME, width=10,
        aliases=("责任人", "负责人", "受理人", "跟进人", "经办人", "客服", "客服人员", "assignee", "assigned to", "agent"),
        help_zh="唯一负责的人", help_en="The one person accountable",
    ),
)  # fmt: skip

OURS = (
    Column("status", "状态", "Status", Kind.CHOICE, _OURS, choices=lists.STATUSES, width=9,
           help_zh="由时间和结果推出，不用填", help_en="Follows from the moments; nothing to fill"),
    Column("priority", "统一级别", "Unified level", Kind.CHOICE, _OURS, choices=lists.PRIORITIES, width=8,
           help_zh="几套紧急程度对照成一套", help_en="The one level behind all urgency words"),
    Column("first_response_due", "响应期限", "First response due", Kind.MOMENT, _OURS, width=16,
           help_zh="在此之前首次联系到客户", help_en="Reach the customer by then"),
    Column("resolution_due", "办结期限", "Resolution due", Kind.MOMENT, _OURS, width=16,
           help_zh="在此之前给出解决方案", help_en="Deliver the answer by then"),
    Column("check_result", "校验结果", "Check result", Kind.TEXT, _OURS, width=28,
           help_zh="这一行有什么要看一下", help_en="What to look at in this row"),
)  # fmt: skip

_TRIAGE = (
    Column("kind", "反馈类型", "Kind", Kind.CHOICE, _SUGGESTED, choices=lists.KINDS,
           aliases=("类别", "反馈类别", "留言类型", "kind of feedback"),
           help_zh="投诉、建议、咨询、表扬", help_en="Complaint, suggestion, question or praise"),
    Column("suggestion_confirmed", "建议确认", "Suggestion confirmed", Kind.CHOICE, choices=lists.YES_NO,
           help_zh="认可系统填的建议就写“是”", help_en="Type yes to accept what was suggested"),
    Column("suggestion_note", "建议依据", "Why this type", filled_by=_OURS, personal=Personal.FREE_TEXT, width=30,
           help_zh="系统填的建议是看哪些词得出的，有多大把握", help_en="The words that decided what was filled in, and how sure that is"),
    Column("issue_attribute", "问题属性", "Issue attribute", Kind.CHOICE, _SUGGESTED, choices=lists.ATTRIBUTES,
           help_zh="服务流程、产品质量、人员服务", help_en="The process, the product or the people"),
    Column("process_stage", "流程环节", "Process stage", Kind.CHOICE, _SUGGESTED, choices=lists.PROCESS_STAGES, aliases=("环节", "问题环节"),
           help_zh="问题出在我们的哪一步：受理、处理、回访……", help_en="Where in our process it went wrong: intake, handling, follow-up …"),
    Column("issue_nature", "问题性质", "Issue nature", Kind.CHOICE, _SUGGESTED, choices=lists.ISSUE_NATURES,
           help_zh="效率：太慢；质量：做错、做坏；成本：要多花钱", help_en="Efficiency: too slow; quality: wrong or broken; cost: too dear"),
    Column("impact", "影响范围", "Impact", Kind.CHOICE, choices=lists.IMPACTS),
    Column("is_complex", "复杂问题", "Complex", Kind.CHOICE, choices=lists.YES_NO, aliases=("复杂", "是否复杂"),
           help_zh="紧急问题办结可延到 48 小时，须在原期限前批准（填“延长批准时间”）",
           help_en="Extends an urgent resolution to 48 hours once approved before it is due"),
    Column("extension_approved_at", "延长批准时间", "Extension approved at", Kind.MOMENT, width=16,
           help_zh="批准延长的时间；晚于原期限不算", help_en="When the longer limit was approved; too late once it is due"),
    Column("extension_approved_by", "延长批准人", "Extension approved by", personal=Personal.NAME),
    Column("is_major", "重大", "Major", Kind.CHOICE, choices=lists.YES_NO, aliases=("是否重大", "重大投诉")),
    Column("suggested_urgency", "建议紧急程度", "Suggested urgency", Kind.CHOICE, _OURS, choices=lists.URGENCIES,
           help_zh="只是建议：认可就改“紧急程度”，不认可就填“初判级别”", help_en="Only a suggestion: change the urgency, or state a triage level"),
    Column("urgency_reason", "建议理由", "Why suggested", filled_by=_OURS, width=24),
    Column("triage_level", "初判级别", "Triage level", Kind.CHOICE, choices=lists.URGENCIES),
    Column("triaged_by", "初判人", "Triaged by", personal=Personal.NAME),
    Column("reviewed_level", "审核级别", "Reviewed level", Kind.CHOICE, choices=lists.URGENCIES),
    Column("reviewed_by", "审核人", "Reviewed by", personal=Personal.NAME),
    Column("reviewed_at", "审核时间", "Reviewed at", Kind.MOMENT, width=16),
    Column("urgency_before", "原紧急程度", "Urgency before", Kind.CHOICE, choices=lists.URGENCIES,
           help_zh="中途调整级别时，写调整前的", help_en="What it was before the level was changed"),
    Column("urgency_changed_at", "级别调整时间", "Level changed at", Kind.MOMENT, width=16,
           help_zh="升级从这时起按新级别计，取两者较早的期限", help_en="A higher level counts from then on; the earlier due moment holds"),
    Column("change_reason", "级别调整原因", "Why the level changed", personal=Personal.FREE_TEXT, width=18),
    Column("change_is_approved", "调整已批准", "Change approved", Kind.CHOICE, choices=lists.YES_NO,
           help_zh="降级要主管批准才放宽期限", help_en="A lower level relaxes the due moment once approved"),
    Column("acknowledged_at", "回执时间", "Receipt sent at", Kind.MOMENT, width=16, aliases=("自动回执时间", "回执发送时间"),
           help_zh="自动告诉客户“已收到”的时间；不算首次响应，和“首次响应时间”同一分钟就当作那只是回执",
           help_en="When the customer was told that it arrived; no first response: one of the same minute is taken for the receipt"),
    Column("emergency_departments", "应急同步部门", "Emergency departments"),
    Column("synced_at", "同步时间", "Synced at", Kind.MOMENT, width=16),
    Column("is_valid", "是否有效", "Valid", Kind.CHOICE, choices=lists.YES_NO, aliases=("有效", "有效性")),
)  # fmt: skip

_CUSTOMER = (
    Column("customer_name", "客户姓名", "Customer name", personal=Personal.NAME, aliases=("姓名", "昵称", "客户名称", "联系人")),
    Column("contact", "联系方式", "Contact", personal=Personal.CONTACT, aliases=("电话", "手机", "手机号", "联系电话", "电话号码", "phone")),
    Column("customer_type", "客户类型", "Customer type", Kind.CHOICE, choices=lists.CUSTOMER_TYPES, aliases=("客户等级", "客户标签")),
    Column("customer_nature", "客户性质", "Customer nature", Kind.CHOICE, choices=lists.CUSTOMER_NATURES),
    Column("region", "地区", "Region", aliases=("省份", "城市", "所在地区", "地点", "所处地点", "state", "borough", "city")),
    Column("store", "门店", "Store", aliases=("店铺", "网点", "分店")),
    Column("order_no", "相关订单", "Order", Kind.ID, aliases=("订单号", "订单编号", "单号", "账号", "order id")),
    Column("product", "涉及产品", "Product", aliases=("产品", "产品型号", "投诉车系", "车系", "商品", "product")),
    Column("batch", "批次/版本", "Batch", aliases=("产品版本", "批次", "版本")),
    Column("platform", "平台", "Platform", aliases=("来源平台",)),
    Column("occurred_at", "问题发生时间", "Occurred at", Kind.MOMENT, aliases=("发生时间",), width=16),
    Column("evidence", "附件/证据", "Evidence", aliases=("附件", "证据", "截图", "录音")),
    Column("complained_person", "被投诉人", "Person complained about", personal=Personal.NAME),
)  # fmt: skip

_DUTY = (
    Column("lead_department", "责任部门", "Lead", filled_by=_OURS, aliases=("牵头",)),
    Column("follow_up_role", "跟进", "Followed up by", filled_by=_OURS),
    Column("co_departments", "协同部门", "Co-operating", filled_by=_OURS, width=18),
    Column("second_owner", "次要责任人", "Second owner", personal=Personal.NAME, aliases=("协办人", "备用责任人", "第二责任人"),
           help_zh="处理人不在时由谁接手，免得耽误", help_en="Who acts while the owner is away"),
    Column("acting_owner", "现负责人", "Acting owner", filled_by=_OURS, personal=Personal.NAME,
           help_zh="现在该谁处理：不满意后是主管；处理人请假或被投诉时是接手的人",
           help_en="Who has to act: the supervisor once a customer is dissatisfied, a stand-in for somebody away or complained about"),
)  # fmt: skip

_HANDLING = (
    Column("first_responded_at", "首次响应时间", "First responded at", Kind.MOMENT, width=16,
           aliases=("响应时间", "首次联系时间", "首次回复时间", "first response time", "first responded"),
           help_zh="第一次由人联系到客户的时间；自动回执不算", help_en="First contact by a person; automatic receipts do not count"),
    Column("response_is_auto", "仅自动回执", "Automatic receipt only", Kind.CHOICE, choices=lists.YES_NO,
           help_zh="首次响应只是系统自动回执时写“是”，不算响应；和回执时间正好同一分钟、其实是人联系的，写“否”",
           help_en="Yes when the first response was only an automatic receipt, which does not count; no where a person did it in the very minute of the receipt"),
    Column("contact_attempts", "联系次数", "Contact attempts", Kind.INTEGER, minimum=0, maximum=1000,
           help_zh="联系客户试了几次（没联系上的也算）", help_en="How often somebody tried to reach the customer"),
    Column("resolved_at", "办结时间", "Resolved at", Kind.MOMENT, width=16,
           aliases=("处理完成时间", "完成时间", "解决时间", "结束时间", "答复时间", "closed date", "resolved", "date sent to company"),
           help_zh="给出解决方案的时间", help_en="When the answer was delivered"),
    Column("solution", "解决方案", "Solution", Kind.LONG_TEXT, personal=Personal.FREE_TEXT, width=24,
           aliases=("处理结果", "处理方案", "解决办法", "答复内容", "答复意见", "resolution")),
    Column("outcome", "办结结果", "Outcome", Kind.CHOICE, choices=lists.OUTCOMES,
           help_zh="没能解决的也要给客户明确答复", help_en="A customer is owed a clear answer even where it could not be solved"),
    Column("progress_note", "处理进展", "Progress", Kind.LONG_TEXT, personal=Personal.FREE_TEXT, aliases=("进展", "跟进记录"), width=24),
    Column("progress_at", "进展时间", "Progress at", Kind.MOMENT, aliases=("最近进展时间", "跟进时间"), width=16,
           help_zh="最近一次推进或告知客户进展的时间", help_en="When it last moved on, or the customer was told so"),
    Column("prevention", "预防措施", "Prevention", Kind.LONG_TEXT, personal=Personal.FREE_TEXT, width=24),
    Column("action_taken", "处理措施", "Action taken", Kind.CHOICE, choices=lists.ACTIONS_TAKEN),
    Column("compensation", "补偿内容", "Compensation", personal=Personal.FREE_TEXT),
    Column("compensation_amount", "补偿金额", "Compensation amount", Kind.NUMBER, minimum=0),
    Column("verification", "核实结果", "Verification", Kind.CHOICE, choices=lists.VERIFICATIONS),
    Column("cause", "投诉原因", "Cause", Kind.LONG_TEXT, personal=Personal.FREE_TEXT, aliases=("原因", "原因分析")),
    Column("reply_channel", "回复方式", "Reply channel", Kind.CHOICE, choices=lists.CHANNELS),
    Column("due_override", "指定期限", "Due by agreement", Kind.MOMENT, width=16,
           help_zh="与客户约定的办结期限，填了就以它为准", help_en="A resolution date agreed on; it wins over ours"),
    Column("override_reason", "指定期限原因", "Why that due date", personal=Personal.FREE_TEXT, width=18,
           help_zh="谁同意、为什么", help_en="Who agreed to it, and why"),
    Column("forwarded_at", "转发时间", "Passed on at", Kind.MOMENT, width=16,
           help_zh="表扬转给当事人所在部门、建议转给相关部门的时间", help_en="When praise or a suggestion was passed on to the department"),
    Column("closed_at", "关闭时间", "Closed at", Kind.MOMENT, width=16, aliases=("客户确认时间",)),
)  # fmt: skip

_HOLD = (
    Column("held_from", "暂停开始", "On hold from", Kind.MOMENT, width=16),
    Column("held_until", "暂停结束", "On hold until", Kind.MOMENT, width=16),
    Column("hold_reason", "暂停原因", "Reason for hold", width=18,
           help_zh="写清等谁：等客户、与客户约定的日子，或等协同部门（这一种默认不停钟）",
           help_en="For whom: the customer, a date agreed with him, or a department (which by default does not stop the clock)"),
    Column("other_holds", "其他暂停", "Other holds", Kind.LONG_TEXT, width=24,
           help_zh="暂停不止一次时，其余几次写在这里，一行一次：2026-03-10 16:00 至 2026-03-12 10:00（等客户寄回）",
           help_en="Where there were several, the others, one a line: 2026-03-10 16:00 to 2026-03-12 10:00 (customer sends it back)"),
    Column("held_hours", "暂停累计(小时)", "On hold (hours)", Kind.NUMBER, _OURS,
           help_zh="按办结时限的口径算；还在暂停的不算", help_en="In the clock of the resolution; a hold that still lasts is left out"),
)  # fmt: skip

_CLOCKS = (
    Column("response_verdict", "响应判定", "Response verdict", Kind.CHOICE, _OURS, choices=lists.VERDICTS),
    Column("resolution_verdict", "办结判定", "Resolution verdict", Kind.CHOICE, _OURS, choices=lists.VERDICTS),
    Column("verdict_note", "判定说明", "How it was judged", Kind.LONG_TEXT, _OURS, width=40),
    Column("is_provisional", "暂定", "Provisional", Kind.CHOICE, _OURS, choices=lists.YES_NO),
    Column("cycle", "轮次", "Cycle", Kind.INTEGER, _OURS, minimum=1,
           help_zh="客户不满意后重新计时，就是第 2 轮", help_en="2 once a dissatisfied customer started the clocks anew"),
    Column("first_verdict", "首办判定", "First resolution verdict", Kind.CHOICE, _OURS, choices=lists.VERDICTS,
           help_zh="重办的反馈，第一次办结的判定，不再改变", help_en="How the first resolution of reopened feedback was judged; it stays"),
)  # fmt: skip

_FOLLOW_UP = (
    Column("needs_follow_up", "需要回访", "Needs follow-up", Kind.CHOICE, choices=lists.YES_NO),
    Column("follow_up_from", "回访最早", "Follow up from", Kind.MOMENT, _OURS, width=16),
    Column("follow_up_due", "回访最晚", "Follow up by", Kind.MOMENT, _OURS, width=16),
    Column("ask_way", "应回访方式", "To be asked by", Kind.CHOICE, _OURS, choices=lists.FOLLOW_UP_WAYS,
           help_zh="按“设置”里的回访规则；已做的写在“回访方式”", help_en="By the follow-up rules of the settings; what was done goes into the follow-up way"),
    Column("ask_by", "由谁回访", "Asked by whom", Kind.CHOICE, _OURS, choices=lists.ASKERS),
    Column("followed_up_at", "回访时间", "Followed up at", Kind.MOMENT, width=16),
    Column("follow_up_way", "回访方式", "Follow-up way", Kind.CHOICE, choices=lists.FOLLOW_UP_WAYS),
    Column("satisfaction", "满意度", "Satisfaction", Kind.CHOICE, choices=lists.SATISFACTIONS, aliases=("客户满意度", "满意度评价")),
    Column("rating", "回访评分", "Rating", Kind.NUMBER, minimum=1, maximum=5, aliases=("评分", "星级", "star")),
    Column("nps", "NPS", "NPS", Kind.INTEGER, minimum=0, maximum=10, aliases=("推荐意愿",)),
    Column("dissatisfied_reason", "不满意原因", "Why dissatisfied", Kind.LONG_TEXT, personal=Personal.FREE_TEXT),
    Column("dissatisfied_at", "不满意时间", "Dissatisfied at", Kind.MOMENT, width=16, aliases=("重开时间", "重办时间")),
    Column("responded_again_at", "重办响应时间", "Responded again at", Kind.MOMENT, width=16,
           help_zh="不满意后首次联系到客户的时间", help_en="First contact after the customer was dissatisfied"),
    Column("resolved_again_at", "重办办结时间", "Resolved again at", Kind.MOMENT, width=16,
           help_zh="重新办结的时间；原来的“办结时间”不要改", help_en="When it was resolved again; leave the first moment as it is"),
    Column("new_solution", "新方案", "New solution", Kind.LONG_TEXT, personal=Personal.FREE_TEXT),
    Column("informed_at", "告知日期", "Informed on", Kind.DATE),
)  # fmt: skip

_LINKS = (
    Column("keywords", "关键词", "Keywords", filled_by=_OURS, width=18),
    Column("duplicate_of", "疑似重复", "Possible duplicate of", Kind.ID, _OURS, width=12),
    Column("similar_to", "相似反馈", "Similar to", Kind.ID, _OURS, width=12,
           help_zh="只是提示：是同一件事就在“重复确认”写“是”，不是就写“否”",
           help_en="Only a hint: type yes under duplicate confirmed if it is the same matter, no if it is not"),
    Column("similarity_note", "相似依据", "Why similar", filled_by=_OURS, width=28),
    Column("duplicate_confirmed", "重复确认", "Duplicate confirmed", Kind.CHOICE, choices=lists.YES_NO),
    Column("merged_into", "并入", "Merged into", Kind.ID, aliases=("合并到", "合并到ID", "并入反馈ID"),
           help_zh="同一件事的另一条反馈ID；这一条就算已合并", help_en="The ID of the feedback that is about the same matter"),
    Column("linked_to", "关联反馈", "Related feedback", aliases=("相关反馈", "原反馈ID"),
           help_zh="有关但不是同一件事：客户又提出新问题时，另记一条，这里写原来的反馈ID",
           help_en="Related, but another matter: a new problem is a row of its own that names the earlier one here"),
    Column("is_withdrawn", "撤回", "Withdrawn", Kind.CHOICE, choices=lists.YES_NO,
           help_zh="这一行不算数时写“是”", help_en="Type yes when this row should not count"),
    Column("is_first_of_customer", "首次出现", "First of customer", Kind.INTEGER, _OURS,
           help_zh="同类问题里该客户第一次出现为 1", help_en="1 at a customer's first row of an issue type"),
    Column("note", "备注", "Note", Kind.LONG_TEXT, personal=Personal.FREE_TEXT, aliases=("说明", "remark", "comment"), width=18),
)  # fmt: skip

_MENTIONS = (
    Column("mentioned_order", "文中单号", "Orders mentioned", filled_by=_OURS, width=18),
    Column("mentioned_parcel", "文中运单号", "Parcels mentioned", filled_by=_OURS, width=18),
    Column("mentioned_phone", "文中电话", "Phones mentioned", filled_by=_OURS, personal=Personal.CONTACT, width=14),
    Column("mentioned_amount", "文中金额", "Amounts mentioned", filled_by=_OURS),
    Column("mentioned_count", "文中数量", "Counts mentioned", filled_by=_OURS),
    Column("mentioned_duration", "文中时长", "Durations mentioned", filled_by=_OURS),
    Column("mentioned_date", "文中日期", "Dates mentioned", filled_by=_OURS,
           help_zh="没写年份的，按反馈时间之前最近的那一天", help_en="Without a year: the last such day before it was received"),
    Column("mentioned_product", "文中产品", "Products mentioned", filled_by=_OURS, width=14,
           help_zh="“设置”里列出的产品", help_en="Products listed in the settings"),
)  # fmt: skip

_MERITS = (
    Column("merit_item", "考核事项", "For the tally", Kind.CHOICE, choices=lists.MERIT_ITEMS, width=16,
           help_zh="“设置”里“奖罚规则”的事项；“报告选项”里打开奖罚统计才用得上", help_en="An item of Rewards and penalties; used only once the tally is switched on"),
    Column("merit_person", "考核对象", "Person tallied", personal=Personal.NAME,
           help_zh="出差错或受表扬的是谁", help_en="Who made the mistake, or was praised"),
    Column("merit_effect", "造成后果", "What came of it", Kind.CHOICE, choices=lists.MERIT_EFFECTS),
    Column("merit_confirmed", "考核认定", "Upheld", Kind.CHOICE, choices=lists.YES_NO,
           help_zh="责任已认定、没有特殊情况写“是”；有特殊情况或不成立写“否”；空着就是待认定",
           help_en="Yes once it is upheld; no where it is not, or where there was good reason; blank waits"),
)  # fmt: skip

_GROUPS = {
    "triage": _TRIAGE, "customer": _CUSTOMER, "duty": _DUTY, "handling": _HANDLING,
    "hold": _HOLD, "clocks": _CLOCKS, "follow_up": _FOLLOW_UP, "links": _LINKS,
    "mentions": _MENTIONS, "merits": _MERITS,
}  # fmt: skip
_FOLDED = tuple(replace(column, group=group) for group, columns in _GROUPS.items() for column in columns)


FEEDBACK = Sheet(
    "feedback", "客户反馈信息汇总表", "Feedback", SOURCE + OURS + _FOLDED, "反馈表",
    aliases=("反馈信息汇总表", "反馈汇总", "客户反馈", "台账", "Sheet1"),
    help_zh="一行一条反馈", help_en="One row for each feedback",
)  # fmt: skip
