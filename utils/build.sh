#!/bin/sh
# Configures and builds the optimized preset, printing only what goes wrong.
set -e
cd "$(dirname "$0")/.."
log=$(mktemp)
if ! { cmake --preset default && cmake --build --preset default; } >"$log" 2>&1
then
  tail -n 60 "$log" >&2
  exit 1
fi
rm -f "$log"
