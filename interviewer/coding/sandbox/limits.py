"""How much of the machine somebody's code may have."""

from __future__ import annotations

from dataclasses import dataclass

KIB, MIB = 1 << 10, 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one run may use; each is held by the kernel or the parent, not by the good will of the code."""

    seconds: float = 10.0
    """Wall clock, from the start of the process."""
    cpu_seconds: float | None = None
    """Processor time; None: as much as `seconds`."""
    memory: int = 1536 * MIB
    """Bytes of private memory. `import torch` and a step of training take about 0.3 GiB."""
    output: int = 256 * KIB
    """Bytes of standard output and standard error together."""
    report: int = 8 * MIB
    """Bytes of all report lines together."""
    file_bytes: int = 64 * MIB
    """Bytes of one file; of all files together where the folder is a file system of its own."""

    @property
    def processor(self) -> float:
        """Seconds of processor time."""
        return self.seconds if self.cpu_seconds is None else self.cpu_seconds
