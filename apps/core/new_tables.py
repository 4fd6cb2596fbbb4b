"""Tables for an empty database, in half of the time that Django takes.

Whenever a migration adds a model, Django renders anew every model that is related to it, directly
or not, so that the state before knows nothing of it. Here nearly all models point at a project: a
hundred models for each that is added, half of the time of migrating. While an empty database is
filled nobody looks back, so only the added model is rendered. The tables are the same.
"""

from __future__ import annotations

from typing import Any, cast

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState


class GrowingState(ProjectState):
    """A state whose models may know of models that were added after it."""

    _relations: Any

    def add_model(self, model_state: ModelState) -> None:
        """As Django's, but for the models that are related."""
        key = model_state.app_label, model_state.name_lower
        self.models[key] = model_state
        if self._relations is not None:
            self.resolve_model_relations(key)
        if "apps" in self.__dict__:  # hasattr would render all models
            self.apps.render_multiple([model_state])

    def clone(self) -> GrowingState:
        """As Django's, which makes a plain state."""
        copied = super().clone()
        copied.__class__ = type(self)
        return cast(GrowingState, copied)


class NewTables(MigrationExecutor):
    """Migrates an empty database forwards."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> GrowingState:
        state: Any = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]
        state.__class__ = GrowingState
        return cast(GrowingState, state)
