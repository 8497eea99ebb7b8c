"""A toy kind of writer in one file: a server on this machine words each story anew."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import URLError
from urllib.request import Request, urlopen

from pydantic import BaseModel

from digest.errors import WriteError
from digest.kernel.registry import Kind
from digest.models import Article, Item, Newsletter, Passage, Story
from digest.protocols import Writer
from digest.write.candidates import headline_passage, quotables
from digest.write.writers import MakeWriter

TIMEOUT_S = 5.0
POLL_S = 0.01
_SAID_LAST = re.compile(r"(?P<fact>.+), (?P<who>the [^,]+) said\.\Z")


class LoopbackOptions(BaseModel):
    """The keys that only this kind has."""

    url: str


class LoopbackWriter:
    """Asks a server for the wording of each sentence, and cites the sentence it stands on."""

    name = "loopback"
    verbatim = False

    def __init__(self, url: str) -> None:
        """Remember the address of the server."""
        self.url = url

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
        """Write one story; raise WriteError when the server does not answer."""
        del newsletter, related, now, earlier
        if not story.articles or not story.lead.title.strip():
            raise WriteError("the story has no headline", subject=story.id)
        sentences = [
            quote for quote in quotables(story.lead) if quote.alone and not quote.tells_nothing
        ]
        worded = self._ask([quote.text for quote in sentences])
        passages = []
        for quote, words in zip(sentences, worded, strict=True):
            passages.append(
                Passage(
                    text=words,
                    article_id=quote.article.id,
                    field=quote.field,
                    start=quote.start,
                    end=quote.end,
                    edited=words != quote.text,
                )
            )
        opening = tuple(passages[:1])
        return Item(
            story_id=story.id,
            headline=headline_passage(story.lead),
            section=story.section,
            lead=opening if lead else (),
            what_happened=tuple(
                (passage,) for passage in (passages[1:2] if lead else passages[:1])
            ),
            why_it_matters=tuple((passage,) for passage in passages[2:3]),
            article_ids=tuple(article.id for article in story.articles),
            publishers=story.publishers,
        )

    def _ask(self, sentences: Sequence[str]) -> list[str]:
        body = json.dumps(list(sentences)).encode()
        try:
            with urlopen(Request(self.url, data=body), timeout=TIMEOUT_S) as answer:  # noqa: S310
                worded: list[str] = json.load(answer)
        except (URLError, OSError, ValueError) as error:
            raise WriteError("the writing server did not answer", subject=self.url) from error
        return worded


def _make(options: object | None) -> Writer:
    if not isinstance(options, LoopbackOptions):
        raise WriteError("the loopback writer needs a url")
    return LoopbackWriter(options.url)


def toy_kind() -> Kind[MakeWriter]:
    """Return the one line of the registry."""
    return Kind(name="loopback", make=_make, options=LoopbackOptions)


class _Wording(BaseHTTPRequestHandler):
    """Turns "X sank, the coast guard said." into "The coast guard said that X sank."."""

    def do_POST(self) -> None:
        """Answer with one wording for each sentence."""
        sentences = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = json.dumps([reworded(sentence) for sentence in sentences]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_args: object) -> None:
        """Print no line of each request."""


def reworded(sentence: str) -> str:
    """Set the speaker of a sentence before the fact."""
    match = _SAID_LAST.match(sentence)
    if match is None:
        return sentence
    fact = match["fact"][:1].lower() + match["fact"][1:]
    return f"T{match['who'][1:]} said that {fact}."


@contextmanager
def wording_server() -> Iterator[str]:
    """Run the server on a port of this machine, and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Wording)
    thread = threading.Thread(target=server.serve_forever, args=(POLL_S,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
