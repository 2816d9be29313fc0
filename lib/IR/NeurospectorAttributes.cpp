//===- NeurospectorAttributes.cpp - Schedules and costs -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Printing, parsing and the checks that need no op.
//
//===----------------------------------------------------------------------===//

#include "neurospector/IR/Neurospector.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/SmallBitVector.h"
#include "llvm/ADT/TypeSwitch.h"

#include <charconv>

using namespace mlir;
using namespace mlir::neurospector;

//===----------------------------------------------------------------------===//
// Custom directives
//===----------------------------------------------------------------------===//

/// Levels stand on a line each: a schedule is read top down.
static void printLevels(AsmPrinter &printer, ArrayRef<LevelAttr> levels) {
  printer << "[";
  llvm::interleave(
      levels,
      [&](LevelAttr level) {
        printer << "\n  ";
        printer.printStrippedAttrOrType(level);
      },
      [&] { printer << ","; });
  printer << "]";
}

static ParseResult parseLevels(AsmParser &parser,
                               SmallVectorImpl<LevelAttr> &levels) {
  return parser.parseCommaSeparatedList(AsmParser::Delimiter::Square, [&] {
    return parser.parseCustomAttributeWithFallback(levels.emplace_back());
  });
}

static void printBool(AsmPrinter &printer, bool value) {
  printer << (value ? "true" : "false");
}

static ParseResult parseBool(AsmParser &parser, bool &value) {
  value = succeeded(parser.parseOptionalKeyword("true"));
  if (value || succeeded(parser.parseOptionalKeyword("false")))
    return success();
  return parser.emitError(parser.getCurrentLocation(),
                          "expected 'true' or 'false'");
}

/// Prints the shortest decimal that parses to \p value, with the point that
/// MLIR's grammar demands: `1.0e+20`, `0.1`, `250.0`.
static void printDouble(AsmPrinter &printer, const APFloat &value) {
  char buffer[32];
  auto [end, error] = std::to_chars(std::begin(buffer), std::end(buffer),
                                    value.convertToDouble());
  StringRef text(buffer, end - buffer);
  auto [digits, exponent] = text.split('e');
  printer << digits;
  if (!digits.contains('.'))
    printer << ".0";
  if (!exponent.empty())
    printer << "e" << exponent;
}

static ParseResult parseDouble(AsmParser &parser, FailureOr<APFloat> &value) {
  double number;
  if (parser.parseFloat(number))
    return failure();
  value = APFloat(number);
  return success();
}

#include "neurospector/IR/NeurospectorEnums.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "neurospector/IR/NeurospectorAttributes.cpp.inc"

void NeurospectorDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "neurospector/IR/NeurospectorAttributes.cpp.inc"
      >();
}

//===----------------------------------------------------------------------===//
// Schedule
//===----------------------------------------------------------------------===//

namespace {
/// A place where loops can run. The table lists them outermost first.
struct LevelPlace {
  LevelKind kind;
  StringLiteral name;
};
} // namespace

static constexpr LevelPlace levelPlaces[] = {
    {LevelKind::Temporal, "DRAM"},
    {LevelKind::SpatialY, "MULTI_CHIPS"},
    {LevelKind::SpatialX, "MULTI_CHIPS"},
    {LevelKind::Temporal, "GLOBAL_BUFFER"},
    {LevelKind::SpatialY, "PE_ARRAY"},
    {LevelKind::SpatialX, "PE_ARRAY"},
    {LevelKind::Temporal, "LOCAL_BUFFER"},
    {LevelKind::SpatialY, "MAC_ARRAY"},
    {LevelKind::SpatialX, "MAC_ARRAY"},
};

/// Position in `levelPlaces`, or its size if there is no such place.
static size_t findPlace(LevelKind kind, StringRef name) {
  return llvm::find_if(levelPlaces,
                       [&](const LevelPlace &place) {
                         return place.kind == kind && place.name == name;
                       }) -
         std::begin(levelPlaces);
}

void mlir::neurospector::dropSchedule(Operation *op) {
  for (StringRef name : {scheduleAttrName, costAttrName, retainedAttrName})
    op->removeDiscardableAttr(name);
}

unsigned mlir::neurospector::getDepth(StringRef level) {
  unsigned depth = 0;
  for (size_t i = 0; levelPlaces[i].name != level; ++i)
    depth += levelPlaces[i].name != levelPlaces[i + 1].name;
  return depth;
}

LogicalResult LevelAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                LevelKind kind, StringRef name,
                                ArrayRef<int64_t> tile,
                                ArrayRef<int64_t> order) {
  if (findPlace(kind, name) == std::size(levelPlaces))
    return emitError() << "no " << stringifyLevelKind(kind) << " level '"
                       << name << "'; expected temporal 'DRAM', "
                       << "'GLOBAL_BUFFER' or 'LOCAL_BUFFER', or spatial "
                       << "'MULTI_CHIPS', 'PE_ARRAY' or 'MAC_ARRAY'";
  for (int64_t size : tile)
    if (size < 1)
      return emitError() << "tile of level '" << name << "' has size " << size
                         << ", expected at least 1";
  if (kind != LevelKind::Temporal) {
    if (!order.empty())
      return emitError() << "spatial level '" << name
                         << "' cannot have an order";
    return success();
  }
  if (order.size() != tile.size())
    return emitError() << "order of level '" << name << "' has " << order.size()
                       << " loops, its tile " << tile.size();
  llvm::SmallBitVector seen(tile.size());
  for (int64_t loop : order) {
    if (loop < 0 || loop >= static_cast<int64_t>(tile.size()) || seen[loop])
      return emitError() << "order of level '" << name
                         << "' is not a permutation of its " << tile.size()
                         << " loops";
    seen.set(loop);
  }
  return success();
}

LogicalResult ScheduleAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                   StringRef accelerator,
                                   ArrayRef<LevelAttr> levels, bool optimal) {
  if (accelerator.empty())
    return emitError() << "schedule names no accelerator";
  if (levels.empty())
    return emitError() << "schedule has no levels";
  for (size_t i = 1; i < levels.size(); ++i) {
    LevelAttr outer = levels[i - 1], inner = levels[i];
    if (findPlace(outer.getKind(), outer.getName()) >=
        findPlace(inner.getKind(), inner.getName()))
      return emitError() << stringifyLevelKind(inner.getKind()) << " level '"
                         << inner.getName() << "' cannot be inside "
                         << stringifyLevelKind(outer.getKind()) << " level '"
                         << outer.getName() << "'";
    if (inner.getTile().size() != outer.getTile().size())
      return emitError() << "tile of level '" << inner.getName()
                         << "' has rank " << inner.getTile().size()
                         << ", that of level '" << outer.getName() << "' "
                         << outer.getTile().size();
    for (auto [loop, sizes] :
         llvm::enumerate(llvm::zip(inner.getTile(), outer.getTile()))) {
      auto [innerSize, outerSize] = sizes;
      if (outerSize % innerSize != 0)
        return emitError() << "in loop " << loop << ", tile " << innerSize
                           << " of level '" << inner.getName()
                           << "' does not divide tile " << outerSize
                           << " of level '" << outer.getName() << "'";
    }
  }
  if (llvm::any_of(levels.back().getTile(),
                   [](int64_t size) { return size != 1; }))
    return emitError() << "innermost level '" << levels.back().getName()
                       << "' must hand single iterations inward";
  return success();
}

//===----------------------------------------------------------------------===//
// Loops of a tiled op
//===----------------------------------------------------------------------===//

LogicalResult AxisAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                               LevelKind kind, StringRef name) {
  if (kind == LevelKind::Temporal ||
      findPlace(kind, name) == std::size(levelPlaces))
    return emitError() << "no axis " << stringifyLevelKind(kind) << " '" << name
                       << "'; expected spatial_x or spatial_y of "
                       << "'MULTI_CHIPS', 'PE_ARRAY' or 'MAC_ARRAY'";
  return success();
}

int64_t AxisAttr::getMappingId() const {
  return findPlace(getKind(), getName());
}

bool AxisAttr::isLinearMapping() const { return false; }

int64_t AxisAttr::getRelativeIndex() const {
  return getKind() == LevelKind::SpatialX ? 0 : 1;
}

LogicalResult BufferAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                 StringRef name) {
  if (findPlace(LevelKind::Temporal, name) == std::size(levelPlaces))
    return emitError() << "no buffer '" << name << "'; expected 'DRAM', "
                       << "'GLOBAL_BUFFER' or 'LOCAL_BUFFER'";
  return success();
}

LogicalResult NestAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                               StringRef accelerator, int64_t input,
                               int64_t weight) {
  if (accelerator.empty())
    return emitError() << "nest names no accelerator";
  for (auto [name, operand] :
       {std::pair("input", input), std::pair("weight", weight)})
    if (operand < 0)
      return emitError() << "'" << name << "' is " << operand
                         << ", expected the number of an operand";
  if (input == weight)
    return emitError() << "operand " << input
                       << " cannot be both input and weight";
  return success();
}

//===----------------------------------------------------------------------===//
// Cost
//===----------------------------------------------------------------------===//

/// An amount of energy or time: a finite double that is not negative.
static LogicalResult verifyAmount(function_ref<InFlightDiagnostic()> emitError,
                                  StringRef name, const APFloat &value) {
  if (&value.getSemantics() != &APFloat::IEEEdouble())
    return emitError() << "'" << name << "' is not a 64-bit number";
  if (!value.isFinite() || value.isNegative())
    return emitError() << "'" << name << "' is " << value.convertToDouble()
                       << ", expected a finite number that is not negative";
  return success();
}

LogicalResult EnergyAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                 APFloat dynamicEnergy, APFloat staticEnergy) {
  return success(succeeded(verifyAmount(emitError, "dynamic", dynamicEnergy)) &&
                 succeeded(verifyAmount(emitError, "static", staticEnergy)));
}

LogicalResult RetainedAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                   int64_t input, int64_t output) {
  for (auto [name, elements] :
       {std::pair("input", input), std::pair("output", output)})
    if (elements < 0)
      return emitError() << "'" << name << "' is " << elements
                         << ", expected a number of elements";
  return success();
}

LogicalResult CostAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                               APFloat energy, APFloat cycles,
                               APFloat utilization, EnergyAttr mac,
                               EnergyAttr localBuffer, EnergyAttr globalBuffer,
                               EnergyAttr dram) {
  if (failed(verifyAmount(emitError, "energy", energy)) ||
      failed(verifyAmount(emitError, "cycles", cycles)) ||
      failed(verifyAmount(emitError, "utilization", utilization)))
    return failure();
  if (utilization.convertToDouble() > 1)
    return emitError() << "'utilization' is " << utilization.convertToDouble()
                       << ", expected at most 1";
  double sum = 0;
  for (EnergyAttr part : {mac, localBuffer, globalBuffer, dram})
    sum += part.getDynamicEnergy().convertToDouble() +
           part.getStaticEnergy().convertToDouble();
  double total = energy.convertToDouble();
  if (!std::isfinite(sum) ||
      std::abs(sum - total) > 1e-9 * std::max(sum, total))
    return emitError() << "'energy' is " << total
                       << ", but its components add up to " << sum;
  return success();
}
