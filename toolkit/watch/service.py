"""What the system needs to start the guard by itself: a task for Windows, a unit for Linux, an agent for macOS."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import jinja2

from toolkit.words import watch as say

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.words import Text
    from toolkit.workspace import Workspace

_SYSTEMS = {
    "windows": ("voc-watch.xml", "utf-16", say.NEXT_WINDOWS),
    "linux": ("voc-watch.service", "utf-8", say.NEXT_LINUX),
    "mac": ("com.voc.watch.plist", "utf-8", say.NEXT_MAC),
}


@dataclass(frozen=True, slots=True)
class ServiceFile:
    """A file for the system's own service manager, and what to do with it."""

    path: Path
    what_next: Text


def this_system() -> str:
    """Return "windows", "mac" or "linux"."""
    return {"win32": "windows", "darwin": "mac"}.get(sys.platform, "linux")


def service_file(workspace: Workspace, system: str) -> ServiceFile:
    """Write the file for a system into the machine's own folder; it starts this very Python on this workspace."""
    name, encoding, what_next = _SYSTEMS[system]
    path = workspace.machine_home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    words = {"python": sys.executable, "folder": str(workspace.root), "home": str(workspace.machine_home)}
    path.write_text(_template(f"{name}.j2").render(words), encoding=encoding, newline="\n")
    return ServiceFile(path, what_next)


@cache
def _template(name: str) -> jinja2.Template:
    is_xml = not name.startswith("voc-watch.service")
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("toolkit.watch", "service_files"), autoescape=is_xml,  # noqa: S701 - a unit of systemd is no XML
        undefined=jinja2.StrictUndefined, keep_trailing_newline=True,
    )  # fmt: skip
    return environment.get_template(name)
