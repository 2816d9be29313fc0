//===- ScheduleRemarks.cpp - What was scheduled and why not ---------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleRemarks.h"

#include "PassSupport.h"

using namespace mlir;
using namespace mlir::neurospector;
namespace ns = ::neurospector;

/// `loop 0 = 16, loop 2 = 16`.
static std::string describeAssumed(const OpLayer &opLayer) {
  std::string text;
  llvm::raw_string_ostream os(text);
  llvm::interleaveComma(opLayer.assumedLoops, os, [&](unsigned loop) {
    os << "loop " << loop << " = " << opLayer.loopBounds[loop];
  });
  return text;
}

static std::string percent(double ratio, const char *format) {
  return llvm::formatv(format, 100 * ratio).str();
}

bool mlir::neurospector::remarkCost(const Scheduled &scheduled) {
  const auto &[job, problem] = scheduled;
  linalg::LinalgOp op = job->op;
  const OpLayer &opLayer = scheduled.layer();
  const ns::Cost &cost = job->choice.cost;
  auto remark = remark::passed(op.getLoc(), remarkOn(op, "schedule"));
  if (!remark)
    return false;
  if (!opLayer.assumedLoops.empty())
    remark << remark::metric("Assumed", describeAssumed(opLayer));
  if (problem->bottomUp)
    remark << remark::metric("BottomUp", percent(*problem->bottomUp, "{0:f1}"))
           << remark::metric("BottomUpUnit", "%");
  if (job->choice.retained != ns::Retained())
    remark << remark::metric("RetainedInput", job->choice.retained.input)
           << remark::metric("RetainedOutput", job->choice.retained.output);
  if (job->runs.unknown)
    remark << remark::metric("RunsUnknown",
                             explainUnknownRuns(job->runs.unknown));
  remark << remark::metric("Op", op->getName().getStringRef().str())
         << remark::metric(
                "Energy",
                llvm::formatv("{0:f3}", cost.totalEnergy() * 1e-6).str())
         << remark::metric("EnergyUnit", "uJ")
         << remark::metric("Cycles",
                           llvm::formatv("{0:f0}", cost.totalCycles()).str())
         << remark::metric(
                "Utilization",
                percent(cost.utilization(problem->machine), "{0:f1}"))
         << remark::metric("UtilizationUnit", "%")
         << remark::metric("Runs", opLayer.layer.runs)
         << remark::metric("Optimal",
                           scheduled.result().status == ns::Status::Optimal);
  return true;
}

void mlir::neurospector::remarkGap(linalg::LinalgOp op,
                                   const ns::SearchResult &result,
                                   const ns::SearchOptions &options) {
  double gap = 1 - result.lowerBound / result.cost.of(options.metric);
  bool isBudget =
      options.maxEvaluations != 0 && result.evaluated >= options.maxEvaluations;
  StringRef reason = "its bounds have too many divisors";
  StringRef suggestion = "pad a bound to fewer divisors";
  if (options.factors == ns::FactorMode::Imperfect) {
    reason = "the search looks at a limited number of candidates";
    suggestion = "raise 'max-evaluations'";
  } else if (isBudget) {
    reason = "'max-evaluations' ran out";
    suggestion = "raise 'max-evaluations'";
  } else if (result.overflowed) {
    reason = "access counts of other schedules exceed 64 bits";
    suggestion = "split the op";
  }
  remark::missed(op.getLoc(), remarkOn(op, "optimality"))
      << remark::metric("Op", op->getName().getStringRef().str())
      << remark::metric("Gap", percent(gap, "{0:f2}"))
      << remark::metric("GapUnit", "%") << remark::reason("{0}", reason)
      << remark::suggest("{0}", suggestion);
}

void mlir::neurospector::remarkSaving(linalg::LinalgOp op, double share,
                                      ns::Metric metric) {
  remark::missed(op.getLoc(), remarkOn(op, "factors"))
      << remark::metric("Op", op->getName().getStringRef().str())
      << remark::reason("tiles that need not divide save at least {0}",
                        ns::describeSaving(share, metric))
      << remark::suggest("use 'factors=imperfect'");
}

void mlir::neurospector::remarkSkip(linalg::LinalgOp op, const Skip &skip) {
  remark::missed(op.getLoc(), remarkOn(op, skip.kind))
      << remark::metric("Op", op->getName().getStringRef().str())
      << remark::reason("{0}", skip.reason)
      << remark::suggest("{0}", skip.suggestion);
}

//===----------------------------------------------------------------------===//
// Summary
//===----------------------------------------------------------------------===//

std::vector<std::string> Summary::notes() const {
  std::vector<std::string> result;
  if (!skipped.empty())
    result.push_back("skipped " + ns::listSkipped(skipped, "op"));
  for (const UnloweredOps &ops : unlowered)
    result.push_back("not in linalg: " + describe(ops));
  return result;
}

/// `SkippedNoMacBody`.
static std::string getKey(StringRef kind) {
  std::string key = "Skipped";
  for (StringRef word : llvm::split(kind, '-'))
    key += word.take_front().upper() + word.drop_front().str();
  return key;
}

static void warnOfNothing(Operation *root, const Summary &summary) {
  InFlightDiagnostic warning =
      emitWarning(root->getLoc(), "nothing was scheduled: ");
  if (summary.skipped.empty())
    warning << "no op is a convolution or contraction of linalg";
  else
    warning << "skipped " << ns::listSkipped(summary.skipped, "op")
            << "; '--remarks-filter=neurospector' says why";
  for (const UnloweredOps &ops : summary.unlowered)
    warning.attachNote() << describe(ops);
}

static void emitSummary(Operation *root, const Summary &summary) {
  size_t skipped = 0;
  auto remark = remark::analysis(root->getLoc(), remarkOn(root, "summary"));
  for (const auto &[kind, count] : summary.skipped) {
    remark << remark::metric(getKey(kind), count);
    skipped += count;
  }
  for (const UnloweredOps &ops : summary.unlowered)
    remark << remark::metric("Unlowered", describe(ops));
  remark << remark::metric("Scheduled", summary.scheduled)
         << remark::metric("Skipped", skipped)
         << remark::metric("DistinctLayers", summary.distinctLayers)
         << remark::metric("Macs", summary.macs.overflowed()
                                       ? "over " + std::to_string(INT64_MAX)
                                       : std::to_string(summary.macs.get()));
}

void mlir::neurospector::remarkSummary(Operation *root,
                                       const Summary &summary) {
  emitSummary(root, summary);
  if (summary.scheduled == 0)
    warnOfNothing(root, summary);
}
