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


def test_a_good_plugin_is_active_with_its_tables_and_engine(site):
    site.install("good", READY_WITH_ENGINE, files={"models.py": MODELS})
    started = site.start("good")
    assert started.code == 0, started.errors
    assert started.said["status"] == 200
    assert "lepton_good.Reading" in started.said["tables"]
    assert started.said["engines"]["good.engine"] == "lepton_good"
    installed = started.said["apps"]
    assert (
        installed.index("apps.research")
        < installed.index("lepton_good")
        < installed.index("django.contrib.admin")
    )
    assert started.plugin("good") == {
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
    "moved": ({"files": {"migrations/__init__.py": "", "migrations/0001_initial.py": "1 / 0\n"}},
              "0001_initial.py", ""),
}  # fmt: skip


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
    [("raises", BROKEN["raises"][0]), ("unready", BROKEN["unready"][0])],
)
def test_a_broken_one_alone_does_not_stop_the_site_but_strict_mode_does(site, key, how):
    site.install(key, **how)
    assert_starts_without(site.start(key), key)
    strict = site.start(key, strict=True)
    assert strict.code != 0
    assert "ZeroDivisionError" in strict.errors or "ValueError: no key" in strict.errors


def test_another_version_of_the_contract_is_incompatible(site):
    versions = {"newer": "2", "older": "0", "text": "'1'", "silent": "None"}
    for key, version in versions.items():
        site.install(key, f"    api_version = {version}\n" + READY_WITH_ENGINE)
    started = site.start(*versions)
    for key, version in versions.items():
        assert_starts_without(started, key, "incompatible")
        assert started.plugin(key)["title"] == f"The {key} plugin"
        assert started.plugin(key)["reason"] == (
            f"It is written for version {version} of the plugin contract; this site has version 1."
        )


def test_strict_mode_refuses_what_is_incompatible_or_not_installed(site):
    site.install("old", "    api_version = 2\n")
    old, gone = site.start("old", strict=True), site.start("gone", strict=True)
    assert old.code != 0
    assert "plugin 'old' is incompatible: It is written for version 2" in old.errors
    assert gone.code != 0
    assert "LEPTON_PLUGINS names it, but no installed package" in gone.errors


def test_needed_plugins_come_first_and_stay_up(site):
    site.install("base", READY_WITH_ENGINE)
    site.install("top", "    requires_plugins = ('base',)\n" + READY_WITH_ENGINE)
    site.install("weak", files={"models.py": "1 / 0\n"})
    site.install("heavy", "    requires_plugins = ('weak', 'base')\n" + READY_WITH_ENGINE)
    right = site.start(" base", "weak", "top ", "heavy")
    assert right.plugin("top")["state"] == "active"
    assert "top.engine" in right.said["engines"]
    assert_starts_without(right, "heavy", "incompatible")
    assert right.plugin("heavy")["reason"] == "It needs plugins that are not active: weak."
    wrong = site.start("top", "base")
    assert_starts_without(wrong, "top", "incompatible")
    assert "not active: base" in wrong.plugin("top")["reason"]
    assert wrong.plugin("base")["state"] == "active"


def test_a_name_that_nobody_or_everybody_offers(site):
    site.install("twice")
    site.install("twice", dist="twice_again")
    started = site.start("twice", "gone")
    assert_starts_without(started, "twice")
    assert "lepton-twice, lepton-twice_again" in started.plugin("twice")["reason"] or (
        "lepton-twice_again, lepton-twice" in started.plugin("twice")["reason"]
    )
    assert_starts_without(started, "gone")
    assert "no installed package has a plugin of this name" in started.plugin("gone")["reason"]


def test_a_plain_dotted_name_will_do(site):
    site.install("plain", value="lepton_plain.apps.Plugin")
    assert site.start("plain").plugin("plain")["state"] == "active"
