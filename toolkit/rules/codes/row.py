"""R4xx: cells of a row that contradict each other."""

from __future__ import annotations

from toolkit.rules.finding import Code, Severity
from toolkit.words import Text

WARNING, ERROR = Severity.WARNING, Severity.ERROR

R401 = Code(
    "R401", "impossible-order", ERROR,
    Text("“{header}”（{value}）早于“{other}”（{other_value}），不可能。",
         '"{header}" ({value}) is before "{other}" ({other_value}), which cannot be.'),
    Text("先后颠倒的时间会让用时变成负数。", "Moments in the wrong order would give a negative duration."),
    Text("核对这两个时间，改正写错的那个。", "Check both moments and correct the wrong one."),
)  # fmt: skip
R402 = Code(
    "R402", "unlikely-order", WARNING,
    Text("“{header}”（{value}）早于“{other}”（{other_value}），请核对。",
         '"{header}" ({value}) is before "{other}" ({other_value}); please check.'),
    Text("通常是后一件事先记了，或者日期写错了。", "Usually one of the two was recorded in the wrong cell or with a wrong date."),
    Text("核对这两个时间；没有错可以不改。", "Check both moments; leave them if they are right."),
)  # fmt: skip
R403 = Code(
    "R403", "levels-disagree", WARNING,
    Text("级别写得不一致：{readings}。请主管审核，以“{header}”为准的请改正其他处。",
         "The levels disagree: {readings}. A supervisor decides; if “{header}” is right, correct the others."),
    Text("级别决定期限；两处不一致时由主管审核。",
         "The level sets the time limits; when two disagree the row waits for a supervisor."),
    Text("各处改成同一级别，或在“审核级别”里写明以哪个为准。", "Make them the same, or state the right one as the reviewed level."),
)  # fmt: skip
R404 = Code(
    "R404", "handled-by-the-person-concerned", WARNING,
    Text("“{header}”就是“{other}”（{value}），当事人不应处理对自己的投诉。",
         '"{header}" is also "{other}" ({value}); nobody should handle a complaint about themselves.'),
    Text("当事人回避，处理才公正。", "A complaint is handled fairly only by somebody else."),
    Text("换一个人处理。", "Give the row to somebody else."),
)  # fmt: skip
R405 = Code(
    "R405", "reply-by-another-channel", WARNING,
    Text("客户从“{other_value}”来，却用“{value}”回复（“{header}”）。",
         'The customer came by "{other_value}" but was answered by "{value}" ("{header}").'),
    Text("回复方式应与客户反馈的方式相同，客户才看得到。", "An answer should go back the way the customer came, or it may not be seen."),
    Text("用客户原来的渠道再回复一次；客户要求换渠道的，在备注写明。",
         "Answer by the customer's own channel too; if the customer asked for another, say so in the note."),
)  # fmt: skip
R406 = Code(
    "R406", "dissatisfied-without-reason", WARNING,
    Text("“{other}”选了“不满意”，但“{header}”没有填。", '"{other}" says dissatisfied, but "{header}" is blank.'),
    Text("不知道为什么不满意，重办时会再犯同样的错。", "Without the reason the second attempt repeats the first."),
    Text("回访客户，写下不满意的原因。", "Ask the customer and write down why."),
)  # fmt: skip
R407 = Code(
    "R407", "resolved-without-solution", WARNING,
    Text("“{other}”已填（{other_value}），但“{header}”是空的。", '"{other}" is filled in ({other_value}), but "{header}" is blank.'),
    Text("办结是指给出了解决方案；没有内容就说不清办了什么。", "Resolved means that an answer was given; without it nobody knows which."),
    Text("写下给客户的解决方案或答复；无法解决也要写明已如何答复。",
         "Write down the solution or answer; when it cannot be solved, say how that was explained."),
)  # fmt: skip
R408 = Code(
    "R408", "solution-without-moment", WARNING,
    Text("“{other}”已经写了，但“{header}”没有填，期限还在走。", '"{other}" is filled in, but "{header}" is blank the clock still runs.'),
    Text("没有办结时间，就会一直算作未办结。", "Without the moment the row counts as unresolved."),
    Text("补上给出解决方案的时间；方案还没有给客户的，可以先不填。",
         "Add when the answer was delivered; leave it blank while the customer has not got it."),
)  # fmt: skip
R409 = Code(
    "R409", "satisfaction-without-resolution", WARNING,
    Text("“{header}”已经填了（“{value}”），但“{other}”是空的。", '"{header}" is filled in ("{value}"), but "{other}" is blank.'),
    Text("满意度问的是处理结果，没有办结就没有结果。", "Satisfaction is about the result; without a resolution there is none."),
    Text("补上办结时间。", "Add when it was resolved."),
)  # fmt: skip
R410 = Code(
    "R410", "rating-against-satisfaction", WARNING,
    Text("“{header}”是 {value} 分，而“{other}”是“{other_value}”，两处矛盾。",
         '"{header}" is {value}, but "{other}" says "{other_value}"; the two contradict.'),
    Text("同一次回访的两个回答应当一致。", "Two answers from one follow-up should agree."),
    Text("核对回访记录，改正其中一处。", "Check the follow-up and correct one of them."),
)  # fmt: skip
R411 = Code(
    "R411", "hold-without-reason", WARNING,
    Text("“{other}”已填（{other_value}），但“{header}”没有填。", '"{other}" is filled in ({other_value}), but "{header}" is blank.'),
    Text("暂停会停表，没有理由的暂停不算数。", "A hold stops the clock; one without a reason does not count."),
    Text("写明在等什么。", "Say what is being waited for."),
)  # fmt: skip
R412 = Code(
    "R412", "hold-without-start", WARNING,
    Text("“{other}”已填（{other_value}），但“{header}”没有填，这次暂停不算。",
         '"{other}" is filled in ({other_value}), but "{header}" is blank this hold does not count.'),
    Text("不知道从什么时候开始暂停，就不能停表。", "Without a start the clock cannot be stopped."),
    Text("补上暂停开始的时间。", "Add when the hold began."),
)  # fmt: skip
R413 = Code(
    "R413", "share-unlike-count", WARNING,
    Text("“{header}”写的是 {value}，按“{other}”算应为 {expected}%。",
         '"{header}" says {value}, but by "{other}" it should be {expected}%.'),
    Text("手填的占比和频次对不上，看报表的人不知道信哪个。", "A typed share that does not follow from the counts leaves readers guessing."),
    Text("删去手填的占比，让系统计算。", "Clear the typed share and let it be computed."),
)  # fmt: skip
R414 = Code(
    "R414", "shares-do-not-add-up", WARNING,
    Text("“{header}”各行加起来是 {total}%，应为 100%。", 'The rows of "{header}" add up to {total}% instead of 100%.'),
    Text("加起来不是 100%，说明漏了一类或重复算了一类。", "Another sum means that a class is missing or counted twice."),
    Text("核对各类的频次，或让系统计算。", "Check the counts, or let them be computed."),
)  # fmt: skip
R415 = Code(
    "R415", "claimed-but-not-reached", WARNING,
    Text("“{header}”写着达标，但“{other}”是 {other_value}，目标是 {goal}。",
         '"{header}" says reached, but "{other}" is {other_value} and the target is {goal}.'),
    Text("没有到目标就不算达标，措施要继续。", "Short of the target the measure has not worked yet."),
    Text("改成未达标，或核对数值和目标。", "Say that it was missed, or check figure and target."),
)  # fmt: skip
R416 = Code(
    "R416", "claimed-without-figures", WARNING,
    Text("“{header}”写着达标，但改进前后的数值没有填全或没有变化。",
         '"{header}" says reached, but the figures before and after are incomplete or equal.'),
    Text("没有数值变化，说不清是不是措施起了作用。", "Without a change in the figure nobody can say that the measure worked."),
    Text("补上改进前和改进后的数值；数据不足请选“数据不足”。",
         "Add both figures; choose “not enough data” while there are none."),
)  # fmt: skip
R417 = Code(
    "R417", "measure-without-department", WARNING,
    Text("“{header}”没有填，每项措施要有责任人和部门。", '"{header}" is blank; a measure needs an owner and a department.'),
    Text("没有部门，人换岗后措施就没有人接。", "Without a department nobody takes over when the owner moves on."),
    Text("补上责任部门。", "Add the department."),
)  # fmt: skip
R418 = Code(
    "R418", "closed-without-resolution", WARNING,
    Text("“{other}”已填（{other_value}），但“{header}”是空的，期限还在走。",
         '"{other}" is filled in ({other_value}), but "{header}" is blank the clock still runs.'),
    Text("关闭之前要先办结。", "A feedback is resolved before it is closed."),
    Text("补上办结时间。", "Add when it was resolved."),
)  # fmt: skip
R419 = Code(
    "R419", "merged-into-itself", WARNING,
    Text("“{header}”写的是这一行自己的编号（“{value}”），不算并入。", '"{header}" names the row itself ("{value}"); it is not merged.'),
    Text("一条反馈只能并入另一条。", "A feedback can only be merged into another one."),
    Text("写另一条反馈的编号，或清空。", "Name the other feedback, or clear the cell."),
)  # fmt: skip
R420 = Code(
    "R420", "invalid-without-answer", WARNING,
    Text("“{other}”选了“否”，但“{header}”没有写如何向客户说明。", '"{other}" says no, but "{header}" does not say how that was explained.'),
    Text("不成立的反馈也要给客户明确的答复。", "A customer deserves a clear answer even when the complaint does not hold."),
    Text("写下向客户说明的内容。", "Write down what the customer was told."),
)  # fmt: skip
R421 = Code(
    "R421", "may-be-urgent", WARNING,
    Text("可能紧急，{reason}。认可就把“{other}”写成“{suggested}”，不认可请填“{triage}”。",
         'May be urgent: {reason}. If you agree set "{other}" to "{suggested}"; if not, fill in "{triage}".'),
    Text("级别决定期限，晚看到就晚处理；系统只建议，由人决定。", "The level sets the time limits. This is only a suggestion; a person decides."),
    Text("改“紧急程度”，或填“初判级别”，写哪一级都行。", "Change the urgency, or state a triage level, whichever it is."),
)  # fmt: skip
R422 = Code(
    "R422", "level-changed-without-moment", WARNING,
    Text("“{other}”填了（{other_value}），但“{header}”是空的，期限从反馈时间按新级别算。",
         '"{other}" is filled in ({other_value}), but "{header}" is blank; the new level counts from receipt.'),
    Text("不知道什么时候调整的，就分不出调整前后各用了多少时间。", "Without the moment nobody can tell the time used before from the time used after."),
    Text("补上调整的时间。", "Add when the level was changed."),
)  # fmt: skip

R423 = Code(
    "R423", "reopened-without-new-plan", WARNING,
    Text("客户不满意，由主管重办，还缺：{missing}。", "The customer is dissatisfied and the supervisor takes over; still missing: {missing}."),
    Text("由主管牵头分析原因、调整方案；照旧再做一遍，客户还会不满意。",
         "The supervisor looks for the cause and changes the solution; the same again would not satisfy."),
    Text("补上所缺的；还在分析的，分析完就补上。", "Fill in what is missing, as soon as it is known."),
)  # fmt: skip
R424 = Code(
    "R424", "closed-without-prevention", WARNING,
    Text("投诉已关闭（“{other}”{other_value}），但“{header}”没有填。", 'The complaint is closed ("{other}" {other_value}), but "{header}" is blank.'),
    Text("给客户的结果要有解决方案，也要有预防措施。", "What a customer is told holds the solution and how it will not happen again."),
    Text("写上怎样避免再次发生；确实不用预防的，写“无需”。", "Say how it is kept from happening again, or write none."),
)  # fmt: skip

R430 = Code(
    "R430", "cause-is-what-customers-see", WARNING,
    Text("“{header}”停在“{deepest}”，这是客户看到的现象，不是能动手改的原因。", '"{header}" ends at "{deepest}", which is what customers see and not a cause that can be changed.'),
    Text("停在现象上的措施治标不治本，问题还会回来。", "A measure against what is seen leaves the cause, and the issue comes back."),
    Text("再问一次为什么，问到缺了什么、哪条规则或哪个系统要改为止。",
         "Ask why once more, until it names what is missing or which rule or system has to change."),
)  # fmt: skip
R431 = Code(
    "R431", "measure-due-after-its-plan", WARNING,
    Text("“{measure}”写的日期 {day} 晚于“{header}”（{value}）。", '"{measure}" is due on {day}, after "{header}" ({value}).'),
    Text("计划到期时这一项还没做完，整个计划就不能算完成。", "The plan cannot be done while one of its measures is not."),
    Text("改早这一项，或把完成时间改到最后一项的日期。", "Move the measure forward, or the plan's date to that of its last measure."),
)  # fmt: skip
R432 = Code(
    "R432", "paused-without-review", WARNING,
    Text("“{other}”写着暂缓，但“{header}”没有填。", '"{other}" says paused, but "{header}" is blank.'),
    Text("没有复查日期的暂缓就是忘记。", "What is paused without a day to look again is forgotten."),
    Text("写上哪天再看；不做了就删去这一行的暂缓。", "Say when to look again, or take the pause back."),
)  # fmt: skip
R433 = Code(
    "R433", "done-without-day", WARNING,
    Text("“{other}”写着已完成，但“{header}”没有填，效果从计划的完成时间起算。",
         '"{other}" says done, but "{header}" is blank; its effect counts from the planned day.'),
    Text("不知道哪天做完，就分不出改进前和改进后。", "Without the day nobody can tell before from after."),
    Text("补上实际完成的日期。", "Add the day on which it was done."),
)  # fmt: skip
R434 = Code(
    "R434", "claim-unlike-the-figures", WARNING,
    Text("“{header}”说“{claim}”，按改进前 {before}、改进后 {after} 算不是这样。",
         '"{header}" claims "{claim}", but the figures went from {before} to {after}.'),
    Text("备注和数值对不上，看的人不知道信哪个。", "A remark that its own figures deny leaves readers guessing."),
    Text("改正备注，或核对改进前和改进后的数值。", "Correct the remark, or check both figures."),
)  # fmt: skip
R450 = Code(
    "R450", "other-holds-unreadable", WARNING,
    Text("“{header}”写的是“{value}”，看不出从几点到几点，按没填处理。", '"{header}" says "{value}"; from when until when is not clear, so it counts as blank.'),
    Text("看不清的暂停不能用来推迟期限。", "A hold that cannot be read cannot move a due moment."),
    Text("一次写一行，如 2026-03-10 16:00 至 2026-03-12 10:00（等客户寄回），结束要晚于开始。",
         "Write one a line, like 2026-03-10 16:00 to 2026-03-12 10:00 (customer sends it back), the end after the start."),
)  # fmt: skip

ROW_CODES = (
    R401, R402, R403, R404, R405, R406, R407, R408, R409, R410,
    R411, R412, R413, R414, R415, R416, R417, R418, R419, R420,
    R421, R422, R423, R424,
    R430, R431, R432, R433, R434, R450,
)  # fmt: skip
