"""RENDER: briefing → issue."""
