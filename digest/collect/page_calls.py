"""Calls to the visitor of a page: to consent, to pay, to sign in. They are no part of a story."""

from __future__ import annotations

import re

from digest.collect.page_offers import is_offer

MAX_OPENING_CHARS = 900
"""The part of a paragraph that is looked at."""

MAX_CALL_CHARS = 240
"""Words of payment also stand in stories about payment; a call is short."""

# Wording of consent dialogs, in the languages of the sources.
_CONSENT_WORDING = (
    # English
    r"\bstore and(?:/or)? access (?:personal data|information)",
    r"\baccess personal data, such as",
    r"\b(?:these|strictly necessary|necessary|our|functional|performance|targeting) cookies"
    r" (?:are|collect|help|allow|enable|may)",
    r"\b(?:we|partners?) (?:and our (?:\d+ )?partners )?uses? cookies",
    r"\buse of cookies",
    r"\bcookies? (?:policy|settings|preferences|notice)",
    r"\bprivacy preference cent(?:er|re)",
    r"\bmanage (?:your )?(?:consent|cookie)",
    r"\bconsent (?:preferences|choices)",
    r"\bwithdraw (?:your )?consent",
    r"\b(?:accept|reject) all(?: cookies)?$",
    r"\bselecting i accept",
    r"\bif trackers are disabled",
    r"\bpersonali[sz]ed? (?:content and ads|ads|the experience with targeted ads)",
    r"\bvendors? (?:list|can use)",
    r"\btracking technologies",
    r"\bpartners? (?:may )?(?:store|process|access|collect)s?\b.{0,60}\b(?:data|identifiers)\b",
    r"\b(?:data|information) such as (?:unique identifiers|browsing)",
    r"\bpersonali[sz]ed (?:advertising|ads) and content",
    r"\b(?:object to|based on) (?:our |their )?legitimate interests?\b.{0,80}\b(?:data|partners)",
    r"\b(?:we|our site) would like to (?:remember|store)\b.{0,80}\b(?:choices|device|cookies)",
    # French
    r"\bcontinuer sans accepter",
    r"\bretirer votre consentement",
    r"\bnous utilisons des cookies",
    r"\bnos (?:\d+ )?partenaires (?:stock|utilis|d[ée]pos)",
    r"\bparam[èe]tres des cookies",
    # German
    r"\bwir (?:und unsere (?:\d+ )?partner )?(?:verwenden|nutzen|setzen) cookies",
    r"\bcookie-einstellungen",
    r"\b(?:ihre|die) einwilligung\b.{0,40}\bwiderrufen",
    r"\bpur-abo\b",
    r"\bstimmen sie der (?:verarbeitung|nutzung|verwendung)",
    r"\bunsere \d+ partner",
    # Spanish
    r"\b(?:utilizamos|usamos) cookies",
    r"\bnuestros (?:\d+ )?socios (?:almacen|utiliz|us)",
    r"\bconfiguraci[óo]n de cookies",
    r"\bretirar (?:su|tu|el|seu|o) consentim",
    # Italian
    r"\butilizziamo i? ?cookie",
    r"\brevocare (?:il|il tuo|il suo) consenso",
    r"\bi nostri (?:\d+ )?partner (?:archivi|utilizz)",
    # Dutch, Polish and Portuguese
    r"\b(?:wij|we) (?:en onze (?:\d+ )?partners )?gebruiken cookies",
    r"\btoestemming (?:intrekken|geven)",
    r"\bu[żz]ywamy (?:plik[óo]w )?cookie",
    r"\bnossos (?:\d+ )?parceiros (?:armazen|utiliz|us)",
    r"\bonze (?:\d+ )?partners (?:slaan|gebruik|verwerk)",
    # Turkish
    r"\b[çc]erez (?:politika|ayarlar|kullan)|\b[çc]erezler(?:i)? kullan[ıi](?:yoruz|r[ıi]z)",
    # Arabic
    r"ملفات تعريف الارتباط",
    r"سياسة الخصوصية",
    # Hebrew and Persian
    r"\b(?:אנו|אנחנו)\b.{0,40} בעוגיות|ما .{0,30}از کوکی",
    # Russian and Ukrainian
    r"\b(?:мы|ми) (?:и наши|та наші) (?:\d+ )?партн|используем (?:файлы )?(?:cookie|куки)"
    r"|використовуємо (?:файли )?cookie",
    # the languages of the north
    r"\bvi (?:(?:och våra|og våre|og vores) (?:\d+ )?(?:samarbets)?partnere? )?"
    r"(?:använder|bruger|bruker|lagrar|lagrer) (?:cookies|kakor|informasjon|information)"
    r"|\bkäytämme (?:kumppaneidemme kanssa )?evästeitä",
    # Chinese, Japanese and Korean
    r"我[们們].{0,12}(?:使用|存取) ?cookie|(?:クッキー|cookie)を使用し(?:て|ます)|쿠키를 사용",
)

# How calls to subscribe, to pay or to sign in begin.
_CALL_OPENINGS = (
    # English
    r"to (?:continue|keep) reading\b",
    r"continue reading (?:this|with|for)\b",
    r"keep reading (?:this|with|for)\b",
    r"read (?:the (?:full|whole|rest)|more|on)\b.{0,60}\b(?:trial|subscri|account|free|sign"
    r"|log in)",
    r"(?:want|wish|like) to (?:read|know|see) (?:more|on|the rest|this)\b",
    r"(?:(?:for )?subscribers|members) only\b|only (?:subscribers|members"
    r"|registered users) can read\b",
    r"(?:try|join) (?:it|us|now|today)\b.{0,60}\b(?:free|read|month|cancel|access)",
    r"you have \d+ (?:free )?(?:articles?|stor(?:y|ies)|reads?)\b",
    r"please (?:enable|turn on|allow) (?:javascript|cookies)",
    r"already (?:a|an) (?:subscriber|member)\b",
    r"already registered\b",
    r"(?:already|do you) have an? (?:account|subscription)\b",
    r"to read (?:this|the) (?:article|story|report)\b.{0,80}\b(?:sign|log|subscri|regist|account)",
    r"to read\b.{0,60}\bbecome a (?:member|subscriber)",
    r"unlock (?:this|the (?:full|whole|rest)|all|our|every)\b",
    r"(?:please )?(?:subscribe|sign in|log in|register)\b.{0,60}\b(?:to|for|now|here|today)\b",
    r"(?:this|the rest of (?:this|the)|the full) (?:article|story|content|report) is (?:only )?"
    r"(?:available|reserved|for|exclusive|behind|limited)\b.{0,80}"
    r"\b(?:subscriber|member|paying|premium|registered)",
    r"you(?:'|’)?(?:ve| have) (?:reached|read|used) (?:your|all)\b",
    r"(?:unlock|get) (?:unlimited|full) (?:access|digital)",
    r"not (?:yet )?a (?:subscriber|member)\b",
    r"become a (?:subscriber|member)\b",
    r"start your (?:free )?(?:trial|subscription)",
    r"(?:a |your )?subscription is required",
    r"support (?:our|independent) journalism\b",
    r"to read the (?:rest|full|whole|entire)\b.{0,80}\b(?:sign|log|subscri|regist|account)",
    r"enjoying this (?:article|story)\b",
    r"premium (?:content|article|story)\b.{0,60}\b(?:access|subscri|member|log in|sign)",
    r"this is an? (?:subscriber|member|premium)",
    r"sign up (?:for|to)\b.{0,60}\b(?:free|newsletter|account|read)",
    # French
    r"pour (?:lire|continuer|acc[ée]der)\b.{0,60}\b(?:abonnez|abonnement|connectez)",
    r"(?:cet article|la suite de cet article|ce contenu) est r[ée]serv[ée]e? (?:[àa] (?:nos|vos)"
    r"|aux) "
    r"(?:abonn|membres|lecteurs)",
    r"d[ée]j[àa] abonn[ée]",
    r"abonnez-vous\b",
    r"lisez la suite\b",
    r"(?:la |cet |cette |ce )?(?:article|contenu|suite)\b.{0,12}"
    r"r[ée]serv[ée]e? (?:aux|à nos) abonn",
    r"(?:connectez|inscrivez)-vous\b",
    r"il vous reste \d+ ?%|il vous reste \d+ (?:articles?|lectures?)\b",
    r"vous avez (?:atteint|d[ée]pass[ée]) (?:votre|la|le) (?:limite|nombre|quota)",
    r"vous avez d[ée]j[àa] un (?:compte|abonnement)",
    # German
    r"(?:um|jetzt) weiter(?:zu)?lesen\b",
    r"weiterlesen mit\b",
    r"(?:dieser|der vollst[äa]ndige) (?:artikel|text|inhalt) ist\b.{0,60}"
    r"\b(?:abonnent|mitglied|registriert|exklusiv|digitalabo)",
    r"(?:sie sind )?bereits (?:abonnent|mitglied|registriert)\b(?! sind\b)",
    r"jetzt (?:abonnieren\b(?! auch\b)|abo\b)",
    r"(?:sie )?(?:m[öo]chten|wollen) (?:sie )?weiterlesen\b|lesen sie diesen artikel\b",
    r"dieser (?:beitrag|artikel) ist nur f[üu]r (?:mitglied|abonnent)|mit (?:einem"
    r"|dem) \w{0,12}abo\b",
    r"(?:haben sie|sie haben) (?:bereits|schon) (?:ein|einen) (?:\w{0,20}abo|konto|zugang)",
    r"um (?:diesen|den ganzen) (?:artikel|text|beitrag|inhalt)\b.{0,60}\b(?:abo|anmeld|registr)",
    r"(?:melden|registrieren) sie sich\b.{0,60}\b(?:lesen|kostenlos|artikel)",
    # Dutch
    r"(?:dit|deze) (?:artikel|inhoud|verhaal)\b.{0,30}\babonnees",
    r"lees verder met\b|om (?:verder|door) te lezen\b|(?:bent u )?al abonnee\b",
    r"word (?:nu )?(?:abonnee|lid) en lees\b",
    r"neem (?:nu )?een abonnement\b|(?:heb je|hebt u|heeft u) al een (?:account|abonnement)",
    # Spanish
    r"(?:para|si quieres) (?:seguir|continuar) leyendo\b",
    r"(?:este art[íi]culo|este contenido|contenido) (?:es )?exclusivo para suscriptores",
    r"¿?ya (?:eres|es|soy) suscriptor",
    r"suscr[íi]bete\b",
    r"has (?:alcanzado|superado|llegado al?) (?:el |tu )?l[íi]mite",
    r"¿?ya (?:tienes|tiene) (?:una )?(?:cuenta|suscripci)",
    r"s[óo]lo para (?:suscriptores|socios)",
    r"(?:art[íi]culo|contenido) (?:solo|s[óo]lo|exclusivo) para (?:suscriptores|socios)",
    r"(?:reg[íi]strate|inicia sesi[óo]n)\b.{0,60}\b(?:leer|leyendo|gratis|continuar)",
    # Italian
    r"per (?:continuare a )?leggere\b.{0,60}\babbon",
    r"sei gi[àa] abbonato",
    r"abbonati\b",
    r"hai (?:raggiunto|superato|esaurito) (?:il|i) .{0,20}(?:limite|numero|articoli)",
    r"hai gi[àa] un (?:account|abbonamento)",
    r"(?:articolo|contenuto) riservato agli abbonati",
    r"quest[oa] (?:contenuto|articolo) [èe]\b.{0,60}\babbonat",
    # Portuguese
    r"(?:assine|cadastre-se|fa[çc]a login)\b.{0,60}\b(?:ler|lendo|leitura|acess)",
    r"(?:este |esta )?(?:conte[úu]do|mat[ée]ria) (?:[ée] )?(?:exclusiv|restrit)\w{1,3} (?:para|a) "
    r"assinantes",
    r"j[áa] [ée] assinante",
    r"continue lendo\b",
    r"voc[êe] (?:atingiu|chegou) .{0,20}limite|j[áa] tem (?:uma )?(?:conta|assinatura)",
    # Polish
    r"(?:artyku[łl]|tekst|tre[śs][ćc]) dost[ęe]pn\w{1,3}\b.{0,30}\b(?:subskryb|prenumer|zalogow)",
    r"aby (?:czyta[ćc]|przeczyta[ćc])\b.{0,60}\b(?:subskr|prenumer|zaloguj|wykup)",
    r"(?:zaloguj|zarejestruj) si[ęe],? (?:aby|[żz]eby|by)\b|masz ju[żz] (?:konto|prenumerat)",
    # Czech, Slovak, Hungarian and Romanian
    r"(?:tento )?(?:[čc]l[áa]nek|text) je (?:jen|pouze|len|iba) (?:pro|pre) p[řr]edpl",
    r"(?:ez a |a )?(?:cikk|tartalom) .{0,30}el[őo]fizet[őo]|fizess el[őo]\b",
    r"(?:acest|articolul) .{0,40}abona[țt]i|aboneaz[ăa]-te (?:pentru|ca)",
    # Greek
    r"μόνο για (?:συνδρομητές|μέλη)|(?:συνδεθείτε|εγγραφείτε|γίνετε) .{0,40}(?:ανάγνωση|συνδρομητ)"
    r"|για να (?:συνεχίσετε|διαβάσετε)\b.{0,60}(?:συνδρομητ|εγγραφ|συνδεθ)",
    # Swedish, Danish, Norwegian, Finnish
    r"(?:den h[äa]r|denne|denna) arti(?:k|kk)el\w{0,3}\b.{0,30}\b(?:prenumerant|abonnent)",
    r"(?:logga in|log ind|logg inn)\b.{0,40}\bl[äæ]s",
    r"t[äa]m[äa] (?:artikkeli|juttu) on (?:vain )?tilaaj|tilaa ja lue\b",
    # Turkish
    r"(?:bu )?(?:haberin|yaz[ıi]n[ıi]n|makalenin) (?:devam|tamam)[ıi](?:n[ıi])?\b.{0,80}"
    r"\b(?:abone|[üu]ye) ?(?:ol(?:un|man|mak)|l[ei]r)|(?:bu )?(?:haberin|yaz[ıi]n[ıi]n|makalenin) "
    r"(?:devam|tamam)[ıi]n[ıi] (?:okumak|g[öo]rmek) i[çc]in\b.{0,60}\b(?:abone|[üu]ye|giri[şs])",
    r"abone (?:olun|misiniz)\b",
    r"zaten abone(?: misiniz|yseniz|yim|[?:.]|$)",
    r"devam[ıi]n[ıi] okumak i[çc]in\b.{0,60}\b(?:abone|[üu]ye|giri[şs])",
    r"bu (?:i[çc]erik|haber|yaz[ıi])\b.{0,60}\babonele",
    r"okumaya devam etmek i[çc]in\b",
    r"bu (?:i[çc]erik|haber|yaz[ıi]) (?:sadece |yaln[ıi]zca )?(?:abone|[üu]ye)lere",
    # Arabic
    r"للاطلاع على (?:المقال|النص|الخبر|بقية|كامل)",
    r"(?:المقال|المحتوى|المادة|التقرير|الخبر) (?:متاح|مخصص|حصري)ة? (?:فقط )?للمشتركين",
    r"(?:لقراءة|لمواصلة|لمتابعة) .{0,30}(?:اشترك|سجل|تسجيل الدخول|الاشتراك)|سجّ?ل الدخول",
    r"(?:هل )?لديك (?:حساب|اشتراك)",
    r"لمتابعة القراءة",
    r"اشترك (?:الآن|في|لمتابعة|لقراءة)",
    r"هذ[اه] (?:المحتوى|المقال|المادة|الخبر) (?:متاح |متاحة |مخصص |مخصصة |حصري )?للمشتركين",
    r"هل أنت مشترك",
    # Hebrew
    r"כתבה זו זמינה למנויים",
    r"להמשך קריאה",
    r"(?:יש לך )?כבר מנוי",
    r"כדי להמשיך לקרוא",
    r"לקריאת (?:ה?כתבה|המשך|ה?מאמר).{0,40}(?:הירשמו|התחברו|מנוי|הרשמה)",
    r"(?:ה?כתבה|ה?תוכן|ה?מאמר)\b.{0,30} למנויים",
    # Persian
    r"برای (?:ادامه|خواندن (?:ادامه|متن|این))\b.{0,60}\b(?:مشترک|عضو|وارد)",
    r"این (?:مطلب|مقاله|محتوا)\b.{0,40}\bمشترک",
    r"برای دسترسی به (?:متن|ادامه|مطلب|مقاله)\b.{0,60}(?:مشترک|عضو|وارد)",
    r"برای مطالعه\b.{0,60}(?:مشترک|عضو|وارد|ثبت ?نام)",
    # Urdu and Hindi
    r"مزید پڑھنے کے لیے .{0,40}(?:سبسکرائب|لاگ)|आगे पढ़ने के लिए .{0,40}(?:सब्सक्राइब|लॉग)",
    # Japanese, Chinese, Korean
    r"本文[为為].{0,10}(?:付费|付費|会员(?!国)|會員(?!國)|订阅|訂閱)",
    r"この(?:記事|続き|先)は.{0,6}会員(?!国)|続きを読むには|残り.{0,8}文字",
    r"本文仅限|.{0,10}(?:登录|登錄|订阅|訂閱)后?後?(?:继续|繼續)?(?:阅读|閱讀)|仅限?(?:订阅|会员)",
    r"(?:이|본) 기사는 .{0,10}(?:유료|회원|구독)|로그인 (?:후|하)",
    # Russian
    r"(?:материал|статья|текст) доступ\w{1,4} (?:только )?(?:по подписке|подписчик)",
    r"(?:эта статья|этот материал|полный текст)\b.{0,60}\bподписчик",
    r"чтобы (?:читать дальше|прочитать|продолжить)\b.{0,60}\b(?:подпи|войд|зарегистр)",
    r"оформите подписку\b|(?:войдите|зарегистрируйтесь),? чтобы (?:продолжить|читать)",
    r"уже (?:есть|оформили) (?:подписк|аккаунт)|вы (?:исчерпали|достигли) лимит",
    # Ukrainian
    r"(?:матеріал|стаття) доступн\w{1,3} (?:лише|тільки) (?:для )?передплатник|оформіть передплату",
)

# Words by which a site speaks to its visitor or of itself, in the languages of Latin letters. A
# longer sentence that begins like a call and has none tells news: "Already a member of the union,
# the island …". A language that is not here keeps its calls as they begin.
_SPEAKS_TO_VISITOR = (
    # English
    r"yours?\b|you(?:['’]\w+)?\b|our\b|us\b(?!-)|we\b|my\b|newsletters?|e?-?mail|inbox|for free"
    r"|free(?:\.| (?:trial|account|access|article|stor|newsletter|read|month|subs|now|to))"
    r"|(?:this|the|an|our|full|whole|entire|all|more|unlimited|digital|premium) "
    r"(?:article|stor(?:y|ies)|content|coverage|reporting|journalism|access|post|piece)\b(?! of\b)"
    r"|subscrib|subscription|subscriber|log ?in|sign ?in|sign ?up|click|tap\b|trial|account\b"
    r"|cancel any|paying|paid|premium|unlimited|online edition|read on|to read|app\b|website"
    r"|today\.$"
    r"|reading(?:[.,]|$| (?:this|for free|with|now))",
    # French
    r"vous\b|votre\b|vos\b|nos\b|notre\b|lire\b|lecture|article\b(?! \d)|compte\b|gratuit",
    # German
    r"sie sich|ihr(?:e[nmrs]?)?\b|dein|artikel|weiterlesen|lesen\b|konto\b|kostenlos|anmelden"
    r"|login|registrier|digital|gratis|einloggen|hier\b",
    # Spanish and Portuguese
    r"t[úu]\b|tus?\b|leer|leyendo|art[íi]culo|contenido|cuenta\b|nuestr|inicia|bolet[íi]n|acced"
    r"|voc[êe]|seu\b|sua\b|ler\b|lendo|mat[ée]ria|conte[úu]do|conta\b|nossa|leitura|acesse",
    # Italian and Dutch
    # Turkish, Polish, Hungarian and the languages of the north
    r"okuma|okuyu|abone|[üu]ye ol|giri[şs]|[üu]cretsiz|i[çc]eri[ğg]|haberi|siten|hesab[ıi]n"
    r"|czyta|artyku|subskry|prenumer|zaloguj|dost[ęe]p|cikk|tartal|el[őo]fizet|olvas"
    r"|l[äæ]s[ae]?\b|arti(?:k|kk)el|konto\b|prenumerant|abonnenter?\b(?! i\b)|tilaa|lue\b",
    r"tuo\b|tua\b|leggere|articolo|contenuto|accedi|nostr|u\b|uw\b|jouw|je\b|artikel|lees\b|inlog",
)

# The same in other letters, where a call is longer than its opening.
_SPEAKS_IN_OTHER_LETTERS = (
    # Arabic, Persian and Urdu
    r"مقال|القراءة|المحتوى|المادة|الخبر كامل|التقرير كامل|النص|حسابك|اشتراكك|مشترك(?! المنافع)"
    r"|سجّ?ل ال?دخول"
    r"|تسجيل الدخول|موقعنا|بريدك|النشرة|مجان|مطالعه|مطلب|سایت|شوید|کنید|کیجیے|کریں",
    # Hebrew
    r"הכתבה|לקרוא|קריאה|התחבר|הירשמ|הרשמה|מנוי(?:ים)?[.?!]|לאתר|חינם",
    # Russian, Ukrainian and Greek
    r"подпи[сш]|\bчитать|чтени|войдите|войти|зарегистрируй|бесплатн|ваш|вы\b|передплат|увійд"
    r"|ανάγνωση|συνδρομητ|εγγραφ|συνδεθ|άρθρο",
    # Hindi
    r"पढ़|लॉग|सब्सक्राइब",
)

LONGEST_BARE_CALL_WORDS = 7
"""A call of so few words may say no more than "Subscribe for the weekly"."""

# A report on cookies, consent or subscriptions attributes its words; a dialog never does.
_REPORTED = (
    r"[“\"«][^”\"»]{0,400}[”\"»],? (?:he|she|they|\w{1,40} \w{1,40}) (?:said|says|told)",
    r"\b(?:said|told reporters|according to|ruled|court|regulator|commission|minist(?:er|ry))\b",
    r",? (?:the|a|an|his|her|its|their) [\w -]{2,40} (?:says|asked|told|warned|urged|wrote"
    r"|added)\b",
    r", \w{3,20} (?:said|says|told|demanded|asked|warned|urged|wrote|added|announced)\b",
    # French, Spanish, Portuguese and Italian
    r"\b(?:a|ont|ha|han|hanno) (?:dit|d[ée]clar\w{1,3}|averti|lanc[ée]|ordonn[ée]|demand[ée]"
    r"|affirm[ée]"
    r"|detto|dichiarato|chiesto|avvertito)\b",
    r"\b(?:dijo|pidi[óo]|advirti[óo]|asegur[óo]|afirm[óo]u?|disse|pediu|diz|dice|precisa"
    r"|pr[ée]cise) "
    r"(?:el|la|los|las|o|a|os|as|il|lo|l[ae']|gli|le|un\w?)\b",
    # German, Dutch and the languages of the north
    r"\b(?:sagte|fragte|forderte|erkl[äa]rte|warnte|zei|vroeg|zegt|sa|sade|s[äa]ger|sagde|siger) "
    r"(?:der|die|das|ein|eine|de|het|een|en|den|det|ett|et)\b",
    # Polish, Hungarian, Greek and Turkish
    r"\b(?:powiedzia[łl]|pyta[łl]|mondta|dedi|s[öo]yledi|belirtti|bildirdi|a[çc][ıi]klad[ıi])"
    r"|\bείπε\b",
    # Arabic, Persian and Hebrew
    r"[،,] (?:قال|سأل|أكد|أعلن|ذكر)ت?\b|\bوفق(?:ا|ًا)? |\bبحسب |\b(?:گفت|گفته است)\b"
    r"|[,،] (?:אמר|אמרה|שאל|שאלה|הודיע)|\bלדברי\b",
    # Russian and Ukrainian
    r"[,—–] (?:сказал|заявил|сообщил|призвал|предупредил|пишет|сообщает|сказав|заявив)|по словам\b",
    # Japanese, Chinese and Korean
    r"と(?:述べ|発表|語)|によると|据.{1,12}报道|에 따르면",
)


def _one_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_CONSENT, _CALL, _REPORT = _one_of(_CONSENT_WORDING), _one_of(_CALL_OPENINGS), _one_of(_REPORTED)
_VISITOR = re.compile(rf"\b(?:{'|'.join(_SPEAKS_TO_VISITOR)})", re.IGNORECASE)
_VISITOR_IN_OTHER_LETTERS = _one_of(_SPEAKS_IN_OTHER_LETTERS)


def asks_for_consent(paragraph: str) -> bool:
    """Tell whether a paragraph is of a dialog that asks for a consent.

    >>> asks_for_consent("We use cookies on this device."), asks_for_consent("Ships sail again.")
    (True, False)
    """
    opening = paragraph[:MAX_OPENING_CHARS]
    return _CONSENT.search(opening) is not None and not _REPORT.search(opening)


def is_call(paragraph: str) -> bool:
    """Tell whether a whole paragraph speaks to the visitor of a site and not of the news.

    >>> is_call("Already a subscriber? Log in here."), is_call("Ships sail again, the port said.")
    (True, False)
    """
    opening = paragraph[:MAX_OPENING_CHARS]
    if _REPORT.search(opening):
        return False
    if _CONSENT.search(opening):
        return True
    if len(paragraph) > MAX_CALL_CHARS:
        return False
    if _CALL.match(opening) and not _tells_news(paragraph):
        return True
    return is_offer(paragraph)


def _tells_news(paragraph: str) -> bool:
    """Tell whether a sentence that begins like a call goes on without a word to the visitor."""
    words = paragraph.split()
    if len(words) <= LONGEST_BARE_CALL_WORDS:
        return False
    visitor = _VISITOR
    if not paragraph[0].isascii():
        visitor = _VISITOR_IN_OTHER_LETTERS
    # the opening itself is such a word: the rest decides
    return visitor.search(paragraph, len(words[0])) is None
