"""What was reported is kept for good: in the archive, as a line of the journal, in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.intake.archive import archive, spool
from toolkit.intake.crash import point
from toolkit.intake.journal import REPORTED, Journal
from toolkit.ledger.keeping.reported import Version

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from toolkit.site import Site

_ABOUT = ("month", "what", "at", "seen_at", "settings", "file", "sha256")


def keep(made: Path, site: Site) -> str:
    """Put a file that was made into the archive; return the hash of its content."""
    spooled = spool(made, site.workspace.spool)
    assert spooled is not None, "nobody else writes to it"
    archive(spooled, site.workspace.archive)
    spooled.path.unlink()
    return spooled.sha256


def note(version: Version, content: str, site: Site) -> Version:
    """Write down that something was reported, and what it said; the line in the journal decides."""
    with site.store.workplace() as place:
        (made := place / "content").write_text(content, encoding="utf-8")
        kept = keep(made, site)
    facts = {name: getattr(version, name) for name in _ABOUT}
    Journal(site.workspace.journal).append(REPORTED, facts | {"content": kept})
    site.ledger.report(version, content)
    point("report-noted")
    return version


def note_again(line: Mapping[str, str], site: Site) -> None:
    """Keep what a line of the journal says was reported: in a new ledger, or after a kill."""
    content = site.original(line["content"]).read_text(encoding="utf-8")
    month, what, at, seen_at, settings, file, sha256 = (line[name] for name in _ABOUT)
    site.ledger.report(Version(month, what, at, seen_at, settings, file, sha256), content)


def finish_closing(site: Site) -> None:
    """Keep what a killed run had decided to report: its decision is the last line of the journal."""
    line = Journal(site.workspace.journal).last()
    if line and line["kind"] == REPORTED:
        note_again(line, site)
