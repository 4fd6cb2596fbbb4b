"""What people see and may do, through HTTP."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import translation

from apps.core.messages import Num, msg
from apps.core.rendering import render
from apps.engines.contract import Issue
from apps.engines.result import Result, Table, TableColumn, Tile, Tiles
from apps.jobs import links
from apps.jobs.domain.compare import curve_chart
from apps.jobs.models import Job, State
from apps.projects.models import Role
from deploy.launch.config import ROOT
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.jobs import (
    JobArtifactFactory,
    JobAttemptFactory,
    JobFactory,
    JobLogFactory,
    JobMetricFactory,
)
from tests.factories.projects import MembershipFactory, ProjectFactory


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch, job_dirs):
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)


@pytest.fixture
def browse(client, analyst):
    client.force_login(analyst)
    return client


def url(name, project, *args):
    return reverse(f"jobs:{name}", args=[project.pk, *args])


def text_of(response):
    return " ".join(response.content.decode().split())


def test_an_empty_list_says_what_to_do(browse, project):
    page = text_of(browse.get(url("list", project)))
    assert "No jobs yet" in page
    assert url("new", project) in page


def test_the_list_shows_and_filters(browse, project, analyst):
    JobFactory(project=project, title="Mine", state=State.SUCCEEDED, created_by=analyst)
    JobFactory(project=project, title="Broken", state=State.ERRORED, engine_key="toy.act")
    JobFactory(project=project, title="Waiting", purpose="research.demand")
    JobFactory(project=project, title="Asked of a model", task="predict")
    JobFactory(title="Of somebody else")
    page = text_of(browse.get(url("list", project)))
    assert all(title in page for title in ("Mine", "Broken", "Waiting"))
    assert "Asked of a model" not in page
    assert "Of somebody else" not in page

    def titles(**query):
        table = browse.get(url("list", project), query).context["table"]
        return {row.record.title for row in table.rows}

    assert titles(state="errored") == {"Broken"}
    assert titles(state="open") == {"Waiting"}
    assert titles(engine="toy.act") == {"Broken"}
    assert titles(purpose="research.demand") == {"Waiting"}
    assert titles(person=str(analyst.pk)) == {"Mine"}
    assert titles(system="on") == {"Mine", "Broken", "Waiting", "Asked of a model"}
    assert titles(since="2099-01-01") == set()
    assert titles(sort="nonsense") == {"Mine", "Broken", "Waiting"}


def test_the_live_page_polls_with_what_it_has(browse, project):
    job = JobFactory(
        project=project, state=State.RUNNING, handled_at=None, last_seq=12,
        progress_done=3, progress_total=12, progress_rate=1.5,
        progress_note=msg("Step {n}", n=3).model_dump(mode="json"),
    )  # fmt: skip
    JobLogFactory(job=job, seq=4, text="an early line")
    JobLogFactory(job=job, seq=12, text="a late <b>line</b>", level="warning")
    JobMetricFactory(job=job, seq=11, name="loss", step=1)
    page = text_of(browse.get(url("detail", project, job.pk)))
    assert "Step 3" in page
    assert "about 6" in page
    assert "an early line" in page
    assert "a late &lt;b&gt;line" in page
    assert 'id="job-after" name="after" value="12"' in page
    assert "<noscript><meta" in page
    part = browse.get(url("live", project, job.pk), {"after": 4}, headers={"HX-Request": "true"})
    assert part.status_code == 200
    shown = text_of(part)
    assert "a late" in shown
    assert "an early line" not in shown
    assert "<html" not in shown
    quiet = text_of(browse.get(url("live", project, job.pk), {"after": 12}))
    assert "job-line" not in quiet
    odd = text_of(browse.get(url("live", project, job.pk), {"after": "x"}))
    assert "an early line" in odd


def test_polling_ends_with_286(browse, project):
    job = JobFactory(project=project, state=State.SUCCEEDED)
    answer = browse.get(url("live", project, job.pk), {"after": 0})
    assert answer.status_code == 286
    assert answer["HX-Refresh"] == "true"
    assert "has finished: see its result." in text_of(browse.get(url("detail", project, job.pk)))
    unsettled = JobFactory(project=project, state=State.SUCCEEDED, handled_at=None)
    assert browse.get(url("live", project, unsettled.pk)).status_code == 200


def test_the_page_says_how_each_ending_was(browse, project):
    said = {
        State.REFUSED: "could not use its input",
        State.ERRORED: "failed.",
        State.TIMED_OUT: "took longer than it may",
        State.CANCELLED: "Cancelled by a person.",
    }
    for state, words in said.items():
        reason = {"text": "Cancelled by a person.", "values": {}}
        job = JobFactory(project=project, state=state, reason=reason)
        browse.get(url("live", project, job.pk), headers={"HX-Request": "true"})
        assert words in text_of(browse.get(url("list", project)))


def test_the_buttons_follow_the_state_while_the_page_stays(browse, project, analyst):
    job = JobFactory(project=project, state=State.RUNNING, engine_key="toy.act", created_by=analyst)
    path = url("live", project, job.pk)
    turned = text_of(browse.get(path, {"seen": "queued"}))
    assert 'name="save" value="1"' in turned
    assert 'hx-swap-oob="true"' in turned
    assert "job-stop" not in text_of(browse.get(path, {"seen": "running"}))


def test_lines_can_be_narrowed(browse, project):
    job = JobFactory(project=project, state=State.RUNNING)
    for level in ("info", "warning", "error", "output"):
        JobLogFactory(job=job, level=level, text=f"a {level} line")
    page = text_of(browse.get(url("detail", project, job.pk), {"level": "warning"}))
    assert "a warning line" in page
    assert "a error line" in page
    assert "a info line" not in page


def test_a_result_with_its_origin_and_files(browse, project):
    job = JobFactory(
        project=project, state=State.SUCCEEDED,
        params={"count": 3, "noisy": True, "weights": [1.5, 2]},
        provenance={
            "libraries": {"numpy": "2.0"}, "device": "cpu", "result_hash": "abc",
            "inputs": {"data": {"name": "Sales · 1", "content_hash": "f00d"}},
        },
        inputs={"data": {"kind": "dataset", "id": "x", "roles": {"target": ["D"]}}},
    )  # fmt: skip
    JobAttemptFactory(job=job, outcome="succeeded", peak_memory_bytes=1024**2, cpu_seconds=1.5)
    file = JobArtifactFactory(job=job)
    page = text_of(browse.get(url("detail", project, job.pk)))
    for part in ("The answer is 42", "numpy 2.0", "f00d", "Sales · 1", "target", "1.5, 2", "Yes"):
        assert part in page
    assert "hx-get" not in page.split("page-content")[1]
    answer = browse.get(url("artifact", project, job.pk, file.pk))
    assert answer["Content-Disposition"] == 'attachment; filename="table.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"a,b\n1,2\n"
    file.file.storage.delete(file.file.name)
    assert browse.get(url("artifact", project, job.pk, file.pk)).status_code == 404


def test_an_error_is_for_administrators_only(browse, project, client):
    job = JobFactory(
        project=project, state=State.ERRORED, error="Traceback: secret detail",
        reason=msg("The engine stopped with an error of its own.").model_dump(mode="json"),
    )  # fmt: skip
    page = text_of(browse.get(url("detail", project, job.pk)))
    assert "error of its own" in page
    assert job.reference in page
    assert "secret detail" not in page
    admin = MembershipFactory(project=project, user=AdminFactory()).user
    client.force_login(admin)
    assert "secret detail" in text_of(client.get(url("detail", project, job.pk)))


def test_a_refusal_says_what_to_change_and_leads_back(browse, project):
    issue = Issue(message=msg("Row {row} is empty.", row=3), fix=msg("Delete it."))
    job = JobFactory(
        project=project, state=State.REFUSED, params={"count": 9, "label": "kept"},
        refusal=issue.model_dump(mode="json"),
    )  # fmt: skip
    page = text_of(browse.get(url("detail", project, job.pk)))
    assert "Row 3 is empty." in page
    assert "Delete it." in page
    back = f"{url('new', project)}?from={job.pk}"
    assert back in page
    form = text_of(browse.get(back))
    assert 'value="9"' in form
    assert 'value="kept"' in form


def test_a_purpose_may_bring_its_own_form(project):
    links.edit_forms.register("test.purpose", lambda job: f"/special/{job.pk}", owner="tests")
    job = JobFactory(project=project, purpose="test.purpose")
    assert links.edit_url(job) == f"/special/{job.pk}"


def test_every_purpose_has_a_name_in_both_languages():
    lines = (path.read_text() for path in (ROOT / "apps").rglob("*.py"))
    used = {key for line in lines for key in re.findall(r'^PURPOSE = "([\w.]+)"', line, re.M)}
    assert {"research.demand", "modelhub.predict"} <= used
    for purpose in used:
        english = links.purpose_label(purpose)
        assert english != purpose
        with translation.override("zh-hans"):
            assert links.purpose_label(purpose) not in {purpose, english}


def test_curves_of_our_engines_are_named_in_chinese():
    with translation.override("zh-hans"):
        assert render(curve_chart("loss", []).title) == "损失（按步）"
        assert render(curve_chart("my score", []).title) == "my score（按步）"


def test_cancelling_a_queued_job(browse, project, analyst):
    job = JobFactory(project=project, created_by=analyst)
    answer = browse.post(url("cancel", project, job.pk))
    assert answer["Location"] == url("detail", project, job.pk)
    job.refresh_from_db()
    assert job.state == State.CANCELLED
    assert "already ended" in text_of(browse.post(url("cancel", project, job.pk), follow=True))


def test_only_editors_end_the_jobs_of_others(browse, client, project):
    job = JobFactory(project=project)
    assert browse.post(url("cancel", project, job.pk)).status_code == 403
    client.force_login(MembershipFactory(project=project, role=Role.EDITOR).user)
    assert client.post(url("cancel", project, job.pk)).status_code == 302
    assert Job.objects.get(pk=job.pk).state == State.CANCELLED


def test_running_again_makes_a_job_with_the_same_seed(browse, project):
    job = JobFactory(project=project, state=State.SUCCEEDED, params={"count": 4}, seed=11)
    answer = browse.post(url("rerun", project, job.pk))
    again = Job.objects.exclude(pk=job.pk).get()
    assert answer["Location"] == url("detail", project, again.pk)
    assert (again.seed, again.rerun_of_id, again.params["count"]) == (11, job.pk, 4)


def test_running_again_what_cannot_run_says_why(browse, project):
    job = JobFactory(project=project, state=State.SUCCEEDED, engine_key="gone.engine")
    page = text_of(browse.post(url("rerun", project, job.pk), follow=True))
    assert "no engine" in page
    assert Job.objects.count() == 1


def answer(figure: float, term: str):
    result = Result(
        headline=msg("Done."),
        blocks=[
            Tiles(items=[Tile(label=msg("Fit quality"), value=Num(value=figure))]),
            Table(
                key="coefficients",
                title=msg("Coefficients"),
                columns=[
                    TableColumn(key="term", label=msg("Term")),
                    TableColumn(key="estimate", label=msg("Estimate"), kind="number"),
                ],
                rows=[{"term": term, "estimate": 7.25}],
            ),
        ],
    )
    return result.model_dump(mode="json")


def test_two_runs_side_by_side(browse, project):
    left = JobFactory(
        project=project, state=State.SUCCEEDED, params={"count": 3}, result=answer(1.5, "price")
    )
    right = JobFactory(
        project=project, state=State.SUCCEEDED, params={"count": 5}, result=answer(2.0, "income")
    )
    for job in (left, right):
        JobMetricFactory(job=job, attempt=1, step=1, value=0.25)
    choose = text_of(browse.get(url("compare", project), {"a": left.pk}))
    assert str(right.pk) in choose
    page = text_of(browse.get(url("compare", project), {"a": left.pk, "b": right.pk}))
    assert "Count" in page
    for words in ("Key figures", "Fit quality", "Coefficients", "price · Estimate"):
        assert words in page
    assert "0.5" in page
    assert "income · Estimate" in page
    assert page.count("data-chart=") == 1
    assert browse.get(url("compare", project), {"a": "nonsense"}).status_code == 404


def test_a_job_of_another_project_is_not_there(browse, project):
    other = JobFactory(state=State.SUCCEEDED)
    file = JobArtifactFactory(job=other)
    for name in ("detail", "live"):
        assert browse.get(url(name, project, other.pk)).status_code == 404
    for name in ("cancel", "rerun"):
        assert browse.post(url(name, project, other.pk)).status_code == 404
    assert browse.get(url("artifact", project, other.pk, file.pk)).status_code == 404
    assert browse.get(url("compare", project), {"a": other.pk}).status_code == 404
    assert browse.get(url("detail", other.project, other.pk)).status_code == 404
    assert browse.get(url("new", project), {"from": other.pk}).status_code == 404


ROUTES = [
    ("list", "get", 200, 200),
    ("new", "get", 403, 200),
    ("detail", "get", 200, 200),
    ("live", "get", 286, 286),
    ("cancel", "post", 403, 302),
    ("rerun", "post", 403, 302),
    ("compare", "get", 200, 200),
]


@pytest.mark.parametrize(("name", "method", "viewer", "editor"), ROUTES)
def test_who_may_ask_for_what(client, project, name, method, viewer, editor):
    job = JobFactory(project=project, state=State.SUCCEEDED)
    args = [job.pk] if name in {"detail", "live", "cancel", "rerun"} else []
    query = f"?a={job.pk}" if name == "compare" else ""
    people = {
        None: 302,
        UserFactory(): 404,
        MembershipFactory(project=project, role=Role.VIEWER).user: viewer,
        MembershipFactory(project=project, role=Role.EDITOR).user: editor,
    }
    for person, status in people.items():
        client.logout()
        if person:
            client.force_login(person)
        answer = getattr(client, method)(url(name, project, *args) + query)
        assert answer.status_code == status, (name, person)


def test_an_archived_project_takes_no_runs(browse, project):
    from django.utils import timezone

    project.archived_at = timezone.now()
    project.save()
    assert browse.post(f"{url('new', project)}?engine=toy.sum", {"count": 3}).status_code == 403


@pytest.mark.parametrize("name", ["list", "detail", "live", "compare"])
def test_pages_ask_the_database_little(browse, project, name, django_assert_max_num_queries):
    job = JobFactory(project=project, state=State.RUNNING)
    other = JobFactory(project=project, state=State.SUCCEEDED)
    for one in (job, other):
        JobAttemptFactory(job=one)
        JobArtifactFactory(job=one)
        JobLogFactory.create_batch(30, job=one)
        for metric in ("loss", "accuracy"):
            JobMetricFactory.create_batch(10, job=one, name=metric)
    JobFactory.create_batch(30, project=project)
    args = [job.pk] if name in {"detail", "live"} else []
    query = f"?a={other.pk}&b={job.pk}" if name == "compare" else ""
    with django_assert_max_num_queries(12):
        assert browse.get(url(name, project, *args) + query).status_code == 200


def test_every_engine_that_people_may_use_is_offered(browse, project):
    page = text_of(browse.get(url("new", project)))
    assert "Toy sum" in page
    assert "cannot run here" in text_of(browse.get(url("new", project), {"engine": "gone"}))


def test_an_engine_without_html_gets_its_form_and_runs(browse, project, run_jobs):
    address = f"{url('new', project)}?engine=toy.sum"
    page = text_of(browse.get(address))
    for part in ("Count", "How many.", "Scale (kg)", "From 1 to 1000.", "Mode", "Noisy", 'min="1"'):
        assert part in page, part
    wrong = browse.post(address, {"count": "many", "scale": "0", "mode": "plain", "title": "Kept"})
    assert wrong.status_code == 422
    page = text_of(wrong)
    assert "Count must be a whole number." in page
    assert "Scale must be more than 0." in page
    assert 'value="many"' in page
    assert 'value="Kept"' in page
    both = browse.post(address, {"count": "3", "scale": "1", "mode": "double", "noisy": "on"})
    assert "do not go together" in text_of(both)
    good = browse.post(
        address,
        {"count": "5", "scale": "2", "mode": "double", "weights": "1, 2.5", "title": "Mine"},
    )
    assert good.status_code == 302
    job = run_jobs()[0]
    assert (job.title, job.state) == ("Mine", State.SUCCEEDED)
    assert job.params["weights"] == [1.0, 2.5]
    assert job.params["label"] is None


def test_projects_do_not_share_the_list(client, db):
    mine, theirs = ProjectFactory(), ProjectFactory()
    client.force_login(mine.memberships.first().user)
    assert client.get(url("list", theirs)).status_code == 404
