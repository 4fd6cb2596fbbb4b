"""Results make nobody out, who asks to be forgotten is, and contacts who were asked are merged."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from apps.crm.domain.erasure import erase_contact
from apps.crm.merging import joining, parting
from apps.crm.merging.joining import Two
from apps.crm.merging.kinds import KINDS
from apps.events.models import AuditEntry
from apps.feedback.models import FeedbackRecord, Survey, SurveyFile, SurveyInvitation
from apps.feedback.surveys import answering
from apps.projects.models import Role
from tests.factories.accounts import UserFactory
from tests.factories.crm import ContactFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.surveys import ResponseFactory, SurveyFactory, SurveyInvitationFactory
from tests.feedback.test_survey_pages_public import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Any:
    return ProjectFactory()


@pytest.fixture
def viewer(project: Any) -> Any:
    return MembershipFactory(project=project, user=UserFactory(), role=Role.VIEWER).user


def owner(project: Any) -> Any:
    return project.memberships.get(role=Role.OWNER).user


def at(survey: Survey, name: str, *args: Any, **query: str) -> str:
    return reverse(
        f"feedback:{name}", args=[survey.project_id, survey.pk, *args], query=query or None
    )


def crossed(project: Any) -> Survey:
    """A survey with a crossing that has a count of two."""
    survey = SurveyFactory(project=project)
    draft = survey.draft
    plans = [{"value_id": one, "text": {"en": one.upper()}} for one in "ab"]
    draft["sections"][0]["questions"].append(
        {"key": "q7", "kind": "single", "text": {"en": "Plan"}, "choices": plans}
    )
    survey.versions.update(definition=draft)
    for score, plan, count in ((10, "a", 20), (10, "b", 2), (3, "a", 6), (3, "b", 21)):
        ResponseFactory.create_batch(count, survey=survey, answers={"q2": score, "q7": plan})
    return survey


def test_the_test_of_hidden_counts_is_for_those_who_may_read_answers(client, project, viewer):
    survey = crossed(project)
    for user, shown in ((viewer, False), (owner(project), True)):
        client.force_login(user)
        page = client.get(at(survey, "survey_cross", row="q2", column="q7"))
        text = page.content.decode()
        assert page.context["crossed"].hidden == 4
        assert ("Cramér" in text) is shown
        assert ("could be worked out" in text) is True
        cells = page.context["crossed"].table.rows
        assert [row["c2"] for row in cells] == [27, 22, 49]  # totals stay


def test_single_answers_are_for_analysts(client, project, viewer):
    survey = crossed(project)
    client.force_login(viewer)
    assert client.get(at(survey, "survey_download", "csv")).status_code == 403
    assert "answers.csv" not in client.get(at(survey, "survey_results")).content.decode()


def test_a_small_group_and_the_rest_of_a_large_one_are_not_shown(client, project, viewer):
    survey = SurveyFactory(project=project)
    for country, count in (("DEU", 12), ("FRA", 6), ("ITA", 2)):
        ResponseFactory.create_batch(count, survey=survey, answers={"q2": 9}, country=country)
    client.force_login(viewer)
    for country, shown in (("DEU", True), ("FRA", False), ("ITA", False), ("", True)):
        page = client.get(at(survey, "survey_results", country=country))
        assert ("Net promoter score" in page.content.decode()) is shown, country
        assert page.context["withheld"] is not shown
    together = client.get(at(survey, "survey_results", country="DEU", language="en"))
    assert together.context["withheld"]
    client.force_login(owner(project))
    page = client.get(at(survey, "survey_results", country="ITA", language="en"))
    assert "Net promoter score" in page.content.decode()


def kept_file(response: Any, question: str, content: bytes = b"ab") -> SurveyFile:
    made: SurveyFile = SurveyFile.objects.create(
        project=response.project, response=response, question=question, name="x.txt",
        size=len(content), file=ContentFile(content, name="x"),
    )  # fmt: skip
    return made


def test_files_of_answers_that_do_not_count_are_not_handed_out(client, project):
    survey = SurveyFactory(project=project)
    begun = kept_file(ResponseFactory(survey=survey, state="partial", answers={"q": "x.txt"}), "q")
    client.force_login(owner(project))
    assert client.get(at(survey, "survey_file", begun.pk)).status_code == 404


def test_who_is_erased_is_gone_from_answers_files_and_records(
    client, project, django_capture_on_commit_callbacks
):
    survey = SurveyFactory(project=project)
    draft = survey.draft
    draft["sections"][0]["questions"].append({"key": "q8", "kind": "file", "text": {"en": "Photo"}})
    survey.versions.update(definition=draft)
    person = ContactFactory(project=project, email="ann@example.com")
    invitation = SurveyInvitationFactory(survey=survey, contact=person)
    link = reverse("surveys:answer", args=[survey.token],
                   query={"i": answering.invitation_token(invitation)})  # fmt: skip
    send(client, survey, "s1", "q2 q8", path=link, q2="3", consent="yes",
         q8=ContentFile(b"My passport", name="p.txt"))  # fmt: skip
    send(client, survey, "s3", "q4 q5", path=link, q4="My illness", q5="price")
    other = ContactFactory(project=project)
    second = SurveyFactory(project=project)
    begun = ResponseFactory(
        survey=second, state="partial", answers={"q4": "secret"},
        invitation=SurveyInvitationFactory(survey=second, contact=person),
    )  # fmt: skip
    stays = ResponseFactory(
        survey=second, answers={"q2": 9, "q4": "Theirs"},
        invitation=SurveyInvitationFactory(survey=second, contact=other),
    )  # fmt: skip
    response = survey.responses.get()
    assert response.state == "complete"
    there = response.files.get().file.name
    assert FeedbackRecord.objects.filter(contact=person, text="My illness").exists()
    with django_capture_on_commit_callbacks(execute=True):
        receipt = erase_contact(person, owner(project))
    response.refresh_from_db()
    assert response.answers == {"q2": 3, "q5": ["price"]}
    assert response.invitation_id is None
    assert not default_storage.exists(there)
    assert not survey.responses.model.objects.filter(pk=begun.pk).exists()
    stays.refresh_from_db()
    assert stays.answers["q4"] == "Theirs"
    assert list(SurveyInvitation.objects.all()) == [stays.invitation]
    assert not FeedbackRecord.objects.exists()
    told = "".join(str(row.data) for row in AuditEntry.objects.filter(project=project))
    assert "illness" not in told
    said = [str(one) for one in receipt]
    assert "4 feedback records were erased." in said
    assert AuditEntry.objects.get(kind="crm.contact.erased").data["receipt"] == said
    assert client.get(link).status_code == 200  # the link leads to the survey, not to the answers
    assert "illness" not in client.get(link).content.decode()


def test_the_page_shows_what_an_erasure_reached(client, project):
    person = ContactFactory(project=project, name="Ann Weber")
    SurveyInvitationFactory(survey=SurveyFactory(project=project), contact=person)
    client.force_login(owner(project))
    address = reverse("crm:contact_delete", args=[project.pk, person.pk])
    page = client.post(address, {"confirm": str(person), "erase": "1"}, follow=True)
    assert "1 invitation to a survey was erased." in page.content.decode()


def test_contacts_who_were_both_asked_can_become_one_and_part_again(client, project):
    survey = SurveyFactory(project=project)
    kept, lost = (SurveyInvitationFactory(survey=survey) for _two in range(2))
    ResponseFactory(survey=survey, answers={"q2": 2}, invitation=lost)  # answered first
    merge = joining.merge(KINDS["contact"], Two(kept.contact, lost.contact), owner(project), [])
    counts = SurveyInvitation.objects.get(replaced=False)
    assert (counts.pk, counts.contact_id) == (lost.pk, kept.contact_id)
    link = reverse("surveys:answer", args=[survey.token],
                   query={"i": answering.invitation_token(kept)})  # fmt: skip
    assert "already" in client.get(link).content.decode()  # one person, one answer
    parting.undo(merge, owner(project))
    rows = SurveyInvitation.objects.filter(replaced=False).values_list("pk", "contact_id")
    assert set(rows) == {(kept.pk, kept.contact_id), (lost.pk, lost.contact_id)}
    assert "already" not in client.get(link).content.decode()
