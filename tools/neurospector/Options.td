//===- Options.td - The options of the command -------------*- tablegen -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The options of NeuroSpector v1.5 under the same names, and ours. An option is
// an entry here, a line of Options.cpp that reads it, and a line of Help.cpp that
// puts it into a section of `--help`.
//
//===----------------------------------------------------------------------===//

include "llvm/Option/OptParser.td"

// A name has one dash or two, and its value stands behind '=' or is the next
// argument: `-name=value`, `--name value`.
multiclass ValueOption<string value, string help> {
  def NAME : Joined<["--", "-"], NAME#"=">, MetaVarName<value>, HelpText<help>;
  def NAME#_apart : Separate<["--", "-"], NAME>, Alias<!cast<Option>(NAME)>;
}

// One of \p values, whose order Options.cpp knows; \p value says what they are.
multiclass ChoiceOption<string values, string value, string help> {
  def NAME : Joined<["--", "-"], NAME#"=">, Values<values>, MetaVarName<value>,
             HelpText<help>;
  def NAME#_apart : Separate<["--", "-"], NAME>, Alias<!cast<Option>(NAME)>;
}

// Without a value: true.
multiclass BoolOption<string help> {
  def NAME : Joined<["--", "-"], NAME#"=">, Values<"true,false">,
             MetaVarName<"true|false">, HelpText<help>;
  def NAME#_alone : Flag<["--", "-"], NAME>, Alias<!cast<Option>(NAME)>,
                    AliasArgs<["true"]>;
}

class FlagOption<string name, string help>
    : Flag<["--", "-"], name>, HelpText<help>;

// Another name of an option with a value.
multiclass OtherName<Option option> {
  def NAME : Joined<["--", "-"], NAME#"=">, Alias<option>;
  def NAME#_apart : Separate<["--", "-"], NAME>, Alias<option>;
}

//===----------------------------------------------------------------------===//
// Input
//===----------------------------------------------------------------------===//

defm accelerator : ValueOption<"NAME|FILE",
  "the machine: a built-in one (--list), or a .yaml or .cfg file">;
defm a : OtherName<accelerator>;

defm network : ValueOption<"NAME|FILE",
  "the layers: a built-in network (--list), all of these (all), or a .cfg or "
  ".jsonl file">;
defm n : OtherName<network>;

defm layer : ValueOption<"N|NAME",
  "only this layer, by number (from 1) or name">;
defm l : OtherName<layer>;

defm run_type : ChoiceOption<"optimizer,analyzer", "RUN_TYPE",
  "what to do\n"
  "  optimizer    find schedules for a network (default)\n"
  "  analyzer     cost the schedules of a file">;
defm r : OtherName<run_type>;

//===----------------------------------------------------------------------===//
// Search
//===----------------------------------------------------------------------===//

defm metric : ChoiceOption<"energy,cycle,edp", "METRIC",
  "what to minimize\n"
  "  energy       pJ (default)\n"
  "  cycle        cycles\n"
  "  edp          energy times cycles">;
defm m : OtherName<metric>;

defm optimizer : ChoiceOption<"optimal,bottom-up,brute-force", "OPTIMIZER",
  "how to search\n"
  "  optimal      the proven optimum (default)\n"
  "  bottom-up    the published heuristic\n"
  "  brute-force  every schedule, for small layers">;
defm o : OtherName<optimizer>;

defm dataflow : ChoiceOption<"fixed,flexible", "DATAFLOW",
  "loop orders that a schedule may have\n"
  "  fixed        those of the machine, where it says (default)\n"
  "  flexible     any">;
defm d : OtherName<dataflow>;

defm factors : ChoiceOption<"auto,perfect,imperfect", "FACTORS",
  "tiles that a schedule may have\n"
  "  auto         imperfect with the optimal search and the exact cost model,\n"
  "               but not across layers or chips; else perfect (default)\n"
  "  perfect      each divides the one that it is cut from\n"
  "  imperfect    each is a multiple of the one inside it, or the whole bound">;

defm cost_model : ChoiceOption<"exact,published", "COST_MODEL",
  "how transfers are counted\n"
  "  exact        as the loop nest does them (default)\n"
  "  published    as NeuroSpector v1.5 does">;

defm max_evaluations : ValueOption<"N",
  "candidate schedules of a layer to look at, after which a search gives the "
  "best so far, unproven (default: 500000 with imperfect factors, else no limit)">;

defm thread : ValueOption<"N",
  "threads to share the layers, or, brute-force, the schedules of one layer "
  "(default: all cores); --threads will do">;
defm threads : OtherName<thread>;
defm t : OtherName<thread>;

defm cross_layer_optimization : BoolOption<
  "keep data on chip between layers that feed each other; with the optimal "
  "search, they choose together">;

defm multi_chip_partitioning : ValueOption<"LAYER,LAYER,...",
  "run these layers, which read the same tensor, side by side on disjoint "
  "chips">;

//===----------------------------------------------------------------------===//
// Output
//===----------------------------------------------------------------------===//

defm format : ChoiceOption<"text,json,csv", "FORMAT",
  "of what is printed\n"
  "  text         tables for people (default)\n"
  "  json         an object per line; the analyzer reads it\n"
  "  csv          comma-separated values">;

defm output_dir : ValueOption<"DIRECTORY",
  "write each schedule found to a file there: .cfg, or .jsonl if its tiles do "
  "not divide">;

defm report : ValueOption<"FILE.html",
  "write a page with charts and loop nests">;

defm print_accelerator : ChoiceOption<"yaml,svg", "FORMAT",
  "print the machine and search nothing\n"
  "  yaml         as a .yaml file has it\n"
  "  svg          as a picture of its levels">;

def list_builtins : FlagOption<"list",
  "print the built-in accelerators, a line for each, and networks">;

def help : FlagOption<"help", "print this">;
def h : Flag<["--", "-"], "h">, Alias<help>;

def version : FlagOption<"version", "print the version, and LLVM's">;

//===----------------------------------------------------------------------===//
// Analyzer
//===----------------------------------------------------------------------===//

defm scheduling_table : ValueOption<"FILE",
  "schedules to cost: JSON Lines, as --format=json writes them, or the .cfg "
  "table of a layer of --network">;
defm s : OtherName<scheduling_table>;
