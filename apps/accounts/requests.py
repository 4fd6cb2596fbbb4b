"""The request of someone who is logged in, for typed views."""

from django.http import HttpRequest

from apps.accounts.models import User


class SignedInRequest(HttpRequest):
    """What a view behind ``login_required`` is handed."""

    user: User
