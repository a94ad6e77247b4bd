// Made by scripts/assets.mjs from the .css and .mjs files here: edit those.
/* biome-ignore format: as it is in those files */
export const style = `
:root {
  color-scheme: light dark;
  --page: light-dark(#ffffff, #0d1117);
  --panel: light-dark(#f6f8fa, #151b23);
  --line: light-dark(#d1d9e0, #3d444d);
  --text: light-dark(#1f2328, #f0f6fc);
  --quiet: light-dark(#59636e, #9198a1);
  --accent: light-dark(#0969da, #4493f8);
  --error: light-dark(#c21c28, #ff7b72);
  --warning: light-dark(#8a5a00, #e3b341);
  --notice: light-dark(#0969da, #4493f8);
  --fine: light-dark(#116329, #3fb950);
  --mono: ui-monospace, SFMono-Regular, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
:root[data-theme='light'] {
  color-scheme: light;
}
:root[data-theme='dark'] {
  color-scheme: dark;
}
* {
  box-sizing: border-box;
}
body {
  margin: 0 auto;
  max-width: 76rem;
  padding: 1.5rem 1.25rem 4rem;
  background: var(--page);
  color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif;
}
code,
pre {
  font-family: var(--mono);
  font-size: 0.875em;
  overflow-wrap: anywhere;
}
a {
  color: var(--accent);
}
:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
}
.unseen,
.skip:not(:focus) {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
[hidden] {
  display: none !important;
}

header {
  position: relative;
  border-bottom: 1px solid var(--line);
  padding-bottom: 0.75rem;
}
.brand {
  margin: 0 8rem 0 0;
  color: var(--quiet);
  overflow-wrap: anywhere;
}
h1 {
  margin: 0.25rem 0;
  font-size: 1.75rem;
  line-height: 1.25;
  overflow-wrap: anywhere;
}
header > p:not(.brand) {
  margin: 0;
  color: var(--quiet);
}
.verdict {
  display: inline-grid;
  place-items: center;
  width: 1.35em;
  height: 1.35em;
  border-radius: 50%;
  background: var(--warning);
  color: var(--page);
  font-size: 0.85em;
}
[data-verdict='failed'] .verdict {
  background: var(--error);
}
[data-verdict='clean'] .verdict {
  background: var(--fine);
}
#theme {
  position: absolute;
  top: 0;
  right: 0;
}

h2 {
  margin: 0;
  font-size: 1.2rem;
}
section {
  margin-top: 1.75rem;
}
.missed {
  border: 1px solid var(--warning);
  border-radius: 6px;
  padding: 0.75rem 1rem;
}
.missed h2 {
  color: var(--warning);
  font-size: 1rem;
}
.missed ul {
  margin: 0.25rem 0 0;
}
.title {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem 1rem;
  align-items: center;
  justify-content: space-between;
  margin-bottom: 0.5rem;
}
.tools {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem 0.75rem;
  align-items: center;
}
.aside {
  font-size: 0.9em;
}
button,
input[type='search'] {
  font: inherit;
  font-size: 0.9em;
  color: var(--text);
  background: var(--panel);
  border: 1px solid var(--line);
  border-radius: 6px;
  padding: 0.25rem 0.7rem;
}
button {
  cursor: pointer;
}
button:hover {
  border-color: var(--quiet);
}
input[type='search'] {
  width: min(20rem, 60vw);
  background: var(--page);
}
output,
.legend,
#found {
  color: var(--quiet);
  font-size: 0.9em;
}

#timeline {
  border: 1px solid var(--line);
  border-radius: 6px;
  padding: 0.5rem 0.75rem 0.25rem;
  background: var(--panel);
  touch-action: pan-y;
}
.lanes {
  list-style: none;
  margin: 0;
  padding: 0;
}
.lane {
  display: grid;
  grid-template-columns: minmax(7rem, 15rem) 1fr;
  gap: 1rem;
  align-items: center;
}
.lane .name {
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  font: 0.85em var(--mono);
}
.track {
  width: 100%;
  height: 26px;
  overflow: hidden;
  background: linear-gradient(var(--line), var(--line)) 0 50% / 100% 1px no-repeat;
  cursor: grab;
}
.axis .track {
  background: none;
  height: 20px;
}
.track text {
  fill: var(--quiet);
  font-size: 11px;
}
.axis .end {
  text-anchor: end;
}
.axis .tick {
  text-anchor: middle;
}
.mark {
  overflow: visible;
}
.crash {
  fill: var(--warning);
  stroke: var(--panel);
}
[data-level='error'] .crash,
.key.crash {
  fill: var(--error);
  background: var(--error);
}
.gap,
.key.gap {
  fill: var(--warning);
  background: var(--warning);
  opacity: 0.75;
}
.again,
.key.again {
  fill: var(--fine);
  background: var(--fine);
  stroke: var(--panel);
}
.step {
  fill: var(--accent);
  opacity: 0.4;
}
.legend {
  margin: 0.35rem 0 0;
}
.key {
  display: inline-block;
  width: 0.7em;
  height: 0.7em;
  margin-left: 0.9em;
  border-radius: 50%;
}
.key.crash {
  margin-left: 0;
  border-radius: 0;
  rotate: 45deg;
}
.key.gap {
  width: 1.4em;
  height: 0.4em;
  border-radius: 0;
}
.key.step {
  border-radius: 2px;
  background: var(--accent);
  opacity: 0.4;
}

.incident {
  border: 1px solid var(--line);
  border-left: 4px solid var(--notice);
  border-radius: 6px;
  margin-bottom: 0.6rem;
  scroll-margin-top: 1rem;
}
.incident[data-level='error'] {
  border-left-color: var(--error);
}
.incident[data-level='warning'] {
  border-left-color: var(--warning);
}
.incident:target {
  box-shadow: 0 0 0 2px var(--accent);
}
summary {
  cursor: pointer;
}
.incident summary {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 1rem;
  align-items: baseline;
  justify-content: space-between;
  padding: 0.6rem 0.9rem;
}
.incident summary::-webkit-details-marker {
  display: none;
}
.incident summary:hover {
  background: var(--panel);
}
h3 {
  margin: 0;
  font-size: 1rem;
  font-weight: 500;
  overflow-wrap: anywhere;
}
h3 code {
  font-weight: 700;
}
h3::before {
  content: '▸' / '';
  display: inline-block;
  width: 1.1em;
  color: var(--quiet);
}
details[open] > summary h3::before {
  content: '▾' / '';
}
.badge {
  display: inline-block;
  padding: 0 0.5em;
  border-radius: 4px;
  background: var(--notice);
  color: var(--page);
  font-size: 0.85em;
  font-weight: 700;
}
[data-level='error'] .badge {
  background: var(--error);
}
[data-level='warning'] .badge {
  background: var(--warning);
}
.chips {
  display: flex;
  flex-wrap: wrap;
  gap: 0.4rem;
}
.chip {
  border: 1px solid var(--line);
  border-radius: 1em;
  padding: 0 0.6em;
  color: var(--quiet);
  font-size: 0.85em;
  overflow-wrap: anywhere;
}
.incident details > :not(summary) {
  margin: 0 0.9rem 0.9rem;
}
dl {
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  gap: 0.3rem 1rem;
  margin: 0.5rem 0;
}
dt {
  color: var(--quiet);
}
dd {
  margin: 0;
  overflow-wrap: anywhere;
}
.scroll {
  overflow-x: auto;
}
table {
  width: 100%;
  border-collapse: collapse;
  font-size: 0.9em;
}
th,
td {
  border-top: 1px solid var(--line);
  padding: 0.3rem 0.75rem 0.3rem 0;
  text-align: left;
  vertical-align: top;
  white-space: nowrap;
}
td:last-child {
  white-space: normal;
  width: 100%;
}
th {
  color: var(--quiet);
  font-weight: 500;
}
pre {
  border: 1px solid var(--line);
  border-radius: 6px;
  padding: 0.75rem;
  overflow-x: auto;
  background: var(--panel);
}
section > details {
  margin: 0.4rem 0;
}

@media (max-width: 40rem) {
  dl {
    grid-template-columns: 1fr;
    gap: 0;
  }
  dd {
    margin-bottom: 0.5rem;
  }
  .lane {
    grid-template-columns: 1fr;
    gap: 0;
  }
  .aside {
    display: none;
  }
}
@media print {
  .tools,
  #theme {
    display: none;
  }
}
`;
/* biome-ignore format: as it is in those files */
export const script = `
// The page's script: search, folding, zoom and theme. Everything else works without it. It runs as it is, inlined into the page.
(() => {
  const one = selector => document.querySelector(selector);
  const all = selector => [...document.querySelectorAll(selector)];
  const incidents = all('.incident');

  // Search: every word must be in the incident, wherever.
  const query = one('#query');
  const levels = all('input[name=level]');
  const texts = new Map(incidents.map(incident => [incident, incident.textContent.toLowerCase()]));

  function search() {
    const words = query.value.toLowerCase().split(/\\s+/);
    const off = new Set(levels.filter(box => !box.checked).map(box => box.value));
    let found = 0;
    for (const incident of incidents) {
      const matches = !off.has(incident.dataset.level) && words.every(word => texts.get(incident).includes(word));
      incident.hidden = !matches;
      if (matches) found++;
      const lane = one(\`[data-for="\${incident.id}"]\`);
      if (lane !== null) lane.hidden = !matches;
    }
    one('#found').textContent = found === incidents.length ? '' : \`\${found} of \${incidents.length} shown\`;
  }

  function fold() {
    const button = one('#fold');
    const open = button.getAttribute('aria-pressed') === 'false';
    for (const incident of incidents) incident.querySelector('details').open = open;
    button.setAttribute('aria-pressed', String(open));
    button.textContent = open ? 'Close all' : 'Open all';
  }

  if (query !== null) {
    one('#tools').hidden = false;
    query.addEventListener('input', search);
    for (const box of levels) box.addEventListener('change', search);
    one('#fold').addEventListener('click', fold);
    document.addEventListener('keydown', event => {
      if (event.key === '/' && event.target.tagName !== 'INPUT') {
        event.preventDefault();
        query.focus();
      } else if (event.key === 'Escape' && event.target === query) {
        query.value = '';
        search();
      }
    });
  }

  // A link to an incident opens it.
  function openTarget() {
    const target = incidents.find(incident => \`#\${incident.id}\` === location.hash);
    if (target === undefined) return;
    const details = target.querySelector('details');
    details.open = true;
    details.querySelector('summary').focus({ preventScroll: true });
  }
  addEventListener('hashchange', openTarget);
  for (const link of all('.lane a')) {
    link.addEventListener('click', () => {
      if (link.hash === location.hash) openTarget();
    });
  }
  openTarget();

  // Light or dark: what the system says, until somebody says otherwise.
  const theme = one('#theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  theme.hidden = false;
  theme.addEventListener('click', () => {
    const root = document.documentElement;
    const now = root.dataset.theme ?? (dark.matches ? 'dark' : 'light');
    root.dataset.theme = now === 'dark' ? 'light' : 'dark';
  });

  // The timeline: everything with a time moves when the range that is shown changes.
  const timeline = one('#timeline');
  if (timeline === null) return;
  const end = Number(timeline.dataset.end);
  const axis = one('#axis');
  const moments = all('#timeline [data-at]').map(element => ({ element, at: Number(element.dataset.at) }));
  const spans = all('#timeline [data-from]').map(element => ({ element, from: Number(element.dataset.from), to: Number(element.dataset.to) }));
  const NARROWEST = Math.min(end, 2);
  let from = 0;
  let to = end;

  const place = at => \`\${(((at - from) / (to - from)) * 100).toFixed(4)}%\`;

  function say(ms, step) {
    if (step >= 1000) return ms >= 60_000 ? \`\${Math.floor(ms / 60_000)} min \${Math.round((ms % 60_000) / 1000)} s\` : \`\${Math.round(ms / 1000)} s\`;
    if (ms >= 1000 || step >= 100) return \`\${(ms / 1000).toFixed(step >= 100 ? 1 : step >= 10 ? 2 : 3)} s\`;
    return \`\${step >= 1 ? Math.round(ms) : ms.toFixed(1)} ms\`;
  }

  function drawAxis() {
    const room = Math.max(2, Math.floor(axis.clientWidth / 90));
    const rough = (to - from) / room;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(times => times * power).find(size => size >= rough);
    axis.replaceChildren();
    for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
      const share = (at - from) / (to - from);
      if (share < 0.02 || share > 0.96) continue;
      const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
      text.setAttribute('x', \`\${share * 100}%\`);
      text.setAttribute('y', '14');
      text.setAttribute('class', 'tick');
      text.textContent = \`+\${say(at, step)}\`;
      axis.append(text);
    }
    one('#range').textContent = \`+\${say(from, step / 10)} to +\${say(to, step / 10)}\`;
  }

  function show(newFrom, newTo) {
    const width = Math.min(end, Math.max(NARROWEST, newTo - newFrom));
    from = Math.min(Math.max(0, newFrom), end - width);
    to = from + width;
    for (const { element, at } of moments) element.setAttribute('x', place(at));
    for (const span of spans) {
      span.element.setAttribute('x', place(span.from));
      span.element.setAttribute('width', \`\${(Math.max(0, span.to - span.from) / (to - from)) * 100}%\`);
    }
    drawAxis();
  }

  function zoom(factor, around = (from + to) / 2) {
    show(around - (around - from) * factor, around + (to - around) * factor);
  }
  const move = share => show(from + (to - from) * share, to + (to - from) * share);
  const reset = () => show(0, end);
  /** Where on the tracks the pointer is, as a time. */
  function timeAt(event) {
    const { left, width } = axis.getBoundingClientRect();
    return from + (Math.min(Math.max(0, event.clientX - left), width) / width) * (to - from);
  }

  const keys = {
    '+': () => zoom(0.5),
    '=': () => zoom(0.5),
    '-': () => zoom(2),
    0: reset,
    ArrowLeft: () => move(-0.2),
    ArrowRight: () => move(0.2),
    Home: () => show(0, to - from),
    End: () => show(end - (to - from), end),
  };
  timeline.addEventListener('keydown', event => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  const buttons = { in: () => zoom(0.5), out: () => zoom(2), all: reset };
  for (const button of all('[data-zoom]')) button.addEventListener('click', buttons[button.dataset.zoom]);
  timeline.addEventListener(
    'wheel',
    event => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return;
      event.preventDefault();
      zoom((event.deltaY || event.deltaX) < 0 ? 0.8 : 1.25, timeAt(event));
    },
    { passive: false },
  );
  timeline.addEventListener('dblclick', event => zoom(0.5, timeAt(event)));
  let dragged = null;
  timeline.addEventListener('pointerdown', event => {
    if (event.button === 0 && event.target.closest('a, button') === null) dragged = event.clientX;
  });
  addEventListener('pointermove', event => {
    if (dragged === null) return;
    move((dragged - event.clientX) / axis.clientWidth);
    dragged = event.clientX;
  });
  addEventListener('pointerup', () => {
    dragged = null;
  });
  addEventListener('resize', drawAxis);
  reset();
})();
`;
