"""The Celery application. Tasks live in each app's ``tasks.py`` and take primary keys only."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lepton_site.settings")

TRANSPORT_ALIASES["filesystem"] = "lepton_site.broker:Transport"
app = Celery("lepton")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
