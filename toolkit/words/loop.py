"""What the sheets of the closed loop start with: follow-up rules, routines, and texts to send."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

FOLLOW_UPS = MappingProxyType(
    {
        "important": (
            Text("重要客户·主管电话", "Important customer: the supervisor calls"),
            Text("电话回访：紧急投诉或重要客户，由客服主管直接电话沟通确认", "Urgent complaints and important customers: the supervisor calls"),
        ),
        "urgent": (
            Text("紧急投诉·主管电话", "Urgent complaint: the supervisor calls"),
            Text("电话回访：紧急投诉或重要客户，由客服主管直接电话沟通确认", "Urgent complaints and important customers: the supervisor calls"),
        ),
        "marked": (
            Text("标明需要回访", "Marked for a follow-up"),
            Text("处理完毕、标明需要回访的，24小时内回访；处理中的暂停回访", "Marked and completed: within 24 hours; none while in process"),
        ),
        "questionnaire": (
            Text("投诉和建议·问卷", "Complaints and suggestions: questionnaire"),
            Text("问卷回访：投诉类、建议类，处理后24-48小时内", "Complaints and suggestions: a questionnaire 24 to 48 hours after"),
        ),
        "in_channel": (
            Text("咨询和表扬·在线评价", "Questions and praise: in the channel"),
            Text("在线评价：咨询类、表扬类，在服务渠道里评价", "Questions and praise: a button in the channel"),
        ),
    }
)  # fmt: skip

ROUTINES = MappingProxyType(
    {
        "backlog": (
            Text("看工单积压", "Look at the backlog"), Text("运营部", "Operations"),
            Text("运营部门需每日监控工单积压量", "Operations watches the backlog every day"),
        ),
        "short_meeting": (
            Text("跨部门短会", "Short meeting of the departments"), Text("各部门", "All departments"),
            Text("每周召开跨部门短会，跟踪改进计划；制度没有写星期几，按需要改", "Every week; the source names no weekday, choose your own"),
        ),
        "weekly_digest": (
            Text("处理单汇总报总经理（周）", "Weekly digest for the general manager"), Text("客户服务部", "Customer service"),
            Text("每周二和每月2日将处理单汇总报总经理", "Every Tuesday and on the 2nd of the month"),
        ),
        "monthly_digest": (
            Text("处理单汇总报总经理（月）", "Monthly digest for the general manager"), Text("客户服务部", "Customer service"),
            Text("每周二和每月2日将处理单汇总报总经理", "Every Tuesday and on the 2nd of the month"),
        ),
        "leftovers": (
            Text("未了事宜沟通", "Talk about open matters"), Text("客户经理", "Account managers"),
            Text("每月4日完成上个月未了事宜的客户沟通", "By the 4th customers have heard about last month's open matters"),
        ),
        "rewards": (
            Text("奖罚情况报总经理", "Rewards and penalties for the general manager"), Text("客户服务部", "Customer service"),
            Text("每月4日将奖罚情况报总经理；要用先在“启用”里写“是”", "On the 4th; off until it is switched on"),
        ),
        "month_review": (
            Text("月度复盘", "Review of the month"), Text("客服专员", "Agents"),
            Text("月度复盘：整理月度反馈数据，形成《客户反馈月度报告》", "The month's figures become the monthly report"),
        ),
        "quarter_review": (
            Text("季度优化会", "Review of the quarter"), Text("客服主管", "Supervisor"),
            Text("季度优化：组织跨部门会议，根据月度报告优化服务流程", "The departments meet and improve how things are done"),
        ),
    }
)  # fmt: skip

MERITS = MappingProxyType(
    {
        "发货信息不正确": (
            Text("信息员", "Dispatcher"),
            Text("无特殊情况，发货信息不正确，导致迟发、无法跟踪、投诉、退单、拒签：每次扣当月绩效工资10%", "Wrong shipping facts, without good reason, that lead to delay, loss of track, complaint, return or refusal: 10 % each"),
        ),
        "订单信息有误": (
            Text("客服人员", "Agent"),
            Text("无特殊情况，订单信息有误，引发投诉、退单、拒签：每次扣当月绩效工资10%", "Wrong order facts, without good reason, that lead to complaint, return or refusal: 10 % each"),
        ),
        "客户表扬": (
            Text("受表扬的人", "Whoever is praised"),
            Text("制度没有写奖多少；这里只记次数", "The source names no amount; only counted"),
        ),
    }
)  # fmt: skip

REPLY_SOURCES = MappingProxyType(
    {
        "complaint": Text("沟通话术规范·投诉类；制度里小时数空着，按时限填", "Wording for complaints; the number left blank is filled in by level"),
        "suggestion": Text("沟通话术规范·建议类", "Wording for suggestions"),
        "question": Text("沟通话术规范·咨询类", "Wording for questions"),
        "result": Text("反馈中表达认可和歉意，说明已采取的措施，避免再次发生", "Recognition, apology, what was done, and how it will not happen again"),
        "follow_up": Text("满意度问卷：对处理结果是否满意、是否有其他建议", "The two questions of the questionnaire"),
        "closing": Text("关闭时向客户发送确认邮件或短信", "A confirmation is sent when feedback is closed"),
        "invalid": Text("问题无效的，向用户说明情况并提供建议", "What does not hold is explained, with advice"),
        "supplement": Text("描述模糊的补充时间、人员、事件", "Vague ones are asked for time, people and event"),
    }
)  # fmt: skip
