"""The public pages of a survey, as a respondent without JavaScript meets them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client
from django.urls import reverse

from apps.events.models import AuditEntry
from apps.feedback.models import FeedbackRecord, Survey, SurveyResponse
from apps.feedback.surveys import answering, public, reading
from tests.factories.surveys import ResponseFactory, SurveyFactory, SurveyInvitationFactory

pytestmark = pytest.mark.django_db


def choices(*ids: str) -> list[dict[str, Any]]:
    return [{"value_id": one, "text": {"en": one.title()}} for one in ids]


def one_of_each() -> dict[str, Any]:
    """A definition with a question of every kind on one page."""
    questions: list[dict[str, Any]] = [
        {"key": "single", "kind": "single", "choices": choices("a", "b")},
        {"key": "many", "kind": "multiple", "choices": choices("a", "b", "c")},
        {"key": "grid", "kind": "matrix", "rows": choices("x", "y"), "choices": choices("a", "b")},
        {"key": "order", "kind": "ranking", "choices": choices("a", "b", "c")},
        {"key": "scale", "kind": "scale", "lowest": 1, "highest": 5},
        {"key": "nps", "kind": "nps"},
        {"key": "open", "kind": "text"},
        {"key": "number", "kind": "number", "lowest": 0, "highest": 100},
        {"key": "day", "kind": "date"},
        {"key": "file", "kind": "file"},
    ]
    for one in questions:
        one |= {"text": {"en": f"Q {one['key']}"}}
    return {
        "languages": ["en"],
        "default": "en",
        "title": {"en": "All"},
        "sections": [{"key": "s1", "questions": questions}],
    }


ANSWERS: dict[str, Any] = {
    "single": "b", "many": ["c", "a"], "grid.x": "a", "grid.y": "b", "order.a": "2",
    "order.b": "1", "order.c": "3", "scale": "4", "nps": "9", "open": "Good <b>lamp</b>",
    "number": "12,5", "day": "2026-01-31",
}  # fmt: skip


def address(survey: Survey, **query: str) -> str:
    return reverse("surveys:answer", args=[survey.token], query=query or None)


def send(client: Client, survey: Survey, at: str, asked: str, path: str = "", **sent: Any) -> Any:
    data = {"at": at, "asked": asked.split(), "go": "next", **sent}
    return client.post(path or address(survey), data)


def test_one_of_each_kind_is_stored_and_becomes_a_record(client):
    survey = SurveyFactory(draft=one_of_each())
    asked = " ".join(one["key"] for one in one_of_each()["sections"][0]["questions"])
    upload = SimpleUploadedFile("../../a.pdf", b"%PDF-1.7 x", "text/html")
    answer = send(client, survey, "s1", asked, **ANSWERS, file=upload)
    assert answer.status_code == 303
    assert "Your answers have arrived" in client.get(answer["Location"]).content.decode()
    response = SurveyResponse.objects.get()
    assert response.state == "complete"
    assert response.answers == {
        "single": "b", "many": ["a", "c"], "grid": {"x": "a", "y": "b"}, "order": ["b", "a", "c"],
        "scale": 4, "nps": 9, "open": "Good <b>lamp</b>", "number": 12.5, "day": "2026-01-31",
        "file": "a.pdf",
    }  # fmt: skip
    kept = response.files.get()
    assert kept.name == "a.pdf"
    assert "a.pdf" not in kept.file.name
    assert "html" not in kept.file.name
    records = {one.field_id: one for one in FeedbackRecord.objects.all()}
    assert len(records) == 10
    assert records["open"].text == "Good <b>lamp</b>"
    assert records["nps"].number == 9
    assert records["nps"].number_max == 10
    assert records["many"].value == ["a", "c"]
    assert records["many"].attributes == {"answer": "A, C"}
    assert (records["many"].title, records["single"].title) == ("A, C", "B")
    assert records["order"].title == "B > A > C"
    assert records["nps"].title == "Rating 9/10"
    assert {one.submission_id for one in records.values()} == {str(response.pk)}
    told = AuditEntry.objects.get(kind="feedback.survey.answered")
    assert told.address is None
    assert told.project_id == survey.project_id


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"single": "zzz"}, "choose one of the answers"),
        ({"order.a": "1", "order.b": "1"}, "Two have place 1"),
        ({"order.a": "1"}, "every one a place"),
        ({"scale": "9"}, "choose one of the answers"),
        ({"number": "nan"}, "write a number"),
        ({"number": "1e999"}, "write a number"),
        ({"number": "101"}, "100 or less"),
        ({"day": "31.01.2026"}, "write a date"),
        ({"open": "x" * 301}, "at most 300"),
        ({"file": SimpleUploadedFile("a.svg", b"<svg onload=alert(1)>")}, "kind of file"),
        ({"file": SimpleUploadedFile("a.pdf", b"MZ executable")}, "kind of file"),
        ({"file": SimpleUploadedFile("a.txt", b"\xff\xfe\x00")}, "kind of file"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(client, sent, says):
    survey = SurveyFactory(draft=one_of_each())
    page = send(client, survey, "s1", f"{next(iter(sent)).partition('.')[0]} open", **{
        "open": "Kept as it was", **sent})  # fmt: skip
    text = page.content.decode()
    assert page.status_code == 422
    assert says in text
    assert 'role="alert"' in text
    assert sent.get("open", "Kept as it was") in text
    assert not FeedbackRecord.objects.exists()


def test_partial_answers_are_resumed_by_link_and_by_cookie(client):
    survey = SurveyFactory()
    first = send(client, survey, "s1", "q2", q2="3", consent="yes")
    again = client.get(address(survey)).content.decode()
    assert "main reason for your rating" in again
    assert "work on first" in again
    fold = again.partition("<details")[2].partition("</details>")[0]
    assert "lose all your answers?" in fold  # asked before anything is lost
    assert again.count('value="again"') == fold.count('value="again"') == 1
    assert ">Link to my answers</a>" in again  # not the long address itself
    elsewhere = Client().get(first["Location"]).content.decode()
    assert "work on first" in elsewhere
    assert "like most" not in elsewhere
    assert "main reason" not in Client().get(address(survey)).content.decode()
    forged = first["Location"].replace("run=", "run=0")
    assert "main reason" not in Client().get(forged).content.decode()
    send(client, survey, "s3", "q4 q5", path=first["Location"], q4="Too dear", q5="price")
    done = SurveyResponse.objects.get()
    assert done.state == "complete"
    assert done.answers == {"q2": 3, "q4": "Too dear", "q5": ["price"]}


def test_an_answer_that_was_hidden_by_going_back_does_not_count(client):
    survey = SurveyFactory()
    link = send(client, survey, "s1", "q2", q2="3", consent="yes")["Location"]
    send(client, survey, "s3", "q4 q5", path=link, go="back", q5="price")
    assert client.get(link).content.decode().count("checked") == 1
    send(client, survey, "s1", "q2", path=link, q2="10")
    send(client, survey, "s3", "q4 q6", path=link, q6="The light")
    assert SurveyResponse.objects.get().answers == {"q2": 10, "q6": "The light"}
    assert set(FeedbackRecord.objects.values_list("field_id", flat=True)) == {"q2", "q6"}


def test_consent_and_required_answers_are_asked_for(client):
    survey = SurveyFactory()
    page = send(client, survey, "s1", "q2", q2="3")
    assert page.status_code == 422
    assert "consent-error" in page.content.decode()
    assert not SurveyResponse.objects.exists()
    page = send(client, survey, "s1", "q2", consent="yes")
    assert page.status_code == 422
    assert "needs an answer" in page.content.decode()


def test_a_page_that_is_left_out_is_asked_before_the_end(client):
    survey = SurveyFactory()
    send(client, survey, "s3", "q4", q4="Straight to the end", consent="yes")
    response = SurveyResponse.objects.get()
    assert response.state == "partial"
    assert response.at == "s1"


def test_closed_full_and_unknown_surveys_say_so(client):
    survey = SurveyFactory(state="closed")
    page = client.get(address(survey, lang="zh-hans"))
    assert page.status_code == 410
    assert "本问卷已结束" in page.content.decode()
    full = SurveyFactory(quota_total=1)
    ResponseFactory(survey=full, answers={"q2": 3})
    assert "all the answers it needs" in client.get(address(full)).content.decode()
    assert client.get(address(SurveyFactory(state="draft"))).status_code == 404
    assert client.get(reverse("surveys:answer", args=["nothing"])).status_code == 404


def test_a_quota_of_a_choice_and_of_a_country(client):
    draft = one_of_each()
    draft["quotas"] = [
        {"question": "single", "value": "a", "most": 1},
        {"value": "DEU", "most": 1},
    ]
    draft["sections"][0]["questions"] = draft["sections"][0]["questions"][:1]
    survey = SurveyFactory(draft=draft)
    for path, choice in (("", "a"), ("", "a"), ("", "b"), (address(survey, country="DEU"), "b"),
                         (address(survey, country="DEU"), "b")):  # fmt: skip
        send(Client(), survey, "s1", "single", path=path, single=choice)
    states = SurveyResponse.objects.order_by("created_at").values_list("state", flat=True)
    assert list(states) == ["complete", "over_quota", "complete", "complete", "over_quota"]
    assert FeedbackRecord.objects.count() == 3


def test_one_answer_for_an_invitation(client):
    survey = SurveyFactory(only_invited=True)
    invitation = SurveyInvitationFactory(survey=survey, contact__country="FRA")
    assert "by invitation" in client.get(address(survey)).content.decode()
    link = address(survey, i=answering.invitation_token(invitation))
    one = send(client, survey, "s1", "q2", path=link, q2="9", consent="yes")
    send(Client(), survey, "s3", "q4 q6", path=one["Location"], q6="The light")
    response = SurveyResponse.objects.get()
    assert response.state == "complete"
    assert response.country == "FRA"
    assert set(FeedbackRecord.objects.values_list("contact", flat=True)) == {invitation.contact_id}
    again = send(Client(), survey, "s1", "q2", path=link, q2="0", consent="yes")
    assert "already" in again.content.decode()
    assert SurveyResponse.objects.count() == 1


def test_a_page_that_was_never_sent_is_asked_before_the_end(client):
    draft = one_of_each()
    first, second = draft["sections"][0]["questions"][6:8]
    draft["sections"] = [
        {"key": "s1", "questions": [first]},
        {"key": "s2", "questions": [second]},
    ]
    survey = SurveyFactory(draft=draft)
    link = send(client, survey, "s2", "number", number="3")["Location"]  # a page of another tab
    response = SurveyResponse.objects.get()
    assert (response.state, response.at) == ("partial", "s1")
    send(client, survey, "s1", "open", path=link)
    send(client, survey, "s2", "number", path=link, number="3")
    response.refresh_from_db()
    assert (response.state, response.answers) == ("complete", {"number": 3.0})


def test_a_page_that_is_asked_no_more_does_not_end_the_survey(client):
    survey = SurveyFactory()
    link = send(client, survey, "s1", "q2", q2="3", consent="yes")["Location"]
    draft = survey.draft
    draft["sections"].append(
        {"key": "s9", "questions": [{"key": "q9", "kind": "text", "text": {"en": "More?"}}],
         "show_if": {"conditions": [{"question": "q2", "operator": "at_most", "value": 5}]}}
    )  # fmt: skip
    survey.versions.update(definition=draft)
    send(client, survey, "s3", "q4 q5", path=link, q4="Dear", q5="price")
    send(client, survey, "s1", "q2", path=link, q2="10")  # gone back in another tab
    send(client, survey, "s9", "q9", path=link, q9="An old page")
    response = SurveyResponse.objects.get()
    assert (response.state, response.at) == ("partial", "s3")  # q6 is asked now, and was not seen


def test_a_survey_that_was_closed_meanwhile_takes_nothing(client, monkeypatch):
    survey = SurveyFactory(draft=one_of_each())
    real = answering.reading.read

    def closing(*args: Any) -> Any:  # somebody closes it while the page is being read
        Survey.objects.update(state="closed")
        return real(*args)

    monkeypatch.setattr(answering.reading, "read", closing)
    page = send(client, survey, "s1", "open", open="Too late")
    assert "closed" in page.content.decode()
    assert not SurveyResponse.objects.exists()


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [
        ("en", "1,234", 1234), ("de", "1,234", 1.234), ("de", "1.234", 1234),
        ("en", "1.234", 1.234),
        ("fr", "1 234,5", 1234.5), ("en", "1,234.5", 1234.5), ("en", "1.234,5", 1234.5),
        ("de", "12.5", 12.5), ("en", "0,125", 0.125), ("zh-hans", "1,234,567", 1234567),
        ("en", "12,34,5", None), ("en", "1,23,456.7", None), ("en", "1.2.3", None),
        ("de-ch", "1\u2019234.50", 1234.5), ("en", "\u22123", -3),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_language_writes_it(client, language, typed, value):
    draft = one_of_each()
    draft["languages"] = ["en", "de", "de-ch", "fr", "zh-hans"]
    draft["sections"][0]["questions"] = [
        {"key": "number", "kind": "number", "text": {"en": "How many?"}}
    ]
    survey = SurveyFactory(draft=draft)
    sent = send(client, survey, "s1", "number", path=address(survey, lang=language), number=typed)
    assert (sent.status_code == 422) is (value is None)
    stored = SurveyResponse.objects.get().answers.get("number")
    assert stored == value


def files(count: int) -> dict[str, Any]:
    draft = one_of_each()
    draft["sections"][0]["questions"] = [
        {"key": f"f{n}", "kind": "file", "text": {"en": f"File {n}"}} for n in range(count)
    ]
    return draft


def test_files_of_a_run_have_a_bound_together(client, monkeypatch):
    monkeypatch.setattr(reading, "MOST_RUN_FILES", 10)
    survey = SurveyFactory(draft=files(3))
    sent = {name: SimpleUploadedFile("a.txt", b"12345") for name in ("f0", "f1", "f2")}
    before = set(stored_files())
    page = send(client, survey, "s1", "f0 f1 f2", **sent)
    assert page.status_code == 422
    assert "larger than" in page.content.decode()
    assert SurveyResponse.objects.get().files.count() == 2
    assert len(set(stored_files()) - before) == 2


def stored_files() -> list[str]:
    found: list[str] = []
    folders = ["surveys"]
    while folders:
        folder = folders.pop()
        if not default_storage.exists(folder):
            continue
        below, here = default_storage.listdir(folder)
        found += [f"{folder}/{name}" for name in here]
        folders += [f"{folder}/{name}" for name in below]
    return found


def test_a_file_whose_question_is_hidden_in_the_end_is_deleted(
    client, django_capture_on_commit_callbacks
):
    draft = one_of_each()
    single, photo = draft["sections"][0]["questions"][0], draft["sections"][0]["questions"][9]
    photo["show_if"] = {"conditions": [{"question": "single", "operator": "is", "value": "a"}]}
    draft["sections"][0]["questions"] = [single, photo]
    draft["sections"].append({"key": "s2", "questions": [{"key": "q", "kind": "text",
                                                          "text": {"en": "Else?"}}]})  # fmt: skip
    survey = SurveyFactory(draft=draft)
    before = set(stored_files())
    upload = SimpleUploadedFile("a.txt", b"12345")
    link = send(client, survey, "s1", "single file", single="a", file=upload)["Location"]
    assert len(set(stored_files()) - before) == 1
    with django_capture_on_commit_callbacks(execute=True):
        send(client, survey, "s1", "single file", path=link, single="b")
        send(client, survey, "s2", "q", path=link)
    assert SurveyResponse.objects.get().state == "complete"
    assert set(stored_files()) == before


def test_a_page_that_is_too_large_or_too_much_is_not_read(client, monkeypatch):
    survey = SurveyFactory(draft=one_of_each())
    cache.clear()
    monkeypatch.setattr(public, "MOST_SENT", 100)
    assert send(client, survey, "s1", "open", open="x" * 200).status_code == 413
    monkeypatch.setattr(public, "PAGES_A_MINUTE", 1)

    def unread(*_args: Any) -> None:
        raise AssertionError("the body was read")

    monkeypatch.setattr(WSGIRequest, "_load_post_and_files", unread)
    assert send(client, survey, "s1", "open", open="x").status_code == 429
    cache.clear()


def test_an_address_begins_so_many_runs_an_hour_and_may_end_them(client, monkeypatch):
    survey = SurveyFactory()
    cache.clear()
    monkeypatch.setattr(public, "RUNS_AN_HOUR", 1)
    link = send(client, survey, "s1", "q2", q2="3", consent="yes")["Location"]
    other = send(Client(), survey, "s1", "q2", q2="3", consent="yes")
    assert other.status_code == 429
    assert send(Client(), survey, "s3", "q4 q5", path=link, q4="x", q5="price").status_code == 303
    assert SurveyResponse.objects.get().state == "complete"
    cache.clear()


def test_programs_and_floods_are_held_off(client, monkeypatch):
    survey = SurveyFactory(draft=one_of_each())
    page = send(client, survey, "s1", "open", open="Buy", website="https://spam.example")
    assert page.status_code == 200
    assert not SurveyResponse.objects.exists()
    cache.clear()
    monkeypatch.setattr(public, "PAGES_A_MINUTE", 2)
    codes = [send(Client(), survey, "s1", "open", open="x").status_code for _ in range(3)]
    assert codes == [303, 303, 429]
    cache.clear()


def test_only_named_sites_may_frame_it(client):
    page = client.get(address(SurveyFactory()))
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    page = client.get(address(SurveyFactory(sites=["https://shop.example.com"])))
    assert "frame-ancestors https://shop.example.com;" in page["Content-Security-Policy"] + ";"
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert "X-Frame-Options" not in page


def test_an_archived_projects_survey_is_not_shown(client):
    survey = SurveyFactory()
    survey.project.archived_at = survey.created_at
    survey.project.save()
    assert client.get(address(survey)).status_code == 404


def test_a_run_of_one_survey_opens_no_other(client):
    mine, other = SurveyFactory(), SurveyFactory()
    response = ResponseFactory(survey=mine, state="partial", answers={"q2": 3}, at="s3")
    page = client.get(address(other, run=answering.sign(response))).content.decode()
    assert "main reason" not in page


def test_languages_fall_back_and_are_written_from_the_right(client):
    survey = SurveyFactory()
    draft = survey.draft
    draft["languages"] = ["en", "zh-hans", "ar"]
    draft["title"]["ar"] = "ما مدى احتمال أن توصي بنا؟"
    survey.versions.update(definition=draft)
    page = client.get(address(survey, lang="ar")).content.decode()
    assert 'dir="rtl"' in page
    assert 'lang="ar"' in page
    assert "التالي" in page
    assert "How likely are you to recommend the product" in page  # not translated: the default's
    page = client.get(address(survey), headers={"accept-language": "zh-CN,zh;q=0.9"})
    assert "下一页" in page.content.decode()
