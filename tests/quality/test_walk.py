"""The browser walk and the ledger of queries leave out no page that a person can open."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.contrib import admin
from django.urls import Resolver404, resolve, reverse

from tests.e2e.pages import PAGES
from tests.e2e.site import build_site
from tests.permission_table import TABLE

NO_PAGES = {
    "crm:intake_live": "a part of the intake's page",
    "crm:intake_problems": "a file",
    "feedback:intake_live": "a part of the intake's page",
    "feedback:intake_problems": "a file",
    "promotion:intake_live": "a part of the intake's page",
    "promotion:intake_problems": "a file",
    "feedback:survey_code": "a picture",
    "feedback:survey_download": "a file",
    "feedback:survey_file": "a file",
    "feedback:survey_texts_table": "a file",
    "datasets:dictionary_download": "a file",
    "datasets:download": "a file",
    "datasets:rejections": "a file",
    "jobs:artifact": "a file",
    "jobs:export": "a file",
    "jobs:report": "a file",
    "modelhub:bundle": "a file",
    "jobs:live": "a part of the job's page",
    "jobs:schedule_times": "a part of the schedule's form",
    "modelhub:live": "a part of the prediction's page",
    "research:predictions_csv": "a file",
    "research:prices_export": "a file",
    "crm:connection_callback": "leads on from another system's log-in page",
    "projects:audit": "points at the audit trail",
    "projects:plugin_settings": "there is none without a plugin; see tests/plugins",
}


@pytest.fixture
def walked(db):
    """The names of the addresses that the walk opens."""
    site = build_site()
    names = set()
    for page in PAGES:
        try:
            names.add(resolve(urlsplit(page.path(site)).path).view_name)
        except Resolver404:  # the pages of errors
            continue
    return names


def test_every_page_of_a_project_is_walked(walked):
    pages = {route.name for route in TABLE if route.get is not None}
    assert pages - walked == set(NO_PAGES)


def test_every_list_of_the_panel_is_walked(walked):
    lists = {
        f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        for model in admin.site._registry
    }
    own = {resolve(reverse(f"admin:{name}")).view_name for name in ("engines", "invite_many")}
    assert (lists | own | {"admin:index"}) - walked == set()
