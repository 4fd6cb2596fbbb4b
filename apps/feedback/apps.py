from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "apps.feedback"
    verbose_name = _("Feedback")

    def ready(self) -> None:
        from apps.core import catalogue  # rooms are wired once all are loaded
        from apps.feedback import kinds, retention
        from apps.feedback.mailin import wiring as mailin
        from apps.feedback.records import wiring
        from apps.feedback.surveys import wiring as surveys
        from apps.feedback.themes import wiring as themes

        catalogue.add(kinds.KINDS, owner=self.name)
        wiring.ready(self)
        surveys.register(self.name)
        themes.ready(self)
        mailin.register(self.name)
        retention.register(self.name)
