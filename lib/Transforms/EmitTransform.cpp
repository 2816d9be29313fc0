//===- EmitTransform.cpp - Write schedules as transform scripts -----------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The same steps as neurospector-tile, as text: a script reads better in the
// code that writes it than a column of builders.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Transforms/Passes.h"

#include "PassSupport.h"

#include "neurospector/Analysis/LoopPieces.h"
#include "neurospector/Analysis/ScheduledOp.h"

#include "mlir/Dialect/Transform/IR/TransformDialect.h"
#include "mlir/Dialect/Transform/IR/TransformOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/FormatVariadic.h"

namespace mlir::neurospector {
#define GEN_PASS_DEF_EMITTRANSFORMPASS
#include "neurospector/Transforms/Passes.h.inc"
} // namespace mlir::neurospector

using namespace mlir;
using namespace mlir::neurospector;

/// Names the op that a sequence tiles. Not of the dialect: the script has to
/// work where the dialect is not loaded.
static constexpr StringLiteral idAttrName = "schedule_id";

namespace {
/// Writes the sequence of one op.
class ScriptWriter {
public:
  ScriptWriter(raw_ostream &os, linalg::LinalgOp op)
      : os(os), pieces(op), iterators(op.getIteratorTypesArray()) {}

  void write(int64_t id, ScheduleAttr schedule);

private:
  void writeLevel(LevelAttr level);
  void writeLoops(LevelAttr level, ArrayRef<LoopCut> cuts, bool isForall);

  raw_ostream &os;
  LoopPieces pieces;
  SmallVector<utils::IteratorType> iterators;
  std::string op = "%op"; ///< the op inside the loops so far
  unsigned step = 0;
};

class EmitTransformPass
    : public mlir::neurospector::impl::EmitTransformPassBase<
          EmitTransformPass> {
  void runOnOperation() override;
};
} // namespace

/// A forall of whole tiles counts units; zero leaves a loop alone.
void ScriptWriter::writeLoops(LevelAttr level, ArrayRef<LoopCut> cuts,
                              bool isForall) {
  if (cuts.empty())
    return;
  bool countsUnits = isForall && areEven(cuts);
  SmallVector<int64_t> sizes(iterators.size(), 0);
  for (const LoopCut &cut : cuts)
    sizes[cut.loop] = countsUnits ? *cut.count : cut.tile;
  size_t results = isForall ? 2 : 1 + cuts.size();
  os << llvm::formatv("    %step{0}:{1} = transform.structured.tile_using_{2} "
                      "{3} {4} [{5:$[, ]}]",
                      step, results, isForall ? "forall" : "for", op,
                      countsUnits ? "num_threads" : "tile_sizes",
                      llvm::make_range(sizes.begin(), sizes.end()));
  if (!level.getOrder().empty())
    os << llvm::formatv(
        " interchange = [{0:$[, ]}]",
        llvm::make_range(level.getOrder().begin(), level.getOrder().end()));
  os << " : (!transform.any_op) -> (";
  llvm::interleaveComma(SmallVector<StringRef>(results, "!transform.any_op"),
                        os);
  os << ")\n";
  op = llvm::formatv("%step{0}#0", step++);
}

void ScriptWriter::writeLevel(LevelAttr level) {
  bool isTemporal = level.getKind() == LevelKind::Temporal;
  SmallVector<LoopCut> parallel, others;
  for (const LoopCut &cut : pieces.cut(level)) {
    bool isForall =
        !isTemporal && iterators[cut.loop] == utils::IteratorType::parallel;
    (isForall ? parallel : others).push_back(cut);
  }
  writeLoops(level, parallel, /*isForall=*/true);
  writeLoops(level, others, /*isForall=*/false);
}

void ScriptWriter::write(int64_t id, ScheduleAttr schedule) {
  os << "  transform.named_sequence @schedule_" << id
     << "(%op: !transform.any_op {transform.consumed}) {\n";
  for (LevelAttr level : schedule.getLevels())
    writeLevel(level);
  os << "    transform.yield\n  }\n";
}

/// Why there can be no sequence for \p op; empty if there can.
static std::string findObstacle(linalg::LinalgOp op, ScheduleAttr schedule) {
  if (op->hasAttr(idAttrName))
    return ("it has a '" + idAttrName + "' already").str();
  return findMisfit(op, schedule);
}

/// The ops that get a sequence; the others get a warning.
static SmallVector<linalg::LinalgOp> findOps(Operation *root) {
  SmallVector<linalg::LinalgOp> ops;
  root->walk<WalkOrder::PreOrder>([&](linalg::LinalgOp op) {
    auto schedule = op->getAttrOfType<ScheduleAttr>(scheduleAttrName);
    if (!schedule)
      return;
    std::string obstacle = findObstacle(op, schedule);
    if (obstacle.empty())
      ops.push_back(op);
    else
      emitWarning(op.getLoc(), "no script: ") << obstacle;
  });
  return ops;
}

/// The interpreter runs one main sequence, and ops of another script keep their
/// ids.
static transform::NamedSequenceOp findOtherScript(Operation *root) {
  transform::NamedSequenceOp found;
  root->walk([&](transform::NamedSequenceOp sequence) {
    if (sequence.getSymName() ==
        transform::TransformDialect::kTransformEntryPointSymbolName)
      found = sequence;
    return found ? WalkResult::interrupt() : WalkResult::advance();
  });
  return found;
}

static bool isAnyScheduled(Operation *root) {
  return root
      ->walk([](linalg::LinalgOp op) {
        return op->hasAttr(scheduleAttrName) ? WalkResult::interrupt()
                                             : WalkResult::advance();
      })
      .wasInterrupted();
}

/// An id above all that are in use and that counting could reach.
static int64_t getFirstId(Operation *root) {
  constexpr int64_t outOfReach = int64_t(1) << 62;
  int64_t first = 0;
  root->walk([&](Operation *op) {
    if (auto id = op->getAttrOfType<IntegerAttr>(idAttrName))
      if (id.getType().isSignlessInteger(64) && id.getInt() < outOfReach)
        first = std::max(first, id.getInt() + 1);
  });
  return first;
}

/// Replaces the schedules by ids, and returns the script that applies them.
static std::string moveToScript(ArrayRef<linalg::LinalgOp> ops, int64_t id) {
  std::string sequences, main;
  llvm::raw_string_ostream os(sequences), mainOs(main);
  for (linalg::LinalgOp op : ops) {
    ScriptWriter(os, op).write(
        id, op->getAttrOfType<ScheduleAttr>(scheduleAttrName));
    mainOs << llvm::formatv(
        "    %{0} = transform.structured.match attributes {{{1} = {0} : i64} "
        "in %root : (!transform.any_op) -> !transform.any_op\n"
        "    transform.include @schedule_{0} failures(propagate) (%{0}) : "
        "(!transform.any_op) -> ()\n",
        id, idAttrName);
    dropSchedule(op);
    op->removeDiscardableAttr(assumeAttrName);
    op->setDiscardableAttr(
        idAttrName,
        IntegerAttr::get(IntegerType::get(op.getContext(), 64), id));
    ++id;
  }
  return "module attributes {transform.with_named_sequence} {\n" + sequences +
         "  transform.named_sequence @__transform_main(%root: "
         "!transform.any_op) {\n" +
         main + "    transform.yield\n  }\n}\n";
}

void EmitTransformPass::runOnOperation() {
  ModuleOp root = getOperation();
  SmallVector<linalg::LinalgOp> ops = findOps(root);
  transform::NamedSequenceOp other = findOtherScript(root);
  // Those that have a schedule that does not fit have had their warnings.
  if (ops.empty() && (other || isAnyScheduled(root)))
    return;
  if (ops.empty())
    emitWarning(root.getLoc(), "the script does nothing: no op has a schedule; "
                               "run 'neurospector-schedule' first");
  if (other) {
    emitError(other.getLoc(), "there is a '")
        << other.getSymName() << "' already";
    return signalPassFailure();
  }
  std::string script = moveToScript(ops, getFirstId(root));
  // Nor does what reads the script know the labels of loops made before.
  root.walk(dropLabels);
  OwningOpRef<ModuleOp> module =
      parseSourceString<ModuleOp>(script, &getContext());
  if (!module)
    return signalPassFailure();
  root.getBody()->push_back(module.release());
}
