"""The pages about oneself: few queries, strict policy, no trace in caches."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.accounts import ApiTokenFactory, UserFactory

pytestmark = pytest.mark.django_db
OWN = ["accounts:profile", "accounts:tokens", "account_change_password", "mfa_index",
       "usersessions_list", "account_logout"]  # fmt: skip
OPEN = ["account_login", "account_reset_password", "account_reset_password_done",
        "account_signup", "account_inactive", "account_reset_password_from_key_done"]  # fmt: skip


@pytest.mark.parametrize("name", OWN)
def test_own_pages_stay_within_twelve_queries(client, name, django_assert_max_num_queries):
    user = UserFactory()
    ApiTokenFactory.create_batch(5, user=user)
    client.force_login(user)
    with django_assert_max_num_queries(12):
        assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", OPEN)
def test_open_pages_are_in_the_sites_look(client, name):
    response = client.get(reverse(name))
    page = response.content.decode()
    assert response.status_code == 200
    assert "core/lepton.css" in page or "core/lepton." in page
    assert 'id="main"' in page
    assert "style=" not in page
    assert "<script>" not in page
    assert "unsafe" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_signup"])
def test_open_pages_speak_chinese(client, name):
    page = client.get(reverse(name), headers={"accept-language": "zh-CN"}).content.decode()
    assert any(word in page for word in ("登录", "重置密码", "仅限邀请"))
    for english in (">Log in<", "Forgot your password", "Send the link", "By invitation only"):
        assert english not in page
