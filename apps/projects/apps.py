from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "apps.projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        from apps.core import catalogue
        from apps.projects import kinds

        catalogue.add(kinds.KINDS, owner=self.name)
        # Models must be loaded before anything that refers to them.
        from apps.accounts.domain.invitations import on_accept, places
        from apps.core import chrome
        from apps.core.navigation import NavItem, add
        from apps.plugins.domain.settings import without_secrets
        from apps.projects import facts, gates
        from apps.projects.domain.checks import BUILT_IN
        from apps.projects.domain.members import accept_grants, opened_by
        from apps.projects.domain.service_accounts import left_the_last
        from apps.projects.domain.switcher import projects_to_switch_to
        from apps.projects.models import Membership
        from apps.projects.plan import wiring as plan
        from apps.projects.retention import periods
        from apps.projects.transfer import arrival
        from apps.projects.transfer.rules import arrivals, departures

        arrivals.register("projects.Project", arrival.project, owner=self.name)
        arrivals.register("plugins.PluginSettings", arrival.plugin_settings, owner=self.name)
        departures.register("plugins.PluginSettings", without_secrets, owner=self.name)
        arrivals.register("projects.Retention", periods.arriving, owner=self.name)
        plan.register(self.name)
        for check in BUILT_IN:
            gates.add(check, owner=self.name)
        facts.add(facts.FactSource("territory", facts.territory_facts, 10), owner=self.name)
        on_accept.register("projects", accept_grants, owner=self.name)
        places.register("projects", opened_by, owner=self.name)
        chrome.provide("projects", projects_to_switch_to, owner=self.name)
        # However a membership goes: taken out, or with its project.
        post_delete.connect(left_the_last, sender=Membership, dispatch_uid="projects.left_the_last")
        for order, key, label, icon in (
            (10, "overview", _("Overview"), "layout-dashboard"),
            (20, "markets", _("Markets"), "world"),
            (90, "members", _("Members"), "users"),
            (95, "settings", _("Settings"), "settings"),
        ):
            add(NavItem(f"projects.{key}", label, icon, f"projects:{key}", order), owner=self.name)
