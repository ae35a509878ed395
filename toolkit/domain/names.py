"""Names of people: how much of one may be shown, and which words are roles instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import ahocorasick

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

COMPOUND_SURNAMES = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|长孙|宇文|司徒|轩辕|端木|独孤|南宫|西门|闻人|申屠|淳于|单于|太史|完颜|呼延"
SURNAMES = (
    COMPOUND_SURNAMES + "|[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳"
    "邢岳齐梅莫庄辛管祝左涂谷祁耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿]"
)  # fmt: skip
_COMPOUND = re.compile(rf"^(?:{COMPOUND_SURNAMES})")
_ROLES = (
    r"(?:部|部门|组|科|处|中心|团队|班|岗|专员|主管|经理|客服|总监|顾问|工程师|先生|女士|小姐|师傅|店长|坐席|前台|系统|值班)\d*$"
    r"|^(?:客服|专员|坐席|技术|产品|运营|匿名|系统)|匿名|\b(?:team|desk|support|department|manager|agent|system)\b"
)
_ROLE = re.compile(_ROLES, re.IGNORECASE)
_BETWEEN = r"[、，,;；/／\n]|(?<=[\u4e00-\u9fff])\s*[&+]\s*|\s+(?:and|和|与)\s+|(?<=[\u4e00-\u9fff]{2})[和与及](?=[\u4e00-\u9fff]{2})"
_SEPARATORS = re.compile(_BETWEEN, re.IGNORECASE)
_BREAKS = re.compile(rf"([()（）\[\]【】]|{_BETWEEN})", re.IGNORECASE)
_ASIDE = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]?")
_CHINESE = re.compile(r"[\u4e00-\u9fff·•.]+")


def people(cell: str) -> tuple[str, ...]:
    """Split a cell into the people it names: "张三、李四" gives two; a note in brackets belongs to its name.

    A comma in Latin script divides only whole names: "Smith, John" is one person, "John Smith, Ann Lee" are two.
    """
    bare = _ASIDE.sub("", cell)
    parts = tuple(part for part in (part.strip() for part in _SEPARATORS.split(bare)) if part)
    is_inverted = (
        bare.isascii() and bare.count(",") == len(parts) - 1 and not all(" " in part for part in parts)
    )
    return (bare.strip(),) if is_inverted and parts else parts


def masked_name(cell: str) -> str:
    """Mask the names in one cell; see privacy.mask_name."""
    parts = _BREAKS.split(cell)
    parts[::2] = [_one(part) for part in parts[::2]]
    return "".join(parts)


def masked_names_in(names: Collection[str]) -> Callable[[str], str]:
    """Return a function that masks these names wherever they stand in a text; roles and single letters stay."""
    automaton = ahocorasick.Automaton()
    for cell in names:
        for name in people(cell):
            if len(name) >= 2 and _one(name) != name:
                automaton.add_word(name, name)
    if not len(automaton):
        return lambda text: text
    automaton.make_automaton()
    return lambda text: _replaced(text, automaton)


def _replaced(text: str, automaton: ahocorasick.Automaton) -> str:
    parts, last = [], 0
    for end, name in automaton.iter_long(text):
        parts += [text[last : end + 1 - len(name)], _one(name)]
        last = end + 1
    return "".join([*parts, text[last:]])


def _one(name: str) -> str:
    bare = name.strip()
    if len(bare) < 2 or "*" in bare or "＊" in bare or _ROLE.search(bare):
        return name
    if not _CHINESE.fullmatch(bare):
        return re.sub(r"(\w)(\w+)", lambda found: found[1] + "*" * len(found[2]), name)
    shown = 2 if _COMPOUND.search(bare) and len(bare) > 2 else 1
    return bare[:shown] + "*" * (len(bare) - shown)
