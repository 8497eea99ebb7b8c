"""Samples of Turkish."""

from __future__ import annotations

from language_samples import Samples

SAMPLES = Samples(
    language="tr",
    sentences=[
        ("Marenya salı günü limanı kapattı.", "Gemiler açıkta bekliyor."),
        ("Dr. Örnek öğlen geldi.", "Liman kapalıydı."),
        ("“Gidiyoruz.”", "Orlov kaldı."),
        ("Liman neden kapalı?", "Bakanlık susuyor."),
        ("Varil 92,5 dolara çıktı.", "Pazartesi 80 dolardı."),
        ("İşçiler greve gitti.", "Ürünler limanda kaldı."),
    ],
    tolls=[
        ("Saldırıda 12 kişi öldü, 30 kişi yaralandı.", {("killed", 12), ("wounded", 30)}),
        ("En az 12 kişi hayatını kaybetti.", {("killed", 12)}),
        ("Polis 4 kişiyi gözaltına aldı.", {("arrested", 4)}),
        ("Mahkeme 5 şüpheliyi tutukladı.", set()),
        ("5 şüpheli tutuklandı.", {("arrested", 5)}),
        ("12.000 kişi yerinden oldu.", {("displaced", 12_000)}),
        ("Teknede 9 kişi kayıp.", {("missing", 9)}),
        ("12 kişi milletvekili oldu.", set()),
        ("2024 ölü bir yıldı.", set()),
        ("12 Mart’ta ölü sayısı arttı.", set()),
        ("12 Mart'ta ölü sayısı arttı.", set()),
        ("12 Mart günü ölü sayısı arttı.", set()),
        ("Ölü sayısı 15 oldu.", set()),
    ],
    leaning=[
        "O, limandan salı günü ayrıldı.",
        "Onlar Solmar limanında bekliyor.",
        "Ayrıca liman kapalı kaldı.",
        "Bunun üzerine gemiler Avel’e döndü.",
        "“Bunlar limanda kalacak” dedi.",
        "Söz konusu gemi Avel’e döndü.",
        "Üstelik liman da kapalı kaldı.",
    ],
    alone=[
        "Marenya salı günü limanı kapattı.",
        "Bu hafta Marenya limanı kapattı.",
        "Bu sabah iki gemi Solmar’dan ayrıldı.",
        "Bu yıl Solmar limanı iki kez kapandı.",
        "Orlov limandan salı günü ayrıldı.",
        "Bursa’da iki fabrika kapandı.",
        "Amasya’da iki köprü kapandı.",
    ],
    calls=[
        "Ayrıca oku: Rakamlarla liman",
        "Haberin devamı için tıklayın",
        "Abone ol",
        "ABONE OL",
        "Fotoğraf: Sam Örnek",
        "Kaynak : AA",
    ],
    news=[
        "Kaynaklar limanın salı günü açılacağını söyledi.",
        "Fotoğrafçı iki gün Solmar limanında kaldı.",
        "Haberin doğru olmadığı salı günü anlaşıldı.",
    ],
    labels=[
        ("SON DAKİKA: Marenya limanı kapattı", "Marenya limanı kapattı"),
        ("Son dakika | Marenya limanı kapattı", "Marenya limanı kapattı"),
        ("CANLI: Marenya limanı kapattı", "Marenya limanı kapattı"),
        ("Canlı | Marenya limanı kapattı", "Marenya limanı kapattı"),
        ("Canlı hayvan taşıyan gemi battı", "Canlı hayvan taşıyan gemi battı"),
    ],
    doubts=[
        ("Liman açık değil.", {"negation"}),
        ("Limanda ekmek yok.", {"negation"}),
        ("İddiaya göre gemi battı.", {"modality"}),
        ("Bakan haberi yalanladı.", {"modality"}),
        ("Olası bir grev limanı kapatır.", {"modality"}),
        ("Yokuş salı günü kapandı.", set()),
    ],
    genres=[
        ("Yorum: Liman açılmalı", "an opinion"),
        ("Köşe yazısı: Liman açılmalı", "an opinion"),
        ("Karikatür: Solmar limanı", "a feature, podcast or gallery"),
        ("Futbol: Solmar Avel’i yendi", "sport"),
        ("Geminin battığı an kamerada", "a video or pictures"),
        ("Günün özeti: Limanda neler oldu", "a round-up"),
        ("Liman salı günü açılıyor", ""),
    ],
)
