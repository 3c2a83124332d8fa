# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file holds, or a name, on a terminal: nothing of it is obeyed."""
import re
import shutil
import sqlite3

from program import FEW, MINI, call, expect

HOSTILE = "\x1b[2J\x1b]0;title\x07\r\x9b31m\u202eevil\u2066\u200f\x7f"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def nothing_of_a_file_is_obeyed(folder):
    reform = f"{folder}/r.cfg"
    with open(reform, "w") as file:
        file.write(f'extends = "{MINI}"; title = "R\u202eR"; claim = "C\u2066"; source = "S\u200f";\n'
                   'in_force = "2017-01-01";\n'
                   "set: { crossings: { terespol: { border: { p_heard = 0.0; }; }; }; };\n")
    file = f"{folder}/a\u202eb.sqlite"
    said = [expect(0, "run", MINI, "--draws", "2", "--reform", reform, "-o", file),
            expect(0, "check", MINI, "--reform", reform),
            expect((0, 2), "explain", MINI, "--reform", reform, "--any"),
            expect(2, "check", reform + "\x1b[2J"), expect(2, HOSTILE), expect(2, "run", f"--{HOSTILE}"),
            expect(2, "check", MINI, "--set", f"rules.{HOSTILE}=1")]
    db = sqlite3.connect(file)
    for table, column in (("scenario", "title"), ("scenario", "claim"), ("scenario", "source"),
                          ("scenario", "name"), ("population", "label"), ("population", "name"),
                          ("place", "label"), ("metric", "label"), ("meta", "value")):
        db.execute(f"UPDATE {table} SET {column} = {column} || ?"
                   + (" WHERE key IN ('note', 'version')" if table == "meta" else ""), (HOSTILE,))
    db.commit()
    for command in (["compare"], ["compare", "--json"], ["compare", "--lives"], ["compare", "--claims"],
                    ["compare", "--by", "group"], ["compare", "--by", "crossing"], ["verify"],
                    ["verify", "--json"], ["export", "-o", f"{folder}/csv"],
                    ["report", "-o", f"{folder}/x\u202e.html"],
                    ["compare", "--metric", "claim_first", "--population", HOSTILE]):
        said.append(call(command[0], file, *command[1:])[1])
    said.append(expect(3, *FEW, "--resume", "-o", file))
    assert "\\u001b[2J\\u001b]0;title\\u0007\\u000d\\u009b31m\\u202eevil\\u2066\\u200f\\u007f" in said[7], said[7]
    for text in said:
        assert text and not OBEYED.search(text), ascii(text)
    # a message that is cut is not cut within a character
    for n in (150, 151, 480, 481):
        assert "\\x" not in call("check", "x" * n + "\u0142" * 300)[1]
    # broken UTF-8 is shown as what it is, and JSON is JSON
    db.execute("UPDATE scenario SET title = CAST(x'41ff9b42c3' AS TEXT), claim = title")
    db.commit()
    assert "A\\xff\\x9bB\\xc3" in expect(0, "compare", file)
    expect(0, "compare", file, "--json", says='"digest"')


def an_error_is_one_line(folder):
    file, odd = f"{folder}/a.sqlite", f"{folder}/a\nasylsim: b\n"
    expect(0, *FEW, "-o", file)
    shutil.copy(file, odd)
    for code, command in ((3, ["verify", f"{odd}x"]), (3, ["compare", f"{odd}x"]), (2, ["check", f"{odd}x"]),
                          (3, ["verify", file, "a\nb"]),
                          (2, [*FEW, "-o", odd]), (2, [*FEW, "-o", f"{odd}x/"]),
                          (2, ["compare", file, "--metric", "claim\nfirst"]),
                          (2, ["export", file, "-o", f"{folder}/csv", "--metric", "\n" * 900]),
                          (2, ["export", file, "-o", f"{folder}/csv", "--population", "a\nll"])):
        text = expect(code, *command)
        assert text.count("\n") == 1 and text.endswith("\n") and "\\n" in text, (command, text)
    for command in (["ver\nify", file], ["verify", file, "--met\nric"], ["verify", file, file, "a\nb"]):
        assert expect(2, *command).count("\n") == 2, command  # and what to try
    for command in (["verify", odd], ["compare", odd], [*FEW, "--resume", "-o", odd],
                    [*FEW[:2], *FEW[3:], "--resume", "-o", odd], ["merge", file, "-o", f"{odd}m"],
                    ["export", file, "-o", f"{odd}csv"]):
        assert "\nasylsim: b" not in expect(0, *command, says=r"a\\nasylsim: b\\n"), command
