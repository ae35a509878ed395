"""Texts to send to customers (话术): small templates that a team writes, filled without ever running anything of theirs.

Only what a sentence needs is let through: names from a list, if and else, and three filters. No loops, no arithmetic, no
attributes and no calls, so a template can neither reach anything nor run long; what customers wrote is filled in as
text and never read as a template.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.filters import FILTERS
from jinja2.sandbox import ImmutableSandboxedEnvironment

from toolkit.domain.faults import RuleError
from toolkit.words import Language, Text
from toolkit.words import replies as say

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_SOURCE, MOST_FACT, MOST_RESULT = 2000, 500, 3000
"""Characters of a template, of one thing filled in, and of the text that comes out."""
_FILTERS = ("default", "trim", "truncate")
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If, nodes.CondExpr, nodes.Not,
    nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.Filter, nodes.Keyword,
)  # fmt: skip
_KEY_OF = {word: key for key, text in say.NAMES.items() for word in (text.zh, text.en)}
_NAMES = tuple(say.NAMES.values())
_SIGNS = "=＝+＋@＠\t\r\n "
"""What a spreadsheet may take for the start of a formula."""


class ReplyError(RuleError):
    """A reply template cannot be used as it is written."""


@dataclass(frozen=True)
class Reply:
    """A template in force: for which use, for which kinds of feedback and ways of asking; empty for all."""

    name: str
    use: str
    text: str
    kinds: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()

    def fits(self, use: str, kind: str | None, way: str | None) -> bool:
        """Say whether it is meant for this; a row of unknown kind fits only a template for all."""
        return (
            self.use == use and (not self.kinds or kind in self.kinds) and (not self.ways or way in self.ways)
        )

    def filled(self, facts: Mapping[str, object]) -> str:
        """Return the text with its facts, by the keys of `words.replies.NAMES`; one that is missing is blank."""
        known = {word: _plain(facts.get(key)) for word, key in _KEY_OF.items()}
        return compiled(self.text).render(known).strip()[:MOST_RESULT]


def _plain(value: object) -> object:
    """A fact as a sentence takes it; one that begins like a formula loses that sign."""
    if isinstance(value, str):
        return value[:MOST_FACT].strip().lstrip(_SIGNS) or None
    return value


@lru_cache(maxsize=1024)
def compiled(text: str, names: tuple[Text, ...] = _NAMES) -> Template:
    """Return a template ready to be filled. names: what it may name, in either language.

    Raises:
        ReplyError: it is too long, cannot be read, or asks for more than a sentence needs.
    """
    if len(text) > MOST_SOURCE:
        raise ReplyError(say.TOO_LONG, count=len(text), limit=MOST_SOURCE)
    try:
        _check(_SANDBOX.parse(text), names)
        return _SANDBOX.from_string(text)
    except TemplateSyntaxError as error:
        raise ReplyError(say.BAD_SYNTAX, line=error.lineno, problem=error.message) from error
    except (RecursionError, SyntaxError, MemoryError) as error:
        raise ReplyError(say.TOO_DEEP) from error


def _check(tree: nodes.Template, names: tuple[Text, ...]) -> None:
    known = {word for name in names for word in (name.zh, name.en)}
    for node in (tree, *tree.find_all(nodes.Node)):
        if isinstance(node, nodes.Name) and node.name not in known:
            listed = {
                "known_zh": "、".join(name.zh for name in names),
                "known_en": ", ".join(name.en for name in names),
            }
            raise ReplyError(say.UNKNOWN_NAME, name=node.name, **listed)
        if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            raise ReplyError(say.UNKNOWN_FILTER, name=node.name, known=", ".join(_FILTERS))
        if not isinstance(node, _ALLOWED):
            raise ReplyError(say.NOT_ALLOWED, line=node.lineno)


@dataclass(frozen=True)
class Replies:
    """The templates of a team, in the order of the sheet: the first that fits is used."""

    templates: tuple[Reply, ...] = ()
    lang: Language = "zh"
    about: Mapping[str, str] = field(default_factory=dict)
    """What is the same in every text: company and team."""

    def write(
        self, use: str, facts: Mapping[str, object], kind: str | None = None, way: str | None = None
    ) -> str:
        """Return the text for a row; empty where no template is meant for it."""
        found = next((one for one in self.templates if one.fits(use, kind, way)), None)
        if found is None:
            return ""
        return found.filled({"customer": say.DEAR(self.lang)} | dict(self.about) | _filled(facts))


def _filled(facts: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in facts.items() if value is not None and value != ""}


def _sandbox() -> ImmutableSandboxedEnvironment:
    # Not HTML: these texts go into chats, mails and text messages as they are.
    made = ImmutableSandboxedEnvironment(autoescape=False, finalize=_shown, trim_blocks=True)
    made.filters = {name: FILTERS[name] for name in _FILTERS}
    made.globals, made.tests = {}, {}
    return made


def _shown(value: Any) -> Any:
    return "" if value is None else value


_SANDBOX = _sandbox()
