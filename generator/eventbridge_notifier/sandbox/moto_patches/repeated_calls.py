"""Calls that moto answers rightly when they are made with other parameters.

By the rows `repeated` of the services' facts.
"""

from __future__ import annotations

from functools import partial

from botocore import xform_name
from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients, Operations
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.core.service_facts import Params, Repeat
from eventbridge_notifier.sandbox.services import SERVICES


def operations(clients: Clients) -> Operations:
    """Each such operation, made again in the sandbox's own name."""
    return {(service.name, operation): partial(_answer, clients, repeat)
            for service in SERVICES for operation, repeat in service.repeated.items()}


def _answer(clients: Clients, repeat: Repeat, call: Call) -> Outcome | None:
    params = repeat(clients, call)
    return None if params is None else _made(clients, call, params)


def _made(clients: Clients, call: Call, params: Params) -> Outcome:
    client = clients.client(call.service, call.region, call.account)
    try:
        answer = getattr(client, xform_name(call.operation))(**params)
    except ClientError as error:
        refused = error.response["Error"]
        return Outcome(400, {}, refused["Code"], refused["Message"])
    return Outcome(200, answer)
