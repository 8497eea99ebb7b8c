"""English labels of mails and pages."""

from __future__ import annotations

from collections.abc import Mapping

from digest.languages.language import Label

LABELS: Mapping[str, Label] = {
    "comma": ",",
    "colon": ":",
    "what_happened": "What happened:",
    "why_it_matters": "Why it matters:",
    "know_more": "Know more:",
    "analysis": "Analysis:",
    "also_today": "In brief",
    "city_time": "{city} time",
    "story_sources": {"one": "{count} source", "other": "{count} sources"},
    "forwarded": "Forwarded this?",
    "subscribe": "Subscribe",
    "share_issue": "Share this issue",
    "tell_editor": "Tell the editor",
    "all_briefings": "All briefings:",
    "in_figures": "In figures",
    "figure_by": "{outlet} says",
    "tolls_differ": "Tolls differ by source",
    "today_word": "Today",
    "in_story": "story {number}",
    "quote_of_day": "Quote of the day",
    "more_or_less": "More or less like this?",
    "poll_on": "A question on story {number}:",
    "poll_link": "Answer",
    "more_like_this": "More like this",
    "less_like_this": "Less like this",
    "opinion_note": (
        "Nothing counts until you press a button. We keep totals of the answers, and no"
        " list of readers. You may change your answer for two weeks."
    ),
    "opinion_thanks": "Thank you: your answer counts.",
    "opinion_closed": "This question is closed",
    "opinion_closed_note": "Answers count for two weeks after an issue.",
    "week_ahead": "The week ahead",
    "sponsor": "Sponsor",
    "toll_killed": "killed",
    "toll_wounded": "wounded",
    "toll_arrested": "arrested",
    "toll_missing": "missing",
    "more_news": "More news",
    "trend_reports": "Trend Reports",
    "membership": "Membership",
    "sisters": "More newsletters",
    "corrections": "Corrections",
    "reading_time": {
        "one": "{count}-minute read",
        "other": "{count}-minute read",
    },
    "issue_number": "No. {number}",
    "map_of": "Map of {places}: {title}",
    "map_disputed": "Dashed lines are disputed or not agreed.",
    "view_in_browser": "View in browser",
    "sources": "Sources:",
    "one_source": "One source",
    "from_desk": "From our desk",
    "by_desk": "{text} (our desk)",
    "state_run": "state-run",
    "developed": "Developed since {date}",
    "from_earlier_issue": "from the issue of {date}",
    "photo": "Photo: {credit}",
    "picture_of": "Picture of the report “{title}”",
    "file_photo": "File photo",
    "correction_of": "About the issue of {date}",
    "source_reworded": (
        "{outlet} has changed a sentence that we quoted: “{cited}” It now reads: “{now}”"
    ),
    "source_gone": "{outlet} has removed a sentence that we quoted: “{cited}”",
    "source_corrected": ("{outlet} has corrected its report “{title}”, which we cited: “{now}”"),
    "source_withdrawn": "{outlet} has withdrawn its report “{title}”, which we cited.",
    "how_written": "Each sentence is quoted from the outlet named after it.",
    "sources_used": {
        "one": "Source of this issue:",
        "other": "The {count} sources of this issue:",
    },
    "why_you_get_this": "You get this because {address} signed up for {newsletter}.",
    "preferences": "Your preferences",
    "unsubscribe": "Unsubscribe",
    "archive": "Past issues",
    "newer_issues": "Newer issues",
    "older_issues": "Older issues",
    "no_issue_yet": "No issue has gone out yet.",
    "story_so_far": "The story so far",
    "leave_question": "Unsubscribe from {newsletter}?",
    "leave_note": (
        "You will then get no further issue. This page changes nothing until you press the button."
    ),
    "left": "You are unsubscribed",
    "left_note": (
        "You will get no further issue of {newsletter}. One that is on its way "
        "at this moment may still arrive."
    ),
    "see_others": "See which other newsletters you get",
    "your_newsletters": "Your newsletters",
    "change_saved": "Your change is saved.",
    "leave_one": "Leave",
    "leave_named": "Leave {newsletter}",
    "leave_all": "Leave all",
    "gets_none": "You get none of our newsletters.",
    "how_to_leave": "How to unsubscribe",
    "how_to_leave_note": (
        "You are reading a public copy. To unsubscribe, or to see which "
        "newsletters you get, use the link at the foot of your own copy in your"
        " mailbox: it knows which subscription is yours."
    ),
    "how_to_leave_write": "If you cannot find it, write to us:",
    "join_title": "Get our newsletters by mail",
    "join_intro": ("Choose as many as you like. You can leave each at any time, with one click."),
    "free_newsletters": "Free newsletters",
    "members_newsletters": "Newsletters for members",
    "members_note": "These go to members only. Choose them if you are one.",
    "become_member": "Become a member",
    "latest_issue_of": "Latest issue of {newsletter}",
    "every_day": "Every day",
    "your_address": "Your mail address",
    "join_consent": (
        "I want to get the chosen newsletters of {publication} by mail. I can leave at any time."
    ),
    "join_button": "Subscribe",
    "join_named": "Subscribe to {newsletter}",
    "join_choose": "Choose at least one newsletter.",
    "bad_address": "This is not a mail address: it needs a name, an @ and a domain.",
    "look_again": "Please look at your choice once more, then press the button.",
    "leave_empty": "Leave this field empty",
    "look_into_mailbox": "Look into your mailbox",
    "join_sent_note": (
        "If {address} can get our newsletters, a mail is on its way there. Open its link "
        "and press the button: no newsletter comes before that. If it does not arrive "
        "within some minutes, look among your spam."
    ),
    "already_reader": "Already a reader or a member? Get the link to your preferences",
    "access_title": "The link to your preferences",
    "access_note": "Give the address at which you get our newsletters. The link goes there.",
    "access_button": "Send the link",
    "access_sent_note": (
        "If {address} gets our newsletters, a mail with the link is on its way there."
    ),
    "access_text": (
        "A person, most likely you, asked for the link to your newsletters and "
        "preferences. If it was not you, you need not do anything."
    ),
    "confirm_subject": "Please confirm your subscription",
    "confirm_preheader": "No newsletter comes before you press the button.",
    "confirm_text": ("A person, most likely you, entered this address on our page and asked for:"),
    "confirm_text_end": ("If it was not you, you need not do anything: no newsletter will come."),
    "confirm_button": "Confirm",
    "asked_by_form": (
        "{address} was entered on a page of {newsletter}. This mail is the only answer."
    ),
    "confirm_title": "Do you want these newsletters?",
    "until_button": "This page changes nothing until you press the button.",
    "confirmed": "You are subscribed",
    "confirmed_note": "The next issue comes to your mailbox.",
    "move_subject": "Please confirm your new address",
    "move_text": (
        "A reader, most likely you, asked us to send these newsletters to this address from now on:"
    ),
    "move_title": "Shall these newsletters come to this address?",
    "moved": "Your address is changed",
    "confirm_gone": "This link no longer works",
    "confirm_gone_note": "It is too old, or the wish was withdrawn. You can ask again.",
    "see_preferences": "See your newsletters and preferences",
    "trouble_429": "Please wait a while",
    "trouble_429_note": "Too many forms came from your network. Try again in an hour.",
    "other_newsletters": "Other newsletters",
    "pause_title": "Take a pause",
    "pause_until": "No newsletter before",
    "pause_button": "Pause",
    "paused": "You take a pause: the next newsletter comes after {date}.",
    "pause_end": "End the pause",
    "bad_day": "Choose a day from tomorrow to a year ahead.",
    "variant_title": "Your part of {newsletter}",
    "variant_whole": "The whole issue",
    "clock_title": "When your mail comes",
    "clock_hour": "Hour",
    "clock_hour_usual": "The newsletter's own time",
    "clock_zone": "Time zone",
    "clock_zone_usual": "That of the newsletter",
    "clock_note": "It counts from the next issue on.",
    "look_and_language": "Look and language",
    "text_only": "Send me plain text, without layout and pictures",
    "language_of_pages": "Language of these pages and of our notes to you",
    "save": "Save",
    "own_data": "Address and data",
    "fresh_link_note": (
        "A mail may be forwarded, and its links with it. To change the address, or to "
        "get or erase your data, use a fresh link: we send it to your address, and it "
        "opens this part for a day."
    ),
    "link_sent": "The link is on its way to your address.",
    "new_address": "New mail address",
    "change_address": "Change the address",
    "change_address_note": (
        "We send a mail to the new address. It counts once you confirm it there."
    ),
    "download_data": "Get my data (JSON)",
    "erase_button": "Erase me",
    "erase_question": "Erase all that we know of you?",
    "erase_note": (
        "Your address, your choices and the record of your consent are deleted at once, "
        "and no newsletter comes any more. Only a keyed fingerprint of the address "
        "stays, so that no list brings it back."
    ),
    "erased": "You are erased",
    "erased_note": "We know no more of you than a fingerprint of your address.",
    "team_title": "Your team",
    "team_note": "Each person that you invite reads as a member, too, for as long as you are one.",
    "team_taken": "Seats taken: {taken} of {seats}.",
    "team_fresh": "A fresh link opens this part, as it does the next one.",
    "team_address": "Mail address to invite",
    "team_invite": "Invite",
    "team_invited": (
        "The seat is kept. If the address can get mail, an invitation is on its way there."
    ),
    "team_full": "All seats are taken.",
    "team_own": "This is your own address: you need no seat.",
    "team_limited": "You sent many invitations today. Please go on tomorrow.",
    "team_waits": "invited, not confirmed yet",
    "team_remove": "Remove",
    "team_remove_named": "Remove {address}",
    "team_member": "You have a seat in the team of {address}.",
    "team_member_unnamed": "You have a seat in a member's team.",
    "team_leave": "Leave the team",
    "team_leave_named": "Leave the team of {address}",
    "team_subject": "You are invited to read {publication} as a member",
    "team_mail": (
        "A member of {publication} gave us this address and keeps a seat for it in a team: "
        "with it you read as a member, too. The page behind the button says who "
        "invites you. If you do not want it, you need not do anything."
    ),
    "team_mail_button": "See the invitation",
    "team_question": "Do you want a seat in this team?",
    "team_question_note": "{address} invites you to read as a member.",
    "team_consent": (
        "I take the seat and read as a member. I choose the newsletters myself, and can "
        "leave the team at any time."
    ),
    "team_confirmed": "You read as a member now",
    "team_confirmed_note": "Choose your newsletters: each comes once you have joined it.",
    "undo": "Undo: subscribe me again",
    "undo_note": "You can take this back within a day.",
    "undone": "You are subscribed again",
    "undo_late": "More than a day has passed: please subscribe anew.",
    "reason_question": "Would you tell us why? You need not.",
    "reason_too_many": "Too many mails",
    "reason_not_useful": "Not useful to me",
    "reason_not_asked": "I never asked for it",
    "reason_other": "Another reason",
    "send_reason": "Send the reason",
    "reason_thanks": "Thank you: that helps us.",
    "how_made": "How this is made",
    "how_chosen": (
        "A program reads the sources below, and puts reports of one event together. It "
        "ranks events by how many independent outlets report them, how well they fit the "
        "newsletter, and how new they are. Editors may change every issue before it goes "
        "out."
    ),
    "how_quoted": (
        "Every sentence is an outlet's own, unchanged, and links to its article. A cut "
        "is shown as “…”. Labels and the order of sentences are the program's."
    ),
    "our_sources": "Our sources",
    "source": "Source",
    "owner": "Owner",
    "country": "Country",
    "corrections_none": "No correction so far.",
    "privacy": "What we keep of you",
    "all_newsletters": "All newsletters",
    "search": "Search past issues",
    "search_button": "Search",
    "search_none": "No issue holds these words.",
    "corrected": "Corrected",
    "topics": "Topics",
    "since_title": "What happened since {day}",
    "since_day": "Since the day",
    "show_since": "Show what happened",
    "since_none": "No issue has gone out since then.",
    "for_members_only": "This issue is for members. They find it in their mailbox.",
    "members": "for members",
    "neutral_reader": "you",
    "public_copy": "This is the public copy of {newsletter}.",
    "trouble_400": "That did not work",
    "trouble_400_note": "The address was not complete.",
    "trouble_404": "There is nothing here",
    "trouble_404_note": ("The link may be cut short. Try it again from your copy of the mail."),
    "trouble_405": "That does not work here",
    "trouble_405_note": "This page cannot be used that way.",
    "trouble_413": "That was too much",
    "trouble_413_note": "This page takes only a short form.",
    "trouble_500": "Something went wrong",
    "trouble_500_note": "It is our mistake. Please try again later.",
    "trouble_503": "Back in a moment",
    "trouble_503_note": ("We cannot reach our records just now. Please try again in a minute."),
}
