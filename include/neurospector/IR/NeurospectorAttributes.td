//===- NeurospectorAttributes.td - Schedules and costs -----*- tablegen -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_IR_NEUROSPECTORATTRIBUTES_TD
#define NEUROSPECTOR_IR_NEUROSPECTORATTRIBUTES_TD

include "mlir/Dialect/SCF/IR/DeviceMappingInterface.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "neurospector/IR/NeurospectorDialect.td"

//===----------------------------------------------------------------------===//
// Schedule
//===----------------------------------------------------------------------===//

def Neurospector_LevelKind : I32Enum<"LevelKind",
    "how the loops of a level run", [
      I32EnumCase<"Temporal", 0, "temporal">,
      I32EnumCase<"SpatialX", 1, "spatial_x">,
      I32EnumCase<"SpatialY", 2, "spatial_y">]> {
  let cppNamespace = "::mlir::neurospector";
}

class Neurospector_Attr<string name, string attrMnemonic,
                        list<Trait> traits = []>
    : AttrDef<Neurospector_Dialect, name, traits> {
  let mnemonic = attrMnemonic;
  let genVerifyDecl = 1;
}

def Neurospector_LevelAttr : Neurospector_Attr<"Level", "level"> {
  let summary = "One level of a schedule: the loops of a buffer or an array axis";
  let description = [{
    `tile` is the size of the piece that one step of this level hands inward, in
    iterations of each of the op's loops. A temporal level (`LOCAL_BUFFER`,
    `GLOBAL_BUFFER`, `DRAM`) walks the pieces one after the other, in the loop
    `order` given outermost first; a spatial level (an axis of `MAC_ARRAY`,
    `PE_ARRAY` or `MULTI_CHIPS`) hands them to its units at once.

    Example, of an op with three loops:

    ```mlir
    <temporal "DRAM" tile = [32, 64, 16] order = [0, 1, 2]>
    <spatial_y "PE_ARRAY" tile = [4, 64, 16]>
    ```
  }];
  let parameters = (ins
    EnumParameter<Neurospector_LevelKind>:$kind,
    StringRefParameter<"buffer or array">:$name,
    ArrayRefParameter<"int64_t", "iterations of each loop">:$tile,
    OptionalArrayRefParameter<"int64_t", "loops, outermost first">:$order);
  let assemblyFormat = [{
    `<` $kind $name `tile` `=` `[` $tile `]`
    (`order` `=` `[` $order^ `]`)? `>`
  }];
}

def Neurospector_ScheduleAttr : Neurospector_Attr<"Schedule", "schedule"> {
  let summary = "Tiling, loop order and spatial placement of an op";
  let description = [{
    Levels run outermost first, from DRAM inwards, and count in the op's own
    loops, so a tiler needs nothing else. The tile of each level divides that of
    the level around it; the innermost level hands single iterations inward.
    Those of the first divide the op's loop bounds, which the passes that apply
    the schedule check: other passes may change the bounds meanwhile. A row that
    the accelerator does not have is not listed. Levels that were already turned
    into loops are not listed either: what is left on the op inside those loops
    may begin with any level.

    `optimal` says that no valid schedule costs less under the options of the
    search that found it.

    Example: a 64x64x64 matrix product; DRAM hands halves of the first loop
    inward, 16 x 8 PEs share one of those.

    ```mlir
    #neurospector.schedule<accelerator = "eyeriss", levels = [
      <temporal "DRAM" tile = [32, 64, 64] order = [0, 1, 2]>,
      <temporal "GLOBAL_BUFFER" tile = [16, 8, 4] order = [0, 2, 1]>,
      <spatial_y "PE_ARRAY" tile = [16, 1, 4]>,
      <spatial_x "PE_ARRAY" tile = [1, 1, 4]>,
      <temporal "LOCAL_BUFFER" tile = [1, 1, 1] order = [0, 1, 2]>],
      optimal = true>
    ```
  }];
  let parameters = (ins
    StringRefParameter<"name or path of the accelerator">:$accelerator,
    ArrayRefParameter<"LevelAttr", "levels, outermost first">:$levels,
    "bool":$optimal);
  let assemblyFormat = [{
    `<` `accelerator` `=` $accelerator `,` `levels` `=` custom<Levels>($levels)
    `,` `optimal` `=` custom<Bool>($optimal) `>`
  }];
  let genMnemonicAlias = 1;
}

//===----------------------------------------------------------------------===//
// Loops of a tiled op
//===----------------------------------------------------------------------===//

def Neurospector_AxisAttr : Neurospector_Attr<"Axis", "axis",
    [DeclareAttrInterfaceMethods<DeviceMappingAttrInterface>]> {
  let summary = "An axis of an array, as what a loop is unrolled over";
  let description = [{
    The mapping of an `scf.forall` whose iterations run at once, each on its own
    unit along this axis; on an `scf.for`, as `neurospector.level`, a reduction
    that is unrolled over the axis. Loops that share an axis share its units,
    the first of them outermost.

    ```mlir
    scf.forall (%i, %j) = (0, 0) to (8, 4) step (1, 2) {
      ...
    } {mapping = [#neurospector.axis<spatial_x "PE_ARRAY">,
                  #neurospector.axis<spatial_x "PE_ARRAY">]}
    ```
  }];
  let parameters = (ins
    EnumParameter<Neurospector_LevelKind>:$kind,
    StringRefParameter<"array">:$name);
  let assemblyFormat = "`<` $kind $name `>`";
}

def Neurospector_BufferAttr : Neurospector_Attr<"Buffer", "buffer"> {
  let summary = "A buffer: where a tile lives or a loop hands tiles inward";
  let description = [{
    As a memory space, the buffer that holds a tile; on an `scf.for`, as
    `neurospector.level`, the buffer whose loops this is one of.

    ```mlir
    %tile = bufferization.alloc_tensor() copy(%slice)
        {memory_space = #neurospector.buffer<"GLOBAL_BUFFER">} : tensor<4x8xf32>
    ```
  }];
  let parameters = (ins StringRefParameter<"buffer">:$name);
  let assemblyFormat = "`<` $name `>`";
}

def Neurospector_NestAttr : Neurospector_Attr<"Nest", "nest"> {
  let summary = "What the loops around a tiled op were made from";
  let description = [{
    On the op inside the loops: the accelerator that they were made for, and
    which operands of the op are the input and the weight. Inside the loops
    neither could be told any more, because windows and images have size one.

    ```mlir
    linalg.matmul {neurospector.nest =
        #neurospector.nest<accelerator = "eyeriss", input = 0, weight = 1>} ...
    ```
  }];
  let parameters = (ins
    StringRefParameter<"name or path of the accelerator">:$accelerator,
    AttrParameter<"int64_t", "operand number">:$input,
    AttrParameter<"int64_t", "operand number">:$weight);
  let assemblyFormat = [{
    `<` `accelerator` `=` $accelerator `,` `input` `=` $input `,`
        `weight` `=` $weight `>`
  }];
}

//===----------------------------------------------------------------------===//
// Cost
//===----------------------------------------------------------------------===//

def Neurospector_EnergyAttr : Neurospector_Attr<"Energy", "energy"> {
  let summary = "Energy of one component in pJ";
  let description = [{
    `dynamic` is spent per access or operation, `static` per cycle.
  }];
  let parameters = (ins
    APFloatParameter<"pJ">:$dynamicEnergy,
    APFloatParameter<"pJ">:$staticEnergy);
  let assemblyFormat = [{
    `<` `dynamic` `=` custom<Double>($dynamicEnergy) `,`
        `static` `=` custom<Double>($staticEnergy) `>`
  }];
}

def Neurospector_CostAttr : Neurospector_Attr<"Cost", "cost"> {
  let summary = "What a schedule costs";
  let description = [{
    `energy` is the total in pJ, the sum of what the four components spend;
    `cycles` counts the accelerator's clock; `utilization` is the share of all
    multiply-accumulate units that the schedule keeps busy. All are 64-bit
    floating-point numbers, printed in the shortest form that parses to the same
    value.

    ```mlir
    #neurospector.cost<energy = 1106.5, cycles = 250.0, utilization = 0.5,
      mac = <dynamic = 100.0, static = 0.5>,
      local_buffer = <dynamic = 200.0, static = 1.0>,
      global_buffer = <dynamic = 300.0, static = 2.0>,
      dram = <dynamic = 500.0, static = 3.0>>
    ```
  }];
  let parameters = (ins
    APFloatParameter<"pJ">:$energy,
    APFloatParameter<"cycles">:$cycles,
    APFloatParameter<"active units / units">:$utilization,
    "EnergyAttr":$mac,
    "EnergyAttr":$localBuffer,
    "EnergyAttr":$globalBuffer,
    "EnergyAttr":$dram);
  let assemblyFormat = [{
    `<` `energy` `=` custom<Double>($energy) `,`
        `cycles` `=` custom<Double>($cycles) `,`
        `utilization` `=` custom<Double>($utilization) `,`
        `mac` `=` $mac `,`
        `local_buffer` `=` $localBuffer `,`
        `global_buffer` `=` $globalBuffer `,`
        `dram` `=` $dram `>`
  }];
  let genMnemonicAlias = 1;
}

def Neurospector_RetainedAttr : Neurospector_Attr<"Retained", "retained"> {
  let summary = "What stays on chip between layers";
  let description = [{
    Elements that need not cross the DRAM boundary: of the `input`, because the
    op before left them in the GLOBAL_BUFFERs; of the `output`, because the op
    after finds them there and nothing else reads them. Both ops walk their
    loops so that the one ends where the other begins (every second op of a
    chain backwards). The op's cost is without them.

    ```mlir
    #neurospector.retained<input = 802816, output = 0>
    ```
  }];
  let parameters = (ins "int64_t":$input, "int64_t":$output);
  let assemblyFormat = "`<` `input` `=` $input `,` `output` `=` $output `>`";
  let genVerifyDecl = 1;
}

#endif // NEUROSPECTOR_IR_NEUROSPECTORATTRIBUTES_TD
