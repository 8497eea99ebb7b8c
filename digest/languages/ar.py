"""Arabic."""

from __future__ import annotations

from digest.languages.ar_labels import LABELS
from digest.languages.ar_news import CLUSTERS, GENRES, TURNS
from digest.languages.ar_privacy import PRIVACY
from digest.languages.ar_titles import TITLES
from digest.languages.language import Attributions, Language, TollWords, listed
from digest.languages.sign import Sign
from digest.models import Direction

ARABIC = Language(
    code="ar",
    name="Arabic",
    direction=Direction.RTL,
    # dates and counts of the mail are written with these
    digits="٠١٢٣٤٥٦٧٨٩",
    # the Unicode block by which a word is known to be Arabic
    letters=("\u0600", "\u06ff"),
    # particles are written onto the word, with the article or without
    prefixes=("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل"),
    articles=("ال", "وال", "فال", "بال", "كال", "لل", "وبال", "ولل", "فلل"),
    article="ال",
    stop_words=listed(
        "في من على إلى عن أن إن ما لا هذا هذه التي الذي مع قد كان كانت بعد قبل و أو ثم حتى قال"
    ),
    # the east of the Arab world and Egypt have two sets of names for the months
    months=listed(
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط "
        "آذار نيسان أيار حزيران تموز آب أيلول تشرين"
    ),
    weekdays=listed("الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"),
    day_words=r"اليوم|أمس|غدا|الليلة|هذا الصباح",
    tolls=TollWords(
        stems={
            "killed": "قتل قتيل مقتل شهيد شهداء استشهد استشهاد وفاه مصرع",
            "wounded": "جريح جرح اصيب اصابه مصاب",
            "missing": "مفقود فقدان",
            "arrested": "اعتقال اعتقل معتقل توقيف",
            "displaced": "نزوح نازح",
        },
        about="نحو حوالي أكثر من على الأقل",
        aside="(?:من )?بينهم|بينهن|بمن فيهم|منهم|معظمهم|أغلبهم",
    ),
    openings=(
        Sign(
            name="pronoun or link",
            pattern=(
                "(?:لكن|ولكن|كما|هو|هي|هم|وهو|وهي|وهذا|هذا|هذه|ذلك|وذلك|وبحسبه|فيما|بينما|بدوره|"
                r"بدورها)\b"
            ),
            example="لكن الميناء بقي مغلقا.",
        ),
        Sign(
            name="verb of speech without a speaker",
            pattern=(r"(?:وأضاف|وتابع|وأوضح|وأشار|وأكد|وقال|وأردف|ولفت|وشدد|واعتبر|وذكر)ت?\b"),
            example="وأضافت الوزارة أن الميناء سيبقى مغلقا.",
        ),
        Sign(
            name="for his part",
            pattern=r"(?:من جانبه|من جهته|من جهتها|في المقابل|إلى ذلك)\b",
            example="من جانبه رفض الوزير الاقتراح.",
        ),
    ),
    # with and without the conjunction that is written onto the word
    background=(
        "يذكر أن",
        "ويذكر أن",
        "يأتي ذلك",
        "ويأتي",
        "وتأتي",
        "يأتي هذا",
        "وكانت",
        "وكان",
        "ومنذ",
        "منذ",
        "وسبق",
        "في وقت سابق",
    ),
    expectations=(
        "من المتوقع|من المرجح|[وي]?يتوقع|وتوقع|يخشى|تخشى|محللون|محللين|خبراء|قد (?:يؤدي|تؤدي)"
    ),
    # calls of the page; an article never begins a line of news with these
    boilerplate=(
        Sign(
            name="call to read or to subscribe",
            pattern=(
                r"اقرأ أيضا|اقرأ المزيد|شاهد\b|تابعوا|تابعونا|يمكنكم (?:متابعة|الاشتراك)|للمزيد\b|"
                r"اشترك|المصدر\s*:"
            ),
            example="للمزيد تابعوا صفحتنا على الإنترنت كل صباح.",
        ),
    ),
    # feeds write names with and without the hamza, so both are listed
    agencies=("رويترز", "أ ف ب", "ا ف ب", "د ب أ", "أ ب", "وكالات", "واس", "الأناضول"),
    headline_labels=("#?عاجل", "فيديو", "مباشر", "بالفيديو"),
    # a pronoun inside a verb cannot be read by a pattern: two words stand for all
    own_voice="أنا|نحن",
    # an edit that drops one of these is warned of
    negations=listed("لا لم لن ليس ليست غير دون بدون"),
    doubts=listed("نفى نفت أنكر زعم زعمت يزعم مزعوم"),
    attributions=Attributions(
        reported="بحسب {outlet}", according_to="وفقا لما نقلته {outlet}", colon="{outlet}:"
    ),
    genre_words=GENRES,
    cluster_words=CLUSTERS,
    turn_words=TURNS,
    title_words=TITLES,
    labels={**LABELS, **PRIVACY},
)
