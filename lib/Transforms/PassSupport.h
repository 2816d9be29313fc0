//===- PassSupport.h - What several passes need -----------------*- C++ -*-===//
//
// Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Files that passes read and write, with their diagnostics; where passes may
// run; how remarks name a function; what marks tiled IR. Private to Transforms.
//
//===----------------------------------------------------------------------===//

#ifndef NEUROSPECTOR_LIB_TRANSFORMS_PASSSUPPORT_H
#define NEUROSPECTOR_LIB_TRANSFORMS_PASSSUPPORT_H

#include "neurospector/Model/Accelerator.h"

#include "mlir/IR/Remarks.h"
#include "llvm/Support/ToolOutputFile.h"

#include <atomic>
#include <memory>

namespace mlir::neurospector {

/// Remark options with the name of the function around \p op.
remark::RemarkOpts remarkOn(Operation *op, StringRef name);

/// A member of passes that need the whole module. All copies of a pass, one for
/// each thread, share it: where they are nested, one of them says so.
class TopLevelOnly {
public:
  /// Fails where \p op is not the top-level op; \p pass is the argument.
  LogicalResult check(Operation *op, StringRef pass);

private:
  std::shared_ptr<std::atomic<bool>> said =
      std::make_shared<std::atomic<bool>>(false);
};

/// Removes what `neurospector-tile` says of \p op, a tiled op, a loop or a
/// copy.
void dropLabels(Operation *op);

/// Loads accelerator \p name. Diagnostics are emitted at their place in the
/// file, or at \p op if it has none.
FailureOr<::neurospector::Accelerator> loadAccelerator(Operation *op,
                                                       StringRef name);

/// Opens \p path for a report on \p op, or emits why it cannot; null if \p path
/// is empty or `-`. Of the parts of a split input the first replaces the file
/// and the others add to it, but for a page.
FailureOr<std::unique_ptr<llvm::ToolOutputFile>> openReport(Operation *op,
                                                            StringRef path);

/// Keeps the report if all of it could be written, or emits why not. A stream
/// that dies with an error would end the process.
LogicalResult keepReport(Operation *op, llvm::ToolOutputFile &file);

} // namespace mlir::neurospector

#endif // NEUROSPECTOR_LIB_TRANSFORMS_PASSSUPPORT_H
