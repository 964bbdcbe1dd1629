"""Colours of any theme made so that every text can be read: WCAG 2.2, level AA."""

from __future__ import annotations

from textual.app import App
from textual.color import Color

ENOUGH, ENOUGH_FOR_BOLD = 4.5, 3.0
"""The contrast that a text needs, and one that is large: bold, in a terminal's one size."""

_TEXTS = ("primary", "secondary", "accent", "success", "warning", "error")
_STEP = 0.04
_MUTED = 0.76
"""Share of the foreground in what matters less, as `text.MUTED` has it."""
_MOST_PRIMARY, _LEAST_PRIMARY = 0.4, 0.16
"""Share of the theme's own colour behind the row that is chosen; the rest is background."""
_MARGIN = 0.1
"""Colours are rounded when they are drawn."""


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio, 1-21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


class Legible(App[None]):
    """For the app: takes the theme's colours of text nearer to its foreground until they can be read."""

    def get_css_variables(self) -> dict[str, str]:
        """What stylesheets and texts name colours by."""
        variables = super().get_css_variables()
        if not variables["background"].startswith("ansi"):  # those are the terminal's own
            variables |= _legible(variables)
            self.theme_variables = variables
        return variables


def _legible(variables: dict[str, str]) -> dict[str, str]:
    background, surface, panel, foreground, primary = (
        Color.parse(variables[name]) for name in ("background", "surface", "panel", "foreground", "primary")
    )
    share = _share(background, primary, foreground)
    cursor = background.blend(primary, share)
    behind = (background, surface, panel, cursor)
    found = {
        f"text-{name}": _until_legible(Color.parse(variables[f"text-{name}"]), behind, foreground).hex
        for name in _TEXTS
    }
    return found | {
        "text-muted": f"auto {100 * _MUTED:.0f}%",
        "primary-muted": cursor.hex,
        "footer-key-foreground": found["text-accent"],
        "block-cursor-background": cursor.hex,
        "block-cursor-foreground": foreground.hex,
        "block-cursor-blurred-background": background.blend(primary, share / 2).hex,
        "block-cursor-blurred-foreground": foreground.hex,
    }


def _share(background: Color, primary: Color, foreground: Color) -> float:
    """As much of the theme's colour as leaves room for muted text."""
    share = _MOST_PRIMARY
    while share > _LEAST_PRIMARY:
        behind = background.blend(primary, share)
        if contrast(behind.blend(foreground, _MUTED), behind) >= ENOUGH + _MARGIN:
            break
        share -= _STEP
    return share


def _until_legible(color: Color, behind: tuple[Color, ...], foreground: Color) -> Color:
    share = 0.0
    shown = color
    while share < 1 and min(contrast(shown, each) for each in behind) < ENOUGH + _MARGIN:
        share += _STEP
        shown = color.blend(foreground, min(share, 1.0))
    return shown


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
