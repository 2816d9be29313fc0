#!/bin/sh
# Installs the build in $1 and runs its tools; then builds the users in
# test/package against it and runs them.
set -e
source=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "$1" && pwd)
rm -rf "$build/package"
cmake --install "$build" --prefix "$build/package/install" >/dev/null
bin="$build/package/install/bin"
model="$source/test/models/quantized_mlp.mlir"
"$bin/neurospector" -a=eyeriss -n=test_network >/dev/null
"$bin/ns-opt" --neurospector-schedule=accelerator=eyeriss "$model" |
  grep -q 'neurospector.schedule = '
"$bin/ns-translate" --mlir-to-neurospector-network "$model" |
  grep -q 'NETWORK'
cmake -G Ninja -S "$source/test/package" -B "$build/package/build" \
  -DCMAKE_PREFIX_PATH="$build/package/install" \
  -DMLIR_DIR="$2" -DLLVM_DIR="$3" -DCMAKE_BUILD_TYPE=Release >/dev/null
cmake --build "$build/package/build" >/dev/null
"$build/package/build/consumer"
"$build/package/build/core_consumer" >/dev/null
if ldd "$build/package/build/core_consumer" | grep -E 'LLVM|MLIR'; then
  echo "error: core_consumer loads LLVM"
  exit 1
fi
