"""Runs in a process of its own: imports a project's modules and describes objects in them, as JSON.

Nothing of this package is imported here: what the project has on its path decides what there is.
The request comes on standard input, the answers go line by line into a file: whatever a module
prints is no answer.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import importlib
import inspect
import json
import os
import re
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

_MOST = 10_000
"""Items of a list; a table that long is read by nobody."""

_OF_EVERYBODY = {"--help", "--install-completion", "--show-completion"}
"""Options that a library adds to every program."""

_WIDEST = 400
"""Characters of an error; some name all that there is."""

_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
"""What Python writes of an object that does not say what it is: another one on every run."""


class Unfit(Exception):  # noqa: N818 - what is raised is no error of ours
    """An object that cannot be described, and what to do about it."""

    def __init__(self, message: str, hint: str = "", known: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.answer = {"error": message, "hint": hint, "known": list(known)}


def main() -> None:
    """Answer every request, each with one line."""
    asked = json.load(sys.stdin)
    sys.path[:] = asked["path"]
    if hasattr(signal, "alarm"):
        signal.alarm(asked["seconds"] + 5)  # whoever asked may be gone by then
    with open(asked["answers"], "w", encoding="utf-8") as answers:  # noqa: PTH123 - as bare as can be
        for what, name in asked["requests"]:
            # A module may read what is said, leave the folder, and end the process.
            os.chdir(asked["folder"])
            answers.write(json.dumps(_answer(what, name)) + "\n")
            answers.flush()
    os._exit(0)  # threads that a module has started would be waited for


def _answer(what: str, name: str) -> dict[str, Any]:
    doing = "imported"
    try:
        found = _object(name)
        doing = "described"
        return {"is": _DESCRIBE[what](found)}
    except Unfit as unfit:
        return unfit.answer
    except BaseException as error:  # noqa: BLE001 - SystemExit too: a module may be a program
        return _failure(error, name, doing)


def _failure(error: BaseException, name: str, doing: str) -> dict[str, Any]:
    """Return the last line of a traceback, and where it was raised."""
    module = name.partition(":")[0]
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename != __file__ and not frame.filename.startswith("<frozen")
    ]  # fmt: skip
    place = [os.path.realpath(frames[-1].filename), frames[-1].lineno] if frames else []
    if isinstance(error, SyntaxError) and error.filename:
        place = [os.path.realpath(error.filename), error.lineno or 1]
    missing = getattr(error, "name", None) if isinstance(error, ModuleNotFoundError) else None
    if missing and f"{module}.".startswith(f"{missing}."):
        return {"error": f"there is no module {missing!r}", "missing": True}
    told = module if doing == "imported" else name
    return {"error": f"{told} cannot be {doing}: {_said(error)}", "at": place}


def _said(error: BaseException) -> str:
    """Return what the end of a traceback says, on one line, without the notes below it."""
    lines = traceback.format_exception_only(error)
    name = type(error).__name__
    first = (line for line in lines if line.partition(":")[0].strip().endswith(name))
    return _squeezed(next(first, lines[-1]))[:_WIDEST]


def _object(name: str) -> Any:
    """Return the object ``module:path``; ``module:path()`` is what the function there returns."""
    module, _, path = name.partition(":")
    sys.argv[:] = [module.partition(".")[0].replace("_", "-")]
    found: Any = importlib.import_module(module)
    told = module
    for part in path.removesuffix("()").split("."):
        try:
            found = getattr(found, part)
        except AttributeError:
            raise Unfit(f"{told} has no {part!r}", known=_names(found)) from None
        told = f"{told}.{part}" if ":" in told else f"{told}:{part}"
    return found() if path.endswith("()") else found


def _names(found: Any) -> list[str]:
    return [str(name) for name in dir(found) if not str(name).startswith("_")][:_MOST]


def _cli(found: Any) -> dict[str, Any]:
    """Return a command with its options and the commands below it."""
    if hasattr(found, "registered_commands") and hasattr(found, "registered_groups"):
        found = importlib.import_module(f"{_package(found)}.main").get_command(found)
    if hasattr(found, "_actions") and hasattr(found, "parse_args"):
        return _parser(found, found.prog, "")
    if hasattr(found, "params") and hasattr(found, "make_context"):
        return _click(found, sys.argv[0], None)
    if callable(found):
        hint = (
            "name the parser or command itself; a function that returns it has () behind its name"
        )
        raise Unfit(f"it is {_kind(found)}, not a command", hint)
    raise Unfit(
        f"it is {_kind(found)}, not a command",
        "name a parser of argparse, or a command of click or typer",
    )


def _package(found: Any) -> str:
    return type(found).__module__.partition(".")[0]


def _kind(found: Any) -> str:
    if inspect.isclass(found):
        return f"the class {found.__name__}"
    if inspect.isroutine(found):
        return "a function"
    if inspect.ismodule(found):
        return "a module"
    name = type(found).__name__
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _parser(parser: Any, name: str, summary: str) -> dict[str, Any]:
    options: list[dict[str, Any]] = []
    commands: list[dict[str, Any]] = []
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way
        if action.help == "==SUPPRESS==" or _OF_EVERYBODY & set(action.option_strings):
            continue
        if isinstance(action.choices, Mapping) and _are_parsers(action.choices):
            commands += _subparsers(action)
        else:
            options.append(_action(action, parser.prog))
    text = summary or _paragraph(parser.description or "")
    return {"name": name, "help": text, "options": options, "commands": commands}


def _are_parsers(choices: Mapping[str, Any]) -> bool:
    return bool(choices) and all(hasattr(item, "_actions") for item in choices.values())


def _subparsers(action: Any) -> Iterator[dict[str, Any]]:
    """Yield the commands of a parser, each once: an alias is another name of the same one."""
    summaries = {item.dest: item.help for item in action._choices_actions}  # noqa: SLF001
    seen = set()
    for name, parser in action.choices.items():
        if id(parser) not in seen and summaries.get(name) != "==SUPPRESS==":
            yield _parser(parser, name, _squeezed(summaries.get(name) or ""))
        seen.add(id(parser))


def _action(action: Any, prog: str) -> dict[str, Any]:
    values = _values_of(action)
    names = ", ".join(action.option_strings)
    default = action.default
    told = (
        "" if default is None or default == "==SUPPRESS==" or action.nargs == 0 else _text(default)
    )
    return {
        "name": f"{names} {values}".strip() if names else values,
        "help": _expanded(action, prog),
        "default": told,
        "required": bool(action.required) and action.nargs not in {"?", "*", "..."},
    }


def _values_of(action: Any) -> str:
    """Return how the values of an option are written; argparse's own way depends on its version."""
    if action.nargs == 0:
        return ""
    given = action.metavar
    if isinstance(given, tuple):
        return " ".join(given)
    if given is None and action.choices is not None:
        given = "{" + ",".join(map(_text, action.choices)) + "}"
    name = (
        given
        if given is not None
        else action.dest.upper()
        if action.option_strings
        else action.dest
    )
    if isinstance(action.nargs, int):
        return " ".join([name] * action.nargs)
    shapes = {
        None: "{}",
        "?": "[{}]",
        "*": "[{} ...]",
        "+": "{} [{} ...]",
        "...": "...",
        "A...": "{} ...",
    }
    return shapes.get(action.nargs, "{}").replace("{}", name)


def _expanded(action: Any, prog: str) -> str:
    """Return the help of an option with what stands for its default and the like."""
    values = {key: getattr(value, "__name__", value) for key, value in vars(action).items()}
    if action.choices is not None:
        values["choices"] = ", ".join(map(_text, action.choices))
    try:
        return _squeezed((action.help or "") % {**values, "prog": prog})
    except (KeyError, TypeError, ValueError):
        return _squeezed(action.help or "")


def _click(command: Any, name: str, parent: Any) -> dict[str, Any]:
    context = command.context_class(command, info_name=name, parent=parent)
    is_group = hasattr(command, "list_commands") and hasattr(command, "get_command")
    below = []
    for each in command.list_commands(context) if is_group else ():
        found = command.get_command(context, each)
        if found is not None and not getattr(found, "hidden", False):
            below.append(_click(found, each, context))
    text = _paragraph(command.short_help or command.help or "")
    options = [_param(param, context) for param in command.params if not _is_hidden(param)]
    return {"name": name, "help": text, "options": options, "commands": below}


def _is_hidden(param: Any) -> bool:
    return bool(getattr(param, "hidden", False)) or bool(_OF_EVERYBODY & set(param.opts))


def _param(param: Any, context: Any) -> dict[str, Any]:
    required = bool(param.required)
    default = param.default
    # A default may be a function, and click has a sign of its own for none.
    told = _text(default) if isinstance(default, str | int | float | list | tuple) else ""
    if param.param_type_name == "argument":
        name = param.metavar or (param.name or "").upper()
        name = name if required or param.metavar else f"[{name}]"
        return {
            "name": f"{name}..." if param.nargs < 0 or param.nargs > 1 else name,
            "help": _squeezed(getattr(param, "help", None) or ""),
            "default": "" if required else told,
            "required": required,
        }
    names = ", ".join(param.opts)
    if param.secondary_opts:
        names = f"{names} / {', '.join(param.secondary_opts)}"
    plain = getattr(param, "is_flag", False) or getattr(param, "count", False)
    return {
        "name": names if plain else f"{names} {_metavar(param, context)}".strip(),
        "help": _squeezed(param.help or ""),
        "default": "" if plain else told,
        "required": required,
    }


def _metavar(param: Any, context: Any) -> str:
    """Return what stands for the value of an option; click's own way depends on its version."""
    if param.metavar:
        return str(param.metavar)
    kind = getattr(param, "type", None)
    if kind is None:  # newer typers have types of their own
        named = str(param.display_type(context))
    else:
        choices = getattr(kind, "choices", None)
        named = f"[{'|'.join(map(_text, choices))}]" if choices else str(kind.name).upper()
    return f"{named}..." if param.nargs > 1 else named


def _values(found: Any) -> dict[str, Any]:
    """Return items, pairs, or rows of cells by column."""
    if inspect.isclass(found) and issubclass(found, enum.Enum):
        return {
            "pairs": [[name, _text(member.value)] for name, member in found.__members__.items()]
        }
    if isinstance(found, Mapping):
        return _mapping(found)
    if isinstance(found, str | bytes) or not isinstance(found, Iterable):
        raise Unfit(
            f"it is {_kind(found)}, which has no items",
            "name a list, a tuple, a set, a mapping or an enum",
        )
    if isinstance(found, Iterator):
        raise Unfit(f"it is {_kind(found)}, which can be read once", "name a list")
    items = [item for _, item in zip(range(_MOST + 1), found, strict=False)]
    if len(items) > _MOST:
        raise Unfit(f"it has more than {_MOST:,} items", "name a shorter one")
    rows = [_fields(item) for item in items]
    if items and all(row is not None for row in rows):
        return _rows([row for row in rows if row is not None])
    texts = [_text(item) for item in items]
    return {"items": sorted(texts) if isinstance(found, AbstractSet) else texts}


def _mapping(found: Mapping[Any, Any]) -> dict[str, Any]:
    if len(found) > _MOST:
        raise Unfit(f"it has more than {_MOST:,} items", "name a shorter one")
    rows = [_fields(item) for item in found.values()]
    if rows and all(row is not None for row in rows):
        named = zip(found, rows, strict=True)
        return _rows([{"name": key, **(row or {})} for key, row in named])
    return {"pairs": [[_text(key), _text(item)] for key, item in found.items()]}


def _fields(item: Any) -> dict[str, Any] | None:
    """Return the fields of what has some: a mapping, a dataclass, a named tuple, a class of attrs."""
    if isinstance(item, Mapping):
        return {str(key): value for key, value in item.items()}
    if inspect.isclass(item):
        return None
    if dataclasses.is_dataclass(item):
        names = [field.name for field in dataclasses.fields(item)]
    elif isinstance(item, tuple) and hasattr(item, "_fields"):
        names = list(item._fields)
    elif hasattr(item, "__attrs_attrs__"):
        names = [field.name for field in item.__attrs_attrs__]
    else:
        return None
    return {name: getattr(item, name) for name in names if not name.startswith("_")}


def _rows(rows: list[dict[str, Any]]) -> dict[str, Any]:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    cells = [{name: _text(value) for name, value in row.items()} for row in rows]
    return {"columns": columns, "rows": cells}


def _text(value: Any) -> str:
    """Return a value in words that are the same on every run."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    if isinstance(value, enum.Enum):
        return _text(value.value)
    if isinstance(value, Mapping):
        return ", ".join(f"{_text(key)}: {_text(item)}" for key, item in value.items())
    if isinstance(value, AbstractSet | list | tuple):
        texts = map(_text, value)
        return ", ".join(sorted(texts) if isinstance(value, AbstractSet) else texts)
    if isinstance(value, functools.partial):
        value = value.func
    if inspect.isclass(value) or inspect.isroutine(value):
        return str(value.__name__)
    return _ADDRESS.sub("", str(value))[:_MOST]


def _paragraph(text: str) -> str:
    """Return the first paragraph of a help text."""
    plain = inspect.cleandoc(text.partition("\f")[0]).replace("\b", "")
    return _squeezed(re.split(r"\n\s*\n", plain.strip())[0])


def _squeezed(text: str) -> str:
    return " ".join(str(text).split())


_DESCRIBE: Mapping[str, Callable[[Any], dict[str, Any]]] = {"cli": _cli, "values": _values}


if __name__ == "__main__":
    main()
