"""What keeps a survey from being published, and what its makers should know first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from apps.core.messages import Message, clipped, msg, msgn
from apps.feedback.surveys import logic
from apps.feedback.surveys.addresses import called
from apps.feedback.surveys.definition import (
    CHOOSING,
    Definition,
    Kind,
    Operator,
    Question,
    Rule,
)
from apps.reference import countries
from apps.reference.languages import own_name


@dataclass(frozen=True)
class Problem:
    """``key`` is the question or section it is about; a ``grave`` one forbids publishing."""

    message: Message
    key: str = ""
    grave: bool = True


NEVER: tuple[None] = (None,)  # the outcomes of a question that nobody is asked


def problems(definition: Definition) -> list[Problem]:
    """Everything that is wrong with a survey, in the order of its parts."""
    if not definition.questions:
        return [Problem(msg("The survey asks nothing yet. Add a question."))]
    found = [*_texts(definition), *_choices(definition), *_logic(definition)]
    return [*found, *_quotas(definition)]


def name(
    definition: Definition, question: Question, language: str = "", *, longest: int = 60
) -> str:
    """A question as sentences about it call it, in ``language`` ('': the default one)."""
    text = definition.say(question.text, language or definition.default)
    return clipped(" ".join(text.split()), longest) or question.key


def _texts(definition: Definition) -> Iterator[Problem]:
    names = called(definition)
    for address, texts, needed in definition.texts():
        key = address.partition(".")[0]
        has = {code for code in definition.languages if texts.get(code, "").strip()}
        if definition.default not in has:
            if needed:
                yield Problem(_empty(definition, key, address, names[address]), key)
            elif has:
                yield Problem(
                    msg("{text} has words, but none in the default language.",
                        text=names[address]), key)  # fmt: skip
    missing = {
        code: sum(
            bool(texts.get(definition.default, "").strip()) and not texts.get(code, "").strip()
            for _address, texts, _needed in definition.texts()
        )
        for code in definition.languages
    }
    for code, count in missing.items():
        if count:
            yield Problem(
                msgn("{count} text has no translation into {language}; it is shown in the default"
                     " language.",
                     "{count} texts have no translation into {language}; they are shown in the"
                     " default language.", count, language=own_name(code)),
                grave=False)  # fmt: skip


def _empty(definition: Definition, key: str, address: str, text: Message) -> Message:
    if address == "title":
        return msg("Give the survey a title that respondents read.")
    if address.endswith(".text"):
        return msg("{text} has no text.", text=text)
    question = definition.question(key)
    title = name(definition, question) if question else key
    return msg("A choice of '{question}' has no text.", question=title)


def _choices(definition: Definition) -> Iterator[Problem]:
    for question in definition.questions:
        title = name(definition, question)
        if question.kind in CHOOSING and len(question.choices) < 2:
            yield Problem(msg("'{question}' needs two choices or more.", question=title),
                          question.key)  # fmt: skip
        if question.kind is Kind.MATRIX and not question.rows:
            yield Problem(msg("'{question}' needs a row or more.", question=title), question.key)


def _logic(definition: Definition) -> Iterator[Problem]:
    """Walk once: what each question can be answered, and which rules can hold at all."""
    known: dict[str, Collection[Any] | None] = {}
    ended = False
    for section in definition.sections:
        if section.show_if:
            yield from _rule(definition, section.show_if, known, section.key)
        reached = not ended and logic.can_hold(section.show_if, lambda key: known.get(key, NEVER))
        for question in section.questions:
            if question.show_if:
                yield from _rule(definition, question.show_if, known, question.key)
            asked = reached and logic.can_hold(question.show_if, lambda key: known.get(key, NEVER))
            if not asked:
                yield Problem(_unreached(name(definition, question)), question.key)
            hideable = bool(question.show_if or section.show_if) or not reached
            known[question.key] = logic.outcomes(question, hideable=hideable) if asked else NEVER
        if section.end_if:
            yield from _rule(definition, section.end_if, known, section.key)
        ended = ended or (
            reached and not section.show_if
            and logic.must_hold(section.end_if, lambda key: known.get(key, NEVER))
        )  # fmt: skip


def _unreached(question: str) -> Message:
    return msg(
        "Nobody can reach '{question}': the conditions before it never hold together.",
        question=question,
    )


def _rule(definition: Definition, rule: Rule, known: Any, key: str) -> Iterator[Problem]:
    for condition in rule.conditions:
        of = definition.question(condition.question)
        if of is None:
            yield Problem(msg("A condition asks for a question that is gone ({key}).",
                              key=condition.question), key)  # fmt: skip
        elif of.key not in known:
            yield Problem(
                msg("A condition looks ahead to '{question}', which is asked later. Move that"
                    " question up, or change the condition.", question=name(definition, of)),
                key)  # fmt: skip
        elif not _has_value(of, condition.operator, condition.value):
            yield Problem(msg("A condition asks for a choice of '{question}' that is gone.",
                              question=name(definition, of)), key)  # fmt: skip


def _has_value(question: Question, operator: Operator, value: Any) -> bool:
    if operator not in (Operator.IS, Operator.IS_NOT):
        return True
    if question.kind in (Kind.SINGLE, Kind.MULTIPLE):
        return value in {choice.value_id for choice in question.choices}
    return True


def _quotas(definition: Definition) -> Iterator[Problem]:
    for quota in definition.quotas:
        if not quota.question:
            if countries.get(quota.value) is None:
                yield Problem(msg("A quota is for '{code}', which is not a country code.",
                                  code=clipped(quota.value)))  # fmt: skip
            continue
        of = definition.question(quota.question)
        if of is None or of.kind is not Kind.SINGLE:
            yield Problem(msg("A quota is for a question that is gone, or that is not a single"
                              " choice."))  # fmt: skip
        elif quota.value not in {choice.value_id for choice in of.choices}:
            yield Problem(msg("A quota is for a choice of '{question}' that is gone.",
                              question=name(definition, of)), of.key)  # fmt: skip
