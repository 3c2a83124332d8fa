#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""notebooks.py PROGRAM SOURCE NAME: runs a notebook of notebooks/ in a kernel; any error, or no picture, is a failure.

first_results reads a results file that others make: here a small ensemble, and what it shows is not held. Every other
one makes its own with seed 1: what its cells print is what is committed, or it is out of date. The library is that of
ASYLSIM_LIBRARY.

notebooks.py PROGRAM SOURCE --write RESULTS [NAME...]: runs all (or these), first_results on the file RESULTS of
./run.sh, and puts outputs and pictures there."""
import os
import pathlib
import subprocess
import sys
import tempfile

import nbformat
from nbclient import NotebookClient

PROGRAM, SOURCE = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
READS = "first_results"


def small_results(folder):
    """The file that READS is tried on: three worlds, twenty draws, a reduced world."""
    results, golden = os.path.join(folder, "small.sqlite"), SOURCE / "tests" / "golden"
    subprocess.run([PROGRAM, "run", golden / "small.cfg", "--reform", golden / "reform_open.cfg",
                    golden / "reform_dublin.cfg", "--draws", "20", "--seed", "1", "-q", "-o", results], check=True)
    return results


def executed(name):
    """The notebook with its outputs, without the times and warnings of this machine."""
    notebook = nbformat.read(SOURCE / "notebooks" / f"{name}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=600, kernel_name="python3",
                   resources={"metadata": {"path": str(SOURCE / "notebooks")}}).execute()
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
    return notebook


def texts(notebook):
    """What each cell prints or returns, but for pictures and the names of their objects."""
    for i, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            text = output.get("text") or output.get("data", {}).get("text/plain", "")
            if "image/png" not in output.get("data", {}) and not text.startswith("<"):
                yield i, text


def fault(name, notebook):
    """Why it fails, or None."""
    pictures = sum("image/png" in output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", []))
    print(f"{name}: {pictures} pictures")
    if pictures < (3 if name == READS else 1):
        return "too few pictures"
    committed = nbformat.read(SOURCE / "notebooks" / f"{name}.ipynb", as_version=4)
    if not any(cell.get("outputs") for cell in committed.cells):
        return "is committed without its outputs"
    if name == READS:
        return None
    for (i, now), (_, was) in zip(texts(notebook), texts(committed)):
        if now != was:
            return f"cell {i} is out of date ('cmake --build build --target notebooks' renews all):\n{was}\nis now\n{now}"
    return None if len(list(texts(notebook))) == len(list(texts(committed))) else "has other outputs than committed"


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(MPLBACKEND="module://matplotlib_inline.backend_inline", IPYTHONDIR=folder,
                          JUPYTER_RUNTIME_DIR=folder, PYDEVD_DISABLE_FILE_VALIDATION="1")
        if sys.argv[3] == "--write":
            os.environ["ASYLSIM_RESULTS"] = str(pathlib.Path(sys.argv[4]).resolve())
            for name in sys.argv[5:] or sorted(path.stem for path in (SOURCE / "notebooks").glob("*.ipynb")):
                nbformat.write(executed(name), SOURCE / "notebooks" / f"{name}.ipynb")
            return 0
        if sys.argv[3] == READS:
            os.environ["ASYLSIM_RESULTS"] = small_results(folder)
        why = fault(sys.argv[3], executed(sys.argv[3]))
    print(why or "as it is committed")
    return bool(why)


sys.exit(main())
