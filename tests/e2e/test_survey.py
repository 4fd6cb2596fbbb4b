"""A survey in three languages, answered on a phone without JavaScript, in two sittings."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.feedback.models import FeedbackRecord, SurveyResponse
from tests.e2e.browser import assert_accessible, overflow
from tests.e2e.surveyed import definition
from tests.factories.surveys import SurveyFactory


@pytest.mark.django_db(transaction=True)
def test_answered_partly_resumed_and_finished_in_three_languages(browser, live_server):
    survey = SurveyFactory(draft=definition())
    address = live_server.url + reverse("surveys:answer", args=[survey.token])

    def phone():
        return browser.new_context(
            viewport={"width": 375, "height": 812}, java_script_enabled=False, locale="en-GB"
        )

    with phone() as first:
        page = first.new_page()
        page.goto(f"{address}?lang=ar")
        assert page.locator("html").get_attribute("dir") == "rtl"
        width = page.locator("main").bounding_box()["width"]
        assert width <= 375
        page.locator("nav.languages").get_by_text("中文").click()
        assert page.locator("html").get_attribute("dir") == "ltr"
        page.get_by_role("button", name="下一页").click()
        assert page.get_by_role("alert").is_visible()  # neither consent nor the rating
        page.get_by_label("我同意").check()
        page.get_by_role("button", name="下一页").click()
        assert page.get_by_role("alert").is_visible()
        page.get_by_role("radio", name="3", exact=True).check(force=True)
        page.get_by_label("免费版").check()
        page.get_by_role("button", name="下一页").click()
        assert page.get_by_text("您这样打分的主要原因是什么？").is_visible()
        resume = page.locator(".resume a").get_attribute("href")
    assert SurveyResponse.objects.get().state == "partial"
    assert not FeedbackRecord.objects.exists()

    with phone() as second:  # another browser, by the link
        page = second.new_page()
        page.goto(resume)
        page.goto(page.url.replace("lang=zh-hans", "lang=ar"))
        page.get_by_label("ما السبب الرئيسي لتقييمك؟").fill("السعر مرتفع")
        page.get_by_role("button", name="السابق").click()
        assert page.get_by_role("radio", name="3", exact=True).is_checked()
        page.get_by_role("button", name="التالي").click()
        assert page.get_by_label("ما السبب الرئيسي لتقييمك؟").input_value() == "السعر مرتفع"
        page.get_by_label("Price").check()  # without an Arabic text: the default language
        page.get_by_role("button", name="إرسال").click()
        assert page.get_by_text("Thank you").is_visible()

    response = SurveyResponse.objects.get()
    assert response.state == "complete"
    assert response.language == "ar"
    said = {one.field_id: one for one in FeedbackRecord.objects.all()}
    assert set(said) == {"q2", "q7", "q4", "q5"}
    assert said["q4"].text == "السعر مرتفع"
    assert said["q2"].number == 3
    assert said["q7"].value == "free"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_with_every_mistake_is_accessible_in_both_themes(visit, live_server, language):
    survey = SurveyFactory(draft=definition())
    window = visit(None, width=375, language="en")
    window.expected = ("status of 422",)
    address = reverse("surveys:answer", args=[survey.token], query={"lang": language})
    window.page.goto(live_server.url + address)
    window.page.locator("button.next").click()
    window.page.locator("[role=alert]").wait_for()
    for scheme in ("light", "dark"):
        window.page.emulate_media(color_scheme=scheme)
        assert not overflow(window.page)
        assert_accessible(window.page, also=("target-size",))
