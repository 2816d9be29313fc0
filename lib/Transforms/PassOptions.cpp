//===- PassOptions.cpp - Words that pass options take ---------------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "neurospector/Transforms/Passes.h"

#include "neurospector/Model/Text.h"

#include "llvm/ADT/StringExtras.h"

namespace ns = ::neurospector;

/// `; expected energy, cycle or edp; did you mean 'edp'?`
static std::string expect(llvm::ArrayRef<llvm::StringRef> values,
                          llvm::StringRef word) {
  std::string text = "; expected " + ns::listWords(values, "or");
  if (llvm::StringRef meant = ns::closest(word, values); !meant.empty())
    text += "; did you mean '" + meant.str() + "'?";
  return text;
}

/// Sets \p value to what \p word stands for; true on error.
template <typename T>
static bool parseWord(const llvm::cl::parser<T> &parser,
                      llvm::cl::Option &option, llvm::StringRef word,
                      T &value) {
  llvm::SmallVector<llvm::StringRef> values;
  for (unsigned i = 0; i < parser.getNumOptions(); ++i) {
    values.push_back(parser.getOption(i));
    if (values.back() != word)
      continue;
    value =
        static_cast<const llvm::cl::OptionValue<T> &>(parser.getOptionValue(i))
            .getValue();
    return false;
  }
  return option.error("unknown value '" + word + "'" + expect(values, word));
}

#define PARSE(T)                                                               \
  template <>                                                                  \
  bool llvm::cl::parser<T>::parse(Option &option, StringRef name,              \
                                  StringRef word, T &value) {                  \
    return parseWord(*this, option, word, value);                              \
  }
PARSE(ns::DataflowMode)
PARSE(ns::Metric)
PARSE(ns::Optimizer)
PARSE(mlir::neurospector::CostModelKind)
PARSE(mlir::neurospector::PrecisionKind)
PARSE(mlir::neurospector::SpatialReduction)
