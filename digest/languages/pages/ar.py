"""Arabic page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import OfferWords, PageWords, label
from digest.languages.sign import Sign

ARABIC = PageWords(
    name="Arabic",
    is_latin=False,
    # dialogs that ask for a consent
    consent=(
        Sign(
            name="cookies", pattern=r"ملفات تعريف الارتباط", example="نستخدم ملفات تعريف الارتباط"
        ),
        Sign(name="privacy", pattern=r"سياسة الخصوصية", example="سياسة الخصوصية"),
    ),
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="to see the rest",
            pattern=r"للاطلاع على (?:المقال|النص|الخبر|بقية|كامل)",
            example="للاطلاع على المقال كاملا سجل الدخول.",
        ),
        Sign(
            name="article for subscribers",
            pattern=r"(?:المقال|المحتوى|المادة|التقرير|الخبر) (?:متاح|مخصص"
            r"|حصري)ة? (?:فقط )?للمشتركين",
            example="المقال متاح للمشتركين فقط.",
        ),
        Sign(
            name="to keep reading, subscribe",
            pattern=r"(?:لقراءة|لمواصلة|لمتابعة) .{0,30}(?:اشترك|سجل|تسجيل الدخول|الاشتراك)"
            r"|سجّ?ل الدخول",
            example="لمتابعة القراءة يرجى الاشتراك",
        ),
        Sign(
            name="do you have an account",
            pattern=r"(?:هل )?لديك (?:حساب|اشتراك)",
            example="هل لديك حساب؟",
        ),
        Sign(
            name="to keep reading",
            pattern=r"لمتابعة القراءة",
            example="لمتابعة القراءة يرجى الاشتراك",
        ),
        Sign(
            name="subscribe",
            pattern=r"اشترك (?:الآن|في|لمتابعة|لقراءة)",
            example="اشترك لمتابعة القراءة.",
        ),
        Sign(
            name="this is for subscribers",
            pattern=r"هذ[اه] (?:المحتوى|المقال|المادة|الخبر) (?:متاح |متاحة |مخصص |مخصصة "
            r"|حصري )?للمشتركين",
            example="هذا المقال للمشتركين فقط.",
        ),
        Sign(name="are you a subscriber", pattern=r"هل أنت مشترك", example="هل أنت مشترك؟"),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(
            name="reading and account",
            pattern=r"مقال|القراءة|المحتوى|المادة|الخبر كامل|التقرير كامل|النص|حسابك|اشتراكك"
            r"|مشترك(?! المنافع)|سجّ?ل ال?دخول|تسجيل الدخول|موقعنا|بريدك|النشرة|مجان",
            example="تسجيل الدخول",
        ),
    ),
    offer=OfferWords(
        # subscriptions, accounts, prices
        account=r"اشترك|اشتراك|مشترك|تسجيل الدخول|سجّ?ل الدخول|حساب|مجان|غير محدود",
        # articles, and to read
        reading=r"المقال|القراءة|لقراءة|المحتوى|محتوى|الخبر|النص|المزيد|وصول",
        # forms that speak to the visitor, or of this article
        address=r"يرجى|هذ[اه] (?:المقال|المحتوى|الخبر)|لمتابعة|لقراءة|احصل|كامل|وصلت إلى"
        r"|حسابك",
        # words with which a line asks or offers
        opening=r"للمشتركين|محتوى|يرجى|[أا]نشئ|لقد|احصل|اشترك|سجّ?ل|هل|لمتابعة|لقراءة"
        r"|هذ[اه]",
        # words that keep a text for some
        exclusive=r"فقط|حصري|مخصص",
        example="سجل الدخول لقراءة هذا المقال.",
    ),
    # marks of a corrected article
    corrected=(
        Sign(
            name="label",
            pattern=label(r"تصحيح|تصويب|تنويه|ملاحظة المحرر"),
            example="تصويب: عدد القتلى تسعة.",
        ),
    ),
    # marks of an article that is gone
    withdrawn=(
        Sign(
            name="withdrawn",
            pattern=r"(?:تم سحب|سُحب|حُذف|تم حذف) هذا (?:الخبر|المقال|التقرير)",
            example="تم سحب هذا الخبر.",
        ),
    ),
)
