"""What the person asked for, read from the environment once."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.launch.output import Stop

ROOT = Path(__file__).resolve().parent.parent.parent
EVERY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104 - recognised here, never chosen


@dataclass(frozen=True)
class Config:
    """Where Lepton listens and where it keeps its files."""

    host: str
    port: int
    var: Path
    models: bool
    root: Path = ROOT

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    def make_var(self) -> None:
        """The data folder, closed to other accounts of the machine when it is made here."""
        self.var.mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def shown_host(self) -> str:
        """A host name that a browser on this machine can open."""
        host = "127.0.0.1" if self.host in EVERY_ADDRESS else self.host
        return f"[{host}]" if ":" in host else host

    @property
    def url(self) -> str:
        return f"http://{self.shown_host}:{self.port}/"


def read_config(environ: Mapping[str, str] = os.environ, root: Path = ROOT) -> Config:
    """The configuration; :class:`Stop` when a value makes no sense."""
    port = environ.get("PORT") or "8000"
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise Stop(f"PORT={port} is not a port: give a number from 1 to 65535.")
    var = Path(environ.get("LEPTON_VAR") or root / "var").resolve()
    models = (environ.get("MODELS") or "1").lower() not in {"0", "no", "false"}
    return Config(environ.get("HOST") or "127.0.0.1", int(port), var, models, root)


def site_environment(config: Config, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment of every process of the site; what the person set stays as it is."""
    chosen = {
        "LEPTON_VAR": str(config.var),
        "HOST": config.host,
        "PORT": str(config.port),
        "ALLOWED_HOSTS": ",".join(allowed_hosts(config.host)),
        "DJANGO_SETTINGS_MODULE": "lepton_site.settings",
        "PYTHONUNBUFFERED": "1",
    }
    path = f"{config.venv / 'bin'}{os.pathsep}{environ.get('PATH', os.defpath)}"
    return {**chosen, **environ, "PATH": path, "HOST": config.host, "PORT": str(config.port)}


def allowed_hosts(host: str) -> list[str]:
    """Names under which the site answers: this machine's own, and ``host``.

    A site that listens on every address answers to the machine's names and addresses.
    """
    names = ["localhost", "127.0.0.1", "[::1]"]
    if host not in EVERY_ADDRESS:
        names.append(f"[{host}]" if ":" in host else host)
    else:
        names += [socket.gethostname(), socket.getfqdn(), *_addresses()]
    return list(dict.fromkeys(names))


def _addresses() -> list[str]:
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None)}
    except OSError:
        found = set()
    # Connecting a datagram socket sends nothing; it tells which address leads outside.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            found.add(probe.getsockname()[0])
        except OSError:
            pass  # a machine without a network has no such address
    return sorted(f"[{name.split('%')[0]}]" if ":" in name else name for name in found)
