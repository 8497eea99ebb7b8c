"""WEB: the studio for operators and the public pages for readers."""

from digest.web.studio import StudioView, studio_app

__all__ = ["StudioView", "studio_app"]
