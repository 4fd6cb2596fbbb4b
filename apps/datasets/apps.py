from django.apps import AppConfig


class DatasetsConfig(AppConfig):
    name = "apps.datasets"

    def ready(self) -> None:
        from apps.datasets.inputs import DatasetProvider, UploadProvider  # needs loaded models
        from apps.jobs.inputs import providers

        for provider in (DatasetProvider(), UploadProvider()):
            providers.register(provider.kind, provider, owner=self.name)
