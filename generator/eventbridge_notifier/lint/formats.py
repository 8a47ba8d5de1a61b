"""Which files are read, how, and what is looked for in them. Data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from eventbridge_notifier.lint.candidate import Finder
from eventbridge_notifier.lint.finders import (
    cloudformation,
    custodian,
    elastic,
    pattern_file,
    serverless,
    sigma,
    terraform,
    terraform_plan,
)
from eventbridge_notifier.lint.nodes import Node
from eventbridge_notifier.lint.readers import hcl, json, yaml


@dataclass(frozen=True)
class Format:
    """Files whose names end with one of `suffixes`.

    A file without any of `words` holds nothing to check, and is not read as its syntax.
    """

    suffixes: tuple[str, ...]
    words: re.Pattern[bytes]
    read: Callable[[str], list[Node]]
    finders: tuple[Finder, ...]


def _read_json(text: str) -> list[Node]:
    return [json.read(text)]


def _read_hcl(text: str) -> list[Node]:
    return [hcl.read(text)]


def _read_toml(text: str) -> list[Node]:
    return [elastic.read(text)]


def _read_template(text: str) -> list[Node]:
    return _read_json(text) if text.lstrip()[:1] == "{" else yaml.read(text)


_TERRAFORM = re.compile(rb"event_?[pP]attern|detail-type|\$\.(event|user|error)|\$\[")
_TEMPLATE = re.compile(rb"[pP]attern|detail-type|\"eventName\"")
_YAML = re.compile(rb"Pattern|pattern|detail-type|cloudtrail|cloudwatchEvent|guard-duty|"
                   rb"ec2-instance-state")
_JSON_FINDERS = (cloudformation.find, terraform_plan.find, pattern_file.find)
_YAML_FINDERS = (cloudformation.find, serverless.find, custodian.find, sigma.find)

FORMATS = (
    Format((".tf", ".tofu", ".hcl"), _TERRAFORM, _read_hcl, (terraform.find,)),
    Format((".tf.json", ".tofu.json"), _TERRAFORM, _read_json, (terraform.find,)),
    Format((".json",), _TEMPLATE, _read_json, _JSON_FINDERS),
    Format((".yaml", ".yml"), _YAML, yaml.read, _YAML_FINDERS),
    Format((".template",), _YAML, _read_template, (cloudformation.find,)),
    Format((".toml",), re.compile(rb"aws\.cloudtrail"), _read_toml, (elastic.find,)),
)

# HCL of other tools, and of Terraform's own tests, in which patterns are wrong on purpose.
_OTHERS = (".tftest.hcl", ".tfmock.hcl", ".lock.hcl", ".pkr.hcl", ".nomad.hcl")


def of(name: str) -> Format | None:
    """The format of a file by its name, the longest ending first; None for any other file."""
    if name.lower().endswith(_OTHERS):
        return None
    found = [(len(suffix), one) for one in FORMATS for suffix in one.suffixes
             if name.lower().endswith(suffix)]
    return max(found, key=lambda pair: pair[0])[1] if found else None
