"""The profile: name, language, time zone, appearance; a change takes effect at once."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from apps.accounts.middleware import PersonalSettingsMiddleware
from apps.events.models import AuditEntry
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
GOOD = {"name": "Ada", "language": "", "time_zone": "UTC", "theme": "auto"}


@pytest.fixture
def user(client):
    user = UserFactory(name="Ada")
    client.force_login(user)
    return user


def save(client, **changes):
    return client.post(reverse("accounts:profile"), {**GOOD, **changes}, follow=True)


def test_pages_need_a_log_in(client):
    for name in ("accounts:profile", "accounts:tokens", "mfa_index", "usersessions_list"):
        response = client.get(reverse(name))
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))


def test_all_fields_are_saved(client, user):
    save(client, name="Ada L.", language="zh-hans", time_zone="Europe/Paris", theme="dark")
    user.refresh_from_db()
    assert (user.name, user.language, user.theme) == ("Ada L.", "zh-hans", "dark")
    assert str(user.time_zone) == "Europe/Paris"
    entry = AuditEntry.objects.get(kind="accounts.profile.changed")
    changes = entry.data["changes"]
    assert list(changes) == ["language", "name", "theme", "time_zone"]
    assert [after for _before, after in changes.values()] == [
        "zh-hans", "Ada L.", "dark", "Europe/Paris",
    ]  # fmt: skip
    assert changes["time_zone"][0] == "UTC"


def test_language_takes_effect_on_the_very_next_page(client, user):
    page = save(client, language="zh-hans")
    assert '<html lang="zh-Hans"' in page.content.decode()
    assert client.cookies["django_language"].value == "zh-hans"
    page = save(client, language="en")
    assert '<html lang="en"' in page.content.decode()
    save(client, language="")
    page = client.get(reverse("accounts:profile"), headers={"accept-language": "zh-CN"})
    assert '<html lang="zh-Hans"' in page.content.decode()


def test_saving_without_a_change_writes_nothing(client, user):
    save(client)
    assert not AuditEntry.objects.filter(kind="accounts.profile.changed").exists()


@pytest.mark.parametrize("typed", ["asia/shanghai", "Asia/Shanghai", " Asia/Shanghai "])
def test_time_zone_is_found_however_it_is_typed(client, user, typed):
    save(client, time_zone=typed)
    user.refresh_from_db()
    assert str(user.time_zone) == "Asia/Shanghai"


def test_spaces_do_for_underscores(client, user):
    save(client, time_zone="america/new york")
    user.refresh_from_db()
    assert str(user.time_zone) == "America/New_York"


def test_a_wrong_zone_is_named_and_the_rest_is_kept(client, user):
    page = save(client, name="Someone", time_zone="Middle-earth").content.decode()
    assert "No time zone has this name" in page
    assert 'value="Someone"' in page
    assert 'value="Middle-earth"' in page
    user.refresh_from_db()
    assert user.name == "Ada"


def test_zones_are_offered_with_their_offset(client, user):
    page = client.get(reverse("accounts:profile")).content.decode()
    assert '<option value="Asia/Shanghai">Asia/Shanghai · UTC+08:00</option>' in page
    assert page.count("<option") > 300


def test_nobody_makes_themselves_administrator_or_changes_the_address(client, user):
    save(client, is_staff="on", is_superuser="on", email="boss@example.com")
    user.refresh_from_db()
    assert not user.is_staff
    assert not user.is_superuser
    assert user.email != "boss@example.com"


def test_views_run_in_the_persons_time_zone(rf):
    seen = []

    def view(request):
        seen.append(timezone.get_current_timezone_name())
        return HttpResponse()

    request = rf.get("/")
    request.user = UserFactory(time_zone=ZoneInfo("Asia/Tokyo"))
    PersonalSettingsMiddleware(view)(request)
    assert seen == ["Asia/Tokyo"]
    assert timezone.get_current_timezone_name() == "UTC"


def test_first_log_in_goes_to_the_welcome_page_if_there_is_one(client):
    newcomer = UserFactory(email="new@example.com", welcomed_at=None)
    try:
        expected = reverse("projects:welcome")
    except NoReverseMatch:
        expected = "/"
    response = client.post(
        reverse("account_login"), {"login": newcomer.email, "password": "correct horse battery"}
    )
    assert response["Location"] == expected
