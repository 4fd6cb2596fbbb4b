"""HTMX manners: polls end, toasts arrive, a lost session leads to the log-in page."""

from __future__ import annotations

import json

import pytest
from django.contrib import messages
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.safestring import mark_safe

from apps.core import htmx

pytestmark = pytest.mark.urls(__name__)
HX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/projects/?page=2"}


def view(request, kind):
    answers = {
        "toast": lambda: htmx.toast(htmx.toast(HttpResponse("x"), "One"), "Two · 二", "warn"),
        "message": lambda: messages.error(request, "Row 7 is empty.") or HttpResponse("x"),
        "safe": lambda: messages.info(request, mark_safe("<b>1</b>")) or HttpResponse("x"),
        "leaving": lambda: messages.success(request, "Saved.") or htmx.redirect(request, "/there/"),
        "refresh": lambda: htmx.refresh(request),
        "stop": lambda: htmx.stop_polling(request, "core/components/empty.html", {"title": "End"}),
        "bare": htmx.stop_polling,
        "login": lambda: htmx.HttpResponse(status=302, headers={"Location": "/accounts/login/?x"}),
        "elsewhere": lambda: htmx.HttpResponse(status=302, headers={"Location": "/other/"}),
        "named": lambda: htmx.toast(HttpResponse(headers={"HX-Trigger": "plain-name"}), "One"),
    }
    return answers[kind]()


urlpatterns = [path("part/<str:kind>/", view), path("accounts/login/", view, name="account_login")]


@pytest.fixture
def ask(client, db):
    return lambda kind, **headers: client.get(f"/part/{kind}/", headers=headers or HX)


def toasts(response):
    items = json.loads(response.headers["HX-Trigger"])["toasts"]["items"]
    return [(item["message"], item["tone"]) for item in items]


def test_several_toasts_arrive_whole(ask):
    response = ask("toast")
    assert toasts(response) == [("One", "good"), ("Two · 二", "warn")]
    assert response.headers["HX-Trigger"].isascii()


def test_a_message_becomes_a_toast_and_is_not_shown_again(ask, client):
    assert toasts(ask("message")) == [("Row 7 is empty.", "bad")]
    assert "HX-Trigger" not in ask("stop")


def test_a_message_of_a_full_page_waits_for_the_page(ask):
    assert "HX-Trigger" not in ask("message", accept="text/html")


def test_a_message_before_a_redirect_waits_for_the_next_page(ask):
    response = ask("leaving")
    assert response.headers["HX-Redirect"] == "/there/"
    assert "HX-Trigger" not in response
    assert toasts(ask("safe"))[0] == ("Saved.", "good")


def test_redirect_and_refresh_without_htmx_are_plain(ask):
    response = ask("leaving", accept="text/html")
    assert (response.status_code, response.headers["Location"]) == (302, "/there/")
    assert ask("refresh", accept="text/html").headers["Location"] == "/part/refresh/"
    assert ask("refresh").headers["HX-Refresh"] == "true"


def test_the_end_of_a_poll(ask):
    response = ask("stop")
    assert response.status_code == 286
    assert b"End" in response.content
    assert ask("bare").status_code == 286


def test_a_lost_session_comes_back_to_the_page_not_to_its_part(ask):
    response = ask("login")
    assert response.status_code == 200
    assert response.headers["HX-Redirect"] == (
        f"{reverse('account_login')}?next=%2Fprojects%2F%3Fpage%3D2"
    )
    assert ask("login", accept="text/html").status_code == 302
    assert ask("elsewhere").status_code == 302


def test_the_page_of_another_site_is_never_returned_to(ask):
    headers = {"HX-Request": "true", "HX-Current-URL": "https://elsewhere.example/x"}
    assert ask("login", **headers).headers["HX-Redirect"].endswith("?next=%2F")


def test_a_bare_trigger_of_another_view_does_not_break_a_toast(ask):
    assert toasts(ask("named")) == [("One", "good")]
