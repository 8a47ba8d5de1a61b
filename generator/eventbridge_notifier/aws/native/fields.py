"""A field of a service's own event, by its path: its type, its values, or what was meant. Pure."""

from __future__ import annotations

from functools import cache

from eventbridge_notifier.aws.cloudtrail.parameters import Parameter
from eventbridge_notifier.aws.native import table
from eventbridge_notifier.aws.suggest import Unknown, closest, is_certain_slip, letters

STRUCTURE = "structure"
MOST = 3

# JSON's types by the words of the API models, which the checks of values read.
_KINDS = {"string": "string", "number": "double", "integer": "double", "boolean": "boolean"}

# Words that one service calls a field by and another calls by another. Source: the table itself,
# whose events have one of each group.
_SYNONYMS = (frozenset({"status", "state", "lastStatus", "currentState", "current-state"}),
             frozenset({"severity", "level", "priority"}))

Path = tuple[str, ...]


def field_of(source: str, detail_type: str, path: str) -> Parameter:
    """The field at dotted `path` below `detail`. Raises Unknown where that is surely a slip.

    Sure are another case or another separator of a known name, a slip of the finger, the name of a
    field that stands deeper, and another service's word for the field. Whatever else the table
    lacks comes back with `certain` False, for AWS adds fields.
    """
    place, written = table.schema(source, detail_type), tuple(path.split("."))
    for index, name in enumerate(written):
        if not _has(place, name):
            return _missing(source, detail_type, written, index)
        place = table.below(place, name)
    listed = table.values(source, detail_type).get(path, ())
    if not table.names(place):
        return Parameter(path, _KINDS.get(str(table.entry(place)), ""), listed)
    kind = "" if table.OPEN in table.entry(place) else STRUCTURE
    return Parameter(path, kind, listed, suggestions=_leaves(source, detail_type, written))


def _leaves(source: str, detail_type: str, above: Path) -> Path:
    """The fields below `above` that hold values; first those whose values are listed."""
    place = table.at(table.schema(source, detail_type), above)
    listed = table.values(source, detail_type)
    found = [".".join((*above, *one)) for one in table.paths(place)
             if not table.names(table.at(place, one))]
    return tuple(sorted(found, key=lambda path: (path not in listed, len(path)))[:MOST])


def _has(place: table.Schema, name: str) -> bool:
    """Whether a field `name` stands there. Where any name may stand, a misspelt one is none."""
    known = table.names(place)
    return name in known or (table.below(place, name) is not None and not _misspelt(name, known))


def _misspelt(name: str, known: Path) -> bool:
    """Whether `name` is one of those known in another spelling."""
    return letters(name) in {letters(one) for one in known} or is_certain_slip(name, known)


def _missing(source: str, detail_type: str, written: Path, index: int) -> Parameter:
    """The path `written`, which leaves the schema at `index`."""
    schema = table.schema(source, detail_type)
    deeper = _ending(source, detail_type, written)
    near = [*_mended(schema, written), *deeper, *_at_another_level(source, detail_type, written)]
    suggestions = tuple(dict.fromkeys(".".join(one) for one in near))[:MOST]
    known = table.names(table.at(schema, written[:index]))
    certain = _misspelt(written[index], known) or _synonym(written[index], known) or (
        len(written) == len(deeper) == 1)
    if certain and suggestions:
        raise Unknown("field", ".".join(written), suggestions)
    return Parameter(".".join(written), certain=False, suggestions=suggestions)


def _mended(schema: table.Schema, written: Path) -> list[Path]:
    """`written` with each name that the schema lacks replaced by those that look like it."""
    if not written:
        return [()]
    known, name = table.names(schema), written[0]
    choices: Path = (name,)
    if not _has(schema, name):
        same = (one for one in known if letters(one) == letters(name))
        choices = tuple(dict.fromkeys((*same, *_synonym(name, known), *closest(name, known))))
    return [(one, *rest) for one in choices
            for rest in _mended(table.below(schema, one), written[1:])]


def _synonym(name: str, known: Path) -> Path:
    """The one field that another service calls `name`."""
    found = tuple(one for group in _SYNONYMS if name in group for one in known if one in group)
    return found if len(found) == 1 else ()


def _at_another_level(source: str, detail_type: str, written: Path) -> list[Path]:
    """Paths that end as `written` ends: what stands above the end was wrong."""
    schema = table.schema(source, detail_type)
    ends = [written[start:] for start in range(1, len(written))]
    return [*(one for one in ends if table.names_all(schema, one)),
            *(path for one in ends for path in _ending(source, detail_type, one))]


def _ending(source: str, detail_type: str, words: Path) -> list[Path]:
    """The longer paths that end in `words`, whatever their case and separators."""
    wanted = tuple(map(letters, words))
    return [path for path, spelt in _spelt(source, detail_type)
            if len(path) > len(wanted) and spelt[-len(wanted):] == wanted]


@cache
def _spelt(source: str, detail_type: str) -> tuple[tuple[Path, Path], ...]:
    """Every path of an event, and the letters of its names."""
    schema = table.schema(source, detail_type)
    return tuple((path, tuple(map(letters, path))) for path in table.paths(schema))
