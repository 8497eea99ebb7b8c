"""A loopback server that replays recorded captures of feeds, one each turn, with ETag and 304."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass(slots=True)
class Replay:
    """`captures[name]` are a feed's bodies in order of time; `turn` is the one served now."""

    base_url: str
    captures: dict[str, list[bytes]]
    turn: int = 0
    requests: list[tuple[str, int]] = field(default_factory=list)

    def body(self, name: str) -> bytes:
        bodies = self.captures[name]
        return bodies[min(self.turn, len(bodies) - 1)]


def captures_of(*folders: Path) -> dict[str, list[bytes]]:
    """Every feed folder below those, its captures in order of their names (UTC times)."""
    return {
        f"{folder.name}/{feed.name}": [file.read_bytes() for file in sorted(feed.iterdir())]
        for folder in folders
        for feed in sorted(folder.iterdir())
        if feed.is_dir()
    }


@contextmanager
def replaying(captures: dict[str, list[bytes]]) -> Iterator[Replay]:
    replay = Replay(base_url="", captures=captures)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.strip("/")
            status, body, headers = 404, b"", {}
            if name in replay.captures:
                body = replay.body(name)
                etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                headers = {"ETag": etag, "Content-Type": "application/rss+xml"}
                status = 304 if self.headers.get("If-None-Match") == etag else 200
            replay.requests.append((self.path, status))
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", "0" if status == 304 else str(len(body)))
            self.end_headers()
            if status != 304:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the test's output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    replay.base_url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield replay
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
