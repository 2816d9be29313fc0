//===- HtmlReport.cpp - Schedules as a page to look at --------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Report/HtmlReport.h"
#include "HtmlCharts.h"
#include "PublishedView.h"
#include "neurospector/Report/MachineDrawing.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace neurospector;

static constexpr char style[] = R"css(
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1100px;padding:16px;background:#fff;color:#222;
 font:15px/1.45 system-ui,sans-serif}
h1{font-size:1.5rem;margin:.2em 0}h2{font-size:1.15rem;margin:1.8em 0 .5em}
p{margin:.3em 0}small,.note{color:#666}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));
 gap:10px;margin:14px 0}
.cards div{border:1px solid #ddd;border-radius:8px;padding:10px 14px}
.cards b{display:block;font-size:1.3rem}
.legend span{margin-right:14px;white-space:nowrap}
.legend i{display:inline-block;width:.8em;height:.8em;border-radius:2px;
 margin-right:5px}
.bars{display:grid;grid-template-columns:minmax(70px,max-content) 1fr max-content;
 gap:3px 10px;align-items:center;font-size:.85rem}
.name{max-width:180px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.bar{display:flex;height:14px;background:#f4f4f4;border-radius:2px;overflow:hidden}
.bar i{display:block;height:100%}
.value{text-align:right;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums}
th,td{padding:3px 10px;text-align:right;border-bottom:1px solid #eee;
 white-space:nowrap}
th:nth-child(-n+3),td:nth-child(-n+3){text-align:left}
svg{width:100%;max-width:820px;height:auto;font:12px system-ui,sans-serif}
.grid{stroke:#e6e6e6;fill:none}.roof{stroke:#222;stroke-width:2;fill:none}
@media(max-width:600px){svg text{font-size:22px}}
circle{fill-opacity:.75;stroke:#fff}
details{border:1px solid #ddd;border-radius:8px;margin:6px 0;padding:6px 12px}
summary{cursor:pointer}
pre{overflow-x:auto;margin:8px 0;font:13px/1.4 ui-monospace,monospace}
)css";

static std::string microjoules(double picojoules) {
  return llvm::formatv("{0:f1} uJ", picojoules * 1e-6);
}

/// Energy (pJ) of each component.
static std::vector<double> energyParts(const ScheduleReport &layer) {
  std::vector<double> result;
  for (const Component &component : components(layer.accelerator))
    result.push_back(component.energy(layer.cost));
  return result;
}

/// With all its digits, as long as a double holds them.
static std::string count(double value) {
  if (value > static_cast<double>(int64_t(1) << 53))
    return llvm::formatv("{0:e3}", value);
  return llvm::formatv("{0:N0}", static_cast<int64_t>(value));
}

/// How often the layer runs.
static bool isKnown(const ScheduleReport &layer) {
  return !layer.place || layer.place->unknownRuns.empty();
}

static bool showsRuns(llvm::ArrayRef<ScheduleReport> layers) {
  return llvm::any_of(layers, [](const ScheduleReport &layer) {
    return layer.layer.runs != 1 || !isKnown(layer);
  });
}

static void printSummary(llvm::raw_ostream &os,
                         llvm::ArrayRef<ScheduleReport> layers) {
  double energy = 0, cycles = 0, busy = 0, macCycles = 0;
  unsigned proven = 0, searched = 0;
  for (const ScheduleReport &layer : layers) {
    auto runs = static_cast<double>(layer.layer.runs);
    double mac = runs * static_cast<double>(layer.cost.macCycles);
    energy += runs * layer.cost.totalEnergy();
    cycles += runs * layer.cost.totalCycles();
    macCycles += mac;
    busy += mac * layer.cost.utilization(layer.accelerator);
    searched += layer.search != nullptr;
    proven += layer.hasProof() && layer.search->optimal;
  }
  auto card = [&](llvm::StringRef value, llvm::StringRef what) {
    os << "<div><b>" << value << "</b>" << what << "</div>";
  };
  os << "<div class=\"cards\">";
  card(std::to_string(layers.size()), "layers");
  card(microjoules(energy), "energy");
  card(count(cycles), "cycles");
  card(llvm::formatv("{0:f1}%", macCycles > 0 ? 100 * busy / macCycles : 0)
           .str(),
       "of MAC units busy while computing");
  if (searched)
    card(llvm::formatv("{0} of {1}", proven, searched).str(), "proven optimal");
  os << "</div>\n";
}

/// `1 chip of 14 x 12 PEs of 1 MAC unit`.
static std::string publishedUnits(const Accelerator &machine,
                                  const PublishedShape &shape) {
  int64_t chips = AxisSizes(machine, shape.chipX, shape.chipY).units();
  int64_t macs = AxisSizes(machine, shape.macX, shape.macY).units();
  AxisSizes pes(machine, shape.peX, shape.peY);
  return llvm::formatv("{0} chip{1} of {2} x {3} PEs of {4} MAC unit{5}", chips,
                       chips == 1 ? "" : "s", pes.x, pes.y, macs,
                       macs == 1 ? "" : "s");
}

/// `DRAM, 16 ROWS of WEIGHT_REGISTER, 256 MAC units`.
static std::string generalUnits(const Accelerator &machine) {
  std::string result;
  for (const Level &level : machine.levels)
    result += level.array() ? llvm::formatv("{0} {1} of ", level.array()->size,
                                            escapeHtml(level.name))
                                  .str()
                            : escapeHtml(level.name) + ", ";
  return llvm::formatv("{0}{1} MAC unit{2} in all", result, machine.macUnits(),
                       machine.macUnits() == 1 ? "" : "s");
}

static void printMachine(llvm::raw_ostream &os, const Accelerator &machine,
                         const CostModel &model) {
  auto shape = PublishedShape::of(machine);
  os << llvm::formatv(
      "<p class=\"note\">{0}: {1}, {2}, {3:f0} MHz; {4} cost model</p>\n",
      escapeHtml(machine.name),
      shape ? publishedUnits(machine, *shape) : generalUnits(machine),
      widths(machine), machine.frequencyMHz, model.name());
  os << "<details><summary>Machine</summary>\n";
  printSvg(os, machine);
  os << "</details>\n";
}

static void printLegend(llvm::raw_ostream &os, const Accelerator &machine) {
  os << "<p class=\"legend\">";
  for (const auto &[c, component] : llvm::enumerate(components(machine)))
    os << "<span><i class=\"c" << c << "\"></i>" << escapeHtml(component.name)
       << "</span>";
  os << "</p>\n";
}

static void printLayerTable(llvm::raw_ostream &os,
                            llvm::ArrayRef<ScheduleReport> layers) {
  const Accelerator &machine = layers.front().accelerator;
  unsigned pairs = listedPairsOfAll(
      layers, [](const ScheduleReport &layer) { return layer.layer.bounds; });
  bool runs = showsRuns(layers), time = explainsTime(machine);
  bool saves = llvm::any_of(layers, [](const ScheduleReport &layer) {
    return layer.search && layer.search->imperfectSaves;
  });
  os << "<div class=\"scroll\"><table><thead><tr><th>#</th><th>layer</th><th>"
     << listNames(pairs) << "</th>" << (runs ? "<th>runs</th>" : "")
     << "<th>MACs</th><th>energy (uJ)</th><th>cycles</th><th>util %</th>"
     << (time ? "<th>bound by</th>" : "") << "<th>optimal</th>"
     << (saves ? "<th>factors=imperfect</th>" : "") << "</tr></thead><tbody>\n";
  for (const ScheduleReport &layer : layers) {
    std::string bounds = listValues(listFactors(layer.layer.bounds, pairs));
    os << llvm::formatv("<tr><td>{0}</td><td>{1}</td><td>{2}</td>",
                        layer.number, escapeHtml(layer.layer.name), bounds);
    if (runs)
      os << llvm::formatv("<td>{0}{1}</td>", layer.layer.runs,
                          isKnown(layer) ? "" : "?");
    os << llvm::formatv(
        "<td>{0:N0}</td><td>{1:f3}</td><td>{2}</td><td>{3:f1}"
        "</td>",
        layer.layer.macs().get(), layer.cost.totalEnergy() * 1e-6,
        count(layer.cost.totalCycles()), 100 * layer.cost.utilization(machine));
    if (time)
      os << llvm::formatv("<td>{0}</td>",
                          escapeHtml(TimeParts(layer.cost, machine).limit()));
    os << llvm::formatv("<td>{0}</td>", !layer.search           ? "given"
                                        : !layer.hasProof()     ? "-"
                                        : layer.search->optimal ? "yes"
                                                                : "no");
    if (saves) {
      os << "<td>";
      if (layer.search && layer.search->imperfectSaves)
        os << '-' << percentBelow(*layer.search->imperfectSaves);
      os << "</td>";
    }
    os << "</tr>\n";
  }
  os << "</tbody></table></div>\n";
}

namespace {

/// Prints a schedule as the loops that run, outermost first.
class NestPrinter {
public:
  NestPrinter(llvm::raw_ostream &os, const ScheduleReport &report)
      : os(os), report(report) {}

  void print() {
    os << "<pre>";
    for (const auto &[i, level] : llvm::enumerate(report.accelerator.levels)) {
      if (const Memory *memory = level.memory()) {
        printHeld(i, *memory);
        for (Dim dim : report.schedule.orders[i])
          printLoop(i, dim, "for");
      } else {
        for (Dim dim : allDims)
          printLoop(i, dim, "parallel for");
      }
    }
    os.indent(depth) << "output += input * weight\n</pre>";
  }

private:
  void printHeld(size_t level, const Memory &memory) {
    PerOperand<Count> tile =
        report.layer.tileVolume(report.schedule.entering(level, report.layer));
    os.indent(depth) << "<b># " << nameOf(level);
    llvm::StringRef separator = ": ";
    for (Operand op : allOperands)
      if (memory.holds.contains(op)) {
        os << separator
           << llvm::formatv("{0} {1:N0}", name(op), tile[index(op)].get());
        separator = ", ";
      }
    os << "</b>\n";
  }
  void printLoop(size_t level, Dim dim, llvm::StringRef keyword) {
    const Schedule &schedule = report.schedule;
    int64_t steps = schedule.steps(level, dim, report.layer);
    if (steps == 1)
      return;
    os.indent(depth) << llvm::formatv("{0} {1} in [0, {2})   # {3}", keyword,
                                      name(dim).lower(), steps, nameOf(level));
    int64_t whole = schedule.entering(level, report.layer)[index(dim)];
    int64_t tile = schedule.tiles[level][index(dim)];
    if (whole % tile != 0)
      os << llvm::formatv(", {0} cut into tiles of {1}", whole, tile);
    os << '\n';
    depth += 2;
  }
  std::string nameOf(size_t level) const {
    return escapeHtml(report.accelerator.levels[level].name);
  }

  llvm::raw_ostream &os;
  const ScheduleReport &report;
  unsigned depth = 0;
};

} // namespace

/// What the time is made of: of each memory the cycles that it is busy, and
/// those that nothing hides.
static void printTime(llvm::raw_ostream &os, const ScheduleReport &report) {
  const Cost &cost = report.cost;
  double total = cost.totalCycles();
  TimeParts time(cost, report.accelerator);
  os << "<p>" << escapeHtml(time.text())
     << "</p><table><thead><tr><th>cycles</th><th>busy</th><th>%</th><th>"
        "serial</th><th>%</th></tr></thead><tbody>\n";
  for (const Component &component : time.components) {
    double busy = component.busyCycles(cost);
    double serial = component.serialCycles(cost);
    os << llvm::formatv("<tr><td>{0}</td><td>{1}</td><td>{2}</td><td>{3}</td>"
                        "<td>{4}</td></tr>\n",
                        escapeHtml(component.name), count(busy),
                        percent(busy, total), count(serial),
                        percent(serial, total));
  }
  os << "</tbody></table>\n";
}

/// `, in @f at file:12:8`.
static std::string describe(const Place *place) {
  if (!place)
    return "";
  std::string text, location = place->location();
  llvm::raw_string_ostream os(text);
  if (!place->function.empty())
    os << ", in @" << place->function;
  if (!location.empty())
    os << " at " << location;
  return text;
}

/// What moves beside the operands, one line if all of it does, and one if what
/// can stays.
static void printSides(llvm::raw_ostream &os, const ScheduleReport &report) {
  const Accelerator &machine = report.accelerator;
  os << "<p>Side operands, not in the cost</p><table><thead><tr><th>operand"
        "</th><th>with</th><th>elements</th>";
  for (const Level &level : machine.levels)
    if (level.memory())
      os << "<th>" << escapeHtml(level.name) << "</th>";
  os << "<th>energy</th></tr></thead><tbody>\n";
  for (const SideTraffic &side : report.sides)
    for (const auto &[title, levels] :
         {std::pair("moved", &side.moved), std::pair("kept", &side.kept)}) {
      os << llvm::formatv("<tr><td>{0}</td><td>{1}</td><td>{2}</td>",
                          side.number, name(side.with), title);
      for (const auto &[level, moves] :
           llvm::zip_equal(machine.levels, *levels))
        if (level.memory())
          os << llvm::formatv("<td>{0:N0}</td>", moves.total().get());
      os << llvm::formatv("<td>{0:f3} uJ</td></tr>\n",
                          sideEnergy(machine, side.with, *levels) * 1e-6);
    }
  os << "</tbody></table>\n";
}

static void printSchedules(llvm::raw_ostream &os,
                           llvm::ArrayRef<ScheduleReport> layers) {
  for (const ScheduleReport &layer : layers) {
    os << llvm::formatv("<details id=\"layer-{0}\"><summary>{0}. {1} "
                        "<small>{2}, {3} cycles{4}</small></summary>\n",
                        layer.number, escapeHtml(layer.layer.name),
                        microjoules(layer.cost.totalEnergy()),
                        count(layer.cost.totalCycles()),
                        escapeHtml(describe(layer.place)));
    NestPrinter(os, layer).print();
    if (!layer.schedule.isPerfect(layer.layer))
      printPieces(os, layer);
    if (explainsTime(layer.accelerator))
      printTime(os, layer);
    if (!layer.sides.empty())
      printSides(os, layer);
    os << "</details>\n";
  }
}

void neurospector::printHtml(llvm::raw_ostream &os, llvm::StringRef title,
                             llvm::ArrayRef<ScheduleReport> layers,
                             llvm::ArrayRef<std::string> notes) {
  os << "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\"><title>"
     << escapeHtml(title) << "</title><style>" << style;
  if (!layers.empty())
    printColors(os, components(layers.front().accelerator).size());
  os << "</style></head><body>\n<h1>" << escapeHtml(title) << "</h1>\n";
  for (const std::string &note : notes)
    os << "<p class=\"note\">" << escapeHtml(note) << "</p>\n";
  if (layers.empty()) {
    os << "<p>No layer was scheduled.</p></body></html>\n";
    return;
  }
  const Accelerator &machine = layers.front().accelerator;
  printMachine(os, machine, layers.front().model);
  printSummary(os, layers);
  printLegend(os, machine);
  os << "<h2>Energy</h2>\n";
  printBars(os, layers, energyParts, microjoules);
  os << "<h2>Cycles</h2>\n";
  if (explainsTime(machine))
    os << "<p class=\"note\">Work that is hidden behind other work is left "
          "out: the parts add up to the total.</p>\n";
  printBars(
      os, layers,
      [](const ScheduleReport &layer) {
        return TimeParts(layer.cost, layer.accelerator).cycles;
      },
      count);
  os << "<h2>Roofline</h2>\n";
  if (explainsTime(machine)) {
    os << "<p class=\"note\">Each dot is a layer, coloured by what limits it, "
          "at its intensity there; the lines are what the MAC units and each "
          "memory allow.</p>\n";
    printMemoryRooflines(os, layers);
  } else {
    os << "<p class=\"note\">Each dot is a layer, coloured by the component "
          "that takes most of its cycles; the line is what the MAC units and "
          "DRAM allow.</p>\n";
    printRoofline(os, layers);
  }
  os << "<h2>Layers</h2>\n";
  printLayerTable(os, layers);
  os << "<h2>Schedules</h2>\n<p class=\"note\">Loops from "
     << escapeHtml(machine.levels.front().name)
     << " inwards; each buffer with the elements of the tile that it "
        "holds.</p>\n";
  printSchedules(os, layers);
  os << "</body></html>\n";
}
