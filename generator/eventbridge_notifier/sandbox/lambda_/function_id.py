"""Which function: account, region and name."""

from __future__ import annotations

from typing import NamedTuple


class FunctionId(NamedTuple):
    """A function, without version or alias."""

    account: str
    region: str
    name: str

    @property
    def arn(self) -> str:
        return f"arn:aws:lambda:{self.region}:{self.account}:function:{self.name}"


def function_id(given: str, account: str, region: str) -> FunctionId:
    """The function that a name, a partial ARN or an ARN stands for, whatever its qualifier."""
    parts = given.split(":")
    if given.startswith("arn:"):
        return FunctionId(parts[4], parts[3], parts[6])
    if len(parts) > 2 and parts[1] == "function":
        return FunctionId(parts[0], region, parts[2])
    return FunctionId(account, region, parts[0])
