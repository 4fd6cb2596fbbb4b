"""Who is asked what: conditions on earlier answers, and what counts of what was answered.

A question that is hidden counts as not answered, whatever was answered before it was hidden, and
so it is for every condition that asks for it. Answers are stored values: a value id, a list of
value ids, row → value id, a number, or text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from apps.feedback.surveys.definition import (
    Condition,
    Definition,
    Kind,
    Operator,
    Question,
    Rule,
    Section,
)

Answers = Mapping[str, Any]


@dataclass
class Path:
    """What somebody with these answers is asked: sections with their questions, in order, and which
    of the answers count.
    """

    asked: list[tuple[Section, list[Question]]] = field(default_factory=list)
    counted: dict[str, Any] = field(default_factory=dict)

    def after(self, key: str) -> Section | None:
        """The section after ``key`` (from the first for ''); None at the end."""
        keys = [section.key for section, _questions in self.asked]
        place = keys.index(key) + 1 if key in keys else 0
        return self.asked[place][0] if place < len(self.asked) else None

    def before(self, key: str) -> Section | None:
        keys = [section.key for section, _questions in self.asked]
        place = keys.index(key) if key in keys else 0
        return self.asked[place - 1][0] if place > 0 else None

    def questions(self, key: str) -> list[Question]:
        return next((found for section, found in self.asked if section.key == key), [])

    def unseen(self, answers: Answers) -> str:
        """The first section with a question that was never sent (one that was sent without an
        answer has the answer None); '' if there is none.
        """
        for section, questions in self.asked:
            if any(one.key not in answers for one in questions):
                return section.key
        return ""

    @property
    def missing(self) -> str:
        """The first section with a required question that is not answered; '' if there is none."""
        for section, questions in self.asked:
            if any(one.required and is_empty(self.counted.get(one.key)) for one in questions):
                return section.key
        return ""


def is_empty(value: Any) -> bool:
    return value is None or value == "" or value == [] or value == {}


def holds(condition: Condition, answers: Answers) -> bool:
    """Whether a condition holds for answers that count."""
    return meets(condition, answers.get(condition.question))


def meets(condition: Condition, value: Any) -> bool:
    """Whether a condition holds for one answer. Nothing compares with a missing answer but
    ``is_not`` and ``not_answered``.
    """
    operator = condition.operator
    if operator is Operator.ANSWERED:
        return not is_empty(value)
    if operator is Operator.NOT_ANSWERED:
        return is_empty(value)
    if operator in (Operator.IS, Operator.IS_NOT):
        return _is(value, condition.value) is (operator is Operator.IS)
    number, bound = _number(value), _number(condition.value)
    if number is None or bound is None:
        return False
    return number >= bound if operator is Operator.AT_LEAST else number <= bound


def _is(value: Any, wanted: Any) -> bool:
    if isinstance(value, list):
        return wanted in value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(wanted) == float(value)
    return bool(value == wanted)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or value is None or isinstance(value, list | dict):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def satisfied(rule: Rule | None, answers: Answers, otherwise: bool = True) -> bool:
    """Whether a rule holds; ``otherwise`` where there is none."""
    if rule is None:
        return otherwise
    each = (holds(condition, answers) for condition in rule.conditions)
    return all(each) if rule.match == "all" else any(each)


def path(definition: Definition, answers: Answers) -> Path:
    """Walk through the survey with these answers."""
    found = Path()
    for section in definition.sections:
        if not satisfied(section.show_if, found.counted):
            continue
        asked: list[Question] = []
        for question in section.questions:
            if not satisfied(question.show_if, found.counted):
                continue
            asked.append(question)
            if not is_empty(answers.get(question.key)):
                found.counted[question.key] = answers[question.key]
        if asked:
            found.asked.append((section, asked))
        if satisfied(section.end_if, found.counted, otherwise=False):
            break
    return found


def outcomes(question: Question, *, hideable: bool) -> Collection[Any] | None:
    """Every answer that a question can have (None: no answer); None where these are too many."""
    known: list[Any]
    if question.kind is Kind.SINGLE:
        known = [choice.value_id for choice in question.choices]
    elif question.points:
        known = list(question.points)
    else:
        return None
    return [*known, None] if hideable or not question.required else known


def can_hold(rule: Rule | None, possible: Callable[[str], Collection[Any] | None]) -> bool:
    """False where no answers at all meet the rule. ``possible``: key of a question → its outcomes,
    none for one that is never asked. Conditions on different questions are taken as independent.
    """
    if rule is None:
        return True
    if rule.match == "any":
        return any(_any_meets([one], possible) for one in rule.conditions)
    keys = {one.question for one in rule.conditions}
    return all(
        _any_meets([one for one in rule.conditions if one.question == key], possible)
        for key in keys
    )


def must_hold(rule: Rule | None, possible: Callable[[str], Collection[Any] | None]) -> bool:
    """True where all answers meet the rule, as far as one question's outcomes tell."""
    if rule is None:
        return False
    groups = (
        [[one] for one in rule.conditions]
        if rule.match == "all"
        else [[one for one in rule.conditions if one.question == key] for key in
              {one.question for one in rule.conditions}]
    )  # fmt: skip
    each = [_all_meet(group, possible) for group in groups]
    return all(each) if rule.match == "all" else any(each)


def _any_meets(group: list[Condition], possible: Callable[[str], Collection[Any] | None]) -> bool:
    values = possible(group[0].question)
    if values is None:
        return True
    return any(all(meets(one, value) for one in group) for value in values)


def _all_meet(group: list[Condition], possible: Callable[[str], Collection[Any] | None]) -> bool:
    values = possible(group[0].question)
    if values is None:
        return False
    return bool(values) and all(any(meets(one, value) for one in group) for value in values)
