"""Measure the explorer in a real browser: `make exploring`.

A made-up network of ten thousand nodes and fifty thousand lines is served by `kg serve` and opened
in headless Chromium, which draws with the processor (SwiftShader): a machine with a graphics card
shows more frames. Needs the bundle (`make ui`) and Playwright.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

from benchmarks.network import network
from benchmarks.pages import put_in
from benchmarks.serving.data import ID
from benchmarks.serving.servers import ours
from kg.store import load
from kg.viz.explorer import write_explored

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, Page

NODES: Final = 10_000
LINES: Final = 50_000
RUNS: Final = 5
SECONDS: Final = 3.0  # of moving about
PLACE: Final = ("<!-- exploring -->\n", "<!-- end of exploring -->")
OPTIONS: Final = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
# Notes when the explorer's first picture is there: the frame after it was made, and read back.
WATCH: Final = """(() => {
    window.noted = {};
    const look = () => {
        const there = document.querySelector("#explorer")?.explorer;
        if (!there) return requestAnimationFrame(look);
        requestAnimationFrame(() => requestAnimationFrame(() => {
            for (const canvas of document.querySelectorAll("#explorer canvas")) {
                const gl = canvas.getContext("webgl2");
                gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
            }
            window.noted.drawn = performance.now();
        }));
    };
    requestAnimationFrame(look);
    new MutationObserver(() => {
        const isTold = document.querySelector(".panel:not([hidden]) h2");
        if (isTold) window.noted.told ??= performance.now();
    }).observe(document, { subtree: true, childList: true, attributes: true });
})()"""
NOTED: Final = """(name) => new Promise((done) => {
    const look = () => (window.noted?.[name] ? done() : requestAnimationFrame(look));
    look();
})"""
# Where on the screen a node of the greatest stands.
GREATEST: Final = """() => {
    const { picture, stage } = document.querySelector("#explorer").explorer;
    const { renderer } = stage;
    let best = null;
    for (let i = 0; i < picture.count; i += 1) {
        const told = renderer.getNodeDisplayData(String(i));
        if (best === null || told.size > best.size) best = told;
    }
    const at = renderer.framedGraphToViewport(best);
    const box = renderer.getContainer().getBoundingClientRect();
    return [box.x + at.x, box.y + at.y];
}"""
COUNT: Final = """() => {
    window.frames = [];
    let last = performance.now();
    const count = () => {
        const now = performance.now();
        window.frames.push(now - last);
        last = now;
        requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
}"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table, in words."""

    name: str
    value: str
    goal: str = ""


def main() -> None:
    """Measure, print the figures as Markdown and put them into a page."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--nodes", type=int, default=NODES)
    told.add_argument("--lines", type=int, default=LINES)
    told.add_argument("--page", type=Path, help="a page of Markdown whose figures are put in anew")
    asked = told.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "network.nq"
        data.write_text("".join(network(asked.nodes, asked.lines)), "utf-8")
        figures = [*making(data)]
        with ours(data) as running:
            figures += served(running.port)
            figures += shown(f"http://127.0.0.1:{running.port}")
    table = f"{asked.nodes:,} nodes, {asked.lines:,} lines:\n\n{as_table(figures)}"
    print(table)
    if asked.page:
        page = asked.page.read_text("utf-8")
        asked.page.write_text(put_in(page, table, PLACE), "utf-8")


def making(data: Path) -> Iterator[Figure]:
    """Tell how long the drawing takes to be made, which happens once a release."""
    store = load(data)
    start = time.perf_counter()
    body = write_explored(store, ID)
    seconds = time.perf_counter() - start
    yield Figure("made by the server, once a release", f"{seconds:.1f} s")
    yield Figure("the graph as it is, packed", _sizes(len(body), len(gzip.compress(body, 6))))


def served(port: int) -> Iterator[Figure]:
    """Tell how long the first and every other reader wait for the graph."""
    took = []
    for _ in range(RUNS + 1):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        start = time.perf_counter()
        connection.request("GET", "/explore/graph.json", headers={"Accept-Encoding": "gzip"})
        connection.getresponse().read()
        took.append((time.perf_counter() - start) * 1000)
        connection.close()
    yield Figure("the graph sent once it is made", f"{statistics.median(took[1:]):.0f} ms")


def shown(address: str) -> Iterator[Figure]:
    """Tell what a reader sees: when, and how smoothly."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=[*OPTIONS])
        opened = [_opened(browser, address) for _ in range(RUNS)]
        drawn, told = (statistics.median(times) for times in zip(*opened, strict=True))
        yield Figure("first picture, from the first request", f"{drawn / 1000:.2f} s")
        yield Figure("a click on a point answered", f"{told / 1000:.2f} s", "2 s")
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(WATCH)
        page.goto(f"{address}/explore?lang=en")
        page.evaluate(NOTED, "drawn")
        for name, move in (("dragging", _dragged), ("zooming", _zoomed)):
            move(page)  # once beforehand, so that the first time is not what is counted
            frames = move(page)
            yield Figure(
                f"{name}, frames a second (95 % of frames within)",
                f"{1000 / statistics.fmean(frames):.0f}"
                f" ({statistics.quantiles(frames, n=20)[-1]:.0f} ms)",
            )
        browser.close()


def _opened(browser: Browser, address: str) -> tuple[float, float]:
    """Open the explorer with nothing kept, click at once; milliseconds until picture and answer."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(f"{address}/explore?lang=en", wait_until="commit")
    page.evaluate(NOTED, "drawn")
    x, y = page.evaluate(GREATEST)
    page.mouse.click(x, y)
    page.evaluate(NOTED, "told")
    noted: dict[str, float] = page.evaluate("window.noted")
    context.close()
    return noted["drawn"], noted["told"]


def _dragged(page: Page) -> list[float]:
    x, y = _middle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 3, y)
    page.evaluate(COUNT)
    end = time.monotonic() + SECONDS
    step = 0
    while time.monotonic() < end:
        step += 1
        page.mouse.move(x + step % 200, y + step % 120)
    frames: list[float] = page.evaluate("window.frames")
    page.mouse.up()
    page.wait_for_timeout(1000)
    return frames


def _zoomed(page: Page) -> list[float]:
    page.mouse.move(*_middle(page))
    page.evaluate(COUNT)
    end = time.monotonic() + SECONDS
    step = 0
    while time.monotonic() < end:
        step += 1
        page.mouse.wheel(0, -120 if step // 6 % 2 == 0 else 120)
        page.wait_for_timeout(60)
    frames: list[float] = page.evaluate("window.frames")
    page.wait_for_timeout(1000)
    return frames


def _middle(page: Page) -> tuple[float, float]:
    box = page.locator(".canvas").bounding_box()
    if box is None:
        raise RuntimeError("the page shows no canvas: is the bundle built (make ui)?")
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _sizes(plain: int, packed: int) -> str:
    return f"{plain / 1e6:.2f} MB, {packed / 1e3:.0f} kB"


def as_table(figures: Sequence[Figure]) -> str:
    """Return the figures as a table of Markdown."""
    rows = [f"| {each.name} | {each.value} | {each.goal} |" for each in figures]
    return "\n".join(["| | | goal |", "| --- | ---: | ---: |", *rows])


if __name__ == "__main__":
    main()
