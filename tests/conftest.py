"""What every test may lean on: the real data where it lies, and the programs where they are installed."""

from __future__ import annotations

from pathlib import Path

import pytest
from programs import require_program

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED_DATA = REPOSITORY.parent / "shared" / "data"


@pytest.fixture(scope="session")
def soffice() -> str:
    return require_program("soffice", "libreoffice")


@pytest.fixture(scope="session")
def chromium() -> str:
    return require_program("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    if not SHARED_DATA.is_dir():
        pytest.skip("the real data files are not on this machine")
    return SHARED_DATA
