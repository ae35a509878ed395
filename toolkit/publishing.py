"""T6: what the ledger says must be in the folder is put there, whole or not at all; repeating is harmless."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.intake.crash import point
from toolkit.intake.durable import hash_of
from toolkit.intake.publish import Placing, publish
from toolkit.words import places

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.ledger.drop import Entry
    from toolkit.site import Site


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A file that waits: somebody has its place open, or changed what stands there."""

    target: str
    placing: Placing
    who: str = ""


def publish_outbox(site: Site, wall: float) -> list[Unpublished]:
    """Publish everything that waits; return what has to wait on. `wall`: the wall clock, in seconds."""
    waiting_now = site.ledger.outbox()
    latest = {entry.target: entry for entry in waiting_now}
    for entry in waiting_now:
        if entry is not latest[entry.target]:
            site.ledger.superseded(entry)
    waiting = [_publish(entry, site, wall) for entry in latest.values()]
    return [one for one in waiting if one]


def _publish(entry: Entry, site: Site, wall: float) -> Unpublished | None:
    source = site.store.find(entry.source)
    if source is None:
        return Unpublished(entry.target, Placing.FOREIGN)
    target = site.workspace.root / entry.target
    target.parent.mkdir(parents=True, exist_ok=True)
    placed = publish(source, target, ours=_replaceable(target, entry, site), wall=wall)
    if placed.placing is not Placing.DONE:
        return Unpublished(entry.target, placed.placing, placed.who)
    point("published")
    _clear_cured(entry, site)
    point("cured-cleared")
    site.ledger.published(entry, placed.sha256)
    point("publishing-noted")
    site.store.drop(entry.source)
    return None


def _replaceable(target: Path, entry: Entry, site: Site) -> str | None:
    """The content that may be replaced: what we published there, or what people made of it if it has been read."""
    try:
        standing = hash_of(target) if target.is_file() else ""
    except OSError:  # somebody holds it; publishing will see
        standing = ""
    return (
        standing if standing and site.ledger.has_read(standing) else site.ledger.last_published(entry.target)
    )


def _clear_cured(entry: Entry, site: Site) -> None:
    """A workbook that was sent back and is taken now leaves 待修正 with its reasons, unless somebody changed them."""
    space = site.workspace
    returned, sent_back = (f"{place(space.lang)}/" for place in (places.RETURNED, places.SENT_BACK))
    if not entry.target.startswith(returned):
        return
    stale = sent_back + entry.target.removeprefix(returned)
    for target in (stale, stale + places.REASONS_SUFFIX(space.lang)):
        path = space.root / target
        if path.is_file() and hash_of(path) == site.ledger.last_published(target):
            path.unlink()
