"""How the guard is doing: facts for programs in a small file, the same for people as a page without a server."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from toolkit.domain.privacy import masked_text
from toolkit.excel.look import css_variables, font_stack
from toolkit.intake.durable import write_whole
from toolkit.report.note import page_policy
from toolkit.words import places
from toolkit.words import watch as say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toolkit.words import Language, Text
    from toolkit.workspace import Workspace

BEAT = 10.0
"""Seconds between two signs of life; three missed ones mean that nobody stands guard."""

STALE_AFTER = 3 * BEAT + 15
_UNSTEADY = frozenset({"beat", "beat_at", "looked", "working_on", "free_megabytes", "ledger_megabytes"})


@dataclass(frozen=True, slots=True)
class Waits:
    """A file that is not taken yet. since: the moment at which it was first seen so."""

    name: str
    why: str
    since: str


@dataclass(frozen=True, slots=True)
class Status:
    """What one beat says; moments are local, as text to the second. beat_at: seconds of this machine's clock."""

    state: str
    started: str
    beat: str
    looked: str
    host: str
    process: int
    version: str
    hears: bool
    beat_at: float = 0.0
    trouble: str = ""
    working_on: str = ""
    waiting: tuple[Waits, ...] = ()
    done_today: int = 0
    rows_today: int = 0
    sent_back_today: int = 0
    failed_today: int = 0
    to_publish: int = 0
    free_megabytes: int = 0
    ledger_megabytes: int = 0
    years_known: str = ""
    settings: tuple[str, ...] = ()

    @property
    def oldest(self) -> Waits | None:
        return min(self.waiting, key=lambda one: one.since, default=None)

    @property
    def is_well(self) -> bool:
        return not (self.trouble or self.failed_today or self.to_publish)


@dataclass(frozen=True)
class Board:
    """Where the status is shown: the page in the workspace, the facts beside the ledger's notes; by any thread."""

    workspace: Workspace
    _last: dict[str, str] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def page(self) -> Path:
        return self.workspace.root / places.STATUS_PAGE(self.workspace.lang)

    @property
    def facts(self) -> Path:
        return facts_of(self.workspace)

    def show(self, status: Status) -> None:
        """Write both, each whole or not at all; the page only when it says something else, or is a minute old.

        Raises:
            OSError: the folder is away; what was shown stays.
        """
        told = asdict(status)
        # What changes at every beat is no news: a sync program would upload the page all day.
        steady = {name: value for name, value in told.items() if name not in _UNSTEADY}
        news = json.dumps(steady | {"minute": status.beat[:16]}, ensure_ascii=False)
        with self._lock:
            self.workspace.state.stat()  # nothing is made where the share should be
            write_whole(self.facts, json.dumps(told, ensure_ascii=False))
            if self._last.get("told") != news:
                write_whole(self.page, status_html(status, self.workspace.lang))
                self._last["told"] = news


def facts_of(workspace: Workspace) -> Path:
    return workspace.state / "status.json"


def last_status(workspace: Workspace) -> Status | None:
    """Return what the guard last said; None where none ever did."""
    try:
        told = json.loads(facts_of(workspace).read_text(encoding="utf-8"))
        waits = tuple(Waits(**one) for one in told.pop("waiting"))
        return Status(**told | {"waiting": waits, "settings": tuple(told["settings"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def is_stale(status: Status, wall: float) -> bool:
    """Whether the guard should have given a sign of life by now, and did not. wall: the wall clock, in seconds."""
    return status.state == say.WATCHING_KEY and abs(wall - status.beat_at) > STALE_AFTER


@dataclass(frozen=True, slots=True)
class Guarding:
    """Whether somebody stands guard, as far as what was last said tells. said: None where nobody ever did."""

    said: Status | None
    is_stale: bool

    @property
    def is_alive(self) -> bool:
        return self.said is not None and self.said.state == say.WATCHING_KEY and not self.is_stale

    @property
    def is_silent(self) -> bool:
        """Whether somebody should be on guard and is not."""
        return self.said is not None and self.is_stale

    @property
    def is_well(self) -> bool:
        return (
            self.said is None or self.said.state == say.STOPPED_KEY or (self.is_alive and self.said.is_well)
        )

    def lines(self, lang: Language) -> Iterator[tuple[Text, object]]:
        """What to show, in order."""
        if self.said is None:
            return
        told = say.STALE if self.is_stale else say.ALIVE
        yield (
            say.GUARD,
            told(lang, state=say.STATES[self.said.state](lang), moment=self.said.beat.replace("T", " ")),
        )
        if self.said.trouble:
            yield say.TROUBLE, masked_text(self.said.trouble)
        if self.said.working_on:
            yield say.WORKING_ON, masked_text(self.said.working_on)
        for one in self.said.waiting:
            yield say.WAITS, f"{masked_text(one.name)} {masked_text(one.why)}"


def guard_of(workspace: Workspace, wall: float) -> Guarding:
    """Return who stands guard over a workspace. wall: the wall clock, in seconds."""
    said = last_status(workspace)
    return Guarding(said, said is not None and is_stale(said, wall))


def status_html(status: Status, lang: Language) -> str:
    """Return the status as one self-contained page that asks for itself again; customers' data is masked."""
    style = _template("status.css.j2").render(variables=css_variables(), fonts=font_stack())
    shown = [(masked_text(one.name), masked_text(one.why), one.since) for one in status.waiting]
    return _template("status.html.j2").render(
        status=status, waiting=shown, say=say, lang=lang, stale=round(STALE_AFTER), style=Markup(style),  # noqa: S704 - our own style sheet
        policy=page_policy(style),
    )  # fmt: skip


@cache
def _template(name: str) -> jinja2.Template:
    loader = jinja2.PackageLoader("toolkit.watch", "html")
    environment = jinja2.Environment(
        loader=loader, autoescape=jinja2.select_autoescape(("html.j2",)), undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template(name)
