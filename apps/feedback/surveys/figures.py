"""What the answers to a survey say, question by question, as blocks that any page can draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import get_language

from apps.core.messages import Message, Num, clipped, msg, msgn
from apps.engines.result import Axis, Chart, Series, Table, TableColumn, Tile, Tiles
from apps.feedback.surveys import stats
from apps.feedback.surveys.checks import name
from apps.feedback.surveys.definition import Choice, Definition, Kind, Question, read
from apps.feedback.surveys.hiding import shown_groups
from apps.feedback.surveys.logic import is_empty
from apps.feedback.surveys.models import Survey, SurveyResponse
from apps.modelhub.watching.quality import wilson

MOST_READ = 50_000  # answers that a page counts: the newest
LONGEST_TITLE = 300  # of a question
LONGEST = 40  # of a choice that a chart writes


@dataclass(frozen=True)
class Gathered:
    """A survey's complete answers by a filter, and the questions that were ever asked."""

    definition: Definition
    questions: list[Question]
    answers: list[dict[str, Any]]
    begun: int
    complete: int
    languages: list[str]
    countries: list[str]
    language: str = ""  # in which questions and choices are shown: the reader's, or the default
    withheld: bool = False  # the group that was asked for is too small to be shown


def asked(survey: Survey) -> tuple[Definition, list[Question]]:
    """The newest definition, and all that was ever asked: questions that are no longer asked come
    last, and so do choices and rows that a question has no longer, which answers may still name.
    """
    definitions = [read(one.definition) for one in survey.versions.all()]
    definition = definitions[0] if definitions else read(survey.draft)
    found = {one.key: one for one in definition.questions}
    for older in definitions[1:]:
        for one in older.questions:
            newer = found.get(one.key)
            same = newer is not None and newer.kind == one.kind
            found[one.key] = _with_former(newer, one) if newer and same else newer or one
    return definition, list(found.values())


def _with_former(newer: Question, older: Question) -> Question:
    former = {}
    for part in ("choices", "rows"):
        there = getattr(newer, part)
        known = {one.value_id for one in there}
        former[part] = [*there, *(one for one in getattr(older, part) if one.value_id not in known)]
    return newer.model_copy(update=former)


def gather(
    survey: Survey, language: str = "", country: str = "", *, single: bool = True
) -> Gathered:
    """Read the newest complete answers. Questions that are no longer asked come last.

    ``single``: for somebody who may read single answers. To others a language or a country is
    shown, not both at once, and only where neither it nor what is left makes few people out.
    """
    definition, questions = asked(survey)
    done = SurveyResponse.State.COMPLETE
    rows = SurveyResponse.objects.filter(survey=survey)
    groups = rows.order_by().values_list("language", "country")
    known = list(groups.annotate(begun=Count("pk"), whole=Count("pk", filter=Q(state=done))))
    languages = _groups((spoken, whole) for spoken, _land, _begun, whole in known)
    countries = _groups((land, whole) for _spoken, land, _begun, whole in known if land)
    every = _groups((land, whole) for _spoken, land, _begun, whole in known)
    language = language if language in languages else ""
    country = country if country in countries else ""
    if not single:
        open_languages, open_countries = shown_groups(languages), shown_groups(every)
        languages = {name: languages[name] for name in languages if name in open_languages}
        countries = {name: countries[name] for name in countries if name in open_countries}
    withheld = not single and bool(
        (language and country)
        or (language and language not in languages)
        or (country and country not in countries)
    )
    mine = [one for one in known if language in ("", one[0]) and country in ("", one[1])]
    rows = rows.filter(**{name: value for name, value in
                          (("language", language), ("country", country)) if value})  # fmt: skip
    answers = rows.filter(state=done).order_by("-completed_at").values_list("answers", flat=True)
    return Gathered(
        definition,
        questions,
        [] if withheld else list(answers[:MOST_READ]),
        sum(begun for _spoken, _land, begun, _whole in mine),
        sum(whole for _spoken, _land, _begun, whole in mine),
        sorted(languages),
        sorted(countries),
        definition.best_language([get_language() or ""]),
        withheld,
    )


def _groups(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for group, count in counts:
        found[group] = found.get(group, 0) + count
    return found


def drawn(listed: Sequence[Any]) -> dict[str, Any]:
    """Blocks as the page's tag takes them: as they would be stored."""
    return {"blocks": [one.model_dump(mode="json") for one in listed]}


def overview(found: Gathered) -> Tiles:
    """How many began, and how many of them got to the end."""
    rate = wilson(found.complete, found.begun)
    items = [
        Tile(label=msg("Complete answers"), value=Num(value=found.complete, decimals=0)),
        Tile(label=msg("Begun"), value=Num(value=found.begun, decimals=0)),
    ]
    if found.begun:
        items.append(
            Tile(label=msg("Completion rate"), value=_percent(rate.value),
                 note=_between(_percent(rate.low), _percent(rate.high)))
        )  # fmt: skip
    return Tiles(items=items)


def blocks(found: Gathered, question: Question) -> list[Any]:
    """Table, tiles and chart of one question, titled with it; nothing where nobody answered."""
    called = title(found, question)
    return [
        one if isinstance(one, Tiles) else one.model_copy(
            update={"title": msg("{title}: {question}", title=one.title, question=called)}
        )
        for one in _blocks(found, question)
    ]  # fmt: skip


def title(found: Gathered, question: Question) -> str:
    """A question as its results are headed."""
    return name(found.definition, question, found.language, longest=LONGEST_TITLE)


def _blocks(found: Gathered, question: Question) -> list[Any]:
    values = [one[question.key] for one in found.answers if not is_empty(one.get(question.key))]
    if not values:
        return []
    if question.kind in (Kind.SINGLE, Kind.MULTIPLE):
        chosen = Counter(one for value in values for one in _listed(value))
        return _shares(question, _called(found, question.choices, chosen), chosen, len(values))
    if question.points:
        return _points(question, values)
    if question.kind is Kind.NUMBER:
        return [_numbers(values)]
    if question.kind is Kind.MATRIX:
        return [_matrix(found, question, values)]
    if question.kind is Kind.RANKING:
        return [_ranking(found, question, values)]
    return [Tiles(items=[_answered(len(values))])]


def _called(found: Gathered, choices: list[Choice], seen: Iterable[Any]) -> dict[str, str]:
    """What choices are called, by their ids where they are gone."""
    names = found.definition.names(choices, found.language)
    return names | {str(one): str(one) for one in seen if str(one) not in names}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _answered(count: int) -> Tile:
    return Tile(label=msg("Answers"), value=Num(value=count, decimals=0))


def _percent(share: float) -> Num:
    return Num(value=share, decimals=1, style="percent")


def _between(low: Num, high: Num) -> Message:
    return msg("95 % interval {low} to {high}", low=low, high=high)


def _shares(
    question: Question, names: dict[str, str], counts: Counter[Any], asked: int
) -> list[Any]:
    """Counts and shares of those who answered, with Wilson's intervals."""
    rows: list[Any] = []
    for key, called in names.items():
        share = wilson(counts[key], asked)
        rows.append({"choice": called, "count": counts[key], "share": share.value,
                     "low": share.low, "high": share.high})  # fmt: skip
    table = Table(
        key=f"shares-{question.key}",
        title=msgn("{count} answer", "{count} answers", asked),
        columns=[
            TableColumn(key="choice", label=msg("Choice")),
            TableColumn(key="count", label=msg("Count"), kind="integer"),
            TableColumn(key="share", label=msg("Share"), kind="percent"),
            TableColumn(key="low", label=msg("95 % interval, from"), kind="percent"),
            TableColumn(key="high", label=msg("to"), kind="percent"),
        ],
        rows=rows,
        note=msg("Several could be chosen, so shares add up to more than 100 %.")
        if question.kind is Kind.MULTIPLE and counts.total() > asked
        else None,
    )  # fmt: skip
    return [table, _bars(question, [(row["choice"], row["share"]) for row in rows])]


def _bars(question: Question, shares: Sequence[tuple[str, float]]) -> Chart:
    return Chart(
        key=f"chart-{question.key}",
        title=msg("Share of answers"),
        x=Axis(label=msg("Choice"), scale="category"),
        y=Axis(label=msg("Share"), unit="%"),
        series=[
            Series(
                name=msg("Share"),
                kind="bar",
                points=[
                    [clipped(called, LONGEST), round(100 * share, 2)] for called, share in shares
                ],
            )
        ],
    )


def _points(question: Question, values: list[Any]) -> list[Any]:
    """Mean or net promoter score with its interval, and how often each point was chosen."""
    numbers = [int(one) for one in values]
    tiles = [_answered(len(numbers))]
    middle = stats.mean(numbers)
    if question.kind is Kind.NPS:
        score = stats.nps(numbers)
        if score is not None:
            tiles.append(_estimate(msg("Net promoter score"), score, 0))
        tiles += [
            Tile(label=label, value=_percent(sum(map(hit, numbers)) / len(numbers)))
            for label, hit in (
                (msg("Promoters (9 and 10)"), lambda one: one >= 9),
                (msg("Passives (7 and 8)"), lambda one: 7 <= one <= 8),
                (msg("Detractors (0 to 6)"), lambda one: one <= 6),
            )
        ]
    elif middle is not None:
        tiles.append(_estimate(msg("Mean"), middle, 2))
    counts = Counter(str(one) for one in numbers)
    names = {str(point): str(point) for point in question.points}
    return [Tiles(items=tiles), *_shares(question, names, counts, len(numbers))]


def _estimate(label: Message, found: stats.Estimate, decimals: int) -> Tile:
    note = None
    if found.low is not None and found.high is not None:
        note = _between(
            Num(value=found.low, decimals=decimals), Num(value=found.high, decimals=decimals)
        )
    return Tile(label=label, value=Num(value=found.value, decimals=decimals), note=note)


def _numbers(values: list[Any]) -> Tiles:
    numbers = [float(one) for one in values]
    middle = stats.mean(numbers)
    tiles = [_answered(len(numbers))]
    if middle is not None:
        tiles.append(_estimate(msg("Mean"), middle, 2))
    named = (
        (msg("Median"), median(numbers)),
        (msg("Lowest"), min(numbers)),
        (msg("Highest"), max(numbers)),
    )
    tiles += [Tile(label=label, value=Num(value=value, digits=6)) for label, value in named]
    return Tiles(items=tiles)


def _matrix(found: Gathered, question: Question, values: list[Any]) -> Table:
    """A row for each row of the matrix: its answers, and the share of each choice."""
    names = found.definition.names(question.choices, found.language)
    columns = [
        TableColumn(key="row", label=msg("Row")),
        TableColumn(key="count", label=msg("Answers"), kind="integer"),
        *(TableColumn(key=f"c-{key}", label=called, kind="heat") for key, called in names.items()),
    ]
    rows: list[Any] = []
    for key, called in found.definition.names(question.rows, found.language).items():
        counts = Counter(value[key] for value in values if key in value)
        asked = sum(counts.values())
        shares = {f"c-{one}": counts[one] / asked if asked else None for one in names}
        rows.append({"row": called, "count": asked, **shares})
    return Table(key=f"matrix-{question.key}", title=msg("Shares of each row"), columns=columns,
                 rows=rows)  # fmt: skip


def _ranking(found: Gathered, question: Question, values: list[Any]) -> Table:
    """Mean place with its interval, the best first, and how often each came first."""
    rows: list[Any] = []
    for key, called in found.definition.names(question.choices, found.language).items():
        places = [value.index(key) + 1 for value in values if key in value]
        middle = stats.mean(places)
        if middle is None:
            continue
        first = sum(place == 1 for place in places) / len(places)
        rows.append({"choice": called, "mean": middle.value, "low": middle.low, "high": middle.high,
                     "first": first})  # fmt: skip
    rows.sort(key=lambda row: row["mean"])
    return Table(
        key=f"ranking-{question.key}",
        title=msgn("{count} answer", "{count} answers", len(values)),
        columns=[
            TableColumn(key="choice", label=msg("Choice")),
            TableColumn(key="mean", label=msg("Mean place"), kind="number", decimals=2),
            TableColumn(key="low", label=msg("95 % interval, from"), kind="number", decimals=2),
            TableColumn(key="high", label=msg("to"), kind="number", decimals=2),
            TableColumn(key="first", label=msg("Ranked first"), kind="percent"),
        ],
        rows=rows,
    )


def crossable(found: Gathered) -> list[tuple[str, str]]:
    """Questions that can be put against each other, by key: of one choice, and scales."""
    return [
        (one.key, name(found.definition, one, found.language))
        for one in found.questions
        if one.kind is Kind.SINGLE or one.points
    ]
