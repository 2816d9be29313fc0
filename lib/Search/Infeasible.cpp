//===- Infeasible.cpp - Why a layer has no schedule -----------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Search/Infeasible.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace neurospector;
using llvm::StringRef;
using llvm::Twine;

bool neurospector::isFeasible(const Layer &layer,
                              const Accelerator &accelerator) {
  SearchOptions options;
  options.maxEvaluations = 1; // the first schedule will do
  llvm::Expected<SearchResult> result =
      search(Optimizer::Optimal, layer, accelerator, options);
  if (result)
    return result->status != Status::Infeasible;
  // Counts of over 64 bits, or too many tiles to look at: nothing is in the way
  // as far as one can tell.
  llvm::consumeError(result.takeError());
  return true;
}

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

/// `a`, `a and b`, `a, b and c`.
static std::string listAll(llvm::ArrayRef<std::string> words) {
  return listWords(llvm::SmallVector<StringRef>(words.begin(), words.end()),
                   "and");
}

using Kind = Limit::Kind;

namespace {
/// How the machine's file says things.
class FileWords {
public:
  explicit FileWords(StringRef file)
      : inFile(file.empty() ? "" : (" in '" + file + "'").str()),
        isYaml(file.empty() || file.ends_with_insensitive(".yaml") ||
               file.ends_with_insensitive(".yml")) {}

  /// `SIZE_X of PE_ARRAY` or `size of PE_ARRAY(X)`.
  std::string key(Kind kind, StringRef level) const {
    static constexpr llvm::StringLiteral yaml[] = {"capacity", "steps", "size",
                                                   "dims"};
    static constexpr llvm::StringLiteral cfg[] = {"BUFFER_SIZE", "CONSTRAINT",
                                                  "SIZE", "CONSTRAINT"};
    if (isYaml)
      return (yaml[static_cast<unsigned>(kind)] + " of " + level).str();
    std::string key = cfg[static_cast<unsigned>(kind)].str();
    for (StringRef axis : {"(X)", "(Y)"})
      if (level.consume_back(axis))
        key += {'_', axis[1]};
    return key + " of " + level.str();
  }

  const std::string inFile; ///< ` in 'm.yaml'`

private:
  const bool isYaml;
};
} // namespace

static std::string namesOf(OperandSet operands) {
  std::vector<std::string> names;
  for (Operand op : allOperands)
    if (operands.contains(op))
      names.push_back(name(op).str());
  return listAll(names);
}

//===----------------------------------------------------------------------===//
// What can be read off
//===----------------------------------------------------------------------===//

static std::optional<Infeasibility> findEmptyRoom(const Accelerator &machine,
                                                  const FileWords &words) {
  for (const Level &level : machine.levels) {
    const Memory *memory = level.memory();
    if (!memory)
      continue;
    for (const Room &room : memory->rooms)
      if (int64_t least = memory->leastBits(room, machine.bits);
          room.bits < least)
        return Infeasibility{
            (level.name + " has " + Twine(room.bits) + " bits for " +
             namesOf(room.operands) + ", but one element takes " + Twine(least))
                .str(),
            "enlarge " + words.key(Kind::Capacity, level.name) + words.inFile};
  }
  return std::nullopt;
}

/// Bounds that are no multiple of the steps that memories require.
static std::optional<Infeasibility> findIndivisible(const Layer &layer,
                                                    const Accelerator &machine,
                                                    const FileWords &words) {
  for (Dim dim : allDims) {
    Count required = machine.requiredSteps(dim);
    if (!required.overflowed() && layer.bound(dim) % required.get() == 0)
      continue;
    std::vector<std::string> levels, keys;
    for (const Level &level : machine.levels)
      if (const Memory *memory = level.memory())
        if (memory->steps[index(dim)] > 1) {
          levels.push_back(level.name);
          keys.push_back(words.key(Kind::Steps, level.name));
        }
    std::string multiple = required.overflowed()
                               ? "a number of over 64 bits"
                               : std::to_string(required.get());
    return Infeasibility{
        (name(dim) + "=" + Twine(layer.bound(dim)) + " is no multiple of " +
         multiple + ", the steps that " + listAll(levels) + " must take" +
         (levels.size() > 1 ? " together" : ""))
            .str(),
        ("change " + listAll(keys) + words.inFile + ", or pad " + name(dim))
            .str()};
  }
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// What cannot be met together
//===----------------------------------------------------------------------===//

static std::vector<Limit> limitsOf(const Accelerator &machine) {
  std::vector<Limit> limits;
  // Those are named rather that come later.
  for (auto [i, level] : llvm::enumerate(machine.levels))
    if (level.array())
      limits.push_back({Kind::Size, i});
  for (auto [i, level] : llvm::enumerate(machine.levels))
    if (const Memory *memory = level.memory())
      for (size_t room = 0; room < memory->rooms.size(); ++room)
        limits.push_back({Kind::Capacity, i, room});
  for (auto [i, level] : llvm::enumerate(machine.levels))
    if (level.takesLoops() && level.memory() &&
        level.memory()->steps != Factors::all(0))
      limits.push_back({Kind::Steps, i});
  return limits;
}

void neurospector::drop(Accelerator &machine, const Limit &limit) {
  Level &level = machine.levels[limit.level];
  switch (limit.kind) {
  case Kind::Capacity:
    level.memory()->rooms[limit.room].operands = {};
    return;
  case Kind::Steps:
    level.memory()->steps = Factors::all(0);
    return;
  case Kind::Dims:
    level.array()->dims = DimSet::all();
    return;
  case Kind::Size:
    // Where any number of units may be, any number of steps will do.
    level.kind = Memory();
  }
}

/// Drops one limit after the other, and for good where that does not help.
std::vector<Limit> neurospector::findConflict(const Layer &layer,
                                              Accelerator machine) {
  std::vector<Limit> conflict;
  for (Limit limit : limitsOf(machine)) {
    Accelerator without = machine;
    drop(without, limit);
    if (!isFeasible(layer, without)) {
      machine = std::move(without);
      continue;
    }
    if (limit.kind == Kind::Size) {
      // More dimensions may be enough.
      without = machine;
      drop(without, {Kind::Dims, limit.level});
      if (isFeasible(layer, without))
        limit.kind = Kind::Dims;
    }
    conflict.push_back(limit);
  }
  return conflict;
}

/// `the capacity of LOCAL_BUFFER for weight`.
static std::string describe(const Limit &limit, const Accelerator &machine) {
  const Level &level = machine.levels[limit.level];
  switch (limit.kind) {
  case Kind::Capacity:
    return "the capacity of " + level.name + " for " +
           namesOf(level.memory()->rooms[limit.room].operands);
  case Kind::Steps:
    return "the steps that " + level.name + " must take";
  case Kind::Size:
    return "the " + std::to_string(level.array()->size) + " units of " +
           level.name;
  case Kind::Dims:
    return "the dimensions allowed on " + level.name;
  }
  llvm_unreachable("a kind of limit");
}

Infeasibility neurospector::explainInfeasible(const Layer &layer,
                                              const Accelerator &accelerator,
                                              StringRef file) {
  FileWords words(file);
  if (auto found = findEmptyRoom(accelerator, words))
    return *found;
  if (auto found = findIndivisible(layer, accelerator, words))
    return *found;
  std::vector<std::string> limits, keys;
  for (const Limit &limit : findConflict(layer, accelerator)) {
    limits.push_back(describe(limit, accelerator));
    std::string key =
        words.key(limit.kind, accelerator.levels[limit.level].name);
    if (!llvm::is_contained(keys, key))
      keys.push_back(key);
  }
  if (limits.empty())
    return {"no tiles meet all that its levels ask for",
            "relax some of it" + words.inFile};
  return {"no tiles meet " + listAll(limits) +
              (limits.size() > 1 ? " together" : ""),
          "relax " + llvm::join(keys, " or ") + words.inFile};
}
