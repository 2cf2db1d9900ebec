"""What `cpdrules test` does: case files found, run, and told in lines."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

import attrs

from cpdrules.loading.cases import load_cases
from cpdrules.rules.case import ENDING, CaseFile
from cpdrules.source import Diagnostic, files_below, render_diagnostics
from cpdrules.source.characters import shown
from cpdrules.testing.coverage import coverage as coverage_of
from cpdrules.testing.coverage import render
from cpdrules.testing.runner import CaseResult, run_cases

PASSED, FAILED, FAULTY = 0, 1, 2


@attrs.define
class Run:
    """What came of all files: the results by rule set, and the worst exit code so far."""

    out: TextIO
    results: list[tuple[CaseFile, list[CaseResult]]] = attrs.Factory(list)
    failed: bool = False
    faulty: bool = False

    @property
    def code(self) -> int:
        """The exit code: a fault in a file goes before a case that failed."""
        return FAULTY if self.faulty else FAILED if self.failed else PASSED

    def say(self, line: str) -> None:
        """Print one line."""
        self.out.write(line + "\n")


def cli_test(
    paths: Sequence[str | os.PathLike[str]], coverage: bool, out: TextIO, mutate: bool = False
) -> int:
    """Run the case files named, and those in the folders named; print the outcome, return the exit code.

    0: all came out as expected; 1: a case did not, or one is lacking by what `coverage` or `mutate` shows; 2: a file
    is faulty, or there is none.
    """
    run = Run(out)
    files = list(case_files(paths))
    for file in files:
        run_file(run, file)
    if not files:
        run.say(f"there is no file ending in {ENDING} here")
        return FAULTY
    if coverage:
        tell_coverage(run)
    if mutate and run.results:
        tell_mutation(run)
    return run.code


def case_files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """Yield the files named and the case files in the folders named, each once; links to folders are left."""
    seen: set[Path] = set()
    for path in map(Path, paths):
        found = files_below(path, (ENDING,)) if path.is_dir() else [path]
        for file in found:
            if (real := file.resolve()) not in seen:
                seen.add(real)
                yield file


def run_file(run: Run, file: Path) -> None:
    """Run one case file, and say how it came out."""
    loaded = load_cases(file)
    if loaded.cases is None:
        run.faulty = True
        run.say(f"{shown(str(file))}: cannot be run")
        run.say(render_diagnostics(placed(loaded.diagnostics)))
        return
    results = run_cases(loaded.cases)
    run.results.append((loaded.cases, results))
    failed = [result for result in results if not result.passed]
    run.failed = run.failed or bool(failed)
    run.say(f"{shown(str(file))}: {summary(len(results), len(failed))}")
    for result in failed:
        line = result.span.line if result.span else 0
        for words in result.failures:
            run.say(shown(f"{file}:{line}: {result.name}: {words}"))


def placed(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the errors; warnings about a rule set are told when it is checked."""
    return [each for each in diagnostics if each.severity == "error"]


def summary(count: int, failed: int) -> str:
    """Say how the cases of a file came out."""
    cases = f"{count} case{'s' if count != 1 else ''}"
    return f"{cases}, {failed} failed" if failed else f"{cases} passed"


def tell_coverage(run: Run) -> None:
    """Print the table of each rule set that was tested."""
    ids = dict.fromkeys(cases.ruleset.id for cases, _ in run.results if cases.ruleset is not None)
    for name in ids:
        of_it = [
            (cases, results) for cases, results in run.results if cases.ruleset and cases.ruleset.id == name
        ]
        ruleset = of_it[0][0].ruleset
        assert ruleset is not None
        found = coverage_of(ruleset, [result for _, results in of_it for result in results])
        run.failed = run.failed or bool(found.lacking)
        run.say("")
        run.say(shown_lines(render(found)))


def tell_mutation(run: Run) -> None:
    """Change the rule sets that were tested, and print which changes fail no case."""
    from cpdrules.testing.mutate import mutate  # noqa: PLC0415 - needed where it is asked for alone

    run.say("")
    if any(not result.passed for _, results in run.results for result in results):
        run.say("the rules are changed once every case passes")
        return
    for found in mutate([cases for cases, _ in run.results]):
        run.failed = run.failed or bool(found.survivors)
        run.say(shown_lines(str(found)))


def shown_lines(text: str) -> str:
    """Return lines as they may be printed."""
    return "\n".join(map(shown, text.split("\n")))
