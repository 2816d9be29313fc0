#!/bin/sh
# Sets up a bare Debian 12, builds, and schedules ResNet-50 on Eyeriss: the
# annotated IR of one op, then the cost of every layer and their total.
set -e
cd "$(dirname "$0")/.."
utils/setup.sh
utils/build.sh
build/bin/ns-opt test/models/resnet50.mlir \
  --neurospector-schedule="accelerator=eyeriss report=build/resnet50.txt" \
  -o build/resnet50.scheduled.mlir
echo "The schedule of the first convolution in build/resnet50.scheduled.mlir:"
echo
sed -n '/^#schedule = /,/optimal = /p' build/resnet50.scheduled.mlir
grep -m 1 'linalg.conv' build/resnet50.scheduled.mlir | sed 's/^ */  /' | cut -c 1-96
echo
cat build/resnet50.txt
