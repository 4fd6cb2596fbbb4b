from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "apps.events"
    verbose_name = _("Audit trail")

    def ready(self) -> None:
        from apps.core import chrome, navigation
        from apps.core.happenings import recorder  # models must be loaded first
        from apps.events import account_words
        from apps.events.audit import record
        from apps.events.domain.notices import unread_count

        recorder(record)
        account_words.register()
        navigation.add(
            navigation.NavItem("events.audit", _("Audit trail"), "history", "events:audit", 92),
            owner=self.name,
        )
        chrome.provide(
            "unread_notices", lambda request: unread_count(request.user), owner=self.name
        )
