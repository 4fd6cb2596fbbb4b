"""A module that takes its time to be imported."""

import time

from tests.jobs.engines import ActRunner as SlowRunner

__all__ = ["SlowRunner"]
time.sleep(30)
