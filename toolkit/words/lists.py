"""What the work lists are called, what each says above its rows, and the headers and sentences of their cells."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

TITLES = MappingProxyType(
    {
        "overdue": Text("逾期", "Overdue"),
        "today": Text("今日到期", "Due today"),
        "week": Text("7日内到期", "Due in 7 days"),
        "reminders": Text("提醒", "Reminders"),
        "review": Text("待审核", "To review"),
        "follow_up": Text("待回访", "To follow up"),
        "reopened": Text("不满意重办", "Reopened"),
        "supplement": Text("待补充", "To complete"),
        "conflicts": Text("冲突", "Conflicts"),
        "idle": Text("未落实", "Idle"),
        "progress": Text("建议进展告知", "Suggestions to report on"),
        "praise": Text("表扬转发", "Praise to pass on"),
        "result": Text("待告知结果", "Results to tell"),
        "confirm": Text("待客户确认", "To be confirmed"),
        "leftovers": Text("未了事宜", "Open matters"),
        "check": Text("要核对", "To check"),
        "unaccepted": Text("未收行", "Rows not taken"),
    }
)
"""By the key of a list, in the order of the sheets."""
PEOPLE = Text("按人按部门", "By person")
LEADS = MappingProxyType(
    {
        "overdue": Text("{count} 项已过期限，超得最久的在前。", "Past due: {count}, the longest first."),
        "today": Text("今天还有 {count} 项到期，最早的在前。", "Still due today: {count}, the earliest first."),
        "week": Text("明天起 7 日内有 {count} 项到期，最早的在前。", "Due in the seven days after today: {count}, the earliest first."),
        "reminders": Text("{count} 项还没到期、已到提醒点，最先到期的在前。", "Not due yet but at a reminder: {count}, the most pressing first."),
        "review": Text("{count} 件要主管定级别：写“审核级别”，或改正“紧急程度”。", "For a supervisor to settle the level: {count}; fill in the reviewed level or correct the urgency."),
        "follow_up": Text("{count} 件要回访：到了“最早”再问，最晚的时间最近的在前。", "To ask: {count}, not before the time given; the most pressing first."),
        "reopened": Text("{count} 件客户不满意，由主管牵头：先写原因和新方案，再联系客户。", "Back from dissatisfied customers: {count}; the supervisor leads: first the cause and a new solution, then the customer."),
        "supplement": Text("{count} 件说得不够，补上了才查得清。", "Too little said to look into: {count}."),
        "conflicts": Text("{count} 件有两个人改了同一格：在台账那一行写上正确的值就定了。", "With a cell that two people changed: {count}; type the right value into the row and it is settled."),
        "idle": Text("{count} 件没有人管，或 {days} 天没有动静，最久的在前。", "Without an owner, or nothing done for {days} days: {count}, the longest first."),
        "progress": Text("{count} 条建议该告诉客户进展了：告知后填“告知日期”。", "Suggestions to report on: {count}; fill in the day when the customer was told."),
        "praise": Text("{count} 条表扬还没有转发：转发后填“转发时间”。", "Praise to pass on: {count}; fill in when that was done."),
        "result": Text("{count} 件要给客户明确的答复。", "Owed a clear answer: {count}."),
        "confirm": Text("{count} 件等客户确认；一直没有回音的，到期自动算关闭。", "Waiting for the customer's word: {count}; without one, feedback closes by itself."),
        "leftovers": Text("上月及以前的 {count} 件还没有办结，{day} 前要和客户沟通；沟通后填“进展时间”。", "Still open from last month and before: {count}; talk to these customers by {day} and fill in the progress."),
        "check": Text("{count} 处要看一下。", "To look at: {count}."),
        "unaccepted": Text("{count} 行没有收下，改好后再放回收件箱。", "Rows not taken: {count}; mend them and drop them again."),
    }
)  # fmt: skip
PEOPLE_LEAD = Text(
    "每个人今天要做的，最多的在前；想看一个人的，到各清单按“谁办”筛选。",
    "What each has to do, most first; to see one person, filter the lists by who acts.",
)
AT = Text("截至 {moment}：", "As of {moment}: ")
MORE = Text("另有 {count} 项没有列出。", "And {count} more that are not listed.")
NOTHING = Text("今天没有：{lists}。", "Nothing today: {lists}.")
ALL_DONE = Text("今天没有要做的。", "Nothing to do today.")

HEADERS = MappingProxyType(
    {
        "feedback_id": Text("反馈ID", "Feedback ID"),
        "priority": Text("统一级别", "Level"),
        "kind": Text("反馈类型", "Kind"),
        "issue_type": Text("问题类型", "Issue type"),
        "gist": Text("摘要", "Gist"),
        "team": Text("团队", "Team"),
        "person": Text("谁办", "Who"),
        "department": Text("部门", "Department"),
        "limit": Text("哪个期限", "Which limit"),
        "due": Text("期限", "Due"),
        "days_over": Text("已超(天)", "Days over"),
        "hours_left": Text("剩余(小时)", "Hours left"),
        "status": Text("状态", "Status"),
        "urgency": Text("紧急程度", "Urgency"),
        "cycle": Text("轮次", "Cycle"),
        "readings": Text("为什么要审核", "Why to review"),
        "matter": Text("要做什么", "What to do"),
        "reminder": Text("到了", "Reached"),
        "calls": Text("同时提醒", "Also told"),
        "way": Text("方式", "Way"),
        "opens": Text("最早", "From"),
        "best": Text("建议时间", "Best moment"),
        "reply": Text("话术", "What to say"),
        "since": Text("从何时起", "Since"),
        "days": Text("已等(天)", "Days waiting"),
        "file": Text("文件", "File"),
        "sheet": Text("工作表", "Sheet"),
        "row": Text("行", "Row"),
        "why": Text("为什么没收", "Why not"),
        "list": Text("清单", "List"),
        "count": Text("件数", "Count"),
        "total": Text("合计", "Total"),
    }
)
LIMITS = MappingProxyType(
    {
        "response": Text("响应", "response"),
        "resolution": Text("办结", "resolution"),
    }
)
SUGGESTED = Text("建议 {word}：{reason}", "suggested {word}: {reason}")
AMBIGUOUS = Text(
    "只写了“一般”，没有反馈类型，暂按 2 级", "only “normal” and no kind of feedback; taken for level 2"
)
OPEN = Text("未到期", "not due")
MATTERS = MappingProxyType(
    {
        "wrong": Text("时间前后矛盾或不可能，无法判定，请改正", "The moments contradict each other; correct them"),
        "typed_later": Text(
            "指定期限 {due} 晚于规则算出的 {computed}（按规则：{verdict}）；原因：{reason}",
            "Agreed on {due}, later than the computed {computed} (by the rules: {verdict}); reason: {reason}",
        ),
        "retroactive": Text(
            "级别调整时已过新期限，属回溯超期，不算责任超期",
            "Past due already when the level was changed: late by the change, nobody's fault",
        ),
        "off_duty": Text(
            "{limit}期限 {due} 在休息日，要安排值班", "The {limit} is due on a day off, {due}; somebody must be there"
        ),
        "other_channel": Text(
            "客户从“{channel}”来，却用“{reply_channel}”回复；用原来的渠道再回复一次",
            "Came by {channel} but was answered by {reply_channel}; answer by the customer's own channel too",
        ),
        "concerned": Text(
            "处理人“{owner}”就是被投诉的人，不能处理，已转给{person}",
            "{owner} is the person complained about and must not handle it; {person} acts",
        ),
        "no_answer": Text(
            "办结结果写“无法解决-已答复”，请把给客户的答复写进“解决方案”",
            "It could not be solved: write what the customer was told under the solution",
        ),
        "circle": Text(
            "并入了“{merged_into}”，而那一条又并了回来，两条都没有人办；请把其中一条的“并入”改成它自己的编号",
            "Merged into {merged_into}, which is merged back: nobody handles either; let one of them name itself",
        ),
        "lost_link": Text(
            "关联反馈“{linked_to}”里有不在台账里的编号，请改正", "Among {linked_to} is an id that nobody knows; correct it"
        ),
        "lost_merge": Text("并入的“{merged_into}”不在台账里，请改正", "There is no {merged_into} to be merged into; correct it"),
        "vague": Text("问客户：{missing}", "Ask the customer: {missing}"),
        "new_plan": Text("主管补写：{missing}", "The supervisor adds: {missing}"),
        "plan_ready": Text("按新方案联系客户", "Contact the customer with the new solution"),
        "no_owner": Text("没有处理人，请指定", "Nobody owns it; name somebody"),
        "no_movement": Text("{days} 天没有动静，推进一下并写“处理进展”", "Nothing done for {days} days; move it on and note the progress"),
        "tell_progress": Text("告诉客户进展", "Tell the customer how it stands"),
        "tell_result": Text("建议已有结果，告诉客户", "There is a result; tell the customer"),
        "explain": Text("判为无效，还没有向客户说明", "Not valid, and the customer has not been told why"),
        "deliver": Text("写了解决方案，没有办结时间：给到客户了就补上时间", "There is a solution without a moment: add it once the customer has it"),
        "forward": Text("转给{whom}", "Pass on to: {whom}"),
        "talk": Text("和客户沟通，说明什么时候办好", "Talk to the customer and say when it will be done"),
    }
)  # fmt: skip
THEIR_DEPARTMENT = Text("被表扬的人和部门", "the person praised and the department")
AFTER_WINDOW = Text("{moment}（超窗）", "{moment} (after the window)")
USED = Text("已用 {share}", "{share} used")
BEFORE = MappingProxyType(
    {
        "m": Text("到期前 {count} 分", "{count} min before"),
        "h": Text("到期前 {count} 小时", "{count} h before"),
        "d": Text("到期前 {count} 天", "{count} d before"),
    }
)
NOBODY = Text("（没有处理人）", "(nobody)")
NO_DEPARTMENT = Text("（没有部门）", "(no department)")
UNKNOWN = Text("（不明）", "(unknown)")
BY_PERSON, BY_DEPARTMENT = Text("每个人", "By person"), Text("每个部门", "By department")

ROUTINES = Text("今日例行和接下来 7 天", "Today's routines and the next seven days")
ROUTINE_HEADERS = MappingProxyType(
    {
        "day": Text("日期", "Day"),
        "what": Text("事项", "What"),
    }
)
TODAY = Text("今天", "today")
ROUTINE = Text("{name}（{who}{moved}）", "{name} ({who}{moved})")
MOVED = Text("，原定 {day}，遇休顺延", ", moved from {day}, a day off")
WEEKDAYS = (
    Text("周一", "Mon"), Text("周二", "Tue"), Text("周三", "Wed"), Text("周四", "Thu"), Text("周五", "Fri"),
    Text("周六", "Sat"), Text("周日", "Sun"),
)  # fmt: skip
