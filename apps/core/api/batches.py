"""Many rows in one request, each with an answer of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import ngettext
from rest_framework import serializers
from rest_framework.request import Request

from apps.core.api.problems import FieldError, Problem, flatten

MOST_ROWS = 500


class ErrorSerializer(serializers.Serializer):
    """One wrong value of a row."""

    pointer = serializers.CharField(help_text="JSON pointer into the body.")
    field = serializers.CharField(help_text="The member of the row; empty for the row as a whole.")
    detail = serializers.CharField(help_text="What is wrong and what to do about it.")


class RowAnswer(serializers.Serializer):
    """What became of one row."""

    index = serializers.IntegerField(help_text="The row's place in the request, from 0.")
    status = serializers.ChoiceField(choices=["created", "updated", "unchanged", "error"])
    id = serializers.UUIDField(required=False, help_text="The record, unless it is an error.")
    version = serializers.IntegerField(required=False)
    errors = ErrorSerializer(many=True, required=False)  # type: ignore[assignment]
    existing = serializers.UUIDField(required=False, help_text="The record that is in the way.")
    existing_url = serializers.CharField(required=False)


class BatchAnswer(serializers.Serializer):
    """What became of each row, in the order of the request, and how many of each."""

    results = RowAnswer(many=True)
    created = serializers.IntegerField()
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    failed = serializers.IntegerField()

    @staticmethod
    def of(results: Mapping[int, dict[str, Any]]) -> dict[str, Any]:
        """The answer; counts are of what is listed, so they cannot differ from it."""
        listed = [results[index] for index in sorted(results)]
        counts = Counter(row["status"] for row in listed)
        told = {name: counts[name] for name in ("created", "updated", "unchanged")}
        return {"results": listed, **told, "failed": counts["error"]}


def rows_of(
    request: Request, shape: type[serializers.BaseSerializer], context: Mapping[str, Any]
) -> tuple[dict[int, Any], dict[int, dict[str, Any]]]:
    """The rows of the body that are sound, by index, and the answers of those that are not."""
    sent = request.data.get("rows") if isinstance(request.data, Mapping) else None
    if not isinstance(sent, list) or not 1 <= len(sent) <= MOST_ROWS or len(request.data) > 1:
        sentence = ngettext(
            "Send one object with 'rows': a list of 1 to {most} row.",
            "Send one object with 'rows': a list of 1 to {most} rows.",
            MOST_ROWS,
        )
        raise Problem("invalid", errors=[FieldError("/rows", sentence.format(most=MOST_ROWS))])
    reader = shape(context=dict(context))  # one for all rows: making it takes longer than using it
    sound: dict[int, Any] = {}
    wrong: dict[int, dict[str, Any]] = {}
    for index, row in enumerate(sent):
        try:
            sound[index] = reader.run_validation(row)
        except serializers.ValidationError as error:
            wrong[index] = error_row(index, list(flatten(error.detail)))
    return sound, wrong


def error_row(index: int, errors: Sequence[FieldError]) -> dict[str, Any]:
    """The answer for a row that cannot be."""
    told = [
        {
            "pointer": f"#/rows/{index}{error.at}",
            "field": error.at.lstrip("/").split("/")[0],
            "detail": error.detail,
        }
        for error in errors
    ]
    return {"index": index, "status": "error", "errors": told}
