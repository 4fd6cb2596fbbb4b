"""A rule in a form: up to three conditions, each one choice of what an earlier answer says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from apps.core.messages import clipped
from apps.feedback.surveys.checks import name
from apps.feedback.surveys.definition import (
    NUMBERED,
    Condition,
    Definition,
    Kind,
    Operator,
    Question,
    Rule,
    Section,
)

CONDITIONS = 3
_BOUND = (Operator.AT_LEAST, Operator.AT_MOST)


def earlier(definition: Definition, key: str, *, itself: bool = False) -> list[Question]:
    """The questions that are asked before a question or section (``itself``: and in it)."""
    found: list[Question] = []
    for section in definition.sections:
        if section.key == key:
            return [*found, *section.questions] if itself else found
        for question in section.questions:
            if question.key == key:
                return found
            found.append(question)
    return found


def add(
    form: forms.Form, prefix: str, label: str, rule: Rule | None, definition: Definition,
    questions: list[Question],
) -> None:  # fmt: skip
    """Give the form the fields of a rule, filled with ``rule``; none where nothing was asked."""
    if not questions:
        return
    known = rule.conditions if rule else []
    form.fields[f"{prefix}_match"] = forms.ChoiceField(
        label=label,
        choices=[("all", _("if all of these hold")), ("any", _("if one of these holds"))],
        initial=rule.match if rule else "all",
        required=False,
    )
    options = list(_options(definition, questions))
    for place in range(max(CONDITIONS, len(known))):
        one = known[place] if place < len(known) else None
        form.fields[f"{prefix}_{place}"] = forms.ChoiceField(
            label=_("Condition {number}").format(number=place + 1),
            choices=[("", _("No condition")), *options, *_lost(one, options)],
            initial=_code(one) if one else "",
            required=False,
        )
        if any(question.kind in NUMBERED for question in questions):
            bound = one.value if one and one.operator in _BOUND else None
            form.fields[f"{prefix}_{place}_number"] = forms.FloatField(
                label=_("Number of condition {number}").format(number=place + 1),
                help_text=_("Only for 'at least' and 'at most'."),
                initial=f"{bound:g}" if isinstance(bound, float) else None,
                required=False,
            )


def clean(form: forms.Form, prefix: str) -> Rule | None:
    """The rule that was typed; a missing number is an error of its field."""
    conditions: list[Condition] = []
    places = [field for field in form.fields if field.removeprefix(f"{prefix}_").isdigit()
              and field.startswith(f"{prefix}_")]  # fmt: skip
    for field in places:
        code = form.cleaned_data.get(field) or ""
        if not code:
            continue
        question, operator, value = code.split("|", 2)
        wanted: str | float | None = value or None
        if Operator(operator) in _BOUND:
            wanted = form.cleaned_data.get(f"{field}_number")
            if wanted is None:
                form.add_error(f"{field}_number", _("Give the number to compare with."))
                continue
        conditions.append(Condition(question=question, operator=Operator(operator), value=wanted))
    if not conditions:
        return None
    match = form.cleaned_data.get(f"{prefix}_match") or "all"
    return Rule(match=match, conditions=conditions)


def _code(one: Condition) -> str:
    value = "" if one.operator in _BOUND or one.value is None else str(one.value)
    return f"{one.question}|{one.operator}|{value}"


def _lost(one: Condition | None, options: list[Any]) -> list[tuple[str, str]]:
    """A stored condition that the questions no longer offer: shown, so that it can be removed."""
    if one is None:
        return []
    codes = {code for _label, group in options for code, _text in group}
    return [] if _code(one) in codes else [(_code(one), _("A condition that is out of date"))]


def _options(definition: Definition, questions: list[Question]) -> Iterator[tuple[str, Any]]:
    """Optgroups: a question, and what can be said of its answer. Each option names the question
    too: a closed list shows no group.
    """
    for question in questions:
        said = name(definition, question)
        short = clipped(said, 36)
        yield (
            said,
            [
                (code, _("“{question}” {compared}").format(question=short, compared=words))
                for code, words in _of(definition, question)
            ],
        )


def _of(definition: Definition, question: Question) -> Iterator[tuple[str, str]]:
    key = question.key
    if question.kind in (Kind.SINGLE, Kind.MULTIPLE):
        names = definition.names(question.choices)
        for value, text in names.items():
            yield f"{key}|is|{value}", _("is: {choice}").format(choice=text)
        for value, text in names.items():
            yield f"{key}|is_not|{value}", _("is not: {choice}").format(choice=text)
    if question.kind in NUMBERED:
        yield f"{key}|at_least|", _("is at least …")
        yield f"{key}|at_most|", _("is at most …")
    yield f"{key}|answered|", _("is answered")
    yield f"{key}|not_answered|", _("is not answered")


def in_words(definition: Definition, rule: Rule | None) -> list[str]:
    """A rule's conditions as sentences, for the builder."""
    return [_sentence(definition, one) for one in rule.conditions] if rule else []


def _sentence(definition: Definition, one: Condition) -> str:
    question = definition.question(one.question)
    if question is None:
        return _("A condition that is out of date")
    said = name(definition, question)
    if one.operator is Operator.AT_LEAST:
        return _("“{question}” is at least {number}").format(question=said, number=_plain(one))
    if one.operator is Operator.AT_MOST:
        return _("“{question}” is at most {number}").format(question=said, number=_plain(one))
    words = dict(_of(definition, question))
    compared = words.get(_code(one), _("A condition that is out of date"))
    return _("“{question}” {compared}").format(question=said, compared=compared)


def _plain(one: Condition) -> str:
    return f"{one.value:g}" if isinstance(one.value, float) else str(one.value)


def section_of(definition: Definition, key: str) -> Section | None:
    """The section that a question stands in."""
    found = (
        section
        for section in definition.sections
        if any(question.key == key for question in section.questions)
    )
    return next(found, None)
