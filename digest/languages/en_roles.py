"""English words that the trained model of roles counts in a sentence."""

from __future__ import annotations

from digest.languages.language import listed
from digest.languages.news_words import RoleWords

# these words belong to the trained weights: with others the model must be trained anew
ROLES = RoleWords(
    dull=listed(
        "the a an of to in on at for and or but by with from as is was are were be been has have "
        "had that this it its he she his her they their not who which will would said says"
    ),
    speech=listed("said says told added according tweeted wrote asked argued warned"),
    # without the first letter: "they said" and "They said" are one
    speakers=("he said", "he added", "he says", "hey said", "hey say"),
    ahead=listed(
        "will would could may might expect expects expected likely plan plans planned next should "
        "forecast forecasts soon"
    ),
    past=listed("ago earlier before last"),
    long_ago=(
        "years ago",
        "year ago",
        "decades ago",
        "decade ago",
        "months ago",
        "years earlier",
        "months earlier",
        "years before",
        "last year",
    ),
    we=listed("i we my our us me i'm we're i've we've"),
    you=listed("you your"),
)
