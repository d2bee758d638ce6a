// What works without it works better with it: keys, a zip that is dropped, how far things are.
"use strict";

const rows = () => Array.from(document.querySelectorAll("[data-row]"));
const linkOf = (row) => row.querySelector("a") || row.querySelector("button");

function step(by) {
  const all = rows();
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))];
  const link = next && linkOf(next);
  if (link) {
    link.focus();
    next.scrollIntoView({ block: "nearest" });
    return;
  }
  const there = document.querySelector(by > 0 ? "a[rel=next]" : "a[rel=prev]");
  if (there) there.click();
}

document.addEventListener("keydown", (event) => {
  const writing = event.target instanceof Element && event.target.closest("input, textarea, select");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && writing) document.activeElement.blur();
  if (writing) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "u" && document.body.dataset.up) location.assign(document.body.dataset.up);
  else if (event.key === "s") document.querySelector("[data-seen]")?.click();
  else if (event.key === "/") {
    const find = document.querySelector("[data-find]");
    if (!find) return;
    find.focus();
    event.preventDefault();
  }
});

// What is chosen is shown at once; and nothing is sent twice by a second click.
document.querySelector("form.tools select")?.addEventListener("change", (event) => event.target.form.requestSubmit());
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  else if (event.target.method === "post") event.target.dataset.sent = "1";
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

const drop = document.querySelector("[data-drop]");
if (drop) {
  const file = drop.querySelector("input[type=file]");
  const bar = drop.querySelector("progress");
  for (const name of ["dragover", "dragleave", "drop"]) {
    addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) {
        file.files = event.dataTransfer.files;
        drop.requestSubmit();
      }
    });
  }
  drop.addEventListener("submit", (event) => {
    event.preventDefault();
    const request = new XMLHttpRequest();
    bar.hidden = false;
    request.upload.onprogress = (sent) => { if (sent.lengthComputable) bar.value = sent.loaded / sent.total; };
    request.onload = () => {
      if (request.status < 400) location.assign("/grading");
      else drop.submit();  // the answer to the plain form says why
    };
    request.onerror = () => location.reload();
    request.open("POST", drop.action);
    request.send(new FormData(drop));
  });
}

const jobs = document.querySelector("[data-jobs]");
if (jobs && jobs.dataset.running === "1") {
  const look = async () => {
    const found = await fetch("/progress").then((answer) => answer.json()).catch(() => null);
    for (const job of found || []) {
      const item = jobs.querySelector(`[data-job="${job.number}"]`);
      const bar = item && item.querySelector("progress");
      if (!bar) continue;
      if (job.over) { location.assign("/grading"); return; }
      if (job.of) {
        bar.max = job.of;
        bar.value = job.done;
        item.querySelector(".count-of").textContent = `${job.done}/${job.of}`;
      }
    }
    setTimeout(look, 700);
  };
  setTimeout(look, 400);
}
