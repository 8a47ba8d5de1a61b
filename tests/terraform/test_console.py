"""The hosted page's role reads what `console --print-policy` prints, and nothing more."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from eventbridge_notifier.console.policy import Place, policy

from tests.terraform.stacks import ROOT

NAME, AT = "eventbridge-notifier", "eu-west-1:111122223333"
PLACE = Place(NAME, f"arn:aws:dynamodb:{AT}:table/{NAME}",
              f"arn:aws:lambda:{AT}:function:{NAME}-recorder", "arn:aws:s3:::spill",
              f"arn:aws:kms:{AT}:key/1", "amazonaws.com")
# What the module's other files say: the list itself needs neither provider nor account.
AROUND = f"""
variable "name" {{ default = "{NAME}" }}
variable "records" {{
  default = {{
    table_arn             = "{PLACE.table}"
    recorder_function_arn = "{PLACE.function}"
    spill_bucket_name     = "spill"
    kms_key_arn           = "{PLACE.key}"
  }}
}}
locals {{
  account   = "111122223333"
  partition = "aws"
  place     = "{AT}"
  domain    = "amazonaws.com"
}}
"""


def test_the_module_reads_what_the_printed_policy_says(tmp_path: Path) -> None:
    """In an applied stack, too: tests/hosted/test_deployed.py."""
    role = (ROOT / "modules/console/role.tf").read_text()
    locals_ = re.search(r"locals \{\n(.*?)\n  standing =", role, re.S)
    assert locals_ is not None
    kept = [line for line in locals_[1].splitlines() if "data.aws_partition" not in line]
    (tmp_path / "main.tf").write_text(AROUND + "locals {\n" + "\n".join(kept) + "\n}\n")
    said = subprocess.run(["terraform", "console"], cwd=tmp_path, text=True, check=True,
                          input="jsonencode(local.reading)\n", capture_output=True).stdout
    assert json.loads(json.loads(said)) == policy(PLACE)["Statement"]
