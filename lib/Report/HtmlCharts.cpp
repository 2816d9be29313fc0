//===- HtmlCharts.cpp - Pictures of an HTML report ------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HtmlCharts.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <cmath>

using namespace neurospector;

std::string neurospector::escapeHtml(llvm::StringRef text) {
  std::string result;
  llvm::raw_string_ostream os(result);
  llvm::printHTMLEscaped(text, os);
  return result;
}

double neurospector::energyOf(const Cost &cost, unsigned component) {
  return cost.dynamicEnergy[component] + cost.staticEnergy[component];
}

void neurospector::printBars(
    llvm::raw_ostream &os, llvm::ArrayRef<ScheduleReport> layers,
    llvm::function_ref<double(const Cost &, unsigned)> part,
    llvm::function_ref<std::string(double)> format) {
  auto totalOf = [&](const Cost &cost) {
    double total = 0;
    for (unsigned c = 0; c < numComponents; ++c)
      total += part(cost, c);
    return total;
  };
  double largest = 0;
  for (const ScheduleReport &layer : layers)
    largest = std::max(largest, totalOf(layer.cost));

  os << "<div class=\"bars\">\n";
  for (const ScheduleReport &layer : layers) {
    double total = totalOf(layer.cost);
    os << "<span class=\"name\">" << escapeHtml(layer.layer.name)
       << "</span><span class=\"bar\">";
    for (unsigned c = 0; c < numComponents; ++c)
      if (double value = part(layer.cost, c); value > 0)
        os << llvm::formatv("<i class=\"c{0}\" style=\"width:{1:f3}%\" "
                            "title=\"{2} {3}\"></i>",
                            c, 100 * value / largest, name(Component(c)),
                            format(value));
    os << "</span><span class=\"value\">" << format(total) << "</span>\n";
  }
  os << "</div>\n";
}

namespace {

/// A logarithmic axis over whole decades, in pixels.
class LogAxis {
public:
  LogAxis(double low, double high, double from, double to)
      : first(std::floor(std::log10(low))), last(std::ceil(std::log10(high))),
        from(from), to(to) {
    last = std::max(last, first + 1);
  }
  double at(double value) const {
    return from + (std::log10(value) - first) / (last - first) * (to - from);
  }
  double low() const { return std::pow(10, first); }
  double high() const { return std::pow(10, last); }
  int firstDecade() const { return static_cast<int>(first); }
  int lastDecade() const { return static_cast<int>(last); }

private:
  double first, last, from, to;
};

struct Dot {
  double intensity, speed; ///< MACs per element from DRAM, and per cycle
};

} // namespace

static Dot dotOf(const ScheduleReport &layer) {
  const Cost &cost = layer.cost;
  auto macs = static_cast<double>(layer.layer.macs().get());
  double elements = 0;
  for (int64_t traffic : cost.dramTraffic)
    elements += static_cast<double>(traffic);
  return {macs / std::max(1.0, elements), macs / cost.totalCycles()};
}

static void printGrid(llvm::raw_ostream &os, const LogAxis &x,
                      const LogAxis &y) {
  auto label = [](int decade) {
    return decade >= 0 && decade <= 6
               ? llvm::formatv("{0:f0}", std::pow(10, decade)).str()
               : llvm::formatv("1e{0}", decade).str();
  };
  for (int d = x.firstDecade(); d <= x.lastDecade(); ++d) {
    double at = x.at(std::pow(10, d));
    os << llvm::formatv("<path class=\"grid\" d=\"M{0:f1} 20V340\"/><text "
                        "x=\"{0:f1}\" y=\"358\" text-anchor=\"middle\">{1}"
                        "</text>\n",
                        at, label(d));
  }
  for (int d = y.firstDecade(); d <= y.lastDecade(); ++d) {
    double at = y.at(std::pow(10, d));
    os << llvm::formatv("<path class=\"grid\" d=\"M70 {0:f1}H700\"/><text "
                        "x=\"62\" y=\"{1:f1}\" text-anchor=\"end\">{2}"
                        "</text>\n",
                        at, at + 4, label(d));
  }
}

void neurospector::printRoofline(llvm::raw_ostream &os,
                                 llvm::ArrayRef<ScheduleReport> layers) {
  if (layers.empty())
    return;
  const Accelerator &machine = layers.front().accelerator;
  auto peak =
      static_cast<double>(machine.macArray.units() * machine.peArray.units() *
                          machine.chips.units());
  double slowest = std::max({machine.dram.cyclesPerAccess[0],
                             machine.dram.cyclesPerAccess[1],
                             machine.dram.cyclesPerAccess[2], 1e-9});
  double perCycle = static_cast<double>(machine.dram.bandwidthBits) /
                    static_cast<double>(machine.precisionBits) / slowest;
  double ridge = peak / perCycle;

  double leftmost = ridge, rightmost = ridge, lowest = peak;
  for (const ScheduleReport &layer : layers) {
    Dot dot = dotOf(layer);
    leftmost = std::min(leftmost, dot.intensity);
    rightmost = std::max(rightmost, dot.intensity);
    lowest = std::min(lowest, dot.speed);
  }
  LogAxis x(leftmost, rightmost, 70, 700), y(lowest, peak, 340, 20);

  os << "<svg viewBox=\"0 0 740 400\" role=\"img\" aria-label=\"roofline\">\n";
  printGrid(os, x, y);
  double left = std::max(x.low(), y.low() / perCycle);
  os << llvm::formatv("<path class=\"roof\" d=\"M{0:f1} {1:f1}L{2:f1} "
                      "{3:f1}H700\"/>\n",
                      x.at(left), y.at(left * perCycle), x.at(ridge),
                      y.at(peak));
  for (const ScheduleReport &layer : layers) {
    Dot dot = dotOf(layer);
    unsigned most = 0;
    for (unsigned c = 1; c < numComponents; ++c)
      if (layer.cost.cycles[c] > layer.cost.cycles[most])
        most = c;
    os << llvm::formatv("<circle class=\"c{0}\" cx=\"{1:f1}\" cy=\"{2:f1}\" "
                        "r=\"5\"><title>{3}: {4:f1} MACs per element, {5:f1} "
                        "per cycle, most cycles in {6}</title></circle>\n",
                        most, x.at(dot.intensity), y.at(dot.speed),
                        escapeHtml(layer.layer.name), dot.intensity, dot.speed,
                        name(Component(most)));
  }
  os << "<text x=\"385\" y=\"388\" text-anchor=\"middle\">MACs per element "
        "from DRAM</text>\n<text transform=\"translate(16 180) rotate(-90)\" "
        "text-anchor=\"middle\">MACs per cycle</text>\n</svg>\n";
}
