"""Sample articles and stories for tests of the writing room; all names and events are made up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from digest.models import Article, Newsletter, Selection, Story, TopicWeight

NOW = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
SLOT = date(2026, 3, 4)
NEWSLETTER = Newsletter(
    id="harbor-briefing",
    name="Harbor Briefing",
    tagline="The coast in your inbox",
    topics=(TopicWeight(topic_id="coast"),),
)

WIRE_BODY = """\
PORT AVEL, Marenia (Reuters) - Marenia closed its largest harbor on Tuesday after an explosion \
killed at least 12 \
people on the quay, the interior ministry said.

The blast tore through a fuel depot shortly after dawn and set two freighters on fire.

FILE PHOTO: Freighters wait off Port Avel last year. REUTERS/Sam Sample

Interior Minister Dana Orlov said the harbor would stay shut until engineers had checked every tank.

“We will not open the gates before we know that no worker is in danger,” Orlov said in a \
televised address.

Marenia depends on Port Avel for four fifths of its imports, and earlier closures have led to \
shortages of \
bread and fuel.

In 2019, a smaller fire at the same depot forced the government to ration petrol for three weeks.

Analysts expect the closure to raise freight prices across the region, because most carriers \
have no other deep harbor.

Sign up for our newsletter to get the news every morning.

Reporting by Ann Example; Editing by Bob Sample
"""

PAPER_BODY = """\
Rescue workers pulled 19 dead from the ruins of the Port Avel fuel depot by Tuesday night, the \
national \
fire service said.

Divers were still searching the basin for crew members of the freighter Stella, it added.

The opposition Harbor Union called a general strike for Thursday to demand an inquiry into \
safety at the depot.
"""


def article(
    article_id: str,
    title: str,
    *,
    body: str = "",
    lead: str = "",
    publisher: str = "Coast Wire",
    hours: float = 10,
    **more: object,
) -> Article:
    return Article(
        id=article_id,
        url=f"https://news.example/{article_id}",
        title=title,
        published=NOW - timedelta(hours=hours),
        body=body,
        lead=lead,
        publisher=publisher,
        family=publisher,
        language=str(more.pop("language", "en")),
        **more,  # type: ignore[arg-type]
    )


WIRE = article(
    "wire-1",
    "UPDATE 2-Marenia closes largest harbor after deadly blast at fuel depot | Coast Wire",
    body=WIRE_BODY,
)
PAPER = article(
    "paper-1",
    "Nineteen dead in Port Avel as union calls strike",
    body=PAPER_BODY,
    publisher="Avel Gazette",
    hours=3,
)
HARBOR = Story(
    id="harbor", articles=(WIRE, PAPER), publishers=2, section="coast", thread_id="harbor"
)

FEED_ONLY = article(
    "feed-1",
    "Talks on Lake Tarn water resume in Solmar",
    lead=(
        "Negotiators from Marenia and Solmar resumed talks on the waters of Lake Tarn on "
        "Tuesday after two years."
    ),
    publisher="Solmar Today",
    hours=6,
)
LAKE = Story(id="lake", articles=(FEED_ONLY,), thread_id="lake")
BARE = Story(
    id="bare",
    articles=(article("bare-1", "LIVE: Court in Solmar rules on election dates - BBC News"),),
    thread_id="bare",
)
SELECTION = Selection(stories=(HARBOR, LAKE), also=(BARE,))
