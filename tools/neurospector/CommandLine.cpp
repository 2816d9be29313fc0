//===- CommandLine.cpp - The options as they were typed -------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CommandLine.h"
#include "Options.h"
#include "neurospector/Model/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallSet.h"
#include "llvm/ADT/StringExtras.h"

using namespace neurospector;
using namespace neurospector::tool;
namespace opt = llvm::opt;
using opt::DefaultVis; // of Options.inc

#define OPTTABLE_STR_TABLE_CODE
#include "Options.inc"
#undef OPTTABLE_STR_TABLE_CODE

#define OPTTABLE_PREFIXES_TABLE_CODE
#include "Options.inc"
#undef OPTTABLE_PREFIXES_TABLE_CODE

static constexpr opt::OptTable::Info infos[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO(__VA_ARGS__),
#include "Options.inc"
#undef OPTION
};

namespace {
class Table : public opt::GenericOptTable {
public:
  Table() : GenericOptTable(OptionStrTable, OptionPrefixesTable, infos) {}
};
} // namespace

const opt::OptTable &tool::optionTable() {
  static const Table table;
  return table;
}

/// Without dashes and '='.
static llvm::StringRef nameOf(unsigned option) {
  return optionTable().getOptionName(option).rtrim('=');
}

std::string tool::spell(unsigned option) {
  return ("--" + nameOf(option)).str();
}

/// What \p typed, with dashes and perhaps an alias, stands for.
static unsigned findOption(llvm::StringRef typed) {
  for (const opt::OptTable::Info &info : infos)
    if (nameOf(info.ID) == typed.ltrim('-'))
      return info.AliasID != OPT_INVALID ? info.AliasID : info.ID;
  return OPT_INVALID;
}

/// In the order of Options.td; empty if the option takes any value.
static llvm::SmallVector<llvm::StringRef> valuesOf(unsigned option) {
  llvm::SmallVector<llvm::StringRef> values;
  if (const char *list = infos[option - 1].Values)
    llvm::StringRef(list).split(values, ',');
  return values;
}

std::string tool::didYouMean(llvm::StringRef typed,
                             llvm::ArrayRef<llvm::StringRef> words,
                             llvm::StringRef prefix) {
  llvm::StringRef best = closest(typed, words);
  return best.empty() ? "" : ("; did you mean '" + prefix + best + "'?").str();
}

/// "; expected a, b or c" with what \p option takes.
static std::string expectedBy(unsigned option) {
  llvm::SmallVector<llvm::StringRef> values = valuesOf(option);
  return values.empty() ? "" : "; expected " + listWords(values, "or");
}

static std::string unknownOption(llvm::StringRef typed) {
  llvm::SmallVector<llvm::StringRef> names;
  for (const opt::OptTable::Info &info : infos)
    if (llvm::StringRef name = nameOf(info.ID); name.size() > 1)
      names.push_back(name);
  llvm::StringRef name = typed.ltrim('-').split('=').first;
  std::string hint = didYouMean(name, names, "--");
  // As in -l3.
  llvm::StringRef letter = typed.take_front(2), value = typed.drop_front(2);
  if (hint.empty() && !value.empty() && findOption(letter) != OPT_INVALID)
    hint = ("; did you mean '" + letter + "=" + value + "'?").str();
  return ("unknown option '" + typed + "'").str() +
         (hint.empty() ? "; --help lists all" : hint);
}

static std::string noValue(unsigned option) {
  return spell(option) + " has no value" + expectedBy(option);
}

/// What is wrong with an argument, if anything is.
static std::string check(const opt::Arg &arg) {
  unsigned option = arg.getOption().getID();
  switch (option) {
  case OPT_INPUT:
    return ("unexpected argument '" + llvm::Twine(arg.getValue()) +
            "'; expected an option, as in --network=NAME")
        .str();
  case OPT_UNKNOWN:
    return unknownOption(arg.getSpelling());
  default:
    if (arg.getNumValues() != 0 && llvm::StringRef(arg.getValue()).empty())
      return noValue(option);
    return "";
  }
}

static bool check(const opt::InputArgList &args) {
  llvm::SmallSet<unsigned, 16> given;
  for (const opt::Arg *arg : args) {
    if (std::string error = check(*arg); !error.empty())
      return fail(error);
    unsigned option = arg->getOption().getID();
    if (!given.insert(option).second && option != OPT_multi_chip_partitioning)
      return fail(spell(option) + " is given twice");
  }
  return true;
}

std::optional<CommandLine>
CommandLine::parse(llvm::ArrayRef<const char *> args) {
  unsigned missingIndex, missingCount;
  opt::InputArgList parsed =
      optionTable().ParseArgs(args, missingIndex, missingCount);
  if (parsed.hasArg(OPT_help))
    return CommandLine(std::move(parsed));
  if (!check(parsed))
    return std::nullopt;
  if (missingCount != 0) {
    // The last argument is the name of an option that needs one more.
    fail(noValue(findOption(args[missingIndex])));
    return std::nullopt;
  }
  return CommandLine(std::move(parsed));
}

static bool isInvalid(OptionId option, llvm::StringRef value,
                      const llvm::Twine &expected) {
  return fail("invalid value '" + value + "' of " + spell(option) +
              "; expected " + expected);
}

std::vector<std::string> CommandLine::list(OptionId option) const {
  std::vector<std::string> result;
  for (const std::string &part : args.getAllArgValues(option))
    for (llvm::StringRef item : llvm::split(part, ','))
      result.push_back(item.str());
  return result;
}

bool CommandLine::read(OptionId option, uint64_t &value) const {
  const opt::Arg *arg = args.getLastArg(option);
  if (!arg || !llvm::StringRef(arg->getValue()).getAsInteger(0, value))
    return true;
  return isInvalid(option, arg->getValue(), "a whole number below 2^64");
}

bool CommandLine::read(OptionId option, bool &value) const {
  const opt::Arg *arg = args.getLastArg(option);
  if (!arg)
    return true;
  llvm::StringRef typed = arg->getValue();
  value = typed.equals_insensitive("true") || typed == "1";
  return value || typed.equals_insensitive("false") || typed == "0" ||
         isInvalid(option, typed, "true or false");
}

std::optional<size_t> CommandLine::indexOfValue(OptionId option) const {
  const opt::Arg *arg = args.getLastArg(option);
  if (!arg)
    return std::nullopt;
  llvm::StringRef typed = arg->getValue();
  llvm::SmallVector<llvm::StringRef> values = valuesOf(option);
  for (auto [i, value] : llvm::enumerate(values))
    if (typed.equals_insensitive(value))
      return i;
  // Such as "cost model".
  std::string noun =
      llvm::StringRef(optionTable().getOptionMetaVar(option)).lower();
  llvm::replace(noun, '_', ' ');
  fail("unknown " + noun + " '" + typed + "'" + expectedBy(option) +
       didYouMean(typed, values));
  return std::nullopt;
}

std::optional<OptionId>
CommandLine::findOther(std::initializer_list<OptionId> allowed) const {
  for (const opt::Arg *arg : args) {
    auto option = static_cast<OptionId>(arg->getOption().getID());
    if (!llvm::is_contained(allowed, option))
      return option;
  }
  return std::nullopt;
}
