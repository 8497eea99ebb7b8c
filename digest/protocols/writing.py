"""The seam of writing: one story becomes one item of a briefing."""

from __future__ import annotations

from collections.abc import (
    Sequence,
)
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from digest.models import (
        Article,
        Item,
        Newsletter,
        Story,
    )


class Writer(Protocol):
    """Writes one story; each sentence of the Item cites a span of one of the story's articles.

    A writer whose sentences are the cited spans themselves is `verbatim`. The sentences of another
    are checked as a person's edits are: by names, numbers and claims.
    """

    # the name is stored with each briefing
    name: str
    verbatim: bool

    def write(
        self,
        story: Story,
        *,
        newsletter: Newsletter,
        lead: bool,
        related: Sequence[Story],
        now: datetime,
        earlier: Sequence[Article] = (),
    ) -> Item:
        """Write one story. `related` are other stories of the issue, `earlier`
        articles from before the story that may explain it.

        `lead` asks for the full first story: dek, picture, lead paragraph. Raises WriteError when
        the story cannot be written; the extractive writer then takes over.
        """
        ...
