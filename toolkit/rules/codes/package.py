"""B12x and B13x: what can be the matter inside the package that a workbook is."""

from __future__ import annotations

from toolkit.rules.finding import Code, Severity
from toolkit.words import Text

ERROR, NOTE = Severity.ERROR, Severity.NOTE

BOMB = Text(
    "很小的文件展开后能占满整台电脑的内存。", "A small file can unpack to more than the computer's memory."
)
SAVE_AGAIN = Text(
    "用 Excel 或 WPS 打开它，另存为一个新的 .xlsx 工作簿，再放进收件箱。",
    "Open it in Excel or WPS, save it as a new .xlsx workbook, and drop that.",
)
CLEAR_BEYOND = Text(
    "打开它，选中数据下方和右方的空白行列，右键“删除”（不是清除内容），保存后再放进来。",
    "Open it, select the empty rows below and columns right of the data, choose Delete (not Clear), save, and drop it again.",
)
SPLIT = Text("按月份或按团队拆成几个工作簿再放进来。", "Split it by month or by team, and drop the parts.")

TOO_MANY_PARTS = Code(
    "B120", "too-many-parts", ERROR,
    Text("“{file}”内部有 {count} 个部件，超过上限 {limit}。", "“{file}” holds {count} parts; the limit is {limit}."),
    Text("正常的工作簿只有几十个部件。", "An ordinary workbook has a few dozen."),
    SAVE_AGAIN,
)  # fmt: skip
DUPLICATE_PARTS = Code(
    "B121", "duplicate-parts", ERROR,
    Text("“{file}”内部有两个同名部件“{part}”，不知道该信哪一个。", "“{file}” holds two parts called “{part}”; which one counts cannot be told."),
    Text("不同的程序会读到不同的内容。", "Different programs would read different content."),
    SAVE_AGAIN,
)  # fmt: skip
UNSAFE_PART_NAME = Code(
    "B122", "unsafe-part-name", ERROR,
    Text("“{file}”内部有不安全的部件名“{part}”，没有展开它。", "“{file}” holds a part with the unsafe name “{part}”; it was not unpacked."),
    Text("这样的名字可能把文件写到别的文件夹里去。", "Such a name could write a file into another folder."),
    SAVE_AGAIN,
)  # fmt: skip
UNPACKS_TOO_LARGE = Code(
    "B123", "unpacks-too-large", ERROR,
    Text("“{file}”里的“{part}”展开后超过 {limit} MB，停止读取。", "“{part}” inside “{file}” unpacks to more than {limit} MB; reading stopped."),
    BOMB,
    Text("多半是数据区以外整片设了格式：选中数据下方的空白行，右键“删除”，保存后再放进来；或按月份拆开。",
         "Usually whole areas beyond the data carry a format: delete the empty rows below the data, save, and drop it again; or split it by month."),
)  # fmt: skip
MISSING_PART = Code(
    "B124", "missing-part", ERROR,
    Text("“{file}”缺少必要的部件“{part}”，不是完整的工作簿。", "“{file}” lacks the part “{part}” and is no complete workbook."),
    Text("缺了它，Excel 也打不开这个文件。", "Without it Excel cannot open the file either."),
    SAVE_AGAIN,
)  # fmt: skip
ENTITIES = Code(
    "B125", "document-type-inside", ERROR,
    Text("“{file}”里的“{part}”含有文档类型或实体声明，正常的工作簿没有，已拒收。",
         "“{part}” inside “{file}” declares a document type or entities; workbooks never do, so it was refused."),
    Text("这种声明可用来读取别的文件或耗尽内存。", "Such declarations can read other files or exhaust the memory."),
    SAVE_AGAIN,
)  # fmt: skip
TOO_MANY_CELLS = Code(
    "B126", "too-many-cells", ERROR,
    Text("“{file}”有 {count} 个有内容的单元格，超过上限 {limit}。", "“{file}” has {count} filled cells; the limit is {limit}."),
    Text("超过上限的工作簿会占用过多内存。", "A workbook beyond the limit needs too much memory."),
    SPLIT,
)  # fmt: skip
TOO_MANY_MERGES = Code(
    "B127", "too-many-merges", ERROR,
    Text("“{file}”的“{sheet}”有 {count} 处合并单元格，超过上限 {limit}。", "“{sheet}” in “{file}” has {count} merged areas; the limit is {limit}."),
    Text("每一处合并都要逐一比对，太多会拖垮读取。", "Each merged area is compared with the rest; too many stall the reading."),
    Text("选中数据区，取消“合并单元格”，保存后再放进来。", "Select the data, take off Merge Cells, save, and drop it again."),
)  # fmt: skip
TOO_MANY_FORMATS = Code(
    "B128", "too-many-formats", ERROR,
    Text("“{file}”有至少 {count} 种单元格格式，超过上限 {limit}。", "“{file}” has at least {count} cell formats; the limit is {limit}."),
    Text("Excel 自己最多也只允许约 65,000 种。", "Excel itself allows about 65,000."),
    Text("新建一个工作簿，把数据“选择性粘贴 → 值”过去，再放进来。", "Make a new workbook, paste the data as values, and drop that."),
)  # fmt: skip
TOO_MANY_SHEETS = Code(
    "B129", "too-many-sheets", ERROR,
    Text("“{file}”有 {count} 个工作表，超过上限 {limit}。", "“{file}” has {count} sheets; the limit is {limit}."),
    Text("工作表过多会拖慢读取。", "Too many sheets stall the reading."),
    SPLIT,
)  # fmt: skip
MACROS_IN_XLSX = Code(
    "B130", "macros-in-xlsx", ERROR,
    Text("“{file}”是不含宏的格式，里面却藏着宏，已拒收。", "“{file}” is of a kind without macros, yet macros are hidden inside; it was refused."),
    Text("宏是程序，藏起来的宏多半不怀好意。本工具从不运行宏。", "A macro is a program, and a hidden one is seldom meant well. Macros are never run here."),
    Text("在 Excel 里另存为“Excel 工作簿（*.xlsx）”去掉宏；确实要保留宏，就另存为 .xlsm。",
         "Save it in Excel as Excel Workbook (*.xlsx) to drop the macros, or as .xlsm to keep them."),
)  # fmt: skip
IMPOSSIBLE_COUNT = Code(
    "B131", "impossible-count", ERROR,
    Text("“{file}”里的“{part}”声称有 {count} 项，实际远没有这么多。", "“{part}” inside “{file}” claims {count} entries and has far fewer."),
    BOMB,
    SAVE_AGAIN,
)  # fmt: skip
BEYOND_EXCEL = Code(
    "B132", "beyond-the-grid", ERROR,
    Text("“{file}”的“{sheet}”里有超出 Excel 范围的单元格“{cell_ref}”。", "“{sheet}” in “{file}” has a cell “{cell_ref}” beyond Excel's grid."),
    Text("Excel 只有 1,048,576 行、16,384 列（到 XFD）。", "Excel ends at row 1,048,576 and column XFD."),
    SAVE_AGAIN,
)  # fmt: skip
STRAY_CELL = Code(
    "B133", "stray-cell-far-away", ERROR,
    Text("“{file}”的“{sheet}”在很远的 {cell} 还有内容，而整张表只有 {count} 个有内容的单元格。",
         "“{sheet}” in “{file}” has content far away at {cell}, though the sheet has only {count} filled cells."),
    Text("中间的空白全部要占内存，多半是误敲的一格。", "All the blanks between take memory; usually it is one cell filled by accident."),
    Text("按 Ctrl+G，输入上面的单元格地址转到那里，删除那一格所在的行和列，保存后再放进来。",
         "Press Ctrl+G, go to that cell, delete its row and column, save, and drop it again."),
)  # fmt: skip
SUSPICIOUS_RATIO = Code(
    "B134", "suspicious-compression", ERROR,
    Text("“{file}”里的“{part}”压缩到原来的 1/{ratio}，不像真实数据，停止读取。", "“{part}” inside “{file}” is compressed {ratio} to 1, unlike real data; reading stopped."),
    BOMB,
    CLEAR_BEYOND,
)  # fmt: skip
OVERLAPPING = Code(
    "B135", "overlapping-parts", ERROR,
    Text("“{file}”内部的“{part}”和别的部件占用同一段内容，已拒收。", "“{part}” inside “{file}” shares its bytes with another part; it was refused."),
    BOMB,
    SAVE_AGAIN,
)  # fmt: skip
WRONG_ENCODING = Code(
    "B136", "wrong-part-encoding", ERROR,
    Text("“{file}”里的“{part}”用了工作簿不该用的文字编码（{encoding}）。", "“{part}” inside “{file}” uses a text encoding ({encoding}) that workbooks do not use."),
    Text("工作簿里的文字应当是 UTF-8，否则中文会变成乱码。", "Text in a workbook is UTF-8; anything else turns Chinese into gibberish."),
    SAVE_AGAIN,
)  # fmt: skip
SHEET_MISSING = Code(
    "B138", "sheet-without-content", ERROR,
    Text("“{file}”列出了工作表“{sheet}”，但它的内容缺失。", "“{file}” lists a sheet “{sheet}” whose content is missing."),
    Text("可能是修复软件或其他程序弄丢了它；文件外面的内容一概不读。", "A repair tool or another program may have lost it; nothing outside the file is ever read."),
    SAVE_AGAIN,
)  # fmt: skip
OUTSIDE_LINKS = Code(
    "B139", "links-to-elsewhere", NOTE,
    Text("“{file}”引用了别的文件或外部数据，只用了里面已存的数值，没有去读外部内容。",
         "“{file}” refers to other files or outside data; only the stored values were used and nothing outside was read."),
    Text("外部内容可能已变，也可能不安全。", "What lies outside may have changed or may be unsafe."),
    Text("数值要最新，就在 Excel 里“数据 → 编辑链接 → 更新值”，保存后再放进来。",
         "For fresh values use Data, Edit Links, Update Values in Excel, save, and drop it again."),
)  # fmt: skip
TRAILING_BYTES = Code(
    "B145", "bytes-after-the-end", NOTE,
    Text("“{file}”末尾多出 {count} 个字节，已忽略。", "“{file}” has {count} extra bytes after its end; they were ignored."),
    Text("有的下载或邮件程序会在末尾附加内容。", "Some download and mail programs append bytes."),
    Text("不用做什么；想去掉，就用 Excel 打开再保存一次。", "Nothing to do; opening and saving it in Excel removes them."),
)  # fmt: skip

PACKAGE_CODES: tuple[Code, ...] = (
    TOO_MANY_PARTS, DUPLICATE_PARTS, UNSAFE_PART_NAME, UNPACKS_TOO_LARGE, MISSING_PART, ENTITIES, TOO_MANY_CELLS,
    TOO_MANY_MERGES, TOO_MANY_FORMATS, TOO_MANY_SHEETS, MACROS_IN_XLSX, IMPOSSIBLE_COUNT, BEYOND_EXCEL, STRAY_CELL,
    SUSPICIOUS_RATIO, OVERLAPPING, WRONG_ENCODING, SHEET_MISSING, OUTSIDE_LINKS, TRAILING_BYTES,
)  # fmt: skip
