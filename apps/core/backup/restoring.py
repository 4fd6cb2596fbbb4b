"""A backup becomes an installation again, also on another database engine or a later release."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.loader import MigrationLoader

from apps.core.backup import rows
from apps.core.backup.container import Archive, ArchiveError
from apps.core.backup.leftover import is_loaded
from apps.core.backup.writing import backed_up, key_fingerprint
from apps.core.management.commands.migrate import LONG_HISTORIES
from apps.core.messages import msg
from apps.core.new_tables import NewTables

Say = Callable[[str], None]
Node = tuple[str, str]  # app and name of a migration


def restore(
    path: Path,
    *,
    accept_other_key: bool = False,
    without: Collection[str] = (),
    say: Say = lambda _line: None,
) -> None:
    """Fill this installation's empty database and storage from a backup.

    The tables are made as they were when the backup was taken, filled, and then migrated to this
    release. The whole archive is checked before anything is written. Rows of the apps in
    ``without`` stay out.
    Raises :class:`ArchiveError` with a sentence for the person.
    """
    with Archive(path, "backup") as archive:
        say("Checking the archive …")
        archive.verify()
        archive.needs_room()
        _check_key(archive, accept_other_key)
        executor = NewTables(connection)
        targets, registry = _plan(archive, executor.loader, without)
        _check_empty()
        say("Making the tables …")
        executor.migrate(targets)
        say("Copying files …")
        saved = save_files(archive)
        try:
            _fill(archive, registry, without, say)
        except BaseException:
            remove_files(saved)
            raise
    say("Bringing the database to this release …")
    call_command("migrate", interactive=False, verbosity=0)


def check(path: Path, *, without: Collection[str] = (), say: Say = lambda _line: None) -> None:
    """Read the whole archive, and see that this installation could restore it. Writes nothing."""
    with Archive(path, "backup") as archive:
        archive.verify()
        say("The archive is whole.")
        _plan(archive, MigrationLoader(None), without)


def _check_key(archive: Archive, accept: bool) -> None:
    if not accept and archive.manifest.get("key") != key_fingerprint():
        raise ArchiveError(
            msg(
                "The backup was made under another SECRET_KEY. Set that key (a former"
                " LEPTON_VAR/secret_key or SECRET_KEY), or add --accept-other-key: then second"
                " factors and secrets of webhooks cannot be read and must be set anew."
            )
        )


def _plan(
    archive: Archive, loader: MigrationLoader, without: Collection[str]
) -> tuple[list[Node], Any]:
    """Where to migrate to before the tables are filled, and the models as they are there."""
    targets = _targets(archive, loader, without)
    registry = loader.project_state(targets).apps
    _check_complete(archive, {app for app, _name in targets}, registry)
    return targets, registry


def _targets(archive: Archive, loader: MigrationLoader, without: Collection[str]) -> list[Node]:
    """The last migration of each app in the backup, long histories first (see ``migrate``); all
    must be known here.
    """
    recorded: dict[str, list[str]] = archive.manifest["migrations"]
    for app in sorted(set(without) - set(recorded)):
        raise ArchiveError(
            msg("The backup has nothing of '{app}'. Take --without {app} away.", app=app)
        )
    kept = {app: names for app, names in recorded.items() if app not in without}
    applied = {(app, name) for app, names in kept.items() for name in names}
    unknown = sorted(app for app, name in applied if (app, name) not in loader.graph.nodes)
    if unknown:
        raise _unknown(unknown[0])
    last = [node for node in applied if _is_last(node, applied, loader.graph)]
    return sorted(last, key=lambda node: (node[0] not in LONG_HISTORIES, node))


def _unknown(app: str) -> ArchiveError:
    if is_loaded(app):
        text = msg(
            "The backup has tables of '{app}' that this installation does not know. Install the"
            " release and the plugins that it was made with, or later ones.",
            app=app,
        )
    else:
        text = msg(
            "The backup has tables of '{app}' that this installation does not know. Install and"
            " load the plugin that they are of, or add --without {app} to leave out their rows.",
            app=app,
        )
    return ArchiveError(text)


def _check_complete(archive: Archive, wanted: set[str], registry: Any) -> None:
    """Earlier releases left out without a word what was not loaded while they backed up."""
    held = archive.manifest["rows"]
    for model in backed_up(registry):
        app = model._meta.app_label
        if app in wanted and model._meta.label not in held:
            raise ArchiveError(
                msg(
                    "The backup lacks the rows of '{app}', which was not loaded when it was made."
                    " Take another one, or add --without {app} to begin there with empty tables.",
                    app=app,
                )
            )


def _is_last(node: Node, applied: set[Node], graph: Any) -> bool:
    """No later migration of the same app was applied."""
    children = graph.node_map[node].children
    return not any(child.key in applied and child.key[0] == node[0] for child in children)


def _check_empty() -> None:
    if connection.introspection.table_names():
        raise ArchiveError(
            msg(
                "The database is not empty, and restoring never overwrites. Name an empty one in"
                " DATABASE_URL, or move LEPTON_VAR away; the tables are made for you."
            )
        )


def save_files(archive: Archive) -> list[str]:
    """Put every file under its own name into storage; undone when one cannot be written."""
    saved: list[str] = []
    try:
        for name in archive.files:
            if default_storage.exists(name):
                raise ArchiveError(
                    msg(
                        "The storage has a file '{name}' already. Restore into an empty one.",
                        name=name,
                    )
                )
            with archive.open_file(name) as source:
                saved.append(default_storage.save(name, File(source, name)))
    except BaseException:
        remove_files(saved)
        raise
    return saved


def remove_files(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)


def _fill(archive: Archive, registry: Any, without: Collection[str], say: Say) -> None:
    """All rows in one transaction; foreign keys are checked at its end, so order is free."""
    known = {model._meta.label: model for model in backed_up(registry)}
    with transaction.atomic():
        for label, expected in archive.manifest["rows"].items():
            if label.partition(".")[0] in without:
                continue
            model = known.get(label)
            if model is None and expected:
                raise ArchiveError(msg("'{label}' has no table in this release.", label=label))
            if model is not None:
                _fill_table(archive, model, label, expected)
                if expected:
                    say(f"  {label}: {expected}")
        _restart_sequences(list(known.values()))


def _fill_table(archive: Archive, model: type[models.Model], label: str, expected: int) -> None:
    decoded = (rows.decode(model, rows.parse(text)) for text in archive.lines(label))
    written = rows.insert(model, decoded)
    if written != expected:
        raise ArchiveError(
            msg(
                "'{label}' has {written} rows in the archive instead of {expected}.",
                label=label,
                written=written,
                expected=expected,
            )
        )


def _restart_sequences(filled: list[type[models.Model]]) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), filled):
            cursor.execute(statement)
