"""WEB: the studio for operators and the public pages for readers."""
