//===- AttributeFuzzer.cpp - Attributes of the dialect as text ------------===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Text behind `#neurospector.`: the parsers and verifiers of our attributes,
// then our verifier of each attribute on each kind of op that can carry one.
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"

#include "neurospector/IR/Neurospector.h"

#include "mlir/AsmParser/AsmParser.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"

using namespace mlir;
using namespace mlir::neurospector;
using ::neurospector::fuzz::check;

namespace {

constexpr StringLiteral host = R"(
func.func @host(%a: tensor<4x?xf32>, %b: tensor<?x6xf32>,
                %c: tensor<4x6xf32>, %i: index) -> tensor<4x6xf32> {
  scf.for %j = %i to %i step %i {
  }
  %0 = linalg.matmul ins(%a, %b : tensor<4x?xf32>, tensor<?x6xf32>)
                     outs(%c : tensor<4x6xf32>) -> tensor<4x6xf32>
  return %0 : tensor<4x6xf32>
})";

/// A context, a module to carry attributes, and its ops. Attributes live as
/// long as their context, so each serves for a while only.
struct World {
  World() : context(MLIRContext::Threading::DISABLED) {
    context
        .loadDialect<NeurospectorDialect, linalg::LinalgDialect,
                     func::FuncDialect, scf::SCFDialect, arith::ArithDialect>();
    module = parseSourceString<ModuleOp>(host, &context);
  }
  MLIRContext context;
  OwningOpRef<ModuleOp> module;
  unsigned uses = 0;
};

World &world() {
  static std::unique_ptr<World> current;
  if (!current || ++current->uses == 5000)
    current = std::make_unique<World>();
  return *current;
}

} // namespace

/// Verifies each op with \p attribute under each name that means something.
static void carry(World &world, Attribute attribute) {
  world.module->walk([&](Operation *op) {
    for (StringRef name : {scheduleAttrName, costAttrName, assumeAttrName,
                           levelAttrName, nestAttrName, acceleratorAttrName}) {
      op->setAttr(name, attribute);
      (void)verify(op, /*verifyRecursively=*/false);
      op->removeAttr(name);
    }
  });
}

/// Allocators of libMLIR poison no memory, those in headers do.
extern "C" const char *__asan_default_options() {
  return "allow_user_poisoning=0";
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ::neurospector::fuzz::TimeLimit limit;
  World &here = world();
  unsigned errors = 0;
  ScopedDiagnosticHandler handler(&here.context, [&](Diagnostic &diagnostic) {
    (void)diagnostic.str();
    errors += diagnostic.getSeverity() == DiagnosticSeverity::Error;
  });
  std::string text =
      "#neurospector." + ::neurospector::fuzz::textOf(data, size).str();
  // The parser reads up to a null byte.
  if (StringRef(text).contains('\0'))
    return 0;
  Attribute attribute = parseAttribute(text, &here.context);
  check(attribute || errors != 0, "text is rejected without an error");
  if (!attribute)
    return 0;
  std::string printed;
  llvm::raw_string_ostream(printed) << attribute;
  check(parseAttribute(printed, &here.context) == attribute,
        "printing and parsing change an attribute: " + printed);
  carry(here, attribute);
  return 0;
}
