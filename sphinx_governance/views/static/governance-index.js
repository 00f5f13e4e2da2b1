// Filters, sorts and pages the tables that record-index writes. Without it, the whole table is there.
"use strict";
(() => {
  const PAGED = 500, PAGE = 100;
  // What is said stands, translated, on the script's own element.
  const WORDS = document.currentScript.dataset;
  const say = (name, values = {}) => WORDS[name].replace(/{(\w+)}/g, (whole, key) => values[key] ?? whole);
  const make = (tag, attributes = {}, text = "") => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };
  const text = (element) => (element ? element.textContent.trim() : "");

  class RecordIndex {
    constructor(box, position) {
      this.box = box;
      this.table = box.querySelector("table");
      this.body = this.table.tBodies[0];
      this.rows = [...this.body.rows];
      this.prefix = position ? `i${position + 1}.` : "";
      this.columns = [...this.table.tHead.rows[0].cells];
      this.page = 0;
      this.build();
      this.read();
      this.show();
      window.addEventListener("popstate", () => { this.read(); this.show(); });
    }

    build() {
      const form = make("form", { class: "governance-controls", role: "search" });
      form.addEventListener("submit", (event) => event.preventDefault());
      this.query = this.field(form, say("filter"), make("input", { type: "search", autocomplete: "off" }));
      this.query.addEventListener("input", () => this.changed(false));
      const statuses = this.rows.map((row) => text(row.querySelector(".governance-status")));
      this.status = this.choice(form, say("status"), statuses);
      this.tag = this.choice(form, say("tag"), this.rows.flatMap((row) => [...row.querySelectorAll(".governance-tag")].map(text)));
      const reset = make("button", { type: "button" }, say("showAll"));
      reset.addEventListener("click", () => this.reset());
      form.append(reset);
      this.count = make("p", { class: "governance-count", role: "status" });
      this.pager = make("nav", { class: "governance-pages", "aria-label": say("pages") });
      this.box.before(form, this.count);
      this.box.after(this.pager);
      this.columns.forEach((cell, column) => this.sortable(cell, column));
    }

    field(form, name, control) {
      const label = make("label", {}, name);
      label.append(control);
      form.append(label);
      return control;
    }

    choice(form, name, values) {
      const select = make("select");
      select.append(new Option(say("all"), ""));
      for (const value of [...new Set(values.filter(Boolean))].sort()) select.append(new Option(value, value));
      if (select.options.length > 2) this.field(form, name, select);
      select.addEventListener("change", () => this.changed());
      return select;
    }

    sortable(cell, column) {
      const button = make("button", { type: "button", class: "governance-sort" }, text(cell));
      (cell.querySelector("p") || cell).replaceChildren(button);
      button.addEventListener("click", () => {
        const down = this.sorted === column && !this.down;
        [this.sorted, this.down] = [column, down];
        this.changed();
      });
    }

    // Each step can be undone by "back"; typing only renames the step it belongs to.
    changed(step = true, page = 0) {
      this.page = page;
      this.show();
      this.write(step);
    }

    name(column) {
      return (this.columns[column].className.match(/governance-col-(\S+)/) || ["", ""])[1];
    }

    reset() {
      this.query.value = this.status.value = this.tag.value = "";
      this.sorted = undefined;
      this.down = false;
      this.changed();
      this.query.focus();
    }

    names() {
      return { q: this.query.value.trim(), status: this.status.value, tag: this.tag.value,
        sort: this.sorted === undefined ? "" : (this.down ? "-" : "") + this.name(this.sorted),
        page: this.page ? String(this.page + 1) : "" };
    }

    write(step) {
      const url = new URL(window.location.href);
      for (const [name, value] of Object.entries(this.names())) {
        if (value) url.searchParams.set(this.prefix + name, value);
        else url.searchParams.delete(this.prefix + name);
      }
      if (url.href === window.location.href) return;
      window.history[step ? "pushState" : "replaceState"](null, "", url);
    }

    read() {
      const asked = new URL(window.location.href).searchParams;
      const of = (name) => asked.get(this.prefix + name) || "";
      this.query.value = of("q");
      this.status.value = of("status");
      this.tag.value = of("tag");
      for (const select of [this.status, this.tag]) if (select.selectedIndex < 0) select.value = "";
      const sort = of("sort");
      this.down = sort.startsWith("-");
      const column = this.columns.findIndex((cell, index) => this.name(index) === sort.replace(/^-/, ""));
      this.sorted = sort && column >= 0 ? column : undefined;
      this.page = Math.max(0, (parseInt(of("page"), 10) || 1) - 1);
    }

    matches(row) {
      const words = this.query.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      const content = row.textContent.toLocaleLowerCase();
      const tags = [...row.querySelectorAll(".governance-tag")].map(text);
      return words.every((word) => content.includes(word))
        && (!this.status.value || text(row.querySelector(".governance-status")) === this.status.value)
        && (!this.tag.value || tags.includes(this.tag.value));
    }

    ordered() {
      if (this.sorted === undefined) return [...this.rows];
      const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
      const sign = this.down ? -1 : 1;
      return [...this.rows].sort((one, two) => sign * collator.compare(text(one.cells[this.sorted]), text(two.cells[this.sorted])));
    }

    show() {
      const rows = this.ordered();
      const found = rows.filter((row) => this.matches(row));
      const paged = this.rows.length > PAGED;
      const pages = paged ? Math.max(1, Math.ceil(found.length / PAGE)) : 1;
      this.page = Math.min(this.page, pages - 1);
      const shown = new Set(paged ? found.slice(this.page * PAGE, (this.page + 1) * PAGE) : found);
      for (const row of rows) row.hidden = !shown.has(row);
      this.body.append(...rows);
      this.columns.forEach((cell, column) => {
        if (column === this.sorted) cell.setAttribute("aria-sort", this.down ? "descending" : "ascending");
        else cell.removeAttribute("aria-sort");
      });
      const total = this.rows.length;
      this.count.textContent = say(found.length ? "some" : "none", { found: found.length, total });
      this.showPager(pages);
    }

    showPager(pages) {
      const focused = this.pager.contains(document.activeElement);
      this.pager.replaceChildren();
      this.pager.hidden = pages < 2;
      if (pages < 2) return;
      const step = (name, page, usable) => {
        const button = make("button", { type: "button" }, name);
        button.disabled = !usable;
        button.addEventListener("click", () => this.changed(true, page));
        return button;
      };
      const before = step(say("previous"), this.page - 1, this.page > 0);
      const after = step(say("next"), this.page + 1, this.page < pages - 1);
      this.pager.append(before, make("span", {}, say("page", { page: this.page + 1, pages })), after);
      if (focused) (after.disabled ? before : after).focus();
    }
  }

  document.querySelectorAll(".governance-index").forEach((box, position) => {
    if (box.querySelector("table thead")) new RecordIndex(box, position);
  });
})();
