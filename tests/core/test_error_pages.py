"""Errors are one clear sentence in the site's look, and a toast for a part of a page."""

import json

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def toasts(response):
    return json.loads(response.headers["HX-Trigger"])["toasts"]["items"]


def test_an_unknown_page_says_so_in_the_sites_look(client):
    response = client.get("/no/such/page")
    assert response.status_code == 404
    page = response.content.decode()
    assert "There is nothing here" in page
    assert 'class="skip-link"' in page


def test_an_unknown_part_of_a_page_is_a_toast(client):
    response = client.get("/no/such/page", headers={"HX-Request": "true"})
    assert response.status_code == 404
    assert response.content == b""
    assert toasts(response)[0]["tone"] == "bad"


def test_a_stale_form_is_told_what_to_do(db):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/language/", {"language": "en"})
    assert response.status_code == 403
    assert "This form is out of date" in response.content.decode()


def test_the_error_page_is_chinese_for_those_who_read_it(client):
    client.cookies["django_language"] = "zh-hans"
    page = client.get("/no/such/page").content.decode()
    assert 'lang="zh-Hans"' in page


def test_too_much_at_once_is_told_where_large_tables_go(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = client.post("/language/", {"language": "x" * 500})
    assert response.status_code == 413
    assert "That is too large" in response.content.decode()


def test_a_request_that_was_changed_on_its_way(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    response = client.post("/language/", {"a": 1, "b": 2, "c": 3})
    assert response.status_code == 400
    assert "This request cannot be read" in response.content.decode()
