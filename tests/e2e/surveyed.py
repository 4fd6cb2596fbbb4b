"""A survey of the site in three languages, with answers from two countries."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from apps.feedback.models import SurveyFile
from apps.feedback.surveys.definition import dump
from apps.feedback.surveys.starters import starter
from tests.factories.surveys import ResponseFactory, SurveyFactory

ARABIC = {
    "title": "ما مدى احتمال أن توصي بنا؟",
    "intro": "دقيقتان فقط، ونقرأ كل إجابة.",
    "q2.text": "ما مدى احتمال أن توصي صديقًا أو زميلًا بالمنتج؟",
    "q4.text": "ما السبب الرئيسي لتقييمك؟",
}


def definition() -> dict[str, Any]:
    """The template of recommendations, partly in Arabic, with a plan asked for."""
    made = starter("nps", "en", "")
    made.languages.append("ar")
    for address, texts, _needed in made.texts():
        if address in ARABIC:
            texts["ar"] = ARABIC[address]
    document = dump(made)
    document["sections"][0]["questions"].append(
        {
            "key": "q7",
            "kind": "single",
            "text": {"en": "Which plan do you use?", "zh-hans": "您使用哪种套餐？"},
            "choices": [
                {"value_id": "free", "text": {"en": "Free", "zh-hans": "免费版"}},
                {"value_id": "paid", "text": {"en": "Paid", "zh-hans": "付费版"}},
            ],
        }
    )
    return document


def surveyed(project: Any) -> dict[str, Any]:
    """An open survey with answers, a draft of every kind of question, and a public link."""
    survey = SurveyFactory(
        project=project, title="How likely are you to recommend us?", draft=definition()
    )
    for place in range(60):
        score = (10, 9, 8, 3, 10, 6)[place % 6]
        answers = {"q2": score, "q7": "paid" if score > 8 else "free", "q4": "The light is warm"}
        if score < 9:
            answers["q5"] = [("price", "quality", "ease")[place % 3]]
        answered = ResponseFactory(
            survey=survey, answers=answers, country=("DEU", "FRA")[place % 2],
            language=("en", "zh-hans")[place % 2],
        )  # fmt: skip
    ResponseFactory(survey=survey, state="partial", answers={"q2": 7}, at="s3")
    kept = SurveyFile.objects.create(
        project=project, response=answered, question="q4", name="lamp.txt", size=4,
        file=ContentFile(b"lamp", name="lamp"),
    )  # fmt: skip
    draft = SurveyFactory(
        project=project, title="What should come next?", state="draft",
        draft=dump(starter("features", "en", "")),
    )  # fmt: skip
    return {
        "survey": survey,
        "survey_draft": draft,
        "survey_answer": answered,
        "survey_file": kept,
    }
