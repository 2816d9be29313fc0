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
      I32EnumCase<"Spatial", 1, "spatial">,
      I32EnumCase<"SpatialX", 2, "spatial_x">,
      I32EnumCase<"SpatialY", 3, "spatial_y">]> {
  let cppNamespace = "::mlir::neurospector";
}

// In the order of the model's `Dim`.
def Neurospector_LoopKind : I32Enum<"LoopKind", "dimension of a layer", [
    I32EnumCase<"K", 0>, I32EnumCase<"B", 1>, I32EnumCase<"P", 2>,
    I32EnumCase<"Q", 3>, I32EnumCase<"C", 4>, I32EnumCase<"R", 5>,
    I32EnumCase<"S", 6>, I32EnumCase<"G", 7>, I32EnumCase<"D", 8>,
    I32EnumCase<"T", 9>]> {
  let cppNamespace = "::mlir::neurospector";
}

class Neurospector_Attr<string name, string attrMnemonic,
                        list<Trait> traits = []>
    : AttrDef<Neurospector_Dialect, name, traits> {
  let mnemonic = attrMnemonic;
  let genVerifyDecl = 1;
}

def Neurospector_RolesAttr : Neurospector_Attr<"Roles", "roles"> {
  let summary = "Which operands of an op are input, weight and output";
  let description = [{
    Numbers of the op's operands. They are written down because an op does not
    always tell: which operand of a product is the weight may follow from the
    function around it, and inside loops windows and images have size one.

    ```mlir
    #neurospector.roles<input = 0, weight = 1, output = 2>
    ```
  }];
  let parameters = (ins
    "int64_t":$input, "int64_t":$weight, "int64_t":$output);
  let assemblyFormat = [{
    `<` `input` `=` $input `,` `weight` `=` $weight `,` `output` `=` $output `>`
  }];
}

def Neurospector_LevelAttr : Neurospector_Attr<"Level", "level"> {
  let summary = "One level of a schedule: the loops of a memory or an array axis";
  let description = [{
    `tile` is the size of the piece that one step of this level hands inward, in
    iterations of each of the op's loops. A temporal level, a memory, walks the
    pieces one after the other, in the loop `order` given outermost first; a
    spatial level hands them to the units of an array at once: `spatial` of an
    array of one axis, `spatial_y` and `spatial_x` of the axes of one with two.
    Names are those of the machine, without the axis: level `PE_ARRAY(Y)` of a
    machine is `spatial_y "PE_ARRAY"`.

    Example, of an op with three loops:

    ```mlir
    <temporal "DRAM" tile = [32, 64, 16] order = [0, 1, 2]>
    <spatial_y "PE_ARRAY" tile = [4, 64, 16]>
    ```
  }];
  let parameters = (ins
    EnumParameter<Neurospector_LevelKind>:$kind,
    StringRefParameter<"memory or array">:$name,
    ArrayRefParameter<"int64_t", "iterations of each loop">:$tile,
    OptionalArrayRefParameter<"int64_t", "loops, outermost first">:$order);
  let assemblyFormat = [{
    `<` $kind $name `tile` `=` `[` $tile `]`
    (`order` `=` `[` $order^ `]`)? `>`
  }];
  let extraClassDeclaration = [{
    /// The machine's name of it: that of an axis ends in `(Y)` or `(X)`.
    std::string getLevelName() const;
  }];
}

def Neurospector_ScheduleAttr : Neurospector_Attr<"Schedule", "schedule"> {
  let summary = "Tiling, loop order and spatial placement of an op";
  let description = [{
    Levels run outermost first and count in the op's own loops, so a tiler needs
    nothing else. The tile of each level is at most that of the level around it;
    one that does not divide it leaves a smaller piece at the end. The innermost
    level hands single iterations inward. A memory that takes no loops is not
    listed. Levels that were already turned into loops are not listed either:
    what is left on the op inside those loops may begin with any level.

    `roles` and `loops` say what the op was when it was scheduled: its operands,
    and for each of its loops the dimension of the layer that it is (K and C:
    channels of output and input, per group; B: batch; G: groups; P, Q and D:
    images; R, S and T: their windows). Passes that apply the schedule refuse
    one whose op has changed meanwhile: its loops permuted or its maps others.
    Where only sizes have changed, its tiles can still be made loops; what they
    move is counted unless a tile is larger than what a loop runs now.

    `optimal` says that no valid schedule costs less under the options of the
    search that found it.

    Example: a 64x64x64 matrix product; DRAM hands halves of the first loop
    inward, 16 x 8 PEs share one of those.

    ```mlir
    #neurospector.schedule<accelerator = "eyeriss",
      roles = <input = 0, weight = 1, output = 2>,
      loops = [B, K, C], levels = [
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
    "RolesAttr":$roles,
    ArrayRefParameter<"LoopKind", "dimension of each loop">:$loops,
    ArrayRefParameter<"LevelAttr", "levels, outermost first">:$levels,
    "bool":$optimal);
  let assemblyFormat = [{
    `<` `accelerator` `=` $accelerator `,` `\n` ` ` ` `
        `roles` `=` $roles `,` `\n` ` ` ` `
        `loops` `=` custom<Loops>($loops) `,`
        `levels` `=` custom<Lines>($levels) `,`
        `optimal` `=` custom<Bool>($optimal) `>`
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
  let extraClassDeclaration = [{
    /// As `LevelAttr::getLevelName`.
    std::string getLevelName() const;
  }];
}

def Neurospector_BufferAttr : Neurospector_Attr<"Buffer", "buffer"> {
  let summary = "A memory: where a tile lives or a loop hands tiles inward";
  let description = [{
    As a memory space, the memory that holds a tile; on an `scf.for`, as
    `neurospector.level`, the memory whose loops this is one of.

    ```mlir
    %tile = bufferization.alloc_tensor() copy(%slice)
        {memory_space = #neurospector.buffer<"GLOBAL_BUFFER">} : tensor<4x8xf32>
    ```
  }];
  let parameters = (ins StringRefParameter<"memory">:$name);
  let assemblyFormat = "`<` $name `>`";
}

def Neurospector_NestAttr : Neurospector_Attr<"Nest", "nest"> {
  let summary = "What the loops around a tiled op were made from";
  let description = [{
    On the op inside the loops: the accelerator that they were made for, and the
    roles of the op's operands.

    ```mlir
    linalg.matmul {neurospector.nest = #neurospector.nest<
        accelerator = "eyeriss", roles = <input = 0, weight = 1, output = 2>>} ...
    ```
  }];
  let parameters = (ins
    StringRefParameter<"name or path of the accelerator">:$accelerator,
    "RolesAttr":$roles);
  let assemblyFormat = [{
    `<` `accelerator` `=` $accelerator `,` `roles` `=` $roles `>`
  }];
}

//===----------------------------------------------------------------------===//
// Cost
//===----------------------------------------------------------------------===//

def Neurospector_MacCostAttr : Neurospector_Attr<"MacCost", "mac_cost"> {
  let summary = "What the multiply-accumulate units cost";
  let description = [{
    Energy in pJ: `dynamic` is spent per operation, `static` per cycle. `cycles`
    are the steps of the units.
  }];
  let parameters = (ins
    APFloatParameter<"pJ">:$dynamicEnergy,
    APFloatParameter<"pJ">:$staticEnergy,
    APFloatParameter<"cycles">:$cycles);
  let assemblyFormat = [{
    `<` `dynamic` `=` custom<Double>($dynamicEnergy) `,`
        `static` `=` custom<Double>($staticEnergy) `,`
        `cycles` `=` custom<Double>($cycles) `>`
  }];
}

def Neurospector_MemoryCostAttr : Neurospector_Attr<"MemoryCost", "memory_cost"> {
  let summary = "What a memory costs";
  let description = [{
    Energy in pJ of all instances: `dynamic` is spent per access, `static` per
    cycle. `cycles` is how long the busiest instance is busy, whether or not
    others work meanwhile.

    ```mlir
    <"DRAM" dynamic = 500.0, static = 3.0, cycles = 64.0>
    ```
  }];
  let parameters = (ins
    StringRefParameter<"memory">:$name,
    APFloatParameter<"pJ">:$dynamicEnergy,
    APFloatParameter<"pJ">:$staticEnergy,
    APFloatParameter<"cycles">:$cycles);
  let assemblyFormat = [{
    `<` $name `dynamic` `=` custom<Double>($dynamicEnergy) `,`
        `static` `=` custom<Double>($staticEnergy) `,`
        `cycles` `=` custom<Double>($cycles) `>`
  }];
}

def Neurospector_CostAttr : Neurospector_Attr<"Cost", "cost"> {
  let summary = "What a schedule costs";
  let description = [{
    `energy` is the total in pJ, the sum of what the multiply-accumulate units
    and the memories spend; `cycles` counts the accelerator's clock and is no
    less than what any of them takes, but may be less than their sum where they
    work at once; `utilization` is the share of all multiply-accumulate units
    that the schedule keeps busy. Memories are listed outermost first. All are
    64-bit floating-point numbers, printed in the shortest form that parses to
    the same value.

    ```mlir
    #neurospector.cost<energy = 1106.5, cycles = 250.0, utilization = 0.5,
      mac = <dynamic = 100.0, static = 0.5, cycles = 128.0>, memories = [
      <"DRAM" dynamic = 500.0, static = 3.0, cycles = 64.0>,
      <"GLOBAL_BUFFER" dynamic = 300.0, static = 2.0, cycles = 32.0>,
      <"LOCAL_BUFFER" dynamic = 200.0, static = 1.0, cycles = 26.0>]>
    ```
  }];
  let parameters = (ins
    APFloatParameter<"pJ">:$energy,
    APFloatParameter<"cycles">:$cycles,
    APFloatParameter<"active units / units">:$utilization,
    "MacCostAttr":$mac,
    ArrayRefParameter<"MemoryCostAttr", "memories, outermost first">:$memories);
  let assemblyFormat = [{
    `<` `energy` `=` custom<Double>($energy) `,`
        `cycles` `=` custom<Double>($cycles) `,`
        `utilization` `=` custom<Double>($utilization) `,` `\n` ` ` ` `
        `mac` `=` $mac `,` `memories` `=` custom<Lines>($memories) `>`
  }];
  let genMnemonicAlias = 1;
}

def Neurospector_RetainedAttr : Neurospector_Attr<"Retained", "retained"> {
  let summary = "What stays on chip between layers";
  let description = [{
    Elements that need not cross the boundary of the outermost memory: of the
    `input`, because the op before left them in a memory inside it; of the
    `output`, because the op after finds them there and nothing else reads them.
    Both ops walk their loops so that the one ends where the other begins (every
    second op of a chain backwards). The op's cost is without them.

    ```mlir
    #neurospector.retained<input = 802816, output = 0>
    ```
  }];
  let parameters = (ins "int64_t":$input, "int64_t":$output);
  let assemblyFormat = "`<` `input` `=` $input `,` `output` `=` $output `>`";
  let genVerifyDecl = 1;
}

#endif // NEUROSPECTOR_IR_NEUROSPECTORATTRIBUTES_TD
