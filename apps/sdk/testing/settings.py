"""The site's settings for a plugin's own tests: a private data folder, cheap passwords.

The plugin is named by ``LEPTON_PLUGINS``; strict mode is on, so that nothing fails quietly.
"""

import atexit
import os
import shutil
import tempfile

if not os.environ.get("LEPTON_PLUGIN_TEST_VAR"):
    # Child processes of the tests inherit the folder; only its maker removes it.
    os.environ["LEPTON_PLUGIN_TEST_VAR"] = tempfile.mkdtemp(prefix="lepton-plugin-")
    atexit.register(shutil.rmtree, os.environ["LEPTON_PLUGIN_TEST_VAR"], ignore_errors=True)
os.environ["LEPTON_VAR"] = os.environ["LEPTON_PLUGIN_TEST_VAR"]
os.environ.setdefault("LEPTON_STRICT", "1")

from lepton_site.settings import *  # noqa: F403
from lepton_site.settings import STORAGES

# The hashed names need collectstatic; tests of pages do not.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
