from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "apps.events"

    def ready(self) -> None:
        from apps.core import chrome
        from apps.core.happenings import recorder  # models must be loaded first
        from apps.events.audit import record
        from apps.events.domain.notices import unread_count

        recorder(record)
        chrome.provide(
            "unread_notices", lambda request: unread_count(request.user), owner=self.name
        )
