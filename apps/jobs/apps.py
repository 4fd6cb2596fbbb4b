from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "apps.jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        from apps.core.navigation import NavItem, add  # rooms are wired once all are loaded
        from apps.jobs import receivers, worker  # noqa: F401 - connect themselves to signals
        from apps.jobs.domain import usage
        from apps.projects import meters

        add(NavItem("jobs", _("Jobs"), "activity", "jobs:list", order=60), owner="apps.jobs")
        meters.add("jobs.open", usage.open_jobs, owner=self.name)
        meters.add("jobs.gpu", usage.gpu_hours, owner=self.name)
