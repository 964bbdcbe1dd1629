"""The modules that a job sees: those it names are loaded beforehand, those it makes are taken back."""

from __future__ import annotations

import contextlib
import importlib
import platform
import re
import sys
from collections.abc import Iterator

from interviewer.coding.messages import Job

LIBRARIES = ("numpy", "torch")
"""What takes long to import, and whose version a result may depend on."""


@contextlib.contextmanager
def own_modules(job: Job) -> Iterator[None]:
    """Load the libraries that a job uses, outside of every clock, and take back what its code puts in place.

    A setup may put a stand-in in the place of a module that is not installed.
    """
    code = job.code
    texts = "\n".join(filter(None, (code.setup, code.starter, code.solution, job.source)))
    for name in LIBRARIES:
        if re.search(rf"^\s*(import|from)\s+{name}\b", texts, re.MULTILINE):
            with contextlib.suppress(ImportError):  # whoever needs it will say so
                importlib.import_module(name)
    before = dict(sys.modules)
    try:
        yield
    finally:
        for name in sys.modules.keys() - before.keys():
            if not hasattr(sys.modules[name], "__file__"):
                del sys.modules[name]
        sys.modules.update(before)


def versions() -> dict[str, str]:
    """Of Python and of the libraries that are loaded."""
    loaded = {name: str(sys.modules[name].__version__) for name in LIBRARIES if name in sys.modules}
    return {"python": platform.python_version(), **loaded}
