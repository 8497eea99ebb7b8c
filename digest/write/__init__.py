"""WRITE: stories → briefing. Pure."""
