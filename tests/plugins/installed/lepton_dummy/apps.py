"""A plugin that uses every extension point."""

from django.utils.translation import gettext_lazy as _

from apps.sdk import LeptonPlugin


class Dummy(LeptonPlugin):
    name = "lepton_dummy"
    verbose_name = _("Dummy")
    description = "Uses every extension point."
    version = "1.0"
    author = "Ada"
    api_version = 1
    queues = ("dummy", "dummy.slow")
    project_settings = ("greeting", "token")
    settings_schema = {
        "type": "object",
        "required": ["greeting"],
        "properties": {
            "greeting": {"type": "string", "title": "Greeting", "default": "Hello"},
            "most": {"type": "integer", "title": "Most notes", "minimum": 1, "default": 5},
            "token": {"type": "string", "title": "Token", "format": "password"},
        },
    }

    def ready(self):
        from lepton_dummy import api, parts, views
        from lepton_dummy.engine import ENGINE

        self.add_engine(ENGINE)
        self.add_page("", views.home, name="home")
        self.add_page("notes/<uuid:note_id>/", views.note, name="note", needs="analyst")
        self.add_navigation(_("Dummy"), "home")
        for slot in parts.SLOTS:
            self.add_slot(slot, "lepton_dummy/slot.html", parts.context)
        self.add_card("notes", parts.card)
        self.add_gate("greeted", "research", "Somebody was greeted", parts.gate)
        self.add_facts("notes", parts.facts)
        self.add_api("notes/", api.NOTES, name="notes")
        self.add_api("notes/<uuid:note_id>/", api.NOTE, name="note")
        self.add_event("dummy.note.written", "Note written", fields={"text": "Good morning"})
        self.add_receiver(parts.hear, "dummy.note.written", "projects.market.added")
