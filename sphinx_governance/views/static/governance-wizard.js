// Asks the questions of a decision tree one at a time. Without it, the whole list is there.
"use strict";
(() => {
  // What is said stands, translated, on the script's own element.
  const WORDS = document.currentScript.dataset;
  const say = (name) => WORDS[name];
  // What a question or answer has besides the text that an author wrote under it.
  const PARTS = ["question-text", "answer-text", "answers", "questions", "owed", "then", "next", "open", "end"]
    .map((name) => `.governance-${name}`).join();

  const make = (tag, attributes, ...content) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...content);
    return element;
  };
  const button = (name, act) => {
    const element = make("button", { type: "button" }, name);
    element.addEventListener("click", act);
    return element;
  };
  const block = (name, ...content) => make("div", { class: `governance-${name}` }, ...content);
  const text = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const inside = (element, name) => [...element.querySelectorAll(`:scope > .governance-${name}`)];
  // All is said once, in the list; the wizard shows copies, without the names that links go to.
  const copies = (nodes) => [...nodes].map((node) => {
    const copy = node.cloneNode(true);
    for (const part of [copy, ...(copy.querySelectorAll?.("[id]") ?? [])]) part.removeAttribute?.("id");
    return copy;
  });
  const line = (item) => item.querySelector(":scope > p > strong");
  const label = (item) => text(line(item));
  const shown = (item) => copies(line(item).childNodes);
  const about = (item) => copies([...item.children].filter((part) => !part.matches(PARTS)));
  const anchor = (item) => item.querySelector("[id]").id;
  const key = (item, above) => anchor(item).slice(above.length + 1);
  const answersOf = (question) => inside(question, "answers").flatMap((list) => [...list.children]);
  const decoded = (part) => { try { return decodeURIComponent(part); } catch { return part; } };
  const named = ({ hash }) => document.getElementById(decoded(hash.slice(1)));

  const after = (answer) => {
    const [next] = inside(answer, "next");
    if (!next) return answer.querySelector(":scope > .governance-questions > .governance-question");
    return named(next.querySelector("a"))?.closest(".governance-question");
  };

  // Titles stay text in Markdown too, and call nobody.
  const plain = (words) => words.replace(/[\\`*_[\]<>#|~&!]/g, "\\$&").replace(/@(?=\w)/g, "@\u200b");
  const linked = (words, url) => `[${plain(words)}](${url.replaceAll("(", "%28").replaceAll(")", "%29")})`;
  const marked = (node) => {
    if (node.href) return linked(text(node), node.href);
    return node.firstChild ? [...node.childNodes].map(marked).join("").trim() : plain(node.textContent);
  };

  const describe = (element, place, content, id) => {
    if (!content.length) return;
    place.append(make("div", { class: "governance-wizard-about", id }, ...content));
    element.setAttribute("aria-describedby", id);
  };

  class Wizard {
    constructor(tree, list, number) {
      this.list = list;
      this.id = `governance-wizard-${number}`;
      this.anchor = tree.previousElementSibling.id;
      this.name = this.anchor.replace(/^tree-/, "");
      this.title = text(inside(tree, "guide-title")[0]);
      const above = tree.closest("section")?.querySelector("h1, h2, h3, h4, h5")?.tagName[1] ?? 2;
      this.heading = `h${Number(above) + 1}`;
      this.box = make("div", { class: "governance-wizard", role: "region", "aria-label": this.title });
      this.details = make("details", { class: "governance-all" }, make("summary", {}, say("all")));
      list.replaceWith(this.box, this.details);
      this.details.append(list);
      this.read();
      this.show(false);
    }

    // A question that was asked before, or has no answers, ends the path.
    following(path) {
      const next = path.length ? after(path.at(-1)[1]) : this.list.firstElementChild;
      return next && answersOf(next).length && !path.some(([question]) => question === next) ? next : null;
    }

    read() {
      this.asked = new URL(location.href).searchParams.get(this.name) || "";
      const said = new Map(this.asked.split(",").map((step) => step.split(":").map(decoded)));
      const path = this.path = [];
      for (let question = this.following(path); question; question = this.following(path)) {
        const wanted = said.get(key(question, this.anchor));
        const answer = answersOf(question).find((item) => key(item, anchor(question)) === wanted);
        if (!answer) break;
        path.push([question, answer]);
      }
    }

    go(path) {
      const steps = path.map(([question, answer]) => [key(question, this.anchor), key(answer, anchor(question))]);
      const url = new URL(location.href);
      url.searchParams.set(this.name, steps.map((step) => step.map(encodeURIComponent).join(":")).join(","));
      if (!path.length) url.searchParams.delete(this.name);
      url.search = url.search.replaceAll("%3A", ":").replaceAll("%2C", ",");
      url.hash = "";
      history.pushState(null, "", url);
      this.restore();
    }

    restore() {
      const before = this.asked;
      this.read();
      if (this.asked !== before) this.show();
    }

    show(focus = true) {
      const question = this.following(this.path);
      this.box.replaceChildren(question ? this.ask(question) : this.outcome());
      if (this.path.length) this.box.append(this.soFar());
      if (focus) this.box.querySelector(".governance-wizard-heading").focus();
    }

    headed(...content) {
      return make(this.heading, { class: "governance-wizard-heading", tabindex: "-1" }, ...content);
    }

    steps(first) {
      const back = this.path.length ? [button(say("back"), () => this.go(this.path.slice(0, -1)))] : [];
      return block("wizard-steps", first, ...back);
    }

    ask(question) {
      const fields = make("fieldset", {}, make("legend", {}, this.headed(...shown(question))));
      describe(fields, fields, about(question), `${this.id}-about`);
      const answers = answersOf(question);
      const inputs = answers.map((answer, index) => {
        const input = make("input", { type: "radio", name: this.id, id: `${this.id}-${index}` });
        const row = block("wizard-answer", input, make("label", { for: input.id }, ...shown(answer)));
        describe(input, row, about(answer), `${input.id}-about`);
        fields.append(row);
        return input;
      });
      const next = make("button", { type: "submit", class: "governance-wizard-next" }, say("next"));
      const form = make("form", { autocomplete: "off" }, fields, this.steps(next));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const chosen = inputs.findIndex((input) => input.checked);
        if (chosen >= 0) this.go([...this.path, [question, answers[chosen]]]);
        else this.refuse(form, inputs[0]);
      });
      return form;
    }

    refuse(form, first) {
      inside(form, "wizard-error")[0]?.remove();
      const error = make("div", { class: "governance-wizard-error", role: "alert", tabindex: "-1" });
      error.append(button(say("choose"), () => first.focus()));
      form.prepend(error);
      error.focus();
    }

    soFar() {
      const items = this.path.map(([question, answer], index) => {
        const change = button(say("change"), () => this.go(this.path.slice(0, index)));
        change.setAttribute("aria-label", `${say("change")}: ${label(question)}`);
        return make("li", {}, make("span", {}, ...shown(question)), " ", make("strong", {}, ...shown(answer)), " ", change);
      });
      return block("wizard-path", make(this.heading, {}, say("answers")), make("ol", {}, ...items));
    }

    // The path's artifacts: what is required is not optional, and settles a choice that it is in.
    owed() {
      const required = new Map(), choices = new Map(), optional = new Map();
      const name = (item) => item.querySelector("a")?.href ?? text(item);
      for (const list of this.all("owed").filter((part) => part.tagName === "UL")) {
        const items = [...list.children];
        const found = list.matches(".governance-required") ? required : list.matches(".governance-one-of") ? choices : optional;
        found.title = text(list.previousElementSibling);
        if (found === choices) found.set(String(items.map(name)), items);
        else items.forEach((item) => found.set(name(item), item));
      }
      for (const key of required.keys()) optional.delete(key);
      const open = [...choices.values()].filter((items) => !items.some((item) => required.has(name(item))));
      return [[required.title, [...required.values()]], ...open.map((items) => [choices.title, items]), [optional.title, [...optional.values()]]]
        .filter(([, items]) => items.length);
    }

    all(sort) {
      return this.path.flatMap(([, answer]) => inside(answer, sort));
    }

    lines(sort) {
      return [...new Map(this.all(sort).map((part) => [part.innerHTML, part])).values()];
    }

    outcome() {
      const owed = this.owed(), then = this.lines("then");
      if (!owed.length && !then.length) then.push(make("p", {}, say("nothing")));
      const lists = owed.flatMap(([title, items]) =>
        [make("p", { class: "governance-owed" }, title), make("ul", { class: "governance-checklist" }, ...copies(items))]);
      const told = make("p", { class: "governance-wizard-told", role: "status" });
      const copy = button(say("copy"), () => this.copy(this.markdown(owed, then), told));
      return block("wizard-outcome", this.headed(say("outcome")), ...copies(then), ...lists, ...copies(this.lines("open")),
        this.steps(copy), told);
    }

    markdown(owed, then) {
      const said = this.path.map(([question, answer]) => `- ${plain(label(question))} **${plain(label(answer))}**`);
      const lists = owed.flatMap(([title, items]) => [`**${plain(title)}**`, items.map((item) => `- [ ] ${marked(item)}`).join("\n")]);
      return [`### ${linked(this.title, location.href)}`, ...then.map(marked), ...lists, `**${plain(say("answers"))}**`, said.join("\n")]
        .join("\n\n");
    }

    async copy(markdown, told) {
      const area = make("textarea", { readonly: "", rows: "8", "aria-label": say("byHand") }, markdown);
      try {
        await navigator.clipboard.writeText(markdown);
      } catch {
        // Not allowed, or no https: the old way, and else by hand.
        const focused = document.activeElement;
        told.replaceChildren(say("byHand"), area);
        area.select();
        if (!document.execCommand("copy")) return;
        focused.focus();
      }
      told.replaceChildren(say("copied"));
    }
  }

  const wizards = [...document.querySelectorAll(".governance-tree")].flatMap((tree, number) => {
    const [list] = inside(tree, "questions");
    return list ? [new Wizard(tree, list, number)] : [];
  });
  addEventListener("popstate", () => wizards.forEach((wizard) => wizard.restore()));

  // A link to a question, and paper, show the list.
  const find = () => {
    const target = named(location);
    const around = target?.closest(".governance-all");
    if (!around) return;
    around.open = true;
    target.scrollIntoView();
  };
  const closed = new Set();
  const print = (on) => {
    if (on) wizards.forEach(({ details }) => details.open || closed.add(details));
    for (const details of closed) details.open = on;
    if (!on) closed.clear();
  };
  addEventListener("hashchange", find);
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
  matchMedia("print").addEventListener("change", (media) => print(media.matches));
  find();
})();
