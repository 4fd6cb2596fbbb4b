"""Changes of a draft: adding, moving and removing its parts."""

from __future__ import annotations

from typing import Any

from apps.core.messages import clipped, msg
from apps.feedback.surveys.definition import (
    MOST_QUESTIONS,
    MOST_QUOTAS,
    Definition,
    Kind,
    Question,
    Quota,
    Section,
)
from apps.feedback.surveys.rules import section_of
from apps.projects.domain.errors import Refused
from apps.reference import countries


def new_question(kind: Kind) -> Question:
    """A question that is not in the survey yet; its key is given when it is added."""
    ends = {"lowest": 1.0, "highest": 5.0} if kind is Kind.SCALE else {}
    return Question(key="new", kind=kind, **ends)


def add_question(definition: Definition, section_key: str, question: Question) -> None:
    """Put a question at the end of a section."""
    section = definition.section(section_key)
    if section is None:
        raise Refused(msg("This page of the survey is gone."))
    if len(definition.questions) >= MOST_QUESTIONS:
        raise Refused(msg("A survey has at most {most} questions.", most=MOST_QUESTIONS))
    question.key = definition.new_key("q")
    section.questions.append(question)


def add_section(definition: Definition) -> Section:
    """A new page at the end."""
    section = Section(key=definition.new_key("s"))
    definition.sections.append(section)
    return section


def move(definition: Definition, key: str, step: int) -> None:
    """Move a question or a section by one place; a question at an edge goes to the next page."""
    section = definition.section(key)
    if section is not None:
        _swap(definition.sections, definition.sections.index(section), step)
        return
    holder, question = section_of(definition, key), definition.question(key)
    if holder is None or question is None:
        raise Refused(_GONE)
    place = holder.questions.index(question)
    if 0 <= place + step < len(holder.questions):
        _swap(holder.questions, place, step)
        return
    at = definition.sections.index(holder) + step
    if 0 <= at < len(definition.sections):
        holder.questions.remove(question)
        other = definition.sections[at].questions
        other.insert(0 if step > 0 else len(other), question)


_GONE = msg("This part of the survey is gone. Somebody else may have removed it.")


def _swap(parts: list[Any], place: int, step: int) -> None:
    if 0 <= place + step < len(parts):
        parts[place], parts[place + step] = parts[place + step], parts[place]


def remove(definition: Definition, key: str) -> None:
    """Take a question or a section with its questions out."""
    section = definition.section(key)
    if section is not None:
        definition.sections.remove(section)
        return
    holder, question = section_of(definition, key), definition.question(key)
    if holder is None or question is None:
        raise Refused(_GONE)
    holder.questions.remove(question)


def quotas(definition: Definition, text: str) -> list[Quota]:
    """Quotas from lines like 'DEU 100' and 'q2=weekly 50'; :class:`Refused` names a wrong one."""
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        what, _space, most = line.rpartition(" ")
        question, equals, value = what.strip().partition("=")
        sound = most.isdecimal() and len(most) <= 7 and 1 <= int(most) <= 1_000_000
        if not sound or not what.strip():
            raise _wrong(line)
        if not equals:
            if countries.get(question.upper()) is None:
                raise _wrong(line)
            found.append(Quota(value=question.upper(), most=int(most)))
            continue
        found.append(_of_choice(definition, line, question.strip(), value.strip(), int(most)))
    if len(found) > MOST_QUOTAS:
        raise Refused(msg("At most {most} quotas.", most=MOST_QUOTAS), field="quotas")
    return found


def _of_choice(definition: Definition, line: str, key: str, value: str, most: int) -> Quota:
    question = definition.question(key)
    if question is None or question.kind is not Kind.SINGLE:
        raise _wrong(line)
    for choice in question.choices:
        if value.casefold() in {choice.value_id, *(one.casefold() for one in choice.text.values())}:
            return Quota(question=key, value=choice.value_id, most=most)
    raise _wrong(line)


def _wrong(line: str) -> Refused:
    return Refused(
        msg(
            "The quota '{line}' cannot be read. Write a country code, or question=choice, and a"
            " number, such as DEU 100 or q2=weekly 50.",
            line=clipped(line, 60),
        ),
        field="quotas",
    )
