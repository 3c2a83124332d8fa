#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing lost at the edges of a results file: whatever stops the program, whoever else is there.

edges.py ASYLSIM SOURCE_DIR STOP_AT.SO [EVERY]. The program is killed before every EVERY-th of the
calls by which it changes files, and its disk is full from there on; all of them with EVERY 1.
Names of tests behind that: these alone."""
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

from left import a_log_left_is_worked_in, reading_where_nothing_may_be_written, what_was_never_born_is_in_nobodys_way
from others_files import (a_page_is_written_over_nothing, a_pipe_is_waited_for_by_nobody, nobody_elses_file_is_in_our_way,
                          what_was_changed_goes_no_further)
from others_there import (a_dead_holder_is_none, a_lock_of_somebody_else_stays, a_reader_at_the_end_costs_nothing,
                          hanging_up_interrupts, one_run_at_a_time, removing_the_lock_lets_nobody_in,
                          two_exports_do_not_mix, what_is_taken_away_is_no_success)
from printed import an_error_is_one_line, nothing_of_a_file_is_obeyed
from program import Running
from stopped import a_file_over_its_limit, full_disk_at_any_point, killed_at_any_point


def main():
    tests = (one_run_at_a_time, removing_the_lock_lets_nobody_in, what_is_taken_away_is_no_success,
             a_dead_holder_is_none, a_lock_of_somebody_else_stays,
             hanging_up_interrupts, a_reader_at_the_end_costs_nothing, a_log_left_is_worked_in,
             what_was_never_born_is_in_nobodys_way, reading_where_nothing_may_be_written,
             two_exports_do_not_mix, what_was_changed_goes_no_further,
             nobody_elses_file_is_in_our_way, a_pipe_is_waited_for_by_nobody,
             a_page_is_written_over_nothing,
             killed_at_any_point, full_disk_at_any_point, a_file_over_its_limit,
             nothing_of_a_file_is_obeyed, an_error_is_one_line)
    wanted = sys.argv[5:]
    failed = []
    for test in tests:
        if wanted and test.__name__ not in wanted:
            continue
        began = time.time()
        folder = tempfile.mkdtemp(prefix="asylsim_edges_")
        try:
            test(folder)
            print(f"ok     {test.__name__} ({time.time() - began:.1f} s)", flush=True)
        except Exception as error:  # the others are tried all the same
            failed.append(test.__name__)
            at = traceback.extract_tb(error.__traceback__)[-1]
            print(f"FAILED {test.__name__}: {os.path.basename(at.filename)}:{at.lineno}: {type(error).__name__}: {error}", flush=True)
        finally:
            for process in Running.all:
                process.kill()
            Running.all.clear()
            subprocess.run(["chmod", "-R", "u+w", folder], check=False)
            shutil.rmtree(folder, ignore_errors=True)
    if failed:
        sys.exit(f"{len(failed)} failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
