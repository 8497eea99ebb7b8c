"""Turkish."""

from __future__ import annotations

from digest.languages.language import Attributions, Language, TollWords, listed
from digest.languages.sign import Sign
from digest.languages.tr_news import CLUSTERS, GENRES, TURNS
from digest.languages.tr_privacy import PRIVACY
from digest.languages.tr_titles import TITLES

TURKISH = Language(
    code="tr",
    name="Turkish",
    stop_words=listed("bir ve bu da de için ile olarak olan dedi"),
    months=listed("ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"),
    weekdays=listed("pazartesi salı çarşamba perşembe cuma cumartesi pazar"),
    day_words=r"bugün|dün|yarın|bu (?:sabah|akşam|gece)",
    tolls=TollWords(
        stems={
            "killed": "ölü öldü ölen hayatını",
            "wounded": "yaralı yaraland",
            "missing": "kayıp",
            "arrested": "gözalt tutuklan",
            "displaced": "yerinden",
        },
        about="en az fazla",
        # öldü (died) and oldu (became) are two words
        keeps_accents=True,
    ),
    openings=(
        Sign(
            name="pronoun or link",
            pattern=(
                r"(?:o|onlar|onun|bu|bunun|bunlar|şu|ancak|fakat|ama|ayrıca|böylece|ardından|"
                r"kendisi|"
                r"yine|üstelik)\b(?! (?:hafta|ay|yıl|sabah|akşam|gece|gün)\b)"
            ),
            example="Ancak liman kapalı kaldı.",
        ),
        Sign(
            name="on the other hand",
            pattern=(
                r"(?:öte yandan|bununla birlikte|buna göre|daha sonra|söz konusu|bunun üzerine|"
                r"öte taraftan)\b"
            ),
            example="Öte yandan liman kapalı kaldı.",
        ),
    ),
    # a sentence that opens with these looks back
    background=("Daha önce", "Geçen yıl", "Geçtiğimiz yıl", "Hatırlanacağı", "Bilindiği gibi"),
    expectations="bekleniyor|uzmanlar|analistler|endişe|öngörülüyor|yol açabilir",
    # calls of the page at the start of a line
    boilerplate=(
        Sign(
            name="call to read or to subscribe, credit",
            pattern=r"ayrıca oku|haberin devamı|abone ol|fotoğraf\s*:|kaynak\s*:",
            example="Kaynak: AA",
        ),
    ),
    # set before a headline by the page, and cut off in the mail
    headline_labels=("son dakika", "canlı"),
    # verbs are denied by a suffix, which a list of words cannot hold
    negations=listed("değil yok"),
    doubts=listed("iddia iddiası iddiaya sözde muhtemelen belki yalanladı reddetti şüpheli olası"),
    attributions=Attributions(
        reported="{outlet} bildirdi", according_to="{outlet} haberine göre", colon="{outlet}:"
    ),
    genre_words=GENRES,
    cluster_words=CLUSTERS,
    turn_words=TURNS,
    title_words=TITLES,
    labels={
        **PRIVACY,
        "comma": ",",
        "colon": ":",
        "what_happened": "Ne oldu:",
        "why_it_matters": "Neden önemli:",
        "know_more": "Daha fazlası:",
        "analysis": "Analiz:",
        "also_today": "Kısaca",
        "city_time": "{city} saatiyle",
        "story_sources": {"one": "{count} kaynak", "other": "{count} kaynak"},
        "forwarded": "Bu size iletildi mi?",
        "subscribe": "Abone olun",
        "share_issue": "Bu sayıyı paylaşın",
        "tell_editor": "Editöre yazın",
        "all_briefings": "Tüm bültenler:",
        "in_figures": "Rakamlarla",
        "figure_by": "Kaynak: {outlet}",
        "tolls_differ": "Bilanço kaynağa göre değişiyor",
        "today_word": "Bugün",
        "in_story": "{number}. haber",
        "quote_of_day": "Günün sözü",
        "more_or_less": "Bunun gibisi daha çok mu, daha az mı?",
        "poll_on": "{number}. haber üzerine bir soru:",
        "poll_link": "Yanıtla",
        "more_like_this": "Bunun gibisi daha çok",
        "less_like_this": "Bunun gibisi daha az",
        "opinion_note": (
            "Bir düğmeye basana kadar hiçbir şey sayılmaz. Yalnızca yanıtların toplamlarını"
            " tutarız, okur listesi tutmayız. Yanıtınızı iki hafta boyunca "
            "değiştirebilirsiniz."
        ),
        "opinion_thanks": "Teşekkürler: yanıtınız sayıldı.",
        "opinion_closed": "Bu soru kapandı",
        "opinion_closed_note": "Yanıtlar bir sayıdan sonra iki hafta boyunca sayılır.",
        "week_ahead": "Önümüzdeki hafta",
        "sponsor": "Sponsor",
        "toll_killed": "ölü",
        "toll_wounded": "yaralı",
        "toll_arrested": "gözaltı",
        "toll_missing": "kayıp",
        "more_news": "Diğer haberler",
        "trend_reports": "Eğilim Raporları",
        "membership": "Üyelik",
        "sisters": "Diğer bültenler",
        "corrections": "Düzeltmeler",
        "reading_time": {
            "one": "{count} dakikalık okuma",
            "other": "{count} dakikalık okuma",
        },
        "issue_number": "Sayı {number}",
        "map_of": "{places} haritası: {title}",
        "map_disputed": "Kesik çizgiler tartışmalı veya üzerinde anlaşılmamış sınırlardır.",
        "view_in_browser": "Tarayıcıda görüntüle",
        "sources": "Kaynaklar:",
        "one_source": "Tek kaynak",
        "from_desk": "Yayın masamızdan",
        "by_desk": "{text} (yayın masamız)",
        "state_run": "devlet medyası",
        "developed": "{date} tarihinden bu yana gelişmeler",
        "from_earlier_issue": "{date} tarihli sayıdan",
        "photo": "Fotoğraf: {credit}",
        "picture_of": "“{title}” haberinin görseli",
        "file_photo": "Arşiv fotoğrafı",
        "correction_of": "{date} tarihli sayı hakkında",
        "source_reworded": (
            "{outlet}, alıntıladığımız bir cümleyi değiştirdi: “{cited}” Şimdiki hâli: “{now}”"
        ),
        "source_gone": "{outlet}, alıntıladığımız bir cümleyi kaldırdı: “{cited}”",
        "source_corrected": "{outlet}, kaynak gösterdiğimiz “{title}” haberini düzeltti: “{now}”",
        "source_withdrawn": "{outlet}, kaynak gösterdiğimiz “{title}” haberini geri çekti.",
        "how_written": "Her cümle, ardından adı geçen yayından alıntılanmıştır.",
        "sources_used": {
            "one": "Bu sayının kaynağı:",
            "other": "Bu sayının {count} kaynağı:",
        },
        "why_you_get_this": (
            "{address}, {newsletter} bültenine kaydolduğu için bu iletiyi alıyorsunuz."
        ),
        "preferences": "Tercihleriniz",
        "unsubscribe": "Abonelikten çık",
        "archive": "Geçmiş sayılar",
        "newer_issues": "Daha yeni sayılar",
        "older_issues": "Daha eski sayılar",
        "no_issue_yet": "Henüz hiç sayı çıkmadı.",
        "story_so_far": "Şimdiye kadar olanlar",
        "leave_question": "{newsletter} aboneliğinden çıkılsın mı?",
        "leave_note": (
            "Artık hiçbir sayısını almayacaksınız. Düğmeye basmadan hiçbir şey değişmez."
        ),
        "left": "Abonelikten çıktınız",
        "left_note": (
            "Artık {newsletter} sayılarını almayacaksınız. Şu anda yolda olan bir "
            "sayı yine de ulaşabilir."
        ),
        "see_others": "Aldığınız diğer bültenleri görün",
        "your_newsletters": "Bültenleriniz",
        "change_saved": "Değişikliğiniz kaydedildi.",
        "leave_one": "Çık",
        "leave_named": "{newsletter} aboneliğinden çık",
        "leave_all": "Hepsinden çık",
        "gets_none": "Bültenlerimizden hiçbirini almıyorsunuz.",
        "how_to_leave": "Abonelikten nasıl çıkılır",
        "how_to_leave_note": (
            "Herkese açık bir kopyayı okuyorsunuz. Abonelikten çıkmak ya da "
            "aldığınız bültenleri görmek için posta kutunuzdaki kendi kopyanızın "
            "altındaki bağlantıyı kullanın; hangi aboneliğin sizin olduğunu o "
            "bilir."
        ),
        "how_to_leave_write": "Bulamazsanız bize yazın:",
        "join_title": "Bültenlerimizi e-postayla alın",
        "join_intro": (
            "İstediğiniz kadar seçin. Her birinden istediğiniz zaman tek tıkla çıkabilirsiniz."
        ),
        "free_newsletters": "Ücretsiz bültenler",
        "members_newsletters": "Üyelere özel bültenler",
        "members_note": "Bunlar yalnızca üyelere gönderilir. Üyeyseniz seçin.",
        "become_member": "Üye olun",
        "latest_issue_of": "Son sayı: {newsletter}",
        "every_day": "Her gün",
        "your_address": "E-posta adresiniz",
        "join_consent": (
            "{publication} bültenlerinden seçtiklerimi e-postayla almak istiyorum. İstediğim "
            "zaman çıkabilirim."
        ),
        "join_button": "Abone ol",
        "join_named": "Abone ol: {newsletter}",
        "join_choose": "En az bir bülten seçin.",
        "bad_address": "Bu bir e-posta adresi değil: bir ad, @ işareti ve bir alan adı gerekir.",
        "look_again": "Lütfen seçiminize bir kez daha bakın, sonra düğmeye basın.",
        "leave_empty": "Bu alanı boş bırakın",
        "look_into_mailbox": "Posta kutunuza bakın",
        "join_sent_note": (
            "{address} bültenlerimizi alabiliyorsa, oraya bir e-posta yolda. İçindeki "
            "bağlantıyı açıp düğmeye basın: ondan önce hiçbir bülten gelmez. Birkaç dakika "
            "içinde gelmezse spam klasörüne bakın."
        ),
        "already_reader": "Zaten okur ya da üye misiniz? Tercihlerinizin bağlantısını alın",
        "access_title": "Tercihlerinizin bağlantısı",
        "access_note": "Bültenlerimizi aldığınız adresi yazın. Bağlantı oraya gönderilir.",
        "access_button": "Bağlantıyı gönder",
        "access_sent_note": (
            "{address} bültenlerimizi alıyorsa, bağlantıyı içeren bir e-posta yolda."
        ),
        "access_text": (
            "Birisi, büyük olasılıkla siz, bültenlerinizin ve tercihlerinizin bağlantısını "
            "istedi. Siz değilseniz bir şey yapmanız gerekmez."
        ),
        "confirm_subject": "Lütfen aboneliğinizi onaylayın",
        "confirm_preheader": "Düğmeye basmadan önce hiçbir bülten gelmez.",
        "confirm_text": (
            "Birisi, büyük olasılıkla siz, bu adresi sayfamıza yazdı ve şunları istedi:"
        ),
        "confirm_text_end": "Siz değilseniz bir şey yapmanız gerekmez: hiçbir bülten gelmeyecek.",
        "confirm_button": "Onayla",
        "asked_by_form": "{address} bir {newsletter} sayfasına yazıldı. Bu e-posta tek yanıttır.",
        "confirm_title": "Bu bültenleri istiyor musunuz?",
        "until_button": "Siz düğmeye basana kadar bir şey olmaz.",
        "confirmed": "Abone oldunuz",
        "confirmed_note": "Sonraki sayı posta kutunuza gelecek.",
        "move_subject": "Lütfen yeni adresinizi onaylayın",
        "move_text": (
            "Birisi, büyük olasılıkla siz, bu bültenlerin bundan sonra bu adrese gelmesini istedi:"
        ),
        "move_title": "Bu bültenler bu adrese gelsin mi?",
        "moved": "Adresiniz değiştirildi",
        "confirm_gone": "Bu bağlantı artık çalışmıyor",
        "confirm_gone_note": "Çok eski ya da istek geri alınmış. Yeniden isteyebilirsiniz.",
        "see_preferences": "Bültenlerinizi ve tercihlerinizi görün",
        "trouble_429": "Lütfen biraz bekleyin",
        "trouble_429_note": "Ağınızdan çok fazla form geldi. Bir saat sonra yeniden deneyin.",
        "other_newsletters": "Diğer bültenler",
        "pause_title": "Ara verin",
        "pause_until": "Şu tarihe kadar bülten yok",
        "pause_button": "Ara ver",
        "paused": "Ara verdiniz: sonraki bülten {date} sonrasında gelir.",
        "pause_end": "Arayı bitir",
        "bad_day": "Yarından başlayarak bir yıl içinde bir gün seçin.",
        "variant_title": "{newsletter}: sizin bölümünüz",
        "variant_whole": "Sayının tamamı",
        "clock_title": "Postanız ne zaman gelsin",
        "clock_hour": "Saat",
        "clock_hour_usual": "Bültenin kendi saati",
        "clock_zone": "Saat dilimi",
        "clock_zone_usual": "Bültenin saat dilimi",
        "clock_note": "Bir sonraki sayıdan itibaren geçerlidir.",
        "look_and_language": "Görünüm ve dil",
        "text_only": "Bana düz metin gönderin, düzen ve resim olmadan",
        "language_of_pages": "Bu sayfaların ve size yazdığımız notların dili",
        "save": "Kaydet",
        "own_data": "Adres ve veriler",
        "fresh_link_note": (
            "Bir e-posta bağlantılarıyla birlikte iletilebilir. Adresi değiştirmek, "
            "verilerinizi almak ya da silmek için yeni bir bağlantı gerekir: onu adresinize "
            "göndeririz ve bu bölümü bir gün için açar."
        ),
        "link_sent": "Bağlantı adresinize yolda.",
        "new_address": "Yeni e-posta adresi",
        "change_address": "Adresi değiştir",
        "change_address_note": (
            "Yeni adrese bir e-posta göndeririz. Orada onayladığınızda geçerli olur."
        ),
        "download_data": "Verilerimi al (JSON)",
        "erase_button": "Verilerimi sil",
        "erase_question": "Hakkınızda bildiğimiz her şey silinsin mi?",
        "erase_note": (
            "Adresiniz, seçimleriniz ve onay kaydınız hemen silinir, artık bülten gelmez. "
            "Hiçbir liste onu geri getirmesin diye yalnızca adresin anahtarlı bir izi kalır."
        ),
        "erased": "Verileriniz silindi",
        "erased_note": "Hakkınızda adresinizin bir izinden başka bir şey bilmiyoruz.",
        "team_title": "Ekibiniz",
        "team_note": "Davet ettiğiniz herkes, siz üye olduğunuz sürece üye olarak okur.",
        "team_taken": "Dolu yerler: {seats} yerden {taken}.",
        "team_fresh": "Yeni bir bağlantı hem bu bölümü hem de sonrakini açar.",
        "team_address": "Davet edilecek e-posta adresi",
        "team_invite": "Davet et",
        "team_invited": "Yer ayrıldı. Adres e-posta alabiliyorsa bir davet yolda.",
        "team_full": "Bütün yerler dolu.",
        "team_own": "Bu sizin adresiniz: yere ihtiyacınız yok.",
        "team_limited": "Bugün çok davet gönderdiniz. Lütfen yarın devam edin.",
        "team_waits": "davet edildi, henüz onaylanmadı",
        "team_remove": "Çıkar",
        "team_remove_named": "Çıkar: {address}",
        "team_member": "Şu üyenin ekibinde yeriniz var: {address}",
        "team_member_unnamed": "Bir üyenin ekibinde yeriniz var.",
        "team_leave": "Ekipten ayrıl",
        "team_leave_named": "Ekipten ayrıl: {address}",
        "team_subject": "Üye olarak okumaya davetlisiniz: {publication}",
        "team_mail": (
            "Bir {publication} üyesi bu adresi bize verdi ve ekibinde ona yer ayırdı: yeri "
            "alan da üye olarak okur. Düğmenin ardındaki sayfa sizi kimin davet ettiğini "
            "söyler. İstemiyorsanız bir şey yapmanız gerekmez."
        ),
        "team_mail_button": "Daveti gör",
        "team_question": "Bu ekipte bir yer ister misiniz?",
        "team_question_note": "Sizi üye olarak okumaya davet eden: {address}",
        "team_consent": (
            "Yeri alıyor ve üye olarak okuyorum. Bültenleri kendim seçerim ve ekipten "
            "istediğim zaman ayrılabilirim."
        ),
        "team_confirmed": "Artık üye olarak okuyorsunuz",
        "team_confirmed_note": "Bültenlerinizi seçin: her biri, abone olduğunuzda gelir.",
        "undo": "Geri al: yeniden abone ol",
        "undo_note": "Bunu bir gün içinde geri alabilirsiniz.",
        "undone": "Yeniden abonesiniz",
        "undo_late": "Bir günden fazla geçti: lütfen yeniden abone olun.",
        "reason_question": "Nedenini söyler misiniz? Zorunlu değil.",
        "reason_too_many": "Çok fazla e-posta",
        "reason_not_useful": "Bana yararlı değil",
        "reason_not_asked": "Hiç istemedim",
        "reason_other": "Başka bir neden",
        "send_reason": "Nedeni gönder",
        "reason_thanks": "Teşekkürler: bu bize yardımcı olur.",
        "how_made": "Nasıl hazırlanıyor",
        "how_chosen": (
            "Bir program aşağıdaki kaynakları okur ve bir olayın haberlerini bir araya "
            "getirir. Olayları kaç bağımsız yayının haber yaptığına, bültene uygunluğuna ve "
            "yeniliğine göre sıralar. Editörler her sayıyı gönderilmeden önce "
            "değiştirebilir."
        ),
        "how_quoted": (
            "Her cümle bir yayının kendi cümlesidir, değiştirilmez ve haberine bağlanır. "
            "Kısaltma “…” ile gösterilir. Etiketler ve cümlelerin sırası programındır."
        ),
        "our_sources": "Kaynaklarımız",
        "source": "Kaynak",
        "owner": "Sahibi",
        "country": "Ülke",
        "corrections_none": "Şimdiye dek düzeltme yok.",
        "privacy": "Hakkınızda ne saklıyoruz",
        "all_newsletters": "Tüm bültenler",
        "search": "Geçmiş sayılarda ara",
        "search_button": "Ara",
        "search_none": "Bu sözcükleri içeren sayı yok.",
        "corrected": "Düzeltildi",
        "topics": "Konular",
        "since_title": "Olanlar: {day} tarihinden beri",
        "since_day": "Şu günden beri",
        "show_since": "Olanları göster",
        "since_none": "O günden beri hiçbir sayı çıkmadı.",
        "for_members_only": "Bu sayı üyelere özeldir. Onu posta kutularında bulurlar.",
        "members": "üyelere özel",
        "neutral_reader": "adresiniz",
        "public_copy": "Bu, {newsletter} bülteninin herkese açık kopyasıdır.",
        "trouble_400": "Bu olmadı",
        "trouble_400_note": "Adres eksikti.",
        "trouble_404": "Burada bir şey yok",
        "trouble_404_note": (
            "Bağlantı kesilmiş olabilir. İletinin kendi kopyanızdan yeniden deneyin."
        ),
        "trouble_405": "Bu burada çalışmaz",
        "trouble_405_note": "Bu sayfa bu şekilde kullanılamaz.",
        "trouble_413": "Bu çok fazlaydı",
        "trouble_413_note": "Bu sayfa yalnızca kısa bir form alır.",
        "trouble_500": "Bir şeyler ters gitti",
        "trouble_500_note": "Hata bizde. Lütfen daha sonra yeniden deneyin.",
        "trouble_503": "Birazdan dönüyoruz",
        "trouble_503_note": (
            "Şu anda kayıtlarımıza ulaşamıyoruz. Lütfen bir dakika sonra yeniden deneyin."
        ),
    },
)
