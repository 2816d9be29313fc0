// Tiled ops of every form compute what they computed, and move what the cost
// model says. The full run: utils/check_tiling.py build --each 10.

// RUN: %python %utils/check_tiling.py %build --llvm %llvm --each 1 --seed 1 | FileCheck %s --check-prefix=RANDOM
// RUN: %python %utils/check_tiling.py %build --llvm %llvm --cases 16 --seed 2 --no-count --options spatial-reduction=partial | FileCheck %s --check-prefix=PARTIAL
// RUN: %python %utils/check_tiling.py %build --llvm %llvm --cases 16 --seed 3 --options promote=true | FileCheck %s --check-prefix=PROMOTE
// RUN: %python %utils/check_tiling.py %build --llvm %llvm --forms random_body --cases 24 --seed 4 | FileCheck %s --check-prefix=BODIES
// RUN: %python %utils/check_tiling.py %build --llvm %llvm --resnet | FileCheck %s --check-prefix=RESNET
// RUN: %python %utils/check_tiling.py %build --llvm %llvm --each 1 --seed 4 --machine %S/Inputs/scratchpad.yaml --per-machine 100 | FileCheck %s --check-prefix=RANDOM
// RUN: %python %utils/check_tiling.py %build --llvm %llvm --each 1 --seed 5 --machine %S/Inputs/operand-buffers.yaml --per-machine 100 | FileCheck %s --check-prefix=RANDOM
// RUN: %python %utils/check_tiling.py %build --llvm %llvm --each 1 --seed 6 --machine %S/../conformance/machines/systolic.yaml --per-machine 100 | FileCheck %s --check-prefix=RANDOM
// RUN: %python %utils/check_tiling.py %build --llvm %llvm --each 1 --seed 7 --machine %S/../conformance/machines/chiplets.yaml --per-machine 100 | FileCheck %s --check-prefix=RANDOM
// RUN: %python %utils/check_tiling.py %build --llvm %llvm --cases 16 --seed 8 --machine %S/Inputs/operand-buffers.yaml --options promote=true | FileCheck %s --check-prefix=PROMOTE

// RUN: %python %utils/check_tiling.py %build --llvm %llvm --uneven --cases 16 --seed 9 --machine simba | FileCheck %s --check-prefix=UNEVEN
// RUN: %python %utils/check_tiling.py %build --llvm %llvm --uneven --cases 16 --seed 10 --machine %S/../conformance/machines/systolic.yaml --options promote=true | FileCheck %s --check-prefix=UNEVEN
// RUN: %python %utils/check_tiling.py %build --llvm %llvm --uneven --cases 16 --seed 11 --machine %S/../conformance/machines/chiplets.yaml --no-count --options pad=true | FileCheck %s --check-prefix=UNEVEN
// RUN: %python %utils/check_tiling.py %build --llvm %llvm --uneven --cases 8 --seed 12 --machine eyeriss --no-count --options spatial-reduction=partial | FileCheck %s --check-prefix=UNEVEN
// RUN: %python %utils/check_tiling.py %build --llvm %llvm --uneven --cases 16 --seed 6 --machine tpu --no-run --forms conv_3d_ndhwc_dhwcf | FileCheck %s --check-prefix=UNEVEN
// RUN: %python %utils/check_tiling.py %build --llvm %llvm --uneven --cases 16 --seed 10 --machine tpu --no-run --forms conv_3d_ndhwc_dhwcf | FileCheck %s --check-prefix=UNEVEN
// RUN: %python %utils/check_tiling.py %build --llvm %llvm --dynamic --cases 8 --seed 13 --machine eyeriss | FileCheck %s --check-prefix=DYNAMIC

// RANDOM:  {{[0-9]+}} cases: 0 with wrong values, 0 with wrong counts
// PARTIAL: 16 cases: 0 with wrong values, 0 with wrong counts
// PROMOTE: 16 cases: 0 with wrong values, 0 with wrong counts
// BODIES:  24 cases: 0 with wrong values, 0 with wrong counts
// RESNET:  24 cases: 0 with wrong values, 0 with wrong counts
// UNEVEN:  schedules with tiles that do not divide
// UNEVEN:  {{[0-9]+}} cases: 0 with wrong values, 0 with wrong counts
// DYNAMIC: 40 cases: 0 with wrong values, 0 with wrong counts
