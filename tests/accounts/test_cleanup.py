"""Expired sessions and old mail go; what is in use stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import OutboxMail
from apps.accounts.tasks import clean_up
from tests.factories.accounts import PASSWORD, OutboxMailFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_clean_up():
    browsers = [Client(), Client()]
    for browser in browsers:
        user = UserFactory()
        browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    old = browsers[0].session.session_key
    Session.objects.filter(pk=old).update(expire_date=timezone.now() - timedelta(seconds=1))
    OutboxMailFactory.create_batch(2)
    stale = OutboxMail.objects.first()
    OutboxMail.objects.filter(pk=stale.pk).update(created_at=timezone.now() - timedelta(days=31))

    clean_up()

    assert not Session.objects.filter(pk=old).exists()
    assert [s.session_key for s in UserSession.objects.all()] == [browsers[1].session.session_key]
    assert browsers[1].get(reverse("accounts:profile")).status_code == 200
    assert OutboxMail.objects.count() == 1
    assert not OutboxMail.objects.filter(pk=stale.pk).exists()


def test_it_is_scheduled():
    assert settings.CELERY_BEAT_SCHEDULE["accounts.clean_up"]["task"] == clean_up.name
