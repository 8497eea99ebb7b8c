"""Arabic."""

from __future__ import annotations

from digest.languages.ar_news import CLUSTERS, GENRES, TURNS
from digest.languages.ar_privacy import PRIVACY
from digest.languages.language import Attributions, Language, Sign, TollWords, listed
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
        "آذار "
        "نيسان أيار حزيران تموز آب أيلول تشرين"
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
    # Arabic has six plural forms; a number chooses one by the rules of CLDR
    labels={
        **PRIVACY,
        "comma": "،",
        "colon": ":",
        "what_happened": "ماذا حدث:",
        "why_it_matters": "لماذا يهم:",
        "know_more": "لمعرفة المزيد:",
        "analysis": "تحليل:",
        "also_today": "باختصار",
        "city_time": "بتوقيت {city}",
        "story_sources": {
            "zero": "{count} مصدر",
            "one": "مصدر واحد",
            "two": "مصدران",
            "few": "{count} مصادر",
            "many": "{count} مصدرًا",
            "other": "{count} مصدر",
        },
        "forwarded": "وصلتك من صديق؟",
        "subscribe": "اشتراك",
        "share_issue": "مشاركة هذا العدد",
        "tell_editor": "مراسلة المحرر",
        "all_briefings": "كل النشرات:",
        "in_figures": "بالأرقام",
        "figure_by": "بحسب {outlet}",
        "tolls_differ": "الحصيلة تختلف باختلاف المصدر",
        "today_word": "اليوم",
        "in_story": "الخبر {number}",
        "quote_of_day": "قول اليوم",
        "more_or_less": "المزيد من هذا أم أقل؟",
        "poll_on": "سؤال عن الخبر {number}:",
        "poll_link": "الإجابة",
        "more_like_this": "المزيد من هذا",
        "less_like_this": "أقل من هذا",
        "opinion_note": (
            "لا يُحتسب شيء قبل الضغط على زر. نحفظ مجاميع الإجابات وحدها، ولا نحفظ قائمة بالقراء. "
            "يمكنك تغيير إجابتك خلال أسبوعين."
        ),
        "opinion_thanks": "شكرًا لك: احتُسبت إجابتك.",
        "opinion_closed": "هذا السؤال مغلق",
        "opinion_closed_note": "تُحتسب الإجابات خلال أسبوعين من صدور العدد.",
        "week_ahead": "الأسبوع المقبل",
        "sponsor": "رعاية",
        "toll_killed": "قتلى",
        "toll_wounded": "جرحى",
        "toll_arrested": "معتقلون",
        "toll_missing": "مفقودون",
        "more_news": "أخبار أخرى",
        "trend_reports": "تقارير الاتجاهات",
        "membership": "العضوية",
        "sisters": "نشراتنا الأخرى",
        "corrections": "تصويبات",
        "reading_time": {
            "zero": "أقل من دقيقة للقراءة",
            "one": "دقيقة واحدة للقراءة",
            "two": "دقيقتان للقراءة",
            "few": "{count} دقائق للقراءة",
            "many": "{count} دقيقة للقراءة",
            "other": "{count} دقيقة للقراءة",
        },
        "issue_number": "العدد {number}",
        "map_of": "خريطة {places}: {title}",
        "map_disputed": "الخطوط المتقطعة متنازع عليها أو غير متفق عليها.",
        "view_in_browser": "عرض في المتصفح",
        "sources": "المصادر:",
        "one_source": "مصدر واحد",
        "from_desk": "من هيئة التحرير",
        "by_desk": "{text} (هيئة التحرير)",
        "state_run": "إعلام حكومي",
        "developed": "مستجدات منذ {date}",
        "from_earlier_issue": "من عدد {date}",
        "photo": "الصورة: {credit}",
        "picture_of": "صورة خبر «{title}»",
        "file_photo": "صورة أرشيفية",
        "correction_of": "بشأن عدد {date}",
        "source_reworded": (
            "غيّر المصدر {outlet} جملة كنا قد نقلناها: «{cited}» وأصبح نصها الآن: «{now}»"
        ),
        "source_gone": "حذف المصدر {outlet} جملة كنا قد نقلناها: «{cited}»",
        "source_corrected": "صحّح المصدر {outlet} تقرير «{title}» الذي استندنا إليه: «{now}»",
        "source_withdrawn": "سحب المصدر {outlet} تقرير «{title}» الذي استندنا إليه.",
        "how_written": "كل جملة منقولة حرفيًا عن الوسيلة الإعلامية المذكورة بعدها.",
        "sources_used": {
            "zero": "مصادر هذا العدد:",
            "one": "مصدر هذا العدد:",
            "two": "مصدرا هذا العدد:",
            "few": "مصادر هذا العدد ({count}):",
            "many": "مصادر هذا العدد ({count}):",
            "other": "مصادر هذا العدد ({count}):",
        },
        "why_you_get_this": "تصلك هذه الرسالة لأن {address} مشترك في {newsletter}.",
        "preferences": "تفضيلاتك",
        "unsubscribe": "إلغاء الاشتراك",
        "archive": "الأعداد السابقة",
        "newer_issues": "أعداد أحدث",
        "older_issues": "أعداد أقدم",
        "no_issue_yet": "لم يصدر أي عدد بعد.",
        "story_so_far": "القصة حتى الآن",
        "leave_question": "إلغاء الاشتراك في {newsletter}؟",
        "leave_note": "لن يصلك أي عدد آخر منها. لا يحدث شيء قبل الضغط على الزر.",
        "left": "أُلغي اشتراكك",
        "left_note": "لن يصلك أي عدد آخر من {newsletter}، وقد يصلك عدد أُرسل في هذه اللحظة.",
        "see_others": "النشرات الأخرى التي تصلك",
        "your_newsletters": "نشراتك",
        "change_saved": "حُفظ التغيير.",
        "leave_one": "إلغاء",
        "leave_named": "إلغاء الاشتراك في {newsletter}",
        "leave_all": "إلغاء الاشتراك فيها كلها",
        "gets_none": "لا تصلك أي من نشراتنا.",
        "how_to_leave": "كيفية إلغاء الاشتراك",
        "how_to_leave_note": (
            "هذه نسخة عامة. لإلغاء الاشتراك أو لمعرفة النشرات التي تصلك، يُرجى استخدام الرابط في "
            "أسفل نسختك في بريدك، فهو يخص اشتراكك."
        ),
        "how_to_leave_write": "وإن تعذّر العثور عليه فيمكن مراسلتنا:",
        "join_title": "نشراتنا في بريدك",
        "join_intro": "يمكنك اختيار ما يناسبك منها، وإلغاء أي منها في أي وقت بنقرة واحدة.",
        "free_newsletters": "نشرات مجانية",
        "members_newsletters": "نشرات للأعضاء",
        "members_note": "هذه تصل إلى الأعضاء وحدهم، ويمكنك اختيارها إن كانت لك عضوية.",
        "become_member": "الانضمام إلى الأعضاء",
        "latest_issue_of": "أحدث عدد من {newsletter}",
        "every_day": "كل يوم",
        "your_address": "عنوان بريدك",
        "join_consent": (
            "أريد أن تصلني بالبريد النشرات التي اخترتها من {publication}. ويمكنني إلغاؤها في "
            "أي وقت."
        ),
        "join_button": "اشتراك",
        "join_named": "الاشتراك في {newsletter}",
        "join_choose": "يُرجى اختيار نشرة واحدة على الأقل.",
        "bad_address": "هذا ليس عنوان بريد: يلزم اسم وعلامة @ ونطاق.",
        "look_again": "يُرجى مراجعة اختيارك مرة أخرى ثم الضغط على الزر.",
        "leave_empty": "يُرجى ترك هذا الحقل فارغًا",
        "look_into_mailbox": "يُرجى تفقد صندوق بريدك",
        "join_sent_note": (
            "إذا كان بالإمكان إرسال نشراتنا إلى {address} فالرسالة في طريقها إليه. يُرجى فتح "
            "الرابط الذي فيها والضغط على الزر، ولن تصلك أي نشرة قبل ذلك. وإن لم تصل خلال دقائق "
            "فقد تكون في مجلد الرسائل غير المرغوبة."
        ),
        "already_reader": "لديك اشتراك أو عضوية بالفعل؟ طلب رابط تفضيلاتك",
        "access_title": "رابط تفضيلاتك",
        "access_note": "يُرجى كتابة العنوان الذي تصل إليه نشراتنا، وسيُرسل الرابط إليه.",
        "access_button": "إرسال الرابط",
        "access_sent_note": (
            "إذا كانت نشراتنا تصل إلى {address} فالرسالة التي فيها الرابط في طريقها إليه."
        ),
        "access_text": (
            "طلب شخص ما، والأرجح أنه أنت، رابط نشراتك وتفضيلاتك. إن لم يكن الطلب منك فلا يلزم "
            "فعل شيء."
        ),
        "confirm_subject": "يُرجى تأكيد اشتراكك",
        "confirm_preheader": "لن تصلك أي نشرة قبل الضغط على الزر.",
        "confirm_text": "أدخل شخص ما، والأرجح أنه أنت، هذا العنوان في صفحتنا وطلب:",
        "confirm_text_end": "إن لم يكن الطلب منك فلا يلزم فعل شيء: لن تصلك أي نشرة.",
        "confirm_button": "تأكيد",
        "asked_by_form": (
            "أُدخل العنوان {address} في صفحة من صفحات {newsletter}. وهذه الرسالة هي الرد الوحيد."
        ),
        "confirm_title": "تأكيد هذه النشرات؟",
        "until_button": "لا يحدث شيء قبل الضغط على الزر.",
        "confirmed": "اكتمل اشتراكك",
        "confirmed_note": "سيصلك العدد التالي في صندوق بريدك.",
        "move_subject": "يُرجى تأكيد عنوانك الجديد",
        "move_text": "طلب شخص ما، والأرجح أنه أنت، أن تصل هذه النشرات من الآن إلى هذا العنوان:",
        "move_title": "إرسال هذه النشرات إلى هذا العنوان؟",
        "moved": "تغيّر عنوانك",
        "confirm_gone": "لم يعد هذا الرابط يعمل",
        "confirm_gone_note": "مضى عليه وقت طويل أو سُحب الطلب. يمكنك أن تطلب من جديد.",
        "see_preferences": "عرض نشراتك وتفضيلاتك",
        "trouble_429": "يُرجى الانتظار قليلًا",
        "trouble_429_note": "وصلت نماذج كثيرة من شبكتك. يُرجى المحاولة بعد ساعة.",
        "other_newsletters": "نشرات أخرى",
        "pause_title": "إيقاف مؤقت",
        "pause_until": "لا نشرات قبل",
        "pause_button": "إيقاف مؤقت",
        "paused": "أوقفت النشرات مؤقتًا: تصلك النشرة التالية بعد {date}.",
        "pause_end": "إنهاء الإيقاف",
        "bad_day": "يُرجى اختيار يوم من الغد وحتى سنة من الآن.",
        "variant_title": "الجزء الذي يصلك من {newsletter}",
        "variant_whole": "العدد كاملًا",
        "clock_title": "موعد وصول رسائلك",
        "clock_hour": "الساعة",
        "clock_hour_usual": "وقت النشرة نفسها",
        "clock_zone": "المنطقة الزمنية",
        "clock_zone_usual": "منطقة النشرة",
        "clock_note": "يسري ابتداءً من العدد التالي.",
        "look_and_language": "المظهر واللغة",
        "text_only": "إرسال نص عادي بلا تصميم ولا صور",
        "language_of_pages": "لغة هذه الصفحات ورسائلنا إليك",
        "save": "حفظ",
        "own_data": "العنوان والبيانات",
        "fresh_link_note": (
            "قد يُعاد توجيه الرسالة ومعها روابطها. لتغيير العنوان أو للحصول على بياناتك أو محوها "
            "يلزم رابط جديد: نرسله إلى عنوانك ويفتح هذا القسم ليوم واحد."
        ),
        "link_sent": "الرابط في طريقه إلى عنوانك.",
        "new_address": "عنوان البريد الجديد",
        "change_address": "تغيير العنوان",
        "change_address_note": "نرسل رسالة إلى العنوان الجديد، ويُعتمد بعد تأكيده من هناك.",
        "download_data": "تنزيل بياناتي (JSON)",
        "erase_button": "محو بياناتي",
        "erase_question": "محو كل ما نعرفه عنك؟",
        "erase_note": (
            "يُحذف عنوانك واختياراتك وسجل موافقتك فورًا ولا تصلك أي نشرة بعد ذلك. ولا تبقى "
            "إلا بصمة مشفرة للعنوان حتى لا تعيده أي قائمة."
        ),
        "erased": "مُحيت بياناتك",
        "erased_note": "لم نعد نعرف عنك سوى بصمة عنوانك.",
        "team_title": "فريقك",
        "team_note": "كل من يقبل دعوتك يقرأ بصفة عضو ما دامت عضويتك سارية.",
        "team_taken": "المقاعد المشغولة: {taken} من {seats}.",
        "team_fresh": "يفتح رابط جديد هذا القسم والقسم التالي معًا.",
        "team_address": "عنوان البريد المدعو",
        "team_invite": "دعوة",
        "team_invited": "حُجز المقعد. إن كان العنوان يستقبل البريد فالدعوة في طريقها إليه.",
        "team_full": "كل المقاعد مشغولة.",
        "team_own": "هذا عنوانك: لا حاجة إلى مقعد.",
        "team_limited": "أرسلت دعوات كثيرة اليوم. يُرجى المتابعة غدًا.",
        "team_waits": "دُعي ولم يؤكد بعد",
        "team_remove": "إزالة",
        "team_remove_named": "إزالة {address}",
        "team_member": "لك مقعد في فريق {address}.",
        "team_member_unnamed": "لك مقعد في فريق أحد الأعضاء.",
        "team_leave": "مغادرة الفريق",
        "team_leave_named": "مغادرة الفريق: {address}",
        "team_subject": "دعوة إلى قراءة {publication} بصفة عضو",
        "team_mail": (
            "أعطانا أحد أعضاء {publication} هذا العنوان وحجز له مقعدًا في فريقه: من يشغله يقرأ "
            "بصفة عضو أيضًا. والصفحة وراء الزر تذكر صاحب الدعوة. ومن لا يرغب في ذلك لا يلزمه فعل "
            "شيء."
        ),
        "team_mail_button": "عرض الدعوة",
        "team_question": "مقعد لك في هذا الفريق؟",
        "team_question_note": "يدعوك {address} إلى القراءة بصفة عضو.",
        "team_consent": (
            "أقبل المقعد وأقرأ بصفة عضو. أختار النشرات بنفسي، ويمكنني مغادرة الفريق في أي وقت."
        ),
        "team_confirmed": "قراءتك الآن بصفة عضو",
        "team_confirmed_note": "يمكنك الآن اختيار نشراتك: تصلك كل واحدة بعد الاشتراك فيها.",
        "undo": "تراجع: إعادة اشتراكي",
        "undo_note": "يمكنك التراجع خلال يوم واحد.",
        "undone": "عاد اشتراكك",
        "undo_late": "مر أكثر من يوم: يُرجى الاشتراك من جديد.",
        "reason_question": "ما السبب؟ الإجابة اختيارية.",
        "reason_too_many": "رسائل كثيرة جدًا",
        "reason_not_useful": "ليست مفيدة لي",
        "reason_not_asked": "لم أطلبها قط",
        "reason_other": "سبب آخر",
        "send_reason": "إرسال السبب",
        "reason_thanks": "شكرًا لك: هذا يساعدنا.",
        "how_made": "كيف تُعد هذه النشرات",
        "how_chosen": (
            "يقرأ برنامج المصادر المذكورة أدناه ويجمع أخبار الحدث الواحد، ويرتب الأحداث بحسب "
            "عدد الوسائل المستقلة التي نشرتها ومدى ملاءمتها للنشرة وحداثتها. ويمكن للمحررين "
            "تغيير كل عدد قبل إرساله."
        ),
        "how_quoted": (
            "كل جملة هي جملة الوسيلة نفسها بلا تغيير ومرتبطة بمقالها، ويظهر الحذف بعلامة "
            "«…». أما العناوين الفرعية وترتيب الجمل فمن عمل البرنامج."
        ),
        "our_sources": "مصادرنا",
        "source": "المصدر",
        "owner": "المالك",
        "country": "البلد",
        "corrections_none": "لا تصويبات حتى الآن.",
        "privacy": "ما نحتفظ به عنك",
        "all_newsletters": "كل النشرات",
        "search": "البحث في الأعداد السابقة",
        "search_button": "بحث",
        "search_none": "لا يوجد عدد يحتوي هذه الكلمات.",
        "corrected": "مصحَّح",
        "topics": "المواضيع",
        "since_title": "ما جرى منذ {day}",
        "since_day": "منذ يوم",
        "show_since": "عرض ما جرى",
        "since_none": "لم يصدر أي عدد منذ ذلك الحين.",
        "for_members_only": "هذا العدد للأعضاء، ويجدونه في بريدهم.",
        "members": "للأعضاء",
        "neutral_reader": "عنوانك",
        "public_copy": "هذه هي النسخة العامة من {newsletter}.",
        "trouble_400": "لم ينجح ذلك",
        "trouble_400_note": "العنوان غير مكتمل.",
        "trouble_404": "لا شيء هنا",
        "trouble_404_note": "ربما كان الرابط مبتورًا. يُرجى المحاولة من نسختك في البريد.",
        "trouble_405": "هذا لا يعمل هنا",
        "trouble_405_note": "لا يمكن استخدام هذه الصفحة بهذه الطريقة.",
        "trouble_413": "هذا أكثر مما ينبغي",
        "trouble_413_note": "هذه الصفحة لا تقبل إلا نموذجًا قصيرًا.",
        "trouble_500": "حدث خطأ ما",
        "trouble_500_note": "الخطأ منا. يُرجى المحاولة لاحقًا.",
        "trouble_503": "نعود بعد لحظة",
        "trouble_503_note": "لا يمكننا الوصول إلى سجلاتنا الآن. يُرجى المحاولة بعد دقيقة.",
    },
)
