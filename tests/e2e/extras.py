"""Rows that every site gets for its pages to show: uploads at each step, people, mail, notices."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from apps.accounts.domain import invitations
from apps.core.happenings import report
from apps.core.means import Channel, Means, Via, using
from apps.core.messages import msg
from apps.core.outbound import LATE
from apps.datasets.domain import partial
from apps.datasets.models import DatasetVersion, Upload
from apps.datasets.tabular.inspecting import inspect
from apps.datasets.tabular.schema import StoredColumn
from apps.events.models import AuditEntry, Notice
from apps.jobs.models import State
from apps.projects.models import Role
from tests.e2e.combined import combined
from tests.e2e.competitors import competitors
from tests.e2e.mailboxes import mailboxes
from tests.e2e.planned import planned
from tests.e2e.predicted import predicted
from tests.e2e.promoted import promoted
from tests.e2e.surveyed import surveyed
from tests.e2e.themes import themes
from tests.e2e.watched import watched
from tests.factories.accounts import ApiTokenFactory, OutboxMailFactory, UserFactory
from tests.factories.datasets import (
    ColumnEntryFactory,
    FetchFactory,
    LabelCheckFactory,
    LabelQueueFactory,
    SourceFactory,
    UploadFactory,
)
from tests.factories.events import (
    WebhookDeliveryFactory,
    WebhookEndpointFactory,
    WebhookTryFactory,
)
from tests.factories.jobs import JobAttemptFactory, JobFactory, JobLogFactory, ScheduleFactory
from tests.factories.modelhub import ModelAliasFactory
from tests.factories.projects import MembershipFactory

COUNTRIES = ("DEU", "FRA", "JPN", "BRA", "SGP", "KOR", "MEX", "USA", "KEN", "VNM")
SALES: dict[str, Any] = {
    "columns": [
        StoredColumn(name="market", kind="country"),
        "year",
        ("price", "EUR"),
        ("revenue", "EUR"),
        "channel",
    ],
    "rows": [
        (
            country,
            2020 + year,
            None if (place + year) % 9 == 0 else 19.5 + place / 4 + year,
            1_250_000.0 * (place + 1) + 83_000 * year,
            ("online", "retail", "partner")[(place + year) % 3],
        )
        for place, country in enumerate(COUNTRIES)
        for year in range(5)
    ],
    "source": "Sales ledger, exported by finance",
    "licence": "Internal",
}
INSPECTED: dict[str, Any] = {
    "plan": {
        "format": "csv",
        "columns": [
            {"position": 0, "source": "market", "name": "market", "kind": "country"},
            {"position": 1, "source": "price", "name": "price", "kind": "number", "unit": "EUR"},
        ],
    },
    "evidence": {"text": "UTF-8", "values": {}},
    "sample": [["DEU", "19.90"], ["FRA", "21.50"], ["JPN", None]],
    "sampled_rows": 3,
}
MESSY = "\n".join(
    [
        "Country;Price (EUR);Units sold;Launched;Growth",
        "Germany;19,90;12.400;03/04/2024;4,5%",
        "France;21,50;9.800;05/06/2024;3,1%",
        "Japan;k. A.;7.150;01/02/2024;n/a",
        "Republic of Korea;24,00;6.020;09/08/2024;6,0%",
        "South Korea;24,10;6.100;09/08/2024;6,2%",
        "Brasil;18,00;about 500;11/10/2024;2,0%",
        "Untied States;29,90;31.000;02/03/2024;1,4%",
        "European Union;22,00;55.000;04/04/2024;2,8%",
        *(f"{name};{20 + n},50;{n + 4}.500;0{n}/05/2024;{n},5%" for n, name in enumerate(
            ("Kenya", "Mexico", "Vietnam", "Spain", "Italy", "Norway", "Chile", "Peru"), 1
        )),
    ]
)  # fmt: skip


def rejections(version: DatasetVersion) -> None:
    """As an import leaves them that could not take every row."""
    text = b"row,column,value,code\n7,price,about 20,not_number\n19,price,1.2.3,grouping\n"
    version.rejected_rows = 2
    version.rejections.save("rejections.csv", ContentFile(text))
    version.save()


def _labels(site: Any) -> dict[str, Any]:
    """Labels of the dataset that wait, and one that was changed."""
    queue = LabelQueueFactory(dataset=site.dataset, column="channel", text_column="market")
    check = LabelCheckFactory(queue=queue, row=7)
    LabelCheckFactory(queue=queue, row=19, quality=0.46, reason="unsure")
    LabelCheckFactory(
        queue=queue, row=31, quality=0.02, text="Much too expensive for what it is.",
        label="quality", better="price", state="changed", decided="price",
        decided_by=site.viewer, decided_at=timezone.now(),
    )  # fmt: skip
    ColumnEntryFactory(dataset=site.dataset, column="channel")
    return {"label_queue": queue, "label_check": check}


def add_extras(site: Any) -> None:
    """Make the rows and hang them on ``site.extras``."""
    site.viewer = MembershipFactory(
        project=site.project, role=Role.VIEWER, user=UserFactory(name="Amara Okafor")
    ).user
    alias = ModelAliasFactory(model=site.model)
    site.extras = {
        **_uploads(site),
        **_jobs(site),
        **_people(site),
        **_webhooks(site.project),
        **_labels(site),
        **_sources(site),
        "combined": combined(site),
        **predicted(site),
        **competitors(site.project),
        **promoted(site),
        **surveyed(site.project),
        **planned(site),
        **themes(site.project),
        **mailboxes(site),
        "alias": alias,
        **watched(alias, site.owner),
        "audit_entry": _trail(site),
        "schedule": ScheduleFactory(
            project=site.project,
            name="Demand, every week",
            expression="0 6 * * 1",
            newest=True,
            last_job=site.job,
            last_run_at=site.job.finished_at,
            last_note=msg(
                "It started the run of {time}.", time="2026-03-02 06:00 (Europe/Berlin)"
            ).model_dump(mode="json"),
        ),
        "token": ApiTokenFactory(user=site.owner, name="CRM import"),
        "mail": OutboxMailFactory(subject="Invitation to Lepton"),
    }
    for read, (words, tone) in enumerate(
        [
            (msg("'{title}' is done.", title="Demand by income"), "good"),
            (msg("'{title}' failed.", title="Demand, run 7"), "bad"),
        ]
    ):
        Notice.objects.create(
            user=site.owner,
            project=site.project,
            message=words.model_dump(mode="json"),
            url=reverse("jobs:list", args=[site.project.pk]),
            tone=tone,
            read_at=site.project.created_at if read else None,
        )


def _sources(site: Any) -> dict[str, Any]:
    """One on a schedule whose columns have changed, one to agree on, one that was refused."""
    times = ScheduleFactory(
        project=site.project, name="Prices", engine_key="datasets.fetch", expression="0 5 * * *"
    )
    version = site.dataset.versions.get()
    source = SourceFactory(
        project=site.project, name="Prices", dataset=site.dataset, version=version, schedule=times,
        checked_at=timezone.now(), inspection=INSPECTED,
        note=msg("Version {number} with {count} rows was stored.", number=1, count=50).model_dump(
            mode="json"
        ),
    )  # fmt: skip
    FetchFactory(source=source, state="stored", changes=[], plan=None, version=version, rows=50,
                 scheduled=True, note=source.note)  # fmt: skip
    draft = SourceFactory(project=site.project, name="Rates", plan=None, inspection=INSPECTED)
    refusal = {
        "message": msg("The address leads to a web page (or XML) and not to a table.").model_dump(
            mode="json"
        ),
        "fix": msg("Check the address in a browser.").model_dump(mode="json"),
    }
    broken = SourceFactory(project=site.project, name="Tariffs", plan=None, refusal=refusal)
    return {
        "source": source, "source_fetch": FetchFactory(source=source), "draft_source": draft,
        "refused_source": broken,
    }  # fmt: skip


def _trail(site: Any) -> AuditEntry:
    """What people and programs did, by each means; the newest entry."""
    token = (Via.TOKEN, str(site.service_token.pk), str(site.service_token))
    by: list[tuple[Any, Means]] = [
        (None, Means(Channel.SYSTEM)),
        (None, Means(Channel.COMMAND, Via.COMMAND, via_label="load_sample")),
        (site.admin, Means(Channel.PANEL, address="198.51.100.4")),
        (site.service.user, Means(Channel.API, *token, address="203.0.113.7")),
        (site.owner, Means(Channel.PAGE, address="2001:db8:85a3::8a2e:370:7334")),
    ]
    for number, (actor, means) in enumerate(by):
        with using(means):
            report(
                "projects.project.changed",
                actor=actor,
                project_id=site.project.pk,
                subject=site.project,
                changes={"description": [f"Draft {number}", f"Draft {number + 1}"]},
            )
    return AuditEntry.objects.filter(project=site.project).latest("created_at")


def _uploads(site: Any) -> dict[str, Any]:
    """One to check, one under way, one that was refused."""
    ready = UploadFactory(
        project=site.project, filename="prices by market.csv", content=MESSY.encode()
    )
    ready.inspection = inspect(partial.path_of(ready)).model_dump(mode="json")
    ready.state = Upload.State.READY
    ready.save()
    reading = JobFactory(
        project=site.project, title="sales 2024.xlsx", state=State.RUNNING,
        engine_key="datasets.inspect",
    )  # fmt: skip
    waiting = UploadFactory(project=site.project, filename="sales 2024.xlsx", content=b"a\n1\n")
    waiting.job, waiting.state = reading, Upload.State.INSPECTING
    waiting.save()
    refused = UploadFactory(project=site.project, filename="notes.docx", content=b"PK")
    refused.state = Upload.State.REFUSED
    refused.refusal = {
        "message": msg("This is not a table.").model_dump(mode="json"),
        "fix": msg("Save it as CSV.").model_dump(mode="json"),
    }
    refused.save()
    return {"upload": ready, "waiting_upload": waiting, "refused_upload": refused}


def _jobs(site: Any) -> dict[str, Any]:
    """One that runs, one whose input was refused, one that failed, one in parts, a search."""
    running = JobFactory(project=site.project, title="Demand by price", state=State.RUNNING)
    JobAttemptFactory(job=running)
    for text in ("Reading the rows", "Fitting 3 predictors to 1,240 rows"):
        JobLogFactory(job=running, text=text)
    refusal = {
        "message": msg("{rows} rows are too few.", rows=2).model_dump(mode="json"),
        "fix": msg("Add rows, or choose fewer predictors.").model_dump(mode="json"),
    }
    return {
        **_divided(site.project),
        "running_job": running,
        "refused_job": JobFactory(
            project=site.project, title="Two rows only", state=State.REFUSED, refusal=refusal
        ),
        "failed_job": JobFactory(
            project=site.project, title="Demand by weather", state=State.ERRORED,
            error="Traceback (most recent call last):\n  …\nMemoryError",
        ),
    }  # fmt: skip


def _divided(project: Any) -> dict[str, Any]:
    """A run whose parts are at work, and a search that has ended."""
    parent = JobFactory(
        project=project, title="Demand by region", attempt=1, held=True, parts_total=60,
        parts_ended=1, progress_done=1, progress_total=60, started_at=timezone.now(),
    )  # fmt: skip
    states = {1: State.SUCCEEDED, 2: State.RUNNING, 3: State.QUEUED}
    for number, state in states.items():
        part = JobFactory(
            project=project, parent=parent, part_number=number, task="part", state=state,
            title=f"Demand by region · {number}", held=number == 3, progress_done=1,
            progress_total=2, result=None, part={"part": {"rows": [number * 10, number * 10 + 9]}},
        )  # fmt: skip
    search = JobFactory(project=project, title="Best rate", state=State.SUCCEEDED, parts_total=2,
                        parts_ended=2)  # fmt: skip
    pruned = msg("The engine stopped with an error of its own.").model_dump(mode="json")
    ends = ({"state": State.SUCCEEDED}, {"state": State.CANCELLED, "pruned": True})
    for number, end in enumerate(ends, 1):
        JobFactory(
            project=project, parent=search, part_number=number, title=f"Best rate · {number}",
            params={"rate": 0.1 * number}, part={"round": 1, "bounds": []},
            reason=pruned if number == 2 else None, **end,
        )  # fmt: skip
    return {"divided_job": parent, "part_job": part, "search_job": search}


def _people(site: Any) -> dict[str, Any]:
    """Somebody with a second factor; an invitation for a newcomer and one for a member."""
    guarded = UserFactory(name="Noor Haddad", email="noor.haddad@example.com")
    TOTP.activate(guarded, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(guarded)
    grants = [{"project": str(site.project.pk), "role": "analyst"}]
    _, for_new = invitations.invite("tomas@example.com", "Tomás Ruiz", site.owner, grants)
    _, for_known = invitations.invite(guarded.email, "", site.owner, grants)
    return {
        "guarded": guarded,
        "invited": urlsplit(for_new).path,
        "joining": urlsplit(for_known).path,
        "reset": _reset_path(UserFactory(name="Ada Winter")),
    }


def _reset_path(user: Any) -> str:
    """The link that a mail for a forgotten password carries."""
    return reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": default_token_generator.make_token(user),
        },
    )


def _webhooks(project: Any) -> dict[str, Any]:
    """An endpoint with deliveries in each state; of these the one that failed, with its tries."""
    endpoint = WebhookEndpointFactory(project=project, description="CRM")
    for state, kind in (
        ("pending", "projects.market.moved"),
        ("delivered", "jobs.job.finished"),
        ("delivered", "datasets.version.created"),
    ):
        over = state == "delivered"
        WebhookDeliveryFactory(
            endpoint=endpoint,
            state=state,
            kind=kind,
            tries=int(over),
            due_at=None if over else timezone.now(),
        )
    failed = WebhookDeliveryFactory(
        endpoint=endpoint, state="failed", tries=3, due_at=None, finished_at=timezone.now()
    )
    for number, status in ((1, 500), (2, 302), (3, None)):
        silent = status is None
        WebhookTryFactory(
            delivery=failed,
            number=number,
            status=status,
            answer="" if silent else "<h1>Out of order</h1>",
            error=LATE.model_dump(mode="json") if silent else None,
        )
    return {"webhook": endpoint, "delivery": failed}
