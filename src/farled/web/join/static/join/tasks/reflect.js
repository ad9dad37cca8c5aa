// Reflect: three questions, any of them; each answer is a voice.

import { wordsIn } from "../logic/formvalues.js";
import { TaskForm } from "./form.js";

const PROMPTS = ["insight", "trust", "take_with_me"];

class Reflect extends TaskForm {
  name = "reflect";
  texts = PROMPTS;

  acts(values) {
    return PROMPTS.filter((prompt) => values[prompt].trim()).map((prompt) => ({
      act: "write_voice",
      body: { prompt, text: values[prompt] },
      values: { [prompt]: values[prompt] },
      text: wordsIn(values, [prompt]),
    }));
  }

  heedRefusal({ detail: entry }) {
    const prompt = entry.body.prompt;
    const mine = entry.step === this.step && entry.form === this.name;
    if (mine && !this.form.elements[prompt].value.trim()) this.takeBack({ ...entry, field: prompt });
  }

  keepDraft(values) {
    super.keepDraft({ ...this.values, ...values });
  }
}

customElements.define("farled-reflect", Reflect);
