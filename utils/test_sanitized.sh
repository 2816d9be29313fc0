#!/bin/sh
# Builds the preset $1 (asan or tsan) and runs its unit tests and lit tests, in
# fewer cases than optimized builds (test/unit/NumCases.h).
# What compares files, such as format and docs, does not run again.
set -e
cd "$(dirname "$0")/.."
# test/tsan.supp passes over the words of such locks.
if [ "$1" = tsan ] && grep -rnE 'shared_mutex|RWMutex' lib include tools; then
  echo "ThreadSanitizer would not see these locks" >&2
  exit 1
fi
log=$(mktemp)
if ! { cmake --preset "$1" && cmake --build --preset "$1"; } >"$log" 2>&1
then
  tail -n 60 "$log" >&2
  exit 1
fi
rm -f "$log"
# These compare totals of long searches of whole networks. The searches are
# those of other tests, which make them on smaller networks.
export LIT_FILTER_OUT='Tools/(known-machines|eyeriss-chip)\.test'
ctest --preset "$1" -E 'format|docs-up-to-date|core-without-mlir|command-without-llvm|installed-package'
