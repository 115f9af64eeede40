// Each dropped file is sent by itself, and followed until it is read.
const form = document.querySelector("[data-drop]");
const input = form.querySelector("input[type=file]");
const zone = form.querySelector(".zone");
const table = document.querySelector("[data-jobs]");
const said = document.querySelector("[data-said]");
const row = document.querySelector("#job");
const WORDS = { waiting: "waiting", queued: "waiting", reading: "reading", running: "reading", done: "read", failed: "not read" };
const plural = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

function size(bytes) {
  return bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function added(file) {
  table.hidden = false;
  document.querySelector("[data-idle]").hidden = true;
  const made = row.content.firstElementChild.cloneNode(true);
  made.querySelector("[data-name]").textContent = file.name;
  made.querySelector("[data-size]").textContent = size(file.size);
  made.querySelector("[data-state]").textContent = "sending";
  made.querySelector("progress").setAttribute("aria-label", `Progress of ${file.name}`);
  table.tBodies[0].append(made);
  return made;
}

function show(line, job) {
  line.dataset.state = job.state;
  const state = line.querySelector("[data-state]");
  state.textContent = job.stage && !job.report && !job.error ? job.stage : WORDS[job.state] ?? job.state;
  const bar = line.querySelector("progress");
  if (job.report || job.error) bar.value = 1;
  else if (job.total) bar.value = job.done / job.total;
  else bar.removeAttribute("value");
  const told = line.querySelector("[data-report]");
  if (job.error) { trouble(line, job.error); return; }
  if (!job.report) return;
  const { documents, known, mentions, tallies, copies, failures } = job.report;
  const parts = [plural(documents, "new report"), known ? `${known} known already` : "", copies ? plural(copies, "copy", "copies") : "", plural(mentions, "event"), plural(tallies, "total")];
  told.textContent = `${parts.filter(Boolean).join(", ")}.`;
  for (const one of failures) {
    const line = document.createElement("p");
    line.className = "small";
    line.textContent = `${one.reason}. ${one.way_out ?? ""}`;
    told.append(line);
  }
  said.textContent = `${job.name}: ${told.textContent}`;
}

function trouble(line, words) {
  line.dataset.state = "failed";
  line.querySelector("[data-state]").textContent = "not read";
  line.querySelector("progress").value = 1;
  line.querySelector("[data-report]").textContent = words;
  said.textContent = words;
}

function follow(line, job) {
  return new Promise((done) => {
    const events = new EventSource(`/ingest/${encodeURIComponent(job.id)}/events`);
    events.onmessage = ({ data }) => {
      const now = JSON.parse(data);
      show(line, now);
      if (now.report || now.error) { events.close(); done(); }
    };
    events.onerror = () => { events.close(); poll(line, job).then(done); };
  });
}

async function poll(line, job) {
  const answer = await fetch(job.href);
  const now = await answer.json();
  if (!answer.ok) trouble(line, now.detail);
  else { show(line, now); if (!now.report && !now.error) follow(line, now); }
}

async function send(file) {
  const line = added(file);
  const query = new URLSearchParams({ name: file.name.slice(-200) });
  if (form.elements.published.value) query.set("published", form.elements.published.value);
  try {
    const answer = await fetch(`/ingest?${query}`, { method: "POST", body: file, headers: { "content-type": "application/octet-stream" } });
    const job = await answer.json();
    if (!answer.ok) { trouble(line, job.detail); return; }
    show(line, job);
    if (!job.report && !job.error) await follow(line, job);
  } catch { trouble(line, "The server did not answer. Is it still running?"); }
}

async function all(files) {
  for (const file of files) await send(file);
}

input.addEventListener("change", () => { all([...input.files]); input.value = ""; });
for (const name of ["dragenter", "dragover"]) addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); });
for (const name of ["dragleave", "drop"]) addEventListener(name, (event) => { event.preventDefault(); if (name === "drop" || !event.relatedTarget) zone.classList.remove("over"); });
addEventListener("drop", (event) => all([...event.dataTransfer.files]));
