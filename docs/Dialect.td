// The dialect for -gen-dialect-doc, which wants the class Op to exist.
include "mlir/IR/OpBase.td"
include "neurospector/IR/NeurospectorAttributes.td"
