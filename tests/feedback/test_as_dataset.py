"""Records become a dataset, without what identifies people."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from apps.datasets.models import Dataset
from apps.feedback.models import FeedbackRecord
from apps.feedback.records import tabling
from apps.jobs.inputs import providers
from apps.projects.domain.errors import Refused
from tests.factories.feedback import FeedbackRecordFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.themes import ThemeFactory, ThemeMemberFactory

pytestmark = pytest.mark.django_db
SAID = "Write to anna@example.com or call +49 30 1234567, see https://shop.example/a?b"


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def analyst(project):
    return MembershipFactory(project=project, role="analyst").user


def rows_of(version):
    path = providers.get("dataset").materialise(version.project_id, str(version.pk))
    return pq.read_table(path).to_pylist()


def test_addresses_are_masked_unless_somebody_says_otherwise(project, analyst, client):
    theme = ThemeFactory(project=project, name="Contact")
    german = FeedbackRecordFactory(
        project=project, text=SAID, country="DEU", language="de", number=2, number_max=5
    )
    ThemeMemberFactory(theme=theme, record=german)
    FeedbackRecordFactory(project=project, text="Fine", country="FRA")
    FeedbackRecordFactory(project=project, text="", country="DEU")
    FeedbackRecordFactory(text=SAID, country="DEU")
    client.force_login(analyst)
    url = reverse("feedback:as_dataset", args=[project.pk])
    page = client.get(url, {"country": "DEU"}).text
    assert '<option value="DEU" selected>' in page
    assert 'name="masked"' in page
    assert "checked" in page.partition('name="masked"')[2][:200]
    sent = {"name": "What Germany says", "masked": "on", "country": "DEU"}
    done = client.post(url, sent)
    dataset = Dataset.objects.get()
    assert done.url == reverse("datasets:detail", args=[project.pk, dataset.pk])
    (row,) = rows_of(dataset.versions.get())
    said = "Write to <email> or call <number>, see <url>"
    assert (row["id"], row["text"], row["theme"]) == (str(german.pk), said, "Contact")
    assert (row["rating"], row["highest_rating"], row["market"]) == (2, 5, "DEU")
    assert row["said_on"].replace(tzinfo=None) == german.occurred_at.replace(tzinfo=None)
    client.post(url, {"name": "As it was said", "country": "DEU"})
    (row,) = rows_of(Dataset.objects.get(name="As it was said").versions.get())
    assert row["text"] == SAID


def test_none_too_many_and_no_name_are_refused(project, analyst, client, monkeypatch):
    client.force_login(analyst)
    url = reverse("feedback:as_dataset", args=[project.pk])
    answer = client.post(url, {"name": "Said"})
    assert "No record with a text is among these" in answer.text
    FeedbackRecordFactory.create_batch(3, project=project)
    assert client.post(url, {"name": " "}).status_code == 200
    monkeypatch.setattr(tabling, "MOST_ROWS", 2)
    answer = client.post(url, {"name": "Said"})
    assert "At most 2 records become one dataset" in answer.text
    assert 'value="Said"' in answer.text
    rows = FeedbackRecord.objects.all()
    with pytest.raises(Refused, match="Give the dataset a name"):
        tabling.as_dataset(project, rows, " ", analyst)
    with pytest.raises(PermissionDenied):
        tabling.as_dataset(
            project, rows, "Said", MembershipFactory(project=project, role="viewer").user
        )
    assert not Dataset.objects.exists()
