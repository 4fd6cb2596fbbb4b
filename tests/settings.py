"""The site's own settings with a private data folder and cheap passwords: nothing else differs.

``LEPTON_VAR`` is set before the settings are read, so that no test touches the developer's data.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from deploy.messages import compile_catalogues

if not os.environ.get("LEPTON_TEST_VAR"):
    # Child processes of the tests inherit the folder; only its maker removes it.
    os.environ["LEPTON_TEST_VAR"] = tempfile.mkdtemp(prefix="lepton-tests-")
    atexit.register(shutil.rmtree, os.environ["LEPTON_TEST_VAR"], ignore_errors=True)
os.environ["LEPTON_VAR"] = str(
    Path(os.environ["LEPTON_TEST_VAR"], os.environ.get("PYTEST_XDIST_WORKER", "main"))
)
compile_catalogues()

from lepton_site.settings import *  # noqa: E402, F403
from lepton_site.settings import STORAGES  # noqa: E402

# The hashed names need collectstatic; tests of pages do not.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
