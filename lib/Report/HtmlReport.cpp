//===- HtmlReport.cpp - Schedules as a page to look at --------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Report/HtmlReport.h"
#include "HtmlCharts.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace neurospector;

static constexpr char style[] = R"css(
:root{color-scheme:light;--c0:#4c78a8;--c1:#72b7b2;--c2:#eeca3b;--c3:#e45756}
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
i.c0{background:var(--c0)}i.c1{background:var(--c1)}
i.c2{background:var(--c2)}i.c3{background:var(--c3)}
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
circle.c0{fill:var(--c0)}circle.c1{fill:var(--c1)}
circle.c2{fill:var(--c2)}circle.c3{fill:var(--c3)}
details{border:1px solid #ddd;border-radius:8px;margin:6px 0;padding:6px 12px}
summary{cursor:pointer}
pre{overflow-x:auto;margin:8px 0;font:13px/1.4 ui-monospace,monospace}
)css";

static std::string microjoules(double picojoules) {
  return llvm::formatv("{0:f1} uJ", picojoules * 1e-6);
}

/// With all its digits, as long as a double holds them.
static std::string count(double value) {
  if (value > static_cast<double>(int64_t(1) << 53))
    return llvm::formatv("{0:e3}", value);
  return llvm::formatv("{0:N0}", static_cast<int64_t>(value));
}

static void printSummary(llvm::raw_ostream &os,
                         llvm::ArrayRef<ScheduleReport> layers) {
  double energy = 0, cycles = 0, busy = 0, macCycles = 0;
  unsigned proven = 0, searched = 0;
  for (const ScheduleReport &layer : layers) {
    double mac = layer.cost.cycles[index(Component::Mac)];
    energy += layer.cost.totalEnergy();
    cycles += layer.cost.totalCycles();
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

static void printMachine(llvm::raw_ostream &os, const Accelerator &machine,
                         const CostModel &model) {
  os << llvm::formatv(
      "<p class=\"note\">{0}: {1} chip{2} of {3} x {4} PEs of {5} MAC "
      "unit{6}, {7} bits, {8:f0} MHz; {9} cost model</p>\n",
      escapeHtml(machine.name), machine.chips.units(),
      machine.chips.units() == 1 ? "" : "s", machine.peArray.sizeX,
      machine.peArray.sizeY, machine.macArray.units(),
      machine.macArray.units() == 1 ? "" : "s", machine.precisionBits,
      machine.frequencyMHz, model.name());
}

static void printLegend(llvm::raw_ostream &os) {
  os << "<p class=\"legend\">";
  for (unsigned c = 0; c < numComponents; ++c)
    os << "<span><i class=\"c" << c << "\"></i>" << name(Component(c))
       << "</span>";
  os << "</p>\n";
}

static void printLayerTable(llvm::raw_ostream &os,
                            llvm::ArrayRef<ScheduleReport> layers) {
  unsigned pairs = listedPairs(layers);
  os << "<div class=\"scroll\"><table><thead><tr><th>#</th><th>layer</th><th>"
     << listNames(pairs)
     << "</th><th>MACs</th><th>energy (uJ)</th>"
        "<th>cycles</th><th>util %</th><th>optimal</th></tr></thead><tbody>\n";
  for (const ScheduleReport &layer : layers) {
    std::string bounds = listValues(listFactors(layer.layer.bounds, pairs));
    os << llvm::formatv(
        "<tr><td>{0}</td><td>{1}</td><td>{2}</td><td>{3:N0}</td><td>{4:f3}"
        "</td><td>{5}</td><td>{6:f1}</td><td>{7}</td></tr>\n",
        layer.number, escapeHtml(layer.layer.name), bounds,
        layer.layer.macs().get(), layer.cost.totalEnergy() * 1e-6,
        count(layer.cost.totalCycles()),
        100 * layer.cost.utilization(layer.accelerator),
        !layer.search           ? "given"
        : !layer.hasProof()     ? "-"
        : layer.search->optimal ? "yes"
                                : "no");
  }
  os << "</tbody></table></div>\n";
}

namespace {

/// Prints a schedule as the loops that run, outermost first.
class NestPrinter {
public:
  NestPrinter(llvm::raw_ostream &os, const ScheduleReport &report)
      : os(os), report(report), table(report.schedule.table) {}

  void print() {
    os << "<pre>";
    holds("DRAM", report.cost.dramHeld);
    temporal(Row::Dram, report.schedule.globalBuffer);
    spatial(Row::ChipY);
    spatial(Row::ChipX);
    if (report.accelerator.globalBuffer)
      holds("GLOBAL_BUFFER", report.cost.gbHeld);
    temporal(Row::GlobalBuffer, report.schedule.localBuffer);
    spatial(Row::PeY);
    spatial(Row::PeX);
    holds("LOCAL_BUFFER", report.cost.lbHeld);
    temporal(Row::LocalBuffer, report.schedule.localBuffer);
    spatial(Row::MacY);
    spatial(Row::MacX);
    os.indent(depth) << "output += input * weight\n</pre>";
  }

private:
  void holds(llvm::StringRef buffer, const PerOperand<int64_t> &tile) {
    os.indent(depth) << llvm::formatv(
        "<b># {0}: input {1:N0}, weight {2:N0}, output {3:N0}</b>\n", buffer,
        tile[0], tile[1], tile[2]);
  }
  void loop(Row row, Dim dim, llvm::StringRef keyword) {
    int64_t factor = table[row][index(dim)];
    if (factor == 1)
      return;
    os.indent(depth) << llvm::formatv("{0} {1} in [0, {2})   # {3}\n", keyword,
                                      name(dim).lower(), factor, name(row));
    depth += 2;
  }
  void temporal(Row row, Dataflow order) {
    for (Dim dim : loopOrder(order))
      loop(row, dim, "for");
  }
  void spatial(Row row) {
    for (Dim dim : allDims)
      loop(row, dim, "parallel for");
  }

  llvm::raw_ostream &os;
  const ScheduleReport &report;
  const SchedulingTable &table;
  unsigned depth = 0;
};

} // namespace

static void printSchedules(llvm::raw_ostream &os,
                           llvm::ArrayRef<ScheduleReport> layers) {
  for (const ScheduleReport &layer : layers) {
    os << llvm::formatv("<details id=\"layer-{0}\"><summary>{0}. {1} "
                        "<small>{2}, {3} cycles</small></summary>\n",
                        layer.number, escapeHtml(layer.layer.name),
                        microjoules(layer.cost.totalEnergy()),
                        count(layer.cost.totalCycles()));
    NestPrinter(os, layer).print();
    os << "</details>\n";
  }
}

void neurospector::printHtml(llvm::raw_ostream &os, llvm::StringRef title,
                             llvm::ArrayRef<ScheduleReport> layers) {
  os << "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\"><title>"
     << escapeHtml(title) << "</title><style>" << style
     << "</style></head><body>\n<h1>" << escapeHtml(title) << "</h1>\n";
  if (layers.empty()) {
    os << "<p>No layer was scheduled.</p></body></html>\n";
    return;
  }
  printMachine(os, layers.front().accelerator, layers.front().model);
  printSummary(os, layers);
  printLegend(os);
  os << "<h2>Energy</h2>\n";
  printBars(os, layers, energyOf, microjoules);
  os << "<h2>Cycles</h2>\n";
  printBars(
      os, layers,
      [](const Cost &cost, unsigned component) {
        return cost.cycles[component];
      },
      count);
  os << "<h2>Roofline</h2>\n<p class=\"note\">Each dot is a layer, coloured by "
        "the component that takes most of its cycles; the line is what the MAC "
        "units and DRAM allow.</p>\n";
  printRoofline(os, layers);
  os << "<h2>Layers</h2>\n";
  printLayerTable(os, layers);
  os << "<h2>Schedules</h2>\n<p class=\"note\">Loops from DRAM inwards; each "
        "buffer with the elements of the tile that it holds.</p>\n";
  printSchedules(os, layers);
  os << "</body></html>\n";
}
