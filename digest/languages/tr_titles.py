"""Turkish title words: signs of features, deeds, quarrels and markets in a headline."""

from __future__ import annotations

from digest.languages.sign import Sign
from digest.languages.title_words import TitleWords
from digest.languages.tr_lands import LANDS, REGIONS, REMARKS

TITLES = TitleWords(
    topic_before_colon=True,
    soft_openings=(
        Sign(
            name="the writer's own",
            pattern=r"^(?:benim|bizim)",
            example="Benim vapurum",
        ),
        Sign(
            name="scene",
            pattern=r"^(?:bir (?:gün|gece|hayat|avuç)|içinde)",
            example="Bir gün Avel vapurunda",
        ),
    ),
    # signs of a feature
    people=(
        Sign(
            name="family",
            pattern=r"aile(?!\sbakan)\w*|anne\w*|baba(?:sı|nın|lar)?|oğlu\w*|kızı\w*|eşi|kardeş\w*"
            r"|gelin(?:i|in|ler)?|düğün\w*|aşk\w*|çift",
            example="Aileler Avel'den ayrılıyor",
        ),
        Sign(
            name="child",
            pattern=r"çocu(?:k|ğ)\w*|bebek\w*|bebeğ\w*|genç(?:ler|lerin)?",
            example="Limanın çocukları",
        ),
        Sign(name="woman or man", pattern=r"kadın\w*|adam(?:ı|ın)?", example="Fenerdeki adam"),
        Sign(
            name="art and pastime",
            pattern=r"piyanist\w*|müzisyen\w*|şarkıcı\w*|oyuncu\w*|fotoğraf\w*",
            example="Piyanist rıhtımda çaldı",
        ),
        Sign(
            name="person at the place",
            pattern=r"hayatta\skalan\w*|tanık\w*|sakin(?:i|ler)\w*|doktor\w*|hikâye\w*|hikaye\w*",
            example="Tanıklar rıhtımda bekledi",
        ),
        Sign(
            name="writer and reader",
            pattern=r"ben|biz|benim|bizim|siz",
            example="Biz vapurları özledik",
        ),
    ),
    explains=(
        Sign(
            name="question word",
            pattern=r"nasıl|neden|niçin|niye|nedir|kim(?:dir)?|ne(?:ler)?",
            example="Vapurlar nasıl yüzer",
        ),
        Sign(
            name="map and time line",
            pattern=r"harita\w*|kronoloji\w*|tarihçe\w*|analiz\w*|perde\sarkası",
            example="Vapur krizi: kronoloji",
        ),
        Sign(
            name="outlook",
            pattern=r"geleceğ\w*|korku\w*|risk\w*|endişe\w*|olabilir|edebilir|bekleniyor"
            r"|senaryo\w*",
            example="Yeni sefer olabilir",
        ),
        Sign(
            name="lesson",
            pattern=r"ders\w*|gizem\w*|ikilem\w*|strateji\w*|soru(?:da|lar)\w*|anlamı",
            example="Vapur grevinin dersleri",
        ),
    ),
    # signs of plain news
    says=(
        Sign(
            name="speech",
            pattern=r"dedi|diyor|söyledi|açıkla\w+|belirtti|bildirdi|duyurdu|göre|vurgula\w+",
            example="Kaptan: Vapurlar bekliyor dedi",
        ),
        Sign(
            name="warning",
            pattern=r"uyardı|uyarı\w*|çağrı\w*|istedi|söz\sverdi",
            example="Liman gecikmeye karşı uyardı",
        ),
        Sign(
            name="charge",
            pattern=r"kınadı|kınama\w*|suçla\w+|eleştir\w+|tepki\w*",
            example="Karim grevi kınadı",
        ),
        Sign(
            name="call and talk",
            pattern=r"görüştü|savundu|yalanladı|ele\saldı",
            example="Elçiler limanı görüştü",
        ),
    ),
    offices=(
        Sign(
            name="force",
            pattern=r"ordu\w*|asker\w*|güçleri|polis\w*|pentagon|donanma\w*|msb",
            example="Ordu rıhtımı boşalttı",
        ),
        Sign(
            name="office",
            pattern=r"bakan(?:ı|lar|lığı)?|başbakan\w*|cumhurbaşkanı\w*|devlet\sbaşkanı|meclis\w*"
            r"|hükümet\w*|mahkeme\w*|bm|beyaz\ssaray|elçi\w*|kabine\w*|yetkili\w*|parlamento\w*",
            example="Meclis vapurları görüştü",
        ),
        Sign(name="sources", pattern=r"kaynak\w*", example="Kaynaklar: Vapurlar duracak"),
    ),
    # the stem alone: a word takes many endings
    acts=(
        Sign(
            name="strike",
            pattern=r"öl(?:dü|dürüldü|dürdü|ü)|saldır\w+|vur(?:du|uldu)|bomba\w*|füze\w*|roket\w*"
            r"|s[iİ]ha\w*|dron\w*|baskın\w*|operasyon\w*|çatışma\w*|patlama\w*",
            example="Avel'e hava saldırısı",
        ),
        Sign(
            name="capture",
            pattern=r"ele\sgeçir\w+|el\skoy\w+",
            example="İsyancılar Avel'i ele geçirdi",
        ),
        Sign(
            name="truce and accord",
            pattern=r"ateşkes\w*|anlaşma\w*|mutabakat\w*|uzlaş\w+|çekil\w+",
            example="Ateşkes başladı",
        ),
        Sign(
            name="office gained or lost",
            pattern=r"istifa\w*|ata(?:ndı|dı|ma)\w*|seçil\w+|görevden\sal\w+",
            example="Liman başkanı istifa etti",
        ),
        Sign(
            name="court",
            pattern=r"tutukla\w+|gözaltı\w*|dava\w*|yargıla\w+",
            example="Avel'de iki kişi gözaltında",
        ),
        Sign(
            name="decision",
            pattern=r"onayla\w+|kabul\s(?:etti|edildi)|reddet\w+|ilan\setti|yasakla\w+|imzala\w+",
            example="Meclis bütçeyi onayladı",
        ),
        Sign(
            name="start and stop",
            pattern=r"durdur\w+|askıya\sal\w+|ertele\w+|konuşlandır\w+|başlat\w+",
            example="Karim vapurları durdurdu",
        ),
    ),
    # "özel" without a colon is special or private
    exclusives=(
        Sign(
            name="own find",
            pattern=r"^özel(?:\shaber)?(?=:)",
            example="Özel haber: Liman kapanıyor",
        ),
    ),
    # quarrels at home
    quarrels=(
        Sign(
            name="campus",
            pattern=r"kampüs\w*|üniversite\w*|öğrenci\w*",
            example="Üniversitede Karim tartışması",
        ),
        Sign(
            name="faith at home",
            pattern=r"sinagog\w*|antisemit\w*",
            example="Sinagoglar koruma istedi",
        ),
        Sign(name="rally", pattern=r"miting\w*", example="Karim için miting"),
        Sign(
            name="party",
            pattern=r"cumhuriyetçi(?:ler|lerin)?|demokratlar\w*|senatör\w*|kongre\w*",
            example="Senatörler Karim konusunda bölündü",
        ),
        Sign(
            name="vote",
            pattern=r"seçmen\w*|anket\w*|seçim\skampanyası",
            example="Seçmenler Karim'den uzaklaştı",
        ),
    ),
    blame=(
        Sign(
            name="blame",
            pattern=r"polemik\w*|tartışma\syarattı|atışma\w*|eleştiri\soklarının",
            example="Vapurlar için polemik büyüyor",
        ),
    ),
    # deeds that were done
    # the end of a verb tells that it was done; a denial has an ending of its own
    deeds=(
        Sign(
            name="hit and shot",
            pattern=r"vurdu|vuruldu|öldürdü|öldürüldü|öldü|yaralandı|yaraladı|bombaladı|bombalandı"
            r"|saldırdı|hedef\saldı|ateş\saçtı",
            example="Drone depoyu vurdu",
        ),
        Sign(
            name="destroyed",
            pattern=r"batırdı|battı|düşürdü|düşürüldü|imha\setti|yok\setti|engelledi",
            example="Donanma dokuz tekneyi batırdı",
        ),
        Sign(
            name="taken by force",
            pattern=r"ele\sgeçirdi|bastı|işgal\setti|kuşattı|el\skoydu|girdi",
            example="Askerler depoyu ele geçirdi",
        ),
        Sign(
            name="harm to people",
            pattern=r"ölü|hayatını\skaybetti|kayıp|kaçırıldı|kaçırdı|tahliye\sedildi|suikast\w*",
            example="Avel'de dokuz ölü",
        ),
        Sign(
            name="office gained or lost",
            pattern=r"istifa\setti|atandı|atadı|seçildi|görevden\s(?:aldı|alındı)|devrildi",
            example="Liman başkanı istifa etti",
        ),
        Sign(
            name="court",
            pattern=r"tutuklandı|gözaltına\salındı|mahk[ûu]m\s(?:etti|edildi)|idam\sedildi",
            example="Bir işçi gözaltına alındı",
        ),
        Sign(
            name="decision",
            pattern=r"onayladı|onaylandı|kabul\s(?:etti|edildi)|reddetti|imzaladı|imzalandı"
            r"|yasakladı|ilan\setti|kaldırdı",
            example="Meclis ateşkesi onayladı",
        ),
        Sign(
            name="forces moved",
            pattern=r"(?:geri\s)?çekti|çekildi|konuşlandırdı|gönderdi|sevk\setti",
            example="Karim teknelerini geri çekti",
        ),
        Sign(
            name="start and stop",
            pattern=r"durdurdu|durduruldu|kapattı|kapatıldı|başladı|başlattı|sona\serdi|kesti"
            r"|askıya\saldı|uzattı",
            example="Karim üretimi durdurdu",
        ),
        Sign(
            name="freed",
            pattern=r"serbest\s(?:bıraktı|bırakıldı|kaldı)",
            example="İsyancılar iki işçiyi serbest bıraktı",
        ),
    ),
    # news of elsewhere
    lands=LANDS,
    regions=REGIONS,
    remarks=REMARKS,
    markets=(
        Sign(
            name="energy price",
            pattern=r"petrol(?:ün)?\sfiyat\w*|brent|ham\spetrol|akaryakıt\w*|benzin\w*"
            r"|doğal\s?gaz\sfiyat\w*",
            example="Petrol fiyatları yükseldi",
        ),
        Sign(
            name="trade on markets",
            pattern=r"borsa\w*|hisse\w*|piyasa\w*|tahvil\w*|yatırımcı\w*|enflasyon\w*|ekonomi\w*"
            r"|kripto\w*|dolar(?:/tl)?|altın",
            example="Borsa düştü",
        ),
        Sign(
            name="flight and travel",
            pattern=r"hava\syol(?:u|ları)\w*|uçuş\w*|pilot\w*|turist\w*|yolcu\w*",
            example="Hava yolları Karim'e uçmuyor",
        ),
    ),
)
