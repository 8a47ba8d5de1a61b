"""Packs live: the examples with packs, and a stack that `init` made with all the other ones, are
applied with real Terraform, used, planned again and destroyed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from click.testing import CliRunner
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.spec.packs import PACKS

from tests.chain import stacks
from tests.chain.stacks import Story

pytestmark = pytest.mark.slow

POLICY = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]})
REST = [name for name in PACKS if name not in ("cis-aws-foundations", "operations")]


def use_cis(sandbox: Sandbox, account: str) -> None:
    """A policy in IAM's region, a group at home, a sign-in that fails elsewhere, a refused call."""
    sandbox.client("iam", account=account).create_policy(PolicyName="p", PolicyDocument=POLICY)
    sandbox.client("ec2", account=account).create_security_group(
        GroupName="g", Description="for nobody")
    sandbox.sign_in("us-east-2", "alice", account, mfa=False)


def use_rest(sandbox: Sandbox, account: str) -> None:
    """One for each pack that calls can set off."""
    iam = sandbox.client("iam", account=account)
    iam.create_user(UserName="alice")
    iam.create_access_key(UserName="alice")
    iam.create_login_profile(UserName="alice", Password="Not-a-password-1")
    client = sandbox.client("ec2", account=account)
    group = client.create_security_group(GroupName="g", Description="for everybody")["GroupId"]
    client.authorize_security_group_ingress(GroupId=group, IpPermissions=[{
        "IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
    with pytest.raises(ClientError):
        sandbox.client("events", account=account).disable_rule(Name="nobody-has-it")


def use_nothing(sandbox: Sandbox, account: str) -> None:
    """Its events are services' own, which nobody can call for."""


def made_by_init(folder: Path) -> Path:
    """A stack of every other pack, as a user would have it made, with one's own copy of modules."""
    stacks.example(folder, "python38-lambda")
    root = folder / "stacks" / "rest"
    words = [word for name in REST for word in ("--pack", name)]
    result = CliRunner().invoke(main, [
        "init", str(root), "--module-source",
        "../../modules/eventbridge_notifier", *words])
    assert result.exit_code == 0, result.output
    text = (root / "main.tf").read_text("utf-8")
    (root / "main.tf").write_text(text.replace(
        "  create_trail = true\n", "  create_trail = true\n\n  deletion_protection = "
        "var.deletion_protection\n  force_destroy       = var.force_destroy\n")
        + 'variable "deletion_protection" {}\nvariable "force_destroy" {}\n', "utf-8")
    return root


Make = Callable[[Path], Path]
MADE: dict[str, tuple[str, Make, Callable[[Sandbox, str], None]]] = {
    "cis": ("711111111111", lambda folder: stacks.example(folder, "cis-aws-foundations"), use_cis),
    "operations": ("722222222222", lambda folder: stacks.example(folder, "operations"),
                   use_nothing),
    "rest": ("733333333333", made_by_init, use_rest),
}
WATCHES = {
    "cis": Counter({"cis-4.4-iam-policy-changes": 1, "cis-4.10-security-group-changes": 1,
                    "cis-4.2-sign-in-without-mfa": 1}),
    "operations": Counter(),
    "rest": Counter({"keys-access-key": 1, "signin-password-set": 1, "public-port-opened": 1,
                     "tamper-rules": 1}),
}

# The sandbox's caller is the root user, and an apply that makes rules gives them targets: how many
# of those events find a rule that is complete already is chance.
ANYWAY = ("cis-4.3-root-use", "signin-root-use", "signin-root-access-key",
          "tamper-notifier-targets")


@pytest.fixture(scope="module")
def stories(running: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Story]:
    def tell(name: str, folder: Path) -> Story:
        account, make, use = MADE[name]
        return stacks.live(running, account, make(folder), use)

    folders = [tmp_path_factory.mktemp(name) for name in MADE]
    with ThreadPoolExecutor() as pool:
        return dict(zip(MADE, pool.map(tell, MADE, folders), strict=True))


named = pytest.mark.parametrize("name", MADE)


@named
def test_what_happens_is_recorded_by_the_watches_for_it_once(
        stories: Mapping[str, Story], name: str) -> None:
    found = Counter(item["watch"]["S"] for item in stories[name].items)
    assert Counter({one: found[one] for one in found if one not in ANYWAY}) == WATCHES[name]


@named
def test_a_second_plan_changes_nothing(stories: Mapping[str, Story], name: str) -> None:
    assert stories[name].changes == ""


@named
def test_destroy_leaves_nothing(stories: Mapping[str, Story], name: str) -> None:
    assert stories[name].left_over == []
