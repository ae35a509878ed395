"""What is said of a company's colour and logo in the settings."""

from toolkit.words.text import Text

ACCENTS = (
    (Text("深蓝", "Navy"), "#1B4F8A"),
    (Text("墨绿", "Forest"), "#1F6B4F"),
    (Text("绛红", "Crimson"), "#8C2F39"),
    (Text("绛紫", "Purple"), "#5B3A8E"),
    (Text("靛青", "Teal"), "#0F6470"),
    (Text("赭石", "Sienna"), "#7A4A1E"),
    (Text("石墨", "Graphite"), "#3A4653"),
)
"""Colours that a report may have in place of its blue; each stands out from white as text does."""

NOT_A_COLOUR = Text("没有这个颜色名，也不是 #RRGGBB。", "it is no colour we know and not like #RRGGBB.")
TOO_LIGHT = Text(
    "太浅，白底上的字看不清（对比度 {contrast}，至少要 4.5）。",
    "it is too light to be read on white (contrast {contrast}; at least 4.5 is needed).",
)

OUTSIDE = Text(
    "只能用工作区文件夹里的图片，写相对位置。",
    "it must lie inside the workspace; write its place from there.",
)
NOT_THERE = Text("工作区里没有这个文件。", "there is no such file in the workspace.")
NOT_READABLE = Text(
    "现在读不了，可能正被别的程序占用。", "it cannot be read now; another program may hold it."
)
NOT_A_PICTURE = Text("不是能用的 PNG 或 JPEG 图片。", "it is no PNG or JPEG picture that can be used.")
TOO_LARGE = Text("超过 {limit} KB。", "it is larger than {limit} KB.")
