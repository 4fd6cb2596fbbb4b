"""The site's Celery application in a worker that knows the toy engines too.

``celery -A tests.jobs.toy_worker worker …``
"""

from celery.signals import worker_init

from lepton_site.celery import app

__all__ = ["app"]


@worker_init.connect
def register_toys(**kwargs):
    from apps.engines import registry
    from tests.jobs.engines import OWNER, TOYS

    for toy in TOYS:
        registry.register(toy(), owner=OWNER)
