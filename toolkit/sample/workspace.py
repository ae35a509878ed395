"""The sample workspace in workbooks/: settings, a pinned moment so that it never ages, and the samples."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from toolkit.excel.blank.settings_template import write_settings
from toolkit.sample.books import AS_OF, write_samples
from toolkit.words import places
from toolkit.words import workspace as say

IN_USE_SINCE = date(2026, 8, 1)


def build_sample_workspace(root: Path) -> None:
    """Write what the repository tracks of the sample workspace; the samples only change once all of them are made."""
    samples = root / places.SAMPLES("zh")
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=".making-") as folder:
        made = Path(folder, samples.name)
        made.mkdir()
        write_samples(made)
        if samples.exists():
            samples.rename(Path(folder, "before"))
        made.rename(samples)
    write_settings(root / places.SETTINGS("zh"), lang="zh", today=IN_USE_SINCE)
    (root / "voc.toml").write_text(
        say.SAMPLE_MACHINE_FILE("zh", as_of=AS_OF.isoformat()), encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    build_sample_workspace(Path("workbooks"))
