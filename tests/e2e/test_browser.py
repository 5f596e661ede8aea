"""Every page in a real browser, in both languages; editor and explorer as people use them."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
import typing
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from pyoxigraph import Literal

from benchmarks.network import network
from kg import vocab
from kg.ids.names import BASE
from kg.pipeline.reviewing import import_decisions
from kg.project import open_project
from kg.vocab import DD
from kg.web import bundle
from tests.e2e.conftest import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    Scheme = typing.Literal["light", "dark"]

ROOT = Path(__file__).parents[2]
MUST = os.environ.get("DEUNGDAE_BROWSER") == "must"  # in CI nothing may be skipped
# Software rendering: the explorer draws with WebGL, and test machines have no graphics card.
OPTIONS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
PAGES = [
    "/",
    "/query",
    "/query/cq01",
    "/search?q=gorae",
    "/query/cq02",
    "/doc/org.gorae-electronics",
    "/doc/org.dotori-precision",
    "/review",
    "/clusters",
    "/try",
    "/findings",
    "/releases",
    "/shapes",
    "/ont",
    "/problems",
    "/sparql",
    "/explore",
]
SUPPORTED = {
    "ko": {"도토리정밀", "반딧불금속", "노을섬유", "오솔길푸드"},
    "en": {"Dotori Precision", "Banditbul Metal", "Noeul Textile", "Osolgil Foods"},
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]  # as axe-core names them
OUTPUT = {"ko": "일일 생산량", "en": "daily production"}
WIDTHS = {"desk": 1440, "phone": 390}
SVG = "{http://www.w3.org/2000/svg}"
NAME = {"ko": "고래전자", "en": "Gorae Electronics"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None or not bundle.built():
        missing = "chromium" if found is None else "the bundle (make ui)"
        if MUST:
            pytest.fail(f"{missing} is missing")
        pytest.skip(f"{missing} is missing")
    expect.set_options(timeout=20_000)  # other tests run beside these: how fast is not the question
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=found, args=OPTIONS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from kg.pipeline import build

    folder = tmp_path_factory.mktemp("example")
    build(open_project(ROOT / "examples" / "cases"), folder)
    with serving(folder) as running:
        yield running.address.rstrip("/")


class Watched:
    """A page of the browser and whatever went wrong on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.wrong: list[str] = []
        page.on("console", lambda said: self._said(said.type, said.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and "GPU stall" not in text:
            self.wrong.append(text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"asked outside: {url}")

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    watched = Watched(context.new_page(), address)
    yield watched
    context.close()
    assert watched.wrong == []


@pytest.fixture(scope="module")
def paths(address: str) -> list[str]:
    """Return every page, with one of each kind whose name no one can know beforehand."""
    query = f"""PREFIX dd: <{DD}> SELECT (SAMPLE(?said) AS ?a) (SAMPLE(?changed) AS ?c)
        (SAMPLE(?source) AS ?s) WHERE {{ {{ ?said dd:evidence ?words ; dd:rule ?rule }} UNION
        {{ ?changed dd:baseline ?before }} UNION {{ ?source a dd:SourceDocument ;
        <http://purl.org/dc/terms/license> ?licence }} }}"""
    place = urlsplit(address)
    connection = HTTPConnection(place.hostname or "", place.port, timeout=30)
    connection.request("GET", f"/sparql?{urlencode({'query': query, 'format': 'csv'})}")
    things = connection.getresponse().read().decode().splitlines()[1].split(",")
    connection.close()
    said, changed, source = (thing.removeprefix(BASE) for thing in things)
    return [*PAGES, f"/doc/{said}", f"/doc/{changed}", f"/source/{source}"]


@pytest.fixture(scope="module")
def axe() -> str:
    """Return the script that looks for what keeps people out of a page."""
    script = ROOT / "ui" / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        if MUST:
            pytest.fail("axe-core is missing (make ui)")
        pytest.skip("axe-core is missing (make ui)")
    return script.read_text("utf-8")


def barriers(page: Page, rules: list[str]) -> list[str]:
    """Return the serious and critical violations of a page, with where they are."""
    found: list[str] = page.evaluate(
        """async (runOnly) => {
            const told = await axe.run(document, { resultTypes: ["violations"], runOnly });
            return told.violations.filter((one) => ["serious", "critical"].includes(one.impact))
                .map((one) => `${one.id}: ${one.nodes.map((each) => each.target).join(" ")}`);
        }""",
        rules,
    )
    return found


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_page_is_quiet_fits_and_shuts_nobody_out(
    watched: Watched, paths: list[str], axe: str, lang: str
) -> None:
    wrong = []
    for path in paths:
        watched.page.set_viewport_size({"width": WIDTHS["desk"], "height": 900})
        page = watched.go(f"{path}{'&' if '?' in path else '?'}lang={lang}")
        expect(page.locator("h1").first).to_be_visible()
        if path == "/explore":
            expect(page.locator("#explorer canvas").first).to_be_attached()
        page.evaluate(axe)
        wrong += [f"{path}: {barrier}" for barrier in barriers(page, RULES)]
        page.emulate_media(color_scheme="dark")  # the same page with other colours
        wrong += [f"{path}, dark: {barrier}" for barrier in barriers(page, ["color-contrast"])]
        page.emulate_media(color_scheme="light")
        for name, width in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": 900})
            if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                wrong.append(f"{path}: wider than the screen of a {name}")
    assert wrong == []


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_newcomer_finds_help_change_and_sentence(watched: Watched, lang: str) -> None:
    """From the first page: whom a firm supported, how output changed, who said so."""
    page = watched.go(f"/?lang={lang}")
    page.locator("svg.map a", has_text=NAME[lang]).click()

    given = page.locator("section", has=page.locator("#g-given"))
    helped = given.locator(".party h3").all_inner_texts()
    assert SUPPORTED[lang] <= set(helped)

    output = given.locator(".after li", has_text=OUTPUT[lang]).first
    expect(output).to_contain_text("1,200")
    expect(output.locator("blockquote mark")).to_be_visible()
    said = output.locator("blockquote mark").inner_text()
    output.locator("blockquote .where a").first.click()

    marked = page.locator(":target mark")
    expect(marked).to_have_text(said)
    expect(marked).to_be_in_viewport()


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("width", WIDTHS.values())
def test_the_file_of_the_graph_works_with_the_network_off(
    browser: Browser, address: str, axe: str, tmp_path: Path, lang: str, width: int
) -> None:
    place = urlsplit(address)
    connection = HTTPConnection(place.hostname or "", place.port, timeout=30)
    connection.request("GET", f"/export/html?lang={lang}")
    file = tmp_path / "graph.html"
    file.write_bytes(connection.getresponse().read())
    connection.close()
    context = browser.new_context(offline=True, bypass_csp=True)
    watched = Watched(context.new_page(), file.as_uri())
    watched.page.set_viewport_size({"width": width, "height": 844})
    page = watched.go("")

    page.locator("#search").fill(NAME[lang])
    expect(page.locator("#panel li").first).to_have_text(NAME[lang])
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(NAME[lang])
    name = re.compile(f"^{NAME[lang]}$")
    expect(page.locator("#titles text:not(.crowded)", has_text=name)).to_have_count(1)
    page.locator("#panel li button", has_text=next(iter(SUPPORTED[lang]))).first.click()
    expect(page.locator("#panel q").first).to_be_visible()
    page.locator("#lang").click()
    other = "en" if lang == "ko" else "ko"
    expect(page.locator("#panel h2")).to_contain_text(NAME[other])
    page.evaluate(axe)
    assert barriers(page, RULES) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert watched.wrong == []
    context.close()


def test_scripts_and_styles_come_packed_and_only_once(watched: Watched) -> None:
    sizes = """() => performance.getEntriesByType("resource")
        .filter((one) => /\\/static\\/.*(css|js)/.test(one.name))
        .map((one) => [one.transferSize, one.encodedBodySize, one.decodedBodySize])"""
    first = watched.go("/sparql").evaluate(sizes)
    second = watched.go("/sparql").evaluate(sizes)

    assert len(first) == len(second) >= 2
    assert sum(packed for _, packed, _ in first) < sum(plain for *_, plain in first) / 2
    assert all(sent > packed for sent, packed, _ in first)
    assert [sent for sent, *_ in second] == [0] * len(second), "asked for again"


def chosen(page: Page, name: str) -> None:
    """Choose an example by the beginning of its name."""
    value = page.locator(f'#ask select option[value^="{name}"]').get_attribute("value")
    page.locator("#ask select").first.select_option(value)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_editor_completes_by_names_in_both_languages(watched: Watched, lang: str) -> None:
    page = watched.go(f"/sparql?lang={lang}")
    field = page.locator(".cm-content")
    for typed, term in (
        ("수혜", "dd:recipient"),
        ("recipient", "dd:recipient"),
        ("dd:recip", "dd:recipient"),
    ):
        field.click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("SELECT * { ?s ")
        page.keyboard.type(typed)
        option = page.locator(".cm-tooltip-autocomplete li", has_text=term).first
        expect(option).to_be_visible()
        option.click()
        told = page.locator("#query").input_value()
        assert told.startswith("PREFIX dd: <https://w3id.org/deungdae/ont#>\n"), typed
        assert told.endswith(f"?s {term}"), typed


def test_the_editor_finds_things_by_their_names(watched: Watched) -> None:
    page = watched.go("/sparql?lang=en")
    field = page.locator(".cm-content")
    for typed in ("고래", "gorae", "id:org.gorae"):
        field.click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("SELECT * { ?s ?p ")
        page.keyboard.type(typed)
        option = page.locator(
            ".cm-tooltip-autocomplete li", has_text="id:org.gorae-electronics"
        ).first
        expect(option).to_be_visible()
        option.click()
        told = page.locator("#query").input_value()
        assert told.startswith("PREFIX id: <https://w3id.org/deungdae/id/>\n"), typed
        assert told.endswith("?p id:org.gorae-electronics"), typed
    field.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("SELECT * { ?s ?p ")
    page.keyboard.type('"gorae')  # in a string it is a text, not a thing
    page.wait_for_timeout(600)
    expect(
        page.locator(".cm-tooltip-autocomplete li", has_text="id:org.gorae-electronics")
    ).to_have_count(0)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_an_answer_is_a_table_bars_and_a_link(watched: Watched, lang: str) -> None:
    page = watched.go(f"/sparql?lang={lang}")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(
        "SELECT ?type (COUNT(*) AS ?n) { ?s a ?type } GROUP BY ?type ORDER BY DESC(?n)"
    )
    page.keyboard.press("Control+Enter")

    rows = page.locator("#view tbody tr")
    expect(rows.first).to_be_visible()
    total = rows.count()
    page.locator("#tab-chart").click()
    bars = page.locator("#view svg.chart rect")
    assert bars.count() == min(total, 40) > 5
    assert float(bars.first.get_attribute("width") or 0) == pytest.approx(480)
    shared = page.url
    assert "view=chart" in shared

    again = page.context.new_page()
    again.goto(shared)
    expect(again.locator("#view svg.chart")).to_be_visible()


def test_an_answer_is_drawn_as_a_graph(watched: Watched) -> None:
    page = watched.go("/sparql?lang=en")
    for query in (
        "CONSTRUCT { ?a dd:supported ?b } WHERE { ?x dd:supporter ?a ; dd:recipient ?b }",
        "SELECT ?a ?b WHERE { ?x dd:supporter ?a ; dd:recipient ?b }",
    ):
        page.locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(f"PREFIX dd: <{DD}>\n{query}")
        page.locator("#ask button:not([type])").click()
        page.locator("#tab-graph").click()
        expect(page.locator("svg.net line").first).to_be_attached()
        expect(page.locator("svg.net a", has_text=NAME["en"]).first).to_have_attribute(
            "href", "/doc/org.gorae-electronics?lang=en"
        )
        page.locator("#tab-table").click()


def test_a_wrong_query_is_explained_in_place(watched: Watched) -> None:
    page = watched.go("/sparql?lang=en")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("SELEKT ")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#live .problem")).to_contain_text("no question begins here")
    assert "400" in watched.wrong.pop()  # the browser notes every refusal


def test_every_example_runs(watched: Watched) -> None:
    page = watched.go("/sparql?lang=ko")
    expect(page.locator("#ask select option").nth(22)).to_be_attached()
    for name in ("cq01", "cq02", "cq19"):
        chosen(page, name)
        expect(page.locator("#view table")).to_be_visible()


def opened(watched: Watched, lang: str = "ko", path: str = "/explore") -> Page:
    page = watched.go(f"{path}?lang={lang}")
    expect(page.locator("#explorer canvas").first).to_be_attached()
    return page


def seen(page: Page) -> dict[str, int]:
    told: dict[str, int] = page.evaluate(
        "document.querySelector('#explorer').explorer.picture.seen()"
    )
    return told


def find(page: Page, name: str) -> None:
    page.locator("#explorer input[type=search]").fill(name)
    page.locator(".hits button").first.click()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_thing_is_found_and_told_with_its_quotes(watched: Watched, lang: str) -> None:
    page = opened(watched, lang)
    find(page, "gorae")

    expect(page.locator(".panel h2")).to_have_text(NAME[lang])
    expect(page.locator(".panel blockquote mark").first).to_be_visible()
    href = page.locator(".panel a[href^='/doc/']").first.get_attribute("href")
    assert href == f"/doc/org.gorae-electronics?lang={lang}"
    assert "at=org.gorae-electronics" in page.url


def test_relations_sources_and_years_filter(watched: Watched) -> None:
    page = opened(watched, "en")
    whole = seen(page)
    for title in ("Relations", "Sources"):
        part = page.locator(".filters > details", has=page.get_by_text(title, exact=True))
        part.locator("summary").click()
        part.get_by_role("button", name="none", exact=True).click()
        assert seen(page)["lines"] == 0
        assert (seen(page)["nodes"] < whole["nodes"]) == (title == "Sources")
        expect(part.locator("input:checked")).to_have_count(0)
        boxes = part.locator("label")
        assert boxes.count() >= 3
        for place in range(boxes.count()):
            boxes.nth(place).click()
            if seen(page)["lines"]:
                break
        assert 0 < seen(page)["lines"] < whole["lines"]
        page.get_by_role("button", name="Start again").click()
        assert seen(page) == whole
        expect(part.locator("input:not(:checked)")).to_have_count(0)
    years = page.locator(".years input")
    years.nth(0).fill("2023")
    years.nth(0).blur()
    late = seen(page)
    assert 0 < late["nodes"] < whole["nodes"]
    page.get_by_label("with what has no date").uncheck()
    assert 0 < seen(page)["nodes"] <= late["nodes"]


@pytest.mark.parametrize(("lang", "name"), [("ko", "변화 측정"), ("en", "Change measurement")])
def test_the_legend_names_outlines_and_filters_by_mouse_and_keys(
    watched: Watched, lang: str, name: str
) -> None:
    page = opened(watched, lang)
    whole = seen(page)
    entries = page.locator(".legend .kind")
    paths = entries.locator("path").evaluate_all("(all) => all.map((one) => one.outerHTML)")
    assert len(paths) == entries.count() == len(set(paths)) >= 12
    counts = [int(text) for text in entries.locator(".small").all_inner_texts()]
    assert sum(counts) == whole["nodes"]

    entry = page.get_by_role("button", name=name)
    expect(entry).to_have_attribute("aria-pressed", "true")
    entry.click()
    expect(entry).to_have_attribute("aria-pressed", "false")
    count = int(entry.locator(".small").inner_text())
    assert seen(page)["nodes"] == whole["nodes"] - count
    entry.focus()
    page.keyboard.press("Space")
    assert seen(page) == whole
    page.keyboard.press("Enter")
    assert seen(page)["nodes"] == whole["nodes"] - count

    page.locator(".legend .quiet").nth(1).click()
    assert seen(page)["nodes"] == 0
    page.locator(".legend .quiet").nth(0).click()
    assert seen(page) == whole


# For each kind, which of all outlines fits best to what stands on the screen at one of its nodes.
FITTING = """() => {
    const { picture, stage } = document.querySelector("#explorer").explorer;
    const { renderer } = stage;
    renderer.setSetting("zoomToSizeRatioFunction", (ratio) => 0.4 * Math.sqrt(ratio)); // larger
    renderer.refresh({ schedule: false });
    const { nodes } = renderer.getCanvases();
    const { width } = renderer.getDimensions();
    const flat = Object.assign(document.createElement("canvas"), {
        width: nodes.width, height: nodes.height,
    });
    const context = flat.getContext("2d");
    context.drawImage(nodes, 0, 0);
    const { data } = context.getImageData(0, 0, flat.width, flat.height);
    const kinds = picture.told.kinds;
    const paths = kinds.map((kind) => new Path2D(kind.path));
    const colours = kinds.map((kind) =>
        kind.colour.match(/[0-9a-f]{2}/g).map((two) => parseInt(two, 16)));
    const best = {};
    for (let i = 0; i < picture.count; i += 1) {
        const look = renderer.getNodeDisplayData(String(i));
        const at = renderer.framedGraphToViewport(look);
        const size = renderer.scaleSize(look.size);
        const kind = picture.nodes.kind[i];
        const fits = paths.map(() => 0);
        let all = 0;
        for (let u = -1.3; u <= 1.3; u += 0.1)
            for (let v = -1.3; v <= 1.3; v += 0.1) {
                const [x, y] = [at.x + u * size, at.y + v * size].map((value) =>
                    Math.round((value * nodes.width) / width));
                const place = 4 * (y * flat.width + x);
                const isDrawn = colours[kind].every(
                    (one, channel) => Math.abs(one - data[place + channel]) < 40);
                paths.forEach((path, n) => {
                    const isIn = context.isPointInPath(path, u, v, "evenodd");
                    fits[n] += Number(isIn === isDrawn);
                });
                all += 1;
            }
        const own = fits[kind] / all;
        if (own > (best[kind]?.own ?? 0))
            best[kind] = { own, fitting: kinds[fits.indexOf(Math.max(...fits))].kind };
    }
    return Object.entries(best).map(([kind, told]) => [kinds[kind].kind, told.fitting, told.own]);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_kind_is_drawn_with_its_own_outline(watched: Watched, scheme: Scheme) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    page = opened(watched, "en")
    told: list[tuple[str, str, float]] = page.evaluate(FITTING)

    assert len(told) == page.locator(".legend .kind").count() >= 12
    assert [kind for kind, fitting, _ in told if kind != fitting] == []
    assert min(own for *_, own in told) > 0.85


def test_neighbours_come_and_go(watched: Watched) -> None:
    page = opened(watched, "en")
    whole = seen(page)
    find(page, "dotori")
    page.get_by_role("button", name="Only this").click()
    near = seen(page)
    assert 1 < near["nodes"] < whole["nodes"]
    find(page, "gorae")
    page.get_by_role("button", name="Show its neighbours").click()
    assert near["nodes"] < seen(page)["nodes"] < whole["nodes"]


def test_a_path_between_two_actors(watched: Watched) -> None:
    page = opened(watched, "en")
    find(page, "dotori")
    page.get_by_role("button", name="Path from here").click()
    find(page, "bandit")
    page.get_by_role("button", name="Find the path to here").click()

    expect(page.locator(".stage .notice")).to_contain_text("2 steps")
    marked = page.evaluate(
        "[...document.querySelector('#explorer').explorer.picture.path.nodes].length"
    )
    assert marked == 3


def test_what_is_seen_is_taken_away(watched: Watched, tmp_path: Path) -> None:
    page = opened(watched, "en")
    find(page, "gorae")
    page.get_by_role("button", name="Only this").click()
    with page.expect_download() as got:
        page.get_by_role("button", name="Save as PNG").click()
    got.value.save_as(tmp_path / "seen.png")
    body = (tmp_path / "seen.png").read_bytes()
    assert body.startswith(b"\x89PNG")
    assert len(body) > 20_000, "an empty canvas is smaller"
    with page.expect_download() as got:
        page.get_by_role("button", name="Save as SVG").click()
    got.value.save_as(tmp_path / "seen.svg")
    drawn = ElementTree.parse(tmp_path / "seen.svg").getroot()  # noqa: S314 -- our own
    titles = [title.text for title in drawn.iterfind(f"{SVG}g/{SVG}title")]
    assert drawn.tag == f"{SVG}svg"
    assert len(titles) == seen(page)["nodes"]
    assert NAME["en"] in titles
    assert NAME["en"] in [text.text for text in drawn.iterfind(f"{SVG}text")]
    assert len(drawn.findall(f"{SVG}line")) == seen(page)["lines"]
    outlines = {path.get("d") for path in drawn.iterfind(f"{SVG}g/{SVG}path")}
    legend = [path.get("d") for path in drawn.iterfind(f"{SVG}path")]
    assert len(legend) == len(set(legend))
    assert set(legend) == outlines
    with page.expect_download() as got:
        page.get_by_role("button", name="as JSON").click()
    got.value.save_as(tmp_path / "seen.json")
    told: dict[str, Any] = json.loads((tmp_path / "seen.json").read_text("utf-8"))
    assert len(told["nodes"]) == seen(page)["nodes"]
    assert len(told["links"]) == seen(page)["lines"]
    assert all(0 <= node["x"] <= 1 and 0 <= node["y"] <= 1 for node in told["nodes"])
    things = {node["id"] for node in told["nodes"]}
    assert all({link["source"], link["target"]} <= things for link in told["links"])
    assert any(link["start"] for link in told["links"])
    assert page.locator(".panel a[href*='/export/graphml']").count() == 1


# Where on the screen a node stands, or the middle of the line that is furthest from all nodes.
AT_NODE = """(id) => {
    const { picture, stage } = document.querySelector("#explorer").explorer;
    const { renderer } = stage;
    const box = renderer.getContainer().getBoundingClientRect();
    const look = renderer.getNodeDisplayData(String(picture.place.get(id)));
    const at = renderer.framedGraphToViewport(look);
    return [box.x + at.x, box.y + at.y];
}"""
AT_LINE = """() => {
    const { picture, stage } = document.querySelector("#explorer").explorer;
    const { renderer } = stage;
    const box = renderer.getContainer().getBoundingClientRect();
    const spots = picture.nodes.id.map((_, i) =>
        renderer.framedGraphToViewport(renderer.getNodeDisplayData(String(i))));
    let best = { room: 0 };
    for (let i = 0; i < picture.lineCount; i += 1) {
        if (!picture.lines.id[i].startsWith("support.")) continue;
        const [from, to] = [spots[picture.ends.source[i]], spots[picture.ends.target[i]]];
        const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
        const room = Math.min(...spots.map((spot) => Math.hypot(spot.x - x, spot.y - y)));
        const relation = picture.told.relations[picture.lines.relation[i]][picture.lang];
        if (room > best.room) best = { room, at: [box.x + x, box.y + y], relation };
    }
    return [...best.at, best.relation];
}"""
REST = """async () => {
    const camera = document.querySelector("#explorer").explorer.stage.renderer.getCamera();
    do await new Promise(requestAnimationFrame);
    while (camera.isAnimated());
    return [camera.x, camera.y, camera.ratio];
}"""


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_points_and_lines_are_clicked_and_the_panel_closes(watched: Watched, lang: str) -> None:
    page = opened(watched, lang)
    page.evaluate(REST)
    page.mouse.click(*page.evaluate(AT_NODE, "org.gorae-electronics"))
    panel = page.locator(".panel")
    expect(panel.locator("h2")).to_have_text(NAME[lang])
    page.locator(".canvas").focus()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert "#" not in page.url

    page.reload()
    expect(page.locator("#explorer canvas").first).to_be_attached()
    page.evaluate(REST)
    x, y, relation = page.evaluate(AT_LINE)
    page.mouse.click(x, y)
    expect(panel.locator("h2")).to_have_text(relation)
    expect(panel.locator("blockquote mark").first).to_be_visible()
    expect(panel.locator("p").filter(has_text="→").get_by_role("button")).to_have_count(2)
    panel.locator(".close").click()
    expect(panel).to_be_hidden()


def test_the_buttons_bring_the_picture_nearer_and_back(watched: Watched) -> None:
    page = opened(watched, "en")
    whole = page.evaluate(REST)
    page.get_by_role("button", name="Larger").click()
    near = page.evaluate(REST)
    assert near[2] < whole[2]
    page.get_by_role("button", name="Smaller").click()
    assert page.evaluate(REST)[2] > near[2]
    page.get_by_role("button", name="Larger").click()
    page.get_by_role("button", name="Fit").click()
    assert page.evaluate(REST) == pytest.approx([0.5, 0.5, 1])


def test_a_link_opens_the_explorer_at_a_thing(watched: Watched) -> None:
    page = watched.go("/explore?lang=en#at=org.gorae-electronics")
    panel = page.locator(".panel")
    expect(panel.locator("h2")).to_have_text(NAME["en"])
    panel.locator("details", has_text="Joined to").locator("summary").click()
    other = panel.locator("details .link", has_text="Dotori Precision").first
    other.click()
    expect(panel.locator("h2")).to_have_text("Dotori Precision")
    assert page.url.endswith("#at=org.dotori-precision")


def test_the_search_takes_enter_and_tells_of_nothing(watched: Watched) -> None:
    page = opened(watched, "ko")
    field = page.locator("#explorer input[type=search]")
    field.fill("없는이름없음")
    expect(page.locator(".hits li")).to_have_text("그런 이름이 없습니다")
    field.fill("고래")
    expect(page.locator(".hits button").first).to_have_text(NAME["ko"])
    field.press("Enter")
    expect(page.locator(".panel h2")).to_have_text(NAME["ko"])
    expect(page.locator(".hits li")).to_have_count(0)


def test_without_webgl_there_is_a_drawing_that_says_why(watched: Watched) -> None:
    watched.page.add_init_script(
        """const own = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
            return kind.includes("webgl") ? null : own.call(this, kind, ...rest);
        };"""
    )
    page = watched.go("/explore?lang=en")
    expect(page.locator("#explorer .notice")).to_contain_text("no WebGL")
    expect(page.locator("#explorer img")).to_be_visible()


def test_a_graph_that_does_not_come_is_told(watched: Watched) -> None:
    watched.page.route("**/explore/graph.json", lambda route: route.abort())
    page = watched.go("/explore?lang=ko")
    expect(page.locator("#explorer .notice")).to_contain_text("불러오지 못했습니다")
    expect(page.locator("#explorer img")).to_be_visible()
    assert "ERR_FAILED" in watched.wrong.pop()  # the browser notes what did not come


def test_the_picture_can_be_steered_by_keys(watched: Watched) -> None:
    page = opened(watched, "en")
    camera = "document.querySelector('#explorer').explorer.stage.renderer.getCamera().x"
    before = page.evaluate(camera)
    page.locator(".canvas").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(camera) > before


def test_without_script_there_is_a_drawing(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/explore?lang=en")
    image = page.locator("noscript img, .drawing img").first
    expect(image).to_be_visible()
    page.goto(f"{address}/sparql?lang=en")
    expect(page.locator("textarea")).to_be_visible()
    context.close()


def test_pairs_are_decided_without_script_and_the_project_takes_the_file(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/review?lang=ko")
    foods = page.locator(".pair", has_text="org.osolgil-foods")
    foods.get_by_label("같습니다").check()
    foods.get_by_label("까닭").fill("같은 번호")
    page.locator(".pair", has_text="person.ryu-da-on").get_by_label("다릅니다").check()
    page.get_by_role("button", name="판단 파일 받기").click()
    expect(page.locator("h1")).to_have_text("판단할 연결")  # who decides is missing: still here
    page.get_by_label("판단한 사람").fill("김하늘")
    with page.expect_download() as got:
        page.get_by_role("button", name="판단 파일 받기").click()
    got.value.save_as(tmp_path / "reviewed.jsonl")
    context.close()

    assert re.fullmatch(r"reviewed-[0-9a-f]{12}\.jsonl", got.value.suggested_filename)
    project = tmp_path / "cases"
    shutil.copytree(ROOT / "examples" / "cases", project)
    done = import_decisions(
        open_project(project), (tmp_path / "reviewed.jsonl").read_text("utf-8"), "reviewed.jsonl"
    )
    assert [(each.one, each.verdict, each.reason) for each in done.added] == [
        ("org.osolgil-foods", "same", "김하늘: 같은 번호"),
        ("person.ryu-da-on", "different", "김하늘"),
    ]


def waiting(folder: Path, count: int) -> Path:
    """Write links of invented firms that nobody has decided."""
    path = folder / "waiting.nt"
    with path.open("w", encoding="utf-8") as out:
        for i in range(count):
            for predicate, value in (
                (vocab.RDF.type, vocab.IdentityLink),
                (vocab.RDF.subject, f"<{BASE}org.f{i}>"),
                (vocab.RDF.predicate, vocab.SKOS.closeMatch),
                (vocab.RDF.object, f"<https://example.org/register/{i}>"),
                (vocab.confidence, Literal(0.7)),
            ):
                out.write(f"<{BASE}link.{i}> {predicate} {value} .\n")
    return path


def test_choices_stay_from_page_to_page_until_they_are_cleared(
    browser: Browser, tmp_path: Path
) -> None:
    with serving(waiting(tmp_path, 25)) as running:
        address = running.address.rstrip("/")
        context = browser.new_context()
        watched = Watched(context.new_page(), address)
        page = watched.go("/review?lang=en")
        page.evaluate(
            "localStorage.setItem('deungdae-review /review', JSON.stringify("
            "{ pairs: { 'link.gone': { verdict: 'same', because: '' } }, by: 'Kim' }))"
        )
        page.reload()
        first, told = page.locator(".pair").first, page.locator(".hand-in [role=status]")
        expect(page.get_by_label("Decided by")).to_have_value("Kim")
        first.get_by_label("The same").check()
        first.get_by_label("Why").fill("one number")
        expect(told).to_contain_text("1 decided ·")  # the pair that is gone was forgotten
        page.get_by_role("link", name="Next").click()
        page.locator(".pair").first.get_by_label("Different").check()
        expect(told).to_contain_text("2 decided (1 on other pages)")
        with page.expect_download() as got:
            page.get_by_role("button", name="Take the decisions").click()
        lines = [
            json.loads(line) for line in Path(got.value.path()).read_text("utf-8").splitlines()
        ]
        assert [(each["verdict"], each.get("because", "")) for each in lines] == [
            ("same", "one number"),
            ("different", ""),
        ]
        page.goto(f"{address}/review?lang=en")
        expect(page.locator(".pair").first.get_by_label("The same")).to_be_checked()
        page.get_by_role("button", name="Clear").click()
        page.reload()
        expect(page.locator(".pair").first.get_by_label("Leave open")).to_be_checked()
        expect(told).to_be_empty()
        assert watched.wrong == []
        context.close()


def dragged(page: Page) -> float:
    """Return how long a frame takes while the picture is dragged about, in milliseconds."""
    box = page.locator(".canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y)
    page.evaluate(
        """() => {
            window.seen = { frames: 0, start: performance.now() };
            const count = () => { window.seen.frames += 1; requestAnimationFrame(count); };
            requestAnimationFrame(count);
        }"""
    )
    for step in range(24):
        page.mouse.move(x + 5 + step * 2, y + step)
    took: float = page.evaluate("(performance.now() - window.seen.start) / window.seen.frames")
    page.mouse.up()
    return took


def strokes(page: Page) -> tuple[int, int]:
    """Return how many lines sigma draws by itself, emphasised, and how many lie below."""
    told: list[int] = page.evaluate(
        """async () => {
            const { stage } = document.querySelector("#explorer").explorer;
            const camera = stage.renderer.getCamera();
            while (camera.isAnimated()) await new Promise(requestAnimationFrame);
            stage.renderer.refresh({ schedule: false }); // while it moves, lines rest
            return [stage.renderer.getGraph().size, stage.lines.count];
        }"""
    )
    return told[0], told[1]


def test_ten_thousand_nodes_stay_usable(browser: Browser, tmp_path: Path) -> None:
    quads = (line.rpartition(" <")[0] for line in network(10_000, 50_000))
    # without their graphs, which double what has to be loaded
    (tmp_path / "many.nt").write_text("".join(f"{triple} .\n" for triple in quads), "utf-8")
    with serving(tmp_path / "many.nt") as running:
        address = running.address.rstrip("/")
        running.get("/explore/graph.json")  # made once a release, kept from then on
        watched = Watched(browser.new_page(), address)
        start = time.perf_counter()
        page = opened(watched, "en")
        loading = time.perf_counter() - start
        assert seen(page) == {"nodes": 10_000, "lines": 50_000, "all": 10_000}
        assert strokes(page) == (0, 50_000)
        frame = dragged(page)
        print(f"10,000 nodes and 50,000 lines: usable in {loading:.1f} s, {frame:.0f} ms a frame")  # noqa: T201
        assert loading < 5
        assert frame < 250, "software rendering on a busy machine; a graphics card is faster"

        find(page, "Firm 4321")
        expect(page.locator(".panel h2")).to_have_text("Firm 4321")
        own, below = strokes(page)
        assert own + below == 50_000
        assert own >= 1
        page.get_by_role("button", name="Path from here").click()
        find(page, "Firm 1234")
        page.get_by_role("button", name="Find the path to here").click()
        expect(page.locator(".stage .notice")).to_contain_text("steps")
        steps = page.evaluate(
            "document.querySelector('#explorer').explorer.picture.path.nodes.size"
        )
        assert strokes(page)[0] >= steps - 1 >= 2
        page.get_by_role("button", name="Start again").click()
        page.locator(".legend .kind", has_text="Person").click()
        less = seen(page)
        assert less["nodes"] < 10_000
        assert strokes(page) == (0, less["lines"])
        assert watched.wrong == []
        page.close()
