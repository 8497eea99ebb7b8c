"""Dialogs that no name gives away: a box with a button to accept, and words on cookies or data."""

from __future__ import annotations

import re
from typing import Any

MAX_BUTTONS = 200
"""Buttons of a page that are looked at."""

MAX_LABEL_CHARS = 60
MAX_LEVELS = 8
"""Boxes between a button and its dialog."""

MAX_DIALOG_CHARS = 12_000
"""A list of partners is long; a box with more text than this is the page."""

_BUTTON_TAGS = ("button", "a", "input")
_STORY_TAGS = frozenset({"html", "body", "main", "article"})

# The labels of the button that gives or refuses a consent.
_ACCEPTS = re.compile(
    r"\s*(?:i )?(?:accept|agree|allow|reject|decline|refuse|deny|got it|consent)\b"
    r"|(?:alle[ns]? |ich )?(?:akzeptier|zustimm|einverstanden|stimme zu|ablehnen)"
    r"|(?:tout |j['’])?(?:accept|refus)|aceptar|rechazar|accetta|rifiuta|aceitar|rejeitar|recusar"
    r"|(?:alles )?(?:accepteren|weigeren|akkoord)|akceptuj|zgadzam|odrzu|kabul|reddet|onayla"
    r"|(?:принять|соглас|отклонить|прийняти)|(?:قبول|أوافق|موافق|رفض)|(?:אישור|מאשר|קבל|דחה)|پذیرش"
    r"|(?:godk[äa]nn|godta|accepter|till[åa]t|hyv[äa]ksy)|(?:同意|接受|許可|동의)",
    re.IGNORECASE,
)
_ON_DATA = re.compile(
    r"cookie|consent|personal data|privacy|tracking|traceur|donn[ée]es (?:personnelles|à caract)"
    r"|einwilligung|datenschutz|privacidad|datos personales|privacidade|dati personali|riservatezza"
    r"|toestemming|prywatno|çerez|kişisel veri|файл\w{0,3} cookie|персональн\w{0,4} данн"
    r"|ملفات تعريف|الخصوصية|עוגיות|פרטיות|کوکی|حریم خصوصی|隐私|隱私|クッキー|쿠키",
    re.IGNORECASE,
)
LEAST_WORDS_ON_DATA = 2
"""A story may name privacy once beside a button that accepts something else."""


def drop_nameless_dialogs(tree: Any) -> None:
    """Take the boxes out of a page that ask for a consent, whatever they are called."""
    for button in list(tree.iter(*_BUTTON_TAGS))[:MAX_BUTTONS]:
        box = _dialog_around(button) if _accepts(button) else None
        # a second button of the same dialog stands outside of the tree by now
        if box is not None and box.getparent() is not None:
            _take_out(box)


def _accepts(button: Any) -> bool:
    label = " ".join("".join(button.itertext()).split()) or button.get("value") or ""
    return len(label) <= MAX_LABEL_CHARS and _ACCEPTS.match(label) is not None


def _dialog_around(button: Any) -> Any | None:
    """Return the largest box around a button that speaks of data alone; None when none does."""
    dialog = None
    box = button
    for _ in range(MAX_LEVELS):
        box = box.getparent()
        if box is None or box.tag in _STORY_TAGS or box.tag == "p" or _holds_story(box):
            break
        text = "".join(box.itertext())
        if len(text) > MAX_DIALOG_CHARS:
            break
        if len(_ON_DATA.findall(text)) >= LEAST_WORDS_ON_DATA:
            # a larger box may hold paragraphs of the story, which name no data
            if dialog is not None and _has_other_paragraphs(box, dialog):
                break
            dialog = box
    return dialog


def _has_other_paragraphs(box: Any, inner: Any) -> bool:
    """Tell whether a box has paragraphs outside of the inner one that say no word on data."""
    within = set(inner.iter("p"))
    for paragraph in box.iter("p"):
        if paragraph not in within and not _ON_DATA.search("".join(paragraph.itertext())):
            return True
    return False


def _holds_story(box: Any) -> bool:
    for tag in ("article", "main", "h1"):
        if box.find(f".//{tag}") is not None:
            return True
    return False


def _take_out(box: Any) -> None:
    """Take a box out of the tree; the text behind it stays."""
    parent, tail = box.getparent(), box.tail or ""
    before = box.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    box.tail = None
    parent.remove(box)
