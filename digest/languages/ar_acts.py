"""Arabic acts: the words by which a title tells what was done, as patterns."""

from __future__ import annotations

# an article and a preposition that are written onto a word are read before each of these
ACTS = {
    "blast": "انفجار* تفجير*",
    "air strike": "غارة غارات قصف ضربة ضربات",
    "truce": r"هدنة وقف\sإطلاق\sالنار",
    "talks": "محادثات مفاوضات مباحثات قمة وساطة حوار",
    "protest": "احتجاج* مظاهرة مظاهرات تظاهر* اعتصام*",
    "siege": "حصار محاصرة يحاصر تحاصر",
    "hostages": "رهينة رهائن أسرى خطف اختطاف مختطف*",
    "vote": "تصويت انتخابات اقتراع استفتاء",
    "resignation": "استقالة يستقيل تستقيل استقال إقالة",
    "appointment": "تعيين تكليف",
    "trial": "محاكمة محكمة حكم إدانة",
    "arrest": "اعتقال* تعتقل يعتقل توقيف",
    "invasion": r"غزو اجتياح توغل هجوم\sبري",
    "probe": "تحقيق تحقيقات تحقق",
    "sanctions": "عقوبات حظر",
    "seizure": "سيطرة مصادرة احتجاز تحتجز يحتجز",
    "crash": r"تحطم تصادم غرق انقلاب\s(?:قارب|سيارة|حافلة|مركب)",
    "disaster": "زلزال زلازل سيول فيضان* حريق حرائق",
    "flight": "إجلاء نزوح نازح* تهجير",
    "murder": r"اغتيال جريمة\sقتل",
    "deal": "اتفاق* معاهدة صفقة",
    "execution": "إعدام*",
    "hack": r"سيبراني* قرصنة\sإلكترونية",
    "coup": r"انقلاب\sعسكري تمرد",
    "release": r"إفراج تحرير إطلاق\sسراح",
    "funeral": "جنازة تشييع حداد",
    "toll": "مقتل قتيل قتلى قتل شهداء شهيد جرحى إصابة مصرع ضحايا وفاة",
    "rescue": "إنقاذ ناجون ناجين نجاة",
}
"""Each act with its words; `*` stands for any ending."""
