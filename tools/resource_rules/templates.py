"""How the ARN of a resource, or else its id, is made of the fields of a call. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set

from tools.resource_rules.candidates import GUESSED, Candidate
from tools.resource_rules.fields import Field
from tools.resource_rules.names import Named, flat, named

_HOLE = re.compile(r"\$\{([^}]*)\}")
_PLACE = {"Partition": "{partition}", "Region": "{region}", "Account": "{account}",
          "AccountId": "{account}"}
# ARNs that hold what a call does not say. Sources: Secrets Manager user guide (six characters that
# AWS makes up), Service Authorization Reference of WAF V2 (a scope in another spelling).
_UNTOLD = frozenset({"AWS::SecretsManager::Secret", "AWS::WAFv2::WebACL", "AWS::WAFv2::RuleGroup",
                     "AWS::WAFv2::IPSet", "AWS::WAFv2::RegexPatternSet"})
_ALIKE = {"id": ("id", "identifier", "arn", ""), "name": ("name", "identifier", "arn", "id", ""),
          "identifier": ("identifier", "id", "name", "arn", "")}


def templates(one: Candidate, fields: Iterable[Field]) -> list[str]:
    """The likeliest first; [] where the call does not say which resource it is about."""
    fields = tuple(fields)
    whole = [f"{{{field.path}}}" for field in _arns(one, fields)][:3]
    built = _built(one, fields)
    if built and one.type in _UNTOLD:
        built = _identified(one, fields) or ["{" + built[0].rpartition("{")[2]]
    made = [*whole, *(text for text in built if not any(path[1:] in text for path in whole))]
    return list(dict.fromkeys(made or _identified(one, fields)))


def _arns(one: Candidate, fields: tuple[Field, ...]) -> Iterator[Field]:
    """Fields that hold the whole ARN: the answer's first, for it is never a short form."""
    found = [field for field in fields if field.named.suffix == "arn" and field.depth < 4
             and _called(one, field)]
    yield from sorted(found, key=lambda field: (field.depth > 2, field.path.startswith("request")))


def _called(one: Candidate, field: Field) -> bool:
    if field.named.base:
        return field.named.base in one.names
    if not field.above:
        return one.own
    return any(field.above.startswith(name) or name.startswith(field.above) for name in one.names)


def _built(one: Candidate, fields: tuple[Field, ...]) -> list[str]:
    """The published template with paths for its placeholders, [] where one has no field."""
    holes = [hole for hole in _HOLE.findall(one.arn) if hole not in _PLACE]
    if "arn:" not in one.arn or not (holes or one.told):
        return []
    found = {hole: _field(named(hole), one, fields, last=hole == holes[-1]) for hole in holes}
    if not all(found.values()) or len(set(found.values())) < len(holes):
        return []
    fields_of = {hole: field for hole, field in found.items() if field}
    return [_filled(one.arn, {hole: field.path for hole, field in fields_of.items()}),
            _filled(one.arn, {hole: field.other for hole, field in fields_of.items()})]


def _filled(arn: str, paths: Mapping[str, str]) -> str:
    return _HOLE.sub(lambda hole: _PLACE.get(hole[1]) or f"{{{paths[hole[1]]}}}", arn)


def _identified(one: Candidate, fields: tuple[Field, ...]) -> list[str]:
    """The primary identifier, its parts joined as CloudFormation joins them."""
    parts = [_field(named(part), one, fields, last=len(one.identifier) == 1 or not named(part).base)
             for part in one.identifier]
    return ["|".join(f"{{{part.path}}}" for part in parts if part)] if parts and all(parts) else []


def _field(hole: Named, one: Candidate, fields: tuple[Field, ...], last: bool
           ) -> Field | None:
    """The field that fills a placeholder."""
    wanted = one.names | {hole.base} if last else {hole.base}
    wanted = {name for name in wanted if name}
    fitting = [field for field in fields if field.named.suffix in _ALIKE.get(
        hole.suffix, ("name", "identifier", "id", "arn", ""))]
    if "arn:" in one.arn:
        fitting = [field for field in fitting if field.named.suffix != "arn"]
    likely = {hole.base, flat(one.type.rpartition("::")[2])}
    if one.score == GUESSED:
        fitting = [field for field in fitting if field.depth == 1 and field.named.base in wanted
                   and field.named.suffix and field.path.startswith("request.")]
    return min(((rank, field) for field in fitting
                if (rank := _rank(field, wanted, likely, hole, one.own and last)) is not None),
               default=((), None))[1]


def _rank(field: Field, wanted: Set[str], likely: Set[str], hole: Named, own: bool
          ) -> tuple[int, ...] | None:
    """How well a field fits, the smaller the better; None where it does not."""
    answered = field.path.startswith("response")
    base = field.named.base
    if base:
        fit = None if base not in wanted else 0 if field.named.suffix and base in likely else 1
        if fit is None and field.named.suffix and len(base) > 2 and any(
                base in name or (len(name) > 4 and name in base) for name in wanted):
            fit = 5
    elif not field.above:
        fit = 1 if own else None
    else:
        fit = 2 if any(field.above.startswith(one) or one.startswith(field.above)
                       for one in wanted) else None
    if fit is None or (fit == 1 and base and not field.named.suffix and field.depth > 2):
        return None
    return (fit + (field.depth - 1), field.named.suffix != hole.suffix, answered, field.depth,
            len(field.path))
