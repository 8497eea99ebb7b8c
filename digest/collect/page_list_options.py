"""Options of a page that lists stories: the keys that only such a source has."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class PageListOptions(BaseModel):
    """The keys of a source of the kind `page_list`."""

    # compiled when a source of this kind is read: every command asks for the names of the kinds
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    under: str = Field(
        default="",
        pattern=r"^(/\S*)?$",
        max_length=200,
        description="Only links whose path begins so are stories, like /news/.",
    )
