"""``make run``: from a bare checkout to a site that answers."""

from __future__ import annotations

import shutil
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from deploy.launch import install, running
from deploy.launch.config import Config, site_environment
from deploy.launch.output import Stop, paint, say, size
from deploy.launch.procfile import read_procfile
from deploy.launch.supervise import Supervisor, handle_signals, signal_group

START_SECONDS = 90
QUIET_SECONDS = 1.5
STOPPED = ("stopped; the next 'make run' takes it up again.", "yellow")


def run(config: Config) -> int:
    """Install, prepare, start everything and stay until Ctrl-C."""
    running.refuse_second(config)
    running.refuse_taken_port(config)
    marker(config).unlink(missing_ok=True)
    install.ensure(config, ["base"])
    prepare(config)
    supervisor = Supervisor(config.root, site_environment(config))
    handle_signals(supervisor.request_stop)
    try:
        say("Starting the site…")
        supervisor.start(read_procfile(config.root / "Procfile"))
        pids = {name: child.pid for name, child in supervisor.children.items()}
        running.record(config, pids)
        return _serve(config, supervisor)
    finally:
        supervisor.stop()
        running.forget(config)


def _serve(config: Config, supervisor: Supervisor) -> int:
    waiting = _Opening(config, supervisor)
    ended = supervisor.wait(waiting.tick)
    if waiting.extra:
        waiting.extra.cancel()
    if ended is None:
        say("\nStopping…")
        return 0
    status = supervisor.children[ended].returncode
    say(paint(f"'{ended}' ended by itself with status {status}: stopping the others.", "red"))
    say("Its last lines above say why; 'make doctor' checks what it needs.")
    return 1


class _Opening:
    """Waits for the first answer, shows the banner, then installs the models extra."""

    def __init__(self, config: Config, supervisor: Supervisor) -> None:
        self.config = config
        self.supervisor = supervisor
        self.opened = False
        self._answered = False
        self.extra: ModelsExtra | None = None
        self._until = time.monotonic() + START_SECONDS

    def tick(self) -> None:
        if self.opened:
            return
        self._answered = self._answered or answers(self.config)
        if self._answered and (self._is_quiet() or time.monotonic() > self._until):
            self.opened = True
            say(banner(self.config))
            if install.missing_groups(self.config, ["models"]):
                self._install_models()
        elif time.monotonic() > self._until:
            self.opened = True
            say(paint(f"No answer from {self.config.url} yet; the lines above may say why.", "red"))

    def _is_quiet(self) -> bool:
        """Nobody has spoken for a moment: the banner stays the last thing on the screen."""
        return time.monotonic() - self.supervisor.last_line > QUIET_SECONDS

    def _install_models(self) -> None:
        if not self.config.models:
            say("The models extra is not installed (MODELS=0); 'make run' installs it.")
            return
        self.extra = ModelsExtra(self.config, self.supervisor)
        self.extra.start()


def prepare(config: Config) -> None:
    """Database, catalogues, static files, administrator, sample project."""
    command = [str(config.python), "-m", "deploy.prepare"]
    config.make_var()
    say("Getting the site ready…")
    if subprocess.call(command, cwd=config.root, env=site_environment(config)):
        raise Stop("Getting the site ready failed: the lines above say what and where.")


def answers(config: Config) -> bool:
    """Whether the log-in page is served."""
    try:
        with urllib.request.urlopen(f"{config.url}accounts/login/", timeout=5) as response:  # noqa: S310
            return bool(response.status == 200)
    except urllib.error.HTTPError:
        return True  # it answers; what is wrong is in its log
    except OSError:
        return False


def banner(config: Config) -> str:
    """The address, and the generated password for as long as it is in use."""
    lines = ["", paint(f"  Lepton is ready:  {config.url}", "bold")]
    try:
        kept = (config.var / "admin-password").read_text(encoding="utf-8").splitlines()[:2]
        password, email = (line.rpartition(":")[2].strip() for line in kept)
        lines += [
            f"  Log in as:        {email}",
            f"  Password:         {password}",
            f"                    (also in {config.var / 'admin-password'} until you change it)",
        ]
    except (OSError, ValueError):
        lines.append("  Log in with your own password; 'make password' makes a new one.")
    return "\n".join([*lines, "  Ctrl-C stops everything.", ""])


def marker(config: Config) -> Path:
    """Names the modules that are being installed: their engines show 'installing' meanwhile."""
    return config.var / "installing-models"


class ModelsExtra:
    """Installs the [models] extra while the site is in use."""

    def __init__(self, config: Config, supervisor: Supervisor) -> None:
        self.config = config
        self.supervisor = supervisor
        self.log = config.var / "log" / "install-models.log"
        self._thread = threading.Thread(target=self._install, daemon=True)
        self._child: subprocess.Popen[str] | None = None
        self._cancelled = False

    def start(self) -> None:
        marker(self.config).write_text("\n".join(install.MODEL_MODULES))
        self._thread.start()

    def cancel(self) -> None:
        """End pip, if it runs; the next start takes it up again."""
        self._cancelled = True
        if self._child and self._child.poll() is None:
            signal_group(self._child.pid, signal.SIGTERM)
        self._thread.join(3)
        marker(self.config).unlink(missing_ok=True)

    def _install(self) -> None:
        try:
            self._say(*self._attempt())
        finally:
            marker(self.config).unlink(missing_ok=True)

    def _attempt(self) -> tuple[str, str]:
        download, needed = install.expected_size(self.config, ["models"])
        if self._cancelled:
            return STOPPED
        free = shutil.disk_usage(self.config.root).free
        if free < needed + install.SPARE:
            return f"left out: it needs {size(needed)} of disk and {size(free)} are free.", "yellow"
        hint = "" if download < 10**9 else f" {_cuda_hint()}"
        self._say(
            f"installing in the background: about {size(download)} to download,"
            f" {size(needed)} on disk; {size(free)} free. MODELS=0 leaves it out.{hint}"
        )
        status = self._pip()
        if self._cancelled or self.supervisor.stopping:
            return STOPPED
        if status:
            return f"could not be installed; {self.log} says why. All else works.", "red"
        install.record(self.config, ["models"])
        return "ready: gradient descent, text models and forecasts can be used now.", "green"

    def _pip(self) -> int:
        self._child = self.supervisor.spawn(install.install_command(self.config, ["models"]))
        if self._cancelled:  # meanwhile, and cancel() has seen no child
            signal_group(self._child.pid, signal.SIGTERM)
        assert self._child.stdout is not None  # noqa: S101 - spawn() opens it
        for stage in install.stages(self._child.stdout, self.log):
            self._say(f"{stage}…")
        return self._child.wait()

    def _say(self, text: str, colour: str = "blue") -> None:
        self.supervisor.line("models", text, colour)


def _cuda_hint() -> str:
    seen = "" if shutil.which("nvidia-smi") else ", although no NVIDIA GPU was found here"
    return (
        f"Most of it is NVIDIA's CUDA libraries, which torch's usual package brings{seen}; with"
        " PyTorch's CPU index in pip's configuration (PIP_EXTRA_INDEX_URL) it is about 250 MB."
    )
