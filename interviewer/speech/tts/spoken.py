"""Text as it is shown into text as it is said."""

from __future__ import annotations

import re
from collections.abc import Mapping

from interviewer.speech.tts.formula import greek, say_formula
from interviewer.speech.tts.lexicon import ACRONYM_WORDS
from interviewer.speech.tts.span import spans, without_punctuation

_SIZE = "[nmdkhwpcrbNMDKHWTCBL]|[1-9][0-9]*"
_DIMENSIONS = re.compile(rf"(?<!\w)({_SIZE}) ?[x×] ?(?=(?:{_SIZE})\b(?! ?=))")
_RANGE = re.compile(r"(?<![\w.,/-])(\d[\d.,]*%?) ?[-–] ?(?=\d[\d.,]*%?(?![\w-]))")
_PERCENT = re.compile(r"(?<=\d)%")
_ABOUT = re.compile(r"(?<!\S)~(?=\d)")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,2})(?=\w)([^*]+)\1(?!\w)")
_TAG = re.compile(r"</?(\w+)>")
_GREEK = re.compile(r"[\u0370-\u03ff]")
_ACRONYM = re.compile(r"([A-Z]{2,5})(s?)")

# The letter, not the article: in the middle of a sentence, or before what no article stands before.
_LETTER_A = re.compile(r"(?<![\w'])A(?![\w'])")
_SENTENCE_START = re.compile(r"(?:^|[.?!:])[\s\"'(“]*$")
_NO_NOUN = re.compile(r"[),.?!]|\s+(?:is|has|have|and|or|must|be|times|transpose|equals)\b|\s*$")


def spoken(text: str, lexicon: Mapping[str, str]) -> str:
    """The words to hand to a voice: formulas and terms rewritten, prose as it is.

    Args:
        text: As shown on the screen; formulas in plain text or Unicode.
        lexicon: Spellings that the voice needs, by word. "A" there is the letter, never the article.

    Returns:
        Text for an English voice. Numbers stay in digits.
    """
    words = _Words(lexicon)
    return "\n".join(_line(line, words) for line in text.replace("`", "").split("\n"))


class _Words:
    """How single words, letters and acronyms are said."""

    def __init__(self, lexicon: Mapping[str, str]) -> None:
        self._lexicon = lexicon
        listed = sorted((re.escape(word) for word in lexicon if len(word) > 1), key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join([*listed, _ACRONYM.pattern])})(?!\w)")

    def word(self, word: str) -> str:
        known = self._lexicon.get(word.upper() if len(word) == 1 else word)
        if known is not None:
            return known
        acronym = _ACRONYM.fullmatch(word)
        if not acronym or acronym[1] in ACRONYM_WORDS:
            return word
        letters = " ".join(self._lexicon.get(letter, letter) for letter in acronym[1])
        return f"{letters}'s" if acronym[2] else letters

    def each(self, prose: str) -> str:
        return self._pattern.sub(lambda match: self.word(match[0]), prose)


def _line(line: str, words: _Words) -> str:
    said: list[str] = []
    for piece, is_formula in spans(_DIMENSIONS.sub(r"\1 by ", _EMPHASIS.sub(r"\2", line))):
        if is_formula:
            before, formula, after = without_punctuation(piece)
            said.append(before + say_formula(formula, words.word) + after)
        else:
            said.append(_prose(piece, " ".join(said), words))
    return " ".join(said)


def _prose(text: str, before: str, words: _Words) -> str:
    def letter_a(match: re.Match[str]) -> str:
        starts = _SENTENCE_START.search(f"{before} {text[: match.start()]}".strip(" "))
        article = starts and not _NO_NOUN.match(text, match.end())
        return match[0] if article else words.word("A")

    text = _RANGE.sub(r"\1 to ", text)
    text = _PERCENT.sub(" percent", text)
    text = _ABOUT.sub("about ", text)
    text = _TAG.sub(r"\1", text)
    text = _GREEK.sub(lambda sign: words.word(greek(sign[0])), text)
    text = words.each(text)
    return _LETTER_A.sub(letter_a, text)
