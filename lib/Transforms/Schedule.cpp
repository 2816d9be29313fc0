//===- Schedule.cpp - Find the best schedule of each layer ----------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Collects the ops, hands their layers to a search, annotates. Distinct layers
// are searched in parallel; attributes and remarks follow in IR order from one
// thread, because MLIR's remark engine has no lock. Diagnostics are located but
// do not print the op: it may be a whole network.
//
//===----------------------------------------------------------------------===//

#include "neurospector/Transforms/Passes.h"

#include "PrecisionRemarks.h"

#include "neurospector/Analysis/OpLayer.h"
#include "neurospector/Config/Config.h"
#include "neurospector/Report/HtmlReport.h"
#include "neurospector/Report/LayerReport.h"

#include "mlir/IR/Remarks.h"
#include "mlir/IR/Threading.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Support/FileUtilities.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ToolOutputFile.h"

namespace mlir::neurospector {
#define GEN_PASS_DEF_SCHEDULEPASS
#include "neurospector/Transforms/Passes.h.inc"
} // namespace mlir::neurospector

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

namespace {
/// A candidate, and which of the distinct layers it is.
struct Job {
  linalg::LinalgOp op;
  std::variant<OpLayer, Unsupported> layer;
  size_t problem = 0;
};

/// A layer that some op is, and what the search said.
struct Problem {
  ns::Layer layer;
  /// Widths of its elements, if not those of the machine.
  std::optional<ns::PerOperand<int64_t>> bits = std::nullopt;
  ns::SearchResult result = {};
  std::string error = {}; ///< empty if the search came to a result
  /// How far the published heuristic would have been, once a remark asks.
  std::string bottomUp = {};
};

class SchedulePass
    : public mlir::neurospector::impl::SchedulePassBase<SchedulePass> {
public:
  using SchedulePassBase::SchedulePassBase;
  void runOnOperation() override;

private:
  FailureOr<std::string> getAcceleratorName();
  FailureOr<ns::Accelerator> loadAccelerator(StringRef name);
  FailureOr<std::unique_ptr<llvm::ToolOutputFile>> openReport();
  void writeReport(llvm::raw_ostream &os, const ns::Accelerator &machine,
                   ArrayRef<const Job *> scheduled);
  void collect();
  ns::SearchOptions getSearchOptions();
  void solve(const ns::Accelerator &machine);
  void remarkCost(linalg::LinalgOp op, const OpLayer &opLayer, Problem &problem,
                  const ns::Accelerator &machine);
  bool annotate(const Job &job, StringRef name, const ns::Accelerator &machine);
  void remarkSummary(size_t scheduled, ns::Count macs);

  std::vector<Job> jobs;         ///< in IR order
  std::vector<Problem> problems; ///< distinct layers, by first occurrence
};
} // namespace

//===----------------------------------------------------------------------===//
// Before the search
//===----------------------------------------------------------------------===//

FailureOr<std::string> SchedulePass::getAcceleratorName() {
  if (!accelerator.empty())
    return accelerator.getValue();
  if (auto name =
          getOperation()->getAttrOfType<StringAttr>(acceleratorAttrName))
    return name.str();
  InFlightDiagnostic error =
      emitError(getOperation()->getLoc(), "no accelerator given");
  error.attachNote() << "set the pass option 'accelerator' or the module "
                        "attribute '"
                     << acceleratorAttrName << "' to a file or one of "
                     << llvm::join(ns::builtinAccelerators(), ", ");
  return failure();
}

/// Passes a diagnostic of a configuration file on, at its place in that file.
static void emitDiagnostic(Operation *op,
                           const llvm::SMDiagnostic &diagnostic) {
  Location location = op->getLoc();
  if (diagnostic.getLineNo() > 0)
    location = FileLineColLoc::get(op->getContext(), diagnostic.getFilename(),
                                   diagnostic.getLineNo(),
                                   std::max(diagnostic.getColumnNo(), 0) + 1);
  switch (diagnostic.getKind()) {
  case llvm::SourceMgr::DK_Error:
    emitError(location, diagnostic.getMessage());
    break;
  case llvm::SourceMgr::DK_Warning:
    emitWarning(location, diagnostic.getMessage());
    break;
  case llvm::SourceMgr::DK_Remark:
  case llvm::SourceMgr::DK_Note:
    emitRemark(location, diagnostic.getMessage());
    break;
  }
}

FailureOr<ns::Accelerator> SchedulePass::loadAccelerator(StringRef name) {
  std::optional<ns::Accelerator> machine =
      ns::loadAccelerator(name, [&](const llvm::SMDiagnostic &diagnostic) {
        emitDiagnostic(getOperation(), diagnostic);
      });
  if (!machine)
    return failure();
  return std::move(*machine);
}

FailureOr<std::unique_ptr<llvm::ToolOutputFile>> SchedulePass::openReport() {
  if (report.empty() || report == "-")
    return std::unique_ptr<llvm::ToolOutputFile>();
  std::string message;
  std::unique_ptr<llvm::ToolOutputFile> file = openOutputFile(report, &message);
  if (!file)
    return emitError(getOperation()->getLoc(), message);
  return file;
}

/// \p machine with elements as wide as \p problem has them.
static ns::Accelerator withPrecision(ns::Accelerator machine,
                                     const Problem &problem) {
  machine.operandBits = problem.bits;
  return machine;
}

void SchedulePass::collect() {
  jobs.clear();
  problems.clear();
  getOperation()->walk<WalkOrder::PreOrder>([&](linalg::LinalgOp op) {
    if (!isCandidate(op))
      return;
    Job job{op, getOpLayer(op, assumeDynamic)};
    if (auto *opLayer = std::get_if<OpLayer>(&job.layer)) {
      std::optional<ns::PerOperand<int64_t>> bits;
      if (precision == PrecisionKind::FromIr)
        bits = getElementBits(*opLayer);
      auto known = llvm::find_if(problems, [&](const Problem &problem) {
        return problem.bits == bits && problem.layer.sameShape(opLayer->layer);
      });
      job.problem = known - problems.begin();
      if (known == problems.end())
        problems.push_back({opLayer->layer, bits});
    }
    jobs.push_back(std::move(job));
  });
}

/// What the published heuristic costs more than \p result, as in `+12.3%`.
static std::string compareBottomUp(const ns::Layer &layer,
                                   const ns::Accelerator &machine,
                                   const ns::SearchOptions &options,
                                   const ns::SearchResult &result) {
  llvm::Expected<ns::SearchResult> other =
      search(ns::Optimizer::BottomUp, layer, machine, options);
  if (!other) {
    llvm::consumeError(other.takeError());
    return "none";
  }
  if (other->status == ns::Status::Infeasible)
    return "none";
  double ratio =
      other->cost.of(options.metric) / result.cost.of(options.metric);
  return llvm::formatv("{0}{1:f1}%", ratio < 1 ? "" : "+", 100 * (ratio - 1));
}

ns::SearchOptions SchedulePass::getSearchOptions() {
  ns::SearchOptions options;
  options.model = costModel == CostModelKind::Exact ? &ns::exactCostModel()
                                                    : &ns::publishedCostModel();
  options.mode = dataflow;
  options.metric = metric;
  options.maxEvaluations = maxEvaluations;
  return options;
}

void SchedulePass::solve(const ns::Accelerator &machine) {
  ns::SearchOptions options = getSearchOptions();
  parallelForEach(&getContext(), problems, [&](Problem &problem) {
    llvm::Expected<ns::SearchResult> result = search(
        optimizer, problem.layer, withPrecision(machine, problem), options);
    if (result)
      problem.result = *result;
    else
      problem.error = llvm::toString(result.takeError());
  });
}

//===----------------------------------------------------------------------===//
// After the search
//===----------------------------------------------------------------------===//

/// Remark options with the name of the function around \p op.
static remark::RemarkOpts remarkOn(Operation *op, StringRef name) {
  auto function = op->getParentOfType<FunctionOpInterface>();
  return remark::RemarkOpts::name(name)
      .category("neurospector")
      .function(function ? function.getName() : StringRef("<module>"));
}

static void remarkMiss(linalg::LinalgOp op, const Unsupported &why) {
  remark::missed(op.getLoc(), remarkOn(op, why.kind))
      << remark::metric("Op", op->getName().getStringRef().str())
      << remark::reason("{0}", why.reason)
      << remark::suggest("{0}", why.suggestion);
}

/// `loop 0 = 16, loop 2 = 16`.
static std::string describeAssumed(const OpLayer &opLayer) {
  std::string text;
  llvm::raw_string_ostream os(text);
  llvm::interleaveComma(opLayer.assumedLoops, os, [&](unsigned loop) {
    os << "loop " << loop << " = " << opLayer.loopBounds[loop];
  });
  return text;
}

void SchedulePass::remarkCost(linalg::LinalgOp op, const OpLayer &opLayer,
                              Problem &problem,
                              const ns::Accelerator &machine) {
  const ns::Cost &cost = problem.result.cost;
  auto remark = remark::passed(op.getLoc(), remarkOn(op, "schedule"));
  if (!opLayer.assumedLoops.empty())
    remark << remark::metric("Assumed", describeAssumed(opLayer));
  if (remark && optimizer == ns::Optimizer::Optimal) {
    if (problem.bottomUp.empty())
      problem.bottomUp = compareBottomUp(problem.layer, machine,
                                         getSearchOptions(), problem.result);
    remark << remark::metric("BottomUp", problem.bottomUp);
  }
  remark << remark::metric("Op", op->getName().getStringRef().str())
         << remark::metric(
                "Energy",
                llvm::formatv("{0:f3} uJ", cost.totalEnergy() * 1e-6).str())
         << remark::metric("Cycles",
                           llvm::formatv("{0:f0}", cost.totalCycles()).str())
         << remark::metric(
                "Utilization",
                llvm::formatv("{0:f1}%", 100 * cost.utilization(machine)).str())
         << remark::metric("Optimal",
                           problem.result.status == ns::Status::Optimal);
}

/// The schedule is valid but not proven to be the cheapest.
static void remarkGap(linalg::LinalgOp op, const ns::SearchResult &result,
                      ns::Metric metric, uint64_t maxEvaluations) {
  double gap = 1 - result.lowerBound / result.cost.of(metric);
  bool isBudget = maxEvaluations != 0 && result.evaluated >= maxEvaluations;
  remark::missed(op.getLoc(), remarkOn(op, "optimality"))
      << remark::metric("Op", op->getName().getStringRef().str())
      << remark::metric("Gap", llvm::formatv("{0:f2}%", 100 * gap).str())
      << remark::reason("{0}", isBudget ? "'max-evaluations' ran out"
                                        : "its bounds have too many divisors")
      << remark::suggest("{0}", isBudget ? "raise 'max-evaluations'"
                                         : "pad a bound to fewer divisors");
}

/// \p macs are the multiply-accumulates of the scheduled ops.
void SchedulePass::remarkSummary(size_t scheduled, ns::Count macs) {
  Operation *root = getOperation();
  remark::analysis(root->getLoc(), remarkOn(root, "summary"))
      << remark::metric("Scheduled", scheduled)
      << remark::metric("Skipped", jobs.size() - scheduled)
      << remark::metric("DistinctLayers", problems.size())
      << remark::metric("Macs", macs.overflowed()
                                    ? "over " + std::to_string(INT64_MAX)
                                    : std::to_string(macs.get()));
  if (scheduled == 0)
    emitWarning(root->getLoc(), "nothing was scheduled; "
                                "'--remarks-filter=neurospector' says why");
}

/// Attaches what was found, with a remark; false if the op stays as it is.
bool SchedulePass::annotate(const Job &job, StringRef name,
                            const ns::Accelerator &machine) {
  linalg::LinalgOp op = job.op;
  if (auto *unsupported = std::get_if<Unsupported>(&job.layer)) {
    remarkMiss(op, *unsupported);
    return false;
  }
  Problem &problem = problems[job.problem];
  if (!problem.error.empty()) {
    emitWarning(op.getLoc(), "not scheduled: ") << problem.error;
    remarkMiss(op, {"search-failed", problem.error, "try another optimizer"});
    return false;
  }
  if (problem.result.status == ns::Status::Infeasible) {
    remarkMiss(op, {"infeasible",
                    "no schedule is valid on accelerator '" + name.str() + "'",
                    "relax its constraints or enlarge its buffers"});
    return false;
  }

  const ns::Cost &cost = problem.result.cost;
  bool optimal = problem.result.status == ns::Status::Optimal;
  ns::Accelerator own = withPrecision(machine, problem);
  op->setDiscardableAttr(scheduleAttrName,
                         getScheduleAttr(&getContext(), name, own,
                                         std::get<OpLayer>(job.layer),
                                         problem.result.schedule, optimal));
  op->setDiscardableAttr(costAttrName,
                         getCostAttr(&getContext(), machine, cost));
  remarkCost(op, std::get<OpLayer>(job.layer), problem, own);
  if (optimizer == ns::Optimizer::Optimal && !optimal)
    remarkGap(op, problem.result, metric, maxEvaluations);
  return true;
}

/// In the format that the file's extension says.
void SchedulePass::writeReport(llvm::raw_ostream &os,
                               const ns::Accelerator &machine,
                               ArrayRef<const Job *> scheduled) {
  const ns::CostModel &model = *getSearchOptions().model;
  std::vector<ns::LayerReport> lines;
  std::vector<ns::SearchAccount> accounts(scheduled.size());
  std::vector<ns::ScheduleReport> layers;
  for (auto [i, job] : llvm::enumerate(scheduled)) {
    const ns::SearchResult &result = problems[job->problem].result;
    const ns::Layer &layer = std::get<OpLayer>(job->layer).layer;
    bool optimal = result.status == ns::Status::Optimal;
    accounts[i] = {optimal, result.lowerBound, result.evaluated};
    lines.push_back({layer, result.cost, optimal});
    layers.push_back({layer,
                      machine,
                      result.schedule,
                      result.cost,
                      model,
                      static_cast<unsigned>(i + 1),
                      {},
                      &accounts[i]});
  }
  StringRef extension = llvm::sys::path::extension(report);
  if (extension == ".html")
    return printHtml(os, "Schedules on " + machine.name, layers);
  if (extension != ".json" && extension != ".csv")
    return printTable(os, machine, lines);
  if (extension == ".csv")
    ns::printCsvHeader(os);
  for (const ns::ScheduleReport &layer : layers)
    (extension == ".csv" ? ns::printCsvLine : ns::printJsonLine)(os, layer);
}

void SchedulePass::runOnOperation() {
  Operation *root = getOperation();
  if (root->getParentOp()) {
    emitError(root->getLoc(),
              "'neurospector-schedule' must run on the top-level op");
    return signalPassFailure();
  }
  FailureOr<std::string> name = getAcceleratorName();
  if (failed(name))
    return signalPassFailure();
  FailureOr<ns::Accelerator> machine = loadAccelerator(*name);
  if (failed(machine))
    return signalPassFailure();
  auto reportFile = openReport();
  if (failed(reportFile))
    return signalPassFailure();

  collect();
  solve(*machine);

  ns::Count macs;
  PrecisionRemarks precisions(machine->precisionBits);
  std::vector<const Job *> scheduled;
  for (const Job &job : jobs) {
    if (!annotate(job, *name, *machine))
      continue;
    const OpLayer &opLayer = std::get<OpLayer>(job.layer);
    precisions.add(job.op, opLayer,
                   withPrecision(*machine, problems[job.problem]));
    macs += opLayer.layer.macs();
    scheduled.push_back(&job);
  }
  precisions.emit([](Operation *op) { return remarkOn(op, "precision"); });
  remarkSummary(scheduled.size(), macs);
  if (report == "-")
    writeReport(llvm::errs(), *machine, scheduled);
  if (*reportFile) {
    writeReport((*reportFile)->os(), *machine, scheduled);
    (*reportFile)->keep();
  }
}
