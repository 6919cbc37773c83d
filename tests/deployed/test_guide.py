"""docs/operations.md, followed on a new machine. Each test goes on where the one before ended."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.content import compare_today
from tests.deployed.conftest import ELSEWHERE, Tell
from tests.deployed.guide import BLOCKS, HOST, SWITCH, Walk, block_with, here
from tests.deployed.machine import Machine
from tests.deployed.release import NEXT
from tests.deployed.visitors import EDITION, WAIT, TlsVisitors, ask, page
from tests.nginx.front import until
from tests.repository.commands import PAGE, command
from tests.repository.documents import block, section
from widget.settings import PRODUCT

FEW, MANY = 50, 1_000
UNIT = "etc/systemd/system/visa.service"
KEPT = [f"/visakaz/ru/?location=abroad&utm_source=kept{each}&need=leave" for each in range(20)]
"""Addresses whose pages nginx keeps from the publish on."""


def name_edition(content: Path, number: int) -> None:
    """Put a number before a Russian text of a content directory that is on each page."""
    words = content / "words" / "ru.po"
    text = r'(msgctxt "about\.credit"\nmsgid ".*"\nmsgstr ")(?:' + EDITION + r" \d+ )?"
    changed, times = re.subn(text, rf"\g<1>{EDITION} {number} ", words.read_text())
    assert times == 1
    words.write_text(changed)


@contextmanager
def changed(file: Path, old: str, new: str) -> Iterator[None]:
    """Change a file for the block."""
    before = file.read_text()
    assert old in before
    file.write_text(before.replace(old, new))
    try:
        yield
    finally:
        file.write_text(before)


@contextmanager
def told(machine: Machine) -> Iterator[list[str]]:
    """A list that has, after the block, what the journal says of the widget since its beginning."""
    before, lines = machine.journal(), list[str]()
    yield lines
    lines += machine.journal().removeprefix(before).splitlines()


def until_all_workers_answer(machine: Machine) -> None:
    """Wait until each worker of the last start has told that it answers."""

    def have_started() -> bool:
        _, _, since = machine.journal().rpartition("Starting granian")
        return all(f"Started worker-{number}" in since for number in (1, 2))

    until(have_started)


# Install, run, nginx.


def test_a_release_is_installed_and_published(walk: Walk) -> None:
    walk.follow("python3 -m venv /opt/visa-0.1.0")
    walk.follow("widget init")
    assert "The first edition" in walk.run("widget editions")


def test_systemd_starts_the_widget_now_and_at_each_boot(walk: Walk) -> None:
    health = json.loads(walk.follow("cp deploy/widget.service"))
    assert (health["status"], health["edition"], health["product"]) == ("ok", 1, PRODUCT)
    assert walk.machine.run("systemctl is-enabled visa") == "enabled\n"


def test_the_widget_runs_as_a_user_without_rights(walk: Walk) -> None:
    machine = walk.machine
    for each in (machine.main_process(), *machine.workers()):
        assert machine.run(f"stat --format %U /proc/{each}") == "visa\n"


def test_nginx_serves_pages_by_tls_alone(walk: Walk, visitors: TlsVisitors) -> None:
    walk.follow("cp deploy/nginx.conf deploy/widget.conf deploy/site.conf")
    visitors.ask_until_all_get(page(1))
    answer = walk.machine.run(f"curl --silent --head http://{HOST}/visakaz/ru/")
    assert f"Location: https://{HOST}/visakaz/ru/" in answer


def test_the_unit_can_write_nothing_that_stays_and_reaches_this_machine_alone(walk: Walk) -> None:
    machine = walk.machine
    program = machine.files / "usr/local/lib/rights.py"
    program.write_text(Path(__file__).with_name("rights.py").read_text())
    unit = re.sub(r"(?m)^(Type|Exec\w+|Restart)=.*\n", "", (machine.files / UNIT).read_text())
    command = f"ExecStart=/usr/bin/python3 /usr/local/lib/rights.py 127.0.0.1 {ELSEWHERE}"
    other = unit.replace("[Service]\n", f"[Service]\nType=oneshot\n{command}\n")
    (machine.files / "etc/systemd/system/rights.service").write_text(other)
    machine.run(f"systemctl start rights && curl --silent --head http://{ELSEWHERE}/")
    (line,) = re.findall(r"^\{.*\}$", machine.journal("rights"), re.MULTILINE)
    may = json.loads(line)
    assert set(may["writable"]) == {"/tmp", "/var/tmp"}  # of its own, gone when it stops
    assert may["reached"] == ["127.0.0.1"]
    assert may["user"] != 0


# What is wrong stops the start and the reload.


def test_a_damaged_edition_stops_the_reload_and_visitors_notice_nothing(
    walk: Walk, visitors: TlsVisitors
) -> None:
    visitors.ask(FEW)
    damaged = walk.machine.files / "srv/visa/editions/1/rules.toml"
    with told(walk.machine) as lines, changed(damaged, "title", "titel"):
        assert walk.machine.try_to(command("systemctl reload visa")).returncode != 0
    assert any(line.startswith("editions/1: This edition is damaged") for line in lines)
    visitors.ask(FEW)
    assert visitors.ends() == [page(1)]


def test_files_that_the_user_cannot_read_stop_the_start(walk: Walk, visitors: TlsVisitors) -> None:
    machine = walk.machine
    machine.run("chmod 700 /srv/visa")
    with told(machine) as lines:
        assert machine.try_to("systemctl restart visa").returncode != 0
    assert any("/srv/visa cannot be read: Permission denied." in line for line in lines)
    machine.run("chmod 755 /srv/visa")
    visitors.ask_until_all_get(page(1))


def test_a_wrong_setting_stops_the_start_and_a_corrected_one_is_found(
    walk: Walk, visitors: TlsVisitors
) -> None:
    machine = walk.machine
    origin = f"WIDGET_ORIGIN=https://{HOST}"
    with told(machine) as lines, changed(machine.files / UNIT, origin, f"{origin}/visa"):
        done = machine.try_to("systemctl daemon-reload && systemctl restart visa")
        assert done.returncode != 0
    assert any("WIDGET_ORIGIN: The widget needs a host of its own" in line for line in lines)
    machine.run("systemctl daemon-reload")
    visitors.ask_until_all_get(page(1))


# Publish.


def test_an_edition_is_published_under_load(
    walk: Walk, certificate: Path, visitors: TlsVisitors, tell: Tell
) -> None:
    until_all_workers_answer(walk.machine)
    name_edition(walk.machine.files / "srv/visa", 2)
    with TlsVisitors(certificate, 8, pause=0) as crowd:
        crowd.ask(MANY)
        walk.follow('widget publish --note "Students')
        crowd.ask_until_all_get(page(2))
        crowd.ask(MANY)
    assert crowd.ends() == [page(1), page(2)], (crowd.told(), walk.machine.journal()[-3000:])
    tell("an edition is published", crowd)
    with closing(visitors.connect()) as connection:
        assert {ask(connection, each) for each in KEPT} == {page(2)}


# Killed.


def kill(machine: Machine, *processes: int) -> None:
    machine.run(f"kill -9 {' '.join(map(str, processes))}")


def kill_a_worker(machine: Machine) -> None:
    killed = machine.workers()[0]
    kill(machine, killed)
    until(lambda: len({*machine.workers()} - {killed}) == 2)


def kill_the_main_process(machine: Machine) -> None:
    killed = machine.main_process()
    kill(machine, killed)
    until(lambda: machine.main_process() not in (0, killed))


def kill_the_workers_of_a_reload(machine: Machine) -> None:
    before, main, killed = machine.journal(), machine.main_process(), machine.workers()
    machine.run("systemctl reload visa")
    kill(machine, *killed)

    def is_over() -> bool:
        """Whether the reload has ended, or granian has: it may take this for a crash loop."""
        if machine.main_process() not in (0, main):
            return True
        has_reloaded = "Stopped old worker-2" in machine.journal().removeprefix(before)
        return has_reloaded and "crash loop" not in machine.journal().removeprefix(before)

    until(is_over)


KILLS = {
    "a worker": kill_a_worker,
    "the main process": kill_the_main_process,
    "the workers during a reload": kill_the_workers_of_a_reload,
}


@pytest.mark.parametrize("kill_some", KILLS.values(), ids=KILLS)
def test_what_is_killed_comes_back(
    kill_some: Callable[[Machine], None],
    walk: Walk,
    visitors: TlsVisitors,
    tell: Tell,
    request: pytest.FixtureRequest,
) -> None:
    visitors.ask(FEW)
    kill_some(walk.machine)
    visitors.ask_until_all_get(page(2))
    assert set(visitors.ends()) <= {page(2), WAIT}
    tell(f"{request.node.callspec.id} killed", visitors)


# Upgrading.


def test_an_upgrade_shows_the_old_release_then_asks_to_wait_then_shows_the_new_one(
    walk: Walk, visitors: TlsVisitors, tell: Tell
) -> None:
    visitors.ask(FEW)
    with ThreadPoolExecutor() as pool, closing(visitors.connect()) as connection:
        upgrade = pool.submit(walk.follow, "python3 -m venv /opt/visa-0.2.0")
        until(lambda: visitors.ask(1) or WAIT in visitors.ends())
        kept = [ask(connection, each) for each in KEPT]
        upgrade.result()
    visitors.ask_until_all_get(page(2, NEXT))
    assert set(kept) == {page(2)}
    assert visitors.ends() == [page(2), WAIT, page(2, NEXT)]
    tell("an upgrade", visitors)


def test_an_upgrade_is_taken_back(walk: Walk, visitors: TlsVisitors) -> None:
    back = command("ln --symbolic --no-dereference --force /opt/visa-0.1.0")
    walk.run(f"{back}\nsystemctl restart visa")
    visitors.ask_until_all_get(page(2))


# Watch, the log, count.


def test_nothing_wakes_anybody_while_all_is_well(walk: Walk, certificate: Path) -> None:
    with TlsVisitors(certificate, 16, pause=0) as visitors:
        visitors.ask(2 * MANY)  # nginx buffers some hundred lines
    commands = re.findall(r"^\| .* \| `(.*)` \|$", PAGE, re.MULTILINE)
    assert len(commands) == 3
    for each in commands:
        walk.run(each.replace(r"\|", "|"))


def test_the_logs_are_rotated_and_the_new_one_is_written(walk: Walk, visitors: TlsVisitors) -> None:
    logs = walk.machine.files / "var/log/nginx"
    (walk.machine.files / "etc/logrotate.d/nginx").write_text(block(section(PAGE, "The log")))
    before = (logs / "visa.log").stat().st_ino
    walk.machine.run("logrotate --force /etc/logrotate.d/nginx")
    assert (logs / "visa.log.1").stat().st_ino == before
    visitors.ask(FEW)
    until(lambda: "visakaz" in (logs / "visa.log").read_text())


def test_a_month_is_counted(walk: Walk) -> None:
    printed = walk.follow("widget report --month 2026-11 --partner")
    assert re.search(r"^.+: [\d,]{5,} views", printed)
    assert (walk.machine.files / "root/release/visakaz.html").exists()
    printed = walk.follow("journalctl")
    assert re.search(r"^.+: [\d,]{5,} views", printed)


# Backup.


def test_a_backup_is_served_by_another_machine(
    walk: Walk, new_machine: Callable[[str], Walk], certificate: Path
) -> None:
    walk.follow("tar --create")
    backup = walk.machine.files / "var/backups/visa.tar.gz"
    assert backup.stat().st_mode & 0o077 == 0
    content = backup.read_bytes()
    walk.machine.power_off()
    other = new_machine("second")
    (other.machine.files / "var/backups/visa.tar.gz").write_bytes(content)
    other.follow("python3 -m venv /opt/visa-0.1.0")
    other.set_shell(block_with("widget init"))
    other.follow("tar --extract")
    with TlsVisitors(certificate) as visitors:
        visitors.ask_until_all_get(page(2))
    other.machine.power_off()


def test_after_a_reboot_the_widget_is_there(walk: Walk, certificate: Path, tell: Tell) -> None:
    walk.machine.boot()
    with TlsVisitors(certificate) as visitors:
        visitors.ask_until_all_get(page(2))
    tell("a reboot, once the machine is up", visitors)


# A switch at a date.


def test_the_prepared_rules_are_served_when_their_service_has_run(
    walk: Walk, visitors: TlsVisitors
) -> None:
    machine = walk.machine
    machine.run("cp --recursive /srv/visa /srv/visa-2027 && rm --recursive /srv/visa-2027/editions")
    name_edition(compare_today(machine.files / "srv/visa-2027"), 3)
    units = re.findall(r"```ini\n(.*?)```", PAGE, re.DOTALL)
    for kind, unit in zip(("service", "timer"), units, strict=True):
        (machine.files / f"etc/systemd/system/visa-2027.{kind}").write_text(here(unit))
    printed = walk.follow("widget check --strict")
    assert f"{SWITCH - 1}-12-31 19:00:00 UTC" in printed
    machine.run("systemctl start visa-2027.service")
    visitors.ask_until_all_get(page(3))
    assert visitors.ends() == [page(2), page(3)]


def test_each_block_of_the_page_was_followed_in_its_order(followed: list[str]) -> None:
    assert list(dict.fromkeys(followed)) == BLOCKS
