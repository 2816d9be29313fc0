"""Fails unless two files of JSON Lines agree on every field of the second."""

import json
import sys

first, second = ([json.loads(line) for line in open(path)] for path in sys.argv[1:])
assert len(first) == len(second) > 0, (len(first), len(second))
for a, b in zip(first, second):
    for key in b.keys() - {"record"}:
        assert a[key] == b[key], (key, a[key], b[key])
