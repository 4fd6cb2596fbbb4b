"""Labels to check: from a run's finding to a decision and a corrected version."""

import json

import pyarrow.parquet as pq
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from apps.datasets.labelling import correct, decide, feed
from apps.datasets.models import DatasetVersion, LabelCheck, LabelQueue
from apps.engines.builtin.text.names import TO_CHECK
from apps.engines.builtin.text.rows import identity, said_by
from apps.events.models import AuditEntry, Notice
from apps.projects.domain.errors import Refused
from apps.projects.models import Role
from tests.api.conftest import Caller
from tests.factories.datasets import LabelCheckFactory, LabelQueueFactory, VersionFactory
from tests.factories.jobs import JobArtifactFactory, JobFactory
from tests.factories.projects import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.services]
ROWS = [
    ("Came late", "price", 1, 9.5),
    ("Broke at once", "quality", 2, None),
    ("came  LATE", "price", 3, 1.0),
    ("Too dear", "delivery", 4, 2.0),
]


@pytest.fixture
def version(project):
    columns = ["review", "topic", "stars", ("paid", "EUR")]
    return VersionFactory(project=project, name="Reviews", columns=columns, rows=ROWS)


def found(row, better, quality=0.1, reason="mislabelled", label=None):
    text = ROWS[row - 1][0]
    return {
        "row": row, "key": said_by(identity(text)), "text": text, "better": better,
        "label": label or ROWS[row - 1][1], "quality": quality, "reason": reason,
    }  # fmt: skip


TOLD = {"column": "topic", "text_column": "review", "classes": ["delivery", "price", "quality"]}


def run(version, *rows, content=None, **values):
    """A run of a text engine that has found these rows."""
    more = {name: values.pop(name) for name in ("kind", "separator", "classes") if name in values}
    told = {**TOLD, "looked": 4, "rows": rows, **more}
    job = JobFactory(
        **{
            "project": version.project, "state": "succeeded", "engine_key": "text.classify",
            "inputs": {"data": {"kind": "dataset", "id": str(version.pk)}}, **values,
        }
    )  # fmt: skip
    body = content or json.dumps(told).encode()
    name = default_storage.save(f"jobs/{job.pk}/1/{TO_CHECK}", ContentFile(body))
    JobArtifactFactory(job=job, project=job.project, name=TO_CHECK, file=name, size=len(body))
    feed.feed(job)
    return job


def checks(**wanted):
    return {check.row: check for check in LabelCheck.objects.filter(**wanted)}


def test_a_run_fills_the_queue_and_the_next_one_renews_it(version, analyst):
    run(version, found(1, "delivery", 0.1), found(4, "price", 0.3), found(2, "price", 0.5))
    queue = LabelQueue.objects.get()
    assert [check.row for check in decide.open_checks(queue)] == [1, 4, 2]
    for row, decision in ((1, "take"), (2, "keep")):
        decide.decide(checks()[row], decision, analyst)
    run(version, found(1, "quality"), found(2, "price"), found(4, "price", 0.2))
    now = checks()
    assert {row: check.state for row, check in now.items()} == {
        1: "changed",
        2: "kept",
        4: "open",
    }
    assert now[1].decided == "delivery", "it waits for its version"
    assert now[4].quality == 0.2
    run(version, found(2, "price", label="price"))
    assert {row: check.state for row, check in checks().items()} == {1: "changed", 2: "open"}


@pytest.mark.parametrize(
    ("content", "values"),
    [
        (b"no JSON", {}),
        (b'{"rows": [{}]}', {}),
        (None, {"state": "errored"}),
        (None, {"task": "predict"}),
        (None, {"inputs": {"data": {"kind": "output", "id": "x:y"}}}),
    ],
)
def test_what_is_no_finding_leaves_nothing(version, content, values):
    run(version, found(1, "delivery"), content=content, **values)
    assert not LabelQueue.objects.exists()


def test_an_older_version_does_not_replace_what_is_known(version):
    older = DatasetVersion.objects.get(pk=version.pk)
    older.pk, older.number, older._state.adding = None, 0, True
    older.save()
    queue = LabelQueueFactory(dataset=version.dataset)
    run(older, found(1, "delivery"))
    assert not queue.checks.exists()
    run(version, found(1, "delivery"))
    assert queue.checks.count() == 1


def test_the_page_goes_through_by_buttons_alone(version, page, project):
    run(version, found(1, "delivery", 0.1), found(4, "price", 0.3))
    here = reverse("datasets:labels", args=[project.pk, version.dataset_id])
    shown = page.get(here).content.decode()
    assert "Came late" in shown
    assert "Change to 'delivery'" in shown
    first, second = checks()[1], checks()[4]

    def say(check, htmx=False, **sent):
        address = reverse("datasets:label_decide", args=[project.pk, version.dataset_id, check.pk])
        headers = {"HX-Request": "true"} if htmx else {}
        return page.post(address, sent, headers=headers)

    answer = say(first, decision="take")
    assert answer.status_code == 302
    assert answer["Location"].startswith(here)
    part = say(second, htmx=True, decision="other", label="  quality ").content.decode()
    assert "<html" not in part
    assert "Nothing waits any more." in part
    assert "Make a corrected version with 2 changes" in part
    assert checks()[4].decided == "quality"
    assert "meanwhile" in say(second, htmx=True, decision="keep")["HX-Trigger"]
    assert say(second, htmx=True, decision="reopen").status_code == 200
    assert checks()[4].state == "open"
    entry = AuditEntry.objects.filter(kind="datasets.label.decided").earliest("created_at")
    assert entry.data["changes"]["label"] == ["", "delivery"]


def test_decided_labels_become_a_version_and_the_rest_moves_along(
    run_jobs, version, page, project, analyst
):
    run(version, found(1, "delivery"), found(2, "price", 0.5), found(4, "price"))
    decide.decide(checks()[1], "take", analyst)
    decide.decide(checks()[2], "keep", analyst)
    queue = LabelQueue.objects.get()
    asked = page.post(
        reverse("datasets:label_apply", args=[project.pk, version.dataset_id, queue.pk])
    )
    assert asked.status_code == 302
    (job,) = run_jobs()
    assert job.state == "succeeded", job.error
    queue.refresh_from_db()
    assert queue.version.number == 2
    with queue.version.file.open("rb") as file:
        table = pq.read_table(file)
    old = pq.read_table(version.file.open("rb"))
    assert table.column("topic").to_pylist() == ["delivery", "quality", "delivery", "delivery"]
    assert table.drop_columns("topic").equals(old.drop_columns("topic"), check_metadata=True)
    assert queue.version.columns[3]["unit"] == "EUR"
    now = checks()
    assert now[1].applied_in == queue.version
    assert (now[2].applied_in, now[4].state) == (None, "open")
    assert Notice.objects.latest("created_at").message["values"]["count"] == 2
    with pytest.raises(Refused, match="in a new version already"):
        decide.decide(now[1], "keep", analyst)
    with pytest.raises(Refused, match="No label was changed"):
        correct.ask(queue, analyst)
    run(queue.version, found(1, "price", label="delivery"), found(4, "price"))
    assert checks()[1].state == "changed", "it is as a person has decided"


@pytest.fixture
def ask(project, analyst, run_jobs):
    """Have labels changed in a table of texts and topics: of each key what was seen, what is to be;
    the queue and its job.
    """

    def asked(rows, *changes, decision="take", **values):
        version = VersionFactory(project=project, columns=["review", "topic"], rows=rows)
        queue = LabelQueueFactory(dataset=version.dataset, **values)
        for text, seen, better in changes:
            key = said_by(identity(text))
            check = LabelCheckFactory(queue=queue, key=key, label=seen, better=better)
            decide.decide(check, decision, analyst, better)
        correct.ask(queue, analyst)
        (job,) = run_jobs()
        assert job.state == "succeeded", job.error
        queue.refresh_from_db()
        return queue, job

    return asked


def topics(version):
    with version.file.open("rb") as file:
        return pq.read_table(file).column("topic").to_pylist()


def test_a_correction_changes_the_label_that_was_seen_and_no_other(ask, page, project):
    rows = [
        ("Came late", "price"),
        ("came  LATE", "quality"),
        ("Came late", "price"),
        ("Came late", None),
        ("Broke", "delivery"),
    ]
    queue, job = ask(rows, ("Came late", "price", "delivery"), ("Broke", "price", "quality"))
    assert topics(queue.version) == ["delivery", "quality", "delivery", None, "delivery"]
    first, second = queue.checks.order_by("row")
    assert (first.applied_in, first.missing_in) == (queue.version, None)
    assert (second.applied_in, second.missing_in) == (None, queue.version)
    assert (job.summary["corrected"], job.summary["missing"]) == (2, [second.key])
    assert {notice.message["values"]["count"] for notice in Notice.objects.all()} == {2, 1}
    assert not decide.pending(queue).exists()
    shown = page.get(reverse("datasets:labels", args=[project.pk, queue.dataset_id]))
    told = shown.content.decode()
    assert "1 changed label was not applied" in told
    assert "not applied: no row has this text and label any more" in told
    decide.decide(second, "take", second.decided_by)
    assert decide.pending(queue).get() == second, "asked for again, it may find a row"


def test_where_no_row_is_left_no_version_is_made_and_a_run_may_ask_anew(ask, analyst):
    queue, job = ask([("Came late", "delivery")], ("Came late", "price", "quality"))
    check = queue.checks.get()
    assert (queue.version.number, check.missing_in) == (1, queue.version)
    assert job.summary == {"corrected": 0, "missing": [check.key]}
    assert job.artifacts.count() == 0
    with pytest.raises(Refused, match="No label was changed"):
        correct.ask(queue, analyst)
    run(queue.version, {**found(1, "price", label="delivery"), "key": check.key})
    check.refresh_from_db()
    assert (check.state, check.label, check.missing_in) == ("open", "delivery", None)


def test_whole_numbers_and_truths_stay_what_they_are(ask):
    queue, _ = ask([("a", 1), ("b", 2), ("a", 2)], ("a", "1", "-3"))
    assert topics(queue.version) == [-3, 2, 2]
    queue, _ = ask([("a", True), ("b", False)], ("a", "true", "false"))
    assert topics(queue.version) == [False, False]


@pytest.mark.parametrize(("decision", "none"), [("take", ""), ("other", ";")])
def test_several_labels_are_the_same_however_they_are_written(ask, decision, none):
    rows = [("a", "late;price"), ("a", " price ; late; late"), ("a", "late"), ("b", ""), ("c", "x")]
    changes = ("a", "late; price", "price"), ("b", "", "late; x"), ("c", "x", none)
    queue, job = ask(rows, *changes, decision=decision, kind="labels", separator="semicolon")
    assert topics(queue.version) == ["price", "price", "late", "late; x", None]
    assert job.summary["corrected"] == 4


def test_a_cell_that_is_no_list_any_more_stays_and_stops_no_other(ask):
    rows = [("a", '["late"]'), ("a", "late"), ("b", '{"x": 1}')]
    changes = ("a", '["late"]', '["price"]'), ("b", '["x"]', '["late"]')
    queue, job = ask(rows, *changes, kind="labels", separator="json")
    assert topics(queue.version) == ['["price"]', "late", '{"x": 1}']
    assert (job.summary["corrected"], len(job.summary["missing"])) == (1, 1)


def test_numbers_are_the_same_however_they_are_written(ask):
    rows = [("a", 12.0), ("a", 12.5), ("b", None)]
    queue, _ = ask(rows, ("a", "12", "7.25"), ("b", "3", "4"), decision="other", kind="number")
    assert topics(queue.version) == [7.25, 12.5, None]
    assert queue.checks.get(key=said_by(identity("b"))).missing_in == queue.version
    queue, _ = ask([("a", 12), ("b", 3)], ("a", "12", "7"), decision="other", kind="number")
    assert topics(queue.version) == [7, 3]


class TestOtherKinds:
    """Several labels in a cell, and numbers."""

    def test_decided_as_the_column_has_them(self, version, analyst):
        run(version, found(1, "price; late", label="late"), kind="labels", separator="semicolon")
        check = checks()[1]
        taken = decide.decide(check, "take", analyst)
        assert (taken.state, taken.decided) == ("changed", "price; late")
        assert decide.decide(check, "other", analyst, " late;late ").state == "kept"
        assert decide.decide(check, "other", analyst, "b ;a").decided == "a; b"
        assert decide.decide(check, "other", analyst, ";").decided == ""
        LabelQueue.objects.update(separator="json")
        check.queue.refresh_from_db()
        assert decide.decide(check, "other", analyst, '["b", "a"]').decided == '["a", "b"]'
        with pytest.raises(Refused, match="Write labels as"):
            decide.decide(check, "other", analyst, "a; b")

    def test_an_estimate_is_no_number_for_the_data(self, project, page, analyst):
        version = VersionFactory(
            project=project, columns=["review", "topic"], rows=[("a", 1.0), ("b", 2.5)]
        )
        told = {**found(1, "1.7", 0.01, label="1"), "key": "0" * 16}
        run(version, told, kind="number", classes=[])
        here = reverse("datasets:labels", args=[project.pk, version.dataset_id])
        shown = page.get(here).content.decode()
        assert "The model estimates" in shown
        assert "1.0% of the numbers are as far off" in shown
        assert "Change to" not in shown
        check = checks()[1]
        with pytest.raises(Refused, match="Type the right one"):
            decide.decide(check, "take", analyst)
        with pytest.raises(Refused, match="does not fit"):
            decide.decide(check, "other", analyst, "much")
        assert decide.decide(check, "other", analyst, "1.0").state == "kept"
        assert decide.decide(check, "other", analyst, "1.50").decided == "1.5"

    def test_another_kind_waits_until_what_was_decided_is_in(self, version, analyst):
        run(version, found(1, "delivery"), found(2, "price"))
        decide.decide(checks()[1], "take", analyst)
        run(version, found(4, "price; x"), kind="labels", separator="semicolon")
        queue = LabelQueue.objects.get()
        assert (queue.kind, set(checks())) == ("label", {1, 2})
        LabelCheck.objects.update(applied_in=version)
        run(version, found(4, "price; x"), kind="labels", separator="semicolon")
        queue.refresh_from_db()
        assert (queue.kind, queue.separator, set(checks())) == ("labels", "semicolon", {4})


def test_a_version_that_came_meanwhile_is_not_replaced(run_jobs, version, analyst):
    run(version, found(1, "delivery"))
    decide.decide(checks()[1], "take", analyst)
    queue = LabelQueue.objects.get()
    correct.ask(queue, analyst)
    version.pk, version.number = None, 2
    version._state.adding = True
    version.save()
    run_jobs()
    assert version.dataset.versions.count() == 2
    assert decide.pending(queue).count() == 1
    assert "newer version meanwhile" in str(Notice.objects.latest("created_at").message)


def test_labels_must_fit_their_column(project, analyst):
    version = VersionFactory(
        project=project, columns=["review", "topic"], rows=[("a", 1), ("b", 2)]
    )
    check = LabelCheckFactory(queue=LabelQueueFactory(dataset=version.dataset), label="1")
    for wrong in ("", "late", "1.5", "9223372036854775808"):
        with pytest.raises(Refused):
            decide.decide(check, "other", analyst, wrong)
    assert decide.decide(check, "other", analyst, "1").state == "kept"
    assert decide.decide(check, "other", analyst, "-2").state == "changed"


def test_programs_list_and_decide(version, project, analyst):
    run(version, found(1, "delivery", 0.1), found(2, "price", 0.5, "unsure"))
    caller = Caller(analyst)
    base = f"projects/{project.pk}/datasets/{version.dataset_id}"
    queue = caller.get(f"{base}/label-queues/").json()["results"][0]
    assert (queue["column"], queue["waiting"], queue["pending"]) == ("topic", 2, 0)
    listed = caller.get(f"{base}/label-checks/?reason=mislabelled").json()["results"]
    assert [one["better"] for one in listed] == ["delivery"]
    address = f"{base}/label-checks/{listed[0]['id']}/decide/"
    said = caller.post(address, {"decision": "take"}).json()
    assert (said["state"], said["decided"], said["decided_by"]["id"]) == (
        "changed", "delivery", str(analyst.pk),
    )  # fmt: skip
    assert caller.post(address, {"decision": "perhaps"}).status_code == 400
    apply = f"{base}/label-queues/{queue['id']}/apply/"
    assert caller.post(apply, {}).status_code == 202
    viewer = Caller(MembershipFactory(project=project, role=Role.VIEWER).user)
    assert viewer.post(address, {"decision": "keep"}).status_code == 403
    assert Caller().post(address, {"decision": "keep"}).status_code == 404
