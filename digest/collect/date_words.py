"""Words that stand inside written dates and change nothing, and the halves of a day."""

from __future__ import annotations

_FILLERS = """
    at on the of date time posted published updated publié mis jour le du de à et
    um am den der dem uhr kl klo h hs hrs hours und stand
    de del el la las a e y publicado di da ore ora o às om r
    saat tarihi в г год року роки
    في الساعة بتاريخ نشر ב בשעה יום ساعت
"""
FILLERS = frozenset(_FILLERS.split())
"""Words in lower case, without a dot."""

_MORNING = "am a.m a.m. ص صباحا صباحاً ق.ظ öö πμ π.μ. 오전 上午 午前"
MORNING = frozenset(_MORNING.split())
"""Words for the hours before noon, in lower case."""

_AFTERNOON = "pm p.m p.m. م مساء مساءً ب.ظ ös μμ μ.μ. 오후 下午 午後"
AFTERNOON = frozenset(_AFTERNOON.split())
"""Words for the hours after noon, in lower case."""
