"""English sentences of the page on privacy: what is kept of a reader, and for how long."""

from __future__ import annotations

from collections.abc import Mapping

from digest.languages.language import Label

PRIVACY: Mapping[str, Label] = {
    "kept_intro": (
        "We count no opens and no clicks. Our mails and pages hold no picture and no "
        "script that follows you, and we give your address to no one but the server that "
        "delivers the mail."
    ),
    "kept_outro": (
        "A fresh link to your preferences gives you all of this as a file, and erases it."
    ),
    "kept_days": {
        "one": "{count} day",
        "other": "{count} days",
    },
    "kept_until_erased": "Kept until you are erased.",
    "kept_form": "Kept until you are erased; a form that is not confirmed: {days}.",
    "kept_seat_until": (
        "Kept until you or the member give it up, or one of you is erased; an invitation "
        "that is not confirmed: {days}."
    ),
    "kept_with_issue": (
        "Kept as long as the issue is kept; without your address once you are erased."
    ),
    "kept_for_good": "Kept for good, or until you subscribe anew.",
    "kept_until_told": "Kept until the program has it; 30 days at most where it does not answer.",
    "kept_two_weeks": "Kept for two weeks, or until you are erased.",
    "kept_two_days": "Kept for two days.",
    "kept_person": (
        "Your mail address, the name that you gave, a random number that stands for you, "
        "and the day on which you came."
    ),
    "kept_fingerprint": (
        "A keyed fingerprint of your address, by which we know its spellings again."
    ),
    "kept_choices": (
        "Your choices: whether you get mail, as a member or not, your language, a pause, "
        "plain text, and the hour and time zone of your mail."
    ),
    "kept_consent": "When, how and to which sentence you agreed last.",
    "kept_newsletters": (
        "The newsletters that you joined and left, when, by which way, and the reason if "
        "you gave one; and the part of a newsletter that you chose."
    ),
    "kept_noted": "What the newsroom noted of you to send you what fits, like your trade.",
    "kept_forms": (
        "Each form of joining: when you asked and confirmed, for which newsletters, the "
        "sentence that you agreed to, the page, and the language."
    ),
    "kept_seat": (
        "A seat in the team of a member: the address as the member gave it, whose team it "
        "is, when it was given, and when you confirmed it."
    ),
    "kept_mails": (
        "For each mail to you: whether your mail server took it, its answer, the hour for "
        "which it was meant, and the part of the newsletter that it was."
    ),
    "kept_returns": "Mails to you that came back, and complaints.",
    "kept_closed": (
        "A keyed fingerprint of an address that must get no mail, with the reason. It "
        "stays when you are erased, so that no list brings you back. It names no person."
    ),
    "kept_told": (
        "Where another program of ours is told that you joined, left or could not be "
        "reached: the fact on its way, under the number that stands for you."
    ),
    "kept_opinions": (
        "Where you said that you want more or less like a story, or answered a poll: your "
        "last answer under a keyed fingerprint that no page or command resolves. Totals "
        "name no reader, and stay."
    ),
    "kept_counters": (
        "How many forms came from one network and for one address: keyed fingerprints and numbers."
    ),
}
