//===- Count.cpp - Report what schedules and nests move -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Finds the ops, has them counted, prints a table.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Transforms/Passes.h"

#include "PassSupport.h"

#include "neurospector/Analysis/Transfers.h"
#include "neurospector/Config/Config.h"

#include "mlir/Interfaces/FunctionInterfaces.h"
#include "llvm/Support/FormatVariadic.h"

namespace mlir::neurospector {
#define GEN_PASS_DEF_COUNTPASS
#include "neurospector/Transforms/Passes.h.inc"
} // namespace mlir::neurospector

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

namespace {
class CountPass : public mlir::neurospector::impl::CountPassBase<CountPass> {
public:
  using CountPassBase::CountPassBase;
  void runOnOperation() override;

private:
  llvm::Expected<Transfers> getTransfers(linalg::LinalgOp op);
};
} // namespace

static constexpr char rowFormat[] = "{0,-12} {1,-24} {2,-13} {3,-6} {4,12} "
                                    "{5,12} {6,14}\n";

/// An error says what is wrong first; warnings are of no use in a table.
static llvm::Expected<ns::Accelerator> loadMachine(StringRef name) {
  std::string message;
  std::optional<ns::Accelerator> machine =
      ns::loadAccelerator(name, [&](const llvm::SMDiagnostic &diagnostic) {
        if (message.empty() &&
            diagnostic.getKind() == llvm::SourceMgr::DK_Error)
          message = diagnostic.getMessage();
      });
  if (!machine)
    return llvm::createStringError(message);
  return std::move(*machine);
}

/// The levels left on an op in a nest must be inside what is counted.
static llvm::Error checkDepth(ScheduleAttr left) {
  StringRef outermost = left.getLevels().front().getName();
  if (getDepth(outermost) > getDepth("GLOBAL_BUFFER"))
    return llvm::Error::success();
  return llvm::createStringError("level '" + outermost +
                                 "' of its schedule is not loops yet");
}

/// What the nest around the op does, or, outside a nest, what the cost model
/// says of its schedule.
llvm::Expected<Transfers> CountPass::getTransfers(linalg::LinalgOp op) {
  auto nest = op->getAttrOfType<NestAttr>(nestAttrName);
  auto schedule = op->getAttrOfType<ScheduleAttr>(scheduleAttrName);
  llvm::Expected<ns::Accelerator> machine =
      loadMachine(nest ? nest.getAccelerator() : schedule.getAccelerator());
  if (!machine)
    return machine.takeError();
  if (nest) {
    if (schedule)
      if (llvm::Error error = checkDepth(schedule))
        return error;
    return countTransfers(op, *machine);
  }
  auto layer = getOpLayer(op);
  if (auto *unsupported = std::get_if<Unsupported>(&layer))
    return llvm::createStringError(unsupported->reason);
  return predictTransfers(std::get<OpLayer>(layer), schedule, *machine);
}

/// \p hasLocal: the loops go down to the MAC units.
static void print(raw_ostream &os, linalg::LinalgOp op,
                  const Transfers &transfers, bool hasLocal) {
  auto function = op->getParentOfType<FunctionOpInterface>();
  auto row = [&](StringRef buffer, StringRef operand, int64_t reads,
                 int64_t writes, int64_t elements) {
    os << llvm::formatv(rowFormat, function ? function.getName() : "-",
                        op->getName().stripDialect(), buffer, operand, reads,
                        writes, elements);
  };
  auto boundary = [&](StringRef buffer, const ns::AccessCounts<int64_t> &tiles,
                      const ns::PerOperand<int64_t> &elements) {
    row(buffer, "input", tiles.inputRead, 0, elements[0]);
    row(buffer, "weight", tiles.weightRead, 0, elements[1]);
    row(buffer, "output", tiles.outputRead, tiles.outputWrite, elements[2]);
  };
  boundary("DRAM", transfers.dramTiles, transfers.dramElements);
  boundary("GLOBAL_BUFFER", transfers.gbTiles, transfers.gbElements);
  if (hasLocal)
    boundary("LOCAL_BUFFER", transfers.lbTiles, transfers.lbElements);
}

void CountPass::runOnOperation() {
  if (failed(checkTopLevel(getOperation(), getArgument())))
    return signalPassFailure();
  auto file = openReport(getOperation(), report);
  if (failed(file))
    return signalPassFailure();
  raw_ostream &os = *file ? (*file)->os() : llvm::errs();
  os << llvm::formatv(rowFormat, "function", "op", "from", "what", "tiles read",
                      "written", "elements");
  getOperation()->walk<WalkOrder::PreOrder>([&](linalg::LinalgOp op) {
    if (!op->hasAttr(nestAttrName) && !op->hasAttr(scheduleAttrName))
      return;
    llvm::Expected<Transfers> transfers = getTransfers(op);
    if (transfers)
      print(os, op, *transfers,
            !op->hasAttr(nestAttrName) || !op->hasAttr(scheduleAttrName));
    else
      emitWarning(op.getLoc(), "not counted: ")
          << llvm::toString(transfers.takeError());
  });
  if (*file && failed(keepReport(getOperation(), **file)))
    return signalPassFailure();
  markAllAnalysesPreserved();
}
