"""The site's settings for its processes under fault, without the collected static files."""

from lepton_site.settings import *  # noqa: F403
from lepton_site.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
