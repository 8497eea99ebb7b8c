"""The helper of this room holds tests, so its assertions explain themselves as in a test."""

import pytest

pytest.register_assert_rewrite("noun_parts")
