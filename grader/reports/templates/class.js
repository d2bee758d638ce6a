"use strict";
// Sorts and filters the table of students. Without it the table stands there whole; with it only the rows that are
// first are laid out, since a browser takes seconds for five thousand.
const MOST = 200;
const table = document.getElementById("table");
if (table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...body.rows].map((row, place) => ({ row, place, name: row.cells[0].textContent, marks: ` ${row.dataset.marks || ""} ` }));
  for (const item of rows) item.found = item.name.toLocaleLowerCase();
  const byName = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const [find, show, shown, more] = ["find", "show", "shown", "more"].map((id) => document.getElementById(id));
  let whole = false;

  const draw = () => {
    const text = find.value.trim().toLocaleLowerCase(), mark = show.value ? ` ${show.value} ` : "";
    const chosen = rows.filter((item) => item.found.includes(text) && item.marks.includes(mark));
    body.replaceChildren(...(whole ? chosen : chosen.slice(0, MOST)).map((item) => item.row));
    shown.textContent = shown.dataset.told.replace("{shown}", chosen.length);
    more.hidden = whole || chosen.length <= MOST;
  };
  // What is not handed in comes last, whichever way the others stand.
  const values = (column) => rows.map((item) => {
    const number = parseFloat(item.row.cells[column].textContent);
    return Number.isNaN(number) ? null : number;
  });
  const sort = (column, down) => {
    const sign = down ? -1 : 1;
    const found = column ? values(column) : null;
    rows.forEach((item, place) => { item.value = found && found[place]; });
    rows.sort((one, other) => {
      if (!column) return sign * byName(one.name, other.name) || one.place - other.place;
      if (one.value === other.value) return one.place - other.place;
      if (one.value === null || other.value === null) return one.value === null ? 1 : -1;
      return sign * (one.value - other.value);
    });
    draw();
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      // Numbers are looked at from the top first, and names from A.
      const before = head.getAttribute("aria-sort");
      const down = before ? before === "ascending" : column > 0;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      sort(column, down);
    });
  });
  const drawWhole = () => { whole = true; draw(); };
  find.addEventListener("input", draw);
  show.addEventListener("change", draw);
  more.addEventListener("click", drawWhole);
  window.addEventListener("beforeprint", drawWhole);
  document.querySelector(".tools").hidden = false;
  draw();
  document.documentElement.classList.remove("scripted");
}
