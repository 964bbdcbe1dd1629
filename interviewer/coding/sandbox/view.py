"""Which files somebody's code has to read: Python, its packages, the system's libraries; nothing else."""

from __future__ import annotations

import importlib.util
import os
import sys
import sysconfig
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store", "/gnu/store")
"""Programs and libraries; some are links to others."""
SYSTEM_FILES = (
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/alternatives",
    "/etc/localtime",
    "/sys/devices/system/cpu",
)
PROCESS = ("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat")
RANDOM = ("/dev/urandom", "/dev/random")

_INSTALLED = ("site-packages", "dist-packages")
_PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a module needs besides the system's own files."""

    readable: tuple[Path, ...]
    """Python's folders, those of the installed packages, and the packages of the module."""
    search: tuple[Path, ...]
    """Where modules are looked for: as here, as far as it is readable or holds a package that is."""


def of(module: str) -> View:
    """The view that this module needs.

    A checkout's own folder, which may hold the user's log, is searched but not readable: only the packages in
    it are.
    """
    packages = {_PACKAGE, *_folders_of(module.partition(".")[0])}
    installed = [Path(entry) for entry in sys.path if Path(entry).name in _INSTALLED]
    python = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    python |= {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
    wanted = {*map(Path, python), *packages, *installed, *_links(Path(sys.executable))}
    wanted |= {path.resolve() for path in wanted}
    parents = {folder.parent for folder in packages}
    return View(
        readable=tuple(sorted(path for path in wanted if path.exists() and not wanted & {*path.parents})),
        search=tuple(
            path for path in map(Path, sys.path) if {path, *path.parents} & wanted or path in parents
        ),
    )


def without(hidden: Collection[Path], path: Path) -> Iterator[Path]:
    """The path itself, or what is in it besides the hidden folders."""
    if not any(path in folder.parents for folder in hidden):
        yield path
        return
    for child in sorted(path.iterdir()):
        if child not in hidden:
            yield from without(hidden, child)


def _folders_of(package: str) -> list[Path]:
    spec = importlib.util.find_spec(package)
    return [Path(folder) for folder in spec.submodule_search_locations or ()] if spec else []


def _links(program: Path) -> list[Path]:
    """The links on the way from a virtual environment's Python to the file itself."""
    links = []
    while program.is_symlink():
        links.append(program)
        program = Path(os.path.normpath(program.parent / program.readlink()))
    return links
