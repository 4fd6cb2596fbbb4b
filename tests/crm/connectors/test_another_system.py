"""A system that a plugin adds: the one of the documentation, as it stands there."""

from __future__ import annotations

import re

import pytest

from apps.crm.connectors import actions, registry
from apps.crm.domain.contacts import CONTACTS
from apps.crm.models import Contact
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, write_one
from deploy.launch.config import ROOT
from tests.crm.connectors.conftest import ended, fresh
from tests.crm.connectors.vendor import Asked, Vendor, say
from tests.receiver import Say

pytestmark = pytest.mark.django_db


class People(Vendor):
    """People, and a cursor that counts them."""

    def answer(self, asked: Asked) -> Say:
        people = self.rows.setdefault("people", {})
        if asked.headers.get("x-key") != "k":
            return say({"message": "Who is there?"}, 401)
        if asked.path == "/me":
            return say({"name": "Ann"})
        if asked.method == "PUT":
            key = asked.path.rpartition("/")[2]
            people[key] = {"id": key, **people.get(key, {}), **asked.data}
            return say({"id": key})
        start = int(asked.param("after") or 0)
        page = list(people.values())[start : start + 2]
        end = start + len(page)
        return say({"people": page, "cursor": str(end), "more": end < len(people)})


@pytest.fixture
def mine():
    text = (ROOT / "docs" / "connectors.md").read_text(encoding="utf-8")
    (source,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    found: dict[str, object] = {"__name__": __name__}
    exec(compile(source, "connectors.md", "exec", dont_inherit=True), found)
    registry.add(found["Mine"](), owner="tests.mine")
    yield
    registry.systems.forget("tests.mine")


def test_the_system_of_the_documentation_works(mine, project, owner, receiver):
    there = People(receiver)
    for number in range(3):
        there.rows.setdefault("people", {})[f"p{number}"] = {
            "id": f"p{number}", "surname": f"N{number}", "mail": f"n{number}@example.com",
        }  # fmt: skip
    made = actions.make(
        project, owner, connector="mine", name="Mine",
        settings={"address": there.url, "key": "k"},
    )  # fmt: skip
    actions.let_in(made, owner)
    assert fresh(made).account == "Ann"
    ours = {"family_name": "Sato", "email": "sato@example.com"}
    row = write_one(CONTACTS, project, owner, Draft(ours)).row
    ended(made, owner)
    assert Contact.objects.count() == 4
    assert there.rows["people"][str(row.pk)]["surname"] == "Sato"


def test_a_system_that_is_gone_is_told(mine, project, owner, receiver):
    there = People(receiver)
    made = actions.make(
        project, owner, connector="mine", name="Mine",
        settings={"address": there.url, "key": "k"},
    )  # fmt: skip
    registry.systems.forget("tests.mine")
    with pytest.raises(Refused, match="no connector 'mine' here any more"):
        actions.let_in(made, owner)
