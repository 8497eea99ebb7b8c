"""English words of genres: opinions, shows, sport, pictures, polls, comments and round-ups."""

from __future__ import annotations

from digest.languages.news_words import GenreWords

GENRES = GenreWords(
    opinions=(
        r"opinions?|op-?eds?|editorials?|columns?|columnists?|commentary|commentisfree"
        r"|breakingviews|"
        r"viewpoints?|letters|morning bid|trading day|first take"
    ),
    shows=(
        r"podcasts?|photo-?essays?|photo-?galler(?:y|ies)|galler(?:y|ies)|cartoons?|quiz(?:zes)?|"
        r"crosswords?|newsletters?|features|long-?reads?|longform|in-depth|interactives?"
        r"|explainers?"
    ),
    sport=r"sports?|football|soccer|cricket|tennis|golf|nba|nfl|horoscopes?",
    videos=r"videos?|watch|in (?:pictures|photos|video)",
    live_pages=(r"/(?:live|live-?blogs?|live-news|live-updates|newsletters?)/|-live-updates\b"),
    analysis_pages=r"\b(?:news-)?analysis\b",
    opinion_outlets=r"\bopinions?\b",
    # a title that tells what is to be seen, not what happened
    shown=(
        r"^(?:watch|see|hear) (?:the|what|how|why|this|inside|as|moment)\b"
        r"|\bbefore[ -]and[ -]after (?:\w+ )?(?:images|photos|pictures)\b"
        # "The old harbor before and after the blast"; talks before and after a vote have more words
        r"|^(?:\S+ ){1,3}before[ -]and[ -]after\b"
        r"|^(?:\w+ )?(?:videos?|photos?|pictures|images|footage) (?:that )?(?:shows?|captures?|"
        r"reveals?) (?:the )?(?:\w+ )?(?:moments?|scale|extent|aftermath|scenes?)\b"
        r"|^(?:the )?moment\b|\bin pictures\b"
        r"|\bduring (?:a )?live \w+\b"
        r"|\b(?:photos?|pictures?|images?|footage) (?:emerges?|emerged|surfaces?|surfaced)\b"
        r"|^heart-?(?:warming|breaking|rending)\b|^satellites? (?:shows?|reveals?)\b"
    ),
    # a survey of opinions; "polls open" and "exit polls" are news of a vote
    polls=(
        r"^(?:[\w. ]+ )?polls?\s*[:|–—-]\s|\bpolls? (?:shows?|finds?|says?|suggests?)\b"
        r"|, polls? (?:shows?|finds?|says?|suggests?)"
    ),
    # a title that promises thoughts on the news: "Why …", "Analysis: …", "…, explained", "Yes, this
    # is …", "A chronology", "…: how it began", "The flood: Exploring the damage"; the portrait
    # behind a running head: "The flood: The mother who swam"; and the account of one who was there:
    # "The flood: ‘How I swam ashore’"
    weighs=(
        r"^(?:analysis|explainer|fact ?box|fact ?check|q&a|profile)\s*[:|–—-]\s"
        r"|^(?-i:Why|How|What|Who)\b|, explained\b|\bexplain(?:s|ing)\b|^(?:yes|no),"
        r"|\b(?:chronology|live q&a)\b|\bhere[’']s (?:what|why|how)\b|: (?:why|how|what) \b"
        r"|: (?:exploring|remembering|revisiting|reliving|retracing)\b"
        r"|: (?:the|a) (?:\w+ )?(?:bride|mother|father|couple|nurse|teacher|pianist|survivor)s?\b"
        r"|[‘“'\"]how (?-i:I)\b"
    ),
    round_ups=(
        r"\b(?:live (?:updates?|blog|coverage)|as it happened|(?:news|daily|morning|evening|weekly|"
        r"weekend) "
        r"(?:brief(?:ing)?|round-?up|digest|highlights|wrap|summary)|round-?up|newsletter|"
        r"week in review|"
        r"top (?:stories|news)|(?:five|5|10|ten) things|the latest:|(?:what|all|everything) (?:we|"
        r"you need to) know|"
        r"(?:what|things) to know|news in brief|at a glance|timeline|key (?:events|moments)|"
        r"(?:other|more) (?:[\w-]+ )?(?:developments|news|headlines|stories))\b|^live\b|\blive:|"
        r"\blatest news:|"
        r"^(?:first thing|the papers|newspaper headlines|"
        r"(?:morning|afternoon|evening|weekend) (?:mail|update|edition)):|"
        r"\bwhat happened on day\b"
    ),
    credit=(
        r"\b(?:views|opinions) expressed (?:here|in this (?:article|column|commentary|piece)|are)\b"
        r"|\bis an? (?:[\w.’'-]+ ){0,4}(?:columnist|opinion writer|contributing editor) "
        r"(?:for|at|to|with)\b"
        r"|\bANALYSIS/OPINION\b"
    ),
    # the line on the author below a comment: "Ann Sample is a professor of law at …"
    author_line=(
        r"^[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3},? (?:[^.\n]{0,80}, )?is (?:(?:an?|the) )?"
        r"(?:[\w’'-]+,? ){0,5}"
        r"(?:editor|fellow|professor|author|scholar|contributor|lecturer|strategist)\b"
    ),
    # "World War I" is no pronoun, and neither is the initial of a name
    first_person=r"(?<![’'‘])\b(?:I(?:’m|'m|’ve|'ve|’d|'d|’ll|'ll)?|[Mm]y)\b(?!\.)(?<!War I)",
    argues=(
        r"\b(?:should|must|ought|of course|indeed|perhaps|surely|after all|simply|let[’']s|clearly|"
        r"obviously|truth is|in other words|worth|ridiculous|absurd|sadly|I|my|we|our|(?-i:us)|"
        r"your?)\b(?!\.\w)"
        r"|\b\w+(?:n[’']t|[’'](?:re|ve|ll))\b|\b(?:it|that|there|he|what)[’']s\b|\?"
    ),
    reports=(
        r"\b(?:said|told|according to|announced|spokes(?:man|woman|person)|testified|reporters|"
        r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    ),
)
