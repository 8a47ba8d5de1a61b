"""Events of other regions, accounts and partners are recorded at home, each exactly once."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from eventbridge_notifier.cli.commands.specs.generate import generate
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.chain import stacks
from tests.chain.stacks import TEMPORARY

# Home region to (home account, member account).
HOMES = {"eu-west-1": ("611111111111", "612222222222"), "us-east-1": ("621111111111",
                                                                     "622222222222")}
SIGN_IN_REGION = "us-east-2"


def partner_source(home: str) -> str:
    """Of one account only: a partner's event goes to every account that has its source."""
    return f"aws.partner/zendesk.com/{HOMES[home][0]}/default"


def home_root(folder: Path, home: str) -> Path:
    """The example of an organization, with the watches of the scenario and another home."""
    root = stacks.example(folder, "organization")
    bus = (stacks.ROOT / "examples/partner-bus/main.tf").read_text()
    main = (root / "main.tf").read_text().replace('"eu-west-1"', f'"{home}"', 1)
    source = partner_source(home)
    spec = (Path(__file__).parent / "scenario.yaml").read_text()
    (root / "watches.yaml").write_text(spec.replace("HOME", home).replace("PARTNER", source))
    partners = bus[bus.index("data "):].replace("local.partners", f'toset(["{source}"])')
    (root / "partners.tf").write_text(partners)
    (root / "main.tf").write_text(_with_providers(main, root, home).replace(
        "source = ", "depends_on = [aws_cloudwatch_event_bus.partner]\n  source = ", 1))
    run_generate(root)
    return root


def _with_providers(main: str, root: Path, home: str) -> str:
    """What `generate` prints is pasted, as it says."""
    main = main[:main.index('provider "aws" {\n  alias')] + main[main.index("module "):]
    (root / "main.tf").write_text(main)
    for file in (root / "member").iterdir():
        file.unlink()
    printed = run_generate(root)
    return printed[printed.index('provider "aws"'):] + "\n" + main


def run_generate(root: Path) -> str:
    result = CliRunner().invoke(generate, [str(root)])
    assert result.exit_code == 0, result.output
    return str(result.stdout)


@pytest.fixture(scope="module")
def records(running: Sandbox, tmp_path_factory: pytest.TempPathFactory
            ) -> dict[str, list[dict[str, Any]]]:
    def live(home: str, root: Path) -> list[dict[str, Any]]:
        account, member = HOMES[home]
        offer(running, home, account)
        with applied(running, root, account, home) as terraform:
            bus = terraform.output("event_bus_arn")
            with applied(running, root / "member", member, home, home_bus_arn=bus):
                happen(running, home, account, member)
                assert running.drain(240)
                table = terraform.output("table_name")
                client = running.client("dynamodb", home, account)
                return list(client.scan(TableName=table)["Items"])

    # The generator's output is caught one at a time: it is the process's own stdout.
    roots = [home_root(tmp_path_factory.mktemp("stack"), home) for home in HOMES]
    with ThreadPoolExecutor() as pool:
        return dict(zip(HOMES, pool.map(live, HOMES, roots), strict=True))


class applied:
    """A stack while the block lasts."""

    def __init__(self, sandbox: Sandbox, root: Path, account: str, region: str, **variables: Any
                 ) -> None:
        environ = {**sandbox.env(account), "AWS_REGION": region}
        self.terraform = Terraform(root, environ)
        self.variables = {**variables, **({} if variables else TEMPORARY)}

    def __enter__(self) -> Terraform:
        self.terraform.init()
        self.terraform.apply(**self.variables)
        assert self.terraform.changes(**self.variables) == ""
        return self.terraform

    def __exit__(self, *_: object) -> None:
        self.terraform.destroy(**self.variables)


def offer(sandbox: Sandbox, home: str, account: str) -> None:
    """Prerequisites of the example: an organization that lets CloudTrail in, a partner."""
    organizations = sandbox.client("organizations", "us-east-1", account)
    organizations.create_organization(FeatureSet="ALL")
    organizations.enable_aws_service_access(ServicePrincipal="cloudtrail.amazonaws.com")
    sandbox.client("events", home, account).create_partner_event_source(
        Name=partner_source(home), Account=account)


def happen(sandbox: Sandbox, home: str, account: str, member: str) -> None:
    """An IAM change, a sign-in, a call in the member account and a ticket."""
    sandbox.client("iam", home, account).create_user(UserName="alice")
    sandbox.sign_in(SIGN_IN_REGION, "alice", account)
    role = sandbox.client("iam", home, member).create_role(
        RoleName="reports", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    sandbox.client("lambda", home, member).create_function(
        FunctionName="member-function", Runtime="python3.13", Role=role, Handler="code.handle",
        Code={"ZipFile": b"PK\x05\x06" + bytes(18)})
    sandbox.client("events", home, account).put_partner_events(Entries=[{
        "Source": partner_source(home), "DetailType": "Support Ticket: Ticket Created",
        "Detail": json.dumps({"ticket_event": {"ticket": {"id": 35436}}})}])


@pytest.mark.slow
@pytest.mark.parametrize("home", HOMES)
def test_each_event_is_recorded_once_at_home(
        records: dict[str, list[dict[str, Any]]], home: str) -> None:
    watches = Counter(item["watch"]["S"] for item in records[home])
    assert watches == {"iam-users": 1, "sign-ins": 1, "functions": 1, "tickets": 1}


@pytest.mark.slow
@pytest.mark.parametrize("home", HOMES)
def test_a_record_says_whose_event_it_is_and_from_where(
        records: dict[str, list[dict[str, Any]]], home: str) -> None:
    account, member = HOMES[home]
    said = {item["watch"]["S"]: (item["account"]["S"], item["region"]["S"])
            for item in records[home]}
    assert said == {
        "iam-users": (account, "us-east-1"), "sign-ins": (account, SIGN_IN_REGION),
        "functions": (member, home), "tickets": (account, home)}


