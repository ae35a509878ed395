"""Words that people's sheets hold and that reading has to know: patterns in both languages, without their anchors."""

from __future__ import annotations

# The first cell of a row that sums up others.
TOTALS = (
    r"(?:本[页月周日年])?(?:合计|总计|小计|共计|累计|总数|汇总|平均值?|(?:sub|grand)?\s*totals?|sum|average)"
)
TOTALLED = r"[条件个行项笔]"
# The first cell of a row that shows how to fill in a form.
SAMPLES = r"(?:填写)?(?:示例|样例|示范|例如|例\s*[:：]|sample\b|example\b|e\.g\.)"
# The first cell of a remark, or of a place to sign.
REMARKS = r"(?:注|备注|说明|注意|填表说明|填写说明|制表人?|填表人|审核人?|审批人?|制表日期|note|prepared by|approved by)\s*[:：]"
# What stands under a header to say how a column is filled.
HINTS = frozenset({
    "必填", "选填", "必填项", "选填项", "可选", "必选", "文本", "日期", "时间", "数字", "下拉", "下拉选择", "单选", "自动",
    "自动生成", "系统填写", "required", "optional", "text", "date", "number",
})  # fmt: skip
# Sheets that explain a workbook or serve its drop-downs; a sample table in a guide is no feedback.
NEVER_READ = frozenset(
    {
        "填写说明",
        "使用说明",
        "说明",
        "示例",
        "样例",
        "字典",
        "校验报告",
        "check report",
        "guide",
        "instructions",
        "example",
        "lists",
    }
)

# Parts of a written date. An evening's twelve o'clock is midnight, an afternoon's is noon.
WEEKDAYS = (
    r"[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?"
    r"|\b(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
)
YEAR, MONTH, DAY = "年", "月", "[日号]"
HOUR, HALF_PAST, MINUTE, SECOND = "时|点钟?", "半", "分", "秒"
MORNING = frozenset({"上午", "早上", "早", "凌晨", "am"})
NOON = frozenset({"中午"})
AFTERNOON = frozenset({"下午", "傍晚", "pm"})
EVENING = frozenset({"晚上", "晚"})

# Parts of a written number.
ABOUT, HUNDREDS_OF_MILLIONS, TENS_OF_THOUSANDS = "约", "亿", "万"
UNITS = r"元|分|星|次|件|个|条|人|天|小时|级"
