//===- CommandLine.h - The options as they were typed -----------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Knows how options are written, not what they are for: Options.td lists them,
// Options.cpp reads their values.
//
// They go through OptTable and not through LLVM's CommandLine library, with
// which every option that LLVM itself has would be one of ours.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_TOOLS_NEUROSPECTOR_COMMANDLINE_H
#define NEUROSPECTOR_TOOLS_NEUROSPECTOR_COMMANDLINE_H

#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Option/Option.h"

namespace neurospector::tool {

enum OptionId {
  OPT_INVALID = 0,
#define OPTION(...) LLVM_MAKE_OPT_ID(__VA_ARGS__),
#include "Options.inc"
#undef OPTION
};

/// Names and help of the options.
const llvm::opt::OptTable &optionTable();

/// `--name` of an option.
std::string spell(unsigned option);

/// A command line, such as `-a=eyeriss --metric edp`:
///
///   has(OPT_metric)                                is true,
///   text(OPT_accelerator)                          is "eyeriss",
///   choose(OPT_metric, {Energy, Cycle, Edp}, m)    sets m to Edp.
///
/// The readers leave the value alone where the option is not given, and return
/// false, with an error printed, where it has a value that is none of its own.
class CommandLine {
public:
  /// Prints an error, and returns nothing, unless every argument is an option
  /// with its value and none is given twice, or one of them asks for help.
  static std::optional<CommandLine> parse(llvm::ArrayRef<const char *> args);

  bool has(OptionId option) const { return args.hasArg(option); }

  /// Empty if it is not given.
  std::string text(OptionId option) const {
    return args.getLastArgValue(option).str();
  }

  /// What commas separate, of all times that it is given.
  std::vector<std::string> list(OptionId option) const;

  bool read(OptionId option, uint64_t &value) const;
  bool read(OptionId option, bool &value) const;

  /// \p meanings of the values, in the order of Options.td.
  template <typename T>
  bool choose(OptionId option, std::initializer_list<T> meanings,
              T &value) const {
    std::optional<size_t> chosen = indexOfValue(option);
    if (chosen)
      value = meanings.begin()[*chosen];
    return chosen || !has(option);
  }

  /// The first option given that is none of \p allowed.
  std::optional<OptionId>
  findOther(std::initializer_list<OptionId> allowed) const;

private:
  explicit CommandLine(llvm::opt::InputArgList args) : args(std::move(args)) {}

  std::optional<size_t> indexOfValue(OptionId option) const;

  llvm::opt::InputArgList args;
};

/// "; did you mean 'word'?", with \p prefix before the word, if \p typed is
/// close to one of \p words, else nothing.
std::string didYouMean(llvm::StringRef typed,
                       llvm::ArrayRef<llvm::StringRef> words,
                       llvm::StringRef prefix = "");

/// What `--help` prints.
void printHelp(llvm::raw_ostream &os);

} // namespace neurospector::tool

#endif // NEUROSPECTOR_TOOLS_NEUROSPECTOR_COMMANDLINE_H
