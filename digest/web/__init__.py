"""WEB: the studio for operators and the public pages for readers."""

from digest.web.app import public_app
from digest.web.studio import StudioView, studio_app

__all__ = ["StudioView", "public_app", "studio_app"]
