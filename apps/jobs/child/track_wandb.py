"""The run as Weights & Biases keeps it offline: files that a person sends later, or never.

Nothing here reaches the network: the mode is set in the call, error reports to the vendor are off,
and of the machine, the code and the output nothing is noted. Its helper process ends with this one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.jobs.child.tracking import Point

STEP = "step of {name}"
OWN_FOLDERS = ("WANDB_DIR", "WANDB_DATA_DIR", "WANDB_CACHE_DIR", "WANDB_CONFIG_DIR")


class WandbWriter:
    """One offline run. ``wandb sync`` in its folder sends it to whoever a person is logged in to.

    Curves have steps of their own (epochs, batches), and W&B has one counter for all of them: each
    is drawn against its own.
    """

    def __init__(self, folder: Path, run: Mapping[str, Any]) -> None:
        self._folder = folder
        aside = folder.with_name("wandb-work")
        for path in (folder, aside):
            path.mkdir(parents=True, exist_ok=True)
        os.environ.update(dict.fromkeys(OWN_FOLDERS, str(aside)))  # read when it is imported
        os.environ.update({"WANDB_ERROR_REPORTING": "false", "WANDB_SILENT": "true"})
        import wandb  # after its surroundings are set

        settings = wandb.Settings(
            disable_git=True, disable_code=True, save_code=False, console="off",
            x_disable_stats=True, x_disable_meta=True, x_save_requirements=False,
            x_disable_machine_info=True, host="lepton", username="lepton",
        )  # fmt: skip
        self._run = wandb.init(
            mode="offline", dir=str(folder.parent), id=run["id"], name=run["name"],
            project="lepton", config={**run["params"]}, tags=[run["engine"]],
            notes=run["note"], settings=settings,
        )  # fmt: skip
        self._known: set[str] = set()

    def write(self, name: str, point: Point) -> None:
        axis = STEP.format(name=name)
        if name not in self._known:
            self._known.add(name)
            self._run.define_metric(axis, hidden=True)
            self._run.define_metric(name, step_metric=axis)
        self._run.log({name: point.value, axis: point.step})

    def close(self) -> None:
        self._run.finish()
        for path in self._folder.iterdir():  # the run stays; its logs and links say nothing more
            if path.is_symlink() or not path.is_dir():
                path.unlink()
            else:
                shutil.rmtree(path / "logs", ignore_errors=True)
