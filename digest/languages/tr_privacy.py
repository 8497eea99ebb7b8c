"""Turkish sentences of the page on privacy: what is kept of a reader, and for how long."""

from __future__ import annotations

from collections.abc import Mapping

from digest.languages.language import Label

PRIVACY: Mapping[str, Label] = {
    "kept_intro": (
        "Açılmaları ve tıklamaları saymayız. E-postalarımızda ve sayfalarımızda sizi "
        "izleyen resim ya da betik yoktur; adresinizi yalnızca postayı ileten sunucuya "
        "veririz."
    ),
    "kept_outro": (
        "Tercihlerinize giden yeni bir bağlantı bunların hepsini size dosya olarak verir ve siler."
    ),
    "kept_days": {
        "one": "{count} gün",
        "other": "{count} gün",
    },
    "kept_until_erased": "Verileriniz silinene kadar saklanır.",
    "kept_form": "Verileriniz silinene kadar saklanır; onaylanmayan bir form: {days}.",
    "kept_seat_until": (
        "Siz ya da üye ondan vazgeçene veya birinizin verileri silinene kadar saklanır; "
        "onaylanmayan bir davet: {days}."
    ),
    "kept_with_issue": (
        "Sayı saklandığı sürece saklanır; verileriniz silindiğinde adresiniz olmadan."
    ),
    "kept_for_good": "Süresiz saklanır ya da siz yeniden abone olana kadar.",
    "kept_until_told": "Program alana kadar saklanır; yanıt vermezse en çok 30 gün.",
    "kept_two_weeks": "İki hafta ya da verileriniz silinene kadar saklanır.",
    "kept_two_days": "İki gün saklanır.",
    "kept_person": (
        "E-posta adresiniz, verdiğiniz ad, sizi temsil eden rastgele bir sayı ve geldiğiniz gün."
    ),
    "kept_fingerprint": "Adresinizin anahtarlı bir izi; yazım biçimlerini onunla tanırız.",
    "kept_choices": (
        "Seçimleriniz: posta alıp almadığınız, üye olup olmadığınız, diliniz, verdiğiniz ara, "
        "düz metin ve postanızın saati ile saat dilimi."
    ),
    "kept_consent": "En son ne zaman, nasıl ve hangi cümleye onay verdiğiniz.",
    "kept_newsletters": (
        "Abone olduğunuz ve çıktığınız bültenler, ne zaman, hangi yolla ve söylediyseniz "
        "nedeni; ayrıca bir bültenin seçtiğiniz bölümü."
    ),
    "kept_noted": (
        "Size uygun olanı göndermek için haber odasının hakkınızda not ettikleri, örneğin "
        "mesleğiniz."
    ),
    "kept_forms": (
        "Her abonelik formu: ne zaman isteyip onayladığınız, hangi bültenler için, onay "
        "verdiğiniz cümle, sayfa ve dil."
    ),
    "kept_seat": (
        "Bir üyenin ekibindeki yer: üyenin verdiği biçimiyle adres, ekibin kime ait "
        "olduğu, yerin ne zaman verildiği ve ne zaman onayladığınız."
    ),
    "kept_mails": (
        "Size giden her e-posta için: sunucunuzun alıp almadığı, yanıtı, hangi saat için "
        "olduğu ve bültenin hangi bölümü olduğu."
    ),
    "kept_returns": "Size gidip geri dönen e-postalar ve şikâyetler.",
    "kept_closed": (
        "Posta almaması gereken bir adresin, nedeniyle birlikte anahtarlı izi. Verileriniz "
        "silindiğinde kalır ki hiçbir liste sizi geri getirmesin. Kişi adı içermez."
    ),
    "kept_told": (
        "Başka bir programımıza abone olduğunuz, çıktığınız ya da ulaşılamadığınız "
        "bildirildiğinde: yoldaki bilgi, sizi temsil eden sayı altında."
    ),
    "kept_opinions": (
        "Bir haberden daha çok ya da az istediğinizi söylediğinizde veya bir ankete yanıt "
        "verdiğinizde: hiçbir sayfanın ya da komutun çözmediği anahtarlı bir iz altında "
        "son yanıtınız. Toplamlar okur adı içermez ve kalır."
    ),
    "kept_counters": "Bir ağdan ve bir adres için kaç form geldiği: anahtarlı izler ve sayılar.",
}
