from django.db import models

from apps.sdk import ProjectModel


class Note(ProjectModel):
    text = models.CharField(max_length=200)

    def __str__(self):
        return self.text
