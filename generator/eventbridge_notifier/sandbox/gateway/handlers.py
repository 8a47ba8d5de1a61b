"""The handlers of the gateway: each looks at an exchange and may answer it.

Those that begin with a verb in the name list of `app.gateway` are made here.
"""

from __future__ import annotations

from collections.abc import Callable
from hmac import compare_digest

from eventbridge_notifier.aws.suggest import closest
from eventbridge_notifier.sandbox.core.faults import Faults
from eventbridge_notifier.sandbox.core.interfaces import (
    Authorizer,
    Identities,
    Observer,
    Operations,
)
from eventbridge_notifier.sandbox.core.internal_clients import ACCOUNT_HEADER, HEADER
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.gateway import page_guard, protocol, validation
from eventbridge_notifier.sandbox.gateway.exchange import ApiRequest, Exchange, Handler
from eventbridge_notifier.sandbox.gateway.limits import Limits
from eventbridge_notifier.sandbox.gateway.moto import Moto
from eventbridge_notifier.sandbox.gateway.protocol import HttpResponse
from eventbridge_notifier.sandbox.iam.access_errors import outcome_of


def refuse_web_pages(hosts: frozenset[str], secret: str) -> Handler:
    """Recognizes the sandbox's own requests, and refuses those of web pages."""
    def handler(exchange: Exchange) -> None:
        request = exchange.request
        exchange.internal = compare_digest(request.header(HEADER).encode(), secret.encode())
        if reason := page_guard.refusal(request.headers, request.path, hosts, exchange.internal):
            exchange.response = HttpResponse(403, [("Content-Type", "text/plain")],
                                             reason.encode())
    return handler


def pass_internal_requests(moto: Moto) -> Handler:
    """The sandbox's own requests go to moto as they are."""
    def handler(exchange: Exchange) -> None:
        if exchange.internal:
            exchange.response = moto.answer(exchange.request)
    return handler


def parse_call(identities: Identities, moto: Moto) -> Handler:
    """Who calls what. Requests that are not signed or that no model knows go to moto."""
    def handler(exchange: Exchange) -> None:
        request = exchange.request
        signature = protocol.signature(request.parsed())
        if signature is not None:
            who = identities.of(signature.access_key, signature.token)
            request.set_header(ACCOUNT_HEADER, who.account)
            if parsed := protocol.parse(request.parsed(), signature.service):
                call = protocol.call_of(parsed, request.parsed(), who, signature.region)
                exchange.api = ApiRequest(parsed, call)
                return
        exchange.response = moto.answer(request)
    return handler


def authorize(authorizer: Authorizer) -> Handler:
    """Denies what policies do not allow."""
    def answer(call: Call) -> Outcome | None:
        denial = authorizer.denial(call)
        return outcome_of(call, denial) if denial else None
    return answer_with(answer)


def refuse_unknown_regions(known: frozenset[str]) -> Handler:
    """Refuses calls that are signed for a region that AWS does not have."""
    def answer(call: Call) -> Outcome | None:
        if call.region in known:
            return None
        meant = closest(call.region, known, 1)
        hint = f" Did you mean {meant[0]}?" if meant else ""
        return Outcome(403, {}, "SignatureDoesNotMatch",
                       f"Credential should be scoped to a valid region, not '{call.region}'.{hint}")
    return answer_with(answer)


def validate_parameters(services: frozenset[str]) -> Handler:
    """Refuses parameters that the API models of `services` do not allow."""
    def handler(exchange: Exchange) -> None:
        if (api := exchange.api) is None or api.call.service not in services:
            return
        shape = api.parsed.operation.input_shape
        found = list(validation.violations(shape, api.call.params)) if shape else []
        if found:
            code = "ValidationError" if api.call.service == "iam" else "ValidationException"
            exchange.outcome = Outcome(400, {}, code, validation.message(found))
    return handler


def refuse_over_limits(limits: Limits) -> Handler:
    """Refuses calls that would exceed a limit of a service."""
    return answer_with(limits.refusal)


def inject_errors(faults: Faults) -> Handler:
    """Answers some calls with an error, on demand."""
    return answer_with(faults.before)


def answer_operations(operations: Operations) -> Handler:
    """Answers operations that are not left to moto."""
    def answer(call: Call) -> Outcome | None:
        operation = operations.get((call.service, call.operation))
        return operation(call) if operation else None
    return answer_with(answer)


def ask_moto(moto: Moto) -> Handler:
    """moto does the call."""
    def handler(exchange: Exchange) -> None:
        if (api := exchange.api) is None:
            return
        if exchange.request.header("X-Amz-Target"):  # the Go SDK writes less of it than moto wants
            prefix = api.parsed.operation.service_model.metadata.get("targetPrefix", "")
            exchange.request.set_header("X-Amz-Target", f"{prefix}.{api.parsed.operation.name}")
        exchange.response = moto.answer(exchange.request)
        exchange.outcome = protocol.read_response(api.parsed, exchange.response)
    return handler


def complete_outcome(completed: Callable[[Call, Outcome], Outcome]) -> Handler:
    """Puts into an outcome what moto lost of it; the response is then written anew."""
    def handler(exchange: Exchange) -> None:
        if exchange.api is None or exchange.outcome is None:
            return
        outcome = completed(exchange.api.call, exchange.outcome)
        if outcome is not exchange.outcome:
            exchange.outcome, exchange.response = outcome, None
    return handler


def tell(observer: Observer) -> Handler:
    """Shows an observer the call and its outcome."""
    def handler(exchange: Exchange) -> None:
        if exchange.api is not None and exchange.outcome is not None:
            observer(exchange.api.call, exchange.outcome)
    return handler


def drop_answers(faults: Faults) -> Handler:
    """Closes the connection instead of answering, on demand."""
    def handler(exchange: Exchange) -> None:
        if exchange.api is not None and faults.after(exchange.api.call):
            raise ConnectionResetError("dropped on demand")
    return handler


def answer_with(answer: Callable[[Call], Outcome | None]) -> Handler:
    """A handler of a function that answers some calls."""
    def handler(exchange: Exchange) -> None:
        if exchange.api is not None:
            exchange.outcome = answer(exchange.api.call)
    return handler
