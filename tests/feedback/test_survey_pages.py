"""The team's pages: building, translating, publishing, sharing and reading results."""

from __future__ import annotations

import io
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apps.events.models import AuditEntry
from apps.feedback.models import FeedbackRecord, Survey, SurveyFile, SurveyInvitation, SurveyVersion
from apps.feedback.surveys import actions, handing, mailing
from apps.feedback.surveys.definition import read
from tests.factories.crm import ContactFactory
from tests.factories.crm_more import ConsentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.surveys import ResponseFactory, SurveyFactory, SurveyInvitationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(client: Any) -> Any:
    made = ProjectFactory()
    client.force_login(made.memberships.get().user)
    return made


def at(survey: Survey, name: str, *args: Any, **query: str) -> str:
    return reverse(
        f"feedback:{name}", args=[survey.project_id, survey.pk, *args], query=query or None
    )


def test_from_a_template_to_a_published_survey(client, project):
    sent = {"title": "Spring", "starter": "fit", "language": "zh-Hans"}
    made = client.post(reverse("feedback:survey_new", args=[project.pk]), sent)
    survey = Survey.objects.get()
    assert made["Location"] == at(survey, "survey")
    assert survey.draft["default"] == "zh-hans"
    page = client.get(made["Location"]).content.decode()
    assert "如果不能再使用本产品" in page
    client.post(at(survey, "survey_publish"))
    survey.refresh_from_db()
    assert survey.state == "open"
    assert survey.versions.get().definition == survey.draft
    client.post(at(survey, "survey_publish"))
    assert survey.versions.count() == 1  # nothing changed since
    client.post(at(survey, "survey_close"))
    client.post(at(survey, "survey_duplicate"))
    assert set(Survey.objects.values_list("state", flat=True)) == {"closed", "draft"}
    kinds = AuditEntry.objects.filter(project_id=project.pk).values_list("kind", flat=True)
    assert {"feedback.survey.created", "feedback.survey.published", "feedback.survey.closed"} <= {
        *kinds
    }


def test_a_version_is_never_changed(project):
    version = SurveyFactory(project=project).versions.get()
    version.number = 7
    with pytest.raises(TypeError):
        version.save()


def test_a_survey_with_a_problem_is_not_published(client, project):
    survey = SurveyFactory(project=project, state="draft")
    actions.edit(survey, project.memberships.get().user,
                 lambda draft: draft.questions[0].text.clear())  # fmt: skip
    page = client.post(at(survey, "survey_publish"), follow=True).content.decode()
    assert "has no text" in page
    assert not SurveyVersion.objects.exists()


def question(**sent: Any) -> dict[str, Any]:
    return {"text": "What?", "choice-new-0": "One", "choice-new-1": "Two", **sent}


def test_questions_are_added_changed_moved_and_removed(client, project):
    survey = SurveyFactory(project=project, state="draft")
    path = at(survey, "survey_question_new", "single", section="s1")
    condition = {"show_match": "all", "show_0": "q2|at_most|", "show_0_number": "6"}
    assert client.post(path, question(**condition)).status_code == 302
    survey.refresh_from_db()
    made = read(survey.draft).section("s1").questions[-1]
    assert [one.text["en"] for one in made.choices] == ["One", "Two"]
    assert made.show_if.conditions[0].value == 6
    first = made.choices[0].value_id
    changed = {"text": "Which?", f"choice_{first}": "The first", "choice-new-0": "Three"}
    client.post(at(survey, "survey_question", made.key), changed)
    survey.refresh_from_db()
    after = read(survey.draft).question(made.key)
    assert [one.text["en"] for one in after.choices] == ["The first", "Three"]
    assert after.choices[0].value_id == first  # stable
    assert after.choices[1].value_id not in {one.value_id for one in made.choices}  # never again
    assert after.show_if is None
    for do in ("down", "remove"):
        client.post(at(survey, "survey_change"), {"do": do, "key": made.key})
        survey.refresh_from_db()
        keys = [one.key for one in read(survey.draft).sections[1].questions]
        assert (made.key in keys) is (do == "down")


@pytest.mark.parametrize(
    ("kind", "sent", "says"),
    [
        ("single", {"text": ""}, "required"),
        ("scale", {"text": "S", "lowest": "5", "highest": "1"}, "above the lowest"),
        ("scale", {"text": "S", "lowest": "0.5", "highest": "3"}, "whole ends"),
        ("number", {"text": "N", "lowest": "nan", "highest": ""}, "number"),
        ("text", {"text": "T", "show_0": "q2|at_least|"}, "Give the number"),
        ("text", {"text": "T" * 5000}, "4000"),
    ],
)
def test_a_question_that_cannot_be_is_refused_and_kept_in_the_form(
    client, project, kind, sent, says
):
    survey = SurveyFactory(project=project, state="draft")
    page = client.post(at(survey, "survey_question_new", kind), {"help": "Kept", **sent})
    text = page.content.decode()
    assert page.status_code == 422
    assert says in text
    assert "Kept" in text


def test_a_stale_form_says_so_and_can_be_saved_again(client, project):
    survey = SurveyFactory(project=project, state="draft")
    sent = {"text": "Mine", "seen": survey.version}
    actions.edit(survey, project.memberships.get().user,
                 lambda draft: draft.intro.update(en="Theirs"))  # fmt: skip
    page = client.post(at(survey, "survey_question", "q2"), sent)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Somebody else changed this survey" in text
    assert "Mine" in text
    sent["seen"] = page.context["form"].data["seen"]
    assert client.post(at(survey, "survey_question", "q2"), sent).status_code == 302
    survey.refresh_from_db()
    assert read(survey.draft).say(read(survey.draft).intro, "en") == "Theirs"


@pytest.mark.parametrize(
    ("name", "sent", "kept"),
    [
        ("survey_settings", {"title": "Mine"}, "Mine"),
        ("survey_texts", {"t:q2.text": "Mine?"}, "Mine?"),
    ],
)
def test_settings_and_texts_that_somebody_else_changed_are_not_overwritten(
    client, project, name, sent, kept
):
    survey = SurveyFactory(project=project, state="draft")
    sent = {**sent, "seen": survey.version}
    actions.edit(survey, project.memberships.get().user,
                 lambda draft: draft.question("q2").text.update(en="Theirs?"))  # fmt: skip
    page = client.post(at(survey, name, language="en"), sent, follow=True)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Somebody else changed this survey" in text
    assert kept in text
    survey.refresh_from_db()
    assert (survey.title, read(survey.draft).question("q2").text["en"]) != ("Mine", "Mine?")
    assert read(survey.draft).question("q2").text["en"] == "Theirs?"
    again = client.post(at(survey, name, language="en"), {**sent, "seen": survey.version})
    assert again.status_code == 302


def test_settings_and_their_mistakes(client, project):
    survey = SurveyFactory(project=project, state="draft")
    sent = {"title": "T", "quota_total": "5", "sites": "https://shop.example.com/a\n",
            "quotas": "DEU 10"}  # fmt: skip
    assert client.post(at(survey, "survey_settings"), sent).status_code == 302
    survey.refresh_from_db()
    assert survey.sites == ["https://shop.example.com"]
    assert survey.draft["quotas"] == [{"value": "DEU", "most": 10}]
    for wrong, says in (
        ({"sites": "javascript:alert(1)"}, "address of a site"),
        ({"sites": "https://a;b.example"}, "address of a site"),
        ({"quotas": "DEU many"}, "cannot be read"),
        ({"quotas": "q2=x 5"}, "cannot be read"),
        ({"quota_total": "-1"}, "greater than or equal"),
    ):
        page = client.post(at(survey, "survey_settings"), sent | wrong)
        assert page.status_code == 422
        assert says in page.content.decode(), wrong


def test_texts_travel_by_spreadsheet_and_come_back(client, project):
    survey = SurveyFactory(project=project, state="draft")
    client.post(at(survey, "survey_words"), {"title": "T", "languages": "en, zh-hans, ar"})
    book = client.get(at(survey, "survey_texts_table")).content
    assert book.startswith(b"PK")
    table = client.get(at(survey, "survey_texts_table", format="csv")).content.decode("utf-8-sig")
    lines = table.splitlines()
    assert lines[0] == "text,en,zh-hans,ar"
    filled = [lines[0], "q2.text,,,ما رأيك؟", "q9.text,,,لا", f"q4.text,,,{'x' * 4001}"]
    upload = SimpleUploadedFile("t.csv", "\n".join(filled).encode())
    page = client.post(at(survey, "survey_upload"), {"file": upload})
    text = page.content.decode()
    assert "no text &#x27;q9.text&#x27;" in text
    assert "at most 4000 characters" in text
    assert "1 text would change" in text
    survey.refresh_from_db()
    assert "ar" not in read(survey.draft).question("q2").text  # only looked at
    client.post(at(survey, "survey_upload"), {"do": "save", "carried": page.context["carried"]})
    survey.refresh_from_db()
    assert read(survey.draft).question("q2").text["ar"] == "ما رأيك؟"
    again = client.post(at(survey, "survey_upload"), {"file": SimpleUploadedFile("t.xlsx", book)})
    assert again.context["found"].shown == []
    assert again.context["found"].mistakes == []


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "Choose the filled table"), (b"a,b\n1,2\n", "first column"), (b"PK\x03\x04x", "Excel"),
     (b"text,de\n", "no language of this survey"), (b"text,en\n" + b"x" * 2**20, "too large")],
)  # fmt: skip
def test_a_table_that_cannot_be_used_is_named(client, project, content, says):
    survey = SurveyFactory(project=project, state="draft")
    sent = {"file": SimpleUploadedFile("t.csv", content)} if content else {}
    page = client.post(at(survey, "survey_upload"), sent)
    assert page.status_code == 422
    assert says in page.content.decode()


def test_one_language_is_filled_in_on_the_page(client, project):
    survey = SurveyFactory(project=project, state="draft")
    client.post(at(survey, "survey_texts", language="zh-hans"), {"t:q4.text": "为什么?"})
    survey.refresh_from_db()
    assert read(survey.draft).question("q4").text["zh-hans"] == "为什么?"
    assert read(survey.draft).question("q2").text["zh-hans"].startswith("您有多大可能")


def test_contacts_are_asked_once_and_refusals_are_told(
    client, project, django_capture_on_commit_callbacks
):
    survey = SurveyFactory(project=project)
    chosen = ContactFactory(project=project, country="FRA", language="zh-Hans", tags=["Beta"])
    ConsentFactory(contact=chosen)
    ContactFactory(project=project, country="FRA", email="", tags=["beta"])
    ContactFactory(project=project, country="FRA", tags=["beta"])  # has not agreed
    ContactFactory(project=project, country="DEU", tags=["beta"])
    ContactFactory(country="FRA", tags=["beta"])  # of another project
    sent = {"country": "FRA", "tag": "beta"}
    page = client.get(at(survey, "survey_invite", **sent)).content.decode()
    assert "3 contacts fit" in page
    assert "has no e-mail address" in page
    assert "has not agreed to invitations" in page
    client.post(at(survey, "survey_invite"), sent)
    assert SurveyInvitation.objects.get().contact == chosen
    assert mailing.mail(survey.pk) == 1
    assert mailing.mail(survey.pk) == 0  # nobody is asked twice
    (letter,) = mail.outbox
    assert letter.to == [chosen.email]
    assert "您有多大可能推荐我们" in letter.subject
    link = next(word for word in letter.body.split() if word.startswith("http"))
    client.logout()
    assert client.get(link.partition("127.0.0.1:8000")[2] or link).status_code == 200
    client.force_login(project.memberships.get().user)
    assert "No contact that fits" in client.post(
        at(survey, "survey_invite"), sent, follow=True
    ).content.decode()  # fmt: skip


def test_who_takes_consent_back_before_the_mail_leaves_gets_none(client, project):
    survey = SurveyFactory(project=project)
    chosen = ContactFactory(project=project)
    ConsentFactory(contact=chosen)
    client.post(at(survey, "survey_invite"), {})
    assert SurveyInvitation.objects.get().contact == chosen
    ConsentFactory(contact=chosen, decision="withdrawn")
    assert mailing.mail(survey.pk) == 0
    assert not mail.outbox


def test_results_show_counts_intervals_and_scores(client, project):
    survey = SurveyFactory(project=project)
    for score in [10] * 6 + [8] * 2 + [3] * 2:
        ResponseFactory(survey=survey, answers={"q2": score}, country="DEU")
    ResponseFactory(survey=survey, state="partial", language="zh-hans")
    page = client.get(at(survey, "survey_results"))
    text = page.content.decode()
    tiles, table, _chart = page.context["questions"][0]["result"]["blocks"]
    score = tiles["items"][1]
    assert (score["label"]["text"], score["value"]["value"]) == ("Net promoter score", 40)
    shares = {row["choice"]: row for row in table["rows"]}
    # 6 of 10: Wilson (0.313, 0.832), as Newcombe (1998) computes it.
    assert shares["10"]["count"] == 6
    assert (shares["10"]["low"], shares["10"]["high"]) == pytest.approx((0.3127, 0.8318), abs=1e-4)
    for shown in ("Net promoter score", "90.9%", "60.0%", "31.3%", "83.2%"):
        assert shown in text, shown
    assert "Nobody has answered this yet" in text
    page = client.get(at(survey, "survey_results", language="zh-hans")).content.decode()
    assert "Net promoter score" not in page


def test_two_questions_together_hide_small_counts(client, project):
    survey = SurveyFactory(project=project)
    draft = survey.draft
    draft["sections"][0]["questions"].append(
        {"key": "q7", "kind": "single", "text": {"en": "Plan"},
         "choices": [{"value_id": "a", "text": {"en": "Alpha"}},
                     {"value_id": "b", "text": {"en": "Beta"}}]})  # fmt: skip
    survey.versions.update(definition=draft)
    for score, plan, count in ((10, "a", 20), (10, "b", 2), (3, "a", 6), (3, "b", 21)):
        ResponseFactory.create_batch(count, survey=survey, answers={"q2": score, "q7": plan})
    page = client.get(at(survey, "survey_cross", row="q2", column="q7"))
    text = page.content.decode()
    assert page.context["crossed"].hidden == 4
    assert "The two answers go together" in text
    assert "hidden" in text
    assert "chi-square" in text


def test_what_was_written_is_found_by_its_link_whatever_the_survey_is_called(client, project):
    for title in ("A name that goes on " * 9, "Short"):
        survey = SurveyFactory(project=project, title=title.strip())
        response = ResponseFactory(survey=survey, answers={"q4": f"Said in {title[:5]}"})
        handing.hand_over(response, read(survey.draft))
        questions = client.get(at(survey, "survey_results")).context["questions"]
        link = next(one["records"] for one in questions if one["records"])
        page = client.get(link).content.decode()
        assert f"Said in {title[:5]}" in page
        assert page.count("Said in") == 1


def test_downloads_hold_every_answer_and_run_nothing(client, project):
    survey = SurveyFactory(project=project)
    ResponseFactory(survey=survey, answers={"q2": 9, "q4": '=HYPERLINK("x")', "q5": ["price"]})
    text = client.get(at(survey, "survey_download", "csv")).content.decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert text.splitlines()[0].startswith("response_id,completed_at,language,country,q2,q4,q5_")
    table = pq.read_table(io.BytesIO(client.get(at(survey, "survey_download", "parquet")).content))
    row = table.to_pylist()[0]
    assert (row["q2"], row["q5_price"], row["q5_quality"]) == (9.0, 1.0, 0.0)
    assert client.get(at(survey, "survey_download", "xlsx")).content.startswith(b"PK")
    assert client.get(at(survey, "survey_download", "exe")).status_code == 404


def test_a_respondents_file_is_a_download_of_this_project_alone(client, project):
    survey = SurveyFactory(project=project)
    response = ResponseFactory(survey=survey, answers={"q": "x.txt"})
    kept = SurveyFile.objects.create(
        project=project, response=response, question="q", name="x.txt", size=3,
        file=ContentFile(b"<b>", name="x"),
    )  # fmt: skip
    answer = client.get(at(survey, "survey_file", kept.pk))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="x.txt"'
    assert b"".join(answer.streaming_content) == b"<b>"
    other, foreign = SurveyFactory(project=project), SurveyFactory()
    assert client.get(at(foreign, "survey_file", kept.pk)).status_code == 404
    assert client.get(at(other, "survey_file", kept.pk)).status_code == 404


def test_deleting_takes_answers_and_files_and_leaves_records(
    client, project, django_capture_on_commit_callbacks
):
    survey = SurveyFactory(project=project)
    invitation = SurveyInvitationFactory(survey=survey)
    response = ResponseFactory(survey=survey, answers={"q4": "Dear"}, invitation=invitation)
    handing.hand_over(response, read(survey.draft))
    kept = SurveyFile.objects.create(
        project=project, response=response, question="q", name="x.txt", size=2,
        file=ContentFile(b"ab", name="x"),
    )  # fmt: skip
    assert client.post(at(survey, "survey_delete"), {"confirm": "wrong"}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at(survey, "survey_delete"), {"confirm": survey.title})
    assert not Survey.objects.exists()
    assert not SurveyFile.objects.exists()
    assert not default_storage.exists(kept.file.name)
    assert FeedbackRecord.objects.get().text == "Dear"


def test_the_code_and_the_link_of_a_market(client, project):
    survey = SurveyFactory(project=project)
    code = client.get(at(survey, "survey_code", country="DEU"))
    assert code["Content-Type"] == "image/svg+xml"
    assert b"<path" in code.content
    other = client.get(at(survey, "survey_code", country="FRA"))
    assert code.content != other.content  # it is the code of this market's link
    page = client.get(at(survey, "survey_share", country="DEU", lang="zh-hans")).content.decode()
    assert f"/s/{survey.token}/?lang=zh-hans&amp;country=DEU" in page
    assert "Markets of this project" in page


def test_texts_and_languages_are_named_where_they_are_translated(client, project):
    survey = SurveyFactory(project=project, state="draft")
    page = client.get(at(survey, "survey_texts", language="zh-hans")).text
    asked = read(survey.draft).questions
    number = [one.key for one in asked].index("q5") + 1
    first = asked[number - 1].choices[0].text["en"]
    for label in ("Page 1, title", "Question 1, help", f"Question {number}, choice 1: {first}"):
        assert f"{label}</label>" in page
    client.post(at(survey, "survey_texts", language="zh-hans"), {"t:q4.text": ""})
    page = client.get(at(survey, "survey")).text
    assert "text has no translation into 中文" in page
    assert "Before it is published" in page
    assert "1 text not translated" in page
    client.post(at(survey, "survey_publish"))
    page = client.get(at(survey, "survey")).text
    assert "Before it is published" not in page
    assert "Worth knowing about the published survey" in page


def test_results_speak_the_readers_language_and_add_up(client, project):
    survey = SurveyFactory(project=project)
    ResponseFactory.create_batch(2, survey=survey, answers={"q5": ["price"]})
    english = client.get(at(survey, "survey_results")).text
    assert "add up to more than 100" not in english
    chinese = client.get(at(survey, "survey_results"), headers={"Accept-Language": "zh-hans"})
    definition = read(survey.draft)
    asked = definition.question("q5")
    for text in (asked.text, asked.choices[0].text):
        assert text["zh-hans"] in chinese.text
        assert text["en"] not in chinese.text
    ResponseFactory(survey=survey, answers={"q5": ["price", "quality"]})
    assert "add up to more than 100" in client.get(at(survey, "survey_results")).text


def test_a_long_question_heads_its_results_whole(client, project):
    survey = SurveyFactory(project=project)
    draft, long = survey.draft, "How often do you " + "really " * 15 + "open the lid?"
    draft["sections"][0]["questions"][0]["text"]["en"] = long
    survey.versions.update(definition=draft)
    ResponseFactory(survey=survey, answers={"q2": 9})
    assert f">{long}</h2>" in client.get(at(survey, "survey_results")).text
