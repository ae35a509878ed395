"""C3xx: what can be wrong with one cell."""

from __future__ import annotations

from toolkit.rules.finding import Code, Severity
from toolkit.words import Text

NOTE, WARNING, ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR

C301 = Code(
    "C301", "required-missing", ERROR,
    Text("“{header}”没有填。", '"{header}" is blank.'),
    Text("少了必填的内容，这条反馈算不出期限，也进不了统计。",
         "Without a required answer a feedback has no time limits and cannot be counted."),
    Text("补填这一格，再把文件放回收件箱。", "Fill in the cell and drop the file again."),
)  # fmt: skip
C302 = Code(
    "C302", "expected-missing", WARNING,
    Text("“{header}”没有填，有空请补上。", '"{header}" is blank; please add it when you can.'),
    Text("这一项用于分类统计，空着的会归入“未填写”。", "The statistics use it; a blank one is counted as not stated."),
    Text("补填这一格。", "Fill in the cell."),
)  # fmt: skip
C303 = Code(
    "C303", "required-wrong-kind", ERROR,
    Text("“{header}”写的是“{value}”，看不出是{kind}；请写成 {example}。",
         '"{header}" says "{value}", which is not {kind}; write it like {example}.'),
    Text("必填的时间或数字认不出来，就算不出期限。", "A required date or number that cannot be read gives no time limit."),
    Text("按例子的样子改写这一格；不存在的日期（如 2月30日）也要改正。",
         "Rewrite the cell like the example; a day that does not exist must be corrected too."),
)  # fmt: skip
C304 = Code(
    "C304", "not-in-list", WARNING,
    Text("“{header}”写的是“{value}”，不在可选范围内；{hint}", '"{header}" says "{value}", which is not in the list; {hint}'),
    Text("不在可选范围内的词会单独成一类，统计就散了。", "A word outside the list makes a class of its own and scatters the statistics."),
    Text("从下拉列表里选一个；确实需要新词，请在 设置.xlsx 里加上。",
         "Choose a word from the drop-down; if a new word is needed, add it to the settings workbook."),
)  # fmt: skip
C305 = Code(
    "C305", "wrong-kind", WARNING,
    Text("“{header}”写的是“{value}”，看不出是{kind}，按没填处理；请写成 {example}。",
         '"{header}" says "{value}", which is not {kind} and counts as blank; write it like {example}.'),
    Text("认不出来的时间或数字不能参与计算。", "A date or number that cannot be read takes no part in any calculation."),
    Text("按例子的样子改写这一格，或清空它。", "Rewrite the cell like the example, or clear it."),
)  # fmt: skip
C306 = Code(
    "C306", "out-of-range", WARNING,
    Text("“{header}”写的是 {value}，应{bounds}。", '"{header}" says {value}; it should be {bounds}.'),
    Text("超出范围的数字会把平均值带偏。", "A number out of range bends the averages."),
    Text("核对这个数字和它的单位，改到范围之内。", "Check the number and its unit, and bring it into range."),
)  # fmt: skip
C307 = Code(
    "C307", "required-excel-error", ERROR,
    Text("“{header}”里的公式出错了（{value}）。", 'The formula in "{header}" failed ({value}).'),
    Text("出错的公式没有值，等于没填。", "A failed formula has no value, as if nothing had been filled in."),
    Text("修正公式，或直接填入值。", "Repair the formula, or type the value."),
)  # fmt: skip
C308 = Code(
    "C308", "excel-error", WARNING,
    Text("“{header}”里的公式出错了（{value}），按没填处理。", 'The formula in "{header}" failed ({value}); the cell counts as blank.'),
    Text("出错的公式没有值，等于没填。", "A failed formula has no value, as if nothing had been filled in."),
    Text("修正公式，或直接填入值。", "Repair the formula, or type the value."),
)  # fmt: skip
C309 = Code(
    "C309", "required-uncomputed", ERROR,
    Text("“{header}”里的公式还没有计算过，没有值。",
         'The formula in "{header}" was never computed and has no value.'),
    Text("由其他软件生成的公式，要在 Excel 或 WPS 中打开并保存一次才有值。",
         "A formula written by another program gets its value when Excel or WPS opens and saves the file."),
    Text("用 Excel 或 WPS 打开文件，保存一次，再放回收件箱。", "Open the file in Excel or WPS, save it and drop it again."),
)  # fmt: skip
C310 = Code(
    "C310", "uncomputed", WARNING,
    Text("“{header}”里的公式还没有计算过，按没填处理。", 'The formula in "{header}" was never computed; the cell counts as blank.'),
    Text("由其他软件生成的公式，要在 Excel 或 WPS 中打开并保存一次才有值。",
         "A formula written by another program gets its value when Excel or WPS opens and saves the file."),
    Text("用 Excel 或 WPS 打开文件，保存一次，再放回收件箱。", "Open the file in Excel or WPS, save it and drop it again."),
)  # fmt: skip
C311 = Code(
    "C311", "in-the-future", ERROR,
    Text("“{header}”是 {value}，晚于现在（{as_of}）。",
         '"{header}" is {value}, later than now ({as_of}).'),
    Text("还没有发生的事不能记成已经发生，否则期限和达标都会算错。",
         "What has not happened yet cannot be recorded as done; time limits and verdicts would be wrong."),
    Text("核对年、月、日，改成实际发生的时间。", "Check year, month and day, and enter when it really happened."),
)  # fmt: skip
C312 = Code(
    "C312", "absurd-year", ERROR,
    Text("“{header}”是 {value}，年份不对。", '"{header}" is {value}; the year cannot be right.'),
    Text("多半是少打了数字，或者把普通数字设成了日期格式。", "Usually a digit is missing, or a plain number was formatted as a date."),
    Text("改成完整的日期，如 2026-10-08。", "Write the full date, such as 2026-10-08."),
)  # fmt: skip
C313 = Code(
    "C313", "four-years-early", WARNING,
    Text("“{header}”是 {value}，正好比其他行早四年左右；是否应为 {likely}？",
         '"{header}" is {value}, four years before the other rows; should it be {likely}?'),
    Text("从 Mac 版 Excel 的旧文件（1904 日期系统）粘贴过来的日期会少四年零一天。",
         "Dates pasted from an old Excel for Mac file (1904 date system) lose four years and a day."),
    Text("核对日期，重新输入。", "Check the date and type it again."),
)  # fmt: skip
C314 = Code(
    "C314", "bare-date", NOTE,
    Text("“{header}”只有日期（{value}），按小时计的时限可能无法判定。",
         '"{header}" is a date without a time ({value}); a limit in hours may be undecidable.'),
    Text("不知道几点几分，就说不准是否在两小时内联系到了客户。",
         "Without a time of day nobody can say whether the customer was reached within two hours."),
    Text("补上时间，如 2026-10-08 09:30。", "Add the time, such as 2026-10-08 09:30."),
)  # fmt: skip
C315 = Code(
    "C315", "repeated-id", WARNING,
    Text("“{header}”的“{value}”在第 {first_row} 行已经用过：内容不同，这一行会得到新编号；内容相同，只算一条。",
         '"{header}" repeats "{value}" of row {first_row}: it gets a new number if it says something else, and counts once if not.'),
    Text("一个编号只能指一条反馈，否则两条会混成一条。", "A number stands for one feedback only; otherwise two would become one."),
    Text("清空这一格，让系统编号；若是重复的行，请删去。", "Clear the cell to get a number, or delete the row if it is a repeat."),
)  # fmt: skip
C316 = Code(
    "C316", "odd-id", WARNING,
    Text("“{header}”的“{value}”里有空格、全角字符或不止一个编号，可能对不上。",
         '"{header}" says "{value}", with blanks, full-width characters or several numbers; it may match nothing.'),
    Text("多一个空格的编号，和原来的编号就不是同一个。", "A number with one blank more is another number."),
    Text("只留一个编号，去掉空格，用半角字母和数字。", "Keep one number, without blanks, in plain letters and digits."),
)  # fmt: skip
C317 = Code(
    "C317", "digits-lost", WARNING,
    Text("“{header}”的“{value}”位数太长，Excel 已把后几位变成 0。",
         '"{header}" holds "{value}", too long for a number; Excel has turned its last digits into 0.'),
    Text("Excel 的数字只保留 15 位，更长的订单号、卡号要按文本输入。",
         "Excel keeps 15 digits of a number; longer order or card numbers must be typed as text."),
    Text("先把单元格设成“文本”格式，再重新输入完整号码。", "Format the cell as text, then type the whole number again."),
)  # fmt: skip
C318 = Code(
    "C318", "odd-contact", WARNING,
    Text("“{header}”的“{value}”不像电话号码或邮箱，可能联系不到客户。",
         '"{header}" says "{value}", which is no phone number or e-mail; the customer may be out of reach.'),
    Text("手机号是 11 位，多一位少一位都打不通；身份证号不要写在这里。",
         "A mobile number has 11 digits; an identity card number does not belong here."),
    Text("核对号码；座机请带区号，如 021-62345678。", "Check the number; write a landline with its area code."),
)  # fmt: skip
C319 = Code(
    "C319", "looks-like-formula", NOTE,
    Text("“{header}”的“{value}”看起来像公式，已按文字保留。", '"{header}" says "{value}", which looks like a formula; it was kept as text.'),
    Text("别人填写的内容若被当成公式执行，可能泄露数据。", "Text from strangers that runs as a formula could leak data."),
    Text("若不是公式，把开头的符号去掉，或用引号括起来。", "If it is no formula, drop the sign at the start or put it in quotes."),
)  # fmt: skip
C320 = Code(
    "C320", "garbled-text", WARNING,
    Text("“{header}”里有乱码：“{value}”。", '"{header}" is garbled: "{value}".'),
    Text("文件另存或导出时用错了编码，内容已经读不出来。", "The file was saved or exported in the wrong encoding."),
    Text("回到来源系统，用 UTF-8 编码重新导出。", "Export it again from the source, in UTF-8."),
)  # fmt: skip
C321 = Code(
    "C321", "vague-text", WARNING,
    Text("“{header}”写得太笼统（“{value}”），请补充：{missing}。", '"{header}" is too vague ("{value}"); please add {missing}.'),
    Text("只有感受没有经过，接手的人不知道要解决什么。", "A feeling without a story does not tell the next person what to solve."),
    Text("写清什么时间、谁、发生了什么、哪个订单。", "Say when, who, what happened and which order."),
)  # fmt: skip
C322 = Code(
    "C322", "several-owners", WARNING,
    Text("“{header}”写了不止一个人（“{value}”），请只留一个。", '"{header}" names more than one person ("{value}"); keep one.'),
    Text("几个人都负责，等于没有人负责。", "What several people own, nobody owns."),
    Text("只写最终负责的一个人，其他人写进措施或备注。", "Name the one person accountable; mention the others in the measures or the note."),
)  # fmt: skip
C323 = Code(
    "C323", "short-cause-chain", WARNING,
    Text("“{header}”只问到第 {depth} 层，请继续往下问为什么（至少三层）。",
         '"{header}" stops at level {depth}; keep asking why, at least three times.'),
    Text("停在现象上的原因，改了也会再犯。", "A cause that is only a symptom comes back after the cure."),
    Text("写成 ①现象的原因→②更深一层→③可以动手改的原因。", "Write 1 why → 2 why → 3 a cause you can act on."),
)  # fmt: skip
C324 = Code(
    "C324", "blames-a-person", WARNING,
    Text("“{header}”最后归到了个人（“{value}”），请再问一层：流程为什么没有挡住？",
         '"{header}" ends with a person ("{value}"); ask once more why the process did not prevent it.'),
    Text("换了人问题还在；能改的是流程、工具和培训。", "Another person would err too; process, tools and training can be changed."),
    Text("在后面加一层：制度、系统或培训上缺了什么。", "Add a level: what was missing in the rules, the system or the training."),
)  # fmt: skip
C325 = Code(
    "C325", "goal-without-figure", WARNING,
    Text("“{header}”没有数字（“{value}”），改进后说不清有没有达到。",
         '"{header}" has no figure ("{value}"), so nobody can tell later whether it was reached.'),
    Text("没有目标数值，就无法判断措施有没有用。", "Without a target nobody can tell whether a measure worked."),
    Text("写成 指标+数值，如 3天内发货率提升至95%。", "Name a figure and its target, such as: shipped within 3 days, 95%."),
)  # fmt: skip
C326 = Code(
    "C326", "not-whole", WARNING,
    Text("“{header}”写的是 {value}，应为整数。", '"{header}" says {value}; it should be a whole number.'),
    Text("这一项按个数或整分计，小数没有意义。", "It is counted in whole steps; a fraction has no meaning."),
    Text("改成整数。", "Enter a whole number."),
)  # fmt: skip

CELL_CODES = (
    C301, C302, C303, C304, C305, C306, C307, C308, C309, C310, C311, C312, C313,
    C314, C315, C316, C317, C318, C319, C320, C321, C322, C323, C324, C325, C326,
)  # fmt: skip
