"""Persian."""

from __future__ import annotations

from digest.languages.fa_news import CLUSTERS, GENRES, TURNS
from digest.languages.fa_privacy import PRIVACY
from digest.languages.fa_titles import TITLES
from digest.languages.language import Attributions, Language, TollWords, listed
from digest.languages.sign import Sign
from digest.models import Direction

PERSIAN = Language(
    code="fa",
    name="Persian",
    direction=Direction.RTL,
    # Persian digits; 4, 5 and 6 differ from the Arabic ones
    digits="۰۱۲۳۴۵۶۷۸۹",
    stop_words=listed("در از به که را با این آن برای و یا است بود شد کرد گفت"),
    # news gives dates in the Gregorian and in the Iranian calendar
    months=listed(
        "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند ژانویه فوریه مارس "
        "آوریل "
        "مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر"
    ),
    weekdays=listed("شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه"),
    day_words=r"امروز|دیروز|فردا|امشب",
    tolls=TollWords(
        stems={
            "killed": "كشته شهيد جانباخت",
            "wounded": "زخمي مجروح مصدوم",
            "missing": "مفقود",
            "arrested": "بازداشت دستگير",
            "displaced": "آواره",
        },
        about="بیش از حداقل شدن",
        aside="از جمله|شامل",
    ),
    openings=(
        Sign(
            name="pronoun or link",
            pattern=r"(?:او|وی|آنها|آن‌ها|این|آن|اما|همچنین|ولی|همین)\b",
            example="اما بندر بسته ماند.",
        ),
        Sign(
            name="meanwhile or in his words",
            pattern=r"(?:با این حال|در همین حال|به گفته وی|وی افزود)\b",
            example="به گفته وی بندر فردا باز می‌شود.",
        ),
    ),
    # a sentence that opens with these looks back
    background=(
        "گفتنی است",
        "پیش از این",
        "پیشتر",
        "از زمان",
        "لازم به ذکر",
        "این در حالی",
        "شایان ذکر",
    ),
    expectations="انتظار می|کارشناسان|تحلیلگران|پیش‌بینی|نگرانی|ممکن است",
    # calls of the page at the start of a line
    boilerplate=(
        Sign(
            name="call to read, credit",
            pattern=r"بیشتر بخوانید|عکس\s*:|انتهای پیام",
            example="بیشتر بخوانید: در بندر چه گذشت",
        ),
    ),
    agencies=("رویترز", "ایرنا", "ایسنا"),
    headline_labels=("فیلم",),
    # most verbs are denied by a prefix, which a list of words cannot hold
    negations=listed("نه نیست نبود نشد بدون هرگز"),
    doubts=listed("تکذیب رد ادعا"),
    attributions=Attributions(
        reported="به گزارش {outlet}", according_to="به نقل از {outlet}", colon="{outlet}:"
    ),
    genre_words=GENRES,
    cluster_words=CLUSTERS,
    turn_words=TURNS,
    title_words=TITLES,
    labels={
        **PRIVACY,
        "comma": "،",
        "colon": ":",
        "what_happened": "چه رخ داد:",
        "why_it_matters": "چرا مهم است:",
        "know_more": "بیشتر بدانید:",
        "analysis": "تحلیل:",
        "also_today": "کوتاه",
        "city_time": "به وقت {city}",
        "story_sources": {"one": "{count} منبع", "other": "{count} منبع"},
        "forwarded": "برایتان فرستاده‌اند؟",
        "subscribe": "اشتراک",
        "share_issue": "هم‌رسانی این شماره",
        "tell_editor": "نامه به سردبیر",
        "all_briefings": "همهٔ خبرنامه‌ها:",
        "in_figures": "به روایت ارقام",
        "figure_by": "به گفتهٔ {outlet}",
        "tolls_differ": "شمار قربانیان در منابع یکسان نیست",
        "today_word": "امروز",
        "in_story": "خبر {number}",
        "quote_of_day": "گفتهٔ روز",
        "more_or_less": "از این دست بیشتر یا کمتر؟",
        "poll_on": "پرسشی دربارهٔ خبر {number}:",
        "poll_link": "پاسخ دهید",
        "more_like_this": "از این دست بیشتر",
        "less_like_this": "از این دست کمتر",
        "opinion_note": (
            "تا دکمه‌ای را نزنید چیزی شمرده نمی‌شود. تنها مجموع پاسخ‌ها را نگه می‌داریم و "
            "فهرستی از خوانندگان نداریم. تا دو هفته می‌توانید پاسخ خود را عوض کنید."
        ),
        "opinion_thanks": "سپاس: پاسخ شما شمرده شد.",
        "opinion_closed": "این پرسش بسته شده است",
        "opinion_closed_note": "پاسخ‌ها تا دو هفته پس از هر شماره شمرده می‌شوند.",
        "week_ahead": "هفتهٔ پیش رو",
        "sponsor": "حامی",
        "toll_killed": "کشته",
        "toll_wounded": "زخمی",
        "toll_arrested": "بازداشتی",
        "toll_missing": "مفقود",
        "more_news": "خبرهای دیگر",
        "trend_reports": "گزارش‌های روند",
        "membership": "عضویت",
        "sisters": "خبرنامه‌های دیگر",
        "corrections": "اصلاحیه‌ها",
        "reading_time": {
            "one": "{count} دقیقه مطالعه",
            "other": "{count} دقیقه مطالعه",
        },
        "issue_number": "شمارهٔ {number}",
        "map_of": "نقشهٔ {places}: {title}",
        "map_disputed": "خط‌چین‌ها مرزهای مورد اختلاف یا توافق‌نشده‌اند.",
        "view_in_browser": "نمایش در مرورگر",
        "sources": "منابع:",
        "one_source": "تک‌منبع",
        "from_desk": "از تحریریهٔ ما",
        "by_desk": "{text} (تحریریهٔ ما)",
        "state_run": "رسانهٔ دولتی",
        "developed": "تحولات از {date}",
        "from_earlier_issue": "از شمارهٔ {date}",
        "photo": "عکس: {credit}",
        "picture_of": "تصویر خبر «{title}»",
        "file_photo": "عکس آرشیوی",
        "correction_of": "دربارهٔ شمارهٔ {date}",
        "source_reworded": (
            "رسانهٔ {outlet} جمله‌ای را که نقل کرده بودیم تغییر داد: «{cited}» اکنون چنین "
            "است: «{now}»"
        ),
        "source_gone": "رسانهٔ {outlet} جمله‌ای را که نقل کرده بودیم حذف کرد: «{cited}»",
        "source_corrected": (
            "رسانهٔ {outlet} گزارش «{title}» را که به آن استناد کرده بودیم اصلاح کرد: «{now}»"
        ),
        "source_withdrawn": (
            "رسانهٔ {outlet} گزارش «{title}» را که به آن استناد کرده بودیم پس گرفت."
        ),
        "how_written": "هر جمله از رسانه‌ای نقل شده که نامش پس از آن آمده است.",
        "sources_used": {
            "one": "منبع این شماره:",
            "other": "{count} منبع این شماره:",
        },
        "why_you_get_this": "این پیام را دریافت می‌کنید چون {address} مشترک {newsletter} است.",
        "preferences": "تنظیمات شما",
        "unsubscribe": "لغو اشتراک",
        "archive": "شماره‌های پیشین",
        "newer_issues": "شماره‌های جدیدتر",
        "older_issues": "شماره‌های قدیمی‌تر",
        "no_issue_yet": "هنوز شماره‌ای منتشر نشده است.",
        "story_so_far": "ماجرا تا اینجا",
        "leave_question": "اشتراک {newsletter} لغو شود؟",
        "leave_note": ("دیگر شماره‌ای از آن دریافت نمی‌کنید. تا دکمه را نزنید چیزی تغییر نمی‌کند."),
        "left": "اشتراک شما لغو شد",
        "left_note": (
            "دیگر شماره‌ای از {newsletter} دریافت نمی‌کنید. شماره‌ای که همین حالا "
            "در راه است شاید هنوز برسد."
        ),
        "see_others": "ببینید چه خبرنامه‌های دیگری دریافت می‌کنید",
        "your_newsletters": "خبرنامه‌های شما",
        "change_saved": "تغییر شما ذخیره شد.",
        "leave_one": "لغو",
        "leave_named": "لغو اشتراک {newsletter}",
        "leave_all": "لغو همه",
        "gets_none": "هیچ‌یک از خبرنامه‌های ما را دریافت نمی‌کنید.",
        "how_to_leave": "چگونه اشتراک را لغو کنیم",
        "how_to_leave_note": (
            "این نسخهٔ عمومی است. برای لغو اشتراک یا دیدن خبرنامه‌هایی که دریافت می‌کنید، پیوند "
            "پایین نسخهٔ خود را در صندوق ایمیل به کار ببرید؛ آن پیوند اشتراک شما را می‌شناسد."
        ),
        "how_to_leave_write": "اگر آن را نیافتید به ما بنویسید:",
        "join_title": "خبرنامه‌های ما را با ایمیل بگیرید",
        "join_intro": (
            "هر تعداد که می‌خواهید انتخاب کنید. هر کدام را هر زمان با یک کلیک می‌توانید لغو کنید."
        ),
        "free_newsletters": "خبرنامه‌های رایگان",
        "members_newsletters": "خبرنامه‌های ویژهٔ اعضا",
        "members_note": "این‌ها فقط برای اعضا فرستاده می‌شود. اگر عضو هستید انتخابشان کنید.",
        "become_member": "عضو شوید",
        "latest_issue_of": "تازه‌ترین شمارهٔ {newsletter}",
        "every_day": "هر روز",
        "your_address": "نشانی ایمیل شما",
        "join_consent": (
            "می‌خواهم خبرنامه‌هایی را که از {publication} برگزیده‌ام با ایمیل بگیرم. هر زمان "
            "می‌توانم لغوشان کنم."
        ),
        "join_button": "اشتراک",
        "join_named": "اشتراک در {newsletter}",
        "join_choose": "دست‌کم یک خبرنامه انتخاب کنید.",
        "bad_address": "این نشانی ایمیل نیست: یک نام، نشان @ و یک دامنه لازم است.",
        "look_again": "لطفاً انتخاب خود را یک بار دیگر ببینید و سپس دکمه را بزنید.",
        "leave_empty": "این خانه را خالی بگذارید",
        "look_into_mailbox": "صندوق ایمیل خود را ببینید",
        "join_sent_note": (
            "اگر {address} بتواند خبرنامه‌های ما را بگیرد، ایمیلی به آنجا فرستاده شده است. "
            "پیوند آن را باز کنید و دکمه را بزنید؛ پیش از آن خبرنامه‌ای نمی‌آید. اگر تا چند "
            "دقیقه نرسید، پوشهٔ هرزنامه را ببینید."
        ),
        "already_reader": "خواننده یا عضو هستید؟ پیوند تنظیمات خود را بگیرید",
        "access_title": "پیوند تنظیمات شما",
        "access_note": (
            "نشانی‌ای را بنویسید که خبرنامه‌های ما به آن می‌آید. پیوند به همان‌جا فرستاده می‌شود."
        ),
        "access_button": "فرستادن پیوند",
        "access_sent_note": (
            "اگر {address} خبرنامه‌های ما را می‌گیرد، ایمیلی با پیوند فرستاده شده است."
        ),
        "access_text": (
            "کسی، به احتمال زیاد خود شما، پیوند خبرنامه‌ها و تنظیمات شما را خواسته است. اگر "
            "شما نبوده‌اید، لازم نیست کاری کنید."
        ),
        "confirm_subject": "لطفاً اشتراک خود را تأیید کنید",
        "confirm_preheader": "پیش از آنکه دکمه را بزنید خبرنامه‌ای نمی‌آید.",
        "confirm_text": (
            "کسی، به احتمال زیاد خود شما، این نشانی را در صفحهٔ ما نوشته و این‌ها را خواسته است:"
        ),
        "confirm_text_end": "اگر شما نبوده‌اید، لازم نیست کاری کنید: خبرنامه‌ای نخواهد آمد.",
        "confirm_button": "تأیید",
        "asked_by_form": (
            "نشانی {address} در صفحه‌ای از {newsletter} نوشته شد. این ایمیل تنها پاسخ است."
        ),
        "confirm_title": "این خبرنامه‌ها را می‌خواهید؟",
        "until_button": "تا دکمه را نزنید چیزی رخ نمی‌دهد.",
        "confirmed": "شما مشترک شدید",
        "confirmed_note": "شمارهٔ بعدی به صندوق ایمیل شما می‌آید.",
        "move_subject": "لطفاً نشانی تازهٔ خود را تأیید کنید",
        "move_text": (
            "کسی، به احتمال زیاد خود شما، خواسته است که این خبرنامه‌ها از این پس به این نشانی بیاید:"
        ),
        "move_title": "این خبرنامه‌ها به این نشانی بیاید؟",
        "moved": "نشانی شما تغییر کرد",
        "confirm_gone": "این پیوند دیگر کار نمی‌کند",
        "confirm_gone_note": (
            "یا قدیمی است یا درخواست پس گرفته شده. می‌توانید دوباره درخواست کنید."
        ),
        "see_preferences": "دیدن خبرنامه‌ها و تنظیمات شما",
        "trouble_429": "لطفاً کمی صبر کنید",
        "trouble_429_note": "فرم‌های زیادی از شبکهٔ شما رسیده است. یک ساعت دیگر دوباره تلاش کنید.",
        "other_newsletters": "خبرنامه‌های دیگر",
        "pause_title": "وقفه",
        "pause_until": "بدون خبرنامه تا",
        "pause_button": "وقفه",
        "paused": "در وقفه هستید: خبرنامهٔ بعدی پس از {date} می‌آید.",
        "pause_end": "پایان وقفه",
        "bad_day": "روزی از فردا تا یک سال بعد انتخاب کنید.",
        "variant_title": "بخش دلخواه شما از {newsletter}",
        "variant_whole": "شمارهٔ کامل",
        "clock_title": "زمان رسیدن ایمیل‌های شما",
        "clock_hour": "ساعت",
        "clock_hour_usual": "ساعت خود خبرنامه",
        "clock_zone": "منطقهٔ زمانی",
        "clock_zone_usual": "منطقهٔ زمانی خبرنامه",
        "clock_note": "از شمارهٔ بعد اعمال می‌شود.",
        "look_and_language": "ظاهر و زبان",
        "text_only": "متن ساده بفرستید، بدون صفحه‌آرایی و عکس",
        "language_of_pages": "زبان این صفحه‌ها و پیام‌های ما به شما",
        "save": "ذخیره",
        "own_data": "نشانی و داده‌ها",
        "fresh_link_note": (
            "ایمیل ممکن است با پیوندهایش بازفرستاده شود. برای تغییر نشانی یا گرفتن و پاک "
            "کردن داده‌ها پیوندی تازه لازم است: آن را به نشانی شما می‌فرستیم و این بخش را یک "
            "روز باز می‌کند."
        ),
        "link_sent": "پیوند به نشانی شما فرستاده شد.",
        "new_address": "نشانی ایمیل تازه",
        "change_address": "تغییر نشانی",
        "change_address_note": (
            "ایمیلی به نشانی تازه می‌فرستیم. پس از تأیید شما در آنجا معتبر می‌شود."
        ),
        "download_data": "گرفتن داده‌های من (JSON)",
        "erase_button": "پاک کردن داده‌های من",
        "erase_question": "همهٔ آنچه از شما می‌دانیم پاک شود؟",
        "erase_note": (
            "نشانی، انتخاب‌ها و سند رضایت شما بی‌درنگ پاک می‌شود و دیگر خبرنامه‌ای نمی‌آید. "
            "تنها اثر رمزشده‌ای از نشانی می‌ماند تا هیچ فهرستی آن را برنگرداند."
        ),
        "erased": "داده‌های شما پاک شد",
        "erased_note": "از شما جز اثری از نشانی‌تان نمی‌دانیم.",
        "team_title": "گروه شما",
        "team_note": "هر کس که دعوت کنید، تا وقتی شما عضو باشید، او هم به‌عنوان عضو می‌خواند.",
        "team_taken": "جاهای گرفته‌شده: {taken} از {seats}.",
        "team_fresh": "پیوندی تازه این بخش را نیز مانند بخش بعدی باز می‌کند.",
        "team_address": "نشانی ایمیلی که دعوت می‌کنید",
        "team_invite": "دعوت",
        "team_invited": "جا نگه داشته شد. اگر این نشانی ایمیل می‌گیرد، دعوت‌نامه در راه است.",
        "team_full": "همهٔ جاها گرفته شده است.",
        "team_own": "این نشانی خود شماست: جایی لازم ندارید.",
        "team_limited": "امروز دعوت‌نامه‌های زیادی فرستاده‌اید. لطفاً فردا ادامه دهید.",
        "team_waits": "دعوت شده، هنوز تأیید نشده",
        "team_remove": "حذف",
        "team_remove_named": "حذف {address}",
        "team_member": "شما در گروه {address} جا دارید.",
        "team_member_unnamed": "شما در گروه یکی از اعضا جا دارید.",
        "team_leave": "ترک گروه",
        "team_leave_named": "ترک گروه {address}",
        "team_subject": "دعوت شده‌اید که {publication} را به‌عنوان عضو بخوانید",
        "team_mail": (
            "یکی از اعضای {publication} این نشانی را به ما داده و در گروه خود جایی برای آن "
            "نگه داشته است: با آن شما هم به‌عنوان عضو می‌خوانید. صفحهٔ پشت دکمه می‌گوید چه "
            "کسی شما را دعوت کرده است. اگر نمی‌خواهید، لازم نیست کاری کنید."
        ),
        "team_mail_button": "دیدن دعوت‌نامه",
        "team_question": "در این گروه جایی می‌خواهید؟",
        "team_question_note": "{address} شما را دعوت می‌کند که به‌عنوان عضو بخوانید.",
        "team_consent": (
            "این جا را می‌پذیرم و به‌عنوان عضو می‌خوانم. خبرنامه‌ها را خودم برمی‌گزینم و هر "
            "زمان می‌توانم گروه را ترک کنم."
        ),
        "team_confirmed": "اکنون به‌عنوان عضو می‌خوانید",
        "team_confirmed_note": "خبرنامه‌های خود را برگزینید: هر کدام پس از اشتراک شما می‌آید.",
        "undo": "برگرداندن: دوباره مشترک شوم",
        "undo_note": "تا یک روز می‌توانید این را برگردانید.",
        "undone": "دوباره مشترک شدید",
        "undo_late": "بیش از یک روز گذشته است: لطفاً دوباره مشترک شوید.",
        "reason_question": "می‌گویید چرا؟ اختیاری است.",
        "reason_too_many": "ایمیل‌های زیاد",
        "reason_not_useful": "برایم سودمند نیست",
        "reason_not_asked": "هرگز آن را نخواسته بودم",
        "reason_other": "دلیلی دیگر",
        "send_reason": "فرستادن دلیل",
        "reason_thanks": "سپاس: به ما کمک می‌کند.",
        "how_made": "این چگونه ساخته می‌شود",
        "how_chosen": (
            "برنامه‌ای منابع زیر را می‌خواند و گزارش‌های یک رویداد را کنار هم می‌گذارد. "
            "رویدادها را بر پایهٔ شمار رسانه‌های مستقل، تناسب با خبرنامه و تازگی مرتب "
            "می‌کند. ویراستاران می‌توانند هر شماره را پیش از ارسال تغییر دهند."
        ),
        "how_quoted": (
            "هر جمله همان جملهٔ رسانه است، بی‌تغییر، و به مقالهٔ آن پیوند دارد. کوتاه‌شدگی "
            "با «…» نشان داده می‌شود. برچسب‌ها و ترتیب جمله‌ها کار برنامه است."
        ),
        "our_sources": "منابع ما",
        "source": "منبع",
        "owner": "مالک",
        "country": "کشور",
        "corrections_none": "تاکنون اصلاحیه‌ای نبوده است.",
        "privacy": "آنچه از شما نگه می‌داریم",
        "all_newsletters": "همهٔ خبرنامه‌ها",
        "search": "جستجو در شماره‌های گذشته",
        "search_button": "جستجو",
        "search_none": "هیچ شماره‌ای این واژه‌ها را ندارد.",
        "corrected": "اصلاح‌شده",
        "topics": "موضوع‌ها",
        "since_title": "آنچه از {day} تاکنون رخ داد",
        "since_day": "از روز",
        "show_since": "نمایش رویدادها",
        "since_none": "از آن زمان شماره‌ای منتشر نشده است.",
        "for_members_only": "این شماره ویژهٔ اعضاست و در صندوق ایمیلشان هست.",
        "members": "ویژهٔ اعضا",
        "neutral_reader": "نشانی شما",
        "public_copy": "این نسخهٔ عمومی {newsletter} است.",
        "trouble_400": "انجام نشد",
        "trouble_400_note": "نشانی کامل نبود.",
        "trouble_404": "اینجا چیزی نیست",
        "trouble_404_note": "شاید پیوند بریده شده باشد. دوباره از نسخهٔ خود در ایمیل امتحان کنید.",
        "trouble_405": "این کار اینجا شدنی نیست",
        "trouble_405_note": "این صفحه را نمی‌توان این‌گونه به کار برد.",
        "trouble_413": "بیش از اندازه بود",
        "trouble_413_note": "این صفحه تنها فرمی کوتاه می‌پذیرد.",
        "trouble_500": "خطایی رخ داد",
        "trouble_500_note": "خطا از ماست. لطفاً بعداً دوباره امتحان کنید.",
        "trouble_503": "تا لحظه‌ای دیگر برمی‌گردیم",
        "trouble_503_note": (
            "اکنون به سوابق خود دسترسی نداریم. لطفاً یک دقیقهٔ دیگر دوباره امتحان کنید."
        ),
    },
)
