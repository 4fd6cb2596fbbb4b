"""A page of a survey as its template needs it: texts in one language, answers in their place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.feedback.surveys import reading
from apps.feedback.surveys.answering import Run
from apps.feedback.surveys.definition import (
    RIGHT_TO_LEFT,
    Choice,
    Definition,
    Kind,
    Question,
    Section,
)
from apps.feedback.surveys.phrases import all_of
from apps.reference.languages import own_name


def words(language: str) -> dict[str, str]:
    """What the frame of every public page says, with the direction in which it is written."""
    return {
        **all_of(language),
        "code": language,
        "direction": "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr",
    }


def page(
    run: Run, section: Section, *, sent: Any = None, mistakes: Mapping[str, reading.Mistake]
) -> dict[str, Any]:
    """One section. ``sent`` is what was typed, shown again beside ``mistakes``."""
    path = run.path
    keys = [one.key for one, _asked in path.asked]
    first = not keys or section.key == keys[0]
    shown = questions(run.definition, path.questions(section.key), run.language, run.answers,
                      sent, mistakes)  # fmt: skip
    said = words(run.language)
    context = texts(run.definition, section, run.language, first=first)
    errors = [
        {"target": one["focus"], "name": one["text"], "text": one["error"]}
        for one in shown
        if one["error"]
    ]
    if "consent" in mistakes:
        context["consent_error"] = said["needed"]
        errors.insert(0, {"target": "consent", "name": said["consent"], "text": said["needed"]})
    number = keys.index(section.key) + 1 if section.key in keys else 1
    return context | {
        "frame_words": said,
        "section": section,
        "questions": shown,
        "errors": errors,
        "first": first,
        "last": path.after(section.key) is None,
        "place": said["page"].format(n=number, of=len(keys)) if len(keys) > 1 else "",
        "languages": languages(run.definition, run.language),
        "ask_consent": first and bool(context["consent"]) and run.response is None,
        "may_restart": run.response is not None and run.invitation is None,
        "multipart": any(one["kind"] == Kind.FILE for one in shown),
    }


def texts(
    definition: Definition, section: Section, language: str, *, first: bool
) -> dict[str, str]:
    """Title and opening words."""
    found = {"title": definition.say(definition.title, language)}
    found["section_title"] = definition.say(section.title, language)
    found["intro"] = definition.say(definition.intro, language) if first else ""
    found["consent"] = definition.say(definition.consent, language) if first else ""
    return found


def languages(definition: Definition, language: str) -> list[dict[str, Any]]:
    """What the switcher offers, each by its own name; nothing where there is one language."""
    if len(definition.languages) < 2:
        return []
    return [
        {"code": code, "name": own_name(code), "here": code == language}
        for code in definition.languages
    ]


def questions(
    definition: Definition,
    asked: list[Question],
    language: str,
    answers: Mapping[str, Any],
    sent: Any = None,
    mistakes: Mapping[str, reading.Mistake] | None = None,
) -> list[dict[str, Any]]:
    """Questions with their options, what is chosen, and what is wrong with it."""
    said = all_of(language)
    found = []
    for question in asked:
        mistake = (mistakes or {}).get(question.key)
        found.append(
            _question(definition, question, language, answers, sent)
            | {"error": said[mistake.phrase].format(**mistake.values) if mistake else ""}
        )
    return found


def _question(
    definition: Definition, question: Question, language: str, answers: Mapping[str, Any], sent: Any
) -> dict[str, Any]:
    value = answers.get(question.key)
    typed = sent.get(question.key, "") if sent is not None else None
    parts: dict[str, Any] = {
        "key": question.key,
        "kind": question.kind.value,
        "text": definition.say(question.text, language) or question.key,
        "help": definition.say(question.help, language),
        "required": question.required,
        "long": question.long,
        "low_label": definition.say(question.low_label, language),
        "high_label": definition.say(question.high_label, language),
        "value": _plain(value) if typed is None or question.kind is Kind.FILE else typed,
        "options": [],
        "rows": [],
        "focus": f"f-{question.key}",
    }
    if question.kind is Kind.FILE and value:
        parts["kept"] = all_of(language)["file_kept"].format(name=value)
    names = definition.names(question.choices, language)
    if question.points:
        chosen = str(value) if typed is None else typed
        parts["options"] = [
            {"value": str(one), "text": str(one), "on": str(one) == chosen}
            for one in question.points
        ]
    elif question.kind in (Kind.SINGLE, Kind.MULTIPLE):
        on = _chosen(question, value, sent)
        parts["options"] = [
            {"value": one.value_id, "text": names[one.value_id], "on": one.value_id in on}
            for one in question.choices
        ]
    elif question.kind is Kind.MATRIX:
        parts["options"] = [{"value": key, "text": text} for key, text in names.items()]
        called = definition.names(question.rows, language)
        parts["rows"] = [_row(question, one, called, value, sent) for one in question.rows]
    elif question.kind is Kind.RANKING:
        parts["rows"] = [_ranked(question, one, names, value, sent) for one in question.choices]
        parts["options"] = list(range(1, len(question.choices) + 1))
    return parts


def _plain(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None or isinstance(value, list | dict) else str(value)


def _chosen(question: Question, value: Any, sent: Any) -> list[Any]:
    if sent is not None:
        return list(sent.getlist(question.key))
    return value if isinstance(value, list) else [value]


def _row(
    question: Question, row: Choice, names: dict[str, str], value: Any, sent: Any
) -> dict[str, Any]:
    key = f"{question.key}.{row.value_id}"
    stored = value.get(row.value_id) if isinstance(value, dict) else None
    on = sent.get(key) if sent is not None else stored
    return {"key": key, "text": names[row.value_id], "on": on}


def _ranked(
    question: Question, one: Choice, names: dict[str, str], value: Any, sent: Any
) -> dict[str, Any]:
    key = f"{question.key}.{one.value_id}"
    order = value if isinstance(value, list) else []
    stored = str(order.index(one.value_id) + 1) if one.value_id in order else ""
    on = sent.get(key, "") if sent is not None else stored
    return {"key": key, "text": names[one.value_id], "on": on}
