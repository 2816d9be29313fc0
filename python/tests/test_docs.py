# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""The examples of docs/python.md and the notebooks run."""

import re

import pytest
from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "docs/notebooks").glob("*.ipynb"))


def test_examples(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    names = {}
    for example in re.findall(r"^```python\n(.*?)^```", page, re.M | re.S):
        exec(compile(example, "docs/python.md", "exec"), names)
    assert {path.name for path in tmp_path.iterdir()} == {"report.html", "front.html"}
    assert "unknown key 'enrgy', did you mean 'energy'?" in capsys.readouterr().out
    assert len(names["study"].pareto()) > 1


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks(path, tmp_path, monkeypatch):
    nbclient = pytest.importorskip("nbclient")
    import nbformat

    # Figures as data, without a copy of the library.
    monkeypatch.setenv("PLOTLY_RENDERER", "plotly_mimetype")
    notebook = nbformat.read(path, as_version=4)
    (tmp_path / "models").symlink_to(ROOT / "test/models")
    nbclient.NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
