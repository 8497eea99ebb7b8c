"""Letters to single readers: confirmation, the link to the preferences, and the first mail.

Each is rendered once for all readers who ask for the same, stored beside the issues, and queued in
the ledger; the links in it are filled in for each reader.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC

from digest.config import FirstMail, WelcomeKeys
from digest.models import Issue, MailKind, Newsletter, Slot, SubscriberState
from digest.render import (
    Letter,
    LetterBlock,
    Wording,
    letter_briefing,
    render_letter,
    wording,
)
from digest.usecases.late_joiners import queue_late
from digest.usecases.looks import look_of
from digest.usecases.newsroom import Newsroom

HASH_CHARS = 10
"""40 bits: two choices of one day share a letter by chance once in a million days."""


def confirmation(
    newsroom: Newsroom,
    newsletters: Sequence[Newsletter],
    *,
    language: str,
    number: int,
    moves: bool = False,
) -> Letter:
    """Write the mail that asks whether a reader wants these newsletters.

    `number` counts the mails to one address on one day: each has an id of its own. `moves` asks
    whether those that a reader gets shall come to this address.
    """
    words = _words(newsroom, language)
    subject, preheader, text = "confirm_subject", "confirm_preheader", "confirm_text"
    if moves:
        subject, preheader, text = "move_subject", "until_button", "move_text"
    wished = [word for newsletter in newsletters for word in (newsletter.name, newsletter.tagline)]
    asked = [LetterBlock(text=words.say(text))]
    for newsletter in newsletters:
        asked.append(LetterBlock(heading=newsletter.name, text=newsletter.tagline))
    blocks = (
        *asked,
        LetterBlock(button=words.say("confirm_button"), url=Slot.CONFIRM.value),
        LetterBlock(text=words.say("confirm_text_end")),
    )
    return _letter(
        newsroom,
        MailKind.CONFIRMATION,
        newsletters[0],
        subject=words.say(subject),
        preheader=words.say(preheader),
        blocks=blocks,
        language=language,
        # their words, not their ids: a renamed newsletter needs a new letter
        personal=f"{_hash(language, subject, *wished)}.{number}",
    )


def invitation(newsroom: Newsroom, carrier: Newsletter, *, language: str, number: int) -> Letter:
    """Write the mail that asks whether a reader takes a seat in a member's team.

    It does not name the member: the letter is stored, and the page behind its button says who.
    """
    words = _words(newsroom, language)
    name = newsroom.config.settings.publication.name
    text = words.say("team_mail", publication=name)
    button = words.say("team_mail_button")
    return _letter(
        newsroom,
        MailKind.CONFIRMATION,
        carrier,
        subject=words.say("team_subject", publication=name),
        preheader=words.say("until_button"),
        blocks=(LetterBlock(text=text, button=button, url=Slot.CONFIRM.value),),
        language=language,
        personal=f"{_hash('team', language, name)}.{number}",
    )


def access(newsroom: Newsroom, carrier: Newsletter, *, language: str, number: int) -> Letter:
    """Write the mail that brings a reader the link to the preferences."""
    words = _words(newsroom, language)
    button = words.say("see_preferences")
    return _letter(
        newsroom,
        MailKind.ACCESS,
        carrier,
        subject=words.say("access_title"),
        preheader=newsroom.config.settings.publication.name,
        blocks=(
            LetterBlock(text=words.say("access_text"), button=button, url=Slot.PREFERENCES.value),
        ),
        language=language,
        personal=f"{_hash(language)}.{number}",
    )


def queue_first_mail(
    newsroom: Newsroom,
    subscriber_id: str,
    newsletters: Sequence[Newsletter],
    *,
    language: str,
    was: SubscriberState = SubscriberState.PENDING,
) -> bool:
    """Queue the first mail of a reader who joined; tell whether there is one.

    It goes once: a second confirmation of the same wish finds its row in the ledger. `was` is the
    state before: a new reader is welcomed, and one who had left is welcomed back.
    """
    settings = newsroom.config.settings.readers
    if settings.first_mail is FirstMail.LATEST:
        return _queue_latest(newsroom, subscriber_id, newsletters)
    # a reader who gets a newsletter already is neither new nor back
    welcomes = {
        SubscriberState.PENDING: settings.welcome,
        SubscriberState.LEFT: settings.welcome_back,
    }
    welcome = welcomes.get(was, WelcomeKeys())
    # a welcome without words would be an empty mail: better none
    if settings.first_mail is FirstMail.NONE or not (welcome.subject and welcome.text):
        return False
    letter = _letter(
        newsroom,
        MailKind.WELCOME,
        newsletters[0],
        subject=welcome.subject,
        preheader=newsletters[0].tagline,
        blocks=(LetterBlock(text=welcome.text),),
        language=language,
        # by its words: an edited welcome is a new letter, and earlier ones stay as they went out
        personal=_hash(language, welcome.subject, welcome.text),
    )
    queue_letter(newsroom, subscriber_id, replace(letter, answers_form=False))
    return True


def _queue_latest(
    newsroom: Newsroom, subscriber_id: str, newsletters: Sequence[Newsletter]
) -> bool:
    issues = newsroom.store.issues
    for newsletter in newsletters:
        # the issue itself is still on its way, and no reader gets it twice
        if queue_late(newsroom, newsletter, reader_id=subscriber_id):
            return True
        for past in issues.archive(newsletter.id, limit=1):
            issue, briefing = issues.issue(past.id), issues.briefing(past.id)
            if issue is None or briefing is None:
                continue
            # a mail of its own: the readers of the issue itself are frozen
            mail_id = f"{newsletter.id}.welcome.{_hash(issue.id)}@{issue.slot.isoformat()}"
            mail = replace(issue, id=mail_id, kind=MailKind.WELCOME)
            issues.save_mail(mail, briefing=replace(briefing, issue_id=mail_id))
            issues.add_reader(mail_id, subscriber_id, now=newsroom.clock())
            return True
    return False


def queue_letter(newsroom: Newsroom, subscriber_id: str, letter: Letter) -> None:
    """Store a letter, and queue it for one reader."""
    store, created = newsroom.store, newsroom.clock()
    mail = rendered(newsroom, letter)
    store.issues.save_mail(mail, briefing=letter_briefing(letter, created))
    store.issues.add_reader(mail.id, subscriber_id, now=created)


def rendered(newsroom: Newsroom, letter: Letter) -> Issue:
    """Render a letter under the newsroom's templates and the theme of its newsletter."""
    settings = newsroom.config.settings
    return render_letter(
        letter,
        publication=settings.publication,
        created=newsroom.clock(),
        templates_dir=settings.templates_dir,
        theme=look_of(newsroom.config, letter.newsletter_id, letter.theme),
    )


def _letter(
    newsroom: Newsroom,
    kind: MailKind,
    carrier: Newsletter,
    *,
    subject: str,
    preheader: str,
    blocks: tuple[LetterBlock, ...],
    language: str,
    personal: str,
) -> Letter:
    """Make a letter in the look of `carrier`, from the whole house."""
    settings = newsroom.config.settings
    return Letter(
        kind=kind,
        newsletter_id=carrier.id,
        newsletter_name=settings.publication.name,
        # the day of the limit on mails a day, which counts by UTC
        day=newsroom.clock().astimezone(UTC).date(),
        subject=subject,
        preheader=preheader,
        blocks=blocks,
        language=language,
        timezone=settings.timezone,
        theme=carrier.theme,
        personal=personal,
        answers_form=True,
    )


def _words(newsroom: Newsroom, language: str) -> Wording:
    settings = newsroom.config.settings
    return wording(language, settings.timezone, own=settings.publication.labels)


def _hash(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:HASH_CHARS]
