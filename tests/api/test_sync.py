"""Two clients write while a third keeps in step, through 50,000 rows too: it ends with what there
is.
"""

from __future__ import annotations

import random
import threading
import time

import pytest
from django.db import connection

from apps.crm.models import Contact
from apps.projects.models import Tombstone
from tests.api.conftest import Caller
from tests.factories.projects import MembershipFactory, ProjectFactory

SEED = 20261124
FIELDS = "id,version,updated_at"
MOST_ROUNDS = 200
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@pytest.fixture(params=[2_000, pytest.param(50_000, marks=pytest.mark.soak)])
def project(request, settings):
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {"user": ""},
    }
    made = ProjectFactory()
    names = (f"Contact {number}" for number in range(request.param))
    rows = [Contact(project=made, given_name=name, name=name) for name in names]
    tenth = request.param // 10
    for start in range(0, request.param, tenth):  # as ten imports leave them: ties within each
        Contact.objects.bulk_create(rows[start : start + tenth])
    return made


class Writer(threading.Thread):
    """Upserts, batches, changes and deletions over REST until it is told to stop."""

    def __init__(self, project, name, ids):
        super().__init__(name=name)
        self.caller = Caller()
        MembershipFactory(project=project, user=self.caller.user, role="editor")
        self.path = f"projects/{project.pk}/contacts/"
        self.random = random.Random(f"{SEED}{name}")
        self.ids = ids
        self.done = threading.Event()
        self.wrote = 0
        self.failed = []

    def run(self):
        try:
            while not self.done.is_set():
                action = self.random.choice([self.upsert, self.batch, self.change, self.delete])
                response = action()
                # 503: the other writer held the database too long, as the API says it may.
                if response.status_code not in {200, 201, 204, 503}:
                    self.failed.append(response.content)
                self.wrote += response.status_code != 503
        finally:
            connection.close()

    def upsert(self):
        key = self.random.randrange(40)
        body = {"given_name": self.name, "note": str(self.random.random())}
        return self.caller("put", f"{self.path}by-external/{self.name}/{key}/", body)

    def batch(self):
        picked = self.random.sample(self.ids, 20)
        rows = [{"id": str(key), "note": str(self.random.random())} for key in picked]
        return self.caller.post(f"{self.path}batch/", {"rows": rows})

    def change(self):
        body = {"note": str(self.random.random())}
        return self.caller.patch(f"{self.path}{self.random.choice(self.ids)}/", body)

    def delete(self):
        key = self.ids.pop(self.random.randrange(len(self.ids)))
        return self.caller.delete(f"{self.path}{key}/")


class Reader:
    """What an integrator writes: follow ``next``, then start again at ``as_of``."""

    def __init__(self, project):
        self.caller = Caller()
        MembershipFactory(project=project, user=self.caller.user)
        self.path = f"/api/v1/projects/{project.pk}/contacts/"
        self.as_of = None
        self.copy = {}
        self.gone = set()
        self.states = set()
        self.walks = 0

    def walk(self):
        """One walk; returns how many rows and deletions it told."""
        query = {"limit": 500, "fields": FIELDS}
        if self.as_of:
            query["updated_since"] = self.as_of
        page = self.caller.get(self.path, query_params=query).json()
        within, told = set(), 0
        while True:
            for row in page["results"]:
                self._take(row, within)
            for row in page["deleted"]:
                assert row["id"] not in within, "a row and its deletion in one walk"
                within.add(row["id"])
                self.copy.pop(row["id"], None)
                self.gone.add(row["id"])
            told += len(page["results"]) + len(page["deleted"])
            if page["next"] is None:
                break
            page = self.caller.get(page["next"]).json()
        self.as_of = page["as_of"]
        self.walks += 1
        return told

    def _take(self, row, within):
        state = (row["id"], row["version"])
        assert row["id"] not in within, "a row twice in one walk"
        assert state not in self.states, "a state of a row twice"
        assert row["id"] not in self.gone, "a row after its deletion"
        before = self.copy.get(row["id"])
        assert before is None or before[0] < row["version"], "an older state after a newer one"
        within.add(row["id"])
        self.states.add(state)
        self.copy[row["id"]] = (row["version"], row["updated_at"])


def test_nothing_is_missed_and_nothing_comes_twice(project):
    ids = list(Contact.objects.filter(project=project).values_list("pk", flat=True))
    random.Random(SEED).shuffle(ids)
    # Each has rows of its own, or a deletion of one would be a 404 for the other.
    half = len(ids) // 2
    writers = [Writer(project, "one", ids[:half]), Writer(project, "two", ids[half:])]
    reader = Reader(project)
    for writer in writers:
        writer.start()
    try:
        reader.walk()
        until = time.monotonic() + 8
        while time.monotonic() < until:
            reader.walk()
    finally:
        for writer in writers:
            writer.done.set()
        for writer in writers:
            writer.join(timeout=60)
    rounds = 0
    while reader.walk():
        rounds += 1
        assert rounds < MOST_ROUNDS
    assert not [problem for writer in writers for problem in writer.failed]
    assert min(writer.wrote for writer in writers) >= 10, "both really wrote meanwhile"
    kept = Contact.objects.filter(project=project).values_list("pk", "version")
    assert {key: version for key, (version, _) in reader.copy.items()} == {
        str(key): version for key, version in kept
    }
    deleted = Tombstone.objects.filter(project=project).values_list("row_id", flat=True)
    assert {str(key) for key in deleted} & set(reader.copy) == set()
    assert reader.walks > 2


@pytest.mark.parametrize("writers", [4])
def test_moments_become_visible_in_their_order(writers):
    """The heart of it: after reading the horizon, nothing at or before it appears any more."""
    project = ProjectFactory()
    reader = Reader(project)
    stop = threading.Event()

    def write(number):
        from django.db import transaction

        try:
            while not stop.is_set():
                with transaction.atomic():
                    Contact.objects.create(project=project, name=f"W{number}")
                    time.sleep(random.Random(number).random() / 50)  # commits late, on purpose
                    Contact.objects.create(project=project, name=f"W{number}")
                time.sleep(0.002)  # lets the others in
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    until = time.monotonic() + 4
    while time.monotonic() < until:
        reader.walk()
    stop.set()
    for thread in threads:
        thread.join(timeout=60)
    reader.walk()
    assert len(reader.copy) == Contact.objects.filter(project=project).count() > 10
