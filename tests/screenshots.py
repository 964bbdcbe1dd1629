"""Takes the pictures of the README.

    python -m tests.screenshots [FOLDER [NAME ...]]

Without FOLDER they are written where the README has them.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

PICTURES = ("home", "interview", "feedback", "progress", "report")
SIZE = (100, 32)
_FOLDER = Path(__file__).parents[1] / ".github"


async def take(name: str) -> str:
    """The picture of a scene, as SVG."""
    from tests.scenes import SCENES, app_of, arrived

    app = app_of(SCENES[name])
    async with app.run_test(size=SIZE) as pilot:
        await arrived(pilot, SCENES[name])
        return app.export_screenshot()


def main(folder: Path = _FOLDER, names: Sequence[str] = PICTURES) -> None:
    """Write the pictures into a folder."""
    for name in names:
        with tempfile.TemporaryDirectory() as home:
            os.environ["INTERVIEWER_HOME"] = home
            picture = asyncio.run(take(name))
        file = folder / f"{name}.svg"
        file.write_text(picture, encoding="utf-8")
        print(file)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given[0]) if given else _FOLDER, given[1:] or PICTURES)
