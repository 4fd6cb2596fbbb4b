from celery import shared_task


@shared_task(name="faulty.work", queue="faulty", ignore_result=True)
def work():
    raise RuntimeError("in the task")
