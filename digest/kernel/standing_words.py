"""Words by which mailing programs say the state of a subscriber, in their languages."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """The state that another program gives a subscriber. Only an ACTIVE one may get mail."""

    ACTIVE = "active"
    LEFT = "left"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    BLOCKED = "blocked"
    UNCONFIRMED = "unconfirmed"
    PAUSED = "paused"


WORDS_OF = {
    Standing.ACTIVE: """
        active, subscribed, confirmed, enabled, regular, premium, gifted, trialed, verified,
        valid, opted in, single opt-in, double opt-in, confirmed opt-in, free, paid, comped,
        member, reachable, sub, express, implied, engaged, marketing contact, aktiv, angemeldet,
        abonniert, bestätigt, abonné, inscrit, actif, confirmé, activo, activa, suscrito,
        confirmado, attivo, iscritto, confermato, ativo, inscrito, actief, ingeschreven, aktif,
        abone, aktywny, активен, подписан, نشط, مشترك, فعال, פעיל, רשום, abonnée, inscrite,
        suscrita, confirmée, activée, iscritta, inscrita, aktiviert, подписана, подтвержден,
        подтверждён, активный, onaylı, abone oldu, prenumererar, aktiv prenumerant, tilmeldt,
        påmeldt, aktivní, feliratkozott, abonat, مشتركة, مفعل, مؤكد, مشترک, 已订阅, 購読中, 구독중,
        past due, churning, normal
    """,
    Standing.LEFT: """
        left, unsubscribed, unsubscribe, unsub, removed, cancelled, canceled, opted out,
        opt-out, deleted, disabled, do not email, do not contact, inactive, excluded, archived,
        nomail, abgemeldet, ausgetragen, inaktiv, désabonné, désinscrit, inactif, baja, dado de
        baja, inactivo, cancelado, disiscritto, cancellato, disattivato, descadastrado, inativo,
        uitgeschreven, afgemeld, inactief, pasif, abonelikten çıktı, ayrıldı, wypisany,
        nieaktywny, отписан, отписался, неактивен, ملغى, غير مشترك, غير نشط, لغو شده, غیرفعال,
        הוסר, לא פעיל, הסיר, global unsubscribe, désabonnée, désinscrite, résilié, annulé,
        gekündigt, abbestellt, storniert, gelöscht, entfernt, deaktiviert, anulado, eliminado,
        desuscrito, de baja, desinscrito, cancelada, annullato, rimosso, eliminato, removido,
        opgezegd, verwijderd, avregistrerad, avprenumererad, afmeldt, frameldt, avmeldt,
        peruutettu, odhlášen, odhlásený, leiratkozott, dezabonat, отписалась, удален, удалён,
        отменен, відписаний, відписався, iptal, iptal edildi, abonelikten ayrıldı, ألغى
        الاشتراك, الغى الاشتراك, تم إلغاء الاشتراك, ملغي, محذوف, لغو اشتراک, لغو, حذف شده, ביטל,
        ביטל הרשמה, בוטל, 已退订, 退订, 配信停止, 수신거부, 구독취소, churned,
        unsubscribed by user, not sending, withdrawn, opt-out by user
    """,
    Standing.BOUNCED: """
        bounced, bounce, confirmed bounce, gebounced, hard bounced, hard bounce, soft bounced,
        soft bounce, cleaned,
        undeliverable, unreachable, invalid, non-existent, dead, mailbox not found, stale,
        unzustellbar, zurückgewiesen, rebond, rebotado, devuelto, respinto, geri döndü, by
        bounces, rebote, devolvido, retourné, teruggestuurd, studsade, odrzucony, недоставлен,
        مرتد, חזר, 退信, malformed, disposable,
        npai
    """,
    Standing.COMPLAINED: """
        complained, complaint, spam, marked as spam, spammy, junk, abuse, spam complaint, spam
        report, reported as spam, plainte, queja, reclamo, beschwerde, жалоба, пожаловался,
        شكوى, şikayet, תלונה, denúncia, signalé comme spam, als spam markiert, segnalato come
        spam, marked as spam by user, isp complained
    """,
    Standing.BLOCKED: """
        blocked, blocklisted, blacklisted, suppressed, banned, forbidden, suspended, gesperrt,
        blockiert, bloqué, bloqueado, bloccato, bloqueada, engelli, заблокирован, محظور, by
        moderator, blacklist, blocklist, liste noire, lista negra, lista nera, schwarze liste,
        черный список, чёрный список, القائمة السوداء, חסום, geblokkeerd, zablokowany, 黑名单,
        mail blocked
    """,
    Standing.UNCONFIRMED: """
        unconfirmed, pending, unactivated, unverified, not confirmed, non-subscribed,
        validating, awaiting confirmation, upcoming, unpaid, optin pending, opt-in pending,
        transactional, never
        subscribed, not subscribed, non-marketing contact, no permission, no permission given,
        not set, prospect, invited, unbestätigt, ausstehend, en attente, non confirmé,
        pendiente, sin confirmar, in attesa, non confermato, pendente, não confirmado,
        onbevestigd, beklemede, onaylanmadı, не подтвержден, غير مؤكد, معلق, ממתין, no
        confirmado, no suscrito, non abonné, nicht bestätigt, nicht angemeldet, neu, wartend, à
        confirmer, da confermare, non iscritto, não inscrito, niet bevestigd, in afwachting,
        obekräftad, ubekræftet, ubekreftet, niepotwierdzony, nepotvrzený, не подтверждён,
        ожидает, не підтверджено, onay bekliyor, بانتظار التأكيد, قيد الانتظار, تأیید نشده, در
        انتظار, לא מאושר, 未确认, 未確認,
        not activated, pending opt-in, single opt-in pending, new (unconfirmed)
    """,
    Standing.PAUSED: """
        paused, on hold, temporary hold, snoozed, vacation, pausiert, en pause, by user, en
        pausa, in pausa, приостановлен, متوقف مؤقتا
    """,
}
"""Words that commas part. A word of two standings has the graver, which stands below."""
