"""P6xx: what can be wrong with the team's rules in the settings workbook."""

from __future__ import annotations

from toolkit.rules.finding import Code, Severity
from toolkit.words import Text

NOTE, WARNING, ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR

P601 = Code(
    "P601", "settings-missing", ERROR,
    Text("设置里的“{header}”没有填。", '"{header}" is blank in the settings.'),
    Text("少了这一项，这条规则用不了。", "Without it the rule cannot be used."),
    Text("补填这一格；用法见表头的说明。", "Fill in the cell; the header's note says how."),
)  # fmt: skip
P602 = Code(
    "P602", "settings-unknown-word", ERROR,
    Text("设置里的“{header}”写的是“{value}”，没有这个词；{hint}", '"{header}" says "{value}", which no list knows; {hint}'),
    Text("规则里的词要和各个列表里的词一样，才对得上。", "The words of a rule must be those of the lists."),
    Text("改成列表里的词，或先把这个词加到列表里。", "Use a word of the list, or add the word to its list first."),
)  # fmt: skip
P603 = Code(
    "P603", "settings-wrong-kind", ERROR,
    Text("设置里的“{header}”写的是“{value}”，应为{kind}，如 {example}。", '"{header}" says "{value}"; it should be {kind}, such as {example}.'),
    Text("看不懂的值不能用来计算。", "A value that cannot be read cannot be used."),
    Text("按例子的样子改写这一格。", "Rewrite the cell like the example."),
)  # fmt: skip
P604 = Code(
    "P604", "settings-not-positive", ERROR,
    Text("设置里的“{header}”是 {value}，时限要大于 0。", '"{header}" is {value}; a time limit must be more than 0.'),
    Text("零或负的时限一收到就超期。", "A limit of zero or less is broken on arrival."),
    Text("填一个大于 0 的数；不考核就清空这一格。", "Enter a number above 0, or clear the cell for no limit."),
)  # fmt: skip
P605 = Code(
    "P605", "settings-response-longer", ERROR,
    Text("“{rule}”的响应时限（{response}）比“{other}”的办结时限（{resolution}）还长。",
         'The response limit of "{rule}" ({response}) is longer than the resolution limit of "{other}" ({resolution}).'),
    Text("先联系到客户，才谈得上办结。", "A customer is contacted before the matter is resolved."),
    Text("把响应时限改短，或把办结时限改长。", "Shorten the response limit or lengthen the resolution limit."),
)  # fmt: skip
P606 = Code(
    "P606", "settings-overlap", ERROR,
    Text("“{rule}”和第 {first_row} 行的规则管同样的反馈，“{header}”也一样。",
         '"{rule}" covers the same feedback as the rule in row {first_row}, and "{header}" is the same too.'),
    Text("两条规则都适用时，不知道该用哪一条。", "When two rules apply, nobody knows which one holds."),
    Text("给要先用的一条填更小的“顺序”；或合并成一条；或改条件，使两条不重叠。",
         "Give the one that goes first a smaller order, merge them, or change their conditions so that they do not overlap."),
)  # fmt: skip
P607 = Code(
    "P607", "settings-repeated-name", ERROR,
    Text("设置里的“{value}”在第 {first_row} 行已经有了。", '"{value}" stands in row {first_row} of the settings already.'),
    Text("同一个名字只能有一种意思。", "One name can have one meaning only."),
    Text("删去其中一行，或改一个名字。", "Delete one of the rows, or rename it."),
)  # fmt: skip
P608 = Code(
    "P608", "settings-repeated-alias", ERROR,
    Text("“{value}”既是“{first}”的别名，又是“{second}”的别名。", '"{value}" is another word for both "{first}" and "{second}".'),
    Text("一个词只能归到一类。", "A word can belong to one class only."),
    Text("从其中一行的别名里去掉它。", "Take it out of one of the two rows."),
)  # fmt: skip
P609 = Code(
    "P609", "settings-never-open", ERROR,
    Text("工作时间里没有任何上班时段，无法计算期限。", "The working hours have no open time at all, so no due moment can be computed."),
    Text("按工作小时计的时限要有上班时间才走得动。", "A limit in working hours only runs while somebody works."),
    Text("至少给一个工作日填上时段，如 09:00-12:00。", "Give at least one weekday its hours, such as 09:00-12:00."),
)  # fmt: skip
P610 = Code(
    "P610", "settings-bad-hours", ERROR,
    Text("工作时间“{value}”不对：{problem}", 'The working hours "{value}" are wrong: {problem}'),
    Text("写错的时段会让期限算错。", "Wrong hours give wrong due moments."),
    Text("写成 09:00-12:00;13:00-18:00 这样。", "Write them like 09:00-12:00; 13:00-18:00."),
)  # fmt: skip
P611 = Code(
    "P611", "settings-day-twice", ERROR,
    Text("工作日历里 {value} 写了两次，且不一致。", "{value} stands twice in the work calendar, and differently."),
    Text("同一天不能既放假又上班。", "A day cannot be both off and open."),
    Text("只留正确的一行。", "Keep the right row."),
)  # fmt: skip
P612 = Code(
    "P612", "settings-year-not-published", WARNING,
    Text("工作日历还没有 {value} 年的放假安排，这一年的期限是暂定的。",
         "The work calendar has no official holidays for {value} yet; due moments of that year are provisional."),
    Text("放假通知通常在前一年年底公布。", "The notice usually comes out at the end of the year before."),
    Text("通知公布后，把放假和调休上班的日子填进工作日历。", "Once it is out, fill days off and make-up days into the work calendar."),
)  # fmt: skip
P613 = Code(
    "P613", "settings-level-without-limit", WARNING,
    Text("“{value}”没有办结时限，这一级的反馈不考核。", '"{value}" has no resolution limit; feedback of this level is not judged.'),
    Text("没有时限就说不上达标或超期。", "Without a limit nothing can be met or broken."),
    Text("补上时限；确实不考核的可以不填。", "Add a limit, or leave it if that is intended."),
)  # fmt: skip
P614 = Code(
    "P614", "settings-word-without-level", ERROR,
    Text("紧急程度“{value}”没有对应的级别。", 'The urgency word "{value}" has no level.'),
    Text("没有级别就选不出时限。", "Without a level no time limit can be chosen."),
    Text("在“统一级别”里填 1、2 或 3。", "Enter level 1, 2 or 3."),
)  # fmt: skip
P615 = Code(
    "P615", "settings-duty-missing", WARNING,
    Text("“{kind}”的“{level}”没有写由谁牵头。", 'No lead is named for "{kind}" at "{level}".'),
    Text("没有牵头的部门，反馈来了没有人接。", "Without a lead nobody takes the feedback."),
    Text("在职责表里补上一行。", "Add a row to the duties."),
)  # fmt: skip
P616 = Code(
    "P616", "settings-out-of-range", ERROR,
    Text("设置里的“{header}”是 {value}，应{bounds}。", '"{header}" is {value}; it should be {bounds}.'),
    Text("超出范围的值没有意义，或者会拖慢处理。", "A value out of range has no meaning or would slow everything down."),
    Text("改到范围之内。", "Bring it into range."),
)  # fmt: skip
P617 = Code(
    "P617", "settings-unknown-column", ERROR,
    Text("导入映射里的“{value}”不是我们的列；{hint}", '"{value}" in the import mapping is no column of ours; {hint}'),
    Text("对不上的列读不进来。", "A column that matches nothing cannot be read."),
    Text("改成标准模板里的列名。", "Use a header of the standard template."),
)  # fmt: skip
P618 = Code(
    "P618", "settings-sheet-missing", WARNING,
    Text("设置里没有“{sheet}”这张表，用默认值。", 'The settings have no sheet "{sheet}"; the defaults are used.'),
    Text("表被删掉或改了名。", "The sheet was deleted or renamed."),
    Text("不需要可以不管；要改规则，从新的设置模板里复制回来。",
         "Leave it if the defaults are fine; otherwise copy the sheet from a new settings template."),
)  # fmt: skip
P619 = Code(
    "P619", "settings-kept-the-last", WARNING,
    Text("设置.xlsx 有 {count} 处错误，仍用 {since} 的上一份设置。",
         "The settings workbook has {count} mistakes; the last good settings of {since} stay in force."),
    Text("错误的规则不能拿来判定，所以沿用上一份没有错误的。", "Wrong rules judge nobody, so the last good ones are kept."),
    Text("改正所列的格子并保存，下一次处理时生效。", "Correct the listed cells and save; the next run uses them."),
)  # fmt: skip
P620 = Code(
    "P620", "settings-too-many-words", ERROR,
    Text("“{header}”里有 {count} 个词，最多 {limit} 个。", '"{header}" has {count} words; at most {limit} are allowed.'),
    Text("词太多会变慢，也会互相打架。", "Too many words are slow and contradict each other."),
    Text("删去用不到的词。", "Delete the words nobody uses."),
)  # fmt: skip
P621 = Code(
    "P621", "settings-limit-to-fill", NOTE,
    Text("“{rule}”的时限还没有填，归它管的反馈无法判定。", 'The limit of "{rule}" is not filled in; feedback under it is undecidable.'),
    Text("制度里没有写的数，不替你猜。", "What the policy paper leaves blank is not guessed."),
    Text("填上数值；用不到这条规则就删掉这一行。", "Enter the amount, or delete the row if nobody needs the rule."),
)  # fmt: skip
P622 = Code(
    "P622", "settings-unusable-limit", ERROR,
    Text("“{rule}”不能这样写：{problem}", '"{rule}" cannot be written like that: {problem}'),
    Text("这样的规则算不出期限。", "No due moment can be computed from such a rule."),
    Text("按提示改这一行。", "Change the row as it says."),
)  # fmt: skip
P623 = Code(
    "P623", "settings-other-event", ERROR,
    Text("“{rule}”的“{header}”是“{value}”，{stage}只能是“{event}”。", '"{rule}" has "{value}" as "{header}"; for {stage} it can only be "{event}".'),
    Text("这个阶段对每条反馈判定，看的就是这个时间。", "This stage is judged for every feedback by that moment."),
    Text("清空这一格，或换一个阶段。", "Clear the cell, or choose another stage."),
)  # fmt: skip
P624 = Code(
    "P624", "settings-cannot-be-used", WARNING,
    Text("{file} 现在用不了（{reason}），仍用 {since} 的上一份设置。",
         "{file} cannot be used now ({reason}); the last good settings of {since} stay in force."),
    Text("没有规则就无法判定，所以沿用上一份没有错误的。", "Without rules nothing can be judged, so the last good ones are kept."),
    Text("改好、关闭并放回原处，下一次处理时生效。", "Mend it, close it and put it back in its place; the next run uses it."),
)  # fmt: skip

P625 = Code(
    "P625", "settings-bad-reply", ERROR,
    Text("“{name}”的写法不能用：{problem}", 'The text "{name}" cannot be used: {problem}'),
    Text("写错的模板填不出话来。", "A template with a mistake fills in nothing."),
    Text("照表头说明里的名字改正，或从别的行复制一句再改。", "Correct it with the names in the header's note, or copy another row's text and change that."),
)  # fmt: skip

P626 = Code(
    "P626", "settings-bad-colour", WARNING,
    Text("报告的主色“{value}”不能用：{problem}", 'The main colour "{value}" of reports cannot be used: {problem}'),
    Text("标题、链接和图表都用这个颜色，要在白纸上看得清；现在仍用深蓝。", "Headings, links and charts have this colour and must be read on white; reports stay navy."),
    Text("写一个表头说明里的颜色名，或写深一些的 #RRGGBB。", "Use a name from the help beside it, or a darker #RRGGBB."),
)  # fmt: skip
P627 = Code(
    "P627", "settings-bad-logo", WARNING,
    Text("标志图片“{value}”不能用：{problem}", 'The logo "{value}" cannot be used: {problem}'),
    Text("图片会放进每份报告的封面；现在的报告没有标志。", "It stands on the cover of every report; for now reports have none."),
    Text("把 PNG 或 JPEG 图片放进工作区文件夹，写它的相对位置，如 标志.png。", "Put a PNG or JPEG into the workspace folder and write its place there, such as logo.png."),
)  # fmt: skip
P628 = Code(
    "P628", "settings-pattern", ERROR,
    Text("“{header}”里的“{value}”是正则写法，这里只按字面查找。", '"{value}" in "{header}" is a regular expression; words are found as they are written.'),
    Text("正则写得不巧，一条反馈就能算上几个小时。", "An unlucky pattern can take hours over a single feedback."),
    Text("写成几个普通的词，用、隔开。", "Write plain words instead, separated by commas."),
)  # fmt: skip

P629 = Code(
    "P629", "settings-merits-folder", WARNING,
    Text("“奖罚统计”打开了，但没有地方放：{problem}。现在没有统计。", "The tally of rewards and penalties is switched on but has no place: {problem}. Nothing is tallied for now."),
    Text("奖罚只给该看的人看；工作文件夹是大家共用的，不能放在里面。", "It is for few eyes, and everybody reads the workspace."),
    Text("在 voc.toml 里写一行 merits = '完整路径'，指向工作文件夹以外、只有该看的人能打开的文件夹；不用就把“奖罚统计”改回“否”。",
         "Add a line merits = 'full path' to voc.toml for a folder outside the workspace that only those concerned can open, or switch the tally off."),
)  # fmt: skip

P630 = Code(
    "P630", "settings-short-baseline", WARNING,
    Text("基线到“{value}”为止不满 {weeks} 个整周，这一行没有用。", 'The baseline up to "{value}" has fewer than {weeks} whole weeks; this row is not used.'),
    Text("周数太少，算出的界限靠不住，正常的升降也会被当成异常。", "Limits of few weeks cannot be relied on: what always varies would look unusual."),
    Text("把“基线从”改早，或把“基线到”改晚；没有更多数据就删掉这一行。", "Begin earlier or end later; delete the row where there are no more weeks."),
)  # fmt: skip

P631 = Code(
    "P631", "settings-repeated-keyword", WARNING,
    Text("关键词“{value}”既归“{first}”，又归“{second}”，等于没有说。", 'The word "{value}" stands for both "{first}" and "{second}", so it says nothing.'),
    Text("同一列里，一个词只有归到一类，才能据它给出建议。", "Within one column a word can only suggest one class."),
    Text("从其中一行的关键词里去掉它。", "Take it out of one of the two rows."),
)  # fmt: skip

SETTINGS_CODES = (
    P601, P602, P603, P604, P605, P606, P607, P608, P609, P610,
    P611, P612, P613, P614, P615, P616, P617, P618, P619, P620,
    P621, P622, P623, P624, P625, P626, P627, P628, P629, P630, P631,
)  # fmt: skip
