"""What themes tell the rooms below them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from apps.core import catalogue
from apps.core.messages import mark
from apps.core.navigation import NavItem
from apps.core.navigation import add as add_nav
from apps.feedback.themes import editing, inputs, splitting, taking
from apps.feedback.themes.editing import PURPOSE
from apps.feedback.themes.kinds import KINDS
from apps.jobs.finishing import on_finished
from apps.jobs.inputs import providers
from apps.jobs.links import purpose_names
from apps.projects.plan import evidence


def ready(config: AppConfig) -> None:
    """Called by the room's ``ready``."""
    catalogue.add(KINDS, owner=config.name)
    for provider in (inputs.FeedbackProvider(), inputs.ThemesProvider()):
        providers.register(provider.kind, provider, owner=config.name)
    evidence.add(editing.EVIDENCE, owner=config.name)
    on_finished(taking.ENGINE, taking.taken)
    on_finished(taking.ENGINE, splitting.divided)
    purpose_names.register(PURPOSE, mark("Themes of feedback"), owner=config.name)
    add_nav(
        NavItem("themes", _("Themes"), "message-circle", "feedback:themes", 66), owner=config.name
    )
