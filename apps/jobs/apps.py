from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "apps.jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        from apps.core import catalogue, metrics  # rooms are wired once all are loaded
        from apps.core.messages import mark
        from apps.core.navigation import NavItem, add
        from apps.jobs import kinds, receivers, worker  # noqa: F401 - connect themselves to signals
        from apps.jobs.domain import arrival, keeping, lineage, usage
        from apps.jobs.domain.advancing import after
        from apps.jobs.domain.releasing import release_followers
        from apps.jobs.finishing import on_finished
        from apps.jobs.inputs import providers
        from apps.jobs.links import PREDICTION, purpose_names
        from apps.jobs.metrics import figures
        from apps.jobs.outputs import OutputProvider
        from apps.jobs.plan_evidence import MEASURES, RUN, follow
        from apps.projects import meters
        from apps.projects.plan import evidence
        from apps.projects.transfer.rules import arrivals, left_out

        catalogue.add(kinds.KINDS, owner=self.name)
        add(NavItem("jobs", _("Jobs"), "activity", "jobs:list", order=55), owner="apps.jobs")
        purpose_names.register(PREDICTION, mark("Prediction"), owner=self.name)
        meters.add("jobs.open", usage.open_jobs, owner=self.name)
        meters.add("jobs.gpu", usage.gpu_hours, owner=self.name)
        evidence.add(RUN, owner=self.name)
        providers.register(OutputProvider.kind, OutputProvider(), owner=self.name)
        on_finished("", release_followers)  # of whatever job
        on_finished("", after)
        on_finished(MEASURES, follow)
        keeping.holders.register("schedules", keeping.of_schedules, owner=self.name)
        arrivals.register("jobs.Job", arrival.job, owner=self.name)
        arrivals.register("jobs.JobAttempt", arrival.attempt, owner=self.name)
        left_out.register("jobs.JobInput", lineage.LEFT_OUT, owner=self.name)
        metrics.sources.register("jobs", figures, owner=self.name)
        arrivals.register("jobs.Schedule", arrival.schedule, owner=self.name)
