"""Lets in only who was given the address, since other users of the machine reach its loopback too."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

_COOKIE = "interviewer"
_PARAMETER = "key"
# What the pages show is the user's own: they may load from this server only, and send to it only.
# Vega compiles its expressions, hence the unsafe-eval.
_HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        b"style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
)


class Gate:
    """An ASGI application before another one.

    Who comes with `?key=...` gets a cookie, and is let in with it from then on. A page of another site that
    is led here by DNS rebinding has no such cookie.

    Args:
        app: What is behind the gate.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._key = secrets.token_urlsafe(24)

    @property
    def query(self) -> str:
        """What the first address ends with."""
        return f"?{_PARAMETER}={self._key}"

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request or pass it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        cookie = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1")).get(_COOKIE)
        given = parse_qs(scope["query_string"].decode("latin-1")).get(_PARAMETER, [""])[0]

        async def send_closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        if cookie and self._fits(cookie.value):
            await self._app(scope, receive, send_closed)
        elif self._fits(given):
            cookies = f"{_COOKIE}={self._key}; Path=/; HttpOnly; SameSite=Strict"
            await _reply(send_closed, 303, (b"location", b"/"), (b"set-cookie", cookies.encode()))
        else:
            text = b"Open the address that `interviewer sessions serve` printed."
            await _reply(send_closed, 403, (b"content-type", b"text/plain; charset=utf-8"), body=text)

    def _fits(self, key: str) -> bool:
        return secrets.compare_digest(key.encode(), self._key.encode())


async def _reply(send: Send, status: int, *headers: tuple[bytes, bytes], body: bytes = b"") -> None:
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})
