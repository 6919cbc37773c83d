"""docs/operations.md and machines.md: their commands work, or a table says why no test runs one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.content import ORIGIN, ROOT, RURITANIA, serve
from tests.repository.commands import MACHINES, PAGE, command, command_lines, run, run_well
from tests.repository.documents import block, read, section
from tests.sites import Server
from widget.settings import CONTENT

pytestmark = pytest.mark.slow

PROGRAMS = Path(sys.executable).parent
LOGROTATE = shutil.which("logrotate", path="/usr/sbin:/usr/bin")
TITLE = "Visa for Ruritania"
OTHER_TITLE = "A visa for Ruritania"

HERE = "tests/repository/test_operations_commands.py"
WHEEL = "tests/repository/test_wheel.py"
NO_SYSTEMD = "no systemd runs where the tests run"
AS_AT_INSTALL = "the same as at Install, with another version"

RUN = {
    "python3 -m venv /opt/visa-0.1.0": f"{WHEEL}::programs",
    "/opt/visa-0.1.0/bin/pip install --require-hashes": f"{WHEEL}::programs",
    "/opt/visa-0.1.0/bin/pip install --no-deps": f"{WHEEL}::programs",
    "ln --symbolic --no-dereference --force /opt/visa-0.1.0": f"{WHEEL}::programs",
    "widget init": f"{HERE}::test_a_content_directory_is_made_and_published",
    'widget publish --note "The first edition"': (
        f"{HERE}::test_a_content_directory_is_made_and_published"
    ),
    "cp deploy/widget.service": f"{HERE}::test_the_files_of_deploy_get_the_host",
    "sed --in-place 's|https:": f"{HERE}::test_the_files_of_deploy_get_the_host",
    "curl --fail --retry": f"{HERE}::test_a_server_is_told_from_none",
    "granian": "tests/repository/test_operations.py::"
    "test_every_server_is_started_with_the_same_options",
    "cp deploy/nginx.conf": f"{HERE}::test_the_files_of_deploy_get_the_host",
    r"sed --in-place 's|visa\.example": f"{HERE}::test_the_files_of_deploy_get_the_host",
    'widget publish --note "Students': f"{HERE}::test_a_content_directory_is_made_and_published",
    "/opt/visa-0.2.0/bin/widget check": f"{WHEEL}::"
    "test_a_reload_serves_the_old_release_whole_and_a_restart_the_new_one",
    "ln --symbolic --no-dereference --force /opt/visa-0.2.0": f"{WHEEL}::"
    "test_a_reload_serves_the_old_release_whole_and_a_restart_the_new_one",
    "curl --fail --silent": f"{HERE}::test_a_server_is_told_from_none",
    "test $(tail": f"{HERE}::test_failing_answers_wake_somebody",
    "openssl": f"{HERE}::test_a_certificate_that_ends_soon_wakes_somebody",
    "widget report": f"{HERE}::test_a_partners_month_is_counted",
    "journalctl": f"{HERE}::test_a_month_is_counted_in_what_the_journal_prints",
    "tar --create": f"{HERE}::test_a_backup_is_served_on_another_machine",
    "tar --extract": f"{HERE}::test_a_backup_is_served_on_another_machine",
    "widget check /srv/visa/editions": f"{HERE}::test_a_backup_is_served_on_another_machine",
    "/usr/bin/rsync": f"{HERE}::test_at_a_date_the_prepared_files_are_published",
    "/opt/visa/bin/widget publish": f"{HERE}::test_at_a_date_the_prepared_files_are_published",
    "widget check --strict": f"{HERE}::test_at_a_date_the_prepared_files_are_published",
    "rsync": f"{HERE}::test_a_copied_edition_is_switched_to_on_another_machine",
    "ssh": f"{HERE}::test_a_copied_edition_is_switched_to_on_another_machine",
}
"""The start of a command → the test or fixture that runs it."""

NOT_RUN = {
    "export PATH": "it only sets variables, which the tests set too",
    "export WIDGET_CONTENT": "it only sets variables, which the tests set too",
    "useradd": "it would leave a user on the machine",
    "systemctl enable --now visa": NO_SYSTEMD,
    "apt-get": "it changes the machine",
    "certbot": "it needs a name that the world knows",
    "nginx -t": "it needs nginx' own places; tests/nginx starts nginx with these files",
    "systemctl reload visa": f"{NO_SYSTEMD}; tests/web/test_reload.py sends the signal",
    "python3 -m venv /opt/visa-0.2.0": AS_AT_INSTALL,
    "/opt/visa-0.2.0/bin/pip install --require-hashes": AS_AT_INSTALL,
    "/opt/visa-0.2.0/bin/pip install --no-deps": AS_AT_INSTALL,
    "systemctl restart visa": f"{NO_SYSTEMD}; {WHEEL} stops and starts the server",
    "/usr/bin/systemctl reload visa": NO_SYSTEMD,
    "systemctl enable --now visa-2027.timer": NO_SYSTEMD,
    "systemctl list-timers": NO_SYSTEMD,
}
"""The start of a command → why no test runs it."""


def test_the_table_has_each_command_of_the_page() -> None:
    starts = sorted([*RUN, *NOT_RUN], key=len, reverse=True)
    lines = command_lines()
    known = {line: next((each for each in starts if line.startswith(each)), None) for line in lines}
    assert [line for line, start in known.items() if start is None] == []
    assert set(starts) - set(known.values()) == set(), "these are only in the table"


@pytest.mark.parametrize("named", sorted(set(RUN.values())))
def test_a_test_that_runs_commands_exists(named: str) -> None:
    file, _, name = named.partition("::")
    assert re.search(rf"^def {name}\(", read(file), re.MULTILINE)


def at(content: Path) -> dict[str, str | Path]:
    """The pages' environment variables for a content directory."""
    return {"PATH": f"{PROGRAMS}:/usr/sbin:/usr/bin:/bin", "WIDGET_CONTENT": content}


# Install, run, publish.


def test_a_content_directory_is_made_and_published(tmp_path: Path) -> None:
    content = tmp_path / "visa"
    places = {"/srv/visa": content}
    for start in ("widget init", 'widget publish --note "The first edition"'):
        run_well(command(start), places, **at(content))
    partner = content / "partners" / "visakaz.toml"
    partner.write_text(f"{partner.read_text()}\n# Looked through.\n")
    run_well(command('widget publish --note "Students'), places, **at(content))
    assert (content / "editions" / "published").readlink() == Path("2")
    assert serve(content).test_client().get("/visakaz/en/").status_code == 200


def test_the_files_of_deploy_get_the_host(tmp_path: Path) -> None:
    for each in ("etc/systemd/system", "etc/nginx"):
        (tmp_path / each).mkdir(parents=True)
    places = {
        " /etc": f" {tmp_path}/etc",
        " deploy/": f" {ROOT}/deploy/",
        "YOUR.HOST": "visa.agency.example",
    }
    for start in ("cp deploy/w", "sed --in-place 's|h", "cp deploy/n", r"sed --in-place 's|visa"):
        run_well(command(start), places)
    written = [path for path in (tmp_path / "etc").rglob("*") if path.is_file()]
    texts = {path.name: path.read_text() for path in written}
    assert sorted(texts) == ["nginx.conf", "site.conf", "visa.service", "widget.conf"]
    assert "WIDGET_ORIGIN=https://visa.agency.example\n" in texts["visa.service"]
    assert "/live/visa.agency.example/fullchain.pem" in texts["site.conf"]
    named = {name for name, text in texts.items() if re.search(r"[ /]visa\.example", text)}
    assert named == set()


# Watch.


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    content = tmp_path_factory.mktemp("visa") / "content"
    shutil.copytree(RURITANIA, content)
    server = Server(content, ORIGIN)
    server.start()
    yield server
    server.stop()


def test_a_server_is_told_from_none(server: Server) -> None:
    for start in ("curl --fail --retry", "curl --fail --silent"):
        line = command(start)
        for place in ("http://127.0.0.1:8000", ORIGIN):
            line = line.replace(place, server.url)
        assert run(line, {}).returncode == 0
        assert run(line.replace("/healthz", "/nobody/en/"), {}).returncode != 0
        # The command that waits for a start tries ten times.
        nobody = line.replace(str(server.port), "1").replace("--retry 10", "--retry 1")
        assert run(nobody, {}).returncode != 0


def test_a_partner_who_is_not_served_wakes_somebody(tmp_path: Path) -> None:
    content = Path(shutil.copytree(RURITANIA, tmp_path / "content"))
    (content / "partners" / "inn.toml").write_text("name = 5")
    server = Server(content)
    server.start()
    try:
        line = command("curl --fail --silent")
        assert run(line, {ORIGIN: server.url}).returncode != 0
    finally:
        server.stop()


FAILING = {
    "all is well": ({}, 0, True),
    "a few faults": ({"status": 502}, 10, True),
    "many faults": ({"status": 502}, 11, False),
    "old answers in their place": ({"cache": "stale"}, 11, False),
    "visitors' own mistakes": ({"status": 404}, 500, True),
}


@pytest.mark.parametrize(("other", "times", "well"), FAILING.values(), ids=FAILING)
def test_failing_answers_wake_somebody(
    other: dict[str, object], times: int, well: bool, tmp_path: Path
) -> None:
    usual = {"status": 200, "ms": 5003, "bytes": 5000, "cache": "hit"}
    lines = [json.dumps(usual | other)] * times + [json.dumps(usual)] * (1000 - times)
    old = [json.dumps(usual | {"status": 500})] * 1000
    (tmp_path / "visa.log").write_text("\n".join([*old, *lines]) + "\n")
    done = run(command("test $(tail"), {"/var/log/nginx": tmp_path})
    assert (done.returncode == 0) == well


@pytest.mark.parametrize(("days", "well"), [(15, True), (13, False)], ids=["in time", "too late"])
def test_a_certificate_that_ends_soon_wakes_somebody(days: int, well: bool, tmp_path: Path) -> None:
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=a"
    files = f"-keyout key.pem -out fullchain.pem -days {days}"
    subprocess.run([*make.split(), *files.split()], cwd=tmp_path, check=True, capture_output=True)
    done = run(command("openssl"), {"/etc/letsencrypt/live/visa.example": tmp_path})
    assert (done.returncode == 0) == well


# The log.


@pytest.mark.skipif(LOGROTATE is None, reason="logrotate is not installed")
def test_33_whole_days_are_kept_so_a_month_is_there_until_the_third_day_of_the_next(
    tmp_path: Path,
) -> None:
    text = block(section(PAGE, "The log"))
    here = text.replace("/var/log/nginx", str(tmp_path)).replace("nginx -s reopen", "true")
    file = tmp_path / "logrotate"
    file.write_text(here)
    for day in range(1, 41):
        (tmp_path / "visa.log").write_text(f"{day}\n")
        subprocess.run([str(LOGROTATE), "--force", "--state", tmp_path / "state", file], check=True)
    kept = [path for path in tmp_path.iterdir() if path.name.startswith("visa.log")]
    days = sorted(int(run_well(f"zcat --force {path}", {})) for path in kept)
    assert days == [*range(8, 41)]


VIEW = {
    "time": "2026-11-02T10:00:00+00:00",
    "partner": "hotel",
    "language": "en",
    "step": "location",
    "status": 200,
    "bytes": 5000,
}


def test_a_partners_month_is_counted(tmp_path: Path) -> None:
    (tmp_path / "visa.log").write_text(json.dumps(VIEW))
    places = {"/var/log/nginx": tmp_path, "hotel.html": tmp_path / "hotel.html"}
    places |= {"hotel.csv": tmp_path / "hotel.csv"}
    printed = run_well(command("widget report"), places, **at(CONTENT))
    assert printed.startswith("hotel, November 2026: 1 view\n")
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == ["hotel.csv", "hotel.html", "visa.log"]


def test_a_month_is_counted_in_what_the_journal_prints(tmp_path: Path) -> None:
    own = VIEW | {"time": "2026-11-02T10:00:00.123+00:00"}
    (tmp_path / "journal").write_text(f"[INFO] Started worker-1\n{json.dumps(own)}\n")
    places = {"journalctl --unit visa --output cat": f"cat {tmp_path}/journal"}
    printed = run_well(command("journalctl"), places, **at(CONTENT))
    assert printed.startswith("All partners, November 2026: 1 view\n")


# Backup, a switch at a date, several machines.


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A content directory with one edition."""
    content = Path(shutil.copytree(RURITANIA, tmp_path / "visa"))
    publish(content)
    return content


def publish(content: Path) -> None:
    run_well("widget publish --note New --accept-outdated", {}, **at(content))


def reword(content: Path) -> None:
    """Give the questionnaire another title."""
    rules = content / "rules.toml"
    rules.write_text(rules.read_text().replace(TITLE, OTHER_TITLE))


def is_reworded(content: Path) -> bool:
    """Whether the first page of a new server has the other title."""
    return OTHER_TITLE in serve(content).test_client().get("/office/en/").text


def test_a_backup_is_served_on_another_machine(published: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    second.mkdir()
    (first / "srv").mkdir(parents=True)
    published.rename(first / "srv" / "visa")
    for name in ("etc/nginx/site.conf", "etc/systemd/system/visa.service"):
        (first / name).parent.mkdir(parents=True)
        (first / name).write_text("Ours")
    backup = {"/var/backups": tmp_path}
    run_well(command("tar --create"), {"directory / ": f"directory {first} "} | backup)
    run_well(command("tar --extract").replace("directory /", f"directory {second}"), backup)
    content = second / "srv" / "visa"
    run_well(command("widget check /srv"), {"/srv/visa": content}, **at(content))
    assert serve(content).test_client().get("/office/en/").status_code == 200
    assert (second / "etc/nginx/site.conf").read_text() == "Ours"


needs_rsync = pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not installed")


@needs_rsync
def test_at_a_date_the_prepared_files_are_published(published: Path, tmp_path: Path) -> None:
    prepared = Path(shutil.copytree(RURITANIA, tmp_path / "prepared"))
    (prepared / "words" / "ru.po").unlink()
    for partner in (prepared / "partners").glob("*.toml"):
        partner.write_text(partner.read_text().replace('["en", "ru"]', '["en"]'))
    reword(prepared)
    places = {"/srv/visa-2027": prepared, "/srv/visa/": f"{published}/"}
    run_well(command("widget check --strict"), places, **at(published))
    run_well(command("/usr/bin/rsync"), places)
    assert not is_reworded(published)
    run_well(command("/opt/visa/bin/widget publish"), {"/opt/visa/bin": PROGRAMS}, **at(published))
    assert is_reworded(published)
    assert serve(published).test_client().get("/office/ru/").status_code == 404


SYSTEMD = shutil.which("systemd-analyze")


@pytest.mark.skipif(SYSTEMD is None, reason="systemd is not installed")
def test_systemd_takes_the_timer_and_what_it_starts(tmp_path: Path) -> None:
    service, timer = re.findall(r"```ini\n(.*?)```", section(PAGE, "A switch at a date"), re.DOTALL)
    (tmp_path / "visa-2027.service").write_text(service.replace("/opt/visa/bin", str(PROGRAMS)))
    (tmp_path / "visa-2027.timer").write_text(timer)
    for each in ("visa-2027.service", "visa-2027.timer"):
        done = run(f"{SYSTEMD} verify {tmp_path / each}", {})
        ours = [line for line in done.stderr.splitlines() if "visa-2027" in line]
        assert ours == []
    (moment,) = re.findall("OnCalendar=(.*)", timer)
    told = run_well(f"{SYSTEMD} calendar --base-time '2026-12-01 00:00 UTC' '{moment}'", {})
    assert "Thu 2026-12-31 19:00:00 UTC" in told


@needs_rsync
def test_a_copied_edition_is_switched_to_on_another_machine(
    published: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(published, tmp_path / "other", symlinks=True))
    reword(published)
    publish(published)
    copy, switch = block(section(MACHINES, "Several machines"), "sh").splitlines()
    run_well(copy, {"b.example:/srv/visa": other, "/srv/visa": published, "/7": "/2"})
    assert not is_reworded(other)
    on_other = re.findall(r"/opt/visa/bin/widget rollback 7", switch)[0]
    run_well(on_other, {"/opt/visa/bin": PROGRAMS, "7": "2"}, **at(other))
    assert is_reworded(other)
