"""The site with addresses for its error pages, for ``make shots``."""

from django.conf import settings

from lepton_site.wsgi import application

settings.ROOT_URLCONF = "tests.e2e.urls"
__all__ = ["application"]
