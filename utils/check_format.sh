#!/bin/sh
# Fails if a C++ file is not as clang-format would write it.
cd "$(dirname "$0")/.." || exit 1
find include lib tools test python -name '*.h' -o -name '*.cpp' |
  xargs clang-format-22 --dry-run --Werror
