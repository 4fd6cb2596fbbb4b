"""Blows at random: worker, child, broker, database, cancel. Every job ends in one right state."""

from __future__ import annotations

import os

import pytest

from tests.faults.havoc import Havoc

SEED = os.environ.get("SOAK_SEED", "20261124")


def wreak(site, ask, project, analyst, record_property, rounds):
    """The jobs, and what was done to them, agree; the project's teardown looks at the rest."""
    site.need_workers(2)
    havoc = Havoc(site, ask, project, analyst, f"{SEED} {site.name}")
    havoc.run(rounds)
    for name, value in havoc.figures().items():
        record_property(name, value)
    havoc.assert_right_for_what_happened()
    assert havoc.jobs.count() == rounds
    assert sum(havoc.strikes.values()) == rounds


def test_forty_jobs_with_random_kills(site, ask, project, analyst, record_property):
    wreak(site, ask, project, analyst, record_property, 40)


@pytest.mark.soak
def test_five_hundred_jobs_with_random_kills(site, ask, project, analyst, record_property):
    wreak(site, ask, project, analyst, record_property, 500)
