"""S2xx: what can be the matter with a book's sheets, headers and columns."""

from __future__ import annotations

from toolkit.rules.codes.reading import READING_CODES
from toolkit.rules.finding import Code, Severity
from toolkit.words import Text

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

MAP_IT = Text(
    "表里有这一列的，把表头改成我们的名称，或在 设置.xlsx 的“导入映射”里写明它对应哪一列；没有的，请加上这一列。然后再放一次。",
    'Where the column exists, give it our header, or say in the sheet "Import mapping" of the settings which column it is; '
    "where it does not, add it. Then drop the file again.",
)

# Which sheets are taken.
NOT_OURS = Code(
    "S201", "no-sheet-of-ours", ERROR,
    Text("没有找到可以收的表：最接近的是工作表“{sheet}”第 {row} 行的表头，但其中没有{missing}。{candidates}",
         'No table to take: the nearest headers, in row {row} of sheet "{sheet}", do not name {missing}. {candidates}'),
    Text("靠表头认列，表头对不上就不知道哪一列是什么。", "Columns are known by their headers."),
    MAP_IT,
)  # fmt: skip
COLUMN_MISSING = Code(
    "S202", "required-column-missing", ERROR,
    Text("工作表“{sheet}”第 {row} 行的表头里缺少必需的列：{missing}。{candidates}",
         'The headers in row {row} of sheet "{sheet}" lack required columns: {missing}. {candidates}'),
    Text("少了必需的列，这张表的每一行都收不了。", "Without a required column none of the rows can be taken."),
    MAP_IT,
)  # fmt: skip
NO_HEADER = Code(
    "S203", "no-header", ERROR,
    Text("工作表“{sheet}”没有表头：前 15 行里没有一行像列名。", 'Sheet "{sheet}" has no headers: none of its first 15 rows looks like column names.'),
    Text("没有表头就不知道哪一列是时间、哪一列是内容。", "Without headers nobody can tell which column is what."),
    Text("在第一行插入表头，至少写上 {required}，再放一次。", "Insert a header row with at least {required}, and drop the file again."),
)  # fmt: skip
NOT_A_TABLE = Code(
    "S204", "not-a-table", ERROR,
    Text("工作表“{sheet}”里只有一列文字，不是一行一条的表格。", 'Sheet "{sheet}" holds one column of text, not a table with a row for each feedback.'),
    Text("一条反馈至少要有时间和内容两列。", "A feedback needs at least two columns: when, and what."),
    Text("用模板填写：一行一条，至少写上 {required}。", "Use the template: one row each, with at least {required}."),
)  # fmt: skip
EMPTY_BOOK = Code(
    "S205", "empty-book", ERROR,
    Text("工作簿里没有任何内容。", "The workbook holds nothing at all."),
    Text("可能放错了文件，或者保存之前内容被清空了。", "Perhaps it is the wrong file, or it was cleared before it was saved."),
    Text("确认文件有内容后再放一次。", "Make sure that the file has content, and drop it again."),
)  # fmt: skip
NO_ROWS = Code(
    "S206", "no-rows", ERROR,
    Text("工作表“{sheet}”有表头（第 {row} 行），但下面没有填任何一行。", 'Sheet "{sheet}" has headers in row {row} but no filled row below them.'),
    Text("没有内容可以收。", "There is nothing to take."),
    Text("填好之后再放一次；只有编号、合计的行不算内容。", "Fill it in and drop it again; rows with only a number or a total do not count."),
)  # fmt: skip
LEFT_OUT = Code(
    "S207", "sheet-left-out", WARNING,
    Text("工作表“{sheet}”没有收：第 {row} 行的表头缺少 {missing}。{candidates}",
         'Sheet "{sheet}" was not taken: the headers in row {row} lack {missing}. {candidates}'),
    Text("它看起来像我们的表，但少了必需的列。", "It looks like a table of ours but lacks a required column."),
    MAP_IT,
)  # fmt: skip
NOT_FOR_US = Code(
    "S208", "sheet-not-for-us", NOTE,
    Text("工作表“{sheet}”不是要收的表，原样保留。", 'Sheet "{sheet}" is not a table to take and stays as it is.'),
    Text("只读表头对得上的工作表，其他的不动。", "Only sheets with our headers are read; all others are left alone."),
    Text("不用做什么。", "Nothing to do."),
)  # fmt: skip
HIDDEN = Code(
    "S209", "hidden-sheet-read", NOTE,
    Text("隐藏的工作表“{sheet}”也读取了（{count} 行）。", 'The hidden sheet "{sheet}" was read too ({count} rows).'),
    Text("隐藏只影响显示，里面的行仍然算数。", "Hiding changes what is shown, not what counts."),
    Text("不该算的话，删除这张工作表再放一次。", "If it should not count, delete the sheet and drop the file again."),
)  # fmt: skip

# Headers.
HEADER_TWICE = Code(
    "S211", "two-headers-one-column", WARNING,
    Text("“{header}”和“{used}”都像“{ours}”，用了“{used}”。", '"{header}" and "{used}" both look like "{ours}"; "{used}" was used.'),
    Text("一张表里同一个意思只能有一列。", "A table can have one column for one meaning."),
    Text("改一下其中一个表头，或在 设置.xlsx 的“导入映射”里写明用哪一列。",
         'Rename one of them, or say in the sheet "Import mapping" of the settings which one is meant.'),
)  # fmt: skip
MAPPED_HEADER_ABSENT = Code(
    "S212", "mapped-header-absent", WARNING,
    Text("导入映射里写的“{header}”在工作表“{sheet}”的表头里没有。{candidates}",
         'The mapping names "{header}", which is not among the headers of sheet "{sheet}". {candidates}'),
    Text("可能是表头改过名字，或映射里写错了字。", "The header was renamed, or the mapping has a slip."),
    Text("改正 设置.xlsx“导入映射”里的表头。", 'Correct the header in the sheet "Import mapping" of the settings.'),
)  # fmt: skip
OWN_COLUMN_OF_THEIRS = Code(
    "S213", "their-column-kept", NOTE,
    Text("“{header}”是您自己填的内容，原样保留；系统的“{ours}”另写一列。",
         '"{header}" holds your own words and stays as it is; our "{ours}" goes into a column of its own.'),
    Text("系统从不改动人写的内容。", "What people wrote is never changed."),
    Text("不用做什么。", "Nothing to do."),
)  # fmt: skip
SECOND_TABLE = Code(
    "S214", "second-table-below", ERROR,
    Text("工作表“{sheet}”从第 {row} 行起是另一张表（表头不同），这部分没有收。",
         'Another table with other headers starts in row {row} of sheet "{sheet}"; that part was not taken.'),
    Text("两张表叠在一起，同一列上下意思不同。", "With two tables stacked, one column means two things."),
    Text("把下面那张表移到单独的工作表，再放一次。", "Move the lower table to a sheet of its own and drop the file again."),
)  # fmt: skip

# Rows.
CONTINUED = Code(
    "S221", "record-over-two-rows", WARNING,
    Text("第 {rows} 行只有“{header}”有内容，像是上一行没写完的后半句。",
         'Rows {rows} hold nothing but "{header}", as if continuing the row above.'),
    Text("一条反馈占了两行，后一行没有时间，单独收不了。", "One feedback over two rows: the second has no moment and cannot be taken alone."),
    Text("把这些文字并到上一行的单元格里（单元格内换行用 Alt+Enter），再删去空出的行。",
         "Move the words into the cell above (Alt+Enter breaks a line inside a cell) and delete the row."),
)  # fmt: skip
TOTALS = Code(
    "S222", "totals-skipped", NOTE,
    Text("第 {rows} 行是合计或汇总，没有当成反馈。", "Rows {rows} are totals and were not taken as feedback."),
    Text("合计行不是一条反馈，算进去数字就翻倍了。", "A total is no feedback; counting it would double the figures."),
    Text("不用做什么。", "Nothing to do."),
)  # fmt: skip
SAMPLES = Code(
    "S223", "sample-rows-skipped", NOTE,
    Text("第 {rows} 行是示例、填表说明或签字栏，没有当成反馈。", "Rows {rows} are samples, instructions or signatures and were not taken as feedback."),
    Text("示例和说明不是客户说的话。", "Samples and instructions are not a customer's words."),
    Text("若确实是反馈，去掉开头的“示例”“注”等字样再放一次。",
         "If it is feedback after all, take away the leading word such as Sample or Note, and drop it again."),
)  # fmt: skip
HEADER_AGAIN = Code(
    "S224", "header-repeated", NOTE,
    Text("第 {rows} 行又写了一遍表头，没有当成反馈。", "Rows {rows} repeat the headers and were not taken as feedback."),
    Text("常见于按月粘贴到一起的表。", "It happens where months are pasted one below the other."),
    Text("不用做什么。", "Nothing to do."),
)  # fmt: skip
MERGED_DOWN = Code(
    "S225", "merged-cells-spread", NOTE,
    Text("“{header}”有竖着合并的单元格，它的内容算到了合并的每一行（第 {rows} 行）。",
         '"{header}" has cells merged downwards; their content counts for every merged row (rows {rows}).'),
    Text("合并单元格只有第一格有值，其余各行其实是空的。", "Of merged cells only the first holds a value; the others are blank."),
    Text("要是各行本来不同，请取消合并，分别填写。", "If the rows differ, unmerge the cells and fill in each."),
)  # fmt: skip

# Columns of dates.
ORDER_ASSUMED = Code(
    "S231", "date-order-assumed", WARNING,
    Text("“{header}”里的“{value}”分不清月和日，按 {order} 读取。", '"{value}" in "{header}" may be read two ways; it was read as {order}.'),
    Text("各国写日期的顺序不同，整列都没有大于 12 的数就看不出来。",
         "Countries order dates differently, and no number above 12 tells which one this is."),
    Text("改成 2026-10-08 这样的写法。", "Write dates like 2026-10-08."),
)  # fmt: skip
YEAR_MISSING = Code(
    "S232", "date-without-year", ERROR,
    Text("“{header}”只写了月和日（如“{value}”，共 {count} 处），不知道是哪一年。",
         '"{header}" has month and day only (such as "{value}", {count} times); the year is not known.'),
    Text("没有年份就算不出期限。", "Without a year there are no time limits."),
    Text("补上年份；或在 设置.xlsx 的“导入映射”里填“年份”。",
         'Add the year; or fill in the year for such dates in the sheet "Import mapping" of the settings.'),
)  # fmt: skip
ZONE_CONVERTED = Code(
    "S233", "time-zone-converted", WARNING,
    Text("“{header}”里的时间带有时区（如“{value}”），已换算成北京时间。",
         '"{header}" names a time zone (such as "{value}"); it was converted to UTC+8.'),
    Text("期限按本地上班时间计算，不能混用时区。", "Time limits follow local working hours; zones cannot be mixed."),
    Text("核对换算后的时间；导出时选本地时间更稳妥。", "Check the times; exporting local time is safer."),
)  # fmt: skip

SHEET_CODES = (
    NOT_OURS, COLUMN_MISSING, NO_HEADER, NOT_A_TABLE, EMPTY_BOOK, NO_ROWS, LEFT_OUT, NOT_FOR_US, HIDDEN,
    HEADER_TWICE, MAPPED_HEADER_ABSENT, OWN_COLUMN_OF_THEIRS, SECOND_TABLE,
    CONTINUED, TOTALS, SAMPLES, HEADER_AGAIN, MERGED_DOWN,
    ORDER_ASSUMED, YEAR_MISSING, ZONE_CONVERTED,
    *READING_CODES,
)  # fmt: skip
