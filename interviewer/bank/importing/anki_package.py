"""Anki's packages, `.apkg` and `.colpkg`: the collection inside, in each of its three layouts."""

from __future__ import annotations

import contextlib
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from interviewer.bank.importing.anki_collection import read_collection
from interviewer.bank.importing.building import Builder
from interviewer.errors import BankError

LARGEST_COLLECTION = 256 * 1024 * 1024
"""Bytes of a collection once it is unpacked; pictures and sounds are not part of it."""
_MEMBERS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first: a package has an old one beside it that only says to update Anki."""
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PIECE = 1024 * 1024
_LARGEST_WINDOW = 128 * 1024 * 1024
_MEND = "export the deck from Anki again"


def read_package(file: Path, builder: Builder) -> str:
    """Add the cards of a package; gives the name of its format.

    Nothing of the package is unpacked but its collection, to a file whose name is not the package's.

    Raises:
        BankError: It is no package of Anki, damaged or too large.
    """
    with tempfile.TemporaryDirectory(prefix="interviewer-") as folder:
        collection = Path(folder, "collection.sqlite")
        _unpack(file, collection)
        read_collection(collection, builder)
    return "Anki package"


def _unpack(file: Path, target: Path) -> None:
    try:
        with zipfile.ZipFile(file) as package:
            name = next((member for member in _MEMBERS if member in package.namelist()), None)
            if name is None:
                raise BankError(f"{file} is a zip file without a collection of Anki in it; {_MEND}.")
            if package.getinfo(name).compress_type not in _COMPRESSIONS:
                raise BankError(f"{file} is packed in a way that Anki does not use; {_MEND}.")
            with package.open(name) as packed, target.open("wb") as unpacked:
                for piece in _pieces(packed, compressed=name.endswith("b")):
                    if unpacked.tell() + len(piece) > LARGEST_COLLECTION:
                        raise BankError(
                            f"{file}: its collection unpacks to more than {LARGEST_COLLECTION >> 20} MiB; "
                            "export one deck at a time."
                        )
                    unpacked.write(piece)
    except zipfile.BadZipFile as error:
        raise BankError(f"{file} is no package of Anki, or a part of one ({error}); {_MEND}.") from error
    except RuntimeError as error:  # zipfile's way to say that a password is needed
        raise BankError(f"{file} is encrypted; {_MEND}, without a password.") from error
    except (zlib.error, EOFError, NotImplementedError, ValueError, OverflowError) as error:
        raise BankError(f"{file} is damaged ({error or 'it ends too early'}); {_MEND}.") from error
    except OSError as error:
        raise BankError(f"{file} cannot be read ({error.strerror or error}); {_MEND}.") from error


def _pieces(packed: IO[bytes], compressed: bool) -> Iterator[bytes]:
    if not compressed:
        yield from iter(lambda: packed.read(_PIECE), b"")
        return
    import zstandard

    try:
        unpacker = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
        with contextlib.closing(
            unpacker.stream_reader(packed, read_across_frames=True, closefd=False)
        ) as reader:
            yield from iter(lambda: reader.read(_PIECE), b"")
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error
