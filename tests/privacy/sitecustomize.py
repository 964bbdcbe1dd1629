"""Forbids the network to every Python process that has this folder on its path: it imports this itself."""

import os
import socket
import sys
from pathlib import Path

_ADDRESSED = {"socket.bind", "socket.connect", "socket.sendto", "socket.sendmsg"}
_LOOKED_UP = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    if event in _ADDRESSED:
        used = isinstance(arguments[0], socket.socket) and arguments[0].family != socket.AF_UNIX
    else:
        used = event in _LOOKED_UP
    if used:
        # Written down as well: whoever tries may also swallow the error.
        with Path(os.environ["NETWORK_USED"]).open("a") as file:
            file.write(f"{sys.argv} {event} {arguments}\n")
        raise OSError(f"{event} is forbidden here")


sys.addaudithook(_forbid)
