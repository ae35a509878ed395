"""The path of one workbook, gate to publish, in a process of its own: prints CPU seconds and peak memory as JSON.

Usage: python one_book.py SOURCE SCRATCH [--with-refresh]
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from datetime import date, datetime
from pathlib import Path

if (
    __name__ == "__main__"
):  # and not in the reading child, which imports this file as it imports the light `voc`
    from toolkit.arrivals import take
    from toolkit.excel.blank.settings_template import write_settings
    from toolkit.pipeline import process
    from toolkit.publishing import publish_outbox
    from toolkit.refreshing import Office
    from toolkit.rounds import open_site
    from toolkit.workspace import Workspace

AS_OF = datetime(2026, 11, 2, 9)


def main(source: Path, scratch: Path, *, with_refresh: bool) -> None:
    space = Workspace.create(scratch / "workspace")
    write_settings(space.settings_file, lang="zh", today=date(2025, 12, 1))
    dropped = space.inbox / "book.xlsx"
    shutil.copyfile(source, dropped)
    refresh = 0.0
    with open_site(space, AS_OF) as site:
        before = time.process_time()
        arrival = take(dropped, dropped.name, site)
        outcome = process(arrival.receipt.drop, site)
        waiting = publish_outbox(site, time.time())
        path = time.process_time() - before
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if with_refresh:
            Office(site, time.time()).refresh()
            refresh = time.process_time() - before - path
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # the reading child has ended with the site, so its whole life counts, imports included
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({
        "cpu": path + child.ru_utime + child.ru_stime,
        "refresh_cpu": refresh,
        "rss_mb": max(peak, child.ru_maxrss) / 1024,
        "refresh_rss_mb": whole / 1024,
        "rows_read": outcome.rows_read,
        "waiting": len(waiting),
    }))  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), with_refresh="--with-refresh" in sys.argv)
