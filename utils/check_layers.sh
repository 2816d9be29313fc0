#!/bin/sh
# Fails if the core libraries include a header of MLIR (docs/architecture.md).
cd "$(dirname "$0")/.." || exit 1
core="Model Config Search Report"
for library in $core; do
  if grep -rn '#include "mlir/\|neurospector/IR\|neurospector/Analysis\|neurospector/Transforms' \
      "include/neurospector/$library" "lib/$library"; then
    echo "error: $library depends on MLIR"
    exit 1
  fi
done
