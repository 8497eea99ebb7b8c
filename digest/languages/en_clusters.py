"""English words that any news has, left out where two articles are compared."""

from __future__ import annotations

from digest.languages.en_acts import ACTS
from digest.languages.language import listed
from digest.languages.news_words import ClusterWords
from digest.models.calendar_names import MONTHS_IN_LOWER_CASE, WEEKDAYS_IN_LOWER_CASE

# the weights of clustering were trained with these lists: with others they must be trained anew
CLUSTERS = ClusterWords(
    dull=listed(
        "a an the of to in on for and or but with by from at as is was were be been being are "
        "it its this that these those he she they i you we his her their them him us our your "
        "my me not no nor so if than then there here after before since until over under into "
        "onto out off about up down between against during through more most less new say "
        "says said saying tell told who whom whose what when where which while why how will "
        "would could should can may might must has have had having do does did done also just "
        "all any each both one two three first last next other another some such same many "
        "much few very only even still yet year years day days week weeks month months time "
        "people news report reported reports according today yesterday tomorrow morning "
        "afternoon evening night s t re ve ll don didn doesn isn wasn aren weren won hasn haven "
        "hadn"
    )
    .union(WEEKDAYS_IN_LOWER_CASE)
    .union(MONTHS_IN_LOWER_CASE),
    acts=ACTS,
    weekdays=WEEKDAYS_IN_LOWER_CASE,
    labels=(
        "live",
        "watch",
        "video",
        "photos?",
        "opinion",
        "analysis",
        "explainer",
        "exclusive",
        "breaking",
        r"update \d+",
    ),
    around=(
        "sign up",
        "subscribe",
        "click here",
        "read more",
        "follow us",
        "get the latest",
        "advertisement",
        "listen to this article",
        "this article was",
        "this article is",
        "copyright",
        "all rights reserved",
        "photo by",
        "photograph by",
        "related stories",
        "more stories",
    ),
    round_up_hints=(
        "live",
        "happen",
        "brief",
        "round",
        "digest",
        "highlight",
        "wrap",
        "summary",
        "newsletter",
        "week",
        "top",
        "things",
        "latest",
        "know",
        "glance",
        "timeline",
        "key",
        "other",
        "more",
        "first",
        "papers",
        "headlines",
        "morning",
        "afternoon",
        "evening",
        "weekend",
    ),
)
