"""Compiles the catalogues before hatchling packs or links the project; packs the examples."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compiler(Path(self.root) / "src/farled/locale/compile.py").compile_all()
        if self.target_name == "wheel" and version == "standard":
            # in a checkout the demo reads them where they lie
            build_data["force_include"]["examples"] = "farled/examples"


def compiler(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("farled_locale_compile", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
