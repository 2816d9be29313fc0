//===- HtmlCharts.cpp - Pictures of an HTML report ------------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HtmlCharts.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <cmath>
#include <numeric>

using namespace neurospector;

std::string neurospector::escapeHtml(llvm::StringRef text) {
  std::string result;
  llvm::raw_string_ostream os(result);
  llvm::printHTMLEscaped(text, os);
  return result;
}

/// The MACs, the outermost memory, and the memories between in turn.
static llvm::StringRef colorOf(size_t component, size_t components) {
  static constexpr llvm::StringLiteral between[] = {
      "#72b7b2", "#eeca3b", "#54a24b", "#b279a2",
      "#f58518", "#ff9da6", "#9d755d", "#bab0ac"};
  if (component == 0)
    return "#4c78a8";
  if (component + 1 == components)
    return "#e45756";
  return between[(component - 1) % std::size(between)];
}

void neurospector::printColors(llvm::raw_ostream &os, size_t components) {
  for (size_t c = 0; c < components; ++c)
    os << llvm::formatv("i.c{0}{{background:{1}}circle.c{0}{{fill:{1}}"
                        "path.c{0}{{stroke:{1}}\n",
                        c, colorOf(c, components));
}

void neurospector::printBars(
    llvm::raw_ostream &os, llvm::ArrayRef<ScheduleReport> layers,
    llvm::function_ref<std::vector<double>(const ScheduleReport &)> parts,
    llvm::function_ref<std::string(double)> format) {
  double largest = 0;
  for (const ScheduleReport &layer : layers) {
    std::vector<double> values = parts(layer);
    largest =
        std::max(largest, std::accumulate(values.begin(), values.end(), 0.0));
  }
  std::vector<Component> list = components(layers.front().accelerator);

  os << "<div class=\"bars\">\n";
  for (const ScheduleReport &layer : layers) {
    os << "<span class=\"name\">" << escapeHtml(layer.layer.name)
       << "</span><span class=\"bar\">";
    std::vector<double> values = parts(layer);
    double total = 0;
    for (const auto &[c, value] : llvm::enumerate(values)) {
      total += value;
      if (value > 0)
        os << llvm::formatv("<i class=\"c{0}\" style=\"width:{1:f3}%\" "
                            "title=\"{2} {3}\"></i>",
                            c, 100 * value / largest, escapeHtml(list[c].name),
                            format(value));
    }
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

/// A layer in a roofline.
struct Dot {
  llvm::StringRef layer;
  double intensity, speed; ///< MACs per what the x axis counts, and per cycle
  size_t component;        ///< that gives the colour
  std::string remark;
};

/// A bound on the speed that rises with the intensity.
struct Roof {
  double perCycle; ///< of what the x axis counts
  std::string attributes;
};

} // namespace

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

static void printDots(llvm::raw_ostream &os, double peak,
                      llvm::ArrayRef<Roof> roofs, llvm::ArrayRef<Dot> dots,
                      llvm::StringRef per, llvm::StringRef from) {
  double leftmost = HUGE_VAL, rightmost = 0, lowest = peak;
  auto include = [&](double intensity) {
    leftmost = std::min(leftmost, intensity);
    rightmost = std::max(rightmost, intensity);
  };
  for (const Roof &roof : roofs)
    include(peak / roof.perCycle);
  for (const Dot &dot : dots) {
    include(dot.intensity);
    lowest = std::min(lowest, dot.speed);
  }
  LogAxis x(leftmost, rightmost, 70, 700), y(lowest, peak, 340, 20);

  os << "<svg viewBox=\"0 0 740 400\" role=\"img\" aria-label=\"roofline\">\n";
  printGrid(os, x, y);
  if (roofs.empty())
    os << llvm::formatv("<path class=\"roof\" d=\"M70 {0:f1}H700\"/>\n",
                        y.at(peak));
  for (const Roof &roof : roofs) {
    double left = std::max(x.low(), y.low() / roof.perCycle);
    os << llvm::formatv("<path {0} d=\"M{1:f1} {2:f1}L{3:f1} {4:f1}H700\"/>\n",
                        roof.attributes, x.at(left), y.at(left * roof.perCycle),
                        x.at(peak / roof.perCycle), y.at(peak));
  }
  for (const Dot &dot : dots)
    os << llvm::formatv("<circle class=\"c{0}\" cx=\"{1:f1}\" cy=\"{2:f1}\" "
                        "r=\"5\"><title>{3}: {4:f1} MACs per {5}, {6:f1} "
                        "per cycle, {7}</title></circle>\n",
                        dot.component, x.at(dot.intensity), y.at(dot.speed),
                        escapeHtml(dot.layer), dot.intensity, per, dot.speed,
                        escapeHtml(dot.remark));
  os << llvm::formatv(
      "<text x=\"385\" y=\"388\" text-anchor=\"middle\">MACs per {0} {1}"
      "</text>\n<text transform=\"translate(16 180) rotate(-90)\" "
      "text-anchor=\"middle\">MACs per cycle</text>\n</svg>\n",
      per, from);
}

static double speedOf(const ScheduleReport &layer) {
  return static_cast<double>(layer.layer.macs().get()) /
         layer.cost.totalCycles();
}

void neurospector::printRoofline(llvm::raw_ostream &os,
                                 llvm::ArrayRef<ScheduleReport> layers) {
  if (layers.empty())
    return;
  const Accelerator &machine = layers.front().accelerator;
  const Memory &dram = *machine.levels.front().memory();
  std::vector<Roof> roofs;
  if (dram.bandwidth != Bandwidth::Unlimited) {
    double slowest = std::max({dram.accessCycles[0], dram.accessCycles[1],
                               dram.accessCycles[2], 1e-9});
    roofs.push_back({static_cast<double>(dram.readBits) /
                         static_cast<double>(machine.bits[0]) / slowest,
                     "class=\"roof\""});
  }
  std::vector<Dot> dots;
  for (const ScheduleReport &layer : layers) {
    double elements = 0;
    for (int64_t traffic : layer.cost.levels.front().inside)
      elements += static_cast<double>(traffic);
    TimeParts time(layer.cost, machine);
    dots.push_back({layer.layer.name,
                    static_cast<double>(layer.layer.macs().get()) /
                        std::max(1.0, elements),
                    speedOf(layer), time.largest,
                    "most cycles in " + time.components[time.largest].name});
  }
  printDots(os, static_cast<double>(machine.macUnits()), roofs, dots, "element",
            "from DRAM");
}

/// Bytes per cycle that all instances of a memory can move; 0: no limit.
static double bytesPerCycle(const Accelerator &machine, size_t level) {
  const Memory &memory = *machine.levels[level].memory();
  if (memory.bandwidth == Bandwidth::Unlimited)
    return 0;
  int64_t bits = memory.readBits;
  if (memory.bandwidth == Bandwidth::TwoPorts)
    bits += memory.writeBits;
  return static_cast<double>(bits) / 8 *
         static_cast<double>(machine.instances(level));
}

void neurospector::printMemoryRooflines(llvm::raw_ostream &os,
                                        llvm::ArrayRef<ScheduleReport> layers) {
  if (layers.empty())
    return;
  const Accelerator &machine = layers.front().accelerator;
  std::vector<Component> list = components(machine);
  std::vector<double> rates(list.size());
  std::vector<Roof> roofs;
  for (const auto &[c, component] : llvm::enumerate(list)) {
    if (component.kind == Component::Kind::Memory)
      rates[c] = bytesPerCycle(machine, component.level);
    if (rates[c] > 0)
      roofs.push_back(
          {rates[c], llvm::formatv("class=\"roof c{0}\" data-memory=\"{1}\"", c,
                                   escapeHtml(component.name))
                         .str()});
  }
  std::vector<Dot> dots;
  for (const ScheduleReport &layer : layers) {
    TimeParts time(layer.cost, machine);
    // Compute-bound layers stand where the busiest memory puts them.
    size_t at = time.largest;
    if (rates[at] == 0)
      for (const auto &[c, component] : llvm::enumerate(list))
        if (rates[c] > 0 &&
            (rates[at] == 0 || component.busyCycles(layer.cost) >
                                   list[at].busyCycles(layer.cost)))
          at = c;
    double bytes = rates[at] * list[at].busyCycles(layer.cost);
    dots.push_back(
        {layer.layer.name,
         static_cast<double>(layer.layer.macs().get()) / std::max(1.0, bytes),
         speedOf(layer), time.largest, time.text()});
  }
  printDots(os, static_cast<double>(machine.macUnits()), roofs, dots, "byte",
            "of the memory that limits");
}
