"""English page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.en_consent import CONSENT
from digest.languages.pages.page_words import OfferWords, PageWords, label
from digest.languages.sign import Sign

ENGLISH = PageWords(
    name="English",
    consent=CONSENT,
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="to continue reading",
            pattern=r"to (?:continue|keep) reading\b",
            example="To continue reading this article, please subscribe or log in.",
        ),
        Sign(
            name="continue reading with",
            pattern=r"continue reading (?:this|with|for)\b",
            example="Continue reading with a free account.",
        ),
        Sign(
            name="keep reading with",
            pattern=r"keep reading (?:this|with|for)\b",
            example="Keep reading with a free account.",
        ),
        Sign(
            name="read the full story",
            pattern=r"read (?:the (?:full|whole|rest)|more|on)\b.{0,60}\b(?:trial|subscri"
            r"|account|free|sign|log in)",
            example="Read the full story with a 7-day trial.",
        ),
        Sign(
            name="want to read",
            pattern=r"(?:want|wish|like) to (?:read|know|see) (?:more|on|the rest|this)\b",
            example="Want to read more? Subscribe for $1 a week.",
        ),
        Sign(
            name="subscribers only",
            pattern=r"(?:(?:for )?subscribers|members) only\b|only (?:subscribers|members"
            r"|registered users) can read\b",
            example="Only subscribers can read this article.",
        ),
        Sign(
            name="try it",
            pattern=r"(?:try|join) (?:it|us|now|today)\b.{0,60}\b(?:free|read|month|cancel"
            r"|access)",
            example="Try it free for a month. Cancel anytime.",
        ),
        Sign(
            name="articles left",
            pattern=r"you have \d+ (?:free )?(?:articles?|stor(?:y|ies)|reads?)\b",
            example="You have 2 free articles left this month.",
        ),
        Sign(
            name="please enable",
            pattern=r"please (?:enable|turn on|allow) (?:javascript|cookies)",
            example="Please enable JavaScript to read this article.",
        ),
        Sign(
            name="already a subscriber",
            pattern=r"already (?:a|an) (?:subscriber|member)\b",
            example="Already a subscriber? Log in here.",
        ),
        Sign(
            name="already registered",
            pattern=r"already registered\b",
            example="Already registered? Log in.",
        ),
        Sign(
            name="already have an account",
            pattern=r"(?:already|do you) have an? (?:account|subscription)\b",
            example="Already have an account? Sign in.",
        ),
        Sign(
            name="to read this, sign in",
            pattern=r"to read (?:this|the) (?:article|story|report)\b.{0,80}\b(?:sign|log"
            r"|subscri|regist|account)",
            example="To read this story, sign in.",
        ),
        Sign(
            name="to read, become a member",
            pattern=r"to read\b.{0,60}\bbecome a (?:member|subscriber)",
            example="To read the full story, become a member.",
        ),
        Sign(
            name="unlock this",
            pattern=r"unlock (?:this|the (?:full|whole|rest)|all|our|every)\b",
            example="Unlock this article for $1.",
        ),
        Sign(
            name="subscribe to",
            pattern=r"(?:please )?(?:subscribe|sign in|log in|register)\b.{0,60}\b(?:to|for"
            r"|now|here|today)\b",
            example="Subscribe now to read on.",
        ),
        Sign(
            name="available to members",
            pattern=r"(?:this|the rest of (?:this|the)|the full) (?:article|story|content"
            r"|report) is (?:only )?(?:available|reserved|for|exclusive|behind"
            r"|limited)\b.{0,80}\b(?:subscriber|member|paying|premium|registered)",
            example="The rest of this article is available to paying members.",
        ),
        Sign(
            name="limit reached",
            pattern=r"you(?:'|’)?(?:ve| have) (?:reached|read|used) (?:your|all)\b",
            example="You have reached your limit of free articles.",
        ),
        Sign(
            name="full access",
            pattern=r"(?:unlock|get) (?:unlimited|full) (?:access|digital)",
            example="Get full digital access.",
        ),
        Sign(
            name="not a subscriber",
            pattern=r"not (?:yet )?a (?:subscriber|member)\b",
            example="Not a subscriber? Join us.",
        ),
        Sign(
            name="become a member",
            pattern=r"become a (?:subscriber|member)\b",
            example="Become a member.",
        ),
        Sign(
            name="start a trial",
            pattern=r"start your (?:free )?(?:trial|subscription)",
            example="Start your free trial.",
        ),
        Sign(
            name="subscription is required",
            pattern=r"(?:a |your )?subscription is required",
            example="A subscription is required.",
        ),
        Sign(
            name="support journalism",
            pattern=r"support (?:our|independent) journalism\b",
            example="Support independent journalism by becoming a member and help us grow.",
        ),
        Sign(
            name="to read the rest",
            pattern=r"to read the (?:rest|full|whole|entire)\b.{0,80}\b(?:sign|log|subscri"
            r"|regist|account)",
            example="To read the rest of this story, sign up for a free account.",
        ),
        Sign(
            name="enjoying this",
            pattern=r"enjoying this (?:article|story)\b",
            example="Enjoying this article? Subscribe for $1 a week.",
        ),
        Sign(
            name="premium story",
            pattern=r"premium (?:content|article|story)\b.{0,60}\b(?:access|subscri|member"
            r"|log in|sign)",
            example="Premium content. Log in to read.",
        ),
        Sign(
            name="this is for members",
            pattern=r"this is an? (?:subscriber|member|premium)",
            example="This is a subscriber-only story. Log in to read it in full.",
        ),
        Sign(
            name="sign up",
            pattern=r"sign up (?:for|to)\b.{0,60}\b(?:free|newsletter|account|read)",
            example="Sign up for our free newsletter.",
        ),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(
            name="the visitor", pattern=r"yours?\b|you(?:['’]\w+)?\b|my\b", example="Already yours"
        ),
        Sign(name="the site", pattern=r"our\b|us\b(?!-)|we\b", example="Join us"),
        Sign(name="mail", pattern=r"newsletters?|e?-?mail|inbox", example="the newsletter"),
        Sign(
            name="price",
            pattern=r"for free|free(?:\.| (?:trial|account|access|article|stor|newsletter"
            r"|read|month|subs|now|to))|trial|cancel any|paying|paid|premium"
            r"|unlimited",
            example="a free trial",
        ),
        Sign(
            name="this text",
            pattern=r"(?:this|the|an|our|full|whole|entire|all|more|unlimited|digital"
            r"|premium) (?:article|stor(?:y|ies)|content|coverage|reporting"
            r"|journalism|access|post|piece)\b(?! of\b)",
            example="the full story",
        ),
        Sign(
            name="subscription and account",
            pattern=r"subscrib|subscription|subscriber|log ?in|sign ?in|sign ?up|account\b",
            example="log in",
        ),
        Sign(
            name="action on the page",
            pattern=r"click|tap\b|online edition|app\b|website|today\.$",
            example="click below",
        ),
        Sign(
            name="reading",
            pattern=r"read on|to read|reading(?:[.,]|$| (?:this|for free|with|now))",
            example="to read",
        ),
    ),
    # a report attributes its words; a dialog never does
    reported=(
        Sign(
            name="quotation",
            pattern=r"[“\"«][^”\"»]{0,400}[”\"»],? (?:he|she|they|\w{1,40} \w{1,40}) (?:said"
            r"|says|told)",
            example="“We use cookies on every page,” Ms Sample said.",
        ),
        Sign(
            name="speech and offices",
            pattern=r"\b(?:said|told reporters|according to|ruled|court|regulator|commission"
            r"|minist(?:er|ry))\b",
            example="The court ruled on cookies.",
        ),
        Sign(
            name="somebody says",
            pattern=r",? (?:the|a|an|his|her|its|their) [\w -]{2,40} (?:says|asked|told"
            r"|warned|urged|wrote|added)\b",
            example="Already a member, the harbor master says",
        ),
        Sign(
            name="says somebody",
            pattern=r", \w{3,20} (?:said|says|told|demanded|asked|warned|urged|wrote|added"
            r"|announced)\b",
            example="Continue reading the law, she said.",
        ),
    ),
    offer=OfferWords(
        # subscriptions, accounts, prices
        account=r"subscri(?:be|ber|ption)|log(?:ging)? ?in\b|sign(?:ing)? (?:in|up)\b"
        r"|regist(?:er|ering|ration)\b|(?:free|an|your|my) account\b|(?:paying"
        r"|free) members?\b|members? only|only (?:paying )?members|membership"
        r"|premium|upgrade|free trial|for (?:just|only|as little as|free)\b"
        r"|[$£€]\d|\bgift\b",
        # articles, and to read
        reading=r"\bread(?:ing)?\b|\barticles?\b|\bstor(?:y|ies)\b|\bcontent\b|\bpost\b"
        r"|\bfull (?:text|analysis|version)|unlimited access|\bjournalism\b",
        # forms that speak to the visitor, or of this article
        address=r"\byou(?:r|['’]\w+)?\b|\bour\b|\b(?:this|the full) (?:article|story"
        r"|post|content|piece|report)\b",
        # words with which a line asks or offers
        opening=r"please|subscribe|sign|log in|register|join|upgrade|continue|purchase"
        r"|buy|unlock|get|give|have an|access|read|try|start|create|become|enjoy"
        r"|only|just|not an?|for the|the full|exclusive",
        # words that keep a text for some
        exclusive=r"\bonly\b|\bexclusive(?:ly)?\b|\breserved\b",
        example="Create a free account to read this story.",
    ),
    # marks of a corrected article
    corrected=(
        Sign(
            name="label of a correction",
            pattern=r"\b(?:correction|corrected|clarification"
            r"|editors?['’]s? note)\b\s?[:—–-]",
            example="Correction: the toll was nine.",
        ),
        Sign(
            name="earlier version",
            pattern=r"\b(?:an )?earlier version of (?:this|the) (?:article|story|report)\b",
            example="An earlier version of this story gave another toll.",
        ),
        Sign(
            name="corrected article",
            pattern=r"\bthis (?:article|story|report) (?:has been|was) (?:corrected|amended"
            r"|clarified|updated to correct)\b",
            example="This article has been amended.",
        ),
    ),
    # marks of an article that is gone
    withdrawn=(
        Sign(
            name="label of a withdrawal",
            pattern=label(r"(?:story |report |article )?(?:withdrawn|retracted|retraction)"),
            example="WITHDRAWN: Ferry sinks off Latakia",
        ),
        Sign(
            name="withdrawn article",
            pattern=r"\bthis (?:article|story|report) (?:has been|was|is) (?:withdrawn"
            r"|retracted|removed)\b",
            example="This story has been withdrawn.",
        ),
        Sign(
            name="story withdrawn",
            pattern=r"\b(?:story|report|article) (?:is )?(?:withdrawn|retracted)\b",
            example="Story withdrawn pending review.",
        ),
        Sign(
            name="outlet withdraws",
            pattern=r"\bwe (?:have )?(?:withdrawn|retracted|removed) (?:this|the) (?:article"
            r"|story|report)\b",
            example="We have retracted this report.",
        ),
        Sign(
            name="call to disregard",
            pattern=r"\bplease disregard (?:this|the) (?:article|story|report)\b",
            example="Please disregard the story on the ferry.",
        ),
    ),
)
