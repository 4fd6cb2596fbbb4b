"""A site with plugins installed starts, whatever they do, and says how each of them stands."""

from __future__ import annotations

import pytest

from tests.plugins.packages import READY_WITH_ENGINE, Site

MODELS = """
from django.db import models

class Reading(models.Model):
    value = models.FloatField()
    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE)
"""


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


def assert_starts_without(started, key, state="broken"):
    """The site and its log-in page are there; of the plugin there is the entry alone."""
    assert started.code == 0, started.errors
    assert (started.said["status"], started.said["titled"]) == (200, True)
    assert f"lepton_{key}" not in started.said["apps"]
    assert not [table for table in started.said["tables"] if table.startswith(f"lepton_{key}.")]
    assert f"{key}.engine" not in started.said["engines"]
    assert started.plugin(key)["state"] == state


def test_a_good_plugin_is_active_with_its_tables_and_engine(mixed):
    assert mixed.code == 0, mixed.errors
    assert mixed.said["status"] == 200
    assert "lepton_good.Reading" in mixed.said["tables"]
    assert mixed.said["engines"]["good.engine"] == "lepton_good"
    installed = mixed.said["apps"]
    assert (
        installed.index("apps.research")
        < installed.index("lepton_good")
        < installed.index("django.contrib.admin")
    )
    assert mixed.plugin("good") == {
        "state": "active", "title": "The good plugin", "version": "2.5", "author": "Ada",
        "description": "Adds what good adds.", "distribution": "lepton-good",
        "error": "", "reason": "",
    }  # fmt: skip


def test_one_that_is_not_allowed_is_listed_and_not_imported(site):
    site.install("quiet", whole="raise SystemExit('imported')")
    started = site.start(strict=True)
    assert_starts_without(started, "quiet", "disabled")
    assert started.plugin("quiet") == {
        "state": "disabled", "title": "quiet", "version": "2.4", "author": "Grace",
        "description": "From the metadata", "distribution": "lepton-quiet",
        "error": "", "reason": "",
    }  # fmt: skip


BROKEN = {
    "raises": ({"whole": "def start():\n    return 1 / 0\n\nstart()\n"}, "ZeroDivisionError", ""),
    "leaves": ({"whole": "import sys\nsys.exit(3)\n"}, "SystemExit: 3", ""),
    "syntax": ({"whole": "def start(:\n"}, "SyntaxError", ""),
    "needy": (
        {"whole": "import no_such_library.part\n"},
        "No module named 'no_such_library'",
        "It needs the Python module no_such_library, which is not installed.",
    ),
    "torn": (
        {"whole": "from lepton_torn import lost\nfrom lepton_torn.gone import x\n",
         "files": {"lost.py": ""}},
        "No module named 'lepton_torn.gone'",
        "Its own module lepton_torn.gone is missing.",
    ),
    "untrue": ({"whole": "class Plugin: ...\n"}, "", "lepton_untrue.apps.Plugin is no subclass"),
    "nameless": ({"value": "lepton_nameless.apps:Other"}, "has no attribute 'Other'", ""),
    "projects": ({"body": "    label = 'projects'\n"}, "", "has the label projects"),
    "tables": ({"files": {"models.py": f"{MODELS}\n1 / 0\n"}}, "ZeroDivisionError", ""),
    "model_needs": ({"files": {"models.py": "import no_such_library\n"}}, "models.py",
                    "It needs the Python module no_such_library, which is not installed."),
    "unready": (
        {"body": READY_WITH_ENGINE + "        raise ValueError('no key')\n",
         "files": {"models.py": MODELS}},
        "ValueError: no key", "",
    ),
    "panel": (
        {"files": {"models.py": MODELS, "admin.py": "from django.contrib import admin\n"
                   "from lepton_panel.models import Reading\n"
                   "admin.site.register(Reading)\n1 / 0\n"}},
        "admin.py", "",
    ),
    "work": ({"files": {"tasks.py": "1 / 0\n"}}, "tasks.py", ""),
    "tags": ({"files": {"templatetags/__init__.py": "", "templatetags/t.py": "1 / 0\n"}},
             "t.py", ""),
    "template": (
        {"files": {"templates/lepton_template/page.html": "{% block a %}{% if %}{% endblock %}"}},
        "TemplateSyntaxError", "",
    ),
    "tagless": (
        {"files": {"templates/page.html": "{% load no_such_tags %}"}},
        "page.html", "",
    ),
    "thief": (
        {"body": READY_WITH_ENGINE.replace("{key}.engine", "regression.least_squares")},
        "engine 'regression.least_squares' is registered by both 'lepton' and 'lepton_thief'", "",
    ),
    "shadow": (
        {"body": READY_WITH_ENGINE + """
        from apps.core.navigation import NavItem, add

        add(NavItem("projects.overview", "Mine", "plug", "projects:overview"), owner=self.name)
"""},
        "'projects.overview' is registered by both 'apps.projects' and 'lepton_shadow'", "",
    ),
    "nowhere": (
        {"body": READY_WITH_ENGINE + "        self.add_slot('no.such.slot', 'x.html')\n"},
        "there is no slot 'no.such.slot'; there are: layout.head", "",
    ),
    "pathless": (
        {"body": READY_WITH_ENGINE + "        self.add_page('<no:x>/', print, name='x')\n"},
        "uses invalid converter 'no'", "",
    ),
    "foreign": (
        {"body": READY_WITH_ENGINE + "        self.add_event('jobs.job.started', 'Mine')\n"},
        "must begin with 'foreign.'", "",
    ),
    "unbounded": (
        {"body": """
    def ready(self):
        from apps.sdk import Endpoint

        self.add_api("x/", [Endpoint("get", print, token="everything")], name="x")
"""},
        "'everything' is no scope of a token", "",
    ),
    "deep": (
        {"body": "    settings_schema = {'type': 'object', 'properties': {'a': {}}}\n"},
        "", "Its setting a cannot be drawn as a form",
    ),
    "unschooled": (
        {"body": "    settings_schema = {'type': 'thing'}\n"}, "", "is no JSON schema",
    ),
    "strayed": (
        {"body": "    settings_schema = {'type': 'object'}\n    project_settings = ('a',)\n"},
        "", "name what its schema does not have: a",
    ),
    "queued": ({"body": "    queues = ('heavy',)\n"}, "", "Its queue heavy must be called queued"),
    "moved": ({"files": {"migrations/__init__.py": "", "migrations/0001_initial.py": "1 / 0\n"}},
              "0001_initial.py", ""),
}  # fmt: skip


# The middle ones each depend on what is before or after them in this order.
MIXED = (
    "good", "plain", "newer", "older", "text", "silent", " base", "weak", "top ", "heavy",
    "late", "early", "egg", "hen", "coop", "duck", "Bad Name", "twice", "gone",
)  # fmt: skip
VERSIONS = {"newer": "2", "older": "0", "text": "'1'", "silent": "None"}
CYCLE = {"egg": "hen", "hen": "coop", "coop": "egg", "duck": "hen"}
NEEDS = {"top": ("base",), "heavy": ("weak", "base"), "late": ("early",)}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """One start of a site whose plugins are active, incompatible, unnamed or named twice."""
    site = Site(tmp_path_factory.mktemp("mixed"))
    site.install("good", READY_WITH_ENGINE, files={"models.py": MODELS})
    site.install("plain", value="lepton_plain.apps.Plugin")
    for key, version in VERSIONS.items():
        site.install(key, f"    api_version = {version}\n" + READY_WITH_ENGINE)
    for key in ("base", "early"):
        site.install(key, READY_WITH_ENGINE)
    site.install("weak", files={"models.py": "1 / 0\n"})
    for key, needs in {**NEEDS, **{key: (one,) for key, one in CYCLE.items()}}.items():
        site.install(key, f"    requires_plugins = {needs!r}\n" + READY_WITH_ENGINE)
    site.install("Bad Name", whole="raise SystemExit('imported')", dist="bad")
    site.install("twice")
    site.install("twice", dist="twice_again")
    return site.start(*MIXED)


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """All of them, and two good ones around them, in one site."""
    site = Site(tmp_path_factory.mktemp("broken"))
    site.install("first", READY_WITH_ENGINE)
    for key, (how, _error, _reason) in BROKEN.items():
        site.install(key, **how)
    site.install("last", READY_WITH_ENGINE)
    return site.start("first", *BROKEN, "last")


@pytest.mark.parametrize("key", BROKEN)
def test_a_broken_one_is_left_out_and_named_truthfully(broken, key):
    _how, error, reason = BROKEN[key]
    assert_starts_without(broken, key)
    said = broken.plugin(key)
    assert error in said["error"]
    assert reason in said["reason"]
    assert bool(reason) == bool(said["reason"])


def test_the_traceback_is_the_plugins_own_and_whole(broken):
    error = broken.plugin("raises")["error"]
    assert error.startswith("Traceback (most recent call last):\n")
    assert error.count("lepton_raises/apps.py") == 2  # the call and the line that raised
    assert "return 1 / 0" in error
    assert "apps/plugins/" not in error
    assert "importlib" not in error


def test_the_others_are_active_beside_broken_ones(broken):
    for key in ("first", "last"):
        assert broken.plugin(key)["state"] == "active"
        assert broken.said["engines"][f"{key}.engine"] == f"lepton_{key}"
    assert list(broken.said["plugins"]) == ["first", *BROKEN, "last"]


def test_errors_reach_the_log(broken):
    assert "plugin 'needy' is broken" in broken.errors
    assert "plugin 'unready' is broken" in broken.errors


@pytest.mark.parametrize(
    ("key", "how"),
    [(key, BROKEN[key][0]) for key in ("raises", "unready", "needy", "template", "thief")],
)
def test_a_broken_one_stops_the_site_in_strict_mode(site, key, how):
    site.install(key, **how)
    strict = site.start(key, strict=True)
    assert strict.code != 0
    assert BROKEN[key][1] in strict.errors


def test_another_version_of_the_contract_is_incompatible(mixed):
    for key, version in VERSIONS.items():
        assert_starts_without(mixed, key, "incompatible")
        assert mixed.plugin(key)["title"] == f"The {key} plugin"
        assert mixed.plugin(key)["reason"] == (
            f"It is written for version {version} of the plugin contract; this site has version 1."
        )


def test_strict_mode_refuses_what_is_incompatible_or_not_installed(site):
    site.install("old", "    api_version = 2\n")
    old, gone = site.start("old", strict=True), site.start("gone", strict=True)
    assert old.code != 0
    assert "plugin 'old' is incompatible: It is written for version 2" in old.errors
    assert gone.code != 0
    assert "LEPTON_PLUGINS names it, but no installed package" in gone.errors


def test_strict_mode_refuses_a_name_that_two_packages_offer(site):
    site.install("twice")
    site.install("twice", dist="twice_again")
    strict = site.start("twice", strict=True)
    assert strict.code != 0
    assert "plugin 'twice' is broken" in strict.errors
    assert "lepton-twice_again" in strict.errors


def test_needed_plugins_come_first_and_stay_up(mixed):
    assert mixed.plugin("top")["state"] == "active"
    assert "top.engine" in mixed.said["engines"]
    assert_starts_without(mixed, "heavy", "incompatible")
    assert mixed.plugin("heavy")["reason"] == "It needs plugins that are not active: weak."
    assert_starts_without(mixed, "late", "incompatible")
    assert "not active: early" in mixed.plugin("late")["reason"]
    assert mixed.plugin("early")["state"] == "active"


def test_plugins_that_require_one_another_are_told_so(mixed, site):
    for key in CYCLE:
        assert_starts_without(mixed, key, "incompatible")
    assert mixed.plugin("egg")["reason"] == (
        "These plugins require one another: egg → hen → coop → egg."
    )
    assert "not active: hen" in mixed.plugin("duck")["reason"]
    assert mixed.plugin("good")["state"] == "active"
    for key, needs in CYCLE.items():
        site.install(key, f"    requires_plugins = ('{needs}',)\n" + READY_WITH_ENGINE)
    strict = site.start("egg", "hen", "coop", strict=True)
    assert strict.code != 0
    assert "These plugins require one another" in strict.errors


def test_a_name_that_fits_no_address(mixed):
    assert mixed.plugin("Bad Name")["state"] == "broken"
    assert "small letters, digits" in mixed.plugin("Bad Name")["reason"]


def test_a_name_that_nobody_or_everybody_offers(mixed):
    assert_starts_without(mixed, "twice")
    assert "lepton-twice, lepton-twice_again" in mixed.plugin("twice")["reason"] or (
        "lepton-twice_again, lepton-twice" in mixed.plugin("twice")["reason"]
    )
    assert_starts_without(mixed, "gone")
    assert "no installed package has a plugin of this name" in mixed.plugin("gone")["reason"]


def test_a_plain_dotted_name_will_do(mixed):
    assert mixed.plugin("plain")["state"] == "active"
