//===- Reuse.cpp - What the order of loops saves --------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Model/Reuse.h"
#include "neurospector/Model/Schedule.h"

using namespace neurospector;

ReuseRule::~ReuseRule() = default;

llvm::SmallVector<Moves, 6>
ReuseRule::moves(llvm::ArrayRef<GroupFactors> rows,
                 llvm::ArrayRef<Operand> orders) const {
  llvm::SmallVector<Moves, 6> result;
  for (size_t i = 0; i < rows.size(); ++i)
    result.push_back(
        advance(i == 0 ? Moves() : result.back(), rows[i], orders[i]));
  for (unsigned i = 0; i + 1 < rows.size(); ++i)
    correct(i, rows[i], rows[i + 1], result[i]);
  return result;
}

namespace {

class ExactReuse : public ReuseRule {
public:
  Moves advance(const Moves &outside, const GroupFactors &row,
                Operand stationary) const override;
  llvm::ArrayRef<ReuseCase> cases(Operand stationary) const override;
};

} // namespace

/// The innermost loops of the row are those of one group; the operand that they
/// do not index stays meanwhile, and goes on staying in what is outside if
/// there are no other loops.
Moves ExactReuse::advance(const Moves &outside, const GroupFactors &row,
                          Operand stationary) const {
  double total = row.total();
  Moves result;
  result.steps = outside.steps * total;
  result.reductions = outside.reductions * row[Group::CRS];
  const auto groups = groupOrder(stationary);
  unsigned innermost = numGroups - 1;
  while (innermost > 0 && row[groups[innermost]] == 1)
    --innermost;
  for (Operand op : allOperands) {
    double &tiles = result.tiles[index(op)];
    if (row.isIrrelevantTo(op))
      tiles = outside.tiles[index(op)];
    else if (groups[innermost] == irrelevantGroup(op))
      tiles = result.steps / row[groups[innermost]];
    else
      tiles = result.steps;
  }
  // The first visit of each distinct tile needs no read.
  result.outputReads =
      result.tiles[index(Operand::Output)] - result.steps / result.reductions;
  return result;
}

/// The innermost loops are those of the stationary operand's group, or, if it
/// has none, of the next group out.
llvm::ArrayRef<ReuseCase> ExactReuse::cases(Operand stationary) const {
  constexpr OperandMask input = 1, weight = 2, output = 4;
  constexpr GroupMask k = 1, bpq = 2, crs = 4, g = 8, all = allGroups;
  static constexpr ReuseCase result[3][6] = {{{all, input, 0},
                                              {bpq | crs | g, output, 0},
                                              {bpq | g, weight, 0},
                                              {k, input, input},
                                              {bpq, weight, weight},
                                              {crs, output, output}},
                                             {{all, weight, 0},
                                              {k | crs | g, output, 0},
                                              {k | g, input, 0},
                                              {k, input, input},
                                              {bpq, weight, weight},
                                              {crs, output, output}},
                                             {{all, output, 0},
                                              {k | bpq | g, weight, 0},
                                              {k | g, input, 0},
                                              {k, input, input},
                                              {bpq, weight, weight},
                                              {crs, output, output}}};
  return result[index(stationary)];
}

std::unique_ptr<ReuseRule> neurospector::exactReuse() {
  return std::make_unique<ExactReuse>();
}
