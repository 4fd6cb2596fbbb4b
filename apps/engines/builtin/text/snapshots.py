"""What a run goes on from, in one safetensors file: weights, optimiser, random numbers, place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from safetensors.torch import save_file

from apps.engines.builtin.text.turns import Tensors

Groups = Mapping[str, Tensors]


def write(
    path: Path, groups: Groups, optimizer: torch.optim.Optimizer, state: Mapping[str, Any]
) -> None:
    """Write everything or nothing. Nothing is copied first: memory is most scarce here."""
    tensors = {
        f"{kind}.{name}": one for kind, group in groups.items() for name, one in group.items()
    }
    for place, values in optimizer.state_dict()["state"].items():
        for name, value in values.items():
            tensors[f"optimizer.{place}.{name}"] = value.detach().cpu().contiguous()
    aside = path.with_suffix(".part")
    save_file(tensors, aside, metadata={"state": json.dumps(state)})
    aside.replace(path)


def read(path: Path) -> tuple[dict[str, Any], dict[str, Tensors]]:
    """The state, and the tensors by group and name."""
    groups: dict[str, Tensors] = {}
    with safe_open(path, framework="pt", device="cpu") as file:
        state = json.loads(file.metadata()["state"])
        for name in file.keys():  # noqa: SIM118 - not a mapping
            kind, _, rest = name.partition(".")
            groups.setdefault(kind, {})[rest] = file.get_tensor(name)
    return state, groups


def restore_optimizer(optimizer: torch.optim.Optimizer, kept: Tensors) -> None:
    """Put back the moments that :func:`write` has written."""
    states: dict[int, Tensors] = {}
    for name, value in kept.items():
        place, _, part = name.partition(".")
        states.setdefault(int(place), {})[part] = value
    groups = optimizer.state_dict()["param_groups"]
    optimizer.load_state_dict({"state": states, "param_groups": groups})
