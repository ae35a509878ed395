"""One dropped workbook, from start to end. The file to read first.

The file is archived and its arrival recorded before this begins (see `arrivals.py`). Then it is gated, read in a child
process, checked, merged with what is known, judged, filled, and recorded in one transaction together with the files
to publish (`publishing.py`). A kill between any two lines leaves a state from which the next start goes on.
"""

from __future__ import annotations

import shutil
import traceback
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from toolkit.advice import Advised, advised
from toolkit.errors import ToolkitError
from toolkit.intake.crash import point
from toolkit.intake.durable import hash_of
from toolkit.intake.gate.verdict import inspect
from toolkit.intake.settle import wait_for
from toolkit.judging import SAID_IN, our_columns, unwanted_in
from toolkit.ledger.drop import Origin, Outgoing
from toolkit.ledger.trouble import is_of_the_machine
from toolkit.outcome import Outcome, State
from toolkit.registering import has_rows, hear, why_not
from toolkit.report.note import drop_note, note_html
from toolkit.report.options import DropCount
from toolkit.returning import Clerk, Judged, Original
from toolkit.rules.book import check
from toolkit.rules.codes.file import CANNOT_OPEN, OUR_FAULT, OWN_REPORT, PARSER_DIED
from toolkit.rules.finding import Finding
from toolkit.rules.improvement import goals_of
from toolkit.rules.reporting import row_messages, rows_in_error
from toolkit.schema.identity import BOOK, REVISION, ROLE, TEAM, TEMPLATE, Role
from toolkit.words import Text, places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

    from toolkit.excel.read import ReadBook
    from toolkit.ledger.drop import Drop
    from toolkit.ledger.merging.merged import Merged
    from toolkit.registering import Heard
    from toolkit.returning import Returned
    from toolkit.rules.finding import Hits
    from toolkit.schema.table import Table
    from toolkit.site import Site

MOST_ATTEMPTS = 3
NUMBERED = "feedback"
RETURNED, REASONS, ORIGINAL = "returned", "reasons", "original"


@dataclass(frozen=True)
class Studied:
    """A workbook that was read and checked. said: what gate and reader found."""

    original: Original
    checked: Sequence[Checked]
    said: Sequence[Finding]

    @property
    def findings(self) -> list[Finding | Hits]:
        return [*self.said, *(finding for one in self.checked for finding in one.findings)]

    @property
    def rows_read(self) -> int:
        return sum(len(one.table) for one in self.checked)

    @property
    def rows_taken(self) -> int:
        return sum(int(one.accepted.sum()) for one in self.checked)


@dataclass(frozen=True)
class Checked:
    """A table with everything said about it, and which of its rows are taken, shape (n,)."""

    table: Table
    findings: list[Finding | Hits]
    accepted: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "accepted", ~rows_in_error(self.findings, len(self.table)))


def process(drop: Drop, site: Site) -> Outcome:
    """Take one received drop to its end: returned enriched, or sent back with the reasons."""
    drop = site.ledger.attempt(drop, site.settings_mark)
    point("attempt-counted")
    if drop.attempts > MOST_ATTEMPTS:
        return send_back(
            drop, site, [Finding(PARSER_DIED, facts={"file": drop.name, "tries": MOST_ATTEMPTS})]
        )
    archived = site.original(drop.sha256)
    gate = inspect(archived, site.limits, drop.name)
    if gate.is_refused:
        return send_back(drop, site, gate.findings)
    book = site.read(archived, gate, drop.name)
    if not book.tables:
        hash_of(archived)  # a share that went away meanwhile looks like a broken workbook, and is none
    point("parsed")
    if book.properties.get(ROLE) == Role.REGISTER:
        return _take_in(drop, site, book) if has_rows(book) else send_back(drop, site, why_not(book))
    if book.properties.get(ROLE) == Role.REPORT:
        return send_back(drop, site, [Finding(OWN_REPORT, facts={"file": drop.name})])
    original = Original(archived, gate.format, book.properties.get(TEMPLATE, ""))
    study = Studied(original, _checked(book.tables, site), [*gate.findings, *book.findings])
    if not study.rows_taken:
        return send_back(drop, site, study.findings, book.tables)
    merged = site.ledger.merge(drop, book.tables, [one.accepted for one in study.checked], _origin(book))
    return _give_back(drop, site, merged, study)


def attempt(drop: Drop, site: Site) -> Outcome:
    """Process a drop; a mistake of ours is logged and said, and the next file goes on.

    What the disk or the network is to blame for is no attempt of the file: it waits, however often that happens.
    """
    try:
        return replace(process(drop, site), drop=drop.drop_id)
    except ToolkitError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the other files must be done
        if is_of_the_machine(error):
            return _put_off(drop, site, error)
        log = site.workspace.log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as lines:
            lines.write(f"{site.as_of:%Y-%m-%d %H:%M} {drop.sha256}\n{traceback.format_exc()}\n")
        return Outcome(
            drop.path, State.FAILED, [Finding(OUR_FAULT, facts={"file": drop.name, "log": str(log)})]
        )


def _put_off(drop: Drop, site: Site, error: Exception) -> Outcome:
    with suppress(Exception):  # the ledger's own disk may be full; then the attempt stays counted
        site.ledger.forgive(drop)
    told = getattr(error, "strerror", None) or str(getattr(error, "orig", error))
    return Outcome(
        drop.path,
        State.WAITING,
        [wait_for(CANNOT_OPEN, drop.name, detail=Text(told, told))],
        drop=drop.drop_id,
    )


def check_file(path: Path, site: Site) -> Outcome:
    """Say everything there is to say about a file, and take nothing."""
    gate = inspect(path, site.limits)
    if gate.is_refused:
        return Outcome(path.name, State.SENT_BACK, gate.findings)
    with site.store.workplace() as place:
        # the reader believes an extension, so it gets a copy that has none
        book = site.read(Path(shutil.copyfile(path, place / "book")), gate, path.name)
    study = Studied(
        Original(path, gate.format), _checked(book.tables, site), [*gate.findings, *book.findings]
    )
    state = State.RETURNED if study.rows_taken else State.SENT_BACK
    return Outcome(path.name, state, study.findings, study.rows_read, study.rows_taken)


def _checked(tables: Sequence[Table], site: Site) -> list[Checked]:
    context = replace(site.context, goals=goals_of(tables))
    return [Checked(table, check(table, context)) for table in tables]


def send_back(
    drop: Drop, site: Site, findings: Sequence[Finding | Hits], tables: Sequence[Table] = ()
) -> Outcome:
    """Record that nothing could be taken, and put the file with its reasons where people look for it."""
    place = f"{places.SENT_BACK(site.workspace.lang)}/{drop.path}"
    read = sum(map(len, tables))
    page = note_html(drop_note(DropCount(drop.name, read, 0, read), findings, site.moment, site.lang))
    outbox = (
        Outgoing(ORIGINAL, place, drop.sha256),
        Outgoing(REASONS, f"{place}{places.REASONS_SUFFIX(site.lang)}", site.store.keep(page.encode())),
    )
    point("reasons-written")
    site.ledger.send_back(drop, findings, outbox, tables)
    point("sent-back")
    return Outcome(drop.path, State.SENT_BACK, findings, read, 0, place)


def _take_in(drop: Drop, site: Site, book: ReadBook) -> Outcome:
    """Record what people typed into the register; it is written anew from the ledger and goes back to nobody."""
    heard = hear(book, drop, site)
    merged = heard.merged(drop, site)
    findings = [*heard.findings, *merged.findings]
    point("patched")
    site.ledger.commit(merged, findings)
    point("committed")
    return Outcome(
        drop.path, State.RETURNED, findings, heard.rows_read, heard.rows_taken, _made_anew(heard, site)
    )


def _made_anew(heard: Heard, site: Site) -> str:
    """Where people find what they typed: the register, or the improvement workbook."""
    has_feedback = any(table.sheet.key == NUMBERED for table in heard.tables)
    name, lang = places.REGISTER_BOOK if has_feedback else places.IMPROVEMENT_BOOK, site.workspace.lang
    return f"{places.REGISTER(lang)}/{name(lang)}"


def _give_back(drop: Drop, site: Site, merged: Merged, study: Studied) -> Outcome:
    learned = advised(merged, site.advice, site.settings)
    point("advised")
    judged = [_judged(place, one, merged, site, learned) for place, one in enumerate(study.checked)]
    findings = [*study.findings, *merged.findings]
    clerk = Clerk(site.lang, site.settings.vocabularies, _identity(merged))
    with site.store.workplace() as place:
        returned = clerk.give_back(study.original, judged, findings, place / "returned.xlsx")
        outbox = _outgoing(drop, site, returned)
    point("patched")
    findings += returned.findings
    written = [learned.beside(place, frame) for place, frame in enumerate(returned.written)]
    site.ledger.commit(merged, findings, outbox, written)
    point("committed")
    return Outcome(drop.path, State.RETURNED, findings, study.rows_read, study.rows_taken, outbox[-1].target)


def _judged(place: int, one: Checked, merged: Merged, site: Site, learned: Advised) -> Judged:
    """A table with our columns, and what its findings say in each row, the ledger's included."""
    sheet = merged.sheets[place]
    mine = [finding for finding in merged.findings if getattr(finding, "sheet", None) == sheet.table.title]
    messages = row_messages([*one.findings, *mine], len(sheet.table), site.lang)
    said = {SAID_IN[sheet.table.sheet.key]: pd.Series(messages).replace({"": None})}
    if sheet.table.sheet.key != NUMBERED:
        return Judged(sheet.table, pd.DataFrame(said))
    unwanted = unwanted_in(sheet.table)
    earlier = site.earlier(sheet, merged.drop.team, unwanted)
    frame = learned.beside(place, site.ledger.merged_frame(sheet))
    ours = our_columns(frame, sheet.accepted, site.settings, earlier=earlier, unwanted=unwanted)
    return Judged(sheet.table, ours.assign(**said))


def _outgoing(drop: Drop, site: Site, returned: Returned) -> tuple[Outgoing, ...]:
    """What to publish: the workbook; where it could not be filled, the original and the result beside it."""
    folder, name = places.RETURNED(site.workspace.lang), drop.path
    content = site.store.keep_file(returned.path)
    if not returned.is_beside:
        return (Outgoing(RETURNED, f"{folder}/{name}", content),)
    stem = name.rpartition(".")[0] or name
    return (
        Outgoing(ORIGINAL, f"{folder}/{name}", drop.sha256),
        Outgoing(RETURNED, f"{folder}/{places.RESULT_BOOK(site.lang, name=stem)}", content),
    )


def _identity(merged: Merged) -> Mapping[str, str]:
    """What the returned workbook says of itself; one that brought nothing goes back as it came."""
    revision = str(merged.returned_revision)
    return {ROLE: Role.RETURNED.value, BOOK: merged.book, REVISION: revision, TEAM: merged.drop.team}


def _origin(book: ReadBook) -> Origin:
    revision = book.properties.get(REVISION, "")
    return Origin(book.properties.get(BOOK, ""), int(revision) if revision.isdecimal() else None)
