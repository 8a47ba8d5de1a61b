"""Terraform finds its provider without the internet, or says in one message what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from eventbridge_notifier.sandbox.terraform import providers
from eventbridge_notifier.sandbox.terraform.runner import Terraform, TerraformError

ROOT_MODULE = """
variable "words" {
  type    = map(string)
  default = {}
}
output "words" {
  value = var.words
}
"""


def mirror(folder: Path) -> Path:
    (folder / providers.PROVIDER / "5.100.0").mkdir(parents=True)
    return folder


def test_values_reach_terraform_and_come_back(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(ROOT_MODULE)
    words = {"a": "${b} %{if} \"quoted\"\n", "ü": "ß"}
    with Terraform(tmp_path) as terraform:
        terraform.init()
        terraform.apply(words=words)
        assert terraform.output("words") == words
        assert terraform.changes(words=words) == ""
        assert "Changes to Outputs" in terraform.changes(words={})
        terraform.destroy()
        with pytest.raises(KeyError):
            terraform.output("nothing")


def test_an_error_of_terraform_is_told(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("this is no HCL")
    with Terraform(tmp_path) as terraform, pytest.raises(TerraformError, match=r"main\.tf"):
        terraform.init()


def test_without_terraform_the_message_says_where_to_get_it(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TerraformError, match=r"not installed.*developer\.hashicorp\.com"):
        Terraform(tmp_path)


def test_without_a_provider_the_message_says_which_variable_to_set(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "main.tf").write_text(
        'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\n')
    empty = tmp_path / "empty"
    empty.mkdir()
    config = tmp_path / "config.tfrc"
    config.write_text('provider_installation {\n  filesystem_mirror {\n    path = "'
                      + empty.as_posix() + '"\n  }\n}\n')
    monkeypatch.setenv("TF_CLI_CONFIG_FILE", str(config))
    with Terraform(tmp_path) as terraform, pytest.raises(
            TerraformError, match=rf"(?s)AWS provider.*{providers.VARIABLE}"):
        terraform.init()


def test_a_configuration_of_the_user_is_honoured(tmp_path: Path) -> None:
    config = tmp_path / "config.tfrc"
    config.write_text("")
    told = {"TF_CLI_CONFIG_FILE": str(config), providers.VARIABLE: str(mirror(tmp_path / "m"))}
    assert providers.environment(told, tmp_path) == {}


def test_a_configuration_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    told = {"TF_CLI_CONFIG_FILE": str(tmp_path / "gone"),
            providers.VARIABLE: str(mirror(tmp_path / "m"))}
    made = providers.environment(told, tmp_path)["TF_CLI_CONFIG_FILE"]
    assert (tmp_path / "m").as_posix() in Path(made).read_text()


def test_a_folder_without_the_provider_is_no_mirror(tmp_path: Path) -> None:
    assert providers.mirror({providers.VARIABLE: str(tmp_path)}) is None
