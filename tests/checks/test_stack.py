"""A stack that says otherwise than its spec is found; one that agrees is left in peace."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from eventbridge_notifier import __version__
from eventbridge_notifier.checks.context import Stack
from eventbridge_notifier.checks.stack import stack_files
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.deploy.placement import AT_HOME
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.pipeline import scaffold
from eventbridge_notifier.spec.model import Spec

from tests.generator.specs import spec

HOME = Spec((), (), "eu-west-1")


def found(text: str, home: Spec = HOME) -> list[tuple[str, int, str]]:
    findings: tuple[Finding, ...] = tuple(stack_files.agree(
        Stack(home, (), AT_HOME, {"main.tf": text})))
    assert all((one.file, one.level) == ("main.tf", "warning") for one in findings)
    return [(one.code, one.line, one.suggestion) for one in findings]


PROVIDER = 'terraform {{\n  required_providers {{\n    aws = {{ version = "{}" }}\n  }}\n}}\n'
MODULE = 'module "n" {{\n  source  = "x/eventbridge_notifier"\n  version = "{}"\n}}\n'


@pytest.mark.parametrize(("text", "expected"), [
    ('provider "aws" {\n  region = "eu-west-1"\n}\n', []),
    ('provider "aws" {\n  region = "us-east-1"\n}\n', [("stack-region", 2, "eu-west-1")]),
    ('provider "aws" {\n  alias  = "x"\n  region = "us-east-1"\n}\n', []),
    ('provider "aws" {\n  region = var.region\n}\n', []),
    ('provider "aws" {\n  region = "${var.x}"\n}\n', []),
    (PROVIDER.format("~> 4.0"), [("stack-version", 3, stack_files.AWS_PROVIDER)]),
    (PROVIDER.format(">= 5.0, < 5.50"), [("stack-version", 3, stack_files.AWS_PROVIDER)]),
    (PROVIDER.format("~> 5.0"), []), (PROVIDER.format("6.2.0"), []), (PROVIDER.format("oops"), []),
    (MODULE.format(f"~> {__version__}"), []),
    (MODULE.format("99.0.0"), [("stack-version", 3, f"~> {__version__}")]),
    ("", []), ("# only words\n", []),
    ("this is { no HCL at all\n", [("unverified-stack", 1, "")]),
    ("nor is this\n", [("unverified-stack", 1, "")]),
    ('provider "aws" {\n  region = "us-east-1"\n', [("unverified-stack", 2, "")]),
    ('# caf\ufffd\nprovider "aws" {\n  region = "us-east-1"\n}\n',
     [("unverified-stack", 1, ""), ("stack-region", 3, "eu-west-1")]),
])
def test_what_speaks_against_the_spec_is_found(
        text: str, expected: list[tuple[str, int, str]]) -> None:
    assert found(text) == expected


def test_a_spec_without_a_home_speaks_against_no_region() -> None:
    assert found('provider "aws" {\n  region = "us-east-1"\n}\n', Spec((), ())) == []


def test_what_init_writes_agrees_with_itself() -> None:
    assert found(scaffold.stack("eu-west-1", "../modules/eventbridge_notifier")["main.tf"]) == []


def test_a_stack_that_cannot_be_read_is_said_to_be_unread(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(spec({"on": "lambda:CreateAlias"}))
    (tmp_path / "main.tf").write_bytes(b'# caf\xe9\n')
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert (result.exit_code, "[unverified-stack]" in result.stderr) == (0, True)
    assert f"{tmp_path}/main.tf:1: warning: is not UTF-8 text" in result.stderr


def test_check_reads_the_stack_beside_the_spec(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(spec({"on": "lambda:CreateAlias"}))
    (tmp_path / "main.tf").write_text('provider "aws" {\n  region = "eu-west-1"\n}\n')
    said = CliRunner().invoke(main, ["check", str(tmp_path)]).stderr
    assert f"{tmp_path}/main.tf:2: warning: the provider's region is eu-west-1" in said
