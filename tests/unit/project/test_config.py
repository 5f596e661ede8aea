import re

import pytest

from kg.config import Config, Llm, read_config
from kg.errors import ConfigError
from kg.files import resource_text
from kg.model.report import Text

LLM = "[llm]\nbase_url = 'http://a.example/v1'\nmodel = 'm'\n"


def test_an_empty_file_keeps_every_default() -> None:
    assert read_config("", "kg.toml") == Config()


def test_every_setting_is_read() -> None:
    text = """
    name = { ko = "사례", en = "Cases" }
    base = "https://e.example/id/"
    language = "ko"
    licence = "CC-BY-4.0"
    publisher = "물빛"
    contact = "data@mulbit.example"
    covers = ["https://sws.geonames.org/1841603/"]
    output = "out"
    [sources]
    include = ["*.txt"]
    exclude = ["x/*"]
    [mappings]
    "b*.csv" = "b.toml"
    "*.csv" = "a.toml"
    [authority]
    files = ["known.csv"]
    [expect.min]
    Measurement = 3
    """

    assert read_config(text, "kg.toml") == Config(
        name=Text("사례", "Cases"),
        base="https://e.example/id/",
        language="ko",
        licence="CC-BY-4.0",
        publisher="물빛",
        contact="data@mulbit.example",
        covers=("https://sws.geonames.org/1841603/",),
        output="out",
        include=("*.txt",),
        exclude=("x/*",),
        mappings=(("b*.csv", "b.toml"), ("*.csv", "a.toml")),
        authority=("known.csv",),
        expect_min={"Measurement": 3},
    )


def test_the_shipped_file_is_right_with_its_remarks_and_without() -> None:
    shipped = resource_text("project/kg.toml")
    opened = re.sub(r'^# (?=[a-z_]+ = |"|[A-Z]\w+ = \d)', "", shipped, flags=re.MULTILINE)

    assert read_config(shipped, "kg.toml").mappings == ()
    assert read_config(opened, "kg.toml").mappings == (("programmes-*.csv", "programmes.toml"),)
    assert read_config(opened, "kg.toml").expect_min == {"SupportActivity": 1}
    assert read_config(shipped, "kg.toml").llm is None
    assert read_config(opened, "kg.toml").llm == Llm(
        base_url="http://127.0.0.1:8080/v1", model="...", key_env="LLM_KEY"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nane = 1", "nane is no setting .*did you mean name"),
        ("[sources]\nincludes = []", "sources.includes is no setting .*mean include"),
        ("[expect]\nmax = 1", "expect.max is no setting"),
        ("quite_other = 1", "known are name, base"),
        ("base = 'e.example/'", "base is 'e.example/' .*absolute IRI"),
        ("base = 'https://e.example/id'", "ends in / or #"),
        ("language = 'fr'", "language is 'fr' .*auto, ko or en"),
        ("licence = 4", "licence is 4, not a text"),
        ("sources = 4", "sources is 4, not a table"),
        ("[sources]\ninclude = 'x'", "include is 'x', not a list"),
        ("[expect.min]\nActor = '4'", "expect.min.Actor is '4', not a count"),
        ("[expect.min]\nActor = true", "not a count"),
        ("[llm]\nmodel = 'm'", "llm.base_url is missing .*both"),
        ("[llm]\nbase_url = 'http://a.example/v1'", "llm.model is missing"),
        ("[llm]\nkey = 'opensesame'", "llm.key is no setting .*mean key_env"),
        (f"{LLM}timeout = -1", "llm.timeout is -1, not a number from 0 to 3600"),
        (f"{LLM}timeout = inf", "llm.timeout is inf"),
        (f"{LLM}retries = 1.5", "llm.retries is 1.5, not a whole number from 0"),
        (f"{LLM}retries = true", "llm.retries is True"),
        (f"{LLM}max_characters = 10", "llm.max_characters is 10, not a whole number from 200"),
        (f"{LLM}price_in = 'free'", "llm.price_in is 'free', not a number from 0"),
        (f"{LLM}price_in = nan", "llm.price_in is nan"),
        (f"{LLM}confidence = 1.2", "llm.confidence is 1.2, not a number from 0 to 1"),
        ("= 1", "this is no TOML"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=f"^kg.toml: .*{words}"):
        read_config(text, "kg.toml")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("contact = '물빛연구소'", "contact is '물빛연구소'"),
        ("contact = 'data@mulbit'", "contact is 'data@mulbit'"),
        ("contact = 'https://a b'", "contact is"),
        ("covers = ['대한민국']", "covers names '대한민국'"),
        ("covers = 'https://a.example/'", "covers is"),
    ],
)
def test_a_contact_and_places_are_addresses(line: str, said: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(said)) as caught:
        read_config(line, "kg.toml")

    assert caught.value.where == "kg.toml"
    assert caught.value.hint
