"""What a person types for a value of a table."""

from __future__ import annotations

import pytest

from apps.engines.builtin.gravity.params import GravityParams
from apps.engines.builtin.known_names import meant, settled


@pytest.mark.parametrize(
    ("typed", "known", "is_meant"),
    [
        ("CHN", ["CHN", "DEU"], "CHN"),
        ("China", ["CHN", "DEU"], "CHN"),
        ("德国", ["CHN", "DEU"], "DEU"),
        ("germany", ["China", "Germany"], "Germany"),
        ("CN", ["中国", "德国"], "中国"),
        ("Berlin", ["Berlin", "Hamburg"], "Berlin"),
        ("berlin", ["Berlin", "BERLIN"], ""),  # both are alike
        ("Bonn", ["Berlin", "Hamburg"], ""),
        ("France", ["CHN", "DEU"], ""),
        ("", ["CHN", ""], ""),
    ],
)
def test_a_name_means_the_value_that_says_the_same(typed, known, is_meant):
    assert meant(typed, known) == is_meant


def test_parameters_take_the_tables_own_way_to_write_a_name():
    assert settled(GravityParams(home="China"), "home", ["CHN", "DEU", "CHN"]).home == "CHN"
    unknown = GravityParams(home="Mars")
    assert settled(unknown, "home", ["CHN"]) is unknown
