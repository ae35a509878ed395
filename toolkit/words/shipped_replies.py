"""The texts that 回复模板 starts with, in both languages: templates of their own kind, so no `Text` with its braces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.words.text import Language


@dataclass(frozen=True, slots=True)
class ShippedReply:
    """A template to start with: its name and text by language, what it is used for, and which source it rests on."""

    use: str
    kinds: tuple[str, ...]
    ways: tuple[str, ...]
    source: str
    names: tuple[str, str]
    texts: tuple[str, str]

    def name(self, lang: Language) -> str:
        return self.names[lang == "en"]

    def text(self, lang: Language) -> str:
        return self.texts[lang == "en"]


_SUGGESTION, _QUESTION, _PRAISE = ("suggestion",), ("question",), ("praise",)

SHIPPED_REPLIES = (
    ShippedReply(
        "received", _SUGGESTION, (), "suggestion", ("受理·建议", "Received: suggestion"),
        ("{{ 称呼 }}，感谢您的宝贵建议，我们将整理后反馈给相关部门，如有进展会及时同步您。（编号 {{ 编号 }}）",
         "{{ customer }}, thank you for your suggestion. We will pass it on to the department in charge and let you know as soon as there is news. (No. {{ number }})"),
    ),
    ShippedReply(
        "received", _QUESTION, (), "question", ("受理·咨询", "Received: question"),
        ("{{ 称呼 }}，您的问题已知晓{% if 方案 %}，解答如下：{{ 方案 }}{% else %}，我们{% if 小时 %}将在 {{ 时限 }}内{% else %}会尽快{% endif %}答复您{% endif %}。如有疑问，欢迎随时联系我们。（编号 {{ 编号 }}）",
         "{{ customer }}, we have received your question{% if solution %}. {{ solution }}{% else %} and will answer it {% if hours %}within {{ limit }}{% else %}as soon as we can{% endif %}{% endif %}. Please contact us at any time if you have further questions. (No. {{ number }})"),
    ),
    ShippedReply(
        "received", _PRAISE, (), "", ("受理·表扬", "Received: praise"),
        ("{{ 称呼 }}，谢谢您的肯定，我们会转告被您表扬的同事和部门。（编号 {{ 编号 }}）",
         "{{ customer }}, thank you for your kind words. We will pass them on to our colleague and the department. (No. {{ number }})"),
    ),
    ShippedReply(
        "received", (), (), "complaint", ("受理·投诉", "Received: complaint"),
        ("{{ 称呼 }}，给您带来不便，我们已记录您的问题（编号 {{ 编号 }}），{% if 小时 %}将在 {{ 时限 }}内{% else %}会尽快{% endif %}联系您处理，感谢您的反馈！",
         "{{ customer }}, we are sorry for the inconvenience. Your matter has been recorded (no. {{ number }}); we will contact you {% if hours %}within {{ limit }}{% else %}as soon as we can{% endif %}. Thank you for telling us."),
    ),
    ShippedReply(
        "supplement", (), (), "supplement", ("请客户补充", "Asking for more"),
        ("{{ 称呼 }}，您反馈的“{{ 描述 }}”我们已收到（编号 {{ 编号 }}）。为了尽快查清，请再告诉我们：{{ 要补充 }}。",
         "{{ customer }}, we have received your message “{{ gist }}” (no. {{ number }}). To help us look into it quickly, please tell us: {{ missing }}."),
    ),
    ShippedReply(
        "progress", _SUGGESTION, (), "suggestion", ("建议进展", "Progress of a suggestion"),
        ("{{ 称呼 }}，您提的建议（编号 {{ 编号 }}）{% if 进展 %}有了进展：{{ 进展 }}{% else %}已转给相关部门评估，有结果会马上告诉您{% endif %}。谢谢您帮助我们改进。",
         "{{ customer }}, about your suggestion (no. {{ number }}): {% if progress %}{{ progress }}{% else %}the department is looking into it, and we will let you know as soon as there is a result{% endif %}. Thank you for helping us improve."),
    ),
    ShippedReply(
        "progress", (), (), "result", ("处理进展", "Progress"),
        ("{{ 称呼 }}，您反馈的{{ 问题|default('问题') }}（编号 {{ 编号 }}）正在处理{% if 进展 %}：{{ 进展 }}{% endif %}{% if 办结期限 %}，我们会在 {{ 办结期限 }} 前给您答复{% else %}，有结果会马上告诉您{% endif %}。",
         "{{ customer }}, we are working on your matter (no. {{ number }}){% if progress %}: {{ progress }}{% endif %}. {% if resolve_by %}You will have our answer by {{ resolve_by }}{% else %}We will let you know as soon as there is a result{% endif %}."),
    ),
    ShippedReply(
        "result", _SUGGESTION, (), "suggestion", ("建议结果", "Result of a suggestion"),
        ("{{ 称呼 }}，您提的建议（编号 {{ 编号 }}）有了结果：{{ 方案|default('已评估') }}。感谢您的宝贵建议。",
         "{{ customer }}, there is news about your suggestion (no. {{ number }}): {{ solution|default('it has been reviewed') }}. Thank you for your suggestion."),
    ),
    ShippedReply(
        "result", (), (), "result", ("处理结果", "Result"),
        ("{{ 称呼 }}，感谢您指出{{ 问题|default('这个问题') }}，给您添麻烦了，非常抱歉。我们的处理是：{{ 方案|default('（请填写解决方案）') }}。{% if 预防 %}为避免再次发生：{{ 预防 }}。{% endif %}如还有问题，请直接回复，编号 {{ 编号 }}。",
         "{{ customer }}, thank you for pointing this out, and please accept our apology. What we have done: {{ solution|default('(fill in the solution)') }}. {% if prevention %}So that it does not happen again: {{ prevention }}. {% endif %}If anything is still unresolved, please reply to this message (no. {{ number }})."),
    ),
    ShippedReply(
        "invalid", (), (), "invalid", ("无效说明", "Explained"),
        ("{{ 称呼 }}，您反馈的情况我们核实过了（编号 {{ 编号 }}）：{{ 方案|default('（请写明核实情况和建议）') }}。如有新的情况，欢迎随时联系我们。",
         "{{ customer }}, we have looked into what you told us (no. {{ number }}): {{ solution|default('(say what was found, and give advice)') }}. Please let us know if there is anything new."),
    ),
    ShippedReply(
        "follow_up", (), ("phone",), "follow_up", ("电话回访", "Call"),
        ("{{ 称呼 }}您好，我是{{ 公司|default('客户服务部', true) }}的{{ 负责人 }}。您反馈的{{ 问题|default('问题') }}（编号 {{ 编号 }}）已处理，想听听您的意见：您对本次处理结果是否满意？是否有其他建议？",
         "Hello {{ customer }}, I am calling from {{ company|default('customer service', true) }} about your matter (no. {{ number }}). Are you satisfied with the result? Is there anything else you would like to suggest?"),
    ),
    ShippedReply(
        "follow_up", (), ("in_channel",), "follow_up", ("在线评价", "Button"),
        ("{{ 称呼 }}，您的问题（编号 {{ 编号 }}）已答复。如果解决了，请点一下“满意”；没有解决就直接回复我们。",
         "{{ customer }}, your question (no. {{ number }}) has been answered. If that helped, please press “satisfied”; if not, please reply to this message."),
    ),
    ShippedReply(
        "follow_up", (), (), "follow_up", ("问卷回访", "Questionnaire"),
        ("{{ 称呼 }}，您反馈的{{ 问题|default('问题') }}（编号 {{ 编号 }}）已处理。1. 您对本次处理结果是否满意（满意、基本满意、不满意）？2. 是否有其他建议？",
         "{{ customer }}, your matter (no. {{ number }}) has been dealt with. 1. Are you satisfied with the result (satisfied, fairly satisfied, dissatisfied)? 2. Is there anything else you would like to suggest?"),
    ),
    ShippedReply(
        "reopened", (), (), "result", ("重办致歉", "Apology"),
        ("{{ 称呼 }}，上次的处理没有让您满意，非常抱歉。您的反馈（编号 {{ 编号 }}）已由{{ 负责人 }}重新处理{% if 办结期限 %}，{{ 办结期限 }} 前给您新的方案{% endif %}。",
         "{{ customer }}, we are sorry that our first answer did not satisfy you. Your matter (no. {{ number }}) is now with {{ owner }}{% if resolve_by %}; you will have a new proposal by {{ resolve_by }}{% endif %}."),
    ),
    ShippedReply(
        "closing", (), (), "closing", ("关闭确认", "Closing"),
        ("{{ 称呼 }}，您的反馈（编号 {{ 编号 }}）已办结：{{ 方案|default('已答复') }}。{% if 关闭日 %}如果在 {{ 关闭日 }} 前没有收到您的消息，我们就将它关闭；{% endif %}问题还在的话，请直接回复，我们会重新处理。",
         "{{ customer }}, your matter (no. {{ number }}) has been resolved: {{ solution|default('it has been answered') }}. {% if closes_on %}If we do not hear from you by {{ closes_on }}, we will close it. {% endif %}If the problem is still there, please reply and we will look into it again."),
    ),
    ShippedReply(
        "praise", (), (), "", ("感谢表扬", "Thanks"),
        ("{{ 称呼 }}，您的表扬（编号 {{ 编号 }}）已转给相关部门，谢谢您的肯定，我们会继续努力。",
         "{{ customer }}, your kind words (no. {{ number }}) have been passed on to the department. Thank you."),
    ),
)  # fmt: skip
