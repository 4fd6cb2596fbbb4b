from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "apps.jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        from apps.core.navigation import NavItem, add  # rooms are wired once all are loaded
        from apps.jobs import worker  # noqa: F401 - connects Celery's signals

        add(NavItem("jobs", _("Jobs"), "activity", "jobs:list", order=60), owner="apps.jobs")
