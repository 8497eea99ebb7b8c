"""Words that stand inside written dates and change nothing, and the halves of a day."""

from __future__ import annotations

_FILLERS = """
    at on the of date time posted published updated publié mis jour le du de à et
    um am den der dem uhr kl klo h hs hrs hours und stand
    de del el la las a e y publicado di da ore ora o às om r
    saat tarihi в г год року роки
    في الساعة بتاريخ نشر بجے آخر تحديث اخر ב בשעה יום ساعت
    day dated ngày năm lúc วันที่ เวลา พ.ศ ค.ศ น yil
"""
FILLERS = frozenset(_FILLERS.split())
"""Words in lower case, without a dot."""

_ONES = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""


def _ordinals() -> dict[str, int]:
    words = _ONES.split()
    numbers = {word: number for number, word in enumerate(words, 1)}
    for tens, word in ((20, "twenty"), (30, "thirty")):
        for number, digit in enumerate(words[:9], 1):
            numbers[f"{word}-{digit}"] = tens + number
    # the first of a month has a word of its own in languages that count its other days
    first = dict.fromkeys(("premier", "primero", "primo", "primeiro"), 1)
    return numbers | {"thirtieth": 30} | first


ORDINALS = _ordinals()
"""Words for the days of a month, in lower case."""

_MORNING = "am a.m a.m. ص صباحا صباحاً ق.ظ پ.ن öö πμ π.μ. 오전 上午 午前"
MORNING = frozenset(_MORNING.split())
"""Words for the hours before noon, in lower case."""

_AFTERNOON = "pm p.m p.m. م مساء مساءً ب.ظ د.ن ös μμ μ.μ. 오후 下午 午後"
AFTERNOON = frozenset(_AFTERNOON.split())
"""Words for the hours after noon, in lower case."""
