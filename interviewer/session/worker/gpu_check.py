"""Whether the libraries of the models see a GPU, for the doctor."""

from __future__ import annotations

import ctranslate2
import torch

from interviewer.session.finding import Finding
from interviewer.settings import Settings


def check_gpu(settings: Settings) -> Finding:
    """Ask each library that can use one; none is needed."""
    if settings.stt_device == "cpu":
        return Finding(text="Not used: stt_device is 'cpu'.")
    libraries = {
        "faster-whisper": ctranslate2.get_cuda_device_count() > 0,
        "whisper": torch.cuda.is_available(),
    }
    seeing = " and ".join(name for name, sees in libraries.items() if sees)
    name = torch.cuda.get_device_name() if libraries["whisper"] else "A GPU"
    return Finding(text=f"{name} can be used by {seeing}." if seeing else "None: the CPU does all the work.")
