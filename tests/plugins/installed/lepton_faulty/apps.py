"""A plugin whose every part raises, after it has been loaded without a complaint."""

from django.utils.functional import lazystr

from apps.sdk import LeptonPlugin


class Faulty(LeptonPlugin):
    name = "lepton_faulty"
    verbose_name = "Faulty"
    version = "1.0"
    api_version = 1

    def ready(self):
        from lepton_faulty import parts

        self.add_page("", parts.page, name="home")
        self.add_page("drawn/", parts.drawn, name="drawn")
        self.add_page("nothing/", parts.nothing, name="nothing")
        self.add_page("refused/", parts.refused, name="refused")
        self.add_page("absent/", parts.absent, name="absent")
        self.add_page("forbidden/", parts.forbidden, name="forbidden")
        self.add_navigation(lazystr(parts.Unspeakable()), "home")
        self.add_slot("layout.head", "lepton_faulty/slot.html", parts.slot)
        self.add_slot("projects.overview", "lepton_faulty/slot.html", parts.slot)
        self.add_slot("projects.market", "lepton_faulty/slot.html")
        self.add_card("card", parts.card)
        self.add_gate("gate", "research", "A gate", parts.gate)
        self.add_gate("mute", "research", "A mute gate", parts.mute)
        self.add_facts("facts", parts.facts)
        self.add_api("broken/", parts.ROUTES, name="broken")
        self.add_receiver(parts.hear, "projects.market.added")
