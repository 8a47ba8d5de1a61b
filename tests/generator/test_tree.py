"""The YAML reader keeps positions and refuses what would mean something else than it says."""

import contextlib

import pytest
from eventbridge_notifier.diagnostics.finding import SpecError
from eventbridge_notifier.spec import yaml
from hypothesis import given
from hypothesis import strategies as st


def refusal(text: str) -> str:
    with pytest.raises(SpecError) as caught:
        yaml.parse(text, "w.yaml")
    return str(caught.value)


def test_the_words_on_yes_and_no_stay_words() -> None:
    assert yaml.parse("on: [yes, no, off]", "w.yaml").value == {"on": ["yes", "no", "off"]}


def test_an_account_that_begins_with_zero_keeps_its_zero() -> None:
    assert yaml.parse("a: [012345678901, 0, 10]", "w.yaml").value == {"a": ["012345678901", 0, 10]}


def test_a_position_is_known_for_every_key_and_item() -> None:
    parsed = yaml.parse("watches:\n  a:\n    on: [x,\n      y]\n", "w.yaml")
    assert parsed.file.at(("watches", "a", "on"))[0] == 3
    assert parsed.file.at(("watches", "a", "on", 1)) == (4, 7)


@pytest.mark.parametrize(("text", "line", "words"), [
    ("a: 1\na: 2\n", 2, "twice"),
    ("a: [1\n", 2, "YAML"),
    ("a: !!python/object:os.system x\n", 1, "tag"),
    ("a: &x [1]\n<<: *x\n", 2, "merge"),
    ("---\na: 1\n---\nb: 2\n", 3, "one YAML document"),
    ("", 1, "empty"),
    ("# only a comment\n", 1, "empty"),
    ("a: \"x\\u0007y\"\n", 1, "control character"),
    ("a: .inf\n", 1, "JSON"),
])
def test_what_is_refused_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    message = refusal(text)
    assert message.startswith(f"w.yaml:{line}: ")
    assert words in message


def test_a_bomb_of_aliases_ends_early() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert "w.yaml:" in refusal("\n".join(lines))


def test_deep_nesting_is_refused_and_not_a_crash() -> None:
    assert "deep" in refusal("[" * 5000)


@given(st.text(max_size=200))
def test_any_text_gives_a_tree_or_findings(text: str) -> None:
    with contextlib.suppress(SpecError):
        yaml.parse(text, "w.yaml")
