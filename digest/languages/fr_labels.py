"""French labels of mails and pages."""

from __future__ import annotations

from collections.abc import Mapping

from digest.languages.language import Label

LABELS: Mapping[str, Label] = {
    "comma": ",",
    "colon": " :",
    "what_happened": "Les faits :",
    "why_it_matters": "Pourquoi c’est important :",
    "know_more": "En savoir plus :",
    "analysis": "Analyse :",
    "also_today": "En bref",
    "city_time": "heure locale ({city})",
    "story_sources": {"one": "{count} source", "other": "{count} sources"},
    "forwarded": "On vous a transféré ce message ?",
    "subscribe": "Abonnez-vous",
    "share_issue": "Partager ce numéro",
    "tell_editor": "Écrire à la rédaction",
    "all_briefings": "Toutes les lettres :",
    "in_figures": "En chiffres",
    "figure_by": "selon {outlet}",
    "tolls_differ": "Les bilans diffèrent selon les sources",
    "today_word": "Aujourd’hui",
    "in_story": "article {number}",
    "quote_of_day": "La citation du jour",
    "more_or_less": "Plus ou moins de sujets comme celui-ci ?",
    "poll_on": "Une question sur le sujet {number} :",
    "poll_link": "Répondre",
    "more_like_this": "Plus de sujets comme celui-ci",
    "less_like_this": "Moins de sujets comme celui-ci",
    "opinion_note": (
        "Rien n’est compté avant que vous n’appuyiez sur un bouton. Nous gardons les "
        "totaux des réponses, sans liste de lecteurs. Vous pouvez changer de réponse "
        "pendant deux semaines."
    ),
    "opinion_thanks": "Merci : votre réponse compte.",
    "opinion_closed": "Cette question est close",
    "opinion_closed_note": "Les réponses comptent pendant deux semaines après un numéro.",
    "week_ahead": "La semaine à venir",
    "sponsor": "Partenaire",
    "toll_killed": "morts",
    "toll_wounded": "blessés",
    "toll_arrested": "arrestations",
    "toll_missing": "disparus",
    "more_news": "Autres nouvelles",
    "trend_reports": "Dossiers",
    "membership": "Adhésion",
    "sisters": "Nos autres lettres",
    "corrections": "Rectificatifs",
    "reading_time": {
        "one": "{count} minute de lecture",
        "many": "{count} minutes de lecture",
        "other": "{count} minutes de lecture",
    },
    "issue_number": "Nº {number}",
    "map_of": "Carte de {places} : {title}",
    "map_disputed": "Les lignes en tirets sont contestées ou non convenues.",
    "view_in_browser": "Voir dans le navigateur",
    "sources": "Sources :",
    "one_source": "Source unique",
    "from_desk": "Le mot de la rédaction",
    "by_desk": "{text} (notre rédaction)",
    "state_run": "média d’État",
    "developed": "Du nouveau depuis le {date}",
    "from_earlier_issue": "dans le numéro du {date}",
    "photo": "Photo : {credit}",
    "picture_of": "Photo de l’article « {title} »",
    "file_photo": "Photo d’archives",
    "correction_of": "À propos du numéro du {date}",
    "source_reworded": (
        "{outlet} a modifié une phrase que nous avions citée : « {cited} » On y lit "
        "désormais : « {now} »"
    ),
    "source_gone": "{outlet} a supprimé une phrase que nous avions citée : « {cited} »",
    "source_corrected": (
        "{outlet} a corrigé son article « {title} », que nous avions cité : « {now} »"
    ),
    "source_withdrawn": "{outlet} a retiré son article « {title} », que nous avions cité.",
    "how_written": "Chaque phrase est citée du média nommé à sa suite.",
    "sources_used": {
        "one": "Source de ce numéro :",
        "many": "Les {count} sources de ce numéro :",
        "other": "Les {count} sources de ce numéro :",
    },
    "why_you_get_this": (
        "Vous recevez cette lettre parce que {address} figure parmi les abonnés de {newsletter}."
    ),
    "preferences": "Vos préférences",
    "unsubscribe": "Se désabonner",
    "archive": "Anciens numéros",
    "newer_issues": "Numéros plus récents",
    "older_issues": "Numéros plus anciens",
    "no_issue_yet": "Aucun numéro n’est encore paru.",
    "story_so_far": "L’histoire jusqu’ici",
    "leave_question": "Se désabonner de {newsletter} ?",
    "leave_note": (
        "Vous n’en recevrez plus aucun numéro. Rien ne se passe avant que vous "
        "n’appuyiez sur le bouton."
    ),
    "left": "Désabonnement confirmé",
    "left_note": (
        "Vous ne recevrez plus aucun numéro de {newsletter}. Celui qui part à "
        "cet instant peut encore arriver."
    ),
    "see_others": "Voir quelles autres lettres vous recevez",
    "your_newsletters": "Vos lettres",
    "change_saved": "Votre modification est enregistrée.",
    "leave_one": "Se désabonner",
    "leave_named": "Se désabonner de {newsletter}",
    "leave_all": "Se désabonner de toutes",
    "gets_none": "Vous ne recevez aucune de nos lettres.",
    "how_to_leave": "Comment se désabonner",
    "how_to_leave_note": (
        "Vous lisez un exemplaire public. Pour vous désabonner, ou pour voir "
        "quelles lettres vous recevez, suivez le lien au bas de votre propre "
        "exemplaire, dans votre boîte : il sait quel abonnement est le vôtre."
    ),
    "how_to_leave_write": "Si vous ne le trouvez pas, écrivez-nous :",
    "join_title": "Recevez nos lettres d’information",
    "join_intro": (
        "Choisissez-en autant que vous voulez. Vous pouvez vous désabonner de chacune à tout "
        "moment, en un clic."
    ),
    "free_newsletters": "Lettres gratuites",
    "members_newsletters": "Lettres pour les membres",
    "members_note": "Elles ne sont envoyées qu’aux membres. Choisissez-les si vous êtes membre.",
    "become_member": "Devenir membre",
    "latest_issue_of": "Dernier numéro : {newsletter}",
    "every_day": "Chaque jour",
    "your_address": "Votre adresse e-mail",
    "join_consent": (
        "Je souhaite recevoir par e-mail les lettres choisies de {publication}. Je peux me "
        "désabonner de chacune à tout moment."
    ),
    "join_button": "S’abonner",
    "join_named": "S’abonner à {newsletter}",
    "join_choose": "Choisissez au moins une lettre.",
    "bad_address": "Ce n’est pas une adresse e-mail : il faut un nom, un @ et un domaine.",
    "look_again": "Vérifiez votre choix encore une fois, puis appuyez sur le bouton.",
    "leave_empty": "Laissez ce champ vide",
    "look_into_mailbox": "Regardez votre boîte de réception",
    "join_sent_note": (
        "Si {address} peut recevoir nos lettres, un e-mail est en route. Ouvrez son lien "
        "et appuyez sur le bouton : aucune lettre ne vient avant. S’il n’arrive pas en "
        "quelques minutes, regardez parmi les indésirables."
    ),
    "already_reader": "Vous nous lisez déjà ? Recevez le lien de vos préférences",
    "access_title": "Le lien de vos préférences",
    "access_note": ("Donnez l’adresse à laquelle vous recevez nos lettres. Le lien y est envoyé."),
    "access_button": "Envoyer le lien",
    "access_sent_note": ("Si {address} reçoit nos lettres, un e-mail avec le lien est en route."),
    "access_text": (
        "Une personne, sans doute vous, a demandé le lien de vos lettres et de vos "
        "préférences. Si ce n’est pas vous, vous n’avez rien à faire."
    ),
    "confirm_subject": "Confirmez votre abonnement",
    "confirm_preheader": "Aucune lettre ne vient avant que vous appuyiez sur le bouton.",
    "confirm_text": (
        "Une personne, sans doute vous, a donné cette adresse sur notre page et a demandé :"
    ),
    "confirm_text_end": (
        "Si ce n’est pas vous, vous n’avez rien à faire : aucune lettre ne viendra."
    ),
    "confirm_button": "Confirmer",
    "asked_by_form": (
        "{address} a été saisie sur une page de {newsletter}. Cet e-mail est la seule réponse."
    ),
    "confirm_title": "Voulez-vous ces lettres ?",
    "until_button": "Rien ne se passe avant que vous appuyiez sur le bouton.",
    "confirmed": "Abonnement confirmé",
    "confirmed_note": "Le prochain numéro arrivera dans votre boîte de réception.",
    "move_subject": "Confirmez votre nouvelle adresse",
    "move_text": (
        "Une personne, sans doute vous, demande à recevoir désormais ces lettres à cette adresse :"
    ),
    "move_title": "Recevoir ces lettres à cette adresse ?",
    "moved": "Votre adresse est changée",
    "confirm_gone": "Ce lien ne fonctionne plus",
    "confirm_gone_note": (
        "Il est trop ancien, ou la demande a été retirée. Vous pouvez demander à nouveau."
    ),
    "see_preferences": "Voir vos lettres et vos préférences",
    "trouble_429": "Veuillez patienter un peu",
    "trouble_429_note": (
        "Trop de formulaires sont venus de votre réseau. Réessayez dans une heure."
    ),
    "other_newsletters": "Autres lettres",
    "pause_title": "Faire une pause",
    "pause_until": "Aucune lettre avant le",
    "pause_button": "Mettre en pause",
    "paused": "Vous faites une pause : la prochaine lettre vient après le {date}.",
    "pause_end": "Terminer la pause",
    "bad_day": "Choisissez un jour à partir de demain, dans l’année.",
    "variant_title": "Votre partie de {newsletter}",
    "variant_whole": "Le numéro entier",
    "clock_title": "Heure d’arrivée de vos lettres",
    "clock_hour": "Heure",
    "clock_hour_usual": "L’heure de la lettre",
    "clock_zone": "Fuseau horaire",
    "clock_zone_usual": "Celui de la lettre",
    "clock_note": "Valable dès le prochain numéro.",
    "look_and_language": "Présentation et langue",
    "text_only": "Envoyez-moi du texte seul, sans mise en page ni images",
    "language_of_pages": "Langue de ces pages et de nos messages",
    "save": "Enregistrer",
    "own_data": "Adresse et données",
    "fresh_link_note": (
        "Un e-mail peut être transféré avec ses liens. Pour changer l’adresse, obtenir "
        "ou effacer vos données, utilisez un lien récent : nous l’envoyons à votre "
        "adresse, et il ouvre cette partie pour un jour."
    ),
    "link_sent": "Le lien est en route vers votre adresse.",
    "new_address": "Nouvelle adresse e-mail",
    "change_address": "Changer l’adresse",
    "change_address_note": (
        "Nous envoyons un e-mail à la nouvelle adresse. Elle compte dès que vous l’y avez "
        "confirmée."
    ),
    "download_data": "Obtenir mes données (JSON)",
    "erase_button": "Effacer mes données",
    "erase_question": "Effacer tout ce que nous savons de vous ?",
    "erase_note": (
        "Votre adresse, vos choix et la preuve de votre accord sont effacés aussitôt, et "
        "plus aucune lettre ne vient. Seule reste une empreinte de l’adresse, pour "
        "qu’aucune liste ne la ramène."
    ),
    "erased": "Vos données sont effacées",
    "erased_note": "Nous ne connaissons plus de vous qu’une empreinte de votre adresse.",
    "team_title": "Votre équipe",
    "team_note": ("Chaque personne que vous invitez lit aussi comme membre, tant que vous l’êtes."),
    "team_taken": "Places prises : {taken} sur {seats}.",
    "team_fresh": "Un lien récent ouvre cette partie, comme la suivante.",
    "team_address": "Adresse e-mail à inviter",
    "team_invite": "Inviter",
    "team_invited": (
        "La place est réservée. Si l’adresse peut recevoir du courrier, une invitation "
        "est en route."
    ),
    "team_full": "Toutes les places sont prises.",
    "team_own": "C’est votre propre adresse : vous n’avez pas besoin de place.",
    "team_limited": "Vous avez envoyé beaucoup d’invitations aujourd’hui. Continuez demain.",
    "team_waits": "invitation envoyée, pas encore confirmée",
    "team_remove": "Retirer",
    "team_remove_named": "Retirer {address}",
    "team_member": "Vous avez une place dans l’équipe de {address}.",
    "team_member_unnamed": "Vous avez une place dans l’équipe d’un membre.",
    "team_leave": "Quitter l’équipe",
    "team_leave_named": "Quitter l’équipe de {address}",
    "team_subject": "Invitation à lire {publication} comme membre",
    "team_mail": (
        "Un membre de {publication} nous a donné cette adresse et lui réserve une "
        "place dans son équipe : elle permet de lire aussi comme membre. La page "
        "derrière le bouton dit qui vous invite. Si vous n’en voulez pas, vous n’avez "
        "rien à faire."
    ),
    "team_mail_button": "Voir l’invitation",
    "team_question": "Voulez-vous une place dans cette équipe ?",
    "team_question_note": "{address} vous invite à lire comme membre.",
    "team_consent": (
        "Je prends la place et je lis comme membre. Je choisis moi-même les lettres, "
        "et je peux quitter l’équipe à tout moment."
    ),
    "team_confirmed": "Vous lisez désormais comme membre",
    "team_confirmed_note": "Choisissez vos lettres : chacune vient dès votre abonnement.",
    "undo": "Annuler : me réabonner",
    "undo_note": "Vous pouvez revenir là-dessus pendant un jour.",
    "undone": "Votre abonnement reprend",
    "undo_late": "Plus d’un jour a passé : abonnez-vous à nouveau.",
    "reason_question": "Voulez-vous nous dire pourquoi ? C’est facultatif.",
    "reason_too_many": "Trop d’e-mails",
    "reason_not_useful": "Pas utile pour moi",
    "reason_not_asked": "Je ne l’ai jamais demandée",
    "reason_other": "Une autre raison",
    "send_reason": "Envoyer la raison",
    "reason_thanks": "Merci : cela nous aide.",
    "how_made": "Comment c’est fait",
    "how_chosen": (
        "Un programme lit les sources ci-dessous et réunit les articles sur un même "
        "événement. Il classe les événements selon le nombre de médias indépendants qui "
        "les rapportent, leur accord avec la lettre et leur nouveauté. La rédaction peut "
        "modifier chaque numéro avant l’envoi."
    ),
    "how_quoted": (
        "Chaque phrase est celle d’un média, inchangée, et mène à son article. Une coupe est "
        "montrée par « … ». Les intitulés et l’ordre des phrases viennent du programme."
    ),
    "our_sources": "Nos sources",
    "source": "Source",
    "owner": "Propriétaire",
    "country": "Pays",
    "corrections_none": "Aucune correction à ce jour.",
    "privacy": "Ce que nous gardons de vous",
    "all_newsletters": "Toutes les lettres",
    "search": "Chercher dans les numéros passés",
    "search_button": "Chercher",
    "search_none": "Aucun numéro ne contient ces mots.",
    "corrected": "Rectifié",
    "topics": "Thèmes",
    "since_title": "Ce qui s’est passé depuis le {day}",
    "since_day": "Depuis le jour",
    "show_since": "Montrer ce qui s’est passé",
    "since_none": "Aucun numéro n’est paru depuis.",
    "for_members_only": "Ce numéro est réservé aux membres. Ils le trouvent dans leur boîte.",
    "members": "pour les membres",
    "neutral_reader": "votre adresse",
    "public_copy": "Ceci est la copie publique de {newsletter}.",
    "trouble_400": "Cela n’a pas marché",
    "trouble_400_note": "L’adresse n’était pas complète.",
    "trouble_404": "Il n’y a rien ici",
    "trouble_404_note": (
        "Le lien est peut-être coupé. Essayez encore depuis votre exemplaire de la lettre."
    ),
    "trouble_405": "Cela ne marche pas ici",
    "trouble_405_note": "Cette page ne s’emploie pas ainsi.",
    "trouble_413": "C’était trop",
    "trouble_413_note": "Cette page n’accepte qu’un court formulaire.",
    "trouble_500": "Quelque chose n’a pas marché",
    "trouble_500_note": "C’est notre faute. Veuillez réessayer plus tard.",
    "trouble_503": "De retour dans un instant",
    "trouble_503_note": (
        "Nous n’avons pas accès à nos registres en ce moment. Veuillez réessayer dans une minute."
    ),
}
