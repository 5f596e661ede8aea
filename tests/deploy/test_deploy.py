"""What `deploy/` says of the service holds: options, variables, addresses and limits exist."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.cli.serve import serve
from kg.query.limits import Limits
from kg.web import LARGEST_REQUEST, create_app
from kg.web.settings import Settings, from_environment

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNIT = (DEPLOY / "deungdae.service").read_text("utf-8")
IMAGE = (DEPLOY / "Containerfile").read_text("utf-8").replace("\\\n", " ")
PROXY = (DEPLOY / "nginx.conf").read_text("utf-8")
PLACE = "/srv/deungdae/cases"
HARDENED = {
    "DynamicUser", "NoNewPrivileges", "PrivateDevices", "PrivateTmp", "ProtectHome",
    "ProtectKernelModules", "ProtectKernelTunables", "ProtectControlGroups", "RestrictNamespaces",
    "RestrictSUIDSGID", "LockPersonality",
}  # fmt: skip


def told(name: str) -> list[str]:
    return re.findall(rf"(?m)^{name}=(.*)$", UNIT)


def served(*, place: Path) -> dict[str, object]:
    """Return the options of the unit's command as `kg serve` understands them."""
    (command,) = told("ExecStart")
    program, verb, *words = shlex.split(command)
    assert (Path(program).name, verb) == ("kg", "serve")
    words[words.index(PLACE)] = str(place)
    return serve.make_context("serve", words).params


def seconds(name: str) -> float:
    (found,) = re.findall(rf"{name} (\d+)s;", PROXY)
    return float(found)


def routes() -> set[str]:
    return {rule.rule for rule in create_app(Store()).url_map.iter_rules()}


def instructions(name: str) -> list[str]:
    return re.findall(rf"(?m)^{name} (.*)$", IMAGE)


def variables() -> dict[str, str]:
    (line,) = instructions("ENV")
    return dict(word.split("=", 1) for word in line.split())


def test_the_units_command_is_one_that_kg_takes(tmp_path: Path) -> None:
    options = served(place=tmp_path)

    assert options["places"] == (tmp_path,)
    assert options["host"] == "127.0.0.1"
    (cache,) = told("CacheDirectory")
    assert str(options["stores"]).startswith(f"/var/cache/{cache}/")


def test_the_unit_waits_for_what_is_being_answered(tmp_path: Path) -> None:
    limits = Limits(seconds=float(str(served(place=tmp_path)["timeout"])))
    grace = Settings(places=(), limits=limits).grace

    assert float(told("TimeoutStopSec")[0]) >= grace + 5  # as `Service._stop` waits
    assert told("ExecReload") == ["/bin/kill -HUP $MAINPID"]
    assert told("KillMode") == ["mixed"]


def test_the_unit_is_hardened() -> None:
    assert {name for name in HARDENED if told(name) != ["yes"]} == set()
    assert told("ProtectSystem") == ["strict"]
    assert told("CapabilityBoundingSet") == [""]
    assert "AF_UNIX" in told("RestrictAddressFamilies")[0], "workers are asked through sockets"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not there")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    there = tmp_path / "deungdae.service"
    there.write_text(UNIT.replace("/opt/deungdae/bin/kg", sys.executable), "utf-8")
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--recursive-errors=no", str(there)],
        capture_output=True, text=True, check=False,
        env=os.environ | {"SYSTEMD_LOG_LEVEL": "warning"},
    )  # fmt: skip
    rated = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager",
         str(there)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (verified.returncode, verified.stderr) == (0, "")
    assert rated.returncode == 0, rated.stdout[-300:]


def test_the_images_variables_are_settings() -> None:
    given = variables()
    own = {name for name in given if name.startswith("DEUNGDAE_")} | {"HOST", "PORT"}
    settings = from_environment(given)
    source = (ROOT / "kg" / "web" / "settings.py").read_text("utf-8")

    assert own <= set(given)
    assert len(own) >= 8
    assert {name for name in own if f'"{name}"' not in source} == set()
    assert (settings.host, settings.port) == ("0.0.0.0", 8000)  # noqa: S104 -- in a container
    assert settings.stores == Path("/stores")
    assert instructions("EXPOSE") == [str(settings.port)]


def test_the_image_is_small_and_nobody_in_particular_runs_it() -> None:
    bases = [line.split()[0] for line in instructions("FROM")]
    (user,) = instructions("USER")
    (probe,) = instructions("HEALTHCHECK")
    (address,) = re.findall(r"\}(/\w+)'", probe)

    assert len(bases) == 3
    assert not any("/" in base for base in bases), "a registry is the builder's choice"
    assert all(re.search(r":\d", base) for base in bases)
    assert int(user.partition(":")[0]) > 0
    assert address in routes()


def test_what_the_image_copies_is_there_and_not_ignored() -> None:
    copied = [
        word
        for line in instructions("COPY")
        if not line.startswith("--from")
        for word in line.split()[:-1]
    ]
    let_in = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    }

    assert len(copied) >= 8
    for name in copied:
        assert (ROOT / name).exists(), name
        assert Path(name).parts[0] in let_in, name
    assert {name for name in let_in if not (ROOT / name).exists()} == set()


def test_the_healthcheck_is_a_program_that_can_fail() -> None:
    (probe,) = instructions("HEALTHCHECK")
    (quoted,) = re.findall(r'"-c", "(.*)"\]', probe)
    code = quoted.replace('\\"', '"')
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        env=os.environ | {"PORT": "1"},  # nothing answers there
    )

    assert done.returncode == 1
    assert b"Connection refused" in done.stderr


def test_the_proxy_lets_through_what_the_service_takes(tmp_path: Path) -> None:
    (largest,) = re.findall(r"client_max_body_size (\d+);", PROXY)
    options = served(place=tmp_path)
    limits = Limits()

    assert int(largest) == LARGEST_REQUEST
    assert f"server 127.0.0.1:{options['port']};" in PROXY
    assert seconds("proxy_read_timeout") > float(str(options["timeout"])) + limits.wait
    for path in re.findall(r"location = (\S+)", PROXY):
        assert path in routes()
    assert "proxy_set_header Host $host;" in PROXY
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in PROXY


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not there")
def test_nginx_understands_the_proxy(tmp_path: Path) -> None:
    told_off = re.sub(r"(?m)^\s*(ssl_certificate.*|listen \[::\].*)$", "", PROXY)
    plain = told_off.replace("443 ssl", "18443").replace("listen 80", "listen 18080")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "\n".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in kinds)
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\naccess_log off;\n{folders}\n{plain}\n}}\n",
        "utf-8",
    )
    done = subprocess.run(
        ["nginx", "-t", "-p", str(tmp_path), "-c", str(whole), "-g", "error_log stderr;"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr


def test_the_operations_page_points_at_them() -> None:
    page = (ROOT / "docs" / "operations.md").read_text("utf-8")

    for file in sorted(DEPLOY.iterdir()):
        assert f"(../deploy/{file.name})" in page
