"""pip installs every group from ready-made wheels, on each Python: it must be asked, and fetches
what has no metadata of its own in the index, torch among it.
"""

import time

import pytest

from deploy import constraints

pytestmark = pytest.mark.soak


def test_every_pin_has_a_wheel_for_each_python(record_property):
    started = time.monotonic()
    assert constraints.wheels() == []
    record_property("pythons", ", ".join(constraints.PYTHONS))
    record_property("seconds", round(time.monotonic() - started))
