"""The project pages over HTTP."""

import json
import re

import pytest
from django.urls import reverse

from apps.accounts.models import Invitation
from apps.projects.domain import members as members_domain
from apps.projects.domain import samples
from apps.projects.models import MarketEntry, Membership, Project, Role, Stage, StageMove
from tests.factories.accounts import UserFactory
from tests.factories.projects import MarketEntryFactory, MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return UserFactory(name="Wei")


@pytest.fixture
def project(owner):
    return ProjectFactory(owner=owner, name="Lamps", home_country="CHN")


@pytest.fixture
def entry(project):
    return MarketEntryFactory(project=project, country="DEU")


@pytest.fixture
def page(client, owner):
    client.force_login(owner)
    return client


def url(name, *args):
    return reverse(f"projects:{name}", args=[getattr(arg, "pk", arg) for arg in args])


def text(response):
    return response.content.decode()


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', text(response)).group(1)


def login_as(client, project, role):
    user = MembershipFactory(project=project, role=role).user
    client.force_login(user)
    return user


# --- list and welcome -----------------------------------------------------------------


def test_the_first_visit_leads_to_the_welcome(client):
    user = UserFactory(welcomed_at=None)
    client.force_login(user)
    response = client.get("/")
    assert response.url == url("welcome")
    assert "Upload my data" in text(client.get(response.url))


@pytest.mark.parametrize(
    ("choice", "target"),
    [("empty", "/projects/new/"), ("upload", "/projects/new/?then=upload"), ("later", "/")],
)
def test_each_way_to_start_leads_on_and_ends_the_welcome(client, choice, target):
    user = UserFactory(welcomed_at=None)
    client.force_login(user)
    assert client.post(url("welcome"), {"choice": choice}).url == target
    user.refresh_from_db()
    assert user.welcomed_at is not None
    assert client.get("/").status_code == 200


def test_the_sample_is_opened_from_the_welcome(client, monkeypatch):
    monkeypatch.setattr(samples, "_makers", {})
    samples.register(lambda user: ProjectFactory(owner=user, is_sample=True, name="Sample"))
    user = UserFactory(welcomed_at=None)
    client.force_login(user)
    response = client.post(url("welcome"), {"choice": "sample"}, follow=True)
    assert "Sample" in text(response)
    assert response.redirect_chain[-1][0] == url("overview", Project.objects.get())


def test_without_a_sample_the_welcome_says_so(client, monkeypatch):
    monkeypatch.setattr(samples, "_makers", {})
    client.force_login(UserFactory(welcomed_at=None))
    response = client.post(url("welcome"), {"choice": "sample"}, follow=True)
    assert "not installed" in text(response)


def test_the_list_holds_only_the_persons_own_projects(page, project):
    ProjectFactory(name="Somebody else's")
    shown = text(page.get("/"))
    assert "Lamps" in shown
    assert "Somebody else" not in shown


def test_an_empty_list_says_what_to_do(client):
    client.force_login(UserFactory())
    shown = text(client.get("/"))
    assert "No projects yet" in shown
    assert url("create") in shown


def test_archived_projects_are_listed_apart(page, project, owner):
    ProjectFactory(owner=owner, name="Old", archived_at=project.created_at)
    cards = lambda response: re.findall(r'stretched-link" href="[^"]*">(.*?)</a>', text(response))  # noqa: E731
    assert cards(page.get("/")) == ["Lamps"]
    assert cards(page.get("/?show=archived")) == ["Old"]


def test_the_list_is_searched_and_paged(page, owner):
    for number in range(26):
        ProjectFactory(owner=owner, name=f"Thing {number:02}")
    assert "Page 1 of 2" in text(page.get("/"))
    assert "Thing 25" in text(page.get("/?page=2"))
    assert "Thing 25" in text(page.get("/?page=99"))
    found = text(page.get("/?q=thing 07"))
    assert "Thing 07" in found
    assert "Thing 08" not in found
    assert "No project has this in its name" in text(page.get("/?q=zzz"))


# --- create -------------------------------------------------------------------------------


def create(page, **changes):
    values = {
        "name": "Kettles",
        "product_name": "Kettle",
        "home_country": "CHN",
        "currency": "CNY",
        "candidates": "",
    } | changes
    return page.post(url("create"), values)


def test_a_project_is_made_from_the_form(page, owner):
    response = create(page, candidates="Germany, Korea, Rep., 日本\nbr; Viet Nam、UAE")
    project = Project.objects.get(name="Kettles")
    assert response.url == url("overview", project)
    codes = set(project.market_entries.values_list("country", flat=True))
    assert codes == {"CHN", "DEU", "KOR", "JPN", "BRA", "VNM", "ARE"}
    assert Membership.objects.get(project=project).user == owner


@pytest.mark.parametrize(
    ("candidates", "sentence"),
    [
        ("Congo", "&#x27;Congo&#x27; is not clear. Did you mean"),
        ("European Union", "is a group of countries"),
        ("Atlantis", "is not a country that we know"),
        ("Germny", "Did you mean: Germany"),
    ],
)
def test_a_country_that_is_not_clear_is_asked_about_and_nothing_is_lost(page, candidates, sentence):
    response = create(page, candidates=f"France, {candidates}")
    assert response.status_code == 200
    assert sentence in text(response)
    assert f"France, {candidates}" in text(response)
    assert "Kettles" in text(response)
    assert not Project.objects.exists()


def test_a_long_text_that_is_no_country_is_repeated_in_short(page):
    response = create(page, candidates="x" * 5000)
    assert f"&#x27;{'x' * 39}…&#x27; is not a country" in text(response)


def test_missing_fields_are_named(page):
    response = create(page, name="", home_country="")
    assert text(response).count("This field is required.") == 2


def test_after_upload_my_data_the_upload_page_follows(page):
    values = {"name": "K", "product_name": "K", "home_country": "CHN", "currency": "CNY"}
    response = page.post(url("create") + "?then=upload", values)
    assert response.url == reverse("datasets:upload", args=[Project.objects.get().pk])


# --- overview and markets --------------------------------------------------------------------


def test_the_overview_has_a_point_and_a_row_for_each_market(page, project, entry):
    response = page.get(url("overview", project))
    found = re.search(r'id="market-points" type="application/json">(.*?)</script>', text(response))
    points = json.loads(found.group(1))
    assert {point["iso3"] for point in points} == {"CHN", "DEU"}
    assert text(response).count(url("market", project, entry)) >= 2
    assert "Describe the product" in text(response)


def test_a_viewer_reads_everything_and_is_offered_no_change(client, project, entry):
    login_as(client, project, Role.VIEWER)
    for name, args in (("overview", ()), ("markets", ()), ("market", (entry,)), ("members", ())):
        shown = text(client.get(url(name, project, *args)))
        assert "Add markets" not in shown
        assert "Next steps" not in shown
        assert "<select" not in shown.replace('<select name="stage"', "").replace(
            '<select name="owner"', ""
        ) or name in {"markets"}
    assert client.get(url("settings", project)).status_code == 200


def test_markets_are_filtered_and_sorted_on_the_server(page, project, entry, owner):
    MarketEntryFactory(
        project=project, country="BRA", stage=Stage.ENTRY, owner=owner, note="coffee"
    )
    names = lambda response: re.findall(r'">(Brazil|China|Germany)</a>', text(response))  # noqa: E731
    listed = url("markets", project)
    assert names(page.get(listed + "?sort=country")) == ["Brazil", "China", "Germany"]
    assert names(page.get(listed + "?sort=-country")) == ["Germany", "China", "Brazil"]
    assert names(page.get(listed + "?sort=-stage"))[0] == "Brazil"
    assert names(page.get(listed + "?stage=entry")) == ["Brazil"]
    assert names(page.get(listed + f"?owner={owner.pk}")) == ["Brazil"]
    assert "Brazil" not in names(page.get(listed + "?owner=none"))
    assert names(page.get(listed + "?q=germ")) == ["Germany"]
    assert names(page.get(listed + "?q=coffee")) == ["Brazil"]


def test_markets_are_added_from_the_form(page, project, entry):
    response = page.post(url("markets_add", project), {"countries": "JPN, Germany"}, follow=True)
    assert "1 market added. 1 was there already." in text(response)
    assert MarketEntry.objects.filter(project=project).count() == 3


def test_the_market_page_shows_gate_facts_and_languages(page, project, entry):
    shown = text(page.get(url("market", project, entry)))
    assert "Nobody owns this market." in shown
    assert "Unicode CLDR 48.2.0" in shown
    assert "German" in shown
    assert "This market has not moved yet." in shown


def test_a_plan_is_saved(page, project, entry, owner):
    values = {"owner": owner.pk, "target_launch": "2031-02-03", "note": "Hello"}
    response = page.post(url("market_plan", project, entry), values)
    assert response.url == url("market", project, entry)
    entry.refresh_from_db()
    assert (entry.owner, entry.note) == (owner, "Hello")


def test_a_stale_plan_shows_both_values_and_the_second_save_wins(page, project, entry):
    opened = page.get(url("market", project, entry))
    seen = hidden(opened, "seen")
    MarketEntry.objects.get(pk=entry.pk).save()
    MarketEntry.objects.filter(pk=entry.pk).update(note="Theirs")
    values = {"note": "Mine", "seen": seen}
    refused = page.post(url("market_plan", project, entry), values)
    assert "Somebody else saved this" in text(refused)
    assert "Mine" in text(refused)
    assert "Theirs" in text(refused)
    entry.refresh_from_db()
    assert entry.note == "Theirs"
    shown = re.findall(r'name="seen" value="([^"]*)"', text(refused))
    values["seen"] = next(value for value in shown if value == entry.updated_at.isoformat())
    assert page.post(url("market_plan", project, entry), values).status_code == 302
    entry.refresh_from_db()
    assert entry.note == "Mine"


def test_a_market_is_moved_with_a_reason_and_the_history_keeps_it(page, project, entry):
    target = url("market_move", project, entry)
    refused = page.post(target, {"to_stage": "development"})
    assert "Not every check of this stage is met" in text(refused)
    done = page.post(target, {"to_stage": "development", "reason": "The fair"}, follow=True)
    assert "The fair" in text(done)
    assert "The checks as they stood" in text(done)
    assert StageMove.objects.get().reason == "The fair"


def test_a_move_that_skips_or_is_stale_is_refused_with_a_sentence(page, project, entry):
    target = url("market_move", project, entry)
    assert "Select a valid choice" in text(page.post(target, {"to_stage": "entry"}))
    seen = hidden(page.get(url("market", project, entry)), "seen")
    MarketEntry.objects.get(pk=entry.pk).save()
    stale = page.post(target, {"to_stage": "development", "reason": "x", "seen": seen})
    assert "Somebody else changed this market" in text(stale)
    garbled = page.post(target, {"to_stage": "development", "reason": "x", "seen": "yesterday"})
    assert garbled.status_code == 200
    assert not StageMove.objects.exists()


def test_a_market_is_removed_after_asking(page, project, entry):
    target = url("market_remove", project, entry)
    assert "Remove Germany?" in text(page.get(target))
    assert MarketEntry.objects.filter(pk=entry.pk).exists()
    assert page.post(target).url == url("markets", project)
    assert not MarketEntry.objects.filter(pk=entry.pk).exists()
    home = project.market_entries.get()
    assert "home market cannot be removed" in text(
        page.post(url("market_remove", project, home), follow=True)
    )


def test_a_market_of_another_project_is_not_found(page, project, owner):
    other = MarketEntryFactory(project=ProjectFactory(owner=owner), country="FRA")
    assert page.get(url("market", project, other)).status_code == 404


# --- members -----------------------------------------------------------------------------------


def test_an_address_longer_than_any_account_s_is_refused(page, project):
    values = {"email": f"a@{'x.' * 130}example.com", "role": "analyst"}
    assert "at most 254 characters" in text(page.post(url("members", project), values))
    assert not Invitation.objects.exists()


def test_a_person_without_account_is_invited_and_the_link_is_shown_once(page, project, settings):
    settings.EMAIL_BACKEND = "apps.accounts.outbox.OutboxBackend"  # no mail server
    values = {"email": "new@example.com", "role": "analyst"}
    response = page.post(url("members", project), values)
    assert "It is shown only now" in text(response)
    again = page.get(url("members", project))
    assert "It is shown only now" not in text(again)
    assert "new@example.com" in text(again)


def test_with_a_mail_server_the_link_goes_to_the_person_alone(page, project):
    values = {"email": "new@example.com", "role": "analyst"}
    response = page.post(url("members", project), values, follow=True)
    assert "was sent to new@example.com" in text(response)
    assert "It is shown only now" not in text(response)


def test_a_person_with_an_account_is_added(page, project):
    UserFactory(email="ann@example.com", name="Ann")
    values = {"email": "ann@example.com", "role": "viewer"}
    assert "Ann is a member now." in text(page.post(url("members", project), values, follow=True))
    assert "member already" in text(page.post(url("members", project), values))


def test_roles_are_changed_and_members_removed(page, project):
    row = MembershipFactory(project=project, role=Role.VIEWER)
    page.post(url("member_role", project, row), {"role": "editor"})
    row.refresh_from_db()
    assert row.role == Role.EDITOR
    page.post(url("member_role", project, row), {"role": "emperor"})
    row.refresh_from_db()
    assert row.role == Role.EDITOR
    page.post(url("member_remove", project, row))
    assert not Membership.objects.filter(pk=row.pk).exists()


def test_the_last_owner_is_told_why_they_stay(page, project, owner):
    own = Membership.objects.get(project=project, user=owner)
    left = page.post(url("member_remove", project, own), follow=True)
    assert "last owner" in text(left)
    lowered = page.post(url("member_role", project, own), {"role": "viewer"}, follow=True)
    assert "last owner" in text(lowered)
    assert Membership.objects.get(pk=own.pk).role == Role.OWNER


def test_a_viewer_leaves(client, project):
    user = login_as(client, project, Role.VIEWER)
    row = Membership.objects.get(user=user)
    assert client.post(url("member_remove", project, row)).url == "/"
    assert client.get(url("overview", project)).status_code == 404


def test_an_invitation_is_withdrawn(page, project, owner):
    made, _link = members_domain.invite(project, owner, email="new@example.com", role=Role.VIEWER)
    page.post(url("withdraw", project, made))
    assert members_domain.open_invitations(project) == []
    assert page.post(url("withdraw", project, made)).status_code == 404


# --- settings --------------------------------------------------------------------------------


def settings_values(page, project, **changes):
    opened = page.get(url("settings", project))
    return {
        "name": "Lights",
        "description": "",
        "home_country": "CHN",
        "currency": "USD",
        "seen": hidden(opened, "seen"),
    } | changes


def test_settings_are_saved(page, project):
    page.post(url("settings", project), settings_values(page, project))
    project.refresh_from_db()
    assert project.name == "Lights"


def test_stale_settings_show_both_values(page, project):
    values = settings_values(page, project)
    Project.objects.get(pk=project.pk).save()
    Project.objects.filter(pk=project.pk).update(name="Torches")
    shown = text(page.post(url("settings", project), values))
    assert "Somebody else saved this" in shown
    assert "Torches" in shown
    assert 'value="Lights"' in shown


def test_the_product_is_described(page, project):
    values = {"product-name": "Lamp", "product-summary": "For reading.", "product-website": ""}
    page.post(url("product", project), values)
    project.product.refresh_from_db()
    assert project.product.summary == "For reading."
    wrong = page.post(url("product", project), values | {"product-website": "not a site"})
    assert "Enter a valid URL" in text(wrong)
    assert "For reading." in text(wrong)


def test_archive_restore_and_delete(page, project):
    page.post(url("archive", project))
    shown = text(page.get(url("settings", project)))
    assert "Restore the project" in shown
    assert page.post(url("markets_add", project), {"countries": "JPN"}).status_code == 403
    page.post(url("restore", project))
    wrong = page.post(url("delete", project), {"confirm": "lamp"})
    assert "does not match" in text(wrong)
    assert page.post(url("delete", project), {"confirm": "Lamps"}).url == "/"
    assert not Project.objects.filter(pk=project.pk).exists()


# --- who may what --------------------------------------------------------------------------------

WRITES = [
    ("markets_add", (), {"countries": "JPN"}, Role.EDITOR),
    ("market_plan", ("entry",), {"note": "x"}, Role.EDITOR),
    ("market_move", ("entry",), {"to_stage": "development", "reason": "x"}, Role.EDITOR),
    ("market_remove", ("entry",), {}, Role.EDITOR),
    ("settings", (), {"name": "x"}, Role.EDITOR),
    ("product", (), {"product-name": "x"}, Role.EDITOR),
    ("members", (), {"email": "a@example.com", "role": "viewer"}, Role.OWNER),
    ("archive", (), {}, Role.OWNER),
    ("restore", (), {}, Role.OWNER),
    ("delete", (), {"confirm": "Lamps"}, Role.OWNER),
]


@pytest.mark.parametrize(("name", "extra", "values", "needs"), WRITES)
@pytest.mark.parametrize("role", list(Role))
def test_every_change_asks_for_its_role(client, project, entry, name, extra, values, needs, role):
    login_as(client, project, role)
    target = url(name, project, *(entry for _ in extra))
    status = client.post(target, values).status_code
    assert (status != 403) == role.covers(needs)


@pytest.mark.parametrize(("name", "extra", "values", "needs"), WRITES)
def test_an_outsider_finds_nothing(client, project, entry, name, extra, values, needs):
    target = url(name, project, *(entry for _ in extra))
    assert client.post(target, values).url.startswith("/accounts/login")
    client.force_login(UserFactory())
    assert client.post(target, values).status_code == 404


@pytest.mark.parametrize("name", ["overview", "markets", "members", "settings"])
def test_pages_stay_within_twelve_queries(
    page, project, owner, django_assert_max_num_queries, name
):
    for iso3 in ("DEU", "FRA", "JPN", "BRA", "KEN", "MEX", "NOR", "SGP"):
        MarketEntryFactory(project=project, country=iso3, owner=owner)
    for _ in range(5):
        MembershipFactory(project=project)
    with django_assert_max_num_queries(12):
        page.get(url(name, project))


def test_list_and_market_stay_within_twelve_queries(
    page, project, entry, owner, django_assert_max_num_queries
):
    for _ in range(8):
        ProjectFactory(owner=owner)
    with django_assert_max_num_queries(12):
        page.get("/")
    with django_assert_max_num_queries(12):
        page.get(url("market", project, entry))


@pytest.mark.parametrize("name", ["overview", "markets", "members", "settings"])
def test_pages_are_read_in_chinese(page, project, entry, name):
    page.cookies["django_language"] = "zh-hans"
    shown = text(page.get(url(name, project)))
    assert "概览" in shown
    for english in ("Markets by stage", "Next steps", "Add a member", "Use and limits", "Owner"):
        assert english not in shown
