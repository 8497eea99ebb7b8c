"""EDIT: articles → stories. Pure."""
