"""All functions: what was deployed, how each runs and in whose name."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from eventbridge_notifier.sandbox.core.faults import Faults
from eventbridge_notifier.sandbox.core.interfaces import Authorizer, Clients, Identities, Journal
from eventbridge_notifier.sandbox.core.model import Call, Entry, Identity, Outcome
from eventbridge_notifier.sandbox.lambda_ import configuration, role_calls
from eventbridge_notifier.sandbox.lambda_.code import Code
from eventbridge_notifier.sandbox.lambda_.function_id import FunctionId, function_id
from eventbridge_notifier.sandbox.lambda_.invoke_queue import AsyncConfig
from eventbridge_notifier.sandbox.lambda_.pool import FunctionSettings, Pool, StartFailed
from eventbridge_notifier.sandbox.lambda_.runtime import InvokeResult, Process, base_environ

KeyProblem = Callable[[str], str]
"""Why the KMS key with this ARN cannot be used; empty where it can."""

# Calls that change how a function runs: its processes are started anew.
_DEPLOYS = frozenset({"CreateFunction", "UpdateFunctionCode"})
_CHANGES = _DEPLOYS | {"UpdateFunctionConfiguration", "PutFunctionConcurrency",
                       "DeleteFunctionConcurrency", "DeleteFunction"}


class Deployments:
    """The functions of every account and region. `url` is where their code finds AWS."""

    def __init__(self, clients: Clients, identities: Identities, authorizer: Authorizer,
                 key_problem: KeyProblem, faults: Faults, journal: Journal, url: str) -> None:
        self._clients, self._identities, self._authorizer = clients, identities, authorizer
        self._key_problem, self._faults = key_problem, faults
        self._journal, self._url = journal, url
        self._code = Code(clients)
        self._pools: dict[FunctionId, Pool] = {}
        self._async_configs: dict[FunctionId, AsyncConfig] = {}
        self._roles: dict[FunctionId, Identity] = {}
        self._dead_letter_queues: dict[FunctionId, str] = {}  # moto forgets them
        self._lock = threading.Lock()

    def observe(self, call: Call, outcome: Outcome) -> None:
        """Keeps what a call deploys, and forgets what it changes."""
        if call.service != "lambda" or outcome.error_code:
            return
        name = call.params.get("FunctionName")
        if not isinstance(name, str):
            return
        function = function_id(name, call.account, call.region)
        if call.operation in _DEPLOYS:
            self._code.deploy(function, call)
        if call.operation == "DeleteFunction":
            self._code.forget(function)
        if config := call.params.get("DeadLetterConfig"):
            self._dead_letter_queues[function] = str(config.get("TargetArn") or "")
        with self._lock:
            self._async_configs.pop(function, None)
            self._roles.pop(function, None)
            stale = self._pools.pop(function, None) if call.operation in _CHANGES else None
        if stale:
            stale.close()

    def check(self, function: FunctionId) -> None:
        """Raises LookupError where the function does not exist."""
        self._code.folder(function)

    def run(self, function: FunctionId, payload: bytes) -> InvokeResult:
        """The function's own answer. Raises LookupError and Throttled."""
        return self._pool(function).run(payload)

    def async_config(self, function: FunctionId) -> AsyncConfig:
        """What becomes of its asynchronous invokes."""
        with self._lock:
            if function in self._async_configs:
                return self._async_configs[function]
        found = self._async_configs[function] = configuration.asynchronous(
            self._client(function), function, self._dead_letter_queues.get(function, ""))
        return found

    def role(self, function: FunctionId) -> Identity:
        """The function's role, as a session of Lambda. Raises LookupError."""
        if function not in self._roles:
            role = configuration.settings(self._client(function), function).role
            access_key, _, token = self._identities.open_session(role, function.name)
            self._roles[function] = self._identities.of(access_key, token)
        return self._roles[function]

    def close(self) -> None:
        """Ends all processes."""
        with self._lock:
            pools, self._pools = list(self._pools.values()), {}
        for pool in pools:
            pool.kill()
        self._code.close()

    def _pool(self, function: FunctionId) -> Pool:
        with self._lock:
            if function not in self._pools:
                settings = configuration.settings(self._client(function), function)
                start = partial(self._start, function, settings)
                self._pools[function] = Pool(function, settings, start, self._faults)
            return self._pools[function]

    def _start(self, function: FunctionId, settings: FunctionSettings) -> Process:
        """A new environment, for which Lambda decrypts the variables. Raises StartFailed."""
        if settings.encrypted_by and (problem := self._key_problem(settings.encrypted_by)):
            raise StartFailed(problem)
        for call in role_calls.calls(function, self.role(function), settings.configuration):
            if denial := self._authorizer.denial(call):
                self._journal(Entry("note", f"Lambda cannot do its part: {denial}",
                                    target=function.arn))
        folder = str(self._code.folder(function))
        environ = {**base_environ(), **settings.environ,
                   **self._runtime_environ(function, settings, folder)}
        return Process(folder, settings.handler, environ, partial(self._log, function))

    def _runtime_environ(self, function: FunctionId, settings: FunctionSettings, folder: str
                         ) -> dict[str, str]:
        """Lambda developer guide, "Defined runtime environment variables"."""
        access_key, secret, token = self._identities.open_session(settings.role, function.name)
        return {
            "AWS_ACCESS_KEY_ID": access_key, "AWS_SECRET_ACCESS_KEY": secret,
            "AWS_SESSION_TOKEN": token, "AWS_REGION": function.region,
            "AWS_DEFAULT_REGION": function.region, "AWS_ENDPOINT_URL": self._url,
            "AWS_LAMBDA_FUNCTION_NAME": function.name, "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(settings.memory),
            "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{function.name}",
            "AWS_LAMBDA_LOG_STREAM_NAME": f"{datetime.now(UTC):%Y/%m/%d}/[$LATEST]sandbox",
            "LAMBDA_TASK_ROOT": folder, "_HANDLER": settings.handler,
            "PYTHONDONTWRITEBYTECODE": "1"}

    def _log(self, function: FunctionId, line: str) -> None:
        self._journal(Entry("note", line, target=function.arn))

    def _client(self, function: FunctionId) -> Any:
        return self._clients.client("lambda", function.region, function.account)
