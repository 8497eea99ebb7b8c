"""Standings: the state that another program gives a subscriber, read out of one cell of its export.

Each judge here reads one kind of column: a word for the state, yes or no, a time that is filled
only where something happened. A cell that a judge cannot read is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from digest.kernel.standing_words import WORDS_OF, Standing

__all__ = ["STANDING_OF_WORD", "Judge", "Standing", "bare", "bare_names", "speaks_of_leaving"]

Judge = Callable[[str], Standing]
"""Reads the standing out of one cell; raises ValueError for a word that it does not know."""


def bare(text: str) -> str:
    """Return the letters and digits of a heading or a word, in lower case.

    Programs write one name as `unsubscribed_at`, `Unsubscribed At` or `UnsubscribedAt`.

    >>> bare("Double_Opt-In")
    'doubleoptin'
    """
    folded = text.casefold()
    # most words have no other sign, and an import reads a million cells
    if folded.isalnum():
        return folded
    return "".join(character for character in folded if character.isalnum())


def bare_names(names: str) -> frozenset[str]:
    """Read a list of headings that commas separate.

    >>> sorted(bare_names("Opt-In, opt_in, E-Mail"))
    ['email', 'optin']
    """
    return frozenset(bare(name) for name in names.split(","))


# in the languages of the mailing programs whose exports are known
YES = frozenset(
    {"1", "true", "yes", "y", "t", "on", "x", "ja", "oui", "si", "sí", "sì", "sim", "evet", "да"}
    | {"نعم", "כן"}
)
NO = frozenset(
    {"0", "false", "no", "n", "f", "off", "-", "nein", "nee", "non", "não", "hayır", "нет", "لا"}
    | {"לא"}
)

EMPTY_TIMES = frozenset({"", "0000-00-00 00:00:00", "0000-00-00", "null", "none", "n/a", "-", "[]"})
"""Cells of a time that never came, and of a list without a reason."""


def _words() -> dict[str, Standing]:
    words = {"": Standing.ACTIVE}
    # graver standings come later, and win a word that two standings list
    for standing, listed in WORDS_OF.items():
        for word in listed.split(","):
            words[bare(word)] = standing
    return words


EPOCH_SECONDS = re.compile(r"\d{9,10}", re.ASCII)
"""Seconds since 1970, of the years from 1973 to 2286."""

STANDING_OF_WORD: Mapping[str, Standing] = _words()
"""The words of a state column, bare; an empty cell is read as good standing."""

# A day in numbers or in the order of ISO 8601, or seconds since 1970.
_MOMENT = re.compile(r"\d{4}-\d\d?-\d\d?|\d{1,2}[/.-]\d{1,2}[/.-](?:\d\d){1,2}\b|\d{9,13}\Z")


def by_word(cell: str) -> Standing:
    """Read a state column.

    >>> by_word("Hard_Bounced"), by_word("NEVER SUBSCRIBED")
    (<Standing.BOUNCED: 'bounced'>, <Standing.UNCONFIRMED: 'unconfirmed'>)
    """
    word = bare(cell)
    # a cell of marks alone has no word, and says no more than an unknown one
    if word not in STANDING_OF_WORD or (cell.strip() and not word):
        raise ValueError("this state is not known")
    return STANDING_OF_WORD[word]


def by_letter(cell: str) -> Standing:
    """Read the one-letter states of the Newsletter plugin of WordPress: C, S, U, B, P.

    >>> by_letter("U")
    <Standing.LEFT: 'left'>
    """
    standing = _LETTERS.get(cell.upper())
    if standing is None:
        return by_word(cell)
    return standing


# the letters are those of the plugin, which writes no words
_LETTERS = {
    "C": Standing.ACTIVE,
    "S": Standing.UNCONFIRMED,
    "U": Standing.LEFT,
    "B": Standing.BOUNCED,
    "P": Standing.COMPLAINED,
}


def when_yes(standing: Standing) -> Judge:
    """Judge a column that says yes of a subscriber who must get no mail, like `blacklisted`.

    A moment counts as yes: some programs write it into a column that is called `unsubscribed`.
    """

    def judge(cell: str) -> Standing:
        word = cell.casefold()
        if not word or word in NO:
            return Standing.ACTIVE
        if word in YES or _MOMENT.match(word):
            return standing
        return _graver_word(cell)

    return judge


def when_no(standing: Standing) -> Judge:
    """Judge a column that says no of a subscriber who must get no mail, like `confirmed`.

    A moment counts as yes: some programs write it into a column that is called `subscribed`.
    """

    def judge(cell: str) -> Standing:
        word = cell.casefold()
        if word in YES or _MOMENT.match(word):
            return Standing.ACTIVE
        if word in NO:
            return standing
        return _graver_word(cell)

    return judge


def refused(cell: str) -> Standing:
    """Judge a column of contacts that want no mail; Mautic writes 2 and 3 for further reasons.

    >>> refused("3"), refused("0")
    (<Standing.LEFT: 'left'>, <Standing.ACTIVE: 'active'>)
    """
    if cell in ("2", "3"):
        return Standing.LEFT
    return when_yes(Standing.LEFT)(cell)


def opted_in(cell: str) -> Standing:
    """Judge a column that says whether a subscriber asked for mail; Brevo writes 2 for no.

    >>> opted_in("2"), opted_in("1")
    (<Standing.UNCONFIRMED: 'unconfirmed'>, <Standing.ACTIVE: 'active'>)
    """
    if cell == "2":
        return Standing.UNCONFIRMED
    return when_no(Standing.UNCONFIRMED)(cell)


def silent_when_empty(judge: Judge) -> Judge:
    """Read an empty cell as good standing: some programs leave most cells empty."""

    def judged(cell: str) -> Standing:
        return judge(cell) if cell else Standing.ACTIVE

    return judged


def _graver_word(cell: str) -> Standing:
    """Read a word for a state in a column of yes and no."""
    word = bare(cell)
    # an empty cell says neither
    if word and word in STANDING_OF_WORD:
        return STANDING_OF_WORD[word]
    raise ValueError("this is neither yes nor no")


def when_filled(standing: Standing) -> Judge:
    """Judge a column that holds a time or a reason of a subscriber who must get no mail."""

    def judge(cell: str) -> Standing:
        return Standing.ACTIVE if cell.casefold() in EMPTY_TIMES else standing

    return judge


def when_counted(standing: Standing) -> Judge:
    """Judge a column that counts what must never happen to a subscriber, like hard bounces."""

    def judge(cell: str) -> Standing:
        if cell and not _COUNT.fullmatch(cell):
            raise ValueError("this is no number")
        return standing if cell.strip("0") else Standing.ACTIVE

    return judge


_COUNT = re.compile(r"\d{1,9}", re.ASCII)


def when_epoch(standing: Standing) -> Judge:
    """Judge a column of times in a list of addresses that get no mail, by seconds since 1970.

    A time in another form was written by someone else, and says no ill.
    """

    def judge(cell: str) -> Standing:
        return standing if EPOCH_SECONDS.fullmatch(cell) else Standing.ACTIVE

    return judge


def when_not(standing: Standing) -> Judge:
    """Judge a column that is empty or says no of a subscriber who must get no mail."""
    judge_no = when_no(standing)

    def judge(cell: str) -> Standing:
        return standing if cell.casefold() in EMPTY_TIMES else judge_no(cell)

    return judge


def when_empty(standing: Standing) -> Judge:
    """Judge a column that is empty of a subscriber who must get no mail, like `confirmed_at`."""

    def judge(cell: str) -> Standing:
        return standing if cell.casefold() in EMPTY_TIMES else Standing.ACTIVE

    return judge


_SPEAKING_VALUE = re.compile(
    r"\bunsub|\bopt(?:ed)?[\s_-]?out|\b(?:hard|soft)?[\s_-]?bounced?\b|\bcomplain(?:ed|t)\b"
    r"|\b(?:black|block)[\s_-]?list|\bsuppress|\bdo[\s_-]not[\s_-](?:e?-?mail|contact|send)"
    r"|\bnever[\s_]subscribed|\b5\d\d[ -]5\.\d\.\d"
    r"|\babgemeldet|\bausgetragen|\bdésabonné|\bdésinscrit|\bdado de baja|\bdisiscritt"
    r"|\bdescadastrad|\buitgeschreven|отписа|غير مشترك|ألغى الاشتراك",
    re.IGNORECASE,
)
"""Words, and an SMTP refusal, that stand in no ordinary cell of a subscriber in good standing."""

_LEAVING_WORDS = frozenset(
    word
    for word, standing in STANDING_OF_WORD.items()
    if standing not in (Standing.ACTIVE, Standing.PAUSED)
    and word
    not in {
        *("left", "dead", "free", "invalid", "pending", "deleted", "removed", "archived", "stale"),
        *("invited", "prospect", "notset", "baja", "inactive", "excluded", "suspended"),
        *("unpaid", "upcoming", "disposable", "malformed"),
        # words of other languages that ordinary columns hold, too
        *("neu", "saiu", "erreur", "iptal", "hazır", "çıktı", "anulado", "eliminado", "annulé"),
        *("entfernt", "gelöscht", "removido", "حذف", "لغو", "غادر", "удален", "отменен"),
    }
)
"""Values that make an unknown column a question. Words that also stand in ordinary columns, as in
`party: left`, are left out."""

MAX_VALUE_CHARS = 200
"""Longer cells are notes; a state is said at the beginning."""


def speaks_of_leaving(cell: str) -> bool:
    """Return True for a value that no column of ordinary data holds, like "Unsubscribed (May)".

    >>> speaks_of_leaving("customer, unsubscribed"), speaks_of_leaving("Friends")
    (True, False)
    """
    # a whole cell may be a word that is harmless inside a longer one
    text = cell[:MAX_VALUE_CHARS]
    return bare(text) in _LEAVING_WORDS or _SPEAKING_VALUE.search(text) is not None
