"""Mojibake: UTF-8 that a publisher read as Windows-1252 or Latin-1 and encoded again. Pure."""

from __future__ import annotations

import re

MOST_LAYERS = 3
"""A text that went through so many wrong programs is opened so often."""

# The characters that Windows-1252 shows for the bytes 80 to 9F, and browsers for its five holes.
_SHOWN = bytes(range(0x80, 0xA0)).decode("windows-1252", "replace")
_BYTES = dict(zip(bytes(range(256)).decode("latin-1"), range(256), strict=True)) | {
    character: byte for byte, character in enumerate(_SHOWN, 0x80) if character != "\ufffd"
}
# bytes 80 to BF continue a character of UTF-8
_NEXT = f"[\x80-\xbf{re.escape(_SHOWN.replace(chr(0xFFFD), ''))}]"
# one character of UTF-8 in two, three or four bytes
_SEQUENCE = re.compile(
    rf"[\xc2-\xdf]{_NEXT}|[\xe0-\xef]{_NEXT}{{2}}|[\xf0-\xf4]{_NEXT}{{3}}", re.DOTALL
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")

# Letters and signs that news has: a pair such as `É»`, which closes a quotation, would be none.
_PLAUSIBLE = re.compile(
    "[\u0080-\u017f\u0192\u02c6\u02dc\u0218-\u021b\u0370-\u03ff\u0400-\u045f\u0490-\u0491\u05d0-\u05f4\u0600-\u06ff"
    "\u0900-\u0dff\u0e00-\u0e7f\u1e00-\u1eff\u2010-\u2044\u20a0-\u20bf\u2122\u2190-\u21ff"
    "\u2200-\u22ff\u25a0-\u27bf\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\ufeff\U0001f300-\U0001faff]"
)
_MARK = re.compile("[\u2010-\u2044\u20ac]")
# One sequence alone shows mojibake when it begins so; other pairs may stand in a true text.
_SURE_SIGN = re.compile("Ã[^\\w\\s]|Ã[ƒªº]|Â[\u00a0-\u00bf]|â€|ðŸ")


def without_mojibake(text: str) -> str:
    """Return the text that was meant; a text that is as it was written is returned as it is.

    >>> without_mojibake("Le prÃ©sident, dÃ©jÃ\\u00a0 ici"), without_mojibake("«CAFÉ»")
    ('Le président, déjà ici', '«CAFÉ»')
    """
    for _ in range(MOST_LAYERS):
        # most texts end here: the search is quick and finds no sequence
        if text.isascii() or not _SEQUENCE.search(text):
            return text
        opened = _one_layer_less(text)
        if opened == text:
            return text
        text = opened
    return text


def _one_layer_less(text: str) -> str:
    sequences = _SEQUENCE.findall(text)
    is_sure = bool(_SURE_SIGN.search(text))
    # in mojibake each letter beyond ASCII is of a sequence: a text that has others was read well;
    # dashes and quotation marks may come from references, which no encoding touches
    other_letters = _BEYOND_ASCII.findall(_SEQUENCE.sub("", text))
    if not all(is_sure and _MARK.match(letter) for letter in other_letters):
        return text
    if len(sequences) == 1 and not is_sure:
        return text
    for sequence in set(sequences):
        # the letters of a second layer are plausible, too: they are of Windows-1252
        if not _PLAUSIBLE.fullmatch(_meant(sequence)):
            return text
    return _SEQUENCE.sub(lambda match: _meant(match[0]), text)


def _meant(sequence: str) -> str:
    """Return the character that the bytes of a sequence are in UTF-8; "" for bytes of none."""
    return bytes(_BYTES[character] for character in sequence).decode("utf-8", "ignore")
