"""Programs that some tests need beside Python."""

from __future__ import annotations

import os
import shutil

import pytest

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
