"""The same dates as in English."""

from lepton_site.formats.en.formats import *  # noqa: F403 - one source for both languages
