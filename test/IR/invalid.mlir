// RUN: ns-opt %s -split-input-file -verify-diagnostics

// expected-error@+1 {{no temporal level 'CACHE'; expected temporal 'DRAM', 'GLOBAL_BUFFER' or 'LOCAL_BUFFER', or spatial 'MULTI_CHIPS', 'PE_ARRAY' or 'MAC_ARRAY'}}
func.func private @f() attributes {a = #neurospector.level<temporal "CACHE" tile = [1] order = [0]>}

// -----

// expected-error@+1 {{no spatial_x level 'DRAM'; expected temporal 'DRAM', 'GLOBAL_BUFFER' or 'LOCAL_BUFFER', or spatial 'MULTI_CHIPS', 'PE_ARRAY' or 'MAC_ARRAY'}}
func.func private @f() attributes {a = #neurospector.level<spatial_x "DRAM" tile = [1]>}

// -----

// expected-error@+1 {{tile of level 'DRAM' has size 0, expected at least 1}}
func.func private @f() attributes {a = #neurospector.level<temporal "DRAM" tile = [2, 0] order = [0, 1]>}

// -----

// expected-error@+1 {{spatial level 'PE_ARRAY' cannot have an order}}
func.func private @f() attributes {a = #neurospector.level<spatial_x "PE_ARRAY" tile = [1, 1] order = [0, 1]>}

// -----

// expected-error@+1 {{order of level 'DRAM' has 1 loops, its tile 2}}
func.func private @f() attributes {a = #neurospector.level<temporal "DRAM" tile = [1, 1] order = [0]>}

// -----

// expected-error@+1 {{order of level 'DRAM' has 0 loops, its tile 2}}
func.func private @f() attributes {a = #neurospector.level<temporal "DRAM" tile = [1, 1]>}

// -----

// expected-error@+1 {{order of level 'DRAM' is not a permutation of its 2 loops}}
func.func private @f() attributes {a = #neurospector.level<temporal "DRAM" tile = [1, 1] order = [0, 2]>}

// -----

// expected-error@+1 {{order of level 'DRAM' is not a permutation of its 2 loops}}
func.func private @f() attributes {a = #neurospector.level<temporal "DRAM" tile = [1, 1] order = [1, 1]>}

// -----

// expected-error@+1 {{schedule names no accelerator}}
func.func private @f() attributes {a = #neurospector.schedule<accelerator = "", levels = [<temporal "DRAM" tile = [1] order = [0]>], optimal = true>}

// -----

// expected-error@+1 {{schedule has no levels}}
func.func private @f() attributes {a = #neurospector.schedule<accelerator = "x", levels = [], optimal = true>}

// -----

// expected-error@+1 {{spatial_y level 'PE_ARRAY' cannot be inside spatial_x level 'PE_ARRAY'}}
func.func private @f() attributes {a = #neurospector.schedule<accelerator = "x", levels = [<temporal "DRAM" tile = [1] order = [0]>, <spatial_x "PE_ARRAY" tile = [1]>, <spatial_y "PE_ARRAY" tile = [1]>], optimal = true>}

// -----

// expected-error@+1 {{temporal level 'DRAM' cannot be inside temporal level 'DRAM'}}
func.func private @f() attributes {a = #neurospector.schedule<accelerator = "x", levels = [<temporal "DRAM" tile = [1] order = [0]>, <temporal "DRAM" tile = [1] order = [0]>], optimal = true>}

// -----

// expected-error@+1 {{tile of level 'PE_ARRAY' has rank 2, that of level 'DRAM' 1}}
func.func private @f() attributes {a = #neurospector.schedule<accelerator = "x", levels = [<temporal "DRAM" tile = [1] order = [0]>, <spatial_x "PE_ARRAY" tile = [1, 1]>], optimal = true>}

// -----

// expected-error@+1 {{in loop 1, tile 4 of level 'PE_ARRAY' does not divide tile 6 of level 'DRAM'}}
func.func private @f() attributes {a = #neurospector.schedule<accelerator = "x", levels = [<temporal "DRAM" tile = [4, 6] order = [0, 1]>, <spatial_x "PE_ARRAY" tile = [4, 4]>], optimal = true>}

// -----

// expected-error@+1 {{innermost level 'PE_ARRAY' must hand single iterations inward}}
func.func private @f() attributes {a = #neurospector.schedule<accelerator = "x", levels = [<temporal "DRAM" tile = [4] order = [0]>, <spatial_x "PE_ARRAY" tile = [2]>], optimal = true>}

// -----

// expected-error@+1 {{expected 'true' or 'false'}}
func.func private @f() attributes {a = #neurospector.schedule<accelerator = "x", levels = [<temporal "DRAM" tile = [1] order = [0]>], optimal = 1>}

// -----

// expected-error@+1 {{'dynamic' is -1.000000e+00, expected a finite number that is not negative}}
func.func private @f() attributes {a = #neurospector.energy<dynamic = -1.0, static = 0.0>}

// -----

// expected-error@+1 {{'static' is INF, expected a finite number that is not negative}}
func.func private @f() attributes {a = #neurospector.energy<dynamic = 0.0, static = 1.0e400>}

// -----

// expected-error@+1 {{'cycles' is -2.000000e+00, expected a finite number that is not negative}}
func.func private @f() attributes {a = #neurospector.cost<energy = 1.0, cycles = -2.0, utilization = 0.5, mac = <dynamic = 1.0, static = 0.0>, local_buffer = <dynamic = 0.0, static = 0.0>, global_buffer = <dynamic = 0.0, static = 0.0>, dram = <dynamic = 0.0, static = 0.0>>}

// -----

// expected-error@+1 {{'utilization' is 1.500000e+00, expected at most 1}}
func.func private @f() attributes {a = #neurospector.cost<energy = 1.0, cycles = 1.0, utilization = 1.5, mac = <dynamic = 1.0, static = 0.0>, local_buffer = <dynamic = 0.0, static = 0.0>, global_buffer = <dynamic = 0.0, static = 0.0>, dram = <dynamic = 0.0, static = 0.0>>}

// -----

// expected-error@+1 {{'energy' is 3.000000e+00, but its components add up to 1.000000e+00}}
func.func private @f() attributes {a = #neurospector.cost<energy = 3.0, cycles = 1.0, utilization = 0.5, mac = <dynamic = 1.0, static = 0.0>, local_buffer = <dynamic = 0.0, static = 0.0>, global_buffer = <dynamic = 0.0, static = 0.0>, dram = <dynamic = 0.0, static = 0.0>>}

// -----

func.func @f(%a: tensor<8x8xf32>, %b: tensor<8x8xf32>, %c: tensor<8x8xf32>) {
  // expected-error@+1 {{'linalg.matmul' op has 3 loops, but the tiles of its schedule have 2}}
  %0 = linalg.matmul {neurospector.schedule = #neurospector.schedule<accelerator = "x", levels = [<temporal "DRAM" tile = [1, 1] order = [0, 1]>, <temporal "LOCAL_BUFFER" tile = [1, 1] order = [0, 1]>], optimal = false>}
      ins(%a, %b : tensor<8x8xf32>, tensor<8x8xf32>)
      outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  return
}

// -----

func.func @f(%a: tensor<8x8xf32>, %b: tensor<8x8xf32>, %c: tensor<8x8xf32>) {
  // expected-error@+1 {{'linalg.matmul' op attribute 'neurospector.schedule' must be a '#neurospector.schedule', got "best"}}
  %0 = linalg.matmul {neurospector.schedule = "best"}
      ins(%a, %b : tensor<8x8xf32>, tensor<8x8xf32>)
      outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  return
}

// -----

func.func @f(%a: tensor<8x8xf32>, %b: tensor<8x8xf32>, %c: tensor<8x8xf32>) {
  // expected-error@+1 {{'linalg.matmul' op attribute 'neurospector.cost' must be a '#neurospector.cost', got 1.000000e+00 : f64}}
  %0 = linalg.matmul {neurospector.cost = 1.0}
      ins(%a, %b : tensor<8x8xf32>, tensor<8x8xf32>)
      outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  return
}

// -----

func.func @f(%a: tensor<8x8xf32>, %b: tensor<8x8xf32>, %c: tensor<8x8xf32>) {
  // expected-error@+1 {{'linalg.matmul' op has an unknown attribute 'neurospector.shedule'}}
  %0 = linalg.matmul {neurospector.shedule = 1}
      ins(%a, %b : tensor<8x8xf32>, tensor<8x8xf32>)
      outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  return
}

// -----

func.func @f(%a: tensor<8x8xf32>, %b: tensor<8x8xf32>, %c: tensor<8x8xf32>) {
  // expected-error@+1 {{'linalg.matmul' op attribute 'neurospector.accelerator' belongs on a module}}
  %0 = linalg.matmul {neurospector.accelerator = "eyeriss"}
      ins(%a, %b : tensor<8x8xf32>, tensor<8x8xf32>)
      outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  return
}

// -----

func.func @f(%a: tensor<8x8xf32>, %b: tensor<8x8xf32>, %c: tensor<8x8xf32>) {
  // expected-error@+1 {{'linalg.matmul' op attribute 'neurospector.accelerator' must be the name or path of an accelerator, got ""}}
  %0 = linalg.matmul {neurospector.accelerator = ""}
      ins(%a, %b : tensor<8x8xf32>, tensor<8x8xf32>)
      outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  return
}

// -----

func.func @f(%a: tensor<8x8xf32>, %b: tensor<8x8xf32>, %c: tensor<8x8xf32>) {
  // expected-error@+1 {{'linalg.matmul' op attribute 'neurospector.accelerator' must be the name or path of an accelerator, got 3 : i64}}
  %0 = linalg.matmul {neurospector.accelerator = 3}
      ins(%a, %b : tensor<8x8xf32>, tensor<8x8xf32>)
      outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  return
}

// -----

func.func @not_linalg(%a: tensor<8xf32>) -> tensor<8xf32> {
  // expected-error@+1 {{'arith.addf' op attribute 'neurospector.schedule' belongs on a 'linalg' structured op}}
  %0 = arith.addf %a, %a {neurospector.schedule = #neurospector.schedule<accelerator = "x", levels = [<temporal "DRAM" tile = [1] order = [0]>, <temporal "LOCAL_BUFFER" tile = [1] order = [0]>], optimal = false>} : tensor<8xf32>
  return %0 : tensor<8xf32>
}

// -----

func.func @not_linalg(%a: tensor<8xf32>) -> tensor<8xf32> {
  // expected-error@+1 {{'arith.addf' op attribute 'neurospector.cost' belongs on a 'linalg' structured op}}
  %0 = arith.addf %a, %a {neurospector.cost = #neurospector.cost<energy = 1.0, cycles = 1.0, utilization = 0.5, mac = <dynamic = 1.0, static = 0.0>, local_buffer = <dynamic = 0.0, static = 0.0>, global_buffer = <dynamic = 0.0, static = 0.0>, dram = <dynamic = 0.0, static = 0.0>>} : tensor<8xf32>
  return %0 : tensor<8xf32>
}

// -----

// An op whose maps are wrong is reported as such, before its schedule is looked
// at.
func.func @wrong_op(%a: tensor<8xf32>, %b: tensor<8xf32>) {
  // expected-error@+1 {{'linalg.generic' op expected operand #1 rank (1) to match the result rank of indexing_map (2)}}
  %0 = "linalg.generic"(%a, %b) <{
      indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0, d0)>],
      iterator_types = [#linalg.iterator_type<parallel>],
      operandSegmentSizes = array<i32: 1, 1>}> ({
  ^bb0(%x: f32, %y: f32):
    linalg.yield %x : f32
  }) {neurospector.schedule = #neurospector.schedule<accelerator = "x", levels = [<temporal "DRAM" tile = [1] order = [0]>, <temporal "LOCAL_BUFFER" tile = [1] order = [0]>], optimal = false>} : (tensor<8xf32>, tensor<8xf32>) -> tensor<8xf32>
  return
}

// -----

// expected-error@+1 {{'func.func' op argument 0 has an unknown attribute 'neurospector.wait'}}
func.func private @argument(tensor<8xf32> {neurospector.wait})

// -----

// expected-error@+1 {{'func.func' op argument 1 attribute 'neurospector.weight' must be a unit attribute, got 1 : i64}}
func.func private @argument(f32, tensor<8xf32> {neurospector.weight = 1})

// -----

func.func @f(%a: tensor<8x8xf32>, %b: tensor<8x8xf32>, %c: tensor<8x8xf32>) {
  // expected-error@+1 {{'linalg.matmul' op has 3 loops, but 'neurospector.assume' has 2 sizes}}
  %0 = linalg.matmul {neurospector.assume = array<i64: 8, 8>}
      ins(%a, %b : tensor<8x8xf32>, tensor<8x8xf32>)
      outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  return
}

// -----

func.func @f(%a: tensor<8x8xf32>, %b: tensor<8x8xf32>, %c: tensor<8x8xf32>) {
  // expected-error@+1 {{'linalg.matmul' op attribute 'neurospector.assume' must be a positive 'i64' or an 'array<i64>' of positive sizes, got array<i64: 8, 0, 8>}}
  %0 = linalg.matmul {neurospector.assume = array<i64: 8, 0, 8>}
      ins(%a, %b : tensor<8x8xf32>, tensor<8x8xf32>)
      outs(%c : tensor<8x8xf32>) -> tensor<8x8xf32>
  return
}

// -----

// expected-error@+1 {{'func.func' op attribute 'neurospector.assume' must be a positive 'i64' or an 'array<i64>' of positive sizes, got 0 : i64}}
func.func private @zero() attributes {neurospector.assume = 0 : i64}

// -----

// expected-error@+1 {{'func.func' op attribute 'neurospector.assume' must be a positive 'i64' or an 'array<i64>' of positive sizes, got 8 : i32}}
func.func private @narrow() attributes {neurospector.assume = 8 : i32}

// -----

// expected-error@+1 {{'func.func' op attribute 'neurospector.assume' belongs on a 'linalg' structured op}}
func.func private @array() attributes {neurospector.assume = array<i64: 8>}

// -----

// expected-error@+1 {{'builtin.module' op attribute 'neurospector.assume' belongs on a 'linalg' structured op or a function}}
module attributes {neurospector.assume = 8 : i64} {
}

// -----

// expected-error@+1 {{no axis temporal 'PE_ARRAY'; expected spatial_x or spatial_y of 'MULTI_CHIPS', 'PE_ARRAY' or 'MAC_ARRAY'}}
func.func private @f() attributes {a = #neurospector.axis<temporal "PE_ARRAY">}

// -----

// expected-error@+1 {{no buffer 'PE_ARRAY'; expected 'DRAM', 'GLOBAL_BUFFER' or 'LOCAL_BUFFER'}}
func.func private @f() attributes {a = #neurospector.buffer<"PE_ARRAY">}

// -----

// expected-error@+1 {{nest names no accelerator}}
func.func private @f() attributes {a = #neurospector.nest<accelerator = "", input = 0, weight = 1>}

// -----

// expected-error@+1 {{operand 1 cannot be both input and weight}}
func.func private @f() attributes {a = #neurospector.nest<accelerator = "x", input = 1, weight = 1>}

// -----

// expected-error@+1 {{attribute 'neurospector.level' belongs on an 'scf.for'}}
func.func private @f() attributes {neurospector.level = #neurospector.buffer<"DRAM">}

// -----

func.func @f(%n: index) {
  // expected-error@+1 {{attribute 'neurospector.level' must be a '#neurospector.axis' or '#neurospector.buffer', got "DRAM"}}
  scf.for %i = %n to %n step %n {
  } {neurospector.level = "DRAM"}
  return
}

// -----

// expected-error@+1 {{attribute 'neurospector.nest' must be a '#neurospector.nest', got unit}}
func.func private @f() attributes {neurospector.nest}

// -----

// expected-error@+1 {{attribute 'neurospector.nest' belongs on a 'linalg' structured op}}
func.func private @f() attributes {neurospector.nest = #neurospector.nest<accelerator = "x", input = 0, weight = 1>}

// -----

func.func @f(%a: tensor<4x6xf32>, %b: tensor<6x8xf32>, %c: tensor<4x8xf32>) -> tensor<4x8xf32> {
  // expected-error@+1 {{has 2 inputs, but its nest names operand 2}}
  %0 = linalg.matmul {neurospector.nest = #neurospector.nest<accelerator = "x", input = 0, weight = 2>}
      ins(%a, %b : tensor<4x6xf32>, tensor<6x8xf32>)
      outs(%c : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}

// -----

// expected-error@+1 {{'output' is -1, expected a number of elements}}
func.func private @f() attributes {a = #neurospector.retained<input = 0, output = -1>}

// -----

func.func @f(%a: tensor<4x4xf32>) -> tensor<4x4xf32> {
  // expected-error@+1 {{'linalg.matmul' op attribute 'neurospector.retained' must be a '#neurospector.retained', got 4 : i64}}
  %0 = linalg.matmul {neurospector.retained = 4} ins(%a, %a : tensor<4x4xf32>, tensor<4x4xf32>)
      outs(%a : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %0 : tensor<4x4xf32>
}

// -----

// expected-error@+1 {{'func.func' op result 0 has an unknown attribute 'neurospector.nonsense'}}
func.func private @result() -> (f32 {neurospector.nonsense = 3})

// -----

// expected-error@+1 {{'input' is -1, expected the number of an operand}}
func.func private @f() attributes {a = #neurospector.nest<accelerator = "x", input = -1, weight = 2>}

// -----

// expected-error@+1 {{'weight' is -2, expected the number of an operand}}
func.func private @f() attributes {a = #neurospector.nest<accelerator = "x", input = 0, weight = -2>}

// -----

// expected-error@+1 {{'energy' is 1.000000e+300, but its components add up to INF}}
func.func private @f() attributes {a = #neurospector.cost<energy = 1.0e300, cycles = 1.0, utilization = 0.5, mac = <dynamic = 1.0e308, static = 1.0e308>, local_buffer = <dynamic = 0.0, static = 0.0>, global_buffer = <dynamic = 0.0, static = 0.0>, dram = <dynamic = 0.0, static = 0.0>>}
