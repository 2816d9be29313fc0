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
#include "neurospector/Report/TextTable.h"

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
  TopLevelOnly topLevelOnly;
};
} // namespace

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

/// What the nest around the op does, or, outside a nest, what the cost model
/// says of its schedule.
static llvm::Expected<Transfers> getTransfers(linalg::LinalgOp op) {
  auto nest = op->getAttrOfType<NestAttr>(nestAttrName);
  auto schedule = op->getAttrOfType<ScheduleAttr>(scheduleAttrName);
  llvm::Expected<ns::Accelerator> machine =
      loadMachine(nest ? nest.getAccelerator() : schedule.getAccelerator());
  if (!machine)
    return machine.takeError();
  if (nest)
    return countTransfers(op, *machine);
  llvm::Expected<OpLayer> layer = getScheduledLayer(op, schedule);
  if (!layer)
    return layer.takeError();
  return predictTransfers(*layer, schedule, *machine);
}

static void add(ns::TextTable &table, linalg::LinalgOp op,
                const Transfers &transfers) {
  auto function = op->getParentOfType<FunctionOpInterface>();
  for (const MemoryTraffic &transfer : transfers)
    table.add({function ? function.getName().str() : "-",
               op->getName().stripDialect().str(), transfer.memory,
               llvm::formatv(transfer.passes ? "({0})" : "{0}",
                             ns::name(transfer.operand)),
               std::to_string(transfer.read), std::to_string(transfer.written),
               std::to_string(transfer.elements)});
}

void CountPass::runOnOperation() {
  if (failed(topLevelOnly.check(getOperation(), getArgument())))
    return signalPassFailure();
  auto file = openReport(getOperation(), report);
  if (failed(file))
    return signalPassFailure();
  ns::TextTable table{0, 1, 2, 3};
  table.add({"function", "op", "memory", "operand", "tiles read", "written",
             "elements"});
  getOperation()->walk<WalkOrder::PreOrder>([&](linalg::LinalgOp op) {
    if (!op->hasAttr(nestAttrName) && !op->hasAttr(scheduleAttrName))
      return;
    llvm::Expected<Transfers> transfers = getTransfers(op);
    if (transfers)
      add(table, op, *transfers);
    else
      emitWarning(op.getLoc(), "not counted: ")
          << llvm::toString(transfers.takeError());
  });
  table.print(*file ? (*file)->os() : llvm::errs());
  if (*file && failed(keepReport(getOperation(), **file)))
    return signalPassFailure();
  markAllAnalysesPreserved();
}
