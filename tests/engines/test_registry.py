"""Finding engines: from packages, with their states, and what happens when one is broken."""

import sys

import pytest

from apps.core.registry import DuplicateKeyError
from apps.engines import registry
from apps.engines.contract import Engine
from apps.engines.registry import EngineState


class Toy(Engine):
    key = "toy.registry"
    version = "1"
    label = "Toy"
    runner = "nowhere:Runner"


@pytest.fixture
def fresh():
    """The catalogue is read anew, and again after the test."""
    registry._catalogue.cache_clear()
    yield registry
    registry._catalogue.cache_clear()
    registry.unregister(Toy.key)


@pytest.fixture
def package(tmp_path, monkeypatch, fresh):
    """``package(name, source, entry)`` puts a distribution on the path, as pip would."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def install(name, source, entry):
        (tmp_path / f"{name}.py").write_text(source)
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[lepton.engines]\n{entry}\n")
        monkeypatch.delitem(sys.modules, name, raising=False)

    return install


SOURCE = """
from apps.engines.contract import Engine
class Mine(Engine):
    key = "{key}"
    version = "1"
    label = "Mine"
    runner = "mine:Runner"
ENGINE = Mine()
"""


def test_the_builtin_engines_are_there(fresh):
    keys = {entry.key for entry in fresh.entries() if entry.owner == "lepton"}
    assert {"regression.least_squares", "regression.gradient_descent"} <= keys
    assert fresh.get("regression.least_squares").warm


def test_a_package_offers_its_engine_by_entry_point(package, fresh):
    package("leptonmine", SOURCE.format(key="mine.first"), "first = leptonmine:ENGINE")
    entry = fresh.entry("mine.first")
    assert (entry.owner, entry.state()) == ("leptonmine", EngineState.READY)
    assert fresh.get("mine.first").label == "Mine"


def test_two_packages_with_one_key_are_named(package, fresh):
    package("leptonone", SOURCE.format(key="mine.same"), "a = leptonone:ENGINE")
    package("leptontwo", SOURCE.format(key="mine.same"), "b = leptontwo:ENGINE")
    entry = fresh.entry("mine.same")
    assert entry.state() is EngineState.BROKEN
    assert "leptonone" in entry.error
    assert "leptontwo" in entry.error
    with pytest.raises(fresh.UnknownEngineError):
        fresh.get("mine.same")


def test_a_broken_engine_is_listed_with_its_own_error(package, fresh):
    package("leptonbroken", "import a_module_that_is_not_there", "bad = leptonbroken:ENGINE")
    entry = fresh.entry("bad")
    assert entry.state() is EngineState.BROKEN
    assert "a_module_that_is_not_there" in entry.error
    assert "Traceback" in entry.error
    assert fresh.get("regression.least_squares")


def test_registering_a_taken_key_names_both(fresh):
    fresh.register(Toy(), owner="plugin.a")
    fresh.register(Toy(), owner="plugin.a")  # again by the same owner is fine
    with pytest.raises(DuplicateKeyError, match=r"plugin\.a.*plugin\.b"):
        fresh.register(Toy(), owner="plugin.b")


def test_an_engine_waits_for_its_extra(fresh, settings, tmp_path):
    class Later(Toy):
        requires = ("a_module_that_is_not_there", "a_module_that_is_not_there.sub")

    settings.VAR_DIR = tmp_path
    fresh.register(Later(), owner="tests")
    assert fresh.entry(Toy.key).state() is EngineState.NOT_INSTALLED
    (tmp_path / "installing-models").write_text("torch a_module_that_is_not_there a")
    assert fresh.entry(Toy.key).state() is EngineState.INSTALLING


def test_another_contract_is_incompatible(fresh):
    class Old(Toy):
        api_version = 0

    fresh.register(Old(), owner="tests")
    assert fresh.entry(Toy.key).state() is EngineState.INCOMPATIBLE
