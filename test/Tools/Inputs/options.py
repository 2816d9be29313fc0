"""Prints the names that Options.td ($1) defines, but for aliases."""

import re
import sys

text = open(sys.argv[1]).read()
for name in re.findall(r"^defm (\w+) : (?:Value|Choice|Bool)Option<", text, re.M):
    print("--" + name)
for name in re.findall(r"^def \w+ : FlagOption<\"(\w+)\"", text, re.M):
    print("--" + name)
