"""The readers of the environment: good values arrive typed, odd ones stop the start by name."""

from pathlib import Path

import pytest

from config.env import Env, SettingError


def test_text_is_stripped_and_default_applies():
    env = Env({"A": "  word "})
    assert env.text("A") == "word"
    assert env.text("B", "else") == "else"


@pytest.mark.parametrize("reader", ["text", "switch", "number", "words", "path"])
def test_a_missing_variable_is_named(reader):
    with pytest.raises(SettingError, match="PLACE"):
        getattr(Env({}), reader)("PLACE")


@pytest.mark.parametrize(
    ("value", "meant"),
    [("1", True), ("TRUE", True), ("on", True), ("0", False), ("No", False), ("", False)],
)
def test_switch(value, meant):
    assert Env({"S": value}).switch("S") is meant


@pytest.mark.parametrize("value", ["2", "vrai", "enabled", "-"])
def test_an_odd_switch_is_refused_by_name(value):
    with pytest.raises(SettingError, match="S must be one of"):
        Env({"S": value}).switch("S")


def test_number_within_bounds():
    env = Env({"N": "5"})
    assert env.number("N", minimum=5, maximum=5) == 5
    assert env.number("M", 3) == 3


@pytest.mark.parametrize("value", ["4", "10", "5.0", "", "five", "1e1"])
def test_an_odd_number_is_refused_by_name(value):
    with pytest.raises(SettingError, match="N must"):
        Env({"N": value}).number("N", minimum=5, maximum=9)


def test_words():
    assert Env({"W": " a, b ,,c"}).words("W") == ["a", "b", "c"]
    assert Env({"W": " , "}).words("W") == []


def test_choice():
    env = Env({"C": "red"})
    assert env.choice("C", ["red", "blue"]) == "red"
    with pytest.raises(SettingError, match="C must be one of blue"):
        env.choice("C", ["blue"])


def test_path_is_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert Env({"P": "below"}).path("P") == tmp_path.resolve() / "below"
    assert Env({}).path("P", Path("/srv")) == Path("/srv")
    with pytest.raises(SettingError, match="P is empty"):
        Env({"P": " "}).path("P")
