// Write: one voice after another.

import { numbers } from "../logic/formvalues.js";
import { TaskForm } from "./form.js";

class Write extends TaskForm {
  get name() {
    return this.dataset.prompt;
  }

  acts(values) {
    const { text, for_whom = "", where = "", dimensions = [], areas = [] } = values;
    const body = { prompt: this.dataset.prompt, text, for_whom, where, dimensions, areas: numbers(areas) };
    return [{ act: "write_voice", body }];
  }
}

customElements.define("farled-write", Write);
