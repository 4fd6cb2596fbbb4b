"""What the tests of this room share."""

import pytest
from django.urls import reverse

from tests.promotion.test_campaigns import as_role, project

__all__ = ["as_role", "project"]


@pytest.fixture
def at(project):
    """The address of a page of the project."""
    return lambda name, *args: reverse(f"promotion:{name}", args=[project.pk, *args])
