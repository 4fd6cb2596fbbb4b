"""Event files that TensorBoard reads, by its own writer and without TensorFlow or torch."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.plugins.hparams import summary_v2 as hparams
from tensorboard.summary.writer.event_file_writer import EventFileWriter

from apps.jobs.child.tracking import Point

FLUSH_SECONDS = 5
PLAIN = (bool, int, float, str)  # what TensorBoard knows as a hyper-parameter


class TensorBoardWriter:
    """One event file for the whole run; its parameters stand in the tab HPARAMS."""

    def __init__(self, folder: Path, run: Mapping[str, Any]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = EventFileWriter(str(folder), flush_secs=FLUSH_SECONDS)
        params = {key: value for key, value in run["params"].items() if isinstance(value, PLAIN)}
        asked = hparams.hparams_pb({"engine": run["engine"], **params}, trial_id=run["id"])
        # Through bytes: the summary is of another protobuf package where TensorFlow is installed.
        summary = Summary.FromString(asked.SerializeToString())
        self._file.add_event(Event(wall_time=run["at"], summary=summary))

    def write(self, name: str, point: Point) -> None:
        value = Summary.Value(tag=name, simple_value=point.value)
        self._file.add_event(
            Event(wall_time=point.at, step=point.step, summary=Summary(value=[value]))
        )

    def close(self) -> None:
        self._file.close()
