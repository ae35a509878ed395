"""Set up what the toolkit needs, once, and start it. Standard library only: this runs before anything is installed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".venv"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


def start(*arguments: str) -> None:
    """Run `voc` with these arguments, after setting it up where that is still to do."""
    _finish(_run(_ready(), "-m", "toolkit.cli", *arguments, *sys.argv[1:]))


def start_tool(*commands: tuple[str, ...]) -> None:
    """Run development commands one after the other, and end with the first failure."""
    python = _ready(extra="test")
    first, *rest = commands
    codes = [_run(python, "-m", *first, *sys.argv[1:]), *(_run(python, "-m", *command) for command in rest)]
    _finish(next((code for code in codes if code), 0))


def _ready(extra: str = "") -> Path:
    """Return the interpreter that has everything, installing whatever pyproject.toml has come to ask for."""
    if sys.version_info < OLDEST:
        sys.exit(
            f"需要 Python {OLDEST[0]}.{OLDEST[1]} 或更新的版本 / Python {OLDEST[0]}.{OLDEST[1]} or newer is needed"
        )
    wanted = _fingerprint(extra)
    stamp = HOME / f"ready-{extra or 'run'}"
    if PYTHON.is_file() and stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return PYTHON
    if not _works(PYTHON):
        _say("首次使用，正在准备运行环境 … / Setting up, this happens once …")
        venv.create(HOME, with_pip=True, clear=HOME.exists())
    package = f"{ROOT}[{extra}]" if extra else str(ROOT)
    _must(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", package)
    stamp.write_text(wanted, encoding="ascii")
    return PYTHON


def _fingerprint(extra: str) -> str:
    content = (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(content + extra.encode() + sys.version.encode() + str(ROOT).encode()).hexdigest()


def _works(python: Path) -> bool:
    """Whether there is an interpreter with pip; a folder that was moved or cut off half-way has none."""
    if not python.is_file():
        return False
    try:
        done = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _run(python: Path, *arguments: str) -> int:
    """Run a module of ours in the folder of the project; its words are UTF-8 whatever the system speaks."""
    return subprocess.run(
        [python, *arguments], cwd=ROOT, check=False, env={**os.environ, "PYTHONUTF8": "1"}
    ).returncode


def _must(python: Path, *arguments: str) -> None:
    if _run(python, *arguments):
        sys.exit(
            "没有装好，请检查网络后再试一次 / The set-up did not finish; check the network and try again"
        )


def _say(sentence: str) -> None:
    """Print a sentence; what a console of an older code page cannot show stops nothing."""
    shown = sentence.encode(sys.stdout.encoding or "ascii", "replace").decode(sys.stdout.encoding or "ascii")
    print(shown, flush=True)


def _finish(code: int) -> None:
    """End with this exit code; a window that a double click has opened stays until it has been read."""
    if os.name == "nt" and "PROMPT" not in os.environ and sys.stdin.isatty():
        input("按回车键关闭 / Press Enter to close ")
    sys.exit(code)
