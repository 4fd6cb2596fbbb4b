"""What a team and its neighbours gather in years, made in seconds.

Half of everything belongs to the sample project, so that a page has the same address on both
sites. ``ONE_PAGE`` has as many rows as the first page of each list draws: with fewer, a ratio
would tell the cost of drawing rows, not that of having them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone

from apps.accounts.models import User
from apps.core.messages import msg
from apps.crm.models import Company, CompanyReference, Contact, ContactReference
from apps.datasets.models import Dataset, DatasetVersion, Upload
from apps.events.models import AuditEntry, Notice
from apps.jobs.models import (
    Job,
    JobArtifact,
    JobAttempt,
    JobInput,
    JobLog,
    JobMetric,
    State,
    Task,
)
from apps.modelhub.models import RegisteredModel
from apps.projects.models import MarketEntry, Membership, Product, Project, Role, Tombstone
from apps.projects.synced import Clock
from benchmarks._scale import programs
from benchmarks._scale.spread import one_of, prepare, spread, text_of


@dataclass(frozen=True)
class Scale:
    """How many rows of each kind a site has; ``own_projects`` are the sample owner's."""

    projects: int = 0
    datasets: int = 0
    jobs: int = 0
    contacts: int = 0
    companies: int = 0
    tombstones: int = 0
    audit: int = 0
    notices: int = 0
    colleagues: int = 0
    own_projects: int = 0
    deliveries: int = 0
    schedules: int = 0
    versions: int = 0  # of one dataset
    services: int = 0
    tokens: int = 0
    invitations: int = 0
    mails: int = 0
    sessions: int = 0


ONE_PAGE = Scale(
    projects=60, datasets=420, jobs=600, contacts=120, companies=120, tombstones=120, audit=240,
    notices=240, colleagues=120, own_projects=20, deliveries=240, schedules=120, versions=60,
    services=120, tokens=240, invitations=240, mails=240, sessions=240,
)  # fmt: skip
FULL = Scale(
    projects=200, datasets=10_000, jobs=100_000, contacts=100_000, companies=20_000,
    tombstones=100_000, audit=300_000, notices=20_000, colleagues=200, own_projects=20,
    deliveries=100_000, schedules=2_000, versions=1_000, services=1_000, tokens=5_000,
    invitations=5_000, mails=20_000, sessions=10_000,
)  # fmt: skip


def part_of(scale: Scale, share: float) -> Scale:
    """So much of it, and at least what fills one page."""
    least = asdict(ONE_PAGE)
    return Scale(
        **{name: max(int(count * share), least[name]) for name, count in asdict(scale).items()}
    )


COUNTRIES = ("CHN", "DEU", "FRA", "JPN", "BRA", "KEN", "MEX", "USA", "SGP", "VNM")
UNHAPPY = (State.REFUSED, State.ERRORED, State.CANCELLED, State.TIMED_OUT)
ENDS = (*[State.SUCCEEDED] * 16, *UNHAPPY)
GOOD = f"n % {len(ENDS)} < 16"
KINDS = (
    "jobs.job.submitted",
    "jobs.job.succeeded",
    "datasets.dataset.created",
    "crm.contact.edited",
)
PURPOSE = "research.demand"
PARTS = '"roles": {"target": ["D"], "predictors": ["d"]}'
JOB, LINE_OF = "row_id('job', n)", "row_id('job', n / 3)"


class Filling:
    """``grow(scale)`` adds rows until there are as many; ``site`` has those of the sample."""

    def __init__(self, site: Any) -> None:
        self.site = site
        self.had = self.wanted = Scale()
        self.job = Job.objects.get(pk=site.job.pk)

    def grow(self, scale: Scale) -> None:
        self.wanted = scale
        prepare()
        for step in (
            self._people, self._projects, self._datasets, self._jobs, self._parts_of_jobs,
            self._models, self._companies, self._contacts, self._records, self._notices,
        ):  # fmt: skip
            step()
        programs.fill(self)
        self.had = scale

    def new(self, kind: str, each: int = 1) -> range:
        """The numbers of the rows that are still to be made."""
        return range(getattr(self.had, kind) * each, getattr(self.wanted, kind) * each)

    def project(self, number: str = "n") -> str:
        """Every second row belongs to the sample."""
        of_others = f"row_id('project', ({number}) / 2 % {self.wanted.projects})"
        sample = self.literal(self.site.project)
        return f"(CASE WHEN ({number}) % 2 = 1 THEN {sample} ELSE {of_others} END)"

    @staticmethod
    def literal(row: Any) -> str:
        """A row's key as a literal."""
        from django.db import connection

        text = str(row.pk) if connection.vendor == "postgresql" else row.pk.hex
        return f"'{text}'"

    def _people(self) -> None:
        like = User(password="!", welcomed_at=timezone.now())
        spread(
            like, self.new("colleagues"), id="row_id('user', n)",
            email="'colleague' || n || '@example.com'", name="'Colleague ' || n",
        )  # fmt: skip

    def _projects(self) -> None:
        numbers = self.new("projects")
        spread(Project(home_country="CHN"), numbers, id="row_id('project', n)", name="'Lamp ' || n")
        own = {"project_id": "row_id('project', n)"}
        made = "row_id('{} of project', n)"
        spread(Product(), numbers, id=made.format("product"), name="'Lamp ' || n", **own)
        spread(Clock(at=0), numbers, **own)
        spread(
            Membership(role=Role.OWNER), numbers, id=made.format("member"), **own,
            user_id=f"row_id('user', n % {self.wanted.colleagues})",
        )  # fmt: skip
        spread(
            Membership(user=self.site.owner, role=Role.OWNER), self.new("own_projects"),
            id=made.format("owner"), **own,
        )  # fmt: skip
        count = len(COUNTRIES)
        spread(
            MarketEntry(), self.new("projects", count), id="row_id('market', n)",
            project_id=f"row_id('project', n / {count})", country=one_of(COUNTRIES),
            is_home=f"n % {count} = 0",
        )  # fmt: skip

    def _datasets(self) -> None:
        numbers, owner = self.new("datasets"), self.site.owner
        one = DatasetVersion.objects.filter(dataset=self.site.dataset)[0]
        own = {"project_id": self.project(), "dataset_id": "row_id('dataset', n)"}
        spread(
            Dataset(source="ERP", created_by=owner), numbers, id="row_id('dataset', n)",
            project_id=self.project(), name="'Sales ' || n",
        )  # fmt: skip
        like = DatasetVersion(
            number=1, file=one.file.name, size=one.size, content_hash=one.content_hash,
            rows=one.rows, columns=one.columns, created_by=owner,
        )  # fmt: skip
        spread(
            like, numbers, id="row_id('version', n)", **own,
            original_name="'sales-' || n || '.csv'",
        )  # fmt: skip
        spread(
            Upload(size=one.size, state=Upload.State.DONE, created_by=owner), numbers,
            id="row_id('upload', n)", **own, filename="'sales-' || n || '.csv'",
            version_id="row_id('version', n)",
        )  # fmt: skip

    def _jobs(self) -> None:
        """Fits with the head of the sample's own result, one import in three."""
        like, owner = self.job, self.site.owner
        given = {
            "engine_version": like.engine_version, "task": Task.RUN, "params": like.params,
            "provenance": like.provenance, "attempt": 1, "last_seq": 5, "created_by": owner,
        }  # fmt: skip
        numbers = self.new("jobs")
        at = f"moment(n, {numbers.start}, {numbers.stop})"
        version = self._version()
        slot = f"""'{{"data": {{"kind": "dataset", "id": "' || {version} || '", {PARTS}}}}}'"""
        own = {
            "id": JOB, "project_id": self.project(), "title": "'Demand ' || n", "seed": "n",
            "inputs": slot, "started_at": at, "running_at": at, "finished_at": at,
            "handled_at": at,
        }  # fmt: skip
        fit = {**given, "purpose": PURPOSE, "engine_key": like.engine_key}
        result = {**like.result, "blocks": []}
        done = Job(**fit, state=State.SUCCEEDED, result=result, summary=like.summary)
        spread(done, numbers, f"n % 3 <> 0 AND {GOOD}", **own)
        spread(Job(**fit), numbers, f"n % 3 <> 0 AND NOT {GOOD}", **own, state=one_of(UNHAPPY))
        imported = Job(**given, engine_key="datasets.import")
        spread(imported, numbers, "n % 3 = 0", **own, state=one_of(ENDS))

    def _version(self) -> str:
        """The id of the dataset version that job ``n`` took."""
        return text_of(f"row_id('version', n % {self.wanted.datasets})")

    def _parts_of_jobs(self) -> None:
        numbers, now = self.new("jobs"), timezone.now()
        attempt = JobAttempt(
            number=1, outcome="succeeded", heartbeat_at=now, finished_at=now, exit_code=0,
            cpu_seconds=1.5, peak_memory_bytes=10**8,
        )  # fmt: skip
        spread(
            attempt, numbers, id="row_id('attempt', n)", job_id=JOB, host="'host' || n % 7",
            worker_pid="1000 + n % 50", child_pid="n + 1",
            device="(CASE WHEN n % 9 = 0 THEN 'cuda:0' ELSE 'cpu' END)",
        )  # fmt: skip
        spread(
            JobLog(attempt=1, at=now, level="info"), self.new("jobs", 3), job_id=LINE_OF,
            seq="n % 3 + 1", text="'Step ' || n % 3 + 1 || ' of 3'",
        )  # fmt: skip
        spread(
            JobInput(slot="data", kind="dataset"), numbers, job_id=JOB, ref=self._version(),
            at=f"moment(n, {numbers.start}, {numbers.stop})",
        )  # fmt: skip
        spread(JobMetric(attempt=1, seq=4, name="loss", step=1, value=0.5), numbers, job_id=JOB)
        spread(
            JobArtifact(name="model.json", size=2_000, sha256="0" * 64), numbers,
            id="row_id('artifact', n)", job_id=JOB, project_id=self.project(),
            file=f"'jobs/' || {text_of(JOB)} || '/model.json'",
        )  # fmt: skip

    def _models(self) -> None:
        """Of one run in ten."""
        like = self.site.model
        made = RegisteredModel(
            engine_key=like.engine_key, engine_version=like.engine_version,
            predict_fields=like.predict_fields, summary=like.summary, created_by=self.site.owner,
        )  # fmt: skip
        spread(
            made, self.new("jobs"), f"n % 3 <> 0 AND n % {len(ENDS)} < 3", job_id=JOB,
            id="row_id('model', n)", project_id=self.project(), name="'Model ' || n",
        )  # fmt: skip

    def _companies(self) -> None:
        numbers = self.new("companies")
        spread(
            Company(industry="Retail"), numbers, id="row_id('company', n)",
            project_id=self.project(), name="'Company ' || n", country=one_of(COUNTRIES),
        )  # fmt: skip
        spread(
            CompanyReference(system="hubspot"), numbers, row_id="row_id('company', n)",
            project_id=self.project(), external_id="'c' || n",
        )  # fmt: skip

    def _contacts(self) -> None:
        """Each at a company of its own project."""
        numbers, company = self.new("contacts"), f"(n * 2 + n % 2) % {self.wanted.companies}"
        own = {"project_id": self.project(company)}
        spread(
            Contact(given_name="Anna"), numbers, id="row_id('contact', n)", **own,
            family_name="'Schmidt ' || n", name="'Anna Schmidt ' || n",
            email="'anna' || n || '@example.com'", company_id=f"row_id('company', {company})",
            country=one_of(COUNTRIES),
        )  # fmt: skip
        spread(
            ContactReference(system="hubspot"), numbers, row_id="row_id('contact', n)",
            **own, external_id="'p' || n",
        )  # fmt: skip

    def _records(self) -> None:
        owner, gone = self.site.owner, self.new("tombstones")
        spread(
            Tombstone(kind="crm.contact"), gone, project_id=self.project(),
            row_id="row_id('gone', n)", deleted_at=f"moment(n, {gone.start}, {gone.stop})",
        )  # fmt: skip
        spread(
            AuditEntry(
                actor=owner, actor_label=str(owner), subject_type="jobs.job",
                data={"engine": "regression.least_squares"},
            ),
            self.new("audit"), id="row_id('entry', n)", kind=one_of(KINDS),
            project_id=self.project(), subject_id="'' || n", subject_label="'Demand ' || n",
        )  # fmt: skip

    def _notices(self) -> None:
        said = msg("The job {title} has finished.", title="Demand").model_dump(mode="json")
        to, own = self.literal(self.site.owner), f"row_id('user', n % {self.wanted.colleagues})"
        for where, read_at in (("n % 3 <> 0", timezone.now()), ("n % 3 = 0", None)):
            spread(
                Notice(message=said, read_at=read_at), self.new("notices"), where,
                id="row_id('notice', n)", project_id=self.project(),
                user_id=f"(CASE WHEN n % 4 = 0 THEN {to} ELSE {own} END)",
            )  # fmt: skip
