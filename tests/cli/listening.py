"""On which addresses some processes listen, as Linux tells it; nothing elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

_LISTENING = "0A"


def addresses(mark: str) -> list[str]:
    """The TCP addresses on which processes listen whose environment has a variable of this name."""
    mine = {inode for process in Path("/proc").glob("[0-9]*") if _has(process, mark) for inode in _sockets(process)}
    return sorted({address for address, inode in _listening() if inode in mine})


def _has(process: Path, mark: str) -> bool:
    with suppress(OSError):
        return f"{mark}=".encode() in b"\0" + (process / "environ").read_bytes()
    return False


def _sockets(process: Path) -> Iterator[str]:
    with suppress(OSError):
        for file in (process / "fd").iterdir():
            with suppress(OSError):
                if found := re.fullmatch(r"socket:\[(\d+)\]", str(file.readlink())):
                    yield found[1]


def _listening() -> Iterator[tuple[str, str]]:
    for table in ("tcp", "tcp6"):
        with suppress(OSError):
            for line in Path("/proc/net", table).read_text().splitlines()[1:]:
                cells = line.split()
                if cells[3] == _LISTENING:
                    yield _address(cells[1].split(":")[0]), cells[9]


def _address(given: str) -> str:
    """The kernel writes an address in words of four bytes, each as a number of this machine."""
    words = [bytes.fromhex(given[at : at + 8])[::-1] for at in range(0, len(given), 8)]
    one = ip_address(b"".join(words))
    return str(getattr(one, "ipv4_mapped", None) or one)
