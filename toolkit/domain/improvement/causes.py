"""Chains of whys as people write them: how deep they go, where they end, and what kind of cause that is."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from toolkit.domain.improvement.lists import LINK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LEAST_DEPTH = 3
"""Whys below which a chain has hardly left the surface."""
_SAME = 75.0
_BLAME = (
    r"责任心|不负责|粗心|大意|马虎|不认真|不细心|不用心|偷懒|懈怠|疏忽|失职|能力(?:太|较)?差|素质(?:太|较)?[低差]"
    r"|个人原因|个人能力|人为失误|态度不端正|意识(?:太|较)?[淡差]薄?"
    r"|\b(?:careless|negligen\w+|lazy|laziness|human error|incompeten\w+|irresponsib\w+)\b"
)
_PERSON = re.compile(_BLAME, re.IGNORECASE)
# What customers see and feel. It is where a chain starts, not where it may end (S1 四-2: 客服响应慢是现象).
_SEEN = (
    r"投诉|抱怨|差评|不满|客户(?:等|流失|生气|反映|反馈)|(?:响应|处理|发货|到货|物流|回复|退款|审核|速度|效率)(?:太|很|较|比较)?[慢低差]"
    r"|延迟|延误|超时|卡顿|闪退|白屏|崩溃|加载失败|打不开|态度(?:不好|差|恶劣)|质量(?:不好|差)"
    r"|\b(?:complain\w*|unhappy|dissatisf\w+|slow\w*|late|delay\w*|crash\w*|rude|bad quality)\b"
)
# What can be changed: a lack, a rule, a capacity, a tool, a way of working.
_CHANGEABLE = (
    r"没有|没|未|无|缺|少|不足|不够|不全|不完善|不清|不明|不一致|不兼容|不合理|不及时更新|滞后|冲突|瓶颈|单点|依赖|过时|陈旧"
    r"|流程|规则|制度|标准|机制|规范|预案|排班|编制|招聘|培训|配置|接口|用例|监控|预留|评估|知识库|供应商|合同|协议|权限|预算"
    r"|\b(?:no|not|never|lack\w*|missing|without|insufficient|too few|outdated|unclear|rule|process|standard|training|capacity"
    r"|interface|test|monitor\w*|supplier|contract|budget|staff\w*)\b"
)
_PHENOMENON = re.compile(_SEEN, re.IGNORECASE)
_CAUSE = re.compile(_CHANGEABLE, re.IGNORECASE)


class Category(StrEnum):
    """The bones of a fishbone: what kind of thing a cause is."""

    PEOPLE = "people"
    PROCESS = "process"
    SYSTEM = "system"
    PARTNER = "partner"
    PRODUCT = "product"
    KNOWLEDGE = "knowledge"
    OTHER = "other"


_WORDS: Mapping[Category, str] = {
    # In order: the first that fits counts, so what is narrow stands before what is broad.
    Category.KNOWLEDGE: r"知识库|培训|话术|手册|指引|不了解|不熟悉|不清楚|经验|信息不|告知|\b(?:training|knowledge|manual|script|guide\w*)\b",
    Category.PARTNER: r"供应商|物流商|承运|快递|第三方|外包|合作方|网点|厂家|协议|\b(?:supplier|carrier|courier|partner|third part\w+|outsourc\w+)\b",
    Category.PEOPLE: r"人员|人手|人力|招聘|编制|排班|班次|值班|离职|新人|加班|\b(?:staff\w*|hiring|recruit\w*|shift\w*|people|headcount)\b",
    Category.SYSTEM: r"系统|接口|服务器|并发|缓存|软件|版本|用例|代码|配置|兼容|算法|网络|数据库|监控|APP|\b(?:system|server|interface|cache|software|"
    r"version|code|config\w*|network|database|monitor\w*|app|load)\b",
    Category.PRODUCT: r"产品|材料|质量|包装|设计|零件|配件|工艺|批次|\b(?:product|material|quality|packag\w+|design|part|batch)\b",
    Category.PROCESS: r"流程|规则|制度|标准|机制|规范|审批|审核|预案|计划|评估|权限|检查|复核|分拣|考核|预算|预留|\b(?:process|rule\w*|procedure|standard|"
    r"approval|review|check\w*|plan\w*|budget|policy|sorting)\b",
}
_CATEGORIES = {category: re.compile(words, re.IGNORECASE) for category, words in _WORDS.items()}


def cause_chain(text: str) -> tuple[str, ...]:
    """Split "①…→②…→③…" into its links, the deepest last."""
    parts = (part.strip(" \t,，.。、:：") for part in LINK.split(text))
    return tuple(part for part in parts if part)


def blames_a_person(cause: str) -> bool:
    """Whether a cause ends at somebody's character instead of at something that can be changed (S1 四-2)."""
    return bool(_PERSON.search(cause))


def is_phenomenon(cause: str, issue: str = "") -> bool:
    """Whether a cause only says again what customers see, and nothing that could be changed (S1 四-2)."""
    if _CAUSE.search(cause):
        return False
    return bool(_PHENOMENON.search(cause)) or (bool(issue) and fuzz.ratio(cause, issue) >= _SAME)


def category_of(cause: str) -> Category:
    """Return what kind of cause it is, by its words."""
    return next((name for name, words in _CATEGORIES.items() if words.search(cause)), Category.OTHER)


def by_category(chains: Iterable[tuple[str, ...]]) -> dict[Category, tuple[str, ...]]:
    """Sort the links of several chains into categories: each cause once, in the order in which it came."""
    sorted_out: dict[Category, dict[str, None]] = {}
    for cause in (link for chain in chains for link in chain):
        sorted_out.setdefault(category_of(cause), {})[cause] = None
    return {name: tuple(sorted_out[name]) for name in Category if name in sorted_out}
