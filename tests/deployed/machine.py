"""A machine with a systemd of its own: namespaces on this computer, on a copy of its files."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from tempfile import mkdtemp

from tests.sites import has_ended

BOOT = Path(__file__).with_name("boot.sh")
NAMESPACES = ("--pid", "--mount", "--cgroup", "--ipc", "--uts")
ENVIRONMENT = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LANG": "C.UTF-8",
    "PIP_NO_INDEX": "1",  # the machine has no network
    "PIP_FIND_LINKS": "/root/packages",
}
"""The variables of the administrator's shell."""

BOOTED = {"running", "degraded"}
"""What systemd says of a machine on which it has started all that it can start."""


class Machine:
    """A machine that writes into a new directory, and uses the network of the tests.

    The directory must be on another disk than `/`, since no overlay can hold itself.
    """

    def __init__(self, place: Path) -> None:
        self._place, self._cgroups = place / "machine", place / "cgroups"
        self._place.mkdir(parents=True)
        self._cgroups.mkdir()
        subprocess.run(["mount", "-t", "cgroup2", "cgroup2", self._cgroups], check=True)
        self._process: subprocess.Popen[bytes] | None = None

    # On and off.

    def boot(self) -> None:
        """Boot, and wait until systemd has started everything."""
        self._cgroup = Path(mkdtemp(prefix="visa-", dir=self._cgroups))
        boot = ["unshare", *NAMESPACES, "--fork", "--kill-child", "bash", BOOT, self._place]
        enter = ["sh", "-c", 'echo $$ >cgroup.procs && exec "$@"', "sh"]
        self._process = subprocess.Popen([*enter, *boot], cwd=self._cgroup)
        while not has_ended(self._process):
            if self._runs_systemd() and self._state() in BOOTED:
                return
        raise RuntimeError("The machine did not boot.")

    def _runs_systemd(self) -> bool:
        """Whether boot.sh has made way for systemd. Until then, commands would run on the host."""
        return any(text_of(f"/proc/{each}/comm") == "systemd\n" for each in self._first())

    def _state(self) -> str:
        return self.try_to("systemctl is-system-running --wait").stdout.strip()

    def power_off(self) -> None:
        """Shut down. What was written stays."""
        self.try_to("systemctl poweroff")
        self._clear()

    def pull_the_plug(self) -> None:
        """End all processes at once, if the machine is on."""
        for each in self._first():
            os.kill(int(each), signal.SIGKILL)
        self._clear()

    def _clear(self) -> None:
        if self._process:
            self._process.wait(timeout=60)
            deepest_first = sorted(self._cgroup.glob("**/"), reverse=True)
            for each in deepest_first:
                each.rmdir()
            self._process = None

    def _first(self) -> list[str]:
        """The first process of the machine, as the tests number it; none before it starts."""
        if not self._process:
            return []
        pid = self._process.pid
        return text_of(f"/proc/{pid}/task/{pid}/children").split()

    # What an administrator does.

    @property
    def files(self) -> Path:
        """The root of the machine's files."""
        return Path(f"/proc/{self._first()[0]}/root")

    def run(self, commands: str) -> str:
        """Run commands as root, which must not fail, and return what they print."""
        done = self.try_to(commands)
        assert done.returncode == 0, (commands, done.stdout, done.stderr)
        return done.stdout

    def try_to(self, commands: str) -> subprocess.CompletedProcess[str]:
        """Run commands as root, up to the first one that fails."""
        enter = ["nsenter", "--target", self._first()[0], *NAMESPACES]
        variables = [f"{name}={value}" for name, value in ENVIRONMENT.items()]
        shell = ["bash", "-e", "-o", "pipefail", "-c", commands]
        return subprocess.run(
            [*enter, "env", "-i", "--chdir=/root", *variables, *shell],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    # What is known of the widget.

    def main_process(self) -> int:
        """The process that systemd started for the widget; 0 if there is none."""
        return int(self.run("systemctl show --property MainPID --value visa"))

    def workers(self) -> list[int]:
        """The widget's workers."""
        main = self.files / "proc" / str(self.main_process())
        tasks = [text_of(each / "children") for each in main.glob("task/*")]
        return [int(worker) for task in tasks for worker in task.split()]

    def journal(self, unit: str = "visa") -> str:
        """What the journal says of a unit."""
        return self.run(f"journalctl --sync && journalctl --unit {unit} --output cat")


def text_of(file: Path | str) -> str:
    """The text of a file about a process; empty when the process has ended."""
    try:
        return Path(file).read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
