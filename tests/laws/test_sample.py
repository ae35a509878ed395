"""The sample workspace in the repository is what the code makes, byte for byte."""

from __future__ import annotations

from pathlib import Path

from toolkit.sample.workspace import build_sample_workspace

TRACKED = Path(__file__).resolve().parents[2] / "workbooks"


def contents(root: Path) -> dict[str, bytes]:
    folders = (root / "示例", root / "设置.xlsx", root / "voc.toml")
    files = [
        path
        for place in folders
        for path in (place.rglob("*") if place.is_dir() else [place])
        if path.is_file()
    ]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_the_tracked_sample_equals_a_fresh_one(tmp_path):
    build_sample_workspace(tmp_path)
    fresh, tracked = contents(tmp_path), contents(TRACKED)
    assert fresh.keys() == tracked.keys()
    assert [name for name in fresh if fresh[name] != tracked[name]] == []
