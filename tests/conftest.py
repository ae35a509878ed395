"""What every test may lean on: the real data where it lies, and the programs where they are installed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED_DATA = REPOSITORY.parent / "shared" / "data"
IN_CI = os.environ.get("CI") == "true"


def require_program(*names: str) -> str:
    """Return the first of these programs that is installed; without one, skip, and in CI fail."""
    for name in names:
        if found := shutil.which(name):
            return found
    reason = f"needs one of {', '.join(names)}, which .ci/run installs"
    if IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def soffice() -> str:
    return require_program("soffice", "libreoffice")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    if not SHARED_DATA.is_dir():
        pytest.skip("the real data files are not on this machine")
    return SHARED_DATA
