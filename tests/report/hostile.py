#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hostile.py RESULTS COPY: a copy in which titles, names, labels and sources try to be run."""
import json
import shutil
import sqlite3
import sys

PAYLOADS = [
    "<script>window.ran=1</script>", "</script><script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>", "<svg onload=window.ran=1>", "\"><b onmouseover=window.ran=1>x</b>",
    "'><iframe srcdoc='<script>parent.ran=1</script>'>", "<!--", "-->", "<![CDATA[", "]]>",
    "javascript:window.ran=1", "<a href=javascript:window.ran=1>x</a>", "{{constructor.constructor('window.ran=1')()}}",
    "${window.ran=1}", "`;window.ran=1;`", "\\\";window.ran=1;//", "&lt;script&gt;window.ran=1&lt;/script&gt;",
    "&#60;script&#62;", "\u202egnitset\u202c", "\u2066isolated\u2069", "\u200fmark\u200e", "\u2028line\u2029paragraph",
    "=1+1", "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "=HYPERLINK(\"http://example.invalid\")",
    " =1+1", "\uff1d1+1", "a,b\"c\nd", "<style>*{display:none}</style>", "<base href=http://example.invalid/>",
    "<meta http-equiv=refresh content=0>", "<form action=http://example.invalid><input name=x autofocus onfocus=window.ran=1>",
    "<object data=http://example.invalid>", "<link rel=stylesheet href=http://example.invalid/x.css>",
    "<details open ontoggle=window.ran=1>x</details>", "x" * 3000,
]
results, copy = sys.argv[1:3]
assert len(PAYLOADS) == 40
shutil.copy(results, copy)
db = sqlite3.connect(copy)
turn = iter(PAYLOADS * 50)
for table, key, columns in (("scenario", "id", ("title", "claim", "source")), ("population", "id", ("label",)),
                            ("place", "id", ("label",)), ("fate", "id", ("label",)), ("stage", "id", ("name",)),
                            ("act", "id", ("name",)), ("meta", "key", ())):
    for (row,) in db.execute(f"SELECT {key} FROM {table}").fetchall():
        for column in columns:
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (next(turn), row))
for i, text in enumerate(PAYLOADS):
    db.execute("INSERT INTO parameter VALUES(0, ?, '', ?, ?, ?, '', 'D', ?, ?, '', '', 0)",
               (f"hostile.{i:02d}.{text}", text, text, text, text, text))
    db.execute("INSERT INTO meta VALUES(?, ?)", (f"hostile {i:02d} {text}", text))
db.commit()
print(json.dumps(PAYLOADS))
