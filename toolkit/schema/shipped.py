"""What the sheets of a new settings workbook hold: the team's starting point, to be changed by it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from toolkit.schema import choices as lists
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.naming import normalise
from toolkit.schema.rule_choices import ISSUE_CLASSES
from toolkit.words import shipped as say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.schema.vocabulary import Choice, Vocabulary
    from toolkit.words import Language, Text

Row = dict[str, str]
"""A row of a settings sheet as a person sees it, by column key; a key left out is a blank."""

# What an issue type usually is, what it is a matter of, where it goes wrong and of what nature it is.
_TYPE_FACTS: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "物流延迟": ("complaint", "process", "delivery", "efficiency"),
        "功能异常": ("complaint", "product", "", "quality"),
        "服务态度": ("complaint", "people", "", "quality"),
        "退换货流程": ("complaint", "process", "after_sales", ""),
        "支付问题": ("complaint", "product", "", ""),
        "产品质量": ("complaint", "product", "", "quality"),
        "其他": ("", "", "", ""),
    }
)
# Surveys and texts are ours to send; in all other channels the customer comes to us.
_WE_ASK = frozenset({"问卷", "短信", "APP"})
# The crosswalk of spec d.1: (word, kind or "", level). A bare 一般 without a kind stays in the middle and is listed.
_LEVELS = (
    ("紧急", "", "1"), ("重要", "", "2"), ("一般", "", "2"), ("一般", "complaint", "2"), ("一般", "suggestion", "3"),
    ("一般", "question", "3"), ("一般", "praise", "3"), ("P0", "", "1"), ("P1", "", "2"), ("P2", "", "3"),
    ("高", "", "1"), ("中", "", "2"), ("低", "", "3"),
)  # fmt: skip
_IMPORTANT = frozenset({"高价值客户"})
_DUTIES = (("complaint", "1"), ("complaint", ""), ("suggestion", ""), ("question", ""), ("praise", ""))


def kinds(lang: Language) -> list[Row]:
    """Return the four kinds with what they mean and the words that suggest them."""
    return [
        {
            "name": choice.label(lang),
            "definition": say.KIND_MEANINGS[choice.key](lang),
            "aliases": joined(choice.aliases, lang),
            "keywords": _keywords(say.KIND_KEYWORDS[choice.key], lang),
        }
        for choice in lists.KINDS.choices
    ]


def issue_types(lang: Language) -> list[Row]:
    """Return the issue types with keywords, department and what each usually is."""
    kind_of, class_of = lists.KINDS.label_of(lang), ISSUE_CLASSES.label_of(lang)
    found = []
    for choice in lists.ISSUE_TYPES.choices:
        kind, *usual = _TYPE_FACTS[choice.key]
        attribute, stage, nature = (class_of.get(key, "") for key in usual)
        found.append(
            _named(choice, lang)
            | {
                "keywords": _keywords(say.TYPE_KEYWORDS.get(choice.key), lang),
                "default_kind": kind_of.get(kind, ""),
                "attribute": attribute,
                "stage": stage,
                "nature": nature,
                "department": _text(say.TYPE_DEPARTMENTS.get(choice.key), lang),
            }
        )
    return found


def class_words(lang: Language) -> list[Row]:
    """Return the words that suggest attribute, process stage and nature, class by class, and the column each fills."""
    return [
        {
            "name": choice.label(lang),
            "keywords": _keywords(say.CLASS_KEYWORDS.get(choice.key), lang),
            "column": FEEDBACK[one.name].header(lang),
        }
        for one in lists.CLASSES
        for choice in one.choices
    ]


def channels(lang: Language) -> list[Row]:
    """Return the channels and who starts the talk in each."""
    return [
        _named(choice, lang) | {"group": (say.WE_ASK if choice.key in _WE_ASK else say.THEY_TELL)(lang)}
        for choice in lists.CHANNELS.choices
    ]


def urgencies(lang: Language) -> list[Row]:
    """Return every urgency word with the one level behind it; 紧急 has a row for each reason that suggests it."""
    words, kind_of, level_of = (v.label_of(lang) for v in (lists.URGENCIES, lists.KINDS, lists.PRIORITIES))
    alarms = [
        {
            "word": words["紧急"],
            "kind": "",
            "level": level_of["1"],
            "definition": about(lang),
            "keywords": _keywords(said, lang),
        }
        for about, said in say.ALARMS
    ]
    meanings = [
        {
            "word": words[word],
            "kind": kind_of.get(kind, ""),
            "level": level_of[level],
            "definition": _text(say.URGENCY_MEANINGS.get(word), lang) if not kind else "",
        }
        for word, kind, level in _LEVELS
    ]
    return [meanings[0], *alarms, *meanings[1:]]


def duties(lang: Language) -> list[Row]:
    """Return who leads, follows up and helps, by kind and level (S0-025 to S0-029)."""
    kind_of, level_of = lists.KINDS.label_of(lang), lists.PRIORITIES.label_of(lang)
    return [
        {"kind": kind_of[kind], "level": level_of.get(level, "")}
        | {key: text(lang) for key, text in say.DUTIES[kind, level].items()}
        for kind, level in _DUTIES
    ]


def customer_types(lang: Language) -> list[Row]:
    """Return the customer types and which of them are important."""
    answer = lists.YES_NO.label_of(lang)
    return [
        _named(choice, lang) | {"is_important": answer["yes" if choice.key in _IMPORTANT else "no"]}
        for choice in lists.CUSTOMER_TYPES.choices
    ]


def joined(words: tuple[str, ...] | list[str], lang: Language) -> str:
    """Return words as one cell holds them."""
    return ("、" if lang == "zh" else ", ").join(words)


def labels(keys: frozenset[str] | tuple[str, ...], vocabulary: Vocabulary, lang: Language) -> str:
    """Return several choices of a list as one cell holds them, in the list's order; a key it lacks stays as it is."""
    known = [choice.label(lang) for choice in vocabulary.choices if choice.key in keys]
    return joined([*known, *sorted(set(keys) - vocabulary.keys)], lang)


def _named(choice: Choice, lang: Language) -> Row:
    """A team-owned word: its label in one language, its other ways to write it."""
    label, other = choice.label(lang), choice.en if lang == "zh" else choice.zh
    spelled = {normalise(word): word for word in reversed((*choice.aliases, other))}
    spelled.pop(normalise(label), None)
    return {"name": label, "aliases": joined(list(reversed(spelled.values())), lang)}


def _keywords(text: Text | None, lang: Language) -> str:
    """Words of both languages, those of the workspace first: customers of either write in the other too."""
    if text is None:
        return ""
    words = {"zh": text.zh.split("、"), "en": text.en.split(", ")}
    return joined([*words[lang], *words["en" if lang == "zh" else "zh"]], lang)


def _text(text: Text | None, lang: Language) -> str:
    return text(lang) if text else ""
