"""A runner that imports torch, as every gradient-trained engine does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch

from apps.core.messages import msg
from apps.engines.contract import Context
from apps.engines.result import Result


class TorchRunner:
    def run(self, ctx: Context, params: Any, inputs: Mapping[str, Any]) -> Result:
        return Result(headline=msg("Done."), summary={"sum": float(torch.ones(3).sum())})
