"""Validate files without taking them: by a workspace's settings, or by those that come with the toolkit."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from toolkit.excel.child import Reader
from toolkit.ledger.ledger import Ledger
from toolkit.pipeline import check_file
from toolkit.rounds import open_site
from toolkit.settings import load_settings
from toolkit.site import Site
from toolkit.workspace import Machine, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from toolkit.outcome import Outcome
    from toolkit.words import Language


def check_files(
    files: Sequence[Path], workspace: Workspace | None, as_of: datetime | None, lang: Language
) -> Iterator[Outcome]:
    """Yield everything there is to say about each file; nothing is written anywhere."""
    if workspace:
        with open_site(workspace, as_of) as site:
            yield from (check_file(path, site) for path in files)
        return
    with TemporaryDirectory() as folder, Reader() as reader, Ledger.open(":memory:") as ledger:
        space = Workspace(Path(folder), lang, Machine())
        moment = as_of or space.now()
        settings = load_settings([], lang=lang, today=moment.date())
        site = Site(space, settings, "", ledger, reader, moment)
        yield from (check_file(path, site) for path in files)
