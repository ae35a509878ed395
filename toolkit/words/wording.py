"""The sentences that conclude a month, as templates that a team may rewrite: names they may use, and how they start."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from toolkit.words.text import Text

if TYPE_CHECKING:
    from toolkit.words.text import Language

NAMES = MappingProxyType(
    {
        "month": Text("月份", "month"), "received": Text("受理", "received"), "cases": Text("件数", "cases"), "customers": Text("客户", "customers"),
        "change": Text("变化", "change"), "variation": Text("波动", "variation"), "kind": Text("最多类型", "kind"), "kind_count": Text("类型件数", "kind_count"),
        "kind_share": Text("类型占比", "kind_share"), "issue": Text("问题", "issue"), "count": Text("频次", "count"), "share": Text("占比", "share"),
        "issue_customers": Text("涉及客户", "issue_customers"), "vital": Text("集中度", "vital"), "basis": Text("口径", "basis"), "counted": Text("应判", "counted"),
        "met": Text("达标", "met"), "rate": Text("达标率", "rate"), "target": Text("目标说明", "target"), "response": Text("响应说明", "response"),
        "answers": Text("评价数", "answers"), "satisfied": Text("满意率", "satisfied"), "with_fairly": Text("含基本满意", "with_fairly"),
        "few": Text("样本说明", "few"), "before": Text("上月说明", "before"), "moment": Text("时刻", "moment"), "backlog": Text("未办结", "backlog"),
        "overdue": Text("逾期", "overdue"), "worst": Text("最久", "worst"), "year": Text("去年", "year"),
    }
)  # fmt: skip
"""By the key of what is filled in: what a template calls it; both languages are understood in either."""


@dataclass(frozen=True, slots=True)
class ShippedSentence:
    """One sentence: what it is called, how it starts by language, and the names that it can use. A template, so no `Text`."""

    key: str
    name: Text
    zh: str
    en: str
    uses: tuple[str, ...]

    def text(self, lang: Language) -> str:
        return self.zh if lang == "zh" else self.en


SENTENCES = (
    ShippedSentence(
        "volume", Text("受理量", "Volume"),
        "{{ 月份 }}受理反馈 {{ 受理 }} 件（去重后 {{ 件数 }} 件），涉及 {{ 客户 }} 位可识别的客户；{{ 变化 }}{% if 波动 %}，{{ 波动 }}{% endif %}{% if 去年 %}；{{ 去年 }}{% endif %}。"
        "{% if 最多类型 %}其中{{ 最多类型 }}最多：{{ 类型件数 }} 件，占 {{ 类型占比 }}。{% endif %}",
        "{{ received }} feedback came in during {{ month }} ({{ cases }} cases without repeats) from {{ customers }} known customers; "
        "{{ change }}{% if variation %}, {{ variation }}{% endif %}{% if year %}; {{ year }}{% endif %}.{% if kind %} The most frequent kind is {{ kind }}: {{ kind_count }}, {{ kind_share }}.{% endif %}",
        ("month", "received", "cases", "customers", "change", "variation", "year", "kind", "kind_count", "kind_share"),
    ),
    ShippedSentence(
        "top", Text("高频问题", "Frequent issue"),
        "反映最多的是{{ 问题 }}：{{ 频次 }} 件，占 {{ 占比 }}，涉及 {{ 涉及客户 }} 位可识别的客户。{% if 集中度 %}{{ 集中度 }}{% endif %}",
        "The most frequent issue is {{ issue }}: {{ count }}, {{ share }}, from {{ issue_customers }} known customers.{% if vital %} {{ vital }}{% endif %}",
        ("issue", "count", "share", "issue_customers", "vital"),
    ),
    ShippedSentence(
        "time", Text("时效", "Time limits"),
        "{{ 口径 }}的反馈中，{{ 应判 }} 件可判办结时效，{{ 达标 }} 件达标，办结达标率 {{ 达标率 }}{{ 目标说明 }}{% if 波动 %}，{{ 波动 }}{% endif %}。{{ 响应说明 }}",
        "Of the feedback {{ basis }}, {{ counted }} resolutions can be judged and {{ met }} met their time limit: {{ rate }}{{ target }}"
        "{% if variation %}, {{ variation }}{% endif %}.{% if response %} {{ response }}{% endif %}",
        ("basis", "counted", "met", "rate", "target", "variation", "response"),
    ),
    ShippedSentence(
        "satisfaction", Text("满意度", "Satisfaction"),
        "收到满意度评价 {{ 评价数 }} 份：满意率 {{ 满意率 }}，含基本满意 {{ 含基本满意 }}{% if 波动 %}，{{ 波动 }}{% endif %}。{{ 样本说明 }}{{ 上月说明 }}",
        "{{ answers }} satisfaction answers: {{ satisfied }} satisfied, {{ with_fairly }} with the fairly satisfied"
        "{% if variation %}, {{ variation }}{% endif %}.{% if few %} {{ few }}{% endif %}{% if before %} {{ before }}{% endif %}",
        ("answers", "satisfied", "with_fairly", "variation", "few", "before"),
    ),
    ShippedSentence(
        "backlog", Text("积压", "Backlog"),
        "到 {{ 时刻 }} 还有 {{ 未办结 }} 件未办结，{% if 最久 %}其中 {{ 逾期 }} 件已过办结期限。最久的一件已超 {{ 最久 }} 天。{% else %}没有已过办结期限的。{% endif %}",
        "At {{ moment }} {{ backlog }} are still open, {% if worst %}{{ overdue }} of them past their resolution due. The longest is {{ worst }} days over.{% else %}none of them past its resolution due.{% endif %}",
        ("moment", "backlog", "overdue", "worst"),
    ),
)  # fmt: skip
BY_KEY = MappingProxyType({one.key: one for one in SENTENCES})
