"""What a survey asks: one JSON document, checked by these models.

A survey is always read, edited, published and translated as a whole, and answers must be kept with
exactly what was asked. As one document a version is one immutable value: it is copied by copying
it, and the builder, REST, backups and the public pages share this one check. Questions as rows of
their own would need the same rules again in every one of these places, and a migration for each
new kind of question. Keys of questions and value ids of choices are given once and never again.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from apps.core.messages import Message, clipped, msg
from apps.crm.domain import values
from apps.projects.domain.errors import Refused

MOST_QUESTIONS, MOST_CHOICES, MOST_LANGUAGES, MOST_QUOTAS = 100, 60, 30, 30
LONGEST_TEXT = 4_000
RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})


def language_code(text: str) -> str:
    """A BCP 47 tag in lower case ('zh-hans', 'pt-br'); ``ValueError`` for anything else."""
    try:
        code = values.language(text).lower()
    except Refused:
        code = ""
    if not code:
        raise ValueError(f"'{clipped(text)}' is not a language code like en, zh-hans or pt-br")
    return code


Language = Annotated[str, AfterValidator(language_code)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Texts = dict[Language, Annotated[str, Field(max_length=LONGEST_TEXT)]]
"""Language → text. A language that has none is shown the survey's default language."""


class Kind(StrEnum):
    """The types of questions."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    MATRIX = "matrix"
    RANKING = "ranking"
    SCALE = "scale"
    NPS = "nps"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FILE = "file"


CHOOSING = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.MATRIX, Kind.RANKING})
NUMBERED = frozenset({Kind.SCALE, Kind.NPS, Kind.NUMBER})


class Operator(StrEnum):
    """How a condition compares an earlier answer."""

    IS = "is"  # the choice (of several choices: among them)
    IS_NOT = "is_not"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", use_enum_values=False)


class Condition(Part):
    """A comparison with the answer to the question ``question``."""

    question: Key
    operator: Operator
    value: str | float | None = None


class Rule(Part):
    """Holds if all conditions do, or (``match`` 'any') one of them."""

    match: Literal["all", "any"] = "all"
    conditions: list[Condition] = Field(min_length=1, max_length=10)


class Choice(Part):
    """Something to choose. ``value_id`` is what is stored, whatever language it was read in."""

    value_id: Key
    text: Texts = {}


class Question(Part):
    """A question. ``lowest`` and ``highest`` bound a scale or a number; their labels are a scale's
    ends. ``rows`` are a matrix's, ``long`` asks for a text of several lines.
    """

    key: Key
    kind: Kind
    text: Texts = {}
    help: Texts = {}
    required: bool = False
    choices: list[Choice] = Field(default=[], max_length=MOST_CHOICES)
    rows: list[Choice] = Field(default=[], max_length=MOST_CHOICES)
    lowest: float | None = Field(default=None, allow_inf_nan=False)
    highest: float | None = Field(default=None, allow_inf_nan=False)
    low_label: Texts = {}
    high_label: Texts = {}
    long: bool = False
    show_if: Rule | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for each, called in ((self.choices, "choice"), (self.rows, "row")):
            _once([one.value_id for one in each], f"value_id of a {called} of '{self.key}'")
        low, high = self.lowest, self.highest
        if low is not None and high is not None and low >= high:
            raise ValueError(f"the lowest value of '{self.key}' must be below its highest")
        if self.kind == Kind.SCALE and not self._is_scale():
            raise ValueError(f"the scale '{self.key}' needs whole ends from 0 to 10, like 1 and 5")
        return self

    def _is_scale(self) -> bool:
        ends = (self.lowest, self.highest)
        return all(end is not None and end == int(end) and 0 <= end <= 10 for end in ends)

    @property
    def points(self) -> range:
        """The points of a scale; an empty range for other kinds."""
        if self.kind == Kind.NPS:
            return range(11)
        if self.kind != Kind.SCALE or self.lowest is None or self.highest is None:
            return range(0)
        return range(int(self.lowest), int(self.highest) + 1)


class Section(Part):
    """Questions on one page. After it the survey ends where ``end_if`` holds."""

    key: Key
    title: Texts = {}
    questions: list[Question] = Field(default=[], max_length=MOST_QUESTIONS)
    show_if: Rule | None = None
    end_if: Rule | None = None


class Quota(Part):
    """No more than ``most`` answers with the choice ``value`` to a question, or, where
    ``question`` is '', from the country ``value`` (ISO 3166-1 alpha-3).
    """

    question: Annotated[str, Field(pattern=r"^([a-z][a-z0-9_]{0,39})?$")] = ""
    value: str = Field(min_length=1, max_length=40)
    most: int = Field(ge=1, le=1_000_000)


class Definition(Part):
    """The document. ``made`` counts keys ever given, so that none is given twice."""

    languages: list[Language] = Field(min_length=1, max_length=MOST_LANGUAGES)
    default: Language
    title: Texts = {}
    intro: Texts = {}
    consent: Texts = {}
    thanks: Texts = {}
    sections: list[Section] = Field(default=[], max_length=50)
    quotas: list[Quota] = Field(default=[], max_length=MOST_QUOTAS)
    made: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        _once(self.languages, "language")
        if self.default not in self.languages:
            raise ValueError("the default language must be one of the survey's languages")
        _once([section.key for section in self.sections], "key of a section")
        keys = [question.key for question in self.questions]
        _once(keys, "key of a question")
        if len(keys) > MOST_QUESTIONS:
            raise ValueError(f"a survey has at most {MOST_QUESTIONS} questions")
        return self

    @property
    def questions(self) -> list[Question]:
        """All questions in the order in which they are asked."""
        return [question for section in self.sections for question in section.questions]

    def question(self, key: str) -> Question | None:
        return next((one for one in self.questions if one.key == key), None)

    def section(self, key: str) -> Section | None:
        return next((one for one in self.sections if one.key == key), None)

    def new_key(self, prefix: str) -> str:
        """A key that no part of this survey ever had."""
        taken = {section.key for section in self.sections}
        taken |= {question.key for question in self.questions}
        for question in self.questions:
            taken |= {one.value_id for one in (*question.choices, *question.rows)}
        while True:
            self.made += 1
            if f"{prefix}{self.made}" not in taken:
                return f"{prefix}{self.made}"

    def say(self, texts: Texts, language: str) -> str:
        """The text in ``language``, in its base language, or in the default language."""
        for code in (language, language.partition("-")[0], self.default):
            if texts.get(code, "").strip():
                return texts[code]
        return ""

    def names(self, choices: list[Choice], language: str = "") -> dict[str, str]:
        """Value id → what the choice is called in ``language`` ('': the default one)."""
        said = language or self.default
        return {one.value_id: self.say(one.text, said) or one.value_id for one in choices}

    def texts(self) -> Iterator[tuple[str, Texts, bool]]:
        """Every text: its address, its languages, and whether it may not be empty."""
        for name in ("title", "intro", "consent", "thanks"):
            yield name, getattr(self, name), name == "title"
        for section in self.sections:
            yield f"{section.key}.title", section.title, False
            for question in section.questions:
                yield from _texts_of(question)

    def best_language(self, asked: list[str]) -> str:
        """The first of ``asked`` that the survey speaks, exactly or by its base language."""
        for code in asked:
            code = code.replace("_", "-").lower()
            if code in self.languages:
                return code
            base = code.partition("-")[0]
            found = next((one for one in self.languages if one.partition("-")[0] == base), None)
            if found:
                return found
        return self.default


def _texts_of(question: Question) -> Iterator[tuple[str, Texts, bool]]:
    key = question.key
    yield f"{key}.text", question.text, True
    yield f"{key}.help", question.help, False
    if question.kind == Kind.SCALE:
        yield f"{key}.low_label", question.low_label, False
        yield f"{key}.high_label", question.high_label, False
    for name, listed in (("row", question.rows), ("choice", question.choices)):
        for one in listed:
            yield f"{key}.{name}.{one.value_id}", one.text, True


def _once(names: list[str], what: str) -> None:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ValueError(f"the {what} '{twice}' stands twice")


def read(document: Any) -> Definition:
    """The definition in a JSON document; :class:`Refused` says what is wrong and where."""
    try:
        return Definition.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        place = " → ".join(str(part) for part in first["loc"])
        reason = str(first["msg"]).removeprefix("Value error, ")
        raise Refused(_why(place, reason), field="definition") from None


def _why(place: str, reason: str) -> Message:
    if not place:
        return msg("The survey's definition cannot be used: {reason}.", reason=reason)
    return msg(
        "The survey's definition cannot be used at {place}: {reason}.", place=place, reason=reason
    )


def dump(definition: Definition) -> dict[str, Any]:
    """As JSON, without what is empty."""
    return definition.model_dump(mode="json", exclude_defaults=True)
