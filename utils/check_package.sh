#!/bin/sh
# Installs the build in $1, builds the user in test/package against it, runs it.
set -e
source=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "$1" && pwd)
rm -rf "$build/package"
cmake --install "$build" --prefix "$build/package/install" >/dev/null
cmake -G Ninja -S "$source/test/package" -B "$build/package/build" \
  -DCMAKE_PREFIX_PATH="$build/package/install" \
  -DMLIR_DIR="$2" -DLLVM_DIR="$3" -DCMAKE_BUILD_TYPE=Release >/dev/null
cmake --build "$build/package/build" >/dev/null
"$build/package/build/consumer"
