"""Silent elements: those whose content is no text, such as scripts, players and lists of options.

An element that its feed left open is no reason to lose the text behind it.
"""

from __future__ import annotations

import re

SILENT_TAGS = frozenset(
    {
        "audio",
        "canvas",
        "datalist",
        "dialog",
        "iframe",
        "math",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    }
)
"""Elements whose content is no text: what stands inside a player is for old browsers alone."""

_ALWAYS_SILENT = frozenset({"script", "style"})
"""An unclosed one of these hides all behind it: its content is code."""

_NAMES = "|".join(sorted(SILENT_TAGS))
WILD = re.compile(rf"<(?:[!?]|(?:{_NAMES})\b)", re.IGNORECASE)
"""Begins markup that needs a parser of HTML: a comment or a silent element."""

_OPENING = re.compile(
    rf"""<({_NAMES})\b(?:[^<>"']++|"[^"<>]*+"|'[^'<>]*+')*+>""", re.IGNORECASE | re.DOTALL
)
_CLOSES_ITSELF = re.compile(r"""(?:["'\s]|<\w{1,10})/>\Z""")


_EMBED_NAMES = (
    r"twitter-(?:tweet|video)|instagram-media|fb-(?:post|video)|tiktok-embed|bluesky-embed"
    r"|mastodon-embed|reddit-(?:card|embed\w{0,4})|telegram-post|text-post-media|imgur-embed-pub"
)
EMBED = re.compile(rf"(?:^|\s)(?:{_EMBED_NAMES})(?=\s|$)", re.IGNORECASE)
"""Classes of posts from elsewhere that stand inside a story: they are words of other people."""

_EMBEDDED_QUOTE = re.compile(
    rf"""<blockquote\b[^<>]{{0,400}}?\bclass\s?=\s?["'](?:[^"'<>]{{0,200}}\s)?(?:{_EMBED_NAMES})"""
    r"""(?:\s[^"'<>]{0,200})?["'][^<>]{0,2000}>""",
    re.IGNORECASE,
)
_QUOTE_END = "</blockquote"


def without_embeds(markup: str) -> str:
    """Cut the posts of other people that a feed embeds, which are no words of the outlet.

    >>> without_embeds('One <blockquote class="twitter-tweet">Hear!</blockquote> two')
    'One  two'
    """
    lowered = markup.lower()
    if "<blockquote" not in lowered:
        return markup
    kept, at = [], 0
    for post in _EMBEDDED_QUOTE.finditer(markup):
        # inside the post before, or without an end
        end = lowered.find(_QUOTE_END, post.end(), post.end() + MAX_POST_CHARS)
        if post.start() < at or end < 0:
            continue
        kept.append(markup[at : post.start()])
        at = markup.find(">", end) + 1 or len(markup)
    kept.append(markup[at:])
    return "".join(kept)


MAX_POST_CHARS = 20_000
"""A post with its markup is shorter; a quotation that never ends takes no text with it."""


def without_open_ends(markup: str) -> str:
    """Cut the tags of silent elements that close themselves, as in XHTML, or that never end.

    A parser of HTML takes all text behind such a tag for the element's content.

    >>> without_open_ends('One<iframe src="a"/>two')
    'One two'
    """
    lowered = markup.lower()
    # a tag behind the last end of its name has none
    ends = {name: lowered.rfind(f"</{name}") for name in SILENT_TAGS}

    def kept(tag: re.Match[str]) -> str:
        name = tag[1].lower()
        if _CLOSES_ITSELF.search(tag[0]):
            return " "
        if tag.start() > ends[name] and name not in _ALWAYS_SILENT:
            return " "
        return tag[0]

    return _OPENING.sub(kept, markup)
