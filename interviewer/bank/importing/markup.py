"""HTML, as cards hold it, into plain text with its lines, lists and raised letters."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from interviewer.bank.importing.latex import with_scripts

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "center", "dd", "details", "div", "dl", "dt", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "ol", "p", "section", "summary",
    "table", "tbody", "thead", "tr", "ul",
})  # fmt: skip
_UNSEEN = frozenset({
    "script", "style", "template", "iframe", "object", "embed", "noscript", "svg", "canvas", "audio", "video",
    "head", "title", "form", "button", "select", "textarea",
})  # fmt: skip
"""What is no text, or does something."""
_INLINE = frozenset({
    "a", "anki-mathjax", "b", "code", "em", "font", "i", "img", "input", "kbd", "label", "li", "link", "mark",
    "meta", "pre", "q", "s", "small", "span", "strong", "sub", "sup", "td", "th", "tt", "u",
})  # fmt: skip
_ANY_TAG = re.compile(rf"</?(?:{'|'.join(sorted(_BLOCKS | _UNSEEN | _INLINE))})\b[^<>]*>", re.IGNORECASE)
_MARKED_SECTION = re.compile(r"<!\[[^<>]*>")
"""Such as `<![if !vml]>`, which Word writes and the parser knows only some of."""
_UNCLOSED = re.compile(r"<(?!!(?!\[))(?=[^<>]*(?:<|$))")
"""What begins no tag. The parser would look for the end of each at every later one."""
_VOID = frozenset({"embed", "input"})
CODE = "```"
"""A line that begins and ends what is shown as typed."""


def is_html(text: str) -> bool:
    """Whether a text has tags of HTML, not just signs such as `a < b`."""
    return bool(_ANY_TAG.search(text))


def without_markup(html: str) -> tuple[str, tuple[str, ...]]:
    """The text of a piece of HTML, and what was left out of it: pictures and scripts.

    Nothing of it is kept but text: no tag, no attribute, no address.
    """
    parser = _Text()
    parser.feed(_UNCLOSED.sub("&lt;", _MARKED_SECTION.sub("", html)))
    parser.close()
    return parser.text(), tuple(parser.left_out)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.left_out: list[str] = []
        self._parts: list[str] = []
        self._unseen: list[str] = []
        self._scripts: list[int] = []
        self._code = 0

    def text(self) -> str:
        lines = "".join(self._parts).replace("\xa0", " ").split("\n")
        return "\n".join(line.rstrip() for line in lines).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN and tag not in _VOID:
            self._unseen.append(tag)
            self._leave_out(tag)
        elif self._unseen:
            return
        elif tag == "img":
            name = next((value for key, value in attrs if key == "src" and value), "")
            self._leave_out(f"picture {name}" if name and len(name) < 80 and ":" not in name else "picture")
        elif tag == "anki-mathjax":
            self._parts.append(r"\(")
        elif tag in ("sup", "sub"):
            self._scripts.append(len(self._parts))
            self._parts.append("^{" if tag == "sup" else "_{")
        elif tag == "pre":
            self._code += 1
            self._parts.append(f"\n{CODE}\n")
        elif tag == "li":
            self._parts.append("\n- ")
        elif tag in ("td", "th"):
            self._parts.append(" ")
        elif tag in _BLOCKS:
            self._parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            if tag in self._unseen:
                del self._unseen[self._unseen.index(tag) :]
        elif tag == "anki-mathjax":
            self._parts.append(r"\)")
        elif tag in ("sup", "sub") and self._scripts:
            start = self._scripts.pop()
            raised = "".join(self._parts[start:])
            self._parts[start:] = [with_scripts(raised + "}") if raised.strip("^_{ ") else ""]
        elif tag == "pre" and self._code:
            self._code -= 1
            self._parts.append(f"\n{CODE}\n")
        elif tag in _BLOCKS and tag not in ("br", "hr"):
            self._parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ("br", "img", "hr", "li"):
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            # The line breaks of HTML's source mean nothing but in what is shown as typed.
            self._parts.append(data if self._code else re.sub(r"\s+", " ", data))

    def _leave_out(self, what: str) -> None:
        if what not in self.left_out:
            self.left_out.append(what)
