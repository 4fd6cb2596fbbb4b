"""Definitions, logic and publishing checks."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.feedback.surveys import checks, logic
from apps.feedback.surveys.definition import Definition, dump, read
from apps.feedback.surveys.starters import STARTERS, starter
from apps.projects.domain.errors import Refused

CHOICES = ("a", "b", "c")
OPERATORS = ("is", "is_not", "at_least", "at_most", "answered", "not_answered")


def question(key: str, kind: str = "single", **more: Any) -> dict[str, Any]:
    choices = [{"value_id": one, "text": {"en": one}} for one in CHOICES]
    own = {"choices": choices} if kind in ("single", "multiple") else {}
    return {"key": key, "kind": kind, "text": {"en": key}, **own, **more}


def survey(*sections: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "languages": ["en"], "default": "en", "title": {"en": "T"},
        "sections": [{"key": f"s{n}", "questions": list(one)} for n, one in enumerate(sections)],
        **more,
    }  # fmt: skip


def rule(*conditions: tuple[Any, ...], match: str = "all") -> dict[str, Any]:
    names = ("question", "operator", "value")
    return {
        "match": match,
        "conditions": [dict(zip(names, one, strict=False)) for one in conditions],
    }


KEYS = [f"q{n}" for n in range(6)]
VALUES = st.one_of(st.sampled_from(CHOICES), st.integers(0, 10).map(float))
CONDITIONS = st.tuples(st.sampled_from(KEYS), st.sampled_from(OPERATORS), VALUES)
RULES = st.none() | st.builds(
    lambda rows, match: rule(*rows, match=match),
    st.lists(CONDITIONS, min_size=1, max_size=2),
    st.sampled_from(["all", "any"]),
)
PARTS = st.tuples(st.sampled_from(["single", "nps"]), RULES, st.booleans())
PAGES = st.tuples(PARTS, PARTS, RULES, RULES)


@st.composite
def documents(draw: Any) -> tuple[Definition, dict[str, Any]]:
    """A survey of six questions in three pages with any rules, and any answers."""
    sections = []
    for place, (one, other, show, end) in enumerate(draw(st.tuples(PAGES, PAGES, PAGES))):
        asked = [
            question(key, kind, show_if=asked_if, required=needed)
            for key, (kind, asked_if, needed) in zip(KEYS[2 * place :], (one, other), strict=False)
        ]
        sections.append({"key": f"s{place}", "questions": asked, "show_if": show, "end_if": end})
    definition = read(survey() | {"sections": sections})
    fitting = {
        one.key: st.sampled_from(CHOICES) if one.kind == "single" else st.integers(0, 10)
        for one in definition.questions
    }
    return definition, draw(st.fixed_dictionaries({}, optional=fitting))


@settings(max_examples=50)
@given(documents())
def test_a_hidden_questions_answer_never_counts(made):
    definition, answers = made
    path = logic.path(definition, answers)
    asked = {one.key for _section, questions in path.asked for one in questions}
    assert set(path.counted) == asked & set(answers)
    # What counts is reached by what counts: dropping the rest changes nothing, twice neither.
    assert logic.path(definition, path.counted).counted == path.counted
    for hidden in set(answers) - asked:
        without = {key: value for key, value in answers.items() if key != hidden}
        assert logic.path(definition, without).counted == path.counted


def answered_throughout(definition: Definition, answers: dict[str, Any]) -> dict[str, Any]:
    """These answers with one to every required question that is asked, page after page."""
    for _question in definition.questions:
        path = logic.path(definition, answers)
        for _section, questions in path.asked:
            for one in questions:
                if one.required and one.key not in answers:
                    answers = {**answers, one.key: "a" if one.kind == "single" else 7}
    return answers


def unreachable(definition: Definition) -> set[str]:
    return {
        one.key for one in checks.problems(definition) if one.message.text.startswith("Nobody can")
    }


@settings(max_examples=50)
@given(documents())
def test_what_is_called_unreachable_is_never_asked(made):
    definition, answers = made
    bad = unreachable(definition)
    path = logic.path(definition, answered_throughout(definition, answers))
    assert not path.missing
    assert not bad & {one.key for _section, questions in path.asked for one in questions}


def test_what_nobody_is_asked_is_called_unreachable():
    """All answers to three questions with one choice each are tried."""
    rules = [("q0", "is", "a"), ("q0", "is_not", "a"), ("q0", "not_answered"), ("q1", "answered")]
    for needed, first, second in itertools.product((True, False), rules[:3], rules):
        definition = read(survey(
            [question("q0", required=needed), question("q1", show_if=rule(first))],
            [question("q2", show_if=rule(second, ("q0", "is", "b")))],
        ))  # fmt: skip
        reached: set[str] = set()
        for chosen in itertools.product((None, *CHOICES), repeat=3):
            answers = {key: one for key, one in zip(KEYS, chosen, strict=False) if one}
            path = logic.path(definition, answers)
            if not path.missing:
                reached |= {one.key for _section, asked in path.asked for one in asked}
        called = unreachable(definition)
        assert not called & reached, (needed, first, second)
        if first[1] != "is_not" and second[0] == "q0":  # what one question's answers decide
            assert called == {"q0", "q1", "q2"} - reached, (needed, first, second)


def test_conditions_compare_by_the_kind_of_answer():
    holds = [
        (("q", "is", "a"), "a"), (("q", "is", "a"), ["b", "a"]), (("q", "is_not", "a"), ["b"]),
        (("q", "is_not", "a"), None), (("q", "at_least", 3), 3), (("q", "at_most", 3), 2.5),
        (("q", "answered"), 0), (("q", "not_answered"), []), (("q", "is", 3.0), 3),
    ]  # fmt: skip
    for condition, answer in holds:
        parsed = read(survey([question("q", show_if=rule(condition))])).questions[0].show_if
        assert logic.satisfied(parsed, {"q": answer}), (condition, answer)
    for condition, answer in [(("q", "at_least", 3), None), (("q", "at_least", 3), "x"),
                              (("q", "at_most", 3), []), (("q", "answered"), "")]:  # fmt: skip
        parsed = read(survey([question("q", show_if=rule(condition))])).questions[0].show_if
        assert not logic.satisfied(parsed, {"q": answer}), (condition, answer)


def test_a_page_can_end_the_survey():
    document = survey([question("q0")], [question("q1")])
    document["sections"][0]["end_if"] = rule(("q0", "is", "a"))
    definition = read(document)
    assert logic.path(definition, {"q0": "a", "q1": "b"}).counted == {"q0": "a"}
    assert logic.path(definition, {"q0": "b", "q1": "b"}).counted == {"q0": "b", "q1": "b"}


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (survey(), "asks nothing"),
        (survey([question("q0", text={})]), "has no text"),
        (survey([question("q0", choices=[])]), "two choices"),
        (survey([question("q0", show_if=rule(("q1", "is", "a"))), question("q1")]), "looks ahead"),
        (survey([question("q0"), question("q1", show_if=rule(("q0", "is", "zz")))]), "is gone"),
        (survey([question("q0"), question("q1", show_if=rule(("q9", "answered")))]), "is gone"),
        (
            survey([question("q0"),
                    question("q1", show_if=rule(("q0", "is", "a"), ("q0", "is", "b")))]),
            "Nobody can reach 'q1'",
        ),
        (
            survey([question("q0", "nps", required=True),
                    question("q1", show_if=rule(("q0", "at_least", 11)))]),
            "Nobody can reach 'q1'",
        ),
        (survey([question("q0")], quotas=[{"value": "XXX", "most": 1}]), "not a country"),
        (survey([question("q0")], title={}), "a title"),
    ],
)  # fmt: skip
def test_what_forbids_publishing_is_named(document, says):
    grave = [one.message for one in checks.problems(read(document)) if one.grave]
    assert any(says in str(message) for message in grave), grave


def test_a_page_after_a_sure_end_is_unreachable():
    document = survey([question("q0", required=True)], [question("q1")])
    document["sections"][0]["end_if"] = rule(
        ("q0", "is", "a"), ("q0", "is", "b"), ("q0", "is", "c"), match="any"
    )
    assert any("Nobody can reach 'q1'" in str(one.message)
               for one in checks.problems(read(document)))  # fmt: skip
    document["sections"][0]["questions"][0]["required"] = False
    assert not [one for one in checks.problems(read(document)) if one.grave]


@pytest.mark.parametrize("key", [key for key, _label in STARTERS if key != "blank"])
def test_the_templates_can_be_published_as_they_are(key):
    definition = starter(key, "en", "Mine")
    assert checks.problems(definition) == []
    assert read(dump(definition)) == definition
    assert starter(key, "de", "Meine").say(definition.title, "zh-hans")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"languages": ["klingon"]}, "klingon"),
        ({"languages": ["en", "en"]}, "stands twice"),
        ({"default": "de"}, "default language"),
        ({"sections": [{"key": "s", "questions": [question("q"), question("q")]}]}, "'q'"),
        ({"sections": [{"key": "s", "questions": [question("q", "scale")]}]}, "whole ends"),
        ({"sections": [{"key": "s", "questions": [question("q", "hologram")]}]}, "questions → 0"),
        ({"sections": [{"key": "s<script>"}]}, "key"),
        ({"surprise": 1}, "surprise"),
        ({"quotas": [{"value": "DEU", "most": 0}]}, "most"),
    ],
)
def test_a_bad_definition_is_refused_in_words(change, says):
    with pytest.raises(Refused) as caught:
        read(survey([question("q0")]) | change)
    assert says in str(caught.value.message)
