"""`kg mcp` asked by the client of the SDK, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from mcp import StdioServerParameters
from mcp.client.client import Client

from kg.query.named import named_queries

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from mcp_types import CallToolResult

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "web" / "sample.ttl"
ID = "https://w3id.org/deungdae/id/"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@asynccontextmanager
async def agent(*options: str) -> AsyncIterator[Client]:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "kg", "mcp", str(SAMPLE), *options],
        env={"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )
    async with Client(server) as client:
        yield client


def asked(steps: Callable[[Client], Awaitable[None]], *options: str) -> None:
    async def all_of_it() -> None:
        with anyio.fail_after(60):
            async with agent(*options) as client:
                await steps(client)

    anyio.run(all_of_it)


def told(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, result.content
    found: dict[str, Any] = result.structured_content
    return found


def refused(result: CallToolResult) -> str:
    assert result.is_error
    return "".join(getattr(each, "text", "") for each in result.content)


@pytest.mark.slow
def test_an_agent_finds_a_thing_and_the_words_that_say_it() -> None:
    async def steps(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"search", "entity", "questions", "question", "sparql"}
        for tool in tools.values():
            assert tool.description
            assert tool.annotations
            assert tool.annotations.read_only_hint
            for name in tool.input_schema["properties"]:
                assert f"{name}:" in tool.description, f"{tool.name}.{name} is not told of"

        hits = told(await client.call_tool("search", {"text": "mirae", "kind": "SME"}))["hits"]
        assert [hit["iri"] for hit in hits] == [f"{ID}org.mirae-parts"]
        assert hits[0]["labels"] == {"ko": "미래부품", "en": "Mirae Parts"}
        none = told(await client.call_tool("search", {"text": "mirae", "kind": "Ministry"}))
        assert none == {"hits": [], "may_be_more": False}

        found = told(await client.call_tool("entity", {"name": "org.mirae-parts"}))
        quoted = [each for each in found["statements"] if each["evidence"]]
        assert found["left_out"] == 0
        assert quoted
        for each in quoted:
            for passage in each["evidence"]:
                assert passage["quote"]
                assert passage["source"].startswith(ID)
        back = [each["subject"]["iri"] for each in found["statements"]]
        assert f"{ID}support.1" in back, "what is said with it"
        wrong = refused(await client.call_tool("entity", {"name": "org.nobody"}))
        assert "org.nobody" in wrong
        assert "search" in wrong

    asked(steps)


@pytest.mark.slow
def test_an_agent_asks_kept_questions_and_its_own() -> None:
    async def steps(client: Client) -> None:
        kept = told(await client.call_tool("questions"))["questions"]
        assert len(kept) == len(named_queries())
        for each in kept:
            answer = told(await client.call_tool("question", {"name": each["name"]}))
            assert answer["kind"] == "SELECT"
            assert answer["answer"]["head"]["vars"]
        assert "cq01" in refused(await client.call_tool("question", {"name": "cq99"}))

        rows = told(
            await client.call_tool("sparql", {"query": "SELECT ?s { ?s a ?t } ORDER BY ?s LIMIT 2"})
        )
        assert len(rows["answer"]["results"]["bindings"]) == 2
        yes = told(await client.call_tool("sparql", {"query": "ASK {}"}))
        assert yes["answer"]["boolean"] is True
        graph = told(await client.call_tool("sparql", {"query": f"DESCRIBE <{ID}org.mirae-parts>"}))
        assert graph["form"] == "text/turtle"
        assert "Mirae Parts" in graph["answer"]

    asked(steps)


@pytest.mark.slow
def test_what_is_wrong_dear_or_forbidden_is_told_and_the_next_question_answered() -> None:
    async def steps(client: Client) -> None:
        async def ask(query: str, **more: float) -> CallToolResult:
            return await client.call_tool("sparql", {"query": query, **more})

        assert "1:" in refused(await ask("SELEKT"))
        assert refused(await ask("INSERT DATA { <urn:a> <urn:b> <urn:c> }"))
        service = "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"
        assert "SERVICE" in refused(await ask(service))
        begun = anyio.current_time()
        assert "0.5 seconds" in refused(await ask(CROSS, timeout=0.5))
        assert "2 seconds" in refused(await ask(CROSS, timeout=500))
        assert anyio.current_time() - begun < 6
        long = refused(await ask("SELECT * { ?a ?b ?c . ?d ?e ?f }"))
        assert "5,000 bytes" in long
        assert "LIMIT" in long
        assert told(await ask("ASK {}"))["answer"]["boolean"] is True

    asked(steps, "--timeout", "2", "--answer", "5", "--workers", "1")


@pytest.mark.slow
def test_it_ends_when_the_agent_closes_its_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "mcp", str(SAMPLE)],
        input=b"",
        capture_output=True,
        check=False,
        timeout=30,
        cwd=ROOT,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_without_the_sdk_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from click.testing import CliRunner

    from kg.cli.app import cli
    from kg.errors import ConfigError

    monkeypatch.delitem(sys.modules, "kg.mcp", raising=False)
    for name in [name for name in sys.modules if name.partition(".")[0] == "mcp"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)  # as if it were not installed
    done = CliRunner().invoke(cli, ["mcp", str(tmp_path)])

    assert isinstance(done.exception, ConfigError)
    assert "deungdae[mcp]" in done.exception.hint
