"""What sends events home from other regions and accounts, as text. Pure: a plan in, files out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eventbridge_notifier.deploy import cloudformation, terraform
from eventbridge_notifier.deploy.placement import Plan, alias
from eventbridge_notifier.deploy.sending import as_json

FORWARD = "forward.json"
MEMBER, MEMBER_MAIN = "member/forwarders.tf", "member/main.tf"
STACK_SET = "member/forwarder.template.json"
HOME_MODULE, FORWARDER_MODULE = "eventbridge_notifier", "event_forwarder"

_MODULE = re.compile(r'^module\s+"([^"]+)"\s*\{(.*?)^\}', re.M | re.S)
_SOURCE = re.compile(r'^\s*source\s*=\s*"([^"]*)"', re.M)
_VERSION = re.compile(r'^\s*version\s*=\s*"([^"]*)"', re.M)
_NAME = re.compile(r'^\s*name\s*=\s*"([a-z0-9-]+)"', re.M)
_ALIAS = re.compile(r'^\s*alias\s*=\s*"([^"]*)"', re.M)


@dataclass(frozen=True)
class Stack:
    """What the stack around a spec calls the module, and where it takes the forwarder from.

    `name` is the module's own input, its default where the stack computes it.
    """

    module: str = "notifier"
    name: str = "eventbridge-notifier"
    source: str = f"./modules/{FORWARDER_MODULE}"
    version: str = ""

    @property
    def member_source(self) -> str:
        """The source as seen from the folder below."""
        return f"../{self.source.removeprefix('./')}" if self.source.startswith(".") else (
            self.source)


def stack_of(texts: Mapping[str, str]) -> Stack:
    """The stack whose files are `texts`; the forwarder lies beside the module that it uses."""
    for text in texts.values():
        for name, body in _MODULE.findall(text):
            source = _SOURCE.search(body)
            if source and source[1].endswith(HOME_MODULE):
                version = _VERSION.search(body)
                given = _NAME.search(body)
                return Stack(name, given[1] if given else Stack.name,
                             source[1].removesuffix(HOME_MODULE) + FORWARDER_MODULE,
                             version[1] if version else "")
    return Stack()


def missing_aliases(plan: Plan, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Regions of the plan for which the stack has no provider."""
    known = {name for text in texts.values() for name in _ALIAS.findall(text)}
    return tuple(region for region in plan.forward if alias(region) not in known)


def providers(regions: Iterable[str]) -> str:
    """The provider blocks of `regions`, to paste."""
    return "\n".join(f'\nprovider "aws" {{\n  alias  = "{alias(region)}"\n  region = "{region}"\n}}'
                     for region in regions)


def files(names: Iterable[str], plan: Plan, stack: Stack) -> dict[str, str]:
    """Path to text of every generated file of a stack, forwarders and members included."""
    names = tuple(names)
    blocks = terraform.template("forwarders.tf.j2", plan=plan, stack=stack)
    coarse = {FORWARD: _forward_json(plan)} if plan.forward_rules else {}
    return {**terraform.stack(plan.layout, names, plan, blocks.rstrip("\n")), **coarse,
            **_members(names, plan, stack)}


def _forward_json(plan: Plan) -> str:
    """The coarse rules by name, of all regions."""
    return json.dumps({name: as_json(rule) for name, rule in sorted(plan.forward_rules.items())},
                      indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _members(names: Iterable[str], plan: Plan, stack: Stack) -> dict[str, str]:
    """The stack of a member account, for Terraform and for a StackSet; {} where there is none."""
    if not plan.members:
        return {}
    rules = {rule.name: rule for region in plan.members for rule in plan.sending[region]}
    text = terraform.template("member.tf.j2", plan=plan, stack=stack,
                              rules=[rules[name] for name in sorted(rules)],
                              names=terraform.comment(names))
    return {MEMBER: text, STACK_SET: cloudformation.template(plan)}


def once(plan: Plan) -> dict[str, str]:
    """Path to text of the files that are their owner's once they are there."""
    if not plan.members:
        return {}
    return {MEMBER_MAIN: terraform.template("member_main.tf.j2", regions=plan.members)}
