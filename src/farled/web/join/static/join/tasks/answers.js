// Some questions, any of them: each answer is a voice, and its field's name is the prompt. A new activity that asks in
// words needs no script of its own.

import { wordsIn } from "../logic/formvalues.js";
import { TaskForm } from "./form.js";

class Answers extends TaskForm {
  name = "answers";

  connectedCallback() {
    this.texts = [...this.querySelectorAll("textarea")].map((area) => area.name);
    super.connectedCallback();
  }

  acts(values) {
    return this.texts.filter((prompt) => values[prompt].trim()).map((prompt) => ({
      act: "write_voice",
      body: { prompt, text: values[prompt] },
      values: { [prompt]: values[prompt] },
      text: wordsIn(values, [prompt]),
    }));
  }

  heedRefusal({ detail: entry }) {
    const mine = entry.step === this.step && entry.form === this.name;
    const area = mine && this.form.elements[entry.body.prompt];
    if (area && !area.value.trim()) this.takeBack({ ...entry, field: entry.body.prompt });
  }

  keepDraft(values) {
    super.keepDraft({ ...this.values, ...values });
  }
}

customElements.define("farled-answers", Answers);
