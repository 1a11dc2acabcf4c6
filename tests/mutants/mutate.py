"""Small changes of a module's source, one at a time: each is a mutant, and some test should notice it.

A mutant is made on the syntax tree: another comparison, `and` for `or`, a number one more or less, a text that is no
longer the same, a member less in a tuple, set or mapping, a condition turned round, nothing returned, a call left out.
Annotations, docstrings, imports and the decorators of data classes are left alone: they decide nothing.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_NAMES = {"any": "all", "all": "any", "min": "max", "max": "min", "and_": "or_", "or_": "and_"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the line it is in, what was there and what is there instead, and the module's source with it."""

    module: str
    line: int
    was: str
    now: str
    source: str

    @property
    def name(self) -> str:
        """What it is known by, as long as the line stays where it is."""
        return f"{self.module}:{self.line}: {self.was} -> {self.now}"


def mutants_of(module: str, source: str) -> Iterator[Mutant]:
    """All mutants of a module's source."""
    tree = ast.parse(source)
    for place, _ in enumerate(_nodes(tree)):
        for change in range(_count(tree, place)):
            changed = copy.deepcopy(tree)
            node = _nodes(changed)[place]
            was, line = ast.unparse(node), node.lineno
            now = _changes(node)[change]()
            yield Mutant(module, line, _short(was), _short(now), ast.unparse(ast.fix_missing_locations(changed)))


def _count(tree: ast.Module, place: int) -> int:
    return len(_changes(_nodes(tree)[place]))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:60]} ... {line[-25:]}"


def _nodes(tree: ast.Module) -> list[ast.expr | ast.stmt]:
    """Expressions and statements that decide something, in the order of the source."""
    return [node for node in _deciding(tree) if isinstance(node, ast.expr | ast.stmt)]


def _deciding(node: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_ignores"):
            decorators = value if name == "decorator_list" else []
            children = [each for each in decorators if "dataclass" not in ast.unparse(each)]
        else:
            children = value if isinstance(value, list) else [value]
        for child in children:
            if isinstance(child, ast.AST) and not _is_left_alone(child):
                yield child
                yield from _deciding(child)


def _is_left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True  # a docstring
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) in ("dict", "list", "tuple", "frozenset", "set"):
        return True  # a type
    named_type = isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript | ast.Name)
    return named_type or isinstance(node, ast.Import | ast.ImportFrom | ast.Raise | ast.JoinedStr)


def _changes(node: ast.expr | ast.stmt) -> list[Callable[[], str]]:
    """The changes that a node allows; each makes it in place and says what is there now."""
    for kind, changes in _CHANGES.items():
        if isinstance(node, kind):
            return [_told(node, change) for change in changes(node)]
    return []


def _told(node: ast.AST, change: Callable[[], ast.AST | None]) -> Callable[[], str]:
    def make() -> str:
        return ast.unparse(change() or node)

    return make


_Change = Callable[[], "ast.AST | None"]


def _set(node: ast.AST, **fields: object) -> _Change:
    """Give a node other fields."""

    def change() -> None:
        for name, value in fields.items():
            setattr(node, name, value)

    return change


def _become(node: ast.AST, other: ast.AST) -> _Change:
    """Turn a node into another one, in place."""

    def change() -> None:
        node.__class__ = other.__class__  # type: ignore[assignment]
        place = {name: getattr(node, name) for name in ("lineno", "col_offset", "end_lineno", "end_col_offset")}
        node.__dict__ = {**copy.deepcopy(other).__dict__, **place}

    return change


def _compare(node: ast.Compare) -> list[_Change]:
    return [
        _set(node, ops=[*node.ops[:at], other(), *node.ops[at + 1 :]])
        for at, op in enumerate(node.ops)
        for other in _COMPARED[type(op)]
    ]


def _bool_op(node: ast.BoolOp) -> list[_Change]:
    turned = _set(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    return [turned, *(_without(node, "values", at) for at in range(len(node.values)))]


def _without(node: ast.AST, name: str, at: int) -> _Change:
    values = getattr(node, name)
    if len(values) == 2 and isinstance(node, ast.BoolOp):  # one operand alone
        return _become(node, values[1 - at])
    return _set(node, **{name: [*values[:at], *values[at + 1 :]]})


def _unary(node: ast.UnaryOp) -> list[_Change]:
    return [_become(node, node.operand)]


def _computed(node: ast.BinOp | ast.AugAssign) -> list[_Change]:
    return [_set(node, op=_COMPUTED[type(node.op)]())] if type(node.op) in _COMPUTED else []


def _constant(node: ast.Constant) -> list[_Change]:
    if isinstance(node.value, bool):
        return [_set(node, value=not node.value)]
    if isinstance(node.value, int):
        return [_set(node, value=node.value + 1), _set(node, value=node.value - 1)]
    if isinstance(node.value, str):
        return [_set(node, value=f"{node.value}X")]
    return []


def _members(node: ast.Tuple | ast.List | ast.Set) -> list[_Change]:
    if not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        return []  # the left side of an assignment
    least = 2 if isinstance(node, ast.Set) else 1
    return [_without(node, "elts", at) for at in range(len(node.elts))] if len(node.elts) >= least else []


def _entries(node: ast.Dict) -> list[_Change]:
    return [
        _set(node, keys=node.keys[:at] + node.keys[at + 1 :], values=node.values[:at] + node.values[at + 1 :])
        for at in range(len(node.keys))
    ]


def _turned_round(node: ast.If | ast.While | ast.IfExp) -> list[_Change]:
    return [_set(node, test=ast.UnaryOp(ast.Not(), node.test))]


def _comprehended(node: ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp) -> list[_Change]:
    return [
        _set(each, ifs=[*each.ifs[:at], *each.ifs[at + 1 :]]) for each in node.generators for at in range(len(each.ifs))
    ]


def _returned(node: ast.Return) -> list[_Change]:
    is_nothing = node.value is None or ast.unparse(node.value) in ("None", "()", "False")
    return [] if is_nothing else [_set(node, value=ast.Constant(None))]


def _named(node: ast.Name) -> list[_Change]:
    return [_set(node, id=_NAMES[node.id])] if node.id in _NAMES else []


def _left_out(node: ast.Expr) -> list[_Change]:
    return [_become(node, ast.Pass())] if isinstance(node.value, ast.Call) else []


_CHANGES: dict[type[ast.AST] | tuple[type[ast.AST], ...], Callable[..., list[_Change]]] = {
    ast.Compare: _compare,
    ast.BoolOp: _bool_op,
    ast.UnaryOp: _unary,
    (ast.BinOp, ast.AugAssign): _computed,
    ast.Constant: _constant,
    (ast.Tuple, ast.List, ast.Set): _members,
    ast.Dict: _entries,
    (ast.If, ast.While, ast.IfExp): _turned_round,
    (ast.GeneratorExp, ast.ListComp, ast.SetComp, ast.DictComp): _comprehended,
    ast.Return: _returned,
    ast.Name: _named,
    ast.Expr: _left_out,
}
