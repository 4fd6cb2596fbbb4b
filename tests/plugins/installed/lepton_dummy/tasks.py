from celery import shared_task

from apps import sdk
from lepton_dummy.notes import write


@shared_task(name="dummy.remind", queue="dummy", ignore_result=True)
def remind(project_id):
    write(sdk.scope("dummy", project_id), "Remember")
