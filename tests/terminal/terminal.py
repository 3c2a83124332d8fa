#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program under a terminal, against the same under a pipe.

terminal.py ASYLSIM SOURCE_DIR. What goes into a pipe is a contract: no bar, no escape code, and
the same bytes on a terminal that cannot draw or may not. Nothing is installed for this: pty is
Python's own."""
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
import threading

PROGRAM, SOURCE = map(os.path.abspath, sys.argv[1:3])
MINI = os.path.join(SOURCE, "tests/support/mini.cfg")
REFORM = """extends = "%s"; title = "Shut"; claim = "C"; source = "S"; in_force = "2017-01-01";
set: { crossings: { terespol: { border: { p_heard = 0.3; }; }; }; };
"""
END = b"\x1e\x04end\x1e"  # what no program here writes
PLAIN = {"LC_ALL": "C.UTF-8", "TERM": "xterm"}  # a terminal that draws


def environment(changes):
    kept = {k: v for k, v in os.environ.items()
            if k not in ("NO_COLOR", "COLUMNS", "LC_ALL", "LC_CTYPE", "LANG", "TERM")}
    return {**kept, **PLAIN, **changes}


def in_pipe(arguments, **changes):
    done = subprocess.run([PROGRAM, *arguments], env=environment(changes), check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.stdout.decode() + done.stderr.decode()


def in_terminal(arguments, columns, **changes):
    """What the program writes to a terminal of so many columns.

    The terminal is held open here until a last mark has come through it. Whoever reads until the
    other end is closed may be told so while the last lines are still on their way: so on the
    machine of continuous integration on 2026-11-29, where a comparison ended after its head."""
    reader, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    child = subprocess.Popen([PROGRAM, *arguments], env=environment(changes), stdin=terminal,
                             stdout=terminal, stderr=terminal, start_new_session=True)

    def mark():
        child.wait()
        os.write(terminal, END)

    waiting = threading.Thread(target=mark)
    waiting.start()
    said = b""
    while not said.endswith(END):
        said += os.read(reader, 65536)
    waiting.join()
    os.close(reader)
    os.close(terminal)
    said = said[:-len(END)].decode().replace("\r\n", "\n")
    assert child.returncode == 0, said
    return said


def bare(text):
    return re.sub("\x1b\\[[0-9;]*m", "", text)


def without_bars(lines):
    """Lines that say something else than a bar or how to read one."""
    text = "\n".join(line.rstrip(" ━│┿╸╺●┝┥") for line in lines if line.strip(" ━│┿╸╺●┝┥"))
    return re.sub(r"\n  The bar: .*?own\s+scale\.", "", text, flags=re.DOTALL)


def numbers(text):
    return set(re.findall(r"[-+]?\d[\d,.]*\d|\d", text))


def check_narrow(compare, pipe):
    """Whatever the width, no line is wider, and no figure is lost."""
    for columns in (40, 60, 79, 80, 99):
        for why in ({}, {"NO_COLOR": "1"}, {"TERM": "dumb"}):
            said = bare(in_terminal(compare, columns, **why))
            wide = [line for line in said.split("\n") if len(line) > columns]
            assert not wide, (columns, why, wide)
            assert numbers(pipe) - numbers(said) <= {"100"}, (columns, numbers(pipe) - numbers(said))
            if "with the reform" in pipe:
                assert ("baseline:" in said) == (columns < 80), "columns where there is room"
    assert bare(in_terminal(compare, 200, COLUMNS="60")) == bare(in_terminal(compare, 60))


def check_compare(file):
    compare = ["compare", file]
    pipe = in_pipe(compare)
    assert "\x1b" not in pipe and "●" not in pipe and "━" not in pipe
    assert pipe == in_pipe(compare, COLUMNS="80"), "a pipe has no width"
    # Until issue 11 these held at 80 columns too, where every line of 100 was then wrapped by the
    # terminal: what is not drawn upon is narrow all the same.
    for why in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"LC_ALL": "C"}):
        assert bare(in_terminal(compare, 100, **why)) == pipe, why
    assert in_terminal(compare, 100, NO_COLOR="1") == pipe, "no escape code either"
    check_narrow(compare, pipe)

    for more in (["--by", "crossing"], ["--place", "POL"], ["--claims"], ["--pairing"]):
        check_narrow([*compare, *more], in_pipe([*compare, *more]))

    wide = bare(in_terminal(compare, 120)).split("\n")
    bars = [line for line in wide if "●" in line and "The bar" not in line]
    assert len(bars) > 20, wide
    assert len({line.index("│") for line in bars if "│" in line}) == 1, "one line of zero"
    assert without_bars(wide) == without_bars(pipe.split("\n")), "nothing else moves"

    for columns in (80, 93):
        for changes, seen in (({}, columns), ({"COLUMNS": str(columns)}, 200)):
            lines = bare(in_terminal(compare, seen, **changes)).split("\n")
            table = lines[lines.index(next(l for l in lines if "with the reform" in l)):]
            widest = max(map(len, table))
            assert widest <= columns, (columns, [l for l in table if len(l) > columns])
            assert widest > columns - 3, "the page is used"
            assert sum("●" in line for line in table) > 20


def check_run(run):
    """A line that is written over and over, as wide as the terminal, and wiped at the end."""
    pipe = in_pipe(run)
    assert "\r" not in pipe and " left" not in pipe
    digest = re.search("digest +([0-9a-f]{16})", pipe)[1]
    for columns, name in ((80, "refouled, difference "),
                          (140, "refouled, shut-the-gate-of-terespol minus baseline ")):
        said = in_terminal(run, columns)
        shown = re.findall("\r([^\r]*?)\x1b\\[K", said)
        assert shown[-1] == "" and len(shown) > 1, said
        assert all(len(line) < columns for line in shown), shown
        assert re.search(r"^\[#+\] 20 of 20, .*left; %s\S+ ± \d" % name, shown[-2]), shown
        assert digest in said, "watching moves nothing"
    for why in ({"LC_ALL": "C"}, {"NO_COLOR": "1", "LC_ALL": "C"}):
        said = in_terminal(run, 80, **why)
        assert "difference" in said and "±" not in said, said
    few = [*("4" if word == "20" else word for word in run[:-1]), f"{run[-1]}.few"]
    assert "4 of 4" in in_terminal(few, 80), "else what follows would say nothing"
    assert "left" not in in_terminal(few, 80, TERM="dumb")
    assert "left" not in in_terminal([*few, "--quiet"], 80)


def main():
    with tempfile.TemporaryDirectory() as folder:
        reform, file = os.path.join(folder, "shut-the-gate-of-terespol.cfg"), os.path.join(folder, "out.sqlite")
        with open(reform, "w", encoding="utf-8") as out:
            out.write(REFORM % MINI)
        run = ["run", MINI, "--reform", reform, "--draws", "20", "--threads", "1", "--force",
               "-o", file]
        check_run(run)
        check_compare(file)
    print("in a terminal and in a pipe: as it should be")


main()
