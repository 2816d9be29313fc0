"""How lit runs the tests of this folder."""

import os
import shutil
import sys

import lit.formats
from lit.llvm import llvm_config
from lit.llvm.subst import ToolSubst

config.name = "Neurospector"
config.test_format = lit.formats.ShTest(not llvm_config.use_lit_shell)
config.suffixes = [".mlir", ".test"]
config.excludes = ["Inputs", "models", "unit", "benchmark"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.neurospector_obj_root, "test")

config.substitutions.append(("%python", sys.executable))
config.substitutions.append(
    ("%plugin", os.path.join(config.neurospector_lib_dir, "NeurospectorPlugin.so"))
)
config.substitutions.append(
    ("%docs", os.path.join(config.test_source_root, "..", "docs"))
)
config.substitutions.append(
    ("%configs", os.path.join(config.test_source_root, "..", "configs"))
)
config.substitutions.append(
    ("%utils", os.path.join(config.test_source_root, "..", "utils"))
)
config.substitutions.append(
    ("%tools", os.path.join(config.test_source_root, "..", "tools"))
)
# The TableGen files that define linalg's structured ops.
linalg = os.path.join(config.mlir_include_dir, "mlir", "Dialect", "Linalg", "IR")
config.substitutions.append(
    (
        "%structured_ops",
        " ".join(
            os.path.join(linalg, file)
            for file in (
                "LinalgStructuredOps.td",
                "LinalgNamedStructuredOps.yamlgen.td",
            )
        ),
    )
)
config.substitutions.append(
    ("%models", os.path.join(config.test_source_root, "models"))
)

config.substitutions.append(
    ("%utils", os.path.join(os.path.dirname(config.test_source_root), "utils"))
)
config.substitutions.append(("%build", config.neurospector_obj_root))
config.substitutions.append(("%llvm", os.path.dirname(config.llvm_tools_dir)))

if shutil.which("chromium"):
    config.available_features.add("chromium")

llvm_config.with_system_environment(["HOME", "TMP", "TEMP"])
llvm_config.with_system_environment(["ASAN_OPTIONS", "TSAN_OPTIONS"])
llvm_config.use_default_substitutions()
llvm_config.with_environment("PATH", config.llvm_tools_dir, append_path=True)
# Not where the word is a value, as in --remarks-filter=neurospector.
neurospector = ToolSubst("neurospector", pre=r".-^/\<=", post="-.")
# Programs without sanitizers that load our plugin.
mlir_opt = "mlir-opt"
if config.sanitizer_runtime:
    mlir_opt = ToolSubst(
        "mlir-opt",
        command="env LD_PRELOAD="
        + os.path.realpath(config.sanitizer_runtime)
        + " "
        + os.path.join(config.llvm_tools_dir, "mlir-opt"),
    )
llvm_config.add_tool_substitutions(
    [
        "ns-lsp-server",
        "ns-opt",
        "ns-translate",
        neurospector,
        mlir_opt,
        "mlir-runner",
    ],
    [config.neurospector_tools_dir, config.llvm_tools_dir],
)
