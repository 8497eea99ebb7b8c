"""Codes of languages: which exist, and the code that a name or an older code stands for. Pure."""

from __future__ import annotations

_TWO_LETTERS = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu
    hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb
    lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om
    or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv
    sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
TWO_LETTER_CODES = frozenset(_TWO_LETTERS.split())
"""The codes of ISO 639-1. A language without one has a code of three letters."""

NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis", "xx", "non", "all"})
"""Codes that say that a text has no one language; `non` and `all` are written for that, too."""

# By code: codes of three letters, older codes, and names in the language itself and in others.
_OTHER_WORDS = {
    "ar": "ara arabic العربية عربي arabe arabisch arapça",
    "az": "aze azerbaijani",
    "bg": "bul bulgarian български",
    "bn": "ben bengali",
    "ca": "cat catalan català",
    "cs": "ces cze czech čeština",
    "da": "dan danish dansk",
    "de": "deu ger german deutsch allemand almanca",
    "el": "ell gre greek ελληνικά",
    "en": "eng english englisch anglais ingilizce الإنجليزية אנגלית",
    "es": "spa spanish español espagnol spanisch",
    "et": "est estonian",
    "fa": "fas per persian farsi فارسی",
    "fi": "fin finnish suomi",
    "fr": "fra fre french français französisch الفرنسية",
    "he": "heb hebrew iw עברית hebräisch hébreu",
    "hi": "hin hindi",
    "hr": "hrv croatian hrvatski",
    "hu": "hun hungarian magyar",
    "hy": "hye arm armenian",
    "id": "ind indonesian in",
    "it": "ita italian italiano italienisch italien",
    "ja": "jpn japanese 日本語",
    "ka": "kat geo georgian",
    "ko": "kor korean 한국어",
    "ku": "kur kurdish kurdî kmr",
    "lt": "lit lithuanian",
    "lv": "lav latvian",
    "ms": "msa may malay",
    "nl": "nld dut dutch nederlands",
    "no": "nor norwegian norsk",
    "pl": "pol polish polski",
    "ps": "pus pashto پښتو",
    "pt": "por portuguese português",
    "ro": "ron rum romanian română",
    "ru": "rus russian русский",
    "sk": "slk slo slovak",
    "sl": "slv slovenian slovene",
    "sq": "sqi alb albanian",
    "sr": "srp serbian српски",
    "sv": "swe swedish svenska",
    "sw": "swa swahili",
    "th": "tha thai",
    "tr": "tur turkish türkçe türkisch turc التركية",
    "uk": "ukr ukrainian українська",
    "ur": "urd urdu اردو",
    "uz": "uzb uzbek",
    "vi": "vie vietnamese",
    "yi": "yid yiddish ji",
    "zh": "zho chi chinese 中文 mandarin",
}
_CODE_OF_WORD = {word: code for code, words in _OTHER_WORDS.items() for word in words.split()}


def code_of_word(word: str) -> str:
    """Return the two-letter code that a name, an older or a longer code stands for; "" for none.

    >>> code_of_word("Arabic"), code_of_word("deu"), code_of_word("ckb")
    ('ar', 'de', '')
    """
    return _CODE_OF_WORD.get(word.casefold(), "")
