"""German sentences of the page on privacy: what is kept of a reader, and for how long."""

from __future__ import annotations

from collections.abc import Mapping

from digest.languages.language import Label

PRIVACY: Mapping[str, Label] = {
    "kept_intro": (
        "Wir zählen weder Öffnungen noch Klicks. Unsere E-Mails und Seiten enthalten kein "
        "Bild und kein Skript, das Ihnen folgt, und Ihre Adresse bekommt nur der Server, "
        "der die Post zustellt."
    ),
    "kept_outro": (
        "Ein frischer Link zu Ihren Einstellungen gibt Ihnen all das als Datei und löscht es."
    ),
    "kept_days": {
        "one": "{count} Tag",
        "other": "{count} Tage",
    },
    "kept_until_erased": "Aufbewahrt, bis Ihre Daten gelöscht werden.",
    "kept_form": (
        "Aufbewahrt, bis Ihre Daten gelöscht werden; ein Formular, das nicht bestätigt wird: "
        "{days}."
    ),
    "kept_seat_until": (
        "Aufbewahrt, bis Sie oder das Mitglied ihn aufgeben oder die Daten eines von beiden "
        "gelöscht werden; eine Einladung, die nicht bestätigt wird: {days}."
    ),
    "kept_with_issue": (
        "Aufbewahrt, solange die Ausgabe aufbewahrt wird; ohne Ihre Adresse, sobald Ihre Daten "
        "gelöscht sind."
    ),
    "kept_for_good": "Dauerhaft aufbewahrt, oder bis Sie neu abonnieren.",
    "kept_until_told": (
        "Aufbewahrt, bis das Programm es hat; höchstens 30 Tage, wenn es nicht antwortet."
    ),
    "kept_two_weeks": "Zwei Wochen aufbewahrt, oder bis Ihre Daten gelöscht werden.",
    "kept_two_days": "Zwei Tage aufbewahrt.",
    "kept_person": (
        "Ihre E-Mail-Adresse, der Name, den Sie angegeben haben, eine Zufallszahl, die für "
        "Sie steht, und der Tag, an dem Sie kamen."
    ),
    "kept_fingerprint": (
        "Ein Fingerabdruck Ihrer Adresse mit Schlüssel, an dem wir ihre Schreibweisen "
        "wiedererkennen."
    ),
    "kept_choices": (
        "Ihre Wahl: ob Sie Post erhalten, als Mitglied oder nicht, Ihre Sprache, eine "
        "Pause, reiner Text sowie Stunde und Zeitzone Ihrer Post."
    ),
    "kept_consent": "Wann, wie und welchem Satz Sie zuletzt zugestimmt haben.",
    "kept_newsletters": (
        "Die Newsletter, die Sie abonniert und abbestellt haben, wann, auf welchem Weg und "
        "mit welchem Grund, falls Sie einen genannt haben; und der Teil eines Newsletters, "
        "den Sie gewählt haben."
    ),
    "kept_noted": (
        "Was die Redaktion über Sie vermerkt hat, um Ihnen Passendes zu senden, etwa Ihre Branche."
    ),
    "kept_forms": (
        "Jedes Formular zum Abonnieren: wann Sie angefragt und bestätigt haben, für welche "
        "Newsletter, der Satz, dem Sie zugestimmt haben, die Seite und die Sprache."
    ),
    "kept_seat": (
        "Ein Platz im Team eines Mitglieds: die Adresse, wie das Mitglied sie angab, "
        "wessen Team es ist, wann der Platz vergeben wurde und wann Sie ihn bestätigt "
        "haben."
    ),
    "kept_mails": (
        "Zu jeder E-Mail an Sie: ob Ihr Mailserver sie angenommen hat, seine Antwort, die "
        "vorgesehene Stunde und der Teil des Newsletters."
    ),
    "kept_returns": "E-Mails an Sie, die zurückkamen, und Beschwerden.",
    "kept_closed": (
        "Ein Fingerabdruck mit Schlüssel einer Adresse, die keine Post bekommen darf, mit dem "
        "Grund. Er bleibt, wenn Ihre Daten gelöscht sind, damit keine Liste Sie zurückbringt. Er "
        "nennt keine Person."
    ),
    "kept_told": (
        "Wo ein anderes unserer Programme erfährt, dass Sie abonniert oder abbestellt "
        "haben oder nicht erreichbar waren: die Nachricht auf ihrem Weg, unter der Zahl, "
        "die für Sie steht."
    ),
    "kept_opinions": (
        "Wo Sie sagten, dass Sie mehr oder weniger von einem Thema möchten, oder eine Umfrage "
        "beantwortet haben: Ihre letzte Antwort unter einem Fingerabdruck mit Schlüssel, den "
        "keine Seite und kein Befehl auflöst. Summen nennen keine Person und bleiben."
    ),
    "kept_counters": (
        "Wie viele Formulare aus einem Netz und für eine Adresse kamen: Fingerabdrücke mit "
        "Schlüssel und Zahlen."
    ),
}
