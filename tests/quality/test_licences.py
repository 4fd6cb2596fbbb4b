"""What may be shipped: permissive, LGPL and MPL; GPL and AGPL never."""

import pytest

from deploy import licences


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "BSD License",
        "Apache Software License; BSD License",
        "LGPL-3.0-only",
        "GPL-3.0-only OR MIT",
        "MPL-2.0 AND MIT",
    ],
)
def test_allowed(licence):
    assert licences.is_allowed(licence)


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-3.0-only",
        "GNU General Public License v3 (GPLv3)",
        "AGPL-3.0-or-later",
        "MIT AND GPL-2.0-only",
        "MIT; Other/Proprietary License",
        "UNKNOWN",
        "",
    ],
)
def test_refused(licence):
    assert licences.refusals([("thing", licence)]) == [f"thing: {licence}"]


def test_an_exception_by_name_never_covers_gpl():
    name = next(iter(licences.EXCEPTIONS))
    assert licences.refusals([(name, "Other/Proprietary License")]) == []
    assert licences.refusals([(name, "GPL-3.0-only")])


def test_what_is_installed_may_be_shipped():
    pytest.importorskip("piplicenses")
    packages = licences.installed()
    assert len(packages) > 60
    assert licences.refusals(packages) == []
