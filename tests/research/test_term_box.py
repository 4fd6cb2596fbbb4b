"""Terms clicked together on the pages that start a run."""

import re

import pytest
from django.urls import reverse

from tests.research.test_demand import answers

pytestmark = pytest.mark.django_db


def box_of(page):
    """The part of a page that a click swaps."""
    return page[page.index('id="term-box"') : page.index("</fieldset>")]


def formula_of(page):
    found = re.search(r"<textarea[^>]*name=\"formula\"[^>]*>\s*(.*?)</textarea>", page, re.S)
    return found.group(1).strip().replace("&#x27;", "'")


@pytest.fixture
def clicked(client, analyst, project, version):
    """The demand page after a click, with what was filled in before."""
    client.force_login(analyst)
    url = reverse("research:demand_new", args=[project.pk])

    def click(action, **given):
        answer = client.post(url, answers(version, fields="formula", terms_action=action, **given))
        assert answer.status_code == 200
        return answer.content.decode()

    return click


def test_a_clicked_term_is_written_into_the_formula(clicked):
    page = clicked("add", add_column="d", add_way="poly", add_detail="2")
    assert formula_of(page) == "~ poly(d, 2)"
    assert "About 3 coefficients" in box_of(page)
    page = clicked("add", formula="~ poly(d, 2)", add_column="d", add_way="log")
    assert formula_of(page) == "~ poly(d, 2) + log(d)"
    page = clicked("remove:0", formula="~ poly(d, 2) + log(d)")
    assert formula_of(page) == "~ log(d)"
    page = clicked("log", formula="~ log(d)")
    assert formula_of(page) == "log(D) ~ log(d)"
    assert "Model the target as it is" in page


def test_what_cannot_be_added_is_said_and_nothing_is_lost(clicked):
    page = clicked("add", formula="~ log(d)", add_column="d", add_way="poly", add_detail="many")
    assert formula_of(page) == "~ log(d)"
    assert "whole number from 1 to 15" in box_of(page)
    assert 'value="many"' in box_of(page)
    page = clicked("read", formula="~ log(e)")
    assert "character 7" in box_of(page)
    page = clicked("remove:99", formula="~ log(d)")
    assert formula_of(page) == "~ log(d)"


def test_a_formula_is_refused_at_its_field(client, analyst, project, version):
    client.force_login(analyst)
    url = reverse("research:demand_new", args=[project.pk])
    answer = client.post(url, answers(version, formula="x.__class__"))
    assert answer.status_code == 422
    assert "has no meaning in a formula" in answer.content.decode()


def test_the_general_page_has_the_box_too(client, analyst, project, version):
    client.force_login(analyst)
    query = {"engine": "regression.least_squares", "data": f"dataset:{version.pk}"}
    url = reverse("jobs:new", args=[project.pk], query=query)
    given = {"terms_action": "add", "add_column": "d", "add_way": "ns", "data.target": "D"}
    answer = client.post(url, given)
    assert answer.status_code == 200
    assert formula_of(answer.content.decode()) == "~ ns(d, df=4)"
    assert "Model the logarithm of the target" in answer.content.decode()
