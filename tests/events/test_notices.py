"""Notices: made for one person, counted at the bell, read once."""

import pytest
from django.urls import reverse

from apps.core.messages import msg
from apps.events.domain.notices import notify, unread_count
from apps.events.models import Notice
from tests.factories.accounts import UserFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def page(client, user):
    client.force_login(user)
    return client


def test_a_notice_is_said_with_its_values_and_counted(page, user):
    project = ProjectFactory(owner=user, name="Lamps")
    notify(user, msg("'{title}' has finished.", title="Fit <1>"), project_id=project.pk)
    shown = page.get(reverse("events:notices")).content.decode()
    assert "&#x27;Fit &lt;1&gt;&#x27; has finished." in shown
    assert "Lamps" in shown
    assert unread_count(user) == 1


def test_nobody_sees_anothers_notice(page):
    other = notify(UserFactory(), msg("Secret"))
    assert "Secret" not in page.get(reverse("events:notices")).content.decode()
    assert page.get(reverse("events:notice", args=[other.pk])).status_code == 404
    other.refresh_from_db()
    assert other.read_at is None


def test_opening_a_notice_reads_it_once_and_leads_on(page, user):
    notice = notify(user, msg("Done"), url="/projects/new/")
    address = reverse("events:notice", args=[notice.pk])
    assert page.get(address).url == "/projects/new/"
    first = Notice.objects.get().read_at
    assert first is not None
    page.get(address)
    assert Notice.objects.get().read_at == first


@pytest.mark.parametrize("url", ["", "//evil.example/", "https://evil.example/", "javascript:x"])
def test_a_notice_never_leads_off_the_site(page, user, url):
    notice = notify(user, msg("Done"), url=url)
    response = page.get(reverse("events:notice", args=[notice.pk]))
    assert response.url == reverse("events:notices")


def test_all_are_marked_as_read(page, user):
    others = notify(UserFactory(), msg("Theirs"))
    for _ in range(2):
        notify(user, msg("Mine"))
    response = page.post(reverse("events:read_all"), follow=True)
    assert "2 notices marked as read." in response.content.decode()
    assert unread_count(user) == 0
    others.refresh_from_db()
    assert others.read_at is None
    assert page.get(reverse("events:read_all")).status_code == 405


def test_the_list_is_paged_within_twelve_queries(page, user, django_assert_max_num_queries):
    for number in range(30):
        notify(user, msg("Number {n}", n=number))
    with django_assert_max_num_queries(12):
        shown = page.get(reverse("events:notices")).content.decode()
    assert "Number 29" in shown
    assert "Number 4<" not in shown
    assert "Number 4<" in page.get(reverse("events:notices") + "?page=2").content.decode()


def test_an_empty_list_says_what_will_come(page):
    assert "When a job of yours ends" in page.get(reverse("events:notices")).content.decode()
