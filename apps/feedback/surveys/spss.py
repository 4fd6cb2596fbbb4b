"""Answers for SPSS: numbers with labels, and why a value is missing.

A choice is a number with its text as value label: the number in its value id where all of a
question have one (``c7`` is 7), so that it is the same in every download; else its place among all
that was ever offered. -8 is a question that was not asked, -9 one without an answer; both are
missing values. Numbers, dates and texts that are missing are empty.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.feedback.surveys import figures, logic
from apps.feedback.surveys.definition import Choice, Definition, Kind, Question, Rule, read
from apps.feedback.surveys.logic import is_empty
from apps.feedback.surveys.models import Survey, SurveyResponse
from apps.feedback.surveys.sav import Sheet, Variable

NOT_ASKED, NO_ANSWER = -8, -9
MISSING = {NOT_ASKED: _("Not asked"), NO_ANSWER: _("No answer")}
CHOSEN = {0: _("Not chosen"), 1: _("Chosen")}
LONGEST_LABEL, LONGEST_VALUE_LABEL, LONGEST_NAME = 256, 120, 60  # bytes, as SPSS keeps them
RESERVED = frozenset({"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to",
                      "with"})  # fmt: skip
_NUMBERED = re.compile(r"c([1-9]\d{0,5})")


@dataclass(frozen=True)
class Coded:
    """How a question's answer becomes the value of a variable; ``code`` is None for no answer."""

    variable: Variable
    question: str
    code: Callable[[Any], Any]


def sheet(survey: Survey, most: int) -> Sheet:
    """The newest ``most`` complete answers, the oldest first, with labels in the survey's default
    language.
    """
    definition, questions = figures.asked(survey)
    fixed = _fixed()
    coded = [one for question in questions for one in _coded(definition, question)]
    _name(fixed, coded)
    paths = _Paths({row.pk: read(row.definition) for row in survey.versions.all()})
    done = SurveyResponse.objects.filter(survey=survey, state=SurveyResponse.State.COMPLETE)
    rows = done.order_by("-completed_at", "id").values_list(
        "id", "completed_at", "language", "country", "survey_version_id", "answers"
    )[:most]
    for key, moment, language, country, version, answers in reversed(rows):
        for variable, value in zip(fixed, (str(key), _moment(moment), language, country),
                                   strict=True):  # fmt: skip
            variable.values.append(value)
        asked = paths.asked(version, answers)
        for one in coded:
            one.variable.values.append(_value(one, asked, answers.get(one.question)))
    return Sheet(label=_cut(survey.title, 64), variables=[*fixed, *(one.variable for one in coded)])


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() if moment else None


def _value(one: Coded, asked: frozenset[str], answer: Any) -> Any:
    value = None if is_empty(answer) else one.code(answer)
    if value is None and one.variable.missing:
        return NO_ANSWER if one.question in asked else NOT_ASKED
    return value


def _fixed() -> list[Variable]:
    texts = (
        ("response_id", _("Answer")), ("completed_at", _("Completed (UTC)")),
        ("language", _("Language")), ("country", _("Country (ISO 3166-1 alpha-3)")),
    )  # fmt: skip
    return [
        Variable(name=name, label=str(label), kind="moment" if name == "completed_at" else "text")
        for name, label in texts
    ]


def _coded(definition: Definition, question: Question) -> Iterator[Coded]:
    key, text = question.key, definition.say(question.text, definition.default) or question.key
    if question.kind in (Kind.SINGLE, Kind.MATRIX):
        codes = _codes(question.choices)
        labels = _labels(definition, question.choices, codes)
        if question.kind is Kind.SINGLE:
            yield Coded(_choosing(key, text, labels), key, codes.get)
        for row, called in definition.names(question.rows).items():
            yield Coded(_choosing(f"{key}_{row}", f"{text}: {called}", labels), key,
                        partial(_of_row, codes, row))  # fmt: skip
    elif question.kind is Kind.MULTIPLE:
        for choice, called in definition.names(question.choices).items():
            yield Coded(_choosing(f"{key}_{choice}", f"{text}: {called}", CHOSEN), key,
                        partial(_is_chosen, choice))  # fmt: skip
    elif question.kind is Kind.RANKING:
        for choice, called in definition.names(question.choices).items():
            yield Coded(_choosing(f"{key}_{choice}", f"{text}: {called}", {}, "ordinal"), key,
                        partial(_place, choice))  # fmt: skip
    elif question.points:
        yield Coded(_choosing(key, text, _ends(definition, question), "ordinal"), key, int)
    else:
        kind = {Kind.NUMBER: "number", Kind.DATE: "day"}.get(question.kind, "text")
        measure = "nominal" if kind == "text" else "scale"
        variable = Variable(name=key, label=_cut(text, LONGEST_LABEL), kind=kind, measure=measure)
        yield Coded(variable, key, lambda value: value)


def _of_row(codes: dict[str, int], row: str, value: dict[str, str]) -> int | None:
    return codes.get(value.get(row, ""))


def _is_chosen(choice: str, value: list[str]) -> int:
    return int(choice in value)


def _place(choice: str, order: list[str]) -> int | None:
    return order.index(choice) + 1 if choice in order else None


def _choosing(
    name: str, label: str, labels: Mapping[int, Any], measure: str = "nominal"
) -> Variable:
    return Variable(
        name=name, label=_cut(label, LONGEST_LABEL), measure=measure,
        labels={code: str(text) for code, text in {**labels, **MISSING}.items()},
        missing=[NO_ANSWER, NOT_ASKED],
    )  # fmt: skip


def _codes(choices: list[Choice]) -> dict[str, int]:
    found = [_NUMBERED.fullmatch(one.value_id) for one in choices]
    if all(found):
        return {one.value_id: int(one.value_id[1:]) for one in choices}
    return {one.value_id: place for place, one in enumerate(choices, start=1)}


def _labels(definition: Definition, choices: list[Choice], codes: dict[str, int]) -> dict[int, str]:
    names = definition.names(choices)
    return {code: _cut(names[key], LONGEST_VALUE_LABEL) for key, code in codes.items()}


def _ends(definition: Definition, question: Question) -> dict[int, str]:
    ends = ((question.points[0], question.low_label), (question.points[-1], question.high_label))
    named = ((point, definition.say(text, definition.default)) for point, text in ends)
    return {point: _cut(text, LONGEST_VALUE_LABEL) for point, text in named if text}


def _cut(text: str, most: int) -> str:
    """At most ``most`` bytes of UTF-8, on one line."""
    return " ".join(text.split()).encode()[:most].decode(errors="ignore")


def _name(fixed: list[Variable], coded: list[Coded]) -> None:
    """Give each variable a name that SPSS takes and no other has."""
    taken: set[str] = set()
    for one in [*fixed, *(each.variable for each in coded)]:
        plain = one.name[:LONGEST_NAME] + ("_" if one.name in RESERVED else "")
        name, count = plain, 1
        while name in taken:
            count += 1
            name = f"{plain[: LONGEST_NAME - 4]}_{count}"
        taken.add(name)
        one.name = name


class _Paths:
    """Which questions somebody was asked. It hangs on the answers that conditions look at alone, so
    answers that agree in these share one walk.
    """

    def __init__(self, definitions: dict[Any, Definition]) -> None:
        self.definitions = definitions
        self.deciding = {key: sorted(_deciding(one)) for key, one in definitions.items()}
        self.known: dict[tuple[Any, str], frozenset[str]] = {}

    def asked(self, version: Any, answers: dict[str, Any]) -> frozenset[str]:
        chosen = [answers.get(key) for key in self.deciding[version]]
        key = (version, json.dumps(chosen))
        if key not in self.known:
            path = logic.path(self.definitions[version], answers)
            self.known[key] = frozenset(
                one.key for _section, questions in path.asked for one in questions
            )
        return self.known[key]


def _deciding(definition: Definition) -> set[str]:
    rules: list[Rule | None] = [one.show_if for one in definition.questions]
    for section in definition.sections:
        rules += [section.show_if, section.end_if]
    return {one.question for rule in rules if rule for one in rule.conditions}
