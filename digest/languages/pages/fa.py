"""Persian page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import OfferWords, PageWords, label
from digest.languages.sign import Sign

PERSIAN = PageWords(
    name="Persian",
    is_latin=False,
    # dialogs that ask for a consent
    consent=(
        Sign(
            name="we use cookies",
            pattern=r"ما .{0,30}از کوکی",
            example="ما و شرکای ما از کوکی استفاده می‌کنیم.",
        ),
    ),
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="to keep reading",
            pattern=r"برای (?:ادامه|خواندن (?:ادامه|متن|این))\b.{0,60}\b(?:مشترک|عضو|وارد)",
            example="برای ادامه مطالعه مشترک شوید.",
        ),
        Sign(
            name="this is for subscribers",
            pattern=r"این (?:مطلب|مقاله|محتوا)\b.{0,40}\bمشترک",
            example="این مطلب برای مشترکان است.",
        ),
        Sign(
            name="to get access",
            pattern=r"برای دسترسی به (?:متن|ادامه|مطلب|مقاله)\b.{0,60}(?:مشترک|عضو|وارد)",
            example="برای دسترسی به متن کامل وارد شوید.",
        ),
        Sign(
            name="to read",
            pattern=r"برای مطالعه\b.{0,60}(?:مشترک|عضو|وارد|ثبت ?نام)",
            example="برای مطالعه وارد شوید.",
        ),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(name="reading and account", pattern=r"مطالعه|مطلب|سایت|شوید|کنید", example="مطلب"),
    ),
    offer=OfferWords(
        # subscriptions, accounts, prices
        account=r"مشترک|اشتراک|عضو (?:شوید|سایت)|وارد (?:شوید|سایت|حساب)|ثبت ?نام|اعضا",
        # articles, and to read
        reading=r"مطلب|متن|مطالعه|خواندن|مقاله|مشاهده|وارد شوید",
        # forms that speak to the visitor, or of this article
        address=r"شوید|کنید|این (?:مطلب|مقاله|محتوا)|ادامه مطلب|متن کامل",
        # words with which a line asks or offers
        opening=r"برای|این|ادامه|قبلا|لطفا",
        # words that keep a text for some
        exclusive=r"ویژه|فقط|در دسترس",
        example="برای خواندن متن کامل مشترک شوید.",
    ),
    # marks of a corrected article
    corrected=(
        Sign(
            name="label",
            pattern=label(r"اصلاحیه|تصحیح|توضیح سردبیر"),
            example="اصلاحیه: شمار کشته‌ها نه نفر است.",
        ),
    ),
    # marks of an article that is gone
    withdrawn=(
        Sign(
            name="withdrawn",
            pattern=r"این (?:خبر|گزارش|مقاله) (?:حذف|پس گرفته)",
            example="این خبر حذف شد.",
        ),
    ),
)
