#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""notebook.py PROGRAM SOURCE: runs notebooks/first_results.ipynb on a small ensemble; any error,
or fewer than three pictures, is a failure."""
import os
import subprocess
import sys
import tempfile

import nbformat
from nbclient import NotebookClient

program, source = sys.argv[1:3]
with tempfile.TemporaryDirectory() as folder:
    results = os.path.join(folder, "small.sqlite")
    golden = os.path.join(source, "tests", "golden")
    subprocess.run([program, "run", f"{golden}/small.cfg", "--reform", f"{golden}/reform_open.cfg",
                    f"{golden}/reform_dublin.cfg", "--draws", "20", "--seed", "1", "-q", "-o", results], check=True)
    os.environ.update(ASYLSIM_RESULTS=results, MPLBACKEND="module://matplotlib_inline.backend_inline",
                      IPYTHONDIR=folder, JUPYTER_RUNTIME_DIR=folder)
    notebook = nbformat.read(os.path.join(source, "notebooks", "first_results.ipynb"), as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
pictures = sum("image/png" in output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", []))
print(f"{pictures} pictures")
sys.exit(pictures < 3)
