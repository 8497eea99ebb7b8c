"""French sentences of the page on privacy: what is kept of a reader, and for how long."""

from __future__ import annotations

from collections.abc import Mapping

from digest.languages.language import Label

PRIVACY: Mapping[str, Label] = {
    "kept_intro": (
        "Nous ne comptons ni ouvertures ni clics. Nos e-mails et nos pages ne contiennent "
        "aucune image et aucun script qui vous suive, et nous ne donnons votre adresse "
        "qu’au serveur qui remet le courrier."
    ),
    "kept_outro": (
        "Un lien récent vers vos préférences vous donne tout cela sous forme de fichier, "
        "et l’efface."
    ),
    "kept_days": {
        "one": "{count} jour",
        "other": "{count} jours",
    },
    "kept_until_erased": "Conservé jusqu’à l’effacement de vos données.",
    "kept_form": (
        "Conservé jusqu’à l’effacement de vos données ; une demande non confirmée : {days}."
    ),
    "kept_seat_until": (
        "Conservé jusqu’à ce que vous ou le membre y renonciez, ou que les données de l’un de "
        "vous soient effacées ; une invitation non confirmée : {days}."
    ),
    "kept_with_issue": (
        "Conservé aussi longtemps que le numéro ; sans votre adresse dès l’effacement de vos "
        "données."
    ),
    "kept_for_good": "Conservé pour toujours, ou jusqu’à un nouvel abonnement.",
    "kept_until_told": (
        "Conservé jusqu’à ce que le programme l’ait reçu ; 30 jours au plus s’il ne répond pas."
    ),
    "kept_two_weeks": "Conservé deux semaines, ou jusqu’à l’effacement de vos données.",
    "kept_two_days": "Conservé deux jours.",
    "kept_person": (
        "Votre adresse e-mail, le nom que vous avez donné, un nombre aléatoire qui vous "
        "désigne, et le jour de votre arrivée."
    ),
    "kept_fingerprint": (
        "Une empreinte à clé de votre adresse, qui nous permet de reconnaître ses "
        "différentes graphies."
    ),
    "kept_choices": (
        "Vos choix : si vous recevez du courrier, comme membre ou non, votre langue, une "
        "pause, le texte seul, l’heure et le fuseau horaire de votre courrier."
    ),
    "kept_consent": "Quand, comment et à quelle phrase vous avez consenti en dernier.",
    "kept_newsletters": (
        "Les lettres que vous avez choisies et celles que vous avez quittées, quand, de quelle "
        "manière, et la raison si vous en avez donné une ; et la partie d’une lettre que vous "
        "avez choisie."
    ),
    "kept_noted": (
        "Ce que la rédaction a noté à votre sujet pour vous envoyer ce qui convient, comme "
        "votre métier."
    ),
    "kept_forms": (
        "Chaque demande d’abonnement : quand vous avez demandé et confirmé, pour quelles "
        "lettres, la phrase acceptée, la page et la langue."
    ),
    "kept_seat": (
        "Une place dans l’équipe d’un membre : l’adresse telle que le membre l’a donnée, à "
        "qui est l’équipe, quand la place a été donnée et quand vous l’avez confirmée."
    ),
    "kept_mails": (
        "Pour chaque e-mail qui vous est adressé : si votre serveur l’a pris, sa réponse, "
        "l’heure prévue et la partie de la lettre."
    ),
    "kept_returns": "Les e-mails qui sont revenus, et les plaintes.",
    "kept_closed": (
        "Une empreinte à clé d’une adresse qui ne doit recevoir aucun courrier, avec la raison. "
        "Elle reste après l’effacement de vos données, pour qu’aucune liste ne vous ramène. Elle "
        "ne nomme personne."
    ),
    "kept_told": (
        "Si un autre de nos programmes apprend votre abonnement, votre départ ou l’échec d’un "
        "envoi : l’information en chemin, sous le nombre qui vous désigne."
    ),
    "kept_opinions": (
        "Si vous avez dit vouloir plus ou moins d’un sujet, ou répondu à un sondage : "
        "votre dernière réponse sous une empreinte à clé qu’aucune page ni commande ne "
        "résout. Les totaux ne nomment aucun lecteur, et restent."
    ),
    "kept_counters": (
        "Combien de formulaires sont venus d’un réseau et pour une adresse : des "
        "empreintes à clé et des nombres."
    ),
}
