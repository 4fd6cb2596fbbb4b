"""The web process is killed and started again."""

from __future__ import annotations

import os
import signal

from django.conf import settings
from django.test import Client
from django.urls import reverse

from apps.jobs.models import State
from tests.faults.reading import now, settled, until
from tests.jobs.person import Person


def test_nothing_hangs_on_the_web_process(site, ask, analyst, project):
    site.need_workers(2)
    web = site.start_web()
    person = Person(f"http://127.0.0.1:{site.port}", Client(), analyst)
    person.look(reverse("jobs:list", args=[project.pk]))  # the first page takes its time
    job = ask(act="steps", count=160, seconds=0.05)
    page = reverse("jobs:detail", args=[project.pk, job.pk])
    until(lambda: now(job).progress_done >= 5)
    status, body = person.look(page)
    assert (status, "Running" in body) == (200, True)
    os.killpg(web.pid, signal.SIGKILL)
    web.process.wait()
    seen = now(job).progress_done
    until(lambda: now(job).progress_done > seen + 5)
    site.start_web()
    other = ask(act="polite")
    until(lambda: now(other).state == State.RUNNING)
    answer = person.click(reverse("jobs:cancel", args=[project.pk, other.pk]))
    assert answer in (200, 204, 302)
    assert settled(other).state == State.CANCELLED
    assert (settled(job).state, now(job).attempt) == (State.SUCCEEDED, 1)
    status, body = person.look(page)
    assert (status, "Succeeded" in body) == (200, True)
    assert settings.SESSION_COOKIE_NAME in person.cookies
    site.web.end()
