"""Own labels: a mail and its text twin speak an added language, or other words of a known one."""

from __future__ import annotations

from dataclasses import replace

from digest.languages import LANGUAGES
from digest.render import render_issue
from digest.render.specimen import AT, PUBLICATION, specimen
from digest.render.wording import wording

ENGLISH = LANGUAGES["en"].labels
SPANISH = {**ENGLISH, "also_today": "Hoy también", "from_desk": "De nuestra redacción"}


def test_an_added_language_has_its_words_and_dates() -> None:
    words = wording("es-MX", "UTC", own={"es": SPANISH})
    assert words.language == "es-MX"
    assert words.say("also_today") == "Hoy también"
    assert words.day(AT) == "lunes, 23 de noviembre de 2026"


def test_a_language_without_words_speaks_english() -> None:
    assert wording("es", "UTC").language == "en"
    assert wording("es", "UTC", own={"pt": SPANISH}).say("also_today") == "In brief"


def test_a_changed_label_leaves_the_others_of_its_language() -> None:
    words = wording("de", "UTC", own={"de": {"also_today": "Kurz notiert"}})
    assert words.say("also_today") == "Kurz notiert"
    assert words.say("from_desk") == LANGUAGES["de"].labels["from_desk"]


def test_mail_and_text_twin_speak_the_added_language() -> None:
    publication = replace(PUBLICATION, labels={"es": SPANISH})
    issue = render_issue(specimen("es"), publication=publication, created=AT)
    assert issue.language == "es"
    assert "Hoy también" in issue.html
    assert "HOY TAMBIÉN" in issue.text
    assert "DE NUESTRA REDACCIÓN" in issue.text
    assert 'lang="es"' in issue.html
