"""Certificates of a provider that signs its posts: fetched once, within limits, and kept."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import httpx2

from digest.deliver import WrongProof

TIMEOUT_S = 10.0
MOST_BYTES = 65_536
"""A certificate has two kilobytes."""

MOST_KEPT = 20
"""A topic is signed by one certificate at a time, and a new one about once a year."""


@dataclass(frozen=True, slots=True)
class CertificateShelf:
    """Fetches an address that the reader of a provider's posts has checked, and keeps the answer.

    No redirect is followed, and no proxy of the environment is asked.
    """

    transport: httpx2.BaseTransport | None = None
    _kept: dict[str, bytes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def fetch(self, url: str) -> bytes:
        """Return the content of an address. Raises WrongProof when it does not come."""
        with self._lock:
            known = self._kept.get(url)
        if known is not None:
            return known
        content = self._ask(url)
        with self._lock:
            # a stranger who invents addresses must not fill the memory
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[url] = content
        return content

    def _ask(self, url: str) -> bytes:
        received = bytearray()
        try:
            with (
                httpx2.Client(
                    timeout=TIMEOUT_S,
                    trust_env=False,
                    follow_redirects=False,
                    transport=self.transport,
                ) as client,
                client.stream("GET", url) as answer,
            ):
                if answer.status_code != httpx2.codes.OK:
                    raise WrongProof("the certificate does not come", subject=url)
                for chunk in answer.iter_bytes():
                    received += chunk
                    if len(received) > MOST_BYTES:
                        raise WrongProof("the certificate is too large", subject=url)
        except httpx2.HTTPError as error:
            raise WrongProof("the certificate does not come", subject=url) from error
        return bytes(received)
