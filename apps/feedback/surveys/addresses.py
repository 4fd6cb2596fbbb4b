"""What a survey's texts are called where they are translated: 'Question 3, choice 1: Quality'."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import Message, clipped, msg
from apps.feedback.surveys.definition import Definition, Question

LONGEST = 60
WHOLE = {
    "title": msg("Title"),
    "intro": msg("Opening words"),
    "consent": msg("What respondents agree to"),
    "thanks": msg("Thanks at the end"),
}


def called(definition: Definition) -> dict[str, Message]:
    """Address → what the text is called: pages and questions are counted as the builder does."""
    names = dict(WHOLE)
    number = 0
    for page, section in enumerate(definition.sections, start=1):
        names[f"{section.key}.title"] = msg("Page {page}, title", page=page)
        for question in section.questions:
            number += 1
            names |= _of_question(definition, question, number)
    return names


def _of_question(definition: Definition, question: Question, number: int) -> dict[str, Message]:
    key = question.key
    return {
        f"{key}.text": msg("Question {number}", number=number),
        f"{key}.help": msg("Question {number}, help", number=number),
        f"{key}.low_label": msg("Question {number}, words at the lowest point", number=number),
        f"{key}.high_label": msg("Question {number}, words at the highest point", number=number),
        **dict(_listed(definition, question, number)),
    }


def _listed(
    definition: Definition, question: Question, number: int
) -> Iterator[tuple[str, Message]]:
    for place, one in enumerate(question.rows, start=1):
        said = clipped(definition.say(one.text, definition.default), LONGEST) or "–"
        yield (
            f"{question.key}.row.{one.value_id}",
            msg("Question {number}, row {place}: {text}", number=number, place=place, text=said),
        )
    for place, one in enumerate(question.choices, start=1):
        said = clipped(definition.say(one.text, definition.default), LONGEST) or "–"
        yield (
            f"{question.key}.choice.{one.value_id}",
            msg("Question {number}, choice {place}: {text}", number=number, place=place, text=said),
        )
