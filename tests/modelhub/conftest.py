from tests.worked_example import analyst, project, version, viewer

__all__ = ["analyst", "project", "version", "viewer"]
