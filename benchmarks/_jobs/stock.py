"""The baseline as an expert would set it up who has no Lepton: Celery's own worker with its usual
pool and prefetching, on kombu's own file transport. No Django, no rule of ours about free slots.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

from benchmarks._jobs.engines import fit

# Under a name of its own: Lepton's transport stands under 'filesystem' in the process that sends.
TRANSPORT_ALIASES["stockfiles"] = "kombu.transport.filesystem:Transport"
QUEUE = "stock"
FOLDER = Path(os.environ.get("BENCH_STOCK_FOLDER", "stock"))


def options(folder: Path, outgoing: str) -> dict[str, Any]:
    for name in ("incoming", "staged", "control"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(folder / "incoming"),
        "data_folder_out": str(folder / outgoing),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.05,
    }


app = Celery("stock", broker="stockfiles://localhost", set_as_current=False, fixups=[])
app.conf.update(
    task_ignore_result=True,
    task_default_queue=QUEUE,
    broker_transport_options=options(FOLDER, "staged"),
)


@app.task(name="bench.stock")
def stock(seed: int, done: str) -> None:
    """The same computation with nothing around it."""
    fit(seed)
    with Path(done).open("ab", buffering=0) as file:
        os.write(file.fileno(), b".")


def send(seed: int, done: str) -> None:
    """A plain ``apply_async``. The transport writes a message under its final name, and a worker
    that meets half of one dies of it (kombu issue 1551): so it is written elsewhere and renamed.
    """
    stock.apply_async(args=(seed, done))
    for message in (FOLDER / "staged").iterdir():
        message.rename(FOLDER / "incoming" / message.name)
