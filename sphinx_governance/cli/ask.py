"""``sphinx-governance ask``: a decision tree, question by question, and what the answers come to."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import click

from sphinx_governance.cli.errors import UsageProblem, unknown
from sphinx_governance.cli.options import path_argument, reading_options

if TYPE_CHECKING:
    from sphinx_governance.model.corpus import Corpus
    from sphinx_governance.model.guide import Artifact, DecisionTree, Question, Scenario
    from sphinx_governance.model.walk import Outcome, Step


@click.command()
@click.argument("tree", required=False)
@path_argument
@click.option(
    "--answers", metavar="QUESTION=ANSWER,…", help="Answer without being asked; for scripts."
)
@click.option("--json", "as_json", is_flag=True, help="Write the outcome as JSON.")
@reading_options
def ask(
    tree: str | None,
    path: str | None,
    answers: str | None,
    as_json: bool,
    no_conf: bool,
    no_cache: bool,
) -> None:
    """Answer the questions of TREE and learn what a contribution owes.

    Without TREE, the project's only decision tree is asked. At a prompt, b goes back, q stops.

    \b
    Examples:
      sphinx-governance ask
      sphinx-governance ask what-to-write
      sphinx-governance ask what-to-write --answers bug=no,complex=yes --json
    """
    from sphinx_governance.cli.loading import Request, load
    from sphinx_governance.cli.target import find_target
    from sphinx_governance.model.walk import WrongAnswerError, follow, outcome_of

    target = find_target(path, conf=not no_conf)
    corpus = load(target, Request(cached=not no_cache, quiet=answers is not None)).corpus
    chosen = _tree(corpus, tree)
    if answers is None and not sys.stdin.isatty():
        raise UsageProblem(
            "there is no terminal to ask at", "give the answers: --answers question=answer"
        )
    try:
        said = _said(answers) if answers is not None else _asked(chosen)
        steps = follow(chosen, said)
    except WrongAnswerError as error:
        raise UsageProblem(str(error), _open_question(error.question)) from error
    outcome = outcome_of(steps, corpus.scenarios)
    if as_json:
        from sphinx_governance.cli.output import write_json

        write_json(_as_json(chosen, steps, outcome))
    else:
        for line in _lines(corpus, steps, outcome):
            click.echo(line)


def _tree(corpus: Corpus, name: str | None) -> DecisionTree:
    from sphinx_governance.model.text import listed

    trees = corpus.trees
    if not trees:
        raise UsageProblem(
            "the project has no decision tree", "write one: .. decision-tree:: what-to-write"
        )
    if name is None:
        if len(trees) > 1:
            raise UsageProblem(
                "the project has several decision trees", f"name one: {listed(trees)}"
            )
        return next(iter(trees.values()))
    if name not in trees:
        raise unknown("decision tree", name, trees, f"there are {listed(trees, 'and')}")
    return trees[name]


def _said(answers: str) -> Mapping[str, str]:
    said: dict[str, str] = {}
    for item in filter(None, (part.strip() for part in answers.split(","))):
        question, sign, answer = item.partition("=")
        if not sign or not answer.strip():
            raise UsageProblem(f"{item!r} is no answer", "write question=answer, as in bug=no")
        said[question.strip()] = answer.strip()
    return said


def _open_question(question: Question | None) -> str:
    if question is None:
        return "take it out of --answers"
    return f"{question.id}: {question.text} ({', '.join(answer.id for answer in question.answers)})"


def _asked(tree: DecisionTree) -> Mapping[str, str]:
    """Ask on the terminal, one question at a time; a person may go back."""
    from sphinx_governance.model.text import printable

    click.echo(_painted(printable(tree.title), "bold"))
    path: list[tuple[Question, str]] = []
    question = tree.root
    while question is not None and question.answers and len(path) <= len(tree.questions):
        answer = _choice(question, back=bool(path))
        if answer is None:
            question = path.pop()[0]
            continue
        path.append((question, answer))
        chosen = question.answer(answer)
        question = tree.after(chosen) if chosen else None
    return {asked.id: answer for asked, answer in path}


def _choice(question: Question, *, back: bool) -> str | None:
    """Return the id of the answer that was given, None to go back."""
    from sphinx_governance.model.text import printable

    click.echo(f"\n{printable(question.text)}")
    for number, answer in enumerate(question.answers, start=1):
        click.echo(f"  {number}  {printable(answer.label)}")
    hint = f"1-{len(question.answers)}{', b to go back' if back else ''}, q to stop"
    while True:
        said = click.prompt(hint, prompt_suffix=": ").strip()
        if said.lower() == "q":
            raise click.Abort
        if said.lower() == "b" and back:
            return None
        if said.isdigit() and not any(answer.range for answer in question.answers):
            picked = question.answers[int(said) - 1 : int(said)] if int(said) else ()
        else:
            found = question.answer(said)
            picked = (found,) if found else ()
        if picked:
            return picked[0].id
        click.echo(f"There is no answer {printable(said)!r}.", err=True)


def _lines(corpus: Corpus, steps: Iterable[Step], outcome: Outcome) -> Iterator[str]:
    """Yield what the answers come to, as a checklist."""
    from sphinx_governance.model.text import printable

    yield ""
    for question, answer in steps:
        yield _painted(f"{printable(question.text)} {printable(answer.label)}", "dim")
    for name in outcome.scenarios:
        scenario: Scenario | None = corpus.scenarios.get(name)
        yield f"\nThis is: {printable(scenario.title if scenario else name)}"
    if outcome.is_empty:
        yield "\nNothing is owed."
    yield from _group("Required", outcome.required, corpus.artifacts)
    for group in outcome.choices:
        yield from _group("One of", group, corpus.artifacts)
    yield from _group("Optional", outcome.suggested, corpus.artifacts)


def _group(title: str, names: Iterable[str], artifacts: Mapping[str, Artifact]) -> Iterator[str]:
    from sphinx_governance.model.text import printable

    listed = list(names)
    if listed:
        yield f"\n{_painted(title, 'bold')}"
    for name in listed:
        artifact = artifacts.get(name)
        places = f" ({', '.join(artifact.paths)})" if artifact and artifact.paths else ""
        yield f"  [ ] {printable((artifact.title if artifact else name) + places)}"


def _painted(text: str, colour: str) -> str:
    from sphinx_governance.cli.output import painter

    return painter()(text, colour)


def _as_json(tree: DecisionTree, steps: Iterable[Step], outcome: Outcome) -> dict[str, object]:
    return {
        "schema": 1,
        "tree": tree.id,
        "answers": [
            {
                "question": question.id,
                "answer": answer.id,
                "text": question.text,
                "label": answer.label,
            }
            for question, answer in steps
        ],
        "required": list(outcome.required),
        "one_of": [list(group) for group in outcome.choices],
        "optional": list(outcome.suggested),
        "scenarios": list(outcome.scenarios),
    }
