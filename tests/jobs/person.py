"""Somebody who uses the site over HTTP, as a browser does."""

from __future__ import annotations

import contextlib
import http.client
from urllib.parse import urlsplit

from django.conf import settings
from django.middleware.csrf import _get_new_csrf_string


class Person:
    """Somebody at the site over HTTP, with the form's token."""

    def __init__(self, url, client, user):
        client.force_login(user)
        self.place = urlsplit(url).netloc
        self.token = _get_new_csrf_string()
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.cookies = f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={self.token}"

    def click(self, path, body=""):
        """POST a form; the status."""
        headers = {
            "X-CSRFToken": self.token, "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        return self._ask("POST", path, body, headers)[0]

    def look(self, path):
        """The status and the text of a page."""
        return self._ask("GET", path, None, {})

    def _ask(self, method, path, body, headers):
        with contextlib.closing(http.client.HTTPConnection(self.place)) as connection:
            connection.request(method, path, body, {"Cookie": self.cookies, **headers})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
