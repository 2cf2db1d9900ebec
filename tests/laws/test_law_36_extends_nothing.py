"""Law 36: a rule set that extends another and sets nothing judges as the other does."""

import json
import tempfile
from pathlib import Path

from hypothesis import given

from cpdrules.evaluation.evaluate import evaluate
from cpdrules.loading.load import load
from laws.cases import SEEDS, made_case, summary

EXTENSION = "cpdrules: 1\nruleset: made/extension\ntitle: As it is\nextends: base.cpd.yaml\n"


def holds(seed):
    case = made_case(seed)
    if "bundled" in case.rules:
        return
    with tempfile.TemporaryDirectory() as folder:
        base, extension = Path(folder, "base.cpd.yaml"), Path(folder, "extension.cpd.yaml")
        base.write_text(json.dumps(case.rules), encoding="utf-8")
        extension.write_text(EXTENSION, encoding="utf-8")
        told = [
            summary(evaluate(load(path), case.record, on=case.on, period=case.period))
            for path in (base, extension)
        ]
    assert told[0] == told[1]


@given(SEEDS)
def test_extends_nothing(seed):
    holds(seed)
