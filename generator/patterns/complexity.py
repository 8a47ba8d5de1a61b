r"""How costly the wildcards of one field are: AWS refuses a field above 10.

The score is the largest number of wildcard positions that one input can keep alive at once. Each
`*` that has been reached stays alive; besides, every literal piece after a `*` may have begun
wherever the input read so far ends like the piece begins. So `*x*` scores 3 (two `*`, one piece
begun), `*aaaaaaaaaa` scores 11 (one `*`, and ten beginnings of the piece), and the wildcards
of one field add up as far as their texts before the first `*` can occur together. The texts of one
anything-but list share what they begin with in common.
"""

from collections.abc import Iterable, Mapping, Sequence

from generator.patterns.leaves import AnythingBut, Leaf, Wildcard
from generator.patterns.syntax import Alternative, Conditions

HIGHEST = 10
"""Inferred: AWS refuses `*:*:*:*:*:event-bus/*` (11) and four times `*:stack/NAME/*` (12)."""

Pieces = tuple[str, ...]
Wildcards = Sequence[tuple[int, Pieces]]
"""Each wildcard text with the number of the operator it belongs to."""


def by_path(alternatives: Iterable[Alternative]) -> dict[str, int]:
    """The score of each path that has wildcards; the alternatives of `$or` that share the path and
    all paths before it share its cost."""
    together: dict[tuple[str, object], dict[Leaf, None]] = {}
    for one in alternatives:
        before: list[tuple[str, Conditions]] = []
        for path in sorted(one):
            leaves = dict.fromkeys(filter(_texts, one[path]))
            if leaves:
                together.setdefault((path, tuple(before)), {}).update(leaves)
            before.append((path, one[path]))
    scores: dict[str, int] = {}
    for (path, _), leaves in together.items():
        cost = score([(n, pieces) for n, leaf in enumerate(leaves) for pieces in _texts(leaf)])
        scores[path] = max(scores.get(path, 0), cost)
    return scores


def worst(scores: Mapping[str, int]) -> tuple[str, int] | None:
    """The first path that AWS would refuse, and its score."""
    return next(((path, cost) for path, cost in scores.items() if cost > HIGHEST), None)


def _texts(leaf: Leaf) -> tuple[Pieces, ...]:
    """The wildcard texts of a condition, none for most."""
    inner = leaf.excluded if isinstance(leaf, AnythingBut) else leaf
    return inner.alternatives if isinstance(inner, Wildcard) else ()


def score(wildcards: Wildcards) -> int:
    """The score of the wildcards of one field."""
    heads = {pieces[0] for _, pieces in wildcards}
    return max((_score_behind(head, wildcards) for head in heads), default=0)


def _score_behind(head: str, wildcards: Wildcards) -> int:
    """The score of the wildcards that an input beginning with `head` can keep alive."""
    alive = [
        (operator, pieces)
        for operator, pieces in wildcards
        if len(pieces) > 1 and head.startswith(pieces[0])
    ]
    stars = {(operator, pieces[:n]) for operator, pieces in alive for n in range(1, len(pieces))}
    return len(stars) + _most_beginnings(alive) if alive else 1


def _most_beginnings(wildcards: Wildcards) -> int:
    """The most piece beginnings that one text can end with (counted over an Aho-Corasick tree)."""
    children: list[dict[str, int]] = [{}]
    owners: list[set[object]] = [set()]
    for operator, pieces in wildcards:
        closed = (*pieces[:-1], pieces[-1] + '"')
        for n in range(1, len(pieces)):
            node = 0
            for character in closed[n]:
                if character not in children[node]:
                    children[node][character] = len(children)
                    children.append({})
                    owners.append(set())
                node = children[node][character]
                owners[node].add((operator, pieces[:n]))
    return _add_up_along_suffixes(children, [len(each) for each in owners])


def _add_up_along_suffixes(children: list[dict[str, int]], beginnings: list[int]) -> int:
    shorter = [0] * len(children)
    queue = list(children[0].values())
    for node in queue:
        beginnings[node] += beginnings[shorter[node]]
        for character, child in children[node].items():
            suffix = shorter[node]
            while suffix and character not in children[suffix]:
                suffix = shorter[suffix]
            shorter[child] = children[suffix].get(character, 0)
            queue.append(child)
    return max(beginnings)
