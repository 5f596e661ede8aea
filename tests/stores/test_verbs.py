"""`kg load`, `kg build --to` and what is said where a store cannot be used."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kg.cli.app import cli
from kg.config import read_config
from kg.errors import ConfigError, KgError, ReleaseError
from kg.pipeline.delivering import deliver
from kg.pipeline.stores import config_beside, store_at
from kg.query.far import FarStore
from kg.remote.stores import STORES, Service, login_of, place_of, recognised
from kg.remote.stores.line import digest_header
from kg.remote.stores.place import Login
from kg.web.generation import open_site
from kg.web.settings import Settings, from_environment
from tests.stores.small import union_of

if TYPE_CHECKING:
    from pathlib import Path

    from kg.release import Release
    from tests.stores.small import Small

TOML = """
[stores.main]
url = "http://127.0.0.1:1/data"
kind = "fuseki"
update = "http://127.0.0.1:2/change"
user = "loader"
password_env = "OURS"
"""


def kg(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, [*words])
    if isinstance(done.exception, KgError):
        return 3, done.stdout, str(done.exception)
    return done.exit_code, done.stdout, done.stderr


def test_a_release_is_loaded_and_told_of(first: Release, service: Small) -> None:
    to = f"oxigraph+{service.address}"
    status, out, _ = kg("load", str(first.path), "--to", to, "--grace", "0")
    again = json.loads(kg("load", str(first.path), "--to", to, "--json")[1])

    assert status == 0
    assert f"served\t{first.digest}\t{service.address}" in out
    assert again["sent"] == again["dropped"] == 0
    assert again["release"] == first.digest
    assert {str(q.triple) for q in FarStore(service.place()).everything()} == union_of(
        first.store()
    )


def test_a_build_goes_on_into_the_store(tmp_path: Path, service: Small) -> None:
    project = tmp_path / "project"
    kg("new", str(project))
    for source in (project / "sources").iterdir():
        source.unlink()
    data = '<urn:a> <http://www.w3.org/2000/01/rdf-schema#label> "가"@ko .\n'
    (project / "sources" / "one.nt").write_text(data, "utf-8")
    to = f"oxigraph+{service.address}"
    status, out, said = kg("build", str(project), "--to", to, "--json")

    assert status == 0, said
    told = json.loads(out)
    assert told["store"]["release"] == told["release"]
    assert FarStore(service.place()).record.digest == told["release"]


def test_a_store_that_cannot_be_had_is_told_before_the_build(tmp_path: Path) -> None:
    project = tmp_path / "project"
    kg("new", str(project))
    status, _, said = kg("build", str(project), "--to", "http://127.0.0.1:9")

    assert status == 3
    assert "gives no answer" in said
    assert not (project / "releases").exists()


def test_files_are_written_with_a_note_how_to_load_them(tmp_path: Path, first: Release) -> None:
    status, out, _ = kg("load", str(first.path), "--files", str(tmp_path / "b"), "--to", "virtuoso")
    note = (tmp_path / "b" / "HOW.txt").read_text("utf-8")

    assert status == 0
    assert str(tmp_path / "b" / "release.nq") in out
    assert f"ld_dir('{tmp_path / 'b'}', 'release.nq'" in note
    assert "virtuoso+http://" in note


@pytest.mark.parametrize("kind", STORES)
def test_every_kind_has_a_note(tmp_path: Path, first: Release, kind: str) -> None:
    status, _, _ = kg("load", str(first.path), "--files", str(tmp_path), "--to", kind)

    assert status == 0
    assert "{" not in (tmp_path / "HOW.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("nowhere", "neither an address nor a store"),
        ("http://a:b@127.0.0.1:1", "a login does not belong"),
        ("virtuoso+http://", "no address"),
        ("what+http://127.0.0.1:1", "no kind of store"),
        ("http://127.0.0.1:99999", "no address"),
        ("http://127.0.0.1/?x=1", "no ?, # or blanks"),
    ],
)
def test_a_wrong_name_is_told(named: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        store_at(named)

    assert told in str(caught.value)
    assert "a:b@" not in str(caught.value)


def test_a_name_is_explained_by_the_settings(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(TOML, "utf-8")
    place = store_at("main", config_beside([tmp_path]), environment={"OURS": "s3cret"})

    assert place.kind == "fuseki"
    assert place.query == "http://127.0.0.1:1/data/query"
    assert place.update == "http://127.0.0.1:2/change"
    assert place.login == Login(scheme="basic", user="loader", secret="s3cret")  # noqa: S106
    assert "s3cret" not in repr(place)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[stores.main]\nkind = 'virtuoso'", "stores.main.url is missing"),
        ("[stores.main]\nurl = 'http://x'\npassword = 'p'", "stores.main.password is no setting"),
        ("[stores]\nmain = 'http://x'", "not a table"),
    ],
)
def test_wrong_settings_are_told(text: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        read_config(text, "kg.toml")


def test_logins_come_from_the_environment() -> None:
    names = {"DEUNGDAE_STORE_USER": "me", "DEUNGDAE_STORE_PASSWORD": "p"}

    assert login_of("virtuoso", environment=names).scheme == "digest"
    assert login_of("graphdb", environment=names).scheme == "basic"
    assert login_of("sparql", environment=names).scheme == "basic"
    assert login_of("qlever", environment={"DEUNGDAE_STORE_TOKEN": "t"}).scheme == "bearer"
    assert login_of("virtuoso", environment={}) == Login()
    for name in names:
        with pytest.raises(ConfigError, match="is not set"):
            login_of("sparql", environment={name: "x"})
    with pytest.raises(ConfigError, match="control characters"):
        login_of("sparql", environment={"DEUNGDAE_STORE_TOKEN": "a\r\nHost: b"})


def test_who_names_the_address_of_questions_means_the_store() -> None:
    place = place_of("http://127.0.0.1:8890/sparql", "virtuoso", Login())

    assert place.query == "http://127.0.0.1:8890/sparql"
    assert place.graphs == "http://127.0.0.1:8890/sparql-graph-crud-auth"


def test_what_says_nothing_of_itself_is_a_plain_service(service: Small) -> None:
    assert recognised(service.address) == "sparql"


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_a_digest_is_that_of_the_standard(algorithm: str, response: str) -> None:
    """Source: RFC 7616, section 3.9.1."""
    challenge = {
        "realm": "http-auth@example.org",
        "qop": "auth, auth-int",
        "algorithm": algorithm,
        "nonce": "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
        "opaque": "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
    }
    login = Login(scheme="digest", user="Mufasa", secret="Circle of Life")  # noqa: S106
    ours = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
    header = digest_header(challenge, login, "GET", "/dir/index.html", nonce=ours)

    assert f'response="{response}"' in header
    assert "Circle" not in header


@pytest.mark.parametrize("how", ["place", "option", "both"])
def test_a_store_is_served_by_its_address(
    first: Release, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[Settings] = []
    monkeypatch.setattr("kg.web.server.run", ran.append)
    address = "http://127.0.0.1:7878"
    words = {
        "place": [address],
        "option": ["--store", address],
        "both": [str(first.path), "--store", address],
    }[how]
    status, _, said = kg("serve", *words)

    assert status == 0, said
    assert ran[0].store == address
    assert ran[0].places == ((first.path,) if how == "both" else ())


def test_two_stores_are_not_served_at_once() -> None:
    status, _, said = kg("serve", "http://127.0.0.1:1", "--store", "http://127.0.0.1:2")

    assert status == 2
    assert "only one store" in said


def test_the_environment_names_a_store() -> None:
    settings = from_environment({"DEUNGDAE_STORE": "oxigraph+http://127.0.0.1:7878"})

    assert settings.places == ()
    assert settings.store_place().query == "http://127.0.0.1:7878/query"


def test_a_folder_and_a_store_must_hold_the_same(
    first: Release, second: Release, service: Small
) -> None:
    deliver(first, Service(service.place()), grace=0)
    settings = Settings(places=(second.path,), store=f"oxigraph+{service.address}")
    with pytest.raises(ReleaseError, match="the store holds release") as caught:
        open_site(settings)

    assert f"kg load {second.path}" in caught.value.hint
    assert open_site(replace(settings, places=(first.path,))).digest == first.digest
    assert open_site(replace(settings, places=())).size == len(union_of(first.store()))
