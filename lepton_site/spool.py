"""Where the embedded broker keeps its messages."""

from pathlib import Path
from typing import Any


def spool_options(folder: Path) -> dict[str, Any]:
    """Transport options of ``lepton_site.broker`` for messages in ``folder``, which is made."""
    for name in ("messages", "control", "processed"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(folder / "messages"),
        "data_folder_out": str(folder / "messages"),
        "control_folder": str(folder / "control"),
        "processed_folder": str(folder / "processed"),
        "polling_interval": 0.05,
    }
