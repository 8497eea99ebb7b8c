"""German labels of mails and pages."""

from __future__ import annotations

from collections.abc import Mapping

from digest.languages.language import Label

LABELS: Mapping[str, Label] = {
    "comma": ",",
    "colon": ":",
    "what_happened": "Was geschah:",
    "why_it_matters": "Warum es wichtig ist:",
    "know_more": "Mehr dazu:",
    "analysis": "Analyse:",
    "also_today": "Kurz gemeldet",
    "city_time": "Ortszeit {city}",
    "story_sources": {"one": "{count} Quelle", "other": "{count} Quellen"},
    "forwarded": "Weitergeleitet bekommen?",
    "subscribe": "Abonnieren",
    "share_issue": "Diese Ausgabe teilen",
    "tell_editor": "An die Redaktion schreiben",
    "all_briefings": "Alle Briefings:",
    "in_figures": "In Zahlen",
    "figure_by": "laut {outlet}",
    "tolls_differ": "Die Zahlen der Opfer gehen auseinander",
    "today_word": "Heute",
    "in_story": "Meldung {number}",
    "quote_of_day": "Zitat des Tages",
    "more_or_less": "Mehr oder weniger davon?",
    "poll_on": "Eine Frage zu Meldung {number}:",
    "poll_link": "Antworten",
    "more_like_this": "Mehr davon",
    "less_like_this": "Weniger davon",
    "opinion_note": (
        "Es zählt nichts, bevor Sie auf einen Knopf drücken. Wir behalten nur die Summen der "
        "Antworten und keine Liste mit Namen. Zwei Wochen lang können Sie Ihre Antwort ändern."
    ),
    "opinion_thanks": "Danke: Ihre Antwort zählt.",
    "opinion_closed": "Diese Frage ist geschlossen",
    "opinion_closed_note": "Antworten zählen bis zwei Wochen nach einer Ausgabe.",
    "week_ahead": "Die kommende Woche",
    "sponsor": "Anzeige",
    "toll_killed": "Tote",
    "toll_wounded": "Verletzte",
    "toll_arrested": "Festnahmen",
    "toll_missing": "Vermisste",
    "more_news": "Weitere Nachrichten",
    "trend_reports": "Trendberichte",
    "membership": "Mitgliedschaft",
    "sisters": "Weitere Newsletter",
    "corrections": "Korrekturen",
    "reading_time": {
        "one": "{count} Minute Lesezeit",
        "other": "{count} Minuten Lesezeit",
    },
    "issue_number": "Nr. {number}",
    "map_of": "Karte von {places}: {title}",
    "map_disputed": "Gestrichelte Linien sind umstritten oder nicht vereinbart.",
    "view_in_browser": "Im Browser ansehen",
    "sources": "Quellen:",
    "one_source": "Eine Quelle",
    "from_desk": "Aus unserer Redaktion",
    "by_desk": "{text} (unsere Redaktion)",
    "state_run": "staatlich",
    "developed": "Neues seit {date}",
    "from_earlier_issue": "aus der Ausgabe vom {date}",
    "photo": "Foto: {credit}",
    "picture_of": "Bild zum Bericht „{title}“",
    "file_photo": "Archivbild",
    "correction_of": "Zur Ausgabe vom {date}",
    "source_reworded": (
        "{outlet} hat einen Satz geändert, den wir zitiert haben: „{cited}“ Jetzt heißt "
        "es dort: „{now}“"
    ),
    "source_gone": "{outlet} hat einen Satz entfernt, den wir zitiert haben: „{cited}“",
    "source_corrected": (
        "{outlet} hat den Bericht „{title}“ korrigiert, auf den wir uns stützten: „{now}“"
    ),
    "source_withdrawn": (
        "{outlet} hat den Bericht „{title}“ zurückgezogen, auf den wir uns stützten."
    ),
    "how_written": "Jeder Satz ist aus dem Medium zitiert, das hinter ihm genannt ist.",
    "sources_used": {
        "one": "Quelle dieser Ausgabe:",
        "other": "Die {count} Quellen dieser Ausgabe:",
    },
    "why_you_get_this": (
        "Sie erhalten diese Mail, weil {address} für {newsletter} angemeldet ist."
    ),
    "preferences": "Ihre Einstellungen",
    "unsubscribe": "Abmelden",
    "archive": "Frühere Ausgaben",
    "newer_issues": "Neuere Ausgaben",
    "older_issues": "Ältere Ausgaben",
    "no_issue_yet": "Bisher ist keine Ausgabe erschienen.",
    "story_so_far": "Was bisher geschah",
    "leave_question": "{newsletter} abbestellen?",
    "leave_note": (
        "Sie erhalten dann keine Ausgabe mehr. Es geschieht nichts, bevor Sie "
        "auf den Knopf drücken."
    ),
    "left": "Sie sind abgemeldet",
    "left_note": (
        "Sie erhalten keine weitere Ausgabe von {newsletter}. Eine, die gerade "
        "unterwegs ist, kann noch ankommen."
    ),
    "see_others": "Sehen Sie nach, welche anderen Newsletter Sie erhalten",
    "your_newsletters": "Ihre Newsletter",
    "change_saved": "Ihre Änderung ist gespeichert.",
    "leave_one": "Abbestellen",
    "leave_named": "{newsletter} abbestellen",
    "leave_all": "Alle abbestellen",
    "gets_none": "Sie erhalten keinen unserer Newsletter.",
    "how_to_leave": "So melden Sie sich ab",
    "how_to_leave_note": (
        "Sie lesen eine öffentliche Kopie. Um sich abzumelden oder Ihre "
        "Newsletter zu sehen, nutzen Sie den Link am Ende Ihrer eigenen Mail: "
        "Er gehört zu Ihrem Abonnement."
    ),
    "how_to_leave_write": "Wenn Sie ihn nicht finden, schreiben Sie uns:",
    "join_title": "Unsere Newsletter per E-Mail",
    "join_intro": (
        "Wählen Sie beliebig viele aus. Jeden können Sie jederzeit mit einem Klick abbestellen."
    ),
    "free_newsletters": "Kostenlose Newsletter",
    "members_newsletters": "Newsletter für Mitglieder",
    "members_note": ("Diese erhalten nur Mitglieder. Wählen Sie sie aus, wenn Sie Mitglied sind."),
    "become_member": "Mitglied werden",
    "latest_issue_of": "Neueste Ausgabe: {newsletter}",
    "every_day": "Täglich",
    "your_address": "Ihre E-Mail-Adresse",
    "join_consent": (
        "Ich möchte die gewählten Newsletter von {publication} per E-Mail erhalten. Ich "
        "kann sie jederzeit abbestellen."
    ),
    "join_button": "Abonnieren",
    "join_named": "{newsletter} abonnieren",
    "join_choose": "Wählen Sie mindestens einen Newsletter aus.",
    "bad_address": "Das ist keine E-Mail-Adresse: Es fehlt der Name, das @ oder die Domain.",
    "look_again": "Bitte prüfen Sie Ihre Auswahl noch einmal und drücken Sie dann den Knopf.",
    "leave_empty": "Dieses Feld leer lassen",
    "look_into_mailbox": "Sehen Sie in Ihr Postfach",
    "join_sent_note": (
        "Wenn {address} unsere Newsletter erhalten kann, ist eine E-Mail dorthin "
        "unterwegs. Öffnen Sie ihren Link und drücken Sie den Knopf: Vorher kommt kein "
        "Newsletter. Kommt sie nicht in einigen Minuten an, sehen Sie im Spam-Ordner "
        "nach."
    ),
    "already_reader": "Sie lesen uns schon? Link zu Ihren Einstellungen anfordern",
    "access_title": "Link zu Ihren Einstellungen",
    "access_note": (
        "Geben Sie die Adresse an, unter der Sie unsere Newsletter erhalten. Der Link geht dorthin."
    ),
    "access_button": "Link senden",
    "access_sent_note": (
        "Wenn {address} unsere Newsletter erhält, ist eine E-Mail mit dem Link unterwegs."
    ),
    "access_text": (
        "Jemand, wahrscheinlich Sie selbst, hat den Link zu Ihren Newslettern und "
        "Einstellungen angefordert. Wenn nicht, brauchen Sie nichts zu tun."
    ),
    "confirm_subject": "Bitte bestätigen Sie Ihr Abonnement",
    "confirm_preheader": "Vor Ihrem Knopfdruck kommt kein Newsletter.",
    "confirm_text": (
        "Jemand, wahrscheinlich Sie selbst, hat diese Adresse auf unserer Seite "
        "eingetragen und bestellt:"
    ),
    "confirm_text_end": (
        "Wenn Sie es nicht waren, brauchen Sie nichts zu tun: Es kommt kein Newsletter."
    ),
    "confirm_button": "Bestätigen",
    "asked_by_form": (
        "{address} wurde auf einer Seite von {newsletter} eingetragen. Diese E-Mail ist "
        "die einzige Antwort."
    ),
    "confirm_title": "Möchten Sie diese Newsletter?",
    "until_button": "Bis Sie den Knopf drücken, geschieht nichts.",
    "confirmed": "Sie sind angemeldet",
    "confirmed_note": "Die nächste Ausgabe kommt in Ihr Postfach.",
    "move_subject": "Bitte bestätigen Sie Ihre neue Adresse",
    "move_text": (
        "Jemand, wahrscheinlich Sie selbst, möchte diese Newsletter künftig an dieser Adresse "
        "erhalten:"
    ),
    "move_title": "Sollen diese Newsletter an diese Adresse kommen?",
    "moved": "Ihre Adresse ist geändert",
    "confirm_gone": "Dieser Link gilt nicht mehr",
    "confirm_gone_note": (
        "Er ist zu alt, oder der Wunsch wurde zurückgenommen. Sie können neu anfragen."
    ),
    "see_preferences": "Ihre Newsletter und Einstellungen ansehen",
    "trouble_429": "Bitte warten Sie etwas",
    "trouble_429_note": (
        "Aus Ihrem Netz kamen zu viele Formulare. Versuchen Sie es in einer Stunde noch einmal."
    ),
    "other_newsletters": "Weitere Newsletter",
    "pause_title": "Pause machen",
    "pause_until": "Keinen Newsletter vor dem",
    "pause_button": "Pausieren",
    "paused": "Sie machen Pause: Der nächste Newsletter kommt nach dem {date}.",
    "pause_end": "Pause beenden",
    "bad_day": "Wählen Sie einen Tag ab morgen und innerhalb eines Jahres.",
    "variant_title": "Ihr Teil von {newsletter}",
    "variant_whole": "Die ganze Ausgabe",
    "clock_title": "Wann Ihre Post kommt",
    "clock_hour": "Stunde",
    "clock_hour_usual": "Die Zeit des Newsletters",
    "clock_zone": "Zeitzone",
    "clock_zone_usual": "Die des Newsletters",
    "clock_note": "Gilt ab der nächsten Ausgabe.",
    "look_and_language": "Darstellung und Sprache",
    "text_only": "Reinen Text senden, ohne Layout und Bilder",
    "language_of_pages": "Sprache dieser Seiten und unserer Hinweise an Sie",
    "save": "Speichern",
    "own_data": "Adresse und Daten",
    "fresh_link_note": (
        "Eine E-Mail kann weitergeleitet werden, und ihre Links mit ihr. Um die Adresse "
        "zu ändern oder Ihre Daten zu erhalten oder zu löschen, nutzen Sie einen "
        "frischen Link: Wir senden ihn an Ihre Adresse, und er öffnet diesen Teil für "
        "einen Tag."
    ),
    "link_sent": "Der Link ist unterwegs an Ihre Adresse.",
    "new_address": "Neue E-Mail-Adresse",
    "change_address": "Adresse ändern",
    "change_address_note": (
        "Wir senden eine E-Mail an die neue Adresse. Sie gilt, sobald Sie dort bestätigen."
    ),
    "download_data": "Meine Daten erhalten (JSON)",
    "erase_button": "Meine Daten löschen",
    "erase_question": "Alles löschen, was wir über Sie wissen?",
    "erase_note": (
        "Ihre Adresse, Ihre Auswahl und der Nachweis Ihrer Einwilligung werden sofort "
        "gelöscht, und es kommt kein Newsletter mehr. Nur ein Fingerabdruck der Adresse "
        "bleibt, damit keine Liste sie zurückbringt."
    ),
    "erased": "Ihre Daten sind gelöscht",
    "erased_note": "Wir kennen von Ihnen nur noch einen Fingerabdruck Ihrer Adresse.",
    "team_title": "Ihr Team",
    "team_note": "Wer Ihre Einladung annimmt, liest ebenfalls als Mitglied, solange Sie es sind.",
    "team_taken": "Vergebene Plätze: {taken} von {seats}.",
    "team_fresh": "Ein frischer Link öffnet diesen Teil wie auch den nächsten.",
    "team_address": "E-Mail-Adresse, die Sie einladen",
    "team_invite": "Einladen",
    "team_invited": (
        "Der Platz ist vorgemerkt. Wenn die Adresse Post empfangen kann, ist eine "
        "Einladung unterwegs."
    ),
    "team_full": "Alle Plätze sind vergeben.",
    "team_own": "Das ist Ihre eigene Adresse: Sie brauchen keinen Platz.",
    "team_limited": "Sie haben heute viele Einladungen verschickt. Bitte machen Sie morgen weiter.",
    "team_waits": "eingeladen, noch nicht bestätigt",
    "team_remove": "Entfernen",
    "team_remove_named": "Entfernen: {address}",
    "team_member": "Sie haben einen Platz im Team von {address}.",
    "team_member_unnamed": "Sie haben einen Platz im Team eines Mitglieds.",
    "team_leave": "Team verlassen",
    "team_leave_named": "Team verlassen: {address}",
    "team_subject": "Sie sind eingeladen, {publication} als Mitglied zu lesen",
    "team_mail": (
        "Ein Mitglied von {publication} hat uns diese Adresse genannt und hält ihr einen "
        "Platz in seinem Team frei: Damit lesen auch Sie als Mitglied. Die Seite hinter "
        "dem Knopf sagt, wer Sie einlädt. Wenn Sie es nicht möchten, brauchen Sie nichts "
        "zu tun."
    ),
    "team_mail_button": "Einladung ansehen",
    "team_question": "Möchten Sie einen Platz in diesem Team?",
    "team_question_note": "{address} lädt Sie ein, als Mitglied zu lesen.",
    "team_consent": (
        "Ich nehme den Platz und lese als Mitglied. Die Newsletter wähle ich selbst, und "
        "ich kann das Team jederzeit verlassen."
    ),
    "team_confirmed": "Sie lesen jetzt als Mitglied",
    "team_confirmed_note": (
        "Wählen Sie Ihre Newsletter: Jeder kommt, sobald Sie ihn abonniert haben."
    ),
    "undo": "Rückgängig: wieder abonnieren",
    "undo_note": "Sie können das innerhalb eines Tages zurücknehmen.",
    "undone": "Sie sind wieder angemeldet",
    "undo_late": "Mehr als ein Tag ist vergangen: Bitte abonnieren Sie neu.",
    "reason_question": "Würden Sie uns sagen, warum? Es ist freiwillig.",
    "reason_too_many": "Zu viele E-Mails",
    "reason_not_useful": "Nicht nützlich für mich",
    "reason_not_asked": "Ich habe ihn nie bestellt",
    "reason_other": "Ein anderer Grund",
    "send_reason": "Grund senden",
    "reason_thanks": "Danke: Das hilft uns.",
    "how_made": "Wie das gemacht wird",
    "how_chosen": (
        "Ein Programm liest die unten genannten Quellen und fasst Berichte über ein "
        "Ereignis zusammen. Es ordnet Ereignisse danach, wie viele unabhängige Medien "
        "berichten, wie gut sie zum Newsletter passen und wie neu sie sind. Die "
        "Redaktion kann jede Ausgabe vor dem Versand ändern."
    ),
    "how_quoted": (
        "Jeder Satz stammt unverändert aus einem Medium und führt zu dessen Artikel. "
        "Eine Kürzung ist als „…“ zu sehen. Beschriftungen und Reihenfolge der Sätze "
        "stammen vom Programm."
    ),
    "our_sources": "Unsere Quellen",
    "source": "Quelle",
    "owner": "Eigentümer",
    "country": "Land",
    "corrections_none": "Bisher keine Korrektur.",
    "privacy": "Was wir von Ihnen speichern",
    "all_newsletters": "Alle Newsletter",
    "search": "Frühere Ausgaben durchsuchen",
    "search_button": "Suchen",
    "search_none": "Keine Ausgabe enthält diese Wörter.",
    "corrected": "Korrigiert",
    "topics": "Themen",
    "since_title": "Was seit {day} geschah",
    "since_day": "Seit dem Tag",
    "show_since": "Zeigen, was geschah",
    "since_none": "Seither ist keine Ausgabe erschienen.",
    "for_members_only": "Diese Ausgabe ist für Mitglieder. Sie finden sie in ihrem Postfach.",
    "members": "für Mitglieder",
    "neutral_reader": "Ihre Adresse",
    "public_copy": "Dies ist die öffentliche Kopie von {newsletter}.",
    "trouble_400": "Das hat nicht geklappt",
    "trouble_400_note": "Die Adresse war unvollständig.",
    "trouble_404": "Hier ist nichts",
    "trouble_404_note": (
        "Der Link ist vielleicht abgeschnitten. Versuchen Sie es noch einmal aus Ihrer Mail."
    ),
    "trouble_405": "Das geht hier nicht",
    "trouble_405_note": "Diese Seite lässt sich so nicht verwenden.",
    "trouble_413": "Das war zu viel",
    "trouble_413_note": "Diese Seite nimmt nur ein kurzes Formular an.",
    "trouble_500": "Etwas ist schiefgegangen",
    "trouble_500_note": ("Der Fehler liegt bei uns. Bitte versuchen Sie es später noch einmal."),
    "trouble_503": "Gleich wieder da",
    "trouble_503_note": (
        "Wir erreichen unsere Daten gerade nicht. Bitte versuchen Sie es in "
        "einer Minute noch einmal."
    ),
}
