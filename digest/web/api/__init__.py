"""The API for other programs: read-only JSON over the archive, and a small part that writes."""

from digest.web.api.app import api_app

__all__ = ["api_app"]
