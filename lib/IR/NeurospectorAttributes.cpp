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
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/TypeSwitch.h"

#include <charconv>

using namespace mlir;
using namespace mlir::neurospector;

//===----------------------------------------------------------------------===//
// Custom directives
//===----------------------------------------------------------------------===//

/// Levels and memories stand on a line each: they are read top down.
template <typename Attr>
static void printLines(AsmPrinter &printer, ArrayRef<Attr> attrs) {
  printer << "[";
  llvm::interleave(
      attrs,
      [&](Attr attr) {
        printer << "\n  ";
        printer.printStrippedAttrOrType(attr);
      },
      [&] { printer << ","; });
  printer << "]";
}

template <typename Attr>
static ParseResult parseLines(AsmParser &parser, SmallVectorImpl<Attr> &attrs) {
  return parser.parseCommaSeparatedList(AsmParser::Delimiter::Square, [&] {
    return parser.parseCustomAttributeWithFallback(attrs.emplace_back());
  });
}

static void printLoops(AsmPrinter &printer, ArrayRef<LoopKind> loops) {
  printer << "[";
  llvm::interleaveComma(loops, printer, [&](LoopKind loop) {
    printer << stringifyLoopKind(loop);
  });
  printer << "]";
}

static ParseResult parseLoops(AsmParser &parser,
                              SmallVectorImpl<LoopKind> &loops) {
  return parser.parseCommaSeparatedList(AsmParser::Delimiter::Square, [&] {
    FailureOr<LoopKind> loop = FieldParser<LoopKind>::parse(parser);
    if (succeeded(loop))
      loops.push_back(*loop);
    return ParseResult(loop);
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
// Names of levels
//===----------------------------------------------------------------------===//

static constexpr StringLiteral suffixX = "(X)", suffixY = "(Y)";

/// \p name is that of an axis; an axis alone is a name like any other.
static bool namesAxis(StringRef name, StringRef suffix) {
  return name.size() > suffix.size() && name.ends_with(suffix);
}

std::pair<LevelKind, StringRef>
mlir::neurospector::splitLevelName(StringRef levelName, bool isArray) {
  if (isArray && namesAxis(levelName, suffixX))
    return {LevelKind::SpatialX, levelName.drop_back(suffixX.size())};
  if (isArray && namesAxis(levelName, suffixY))
    return {LevelKind::SpatialY, levelName.drop_back(suffixY.size())};
  return {isArray ? LevelKind::Spatial : LevelKind::Temporal, levelName};
}

static std::string joinLevelName(LevelKind kind, StringRef name) {
  if (kind == LevelKind::SpatialX)
    return (name + suffixX).str();
  if (kind == LevelKind::SpatialY)
    return (name + suffixY).str();
  return name.str();
}

std::string LevelAttr::getLevelName() const {
  return joinLevelName(getKind(), getName());
}

std::string AxisAttr::getLevelName() const {
  return joinLevelName(getKind(), getName());
}

/// There is one way to write each name.
static LogicalResult verifyName(function_ref<InFlightDiagnostic()> emitError,
                                StringRef what, LevelKind kind,
                                StringRef name) {
  if (name.empty())
    return emitError() << what << " has no name";
  if (kind == LevelKind::Spatial && splitLevelName(name, true).first != kind)
    return emitError() << what << " is spatial '" << name << "', expected "
                       << stringifyLevelKind(splitLevelName(name, true).first)
                       << " '" << splitLevelName(name, true).second << "'";
  return success();
}

//===----------------------------------------------------------------------===//
// Schedule
//===----------------------------------------------------------------------===//

void mlir::neurospector::dropSchedule(Operation *op) {
  for (StringRef name : {scheduleAttrName, costAttrName, retainedAttrName})
    op->removeDiscardableAttr(name);
}

LogicalResult RolesAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                int64_t input, int64_t weight, int64_t output) {
  std::pair<StringRef, int64_t> roles[] = {
      {"input", input}, {"weight", weight}, {"output", output}};
  for (auto [name, operand] : roles)
    if (operand < 0)
      return emitError() << "'" << name << "' is " << operand
                         << ", expected the number of an operand";
  for (unsigned i = 0; i < 3; ++i) {
    auto [name, operand] = roles[i];
    auto [other, same] = roles[(i + 1) % 3];
    if (operand == same)
      return emitError() << "operand " << operand << " cannot be both " << name
                         << " and " << other;
  }
  return success();
}

LogicalResult LevelAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                LevelKind kind, StringRef name,
                                ArrayRef<int64_t> tile,
                                ArrayRef<int64_t> order) {
  if (failed(verifyName(emitError, "level", kind, name)))
    return failure();
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

/// An image or window slides by one loop, so there is only one.
static LogicalResult verifyLoops(function_ref<InFlightDiagnostic()> emitError,
                                 ArrayRef<LoopKind> loops) {
  for (LoopKind kind : loops)
    if (!llvm::is_contained(
            {LoopKind::K, LoopKind::B, LoopKind::C, LoopKind::G}, kind) &&
        llvm::count(loops, kind) > 1)
      return emitError() << llvm::count(loops, kind) << " loops are "
                         << stringifyLoopKind(kind) << ", expected at most one";
  return success();
}

/// Any tile fits that is no larger than the one that it is cut from.
static LogicalResult verifyTiles(function_ref<InFlightDiagnostic()> emitError,
                                 ArrayRef<LevelAttr> levels) {
  for (size_t i = 1; i < levels.size(); ++i) {
    LevelAttr outer = levels[i - 1], inner = levels[i];
    for (auto [loop, sizes] :
         llvm::enumerate(llvm::zip(inner.getTile(), outer.getTile()))) {
      auto [innerSize, outerSize] = sizes;
      if (innerSize > outerSize)
        return emitError() << "in loop " << loop << ", tile " << innerSize
                           << " of level '" << inner.getName()
                           << "' is larger than tile " << outerSize
                           << " of level '" << outer.getName() << "'";
    }
  }
  if (llvm::any_of(levels.back().getTile(),
                   [](int64_t size) { return size != 1; }))
    return emitError() << "innermost level '" << levels.back().getName()
                       << "' must hand single iterations inward";
  return success();
}

LogicalResult ScheduleAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                   StringRef accelerator, RolesAttr roles,
                                   ArrayRef<LoopKind> loops,
                                   ArrayRef<LevelAttr> levels, bool optimal) {
  if (accelerator.empty())
    return emitError() << "schedule names no accelerator";
  if (levels.empty())
    return emitError() << "schedule has no levels";
  if (failed(verifyLoops(emitError, loops)))
    return failure();
  llvm::StringSet<> names;
  for (LevelAttr level : levels) {
    if (!names.insert(level.getLevelName()).second)
      return emitError() << "level '" << level.getLevelName()
                         << "' is listed twice";
    if (level.getTile().size() != loops.size())
      return emitError() << "tile of level '" << level.getName()
                         << "' has rank " << level.getTile().size()
                         << ", but the schedule is of " << loops.size()
                         << " loops";
  }
  return verifyTiles(emitError, levels);
}

//===----------------------------------------------------------------------===//
// Loops of a tiled op
//===----------------------------------------------------------------------===//

LogicalResult AxisAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                               LevelKind kind, StringRef name) {
  if (kind == LevelKind::Temporal)
    return emitError() << "'" << name << "' is temporal; expected spatial, "
                       << "spatial_x or spatial_y";
  return verifyName(emitError, "axis", kind, name);
}

int64_t AxisAttr::getMappingId() const { return getRelativeIndex(); }

bool AxisAttr::isLinearMapping() const { return false; }

int64_t AxisAttr::getRelativeIndex() const {
  return getKind() == LevelKind::SpatialY ? 1 : 0;
}

LogicalResult BufferAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                 StringRef name) {
  return verifyName(emitError, "buffer", LevelKind::Temporal, name);
}

LogicalResult NestAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                               StringRef accelerator, RolesAttr roles) {
  if (accelerator.empty())
    return emitError() << "nest names no accelerator";
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

static LogicalResult verifyPart(function_ref<InFlightDiagnostic()> emitError,
                                const APFloat &dynamicEnergy,
                                const APFloat &staticEnergy,
                                const APFloat &cycles) {
  return success(succeeded(verifyAmount(emitError, "dynamic", dynamicEnergy)) &&
                 succeeded(verifyAmount(emitError, "static", staticEnergy)) &&
                 succeeded(verifyAmount(emitError, "cycles", cycles)));
}

LogicalResult MacCostAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                  APFloat dynamicEnergy, APFloat staticEnergy,
                                  APFloat cycles) {
  return verifyPart(emitError, dynamicEnergy, staticEnergy, cycles);
}

LogicalResult
MemoryCostAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                       StringRef name, APFloat dynamicEnergy,
                       APFloat staticEnergy, APFloat cycles) {
  if (failed(verifyName(emitError, "memory", LevelKind::Temporal, name)))
    return failure();
  return verifyPart(emitError, dynamicEnergy, staticEnergy, cycles);
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

/// No less than a part takes, and no more than all of them one after the other.
static LogicalResult verifyCycles(function_ref<InFlightDiagnostic()> emitError,
                                  double cycles, MacCostAttr mac,
                                  ArrayRef<MemoryCostAttr> memories) {
  constexpr double tolerance = 1e-9;
  double sum = mac.getCycles().convertToDouble();
  if (cycles < sum * (1 - tolerance))
    return emitError() << "'cycles' is " << cycles << ", but 'mac' takes "
                       << sum;
  for (MemoryCostAttr memory : memories) {
    double own = memory.getCycles().convertToDouble();
    if (cycles < own * (1 - tolerance))
      return emitError() << "'cycles' is " << cycles << ", but '"
                         << memory.getName() << "' takes " << own;
    sum += own;
  }
  if (cycles > sum * (1 + tolerance))
    return emitError() << "'cycles' is " << cycles
                       << ", but its components add up to " << sum;
  return success();
}

LogicalResult CostAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                               APFloat energy, APFloat cycles,
                               APFloat utilization, MacCostAttr mac,
                               ArrayRef<MemoryCostAttr> memories) {
  if (failed(verifyAmount(emitError, "energy", energy)) ||
      failed(verifyAmount(emitError, "cycles", cycles)) ||
      failed(verifyAmount(emitError, "utilization", utilization)))
    return failure();
  if (utilization.convertToDouble() > 1)
    return emitError() << "'utilization' is " << utilization.convertToDouble()
                       << ", expected at most 1";
  double sum = mac.getDynamicEnergy().convertToDouble() +
               mac.getStaticEnergy().convertToDouble();
  llvm::StringSet<> names;
  for (MemoryCostAttr memory : memories) {
    if (!names.insert(memory.getName()).second)
      return emitError() << "memory '" << memory.getName()
                         << "' is listed twice";
    sum += memory.getDynamicEnergy().convertToDouble() +
           memory.getStaticEnergy().convertToDouble();
  }
  double total = energy.convertToDouble();
  if (!std::isfinite(sum) ||
      std::abs(sum - total) > 1e-9 * std::max(sum, total))
    return emitError() << "'energy' is " << total
                       << ", but its components add up to " << sum;
  return verifyCycles(emitError, cycles.convertToDouble(), mac, memories);
}
