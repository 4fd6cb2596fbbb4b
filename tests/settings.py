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


def redis_of_its_own(url: str, process: str) -> str:
    """Two test processes share no queue: ``redis://…/9`` is ``redis://…/10`` to ``gw1``."""
    base, _slash, number = url.rpartition("/")
    return f"{base}/{int(number) + int(process.removeprefix('gw'))}"


if os.environ.get("CELERY_BROKER_URL", "").startswith("redis") and (
    (_process := os.environ.get("PYTEST_XDIST_WORKER", "main")) != "main"
    and os.environ.get("LEPTON_TEST_REDIS_OF") != _process
):
    # Child processes read these settings too, with the address that is theirs already.
    os.environ["LEPTON_TEST_REDIS_OF"] = _process
    os.environ["CELERY_BROKER_URL"] = redis_of_its_own(os.environ["CELERY_BROKER_URL"], _process)

from lepton_site.settings import *  # noqa: E402, F403
from lepton_site.settings import STORAGES  # noqa: E402

# The hashed names need collectstatic; tests of pages do not.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
UNKNOWN_KINDS_ARE_ERRORS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SERVE_RUNTIME = "torch"  # those that ask for another say so: choosing takes seconds
JOB_READY_SECONDS = 0
JOB_WARM_CHILDREN = 1  # jobs of tests run one after another
JOB_NICE = 0  # a test waits for its job: giving way to other tests would only try its patience
PREDICTION_LOG_SECONDS = 0  # written by the test itself, in its transaction
