"""Fixtures of the curriculum's tests."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_face_of_another_test():
    """A lesson's face is kept by the number of its page, and every test counts from one anew."""
    cache.clear()
