"""B1xx: what can be the matter with a file before its first cell is read."""

from __future__ import annotations

from toolkit.rules.codes.package import PACKAGE_CODES
from toolkit.rules.finding import Code, Severity
from toolkit.words import Text

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

SAVE_AS_XLSX = Text(
    "用 Excel 或 WPS 打开它，选“另存为”，类型选“Excel 工作簿（*.xlsx）”，再把新文件放进收件箱。",
    "Open it in Excel or WPS, choose Save As, pick Excel Workbook (*.xlsx), and drop the new file.",
)
NOTHING_TO_DO = Text("不用做什么。", "Nothing to do.")
CLOSE_IT = Text(
    "保存并关闭这个文件，随后会自动处理。", "Save and close the file; it is then taken by itself."
)
SEND_AGAIN = Text(
    "请向发文件的人要一份完整的，能用 Excel 或 WPS 打开后再放进收件箱。",
    "Ask the sender for a complete copy, check that Excel or WPS opens it, and drop that.",
)

# What the file is.
NOT_REGULAR = Code(
    "B101", "not-a-regular-file", ERROR,
    Text("“{file}”不是普通文件，而是{what_zh}，没有打开它。", "“{file}” is not a regular file but {what_en}; it was not opened."),
    Text("快捷链接可能指向别人的文件，管道和设备会让程序一直等下去。", "A link may lead to somebody else's file; a pipe or device may never end."),
    Text("把工作簿文件本身复制到收件箱。", "Copy the workbook itself into the inbox."),
)  # fmt: skip
EMPTY = Code(
    "B102", "empty-file", ERROR,
    Text("“{file}”是空的（0 字节），里面什么都没有。", "“{file}” is empty (0 bytes)."),
    Text("多半是复制或同步中断留下的。", "A copy or a sync was probably interrupted."),
    SEND_AGAIN,
)  # fmt: skip
TOO_LARGE = Code(
    "B103", "file-too-large", ERROR,
    Text("“{file}”有 {size} MB，超过上限 {limit} MB。", "“{file}” has {size} MB; the limit is {limit} MB."),
    Text("过大的文件会拖慢整个文件夹的处理。", "A file of this size holds up everybody else's."),
    Text("按月份拆成几个工作簿，或压缩图片（图片工具 → 压缩图片）后再放进来。",
         "Split it by month, or compress its pictures, and drop it again."),
)  # fmt: skip
RENAMED = Code(
    "B104", "name-made-safe", NOTE,
    Text("文件名“{file}”在有的电脑上不能用，返回时改名为“{safe}”。", "Some computers refuse the name “{file}”; it comes back as “{safe}”."),
    Text("Windows 不接受冒号、问号、星号、引号、斜杠、竖线、尖括号，也不接受过长或以点、空格结尾的名字。",
         "Windows refuses colons, question marks, asterisks, quotes, slashes, bars and angle brackets, and names that are too long or end in a dot or a space."),
    Text("想要自己的名字，就用不含这些字符的短名字重新放一次。", "For a name of your own, drop it again under a short name without them."),
)  # fmt: skip

# Why it waits. Nothing is lost; these disappear by themselves.
OPEN_ELSEWHERE = Code(
    "B105", "open-on-a-screen", WARNING,
    Text("“{file}”正被{who_zh}打开，等关闭后处理。", "“{file}” is open at {who_en}'s screen; it waits until it is closed."),
    Text("打开着的工作簿可能还没保存完，也不能被替换。", "An open workbook may not be saved yet and cannot be replaced."),
    CLOSE_IT,
)  # fmt: skip
ONLINE_ONLY = Code(
    "B106", "online-only", WARNING,
    Text("“{file}”还在网盘上，没有下载到这台电脑。", "“{file}” is still online only and not on this computer."),
    Text("网盘的占位文件没有内容，读它可能失败或卡住。", "A placeholder has no content; reading it may fail or hang."),
    Text("右键该文件，选“始终保留在此设备上”。", "Right-click the file and choose Always keep on this device."),
)  # fmt: skip
STILL_WRITING = Code(
    "B107", "still-being-written", WARNING,
    Text("“{file}”还在写入，等它停下来再处理。", "“{file}” is still being written; it is taken once it is at rest."),
    Text("只写了一半的工作簿读出来会少行。", "A half-written workbook would lose rows."),
    Text("等复制、保存或同步完成，随后会自动处理。", "Let the copy, save or sync finish; it is then taken by itself."),
)  # fmt: skip
FAILED_SAVE = Code(
    "B108", "left-by-a-failed-save", WARNING,
    Text("“{file}”像是 Excel 保存失败留下的工作簿（没有扩展名）。", "“{file}” looks like a workbook that a failed save left behind (no extension)."),
    Text("Excel 保存时先写一个没有扩展名的文件，再改名；改名失败就剩下它。",
         "Excel saves under a name without extension and renames it; when that fails only this file remains."),
    Text("请原来的人重新保存；如果原文件不见了，把它改名加上 .xlsx 再打开看看。",
         "Save the original again; if it is gone, add .xlsx to this name and open it."),
)  # fmt: skip
CONFLICT_COPY = Code(
    "B109", "conflict-copy", WARNING,
    Text("“{file}”是网盘生成的冲突副本，内容和“{original}”不同，先放着等人决定。",
         "“{file}” is a conflict copy made by a sync program and differs from “{original}”; it waits for a person."),
    Text("两个人同时改了同一个文件，自动合并可能丢掉其中一人的修改。", "Two people changed one file; merging by itself could drop one person's work."),
    Text("打开两份，把要的内容并到原来那一份，再删掉副本。", "Open both, bring what you want into the original, then delete the copy."),
)  # fmt: skip

# What it really is.
PASSWORD = Code(
    "B110", "password-protected", ERROR,
    Text("“{file}”有打开密码，读不了。", "“{file}” is protected by a password and cannot be read."),
    Text("没有密码，谁也读不出里面的内容。", "Without the password nobody can read what is inside."),
    Text("打开它，在“文件 → 信息 → 保护工作簿 → 用密码进行加密”里清空密码，保存后再放进来。",
         "Open it, clear the password under File, Info, Protect Workbook, Encrypt with Password, save, and drop it again."),
)  # fmt: skip
NOT_A_WORKBOOK = Code(
    "B111", "not-a-workbook", ERROR,
    Text("“{file}”不是工作簿，实际内容：{kind_zh}。", "“{file}” is not a workbook; it really is {kind_en}."),
    Text("扩展名可以随便改，内容改不了。", "An extension can be changed at will, the content cannot."),
    Text("把内容放进 Excel 或 WPS 的工作簿（.xlsx）再放进收件箱；已经有工作簿的，请换成那一个。",
         "Put the content into an Excel or WPS workbook (.xlsx) and drop that; if there is one already, drop it instead."),
)  # fmt: skip
INCOMPLETE = Code(
    "B112", "incomplete-file", ERROR,
    Text("“{file}”不完整：{detail_zh}。", "“{file}” is incomplete: {detail_en}."),
    Text("多半是复制、下载或保存中断，文件只有一部分。", "A copy, download or save was probably cut short."),
    SEND_AGAIN,
)  # fmt: skip
DAMAGED = Code(
    "B113", "damaged-part", ERROR,
    Text("“{file}”里的“{part}”已损坏：{detail_zh}。", "“{part}” inside “{file}” is damaged: {detail_en}."),
    Text("文件的内容和它自带的校验码对不上，读出来的数字不可信。", "The content does not match the file's own checksum, so its figures cannot be trusted."),
    Text("用 Excel 打开，按提示修复并另存为新文件；修不好就要一份完整的。",
         "Open it in Excel, let it repair the file and save it as a new one; if that fails, ask for a sound copy."),
)  # fmt: skip
OLD_FORMAT = Code(
    "B115", "format-not-read", ERROR,
    Text("“{file}”的格式本工具读不了：{kind_zh}。", "“{file}” is {kind_en}, a format that is not read here."),
    Text("这种格式太旧或太少见，读取结果没有保证。", "The format is too old or too rare to be read reliably."),
    SAVE_AS_XLSX,
)  # fmt: skip
LFS_POINTER = Code(
    "B116", "lfs-pointer", ERROR,
    Text("“{file}”只是 Git LFS 的占位文本，真正的内容没有下载下来。", "“{file}” is only a Git LFS pointer; the content itself was never downloaded."),
    Text("代码仓库里的大文件要另外下载。", "Large files of a repository are downloaded separately."),
    Text("在仓库里执行 git lfs pull，再把真正的文件放进来。", "Run git lfs pull in the repository and drop the real file."),
)  # fmt: skip
CONTENT_DIFFERS = Code(
    "B118", "extension-differs", NOTE,
    Text("“{file}”的内容其实是 .{format}，已按内容读取。", "“{file}” really is a .{format}; it was read as such."),
    Text("判断格式看内容，不看扩展名。", "The format is told by the content, never by the extension."),
    Text("下次把扩展名改成和内容一致的，Excel 打开时就不会警告。", "Give it the extension of its content next time, and Excel will not warn."),
)  # fmt: skip
NO_ENCODING = Code(
    "B119", "text-not-readable", ERROR,
    Text("“{file}”的文字编码认不出来（第 {row} 行附近），不敢猜。", "The text encoding of “{file}” cannot be told (near line {row}), and we do not guess."),
    Text("猜错编码会把中文变成乱码。", "A wrong guess turns Chinese into gibberish."),
    Text("用 Excel 打开确认文字正常，另存为 .xlsx 或“CSV UTF-8”再放进来。",
         "Open it in Excel, check that the text is right, save it as .xlsx or CSV UTF-8, and drop that."),
)  # fmt: skip

# What became of it on the way.
PARSER_DIED = Code(
    "B140", "reader-died", ERROR,
    Text("读取“{file}”时读取程序崩溃了 {tries} 次（内存超限或文件有问题），已跳过它。",
         "The reader died {tries} times on “{file}” (out of memory, or the file is malformed); it was set aside."),
    Text("读取在单独的进程里进行，一个坏文件不会影响别的文件。", "Reading happens in a process of its own; one bad file harms no other."),
    SAVE_AS_XLSX,
)  # fmt: skip
UNREADABLE = Code(
    "B141", "content-not-readable", ERROR,
    Text("“{file}”打得开，但内容读不出来：{detail_zh}。", "“{file}” opens but its content cannot be read: {detail_en}."),
    Text("里面的内容不符合工作簿的规范。", "What is inside does not follow the rules of a workbook."),
    SAVE_AS_XLSX,
)  # fmt: skip
TIMED_OUT = Code(
    "B142", "reader-timed-out", ERROR,
    Text("读取“{file}”超过 {seconds} 秒还没完成，已停止。", "Reading “{file}” took more than {seconds} seconds and was stopped."),
    Text("一个文件不能让后面的文件一直等。", "One file must not keep all others waiting."),
    Text("删掉用不到的工作表和数据区以外的格式，或按月份拆开，再放进来。",
         "Delete unused sheets and the formats beyond the data, or split it by month, and drop it again."),
)  # fmt: skip
OWN_REPORT = Code(
    "B144", "our-own-report", ERROR,
    Text("“{file}”是本工具生成的报告，不是反馈数据，没有收。", "“{file}” is a report made by this toolkit, not feedback; it was not taken."),
    Text("把报告当数据收进来，每个数字都会重复计算。", "Taking a report as data would count every figure twice."),
    Text("报告请放在“报告”文件夹；要改数据，请改工作簿或台账。", "Keep reports in the reports folder; to change data, change the workbook or the register."),
)  # fmt: skip
SAME_CONTENT = Code(
    "B146", "same-content-again", NOTE,
    Text("“{file}”和之前收过的“{original}”内容完全一样，没有重复计数。", "“{file}” has exactly the content of “{original}”, taken before; nothing was counted twice."),
    Text("同样的内容只收一次。", "The same content is taken once."),
    NOTHING_TO_DO,
)  # fmt: skip
CANNOT_OPEN = Code(
    "B149", "cannot-open-now", WARNING,
    Text("“{file}”现在打不开（{detail_zh}），稍后会再试。", "“{file}” cannot be opened now ({detail_en}); we try again later."),
    Text("可能没有权限、正被占用，或共享文件夹暂时断开。", "There may be no permission, somebody may hold it, or the share is away for a moment."),
    Text("检查文件权限和网络；恢复后会自动处理。", "Check permissions and network; it is taken by itself afterwards."),
)  # fmt: skip
OUR_FAULT = Code(
    "B150", "our-own-mistake", ERROR,
    Text("处理“{file}”时本工具自己出错了，不是文件的问题；原文件已存档，详情见 {log}。",
         "The toolkit itself failed on “{file}”; the file is not to blame, its original is archived, and {log} has the details."),
    Text("这是程序的缺陷，其余文件照常处理。", "This is a defect of the program; all other files go on."),
    Text("把日志发给维护人；修好后再放一次即可。", "Send the log to the maintainer; drop the file again once it is mended."),
)  # fmt: skip

FILE_CODES: tuple[Code, ...] = (
    NOT_REGULAR, EMPTY, TOO_LARGE, RENAMED, OPEN_ELSEWHERE, ONLINE_ONLY, STILL_WRITING, FAILED_SAVE, CONFLICT_COPY,
    PASSWORD, NOT_A_WORKBOOK, INCOMPLETE, DAMAGED, OLD_FORMAT, LFS_POINTER, CONTENT_DIFFERS, NO_ENCODING,
    *PACKAGE_CODES,
    PARSER_DIED, UNREADABLE, TIMED_OUT, OWN_REPORT, SAME_CONTENT, CANNOT_OPEN, OUR_FAULT,
)  # fmt: skip

# With these a file may simply not be whole yet: the watcher waits before it believes them.
MAYBE_UNFINISHED: tuple[Code, ...] = (EMPTY, INCOMPLETE, DAMAGED)
