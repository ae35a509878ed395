"""A fresh ledger, and somebody who drops workbooks into it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from toolkit.ledger.ledger import Ledger

sys.path.insert(0, str(Path(__file__).parent))

from ledger_desk import Desk


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "ledger.sqlite3") as opened:
        yield opened


@pytest.fixture
def desk(ledger):
    return Desk(ledger)
