"""Users and roles of a sandbox, and clients that act in their name."""

from __future__ import annotations

import json
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from eventbridge_notifier.sandbox.app import Sandbox

ACCOUNT, REGION = "123456789012", "eu-west-1"


class People:
    """`allow` gives a user a policy of one statement."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.iam = sandbox.client("iam")

    def user(self, name: str, *statements: dict[str, Any], **settings: Any) -> User:
        self.iam.create_user(UserName=name, **settings)
        if statements:
            self.iam.put_user_policy(UserName=name, PolicyName="p",
                                     PolicyDocument=document(*statements))
        made = self.iam.create_access_key(UserName=name)["AccessKey"]
        return User(self.sandbox.url, made["AccessKeyId"], made["SecretAccessKey"])

    def role(self, name: str, trusted: dict[str, str], *statements: dict[str, Any]) -> str:
        trust = {"Effect": "Allow", "Principal": trusted, "Action": "sts:AssumeRole"}
        made = self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=document(trust))
        if statements:
            self.iam.put_role_policy(RoleName=name, PolicyName="p",
                                     PolicyDocument=document(*statements))
        return str(made["Role"]["Arn"])

    def session(self, role: str, name: str = "test") -> User:
        return User(self.sandbox.url, *self.sandbox.identities.open_session(role, name))


class User:
    """Somebody with an access key."""

    def __init__(self, url: str, key: str, secret: str, token: str | None = None) -> None:
        self._url, self.key, self._secret, self._token = url, key, secret, token

    def client(self, service: str, region: str = REGION) -> Any:
        return boto3.client(
            service, endpoint_url=self._url, region_name=region, aws_access_key_id=self.key,
            aws_secret_access_key=self._secret, aws_session_token=self._token)

    def assume(self, role: str, **settings: Any) -> User:
        made = self.client("sts").assume_role(
            RoleArn=role, RoleSessionName="test", **settings)["Credentials"]
        return User(self._url, made["AccessKeyId"], made["SecretAccessKey"],
                    made["SessionToken"])


def allow(*actions: str, resource: Any = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": list(actions), "Resource": resource, **more}


def deny(*actions: str, resource: Any = "*", **more: Any) -> dict[str, Any]:
    return {**allow(*actions, resource=resource, **more), "Effect": "Deny"}


def document(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def refused(call: Any, **params: Any) -> tuple[str, str]:
    """Error code and message of a call that fails."""
    with pytest.raises(ClientError) as caught:
        call(**params)
    said = caught.value.response["Error"]
    return said["Code"], said["Message"]
