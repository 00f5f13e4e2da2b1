"""A conf.py read without running it, and its list of extensions made longer."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_governance.model.finding import Edit
from sphinx_governance.model.patching import apply_edits
from sphinx_governance.model.record import Location

_NAME = "extensions"
_MARKDOWN = frozenset({"myst_parser", "myst_nb", "recommonmark", "m2r2", "m2r", "sphinx_mdinclude"})
"""Extensions that make Sphinx read Markdown."""


@dataclass(frozen=True)
class ConfFile:
    """What a conf.py says in so many words; what it computes is not known."""

    path: str
    text: str
    tree: ast.Module | None

    @property
    def words(self) -> frozenset[str]:
        """Every text in it: an extension that is loaded in any way is among them."""
        tree = self.tree or ast.Module([], [])
        return frozenset(
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )

    @property
    def reads_markdown(self) -> bool:
        """Whether an extension reads Markdown."""
        return not _MARKDOWN.isdisjoint(self.words)

    @property
    def root_page(self) -> str:
        """The name of the first page."""
        return self.literal("root_doc") or self.literal("master_doc") or "index"

    def value(self, name: str) -> object:
        """Return what a name is bound to, None where that is computed, or bound more than once."""
        bound = list(_bindings(self.tree, name)) if self.tree else []
        if len(bound) != 1 or not isinstance(bound[0], ast.Assign | ast.AnnAssign):
            return None
        try:
            found: object = ast.literal_eval(bound[0].value or ast.Constant(None))
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            return None
        return found

    def literal(self, name: str) -> str:
        """Return the text that a name is bound to, "" where that is none."""
        found = self.value(name)
        return found if isinstance(found, str) else ""


@dataclass(frozen=True)
class ByHand:
    """Why a conf.py is not edited, where, and the line that does it."""

    line: int
    why: str
    add: str


def read_conf(path: str, text: str) -> ConfFile:
    """Return what a conf.py says; one that is no Python says nothing."""
    try:
        return ConfFile(path, text, ast.parse(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ConfFile(path, text, None)


def with_extensions(conf: ConfFile, names: Sequence[str]) -> tuple[str, int] | ByHand:
    """Return the text of a conf.py that loads more extensions, and the line that changes.

    Only a list that stands there as a list, bound once, is edited, at the places that Python's
    parser gives; the result must mean the same but for the names.
    """
    more = f"{_NAME} += [{', '.join(map(_quoted, names))}]"
    if conf.tree is None:
        return ByHand(1, "it is not valid Python", more)
    bound = list(_bindings(conf.tree, _NAME))
    if not bound:
        return _with_new_list(conf, conf.tree, names, more)
    first = bound[0]
    line = max(getattr(node, "lineno", 1) for node in bound)
    if len(bound) > 1:
        return ByHand(line, "the list is made in more than one place", more)
    value = getattr(first, "value", None)
    at_top = any(node is first for node in conf.tree.body)
    if not (
        at_top and isinstance(first, ast.Assign | ast.AnnAssign) and isinstance(value, ast.List)
    ):
        return ByHand(line, "the list is computed", more)
    changed = _edited(conf, value, names)
    if changed is None:
        return ByHand(line, "the list is written in a way that is not safe to change", more)
    return changed, value.elts[-1].end_lineno or line if value.elts else line


def _bindings(tree: ast.Module, name: str) -> Iterator[ast.AST]:
    """Yield whatever may give *name* another value; what only adds to a list does not count."""
    for node in ast.walk(tree):
        if isinstance(node, ast.AugAssign):
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            bound = any((item.asname or item.name) in {name, "*"} for item in node.names)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound = node.name == name
        else:
            bound = any(
                isinstance(child, ast.Name)
                and child.id == name
                and not isinstance(child.ctx, ast.Load)
                for child in ast.iter_child_nodes(node)
            )
        if bound:
            yield node


def _with_new_list(
    conf: ConfFile, tree: ast.Module, names: Sequence[str], more: str
) -> tuple[str, int] | ByHand:
    """Return a conf.py that makes no list, with one at its end."""
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == _NAME]
    if uses:
        return ByHand(uses[0].lineno, "the list comes from elsewhere", more)
    ending = "\r\n" if "\r\n" in conf.text else "\n"
    gap = "" if not conf.text or conf.text.endswith(("\n", "\r")) else ending
    text = f"{conf.text}{gap}{_NAME} = [{', '.join(map(_quoted, names))}]{ending}"
    return text, text.count("\n")


def _edited(conf: ConfFile, value: ast.List, names: Sequence[str]) -> str | None:
    """Return the text with names at the end of a list, None where that is not certain."""
    lines = conf.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    try:
        text = apply_edits(conf.text, _edits(conf, lines, value, names))
        if text is None:
            return None
        wanted, found = ast.parse(conf.text), ast.parse(text)
    except (SyntaxError, ValueError, tokenize.TokenError):
        # Signs of its own around the last item, such as brackets.
        return None
    own = next(
        node
        for node in ast.walk(wanted)
        if isinstance(node, ast.List)
        and (node.lineno, node.col_offset) == (value.lineno, value.col_offset)
    )
    own.elts += [ast.Constant(name) for name in names]
    return text if ast.dump(wanted) == ast.dump(found) else None


def _edits(
    conf: ConfFile, lines: Sequence[str], value: ast.List, names: Sequence[str]
) -> list[Edit]:
    """Return what puts names before the bracket that closes a list."""
    end = (value.end_lineno or 0), _column(lines, value.end_lineno, value.end_col_offset) - 1
    quote = _quote(conf.text, value)
    added = [_quoted(name, quote) for name in names]
    if not value.elts:
        inner = f"\n    {f',{chr(10)}    '.join(added)},\n" if value.lineno != end[0] else ""
        if inner and not lines[end[0] - 1][: end[1] - 1].strip():
            # The bracket stands on a line of its own, after lines that are empty or comments.
            return [_insert(conf, (end[0], 1), inner[1:])]
        return [_insert(conf, end, ", ".join(added))]
    last = value.elts[-1]
    after = (last.end_lineno or 0), _column(lines, last.end_lineno, last.end_col_offset)
    comma = _comma(lines, after, end)
    if last.lineno != value.lineno and (comma or after)[0] < end[0]:
        # A line for each: what is added gets lines of its own, below the last one's comment.
        margin = _margin(lines[last.lineno - 1])
        below = "".join(f"{margin}{name},\n" for name in added)
        own = [] if comma else [_insert(conf, after, ",")]
        return [*own, _insert(conf, ((comma or after)[0] + 1, 1), below)]
    if comma:
        return [_insert(conf, (comma[0], comma[1] + 1), f" {', '.join(added)},")]
    return [_insert(conf, after, "".join(f", {name}" for name in added))]


def _insert(conf: ConfFile, place: tuple[int, int], text: str) -> Edit:
    return Edit(Location(conf.path, *place), "", text)


def _column(lines: Sequence[str], line: int | None, offset: int | None) -> int:
    """Return the column, from 1, of an offset in bytes."""
    before = lines[(line or 1) - 1].encode("utf-8", "surrogatepass")[: offset or 0]
    return len(before.decode("utf-8", "surrogatepass")) + 1


def _comma(
    lines: Sequence[str], after: tuple[int, int], end: tuple[int, int]
) -> tuple[int, int] | None:
    """Return where a comma stands between two places, None where there is none."""
    part = [*lines[after[0] - 1 : end[0]]]
    part[-1] = part[-1][: end[1] - 1]
    part[0] = " " * (after[1] - 1) + part[0][after[1] - 1 :]
    # In brackets nothing depends on indentation; the bracket is what tokenize then asks for.
    source = f"(\n{chr(10).join(part)}\n)"
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.OP and token.string == ",":
            return token.start[0] - 2 + after[0], token.start[1] + 1
    return None


def _quote(text: str, value: ast.List) -> str:
    """Return the quotation mark of most texts in a list, or of the file where the list is empty."""
    written = [ast.get_source_segment(text, item) or "" for item in value.elts] or _texts(text)
    single = sum(part.startswith("'") for part in written)
    return "'" if single * 2 > len(written) else '"'


def _texts(text: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.string for token in tokens if token.type == tokenize.STRING]


def _quoted(name: str, quote: str = '"') -> str:
    return f"{quote}{name}{quote}"


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
