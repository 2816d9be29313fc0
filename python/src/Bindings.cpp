//===- Bindings.cpp - The extension module neurospector._core -------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The library as the Python package needs it: machines, layers, searches, and
// the texts that the command reads and writes. What a person calls is written
// in Python on top.
//
//===----------------------------------------------------------------------===//

#include "Answer.h"
#include "neurospector/Config/ScheduleRecord.h"
#include "neurospector/Model/Text.h"
#include "neurospector/Report/HtmlReport.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <nanobind/nanobind.h>
#include <nanobind/operators.h>
#include <nanobind/stl/function.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/variant.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;
using namespace nb::literals;
using namespace neurospector;
using namespace neurospector::python;

//===----------------------------------------------------------------------===//
// Errors and choices
//===----------------------------------------------------------------------===//

static void check(llvm::Error error) {
  if (error)
    throw Error(llvm::toString(std::move(error)));
}

namespace {
/// What a reader says of a file: throws if it gives nothing, else warns.
class Diagnostics {
public:
  DiagnosticHandler handler() { return collect; }

  template <typename T> T take(std::optional<T> value) {
    llvm::StringRef text = llvm::StringRef(texts).rtrim();
    if (!value)
      throw Error(text.str());
    if (!text.empty() &&
        PyErr_WarnEx(PyExc_UserWarning, text.str().c_str(), 1) != 0)
      throw nb::python_error();
    return std::move(*value);
  }

private:
  std::string texts;
  std::function<void(const llvm::SMDiagnostic &)> collect =
      [this](const llvm::SMDiagnostic &diagnostic) {
        llvm::raw_string_ostream os(texts);
        writeDiagnostic(os, diagnostic);
      };
};
} // namespace

/// The one of \p all with this name.
template <typename T, typename Name>
static T choose(llvm::StringRef what, const std::string &text,
                std::initializer_list<T> all, Name nameOf) {
  llvm::SmallVector<llvm::StringRef> names;
  for (T value : all) {
    names.push_back(nameOf(value));
    if (names.back() == text)
      return value;
  }
  llvm::StringRef meant = closest(text, names);
  throw Error("unknown " + what.str() + " '" + text +
              "': " + llvm::join(names, ", ") +
              (meant.empty() ? "" : "; did you mean '" + meant.str() + "'?"));
}

static const CostModel *chooseModel(const std::string &text) {
  return choose("cost model", text, {&exactCostModel(), &publishedCostModel()},
                [](const CostModel *model) { return model->name(); });
}

template <typename Print> static std::string print(Print write) {
  std::string text;
  llvm::raw_string_ostream os(text);
  write(os);
  return text;
}

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

using Bounds =
    std::variant<std::map<std::string, int64_t>, std::vector<int64_t>>;
using PerPairValue = std::variant<int64_t, std::vector<int64_t>>;

static Factors readBounds(const Bounds &given) {
  Factors bounds = Factors::all(1);
  if (const auto *named = std::get_if<0>(&given)) {
    for (const auto &[key, bound] : *named)
      bounds[index(choose("dimension", key,
                          {Dim::K, Dim::B, Dim::P, Dim::Q, Dim::C, Dim::R,
                           Dim::S, Dim::G, imageOf(2), windowOf(2)},
                          [](Dim dim) { return name(dim); }))] = bound;
    return bounds;
  }
  const auto &list = std::get<1>(given);
  if (list.size() != numPublishedDims && list.size() != numDims)
    throw Error("bounds: " + std::to_string(list.size()) +
                " values; expected K,B,P,Q,C,R,S,G, or these and D,T");
  llvm::copy(list, bounds.begin());
  return bounds;
}

static void readPairs(Layer &layer, llvm::StringRef key,
                      const PerPairValue &given, int64_t ImageWindow::*field) {
  const auto *list = std::get_if<1>(&given);
  if (list && list->size() != numPublishedPairs && list->size() != numPairs)
    throw Error(key.str() + ": " + std::to_string(list->size()) +
                " values; expected one for all, or [P, Q] or [P, Q, D]");
  for (auto [i, pair] : llvm::enumerate(layer.pairs))
    pair.*field = !list              ? std::get<0>(given)
                  : i < list->size() ? (*list)[i]
                                     : 1;
}

static Layer makeLayer(std::string layerName, const Bounds &bounds,
                       const PerPairValue &stride, const PerPairValue &dilation,
                       int64_t repeat) {
  Layer layer;
  layer.name = std::move(layerName);
  layer.bounds = readBounds(bounds);
  readPairs(layer, "stride", stride, &ImageWindow::stride);
  readPairs(layer, "dilation", dilation, &ImageWindow::dilation);
  layer.runs = repeat;
  if (repeat < 1)
    throw Error("layer '" + layer.name + "': repeat is " +
                std::to_string(repeat) + "; expected at least 1");
  check(layer.verify());
  return layer;
}

static std::vector<int64_t> listAll(const Layer &layer,
                                    PerPair (*list)(const Layer &, unsigned)) {
  PerPair values = list(layer, numPairs);
  return {values.begin(), values.end()};
}

static std::vector<int64_t> listedBounds(const Layer &layer) {
  auto listed = listFactors(layer.bounds, listedPairs(layer.bounds));
  return {listed.begin(), listed.end()};
}

/// As in `Layer('c', {'K': 64, 'P': 56}, stride=[1, 2], repeat=3)`.
static std::string describe(const Layer &layer) {
  std::string quoted = nb::cast<std::string>(nb::repr(nb::cast(layer.name)));
  return print([&](auto &os) {
    os << "Layer(" << quoted << ", {";
    llvm::ListSeparator comma;
    for (Dim dim : allDims)
      if (layer.bound(dim) != 1)
        os << comma << '\'' << name(dim) << "': " << layer.bound(dim);
    os << '}';
    auto pairs = [&](llvm::StringRef key, const PerPair &values) {
      if (llvm::any_of(values, [](int64_t value) { return value != 1; }))
        os << ", " << key << "=[" << listValues(values) << ']';
    };
    pairs("stride", listStrides(layer, numPairs));
    pairs("dilation", listDilations(layer, numPairs));
    if (layer.runs != 1)
      os << ", repeat=" << layer.runs;
    os << ')';
  });
}

static void bindLayer(nb::module_ &m) {
  nb::class_<Layer>(m, "Layer", R"(A convolution or contraction as a loop nest:

O[b,g,k,p,q] += I[b,g,c,p*stride+r*dilation,q*stride+s*dilation] * W[g,k,c,r,s]

bounds: iterations of K, B, P, Q, C, R, S, G (and D, T of a third image
dimension and its window) as a list in this order or as a dict, in which
missing ones are 1; K and C are per group. stride, dilation: one number for
all images or [P, Q] or [P, Q, D]. repeat: how often its network runs it.
Raises neurospector.Error if one of them is below 1.)")
      .def(
          "__init__",
          [](Layer *self, std::string layerName, const Bounds &bounds,
             const PerPairValue &stride, const PerPairValue &dilation,
             int64_t repeat) {
            new (self) Layer(makeLayer(std::move(layerName), bounds, stride,
                                       dilation, repeat));
          },
          "name"_a, "bounds"_a, "stride"_a = 1, "dilation"_a = 1,
          "repeat"_a = 1)
      .def_ro("name", &Layer::name)
      .def_prop_ro("bounds",
                   [](const Layer &layer) {
                     return nb::tuple(nb::cast(listedBounds(layer)));
                   })
      .def_prop_ro("stride",
                   [](const Layer &layer) {
                     return nb::tuple(nb::cast(listAll(layer, listStrides)));
                   })
      .def_prop_ro("dilation",
                   [](const Layer &layer) {
                     return nb::tuple(nb::cast(listAll(layer, listDilations)));
                   })
      .def_ro("repeat", &Layer::runs)
      .def_prop_ro(
          "macs", [](const Layer &layer) { return layer.macs().get(); },
          "Multiply-accumulates of one run.")
      .def("__repr__", describe)
      .def("__reduce__",
           [](nb::handle self) {
             nb::tuple given = nb::make_tuple(
                 self.attr("name"), nb::list(self.attr("bounds")),
                 nb::list(self.attr("stride")), nb::list(self.attr("dilation")),
                 self.attr("repeat"));
             return nb::make_tuple(self.type(), given);
           })
      .def(
          "__eq__",
          [](const Layer &a, const Layer &b) {
            return a.sameShape(b) && a.name == b.name && a.runs == b.runs;
          },
          nb::is_operator(),
          nb::sig("def __eq__(self, other: object, /) -> bool"))
      .def("__hash__", [](nb::handle self) {
        return nb::hash(self.attr("__reduce__")().attr("__repr__")());
      });
}

//===----------------------------------------------------------------------===//
// Machines and networks
//===----------------------------------------------------------------------===//

static Machine share(Accelerator machine) {
  return std::make_shared<const Accelerator>(std::move(machine));
}

static std::vector<std::string> strings(llvm::ArrayRef<llvm::StringRef> names) {
  return {names.begin(), names.end()};
}

using NamedLayers = std::pair<std::string, std::vector<Layer>>;

static NamedLayers unpack(Network network) {
  return {std::move(network.name), std::move(network.layers)};
}

static void bindMachine(nb::module_ &m) {
  nb::class_<Accelerator>(m, "Machine")
      .def_ro("name", &Accelerator::name)
      .def_prop_ro("mac_units", &Accelerator::macUnits)
      .def("yaml", [](const Accelerator &machine) {
        return print([&](auto &os) { printAccelerator(os, machine); });
      });
  m.def("builtin_machines", [] { return strings(builtinAccelerators()); });
  m.def(
      "load_machine",
      [](const std::string &nameOrPath) {
        Diagnostics diagnostics;
        return share(diagnostics.take(
            loadAccelerator(nameOrPath, diagnostics.handler())));
      },
      "name_or_path"_a);
  m.def(
      "parse_machine",
      [](const std::string &yaml, const std::string &file) {
        Diagnostics diagnostics;
        return share(diagnostics.take(
            parseAcceleratorYaml({yaml, file}, diagnostics.handler())));
      },
      "yaml"_a, "file"_a);
}

static void bindNetwork(nb::module_ &m) {
  m.def("builtin_networks", [] { return strings(builtinNetworks()); });
  m.def(
      "load_network",
      [](const std::string &nameOrPath) {
        Diagnostics diagnostics;
        return unpack(
            diagnostics.take(loadNetwork(nameOrPath, diagnostics.handler())));
      },
      "name_or_path"_a);
  m.def(
      "parse_network",
      [](const std::string &jsonl, const std::string &file) {
        Diagnostics diagnostics;
        return unpack(diagnostics.take(
            parseNetworkJsonl({jsonl, file}, diagnostics.handler())));
      },
      "jsonl"_a, "file"_a);
  m.def(
      "print_network",
      [](const std::string &name, std::vector<Layer> layers, bool cfg) {
        Network network = {name, std::move(layers)};
        return print([&](auto &os) {
          cfg ? printNetwork(os, network) : printNetworkJsonl(os, network);
        });
      },
      "name"_a, "layers"_a, "cfg"_a);
}

//===----------------------------------------------------------------------===//
// Answers
//===----------------------------------------------------------------------===//

static llvm::Error evaluate(const Layer &layer, const Machine &machine,
                            const Schedule &schedule, const Retained &retained,
                            const CostModel &model,
                            std::vector<Answer> &answers) {
  if (llvm::Error error = model.supports(*machine))
    return error;
  if (llvm::Error error = verify(layer, *machine, schedule))
    return error;
  auto cost = model.evaluate(layer, *machine, schedule, retained);
  if (!cost)
    return cost.takeError();
  answers.push_back({layer, machine, schedule, *cost, &model, retained});
  return llvm::Error::success();
}

/// Schedules with their layers, as JSON Lines.
static std::vector<Answer> readRecords(const std::string &jsonl,
                                       const std::string &file,
                                       const Machine &machine,
                                       const std::string &costModel) {
  const CostModel &model = *chooseModel(costModel);
  Diagnostics diagnostics;
  std::vector<Answer> answers;
  bool ok = parseScheduleRecords({jsonl, file}, *machine, diagnostics.handler(),
                                 [&](ScheduleRecord &record) {
                                   return evaluate(
                                       record.layer, machine, record.schedule,
                                       record.retained, model, answers);
                                 });
  return diagnostics.take(ok ? std::optional(std::move(answers))
                             : std::nullopt);
}

/// A table of the published tool.
static Answer readTable(const std::string &cfg, const std::string &file,
                        const Layer &layer, const Machine &machine,
                        const std::string &costModel) {
  const CostModel &model = *chooseModel(costModel);
  Diagnostics diagnostics;
  std::vector<Answer> answers;
  diagnostics.take(parseSchedule({cfg, file}, *machine, diagnostics.handler(),
                                 [&](NamedSchedule &table) -> llvm::Error {
                                   llvm::Expected<Schedule> schedule =
                                       table.on(layer, *machine);
                                   if (!schedule)
                                     return schedule.takeError();
                                   return evaluate(layer, machine, *schedule,
                                                   {}, model, answers);
                                 }));
  return answers.front();
}

static std::vector<Outcome>
solveAll(const std::vector<Layer> &layers, const std::vector<Machine> &machines,
         const std::string &metric, const std::string &optimizer,
         const std::string &dataflow, const std::string &factors,
         const std::string &costModel, uint64_t maxEvaluations,
         unsigned threads, bool withSavings,
         const std::function<void(size_t)> &progress) {
  auto nameOf = [](auto value) { return name(value); };
  SearchOptions options;
  options.metric = choose("metric", metric,
                          {Metric::Energy, Metric::Cycle, Metric::Edp}, nameOf);
  options.mode = choose("dataflow", dataflow,
                        {DataflowMode::Fixed, DataflowMode::Flexible}, nameOf);
  options.factors = choose(
      "factors", factors,
      {FactorMode::Auto, FactorMode::Perfect, FactorMode::Imperfect}, nameOf);
  options.model = chooseModel(costModel);
  options.maxEvaluations = maxEvaluations;
  auto method = choose(
      "optimizer", optimizer,
      {Optimizer::Optimal, Optimizer::BottomUp, Optimizer::BruteForce}, nameOf);
  options = withFactors(method, options);
  std::vector<Problem> problems;
  for (const auto &[layer, machine] : llvm::zip_equal(layers, machines))
    problems.push_back({layer, machine});
  nb::gil_scoped_release release;
  return solve(problems, method, options, threads, withSavings,
               [&](size_t done) {
                 nb::gil_scoped_acquire acquire;
                 if (PyErr_CheckSignals() != 0)
                   throw nb::python_error();
                 if (progress)
                   progress(done);
               });
}

static std::string html(const std::string &title,
                        const std::vector<const Answer *> &answers,
                        const std::string &network) {
  std::vector<ScheduleReport> reports;
  for (const auto &[i, answer] : llvm::enumerate(answers))
    reports.push_back(answer->report(static_cast<unsigned>(i + 1), network));
  return print([&](auto &os) { printHtml(os, title, reports); });
}

static void bindAnswer(nb::module_ &m) {
  nb::class_<Answer>(m, "Answer")
      .def_ro("layer", &Answer::layer)
      .def_prop_ro("energy",
                   [](const Answer &a) { return a.cost.totalEnergy(); })
      .def_prop_ro("cycles",
                   [](const Answer &a) { return a.cost.totalCycles(); })
      .def_prop_ro("mac_cycles",
                   [](const Answer &a) { return a.cost.macCycles; })
      .def_prop_ro(
          "utilization",
          [](const Answer &a) { return a.cost.utilization(*a.machine); })
      .def_prop_ro("is_searched",
                   [](const Answer &a) { return a.search.has_value(); })
      .def_prop_ro(
          "lower_bound",
          [](const Answer &a) { return a.search ? a.search->lowerBound : 0.0; })
      .def_prop_ro(
          "optimal",
          [](const Answer &a) { return a.search && a.search->optimal; })
      .def("of",
           [](const Answer &a, const Layer &layer) {
             if (!layer.sameShape(a.layer))
               throw Error("layer '" + layer.name + "' has another shape");
             Answer result = a;
             result.layer = layer;
             return result;
           })
      .def(
          "with_search",
          [](const Answer &a, bool optimal, double bound, uint64_t evaluated,
             std::optional<double> seconds, std::optional<double> saves) {
            Answer result = a;
            result.search =
                SearchAccount{optimal, bound, evaluated, seconds, saves};
            return result;
          },
          "optimal"_a, "lower_bound"_a, "evaluated"_a, "seconds"_a.none(),
          "imperfect_saves"_a.none())
      .def(
          "json",
          [](const Answer &a, unsigned number, const std::string &network,
             bool inTiles) {
            ScheduleReport report = a.report(number, network);
            report.inTiles = inTiles;
            return print([&](auto &os) { printJsonLine(os, report); });
          },
          "number"_a = 1, "network"_a = "", "in_tiles"_a = false)
      .def("text", [](const Answer &a) {
        return print([&](auto &os) { printText(os, a.report(1, "")); });
      });
  m.def("read_records", readRecords, "jsonl"_a, "file"_a, "machine"_a,
        "cost_model"_a);
  m.def("read_table", readTable, "cfg"_a, "file"_a, "layer"_a, "machine"_a,
        "cost_model"_a);
  m.def("solve", solveAll, "layers"_a, "machines"_a, nb::kw_only(), "metric"_a,
        "optimizer"_a, "dataflow"_a, "factors"_a, "cost_model"_a,
        "max_evaluations"_a, "threads"_a, "savings"_a = false,
        "progress"_a.none() = nb::none(),
        "An answer for each pair, or the reason why there is none.");
  m.def("html", html, "title"_a, "answers"_a, "network"_a);
}

NB_MODULE(_core, m) {
  m.doc() = "The library behind the package neurospector.";
  nb::exception<Error>(m, "Error", PyExc_ValueError);
  bindLayer(m);
  bindMachine(m);
  bindNetwork(m);
  bindAnswer(m);
  m.attr("VERSION") = NEUROSPECTOR_VERSION;
}
