from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "apps.events"
    verbose_name = _("Audit trail")

    def ready(self) -> None:
        from apps.core import catalogue
        from apps.events import kinds

        catalogue.add(kinds.KINDS, owner=self.name)
        from apps.core import chrome, navigation, sealing, states
        from apps.core.happenings import recorder  # models must be loaded first
        from apps.events.audit import record
        from apps.events.domain import moving, outbox, secrets
        from apps.events.domain.notices import unread_count
        from apps.projects.transfer.rules import arrivals, departures, left_out

        recorder(record)
        recorder(outbox.record)
        sealing.renewers.register("webhooks", secrets.renew, owner=self.name)
        states.add("delivered", states.Look("good", "circle-check", _("Delivered")))
        navigation.add(
            navigation.NavItem("events.audit", _("Audit trail"), "history", "events:audit", 92),
            owner=self.name,
        )
        navigation.add(
            navigation.NavItem(
                "events.webhooks", _("Webhooks"), "send", "events:webhooks", 93, needs="editor"
            ),
            owner=self.name,
        )
        chrome.provide(
            "unread_notices", lambda request: unread_count(request.user), owner=self.name
        )
        departures.register("events.WebhookEndpoint", moving.leaving, owner=self.name)
        arrivals.register("events.WebhookEndpoint", moving.arriving, owner=self.name)
        arrivals.register("events.WebhookDelivery", moving.delivery_arriving, owner=self.name)
        left_out.register("events.Notice", "personal and soon out of date", owner=self.name)
