//===- ModuleText.cpp - Modules of structured ops from bytes --------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ModuleText.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"

#include <optional>

using namespace neurospector::fuzz;
using llvm::SmallVector;
using llvm::StringRef;

namespace {

struct Term {
  unsigned loop;
  int64_t factor;
};

/// One result of an indexing map.
struct Index {
  SmallVector<Term, 2> terms = {};
  int64_t constant = 0;
  bool halved = false;
};
using Map = SmallVector<Index, 5>;

/// A named op: its maps, with a letter per loop and, where an image meets a
/// window, as in "p+r", a stride on the first and a dilation on the second.
struct NamedOp {
  StringRef name;
  unsigned numLoops;
  StringRef input, weight, output;
};

constexpr NamedOp namedOps[] = {
    {"matmul", 3, "a c", "c b", "a b"},
    {"batch_matmul", 4, "a b d", "a d c", "a b c"},
    {"batch_reduce_matmul", 4, "a b d", "a d c", "b c"},
    {"matvec", 2, "a b", "b", "a"},
    {"vecmat", 2, "b", "b a", "a"},
    {"dot", 1, "a", "a", ""},
    {"mmt4d", 6, "a c d f", "b c e f", "a b d e"},
    {"conv_1d", 2, "a+b", "b", "a"},
    {"conv_2d", 4, "a+c b+d", "c d", "a b"},
    {"conv_1d_nwc_wcf", 5, "a b+d e", "d e c", "a b c"},
    {"conv_2d_nhwc_hwcf", 7, "a b+e c+f g", "e f g d", "a b c d"},
    {"conv_2d_nchw_fchw", 7, "a e c+f d+g", "b e f g", "a b c d"},
    {"conv_3d_ndhwc_dhwcf", 9, "a b+f c+g d+h i", "f g h i e", "a b c d e"},
    {"depthwise_conv_2d_nhwc_hwc", 6, "a b+e c+f d", "e f d", "a b c d"},
    {"depthwise_conv_2d_nhwc_hwcm", 7, "a b+f c+g d", "f g d e", "a b c d e"},
    {"pooling_nhwc_sum", 6, "a b+e c+f d", "e f", "a b c d"},
};

/// Element types, and how a body multiplies and adds.
struct Types {
  StringRef input, weight, output, widenInput, widenWeight, mul, add, sub;
};

constexpr Types allTypes[] = {
    {"f32", "f32", "f32", "", "", "arith.mulf", "arith.addf", "arith.subf"},
    {"f16", "f16", "f32", "arith.extf", "arith.extf", "arith.mulf",
     "arith.addf", "arith.subf"},
    {"i8", "i8", "i32", "arith.extsi", "arith.extsi", "arith.muli",
     "arith.addi", "arith.subi"},
    {"i8", "i32", "i32", "arith.extui", "", "arith.muli", "arith.addi",
     "arith.subi"},
    {"i64", "i64", "i64", "", "", "arith.muli", "arith.addi", "arith.subi"},
    {"i1", "i1", "i1", "", "", "arith.andi", "arith.ori", "arith.xori"},
    {"index", "index", "index", "", "", "arith.muli", "arith.addi",
     "arith.subi"},
};

/// Draws one op and prints it.
class OpText {
public:
  explicit OpText(Choices &choices) : choices(choices) {}

  std::string draw(unsigned number);

private:
  int64_t drawBound();
  void drawNamed(const NamedOp &op);
  void drawGeneric();
  Index drawIndex(SmallVector<unsigned> &unused);
  Map parseMap(StringRef text);
  std::optional<int64_t> sizeOf(const Index &index) const;
  std::string typeOf(const Map &map, StringRef element);
  std::string printMap(const Map &map) const;
  std::string printBody();
  std::string printAssume();
  std::string printSteps() const;

  Choices &choices;
  const NamedOp *named = nullptr;
  Types types = allTypes[0];
  SmallVector<int64_t, 9> bounds;
  std::array<Map, 3> maps;
  SmallVector<int64_t, 3> strides, dilations;
  bool isBuffer = false, hasDynamic = false, tooLarge = false;
  /// What the tiles of the layer multiply to is kept small: the search is
  /// another fuzzer's.
  unsigned primes = 0;
};

} // namespace

int64_t OpText::drawBound() {
  int64_t bound = choices.pick<int64_t>({1, 2, 3, 4, 7, 6, 12, 56, 0,
                                         2147483647, 4294967291, 2147483648,
                                         2305843009213693951, 1, 2, 3});
  unsigned cost = bound == 2147483648 ? 31 : bound > 100 ? 1 : bound / 4 + 1;
  if (primes + cost > (bound == 2147483648 ? 35u : 10u))
    return 1;
  primes += cost;
  return bound;
}

Map OpText::parseMap(StringRef text) {
  Map map;
  while (!text.empty()) {
    StringRef part;
    std::tie(part, text) = text.split(' ');
    Index &index = map.emplace_back();
    unsigned loop = part[0] - 'a';
    if (part.size() == 1) {
      index.terms = {{loop, 1}};
      continue;
    }
    strides.push_back(choices.pick<int64_t>({1, 1, 2, 3, 1l << 33}));
    dilations.push_back(choices.pick<int64_t>({1, 1, 2, 5, 1l << 31}));
    unsigned window = part[2] - 'a';
    index.terms = {{loop, strides.back()}, {window, dilations.back()}};
  }
  return map;
}

void OpText::drawNamed(const NamedOp &op) {
  named = &op;
  for (unsigned i = 0; i < op.numLoops; ++i)
    bounds.push_back(drawBound());
  maps = {parseMap(op.input), parseMap(op.weight), parseMap(op.output)};
  // The plain ones have no strides.
  if (op.name == "conv_1d" || op.name == "conv_2d")
    for (Index &index : maps[0])
      for (Term &term : index.terms)
        term.factor = 1;
}

Index OpText::drawIndex(SmallVector<unsigned> &unused) {
  Index index;
  unsigned kind = choices.below(16);
  unsigned numTerms = kind < 10 ? 1 : kind < 14 ? 2 : kind == 14 ? 3 : 0;
  for (unsigned i = 0; i < numTerms && !unused.empty(); ++i) {
    unsigned at = choices.below(unused.size());
    index.terms.push_back(
        {unused[at], choices.pick<int64_t>({1, 1, 1, 2, 3, 1l << 32})});
    // Mostly a loop indexes an operand once.
    if (choices.below(16) != 15)
      unused.erase(unused.begin() + at);
  }
  if (numTerms == 0 || choices.below(16) == 15)
    index.constant = choices.below(3);
  index.halved = choices.below(32) == 31;
  return index;
}

void OpText::drawGeneric() {
  unsigned numLoops = choices.below(8);
  for (unsigned i = 0; i < numLoops; ++i)
    bounds.push_back(drawBound());
  // Who indexes which loops: most loops two operands, some one or all.
  std::array<SmallVector<unsigned>, 3> loops;
  for (unsigned loop = 0; loop < numLoops; ++loop) {
    unsigned who = choices.pick<unsigned>({3, 5, 6, 3, 5, 6, 7, 1, 2, 4});
    for (unsigned i = 0; i < 3; ++i)
      if (who >> i & 1)
        loops[i].push_back(loop);
  }
  for (unsigned i = 0; i < 3; ++i) {
    auto left = loops[i];
    for (unsigned rank = 0; rank < 5 && !left.empty(); ++rank)
      maps[i].push_back(drawIndex(left));
  }
}

std::optional<int64_t> OpText::sizeOf(const Index &index) const {
  int64_t last = index.constant;
  for (Term term : index.terms) {
    int64_t reach;
    if (bounds[term.loop] == 0)
      return 0;
    if (llvm::MulOverflow(bounds[term.loop] - 1, term.factor, reach) ||
        llvm::AddOverflow(last, reach, last))
      return std::nullopt;
  }
  if (index.halved)
    last /= 2;
  if (last == INT64_MAX)
    return std::nullopt;
  return last + 1;
}

std::string OpText::typeOf(const Map &map, StringRef element) {
  std::string shape;
  for (const Index &index : map) {
    std::optional<int64_t> size = sizeOf(index);
    tooLarge |= !size;
    bool isDynamic = choices.below(16) == 15;
    hasDynamic |= isDynamic;
    shape += isDynamic ? "?x" : std::to_string(size.value_or(1)) + "x";
  }
  return (llvm::Twine(isBuffer ? "memref<" : "tensor<") + shape + element + ">")
      .str();
}

std::string OpText::printMap(const Map &map) const {
  std::string text = "affine_map<(";
  for (size_t i = 0; i < bounds.size(); ++i)
    text += (i ? ", d" : "d") + std::to_string(i);
  text += ") -> (";
  for (auto [i, index] : llvm::enumerate(map)) {
    std::string sum = std::to_string(index.constant);
    for (Term term : index.terms)
      sum += llvm::formatv(" + d{0} * {1}", term.loop, term.factor).str();
    text += (i ? ", (" : "(") + sum + (index.halved ? ") floordiv 2" : ")");
  }
  return text + ")>";
}

std::string OpText::printBody() {
  std::string type = types.output.str(), body, x = "%x", y = "%y";
  auto widen = [&](StringRef op, std::string &value, StringRef from) {
    if (op.empty())
      return;
    body += llvm::formatv("    {0}w = {1} {0} : {2} to {3}\n", value, op, from,
                          type);
    value += "w";
  };
  widen(types.widenInput, x, types.input);
  widen(types.widenWeight, y, types.weight);
  if (choices.below(8) == 7) { // a zero point
    body += llvm::formatv("    %s = {0} {1}, {2} : {3}\n", types.sub, x,
                          choices.flip() ? y : x, type);
    x = "%s";
  }
  StringRef mul = choices.below(8) == 7 ? types.add : types.mul;
  StringRef add = choices.below(8) == 7 ? types.sub : types.add;
  if (choices.flip())
    std::swap(x, y);
  body += llvm::formatv("    %m = {0} {1}, {2} : {3}\n", mul, x, y, type);
  body += llvm::formatv("    %r = {0} {1} : {2}\n", add,
                        choices.flip() ? "%m, %z" : "%z, %m", type);
  return body + "    linalg.yield %r : " + type + "\n";
}

std::string OpText::printAssume() {
  unsigned kind = hasDynamic ? choices.below(4) : choices.below(16) / 5;
  if (kind == 0 || kind == 3)
    return "";
  if (kind == 1)
    return "neurospector.assume = 4 : i64";
  std::string sizes;
  for (size_t i = 0; i < bounds.size(); ++i)
    sizes += (i ? ", " : ": ") + std::to_string(1 + choices.below(12));
  return "neurospector.assume = array<i64" + sizes + ">";
}

std::string OpText::printSteps() const {
  if (strides.empty() || named->name == "conv_1d" || named->name == "conv_2d")
    return "";
  auto print = [](llvm::ArrayRef<int64_t> values) {
    return llvm::formatv("dense<[{0}]> : tensor<{1}xi64>",
                         llvm::join(llvm::map_range(values,
                                                    [](int64_t value) {
                                                      return std::to_string(
                                                          value);
                                                    }),
                                    ", "),
                         values.size())
        .str();
  };
  return "strides = " + print(strides) + ", dilations = " + print(dilations);
}

std::string OpText::draw(unsigned number) {
  isBuffer = choices.below(4) == 3;
  types = allTypes[choices.below(std::size(allTypes))];
  // MLIR 22's own parser of named ops, batch_matmul for one, calls a null
  // function if elements are of type index.
  if (choices.flip() && types.input != "index")
    drawNamed(namedOps[choices.below(std::size(namedOps))]);
  else
    drawGeneric();
  std::string input = typeOf(maps[0], types.input),
              weight = typeOf(maps[1], types.weight),
              output = typeOf(maps[2], types.output);
  if (tooLarge)
    return "";
  std::string operands = llvm::formatv("ins(%i, %w : {0}, {1}) outs(%o : {2})",
                                       input, weight, output);
  std::string assume = printAssume(), op;
  if (named) {
    std::string steps = printSteps();
    std::string comma = steps.empty() || assume.empty() ? "" : ", ";
    op = llvm::formatv("linalg.{0} {{{1}{2}{3}} {4}", named->name, steps, comma,
                       assume, operands);
  } else {
    llvm::SmallVector<StringRef> iterators(bounds.size(), "\"reduction\"");
    for (const Index &index : maps[2])
      for (Term term : index.terms)
        iterators[term.loop] = "\"parallel\"";
    op = llvm::formatv(
        "linalg.generic {{indexing_maps = [{0}, {1}, {2}], iterator_types = "
        "[{3}]} {4} attrs = {{{5}} {{\n  ^bb0(%x: {6}, %y: {7}, %z: {8}):\n"
        "{9}  }",
        printMap(maps[0]), printMap(maps[1]), printMap(maps[2]),
        llvm::join(iterators, ", "), operands, assume, types.input,
        types.weight, types.output, printBody());
  }
  std::string mark = choices.below(4) == 3 ? " {neurospector.weight}" : "";
  std::string head =
      llvm::formatv("func.func @f{0}(%i: {1}{2}, %w: {3}, %o: {4})", number,
                    input, mark, weight, output);
  if (isBuffer)
    return head + " {\n  " + op + "\n  return\n}\n";
  return head + " -> " + output + " {\n  %0 = " + op + " -> " + output +
         "\n  return %0 : " + output + "\n}\n";
}

namespace {

/// A function of convolutions that read each other's results, now and then
/// through padding, element-wise ops or casts.
class ChainText {
public:
  explicit ChainText(Choices &choices) : choices(choices) {}

  std::string draw(unsigned number);

private:
  void addConvolution();
  void addBetween();
  std::string type() const {
    return llvm::formatv("tensor<1x{0}x{1}xf32>", rows, channels);
  }

  Choices &choices;
  int64_t rows = 0, channels = 0;
  unsigned count = 0; ///< of values
  std::string body;
};

} // namespace

void ChainText::addConvolution() {
  int64_t window = choices.pick<int64_t>({1, 2, 3}),
          stride = choices.pick<int64_t>({1, 1, 2}),
          dilation = choices.pick<int64_t>({1, 1, 2});
  int64_t left = rows - (window - 1) * dilation;
  if (left < 1)
    return;
  std::string input = type(),
              weight =
                  llvm::formatv("tensor<{0}x{1}x{2}xf32>", window, channels,
                                channels = choices.pick<int64_t>({2, 4, 6, 1}));
  rows = (left - 1) / stride + 1;
  body += llvm::formatv(
      "  %w{0} = tensor.empty() : {1}\n  %o{0} = tensor.empty() : {2}\n"
      "  %v{0} = linalg.conv_1d_nwc_wcf {{strides = dense<{3}> : "
      "tensor<1xi64>, dilations = dense<{4}> : tensor<1xi64>} "
      "ins(%v{5}, %w{0} : {6}, {1}) outs(%o{0} : {2}) -> {2}\n",
      count, weight, type(), stride, dilation, count - 1, input);
  ++count;
}

void ChainText::addBetween() {
  std::string input = type();
  switch (choices.below(4)) {
  case 0: {
    int64_t low = choices.below(3), high = choices.below(3);
    rows += low + high;
    body += llvm::formatv(
        "  %v{0} = tensor.pad %v{1} low[0, {2}, 0] high[0, {3}, 0] {{\n"
        "  ^bb0(%a: index, %b: index, %d: index):\n    tensor.yield %zero : "
        "f32\n  } : {4} to {5}\n",
        count, count - 1, low, high, input, type());
    break;
  }
  case 1:
    body += llvm::formatv("  %v{0} = tensor.cast %v{1} : {2} to {2}\n", count,
                          count - 1, input);
    break;
  case 2:
    body += llvm::formatv(
        "  %v{0} = linalg.add ins(%v{1}, %v{1} : {2}, {2}) outs(%v{1} : {2}) "
        "-> {2}\n",
        count, count - 1, input);
    break;
  default:
    return;
  }
  ++count;
}

std::string ChainText::draw(unsigned number) {
  rows = choices.pick<int64_t>({8, 6, 12, 1, 7});
  channels = choices.pick<int64_t>({2, 4, 1, 3});
  std::string head = llvm::formatv(
      "func.func @f{0}(%v0: {1}) {{\n  %zero = arith.constant 0.0 : f32\n",
      number, type());
  count = 1;
  for (unsigned i = 0, length = 1 + choices.below(4); i < length; ++i) {
    addConvolution();
    addBetween();
  }
  return head + body + "  return\n}\n";
}

std::string neurospector::fuzz::drawModule(Choices &choices) {
  std::string text;
  for (unsigned i = 0, count = 1 + choices.below(3); i < count; ++i)
    text += choices.below(4) == 3 ? ChainText(choices).draw(i)
                                  : OpText(choices).draw(i);
  return text;
}
