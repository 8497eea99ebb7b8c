"""The tree of a page, made fit for extraction: without dialogs, with the words of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from digest.collect.entry_texts import letters_and_digits
from digest.collect.nameless_dialogs import drop_nameless_dialogs
from digest.collect.page_calls import asks_for_consent
from digest.collect.parted_sentences import join_parted_sentence
from digest.collect.silent_elements import EMBED

MAX_ELEMENTS = 60_000

MAX_NAMES_CHARS = 400
"""The part of an element's ids, classes and styles that is looked at."""

# Ids and classes of the common tools that ask visitors for consent.
_CONSENT_NAME = re.compile(
    r"onetrust|ot-sdk|cookie-?(?:banner|bar|consent|notice|law|popup|modal|wall|layer|policy|info)"
    r"|cookie-?(?:script|first|fairy|hub|control|dialog|overlay|prompt|message|disclaimer|alert)"
    r"|\bccc(?:-(?:content|module|overlay|panel)|\b)|truendo|cookie-?(?:container|settings"
    r"|preferences)"
    r"|cookiebot|cybot|cookieyes|\bcky-|gdpr|consent|\bcmp\b|cmp[-_]|didomi|sp_message|truste"
    r"|quantcast|\bqc-cmp|usercentrics|\buc-|iubenda|fc-(?:consent|dialog)|privacy-(?:center"
    r"|centre|preference|manager|wall)"
    r"|evidon|borlabs|osano|termly|klaro|axeptio|tarteaucitron|complianz|cmplz|moove_gdpr|cc-window"
    r"|\bcmp(?:box|wrapper|overlay)|rgpd|\bcoi-?(?:overlay|banner|consent)|lanyard_root|transcend-"
    r"|cc-banner|wt-cli|eupopup|eu-cookie|privacy_?manager|sourcepoint|trustarc|shopify-pc|ketch",
    re.IGNORECASE,
)

_STRUCK_OUT_TAGS = frozenset({"del", "s", "strike"})
_DIALOG_ROLES = frozenset({"dialog", "alertdialog"})
_HIDDEN_STYLE = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden"
    r"|(?:opacity|font-size|max-height)\s{0,3}:\s{0,3}0(?:px|em|%)?\s{0,3}(?:;|!|\Z)"
    r"|(?:left|top|right|text-indent)\s{0,3}:\s{0,3}-\d{3}|clip\s{0,3}:\s{0,3}rect\([01]",
    re.IGNORECASE,
)
# Texts for screen readers alone: names of buttons, "opens in a new window".
_HIDDEN_NAME = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-?text|-?only)?|a11y-hidden"
    r"|u-(?:visually|vh)-?hidden|assistive-text|off-?screen|element-invisible)(?=\s|$)",
    re.IGNORECASE,
)
_NEVER_DROPPED = frozenset({"html", "body", "head", "main", "article", "h1"})
_BOX_TAGS = frozenset({"div", "section", "aside", "form"})
MAX_REST_CHARS = 60
"""A heading and the label of a link, as they stand around the words of a dialog."""

_MID_SENTENCE = re.compile(r"[\w,;]\s*\Z")
_FOOTNOTE = re.compile(r"\[?[\d*†‡]{1,3}\]?")

MAX_HIDDEN_SHARE = 0.4
"""A box with more of a page's words is the story itself, which a script shows later."""

# Elements that extraction drops or splits, though their words belong to the sentence around.
_INLINE_TAGS = frozenset(
    {
        "time",
        "button",
        "label",
        "output",
        "q",
        "data",
        "meter",
        "abbr",
        "dfn",
        "mark",
        "ins",
        "bdi",
        "bdo",
        "progress",
        "object",
        "ruby",
        "details",
        "math",
    }
)

_TEXT_TAGS = frozenset({"p", "li", "blockquote", "dd", "td", "h2", "h3", "h4"})

# Elements between a word and its paragraph.
_MAX_LEVELS = 6

_SENTENCE_END = re.compile(r"[.!?…؟。][\"”’»)\]]{0,2}\s*$")
LINKED_SHARE = 0.9
"""A paragraph whose letters are links to this share is one link, with a stop or a mark beside."""
LEAST_SENTENCE_WORDS = 8
"""A link of a whole sentence, of so many words, tells the news; a shorter one points elsewhere."""

_POINTER = re.compile(
    r"^(?:also |further )?(?:read|see|watch|listen|related|more|lire|voir|lesen|leer|اقرأ|شاهد)\b"
    r"[^.]{0,20}[:|]|^(?:read|see) (?:more|also)",
    re.IGNORECASE,
)


def tidy_tree(tree: Any) -> None:
    """Drop hidden elements and consent dialogs; keep the words that stand inside sentences."""
    page_chars = sum(len(text) for text in tree.itertext())
    drop_nameless_dialogs(tree)
    # a list, because elements leave the tree meanwhile
    for position, element in enumerate(list(tree.iter())):
        if position >= MAX_ELEMENTS:
            break
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if _is_hidden(element, page_chars) or _asks_for_consent(element) or _is_post(element):
            _drop(element)
        elif element.tag in _INLINE_TAGS:
            _keep_words(element)
        elif element.tag == "p" and asks_for_consent(_text_of(element)):
            # left in the tree, a long list of partners outweighs a short story
            _drop_with_rest_of_box(element)
        elif element.tag == "p":
            _settle_linked_paragraph(element)
        elif element.tag == "br":
            _join_broken_sentence(element)
        else:
            join_parted_sentence(element)


def _is_hidden(element: Any, page_chars: int) -> bool:
    """Tell whether a visitor of the page does not see the element."""
    if element.tag in _NEVER_DROPPED:
        return False
    # `until-found` hides a text that the page's search shows
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    # its content becomes visible as a copy that a script makes
    if element.tag == "template":
        return True
    # words that an outlet took back, and notes that open over a word
    if element.tag in _STRUCK_OUT_TAGS or element.get("popover") is not None:
        return not _holds_story(element)
    if element.get("role") == "tooltip":
        return True
    # the number of a footnote is no part of the word before it
    if element.tag == "sup" and element.find(".//a") is not None:
        return _FOOTNOTE.fullmatch("".join(element.itertext()).strip()) is not None
    style = (element.get("style") or "")[:MAX_NAMES_CHARS]
    is_marked = element.get("aria-hidden") == "true" or _HIDDEN_STYLE.search(style) is not None
    if not is_marked and not _HIDDEN_NAME.search((element.get("class") or "")[:MAX_NAMES_CHARS]):
        return False
    # a dialog hides the whole page behind it, and scripts fade a story in
    chars = sum(len(text) for text in element.itertext())
    return not _holds_story(element) and chars <= MAX_HIDDEN_SHARE * page_chars


def _asks_for_consent(element: Any) -> bool:
    """Tell whether an element is a dialog, or belongs to a tool that asks for consent."""
    # a paragraph may bear any class
    if element.tag in _NEVER_DROPPED or element.tag == "p":
        return False
    is_modal = element.get("aria-modal") == "true"
    if element.get("role") in _DIALOG_ROLES or element.tag == "dialog" or is_modal:
        return not _holds_story(element)
    # ids and classes together: tools use either
    names = f"{element.get('id') or ''} {element.get('class') or ''}"[:MAX_NAMES_CHARS]
    return bool(_CONSENT_NAME.search(names)) and not _holds_story(element)


def _is_post(element: Any) -> bool:
    """Tell whether an element is a post from elsewhere: the words are those of other people."""
    names = (element.get("class") or "")[:MAX_NAMES_CHARS]
    return bool(names) and EMBED.search(names) is not None and not _holds_story(element)


def _holds_story(element: Any) -> bool:
    """Tell whether a box holds the article: some sites name a whole page after its consent tool."""
    if element.find(".//article") is not None or element.find(".//h1") is not None:
        return True
    return element.find(".//main") is not None


def _drop(element: Any) -> None:
    """Take an element out of the tree; the text behind it stays."""
    parent, tail = element.getparent(), element.tail or ""
    before = element.getprevious()
    if tail:
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def _text_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _drop_with_rest_of_box(paragraph: Any) -> None:
    """Drop a paragraph on consent, and its box where a heading and a link alone are left."""
    box = paragraph.getparent()
    _drop(paragraph)
    # a box without a parent is the page
    if box.tag not in _BOX_TAGS or box.getparent() is None or _holds_story(box):
        return
    if len(_text_of(box)) <= MAX_REST_CHARS:
        _drop(box)


def _join_broken_sentence(line_break: Any) -> None:
    """Put a blank in the place of a line break in mid-sentence, which would part paragraphs."""
    box, after = line_break.getparent(), line_break.tail or ""
    before = line_break.getprevious()
    text = (box.text if before is None else before.tail) or ""
    # words in a link or in bold before the break have no tail
    goes_on = after.lstrip()[:1].islower() or after.lstrip()[:1].isdecimal()
    if box.tag in _TEXT_TAGS and goes_on and _MID_SENTENCE.search(text):
        line_break.tail = " " + after
        _drop(line_break)


def _keep_words(element: Any) -> None:
    """Turn an element inside a sentence into a plain one. A quotation keeps its marks."""
    if not _is_inside_text(element):
        return
    # a word that opens: the words under it are a note
    if element.tag == "details":
        _keep_summary(element)
    # the reading of a word, in small letters above it
    for reading in element.findall(".//rt") + element.findall(".//rp"):
        _drop(reading)
    if element.tag == "q":
        element.text = "“" + (element.text or "")
        # the closing mark stands behind the last child's tail
        children = list(element)
        if children:
            children[-1].tail = (children[-1].tail or "") + "”"
        else:
            element.text += "”"
    element.tag = "span"


def _keep_summary(details: Any) -> None:
    """Leave the summary of an element that opens, which is the part of its sentence."""
    details.text = None
    for child in list(details):
        if child.tag == "summary":
            child.tag, child.tail = "span", None
        else:
            child.tail = None
            _drop(child)


def _is_inside_text(element: Any) -> bool:
    """Tell whether an element stands in a paragraph with other words beside it."""
    has_words_beside = False
    box = element
    for _ in range(_MAX_LEVELS):
        # upwards from the element: the first box that holds text decides
        inner, box = box, box.getparent()
        if box is None or box.tag in ("button", "label", "nav", "form"):
            return False
        before = inner.getprevious()
        words_before = (box.text or "").strip() or before is not None
        has_words_beside = has_words_beside or bool((inner.tail or "").strip() or words_before)
        if box.tag in _TEXT_TAGS or (box.tag == "div" and (box.text or "").strip()):
            return has_words_beside
    return False


def _settle_linked_paragraph(paragraph: Any) -> None:
    """Keep a paragraph that is one link when it is a sentence of the story; drop a pointer.

    Extraction takes a paragraph of links for a list of other stories. A pointer to another story
    ("Also read: …") is one.
    """
    links = paragraph.findall(".//a")
    if len(links) != 1:
        return
    text = " ".join("".join(paragraph.itertext()).split())
    linked = " ".join("".join(links[0].itertext()).split())
    is_one_link = bool(linked) and len(linked) >= LINKED_SHARE * len(text)
    if not is_one_link:
        return
    if _POINTER.search(text):
        _drop(paragraph)
        return
    # a whole sentence tells; a headline points
    if len(text.split()) >= LEAST_SENTENCE_WORDS and _SENTENCE_END.search(text):
        links[0].tag = "span"
        links[0].attrib.pop("href", None)
        box = paragraph.getparent()
        # a paragraph alone in a box is as little trusted as the link alone in its paragraph
        if box is not None and box.tag == "div" and len(box) == 1 and not (box.text or "").strip():
            box.attrib.pop("class", None)


# ---- an opening outside the box of the body ---------------------------------

_SUMMARY_NAME = re.compile(
    r"summary|standfirst|\bdek\b|\blede?\b|\blead\b|lead-?(?:text|paragraph|in)|\bintro\b"
    r"|introduction"
    r"|article-?intro|excerpt|chapeau|vorspann|teaser-?text|entradilla|occhiello|first-?paragraph",
    re.IGNORECASE,
)
_CANDIDATE_TAGS = ("p", "div", "h2", "strong", "span", "section")
LEAST_OPENING_CHARS = 60
MAX_OPENING_CHARS = 1_200
SAME_OPENING_CHARS = 60
"""Two texts that agree in so many letters and digits at their beginning are one text."""

MAX_CANDIDATES = 400


def opening_outside_body(
    tree: Any, paragraphs: Sequence[str], *, lead: str, description: str
) -> list[str]:
    """Return the first paragraph of a story when it stands between the heading and the body's box.

    A text there counts when the page marks it as a summary, or when it begins like the feed's lead
    or the page's own description.
    """
    if not paragraphs:
        return []
    heading = next(tree.iter("h1"), None)
    if heading is None:
        return []
    body_letters = letters_and_digits(" ".join(paragraphs))
    first_letters = letters_and_digits(paragraphs[0])[:SAME_OPENING_CHARS]
    known = [letters_and_digits(text)[:SAME_OPENING_CHARS] for text in (lead, description)]
    for element in _after(tree, heading):
        text = " ".join("".join(element.itertext()).split())
        letters = letters_and_digits(text)
        # the body begins here, and all text stands inside
        if first_letters and letters.startswith(first_letters):
            return []
        if not LEAST_OPENING_CHARS <= len(text) <= MAX_OPENING_CHARS or letters in body_letters:
            continue
        if not _SENTENCE_END.search(text) or element.find(".//p") is not None:
            continue
        begins_as_known = letters[:SAME_OPENING_CHARS] in known
        if begins_as_known or _SUMMARY_NAME.search(_names_of(element)):
            return [text]
    return []


def _names_of(element: Any) -> str:
    """Return the names of an element, and of the box that holds this element alone."""
    names = [element.get(name) or "" for name in _NAMES]
    box = element.getparent()
    if box is not None and len(box) == 1:
        names += [box.get(name) or "" for name in _NAMES]
    return " ".join(names)[:MAX_NAMES_CHARS]


_NAMES = ("class", "id", "itemprop")


def _after(tree: Any, heading: Any) -> Iterator[Any]:
    """Yield the boxes of text that come behind a heading, in the order of the page."""
    is_behind = False
    count = 0
    for element in tree.iter():
        if element is heading:
            is_behind = True
        elif is_behind and element.tag in _CANDIDATE_TAGS:
            count += 1
            # a page may hold a whole archive behind its story
            if count > MAX_CANDIDATES:
                return
            yield element
