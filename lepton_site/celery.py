"""The Celery application. Tasks live in each app's ``tasks.py`` and take primary keys only."""

import os
import warnings

from celery import Celery
from celery.exceptions import SecurityWarning
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lepton_site.settings")

# Eight lines from each worker wherever the site runs as root, as in a container; what that warning
# fears, messages that are unpickled, cannot happen here. `make doctor` says it once.
warnings.filterwarnings("ignore", r"\s*You're running the worker", SecurityWarning)
TRANSPORT_ALIASES["filesystem"] = "lepton_site.broker:Transport"
app = Celery("lepton")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.steps["consumer"].add("lepton_site.free_slots:FreeSlots")  # by name: only workers import it
app.autodiscover_tasks()
