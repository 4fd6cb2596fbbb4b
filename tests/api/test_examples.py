"""Every operation shows a body and an answer that its own schema allows."""

from __future__ import annotations

import jsonschema_rs
from django.core.management import call_command

from apps.core.api.pages import _schema


def described():
    """(operation id, 'body' or status, media type's description) of all that is JSON."""
    for methods in _schema("en")["paths"].values():
        for operation in methods.values():
            holders = {"body": operation.get("requestBody", {}), **operation["responses"]}
            for place, holder in holders.items():
                if place == "body" or place.startswith("2"):
                    for kind, media in holder.get("content", {}).items():
                        if kind.endswith("json"):
                            yield operation["operationId"], place, media


def test_each_has_an_example_that_its_schema_allows():
    components = _schema("en")["components"]
    count, wrong = 0, []
    for operation, place, media in described():
        rules = {**media["schema"], "components": components}
        shown = [media["example"]] if "example" in media else []
        shown += [one["value"] for one in media.get("examples", {}).values()]
        assert shown, (operation, place)
        check = jsonschema_rs.Draft202012Validator(rules, validate_formats=True)
        for value in shown:
            count += 1
            wrong += [
                (operation, place, list(error.instance_path), error.message)
                for error in check.iter_errors(value)
            ]
    assert not wrong
    assert count > 60


def test_examples_are_not_empty():
    for operation, place, media in described():
        if "example" in media:
            assert media["example"] not in ({}, [], None, ""), (operation, place)


def test_the_description_is_valid_in_chinese_too(tmp_path):
    """English is asked in ``test_schema``."""
    call_command("spectacular", validate=True, lang="zh-hans", file=str(tmp_path / "schema.yml"))


def test_every_operation_describes_its_errors_as_problems():
    for methods in _schema("en")["paths"].values():
        for operation in methods.values():
            errors = {code: r for code, r in operation["responses"].items() if code >= "4"}
            assert {"401", "403", "429", "500"} <= set(errors), operation["operationId"]
            for code, response in errors.items():
                assert response == {"$ref": "#/components/responses/Problem"}, (operation, code)
