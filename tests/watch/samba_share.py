"""A folder that a real Samba server shares on loopback, mounted by user-space clients as several computers would."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from programs import require_program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WAIT = 60.0
_PORT = 445
"""Clients ask nowhere else."""
_SECRET = "only-on-loopback"

_SERVER = """
[global]
  interfaces = {address}/8
  bind interfaces only = yes
  smb ports = {port}
  disable netbios = yes
  server min protocol = SMB2
  load printers = no
  printcap name = /dev/null
  passdb backend = tdbsam:{own}/passdb.tdb
  log file = {own}/log
  {folders}
[office]
  path = {served}
  read only = no
  force user = root
"""
_CLIENT = """
smb_query_browsers "false"
auth "{address}" "root" "{secret}"
"""


@dataclass
class SambaShare:
    """Start it, mount it as often as there are computers, take it away and bring it back."""

    own: Path
    served: Path = field(init=False)
    address: str = field(init=False)
    _server: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.address = f"127.{os.getpid() >> 16 & 255}.{os.getpid() >> 8 & 255}.{os.getpid() & 255 or 1}"
        self.served = self.own / "served"
        self.served.mkdir()
        kinds = (
            "pid directory", "lock directory", "state directory", "cache directory", "private dir", "ncalrpc dir"
        )  # fmt: skip
        folders = "\n  ".join(f"{kind} = {self.own}" for kind in kinds)
        text = _SERVER.format(
            address=self.address, port=_PORT, own=self.own, served=self.served, folders=folders
        )
        (self.own / "smb.conf").write_text(text, encoding="utf-8")
        subprocess.run(
            [require_program("smbpasswd"), "-c", self.own / "smb.conf", "-a", "-s", "root"],
            input=f"{_SECRET}\n{_SECRET}\n", encoding="ascii", check=True, capture_output=True,
        )  # fmt: skip

    def start(self) -> None:
        self._server = subprocess.Popen(
            [require_program("smbd"), "-s", self.own / "smb.conf", "--foreground", "--no-process-group"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        until(self._answers)

    def _answers(self) -> bool:
        with suppress(OSError), socket.create_connection((self.address, _PORT), timeout=1.0):
            return True
        return False

    def stop(self) -> None:
        """The server and its processes are gone at once, as when somebody pulls the plug of the box."""
        if self._server is not None:
            subprocess.run(["pkill", "-KILL", "-f", str(self.own / "smb.conf")], check=False)
            self._server.wait(_WAIT)
            self._server = None

    @contextmanager
    def mounted(self, name: str) -> Iterator[Path]:
        """Mount it as a computer of this name; skips where this system lets nobody mount."""
        home, point = self.own / name, self.own / f"{name} mnt"
        (home / ".smb").mkdir(parents=True)
        point.mkdir()
        shared = f"[global]\n lock directory = {home}\n private dir = {home}\n client min protocol = SMB2\n"
        (home / ".smb" / "smb.conf").write_text(shared, encoding="utf-8")
        settings = home / ".smb" / "smbnetfs.conf"
        settings.write_text(_CLIENT.format(address=self.address, secret=_SECRET), encoding="utf-8")
        settings.chmod(0o600)
        client = subprocess.run(
            [require_program("smbnetfs"), point, "-o", f"config={settings},log_file={home}/log"],
            env={**os.environ, "HOME": str(home)}, capture_output=True, check=False,
        )  # fmt: skip
        if client.returncode:
            pytest.skip(f"nobody may mount here: {client.stderr.decode()}")
        try:
            folder = point / self.address / "office"
            until(lambda: answers(folder))
            yield folder
        finally:
            subprocess.run(["umount", "--lazy", point], check=True)


@contextmanager
def shared_by_samba(folder: Path, *computers: str) -> Iterator[tuple[SambaShare, list[Path]]]:
    """A share, and where each of these computers has mounted it; skips where it cannot be."""
    if os.name == "nt" or os.geteuid():
        pytest.skip("only root may serve and mount")
    share = SambaShare(folder)
    with ExitStack() as kept:
        kept.callback(share.stop)
        share.start()
        yield share, [kept.enter_context(share.mounted(name)) for name in computers]


def answers(folder: Path) -> bool:
    """Say whether the server of a mounted folder answers: a client says of any name at once that it is a folder."""
    try:
        list(folder.iterdir())
    except OSError:
        return False
    return True


def until(is_so, seconds: float = _WAIT) -> None:
    """Wait until something is so.

    Raises:
        TimeoutError: it is not within so many seconds.
    """
    over = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > over:
            raise TimeoutError
        time.sleep(0.05)
