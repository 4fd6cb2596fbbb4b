"""Models outside this site, and what computes them inside it.

*Runtime.* ``Runner.load`` is given a mapping: ``device`` ('cpu', 'cuda:0') and ``threads``; it may
hold ``precision`` and ``runtime``, 'auto' where answers may be computed less exactly or by another
library if that is faster and they stay the same, and ``scratch``, a folder that lasts as long as
the model's files.

*Export.* An engine whose manifest lists ``exports`` has an :class:`ExportingRunner`. What it writes
is compared with the model itself, and is not handed out where the two decide differently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel

from apps.core.messages import msg
from apps.engines.contract import Runner

ONNX, OPENVINO = "onnx", "openvino"
NAMES = {ONNX: "ONNX", OPENVINO: "OpenVINO"}
AGREEMENT = 0.998  # of decisions, below which a file does not stand for the model
CANNOT = msg("Models of this kind cannot be written for other programs.")
Rows = Sequence[Mapping[str, Any]]


class Variant(BaseModel):
    """One file, as exact as ``precision`` says: 'fp32' or 'int8'.

    ``agreement`` is the share of rows with the same decision, ``largest`` the largest difference
    of an output. It is ``kept`` where it agrees.
    """

    precision: str
    file: str
    bytes: int
    agreement: float
    largest: float
    kept: bool


class Exported(BaseModel):
    """What was written. ``real`` says that the ``rows`` compared are texts that the run was tested
    on; else they are of random words of the model's vocabulary.
    """

    rows: int
    real: bool
    licence: str
    variants: list[Variant]


class ExportingRunner(Runner, Protocol):
    """A runner that can write its models for other programs."""

    def export(self, path: Path, target: str, folder: Path, rows: Rows, threads: int) -> Exported:
        """Write the model saved in ``path`` into ``folder``, with all that is needed to use it.

        ``rows`` are to be compared on; where there are none the runner makes its own. Raises
        ``Refusal`` where the model cannot be written so, or does not decide the same afterwards.
        """
        ...
