"""What the generator writes as HCL, an HCL parser reads back as it was meant."""

import io

import hcl2
from eventbridge_notifier.deploy import hcl
from hypothesis import given, settings
from hypothesis import strategies as st

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)


def read_back(expression: str) -> object:
    parsed = hcl2.load(io.StringIO(f"a = {expression}\n"))
    return parsed["a"]


def test_interpolation_and_directives_are_defused() -> None:
    assert hcl.text("${file(\"/etc/passwd\")} %{ if true }") == (
        '"$${file(\\"/etc/passwd\\")} %%{ if true }"')


def test_quotes_and_line_breaks_cannot_leave_the_string() -> None:
    assert hcl.text('a"\n}\nresource "x" {') == '"a\\"\\n}\\nresource \\"x\\" {"'


def test_nothing_is_null_and_an_empty_mapping_is_empty() -> None:
    assert [hcl.expression(value) for value in (None, {}, [], True)] == ["null", "{}", "[]", "true"]


@given(texts)
def test_no_text_opens_a_template(text: str) -> None:
    written = hcl.text(text)
    rest = written.replace("$${", "").replace("%%{", "")
    assert "${" not in rest
    assert "%{" not in rest
    assert "\n" not in written


@settings(deadline=None)
@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.integers() | st.booleans()))
def test_mappings_are_read_back_whole(value: dict[str, int]) -> None:
    if value:
        assert len(read_back(hcl.expression(value))) == len(value)  # type: ignore[arg-type]
