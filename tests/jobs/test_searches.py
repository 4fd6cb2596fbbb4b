"""A search: rounds of trials, each an ordinary run, until it has nothing more to propose."""

from __future__ import annotations

import pytest

from apps.core.messages import Message
from apps.jobs.domain import advancing, transitions, trials
from apps.jobs.domain.cancel import cancel
from apps.jobs.domain.reap import reap
from apps.jobs.domain.rerun import rerun
from apps.jobs.models import Job, State, Task
from apps.jobs.supervisor.supervise import supervise
from apps.projects.domain.errors import Refused
from tests.jobs.test_divided import lose, parts, sent  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def search(ask):
    return lambda **params: ask("toy.square", **params)


@pytest.fixture
def found(search, run_jobs):
    """A search that has run to its end."""

    def _found(**params):
        job = search(**params)
        run_jobs()
        return Job.objects.get(pk=job.pk)

    return _found


def test_rounds_of_trials_until_it_stops(found):
    job = found(rounds=3, width=2)
    assert job.state == State.SUCCEEDED, (job.reason, job.error)
    made = parts(job)
    assert [trial.part["round"] for trial in made] == [1, 1, 2, 2, 3, 3]
    assert [trial.params["x"] for trial in made[:4]] == [1.0, 2.0, 2.5, 3.0]
    assert {trial.task for trial in made} == {Task.RUN}
    assert {trial.seed for trial in made} == {job.seed}
    assert made[3].summary == {"loss": 0.0, "x": 3.0}
    assert made[3].provenance["result_hash"]
    assert job.summary["best"]["number"] == 4
    assert (job.parts_total, job.parts_ended) == (6, 6)
    assert [one.outcome for one in job.attempts.all()] == [*["planned"] * 3, "succeeded"]


def test_history_is_in_the_order_of_the_numbers_with_curves(search, run_jobs):
    job = search(rounds=2, width=3)
    supervise(job.pk)
    for trial in reversed(parts(job)):
        supervise(trial.pk)
    run_jobs()
    job.refresh_from_db()
    history = job.summary["history"]
    assert [trial["number"] for trial in history] == [1, 2, 3, 4, 5, 6]
    assert [trial["round"] for trial in history] == [1, 1, 1, 2, 2, 2]
    assert [step for step, _loss in history[0]["curves"]["loss"]] == [0, 1, 2, 3, 4]
    assert job.log_lines.filter(text="told [1, 2, 3]").exists()


def test_the_search_may_run_another_engine(ask, run_jobs):
    job = ask("toy.square", target="toy.order", rounds=1, width=1)
    run_jobs()
    job.refresh_from_db()
    trial = parts(job)[0]
    # A divisible engine runs whole as a trial: no parts of parts.
    assert (trial.engine_key, trial.state) == ("toy.order", State.SUCCEEDED), trial.error
    assert trial.summary == {"parts": [0, 1, 2], "seeds": 1}
    assert Job.objects.filter(task=Task.PART).count() == 0
    assert job.state == State.REFUSED  # none gave a 'loss'


@pytest.mark.parametrize(
    ("bad", "state", "words"),
    [
        ("refuse", "refused", "This x cannot be used."),
        ("fail", "errored", "The engine stopped with an error of its own."),
        ("large", "refused", "x is too large."),
        ("unknown", "refused", "Nothing"),
    ],
)
def test_a_trial_that_fails_is_told_and_the_search_goes_on(found, bad, state, words):
    job = found(rounds=2, width=2, bad=bad)
    assert job.state == State.SUCCEEDED, (job.reason, job.error)
    first = job.summary["history"][0]
    assert (first["state"], first["summary"]) == (state, {})
    assert words in str(Message.model_validate(first["reason"]))
    assert job.summary["failed"] == 2  # one of each round


def test_a_search_without_any_result_says_why(found):
    job = found(rounds=2, width=1, bad="large")
    assert job.state == State.REFUSED
    assert job.refusal["message"]["values"]["reason"]["text"] == "x is too large."
    assert {trial.attempt for trial in parts(job)} == {0}


def test_a_trial_that_is_worse_than_its_bound_is_given_up_and_told_with_its_curve(found):
    job = found(rounds=1, width=6, prune=True)
    pruned = [trial for trial in job.summary["history"] if trial["pruned"]]
    assert [trial["params"]["x"] for trial in pruned] == [6.0]
    assert len(pruned[0]["curves"]["loss"]) == 3
    assert "Given up early" in pruned[0]["reason"]["text"]
    assert job.summary["pruned"] == 1
    last = parts(job)[5]
    assert (last.state, last.is_settled, last.pruned) == (State.CANCELLED, True, True)


def test_the_most_trials_end_a_search_with_what_it_has(found, settings):
    settings.JOB_PARTS = 3
    job = found(rounds=50, width=2)
    assert (job.state, job.parts_total) == (State.SUCCEEDED, 3)
    assert job.result["blocks"][-1]["code"] == "most_trials"
    assert job.log_lines.filter(level="warning", text__contains="1 are left").exists()


def test_a_search_that_is_lost_between_rounds_proposes_once(search, run_jobs):
    job = search(rounds=2, width=2)
    supervise(job.pk)
    for trial in parts(job):
        supervise(trial.pk)
    claimed, _attempt = transitions.claim(job.pk, host="elsewhere:1", pid=1)
    lose(claimed)
    reap()
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.parts_total) == (State.SUCCEEDED, 4)
    assert [trial.part_number for trial in parts(job)] == [1, 2, 3, 4]


def test_cancelling_a_search_and_one_of_its_trials(search, analyst, run_jobs):
    job = search(rounds=1, width=3)
    supervise(job.pk)
    first, second, third = parts(job)
    cancel(first, analyst)  # a trial that nobody wants: the search is told
    supervise(second.pk)
    cancel(third, analyst)
    job.refresh_from_db()
    assert (job.parts_ended, job.held) == (3, False)
    run_jobs()
    job.refresh_from_db()
    assert [one["state"] for one in job.summary["history"]] == [
        "cancelled", "succeeded", "cancelled",
    ]  # fmt: skip
    other = search(rounds=1, width=2)
    supervise(other.pk)
    cancel(other, analyst)
    assert [trial.state for trial in parts(other)] == [State.CANCELLED] * 2
    assert advancing.advance_all() == 0


def test_a_trial_is_run_again_only_where_that_means_the_same(search, ask, analyst, run_jobs):
    job, other = search(rounds=1, width=1), ask("toy.square", target="toy.sum", rounds=1, width=1)
    run_jobs()
    with pytest.raises(Refused, match="trial of a search"):
        rerun(parts(job)[0], analyst)
    assert parts(other)[0].state == State.REFUSED  # toy.sum knows no x


def test_a_search_does_not_search_by_searches_nor_by_what_is_not_there(ask, run_jobs):
    for target, words in (
        ("toy.nowhere", "There is no engine"),
        ("toy.square2", "a search itself"),
    ):
        job = ask("toy.square", target=target)
        run_jobs()
        job.refresh_from_db()
        assert job.state == State.REFUSED
        assert words in job.refusal["message"]["text"]


def test_what_a_search_is_told_survives_another_attempt_of_a_trial(search, run_jobs):
    job = search(rounds=1, width=1)
    supervise(job.pk)
    claimed, _attempt = transitions.claim(parts(job)[0].pk, host="elsewhere:1", pid=1)
    claimed.metrics.create(attempt=1, seq=1, name="loss", step=0, value=99.0)
    lose(claimed)
    reap()
    supervise(parts(job)[0].pk)
    told = trials.history(job)
    assert [trial.curves["loss"][0] for trial in told] == [(0, 5.0)]


def test_a_search_reads_the_files_that_it_names_and_no_others(ask, run_jobs):
    job = ask("toy.square_files", rounds=2, width=2, bad="refuse")
    run_jobs()
    job.refresh_from_db()
    assert job.state == State.SUCCEEDED, (job.reason, job.error)
    losses = [trial.summary.get("loss") for trial in parts(job)]
    assert losses[0] is None  # refused: it has left nothing
    assert job.summary["files"] == [
        {} if loss is None else {"loss.txt": str(loss)} for loss in losses
    ]


def test_what_trials_took_is_told(search, run_jobs):
    job = search(rounds=1, width=2, seconds=0.05, bad="large")
    run_jobs()
    refused, ran = trials.history(job)
    assert (refused.seconds, refused.peak_memory_bytes) == (None, None)
    assert 0.2 <= ran.seconds < 30
    attempt = parts(job)[1].attempts.get()
    assert ran.peak_memory_bytes == attempt.peak_memory_bytes
    attempt.pk, attempt.number, attempt.peak_memory_bytes = None, 2, 10**12
    attempt.save(force_insert=True)
    assert trials.history(job)[1].peak_memory_bytes == 10**12  # the most of all attempts
