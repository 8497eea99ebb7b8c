"""Turkish words of genres and of turns, and Turkish words that any news has."""

from __future__ import annotations

from digest.languages.language import listed
from digest.languages.news_words import ClusterWords, GenreWords, TurnWords
from digest.languages.tr_acts import ACTS

GENRES = GenreWords(
    opinions=(
        r"görüş(?:ler)?|yorum(?:lar)?|köşe ?yazı(?:sı|ları)|yazarlar?|başyazı|makale(?:ler)?|"
        r"konuk yazar"
    ),
    shows=(
        r"podcast(?:ler)?|foto-?galeri(?:ler)?|galeri(?:ler)?|karikatür(?:ler)?|bulmaca|bülten|"
        r"infografik(?:ler)?|dosya"
    ),
    sport=r"spor|futbol|basketbol|tenis|burçlar|astroloji",
    videos=r"videolar|video|izle(?:yin)?|fotoğraflarla",
    live_pages=r"/(?:canli|canli-blog|canli-anlatim|canli-yayin)/|-canli-(?:anlatim|blog)\b",
    analysis_pages=r"\banaliz\b",
    opinion_outlets=r"\byorum\b",
    # a title that tells what is to be seen, not what happened
    shown=(
        r"^(?:[iİ]zleyin|video|fotoğraflarla)\b|\b(?:görüntülendi|kameraya yansıdı|kamerada)$"
        r"|^[^:]{0,60}\banı(?:nın görüntüleri)? (?:kamerada|ortaya çıktı)\b"
    ),
    polls=r"^anket\s*[:|–—-]\s|\banket(?:e göre|in sonuçları)\b",
    # a title that promises thoughts on the news: "Why …", "Analysis: …", "5 questions on …"
    weighs=(
        r"^(?:analiz|söyleşi|röportaj|portre|dosya|kronoloji)\s*[:|–—-]\s"
        r"|^(?:neden|niçin|nasıl|ne oldu)\b|\b(?:kimdir|nedir|ne anlama geliyor)\b"
        r"|\b\w+ soruda\b"
    ),
    round_ups=(
        r"\b(?:canlı (?:anlatım|blog|yayın)|dakika dakika|günün (?:özeti|manşetleri|öne çıkanları)|"
        r"haftanın özeti|haber turu|basın özeti|gazete manşetleri|sabah bülteni|akşam bülteni|"
        r"son dakika gelişmeleri|gündemin (?:özeti|öne çıkanları))\b"
    ),
    credit=r"\byaz(?:ıdaki|arın) (?:görüşler|kendi görüş)\w*|\bgörüşler yazar\w*",
    first_person=r"\b(?:[Bb]en|[Bb]ence|[Bb]enim|[Bb]ana)\b",
    argues=(
        r"\b(?:gerek(?:ir|iyor)|\w+m[ae]l[ıi](?:y[ıi]z|d[ıi]r)?|belki|elbette|tabii|kuşkusuz"
        r"|şüphesiz|bence|"
        r"aslında|maalesef|ne yazık ki|biz|bizim|ben|benim)\b|\?"
    ),
    reports=(
        r"\b(?:dedi|söyledi|açıkladı|belirtti|bildirdi|duyurdu|ifade etti|vurguladı|"
        r"[Ss]özcü(?:sü)?|göre|[Pp]azartesi|[Ss]alı|[Çç]arşamba|[Pp]erşembe|[Cc]uma(?:rtesi)?|"
        r"[Pp]azar)\b"
    ),
)

CLUSTERS = ClusterWords(
    acts=ACTS,
    dull=listed(
        "ve ile bir bu şu o da de ki mi mı mu mü için gibi kadar sonra önce göre karşı üzere "
        "üzerine üzerinde arasında arasındaki içinde dışında altında çok daha en az ama ancak "
        "fakat veya ya hem ise değil var yok olan olarak oldu olduğu olduğunu olacak olması "
        "ettiği etti eden edildi edilen dedi diye söyledi açıkladı belirtti bildirdi duyurdu "
        "kaydetti ifade açıklama açıklamada haber haberi haberler her bazı tüm bütün diğer başka "
        "aynı yeni ilk son iki üç kendi onun onlar biz siz ben ne nasıl neden nerede bugün dün "
        "yarın gün günü günlük hafta ay yıl yılında saat sabah akşam gece şimdi yine sadece "
        "yalnızca ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"
    ),
    weekdays=("pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar"),
    labels=(
        "son dakika",
        "canlı",
        "video",
        "izleyin",
        "görüş",
        "yorum",
        "analiz",
        "özel",
    ),
    around=(
        "ayrıca okuyun",
        "haberin devamı",
        "devamını oku",
        "abone olun",
        "bizi takip edin",
        "reklam",
        "tüm hakları saklıdır",
    ),
    round_up_hints=(
        "canlı",
        "canli",
        "dakika",
        "günün",
        "haftanın",
        "haber turu",
        "özet",
        "manşet",
        "bülten",
        "gündem",
    ),
)

TURNS = TurnWords(
    # a darbe alone may be a blow to the economy, and a tarih a date
    escalation=(
        r"işgal\w*|istila\w*|kuşat\w*|seferberli\w*|(?:yedek|ihtiyat)\sasker\w*"
        r"|(?:savaş|uçak)\sgemi\w*|asker\w*\s(?:gönder|sevk|konuşlan)\w*"
        r"|kara\s(?:harek[aâ]t|operasyon|saldırı)\w*|(?:yeni|ikinci)\s(?:bir\s)?cephe\w*"
        r"|savaş\silan\w*|sıkıyönetim\w*|olağanüstü\shal\w*|asker[iî]\sdarbe\w*|darbe\sgirişim\w*"
    ),
    first=(
        r"ilk\s(?:kez|defa)|(?:eşi\s)?benzeri\sgörülmemiş|emsalsiz|dönüm\snoktası"
        r"|nadir(?!\s(?:toprak|element|metal)\w*)"
    ),
)
