"""The process that an engine runs in. Nothing here imports Django, the database or Celery."""
