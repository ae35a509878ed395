"""One round over a workspace: go on with what was begun, take what lies in the inbox, publish, refresh."""

from __future__ import annotations

import gc
import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.arrivals import coming, resume, take, tidy
from toolkit.closing import finish_closing
from toolkit.errors import WorkspaceError
from toolkit.excel.child import Reader
from toolkit.intake.alone import HeldError, alone
from toolkit.intake.archive import Leave
from toolkit.intake.crash import point
from toolkit.intake.durable import write_whole
from toolkit.intake.gate.verdict import inspect
from toolkit.intake.publish import Placing
from toolkit.intake.settle import believed_at_once, settle_once, wait_for
from toolkit.ledger.ledger import Ledger
from toolkit.outcome import Outcome, State
from toolkit.pipeline import attempt
from toolkit.publishing import publish_outbox
from toolkit.rebuilding import catch_up
from toolkit.refreshing import Made, Office
from toolkit.rulebook import rules_in_force, rules_to_look_by
from toolkit.rules.codes.file import CANNOT_OPEN, RENAMED, STILL_WRITING
from toolkit.rules.finding import Finding
from toolkit.site import Site
from toolkit.teaching import teach
from toolkit.withdrawing import finish_undoing, withdraw
from toolkit.words import Text
from toolkit.words import workspace as say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from toolkit.arrivals import Coming
    from toolkit.intake.scan import Entry
    from toolkit.publishing import Unpublished
    from toolkit.withdrawing import Withdrawn
    from toolkit.workspace import Workspace


_YOUNG = 60.0
"""Seconds since the last change after which a damaged file is taken for what it is."""


_REFRESHED = "refreshed.json"
"""What register and reports were last made from."""


def _silent(_name: str) -> None:
    """Report progress to nobody."""


@dataclass
class Round:
    """What a round did."""

    as_of: datetime
    outcomes: list[Outcome] = field(default_factory=list)
    withdrawn: list[Withdrawn] = field(default_factory=list)
    settings: tuple[Finding, ...] = ()
    unpublished: list[Unpublished] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)


@contextmanager
def open_site(workspace: Workspace, as_of: datetime | None = None) -> Iterator[Site]:
    """Open a workspace for work: its ledger, its rules in force, and a reader.

    Raises:
        ToolkitError: another machine keeps the ledger, or there are no usable rules at all.
    """
    workspace.make_ready()
    workspace.own()
    moment = as_of or workspace.now()
    is_new = not Path(workspace.ledger_url).exists()
    with (
        working_alone(workspace),
        few_collections(),
        Reader() as reader,
        Ledger.open(workspace.ledger_url) as ledger,
    ):
        rules = rules_in_force(workspace, reader, moment.date())
        site = Site(workspace, rules.settings, rules.mark, ledger, reader, moment)
        catch_up(site, is_new=is_new)
        finish_undoing(site)
        finish_closing(site)
        yield site


@contextmanager
def looking(workspace: Workspace, as_of: datetime | None = None) -> Iterator[Site]:
    """Open a workspace only to look: whoever works on it goes on, and is not waited for.

    Where the ledger is yet to be made, or made anew, that is done first, as by a run.

    Raises:
        ToolkitError: another machine keeps the ledger, or there are no usable rules at all.
    """
    if "://" in workspace.ledger_url or Path(workspace.ledger_url).exists():
        workspace.own()
        moment = as_of or workspace.now()
        with Reader() as reader, Ledger.open(workspace.ledger_url) as ledger:
            if not ledger.needs_rebuild:
                rules = rules_to_look_by(workspace, reader, moment.date())
                yield Site(workspace, rules.settings, rules.mark, ledger, reader, moment)
                return
    with open_site(workspace, as_of) as site:
        yield site


@contextmanager
def few_collections() -> Iterator[None]:
    """Look for garbage less often: rows by the hundred thousand are no cycles, and looking costs a fifth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def working_alone(workspace: Workspace) -> Iterator[None]:
    """Let no other process of this machine work on the folder for as long as the block runs.

    Raises:
        WorkspaceError: another one is at it.
    """
    try:
        with alone(workspace.machine_home / "run.lock"):
            yield
    except HeldError:
        raise WorkspaceError(say.BUSY(workspace.lang)) from None


def run_once(
    workspace: Workspace, as_of: datetime | None = None, progress: Callable[[str], None] = _silent
) -> Round:
    """Take everything that lies in the inbox, and bring register and reports up to date.

    Raises:
        ToolkitError: the workspace cannot be worked on from here.
    """
    with open_site(workspace, as_of) as site:
        done = Round(site.as_of, settings=site.settings.findings)
        tidy(site)
        for drop in site.ledger.pending():
            progress(drop.name)
            done.outcomes.append(attempt(resume(drop, site), site))
        publish_outbox(site, time.time())  # what a killed run placed and did not note is ours, and no drop
        done.withdrawn = withdraw(site, time.time())
        files = coming(site)
        judged = settle_once([file.entry for file in files], workspace.machine.quiet, time.time())
        for file, (_, reason) in zip(files, judged, strict=True):
            progress(file.name)
            outcome = waiting(file, reason) if reason else take_up(file, site, partial(_is_whole, site=site))
            done.outcomes.append(outcome)
        done.unpublished = publish_outbox(site, time.time())
        if any(outcome.state is State.RETURNED for outcome in done.outcomes):
            workspace.undo.mkdir(exist_ok=True)  # from now on there is something to take back
        done.made = refresh(site)
        return done


def refresh(site: Site) -> list[Made]:
    """Make register and reports anew, unless ledger, settings and moment are those of the last time and all is there.

    The note is written last, so what a killed run left old, or what was open on a screen, is made by the next one.
    """
    note, root = site.workspace.state / _REFRESHED, site.workspace.root
    stand = [site.ledger.revision, site.settings_mark, f"{site.as_of:%Y-%m-%d %H:%M}"]
    last = json.loads(note.read_text(encoding="utf-8")) if note.is_file() else {}
    if last.get("stand") == stand and all((root / path).is_file() for path in last["made"]):
        return []
    office = Office(site, time.time())
    made = office.refresh()
    point("refreshed")
    teach(site, office.facts)
    if all(one.placing is Placing.DONE for one in made):
        paths = [site.workspace.relative(one.path) for one in made]
        write_whole(note, json.dumps({"stand": stand, "made": paths}, ensure_ascii=False))
    return made


def _named(outcome: Outcome, entry: Entry) -> Outcome:
    """Say so where a file comes back under another name than it was dropped under."""
    safe = outcome.path.rpartition("/")[2]
    if entry.path.name == safe:
        return outcome
    file = entry.path.name.encode(errors="replace").decode()
    return replace(
        outcome, findings=[*outcome.findings, Finding(RENAMED, facts={"file": file, "safe": safe})]
    )


def waiting(file: Coming, reason: Finding) -> Outcome:
    """Return what is said of a file that may not be taken yet."""
    return _named(Outcome(file.name, State.WAITING, [reason]), file.entry)


def take_up(file: Coming, site: Site, is_whole: Callable[[Entry], bool]) -> Outcome:
    """Take a file at rest to its end; what turns out to be half-written, or cannot be opened now, waits."""
    return _named(_taken(file, site, is_whole), file.entry)


def _taken(file: Coming, site: Site, is_whole: Callable[[Entry], bool]) -> Outcome:
    still_written = Outcome(file.name, State.WAITING, [wait_for(STILL_WRITING, file.entry.path.name)])
    try:
        if not is_whole(file.entry):
            return still_written
        arrival = take(file.entry.path, file.name, site, stays=file.stays)
    except OSError as error:
        detail = Text(str(error), str(error))
        return Outcome(file.name, State.WAITING, [wait_for(CANNOT_OPEN, file.name, detail=detail)])
    if arrival is None or arrival.leave is not Leave.GONE:
        return still_written
    if arrival.receipt.is_again:
        receipt = arrival.receipt
        return Outcome(file.name, State.REPEATED, receipt.findings, drop=receipt.drop.drop_id)
    return attempt(arrival.receipt.drop, site)


def _is_whole(entry: Entry, site: Site) -> bool:
    """Whether a single run takes a file: a young one that looks damaged may only be half copied."""
    findings = inspect(entry.path, site.limits).findings if time.time() - entry.changed_at < _YOUNG else ()
    return believed_at_once(entry, findings, site.workspace.machine.quiet, time.time())
